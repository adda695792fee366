//! A real browser at the size of a phone, against an address that is not this machine's own loopback.
//!
//! The test makes a network namespace of its own, gives it an address and runs itself inside. Where there is no
//! Chromium or no such namespace it says so and is skipped, unless `UNDERCURRENT_REQUIRE_BROWSER=1`.

use std::process::{Command as Process, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::support::{Apart, CODE, HostProcess, LINK};

const REQUIRED: &str = "UNDERCURRENT_REQUIRE_BROWSER";
const ADDRESS: &str = "192.168.77.1";
/// A cable with both ends in the namespace, so that the browser finds itself on a network.
const NETWORK: &str = "ip link set lo up && ip link add room type veth peer name phones && \
                       ip link set room up && ip link set phones up";
/// How long anything may take to appear: the promise for phones that come back.
const PATIENCE: Duration = Duration::from_secs(10);

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
        assert!(std::env::var(REQUIRED).is_err(), "the browser test is required, but {missing}");
        println!("SKIPPED: {missing}");
    }
}

/// A browser, driven over the protocol of its driver.
struct Browser {
    driver: std::process::Child,
    session: String,
    home: String,
}

impl Browser {
    fn open(home: &str, scripts: bool) -> Self {
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let driver = Process::new("chromedriver")
            .arg(format!("--port={port}"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let base = format!("http://127.0.0.1:{port}/session");
        let phone = json!({ "deviceMetrics": { "width": 390, "height": 844, "pixelRatio": 2, "touch": true } });
        let arguments = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"];
        let prefs =
            if scripts { json!({}) } else { json!({ "profile.managed_default_content_settings.javascript": 2 }) };
        let options = json!({ "args": arguments, "mobileEmulation": phone, "prefs": prefs });
        let wanted = json!({ "capabilities": { "alwaysMatch": { "goog:chromeOptions": options } } });
        let opened = until("the driver starts", || post(&base, &wanted).ok());
        let session = format!("{base}/{}", opened["sessionId"].as_str().unwrap());
        Self { driver, session, home: home.to_owned() }
    }

    /// Talks to the browser below any script, so that a page without scripts can be driven like any other.
    fn devtools(&self, command: &str, parameters: &Value) -> Result<Value, String> {
        self.post("/goog/cdp/execute", &json!({ "cmd": command, "params": parameters }))
    }

    fn post(&self, path: &str, body: &Value) -> Result<Value, String> {
        post(&format!("{}{path}", self.session), body)
    }

    fn go(&self, path: &str) {
        self.post("/url", &json!({ "url": format!("{}{path}", self.home) })).unwrap();
    }

    fn find(&self, css: &str) -> Option<Value> {
        let root = self.devtools("DOM.getDocument", &json!({ "depth": 0 })).ok()?["root"]["nodeId"].clone();
        let found = self.devtools("DOM.querySelector", &json!({ "nodeId": root, "selector": css })).ok()?;
        Some(found["nodeId"].clone()).filter(|node| node != 0)
    }

    fn click(&self, css: &str) {
        until(css, || self.try_click(css));
    }

    fn try_click(&self, css: &str) -> Option<()> {
        let node = json!({ "nodeId": self.find(css)? });
        self.devtools("DOM.scrollIntoViewIfNeeded", &node).ok()?;
        let corners = self.devtools("DOM.getBoxModel", &node).ok()?["model"]["border"].clone();
        let corner = |at: usize| corners[at].as_f64();
        let (x, y) = (corner(0)? + corner(4)?, corner(1)? + corner(5)?);
        for kind in ["mousePressed", "mouseReleased"] {
            let event = json!({ "type": kind, "x": x / 2.0, "y": y / 2.0, "button": "left", "clickCount": 1 });
            self.devtools("Input.dispatchMouseEvent", &event).ok()?;
        }
        Some(())
    }

    fn fill(&self, css: &str, text: &str) {
        let node = until(css, || self.find(css));
        self.devtools("DOM.focus", &json!({ "nodeId": node })).unwrap();
        self.devtools("Input.insertText", &json!({ "text": text })).unwrap();
    }

    /// What the page says, its tags taken away.
    fn said(&self) -> Option<String> {
        let html = self.devtools("DOM.getOuterHTML", &json!({ "nodeId": self.find("body")? })).ok()?;
        let mut inside = false;
        let visible = |c: &char| {
            let tag = inside || *c == '<';
            inside = tag && *c != '>';
            !tag
        };
        let text: String = html["outerHTML"].as_str()?.chars().filter(visible).collect();
        Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// Waits until the page says something.
    fn sees(&self, text: &str) {
        let start = Instant::now();
        while !self.said().is_some_and(|said| said.contains(text)) {
            assert!(start.elapsed() < PATIENCE, "no '{text}' in:\n{}", self.said().unwrap_or_default());
        }
    }

    /// Waits until an answer is the chosen one.
    fn has_chosen(&self, value: &str) {
        let css = format!("input[value='{value}']:checked");
        until(&css, || self.find(&css));
    }

    fn choose(&self, value: &str) {
        self.click(&format!("label:has(input[value='{value}'])"));
    }

    fn set_offline(&self, offline: bool) {
        let all = json!({ "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
        self.devtools("Network.emulateNetworkConditions", &all).unwrap();
    }

    fn path(&self) -> String {
        let url = get(&format!("{}/url", self.session)).unwrap();
        url.as_str().unwrap().trim_start_matches(&self.home).to_owned()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        drop(agent().delete(&self.session).call());
        drop(self.driver.kill());
        drop(self.driver.wait());
    }
}

fn agent() -> ureq::Agent {
    ureq::Agent::config_builder().timeout_global(Some(3 * PATIENCE)).proxy(None).build().new_agent()
}

fn post(url: &str, body: &Value) -> Result<Value, String> {
    let request = agent().post(url).content_type("application/json");
    let mut reply = request.send(body.to_string()).map_err(|error| error.to_string())?;
    value(&reply.body_mut().read_to_string().map_err(|error| error.to_string())?)
}

fn get(url: &str) -> Result<Value, String> {
    let mut reply = agent().get(url).call().map_err(|error| error.to_string())?;
    value(&reply.body_mut().read_to_string().map_err(|error| error.to_string())?)
}

fn value(text: &str) -> Result<Value, String> {
    let mut reply: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    Ok(reply["value"].take())
}

/// Tries until it works, for as long as a person would be patient.
fn until<T>(what: &str, attempt: impl Fn() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(done) = attempt() {
            return done;
        }
        assert!(start.elapsed() < 3 * PATIENCE, "it takes too long: {what}");
        std::thread::yield_now();
    }
}

fn join(browser: &Browser, by_link: bool) {
    if by_link {
        browser.go(&format!("/j/{LINK}"));
    } else {
        browser.go("/");
        browser.fill("#code", CODE);
    }
    browser.choose("marketing");
    browser.click("button");
    browser.sees("You answer for: Marketing.");
}

fn with_scripts() {
    let folder = tempfile::tempdir().unwrap();
    let mut host = HostProcess::start(folder.path(), ADDRESS);
    let browser = Browser::open(&format!("http://{}", host.address), true);
    browser.devtools("Network.enable", &json!({})).unwrap();
    join(&browser, false);
    host.done("start");
    browser.sees("1 of 36");
    browser.choose("4");
    browser.sees("✓ Saved");
    browser.click(".item button");
    browser.sees("2 of 36");
    browser.choose("2");
    browser.sees("✓ Saved");
    browser.click("a.button");
    browser.sees("1 of 36");
    browser.has_chosen("4");
    browser.choose("5");
    browser.sees("✓ Saved");
    browser.post("/refresh", &json!({})).unwrap();
    browser.has_chosen("5");
    assert_eq!(browser.path(), "/item/1");

    browser.set_offline(true);
    browser.choose("1");
    browser.sees("Not saved yet");
    browser.sees("Trying again");
    browser.click(".item button");
    browser.set_offline(false);
    browser.sees("2 of 36");
    browser.click("a.button");
    browser.has_chosen("1");

    host.kill();
    browser.sees("The laptop does not answer");
    browser.choose("3");
    browser.sees("Not saved yet");
    host = HostProcess::start(folder.path(), ADDRESS);
    browser.sees("✓ Saved");
    host.done("close");
    browser.sees("Answering is closed");
    assert_result(folder.path(), &[3, 2]);
    host.done("reveal");
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
    let browser = Browser::open(&format!("http://{}", host.address), false);
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
    browser.sees("you count as finished");
    host.done("close");
    browser.go("/");
    browser.sees("Answering is closed");
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
