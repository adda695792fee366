//! One laptop passed round: the program itself, without a network.

use undercurrent::testing::domain::{Answer, Response};
use undercurrent::testing::storage::read;

use crate::home::Home;

#[test]
fn two_people_answer_one_after_the_other_and_the_record_holds_both() {
    let home = Home::new();
    let mut laptop = home.kiosk(&["--pulse"]);
    laptop.press("start", "\r");
    laptop.press("next person", "n");
    laptop.press("Which side do you answer for?", "1");
    for item in 1..=9 {
        laptop.window.wait_for(&format!("{item} of 9"));
        laptop.window.answer("5");
    }
    laptop.window.wait_for("9 answers saved with the session");
    laptop.press("One more minute", "\t");
    laptop.press("Thank you", "\r");
    laptop.press("Which side do you answer for?", "2");
    for (item, digit) in [(1, "1"), (2, "2")] {
        laptop.window.wait_for(&format!("{item} of 9"));
        laptop.window.answer(digit);
    }
    laptop.window.wait_for("2 answers saved with the session");
    laptop.window.confirm("q", "Stop here and hand the laptop back?");
    laptop.press("2 of 9 statements are answered", "\u{1b}");
    laptop.press("1 of 2 has finished", "c");
    laptop.press("reveal", "\r");
    laptop.end("discuss");
    let record = read(&home.kept()[0]).unwrap();
    let mut people: Vec<_> =
        record.responses().iter().map(|response| (response.side.as_str(), response.answers.len())).collect();
    people.sort_unstable();
    assert_eq!(people, [("marketing", 2), ("sales", 9)]);
    let sales = record.responses().iter().find(|response| response.side.as_str() == "sales").unwrap();
    assert!(sales.answers.values().all(|answer| *answer == Answer::Value(5)));
}

#[test]
fn whoever_answers_just_as_the_person_before_is_a_person_of_their_own() {
    let home = Home::new();
    let mut laptop = home.kiosk(&["--pulse"]);
    laptop.press("start", "\r");
    laptop.press("next person", "n");
    for so_far in 1..=2 {
        laptop.press("Which side do you answer for?", "1");
        for item in 1..=9 {
            laptop.window.wait_for(&format!("{item} of 9"));
            laptop.window.answer("4");
        }
        laptop.window.wait_for("9 answers saved with the session");
        laptop.press("One more minute", "\t");
        if so_far == 1 {
            laptop.press("Thank you", "\r");
        }
    }
    laptop.press("Thank you", "\u{1b}");
    laptop.press("2 of 2 have finished", "c");
    laptop.press("reveal", "\r");
    laptop.window.wait_for("The answers of 2 people are kept");
    let record = read(&home.kept()[0]).unwrap();
    let fours = |response: &Response| response.answers.values().filter(|given| **given == Answer::Value(4)).count();
    assert_eq!(record.responses().iter().map(fours).collect::<Vec<_>>(), [9, 9]);
}
