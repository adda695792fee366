//! Reads the console, and notices when it is gone.
//!
//! The console hands over records of keys. It is asked to tell keys by the sequences that terminals send, a character a
//! record, which brings pasted text and replies to questions too; an older one tells them by their numbers. Both become
//! the same bytes, for the same decoder as elsewhere.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::{io, thread};

use crossterm_winapi::{Console, Handle, HandleType, InputRecord, KeyEventRecord};

use crate::terminal::decode::Decoder;
use crate::terminal::event::{Event, EventSender, since};

/// The keyboard, read by two threads of its own until this is dropped: one waits for the console, which cannot be told to
/// stop waiting, the other for the rest of a key.
pub struct Keyboard {
    closed: Arc<AtomicBool>,
}

impl Keyboard {
    /// Starts to read the console that standard input is.
    pub fn open(events: EventSender) -> io::Result<Self> {
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

/// Keys without a character, by their numbers: what stands between `ESC [` and the modifiers, and how it ends.
const NAMED: [(u16, &str, char); 22] = [
    (0x21, "5", '~'),
    (0x22, "6", '~'),
    (0x23, "1", 'F'),
    (0x24, "1", 'H'),
    (0x25, "1", 'D'),
    (0x26, "1", 'A'),
    (0x27, "1", 'C'),
    (0x28, "1", 'B'),
    (0x2d, "2", '~'),
    (0x2e, "3", '~'),
    (0x70, "1", 'P'),
    (0x71, "1", 'Q'),
    (0x72, "1", 'R'),
    (0x73, "1", 'S'),
    (0x74, "15", '~'),
    (0x75, "17", '~'),
    (0x76, "18", '~'),
    (0x77, "19", '~'),
    (0x78, "20", '~'),
    (0x79, "21", '~'),
    (0x7a, "23", '~'),
    (0x7b, "24", '~'),
];

/// Turns records into bytes.
#[derive(Default)]
pub struct Keys {
    /// The first half of a character that comes in two.
    half: Option<u16>,
}

impl Keys {
    /// What a terminal would have sent for this.
    pub fn bytes(&mut self, key: &KeyEventRecord) -> Vec<u8> {
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
        1 if matches!(end, 'P'..='S') => format!("\x1bO{end}"),
        1 => format!("\x1b[{end}"),
        modifiers => format!("\x1b[{number};{modifiers}{end}"),
    }
    .into_bytes()
}
