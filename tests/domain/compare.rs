//! A few people who hand over their own answers, side by side.

use std::sync::Arc;

use crate::answers::{built_in, finished, record};
use crate::support::record::like;
use jiff::Zoned;
use rstest::rstest;
use undercurrent::testing::document::{self, Format, Subject};
use undercurrent::testing::domain::wording::compare as words;
use undercurrent::testing::domain::{Apart, Comparison, Kind, Named, Record, Refusal, Response, Token};
use unicode_width::UnicodeWidthStr;

/// One person's finished record; the number makes it theirs.
fn person(number: u128, side: &str, label: &str, letters: &[&str]) -> Record {
    let own = |_, response: &mut Response| {
        response.id = Token::new(number);
        response.side = side.parse().unwrap();
    };
    like(&finished(&built_in(), letters)).id(Token::new(number)).label(label).each(own).build()
}

fn set_side_by_side(records: &[Record]) -> Result<Comparison, Refusal> {
    let letters: Vec<String> = (b'a'..).map(|letter| char::from(letter).to_string()).take(records.len()).collect();
    let named: Vec<Named<'_>> = letters.iter().zip(records).map(|(name, record)| Named { name, record }).collect();
    Comparison::of(&named)
}

/// A sales lead and a marketing lead.
fn two(sales: &[&str], marketing: &[&str]) -> Comparison {
    set_side_by_side(&[person(1, "sales", "EMEA", sales), person(2, "marketing", "EMEA", marketing)]).unwrap()
}

fn widest(comparison: &Comparison) -> Vec<String> {
    comparison.widest().iter().map(|apart| format!("{}: {}", apart.cause.id, words::range(apart))).collect()
}

fn signs(people: &[(&str, &str)]) -> Vec<String> {
    let records: Vec<Record> =
        (1..).zip(people).map(|(number, (side, label))| person(number, side, label, &["4242"])).collect();
    let comparison = set_side_by_side(&records).unwrap();
    comparison.people().iter().map(|person| person.sign.clone()).collect()
}

fn printed(comparison: &Comparison) -> String {
    let now: Zoned = "2026-11-24T18:00:00+01:00[+01:00]".parse().unwrap();
    document::text(&Subject::People(comparison), Format::Text, &now).unwrap()
}

#[test]
fn everybody_signs_with_side_and_label() {
    assert_eq!(signs(&[("sales", "EMEA"), ("marketing", "")]), ["Sales, EMEA", "Marketing"]);
}

#[test]
fn those_who_would_sign_alike_are_told_apart_by_number() {
    let signs = signs(&[("sales", "EMEA"), ("marketing", "EMEA"), ("sales", "EMEA")]);
    assert_eq!(signs, ["Sales, EMEA, person 1", "Marketing, EMEA, person 2", "Sales, EMEA, person 3"]);
}

#[test]
fn the_two_causes_with_the_widest_range_come_first() {
    let comparison = two(&["5151", "5151", "3333"], &["4242", "1515", "1515"]);
    let expected = [
        "forced-it: from 0 (Marketing, EMEA) to 100 (Sales, EMEA)",
        "wasted-resources: from 0 (Marketing, EMEA) to 50 (Sales, EMEA)",
    ];
    assert_eq!(widest(&comparison), expected);
}

#[test]
fn ties_go_in_the_order_of_definition() {
    let comparison = two(&["4242", "4242", "4242"], &["3333", "3333", "3333"]);
    let causes: Vec<_> = comparison.widest().iter().map(|apart| apart.cause.id.to_string()).collect();
    assert_eq!(causes, ["bad-leads", "forced-it"]);
}

#[test]
fn a_cause_that_somebody_has_not_scored_is_not_among_them() {
    let comparison = two(&["5151", "4242"], &["n...", "3333"]);
    assert_eq!(widest(&comparison), ["forced-it: from 50 (Marketing, EMEA) to 75 (Sales, EMEA)"]);
}

#[test]
fn the_ends_are_those_of_all_people() {
    let letters = ["4242", "5151", "3333", "1515", "2424", "3333"];
    let records: Vec<Record> = (1..)
        .zip(letters)
        .map(|(number, letters)| person(number, "sales", &format!("team {number}"), &[letters]))
        .collect();
    let comparison = set_side_by_side(&records).unwrap();
    assert_eq!(widest(&comparison), ["bad-leads: from 0 (Sales, team 4) to 100 (Sales, team 2)"]);
}

#[test]
fn where_all_see_it_alike_no_cause_is_named() {
    let comparison = two(&["4242", "4242"], &["4242", "4242"]);
    assert_eq!(comparison.widest(), []);
    assert_eq!(words::none_apart(&comparison), words::ALIKE);
    assert!(printed(&comparison).contains("same figure for all of them"));
}

#[test]
fn where_no_cause_is_scored_by_all_it_is_said() {
    let comparison = two(&["4242"], &["....", "4242"]);
    assert_eq!(words::none_apart(&comparison), words::NOT_COMPARABLE);
}

#[test]
fn the_page_names_each_answer_with_whose_it_is_and_gives_no_verdict() {
    let comparison = two(&["5151", "33.3"], &["4n42", "1515"]);
    let text = printed(&comparison);
    for part in [
        "Undercurrent: 2 people, side by side\n",
        "  Sales, EMEA: finished on 23 November 2026, 7 of 36 answered.\n",
        "Lead mismatch\n  Sales, EMEA: 100 of 100, severe.\n  Marketing, EMEA: 75 of 100, elevated.\n",
        "  Sales, EMEA: Almost always.\n  Marketing, EMEA: Often.\n",
        "  Marketing, EMEA: Does not apply, or I cannot say.\n",
        "  Sales, EMEA: not answered.\n",
        "  To ask each other: ",
        "A difference says neither who is right nor why.",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    assert!(["clear", "likely", "gap", "significant"].iter().all(|word| !text.contains(word)), "{text}");
    assert!(text.lines().all(|line| line.width() <= 80), "{text}");
}

#[test]
fn whoever_changed_an_answer_later_is_told_with_the_day_and_nobody_else() {
    let changed = like(&person(1, "sales", "EMEA", &["5151"]))
        .head(|head| head.changed = Some("2026-11-25T23:30:00Z".parse().unwrap()))
        .build();
    let text = printed(&set_side_by_side(&[changed, person(2, "marketing", "EMEA", &["1515"])]).unwrap());
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for part in [
        "Sales, EMEA: finished on 23 November 2026, 4 of 36 answered, changed on 26 November 2026.",
        "Marketing, EMEA: finished on 23 November 2026, 4 of 36 answered. ",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
}

#[rstest]
#[case::one(1)]
#[case::seven(7)]
fn fewer_than_two_or_more_than_six_are_refused(#[case] number: u128) {
    let records: Vec<Record> = (0..number).map(|at| person(at, "sales", "EMEA", &["4242"])).collect();
    let error = set_side_by_side(&records).unwrap_err();
    assert_eq!(error.to_string(), format!("compare sets 2 to 6 people side by side, not {number}"));
}

#[test]
fn a_record_of_several_is_refused() {
    let own = person(1, "sales", "EMEA", &["4242"]);
    let merged = like(&own).kind(Kind::Merged).people([person(2, "sales", "", &["4"]).responses()[0].clone()]).build();
    assert_eq!(set_side_by_side(&[own, merged]), Err(Refusal::Several("b".to_owned())));
}

#[test]
fn a_changed_copy_of_a_record_is_no_second_person() {
    let own = person(1, "sales", "EMEA", &["4242"]);
    let copy = person(1, "sales", "APAC", &["5151"]);
    assert_eq!(set_side_by_side(&[own, copy]), Err(Refusal::Same("a".to_owned(), "b".to_owned())));
}

#[test]
fn records_that_do_not_belong_together_are_refused() {
    let own = person(1, "sales", "EMEA", &["4242"]);
    let open = set_side_by_side(&[own.clone(), record(&built_in(), &["4"])]).unwrap_err();
    assert_eq!(open, Refusal::Apart(Apart::Unfinished("b".to_owned())));
    let pulse = finished(&Arc::new(built_in().pulse().unwrap()), &["4"]);
    let other = set_side_by_side(&[own, pulse]).unwrap_err().to_string();
    assert!(other.contains("b does not have the same questionnaire as a: "), "{other}");
}
