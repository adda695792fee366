//! A real browser at the size of a phone, against an address that is not this machine's own loopback.
//!
//! The test makes a network namespace of its own, gives it an address and runs itself inside. Where there is no
//! Chromium or no such namespace it says so and is skipped, unless `UNDERCURRENT_REQUIRE_BROWSER=1`.

mod contrast;
mod ending;
mod fitting;
mod freed;
mod guessing;
mod look;
mod plain;
mod saving;
mod tapping;
mod turning;

use serde_json::json;

use crate::driver::{Browser, skipped};
use crate::support::{Apart, CODE, HostProcess, LINK};

const ADDRESS: &str = "192.168.77.1";
/// A cable with both ends in the namespace, so that the browser finds itself on a network.
const NETWORK: &str = "ip link set lo up && ip link add room type veth peer name phones && \
                       ip link set room up && ip link set phones up";

#[test]
fn a_real_browser_takes_part_with_scripts() {
    inside("browser::a_real_browser_takes_part_with_scripts", with_scripts);
}

#[test]
fn a_real_browser_takes_part_without_scripts() {
    inside("browser::a_real_browser_takes_part_without_scripts", without_scripts);
}

/// Runs `steps` in a network namespace with one address of its own.
fn inside(name: &str, steps: fn()) {
    let setup = format!("{NETWORK} && ip addr add {ADDRESS}/24 dev room");
    let run = Apart { name, flag: "--net", setup: &setup, needs: &["chromedriver --version"] }.run(steps);
    if let Err(missing) = run {
        skipped(&missing);
    }
}

/// Runs `steps` with a browser against an address of this machine's own.
fn here(scripts: bool, steps: fn(&Browser, HostProcess)) {
    let folder = tempfile::tempdir().unwrap();
    let host = HostProcess::start(folder.path(), "127.0.0.1");
    if let Some(browser) = Browser::phone(&format!("http://{}", host.address), scripts) {
        steps(&browser, host);
    }
}

fn join(browser: &Browser, by_link: bool) {
    if by_link {
        browser.go(&format!("/j/{LINK}"));
    } else {
        browser.go("/");
        browser.fill("#code", CODE);
    }
    come_in(browser);
}

/// Joins as somebody for whom a statement stays until they press Next.
fn join_by_hand(browser: &Browser) {
    browser.go(&format!("/j/{LINK}?turn=hand"));
    come_in(browser);
}

fn come_in(browser: &Browser) {
    browser.choose("marketing");
    browser.click(".foot button");
    browser.sees("You answer for: Marketing.");
}

fn with_scripts() {
    let folder = tempfile::tempdir().unwrap();
    let mut host = HostProcess::start(folder.path(), ADDRESS);
    let browser = Browser::phone(&format!("http://{}", host.address), true).unwrap();
    join(&browser, false);
    host.done("start");
    browser.sees("1 of 36");
    browser.choose("4");
    browser.sees("2 of 36");
    browser.choose("2");
    browser.sees("3 of 36");
    browser.click("a.button");
    browser.sees("2 of 36");
    browser.has_chosen("2");
    browser.click("a.button");
    browser.sees("1 of 36");
    browser.has_chosen("4");
    browser.choose("5");
    browser.sees("2 of 36");
    browser.click("a.button");
    browser.sees("1 of 36");
    browser.post("/refresh", &json!({})).unwrap();
    browser.has_chosen("5");
    assert_eq!(browser.path(), "/item/1");

    browser.set_offline(true);
    browser.choose("1");
    browser.sees("Not saved yet");
    browser.sees("Trying again");
    browser.set_offline(false);
    browser.sees("2 of 36");
    browser.click("a.button");
    browser.has_chosen("1");

    host.kill();
    browser.sees("The laptop does not answer");
    browser.choose("3");
    browser.sees("Not saved yet");
    host = HostProcess::start(folder.path(), ADDRESS);
    browser.sees("2 of 36");
    host.done("stop");
    browser.sees("Answering has stopped");
    host.done("reveal");
    browser.sees("Look at the screen");
    assert_result(folder.path(), &[3, 2]);
    host.done("pin bad-leads");
    browser.sees("For both sides to talk about");
    host.done("end");
    browser.sees("The session is over");
    drop(browser);
    host.quit();
}

fn without_scripts() {
    let folder = tempfile::tempdir().unwrap();
    let mut host = HostProcess::start(folder.path(), ADDRESS);
    let browser = Browser::phone(&format!("http://{}", host.address), false).unwrap();
    join(&browser, true);
    host.done("start");
    browser.go("/");
    browser.sees("1 of 36");
    browser.choose("4");
    browser.click(".item button");
    browser.sees("2 of 36");
    browser.click("a.button");
    browser.sees("✓ Saved");
    browser.has_chosen("4");
    browser.choose("na");
    browser.click(".item button");
    browser.sees("2 of 36");
    browser.post("/back", &json!({})).unwrap();
    browser.sees("1 of 36");
    browser.has_chosen("na");
    browser.go("/all");
    browser.sees("1 of 36 answers are saved");
    browser.click("button.second");
    browser.sees("Now guess what Sales sees");
    browser.click("button.second");
    browser.sees("you count as finished");
    host.done("stop");
    browser.go("/");
    browser.sees("Answering has stopped");
    host.done("reveal");
    browser.go("/");
    browser.sees("Look at the screen");
    drop(browser);
    host.quit();
}

fn assert_result(folder: &std::path::Path, values: &[i32]) {
    let rows = crate::support::File::new(folder).rows();
    let mut answers: Vec<i32> = rows[0].answers.values().map(|value| value.unwrap()).collect();
    answers.sort_unstable();
    let mut expected = values.to_vec();
    expected.sort_unstable();
    assert_eq!(answers, expected);
}
