//! What changed from one run to another.

use serde::Deserialize;
use undercurrent::testing::domain::{Change, ChangeWord, Severity, change, reliable_change};

use crate::check::{cases, same, same_option};

#[derive(Deserialize)]
struct ChangeCase {
    first: Option<f64>,
    second: Option<f64>,
    threshold: f64,
    expect: ChangeExpect,
}

#[derive(Deserialize)]
struct ChangeExpect {
    delta: Option<f64>,
    word: Option<String>,
}

const fn word_name(word: ChangeWord) -> &'static str {
    match word {
        ChangeWord::Higher => "higher",
        ChangeWord::Lower => "lower",
        ChangeWord::Wobble => "within the usual wobble",
    }
}

#[test]
fn a_persons_change_is_the_reference_change() {
    for case in cases::<ChangeCase>("change_person.json") {
        let what = format!("from {:?} to {:?}", case.first, case.second);
        let severity = |points: Option<f64>| points.and_then(Severity::new);
        let got = change(severity(case.first), severity(case.second), Some(case.threshold));
        same_option(&what, got.map(|change| change.delta), case.expect.delta);
        let word = got.and_then(|Change { word, .. }| word).map(word_name);
        assert_eq!(word, case.expect.word.as_deref(), "{what}");
    }
}

#[derive(Deserialize)]
struct SemCase {
    sem: f64,
    expect: f64,
}

#[test]
fn a_standard_error_of_measurement_gives_the_reference_threshold() {
    for SemCase { sem, expect } in cases("change_sem.json") {
        same(&format!("sem {sem}"), reliable_change(sem), expect);
    }
}
