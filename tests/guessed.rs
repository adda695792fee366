//! What participants are asked to guess, before they may know of causes.

#![expect(clippy::unwrap_used, reason = "a test stops where it fails")]

use undercurrent::testing::definition::{built_in, read, text_without_causes};
use undercurrent::testing::domain::{Id, Questionnaire};

fn id(text: &str) -> Id {
    text.parse().unwrap()
}

/// What participants are given as text, read as a terminal reads it.
fn given_out() -> (String, Questionnaire) {
    let text = text_without_causes(&built_in().unwrap()).unwrap();
    let read = read("the session", text.as_bytes()).unwrap().questionnaire;
    (text, read)
}

#[test]
fn who_is_given_no_causes_is_asked_the_same_guesses_by_their_places() {
    let (text, given) = given_out();
    let asked = |questionnaire: &Questionnaire| -> Vec<_> {
        let items = questionnaire.guess_items();
        items.map(|item| (item.text.to_owned(), item.scale.stem.clone(), item.scale.points.clone())).collect()
    };
    let all = built_in().unwrap();
    assert_eq!(asked(&given), asked(&all));
    assert_eq!(given.guess_question(&id("sales")), all.guess_question(&id("sales")));
    let names: Vec<String> = given.guess_items().map(|item| item.cause.id.to_string()).collect();
    assert_eq!(names, (1..=9).map(|place| format!("guess-{place}")).collect::<Vec<_>>());
    for cause in all.causes() {
        assert!(!text.contains(cause.id.as_str()) && !text.contains(&format!("\"{}\"", cause.name)), "{}", cause.id);
    }
}

#[test]
fn the_statement_beside_a_guess_says_nothing_of_its_cause() {
    let (_, given) = given_out();
    let beside: Vec<String> = given.guess_items().map(|item| item.cause.items[0].id.to_string()).collect();
    assert_eq!(beside, (1..=9).map(|place| format!("statement-{place}")).collect::<Vec<_>>());
}

#[test]
fn guesses_are_asked_as_statements_on_the_scale_without_an_answer_apart() {
    let all = built_in().unwrap();
    let asked = all.guessed_as_statements(&id("marketing")).unwrap();
    let first = asked.asked_at(0).unwrap();
    assert_eq!((asked.len(), &first.id), (9, &all.causes()[0].id));
    assert_eq!(first.text, "leads come unchecked or do not fit what Sales can sell?");
    assert_eq!((first.scale.stem.as_str(), first.scale.na.as_str()), ("How often will people in Sales say:", ""));
    assert!(all.guessed_as_statements(&id("other")).is_none());
}
