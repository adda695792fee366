//! A browser at the size of a phone, driven over the protocol of its driver.

use std::path::Path;
use std::process::{Command as Process, Stdio};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// How long anything may take to appear: the promise for phones that come back.
pub const TIMEOUT: Duration = Duration::from_secs(10);

/// A finger that rests for so long taps nothing.
const LONG_PRESS: Duration = Duration::from_millis(400);

/// A browser, driven over the protocol of its driver.
pub struct Browser {
    driver: std::process::Child,
    session: String,
    pub home: String,
}

impl Browser {
    pub fn open(home: &str, scripts: bool) -> Self {
        Self::start(&mut Process::new("chromedriver"), home, scripts)
    }

    /// Opens one that finds no fonts but those in a folder.
    pub fn open_with(home: &str, fonts: &Path) -> Self {
        let name = fonts.file_name().unwrap().to_str().unwrap();
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let file = folder.join(format!("phone-{name}.conf"));
        let text = format!(
            "<?xml version=\"1.0\"?>\n<!DOCTYPE fontconfig SYSTEM \"fonts.dtd\">\n\
             <fontconfig><dir>{}</dir><cachedir>{}</cachedir></fontconfig>\n",
            fonts.display(),
            folder.join(format!("phone-{name}.cache")).display()
        );
        std::fs::write(&file, text).unwrap();
        Self::start(Process::new("chromedriver").env("FONTCONFIG_FILE", file), home, true)
    }

    fn start(driver: &mut Process, home: &str, scripts: bool) -> Self {
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let driver = driver.arg(format!("--port={port}")).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let base = format!("http://127.0.0.1:{port}/session");
        let phone = json!({ "deviceMetrics": { "width": 390, "height": 844, "pixelRatio": 2, "touch": true } });
        let arguments = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"];
        let prefs =
            if scripts { json!({}) } else { json!({ "profile.managed_default_content_settings.javascript": 2 }) };
        let options = json!({ "args": arguments, "mobileEmulation": phone, "prefs": prefs });
        let wanted = json!({ "capabilities": { "alwaysMatch": { "goog:chromeOptions": options } } });
        let opened = until("the driver starts", || post(&base, &wanted).ok());
        let session = format!("{base}/{}", opened["sessionId"].as_str().unwrap());
        let browser = Self { driver, session, home: home.to_owned() };
        for domain in ["DOM.enable", "CSS.enable", "Network.enable", "Page.enable"] {
            browser.devtools(domain, &json!({})).unwrap();
        }
        browser
    }

    /// Runs a script before any of the page's own, on every page from now on; what this returns takes it back.
    pub fn before(&self, script: &str) -> Value {
        let added = self.devtools("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": script })).unwrap();
        added["identifier"].clone()
    }

    pub fn not_before(&self, script: &Value) {
        self.devtools("Page.removeScriptToEvaluateOnNewDocument", &json!({ "identifier": script })).unwrap();
    }

    /// What a script on the page gives back, once it is there.
    pub fn ask(&self, script: &str) -> Value {
        let wanted = json!({ "expression": script, "returnByValue": true, "awaitPromise": true });
        let reply = self.devtools("Runtime.evaluate", &wanted).unwrap();
        assert!(reply["exceptionDetails"].is_null(), "{script}: {reply}");
        reply["result"]["value"].clone()
    }

    /// Waits until a script gives back true.
    pub fn holds(&self, script: &str) {
        until(script, || (self.ask(script) == true).then_some(()));
    }

    /// Sets how fast the page's own time goes by; at 0 it stays as it appeared.
    pub fn pace(&self, rate: u32) {
        self.devtools("Animation.enable", &json!({})).unwrap();
        self.devtools("Animation.setPlaybackRate", &json!({ "playbackRate": rate })).unwrap();
    }

    /// Makes it the browser of somebody else.
    pub fn is_new(&self) {
        self.devtools("Network.clearBrowserCookies", &json!({})).unwrap();
        let all = json!({ "origin": self.home, "storageTypes": "local_storage" });
        self.devtools("Storage.clearDataForOrigin", &all).unwrap();
    }

    /// Talks to the browser below any script, so that a page without scripts can be driven like any other.
    pub fn devtools(&self, command: &str, parameters: &Value) -> Result<Value, String> {
        self.post("/goog/cdp/execute", &json!({ "cmd": command, "params": parameters }))
    }

    pub fn post(&self, path: &str, body: &Value) -> Result<Value, String> {
        post(&format!("{}{path}", self.session), body)
    }

    pub fn go(&self, path: &str) {
        self.post("/url", &json!({ "url": format!("{}{path}", self.home) })).unwrap();
    }

    pub fn find(&self, css: &str) -> Option<Value> {
        let root = self.devtools("DOM.getDocument", &json!({ "depth": 0 })).ok()?["root"]["nodeId"].clone();
        let found = self.devtools("DOM.querySelector", &json!({ "nodeId": root, "selector": css })).ok()?;
        Some(found["nodeId"].clone()).filter(|node| node != 0)
    }

    pub fn click(&self, css: &str) {
        until(css, || self.try_click(css));
    }

    /// Whether the page takes taps already: for a moment after it has appeared it does not.
    pub fn has_settled(&self) -> bool {
        let Some(main) = self.find("main") else { return true };
        let style = self.devtools("CSS.getComputedStyleForNode", &json!({ "nodeId": main })).unwrap_or_default();
        let style = style["computedStyle"].as_array().cloned().unwrap_or_default();
        style.iter().any(|each| each["name"] == "pointer-events" && each["value"] == "auto")
    }

    fn try_click(&self, css: &str) -> Option<()> {
        self.has_settled().then_some(())?;
        self.tap(css)
    }

    /// Taps in the place of an element, whether the page is ready for it or not.
    pub fn tap(&self, css: &str) -> Option<()> {
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

    /// Touches an answer with a finger, once the page takes taps. A finger that a busy machine let rest for long has
    /// tapped nothing, and touches once more.
    pub fn touch(&self, answer: &str) {
        until("the page takes taps", || self.has_settled().then_some(()));
        let before = self.path();
        let chosen = format!("document.querySelector('label input[value=\"{answer}\"]')");
        until("a touch", || {
            let rested = self.rest_on(&chosen);
            let is_taken = || self.path() != before || self.ask(&format!("{chosen}.checked")) == true;
            (rested < LONG_PRESS || is_taken()).then_some(())
        });
    }

    /// Puts a finger on an answer and takes it off; gives how long that took at most.
    fn rest_on(&self, input: &str) -> Duration {
        let place = self.ask(&format!(
            "(() => {{ const box = {input}.closest('label').getBoundingClientRect();
               return {{ x: box.x + box.width / 2, y: box.y + box.height / 2 }} }})()"
        ));
        let began = Instant::now();
        for (kind, points) in [("touchStart", json!([place])), ("touchEnd", json!([]))] {
            self.devtools("Input.dispatchTouchEvent", &json!({ "type": kind, "touchPoints": points })).unwrap();
        }
        began.elapsed()
    }

    /// Presses a key that types nothing, by the name and the number that it has had from the beginning.
    pub fn press(&self, key: &str, code: u32) {
        for kind in ["rawKeyDown", "keyUp"] {
            let event = json!({ "type": kind, "key": key, "code": key, "windowsVirtualKeyCode": code });
            self.devtools("Input.dispatchKeyEvent", &event).unwrap();
        }
    }

    /// Opens one more tab and turns to it; what this returns is the tab before.
    pub fn open_tab(&self) -> Value {
        let before = get(&format!("{}/window", self.session)).unwrap();
        let new = self.post("/window/new", &json!({ "type": "tab" })).unwrap();
        self.turn_to_tab(&new["handle"]);
        before
    }

    pub fn turn_to_tab(&self, handle: &Value) {
        self.post("/window", &json!({ "handle": handle })).unwrap();
        for domain in ["DOM.enable", "CSS.enable"] {
            self.devtools(domain, &json!({})).unwrap();
        }
    }

    pub fn fill(&self, css: &str, text: &str) {
        let node = until(css, || self.find(css));
        self.devtools("DOM.focus", &json!({ "nodeId": node })).unwrap();
        self.devtools("Input.insertText", &json!({ "text": text })).unwrap();
    }

    /// What the page says, its tags taken away.
    pub fn said(&self) -> Option<String> {
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
    pub fn sees(&self, text: &str) {
        let start = Instant::now();
        while !self.said().is_some_and(|said| said.contains(text)) {
            pause();
            assert!(start.elapsed() < TIMEOUT, "no '{text}' in:\n{}", self.said().unwrap_or_default());
        }
    }

    /// Waits until an answer is the chosen one.
    pub fn has_chosen(&self, value: &str) {
        let css = format!("input[value='{value}']:checked");
        until(&css, || self.find(&css));
    }

    pub fn choose(&self, value: &str) {
        self.click(&format!("label:has(input[value='{value}'])"));
    }

    pub fn set_offline(&self, offline: bool) {
        let all = json!({ "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
        self.devtools("Network.emulateNetworkConditions", &all).unwrap();
    }

    /// Where in its history the browser is, counted from 0.
    pub fn place(&self) -> u64 {
        self.devtools("Page.getNavigationHistory", &json!({})).unwrap()["currentIndex"].as_u64().unwrap()
    }

    pub fn path(&self) -> String {
        let url = get(&format!("{}/url", self.session)).unwrap();
        url.as_str().unwrap().trim_start_matches(&self.home).to_owned()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        drop(AGENT.delete(&self.session).call());
        drop(self.driver.kill());
        drop(self.driver.wait());
    }
}

/// One for all, so that a connection to a driver is used again.
static AGENT: LazyLock<ureq::Agent> =
    LazyLock::new(|| ureq::Agent::config_builder().timeout_global(Some(3 * TIMEOUT)).proxy(None).build().new_agent());

fn post(url: &str, body: &Value) -> Result<Value, String> {
    let request = AGENT.post(url).content_type("application/json");
    let mut reply = request.send(body.to_string()).map_err(|error| error.to_string())?;
    value(&reply.body_mut().read_to_string().map_err(|error| error.to_string())?)
}

fn get(url: &str) -> Result<Value, String> {
    let mut reply = AGENT.get(url).call().map_err(|error| error.to_string())?;
    value(&reply.body_mut().read_to_string().map_err(|error| error.to_string())?)
}

fn value(text: &str) -> Result<Value, String> {
    let mut reply: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    Ok(reply["value"].take())
}

/// Leaves the processor to the browser between two looks at it.
fn pause() {
    std::thread::sleep(Duration::from_millis(25));
}

/// Tries until it works, for as long as a person would be patient.
pub fn until<T>(what: &str, attempt: impl Fn() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(done) = attempt() {
            return done;
        }
        assert!(start.elapsed() < 3 * TIMEOUT, "it takes too long: {what}");
        pause();
    }
}
