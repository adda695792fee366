//! A display that stands still.

use std::cell::{Cell, RefCell};
use std::thread;

use crate::home::Home;
use crate::room::{answer, items};
use crate::window::wait_until;

/// People who answer at once, and what each of them answers: more than a thousand in all.
const PEOPLE: usize = 10;
const ANSWERS: usize = 102;

#[test]
fn a_stalled_display_never_stalls_saving() {
    let home = Home::new();
    let mut hosted = home.host(&[]);
    hosted.start();
    let participants: Vec<_> = (0..PEOPLE).map(|_| hosted.somebody("sales")).collect();
    hosted.window.read(false);
    let window = RefCell::new(hosted.window);
    let full = Cell::new(0);
    wait_until("what is drawn waits for a reader", || {
        // The code in full, or back: much to draw. One last read may have been under way, so twice it must be full.
        window.borrow_mut().send("f");
        full.set(if window.borrow().is_full() { full.get() + 1 } else { 0 });
        full.get() == 2
    });
    thread::scope(|scope| {
        for participant in &participants {
            scope.spawn(|| {
                for (number, item) in (0..ANSWERS).zip(items().iter().cycle()) {
                    let seq = u64::try_from(number).unwrap() + 1;
                    assert_eq!(answer(participant, item, seq, 3).seq, seq);
                }
            });
        }
    });
    let mut window = window.into_inner();
    assert!(window.is_full(), "nobody has read meanwhile");
    window.read(true);
    window.wait_for_rest();
    if window.contents().contains("Esc back") {
        window.send("f");
    }
    window.wait_for("10 of 10 have finished");
    window.send("q");
    window.wait_for("y leave");
    window.answer("y");
    assert_eq!(window.exit().code, Some(0));
}
