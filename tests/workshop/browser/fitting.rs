//! Every statement fits the screen of a phone, whatever font the phone has.

use serde_json::json;

use super::{here, join};
use crate::driver::Browser;

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
    here(true, |browser, mut host| {
        join(browser, true);
        host.done("start");
        for statement in 1..=36 {
            browser.go(&format!("/item/{statement}"));
            fits(browser, 6, &format!("statement {statement}"));
        }
        for guess in 1..=9 {
            browser.go(&format!("/guess/{guess}"));
            fits(browser, 5, &format!("guess {guess}"));
        }
        host.quit();
    });
}

/// A browser has six connections to a host, and an open page holds one of them.
#[test]
fn a_page_that_is_loaded_anew_many_times_holds_no_connection_of_the_pages_before() {
    here(true, |browser, mut host| {
        join(browser, true);
        host.done("start");
        let start = std::time::Instant::now();
        for statement in 1..=12 {
            browser.go(&format!("/item/{statement}"));
        }
        assert!(start.elapsed() < crate::driver::TIMEOUT, "{:?}", start.elapsed());
        host.quit();
    });
}

fn fits(browser: &Browser, answers: usize, page: &str) {
    let out_of_sight = OUT_OF_SIGHT.replace("ANSWERS", &answers.to_string());
    browser.in_any_font(|font| {
        for size in UPRIGHT {
            browser.resize(size, true);
            assert_eq!(browser.ask(&out_of_sight), json!([]), "{page} at {size:?} with {font}");
        }
    });
}
