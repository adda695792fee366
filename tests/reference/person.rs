//! One person's severities and their order.

use serde::Deserialize;
use serde_json::Value;
use undercurrent::testing::domain::{Severity, order, ranks, score};

use crate::check::{band_name, cases, same, same_option, within};
use crate::support::{Shape, items, response};

#[derive(Deserialize)]
struct PersonCase {
    note: String,
    items: Vec<Shape>,
    answers: Vec<Value>,
    expect: PersonExpect,
}

#[derive(Deserialize)]
struct PersonExpect {
    answered: usize,
    na: usize,
    of: usize,
    severity: Option<f64>,
    band: Option<String>,
    shown: Option<i64>,
}

#[test]
fn a_persons_severity_is_the_reference_severity() {
    for case in cases::<PersonCase>("person_severity.json") {
        let (note, expect) = (&case.note, &case.expect);
        let items = items("c", &case.items);
        let score = score(&items, &response(&items, &case.answers));
        assert_eq!((score.answered, score.na, score.of), (expect.answered, expect.na, expect.of), "{note}");
        same_option(note, score.severity.map(Severity::points), expect.severity);
        assert_eq!(score.severity.map(|severity| band_name(severity.band())), expect.band.as_deref(), "{note}");
        assert_eq!(score.severity.map(Severity::shown), expect.shown, "{note}");
    }
}

#[derive(Deserialize)]
struct RankingCase {
    note: String,
    severities: Vec<Ranked<Option<f64>>>,
    expect: Vec<RankExpect>,
}

#[derive(Deserialize)]
struct Ranked<T> {
    cause: String,
    severity: T,
}

#[derive(Deserialize)]
struct RankExpect {
    cause: String,
    rank: Option<usize>,
}

#[test]
fn causes_come_in_the_reference_order_with_the_reference_ranks() {
    for case in cases::<RankingCase>("ranking.json") {
        let severities: Vec<_> = case.severities.iter().map(|one| one.severity.and_then(Severity::new)).collect();
        let ranks = ranks(&severities);
        let got: Vec<_> = order(&severities)
            .into_iter()
            .map(|at| (case.severities[at].cause.clone(), ranks[at].map(|rank| rank.number)))
            .collect();
        let expected: Vec<_> = case.expect.into_iter().map(|expect| (expect.cause, expect.rank)).collect();
        assert_eq!(got, expected, "{}", case.note);
    }
}

#[derive(Deserialize)]
struct PublishedScore {
    items: Vec<Shape>,
    answers: Vec<Value>,
}

#[test]
fn printed_scores_of_known_questionnaires_come_out() {
    let mut seen = 0;
    for case in cases::<Value>("published.json") {
        let Some(printed) = case["printed"]["severity"].as_f64() else { continue };
        let inputs: PublishedScore = serde_json::from_value(case["inputs"].clone()).unwrap();
        let items = items("c", &inputs.items);
        let got = score(&items, &response(&items, &inputs.answers)).severity.unwrap().points();
        within(case["name"].as_str().unwrap(), got, printed, case["tolerance"].as_f64().unwrap());
        same(case["name"].as_str().unwrap(), got, case["computed"]["severity"].as_f64().unwrap());
        seen += 1;
    }
    assert_eq!(seen, 3);
}
