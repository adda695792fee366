//! How the loop behaves.

use std::cell::Cell;
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
    /// Asks for the next key.
    asking: bool,
    /// How many keys there were when what was asked was displayed, and when that was.
    displayed: Vec<(usize, Duration)>,
    /// When keys were pressed.
    pressed: Vec<Duration>,
    rooms: Vec<u16>,
    frames: Cell<u16>,
}

fn discard() -> Effect {
    Effect::Store(StoreRequest::Discard { target: Token::new(1).into(), finished_too: false })
}

fn saved() -> Event {
    Event::Msg(Msg::Store(StoreReply::Saved { id: Token::new(1), revision: Revision(1), result: Ok(None) }))
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

fn keys(typed: &str) -> Vec<Event> {
    typed.chars().map(|c| Event::Msg(Msg::Key(Key::Char(c)))).collect()
}

/// The answer to the effect of `e`.
fn done() -> Event {
    Event::Msg(Msg::Store(StoreReply::Discarded { id: Token::new(1), result: Ok(()) }))
}

fn ctrl_c() -> Event {
    Event::Msg(Msg::Key(Key::Ctrl('c')))
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

#[test]
fn keys_typed_ahead_all_arrive_and_are_drawn_at_once() {
    let (mut program, mut screen) = (Fake::default(), screen());
    played(&mut program, &mut screen, keys("abcdfghi"));
    screen.backend().assert_buffer_lines(["abcdfghi"]);
    assert_eq!(program.frames.get(), 3, "the first, the one after the first room was told, and the one after all keys");
}

#[test]
fn what_the_program_wants_done_is_done_in_order_and_leaving_ends_the_loop() {
    let mut program = Fake::default();
    let waiting = keys("aee").into_iter().chain([done(), done()]).chain(keys("bqe")).collect();
    let (ending, effects) = played(&mut program, &mut screen(), waiting);
    assert_eq!(effects, [discard(), discard()]);
    assert_eq!((ending, program.typed.as_str()), (Ending::Left, "ab"));
}

#[test]
fn keys_typed_ahead_of_an_answer_wait_for_the_screen_that_it_brings() {
    let mut program = Fake::default();
    played(&mut program, &mut screen(), keys("aebc"));
    assert_eq!(program.typed, "a");
    let mut program = Fake::default();
    let waiting = keys("aebecd").into_iter().chain([done(), done()]).chain(keys("f")).collect();
    let (_, effects) = played(&mut program, &mut screen(), waiting);
    assert_eq!((program.typed.as_str(), effects.len()), ("abcdf", 2));
}

#[test]
fn what_a_program_wants_from_the_start_it_wants_before_the_first_key() {
    let (mut program, mut display) = (Fake { curious: true, ..Fake::default() }, Noted::new(false));
    let waiting = keys("ab").into_iter().chain([done()]).collect();
    let (_, effects) = played(&mut program, &mut display, waiting);
    assert_eq!((program.typed.as_str(), effects.len()), ("ab", 1));
    let mut program = Fake { curious: true, ..Fake::default() };
    played(&mut program, &mut display, keys("ab"));
    assert_eq!(program.typed, "", "they wait for the answer");
}

#[test]
fn keys_typed_ahead_of_a_screen_that_does_not_come_are_dropped() {
    let mut program = Fake::default();
    let refused = Event::Msg(Msg::Store(StoreReply::Discarded { id: Token::new(1), result: Err("why".into()) }));
    played(&mut program, &mut screen(), keys("aeb").into_iter().chain([refused]).chain(keys("c")).collect());
    assert_eq!(program.typed, "ac");
}

#[test]
fn ctrl_c_waits_for_nothing() {
    let waiting = keys("eb").into_iter().chain([ctrl_c(), ctrl_c()]).collect();
    assert_eq!(played(&mut Fake::default(), &mut screen(), waiting).0, Ending::Interrupted);
}

#[test]
fn leaving_by_ctrl_c_is_told_apart_from_leaving_otherwise() {
    let ending = |events| played(&mut Fake::default(), &mut screen(), events).0;
    assert_eq!(ending(vec![ctrl_c(), ctrl_c()]), Ending::Interrupted);
    assert_eq!(ending(vec![ctrl_c(), saved()]), Ending::Interrupted);
    assert_eq!(ending(vec![ctrl_c(), keys("q").remove(0)]), Ending::Left);
}

#[test]
fn a_signal_ends_the_loop_after_the_keys_before_it() {
    let mut program = Fake::default();
    let waiting = keys("ab").into_iter().chain([Event::Signal(15)]).chain(keys("cd")).collect();
    let (ending, _) = played(&mut program, &mut screen(), waiting);
    assert_eq!((ending, program.typed.as_str()), (Ending::Signal(15), "ab"));
}

#[test]
fn a_terminal_that_is_gone_a_panic_and_a_failed_write_end_the_loop() {
    let ending = |event| played(&mut Fake::default(), &mut screen(), vec![event]).0;
    assert_eq!(ending(Event::HungUp), Ending::HungUp);
    assert_eq!(ending(Event::Panicked), Ending::Panicked(String::new()));
    assert_eq!(ending(Event::Broken(io::Error::other("why"))), Ending::Broken("why".into()));
    assert_eq!(ending(Event::Broken(gone())), Ending::HungUp);
}

#[test]
fn the_room_to_scroll_is_told_when_it_changes_and_the_frame_after_is_drawn_with_it() {
    let mut program = Fake::default();
    played(&mut program, &mut screen(), keys("a+b"));
    assert_eq!(program.rooms, [0, 1]);
    assert_eq!(program.frames.get(), 4);
}

#[test]
fn a_view_whose_room_never_settles_is_not_drawn_for_ever() {
    let mut program = Fake { restless: true, ..Fake::default() };
    played(&mut program, &mut screen(), keys("a"));
    assert_eq!(program.frames.get(), 4);
}

#[test]
fn a_window_of_another_size_is_drawn_anew() {
    let mut screen = screen();
    screen.backend_mut().resize(4, 1);
    let waiting = keys("abcdfghi").into_iter().chain([Event::Resized]).collect();
    played(&mut Fake::default(), &mut screen, waiting);
    screen.backend().assert_buffer_lines(["abcd"]);
}

/// A display that notes what is asked of it, and takes frames or not.
struct Noted {
    ready: Rc<Cell<bool>>,
    notes: Vec<&'static str>,
}

impl Noted {
    fn new(ready: bool) -> Self {
        Self { ready: Rc::new(Cell::new(ready)), notes: Vec::new() }
    }
}

impl Display for Noted {
    fn ready(&self) -> bool {
        self.ready.get()
    }

    fn draw(&mut self, view: &mut dyn FnMut(&mut Frame<'_>)) -> io::Result<()> {
        self.notes.push("draw");
        Display::draw(&mut screen(), view)
    }

    fn resize(&mut self) -> io::Result<()> {
        self.notes.push("resize");
        Ok(())
    }

    fn suspend(&mut self) -> io::Result<bool> {
        self.notes.push("suspend");
        Ok(true)
    }

    fn resume(&mut self) -> io::Result<()> {
        self.notes.push("resume");
        Ok(())
    }
}

#[test]
fn while_the_display_stands_still_keys_are_taken_and_effects_done() {
    let (mut program, mut display) = (Fake::default(), Noted::new(false));
    let (ending, effects) = played(&mut program, &mut display, keys("abeq").into_iter().chain([done()]).collect());
    assert_eq!((ending, effects.len(), program.typed.as_str()), (Ending::Left, 1, "ab"));
    assert_eq!(display.notes, ["draw"], "the first frame is drawn whatever comes");
}

/// Runs `program` on a display that stands still until the first effect is done, and then is displayed.
fn moved_on(program: &mut Fake, waiting: Vec<Event>) -> Noted {
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
    display
}

#[test]
fn once_the_display_moves_on_the_state_as_it_is_then_is_drawn() {
    let display = moved_on(&mut Fake::default(), keys("ae").into_iter().chain([Event::Resized]).collect());
    assert_eq!(display.notes, ["draw", "resize", "draw"]);
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

#[test]
fn stepping_aside_and_coming_back_happen_in_turn() {
    let mut display = Noted::new(true);
    played(&mut Fake::default(), &mut display, vec![Event::Suspend, Event::Resumed]);
    assert_eq!(display.notes, ["draw", "draw", "suspend", "resume", "draw"]);
}

#[test]
fn nothing_is_drawn_between_stepping_aside_and_coming_back() {
    let mut display = Noted::new(true);
    let meanwhile = keys("a").into_iter().chain([Event::Resized]);
    let events = [Event::Suspend].into_iter().chain(meanwhile).chain([Event::Resumed]).collect();
    played(&mut Fake::default(), &mut display, events);
    assert_eq!(display.notes, ["draw", "draw", "suspend", "resume", "resize", "draw"]);
}

#[test]
fn a_program_that_others_depend_on_does_not_step_aside() {
    let mut display = Noted::new(true);
    played(&mut Fake { busy: true, ..Fake::default() }, &mut display, vec![Event::Suspend]);
    assert_eq!(display.notes, ["draw", "draw", "draw"], "what it says about that is drawn");
}

#[test]
fn a_frame_that_reached_the_terminal_leads_to_no_other() {
    let mut display = Noted::new(true);
    played(&mut Fake::default(), &mut display, vec![Event::Displayed, Event::Displayed]);
    assert_eq!(display.notes, ["draw", "draw"]);
}

/// Runs a program that asks for every key, by a clock that counts how often it is asked; `display` says when a frame is
/// written.
fn asked(display: &mut impl Display, waiting: Vec<Event>) -> Fake {
    let ticks = Cell::new(0);
    let clock = || {
        ticks.set(ticks.get() + 1);
        Moment { since: Duration::from_secs(ticks.get()), ..moment() }
    };
    let mut program = Fake { asking: true, ..Fake::default() };
    run(&mut program, display, &mut queued(waiting), &mut World { effects: &mut |_| {}, clock: &clock });
    program
}

#[test]
fn what_a_frame_asks_is_told_once_that_frame_is_written() {
    let program = asked(&mut Noted::new(true), keys("a"));
    let told: Vec<usize> = program.displayed.iter().map(|(keys, _)| *keys).collect();
    assert_eq!(told, [0, 0, 1], "of the first frame, of the one with the room known, and of that after the key");
    assert!(program.displayed.is_sorted_by_key(|(_, at)| *at), "each with its own moment");
}

#[test]
fn what_a_frame_on_its_way_asks_is_not_told() {
    let program = asked(&mut Noted::new(false), keys("ab"));
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
    let waiting = vec![typed('a', 1), typed('e', 2), typed('b', 3), done()];
    let program = asked(&mut Noted::new(true), waiting);
    assert_eq!(program.pressed, [1, 2, 3].map(Duration::from_millis));
}

/// Does effects, and notes how many frames there were by then.
#[derive(Default)]
struct Late<'a> {
    frames: Option<&'a Cell<u16>>,
    notes: Vec<(&'static str, u16)>,
    refuses: bool,
}

impl Late<'_> {
    fn note(&mut self, what: &'static str) {
        self.notes.push((what, self.frames.map_or(0, Cell::get)));
    }
}

impl Effects for Late<'_> {
    fn begin(&mut self) -> ControlFlow<()> {
        self.note("begin");
        if self.refuses { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    fn take(&mut self, _: Effect) {
        self.note("take");
    }
}

/// A display that counts its frames.
struct Counting<'a>(&'a Cell<u16>);

impl Display for Counting<'_> {
    fn draw(&mut self, view: &mut dyn FnMut(&mut Frame<'_>)) -> io::Result<()> {
        self.0.update(|frames| frames + 1);
        Display::draw(&mut screen(), view)
    }

    fn resize(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Runs a program that wants something with its first frame.
fn begun(effects: &mut Late<'_>, frames: &Cell<u16>) -> Ending {
    let waiting = [done()].into_iter().chain(keys("q")).collect();
    let mut program = Fake { curious: true, ..Fake::default() };
    run(&mut program, &mut Counting(frames), &mut queued(waiting), &mut World { effects, clock: &moment })
}

#[test]
fn what_does_the_effects_begins_once_behind_the_first_frame_and_before_anything_is_done() {
    let frames = Cell::new(0);
    let mut effects = Late { frames: Some(&frames), ..Late::default() };
    assert_eq!(begun(&mut effects, &frames), Ending::Left);
    assert_eq!(effects.notes, [("begin", 1), ("take", 2)]);
}

#[test]
fn where_it_cannot_begin_the_loop_ends() {
    let frames = Cell::new(0);
    let mut effects = Late { frames: Some(&frames), refuses: true, ..Late::default() };
    assert_eq!(begun(&mut effects, &frames), Ending::Left);
    assert_eq!((frames.get(), effects.notes), (1, vec![("begin", 1)]));
}
