//! The facilitator's own view in a second terminal of the same machine, over a private socket file. Never the network.
//!
//! One JSON value a line. The host says hello, and then how the room stands whenever that changes; the console says
//! commands, each answered by a line of its own. From the reveal on the record travels too, as its file has it.

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread::{self, JoinHandle};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::host::{Handle, Latest};
use super::room::{Command, DisclosurePreview, HostStatus, Progress, RoomView, Setup, Showing, SideCount};
use super::system::{Listener, Stream};
use crate::domain::everyone::RevealPreview;
use crate::domain::id::Token;
use crate::domain::questionnaire::Questionnaire;
use crate::domain::record::Record;
use crate::domain::text::Label;
use crate::wording::connecting as words;
use crate::wording::refused::NO_COMMAND;

#[derive(Debug, thiserror::Error)]
pub enum ConsoleError {
    #[error("{}", words::no_host(&.0.to_string()))]
    NoHost(io::Error),
    #[error("{}", words::OTHER_VERSION)]
    Version,
    #[error("{}", words::HOST_STOPPED)]
    Gone,
}

#[derive(Debug)]
pub struct Console {
    input: BufReader<Stream>,
    output: Stream,
    hello: Hello,
}

#[derive(Debug, Clone, PartialEq)]
pub enum HostMessage {
    View(Box<RoomView>),
    /// The record that the views from now on are about, as text.
    Record(Option<String>),
    Done,
    Not(String),
}

impl Console {
    /// Connects to the host that listens on a socket file.
    pub fn connect(path: &Path) -> Result<Self, ConsoleError> {
        let output = Stream::connect(path).map_err(ConsoleError::NoHost)?;
        let mut input = BufReader::new(output.try_clone().map_err(ConsoleError::NoHost)?);
        match read(&mut input)? {
            FromHost::Hello(hello) => Ok(Self { input, output, hello }),
            _ => Err(ConsoleError::Version),
        }
    }

    pub fn questionnaire(&self) -> &str {
        &self.hello.questionnaire
    }

    /// How people find the session; none where one laptop is passed round.
    pub const fn door(&self) -> Option<&WayIn> {
        self.hello.door.as_ref()
    }

    pub const fn created(&self) -> &Timestamp {
        &self.hello.created
    }

    /// What the session started from, with its questionnaire as read from the text.
    pub fn setup(&self, questionnaire: Arc<Questionnaire>) -> Arc<Setup> {
        Arc::new(self.hello.setup(questionnaire))
    }

    pub fn receive(&mut self, setup: &Arc<Setup>) -> Result<HostMessage, ConsoleError> {
        match read(&mut self.input)? {
            FromHost::Hello(_) => Err(ConsoleError::Version),
            FromHost::View(view) => Ok(HostMessage::View(Box::new(view.of_room(setup)))),
            FromHost::Record(text) => Ok(HostMessage::Record(text)),
            FromHost::Done => Ok(HostMessage::Done),
            FromHost::Not(why) => Ok(HostMessage::Not(why)),
        }
    }

    /// A second hold on the connection, for the thread that sends commands.
    pub fn sender(&self) -> Result<ConsoleSender, ConsoleError> {
        self.output.try_clone().map(ConsoleSender).map_err(|_| ConsoleError::Gone)
    }
}

#[derive(Debug)]
pub struct ConsoleSender(Stream);

impl ConsoleSender {
    /// Sends a command; what comes of it is [received](Console::receive).
    pub fn send(&mut self, command: &Command) -> Result<(), ConsoleError> {
        let line = serde_json::to_string(command).map_err(|_| ConsoleError::Version)?;
        self.0.write_all((line + "\n").as_bytes()).map_err(|_| ConsoleError::Gone)
    }
}

fn read(input: &mut impl BufRead) -> Result<FromHost, ConsoleError> {
    let mut line = String::new();
    match input.read_line(&mut line) {
        Ok(1..) => serde_json::from_str(&line).map_err(|_| ConsoleError::Version),
        _ => Err(ConsoleError::Gone),
    }
}

/// The longest line that a console may send, in bytes.
const LINE_MAX: u64 = 16 * 1024;

pub type WriteRecord = fn(&Record) -> Option<String>;

#[derive(Debug)]
pub struct ConsoleServer {
    path: PathBuf,
    stopped: Arc<AtomicBool>,
    thread: JoinHandle<()>,
}

impl ConsoleServer {
    /// Listens on a socket file that only its owner may open, in a folder that only its owner may enter.
    pub fn start(path: &Path, hello: Hello, handle: Handle, write: WriteRecord) -> io::Result<Self> {
        let listener = Listener::bind(path)?;
        let hello = FromHost::Hello(hello);
        let stopped = Arc::new(AtomicBool::new(false));
        let stop = Arc::clone(&stopped);
        let thread = thread::Builder::new().name("consoles".to_owned()).spawn(move || {
            loop {
                let stream = listener.accept();
                if stop.load(Ordering::Relaxed) {
                    return;
                }
                // A console that cannot be talked to is gone already.
                drop(stream.and_then(|stream| attend(stream, &hello, &handle, write)));
            }
        })?;
        Ok(Self { path: path.to_owned(), stopped, thread })
    }

    /// Stops listening and removes the socket file. Consoles that are connected hear of the end from the room.
    pub fn stop(self) {
        self.stopped.store(true, Ordering::Relaxed);
        // One last connection wakes the thread; if there is nobody to connect to, it has ended.
        drop(Stream::connect(&self.path));
        drop(self.thread.join());
    }
}

/// Gives a console two threads: one that tells it how the room stands, and one that hears its commands.
fn attend(stream: Stream, hello: &FromHost, handle: &Handle, text: WriteRecord) -> io::Result<()> {
    let output = Arc::new(Mutex::new(stream.try_clone()?));
    say(&output, hello)?;
    let (wake, woken) = mpsc::channel();
    let latest = Latest::new();
    let newest = latest.clone();
    handle.listen(move |view| !newest.put(Arc::clone(view)) || wake.send(()).is_ok());
    let writer = Arc::clone(&output);
    thread::Builder::new().name("console-views".to_owned()).spawn(move || {
        let mut record: Option<Arc<Record>> = None;
        for () in woken {
            let Some(view) = latest.take() else { continue };
            let mut written = Ok(());
            if record.as_ref().map(Arc::as_ptr) != view.record.as_ref().map(Arc::as_ptr) {
                record.clone_from(&view.record);
                written = say(&writer, &FromHost::Record(record.as_deref().and_then(text)));
            }
            if written.and_then(|()| say(&writer, &FromHost::View(Box::new(view.as_ref().into())))).is_err() {
                return;
            }
        }
    })?;
    let handle = handle.clone();
    thread::Builder::new().name("console-commands".to_owned()).spawn(move || obey_all(stream, &output, &handle))?;
    Ok(())
}

fn say(output: &Mutex<Stream>, said: &FromHost) -> io::Result<()> {
    let line = serde_json::to_string(said)? + "\n";
    output.lock().unwrap_or_else(PoisonError::into_inner).write_all(line.as_bytes())
}

fn obey_all(stream: Stream, output: &Mutex<Stream>, handle: &Handle) {
    let mut input = BufReader::new(io::Read::take(stream, LINE_MAX));
    let mut said = String::new();
    while input.read_line(&mut said).is_ok_and(|read| read > 0) {
        let reply = obey(&said, handle);
        if say(output, &reply).is_err() {
            return;
        }
        said.clear();
        input.get_mut().set_limit(LINE_MAX);
    }
}

fn obey(said: &str, handle: &Handle) -> FromHost {
    let Ok(command) = serde_json::from_str::<Command>(said) else {
        return FromHost::Not(NO_COMMAND.to_owned());
    };
    match handle.command_now(command) {
        Ok(Ok(())) => FromHost::Done,
        Ok(Err(not_now)) => FromHost::Not(not_now.to_string()),
        Err(stopped) => FromHost::Not(stopped.to_string()),
    }
}

/// A line from the host to the facilitator's second terminal.
#[derive(Debug, Serialize, Deserialize)]
pub enum FromHost {
    /// The first line: what the session started from.
    Hello(Hello),
    View(Box<View>),
    /// The record that the views from now on are about, as text; none before the reveal.
    Record(Option<String>),
    Done,
    Not(String),
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Hello {
    /// The random name that its record will have.
    pub id: Token,
    pub created: Timestamp,
    pub label: Label,
    pub rehearsal: bool,
    pub questionnaire: String,
    /// How people find it; none where one laptop is passed round.
    pub door: Option<WayIn>,
}

/// How people find a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WayIn {
    pub url: String,
    pub code: String,
    pub link: String,
    /// The link to the big screen for people elsewhere; none from a host that shows it to nobody.
    #[serde(default)]
    pub screen: Option<String>,
    /// What else is to be known, as sentences.
    pub notes: Vec<String>,
}

/// How the room stands; the record travels apart, as it seldom changes.
#[derive(Debug, Serialize, Deserialize)]
pub struct View {
    label: Label,
    #[serde(flatten)]
    progress: Progress,
    sides: Vec<SideCount>,
    prospects: Vec<DisclosurePreview>,
    preview: Option<RevealPreview>,
    showing: Showing,
    kept: BTreeMap<u8, usize>,
    #[serde(flatten)]
    around: HostStatus,
}

impl Hello {
    pub fn of(setup: &Setup, questionnaire: &str, door: Option<WayIn>) -> Self {
        let Setup { id, created, ref label, rehearsal, .. } = *setup;
        Self { id, created, label: label.clone(), rehearsal, questionnaire: questionnaire.to_owned(), door }
    }

    pub fn setup(&self, questionnaire: Arc<Questionnaire>) -> Setup {
        Setup {
            id: self.id,
            created: self.created,
            label: self.label.clone(),
            questionnaire,
            rehearsal: self.rehearsal,
            passed_round: self.door.is_none(),
        }
    }
}

impl From<&RoomView> for View {
    fn from(view: &RoomView) -> Self {
        Self {
            label: view.setup.label.clone(),
            progress: view.progress.clone(),
            sides: view.sides.clone(),
            prospects: view.prospects.clone(),
            preview: view.preview.clone(),
            showing: view.showing.clone(),
            kept: view.kept.clone(),
            around: view.around.clone(),
        }
    }
}

impl View {
    pub fn of_room(self, setup: &Arc<Setup>) -> RoomView {
        let Self { label, progress, sides, prospects, preview, showing, kept, around } = self;
        let is_named = setup.label == label;
        let setup = if is_named { Arc::clone(setup) } else { Arc::new(Setup { label, ..Setup::clone(setup) }) };
        RoomView { setup, progress, sides, prospects, preview, showing, record: None, kept, around }
    }
}
