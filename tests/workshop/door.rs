//! At the door: who counts as in, which codes let in, and what a phone that tries https is told.

use std::io::{Read, Write};

use serde_json::json;
use undercurrent::testing::live::{Command, Ledger};

use crate::support::{CODE, LINK, Live, Phone, at_once};

fn joined(live: &Live) -> usize {
    live.view().sides.iter().map(|side| side.joined).sum()
}

#[test]
fn a_browser_that_keeps_no_cookies_is_told_so_and_counts_for_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let live = Live::begin(folder.path());
    at_once(async {
        for entry in [format!("code={CODE}&side=sales"), format!("link={LINK}&side=sales")] {
            for _ in 0..3 {
                let reply = Phone::new(live.address).post_form("/join", &entry).await.unwrap();
                assert_eq!((reply.status, reply.header("location")), (303, Some("/in")));
                let page = Phone::new(live.address).get("/in").await.unwrap().body;
                assert!(page.contains("This browser keeps no cookies") && page.contains("Allow cookies"), "{page}");
            }
        }
        assert!(Phone::new(live.address).get("/").await.unwrap().body.contains("in a cookie"));
    });
    assert_eq!(joined(&live), 0);
    live.stop();
    assert!(Ledger::open(&folder.path().join("ledger")).unwrap().1.people.is_empty());
}

#[test]
fn whoever_asks_to_come_in_twenty_times_and_never_comes_back_counts_for_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let live = Live::begin(folder.path());
    at_once(async {
        let mut last = Phone::new(live.address);
        for entry in [json!({ "code": CODE, "side": "sales" }), json!({ "link": LINK, "side": "marketing" })] {
            for _ in 0..10 {
                last = Phone::new(live.address);
                assert_eq!(last.post_json("/api/join", &entry).await.unwrap().status, 204);
            }
        }
        assert_eq!(joined(&live), 0);
        // The answer to a first request lets in as well as any other.
        assert_eq!(last.get("/api/questionnaire").await.unwrap().status, 200);
        assert_eq!(joined(&live), 1);
    });
    live.stop();
    assert_eq!(Ledger::open(&folder.path().join("ledger")).unwrap().1.people.len(), 1);
}

#[test]
fn whoever_comes_back_with_the_cookie_is_in_once_wherever_they_come_back_to() {
    let live = Live::here();
    let link = format!("/j/{LINK}");
    at_once(async {
        for (number, path) in ["/in", "/", link.as_str(), "/api/state", "/all", "/item/1"].into_iter().enumerate() {
            let mut phone = Phone::new(live.address);
            phone.post_form("/join", &format!("code={CODE}&side=sales")).await.unwrap();
            assert_eq!(joined(&live), number, "before {path}");
            let reply = phone.get(path).await.unwrap();
            assert!(reply.status < 400, "{path}: {}", reply.status);
            phone.get("/").await.unwrap();
            phone.post_form("/join", &format!("code={CODE}&side=sales")).await.unwrap();
            assert_eq!(joined(&live), number + 1, "after {path}");
        }
        let mut streaming = Phone::new(live.address);
        streaming.post_form("/join", &format!("code={CODE}&side=sales")).await.unwrap();
        assert!(streaming.listen().await.unwrap().1.contains("data: lobby.1"));
    });
    assert_eq!(joined(&live), 7);
}

#[test]
fn whoever_comes_back_to_a_door_that_was_locked_meanwhile_is_told_so() {
    let live = Live::here();
    at_once(async {
        let mut phone = Phone::new(live.address);
        phone.post_form("/join", &format!("code={CODE}&side=sales")).await.unwrap();
        live.command(Command::Lock(true));
        let page = phone.get("/").await.unwrap();
        assert!(page.status == 409 && page.body.contains("Joining is locked; ask the facilitator."), "{}", page.body);
        let state = phone.get("/api/state").await.unwrap();
        assert_eq!((state.status, state.json()["code"].as_str()), (409, Some("locked")));
        let reply = Phone::new(live.address).post_form("/join", &format!("code={CODE}&side=sales")).await.unwrap();
        assert!(reply.status == 409 && reply.header("set-cookie").is_none());
        live.command(Command::Lock(false));
        assert_eq!(phone.get("/api/state").await.unwrap().status, 200);
    });
    assert_eq!(joined(&live), 1);
}

#[test]
fn no_anagram_of_the_code_nor_one_sign_off_too_few_or_too_many_lets_anybody_in() {
    let wrong: Vec<String> = (0..CODE.len())
        .flat_map(|at| "A5Z9".chars().map(move |sign| format!("{}{sign}{}", &CODE[..at], &CODE[at + 1..])))
        .chain((1..CODE.len()).map(|at| format!("{}{}", &CODE[at..], &CODE[..at])))
        .chain(["F4MQ7K", "7KQM4F", "K7QMF4"].map(str::to_owned))
        .chain((0..CODE.len()).flat_map(|at| [&CODE[..at], &CODE[at + 1..]].map(str::to_owned)))
        .chain([format!("{CODE}A"), format!("A{CODE}"), format!("{CODE}{CODE}"), CODE.repeat(3)])
        .collect();
    // Thirty wrong codes are looked at; then a session of its own looks at the next.
    for wrong in wrong.chunks(20) {
        let live = Live::here();
        at_once(async {
            for code in wrong {
                let entry = json!({ "code": code, "side": "sales" });
                let reply = Phone::new(live.address).post_json("/api/join", &entry).await.unwrap();
                assert_eq!((reply.status, reply.json()["code"].as_str()), (401, Some("wrong-code")), "{code}");
                assert!(reply.header("set-cookie").is_none());
            }
            let wide: String = CODE.chars().filter_map(|c| char::from_u32(u32::from(c) + 0xfee0)).collect();
            let entry = json!({ "code": wide.to_lowercase(), "side": "sales" });
            assert_eq!(Phone::new(live.address).post_json("/api/join", &entry).await.unwrap().status, 204);
        });
        live.stop();
    }
}

#[test]
fn neither_a_part_of_the_link_nor_one_sign_off_lets_anybody_in() {
    let off =
        |at: usize| format!("{}{}{}", &LINK[..at], if &LINK[at..=at] == "0" { "1" } else { "0" }, &LINK[at + 1..]);
    let wrong: Vec<String> = (0..LINK.len())
        .flat_map(|at| [off(at), LINK[..at].to_owned(), LINK[at + 1..].to_owned()])
        .chain([format!("{LINK}0"), format!("{LINK} "), LINK.to_uppercase(), CODE.to_owned()])
        .filter(|wrong| wrong != LINK)
        .collect();
    for wrong in wrong.chunks(20) {
        let live = Live::here();
        at_once(async {
            for link in wrong {
                let entry = json!({ "link": link, "side": "sales" });
                let reply = Phone::new(live.address).post_json("/api/join", &entry).await.unwrap();
                assert!((400..500).contains(&reply.status), "{link:?}: {} {}", reply.status, reply.body);
                assert!(reply.header("set-cookie").is_none(), "{link:?}");
            }
        });
        assert_eq!(joined(&live), 0);
        live.stop();
    }
}

#[test]
fn a_phone_that_tries_https_is_told_to_the_facilitator_until_it_gets_through() {
    let live = Live::here();
    for _ in 0..8 {
        let mut stream = std::net::TcpStream::connect(live.address).unwrap();
        stream.write_all(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03aaaaaaaaaaaaaaaaaaaaaaaa").unwrap();
        let mut answer = [0; 7];
        stream.read_exact(&mut answer).unwrap();
        assert_eq!(answer, [0x15, 3, 1, 0, 2, 2, 40], "an alert that ends the greeting");
    }
    live.until(|view| view.around.rude.secure == 1);
    at_once(async { assert_eq!(Phone::new(live.address).get("/").await.unwrap().status, 200) });
    live.until(|view| view.around.rude.secure == 0);
}
