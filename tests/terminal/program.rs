//! Undercurrent itself at a terminal.

use std::path::Path;
use std::thread;
use std::time::Duration;

use rstest::rstest;
use rustix::process::Signal;
use undercurrent::testing::domain::Answer;
use undercurrent::testing::storage::{Entry, list, read};
use vt100::{Color, Screen};

use crate::home::Home;
use crate::window::{Exit, Window};

/// The keys from the first screen to the first item: begin, for Sales, without a label, in full.
pub const TO_FIRST_ITEM: &str = "\r1\r";

/// The answers to the first items of the only record in `folder`, in the order in which they were asked. None where
/// there is no record.
pub fn answers(folder: &Path) -> Option<Vec<i32>> {
    let entries = list(&folder.join("records")).unwrap();
    let path = entries.first().map(Entry::path)?;
    assert_eq!(entries.len(), 1, "{entries:?}");
    let record = read(path).unwrap();
    let given = &record.responses()[0].answers;
    let value = |answer: &Answer| if let Answer::Value(value) = answer { *value } else { 0 };
    Some(record.questionnaire().asked().map_while(|item| given.get(&item.id)).map(value).collect())
}

/// A window with Undercurrent in it, at the first item, and the folder of its data.
fn at_first_item() -> (Window, Home) {
    let home = Home::new();
    let mut window = Window::open(home.in_terminal(&[]));
    window.send(TO_FIRST_ITEM);
    window.wait_for("1 of 36");
    (window, home)
}

/// Answers the first items one by one, each once it was read.
fn answer(window: &mut Window, digits: &str) {
    for (digit, next) in digits.chars().zip(2..) {
        window.answer(&digit.to_string());
        window.wait_for(&format!("{next} of 36"));
    }
}

#[test]
fn keys_typed_ahead_of_every_screen_come_to_the_first_statement_and_answer_none() {
    let home = Home::new();
    let mut window = Window::open(home.in_terminal(&[]));
    window.send(&format!("{TO_FIRST_ITEM}{}", "12345".repeat(8)));
    window.wait_for("1 of 36");
    window.wait_for("Not taken: this statement has only just come up.");
    answer(&mut window, "4");
    window.send("q");
    assert_eq!(window.exit().code, Some(0));
    window.assert_as_before();
    window.wait_for("Saved in");
    assert_eq!(answers(home.path()).unwrap(), [4]);
}

#[test]
fn a_held_digit_answers_one_statement() {
    let (mut window, home) = at_first_item();
    answer(&mut window, "5");
    for _ in 0..30 {
        window.send("5");
        thread::sleep(Duration::from_millis(33));
    }
    window.send("q");
    assert_eq!(window.exit().code, Some(0));
    assert_eq!(answers(home.path()).unwrap(), [5]);
}

#[test]
fn a_window_too_small_to_show_a_statement_takes_no_answer() {
    let home = Home::new();
    let mut window = Window::open(home.in_terminal(&[]));
    window.resize(30, 8);
    window.wait_for("too small");
    window.send("\r1\r42q");
    assert_eq!(window.exit().code, Some(0));
    assert_eq!(answers(home.path()), None);
}

#[test]
fn what_was_left_half_way_is_gone_on_with_by_an_enter_typed_ahead() {
    let (mut window, home) = at_first_item();
    answer(&mut window, "12");
    window.send("q");
    assert_eq!(window.exit().code, Some(0));
    let mut window = Window::open(home.in_terminal(&[]));
    window.send("\r");
    window.wait_for("3 of 36");
    window.answer("3");
    window.wait_for("4 of 36");
    window.send("q");
    assert_eq!(window.exit().code, Some(0));
    window.wait_for("3 of 36 answered");
    assert_eq!(answers(home.path()).unwrap(), [1, 2, 3]);
}

#[rstest]
#[case(Signal::INT, 130)]
#[case(Signal::TERM, 143)]
#[case(Signal::HUP, 129)]
#[case(Signal::QUIT, 131)]
fn after_a_signal_the_answers_are_saved_and_the_terminal_is_as_it_was(#[case] signal: Signal, #[case] code: u32) {
    let (mut window, home) = at_first_item();
    answer(&mut window, "123");
    window.signal(signal);
    assert_eq!(window.exit().code, Some(code));
    window.assert_as_before();
    window.wait_for("3 of 36 answered");
    assert_eq!(answers(home.path()).unwrap(), [1, 2, 3]);
}

#[test]
fn after_ctrl_c_the_answers_are_saved_and_the_terminal_is_as_it_was() {
    let (mut window, home) = at_first_item();
    answer(&mut window, "123");
    window.send("\x03");
    assert_eq!(window.exit().code, Some(130));
    window.assert_as_before();
    assert_eq!(answers(home.path()).unwrap(), [1, 2, 3]);
}

#[test]
fn after_its_window_was_closed_the_answers_are_saved_and_it_is_gone() {
    let (mut window, home) = at_first_item();
    answer(&mut window, "123");
    window.hang_up();
    let Exit { code, cpu } = window.exit();
    assert_eq!((code, answers(home.path()).unwrap()), (Some(129), vec![1, 2, 3]));
    assert!(cpu.as_millis() < 1000, "it used a processor for {cpu:?}");
}

#[test]
fn where_the_answers_cannot_be_saved_it_says_so_and_ends_with_an_error_and_the_terminal_as_it_was() {
    let home = Home::new();
    std::fs::write(home.path().join("records"), "in the way").unwrap();
    let mut window = Window::open(home.in_terminal(&[]));
    window.send(TO_FIRST_ITEM);
    window.wait_for("1 of 36");
    window.answer("1");
    window.wait_for("Not saved: a part of the path is no folder");
    window.send("\x03\x03");
    assert_eq!(window.exit().code, Some(130));
    window.assert_as_before();
}

#[test]
fn pasted_text_answers_nothing() {
    let (mut window, home) = at_first_item();
    window.send("\x1b[200~345\r\rq\x1b[201~");
    answer(&mut window, "2");
    window.send("q");
    assert_eq!(window.exit().code, Some(0));
    assert_eq!(answers(home.path()).unwrap(), [2]);
}

#[test]
fn while_nobody_types_no_processor_is_used() {
    let (mut window, _home) = at_first_item();
    answer(&mut window, "123");
    window.wait_for("3 answers saved");
    window.wait_for_rest();
}

#[test]
fn without_colours_what_is_strong_still_is() {
    let home = Home::new();
    let mut command = home.in_terminal(&[]);
    command.env("NO_COLOR", "1");
    command.env("COLORTERM", "truecolor");
    let window = Window::open(command);
    window.wait_until("something bold", |screen| cells(screen).any(vt100::Cell::bold));
    window.wait_until("no colour", |screen| {
        cells(screen).all(|cell| (cell.fgcolor(), cell.bgcolor()) == (Color::Default, Color::Default))
    });
}

fn cells(screen: &Screen) -> impl Iterator<Item = &vt100::Cell> {
    let (rows, cols) = screen.size();
    (0..rows).flat_map(move |row| (0..cols).filter_map(move |col| screen.cell(row, col)))
}
