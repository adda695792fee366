//! Nobody on the network can run the session, read it early, or speak for somebody else's page.

use serde_json::json;
use undercurrent::testing::live::{Command, Progress, ROUTES};

#[cfg(target_os = "linux")]
use crate::support::{CODE, HostProcess, Live, Phone, SCREEN, at_once, items, some_of};

const METHODS: [&str; 10] = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "REVEAL"];

/// Paths on which somebody might hope to find the facilitator.
const HOPES: [&str; 22] = [
    "/control",
    "/admin",
    "/console",
    "/host",
    "/start",
    "/close",
    "/reveal",
    "/end",
    "/api/start",
    "/api/close",
    "/api/reveal",
    "/api/command",
    "/api/view",
    "/api/record",
    "/api/results",
    "/record",
    "/report",
    "/results",
    "/ledger",
    "/../ledger",
    "/item/0",
    "/item/99999999999999999999",
];

const FORGED: [&[(&str, &str)]; 9] = [
    &[],
    &[("X-Forwarded-For", "127.0.0.1"), ("X-Real-IP", "127.0.0.1")],
    &[("Forwarded", "for=127.0.0.1;host=localhost;proto=https")],
    &[("X-HTTP-Method-Override", "POST"), ("X-Original-URL", "/api/close")],
    &[("X-Forwarded-Host", "localhost"), ("X-Forwarded-Proto", "https")],
    &[("Authorization", "Basic YWRtaW46YWRtaW4="), ("X-Role", "facilitator")],
    &[("Content-Type", "application/json"), ("X-Requested-With", "XMLHttpRequest")],
    &[("Content-Type", "application/x-www-form-urlencoded"), ("Sec-Fetch-Site", "same-origin")],
    &[("Upgrade", "websocket"), ("Connection", "Upgrade")],
];

const BODIES: [&str; 2] = ["{\"command\":\"close\"}", "command=close"];

/// What must not change and must not be read.
struct Secret {
    progress: Progress,
    words: Vec<String>,
}

fn attack(live: &Live, secret: &Secret, cookie: Option<&str>) -> usize {
    let paths = ROUTES.iter().map(|(path, ..)| path.replace("{link}", "x").replace("{number}", "1"));
    let paths = paths.chain([format!("/screen/{SCREEN}")]);
    let paths: Vec<String> = paths.chain(HOPES.map(str::to_owned)).filter(|path| !path.ends_with("/events")).collect();
    let mut tried = 0;
    let mut phone = Phone::new(live.address);
    at_once(async {
        for path in &paths {
            for method in METHODS {
                for headers in FORGED {
                    tried += 1;
                    phone.cookie = cookie.map(str::to_owned);
                    let Ok(reply) = phone.send(method, path, headers, BODIES[tried % 2]).await else { continue };
                    for word in &secret.words {
                        assert!(!reply.body.contains(word), "{method} {path} {headers:?} tells {word}");
                    }
                }
            }
        }
    });
    assert_eq!(live.view().progress, secret.progress);
    tried
}

#[test]
fn no_request_runs_the_session_or_reads_it_early() {
    let live = Live::here();
    let (insider, other) = at_once(async {
        (Phone::joined(live.address, "sales").await.cookie, Phone::joined(live.address, "sales").await.cookie)
    });
    live.command(Command::Start);
    at_once(async {
        let mut phone = Phone::new(live.address);
        phone.cookie.clone_from(&other);
        phone.answer(&items()[0], 1, 5).await.unwrap();
    });
    let token = other.unwrap().split_once('=').unwrap().1.to_owned();
    let secret = Secret { progress: live.view().progress.clone(), words: vec![token.clone()] };
    let mut tried = attack(&live, &secret, None) + attack(&live, &secret, insider.as_deref());
    live.command(Command::Stop);
    live.command(Command::Reveal);
    let ids = live.keeper.rows().into_iter().map(|row| row.id);
    let secret = Secret { progress: live.view().progress.clone(), words: ids.chain([token]).collect() };
    tried += attack(&live, &secret, insider.as_deref());
    assert!(tried > 5000, "{tried}");
}

#[test]
fn an_event_stream_tells_nothing_but_the_phase_and_what_stands_over_every_page() {
    let live = Live::here();
    at_once(async {
        assert_eq!(Phone::new(live.address).get("/events").await.unwrap().status, 401);
        let mut phone = Phone::joined(live.address, "sales").await;
        let (mut stream, mut received) = phone.listen().await.unwrap();
        while !received.contains("label") {
            received += &some_of(&mut stream).await.unwrap();
        }
        let body = received.split_once("\r\n\r\n").map_or("", |(_, body)| body);
        let lines: Vec<&str> = body.lines().filter(|line| line.contains(": ")).collect();
        let over = "data: {\"label\":\"EMEA\",\"notice\":null}";
        assert_eq!(lines, ["event: stamp", "retry: 1500", "data: lobby.1", "event: head", over], "{received}");
    });
}

#[test]
fn a_request_for_another_address_is_refused_before_any_handler() {
    let live = Live::here();
    let port = live.address.port();
    let hosts = [
        format!("evil.example:{port}"),
        "evil.example".to_owned(),
        format!("localhost:{port}"),
        "127.0.0.1".to_owned(),
        format!("127.0.0.1:{port}@evil.example"),
        String::new(),
    ];
    at_once(async {
        for host in &hosts {
            for (method, path) in [("GET", "/"), ("POST", "/api/join"), ("GET", "/page.css"), ("GET", "/nowhere")] {
                let mut phone = Phone::new(live.address);
                let body = json!({ "code": CODE, "side": "sales" }).to_string();
                let headers = [("Host", host.as_str()), ("Content-Type", "application/json")];
                let reply = phone.send(method, path, &headers, &body).await.unwrap();
                assert_eq!(reply.status, 421, "{host} {path}");
                assert_eq!(reply.header("set-cookie"), None);
            }
        }
    });
    assert_eq!(live.view().sides[0].joined, 0);
}

#[test]
fn a_post_from_another_site_changes_nothing() {
    let live = Live::here();
    live.command(Command::Start);
    let own = format!("http://{}", live.address);
    at_once(async {
        let mut phone = Phone::joined(live.address, "sales").await;
        let body = format!("code={CODE}&side=sales&round=1&seq=1&answer=4");
        for foreign in ["http://evil.example", "null", "http://127.0.0.1:1", "https://127.0.0.1"] {
            for path in ["/join", "/item/1", "/finish", "/api/answer"] {
                let headers = [("Origin", foreign), ("Content-Type", "application/x-www-form-urlencoded")];
                assert_eq!(phone.send("POST", path, &headers, &body).await.unwrap().status, 403, "{foreign} {path}");
            }
        }
        assert_eq!(live.view().sides[0].begun, 0);
        let headers = [("Origin", own.as_str()), ("Content-Type", "application/x-www-form-urlencoded")];
        assert_eq!(phone.send("POST", "/item/1", &headers, &body).await.unwrap().status, 303);
    });
    assert_eq!((live.view().sides[0].joined, live.view().sides[0].begun), (1, 1));
}

#[test]
fn every_answer_carries_the_headers_that_protect_it() {
    let live = Live::here();
    at_once(async {
        let mut phone = Phone::new(live.address);
        for path in ["/", "/page.css", "/page.js", "/nowhere", "/api/state", "/events"] {
            let reply = phone.get(path).await.unwrap();
            let policy = reply.header("content-security-policy").unwrap();
            assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"));
            assert_eq!(reply.header("x-content-type-options"), Some("nosniff"));
            assert_eq!(reply.header("referrer-policy"), Some("same-origin"));
        }
        let other = phone.send("GET", "/", &[("Host", "evil.example")], "").await.unwrap();
        assert!(other.header("content-security-policy").is_some());
    });
}

#[test]
fn a_cookie_works_over_plain_http_and_scripts_cannot_read_it() {
    let live = Live::here();
    at_once(async {
        let mut phone = Phone::new(live.address);
        let joined = phone.post_form("/join", &format!("code={CODE}&side=sales")).await.unwrap();
        let cookie = joined.header("set-cookie").unwrap();
        assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && !cookie.contains("Secure"));
    });
}

/// How many sockets of a process listen for connections.
#[cfg(target_os = "linux")]
fn listening(process: u32) -> usize {
    let sockets: Vec<String> = std::fs::read_dir(format!("/proc/{process}/fd"))
        .unwrap()
        .filter_map(|entry| std::fs::read_link(entry.unwrap().path()).ok())
        .filter_map(|link| Some(link.to_str()?.strip_prefix("socket:[")?.trim_end_matches(']').to_owned()))
        .collect();
    let tables = ["tcp", "tcp6"]
        .map(|table| std::fs::read_to_string(format!("/proc/{process}/net/{table}")).unwrap_or_default());
    let listens = |line: &&str| {
        let fields: Vec<&str> = line.split_whitespace().collect();
        fields.get(3) == Some(&"0A") && fields.get(9).is_some_and(|inode| sockets.iter().any(|own| own == inode))
    };
    tables.iter().flat_map(|table| table.lines()).filter(listens).count()
}

#[cfg(target_os = "linux")]
#[test]
fn there_is_one_listener_and_none_where_one_laptop_is_passed_round() {
    let folder = tempfile::tempdir().unwrap();
    let host = HostProcess::start(folder.path(), "127.0.0.1");
    assert_eq!(listening(host.id()), 1);
    host.quit();
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("kiosk"), "").unwrap();
    let host = HostProcess::start(folder.path(), "127.0.0.1");
    assert_eq!(listening(host.id()), 0);
    host.quit();
}
