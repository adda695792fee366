//! The whole way by plain forms, in browsers that lack something that the script would use.

use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};

use undercurrent::testing::live::SCRIPT;

use super::here;
use super::saving::block;
use crate::driver::Browser;
use crate::support::LINK;

/// What the script uses, or has used, with what takes it from a browser.
const MISSING: [(&str, &str); 41] = [
    ("AbortController", "delete window.AbortController"),
    ("fetch", "delete window.fetch"),
    ("Promise", "delete window.Promise"),
    ("URL", "delete window.URL"),
    ("URLSearchParams", "delete window.URLSearchParams"),
    ("FormData", "delete window.FormData"),
    ("EventSource", "delete window.EventSource"),
    ("EventSource", "window.EventSource = function () { throw new Error() }"),
    ("XMLHttpRequest", "delete window.XMLHttpRequest"),
    ("XMLHttpRequest", "window.XMLHttpRequest = function () { throw new Error() }"),
    ("open", "XMLHttpRequest.prototype.open = function () { throw new Error() }"),
    ("setRequestHeader", "delete XMLHttpRequest.prototype.setRequestHeader"),
    ("DOMParser", "delete window.DOMParser"),
    ("parseFromString", "DOMParser.prototype.parseFromString = () => null"),
    ("parse", "delete window.JSON"),
    ("stringify", "delete JSON.stringify"),
    ("pushState", "delete History.prototype.pushState"),
    ("pushState", "History.prototype.pushState = function () { throw new Error() }"),
    ("localStorage", "Object.defineProperty(window, 'localStorage', { get() { throw new Error() } })"),
    ("localStorage", "delete window.localStorage"),
    ("sessionStorage", "Object.defineProperty(window, 'sessionStorage', { get() { throw new Error() } })"),
    ("keys", "delete Object.keys"),
    ("assign", "delete Object.assign"),
    ("forEach", "delete Array.prototype.forEach"),
    ("endsWith", "delete String.prototype.endsWith"),
    ("now", "delete Date.now"),
    ("dataset", "delete HTMLElement.prototype.dataset"),
    ("classList", "delete Element.prototype.classList"),
    ("closest", "delete Element.prototype.closest"),
    ("requestSubmit", "delete HTMLFormElement.prototype.requestSubmit"),
    ("replaceWith", "delete Element.prototype.replaceWith"),
    ("querySelector", "delete Element.prototype.querySelector"),
    ("querySelectorAll", "delete Element.prototype.querySelectorAll"),
    ("addEventListener", "delete EventTarget.prototype.addEventListener"),
    ("adoptNode", "delete Document.prototype.adoptNode"),
    ("getComputedStyle", "delete window.getComputedStyle"),
    ("scrollTo", "delete window.scrollTo"),
    ("focus", "delete HTMLElement.prototype.focus"),
    ("setTimeout", "delete window.setTimeout"),
    ("clearTimeout", "delete window.clearTimeout"),
    ("setInterval", "delete window.setInterval"),
];

/// What every browser that runs scripts at all has had from the beginning.
const EVER: [&str; 27] = [
    "Number",
    "String",
    "getItem",
    "max",
    "removeItem",
    "send",
    "setItem",
    "abs",
    "charAt",
    "close",
    "createElement",
    "encodeURIComponent",
    "getAttribute",
    "getElementById",
    "getElementsByTagName",
    "indexOf",
    "join",
    "min",
    "pow",
    "preventDefault",
    "push",
    "random",
    "reload",
    "replaceChild",
    "setAttribute",
    "test",
    "toLowerCase",
];

#[test]
fn the_whole_way_goes_by_plain_forms_whatever_a_browser_lacks() {
    here(true, |browser, mut host| {
        host.done("start");
        browser.pace(100);
        browser.before("const now = Date.now; Date.now = () => 100 * now()");
        for (name, script) in MISSING {
            println!("without {name}");
            let added = browser.before(script);
            whole_way(browser);
            browser.not_before(&added);
        }
        block(browser, &["*/page.js"]);
        whole_way(browser);
        host.quit();
    });
}

/// Joins, answers, goes on and back, finishes, guesses and skips a guess.
fn whole_way(browser: &Browser) {
    browser.is_new();
    browser.go(&format!("/j/{LINK}?turn=hand"));
    browser.choose("sales");
    browser.click(".foot button");
    browser.sees("1 of 36");
    browser.choose("2");
    browser.click(".item button");
    browser.sees("2 of 36");
    browser.click("a[href='/all']");
    browser.sees("1 of 36 answers are saved");
    browser.click("button.second");
    browser.sees("Now guess what Marketing sees");
    browser.click("a.first");
    browser.sees("Guess 1 of 9");
    browser.choose("4");
    browser.click(".item button");
    browser.sees("Guess 2 of 9");
    browser.click(".item button");
    browser.sees("Guess 3 of 9");
    browser.click("a[href='/all']");
    browser.sees("1 of 9 is guessed and saved");
    browser.sees("you count as finished");
}

#[test]
fn a_waiting_page_moves_on_where_the_script_can_do_nothing_for_it() {
    here(true, |browser, mut host| {
        browser.before("delete window.DOMParser; const at = setTimeout; setTimeout = (work, ms) => at(work, ms / 50)");
        super::join(browser, true);
        host.done("start");
        browser.sees("1 of 36");
        host.quit();
    });
}

#[test]
fn a_script_that_cannot_be_read_leaves_the_plain_forms_alone() {
    here(true, |browser, mut host| {
        host.done("start");
        let front = front(host.address);
        let behind = Browser::phone(&format!("http://{front}"), true).unwrap();
        whole_way(&behind);
        assert_eq!(behind.ask("window.ran === true"), false);
        let _ = browser;
        host.quit();
    });
}

/// Passes requests on to the host, but for the script: in its place comes one that no engine can read.
fn front(host: SocketAddr) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let own = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for asked in listener.incoming() {
            std::thread::spawn(move || drop(pass_on(asked.unwrap(), own, host)));
        }
    });
    own
}

fn pass_on(mut asked: TcpStream, own: SocketAddr, host: SocketAddr) -> std::io::Result<u64> {
    let request = read_request(&mut asked)?;
    if request.starts_with("GET /page.js ") {
        let script = "window.ran = true; var a = (;";
        let head = "HTTP/1.1 200 OK\r\nContent-Type: text/javascript\r\nConnection: close\r\nContent-Length:";
        return asked.write_all(format!("{head} {}\r\n\r\n{script}", script.len()).as_bytes()).map(|()| 0);
    }
    let mut upstream = TcpStream::connect(host)?;
    let request =
        request.replace(&own.to_string(), &host.to_string()).replace("Connection: keep-alive", "Connection: close");
    upstream.write_all(request.as_bytes())?;
    std::io::copy(&mut upstream, &mut asked)
}

fn read_request(asked: &mut TcpStream) -> std::io::Result<String> {
    let mut request = Vec::new();
    loop {
        let mut bytes = [0; 4096];
        let read = asked.read(&mut bytes)?;
        request.extend_from_slice(&bytes[..read]);
        let text = String::from_utf8_lossy(&request).into_owned();
        let length = text.split("Content-Length: ").nth(1).and_then(|rest| rest.lines().next()?.parse().ok());
        let complete = text.split_once("\r\n\r\n").is_some_and(|(_, body)| body.len() >= length.unwrap_or(0));
        if complete || read == 0 {
            return Ok(text);
        }
    }
}

#[test]
fn whatever_the_script_uses_is_old_or_is_taken_away_by_these_tests() {
    let own: BTreeSet<&str> = words_after("function ").chain(words_after("var ")).collect();
    let called = SCRIPT.match_indices('(').filter_map(|(at, _)| {
        let before = SCRIPT[..at].rsplit(|c: char| !c.is_ascii_alphanumeric()).next()?;
        (!before.is_empty()).then_some(before)
    });
    let words = ["function", "if", "while", "for", "catch", "return", "work", "done", "then"];
    let tested: Vec<&str> = MISSING.iter().map(|(name, _)| *name).collect();
    let known =
        |name: &&str| own.contains(name) || words.contains(name) || EVER.contains(name) || tested.contains(name);
    let unknown: BTreeSet<&str> = called.filter(|name| !known(name)).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}

fn words_after(word: &str) -> impl Iterator<Item = &'static str> {
    SCRIPT.split(word).skip(1).filter_map(|rest| rest.split(|c: char| !c.is_ascii_alphanumeric()).next())
}

#[test]
fn the_script_is_written_as_engines_of_2013_read_it() {
    for new in ["=>", "`", "const ", "let ", "class ", "async ", "await ", "?.", "??", "...", " of ", "**"] {
        let code = SCRIPT.lines().map(|line| line.split("//").next().unwrap());
        let found: Vec<&str> = code.filter(|line| line.contains(new)).collect();
        assert!(found.is_empty(), "{new}: {found:?}");
    }
}
