//! A browser without a window, driven by chromedriver over its JSON protocol.

use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};

/// Set where a missing browser is a failure.
const REQUIRED: &str = "UNDERCURRENT_REQUIRE_BROWSER";

const SKIPPED: &str = "skipped: there is no chromedriver, so no page was looked at\n";

/// A session of a browser. It ends when this is dropped.
pub struct Browser {
    driver: Child,
    address: String,
}

impl Browser {
    /// Opens a browser. None where there is none, which is said; where one is required, that fails.
    pub fn open() -> Option<Self> {
        Self::start(&mut Command::new("chromedriver"))
    }

    /// Opens a browser that finds no fonts but those in a folder. None where there are none, which is said like a
    /// missing browser.
    pub fn open_with(package: &str, fonts: &Path) -> Option<Self> {
        if !fonts.is_dir() {
            assert!(std::env::var_os(REQUIRED).is_none(), "{REQUIRED} is set, and {package} is not installed");
            io::stderr().write_all(format!("skipped: {package} is not installed\n").as_bytes()).unwrap();
            return None;
        }
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let file = folder.join(format!("{package}.conf"));
        let (fonts, cache) = (fonts.display(), folder.join(format!("{package}.cache")));
        let text = format!(
            "<?xml version=\"1.0\"?>\n<!DOCTYPE fontconfig SYSTEM \"fonts.dtd\">\n\
             <fontconfig><dir>{fonts}</dir><cachedir>{}</cachedir></fontconfig>\n",
            cache.display()
        );
        std::fs::write(&file, text).unwrap();
        Self::start(Command::new("chromedriver").env("FONTCONFIG_FILE", file))
    }

    fn start(driver: &mut Command) -> Option<Self> {
        let started = driver.arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let Ok(mut driver) = started else {
            assert!(std::env::var_os(REQUIRED).is_none(), "{REQUIRED} is set, and there is no chromedriver");
            // Not by a macro: what those print is kept back where a test passes.
            io::stderr().write_all(SKIPPED.as_bytes()).unwrap();
            return None;
        };
        let address = format!("http://127.0.0.1:{}", port(&mut driver));
        let mut browser = Self { driver, address };
        let session = browser.call("/session", &capabilities());
        browser.address = format!("{}/session/{}", browser.address, session["sessionId"].as_str().unwrap());
        Some(browser)
    }

    /// Goes to a file, on a screen of this width.
    pub fn show(&self, file: &Path, width: u32, scheme: &str) {
        self.widen(width);
        let scheme = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        self.command("Emulation.setEmulatedMedia", &scheme);
        self.visit(&format!("file://{}", file.display()));
    }

    /// Makes the screen this wide.
    pub fn widen(&self, width: u32) {
        let metrics = json!({ "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600 });
        self.command("Emulation.setDeviceMetricsOverride", &metrics);
    }

    /// Goes to an address.
    pub fn visit(&self, url: &str) {
        self.call("/url", &json!({ "url": url }));
    }

    /// What a script on the page gives back. It runs past the page's own policy.
    pub fn ask(&self, script: &str) -> Value {
        self.call("/execute/sync", &json!({ "script": script, "args": [] }))
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

    /// On how many sheets the page prints.
    pub fn sheets(&self) -> usize {
        use base64::Engine;
        let printed = self.command("Page.printToPDF", &json!({ "preferCSSPageSize": true, "printBackground": true }));
        let pdf = base64::engine::general_purpose::STANDARD.decode(printed["data"].as_str().unwrap()).unwrap();
        pdf.windows(12).filter(|bytes| bytes.starts_with(b"/Type /Page") && bytes[11] != b's').count()
    }

    fn log(&self, kind: &str) -> Vec<Value> {
        self.call("/se/log", &json!({ "type": kind })).as_array().unwrap().clone()
    }

    fn command(&self, name: &str, parameters: &Value) -> Value {
        self.call("/goog/cdp/execute", &json!({ "cmd": name, "params": parameters }))
    }

    fn call(&self, path: &str, body: &Value) -> Value {
        let url = format!("{}{path}", self.address);
        let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
        let mut answer = agent.post(&url).content_type("application/json").send(body.to_string()).unwrap();
        let text = answer.body_mut().read_to_string().unwrap();
        assert!(answer.status().is_success(), "{path}: {text}");
        serde_json::from_str::<Value>(&text).unwrap()["value"].take()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // The driver takes its browser with it.
        let _ = ureq::delete(&self.address).call();
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// The port that the driver says it listens on.
fn port(driver: &mut Child) -> String {
    let lines = BufReader::new(driver.stdout.take().unwrap()).lines();
    let started = lines.map(|line| line.unwrap()).find(|line| line.contains("started successfully on port"));
    let line = started.expect("chromedriver says its port");
    line.chars().filter(char::is_ascii_digit).collect()
}

fn capabilities() -> Value {
    let quiet = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ];
    json!({ "capabilities": { "alwaysMatch": {
        "goog:chromeOptions": { "args": quiet },
        "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
    } } })
}
