//! Where the loop gets its events on Unix: from the terminal, which it reads itself, and from other threads.
//!
//! One thread waits for both, so that no other has to be woken for a key.

use std::collections::VecDeque;
use std::io::{self, Read as _, Write};
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::stdio::stdin;
use rustix::termios::{OptionalActions, SpecialCodeIndex, tcgetattr, tcsetattr};

use crate::app::{Key, Msg};
use crate::terminal::decode::Decoder;
use crate::terminal::event::{Event, EventSender, Events, since};

/// Wakes the loop, from whichever thread.
#[derive(Debug)]
pub struct Bell(UnixStream);

impl Bell {
    /// Wakes the loop. One that takes no more has rung already.
    pub fn ring(&self) {
        let _ = (&self.0).write(&[0]);
    }
}

pub struct Inbox {
    sent: Receiver<Event>,
    sender: EventSender,
    rung: UnixStream,
    keys: Keys,
    /// What was read and not yet taken.
    ready: VecDeque<Event>,
    /// The terminal is the shell's: it would take a key between a look at the terminal and reading it, which then waits.
    aside: bool,
}

/// Who reads the terminal.
enum Keys {
    Unread,
    /// The loop.
    Watched(Keyboard),
    /// A thread, until this is set: the system does not watch such a terminal.
    Polled(Arc<AtomicBool>),
}

impl Inbox {
    /// An inbox that other threads can reach, and which reads no terminal yet.
    pub fn open() -> io::Result<(EventSender, Self)> {
        let ((bell, rung), (sender, sent)) = (UnixStream::pair()?, channel());
        bell.set_nonblocking(true)?;
        rung.set_nonblocking(true)?;
        let sender = EventSender { events: sender, bell: Some(Arc::new(Bell(bell))) };
        Ok((sender.clone(), Self { sent, sender, rung, keys: Keys::Unread, ready: VecDeque::new(), aside: false }))
    }

    pub fn read_keys(&mut self) -> io::Result<()> {
        self.read_keys_of(stdin().try_clone_to_owned()?);
        Ok(())
    }

    fn read_keys_of(&mut self, terminal: OwnedFd) {
        self.keys = Keys::Watched(Keyboard { decoder: Decoder::default(), terminal, due: None });
    }

    pub fn close_keyboard(&mut self) {
        if let Keys::Polled(closed) = &self.keys {
            closed.store(true, Ordering::Relaxed);
        }
        self.keys = Keys::Unread;
    }

    /// Waits for a key or for another thread, at most for `timeout`.
    fn wait(&mut self, timeout: Option<Duration>) {
        let keyboard = match &self.keys {
            Keys::Watched(keyboard) if !self.aside => Some(keyboard),
            Keys::Watched(_) | Keys::Unread | Keys::Polled(_) => None,
        };
        let timeout = timeout.into_iter().chain(keyboard.and_then(Keyboard::timeout)).min();
        let timeout = timeout.and_then(|timeout| Timespec::try_from(timeout).ok());
        let mut watched = vec![PollFd::new(&self.rung, PollFlags::IN)];
        watched.extend(keyboard.map(|keyboard| PollFd::new(&keyboard.terminal, PollFlags::IN)));
        let flags = match poll(&mut watched, timeout.as_ref()) {
            Ok(_) => watched.get(1).map_or(PollFlags::empty(), PollFd::revents),
            Err(Errno::INTR) => PollFlags::empty(),
            Err(_) => PollFlags::ERR,
        };
        while matches!((&self.rung).read(&mut [0; 64]), Ok(64)) {}
        self.take_keys(flags);
    }

    fn take_keys(&mut self, flags: PollFlags) {
        let Keys::Watched(keyboard) = &mut self.keys else { return };
        match keyboard.take(flags) {
            Read::Some(events) => self.ready.extend(events),
            Read::Gone => self.hang_up(),
            Read::Unwatched => self.poll_keys(),
        }
    }

    fn hang_up(&mut self) {
        self.keys = Keys::Unread;
        self.ready.push_back(Event::HungUp);
    }

    fn poll_keys(&mut self) {
        let closed = Arc::new(AtomicBool::new(false));
        let keys = std::mem::replace(&mut self.keys, Keys::Polled(Arc::clone(&closed)));
        if let Keys::Watched(keyboard) = keys
            && keyboard.read_in_turns(closed, self.sender.clone()).is_err()
        {
            self.hang_up();
        }
    }
}

impl Drop for Inbox {
    fn drop(&mut self) {
        self.close_keyboard();
    }
}

impl Events for Inbox {
    fn next(&mut self, timeout: Option<Duration>) -> Result<Event, RecvTimeoutError> {
        let until = timeout.map(|timeout| Instant::now() + timeout);
        let mut left = timeout;
        loop {
            if let Some(event) = self.ready.pop_front() {
                return Ok(event);
            }
            if let Ok(event) = self.sent.try_recv() {
                // However much other threads send, keys are read.
                self.wait(Some(Duration::ZERO));
                return Ok(event);
            }
            if left == Some(Duration::ZERO) {
                return Err(RecvTimeoutError::Timeout);
            }
            self.wait(left);
            left = until.map(|until| until.saturating_duration_since(Instant::now()));
        }
    }

    fn set_aside(&mut self, aside: bool) {
        self.aside = aside;
    }

    fn next_waiting(&mut self) -> Option<Event> {
        self.ready.pop_front().or_else(|| self.sent.try_recv().ok())
    }
}

/// A terminal that keys are read from.
struct Keyboard {
    decoder: Decoder,
    terminal: OwnedFd,
    /// When the bytes so far are all there is of a key, where one is begun.
    due: Option<Instant>,
}

/// What came of reading.
enum Read {
    /// What was typed; there may be more.
    Some(Vec<Event>),
    /// The terminal is gone.
    Gone,
    /// The system does not watch such a terminal: macOS says so of `/dev/tty`.
    Unwatched,
}

impl Keyboard {
    /// How long to wait for the rest of a key, where one is begun.
    fn timeout(&self) -> Option<Duration> {
        self.due.map(|due| due.saturating_duration_since(Instant::now()))
    }

    /// Takes what the terminal has, once it was waited for with this result.
    fn take(&mut self, flags: PollFlags) -> Read {
        match flags {
            _ if flags.contains(PollFlags::IN) => self.read(),
            _ if flags.contains(PollFlags::NVAL) => Read::Unwatched,
            _ if !flags.is_empty() => Read::Gone,
            _ if self.timeout() == Some(Duration::ZERO) => Read::Some(self.give_up()),
            _ => Read::Some(Vec::new()),
        }
    }

    /// Reads a terminal that the system does not watch, in a thread of its own, until it is gone or `closed` is set.
    fn read_in_turns(mut self, closed: Arc<AtomicBool>, events: EventSender) -> io::Result<()> {
        thread::Builder::new().name("keyboard".to_owned()).spawn(move || {
            while !closed.load(Ordering::Relaxed) {
                let Read::Some(read) = self.turn() else { return events.send(Event::HungUp) };
                for event in read {
                    events.send(event);
                }
            }
        })?;
        Ok(())
    }

    /// Reads for a tenth of a second, so that the end of the keyboard is noticed, and of a key. The terminal is gone
    /// once it has no settings any more.
    fn turn(&mut self) -> Read {
        let Ok(mut settings) = tcgetattr(&self.terminal) else { return Read::Gone };
        if settings.special_codes[SpecialCodeIndex::VMIN] != 0 {
            settings.special_codes[SpecialCodeIndex::VMIN] = 0;
            settings.special_codes[SpecialCodeIndex::VTIME] = 1;
            let set = rustix::io::retry_on_intr(|| tcsetattr(&self.terminal, OptionalActions::Now, &settings));
            if set.is_err() {
                return Read::Gone;
            }
        }
        match self.read() {
            // Nothing within the tenth of a second, which is longer than any key takes; a gone terminal has no settings.
            Read::Gone if tcgetattr(&self.terminal).is_ok() => Read::Some(self.give_up()),
            read => read,
        }
    }

    fn read(&mut self) -> Read {
        let mut bytes = [0; 4096];
        match rustix::io::read(&self.terminal, &mut bytes) {
            Ok(length @ 1..) => Read::Some(self.decode(bytes.get(..length).unwrap_or_default())),
            Err(Errno::INTR | Errno::AGAIN) => Read::Some(Vec::new()),
            Ok(0) | Err(_) => Read::Gone,
        }
    }

    fn decode(&mut self, bytes: &[u8]) -> Vec<Event> {
        let messages = self.decoder.feed(bytes);
        self.due = self.decoder.timeout().map(|timeout| Instant::now() + timeout);
        let replies = self.decoder.replies().into_iter().map(Event::Reply);
        messages.into_iter().map(typed).chain(replies).collect()
    }

    fn give_up(&mut self) -> Vec<Event> {
        self.due = None;
        self.decoder.give_up().into_iter().map(typed).collect()
    }
}

fn typed(msg: Msg) -> Event {
    if msg == Msg::Key(Key::Ctrl('z')) { Event::Suspend } else { Event::Typed(msg, since()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An inbox whose keys come over a wire, on which these bytes are.
    fn inbox(typed: &[u8]) -> (Inbox, UnixStream, EventSender) {
        let (mut wire, terminal) = UnixStream::pair().unwrap();
        let (sender, mut inbox) = Inbox::open().unwrap();
        inbox.read_keys_of(terminal.into());
        wire.write_all(typed).unwrap();
        (inbox, wire, sender)
    }

    fn next(inbox: &mut Inbox) -> Event {
        inbox.next(None).unwrap()
    }

    fn key(inbox: &mut Inbox) -> Key {
        match next(inbox) {
            Event::Typed(Msg::Key(key), _) => key,
            event => panic!("{event:?} is no key"),
        }
    }

    #[test]
    fn thousands_of_keys_in_one_go_all_arrive_and_then_that_the_terminal_is_gone() {
        let (mut inbox, wire, _sender) = inbox(&[b'j'; 5000]);
        drop(wire);
        for _ in 0..5000 {
            assert_eq!(key(&mut inbox), Key::Char('j'));
        }
        assert!(matches!(next(&mut inbox), Event::HungUp));
        assert!(inbox.next(Some(Duration::from_millis(1))).is_err(), "that is told once");
    }

    #[test]
    fn a_lone_escape_is_not_held_back() {
        let (mut inbox, _wire, _sender) = inbox(b"\x1b");
        assert_eq!(key(&mut inbox), Key::Esc);
    }

    #[test]
    fn a_lone_escape_is_not_held_back_by_what_other_threads_send() {
        let (mut inbox, _wire, sender) = inbox(b"\x1b");
        let mut events = std::iter::repeat_with(|| {
            sender.send(Event::Displayed);
            next(&mut inbox)
        });
        let other = events.find(|event| !matches!(event, Event::Displayed));
        assert!(matches!(other, Some(Event::Typed(Msg::Key(Key::Esc), _))), "{other:?}");
    }

    #[test]
    fn a_paste_without_an_end_ends_by_itself_and_keys_are_keys_again() {
        let (mut inbox, mut wire, _sender) = inbox(b"\x1b[200~half a paste");
        assert!(matches!(next(&mut inbox), Event::Typed(Msg::Pasted(text), _) if text == "half a paste"));
        wire.write_all(b"j").unwrap();
        assert_eq!(key(&mut inbox), Key::Char('j'));
    }

    #[test]
    fn a_terminal_that_goes_amid_a_key_is_noticed() {
        let (mut inbox, wire, _sender) = inbox(b"\x1b[200~half a paste \x1b[2");
        drop(wire);
        assert!(matches!(next(&mut inbox), Event::HungUp));
    }

    #[test]
    fn what_is_typed_while_the_program_steps_aside_is_left_to_the_shell() {
        let (mut inbox, mut wire, sender) = inbox(b"");
        inbox.set_aside(true);
        wire.write_all(b"j").unwrap();
        sender.send(Event::Resumed);
        assert!(matches!(next(&mut inbox), Event::Resumed));
        assert!(inbox.next(Some(Duration::from_millis(1))).is_err());
        inbox.set_aside(false);
        assert_eq!(key(&mut inbox), Key::Char('j'));
    }

    #[test]
    fn another_thread_wakes_whoever_waits_for_a_key() {
        let (mut inbox, _wire, sender) = inbox(b"");
        let sending = thread::spawn(move || sender.send(Event::Resized));
        assert!(matches!(next(&mut inbox), Event::Resized));
        sending.join().unwrap();
    }

    #[test]
    fn a_key_is_read_before_thousands_of_events_of_other_threads_and_none_of_them_is_lost() {
        let (mut inbox, mut wire, sender) = inbox(b"");
        for _ in 0..100_000 {
            sender.send(Event::Displayed);
        }
        wire.write_all(b"j").unwrap();
        let events: Vec<Event> = (0..100_001).map(|_| next(&mut inbox)).collect();
        let at = events.iter().position(|event| matches!(event, Event::Typed(..))).unwrap();
        assert!(at < 2, "{at} events before the key");
        assert_eq!(events.iter().filter(|event| matches!(event, Event::Displayed)).count(), 100_000);
    }

    #[test]
    fn nobody_is_kept_waiting_longer_than_was_asked() {
        let (mut inbox, _wire, _sender) = inbox(b"");
        assert!(matches!(inbox.next(Some(Duration::from_millis(1))), Err(RecvTimeoutError::Timeout)));
    }

    #[test]
    fn a_terminal_that_the_system_does_not_watch_is_read_all_the_same() {
        let pair = portable_pty::native_pty_system().openpty(portable_pty::PtySize::default()).unwrap();
        let terminal = std::fs::File::options().read(true).write(true).open(pair.master.tty_name().unwrap()).unwrap();
        let mut settings = tcgetattr(&terminal).unwrap();
        settings.make_raw();
        tcsetattr(&terminal, OptionalActions::Now, &settings).unwrap();
        drop(pair.slave);
        let (_sender, mut inbox) = Inbox::open().unwrap();
        inbox.read_keys_of(terminal.into());
        inbox.take_keys(PollFlags::NVAL);
        let mut keyboard = pair.master.take_writer().unwrap();
        keyboard.write_all(b"j\x1b").unwrap();
        assert_eq!(key(&mut inbox), Key::Char('j'));
        assert_eq!(key(&mut inbox), Key::Esc);
        assert!(inbox.next(Some(Duration::from_millis(250))).is_err(), "silence is no key");
        // This writer types a newline and an end of file as it goes, which may be read before the terminal is gone.
        drop(keyboard);
        drop(pair.master);
        let last = std::iter::repeat_with(|| next(&mut inbox)).find(|event| !matches!(event, Event::Typed(..)));
        assert!(matches!(last, Some(Event::HungUp)), "{last:?}");
    }

    #[test]
    fn ctrl_z_asks_the_program_to_step_aside() {
        let (mut inbox, _wire, _sender) = inbox(b"\x1aj");
        assert!(matches!(next(&mut inbox), Event::Suspend));
        assert_eq!(key(&mut inbox), Key::Char('j'));
    }

    #[test]
    fn a_keyboard_that_is_closed_is_read_no_more() {
        let (mut inbox, mut wire, _sender) = inbox(b"");
        inbox.close_keyboard();
        assert!(wire.write_all(b"j").is_err() || inbox.next(Some(Duration::from_millis(1))).is_err());
    }
}
