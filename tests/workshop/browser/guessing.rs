//! Guesses on a page with scripts: after the last statement, tapped or skipped, kept and saved as answers are.

use serde_json::json;

use super::saving::block;
use super::{here, join, join_by_hand};
use crate::driver::Browser;
use crate::support::{File, LINK};

const GUESSES: &str = "fetch('/api/state').then(reply => reply.json()).then(state =>
    Object.keys(state.answers).filter(name => name.startsWith('guess-')).length)";
/// Answers everything but the last statement, without a tap for each.
const ANSWERED: &str = "(async () => {
    for (let n = 1; n < 36; n += 1) {
        const body = JSON.stringify({ item: 'statement-' + n, round: 1, seq: 1, answer: '4' });
        await fetch('/api/answer', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
    } return true })()";

/// Comes to the guesses by the last statement.
fn to_the_guesses(browser: &Browser) {
    browser.sees("1 of 36");
    assert_eq!(browser.ask(ANSWERED), true);
    browser.go("/");
    browser.sees("36 of 36");
    browser.touch("2");
    if browser.ask("!document.querySelector('form.item').hasAttribute('data-turns')") == true {
        browser.sees("✓ Saved");
        browser.click(".item button");
    }
    browser.sees("One more minute");
    browser.sees("Now guess what Sales sees: 9 taps, and you may skip any.");
}

#[test]
fn nine_guesses_after_the_last_statement_are_nine_taps() {
    here(true, |browser, mut host| {
        join(browser, true);
        host.done("start");
        to_the_guesses(browser);
        browser.click("a.first");
        for guess in 1..=9 {
            browser.sees(&format!("Guess {guess} of 9"));
            browser.sees("How often will people in Sales say:");
            assert_eq!(browser.ask("document.querySelectorAll('.choice').length"), 5);
            browser.touch(["1", "2", "3", "4", "5"][guess % 5]);
            assert!(browser.ask("scrollY") == 0, "there is nothing to scroll to");
        }
        browser.sees("All 36 answers are saved");
        browser.sees("9 of 9 are guessed and saved.");
        browser.go("/");
        browser.sees("All 36 answers are saved");
        host.done("stop");
        host.done("reveal");
        assert_eq!(File::new(&host.folder).rows()[0].answers.len(), 45);
        host.quit();
    });
}

#[test]
fn a_guess_is_skipped_by_one_tap_and_all_of_them_by_one() {
    here(true, |browser, mut host| {
        join_by_hand(browser);
        host.done("start");
        to_the_guesses(browser);
        browser.click("a.first");
        browser.sees("Guess 1 of 9");
        browser.sees("Skip ›");
        browser.click(".item button");
        browser.sees("Guess 2 of 9");
        browser.touch("4");
        browser.sees("✓ Saved");
        browser.sees("Next ›");
        browser.click(".item button");
        browser.sees("Guess 3 of 9");
        assert_eq!(browser.ask(GUESSES), 1);
        // What was skipped is not asked again.
        browser.go("/");
        browser.sees("Guess 3 of 9");

        browser.is_new();
        browser.go(&format!("/j/{LINK}?turn=hand"));
        browser.choose("marketing");
        browser.click(".foot button");
        to_the_guesses(browser);
        browser.click("button.second");
        browser.sees("All 36 answers are saved");
        browser.go("/");
        browser.sees("0 of 9 are guessed and saved. You may leave any open.");
        browser.click(".guesses a.first");
        browser.sees("One more minute");
        host.quit();
    });
}

#[test]
fn a_guess_that_does_not_get_through_is_kept_through_a_reload_and_a_stop_and_sent_again() {
    here(true, |browser, mut host| {
        join_by_hand(browser);
        host.done("start");
        browser.go("/guess/3");
        browser.sees("Guess 3 of 9");
        block(browser, &["*/api/answer", "*/events"]);
        browser.choose("5");
        browser.sees("Not saved yet");
        browser.click("a[href='/all']");
        browser.sees("not saved yet");
        let row = "document.querySelector('.all a[href=\"/guess/3\"] em').textContent";
        assert_eq!(browser.ask(row), "not saved yet");
        browser.post("/refresh", &json!({})).unwrap();
        host.done("stop");
        block(browser, &[]);
        browser.sees("This phone keeps it, and sends it");
        host.done("go-on");
        browser.holds(&format!("{GUESSES}.then(guesses => guesses === 1)"));
        browser.go("/guess/3");
        browser.has_chosen("5");
        host.quit();
    });
}

#[test]
fn a_guess_of_the_side_that_one_belongs_to_by_now_is_dropped_without_a_word() {
    here(true, |browser, mut host| {
        join_by_hand(browser);
        host.done("start");
        browser.go("/guess/1");
        browser.sees("How often will people in Sales say:");
        block(browser, &["*/api/answer"]);
        browser.choose("5");
        browser.sees("Not saved yet");
        browser.click("a[href='/all']");
        browser.click("a[href='/side']");
        browser.sees("you are asked to guess anew");
        browser.choose("sales");
        browser.click("form[action='/side'] button");
        browser.sees("1 of 36");
        block(browser, &[]);
        browser.holds("localStorage.length === 0");
        browser.holds("document.getElementById('trouble').hidden");
        browser.go("/guess/1");
        browser.sees("How often will people in Marketing say:");
        assert_eq!(browser.ask(GUESSES), 0);
        host.quit();
    });
}
