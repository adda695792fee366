//! Answers on a page with scripts: what is tapped is what is saved, marked and shown again.

use serde_json::json;

use super::{here, join_by_hand};
use crate::driver::Browser;

/// Every answer to a statement of the built-in questionnaire.
const ANSWERS: [&str; 6] = ["1", "2", "3", "4", "5", "na"];
const CHOSEN: &str = "document.querySelector('input[type=radio]:checked').value";
const MARKED: &str = "document.getElementById('saved').textContent";

#[test]
fn each_answer_to_a_statement_that_nobody_has_touched_is_saved_and_marked_as_such() {
    here(true, |browser, mut host| {
        join_by_hand(browser);
        host.done("start");
        for (at, answer) in ANSWERS.iter().enumerate() {
            browser.sees(&format!("{} of 36", at + 1));
            browser.choose(answer);
            browser.sees("✓ Saved");
            assert_eq!((browser.ask(CHOSEN), browser.ask(MARKED)), (json!(answer), json!("✓ Saved")));
            browser.click(".item button");
        }
        for (at, answer) in ANSWERS.iter().enumerate() {
            browser.go(&format!("/item/{}", at + 1));
            assert_eq!(browser.ask(CHOSEN), *answer, "after a reload");
        }
        host.quit();
    });
}

#[test]
fn an_answer_that_does_not_get_through_is_marked_as_not_saved_wherever_it_is_shown() {
    here(true, |browser, mut host| {
        join_by_hand(browser);
        host.done("start");
        browser.sees("1 of 36");
        for (number, answer) in [(1, "1"), (2, "2"), (3, "na")] {
            block(browser, &["*/api/answer"]);
            browser.go(&format!("/item/{number}"));
            browser.choose(answer);
            browser.sees("Not saved yet");
            browser.click("a[href='/all']");
            browser.sees("not saved yet");
            let row = format!("document.querySelector('.all a[href=\"/item/{number}\"] em').textContent");
            assert_eq!(browser.ask(&row), "not saved yet");
            browser.go(&format!("/item/{number}"));
            browser.sees("Not saved yet");
            assert_eq!(browser.ask(CHOSEN), answer, "after a reload");
            block(browser, &[]);
            browser.sees("✓ Saved");
            assert_eq!(browser.ask(MARKED), "✓ Saved");
        }
        host.quit();
    });
}

#[test]
fn an_answer_that_is_refused_in_the_end_is_told_and_leaves_the_page() {
    here(true, |browser, mut host| {
        join_by_hand(browser);
        host.done("start");
        browser.sees("1 of 36");
        block(browser, &["*/api/answer"]);
        browser.choose("1");
        browser.sees("Not saved yet");
        host.done("stop");
        host.done("reveal");
        block(browser, &[]);
        browser.sees("Nobody answered");
        browser.holds("document.getElementById('trouble').textContent === 'Not taken. Answering is closed.'");
        assert_eq!(browser.ask("localStorage.length"), 0);
        host.quit();
    });
}

#[test]
fn what_is_not_taken_while_answering_is_stopped_is_kept_and_sent_if_it_goes_on() {
    here(true, |browser, mut host| {
        join_by_hand(browser);
        host.done("start");
        browser.sees("1 of 36");
        block(browser, &["*/api/answer", "*/events"]);
        browser.choose("4");
        browser.sees("Not saved yet");
        host.done("stop");
        block(browser, &[]);
        browser.sees("Answering has stopped");
        browser.sees("Not taken, answering has stopped. This phone keeps it, and sends it if answering goes on.");
        browser.post("/refresh", &json!({})).unwrap();
        browser.sees("This phone keeps it, and sends it");
        host.done("go-on");
        browser.sees("2 of 36");
        assert_eq!(browser.ask("localStorage.length"), 0);
        browser.go("/item/1");
        assert_eq!((browser.ask(CHOSEN), browser.ask(MARKED)), (json!("4"), json!("✓ Saved")));
        host.quit();
    });
}

/// Lets no request get through whose address fits.
pub fn block(browser: &Browser, addresses: &[&str]) {
    browser.devtools("Network.setBlockedURLs", &json!({ "urls": addresses })).unwrap();
}
