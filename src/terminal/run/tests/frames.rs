//! What comes with a frame: what it asks, when a key before it was typed, and what begins behind it.

use super::*;
use crate::terminal::event::Effects;

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
