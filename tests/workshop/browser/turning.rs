//! A page that moves on by itself once an answer is saved: for who points at an answer, and for nobody else.

use serde_json::json;

use super::{here, join, join_by_hand};
use crate::driver::Browser;
use crate::support::File;

/// Lets the clock of a page run fast.
const FAST: &str = "const now = Date.now; Date.now = () => 10 * now();";
/// Notes what the page asks for, and for how long it wants to wait for something.
const WATCHED: &str = "
    window.waits = []; window.asked = []; const at = setTimeout, open = XMLHttpRequest.prototype.open;
    window.setTimeout = (work, ms) => { window.waits.push(ms); return at(work, ms); };
    XMLHttpRequest.prototype.open = function (method, url) { window.asked.push(url); return open.apply(this, arguments); };";
/// Whether the page is on its way to the next statement, or will be once the choice was to be seen for a moment.
const ON_ITS_WAY: &str = "waits.some(ms => ms <= 250) || asked.some(url => url === '/item/2')";
const STATE: &str =
    "fetch('/api/state').then(reply => reply.json()).then(state => state.answers['statement-1'].answer)";

#[test]
fn thirty_six_statements_are_thirty_six_taps() {
    here(true, |browser, mut host| {
        browser.pace(10);
        browser.before(FAST);
        join(browser, true);
        host.done("start");
        for statement in 1..=36 {
            browser.sees(&format!("{statement} of 36"));
            browser.touch(["1", "2", "3", "4", "5", "na"][statement % 6]);
            assert!(browser.ask("scrollY") == 0, "there is nothing to scroll to");
        }
        browser.sees("One more minute");
        host.done("stop");
        host.done("reveal");
        assert_eq!(File::new(&host.folder).rows()[0].answers.len(), 36);
        host.quit();
    });
}

#[test]
fn who_chooses_by_keys_stays_until_next_and_who_points_is_led_on() {
    here(true, |browser, mut host| {
        browser.before(WATCHED);
        join(browser, true);
        host.done("start");
        browser.sees("1 of 36");
        browser.holds("getComputedStyle(document.querySelector('main')).pointerEvents === 'auto'");
        browser.ask("document.querySelector('input[name=answer]').focus(); waits = []; asked = []");
        for chosen in ["2", "3"] {
            browser.press("ArrowDown", 40);
            browser.has_chosen(chosen);
            browser.sees("✓ Saved");
        }
        assert_eq!((browser.ask(ON_ITS_WAY), browser.path().as_str()), (json!(false), "/item/1"));
        browser.touch("4");
        browser.sees("2 of 36");
        assert_eq!(browser.ask(ON_ITS_WAY), true);
        host.quit();
    });
}

#[test]
fn another_name_and_the_word_that_answering_stops_soon_come_onto_the_page_as_it_is() {
    here(true, |browser, mut host| {
        join(browser, true);
        host.done("start");
        browser.go("/item/5");
        browser.sees("5 of 36");
        let over = "document.querySelector('.said').textContent";
        browser.holds(&format!("{over} === 'EMEA'"));
        host.done("name APAC & <b>Co</b>");
        browser.holds(&format!("{over} === 'APAC & <b>Co</b>'"));
        host.done("soon");
        browser.holds(&format!("{over} === 'Stops in 2 minutes'"));
        assert_eq!(browser.path(), "/item/5", "whoever answers is not moved");
        browser.go("/all");
        browser.holds(&format!("{over} === 'Stops in 2 minutes'"));
        host.done("stop");
        browser.sees("Answering has stopped");
        browser.holds(&format!("{over} === 'APAC & <b>Co</b>'"));
        host.quit();
    });
}

#[test]
fn whoever_says_so_on_the_first_page_goes_on_by_hand() {
    here(true, |browser, mut host| {
        browser.before(WATCHED);
        browser.go(&format!("/j/{}", crate::support::LINK));
        browser.holds("!document.querySelector('.turning').hidden");
        browser.sees("once it is saved, the next statement comes by itself. Back undoes.");
        browser.ask("document.querySelector('.turning').scrollIntoView({ block: 'center' })");
        browser.click(".turning a");
        browser.sees("A statement stays until you press Next.");
        browser.choose("sales");
        browser.click(".foot button");
        host.done("start");
        browser.sees("1 of 36");
        browser.ask("waits = []; asked = []");
        browser.touch("4");
        browser.sees("✓ Saved");
        assert_eq!((browser.ask(ON_ITS_WAY), browser.path().as_str()), (json!(false), "/item/1"));
        browser.click(".item button");
        browser.sees("2 of 36");
        host.quit();
    });
}

#[test]
fn back_undoes_a_tap_and_the_same_answer_again_leads_on_as_well() {
    here(true, |browser, mut host| {
        join(browser, true);
        host.done("start");
        browser.sees("1 of 36");
        for answer in ["4", "4", "2"] {
            browser.touch(answer);
            browser.sees("2 of 36");
            browser.click("a.button");
            browser.sees("1 of 36");
            browser.has_chosen(answer);
        }
        assert_eq!(browser.ask(STATE), "2");
        host.quit();
    });
}

#[test]
fn of_two_tabs_of_one_phone_the_one_that_was_tapped_last_has_the_answer() {
    here(true, |browser, mut host| {
        join_by_hand(browser);
        host.done("start");
        browser.sees("1 of 36");
        let stale = browser.open_tab();
        answers(browser, "2");
        browser.turn_to_tab(&stale);
        browser.touch("5");
        browser.sees("✓ Saved");
        browser.holds(&format!("{STATE}.then(answer => answer === '5')"));
        browser.has_chosen("5");
        host.quit();
    });
}

fn answers(browser: &Browser, answer: &str) {
    browser.go("/item/1");
    browser.sees("1 of 36");
    browser.touch(answer);
    browser.sees("✓ Saved");
}
