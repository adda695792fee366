//! A terminal window with a program in it.

use std::cell::Cell;
use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::OFlags;
use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process, waitid};
use rustix::termios::{OptionalActions, SpecialCodeIndex, tcgetattr, tcsetattr};
use vt100::{Parser, Screen};

/// Long after anything should have happened, even on a busy machine.
const LONG: Duration = Duration::from_secs(30);
const SIZE: PtySize = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };

/// How long a person reads before an answer: what nobody can have read is not answered.
const READING: Duration = Duration::from_millis(300);

/// How a program ended.
#[derive(Debug)]
pub struct Exit {
    /// Its exit code, unless it was killed.
    pub code: Option<u32>,
    /// How long it was busy on a processor, in all.
    pub cpu: Duration,
}

struct Seen {
    parser: Parser,
    /// The window reads what the program writes.
    reading: bool,
    closed: bool,
}

#[derive(Clone)]
struct Shared(Arc<(Mutex<Seen>, Condvar)>);

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Seen> {
        self.0.0.lock().unwrap()
    }

    fn change(&self, change: impl FnOnce(&mut Seen)) {
        change(&mut self.lock());
        self.0.1.notify_all();
    }

    /// Waits for `wanted`; says whether it came in time.
    fn wait(&self, wanted: impl Fn(&Seen) -> bool) -> bool {
        let (seen, _) = self.0.1.wait_timeout_while(self.lock(), LONG, |seen| !wanted(seen)).unwrap();
        wanted(&seen)
    }
}

/// A terminal window with a program in it.
pub struct Window {
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Option<Box<dyn Write + Send>>,
    reader: Option<JoinHandle<()>>,
    /// The program's side of the terminal, held open as a shell does.
    tty: File,
    seen: Shared,
    pid: Pid,
    exit: Receiver<Exit>,
    before: String,
    ended: bool,
}

impl Window {
    /// Opens a window of 80 by 24 with `command` in it.
    pub fn open(mut command: CommandBuilder) -> Self {
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        let pair = native_pty_system().openpty(SIZE).unwrap();
        let tty = terminal(pair.master.tty_name().unwrap());
        let before = settings(&tty);
        let mut child = pair.slave.spawn_command(command).unwrap();
        let pid = Pid::from_raw(child.process_id().unwrap().try_into().unwrap()).unwrap();
        let seen = Shared(Arc::new((
            Mutex::new(Seen { parser: Parser::new(SIZE.rows, SIZE.cols, 0), reading: true, closed: false }),
            Condvar::new(),
        )));
        let reader = read_on(pair.master.try_clone_reader().unwrap(), seen.clone());
        let (sender, exit) = channel();
        thread::spawn(move || {
            waitid(WaitId::Pid(pid), WaitIdOptions::EXITED | WaitIdOptions::NOWAIT).unwrap();
            let cpu = cpu(pid);
            let status = child.wait().unwrap();
            let code = status.signal().is_none().then(|| status.exit_code());
            sender.send(Exit { code, cpu }).ok();
        });
        let writer = Some(pair.master.take_writer().unwrap());
        Self { master: Some(pair.master), writer, reader: Some(reader), tty, seen, pid, exit, before, ended: false }
    }

    /// Types `keys`, all in one go.
    pub fn send(&mut self, keys: &str) {
        self.writer.as_mut().unwrap().write_all(keys.as_bytes()).unwrap();
    }

    /// Types an answer to what is in the window, once it was read.
    pub fn answer(&mut self, key: &str) {
        thread::sleep(READING);
        self.send(key);
    }

    /// Types a key that asks something, and says yes once the question was read.
    pub fn confirm(&mut self, key: &str, question: &str) {
        self.send(key);
        self.wait_for(question);
        self.answer("y");
    }

    /// Waits until `text` can be read in the window.
    pub fn wait_for(&self, text: &str) {
        self.wait_until(text, |screen| screen.contents().contains(text));
    }

    /// Waits until the screen is as `wanted`, which `what` describes.
    pub fn wait_until(&self, what: &str, wanted: impl Fn(&Screen) -> bool) {
        let came = self.seen.wait(|seen| wanted(seen.parser.screen()));
        assert!(came, "waited in vain for {what:?}; the screen:\n{}", self.contents());
    }

    /// What can be read in the window.
    pub fn contents(&self) -> String {
        self.seen.lock().parser.screen().contents()
    }

    /// What could be read in the window at the end of a program that was killed.
    pub fn contents_to_the_last(&mut self) -> String {
        // What is written now comes after all that the program wrote.
        self.tty.write_all(b"\x1b[H\x1b[1mK").unwrap();
        self.wait_until("the mark", |screen| {
            screen.cell(0, 0).is_some_and(|cell| cell.bold() && cell.contents() == "K")
        });
        self.contents()
    }

    /// Makes the window another size.
    pub fn resize(&self, cols: u16, rows: u16) {
        self.seen.change(|seen| seen.parser.screen_mut().set_size(rows, cols));
        self.master.as_ref().unwrap().resize(PtySize { rows, cols, ..SIZE }).unwrap();
    }

    /// Stops to read what the program writes, or reads again.
    pub fn read(&self, reading: bool) {
        self.seen.change(|seen| seen.reading = reading);
    }

    /// Sends a signal to the program.
    pub fn signal(&self, signal: Signal) {
        kill_process(self.pid, signal).unwrap();
    }

    /// The number that the system knows the program by.
    pub const fn id(&self) -> Pid {
        self.pid
    }

    /// Whether what the program writes has to wait until somebody reads.
    pub fn is_full(&self) -> bool {
        let mut tty = [PollFd::new(&self.tty, PollFlags::OUT)];
        poll(&mut tty, Some(&Timespec { tv_sec: 0, tv_nsec: 0 })).unwrap() == 0
    }

    /// Closes the window under the program.
    pub fn hang_up(&mut self) {
        // Left to itself the writer would type a line's end and an end of file when it is dropped.
        let mut termios = tcgetattr(&self.tty).unwrap();
        termios.special_codes[SpecialCodeIndex::VEOF] = 0;
        tcsetattr(&self.tty, OptionalActions::Now, &termios).unwrap();
        self.writer = None;
        self.seen.change(|seen| seen.closed = true);
        // The reader is woken by something to read, of which there is plenty where it did not read.
        if self.seen.lock().reading {
            self.tty.write_all(b".").unwrap();
        }
        self.reader.take().unwrap().join().unwrap();
        self.master = None;
    }

    /// Waits for the program to end.
    pub fn exit(&mut self) -> Exit {
        let Ok(exit) = self.exit.recv_timeout(LONG) else { panic!("it did not end; the screen:\n{}", self.contents()) };
        self.ended = true;
        exit
    }

    /// Asserts that the terminal is as it was before the program.
    pub fn assert_as_before(&self) {
        assert_eq!(settings(&self.tty), self.before);
        self.wait_until("the terminal as it was", |screen| {
            !screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste()
        });
    }

    /// Waits until the program uses no processor any more.
    pub fn wait_for_rest(&self) {
        let last = Cell::new(Duration::MAX);
        wait_until("it comes to rest", || cpu(self.pid) == last.replace(cpu(self.pid)));
    }
}

/// Looks now and then whether `wanted` has come to be, which `what` describes.
pub fn wait_until(what: &str, wanted: impl Fn() -> bool) {
    let start = Instant::now();
    while !wanted() {
        assert!(start.elapsed() < LONG, "waited in vain until {what}");
        thread::sleep(Duration::from_millis(200));
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        if !self.ended {
            kill_process(self.pid, Signal::KILL).ok();
        }
        self.seen.change(|seen| seen.closed = true);
    }
}

fn terminal(path: PathBuf) -> File {
    let flags = OFlags::NOCTTY.bits().cast_signed();
    OpenOptions::new().read(true).write(true).custom_flags(flags).open(path).unwrap()
}

/// Every setting of a terminal.
fn settings(tty: &File) -> String {
    format!("{:?}", tcgetattr(tty).unwrap())
}

/// Feeds what the program writes to the screen, until the window is closed or the program gone.
fn read_on(mut from: Box<dyn Read + Send>, seen: Shared) -> JoinHandle<()> {
    thread::spawn(move || {
        let mut bytes = [0; 4096];
        loop {
            drop(seen.0.1.wait_while(seen.lock(), |seen| !seen.reading && !seen.closed).unwrap());
            match from.read(&mut bytes) {
                Ok(length) if length > 0 && !seen.lock().closed => {
                    seen.change(|seen| seen.parser.process(&bytes[..length]));
                }
                _ => return,
            }
        }
    })
}

/// How long a process was busy so far, in steps of a hundredth of a second.
fn cpu(pid: Pid) -> Duration {
    let stat = std::fs::read_to_string(format!("/proc/{}/stat", pid.as_raw_nonzero())).unwrap_or_default();
    let after_name = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    let ticks = after_name.split_whitespace().skip(11).take(2).filter_map(|ticks| ticks.parse::<u64>().ok());
    Duration::from_millis(ticks.sum::<u64>() * 10)
}
