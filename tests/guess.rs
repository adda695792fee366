//! What each side guesses of the other: what is asked, and what may be told of it.

#![expect(clippy::unwrap_used, reason = "a test stops where it fails")]

use undercurrent::testing::definition::built_in;
use undercurrent::testing::domain::Id;

fn id(text: &str) -> Id {
    text.parse().unwrap()
}

#[test]
fn sales_guesses_marketing_and_marketing_sales_and_nobody_else_guesses() {
    let questionnaire = built_in().unwrap();
    let asked = |side: &str| questionnaire.guess_question(&id(side));
    assert_eq!(asked("sales").unwrap(), "How often will people in Marketing say");
    assert_eq!(asked("marketing").unwrap(), "How often will people in Sales say");
    assert_eq!(asked("other"), None);
    assert_eq!(questionnaire.guess_items().count(), 9);
}

#[test]
fn a_questionnaire_without_guesses_asks_for_none() {
    let questionnaire = built_in().unwrap().without_guesses();
    assert_eq!(questionnaire.guess_question(&id("sales")), None);
    assert_eq!(questionnaire.guess_items().count(), 0);
}

#[test]
fn the_points_of_a_guess_stand_at_equal_steps_of_severity() {
    let questionnaire = built_in().unwrap();
    let item = questionnaire.guess_items().next().unwrap();
    let points: Vec<f64> = (1..=5).filter_map(|value| item.points(value)).collect();
    assert_eq!(points, [0.0, 25.0, 50.0, 75.0, 100.0]);
    assert_eq!(item.points(6), None);
}
