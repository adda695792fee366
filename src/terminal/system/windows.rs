//! The console of Windows, and whatever stands for one there, such as Windows Terminal: its keys, its settings, writing to
//! it, and what the system tells a program of it.
//!
//! The console hands over records of keys. It is asked to tell keys by the sequences that terminals send, a character a
//! record, which brings pasted text and replies to questions too; an older one tells them by their numbers. Both become
//! the same bytes, for the same decoder as elsewhere.

use std::fs::File;
use std::io::{self, IsTerminal, Write};
use std::os::windows::io::AsHandle;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use crossterm_winapi::{Console, ConsoleMode, Handle, HandleType, InputRecord, KeyEventRecord};
use ratatui::crossterm::terminal;
use ratatui::layout::Size;
use tokio::runtime::Builder;
use tokio::signal::windows::{ctrl_break, ctrl_c, ctrl_close, ctrl_logoff, ctrl_shutdown};

use super::{SignalEvent, Wanted};
use crate::terminal::decode::Decoder;
use crate::terminal::event::{Event, EventSender, Events, SIGHUP, SIGINT, SIGQUIT, SIGTERM, since};
use crate::ui::theme::ColourDepth;
use crate::wording::window::TOO_OLD;

/// Would wake the loop, which waits for nothing but its channel here.
#[derive(Debug)]
pub struct Bell;

impl Bell {
    #[allow(clippy::unused_self, reason = "elsewhere there is something to ring")]
    pub fn ring(&self) {}
}

pub struct Inbox {
    events: Receiver<Event>,
    sender: EventSender,
    keyboard: Option<Keyboard>,
}

impl Inbox {
    #[allow(clippy::unnecessary_wraps, reason = "elsewhere it can fail")]
    pub fn open() -> io::Result<(EventSender, Self)> {
        let (sender, events) = channel();
        let sender = EventSender::from(sender);
        Ok((sender.clone(), Self { events, sender, keyboard: None }))
    }

    pub fn read_keys(&mut self) -> io::Result<()> {
        self.keyboard = Some(Keyboard::open(self.sender.clone())?);
        Ok(())
    }

    pub fn close_keyboard(&mut self) {
        self.keyboard = None;
    }
}

impl Events for Inbox {
    fn next(&mut self, timeout: Option<Duration>) -> Result<Event, RecvTimeoutError> {
        self.events.next(timeout)
    }

    fn next_waiting(&mut self) -> Option<Event> {
        self.events.next_waiting()
    }
}

/// The keyboard, read by two threads of its own until this is dropped: one waits for the console, which cannot be told to
/// stop waiting, the other for the rest of a key.
struct Keyboard {
    closed: Arc<AtomicBool>,
}

impl Keyboard {
    fn open(events: EventSender) -> io::Result<Self> {
        let console = Console::from(Handle::new(HandleType::InputHandle)?);
        let closed = Arc::new(AtomicBool::new(false));
        let (bytes, read) = channel();
        let (until, resized) = (Arc::clone(&closed), events.clone());
        thread::Builder::new().name("console".to_owned()).spawn(move || watch(&console, &until, &bytes, &resized))?;
        let mut reader = Reader { decoder: Decoder::default(), read, events };
        let name = "keyboard".to_owned();
        thread::Builder::new().name(name).spawn(move || while reader.turn().is_some() {})?;
        Ok(Self { closed })
    }
}

impl Drop for Keyboard {
    /// The thread that waits for the console ends with the next key, which it gives to nobody.
    fn drop(&mut self) {
        self.closed.store(true, Ordering::Relaxed);
    }
}

/// Passes on what the console says, until that is no longer wanted or the console is gone.
fn watch(console: &Console, closed: &AtomicBool, bytes: &Sender<Vec<u8>>, events: &EventSender) {
    let mut keys = Keys::default();
    while let Ok(first) = console.read_single_input_event() {
        if closed.load(Ordering::Relaxed) {
            return;
        }
        let rest = console.read_console_input().unwrap_or_default();
        let mut typed = Vec::new();
        for record in std::iter::once(first).chain(rest) {
            match record {
                InputRecord::KeyEvent(key) => typed.extend(keys.bytes(&key)),
                InputRecord::WindowBufferSizeEvent(_) => events.send(Event::Resized),
                _ => {}
            }
        }
        if !typed.is_empty() && bytes.send(typed).is_err() {
            return;
        }
    }
    if !closed.load(Ordering::Relaxed) {
        events.send(Event::HungUp);
    }
}

struct Reader {
    decoder: Decoder,
    read: Receiver<Vec<u8>>,
    events: EventSender,
}

impl Reader {
    /// Waits and passes on. None: that was the last time.
    fn turn(&mut self) -> Option<()> {
        let read = match self.decoder.timeout() {
            Some(timeout) => self.read.recv_timeout(timeout),
            None => self.read.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        let messages = match read {
            Ok(bytes) => self.decoder.feed(&bytes),
            Err(RecvTimeoutError::Timeout) => self.decoder.give_up(),
            Err(RecvTimeoutError::Disconnected) => return None,
        };
        for event in messages.into_iter().map(|msg| Event::Typed(msg, since())) {
            self.events.send(event);
        }
        for reply in self.decoder.replies() {
            self.events.send(Event::Reply(reply));
        }
        Some(())
    }
}

const SHIFT: u32 = 0x10;
const CTRL: u32 = 0x8 | 0x4;
const ALT: u32 = 0x2 | 0x1;
/// The number of the Alt key: a character that was typed by its code comes when it is let go.
const MENU: u16 = 0x12;
const TAB: u16 = 0x09;
const BACKSPACE: u16 = 0x08;

/// The keys without a character that the decoder knows, by their numbers: what stands between `ESC [` and the modifiers,
/// and how it ends.
const NAMED: [(u16, &str, char); 9] = [
    (0x21, "5", '~'),
    (0x22, "6", '~'),
    (0x23, "1", 'F'),
    (0x24, "1", 'H'),
    (0x25, "1", 'D'),
    (0x26, "1", 'A'),
    (0x27, "1", 'C'),
    (0x28, "1", 'B'),
    (0x2e, "3", '~'),
];

#[derive(Default)]
struct Keys {
    /// The first half of a character that comes in two.
    half: Option<u16>,
}

impl Keys {
    /// What a terminal would have sent for this.
    fn bytes(&mut self, key: &KeyEventRecord) -> Vec<u8> {
        let typed_by_code = !key.key_down && key.virtual_key_code == MENU && key.u_char != 0;
        if !key.key_down && !typed_by_code {
            return Vec::new();
        }
        let once = if key.u_char == 0 { named(key) } else { self.character(key) };
        once.repeat(usize::from(key.repeat_count.max(1)))
    }

    fn character(&mut self, key: &KeyEventRecord) -> Vec<u8> {
        let units = self.half.take().into_iter().chain([key.u_char]);
        if (0xd800..0xdc00).contains(&key.u_char) {
            self.half = Some(key.u_char);
            return Vec::new();
        }
        let text: String = char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
        let has = |state| key.control_key_state.has_state(state);
        match key.virtual_key_code {
            TAB if has(SHIFT) => b"\x1b[Z".to_vec(),
            // Backspace; with Ctrl it takes a word, which terminals tell by the other of the two characters.
            BACKSPACE => vec![if has(CTRL) { 0x08 } else { 0x7f }],
            // Alt Gr is told as Ctrl and Alt, and makes a character of its own.
            code if code != 0 && has(ALT) && !has(CTRL) => ["\x1b", &text].concat().into_bytes(),
            _ => text.into_bytes(),
        }
    }
}

fn named(key: &KeyEventRecord) -> Vec<u8> {
    let Some((_, number, end)) = NAMED.iter().find(|(code, ..)| *code == key.virtual_key_code) else {
        return Vec::new();
    };
    let has = |state, worth| if key.control_key_state.has_state(state) { worth } else { 0 };
    match 1 + has(SHIFT, 1) + has(ALT, 2) + has(CTRL, 4) {
        1 if *end == '~' => format!("\x1b[{number}~"),
        1 => format!("\x1b[{end}"),
        modifiers => format!("\x1b[{number};{modifiers}{end}"),
    }
    .into_bytes()
}

/// Ctrl-C ends the program, what is typed is handed over a line at a time, and it is seen.
const COOKED: u32 = 0x1 | 0x2 | 0x4;
/// A change of the window's size is told among the keys.
const WINDOW_INPUT: u32 = 0x8;
/// Keys come as the sequences that terminals send.
const VT_INPUT: u32 = 0x200;
/// Control characters act, and so do the sequences that terminals understand.
const VT_OUTPUT: u32 = 0x1 | 0x4;

pub fn is_interactive() -> bool {
    mode(HandleType::InputHandle).is_ok() && mode(HandleType::OutputHandle).is_ok()
}

fn mode(handle: HandleType) -> io::Result<u32> {
    ConsoleMode::from(Handle::new(handle)?).mode()
}

fn set(handle: HandleType, mode: u32) -> io::Result<()> {
    ConsoleMode::from(Handle::new(handle)?).set_mode(mode)
}

pub fn size() -> io::Result<Size> {
    mode(HandleType::OutputHandle)?;
    let (width, height) = terminal::size()?;
    Ok(Size { width, height })
}

/// The colours of a console that no variable names, and whether it shows all characters: what is written to it is told in
/// Unicode, whatever its code page.
pub fn without_name() -> (ColourDepth, bool) {
    match mode(HandleType::OutputHandle) {
        Ok(before) if try_sequences(before) => (ColourDepth::True, true),
        Ok(_) => (ColourDepth::None, true),
        Err(_) => (ColourDepth::None, false),
    }
}

/// Whether the console understands sequences. Those that do have all colours.
fn try_sequences(before: u32) -> bool {
    let understood = set(HandleType::OutputHandle, before | VT_OUTPUT).is_ok();
    let given_back = set(HandleType::OutputHandle, before);
    understood && given_back.is_ok()
}

/// The settings of the console, for what is read and for what is written.
#[derive(Default)]
pub struct Tty {
    /// As they were found, while they are ours.
    found: Mutex<Option<(u32, u32)>>,
}

impl Tty {
    fn found(&self) -> MutexGuard<'_, Option<(u32, u32)>> {
        self.found.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes every key as it is typed, unechoed, and lets sequences act. What was typed before is kept.
    pub fn make_raw(&self) -> io::Result<()> {
        let mut found = self.found();
        let (input, output) = match *found {
            Some(before) => before,
            None => (mode(HandleType::InputHandle)?, mode(HandleType::OutputHandle)?),
        };
        set(HandleType::OutputHandle, output | VT_OUTPUT)
            .map_err(|_| io::Error::new(io::ErrorKind::Unsupported, TOO_OLD))?;
        *found = Some((input, output));
        let raw = (input & !COOKED) | WINDOW_INPUT;
        // An older console tells keys by their numbers, which are understood too.
        set(HandleType::InputHandle, raw | VT_INPUT).or_else(|_| set(HandleType::InputHandle, raw))
    }

    pub fn restore(&self) {
        if let Some((input, output)) = self.found().take() {
            // A console that is gone has no settings left to restore.
            drop(set(HandleType::InputHandle, input));
            drop(set(HandleType::OutputHandle, output));
        }
    }
}

/// The console that standard output is. The standard library tells it what is written in Unicode, whatever its code page.
pub fn writer() -> impl Write + Send + 'static {
    io::stdout()
}

/// A way to write that never waits: there is none here.
pub const fn unwaiting() -> Option<File> {
    None
}

/// Writes to standard output; to a pipe or a file past the standard library's own stream, which takes one that nothing
/// can be written to for one that took it all.
pub fn straight(data: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.flush()?;
    if out.is_terminal() {
        return out.write_all(data).and_then(|()| out.flush());
    }
    File::from(out.as_handle().try_clone_to_owned()?).write_all(data)
}

/// What the system says of a console that is gone: its handle is not valid, or the pipe behind it was closed.
const GONE: [i32; 4] = [6, 109, 232, 233];

pub fn is_gone(error: &io::Error) -> bool {
    error.raw_os_error().is_some_and(|code| GONE.contains(&code))
}

#[cfg(test)]
pub fn gone() -> io::Error {
    io::Error::from_raw_os_error(GONE[0])
}

/// Starts to listen, on a thread of its own. From here on these events do nothing of their own accord.
///
/// Of a window that is closed the system tells on a thread of its own, and ends the process once that returns, or a few
/// seconds later: it does not return, and the process ends by itself, with what is to be saved saved. That a person logs
/// off is told to services, and to programs with a window, which wants unsafe code or a library that panics where there can
/// be none. There is nothing left to save then, since every answer is saved as it is given.
pub fn heed(_: Wanted, mut on_event: impl FnMut(SignalEvent) + Send + 'static) -> io::Result<()> {
    let runtime = Builder::new_current_thread().build()?;
    let (mut interrupt, mut quit) = (ctrl_c()?, ctrl_break()?);
    let (mut close, mut log_off, mut shut_down) = (ctrl_close()?, ctrl_logoff()?, ctrl_shutdown()?);
    let listener = async move {
        loop {
            let signal = tokio::select! {
                Some(()) = interrupt.recv() => SIGINT,
                Some(()) = quit.recv() => SIGQUIT,
                Some(()) = close.recv() => SIGHUP,
                Some(()) = log_off.recv() => SIGTERM,
                Some(()) = shut_down.recv() => SIGTERM,
                else => return,
            };
            on_event(SignalEvent::End(signal));
        }
    };
    thread::Builder::new().name("signals".into()).spawn(move || runtime.block_on(listener)).map(drop)
}

pub fn die_of(signal: i32) {
    std::process::exit(128_i32.saturating_add(signal));
}

/// Whether a shell could call the program back: none can here.
pub const fn can_be_called_back() -> bool {
    false
}

pub fn stop() -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}
