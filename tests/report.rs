//! The result as text and as JSON.

#![expect(clippy::unwrap_used, reason = "a test stops where it fails")]

use std::fs;
use std::path::Path;
use std::sync::Arc;

use jiff::Zoned;
use serde_json::Value;
use undercurrent::definition::{BUILT_IN, meant};
use undercurrent::domain::analysis::Analysis;
use undercurrent::domain::id::{Id, Token};
use undercurrent::domain::questionnaire::{Head, Questionnaire};
use undercurrent::domain::record::{Begin, Record};
use undercurrent::domain::response::Answer;
use undercurrent::domain::text::{Label, first_unshowable};
use undercurrent::domain::wording;
use undercurrent::report;
use unicode_width::UnicodeWidthStr;

fn built_in() -> Questionnaire {
    meant(&toml::from_str(BUILT_IN).unwrap()).unwrap()
}

/// A finished record: each cause answered by its letters, item by item; `.` skipped, `n` does not apply.
fn answered(questionnaire: &Questionnaire, letters: &[&str]) -> Analysis {
    let mut record = record(questionnaire, letters);
    record.finish("2026-11-23T15:10:00Z".parse().unwrap());
    Analysis::of(&record).unwrap()
}

fn record(questionnaire: &Questionnaire, letters: &[&str]) -> Record {
    let begin = Begin {
        id: Token::new(0x3f2a_91c4 << 96),
        response: Token::new(7),
        at: "2026-11-23T15:00:00Z".parse().unwrap(),
        label: Label::new("EMEA").unwrap(),
        side: "sales".parse().unwrap(),
    };
    let at = "2026-11-23T15:10:00Z".parse().unwrap();
    let mut record = Record::begin(begin, Arc::new(questionnaire.clone())).unwrap();
    for (cause, letters) in questionnaire.causes().iter().zip(letters) {
        for (item, letter) in cause.items.iter().zip(letters.chars()) {
            match letter {
                '.' => {}
                'n' => record.answer(&item.id, Answer::DoesNotApply, at).unwrap(),
                digit => record.answer(&item.id, Answer::Value(digit.to_string().parse().unwrap()), at).unwrap(),
            }
        }
    }
    record
}

fn now() -> Zoned {
    "2026-12-01T18:00:00+01:00[+01:00]".parse().unwrap()
}

const MIXED: [&str; 9] = ["5142", "4233", "3333", "1nnn", "2424", "5151", "33.3", "....", "2n24"];

const PULSE: [&str; 9] = ["5", "4", "3", "2", "1", "n", ".", "1", "1"];

#[test]
fn a_result_reads_as_sentences_worst_first() {
    insta::assert_snapshot!(report::text(&answered(&built_in(), &MIXED), &now()));
}

#[test]
fn a_short_form_says_the_answer_behind_each_figure() {
    insta::assert_snapshot!(report::text(&answered(&built_in().pulse().unwrap(), &PULSE), &now()));
}

#[test]
fn a_quiet_result_suggests_no_remedy() {
    let text = report::text(&answered(&built_in(), &["1515"; 9]), &now());
    assert!(text.contains(wording::NO_ADVICE.split(',').next().unwrap()), "{text}");
    assert!(!text.contains(wording::ARTICLE_REMEDY), "{text}");
}

#[test]
fn a_remedy_is_never_told_without_its_care_line() {
    let text = report::text(&answered(&built_in(), &["5151"; 9]), &now()).replace("\n    ", " ");
    for cause in built_in().causes() {
        assert!(text.contains(&cause.remedy), "{}", cause.id);
        assert!(text.contains(cause.care.as_deref().unwrap_or_default()), "{}", cause.id);
    }
}

#[test]
fn a_result_says_when_it_was_changed_and_when_it_is_not_finished() {
    let (mut record, at) = (record(&built_in(), &MIXED), "2026-11-25T08:00:00Z".parse().unwrap());
    let open = report::text(&Analysis::of(&record).unwrap(), &now());
    assert!(open.contains("Begun on 23 November 2026, not finished: 31 of 36 answered."), "{open}");
    record.finish(at);
    record.answer(&"lead-fits".parse().unwrap(), Answer::Value(2), at).unwrap();
    let text = report::text(&Analysis::of(&record).unwrap(), &now());
    assert!(text.contains("Answered on 25 November 2026; an answer was changed on 25 November 2026."), "{text}");
}

#[test]
fn every_line_fits_80_columns_and_none_acts_on_a_terminal() {
    let text = report::text(&answered(&built_in(), &["5151"; 9]), &now());
    for line in text.lines() {
        assert!(line.width() <= 80 && first_unshowable(line).is_none(), "{line:?}");
    }
}

#[test]
fn the_data_of_a_result_stays_as_it_is() {
    insta::assert_snapshot!(report::json(&answered(&built_in(), &MIXED)).unwrap());
}

#[test]
fn figures_are_exact_and_a_missing_one_is_null() {
    let data = data(&answered(&built_in(), &["5142", "....", "3333", "1nnn", "555.", "", "", "", ""]));
    assert_eq!(cause(&data, "bad-leads")["severity"], 87.5);
    assert_eq!(cause(&data, "wasted-resources")["severity"], 50.0);
    assert_eq!(cause(&data, "driving-sales")["severity"], 100.0 / 3.0 * 2.0);
    for unknown in ["forced-it", "strategy-people"] {
        for key in ["severity", "shown", "band", "band_name", "rank"] {
            assert!(cause(&data, unknown)[key].is_null(), "{unknown} {key}");
        }
    }
}

#[test]
fn remedies_are_in_the_data_only_where_they_apply() {
    let data = data(&answered(&built_in(), &MIXED));
    let causes: Vec<&str> =
        data["advice"].as_array().unwrap().iter().map(|advice| advice["cause"].as_str().unwrap()).collect();
    assert_eq!(causes, ["deliverables", "bad-leads", "forced-it"]);
    assert_eq!(data.to_string().matches("Dismiss any marketer").count(), 1);
}

#[test]
fn a_hostile_text_is_named_in_sentences_and_escaped_in_data() {
    let plain = built_in();
    let head = Head { title: "a\u{1b}[2J\u{202e}\u{e0041}b".to_owned(), ..plain.head().clone() };
    let order: Vec<Id> = plain.asked().map(|item| item.id.clone()).collect();
    let hostile = answered(&Questionnaire::new(head, plain.causes().to_vec(), &order).unwrap(), &MIXED);
    let (text, json) = (report::text(&hostile, &now()), report::json(&hostile).unwrap());
    assert!(text.contains("a<U+001B>[2J<U+202E><U+E0041>b"), "{text}");
    assert!(json.contains(r"a\u001b[2J\u202e\udb40\udc41b"), "{json}");
    assert_eq!(data(&hostile)["questionnaire"]["title"], "a\u{1b}[2J\u{202e}\u{e0041}b");
    assert!(json.lines().all(|line| first_unshowable(line).is_none()));
}

/// `UPDATE=1 cargo test --test report` writes the schema anew.
#[test]
fn the_schema_in_the_repository_is_the_one_of_the_code() {
    let generated = serde_json::to_string_pretty(&report::schema()).unwrap() + "\n";
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("result.schema.json");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&file, &generated).unwrap();
    }
    assert_eq!(fs::read_to_string(file).unwrap(), generated);
}

#[test]
fn every_key_of_the_data_is_described_in_the_schema() {
    let schema = serde_json::to_value(report::schema()).unwrap();
    let data = data(&answered(&built_in(), &MIXED));
    for key in data.as_object().unwrap().keys() {
        assert!(schema["properties"][key].is_object(), "{key}");
    }
    for key in data["causes"][0].as_object().unwrap().keys() {
        assert!(schema["$defs"]["CausePart"]["properties"][key].is_object(), "{key}");
    }
}

fn data(analysis: &Analysis) -> Value {
    serde_json::from_str(&report::json(analysis).unwrap()).unwrap()
}

fn cause<'a>(data: &'a Value, id: &str) -> &'a Value {
    data["causes"].as_array().unwrap().iter().find(|cause| cause["id"] == id).unwrap()
}
