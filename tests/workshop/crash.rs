//! An answer shown as saved is in the result exactly once, whatever happens to the host.
//!
//! The large run: `RUNS=200 DEVICES=500 cargo test --release --test workshop crash::large -- --ignored --nocapture`

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock};
use std::thread::{JoinHandle, Thread};

use serde_json::Value;
use tokio::sync::watch;

use crate::support::{Chance, File, HostProcess, Phone, answer, at_once, guess, guesses, items};

/// How many items each device answers or guesses of, some of them twice.
const ITEMS: usize = 6;
/// Requests out of a hundred that are sent a second time.
const DUPLICATES: usize = 20;
/// Requests out of a hundred that are followed by an older one.
const REPLAYS: usize = 10;
/// Requests out of a hundred whose reply is lost.
const LOST_REPLIES: usize = 5;

/// What the result must hold: side and answers, as often as there are people who answered so.
type Answers = (String, BTreeMap<String, Option<i32>>);

/// What all devices share.
struct Crowd {
    address: SocketAddr,
    /// Whether the host is up, so that devices need not hammer on a dead one.
    up: watch::Sender<bool>,
    acknowledged: AtomicU64,
    /// The count at which the one who kills wants to be woken.
    target: AtomicU64,
    killer: OnceLock<Thread>,
    expected: Mutex<Vec<Answers>>,
}

impl Crowd {
    /// Waits until the host is up again.
    async fn wait(&self) {
        tokio::task::yield_now().await;
        drop(self.up.subscribe().wait_for(|up| *up).await.unwrap());
    }

    fn note_acknowledged(&self) {
        let count = self.acknowledged.fetch_add(1, Ordering::SeqCst) + 1;
        if count == self.target.load(Ordering::SeqCst)
            && let Some(killer) = self.killer.get()
        {
            killer.unpark();
        }
    }
}

#[test]
fn small() {
    runs(5, 50);
}

#[test]
#[ignore = "the large run, minutes long"]
fn large() {
    let number = |name: &str, default: usize| std::env::var(name).map_or(default, |text| text.parse().unwrap());
    runs(number("RUNS", 200), number("DEVICES", 500));
}

fn runs(runs: usize, devices: usize) {
    let mut acknowledged = 0;
    for seed in 0..runs {
        acknowledged += run(seed as u64, devices);
    }
    println!("{runs} runs of {devices} devices: {acknowledged} answers acknowledged, 0 lost, 0 doubled");
}

/// One session, killed twice while people answer, with answering stopped and gone on, and once while it is revealed.
fn run(seed: u64, devices: usize) -> u64 {
    let folder = tempfile::tempdir().unwrap();
    let mut chance = Chance::new(seed);
    let mut host = HostProcess::start(folder.path(), "127.0.0.1");
    host.done("start");
    let crowd = Arc::new(Crowd {
        address: host.address,
        up: watch::Sender::new(true),
        acknowledged: AtomicU64::new(0),
        target: AtomicU64::new(u64::MAX),
        killer: OnceLock::new(),
        expected: Mutex::default(),
    });
    let killer = kill_twice(host, Arc::clone(&crowd), folder.path().to_owned(), (devices * ITEMS / 3, chance.clone()));
    at_once(async {
        let everybody: Vec<_> = (0..devices)
            .map(|number| tokio::spawn(device(Arc::clone(&crowd), Chance::new(seed << 20 | number as u64))))
            .collect();
        for device in everybody {
            device.await.unwrap();
        }
    });
    let host = killer.join().unwrap();
    reveal(host, folder.path(), chance.happens(50));
    compare(&crowd, folder.path(), seed);
    crowd.acknowledged.load(Ordering::SeqCst)
}

/// Kills the host twice, each time right after an answer was acknowledged, and starts it again.
fn kill_twice(
    mut host: HostProcess,
    crowd: Arc<Crowd>,
    folder: PathBuf,
    (share, mut chance): (usize, Chance),
) -> JoinHandle<HostProcess> {
    std::thread::spawn(move || {
        crowd.killer.get_or_init(std::thread::current);
        for _ in 0..2 {
            let after = crowd.acknowledged.load(Ordering::SeqCst) + chance.below(share) as u64;
            crowd.target.store(after, Ordering::SeqCst);
            while crowd.acknowledged.load(Ordering::SeqCst) < after {
                std::thread::park();
            }
            // Answers go on arriving while answering is stopped, goes on, and is stopped again.
            host.done("stop");
            host.done("go-on");
            host.tell("stop");
            crowd.up.send_replace(false);
            host.kill();
            host = HostProcess::start(&folder, "127.0.0.1");
            host.done("go-on");
            crowd.up.send_replace(true);
        }
        host
    })
}

/// Stops and reveals; in half of the runs the host is killed while it does.
fn reveal(mut host: HostProcess, folder: &Path, killed: bool) {
    if killed {
        host.tell("stop");
        host.tell("reveal");
        host.kill();
        host = HostProcess::start(folder, "127.0.0.1");
    }
    host.done("stop");
    let phase = host.done("reveal");
    assert!(phase.starts_with("Revealed"), "{phase}");
    host.quit();
}

fn compare(crowd: &Crowd, folder: &Path, seed: u64) {
    let mut expected = crowd.expected.lock().unwrap().clone();
    let rows = File::new(folder).rows();
    let mut found: Vec<Answers> = rows.into_iter().map(|row| (row.side, row.answers)).collect();
    expected.sort();
    found.sort();
    assert_eq!(found, expected, "seed {seed}");
}

/// One person with a bad connection: sends each answer until it is acknowledged.
async fn device(crowd: Arc<Crowd>, mut chance: Chance) {
    let side = if chance.happens(50) { "sales" } else { "marketing" };
    let mut phone = join(&crowd, side).await;
    let mut standing = BTreeMap::new();
    let mut all = [items(), guesses()].concat();
    chance.shuffle(&mut all);
    for item in &all[..ITEMS] {
        for seq in 1..=1 + u64::from(chance.happens(50)) {
            let value = i32::try_from(chance.below(5)).unwrap() + 1;
            insist(&crowd, &mut phone, &mut chance, &body(side, (item, seq, value))).await;
            standing.insert(item.clone(), Some(value));
        }
        if chance.happens(REPLAYS) {
            let (item, _) = standing.iter().nth(chance.below(standing.len())).unwrap();
            insist(&crowd, &mut phone, &mut chance, &body(side, (item, 1, 5))).await;
        }
    }
    crowd.expected.lock().unwrap().push((side.to_owned(), standing));
}

async fn join(crowd: &Crowd, side: &str) -> Phone {
    loop {
        let mut phone = Phone::new(crowd.address);
        let entry = serde_json::json!({ "code": crate::support::CODE, "side": side });
        match phone.post_json("/api/join", &entry).await {
            Ok(reply) if reply.status == 204 => {}
            _ => {
                crowd.wait().await;
                continue;
            }
        }
        // In once it has come back; a host that was killed in between knows nothing of it.
        match phone.get("/api/state").await {
            Ok(reply) if reply.status == 200 => return phone,
            _ => crowd.wait().await,
        }
    }
}

/// An answer, or a guess of the other side.
fn body(side: &str, (item, seq, value): (&str, u64, i32)) -> Value {
    let other = if side == "sales" { "marketing" } else { "sales" };
    if guesses().iter().any(|cause| cause == item) {
        guess((item, other), seq, value)
    } else {
        answer(item, seq, value)
    }
}

/// Sends an answer until it is acknowledged: the phone retries until it knows.
async fn insist(crowd: &Crowd, phone: &mut Phone, chance: &mut Chance, body: &Value) {
    if chance.happens(LOST_REPLIES) {
        // Whether it arrived is not known, so it is sent again below.
        drop(phone.send_and_hang_up("/api/answer", body).await);
    }
    let mut copies = 1 + usize::from(chance.happens(DUPLICATES));
    while copies > 0 {
        match phone.post_json("/api/answer", body).await {
            Ok(reply) if reply.status == 200 => copies -= 1,
            Ok(reply) if reply.status < 500 => panic!("{} {}", reply.status, reply.body),
            _ => crowd.wait().await,
        }
    }
    crowd.note_acknowledged();
}
