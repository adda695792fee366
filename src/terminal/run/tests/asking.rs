//! What a frame asks, and when a key was typed.

use super::*;

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
