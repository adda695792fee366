//! The real loop on a thread of its own, with a person who types and a disk in memory.

use std::cell::Cell;
use std::io;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use jiff::Zoned;
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, Cell as Drawn};
use ratatui::{Frame, Terminal};
use undercurrent::testing::app::{App, Effect, Moment, Msg, PAUSE, ReadRequest, Revision, Setup, Store, saved};
use undercurrent::testing::domain::{Questionnaire, Record};
use undercurrent::testing::terminal::{Display, Ending, Event, Picture, Program, Shown, World, run};
use undercurrent::testing::ui::Look;

use crate::answers::built_in;
use crate::disk::{Disk, Process};
use crate::keys::keys;

/// Goes through the loop like any message and changes nothing: behind it, all before it is done.
const MARK: Msg = saved(Revision(0));

/// A disk, to be shared by several programs.
pub type Shared = Arc<Mutex<Disk>>;

/// An empty disk.
pub fn disk() -> Shared {
    Shared::default()
}

/// When programs are opened.
pub fn today() -> Zoned {
    "2026-11-23T17:00:00+01:00[+01:00]".parse().unwrap()
}

/// One program at a terminal, 80 by 24 at first.
pub struct Stage {
    events: Sender<Event>,
    frames: Receiver<String>,
    running: Option<JoinHandle<Ending>>,
    disk: Shared,
    process: Process,
    size: Arc<Mutex<(u16, u16)>>,
    /// How long the program runs, as it is told.
    since: Arc<Mutex<Duration>>,
    /// What is on the screen.
    pub text: String,
}

impl Stage {
    /// Opens the program on the first screen, with what the disk holds.
    pub fn open(disk: &Shared) -> Self {
        let store = match disk.lock().unwrap().refuses {
            None => Store::Folder("~/records".to_owned()),
            Some(why) => Store::Nowhere(why.to_owned()),
        };
        let unfinished = disk.lock().unwrap().unfinished();
        Self::start(App::new(Setup::new(built_in(), store, today()), unfinished), disk, today())
    }

    /// Opens the program on the first screen of another questionnaire.
    pub fn asking(disk: &Shared, questionnaire: Questionnaire) -> Self {
        let store = Store::Folder("~/records".to_owned());
        let setup = Setup::new(Arc::new(questionnaire), store, today());
        Self::start(App::new(setup, Vec::new()), disk, today())
    }

    /// Opens the program as it opens once there are records.
    pub fn at_home(disk: &Shared) -> Self {
        let setup = Setup::new(built_in(), Store::Folder("~/records".to_owned()), today());
        Self::start(App::home(setup), disk, today())
    }

    /// Opens the program on the results of a record that the disk holds.
    pub fn at_results(disk: &Shared, record: Record, now: Zoned) -> Self {
        let setup = Setup::new(built_in(), Store::Folder("~/records".to_owned()), today());
        Self::start(App::results(setup, record).unwrap(), disk, now)
    }

    /// Opens the program on what answers this effect.
    pub fn opening(disk: &Shared, effect: Effect) -> Self {
        let setup = Setup::new(built_in(), Store::Folder("~/records".to_owned()), today());
        Self::start(App::opening(setup, effect), disk, today())
    }

    fn start(app: App, disk: &Shared, now: Zoned) -> Self {
        let process = disk.lock().unwrap().open();
        let ours = Arc::clone(disk);
        let take = move |effect| {
            let mut disk = ours.lock().unwrap();
            let is_list = effect == Effect::Read(ReadRequest::List) && !disk.slow;
            let previews = if is_list { disk.previews() } else { Vec::new() };
            disk.left_behind(&effect).into_iter().chain(disk.take(effect, process)).chain(previews).collect()
        };
        Self::begin(app, (disk, process), now, Box::new(take))
    }

    /// Opens the program in front of a live session, whose line carries out what it wants.
    pub fn seated(app: App, take: Take) -> Self {
        let disk = disk();
        let process = disk.lock().unwrap().open();
        Self::begin(app, (&disk, process), today(), take)
    }

    fn begin(app: App, (disk, process): (&Shared, Process), now: Zoned, take: Take) -> Self {
        let (events, mut waiting) = channel();
        let (shown, frames) = channel();
        let size = Arc::new(Mutex::new((80, 24)));
        let effects = Effects { take, process, events: events.clone(), asked: Arc::default() };
        let asked = Arc::clone(&effects.asked);
        let app = Shown { app, look: Look::default() };
        let program = Watched {
            app,
            asked,
            events: events.clone(),
            frames: shown,
            marked: Cell::default(),
            passed: Cell::default(),
        };
        let window = Window { size: Arc::clone(&size), terminal: Terminal::new(TestBackend::new(80, 24)).unwrap() };
        let since = Arc::new(Mutex::new(Duration::ZERO));
        let clock = (now, Arc::clone(&since));
        let running = Some(thread::spawn(move || play(program, window, &mut waiting, (effects, clock))));
        let (disk, text) = (Arc::clone(disk), String::new());
        let mut stage = Self { events, frames, running, disk, process, size, since, text };
        assert_eq!(stage.wait(), None);
        stage
    }

    /// Types a script in one burst, with no time passing; says how the program ended, if it did.
    pub fn burst(&mut self, script: &str) -> Option<Ending> {
        self.send(keys(script).into_iter().map(|key| Msg::Key(key).into()))
    }

    /// Types a script key by key, each when the one before has been dealt with and what came of it was read.
    pub fn slowly(&mut self, script: &str) -> Option<Ending> {
        self.paced(script, PAUSE)
    }

    /// Types a script key by key, each when the one before has been dealt with and this much time has passed.
    pub fn paced(&mut self, script: &str, pause: Duration) -> Option<Ending> {
        keys(script).into_iter().find_map(|key| {
            self.pass(pause);
            self.send([Msg::Key(key).into()])
        })
    }

    /// Time goes by.
    pub fn pass(&mut self, time: Duration) {
        *self.since.lock().unwrap() += time;
    }

    /// Pastes a text.
    pub fn paste(&mut self, text: &str) -> Option<Ending> {
        self.send([Msg::Pasted(text.to_owned()).into()])
    }

    /// The slow disk answers at last.
    pub fn settle(&mut self) -> Option<Ending> {
        let late = self.disk.lock().unwrap().settle(self.process);
        self.send(late.into_iter().map(Event::from))
    }

    /// Something happens in the world.
    pub fn receives(&mut self, msgs: Vec<Msg>) -> Option<Ending> {
        self.send(msgs.into_iter().map(Event::from))
    }

    /// The window gets another size.
    pub fn resize(&mut self, columns: u16, lines: u16) -> Option<Ending> {
        *self.size.lock().unwrap() = (columns, lines);
        self.send([Event::Resized])
    }

    fn send(&mut self, events: impl IntoIterator<Item = Event>) -> Option<Ending> {
        events.into_iter().for_each(|event| self.events.send(event).unwrap());
        self.wait()
    }

    /// Waits until all that was sent is done, with all that follows from it, and drawn; or until the program ends.
    fn wait(&mut self) -> Option<Ending> {
        // Where the program has ended meanwhile, nobody takes the mark.
        let _ = self.events.send(MARK.into());
        if let Ok(frame) = self.frames.recv() {
            self.text = frame;
            return None;
        }
        self.disk.lock().unwrap().close(self.process);
        let ending = self.running.take().unwrap().join();
        Some(ending.unwrap_or_else(|panic| resume_unwind(panic)))
    }

    /// Holds the screen to a text that must stand on it, however it is broken into lines.
    pub fn shows(&self, text: &str) {
        assert!(words(&self.text).contains(&words(text)), "no {text:?} on this screen:\n{}", self.text);
    }

    /// Holds the screen to a text that must not stand on it.
    pub fn hides(&self, text: &str) {
        assert!(!words(&self.text).contains(&words(text)), "{text:?} on this screen:\n{}", self.text);
    }

    /// Whether nothing was saved.
    pub fn is_disk_empty(&self) -> bool {
        self.disk.lock().unwrap().records.is_empty()
    }

    /// The only record on the disk, as it stands there.
    pub fn saved(&self) -> Record {
        self.disk.lock().unwrap().only()
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        if let Some(running) = self.running.take() {
            let _ = self.events.send(Event::Signal(15));
            let _ = running.join();
        }
    }
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Carries out what the program wants, and says what came of it.
pub type Take = Box<dyn FnMut(Effect) -> Vec<Msg> + Send>;

/// What the loop asks of the world.
struct Effects {
    take: Take,
    process: Process,
    events: Sender<Event>,
    asked: Arc<AtomicBool>,
}

impl Effects {
    fn take(&mut self, effect: Effect) {
        let answers = (self.take)(effect);
        self.asked.store(true, Ordering::SeqCst);
        for answer in answers {
            self.events.send(answer.into()).unwrap();
        }
    }
}

fn play(
    mut program: Watched,
    mut window: Window,
    events: &mut Receiver<Event>,
    (mut effects, (now, since)): (Effects, (Zoned, Arc<Mutex<Duration>>)),
) -> Ending {
    let chance = Cell::new(u128::from(effects.process) << 96);
    let clock = || {
        chance.set(chance.get() + 2);
        Moment { now: now.clone(), chance: [chance.get(), chance.get() + 1], since: *since.lock().unwrap() }
    };
    run(&mut program, &mut window, events, &mut World { effects: &mut |effect| effects.take(effect), clock: &clock })
}

/// The app, with its picture handed out whenever everything has come to rest.
struct Watched {
    app: Shown,
    asked: Arc<AtomicBool>,
    events: Sender<Event>,
    frames: Sender<String>,
    /// The mark came by since the last frame.
    marked: Cell<bool>,
    /// How often the mark came by with nothing happening in between.
    passed: Cell<u8>,
}

impl Program for Watched {
    fn update(&mut self, msg: Msg, at: &Moment) -> Option<Effect> {
        let is_mark = msg == MARK;
        let effect = self.app.update(msg, at);
        if is_mark {
            self.marked.set(true);
            let is_quiet = !self.asked.swap(false, Ordering::SeqCst);
            self.passed.set(if is_quiet { self.passed.get() + 1 } else { 0 });
        }
        effect
    }

    fn draw(&self, frame: &mut Frame<'_>) -> Picture {
        let picture = self.app.draw(frame);
        if self.passed.get() == 2 {
            self.passed.set(0);
            self.frames.send(text(frame.buffer_mut())).unwrap();
        } else if self.marked.get() {
            // A second time round: what is wanted outside is done after the frame, and a page that was told its room is
            // drawn once more.
            self.events.send(MARK.into()).unwrap();
        }
        self.marked.set(false);
        picture
    }
}

fn text(buffer: &Buffer) -> String {
    let line = |cells: &[Drawn]| cells.iter().map(Drawn::symbol).collect::<String>().trim_end().to_owned();
    buffer.content.chunks(usize::from(buffer.area.width)).map(line).collect::<Vec<_>>().join("\n")
}

/// A window whose size the test sets.
struct Window {
    size: Arc<Mutex<(u16, u16)>>,
    terminal: Terminal<TestBackend>,
}

impl Display for Window {
    fn draw(&mut self, view: &mut dyn FnMut(&mut Frame<'_>)) -> io::Result<()> {
        Display::draw(&mut self.terminal, view)
    }

    fn resize(&mut self) -> io::Result<()> {
        let (columns, lines) = *self.size.lock().unwrap();
        self.terminal.backend_mut().resize(columns, lines);
        Display::resize(&mut self.terminal)
    }
}
