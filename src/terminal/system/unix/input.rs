//! Reads the terminal, and notices when it is gone.

use std::io;
use std::os::fd::AsFd;
use std::os::unix::net::UnixStream;
use std::sync::mpsc::Sender;
use std::thread;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::stdio::stdin;
use rustix::termios::{OptionalActions, SpecialCodeIndex, tcgetattr, tcsetattr};

use crate::app::{Key, Msg};
use crate::terminal::decode::Decoder;
use crate::terminal::event::{Event, since};

/// The keyboard, read by a thread of its own until this is dropped.
pub struct Keyboard {
    /// Closes with it; the thread takes that as its end.
    _open: UnixStream,
}

impl Keyboard {
    /// Starts to read the terminal that standard input is.
    pub fn open(events: Sender<Event>) -> io::Result<Self> {
        Self::at(stdin(), events)
    }

    /// Starts to read `terminal`.
    fn at(terminal: impl AsFd + Send + 'static, events: Sender<Event>) -> io::Result<Self> {
        let (open, closed) = UnixStream::pair()?;
        let mut reader = Reader { decoder: Decoder::default(), terminal, closed, events };
        let name = "keyboard".to_owned();
        thread::Builder::new().name(name).spawn(move || while reader.turn().is_some() {})?;
        Ok(Self { _open: open })
    }
}

/// What came of waiting.
enum News {
    /// Something can be read.
    Bytes,
    /// Nothing came in time.
    Silence,
    /// The terminal is gone.
    Gone,
    /// Nobody reads the keyboard any more.
    Closed,
    /// The system does not watch such a terminal: macOS says so of `/dev/tty`.
    Unwatched,
}

struct Reader<T> {
    decoder: Decoder,
    terminal: T,
    closed: UnixStream,
    events: Sender<Event>,
}

impl<T: AsFd> Reader<T> {
    /// Waits, reads and passes on. None: that was the last time.
    fn turn(&mut self) -> Option<()> {
        match self.wait() {
            News::Bytes => self.read(),
            News::Silence => self.decoder.give_up().into_iter().try_for_each(|msg| self.pass_on(msg)),
            News::Gone => self.hang_up(),
            News::Closed => None,
            News::Unwatched => self.read_in_turns(),
        }
    }

    fn wait(&self) -> News {
        let timeout = self.decoder.timeout().and_then(|timeout| Timespec::try_from(timeout).ok());
        let mut watched =
            [PollFd::new(&self.terminal, PollFlags::IN), PollFd::from_borrowed_fd(self.closed.as_fd(), PollFlags::IN)];
        let result = rustix::io::retry_on_intr(|| poll(&mut watched, timeout.as_ref()));
        let [terminal, closed] = watched.map(|fd| fd.revents());
        match result {
            Ok(0) => News::Silence,
            Ok(_) if !closed.is_empty() => News::Closed,
            Ok(_) if terminal.contains(PollFlags::IN) => News::Bytes,
            Ok(_) if terminal.contains(PollFlags::NVAL) => News::Unwatched,
            Ok(_) | Err(_) => News::Gone,
        }
    }

    /// Reads a terminal that the system does not watch: for a tenth of a second at a time, so that the end of the
    /// keyboard is noticed, and of a key. It is gone once it has no settings any more.
    fn read_in_turns(&mut self) -> Option<()> {
        let Ok(mut settings) = tcgetattr(&self.terminal) else { return self.hang_up() };
        if settings.special_codes[SpecialCodeIndex::VMIN] != 0 {
            settings.special_codes[SpecialCodeIndex::VMIN] = 0;
            settings.special_codes[SpecialCodeIndex::VTIME] = 1;
            let set = rustix::io::retry_on_intr(|| tcsetattr(&self.terminal, OptionalActions::Now, &settings));
            if set.is_err() {
                return self.hang_up();
            }
        }
        let mut bytes = [0; 4096];
        match rustix::io::read(&self.terminal, &mut bytes) {
            Ok(0) => self.decoder.give_up().into_iter().try_for_each(|msg| self.pass_on(msg)),
            Ok(length) => self.decode(bytes.get(..length)?),
            Err(Errno::INTR | Errno::AGAIN) => Some(()),
            Err(_) => self.hang_up(),
        }
    }

    fn decode(&mut self, bytes: &[u8]) -> Option<()> {
        let messages = self.decoder.feed(bytes);
        messages.into_iter().try_for_each(|msg| self.pass_on(msg))?;
        self.decoder.replies().into_iter().try_for_each(|reply| self.events.send(Event::Reply(reply)).ok())
    }

    fn read(&mut self) -> Option<()> {
        let mut bytes = [0; 4096];
        match rustix::io::read(&self.terminal, &mut bytes) {
            Ok(0) => self.hang_up(),
            Ok(length) => self.decode(bytes.get(..length)?),
            Err(Errno::INTR | Errno::AGAIN) => Some(()),
            Err(_) => self.hang_up(),
        }
    }

    fn pass_on(&self, msg: Msg) -> Option<()> {
        let event = if msg == Msg::Key(Key::Ctrl('z')) { Event::Suspend } else { Event::Typed(msg, since()) };
        self.events.send(event).ok()
    }

    fn hang_up(&self) -> Option<()> {
        self.events.send(Event::HungUp).ok();
        None
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::sync::mpsc::{Receiver, channel};

    use super::*;

    /// A keyboard whose keys come over a wire.
    fn keyboard() -> (Keyboard, UnixStream, Receiver<Event>) {
        let (wire, terminal) = UnixStream::pair().unwrap();
        let (sender, events) = channel();
        (Keyboard::at(terminal, sender).unwrap(), wire, events)
    }

    fn key(event: &Event) -> Key {
        let Event::Typed(Msg::Key(key), _) = event else { panic!("{event:?} is no key") };
        *key
    }

    #[test]
    fn thousands_of_keys_in_one_go_all_arrive_and_then_that_the_terminal_is_gone() {
        let (_keyboard, mut wire, events) = keyboard();
        wire.write_all(&[b'j'; 5000]).unwrap();
        drop(wire);
        let events: Vec<Event> = events.iter().collect();
        assert_eq!(events.len(), 5001);
        assert!(events[..5000].iter().all(|event| key(event) == Key::Char('j')));
        assert!(matches!(events[5000], Event::HungUp));
    }

    #[test]
    fn a_lone_escape_is_not_held_back() {
        let (_keyboard, mut wire, events) = keyboard();
        wire.write_all(b"\x1b").unwrap();
        assert_eq!(key(&events.recv().unwrap()), Key::Esc);
    }

    #[test]
    fn a_paste_without_an_end_ends_by_itself_and_keys_are_keys_again() {
        let (_keyboard, mut wire, events) = keyboard();
        wire.write_all(b"\x1b[200~half a paste").unwrap();
        assert!(matches!(events.recv().unwrap(), Event::Typed(Msg::Pasted(text), _) if text == "half a paste"));
        wire.write_all(b"j").unwrap();
        assert_eq!(key(&events.recv().unwrap()), Key::Char('j'));
    }

    #[test]
    fn a_terminal_that_goes_amid_a_key_is_noticed() {
        let (_keyboard, mut wire, events) = keyboard();
        wire.write_all(b"\x1b[200~half a paste \x1b[2").unwrap();
        drop(wire);
        assert!(matches!(events.recv().unwrap(), Event::HungUp));
        assert!(events.recv().is_err(), "the thread has ended");
    }

    #[test]
    fn a_terminal_that_the_system_does_not_watch_is_read_all_the_same() {
        let pair = portable_pty::native_pty_system().openpty(portable_pty::PtySize::default()).unwrap();
        let terminal = std::fs::File::options().read(true).write(true).open(pair.master.tty_name().unwrap()).unwrap();
        let mut settings = tcgetattr(&terminal).unwrap();
        settings.make_raw();
        tcsetattr(&terminal, OptionalActions::Now, &settings).unwrap();
        drop(pair.slave);
        let ((_open, closed), (events, heard)) = (UnixStream::pair().unwrap(), channel());
        let mut reader = Reader { decoder: Decoder::default(), terminal, closed, events };
        let mut keyboard = pair.master.take_writer().unwrap();
        keyboard.write_all(b"j\x1b").unwrap();
        while heard.try_iter().map(|event| key(&event)).all(|key| key != Key::Esc) {
            reader.read_in_turns().unwrap();
        }
        reader.read_in_turns().unwrap();
        assert!(heard.try_recv().is_err(), "silence is no key");
        drop((keyboard, pair.master));
        assert!(reader.read_in_turns().is_none());
        assert!(matches!(heard.recv().unwrap(), Event::HungUp));
    }

    #[test]
    fn ctrl_z_asks_the_program_to_step_aside() {
        let (_keyboard, mut wire, events) = keyboard();
        wire.write_all(b"\x1aj").unwrap();
        assert!(matches!(events.recv().unwrap(), Event::Suspend));
        assert_eq!(key(&events.recv().unwrap()), Key::Char('j'));
    }

    #[test]
    fn a_keyboard_nobody_holds_is_read_no_more() {
        let (keyboard, wire, events) = keyboard();
        drop(keyboard);
        assert!(events.recv().is_err());
        drop(wire);
    }
}
