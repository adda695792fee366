//! A browser without a window, at the size of a phone or of a desk, driven over the protocol of its driver.
#![allow(dead_code, reason = "every test takes what it needs")]

use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command as Process, Stdio};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use base64::Engine;
use serde_json::{Value, json};
use tempfile::TempDir;

/// Set where a missing browser or font is a failure.
pub const REQUIRED: &str = "UNDERCURRENT_REQUIRE_BROWSER";

/// Fonts of different width, with the package that each is in: from wide to narrow.
pub const FONTS: [(&str, &str); 3] =
    [("DejaVu Sans", "fonts-dejavu-core"), ("Open Sans", "fonts-open-sans"), ("Liberation Sans", "fonts-liberation")];

/// How long anything may take to appear: the promise for phones that come back.
pub const TIMEOUT: Duration = Duration::from_secs(10);

/// A finger that rests for so long taps nothing.
const LONG_PRESS: Duration = Duration::from_millis(400);

/// Asked of an element, so that a browser without the function of the window says it as well.
const HAS_SETTLED: &str = "[...document.querySelectorAll('main')].every(main => main.computedStyleMap().get('pointer-events').value === 'auto')";

const SAID: &str = "(document.body ? document.body.textContent.replace(/\\s+/g, ' ') : '')";

/// The middle of an element, on the screen by then.
const MIDDLE: &str = "(element => {
    if (!element) return null;
    element.scrollIntoViewIfNeeded();
    const box = element.getBoundingClientRect();
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 } })";

const ARGUMENTS: [&str; 9] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

/// Says what is missing; where it is required, that fails. Not by a macro: what those print is kept back where a test passes.
pub fn skipped(missing: &str) {
    assert!(std::env::var_os(REQUIRED).is_none(), "{REQUIRED} is set, but {missing}");
    io::stderr().write_all(format!("SKIPPED: {missing}\n").as_bytes()).unwrap();
}

/// Takes Chromium without the browser around its pages where that is installed: it goes from page to page in half the time.
/// It has no settings, so whoever wants one takes the browser.
fn light(mut options: Value) -> Value {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let programs = std::env::split_paths(&path).map(|folder| folder.join("chromium-headless-shell"));
    if let Some(shell) = programs.into_iter().find(|program| program.is_file()) {
        options["binary"] = json!(shell);
    }
    options
}

/// A session of a browser. It ends when this is dropped.
pub struct Browser {
    driver: Child,
    /// Where the driver and the browser keep what they do not clear away themselves.
    _folder: TempDir,
    session: String,
    pub home: String,
}

impl Browser {
    /// Opens one at the size of a desk, which keeps what it complains of and asks for. None where there is none.
    pub fn desk() -> Option<Self> {
        Self::open("", light(json!({})), &json!({ "browser": "ALL", "performance": "ALL" }))
    }

    /// Opens one at the size of a phone, for the pages below an address. None where there is none.
    pub fn phone(home: &str, scripts: bool) -> Option<Self> {
        let size = json!({ "deviceMetrics": { "width": 390, "height": 844, "pixelRatio": 2, "touch": true } });
        let without = json!({ "profile.managed_default_content_settings.javascript": 2 });
        let options = if scripts {
            light(json!({ "mobileEmulation": size }))
        } else {
            json!({ "mobileEmulation": size, "prefs": without })
        };
        Self::open(home, options, &json!({}))
    }

    fn open(home: &str, mut options: Value, logs: &Value) -> Option<Self> {
        options["args"] = json!(ARGUMENTS);
        let folder = tempfile::tempdir().unwrap();
        let Some((driver, port)) = driver(folder.path()) else {
            skipped("there is no chromedriver, or no port for it");
            return None;
        };
        let base = format!("http://127.0.0.1:{port}/session");
        let wanted = json!({ "goog:chromeOptions": options, "goog:loggingPrefs": logs });
        let opened = post(&base, &json!({ "capabilities": { "alwaysMatch": wanted } })).unwrap();
        let session = format!("{base}/{}", opened["sessionId"].as_str().unwrap());
        let browser = Self { driver, _folder: folder, session, home: home.to_owned() };
        for domain in ["DOM.enable", "CSS.enable", "Network.enable", "Page.enable"] {
            browser.devtools(domain, &json!({})).unwrap();
        }
        Some(browser)
    }

    /// Goes to a file, on a screen of this width.
    pub fn show(&self, file: &Path, width: u32, scheme: &str) {
        self.resize((width, 900), width < 600);
        let scheme = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        self.devtools("Emulation.setEmulatedMedia", &scheme).unwrap();
        self.go(&format!("file://{}", file.display()));
    }

    /// Makes the screen this large, of a phone or of a desk.
    pub fn resize(&self, (width, height): (u32, u32), mobile: bool) {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": mobile });
        self.devtools("Emulation.setDeviceMetricsOverride", &size).unwrap();
    }

    /// Writes all that is on the page in one font after another, and looks at it each time. What is not installed is
    /// left out, and that is said.
    pub fn in_any_font(&self, look: impl Fn(&str)) {
        for (font, package) in FONTS {
            self.ask(&format!(
                "(() => {{ const sheet = new CSSStyleSheet();
                   sheet.replaceSync('* {{ font-family: \"{font}\" !important }}');
                   document.adoptedStyleSheets = [sheet]; return document.body.offsetHeight }})()"
            ));
            // A weight of its own has a longer name.
            let is = |family: &Value| family.as_str().unwrap().starts_with(font);
            let heading = json!({ "nodeId": self.find("h1").unwrap() });
            let used = self.devtools("CSS.getPlatformFontsForNode", &heading).unwrap();
            if used["fonts"].as_array().unwrap().iter().any(|used| is(&used["familyName"])) {
                look(font);
            } else {
                skipped(&format!("{package} is not installed"));
            }
        }
    }

    /// What the browser has complained about since it was last asked.
    pub fn complaints(&self) -> Vec<String> {
        self.log("browser").iter().map(|entry| entry["message"].to_string()).collect()
    }

    /// The addresses that were asked for since it was last asked.
    pub fn requests(&self) -> Vec<String> {
        let events = self.log("performance");
        let events =
            events.iter().map(|entry| -> Value { serde_json::from_str(entry["message"].as_str().unwrap()).unwrap() });
        let sent = events.filter(|event| event["message"]["method"] == "Network.requestWillBeSent");
        sent.map(|event| event["message"]["params"]["request"]["url"].as_str().unwrap().to_owned()).collect()
    }

    fn log(&self, kind: &str) -> Vec<Value> {
        self.post("/se/log", &json!({ "type": kind })).unwrap().as_array().unwrap().clone()
    }

    /// On how many sheets the page prints.
    pub fn sheets(&self) -> usize {
        let how = json!({ "preferCSSPageSize": true, "printBackground": true });
        let printed = self.devtools("Page.printToPDF", &how).unwrap();
        let pdf = base64::engine::general_purpose::STANDARD.decode(printed["data"].as_str().unwrap()).unwrap();
        pdf.windows(12).filter(|bytes| bytes.starts_with(b"/Type /Page") && bytes[11] != b's').count()
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
        self.ask(HAS_SETTLED) == true
    }

    /// Where the page moved at that moment the click has met something else, and is made once more.
    fn try_click(&self, css: &str) -> Option<()> {
        let wanted = json!(css);
        let place = self.ask(&format!(
            "(wanted => {{ window.met = null; onclick = event => void (met = wanted && wanted.contains(event.target));
               return {HAS_SETTLED} && {MIDDLE}(wanted) }})(document.querySelector({wanted}))"
        ));
        self.press_mouse(&place)?;
        (self.ask("window.met") != false).then_some(())
    }

    /// Taps in the place of an element, whether the page is ready for it or not.
    pub fn tap(&self, css: &str) -> Option<()> {
        self.press_mouse(&self.ask(&format!("{MIDDLE}(document.querySelector({}))", json!(css))))
    }

    fn press_mouse(&self, place: &Value) -> Option<()> {
        let (x, y) = (place["x"].as_f64()?, place["y"].as_f64()?);
        for kind in ["mousePressed", "mouseReleased"] {
            let event = json!({ "type": kind, "x": x, "y": y, "button": "left", "clickCount": 1 });
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
        let place = self.ask(&format!("{MIDDLE}({input}.closest('label'))"));
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

    /// What the page says, hidden or not.
    fn said(&self) -> String {
        self.ask(SAID).as_str().unwrap_or_default().to_owned()
    }

    /// Waits until the page says something.
    pub fn sees(&self, text: &str) {
        let start = Instant::now();
        let says = format!("{SAID}.includes({})", json!(text));
        while self.ask(&says) != true {
            pause();
            assert!(start.elapsed() < TIMEOUT, "no '{text}' in:\n{}", self.said());
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
    /// Asks the browser itself to end: what the driver ends may be the script that started it.
    fn drop(&mut self) {
        drop(self.devtools("Browser.close", &json!({})));
        drop(AGENT.delete(&self.session).call());
        drop(self.driver.kill());
        drop(self.driver.wait());
    }
}

/// One for all, so that a connection to a driver is used again.
static AGENT: LazyLock<ureq::Agent> = LazyLock::new(|| {
    let config = ureq::Agent::config_builder().timeout_global(Some(3 * TIMEOUT)).proxy(None);
    config.http_status_as_error(false).build().new_agent()
});

fn post(url: &str, body: &Value) -> Result<Value, String> {
    value(AGENT.post(url).content_type("application/json").send(body.to_string()))
}

fn get(url: &str) -> Result<Value, String> {
    value(AGENT.get(url).call())
}

/// What a driver replies, or what it says is wrong.
fn value(reply: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Result<Value, String> {
    let mut reply = reply.map_err(|error| error.to_string())?;
    let text = reply.body_mut().read_to_string().map_err(|error| error.to_string())?;
    let value: Result<Value, _> = serde_json::from_str(&text);
    if reply.status().is_success() { Ok(value.map_err(|error| error.to_string())?["value"].take()) } else { Err(text) }
}

/// A driver and the port that it listens on. It looks for a free one itself, and ends where another program was faster.
fn driver(folder: &Path) -> Option<(Child, String)> {
    let start = |_| {
        let mut driver = Process::new("chromedriver");
        driver.arg("--port=0").env("TMPDIR", folder).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().ok()
    };
    (0..5).map_while(start).find_map(|mut driver| {
        let mut said = BufReader::new(driver.stdout.take().unwrap()).lines().map_while(Result::ok);
        let Some(line) = said.find(|line| line.contains("started successfully on port")) else {
            driver.wait().unwrap();
            return None;
        };
        Some((driver, line.chars().filter(char::is_ascii_digit).collect()))
    })
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
