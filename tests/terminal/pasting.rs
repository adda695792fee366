//! What is pasted into Undercurrent at a terminal: text for a field, and never an answer.

use rstest::rstest;

use crate::home::Home;
use crate::program::{TO_FIRST_ITEM, answers};
use crate::window::Window;

/// This text, as a terminal sends it when it is pasted.
fn pasted(text: &str) -> String {
    format!("\x1b[200~{text}\x1b[201~")
}

/// Undercurrent in a window, with this typed before anything is there, and the folder of its data.
fn typed_ahead(keys: &str) -> (Window, Home) {
    let home = Home::new();
    let mut window = Window::open(home.in_terminal(&[]));
    window.send(keys);
    (window, home)
}

/// Answers the first two statements with 2 and 4, once each was read, and leaves.
fn answer_two(window: &mut Window) {
    for (digit, next) in [("2", "2 of 36"), ("4", "3 of 36")] {
        window.answer(digit);
        window.wait_for(next);
    }
    window.send("q");
    assert_eq!(window.exit().code, Some(0));
}

#[rstest]
#[case::digits("345")]
#[case::lines("3\r\n4\r\n5\r\n")]
#[case::a_way_through("\r1\r3x\rq")]
#[case::an_end_of_its_own("3\x1b[201\x1b[A3")]
fn what_is_pasted_ahead_of_the_statements_answers_none_of_them(#[case] text: &str) {
    let (mut window, home) = typed_ahead(&format!("{}{TO_FIRST_ITEM}{}", pasted(text), pasted(text)));
    window.wait_for("1 of 36");
    window.send(&pasted(text));
    answer_two(&mut window);
    assert_eq!(answers(home.path()).unwrap(), [2, 4]);
}

#[test]
fn what_is_pasted_ahead_of_a_resume_answers_nothing() {
    let (mut window, home) = typed_ahead(TO_FIRST_ITEM);
    window.wait_for("1 of 36");
    answer_two(&mut window);
    let mut window = Window::open(home.in_terminal(&[]));
    window.send(&format!("\r{}", pasted("5\r5\r5")));
    window.wait_for("3 of 36");
    window.answer("1");
    window.wait_for("4 of 36");
    window.send("q");
    assert_eq!(window.exit().code, Some(0));
    assert_eq!(answers(home.path()).unwrap(), [2, 4, 1]);
}

#[test]
fn a_name_pasted_ahead_of_its_field_is_in_it_as_one_line_and_takes_nothing_on() {
    let (mut window, home) = typed_ahead(&format!("\r1{}", pasted("EM\nEA\r\n")));
    window.wait_for("▸ EM EA");
    window.send("\r");
    window.wait_for("1 of 36");
    answer_two(&mut window);
    assert_eq!(answers(home.path()).unwrap(), [2, 4]);
    let file = std::fs::read_dir(home.path().join("records")).unwrap().next().unwrap().unwrap().path();
    assert!(std::fs::read_to_string(file).unwrap().contains("label = \"EM EA\""));
}

#[test]
fn a_paste_without_an_end_is_in_its_field_after_a_while_and_its_late_end_answers_nothing() {
    let (mut window, home) = typed_ahead("\r1\x1b[200~EM1\r");
    window.wait_for("▸ EM1");
    window.send("\r");
    window.wait_for("1 of 36");
    window.send("\x1b[201~");
    answer_two(&mut window);
    assert_eq!(answers(home.path()).unwrap(), [2, 4]);
}

#[test]
fn a_paste_without_an_end_on_a_statement_answers_nothing_and_control_c_leaves_it() {
    let (mut window, home) = typed_ahead(TO_FIRST_ITEM);
    window.wait_for("1 of 36");
    window.answer("2");
    window.wait_for("2 of 36");
    window.send("\x1b[200~4\r4\r4\x03");
    assert_eq!(window.exit().code, Some(130));
    window.assert_as_before();
    assert_eq!(answers(home.path()).unwrap(), [2]);
}
