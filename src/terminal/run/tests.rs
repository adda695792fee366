//! How the loop behaves, and what comes with a frame: what it asks, when a key before it was typed, what begins behind it.

use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;
use std::sync::mpsc::{Receiver, channel};

use jiff::Zoned;
use ratatui::backend::TestBackend;
use ratatui::{Frame, Terminal};

use super::*;
use crate::domain::id::Token;
use crate::request::{Revision, StoreReply, StoreRequest};
use crate::terminal::system::gone;

/// Shows the keys typed. `q` leaves, `e` has an effect, Ctrl-C leaves when pressed twice or once saved, `+` gives more
/// room to scroll.
#[derive(Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is another kind of program")]
struct Fake {
    typed: String,
    asked: bool,
    room: u16,
    /// The room grows with every frame.
    restless: bool,
    /// Has the effect of `e` when first drawn.
    curious: bool,
    /// The third frame panics.
    fragile: bool,
    /// Others depend on it.
    busy: bool,
    asking: bool,
    /// How many keys there were when what was asked was displayed, and when that was.
    displayed: Vec<(usize, Duration)>,
    pressed: Vec<Duration>,
    rooms: Vec<u16>,
    frames: Cell<u16>,
}

fn discard() -> Effect {
    Effect::Store(StoreRequest::Discard { target: Token::new(1).into(), finished_too: false })
}

impl Program for Fake {
    fn update(&mut self, msg: Msg, at: &Moment) -> Option<Effect> {
        if let Msg::Key(_) = msg {
            self.pressed.push(at.since);
        }
        match msg {
            Msg::Displayed { asks: Subject::Statement { place, .. } } => {
                self.displayed.push((place, at.since));
                None
            }
            Msg::Key(Key::Char('q')) => Some(Effect::Quit),
            Msg::Key(Key::Char('e')) => Some(discard()),
            Msg::Key(Key::Ctrl('c')) => std::mem::replace(&mut self.asked, true).then_some(Effect::Quit),
            Msg::Store(StoreReply::Saved { .. }) if self.asked => Some(Effect::Quit),
            Msg::Key(Key::Char(typed)) => {
                self.typed.push(typed);
                self.room += u16::from(typed == '+');
                None
            }
            Msg::Drawn(Drawn { room, .. }) => {
                self.rooms.push(room);
                (self.curious && self.rooms.len() == 1).then_some(discard())
            }
            _ => None,
        }
    }

    fn draw(&self, frame: &mut Frame<'_>) -> Picture {
        self.frames.update(|frames| frames + 1);
        assert!(!self.fragile || self.frames.get() < 3, "the third frame panics");
        frame.render_widget(self.typed.as_str(), frame.area());
        let room = if self.restless { self.frames.get() } else { self.room };
        let place = self.typed.len();
        let asks = Subject::Statement { record: Token::new(1), round: 1, place };
        Picture { drawn: Drawn { room, page: 0, legible: true }, asks: self.asking.then_some(asks) }
    }

    fn may_pause(&self) -> bool {
        !self.busy
    }
}

fn moment() -> Moment {
    Moment { now: Zoned::default(), chance: [0, 0], since: Duration::ZERO }
}

fn screen() -> Terminal<TestBackend> {
    Terminal::new(TestBackend::new(8, 1)).unwrap()
}

/// An event a character: a key, but for Ctrl-C (`^`), the answer to the effect of `e` (`!`), that a state is saved (`s`),
/// another size of the window (`~`), stepping aside and coming back (`<` and `>`), and a frame that was written (`.`).
fn keys(typed: &str) -> Vec<Event> {
    let event = |c| match c {
        '^' => Event::Msg(Msg::Key(Key::Ctrl('c'))),
        '!' => discarded(Ok(())),
        's' => {
            let (id, revision) = (Token::new(1), Revision(1));
            Event::Msg(Msg::Store(StoreReply::Saved { id, revision, result: Ok(None) }))
        }
        '~' => Event::Resized,
        '<' => Event::Suspend,
        '>' => Event::Resumed,
        '.' => Event::Displayed,
        key => Event::Msg(Msg::Key(Key::Char(key))),
    };
    typed.chars().map(event).collect()
}

/// The answer to the effect of `e`.
fn discarded(result: Result<(), String>) -> Event {
    Event::Msg(Msg::Store(StoreReply::Discarded { id: Token::new(1), result }))
}

/// A queue that holds these events, and to which none will come.
fn queued(events: Vec<Event>) -> Receiver<Event> {
    let (sender, queue) = channel();
    for event in events {
        sender.send(event).unwrap();
    }
    queue
}

/// Runs `program` with these events waiting from the start.
fn played(program: &mut Fake, display: &mut impl Display, waiting: Vec<Event>) -> (Ending, Vec<Effect>) {
    let mut effects = Vec::new();
    let mut world = World { effects: &mut |effect| effects.push(effect), clock: &moment };
    let ending = run(program, display, &mut queued(waiting), &mut world);
    (ending, effects)
}

/// How a usual program ends, what it wanted, and what was typed in it.
fn usual(waiting: Vec<Event>) -> (Ending, Vec<Effect>, String) {
    let mut program = Fake::default();
    let (ending, effects) = played(&mut program, &mut screen(), waiting);
    (ending, effects, program.typed)
}

#[test]
fn keys_typed_ahead_all_arrive_and_are_drawn_at_once() {
    let (mut program, mut screen) = (Fake::default(), screen());
    played(&mut program, &mut screen, keys("abcdfghi"));
    screen.backend().assert_buffer_lines(["abcdfghi"]);
    assert_eq!(program.frames.get(), 3, "the first, the one after the first room was told, and the one after all keys");
}

#[test]
fn what_the_program_wants_done_is_done_in_order_and_leaving_ends_the_loop() {
    assert_eq!(usual(keys("aee!!bqe")), (Ending::Left, vec![discard(), discard()], "ab".to_owned()));
}

#[test]
fn keys_typed_ahead_of_an_answer_wait_for_the_screen_that_it_brings() {
    assert_eq!(usual(keys("aebc")).2, "a");
    let (_, effects, typed) = usual(keys("aebecd!!f"));
    assert_eq!((typed.as_str(), effects.len()), ("abcdf", 2));
}

#[test]
fn what_a_program_wants_from_the_start_it_wants_before_the_first_key() {
    let (mut program, mut display) = (Fake { curious: true, ..Fake::default() }, Noted::new(false));
    let (_, effects) = played(&mut program, &mut display, keys("ab!"));
    assert_eq!((program.typed.as_str(), effects.len()), ("ab", 1));
    let mut program = Fake { curious: true, ..Fake::default() };
    played(&mut program, &mut display, keys("ab"));
    assert_eq!(program.typed, "", "they wait for the answer");
}

#[test]
fn keys_typed_ahead_of_a_screen_that_does_not_come_are_dropped() {
    let refused = [keys("aeb"), vec![discarded(Err("why".into()))], keys("c")];
    assert_eq!(usual(refused.into_iter().flatten().collect()).2, "ac");
}

#[test]
fn ctrl_c_waits_for_nothing_and_leaving_by_it_is_told_apart_from_leaving_otherwise() {
    let ending = |typed| usual(keys(typed)).0;
    assert_eq!(["eb^^", "^^", "^s"].map(ending), [const { Ending::Interrupted }; 3]);
    assert_eq!(ending("^q"), Ending::Left);
}

#[test]
fn a_signal_ends_the_loop_after_the_keys_before_it() {
    let waiting = [keys("ab"), vec![Event::Signal(15)], keys("cd")];
    let (ending, _, typed) = usual(waiting.into_iter().flatten().collect());
    assert_eq!((ending, typed.as_str()), (Ending::Signal(15), "ab"));
}

#[test]
fn a_terminal_that_is_gone_a_panic_and_a_failed_write_end_the_loop() {
    let ending = |event| usual(vec![event]).0;
    assert_eq!(ending(Event::HungUp), Ending::HungUp);
    assert_eq!(ending(Event::Panicked), Ending::Panicked(String::new()));
    assert_eq!(ending(Event::Broken(io::Error::other("why"))), Ending::Broken("why".into()));
    assert_eq!(ending(Event::Broken(gone())), Ending::HungUp);
}

#[test]
fn the_room_to_scroll_is_told_when_it_changes_and_one_that_never_settles_does_not_lead_to_frames_for_ever() {
    let mut program = Fake::default();
    played(&mut program, &mut screen(), keys("a+b"));
    assert_eq!((program.rooms, program.frames.get()), (vec![0, 1], 4), "the frame after is drawn with it");
    let mut program = Fake { restless: true, ..Fake::default() };
    played(&mut program, &mut screen(), keys("a"));
    assert_eq!(program.frames.get(), 4);
}

#[test]
fn a_window_of_another_size_is_drawn_anew() {
    let mut screen = screen();
    screen.backend_mut().resize(4, 1);
    played(&mut Fake::default(), &mut screen, keys("abcdfghi~"));
    screen.backend().assert_buffer_lines(["abcd"]);
}

type Notes = Rc<RefCell<Vec<&'static str>>>;

/// A display that notes what is asked of it, and takes frames or not.
#[derive(Clone)]
struct Noted {
    ready: Rc<Cell<bool>>,
    notes: Notes,
}

impl Noted {
    fn new(ready: bool) -> Self {
        Self { ready: Rc::new(Cell::new(ready)), notes: Notes::default() }
    }

    fn note(&self, what: &'static str) {
        self.notes.borrow_mut().push(what);
    }
}

impl Display for Noted {
    fn ready(&self) -> bool {
        self.ready.get()
    }

    fn draw(&mut self, view: &mut dyn FnMut(&mut Frame<'_>)) -> io::Result<()> {
        self.note("draw");
        Display::draw(&mut screen(), view)
    }

    fn resize(&mut self) -> io::Result<()> {
        self.note("resize");
        Ok(())
    }

    fn suspend(&mut self) -> io::Result<bool> {
        self.note("suspend");
        Ok(true)
    }

    fn resume(&mut self) -> io::Result<()> {
        self.note("resume");
        Ok(())
    }
}

#[test]
fn while_the_display_stands_still_keys_are_taken_and_effects_done() {
    let (mut program, mut display) = (Fake::default(), Noted::new(false));
    let (ending, effects) = played(&mut program, &mut display, keys("abeq!"));
    assert_eq!((ending, effects.len(), program.typed.as_str()), (Ending::Left, 1, "ab"));
    assert_eq!(display.notes.take(), ["draw"], "the first frame is drawn whatever comes");
}

/// Runs `program` on a display that stands still until the first effect is done, and then is displayed.
fn moved_on(program: &mut Fake, waiting: Vec<Event>) -> Vec<&'static str> {
    let mut display = Noted::new(false);
    let (sender, mut events) = channel();
    for event in waiting {
        sender.send(event).unwrap();
    }
    let (ready, mut sender) = (Rc::clone(&display.ready), Some(sender));
    let mut effects = |_| {
        ready.set(true);
        sender.take().unwrap().send(Event::Displayed).unwrap();
    };
    run(program, &mut display, &mut events, &mut World { effects: &mut effects, clock: &moment });
    display.notes.take()
}

#[test]
fn once_the_display_moves_on_the_state_as_it_is_then_is_drawn() {
    assert_eq!(moved_on(&mut Fake::default(), keys("ae~")), ["draw", "resize", "draw"]);
}

#[test]
fn what_the_program_wants_done_is_done_even_where_drawing_panics() {
    let mut events = queued(keys("e"));
    let (mut program, mut effects) = (Fake { fragile: true, ..Fake::default() }, Vec::new());
    let mut world = World { effects: &mut |effect| effects.push(effect), clock: &moment };
    let running = AssertUnwindSafe(|| run(&mut program, &mut screen(), &mut events, &mut world));
    assert!(catch_unwind(running).is_err());
    assert_eq!(effects, [discard()]);
}

/// What is asked of a display that takes every frame.
fn notes(mut program: Fake, typed: &str) -> Vec<&'static str> {
    let mut display = Noted::new(true);
    played(&mut program, &mut display, keys(typed));
    display.notes.take()
}

#[test]
fn stepping_aside_and_coming_back_happen_in_turn_and_nothing_is_drawn_between() {
    assert_eq!(notes(Fake::default(), "<>"), ["draw", "draw", "suspend", "resume", "draw"]);
    assert_eq!(notes(Fake::default(), "<a~>"), ["draw", "draw", "suspend", "resume", "resize", "draw"]);
}

#[test]
fn a_program_that_others_depend_on_does_not_step_aside() {
    let notes = notes(Fake { busy: true, ..Fake::default() }, "<");
    assert_eq!(notes, ["draw", "draw", "draw"], "what it says about that is drawn");
}

#[test]
fn a_frame_that_reached_the_terminal_leads_to_no_other() {
    assert_eq!(notes(Fake::default(), ".."), ["draw", "draw"]);
}

/// Runs a program that asks for every key, by a clock that counts how often it is asked; `ready` says whether frames are
/// written.
fn asked(ready: bool, waiting: Vec<Event>) -> Fake {
    let ticks = Cell::new(0);
    let clock = || {
        ticks.set(ticks.get() + 1);
        Moment { since: Duration::from_secs(ticks.get()), ..moment() }
    };
    let mut program = Fake { asking: true, ..Fake::default() };
    let mut world = World { effects: &mut |_| {}, clock: &clock };
    run(&mut program, &mut Noted::new(ready), &mut queued(waiting), &mut world);
    program
}

#[test]
fn what_a_frame_asks_is_told_once_that_frame_is_written_and_not_before() {
    let program = asked(true, keys("a"));
    let counts: Vec<usize> = program.displayed.iter().map(|(keys, _)| *keys).collect();
    assert_eq!(counts, [0, 0, 1], "of the first frame, of the one with the room known, and of that after the key");
    assert!(program.displayed.is_sorted_by_key(|(_, at)| *at), "each with its own moment");
    let program = asked(false, keys("ab"));
    assert_eq!((program.displayed, program.typed.as_str()), (vec![], "ab"));
}

#[test]
fn what_a_frame_asked_that_is_written_at_last_is_what_is_told() {
    let mut program = Fake { asking: true, ..Fake::default() };
    moved_on(&mut program, keys("ae"));
    assert_eq!(program.displayed.first().map(|(keys, _)| *keys), Some(0), "the frame was drawn before the key");
    assert_eq!(program.displayed.last().map(|(keys, _)| *keys), Some(1));
}

#[test]
fn a_key_has_the_moment_at_which_it_was_typed_however_long_it_waited() {
    let typed = |c, at| Event::Typed(Msg::Key(Key::Char(c)), Duration::from_millis(at));
    let program = asked(true, vec![typed('a', 1), typed('e', 2), typed('b', 3), discarded(Ok(()))]);
    assert_eq!(program.pressed, [1, 2, 3].map(Duration::from_millis));
}

/// Does effects, and notes them among what is asked of the display.
struct Late {
    display: Noted,
    refuses: bool,
}

impl Effects for Late {
    fn begin(&mut self) -> ControlFlow<()> {
        self.display.note("begin");
        if self.refuses { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    fn take(&mut self, _: Effect) {
        self.display.note("take");
    }
}

/// Runs a program that wants something with its first frame.
fn begun(refuses: bool) -> Vec<&'static str> {
    let mut display = Noted::new(true);
    let mut effects = Late { display: display.clone(), refuses };
    let mut program = Fake { curious: true, ..Fake::default() };
    let mut world = World { effects: &mut effects, clock: &moment };
    assert_eq!(run(&mut program, &mut display, &mut queued(keys("!q")), &mut world), Ending::Left);
    display.notes.take()
}

#[test]
fn what_does_the_effects_begins_once_behind_the_first_frame_and_where_it_cannot_the_loop_ends() {
    assert_eq!(begun(false), ["draw", "begin", "draw", "take"]);
    assert_eq!(begun(true), ["draw", "begin"]);
}
