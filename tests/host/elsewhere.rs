//! The big screen in a browser elsewhere, beside the terminal that it shows.

use std::time::{Duration, Instant};

use undercurrent::testing::live::ParticipantClient;

use crate::driver::Browser;
use crate::home::Home;
use crate::room::{Hosted, answer, items};
use crate::window::{Window, wait_until};

/// What the browser reads, row by row.
const ROWS: &str = "[...document.querySelectorAll('svg text')].map(row => row.textContent.trimEnd()).join('\\n')";

fn read(browser: &Browser) -> String {
    browser.ask(ROWS).as_str().unwrap().trim_end().to_owned()
}

fn shown(window: &Window) -> String {
    window.contents().lines().map(str::trim_end).collect::<Vec<_>>().join("\n").trim_end().to_owned()
}

/// Waits until both say the same, word for word and cell for cell.
fn same(browser: &Browser, window: &Window) -> String {
    wait_until("the browser shows what the terminal shows", || read(browser) == shown(window));
    shown(window)
}

/// The link, as the facilitator reads it on their own view.
fn link(home: &Home) -> String {
    let console = home.window(&["host", "--console"]);
    console.resize(120, 40);
    console.wait_for("/screen/");
    let screen = console.contents();
    let link = screen.split_whitespace().find(|word| word.contains("/screen/")).unwrap();
    link.to_owned()
}

fn opened(args: &[&str]) -> Option<(Home, Hosted, Browser, String)> {
    let browser = Browser::desk()?;
    let home = Home::new();
    let hosted = home.host(args);
    let link = link(&home);
    assert_eq!(Some(&link), hosted.door().screen.as_ref());
    browser.go(&link);
    Some((home, hosted, browser, link))
}

/// So many people of both sides.
fn people(hosted: &Hosted, count: usize) -> Vec<ParticipantClient> {
    (0..count).map(|at| hosted.somebody(if at % 2 == 0 { "sales" } else { "marketing" })).collect()
}

#[test]
fn a_browser_elsewhere_shows_what_the_terminal_shows_and_nothing_else() {
    let Some((_home, mut hosted, browser, link)) = opened(&["--label", "EMEA <b>&amp;"]) else { return };
    let token = link.rsplit('/').next().unwrap();
    let participants = people(&hosted, 12);
    hosted.window.wait_for("12 people");
    assert!(same(&browser, &hosted.window).contains("EMEA <b>&amp;"));
    // Help, and everything that can be done: the link is copied, and stands nowhere.
    for (keys, once) in [("?", "Words"), ("\x1b", "12 people"), (":", "Copy the link to"), ("link\r", "is copied")] {
        hosted.window.send(keys);
        hosted.window.wait_for(once);
        let seen = same(&browser, &hosted.window);
        assert!(!seen.replace(['\n', ' '], "").contains(token), "{seen}");
    }
    hosted.start();
    same(&browser, &hosted.window);
    hosted.window.resize(100, 40);
    wait_until("the browser's screen is as large", || browser.ask("document.querySelectorAll('svg > g').length") == 40);
    same(&browser, &hosted.window);
    for (participant, item) in
        participants.iter().flat_map(|participant| items().iter().map(move |item| (participant, item)))
    {
        answer(participant, item, 1, 4);
    }
    hosted.press("stop answering", "c");
    hosted.press("reveal", "u");
    hosted.window.wait_for("stop answering");
    hosted.window.send("b");
    hosted.window.wait_until("nothing is shown", |screen| screen.contents().trim().is_empty());
    assert_eq!(same(&browser, &hosted.window), "");
    hosted.window.send("b");
    hosted.reveal();
    hosted.press("discuss", "\x1b[B\r");
    hosted.window.wait_for("d answers");
    same(&browser, &hosted.window);
    hosted.window.send("\x1b");
    hosted.confirm("discuss", "E");
    hosted.window.wait_for("The session is over");
    same(&browser, &hosted.window);
    assert_eq!(browser.ask("document.querySelectorAll('form, a, button, input, main b').length"), 0);
    assert_eq!(browser.complaints(), Vec::<String>::new());
    assert!(browser.requests().iter().all(|url| url.starts_with(link.split("/screen").next().unwrap())));
}

#[test]
fn a_browser_elsewhere_is_at_most_a_quarter_of_a_second_behind() {
    let Some((_home, mut hosted, browser, _)) = opened(&[]) else { return };
    same(&browser, &hosted.window);
    let mut behind = Vec::new();
    for turn in 0..9 {
        let (key, text) = if turn % 2 == 0 { ("?", "Keys on this screen") } else { ("\x1b", "Nobody has joined") };
        hosted.window.send(key);
        hosted.window.wait_for(text);
        let drawn = Instant::now();
        while !read(&browser).contains(text) {
            assert!(drawn.elapsed() < Duration::from_secs(20), "the browser never shows {text}");
        }
        behind.push(drawn.elapsed());
    }
    behind.sort();
    // Most of what is measured is the way of the question to the browser and back.
    assert!(behind[4] < Duration::from_millis(250), "{behind:?}");
}

#[test]
fn a_browser_elsewhere_says_that_the_laptop_does_not_answer_and_goes_on_by_itself_once_it_does() {
    let Some((home, mut hosted, browser, _)) = opened(&[]) else { return };
    same(&browser, &hosted.window);
    hosted.press("start", "qq");
    hosted.window.exit();
    let lost = "!document.getElementById('lost').hidden";
    wait_until("the page says so", || browser.ask(lost) == true);
    let hosted = home.resume();
    hosted.window.wait_for("Nobody has joined");
    wait_until("the page goes on", || browser.ask(lost) == false);
    same(&browser, &hosted.window);
}

#[test]
fn where_a_session_is_told_in_lines_the_page_says_so() {
    let Some(browser) = Browser::desk() else { return };
    let home = Home::new();
    let mut window = home.window(&["--plain", "host", "--address", "127.0.0.1", "--port", "0"]);
    window.wait_for("Nobody has joined");
    let hosted = home.hosted(window);
    browser.go(hosted.door().screen.as_ref().unwrap());
    wait_until("the page says so", || read(&browser).contains("told in lines"));
    window = hosted.window;
    window.send("q\r");
}
