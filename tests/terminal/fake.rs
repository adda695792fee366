//! A program that does what the tests need and nothing else. It runs in a process of its own: this test, started anew.

use std::fmt::Write as _;
use std::fs;
use std::io::{Write, stderr};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use jiff::{Timestamp, Zoned};
use portable_pty::CommandBuilder;
use ratatui::Frame;
use undercurrent::testing::app::{
    Drawn, Effect, Key, Moment, Msg, ReadRequest, Revision, StoreReply, StoreRequest, saved,
};
use undercurrent::testing::definition::built_in;
use undercurrent::testing::domain::{Begin, Label, Record, Token};
use undercurrent::testing::terminal::{Picture, Program, Session, World};

/// Names the file for what was saved.
const MARK: &str = "UNDERCURRENT_TEST_FAKE";
/// Opens a session and drops it.
pub const GIVE_UP: &str = "UNDERCURRENT_TEST_GIVE_UP";

const PANIC: Effect = Effect::Store(StoreRequest::TakeBack(Token::new(0)));

/// Shows its process, its size and what was typed.
struct Fake {
    record: Record,
    handed: u64,
    saved: u64,
    typed: String,
    /// Panic when drawn.
    broken: bool,
}

impl Fake {
    fn new() -> Self {
        let (id, response, side) = (Token::new(1), Token::new(2), "sales".parse().unwrap());
        let begin = Begin { id, response, at: Timestamp::UNIX_EPOCH, label: Label::default(), side };
        let record = Record::begin(begin, Arc::new(built_in().unwrap())).unwrap();
        Self { record, handed: 0, saved: 0, typed: String::new(), broken: false }
    }

    /// Types a character and saves. `T` panics on another thread instead.
    fn type_in(&mut self, c: char) -> Effect {
        self.typed.push(c);
        if c == 'T' {
            return PANIC;
        }
        self.handed += 1;
        Effect::Store(StoreRequest::Save { revision: Revision(self.handed), record: Arc::new(self.record.clone()) })
    }
}

impl Program for Fake {
    fn update(&mut self, msg: Msg, _: &Moment) -> Option<Effect> {
        match msg {
            Msg::Key(Key::Char('q') | Key::Ctrl('c')) => return Some(Effect::Quit),
            Msg::Key(Key::Char('P')) => panic!("panicked while \u{1b}[31mupdating"),
            Msg::Key(Key::Char('D')) => self.broken = true,
            Msg::Key(Key::Char('S')) => {
                return Some(Effect::Read(ReadRequest::Earlier { label: Label::default(), awaited: false }));
            }
            Msg::Key(Key::Char(c)) => return Some(self.type_in(c)),
            Msg::Key(Key::Enter) => self.typed.push('\n'),
            Msg::Key(key) => write!(self.typed, "<{key:?}>").unwrap(),
            Msg::Pasted(text) => write!(self.typed, "[{text}]").unwrap(),
            Msg::Store(StoreReply::Saved { revision: Revision(saved), .. }) => self.saved = saved,
            _ => {}
        }
        None
    }

    fn draw(&self, frame: &mut Frame<'_>) -> Picture {
        assert!(!self.broken, "panicked while drawing");
        let (size, tail) = (frame.area().as_size(), self.typed.lines().last().unwrap_or_default());
        let lines = [
            format!("process {} at {size}", std::process::id()),
            format!("{} typed, {} saved", self.typed.len(), self.saved),
            tail.to_owned(),
        ];
        for (line, row) in lines.iter().zip(frame.area().rows()) {
            frame.render_widget(line.as_str(), row);
        }
        // Every frame differs from the one before in every cell: enough to fill any buffer on the way.
        let filler = char::from(b'a' + u8::try_from(self.typed.len() % 26).unwrap());
        for row in frame.area().rows().skip(lines.len()) {
            frame.render_widget(filler.to_string().repeat(row.width.into()), row);
        }
        Picture { drawn: Drawn { room: 0, page: 0, legible: true }, asks: None }
    }
}

/// The command that starts the fake program. How many keys it had saved in the end it writes to the file `saved`.
pub fn fake(saved: &Path) -> CommandBuilder {
    let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
    command.args(["--exact", "fake::a_program_for_the_other_tests", "--nocapture"]);
    command.env(MARK, saved);
    command.env("RUST_BACKTRACE", "0");
    command
}

#[test]
fn a_program_for_the_other_tests() {
    let Some(path) = std::env::var_os(MARK) else { return };
    let session = Session::open().unwrap();
    if std::env::var_os(GIVE_UP).is_some() {
        drop(session);
        writeln!(stderr(), "gave up").ok();
        std::process::exit(1);
    }
    let (keys, work) = channel();
    let back = session.sender();
    let saver = thread::spawn(move || {
        for revision in work {
            let Revision(count) = revision;
            fs::write(&path, count.to_string()).unwrap();
            back.send(saved(revision).into());
        }
    });
    let mut effects = |effect| match effect {
        Effect::Store(StoreRequest::Save { revision, .. }) => keys.send(revision).unwrap(),
        Effect::Read(ReadRequest::Earlier { .. }) => panic_in("server"),
        _ => panic_in("elsewhere"),
    };
    let ended = session.run(&mut Fake::new(), &mut World { effects: &mut effects, clock: &moment });
    drop(keys);
    saver.join().ok();
    if ended.listening {
        writeln!(stderr(), "ended: {:?}", ended.how).ok();
    }
    std::process::exit(ended.how.exit_code().into());
}

/// Panics in a thread of this name, and comes back once it has.
fn panic_in(name: &str) {
    let thread = thread::Builder::new().name(name.to_owned()).spawn(|| panic!("panicked elsewhere")).unwrap();
    thread.join().unwrap_err();
}

fn moment() -> Moment {
    Moment { now: Zoned::default(), chance: [0, 0], since: Duration::ZERO }
}
