//! A phone whose place was given up while it held answers that it could not send.

use rusqlite::Connection;

use super::saving::block;
use super::{here, join_by_hand};
use crate::driver::Browser;
use crate::support::{CODE, File, HostProcess};

const STORED: &str = "localStorage.length";
const HELD: &str = "document.querySelector('.held:not([hidden])') !== null";

/// Somebody answers two statements where nothing gets through, and loses the place meanwhile.
fn freed(browser: &Browser, mut host: HostProcess, meanwhile: &[&str]) -> HostProcess {
    join_by_hand(browser);
    host.done("start");
    browser.sees("1 of 36");
    block(browser, &["*/api/*", "*/events"]);
    browser.choose("4");
    browser.sees("Not saved yet");
    browser.go("/item/2");
    browser.choose("na");
    browser.sees("Not saved yet");
    let folder = host.folder.clone();
    host.kill();
    // A place is freed by the same; it takes a minute of silence first.
    assert_eq!(Connection::open(folder.join("ledger")).unwrap().execute("DELETE FROM person", []).unwrap(), 1);
    let mut host = HostProcess::start(&folder, "127.0.0.1");
    for command in meanwhile {
        host.done(command);
    }
    block(browser, &[]);
    host
}

fn come_in(browser: &Browser, side: &str) {
    browser.fill("#code", CODE);
    browser.choose(side);
    browser.click(".door button");
}

#[test]
fn what_it_holds_is_told_at_the_door_and_sent_once_it_has_joined_again() {
    here(true, |browser, host| {
        let mut host = freed(browser, host, &[]);
        browser.holds(HELD);
        browser.sees("It still holds answers that are not saved: join again, and they are sent.");
        assert_eq!(browser.ask(STORED), 1);
        browser.go("/");
        browser.holds(HELD);
        come_in(browser, "marketing");
        browser.sees("3 of 36");
        assert_eq!(browser.ask(STORED), 0);
        for (number, answer) in [(1, "4"), (2, "na")] {
            browser.go(&format!("/item/{number}"));
            browser.sees("✓ Saved");
            browser.has_chosen(answer);
        }
        host.done("stop");
        host.done("reveal");
        let rows = File::new(&host.folder).rows();
        assert_eq!((rows.len(), rows[0].side.as_str(), rows[0].answers.len()), (1, "marketing", 2));
        host.quit();
    });
}

#[test]
fn whoever_has_the_phone_by_then_can_throw_it_away() {
    here(true, |browser, host| {
        let host = freed(browser, host, &[]);
        browser.holds(HELD);
        browser.click(".held button");
        browser.holds("document.querySelector('.held').hidden && localStorage.length === 0");
        come_in(browser, "sales");
        browser.sees("1 of 36");
        assert_eq!(browser.ask("document.querySelectorAll('input[name=answer]:checked').length"), 0);
        browser.go("/all");
        browser.sees("0 of 36 answers are saved");
        host.quit();
    });
}

#[test]
fn once_answering_is_closed_it_is_told_that_they_were_not_taken() {
    here(true, |browser, host| {
        let host = freed(browser, host, &["stop", "reveal"]);
        browser.holds("document.getElementById('trouble').textContent === 'Not taken. Answering is closed.'");
        assert_eq!(browser.ask(STORED), 0);
        host.quit();
    });
}
