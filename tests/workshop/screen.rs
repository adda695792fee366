//! The big screen for people elsewhere: as fast as the screen, with nothing more than is on it, for those with the link.

use std::time::{Duration, Instant};

use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use undercurrent::testing::live::{Command, Ink, Piece, Screen};

use crate::support::{CODE, LINK, Live, Phone, SCREEN, at_once, some_of};

/// How many may look.
const VIEWERS: usize = 50;

/// A screen with one line of text.
fn screen(text: &str) -> Screen {
    let cells = u16::try_from(text.chars().count()).unwrap();
    let piece = Piece { at: 0, cells, text: text.to_owned(), ink: Ink::default() };
    Screen { columns: 40, light: false, rows: vec![vec![piece], Vec::new()] }
}

/// Somebody who looks: a stream, once its first picture is there.
async fn looks(live: &Live) -> TcpStream {
    let mut stream = asks(live, "").await;
    until(&mut stream, "</svg>").await;
    stream
}

async fn asks(live: &Live, place: &str) -> TcpStream {
    let mut stream = TcpStream::connect(live.address).await.unwrap();
    let asked = format!("GET /screen/{SCREEN}/events{place} HTTP/1.1\r\nHost: {}\r\n\r\n", live.address);
    stream.write_all(asked.as_bytes()).await.unwrap();
    stream
}

/// What the stream says up to and with a text.
async fn until(stream: &mut TcpStream, text: &str) -> String {
    let mut received = String::new();
    while !received.contains(text) {
        received += &some_of(stream).await.unwrap();
    }
    received
}

#[test]
fn whoever_looks_sees_what_is_drawn_within_a_quarter_of_a_second() {
    let live = Live::here();
    at_once(async {
        let mut stream = looks(&live).await;
        let mut took = Vec::new();
        for number in 0..40 {
            let drawn = Instant::now();
            live.mirror.show(&screen(&format!("picture {number}!")));
            let received = until(&mut stream, &format!("picture {number}!")).await;
            took.push(drawn.elapsed());
            let kind = if number == 0 { "event: whole" } else { "event: rows" };
            assert!(received.contains(kind), "the rows that changed and no more: {received}");
        }
        took.sort();
        // A machine that builds something else beside it may hold up one or two.
        assert!(took[37] < Duration::from_millis(250), "{took:?}");
    });
}

#[test]
fn of_many_pictures_in_a_moment_the_newest_is_seen() {
    let live = Live::here();
    at_once(async {
        let mut stream = looks(&live).await;
        (0..=5000).for_each(|number| live.mirror.show(&screen(&format!("picture {number}!"))));
        let received = until(&mut stream, "picture 5000!").await;
        assert!(received.matches("event: rows").count() < 20, "{}", received.len());
        live.mirror.show(&Screen { columns: 60, ..screen("larger") });
        assert!(until(&mut stream, "</svg>").await.contains("event: whole"));
    });
}

#[test]
fn without_the_link_nobody_sees_it_and_no_page_of_the_room_has_the_link() {
    let live = Live::here();
    live.mirror.show(&screen("for the room alone"));
    let wrong = SCREEN.replace('0', "1");
    at_once(async {
        for link in ["", "x", CODE, LINK, &SCREEN[..31], &wrong, &format!("{SCREEN}0"), &SCREEN.to_uppercase()] {
            for path in [format!("/screen/{link}"), format!("/screen/{link}/events"), format!("/screen?link={link}")] {
                let reply = Phone::new(live.address).get(&path).await.unwrap();
                assert_eq!(reply.status, 404, "{path}");
                assert!(!reply.body.contains("for the room alone"), "{path}");
            }
        }
        let seen = Phone::new(live.address).get(&format!("/screen/{SCREEN}")).await.unwrap();
        assert!(seen.status == 200 && seen.body.contains("for the room alone"), "{}", seen.body);
        for method in ["POST", "PUT", "DELETE", "PATCH"] {
            for path in [format!("/screen/{SCREEN}"), format!("/screen/{SCREEN}/events")] {
                assert_eq!(Phone::new(live.address).send(method, &path, &[], "").await.unwrap().status, 405);
            }
        }
        let mut phone = Phone::joined(live.address, "sales").await;
        for path in ["/", "/all", "/page.js", "/api/state", "/api/welcome"] {
            assert!(!phone.get(path).await.unwrap().body.contains(SCREEN), "{path}");
        }
        live.command(Command::Start);
        assert!(!phone.get("/item/1").await.unwrap().body.contains(SCREEN));
    });
}

#[test]
fn the_page_fetches_nothing_from_elsewhere_and_sets_no_cookie() {
    let live = Live::here();
    at_once(async {
        let mut phone = Phone::new(live.address);
        let page = phone.get(&format!("/screen/{SCREEN}")).await.unwrap();
        assert!(page.header("content-security-policy").unwrap().starts_with("default-src 'none'"));
        assert!(page.header("set-cookie").is_none() && page.header("cache-control") == Some("no-store"));
        assert!(!page.body.contains("<form") && !page.body.contains("style="), "{}", page.body);
        for asset in ["/screen.css", "/screen.js"] {
            assert!(page.body.contains(asset) && phone.get(asset).await.unwrap().status == 200);
        }
    });
}

#[test]
fn fifty_look_at_most_and_the_next_one_is_told_so_on_a_page() {
    let live = Live::here();
    at_once(async {
        let mut looking = Vec::new();
        for _ in 0..VIEWERS {
            looking.push(looks(&live).await);
        }
        let mut late = Phone::new(live.address);
        for path in [format!("/screen/{SCREEN}"), format!("/screen/{SCREEN}/events")] {
            let reply = late.get(&path).await.unwrap();
            assert_eq!(reply.status, 503);
            assert!(reply.body.contains("50 people look at the big screen"), "{}", reply.body);
        }
        // Phones are served all the same.
        Phone::joined(live.address, "sales").await;
        looking.pop();
        let start = Instant::now();
        while late.get(&format!("/screen/{SCREEN}")).await.unwrap().status != 200 {
            assert!(start.elapsed() < Duration::from_secs(30), "nobody is let in once somebody has left");
        }
    });
}

#[test]
fn the_facilitator_is_told_how_many_look() {
    let live = Live::here();
    at_once(async {
        let one = looks(&live).await;
        let other = looks(&live).await;
        live.until(|view| view.around.watching == 2);
        drop((one, other));
    });
    live.until(|view| view.around.watching == 0);
}

#[test]
fn a_page_is_sure_of_its_stream() {
    let live = Live::here();
    at_once(async {
        let page = Phone::new(live.address).get(&format!("/screen/{SCREEN}")).await.unwrap().body;
        let place = page.split("data-place=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let mut looking = Vec::new();
        for _ in 1..VIEWERS {
            looking.push(looks(&live).await);
        }
        let mut stream = asks(&live, &format!("?place={place}")).await;
        assert!(until(&mut stream, "</svg>").await.contains("200 OK"));
    });
}

#[test]
fn whoever_looks_keeps_the_link_over_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let live = Live::begin(folder.path());
    let address = live.address;
    live.stop();
    let live = Live::resume(folder.path());
    assert_eq!(live.address, address);
    live.mirror.show(&screen("back again"));
    at_once(async {
        let page = Phone::new(address).get(&format!("/screen/{SCREEN}")).await.unwrap();
        assert!(page.body.contains("back again"));
    });
}
