//! A whole evening as a facilitator would have it: sixteen people with browsers at the size of phones, the big screen in a
//! browser elsewhere, and everything going wrong that usually does.
//!
//! `cargo test --test host evening -- --ignored --nocapture`, with Chromium. Pictures of the pages on the way, and what the
//! facilitator's own view says, are in the folder that it names at the end; docs/phones.png is put together from them.

use std::fs;
use std::ops::RangeInclusive;
use std::path::PathBuf;

use base64::Engine;
use serde_json::json;
use undercurrent::testing::definition;
use undercurrent::testing::storage::read;

use crate::driver::Browser;
use crate::home::Home;
use crate::room::Hosted;
use crate::window::Window;

/// How many people there are; the first half are of Sales.
const PEOPLE: usize = 16;
/// Who taps twice, and who loses the network.
const DOUBLE_TAPPER: usize = 2;
const OFFLINE: usize = 3;
/// Who joins for the wrong side, and who first comes with a browser that keeps no cookies.
const WRONG_SIDE: usize = 9;
const NO_COOKIES: usize = 10;
/// Who answers every statement and every guess by a tap of its own; everybody else taps the first ones, and a script of
/// the page sends the rest.
const WHOLE: usize = 5;
const TAPPED: usize = 4;
/// How many statements there are.
const STATEMENTS: usize = 36;

struct Evening {
    home: Home,
    hosted: Hosted,
    desk: Window,
    wall: Browser,
    phones: Vec<Browser>,
    pictures: PathBuf,
    taken: usize,
}

#[test]
#[ignore = "takes minutes; see above"]
fn sixteen_people_and_everything_that_goes_wrong() {
    let mut evening = Evening::begin();
    evening.come_in();
    evening.answer();
    evening.crash();
    evening.stop();
    evening.reveal();
    evening.again();
    evening.end();
}

fn is_of_sales(person: usize) -> bool {
    person < PEOPLE / 2
}

impl Evening {
    fn begin() -> Self {
        let home = Home::new();
        let hosted = home.host(&["--label", "Kick-of EMEA"]);
        hosted.window.resize(120, 40);
        let desk = home.window(&["host", "--console"]);
        desk.resize(120, 40);
        desk.wait_for("/screen/");
        let (url, link) = (hosted.door().url.clone(), hosted.door().screen.clone().unwrap());
        let wall = Browser::phone(&url, true).unwrap();
        wall.go(link.strip_prefix(&url).unwrap());
        let pictures = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("evening");
        drop(fs::remove_dir_all(&pictures));
        fs::create_dir_all(&pictures).unwrap();
        let phones = (0..PEOPLE).map(|_| Browser::phone(&url, true).unwrap()).collect();
        Self { home, hosted, desk, wall, phones, pictures, taken: 0 }
    }

    /// Keeps what a phone shows now, what the room sees, and what the facilitator alone reads.
    fn picture(&mut self, name: &str, phone: usize) {
        self.taken += 1;
        let path = |of: &str| self.pictures.join(format!("{:02}-{name}-{of}", self.taken));
        // Whatever loads a page anew makes it the size of a phone again.
        self.wall.resize((1280, 800), false);
        for (of, browser) in [("phone.png", &self.phones[phone]), ("wall.png", &self.wall)] {
            let shot = browser.devtools("Page.captureScreenshot", &json!({ "format": "png" })).unwrap();
            let bytes = base64::engine::general_purpose::STANDARD.decode(shot["data"].as_str().unwrap()).unwrap();
            fs::write(path(of), bytes).unwrap();
        }
        fs::write(path("desk.txt"), self.desk.contents()).unwrap();
    }

    /// Everybody scans the code; one without cookies, and one for the wrong side.
    fn come_in(&mut self) {
        let door = self.hosted.door().link.clone();
        let path = door.strip_prefix(&self.hosted.door().url).unwrap().to_owned();
        self.phones[0].go(&path);
        self.picture("door", 0);
        for (person, phone) in self.phones.iter().enumerate() {
            let side = if is_of_sales(person) || person == WRONG_SIDE { "sales" } else { "marketing" };
            phone.go(&path);
            if person == NO_COOKIES {
                phone.ask(
                    "fetch('/join', { method: 'POST', redirect: 'manual',
                       body: new URLSearchParams(new FormData(document.querySelector('.door'))) + '&side=marketing',
                       headers: { 'Content-Type': 'application/x-www-form-urlencoded' } }).then(reply => reply.type)",
                );
                phone.devtools("Network.clearBrowserCookies", &json!({})).unwrap();
                phone.go("/in");
                phone.sees("This browser keeps no cookies");
                phone.go(&path);
            }
            phone.choose(side);
            phone.click(".foot button");
            phone.sees("You answer for");
        }
        self.desk.wait_for("16 people: Sales 9, Marketing 7");
        let wrong = &self.phones[WRONG_SIDE];
        wrong.click("a[href='/side']");
        wrong.choose("marketing");
        wrong.click("main form button");
        wrong.sees("You answer for: Marketing.");
        self.desk.wait_for("16 people: Sales 8, Marketing 8");
        self.picture("lobby", WRONG_SIDE);
        self.desk.send("r");
        self.desk.wait_for("Which name should this session have?");
        self.desk.send("\u{15}Kick-off EMEA\r");
        self.desk.wait_for("The session has another name now.");
        self.phones[0].sees("Kick-off EMEA");
    }

    /// Answering begins; one taps twice, and one loses the network.
    fn answer(&mut self) {
        self.desk.send("\r");
        self.hosted.window.wait_for("stop answering");
        self.phones.iter().for_each(|phone| phone.sees("1 of 36"));
        self.picture("statement", 0);
        let twice = &self.phones[DOUBLE_TAPPER];
        twice.touch("4");
        twice.touch("4");
        twice.sees("2 of 36");
        assert_eq!(twice.path(), "/item/2", "a double tap passes over no statement");
        let offline = &self.phones[OFFLINE];
        offline.set_offline(true);
        offline.touch("5");
        offline.sees("Not saved yet");
        self.picture("offline", OFFLINE);
        self.phones[OFFLINE].set_offline(false);
        self.phones[OFFLINE].sees("2 of 36");
    }

    /// The host is killed, and begun again with the obvious command.
    fn crash(&mut self) {
        self.hosted.kill();
        self.desk.exit();
        self.phones[0].sees("The laptop does not answer");
        self.phones[0].touch("5");
        self.phones[0].sees("Not saved yet");
        let mut window = self.home.window(&["host"]);
        window.wait_for("16 people, was interrupted: go on, or begin another?");
        window.send("1\r");
        self.hosted = self.home.hosted(window);
        self.hosted.window.resize(120, 40);
        self.desk = self.home.window(&["host", "--console"]);
        self.desk.resize(120, 40);
        self.phones[0].sees("2 of 36");
        self.phones.iter().for_each(|phone| phone.sees("Kick-off EMEA"));
    }

    /// Everybody answers and guesses; the end is announced, a stop is taken back.
    fn stop(&mut self) {
        for person in 0..PEOPLE {
            let begun = [0, DOUBLE_TAPPER, OFFLINE].contains(&person);
            let last = if person == WHOLE { STATEMENTS } else { TAPPED };
            self.taps(person, if begun { 2 } else { 1 }..=last);
            if person == WHOLE { self.guesses() } else { self.answers(person) }
        }
        self.phones[0].go("/all");
        self.picture("all", 0);
        self.phones[0].go("/guess/1");
        self.phones[0].sees("Guess 1 of 9");
        self.picture("guess", 0);
        self.desk.wait_for("16 of 16 have finished");
        self.desk.send("t");
        self.phones[0].sees("Stops in 2 minutes");
        self.picture("stops-soon", 0);
        self.phones[OFFLINE].go("/item/9");
        self.phones[OFFLINE].sees("9 of 36");
        self.phones[OFFLINE].devtools("Network.setBlockedURLs", &json!({ "urls": ["*/api/*", "*/events"] })).unwrap();
        self.phones[OFFLINE].touch("3");
        self.phones[OFFLINE].sees("Not saved yet");
        self.desk.send("c");
        self.hosted.window.wait_for("for good");
        self.phones[OFFLINE].devtools("Network.setBlockedURLs", &json!({ "urls": [] })).unwrap();
        self.phones[OFFLINE].sees("Not taken, answering has stopped.");
        self.picture("stopped", OFFLINE);
        self.hosted.window.send("u");
        self.hosted.window.wait_for("stop answering");
        self.phones[OFFLINE].holds("localStorage.length === 0");
    }

    /// What somebody says to each statement.
    fn says(person: usize) -> Vec<&'static str> {
        let severe = |reverse: bool| if is_of_sales(person) ^ reverse { "5" } else { "2" };
        definition::built_in().unwrap().asked().map(|item| severe(item.reverse)).collect()
    }

    /// Taps an answer to each of these statements, once its page is there.
    fn taps(&self, person: usize, statements: RangeInclusive<usize>) {
        let says = Self::says(person);
        for statement in statements {
            self.phones[person].sees(&format!("{statement} of {STATEMENTS}"));
            self.phones[person].touch(says[statement - 1]);
        }
    }

    /// Taps what the other side will say of each cause, after the last statement.
    fn guesses(&mut self) {
        self.phones[WHOLE].sees("One more minute");
        self.picture("guess-ahead", WHOLE);
        self.phones[WHOLE].click("a.first");
        for guess in 1..=9 {
            self.phones[WHOLE].sees(&format!("Guess {guess} of 9"));
            self.phones[WHOLE].touch("5");
        }
        self.phones[WHOLE].sees("All 36 answers are saved");
        self.phones[WHOLE].sees("9 of 9 are guessed and saved.");
        self.picture("finished", WHOLE);
    }

    /// What a person answers and guesses, all at once, as the script of the page sends it.
    fn answers(&self, person: usize) {
        let of_sales = is_of_sales(person);
        let answers = Self::says(person);
        let (of, guess) = if of_sales { ("marketing", "5") } else { ("sales", "3") };
        let script = format!(
            "(async () => {{
               const send = body => fetch('/api/answer', {{
                 method: 'POST', headers: {{ 'Content-Type': 'application/json' }}, body: JSON.stringify(body) }});
               const state = await (await fetch('/api/state')).json();
               const seq = item => ((state.answers[item] || {{}}).seq || 0) + 1;
               const answers = {answers:?};
               for (const item of state.items)
                 await send({{ item, round: 1, seq: seq(item), answer: answers[item.split('-')[1] - 1] }});
               for (let at = 1; at <= 9; at += 1)
                 await send({{ item: `guess-${{at}}`, of: '{of}', round: 1, seq: seq(`guess-${{at}}`), answer: '{guess}' }});
               return state.items.length;
             }})()"
        );
        assert!(self.phones[person].ask(&script).as_u64().unwrap() > 0);
    }

    /// The reveal, with a relief; one cause is talked about, and a step is taken on.
    fn reveal(&mut self) {
        self.hosted.window.send("c");
        self.hosted.window.wait_for("for good");
        self.hosted.window.send("\r");
        self.hosted.window.wait_for("discuss");
        self.phones[0].sees("What the room was shown");
        self.phones[0].sees("expected");
        self.picture("reveal", 0);
        self.hosted.window.send("\r");
        self.phones[0].sees("For both sides to talk about");
        self.hosted.window.wait_for("s article");
        self.picture("discuss", 0);
        self.hosted.window.send("a");
        self.hosted.window.wait_for("what will you do first?");
        self.hosted.window.send("\u{15}Ten leads, marked together.\r");
        self.hosted.window.wait_for("Who takes it on?");
        self.hosted.window.send("Anna\r");
        self.hosted.window.wait_for("By when?");
        self.hosted.window.send("\r");
        self.hosted.window.wait_for("Taken on.");
        self.hosted.window.send("\u{1b}");
        self.hosted.window.wait_for("discuss");
    }

    /// A second round about the first cause in the list.
    fn again(&mut self) {
        self.hosted.window.send("2");
        self.hosted.window.wait_for("Enter ask again");
        self.hosted.window.send(" \r");
        self.phones[1].sees("Second round");
        self.picture("second-round", 1);
        for phone in &self.phones {
            phone.sees("Second round");
            phone.click("a.first");
            for statement in 1..=4 {
                phone.sees(&format!("{statement} of 4"));
                phone.touch("3");
            }
            phone.sees("All 4 answers are saved");
        }
        self.desk.wait_for("16 of 16 have finished");
        self.hosted.window.send("c");
        self.hosted.window.wait_for("for good");
        self.hosted.window.send("\r");
        self.hosted.window.wait_for("first round");
        self.picture("change", 0);
    }

    /// The end: everybody keeps a page, and the record holds what everybody said.
    #[expect(clippy::print_stdout, reason = "whoever runs it wants to look at the pictures")]
    fn end(mut self) {
        // What a whole room reads stands in large letters from 100 columns on, which no test reads.
        self.hosted.window.resize(98, 30);
        self.hosted.confirm("first round", "E");
        self.hosted.window.wait_for("The report");
        self.phones.iter().for_each(|phone| phone.sees("Thank you. The session is over."));
        self.phones[0].sees("Ten leads, marked together. Anna, no date.");
        self.wall.sees("The session is over");
        self.picture("end", 0);
        self.hosted.window.send("q");
        assert_eq!(self.hosted.window.exit().code, Some(0));
        let record = read(&self.home.kept()[0]).unwrap();
        let of_round = |round| record.responses().iter().filter(|response| response.round == round).count();
        assert_eq!((of_round(1), of_round(2)), (PEOPLE, PEOPLE));
        assert!(record.responses().iter().filter(|each| each.round == 1).all(|each| each.guesses.len() == 9));
        assert_eq!(record.head().label.as_str(), "Kick-off EMEA");
        assert_eq!((record.actions().len(), self.home.reports().len()), (1, 1));
        println!("The pictures are in {}", self.pictures.display());
    }
}
