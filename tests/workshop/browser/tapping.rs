//! Taps that come too soon after a page has appeared.

use super::{here, join, join_by_hand};

/// A clock that the test can stop, and a count of what the page asks for.
const STOPPED: &str = "
    window.asked = 0; window.stopped = 0;
    const open = XMLHttpRequest.prototype.open, now = Date.now;
    XMLHttpRequest.prototype.open = function () { window.asked += 1; return open.apply(this, arguments); };
    Date.now = () => window.stopped || now();";
const NEXT: &str = "document.querySelector('form.item').requestSubmit()";

#[test]
fn two_taps_on_next_in_quick_succession_pass_over_no_statement() {
    here(true, |browser, mut host| {
        join_by_hand(browser);
        host.done("start");
        browser.sees("1 of 36");
        for statement in 1..=5 {
            browser.choose("3");
            browser.sees("✓ Saved");
            let apart = browser.ask(&format!(
                "new Promise(done => {{
                   const start = performance.now();
                   {NEXT};
                   setTimeout(() => {{ done(performance.now() - start); {NEXT}; }}, 150);
                 }})"
            ));
            if apart.as_f64().unwrap() < 290.0 {
                browser.sees(&format!("{} of 36", statement + 1));
                assert_eq!(browser.path(), format!("/item/{}", statement + 1));
            }
        }
        host.quit();
    });
}

#[test]
fn next_counts_again_once_a_statement_has_stood_for_three_tenths_of_a_second() {
    here(true, |browser, mut host| {
        browser.before(STOPPED);
        join(browser, true);
        host.done("start");
        browser.sees("1 of 36");
        browser.holds("getComputedStyle(document.querySelector('main')).pointerEvents === 'auto'");
        browser.ask(&format!("stopped = Date.now() + 1000; {NEXT}"));
        browser.sees("2 of 36");
        browser.holds("getComputedStyle(document.querySelector('main')).pointerEvents === 'auto'");
        let asked = browser.ask("asked");
        browser.ask(&format!(
            "stopped += 299; {NEXT}; document.querySelector('a.button').click();
             document.querySelector('input[name=answer]').click()"
        ));
        assert_eq!(browser.ask("asked"), asked);
        assert_eq!(browser.ask("document.querySelectorAll('input:checked').length"), 0);
        browser.ask(&format!("stopped += 1; {NEXT}"));
        browser.sees("3 of 36");
        host.quit();
    });
}

/// However late its script begins: on a slow phone that is long after the first frame.
#[test]
fn a_page_that_was_loaded_takes_taps_as_soon_as_its_style_sheet_does() {
    here(true, |browser, mut host| {
        join(browser, true);
        host.done("start");
        browser.sees("1 of 36");
        browser.before("Date.now = () => 1e12");
        browser.go("/item/2");
        browser.click("a.button");
        browser.sees("1 of 36");
        host.quit();
    });
}

#[test]
fn a_finger_that_is_still_on_the_page_before_touches_nothing_of_the_new_one() {
    here(false, |browser, mut host| {
        join(browser, true);
        host.done("start");
        browser.go("/item/2");
        browser.sees("2 of 36");
        browser.pace(0);
        for css in ["label:has(input[value='3'])", ".item button", "a.button"] {
            browser.go("/item/2");
            assert!(!browser.has_settled());
            browser.tap(css).unwrap();
        }
        browser.pace(1);
        browser.click(".item button");
        browser.sees("3 of 36");
        browser.click("a.button");
        browser.sees("2 of 36");
        assert!(browser.find("input:checked").is_none());
        host.quit();
    });
}
