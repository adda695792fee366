//! Whatever ends it, what was typed is saved and the terminal is as it was.

use std::fs;

use rstest::rstest;
use rustix::process::Signal;
use tempfile::TempDir;

use crate::fake::{GIVE_UP, fake};
use crate::window::{Exit, Window, wait_until};

/// The fake program in its window, three keys typed and saved.
struct Stage {
    window: Window,
    folder: TempDir,
}

fn stage() -> Stage {
    let folder = tempfile::tempdir().unwrap();
    let mut window = Window::open(fake(&folder.path().join("saved")));
    window.wait_for("0 typed");
    window.send("abc");
    window.wait_for("3 typed, 3 saved");
    Stage { window, folder }
}

impl Stage {
    /// The exit code, once the terminal is as it was and what was typed is saved.
    fn code_of_an_orderly_end(&mut self, saved: usize) -> Option<u32> {
        let exit = self.window.exit();
        self.window.assert_as_before();
        assert_eq!(self.saved(), saved);
        exit.code
    }

    fn saved(&self) -> usize {
        fs::read_to_string(self.folder.path().join("saved")).ok().and_then(|count| count.parse().ok()).unwrap_or(0)
    }

    fn wait_for_saved(&self, count: usize) {
        wait_until("the keys are saved", || self.saved() == count);
    }
}

#[test]
fn after_leaving_the_terminal_is_as_it_was() {
    let mut stage = stage();
    stage.window.wait_until("the alternate screen", |screen| screen.alternate_screen() && screen.bracketed_paste());
    stage.window.send("q");
    assert_eq!(stage.code_of_an_orderly_end(3), Some(0));
    stage.window.wait_for("ended: Left");
}

#[test]
fn a_session_that_never_runs_gives_the_terminal_back_too() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = fake(&folder.path().join("saved"));
    command.env(GIVE_UP, "1");
    let mut window = Window::open(command);
    assert_eq!(window.exit().code, Some(1));
    window.assert_as_before();
    window.wait_for("gave up");
}

#[rstest]
#[case(Signal::INT, 130)]
#[case(Signal::TERM, 143)]
#[case(Signal::HUP, 129)]
#[case(Signal::QUIT, 131)]
fn after_a_signal_the_terminal_is_as_it_was(#[case] signal: Signal, #[case] code: u32) {
    let mut stage = stage();
    stage.window.signal(signal);
    assert_eq!(stage.code_of_an_orderly_end(3), Some(code));
}

#[test]
fn ctrl_c_is_left_to_the_program_and_leaves_like_the_signal() {
    let mut stage = stage();
    stage.window.send("\x03");
    assert_eq!(stage.code_of_an_orderly_end(3), Some(130));
}

#[rstest]
#[case("P", "panicked while <U+001B>[31mupdating at tests")]
#[case("D", "panicked while drawing at tests")]
#[case("T", "panicked elsewhere at tests")]
fn a_panic_on_any_thread_is_an_orderly_end_and_told_after_it(#[case] key: &str, #[case] said: &str) {
    let mut stage = stage();
    stage.window.send(key);
    assert_eq!(stage.code_of_an_orderly_end(3), Some(1));
    stage.window.wait_until(said, |screen| screen.contents().replace('\n', "").contains(said));
}

#[test]
fn a_panic_where_phones_are_served_is_theirs_to_catch_and_ends_nothing() {
    let mut stage = stage();
    stage.window.send("Sd");
    stage.window.wait_for("4 typed, 4 saved");
    stage.window.send("q");
    assert_eq!(stage.code_of_an_orderly_end(4), Some(0));
    stage.window.wait_for("ended: Left");
}

#[test]
fn keys_typed_before_the_program_is_there_and_in_one_long_burst_all_arrive() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = Window::open(fake(&folder.path().join("saved")));
    window.send("ab\n");
    window.wait_for("3 typed, 2 saved");
    window.send(&"\r".repeat(3000));
    window.wait_for("3003 typed, 2 saved");
}

#[test]
fn pasted_text_is_no_keys() {
    let mut stage = stage();
    stage.window.send("\x1b[200~qPD\x1b[201~");
    stage.window.wait_for("abc[qPD]");
}

#[test]
fn the_program_takes_up_every_new_size() {
    let mut stage = stage();
    for (cols, rows) in [(20, 5), (200, 60), (40, 12)] {
        stage.window.resize(cols, rows);
    }
    stage.window.wait_for("at 40x12");
    stage.window.send("q");
    assert_eq!(stage.code_of_an_orderly_end(3), Some(0));
}

#[test]
fn while_nothing_happens_no_processor_is_used() {
    stage().window.wait_for_rest();
}

#[rstest]
#[case("")]
#[case("\x1b[")]
#[case("\x1b[200~half a paste")]
fn a_closed_window_ends_it_with_all_saved(#[case] left: &str) {
    let mut stage = stage();
    stage.window.send(left);
    stage.window.hang_up();
    let Exit { code, cpu } = stage.window.exit();
    assert_eq!((code, stage.saved()), (Some(129), 3));
    assert!(cpu.as_millis() < 1000, "it used a processor for {cpu:?}");
}

/// The fake program in a window that does not read, with more to show than the terminal takes unread.
fn stalled() -> Stage {
    let stage = stage();
    stage.window.resize(400, 250);
    stage.window.wait_for("at 400x250");
    stage.window.read(false);
    stage
}

#[test]
fn while_the_display_stands_still_every_key_counts() {
    let mut stage = stalled();
    stage.window.send("defq");
    assert_eq!((stage.window.exit().code, stage.saved()), (Some(0), 6));
}

#[test]
fn while_the_display_stands_still_a_signal_ends_it() {
    let mut stage = stalled();
    stage.window.send("d");
    stage.wait_for_saved(4);
    stage.window.signal(Signal::TERM);
    assert_eq!((stage.window.exit().code, stage.saved()), (Some(143), 4));
}

#[test]
fn while_the_display_stands_still_closing_the_window_ends_it() {
    let mut stage = stalled();
    stage.window.send("d");
    stage.wait_for_saved(4);
    stage.window.hang_up();
    assert_eq!((stage.window.exit().code, stage.saved()), (Some(129), 4));
}
