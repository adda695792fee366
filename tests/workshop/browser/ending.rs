//! A page after the end of its session, and after its phone was left.

use serde_json::json;

use super::saving::block;
use super::{here, join};
use crate::driver::{Browser, until};
use crate::support::{File, HostProcess};

/// Lets the test see what the page asks for and listens to, and move its clock.
const WATCHED: &str = "
    window.asked = 0; window.streams = []; window.ticks = []; window.late = 0;
    const open = XMLHttpRequest.prototype.open, Stream = EventSource, now = Date.now;
    XMLHttpRequest.prototype.open = function () { window.asked += 1; return open.apply(this, arguments); };
    window.EventSource = function (url) { const stream = new Stream(url); window.streams.push(stream); return stream; };
    window.setInterval = work => window.ticks.push(work);
    Date.now = () => now() + window.late;";

fn to_the_end(host: &mut HostProcess) {
    for command in ["start", "stop", "reveal", "end"] {
        host.done(command);
    }
}

#[test]
fn a_page_that_is_open_at_the_end_says_that_it_is_over_and_asks_for_nothing_more() {
    here(true, |browser, mut host| {
        browser.before(WATCHED);
        join(browser, true);
        to_the_end(&mut host);
        browser.sees("The session is over");
        host.quit();
        let asked = browser.ask("asked");
        browser.ask(
            "late = 60000; window.dispatchEvent(new Event('online'));
             document.dispatchEvent(new Event('visibilitychange')); ticks.forEach(tick => tick())",
        );
        assert_eq!(browser.ask("asked"), asked);
        assert_eq!(browser.ask("streams.every(stream => stream.readyState === 2)"), true);
        assert_eq!(browser.ask("document.getElementById('trouble').hidden"), true);
        browser.click("a[href='/leave']");
        browser.holds("document.getElementById('trouble').textContent.includes('The session is over')");
    });
}

#[test]
fn a_page_that_hears_of_the_end_and_gets_no_page_any_more_says_so_itself() {
    here(true, |browser, mut host| {
        join(browser, true);
        block(browser, &[&format!("{}/", browser.home)]);
        to_the_end(&mut host);
        browser.holds(
            "document.getElementById('trouble').textContent === 'The session is over. You can close this page.'",
        );
        host.quit();
    });
}

#[test]
fn leaving_a_phone_takes_every_answer_from_it_and_none_from_the_session() {
    here(true, leaving);
    here(false, leaving);
}

fn leaving(browser: &Browser, mut host: HostProcess) {
    host.done("start");
    enter(browser);
    browser.choose("4");
    browser.click(".item button");
    browser.sees("2 of 36");
    browser.click("a.button");
    browser.sees("✓ Saved");
    browser.go("/all");
    browser.sees("1 of 36 answers are saved");
    browser.click("a[href='/leave']");
    browser.sees("Answers that are saved stay in the session and count.");
    browser.click("form[action='/leave'] button");
    browser.sees("You have left");
    assert_eq!(browser.devtools("Network.getCookies", &json!({})).unwrap()["cookies"], json!([]));
    let steps = browser.place();
    assert!(steps > 5, "{steps}");
    // The very first page is the browser's own.
    for place in (1..steps).rev() {
        browser.post("/back", &json!({})).unwrap();
        until("it went back", || (browser.place() == place).then_some(()));
        browser.sees("Which side do you answer for?");
        assert!(browser.find(".item").is_none());
    }
    enter(browser);
    assert!(browser.find("input[type=radio]:checked").is_none(), "the next person starts afresh");
    host.done("stop");
    assert_eq!(host.done("reveal"), "Revealed joined 2");
    let rows = File::new(&host.folder).rows();
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].answers.values().collect::<Vec<_>>(), [&Some(4)]);
    host.quit();
}

fn enter(browser: &Browser) {
    browser.go(&format!("/j/{}?turn=hand", crate::support::LINK));
    browser.choose("sales");
    browser.click(".foot button");
    browser.sees("1 of 36");
}

#[test]
fn nothing_that_the_page_stored_outlives_leaving() {
    here(true, |browser, mut host| {
        host.done("start");
        enter(browser);
        block(browser, &["*/api/answer"]);
        browser.choose("2");
        browser.sees("Not saved yet");
        browser.go("/leave");
        browser.click("form[action='/leave'] button");
        browser.sees("Not saved yet");
        browser.sees("Leave this phone?");
        assert_eq!(browser.ask("localStorage.length"), 1, "it is not given up either");
        block(browser, &[]);
        browser.sees("✓ Saved");
        browser.ask("localStorage.setItem('undercurrent-of-yesterday', '{}')");
        browser.click("form[action='/leave'] button");
        browser.sees("You have left");
        assert_eq!(browser.ask("localStorage.length + sessionStorage.length"), 0);
        host.quit();
    });
}

#[test]
fn what_another_session_at_the_address_was_not_sent_is_kept_for_a_day_and_until_the_phone_is_left() {
    here(true, |browser, mut host| {
        host.done("start");
        browser.go("/");
        let kept = |hours: u32| {
            format!(
                "localStorage.setItem('undercurrent-{hours}', JSON.stringify({{at: Date.now() - {hours} * 3600000}}))"
            )
        };
        browser.ask(&format!("{}, {}", kept(23), kept(25)));
        enter(browser);
        let stored = "Object.keys(localStorage).join()";
        assert_eq!(browser.ask(stored), "undercurrent-23");
        browser.go("/leave");
        browser.click("form[action='/leave'] button");
        browser.sees("You have left");
        assert_eq!(browser.ask("localStorage.length"), 0);
        host.quit();
    });
}
