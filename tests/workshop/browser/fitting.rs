//! Every statement fits the screen of a phone, whatever font the phone has.

use std::path::Path;

use serde_json::json;

use super::driver::Browser;
use super::{REQUIRED, has_driver, join};
use crate::support::HostProcess;

/// Fonts of different width, by the package that has them: from wide to narrow.
const FONTS: [(&str, &str); 3] = [
    ("fonts-dejavu-core", "/usr/share/fonts/truetype/dejavu"),
    ("fonts-open-sans", "/usr/share/fonts/truetype/open-sans"),
    ("fonts-liberation", "/usr/share/fonts/truetype/liberation"),
];
/// What phones leave to a page that is held upright, from small to large.
const UPRIGHT: [(u32, u32); 4] = [(320, 568), (360, 640), (390, 664), (412, 915)];
/// What would have to be scrolled to, at the longest word about an answer that there is.
const OUT_OF_SIGHT: &str = "(() => {
    document.getElementById('saved').textContent = 'Not saved yet';
    const foot = document.querySelector('.foot').getBoundingClientRect(), bad = [];
    if (document.documentElement.scrollHeight > innerHeight) bad.push('scrolls to ' + document.documentElement.scrollHeight);
    if (foot.bottom > innerHeight || foot.height > innerHeight / 5) bad.push('a bar of ' + foot.height);
    const answers = [...document.querySelectorAll('.choice')];
    if (answers.length !== ANSWERS) bad.push(answers.length + ' answers');
    for (const answer of answers) {
      const box = answer.getBoundingClientRect();
      if (box.top < 0 || box.bottom > foot.top || box.height < 40) bad.push(answer.textContent);
    }
    return bad;
  })()";

#[test]
fn every_statement_and_every_guess_with_its_answers_fits_an_upright_phone_in_any_font() {
    if !has_driver() {
        return;
    }
    for (package, fonts) in FONTS {
        if !Path::new(fonts).is_dir() {
            assert!(std::env::var(REQUIRED).is_err(), "the browser test is required, but {package} is not installed");
            println!("SKIPPED: {package} is not installed");
            continue;
        }
        let folder = tempfile::tempdir().unwrap();
        let mut host = HostProcess::start(folder.path(), "127.0.0.1");
        let browser = Browser::open_with(&format!("http://{}", host.address), Path::new(fonts));
        join(&browser, true);
        host.done("start");
        for statement in 1..=36 {
            browser.go(&format!("/item/{statement}"));
            fits(&browser, 6, &format!("statement {statement} with {package}"));
        }
        for guess in 1..=9 {
            browser.go(&format!("/guess/{guess}"));
            fits(&browser, 5, &format!("guess {guess} with {package}"));
        }
        host.quit();
    }
}

/// A browser has six connections to a host, and an open page holds one of them.
#[test]
fn a_page_that_is_loaded_anew_many_times_holds_no_connection_of_the_pages_before() {
    super::here(true, |browser, mut host| {
        join(browser, true);
        host.done("start");
        let start = std::time::Instant::now();
        for statement in 1..=12 {
            browser.go(&format!("/item/{statement}"));
        }
        assert!(start.elapsed() < super::driver::TIMEOUT, "{:?}", start.elapsed());
        host.quit();
    });
}

fn fits(browser: &Browser, answers: usize, page: &str) {
    let out_of_sight = OUT_OF_SIGHT.replace("ANSWERS", &answers.to_string());
    for (width, height) in UPRIGHT {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": true });
        browser.devtools("Emulation.setDeviceMetricsOverride", &size).unwrap();
        assert_eq!(browser.ask(&out_of_sight), json!([]), "{page} at {width} by {height}");
    }
}
