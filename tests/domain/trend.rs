//! What is said of two runs.

use std::sync::Arc;

use crate::support::record::like;
use crate::support::{Person, Shape, id, items, questionnaire, record, solo};
use serde_json::{Value, json};
use undercurrent::testing::domain::{
    Analysis, ChangeWord, Hidden, Item, NoneClear, PersonTrend, Point, PulseBesideFull, Questionnaire, Record, Run,
    Scale, TeamTrend, Verdict, of_person, of_team, shared, threshold,
};

/// Two causes of two five-point items, changed at will before they are asked.
pub fn asked(change: impl Fn(&mut Vec<(String, Vec<Item>)>)) -> Arc<Questionnaire> {
    let shape = Shape { min: 1, max: 5, reverse: false, weight: 1.0 };
    let mut causes: Vec<(String, Vec<Item>)> =
        ["one", "two"].map(|name| (name.to_owned(), items(name, &[shape.clone(), shape.clone()]))).to_vec();
    change(&mut causes);
    questionnaire(&causes, 5)
}

pub fn as_before(_: &mut Vec<(String, Vec<Item>)>) {}

fn one_person(questionnaire: &Arc<Questionnaire>, answers: &[Value]) -> Analysis {
    Analysis::of(&solo(questionnaire, answers)).unwrap()
}

fn persons_trend(first: &[i32], second: &[i32]) -> PersonTrend {
    let questionnaire = asked(as_before);
    let run =
        |answers: &[i32]| one_person(&questionnaire, &answers.iter().map(|value| json!(value)).collect::<Vec<_>>());
    of_person(&run(first), &run(second)).unwrap()
}

/// What is said of a person's change in the first cause.
fn word(trend: &PersonTrend) -> Option<ChangeWord> {
    trend.causes[0].change.and_then(|change| change.word)
}

/// A room where so many people answer everything alike.
pub fn room(questionnaire: &Arc<Questionnaire>, answers: &[(i32, usize)]) -> Record {
    let items = questionnaire.causes().iter().map(|cause| cause.items.len());
    let person = |value: i32| Person {
        side: "sales".to_owned(),
        answers: items.clone().map(|count| vec![json!(value); count]).collect(),
    };
    record(questionnaire, &answers.iter().flat_map(|&(value, times)| vec![person(value); times]).collect::<Vec<_>>())
}

fn teams_trend(first: &[(i32, usize)], second: &[(i32, usize)]) -> TeamTrend {
    let questionnaire = asked(as_before);
    let (first, second) = (room(&questionnaire, first), room(&questionnaire, second));
    of_team(Run { record: &first, round: 1 }, Run { record: &second, round: 1 }).unwrap()
}

#[test]
fn a_person_moved_only_from_a_full_answer_step() {
    assert_eq!(word(&persons_trend(&[3, 3, 1, 1], &[4, 4, 1, 1])), Some(ChangeWord::Higher));
    assert_eq!(word(&persons_trend(&[4, 4, 1, 1], &[3, 3, 1, 1])), Some(ChangeWord::Lower));
    assert_eq!(word(&persons_trend(&[3, 3, 1, 1], &[4, 3, 1, 1])), Some(ChangeWord::Wobble));
}

#[test]
fn nothing_is_said_where_a_severity_is_missing() {
    let questionnaire = asked(as_before);
    let [first, second] =
        [json!(3), json!("na")].map(|answer| one_person(&questionnaire, &[answer.clone(), answer, json!(3), json!(3)]));
    let trend = of_person(&first, &second).unwrap();
    assert_eq!((trend.causes[0].second, trend.causes[0].change), (None, None));
    assert!(trend.causes[1].change.is_some());
}

#[test]
fn a_person_s_pulse_gets_no_word_of_change() {
    let questionnaire = asked(|causes| {
        for (_, items) in causes {
            items.truncate(1);
            items[0].pulse = true;
        }
    });
    let [first, second] = [json!(1), json!(5)].map(|value| one_person(&questionnaire, &[value.clone(), value]));
    let trend = of_person(&first, &second).unwrap();
    assert_eq!(trend.causes[0].change.map(|change| (change.delta.round(), change.word.is_none())), Some((100.0, true)));
}

#[test]
fn a_pulse_is_never_set_beside_a_full_run() {
    let full = asked(|causes| causes.iter_mut().for_each(|(_, items)| items[0].pulse = true));
    let pulse = full.pulse().unwrap();
    assert_eq!(shared(&full, &pulse), Err(PulseBesideFull));
    assert_eq!(shared(&pulse, &full), Err(PulseBesideFull));
    assert_eq!(shared(&pulse, &pulse).unwrap().places, [(0, 0), (1, 1)]);
}

fn relabelled(scale: &Scale) -> Arc<Scale> {
    let points = scale.points.iter().map(|point| Point { label: format!("other {}", point.value), ..point.clone() });
    Arc::new(Scale { points: points.collect(), ..scale.clone() })
}

#[test]
fn a_cause_is_compared_only_where_all_its_items_were_asked_alike() {
    let changes: [fn(&mut Vec<Item>); 6] = [
        |items| items[0].id = id("renamed"),
        |items| items[0].text = "Another statement.".to_owned(),
        |items| items[0].reverse = true,
        |items| items[0].weight = 2.0,
        |items| items[0].scale = relabelled(&items[0].scale),
        |items| items.truncate(1),
    ];
    for change in changes {
        let shared = shared(&asked(as_before), &asked(|causes| change(&mut causes[0].1))).unwrap();
        assert_eq!((shared.places, shared.changed), (vec![(1, 1)], vec!["Cause one".to_owned()]));
    }
}

#[test]
fn causes_may_be_moved_and_their_items_shuffled() {
    let moved = asked(|causes| {
        causes.reverse();
        causes[0].1.reverse();
        causes[0].1[0].hint = Some("A hint.".to_owned());
    });
    let shared = shared(&asked(as_before), &moved).unwrap();
    assert_eq!((shared.places, shared.changed), (vec![(1, 0), (0, 1)], vec![]));
}

#[test]
fn causes_that_only_one_run_has_are_named() {
    let renamed = asked(|causes| {
        let shape = Shape { min: 1, max: 5, reverse: false, weight: 1.0 };
        causes[0] = ("three".to_owned(), items("three", &[shape]));
    });
    assert_eq!(shared(&asked(as_before), &renamed).unwrap().changed, ["Cause three", "Cause one"]);
}

#[test]
fn a_retest_study_sets_the_threshold() {
    let questionnaire = asked(as_before);
    let mut cause = questionnaire.causes()[0].clone();
    assert!((threshold(&cause) - 25.0).abs() < 1e-9);
    cause.sem = Some(8.0);
    assert!((threshold(&cause) - 22.174_461_189).abs() < 1e-6);
}

#[test]
fn the_coarsest_scale_sets_the_threshold() {
    let shape = |max| Shape { min: 1, max, reverse: false, weight: 1.0 };
    let questionnaire = questionnaire(&[("c".to_owned(), items("c", &[shape(7), shape(3)]))], 5);
    assert!((threshold(&questionnaire.causes()[0]) - 50.0).abs() < 1e-9);
}

#[test]
fn a_teams_change_is_the_later_run_less_the_earlier() {
    let trend = teams_trend(&[(5, 8), (4, 2)], &[(2, 8), (3, 2)]);
    let change = trend.causes[0].change.unwrap();
    assert_eq!((change.difference.round(), change.verdict), (-65.0, Verdict::Clear));
    assert!(change.limits.unwrap().high < 0.0);
    assert_eq!((trend.people, trend.are_not_the_same_people()), ((10, 10), false));
}

#[test]
fn a_run_of_too_few_people_gives_no_change() {
    let trend = teams_trend(&[(5, 4)], &[(2, 8)]);
    assert_eq!(trend.causes[0].first, Err(Hidden::TooFew(5)));
    assert!(trend.causes[0].second.is_ok());
    assert_eq!((trend.causes[0].change, trend.causes[0].export, trend.none_clear), (None, None, None));
}

#[test]
fn runs_of_very_different_size_are_not_the_same_people() {
    assert!(!teams_trend(&[(5, 10)], &[(5, 8)]).are_not_the_same_people());
    assert!(teams_trend(&[(5, 10)], &[(5, 7)]).are_not_the_same_people());
    assert!(teams_trend(&[(5, 7)], &[(5, 10)]).are_not_the_same_people());
}

#[test]
fn two_rounds_of_one_workshop_are_compared_like_two_runs() {
    let questionnaire = asked(as_before);
    let mut responses = room(&questionnaire, &[(5, 6), (1, 6)]).responses().to_vec();
    responses.iter_mut().skip(6).for_each(|response| response.round = 2);
    let record = like(&room(&questionnaire, &[(5, 5)])).people(responses).build();
    let [first, second] = [1, 2].map(|round| Run { record: &record, round });
    let trend = of_team(first, second).unwrap();
    assert_eq!(trend.people, (6, 6));
    assert_eq!(trend.causes[0].change.map(|change| change.difference.round()), Some(-100.0));
}

#[test]
fn a_change_in_very_small_runs_is_never_clear_and_that_is_said() {
    let shape = Shape { min: 1, max: 5, reverse: false, weight: 1.0 };
    let causes: Vec<_> =
        (0..9).map(|at| (format!("c{at}"), items(&format!("c{at}"), std::slice::from_ref(&shape)))).collect();
    let nine = questionnaire(&causes, 5);
    let (first, second) = (room(&nine, &[(5, 5)]), room(&nine, &[(1, 5)]));
    let trend = of_team(Run { record: &first, round: 1 }, Run { record: &second, round: 1 }).unwrap();
    assert_eq!(trend.none_clear, Some(NoneClear::TooFew { first: 5, second: 5 }));
}
