//! A rude client cannot stop the room.
//!
//! The large run: `RUDE=2000 cargo test --release --test workshop rude::large -- --ignored --nocapture`

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use serde_json::json;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use undercurrent::testing::live::{Command, Rejections, SEATS, raise};

use crate::support::{Live, Phone, at_once, items};

/// How often everybody answers in peace, to compare with.
const ROUNDS: u64 = 10;
/// Honest people in the room.
const HONEST: usize = 20;

#[test]
fn small() {
    let (_, _, rude) = run(200);
    assert_counted(&rude);
}

#[test]
#[ignore = "the large run; run it alone, on a machine that does nothing else"]
fn large() {
    let rude = std::env::var("RUDE").map_or(2000, |text| text.parse().unwrap());
    let (quiet, loud, rejections) = run(rude);
    let (quiet, loud) = (p99(quiet), p99(loud));
    println!("{rude} half-open connections, half as many slow or too large, {rude} guesses and floods: {rejections:?}");
    println!("saved, p99: {quiet:.1} ms in peace, {loud:.1} ms under attack");
    // Below a twentieth of a second nobody notices, and a busy machine doubles such a figure by itself.
    assert!(loud <= (2.0 * quiet).max(50.0), "{loud} ms");
    assert_counted(&rejections);
}

fn assert_counted(rude: &Rejections) {
    assert!(rude.connections > 0 && rude.requests > 0 && rude.wrong_codes > 0 && rude.put_off > 0, "{rude:?}");
}

fn p99(mut all: Vec<Duration>) -> f64 {
    all.sort();
    all[(all.len() - 1) * 99 / 100].as_secs_f64() * 1000.0
}

/// Measures honest saves in peace and under attack, and what the facilitator is told.
fn run(rude: usize) -> (Vec<Duration>, Vec<Duration>, Rejections) {
    assert!(raise().0 > rude, "this system does not let a process open as many connections");
    let live = Live::here();
    live.command(Command::Start);
    let address = live.address;
    let (quiet, loud) = at_once(async {
        let mut honest = Vec::new();
        for _ in 0..HONEST {
            honest.push(Phone::joined(address, "sales").await);
        }
        let mut quiet = Vec::new();
        for seq in 1..=ROUNDS {
            quiet.extend(save_all(&mut honest, seq).await);
        }
        // On a thread of its own, so that what is measured is the server and not the attacker.
        let attack = std::thread::spawn(move || {
            // Attackers have processors of their own. Here they get what the host and the honest leave.
            #[cfg(unix)]
            let _unchanged = rustix::process::nice(19);
            drop(at_once(attack(address, rude)));
        });
        let mut loud = Vec::new();
        for seq in ROUNDS + 1.. {
            loud.extend(save_all(&mut honest, seq).await);
            if attack.is_finished() {
                break;
            }
        }
        attack.join().unwrap();
        (quiet, loud)
    });
    let rejections = rejections(&live);
    live.stop();
    (quiet, loud, rejections)
}

/// What the facilitator is told: counts come twice a second, so the view is asked for until they are all there.
fn rejections(live: &Live) -> Rejections {
    let start = Instant::now();
    loop {
        let seen = live.view().around.rude;
        let counts = [seen.connections, seen.requests, seen.wrong_codes, seen.put_off, seen.strangers];
        if counts.iter().all(|count| *count > 0) || start.elapsed() > Duration::from_secs(30) {
            return seen;
        }
        std::thread::yield_now();
    }
}

/// Every honest phone saves six answers; all must succeed.
async fn save_all(honest: &mut [Phone], seq: u64) -> Vec<Duration> {
    let mut took = Vec::new();
    for item in items().iter().take(6) {
        for phone in honest.iter_mut() {
            let start = Instant::now();
            let reply = match phone.answer(item, seq, 3).await {
                Ok(reply) => reply,
                // An idle connection may be closed; a phone then opens another.
                Err(_) => phone.answer(item, seq, 3).await.unwrap(),
            };
            assert_eq!(reply.status, 200, "{}", reply.body);
            took.push(start.elapsed());
        }
    }
    took
}

/// Everything that a rude client can think of; returns the connections that it still holds.
async fn attack(address: SocketAddr, count: usize) -> Vec<TcpStream> {
    let mut held = Vec::new();
    let slow = format!("POST /join HTTP/1.1\r\nHost: {address}\r\nContent-Length: 4000\r\n\r\ncode=");
    let large = format!("GET / HTTP/1.1\r\nHost: {address}\r\nX: {}\r\n\r\n", "x".repeat(20_000));
    let half_open = ["", "GET / HT"].into_iter().cycle().take(count);
    for text in half_open.chain([slow.as_str(), &large].into_iter().cycle().take(count / 2)) {
        let Ok(mut stream) = TcpStream::connect(address).await else { continue };
        // The server may hang up at any point, which is its right.
        drop(stream.write_all(text.as_bytes()).await);
        held.push(stream);
    }
    for number in 0..count {
        let mut phone = Phone::new(address);
        drop(match number % 4 {
            0 => phone.post_form("/join", &format!("code=GUESS{}&side=sales", number % 10)).await,
            1 => phone.post_json("/api/join", &json!({ "code": "x".repeat(9000) })).await,
            2 => phone.send("GET", "/", &[("Host", "evil.example")], "").await,
            _ => phone.post_json("/api/join", &json!({ "code": "WRONG", "side": "sales" })).await,
        });
    }
    held
}

#[test]
fn wrong_codes_are_put_off_but_who_scans_the_code_gets_in_all_the_same() {
    let live = Live::here();
    at_once(async {
        let (start, mut statuses) = (Instant::now(), Vec::new());
        for _ in 0..40 {
            statuses.push(Phone::new(live.address).post_form("/join", "code=AAAAAA&side=sales").await.unwrap().status);
        }
        // Thirty are looked at, and one more for every two seconds that have passed.
        let passed = usize::try_from(start.elapsed().as_secs() / 2).unwrap();
        let looked_at = statuses.iter().filter(|status| **status == 303).count();
        assert!((30..=30 + passed).contains(&looked_at), "{looked_at} of 40 in {:?}", start.elapsed());
        assert_eq!((statuses[0], statuses[39]), (303, 429));
        let right = format!("code={}&side=sales", crate::support::CODE);
        assert_eq!(Phone::new(live.address).post_form("/join", &right).await.unwrap().status, 429);
        let scanned = format!("link={}&side=sales", crate::support::LINK);
        assert_eq!(Phone::new(live.address).post_form("/join", &scanned).await.unwrap().status, 303);
    });
}

#[test]
fn whatever_is_turned_away_is_counted_once_and_under_what_it_was() {
    let live = Live::here();
    at_once(async {
        let mut phone = Phone::joined(live.address, "sales").await;
        let mut send = async |method: &str, path: &str, headers: &[(&str, &str)], body: &str| {
            phone.send(method, path, headers, body).await.unwrap().status
        };
        let json = ("Content-Type", "application/json");
        let form = ("Content-Type", "application/x-www-form-urlencoded");
        assert_eq!(send("GET", "/", &[("Host", "evil.example")], "").await, 421);
        assert_eq!(send("POST", "/finish", &[form, ("Origin", "http://evil.example")], "round=1").await, 403);
        assert_eq!(send("POST", "/api/answer", &[json], "{").await, 400);
        assert_eq!(send("POST", "/api/answer", &[json], "{}").await, 422);
        assert_eq!(send("PUT", "/all", &[], "").await, 405);
        assert_eq!(send("GET", "/nowhere", &[], "").await, 404);
        for _ in 0..2 {
            let mut stranger = Phone::new(live.address);
            assert_eq!(stranger.post_form("/join", "code=AAAAAA&side=sales").await.unwrap().status, 303);
            let guess = json!({ "code": "AAAAAA", "side": "sales" });
            assert_eq!(stranger.post_json("/api/join", &guess).await.unwrap().status, 401);
            assert_eq!(stranger.get("/api/state").await.unwrap().status, 401);
        }
    });
    let expected = Rejections { strangers: 2, requests: 3, wrong_codes: 4, ..Rejections::default() };
    let start = Instant::now();
    // Counts come twice a second.
    while live.view().around.rude.total() < expected.total() && start.elapsed() < Duration::from_secs(30) {
        std::thread::yield_now();
    }
    assert_eq!(live.view().around.rude, expected);
}

#[test]
fn a_flood_of_joins_fills_no_seat_that_a_person_needs() {
    let live = Live::here();
    let handle = live.handle();
    for _ in 0..SEATS + 100 {
        handle.join("sales".parse().unwrap(), drop);
    }
    let joined: usize = live.view().sides.iter().map(|side| side.joined).sum();
    assert_eq!(joined, SEATS);
}
