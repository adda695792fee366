//! A room full of phones.
//!
//! The host is a process of its own. So is a bare socket that answers the same requests of the same load generator in
//! the same run: what that takes is the machine's, and the generator's.
//!
//! The large run: `PHONES=2000 STREAMS=10000 cargo test --release --test workshop load::large -- --ignored --nocapture`

use std::path::Path;
use std::time::{Duration, Instant};

use tokio::net::TcpStream;
use undercurrent::testing::live::raise;

use crate::support::{Floor, HostProcess, Phone, at_once, items, some_of};

/// What a run measured.
struct Figures {
    floor: Vec<Duration>,
    saves: Vec<Duration>,
    received: Vec<Duration>,
    memory: u64,
    sync: Duration,
}

#[test]
fn small() {
    let figures = run(50, 200);
    assert_eq!((figures.floor.len(), figures.saves.len(), figures.received.len()), (50 * 4, 50 * 4, 200));
}

#[test]
#[ignore = "the large run; run it alone, on a machine that does nothing else"]
fn large() {
    let number = |name: &str, default: usize| std::env::var(name).map_or(default, |text| text.parse().unwrap());
    let (phones, streams) = (number("PHONES", 2000), number("STREAMS", 10_000));
    let mut figures = run(phones, streams);
    for all in [&mut figures.floor, &mut figures.saves, &mut figures.received] {
        all.sort();
    }
    let at = |all: &[Duration], percent: usize| all[(all.len() - 1) * percent / 100].as_secs_f64() * 1000.0;
    println!("{phones} phones answering at once, {streams} event streams");
    println!("a bare socket: median {:.0} ms, p99 {:.0} ms", at(&figures.floor, 50), at(&figures.floor, 99));
    println!("saved: median {:.0} ms, p99 {:.0} ms", at(&figures.saves, 50), at(&figures.saves, 99));
    println!("a new phase: median {:.0} ms, p99 {:.0} ms", at(&figures.received, 50), at(&figures.received, 99));
    println!("memory of the host at its highest: {} MB", figures.memory / 1024);
    println!("the disk's own sync, median: {:.1} ms", figures.sync.as_secs_f64() * 1000.0);
}

/// Joins, opens streams, answers all at once, and moves on to the next phase.
fn run(phones: usize, streams: usize) -> Figures {
    assert!(raise().0 >= phones + streams, "this system does not let a process open as many connections");
    let folder = tempfile::tempdir().unwrap();
    let mut host = HostProcess::start(folder.path(), "127.0.0.1");
    let address = host.address;
    at_once(async {
        let mut everybody = Vec::new();
        for number in 0..phones {
            everybody.push(Phone::joined(address, if number % 2 == 0 { "sales" } else { "marketing" }).await);
        }
        let mut listening = Vec::new();
        for number in 0..streams {
            let mut ear = Phone::new(address);
            ear.cookie.clone_from(&everybody[number % phones].cookie);
            listening.push(ear.listen().await.unwrap().0);
        }
        let received = new_phase(&mut host, listening).await;
        let saves = answer_at_once(everybody).await;
        let floor = floor_of(phones).await;
        let figures = Figures { floor, saves, received, memory: memory_of(host.id()), sync: sync_of(folder.path()) };
        host.quit();
        figures
    })
}

/// Tells the room to start, and measures when each stream hears of it.
async fn new_phase(host: &mut HostProcess, listening: Vec<TcpStream>) -> Vec<Duration> {
    let start = Instant::now();
    let ears: Vec<_> = listening.into_iter().map(|stream| tokio::spawn(receive(stream, start))).collect();
    host.tell("start");
    let mut received = Vec::new();
    for ear in ears {
        let (stream, after) = ear.await.unwrap();
        // SaveState open while people answer: a room of streams is the usual case.
        std::mem::forget(stream);
        received.push(after);
    }
    received
}

async fn receive(mut stream: TcpStream, start: Instant) -> (TcpStream, Duration) {
    let mut received = String::new();
    while !received.contains("data: answering.1") {
        received += &some_of(&mut stream).await.unwrap();
    }
    (stream, start.elapsed())
}

/// Everybody answers four items, as fast as they are saved.
async fn answer_at_once(everybody: Vec<Phone>) -> Vec<Duration> {
    let answering: Vec<_> = everybody.into_iter().map(|phone| tokio::spawn(answers(phone))).collect();
    let mut saves = Vec::new();
    for phone in answering {
        saves.extend(phone.await.unwrap());
    }
    saves
}

/// As many phones send the same to a bare socket.
async fn floor_of(phones: usize) -> Vec<Duration> {
    let floor = Floor::start();
    let mut everybody = Vec::new();
    for _ in 0..phones {
        let mut phone = Phone::new(floor.address);
        phone.get("/").await.unwrap();
        everybody.push(phone);
    }
    let took = answer_at_once(everybody).await;
    floor.stop();
    took
}

/// The first answer of each opens a connection: a phone that has waited in the lobby has none.
async fn answers(mut phone: Phone) -> Vec<Duration> {
    let mut saves = Vec::new();
    phone.hang_up();
    for item in items().iter().take(4) {
        let start = Instant::now();
        let reply = phone.answer(item, 1, 3).await.unwrap();
        assert_eq!(reply.status, 200, "{}", reply.body);
        saves.push(start.elapsed());
    }
    saves
}

/// The most memory that a process has held, in kilobytes; 0 where the system does not tell.
fn memory_of(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0)
}

/// How long the disk takes to make a small write safe.
fn sync_of(folder: &Path) -> Duration {
    use std::io::Write;
    let mut file = std::fs::File::create(folder.join("sync")).unwrap();
    let mut took: Vec<Duration> = (0..101)
        .map(|_| {
            let start = Instant::now();
            file.write_all(&[7; 4096]).unwrap();
            file.sync_data().unwrap();
            start.elapsed()
        })
        .collect();
    took.sort();
    took[50]
}
