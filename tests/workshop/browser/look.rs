//! How the pages look on small phones, at text of twice the size too.

use serde_json::json;

use super::{here, join};
use crate::driver::Browser;

const CROWDED: &str = include_str!("crowded.js");
/// Small phones upright and on their side.
const SIZES: [(u32, u32); 5] = [(320, 568), (360, 640), (390, 664), (568, 320), (664, 390)];
/// The browser's own size of text, and twice that.
const TEXT: [u32; 2] = [16, 32];

#[test]
fn on_small_phones_nothing_is_cut_or_overlaps_at_text_of_twice_the_size() {
    here(true, |browser, mut host| {
        browser.go("/");
        has_room(browser, "joining");
        join(browser, true);
        has_room(browser, "waiting");
        host.done("start");
        for path in ["/item/1", "/item/9", "/guess/1", "/all", "/side", "/leave", "/left", "/nothing"] {
            browser.go(path);
            has_room(browser, path);
        }
        browser.go("/all");
        browser.click("button.second");
        browser.sees("One more minute");
        has_room(browser, "before the guesses");
        host.done("stop");
        browser.go("/");
        has_room(browser, "stopped");
        host.done("reveal");
        host.done("pin bad-leads");
        browser.go("/");
        has_room(browser, "discussing");
        host.done("end");
        browser.go("/");
        has_room(browser, "over");
        host.quit();
    });
}

fn has_room(browser: &Browser, page: &str) {
    for (width, height) in SIZES {
        browser.resize((width, height), true);
        for text in TEXT {
            browser.devtools("Page.setFontSizes", &json!({ "fontSizes": { "standard": text } })).unwrap();
            let found = browser.ask(&format!("(() => {{ {CROWDED} }})()"));
            assert_eq!(found, json!([]), "{page} at {width} by {height}, text of {text}");
        }
    }
    browser.devtools("Page.setFontSizes", &json!({ "fontSizes": { "standard": 16 } })).unwrap();
}
