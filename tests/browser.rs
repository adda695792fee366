//! The page as a browser shows and prints it.
//!
//! Skipped, with a word, where there is no chromedriver; `UNDERCURRENT_REQUIRE_BROWSER=1` makes that a failure. The
//! pages stay in the folder of temporary files that Cargo gives to tests, for a look at them.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops where it fails")]

#[path = "support/answers.rs"]
mod answers;
#[path = "support/browser.rs"]
mod driver;
#[path = "support/record.rs"]
mod record;
#[path = "report/samples.rs"]
mod samples;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use base64::Engine;
use driver::Browser;
use samples::{LOUD, MIXED, PULSE, QUIET, actions, built_in, five_and_five, several, solo, three, twelve, withheld};
use sha2::{Digest, Sha256};
use undercurrent::testing::document::{self, Format};
use undercurrent::testing::domain::Record;

/// One page of every kind that there is, as files; written once, so that no test reads what another one is writing.
static PAGES: LazyLock<Vec<PathBuf>> = LazyLock::new(pages);

fn pages() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let page = |(name, record): (&str, Record)| {
        let file = folder.join(format!("{name}.html"));
        fs::write(&file, samples::written(&record, Format::Html)).unwrap();
        file
    };
    let mut pages: Vec<PathBuf> = records().into_iter().map(page).collect();
    pages.extend(comparisons().map(|(name, people)| {
        let file = folder.join(format!("{name}.html"));
        fs::write(&file, samples::compared(&people)).unwrap();
        file
    }));
    pages
}

/// Two people, and as many as there may be, under names as long as they may be.
fn comparisons() -> [(&'static str, Vec<Record>); 2] {
    let person = |letters: &[&str], label: &str| samples::labelled(&solo(&built_in(), letters), label);
    let long = "North America and the Nordic countries, all partners too";
    let two = vec![person(&LOUD, "EMEA"), person(&MIXED, "EMEA")];
    let six = [&LOUD, &QUIET, &MIXED, &LOUD, &MIXED, &QUIET].map(|letters| person(letters, long));
    [("compare-two", two), ("compare-six", six.to_vec())]
}

fn records() -> [(&'static str, Record); 9] {
    let acting = |record: Record| record.with_actions(actions()).unwrap();
    [
        ("mixed", acting(solo(&built_in(), &MIXED))),
        ("loud", acting(solo(&built_in(), &LOUD))),
        ("quiet", solo(&built_in(), &QUIET)),
        ("pulse", solo(&Arc::new(built_in().pulse().unwrap()), &PULSE)),
        ("twelve", acting(twelve())),
        ("loud-room", acting(several(&[("sales", 9, LOUD), ("marketing", 6, ["4251"; 9])]))),
        ("withheld", withheld()),
        ("five", five_and_five()),
        ("three", three()),
    ]
}

#[test]
fn a_page_shows_without_a_complaint_and_fetches_nothing() {
    let Some(browser) = Browser::desk() else { return };
    for (page, scheme) in PAGES.iter().zip(["light", "dark"].into_iter().cycle()) {
        browser.show(page, 1280, scheme);
        assert_eq!(browser.complaints(), Vec::<String>::new(), "{}", page.display());
        assert_eq!(browser.requests(), [format!("file://{}", page.display())]);
    }
}

#[test]
fn a_page_fits_a_phone_and_a_desk_and_a_name_in_its_chart_two_lines_of_a_phone_in_any_font() {
    let Some(browser) = Browser::desk() else { return };
    let lines = "cell => cell.getBoundingClientRect().height / parseFloat(getComputedStyle(cell).lineHeight)";
    let most = format!("Math.max(0, ...[...document.querySelectorAll('.chart .cause')].map({lines}))");
    for page in PAGES.iter() {
        browser.show(page, 320, "light");
        browser.in_any_font(|font| {
            for width in [320, 360, 390, 600, 768, 1280] {
                browser.resize((width, 900), width < 600);
                let seen = browser.ask(&format!("[innerWidth, document.documentElement.scrollWidth, {most}]"));
                let (wide, lines) = (seen[1].as_u64().unwrap(), seen[2].as_f64().unwrap());
                assert_eq!(seen[0], width, "{font}: {}", page.display());
                assert!(wide <= u64::from(width), "{font}: {}: {wide} at {width}", page.display());
                assert!(width > 600 || lines < 2.5, "{font}: {}: {lines} lines at {width}", page.display());
            }
        });
    }
}

#[test]
fn a_questionnaire_prints_on_two_sheets_in_any_font() {
    let Some(browser) = Browser::desk() else { return };
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("sheets.html");
    fs::write(&file, document::sheets(&built_in()).unwrap()).unwrap();
    browser.show(&file, 1000, "light");
    browser.in_any_font(|font| assert_eq!(browser.sheets(), 2, "{font}"));
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[test]
fn a_page_prints_on_three_sheets_at_most_and_six_people_side_by_side_on_five_in_any_font() {
    let Some(browser) = Browser::desk() else { return };
    for page in PAGES.iter() {
        browser.show(page, 1280, "dark");
        browser.in_any_font(|font| {
            let (sheets, most) = (browser.sheets(), if page.ends_with("compare-six.html") { 5 } else { 3 });
            assert!((1..=most).contains(&sheets), "{font}: {}: {sheets} sheets", page.display());
        });
    }
}

#[test]
fn the_policy_of_a_page_lets_no_script_run_and_nothing_be_fetched() {
    let Some(browser) = Browser::desk() else { return };
    browser.show(&PAGES[0], 1280, "light");
    // Answers once all three were refused; the driver gives up on a page that lets one through.
    let refused = browser.ask(
        "(() => { const add = (name, content) => document.body.append(Object.assign(document.createElement(name), content));
         const refused = [];
         return new Promise(done => {
           document.addEventListener('securitypolicyviolation', event => {
             refused.push(event.effectiveDirective);
             if (refused.length === 3) done([window.ran === true, refused.sort()]);
           });
           add('script', { textContent: 'window.ran = true' });
           add('style', { textContent: 'body { display: none }' });
           add('img', { src: 'http://127.0.0.1:9/x.png' });
         }); })()",
    );
    assert_eq!(refused, serde_json::json!([false, ["img-src", "script-src-elem", "style-src-elem"]]));
}

/// `UPDATE=1 cargo test --test browser` writes the hash anew.
#[test]
fn the_hash_in_the_policy_is_that_of_the_style_sheet() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/document/html");
    let style = fs::read(folder.join("style.css")).unwrap();
    let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(style));
    if std::env::var_os("UPDATE").is_some() {
        fs::write(folder.join("style.sha256"), format!("sha256-{hash}\n")).unwrap();
    }
    assert_eq!(fs::read_to_string(folder.join("style.sha256")).unwrap().trim(), format!("sha256-{hash}"));
}
