//! The data: exact for one person, whole points for several, and as the schema says.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use rstest::rstest;
use schemars::Schema;
use serde_json::Value;
use undercurrent::testing::document::{self, Format, Subject};
use undercurrent::testing::domain::{
    Comparison, Head, Id, Named, Questionnaire, Record, Runs, Token, first_unshowable, open_actions,
};

use crate::record::like;
use crate::samples::{
    LOUD, MIXED, QUIET, actions, built_in, five_and_five, now, several, solo, three, twelve, withheld, written,
};

fn data(record: &Record) -> Value {
    serde_json::from_str(&written(record, Format::Json)).unwrap()
}

fn cause<'a>(data: &'a Value, id: &str) -> &'a Value {
    data["causes"].as_array().unwrap().iter().find(|cause| cause["id"] == id).unwrap()
}

#[test]
fn figures_of_one_person_are_exact_and_a_missing_one_is_null() {
    let data = data(&solo(&built_in(), &["5142", "....", "3333", "1nnn", "555.", "", "", "", ""]));
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
    let data = data(&solo(&built_in(), &MIXED));
    let causes: Vec<&str> =
        data["advice"].as_array().unwrap().iter().map(|advice| advice["cause"].as_str().unwrap()).collect();
    assert_eq!(causes, ["deliverables", "bad-leads", "forced-it"]);
    assert_eq!(data.to_string().matches("Dismiss any marketer").count(), 1);
}

#[test]
fn figures_of_several_people_are_whole_points_and_intervals_are_not_cut() {
    let data = data(&five_and_five());
    let causes = data["causes"].as_array().unwrap();
    for figure in causes.iter().flat_map(|cause| {
        let sides = cause["sides"].as_array().unwrap();
        sides.iter().map(|side| &side["figure"]).chain([&cause["everyone"]])
    }) {
        for key in ["mean", "low", "high"] {
            assert!(figure[key].is_i64() || figure[key].is_null(), "{figure}");
        }
    }
    let beyond: Value = crate::data::data(&several(&[("sales", 11, QUIET), ("marketing", 1, LOUD)]));
    let low = |cause: &Value| cause["everyone"]["low"].as_i64();
    assert!(beyond["causes"].as_array().unwrap().iter().any(|cause| low(cause).is_some_and(|low| low < 0)), "{beyond}");
}

#[test]
fn what_is_withheld_is_null_and_says_why() {
    let data = data(&withheld());
    let cause = cause(&data, "bad-leads");
    let other = &cause["sides"].as_array().unwrap()[2];
    assert_eq!((&other["side"], &other["figure"]["withheld"]), (&Value::from("other"), &Value::from("too_few")));
    assert!(other["figure"]["mean"].is_null() && other["figure"]["n"].is_null());
    assert_eq!((&cause["left_out"], &cause["only_shown_sides"]), (&Value::from(3), &Value::from(true)));
}

#[test]
fn the_data_of_three_people_holds_no_figure() {
    let data = data(&three());
    for cause in data["causes"].as_array().unwrap() {
        assert_eq!(cause["everyone"]["withheld"], "too_few");
        for key in ["rank", "spread", "gap"] {
            assert!(cause[key].is_null(), "{cause}");
        }
        assert!(cause["items"].as_array().unwrap().iter().all(|item| item["counts"].is_null()));
    }
}

#[test]
fn a_hostile_text_is_named_in_sentences_and_escaped_in_data() {
    let plain = built_in();
    let head = Head { title: "a\u{1b}[2J\u{202e}\u{e0041}b".to_owned(), ..plain.head().clone() };
    let order: Vec<Id> = plain.asked().map(|item| item.id.clone()).collect();
    let hostile = solo(&Arc::new(Questionnaire::new(head, plain.causes().to_vec(), &order).unwrap()), &MIXED);
    let (text, json) = (written(&hostile, Format::Text), written(&hostile, Format::Json));
    assert!(text.contains("a<U+001B>[2J<U+202E><U+E0041>b"), "{text}");
    assert!(json.contains(r"a\u001b[2J\u202e\udb40\udc41b"), "{json}");
    assert_eq!(data(&hostile)["questionnaire"]["title"], "a\u{1b}[2J\u{202e}\u{e0041}b");
    assert!(json.lines().all(|line| first_unshowable(line).is_none()));
}

/// `UPDATE=1 cargo test --test report` writes the schemas anew.
#[rstest]
#[case("result.schema.json", document::schema())]
#[case("actions.schema.json", document::actions_schema())]
#[case("compare.schema.json", document::comparison_schema())]
#[case("trend.schema.json", document::trend_schema())]
#[case("list.schema.json", document::list_schema())]
#[case("check.schema.json", document::check_schema())]
fn the_schema_in_the_repository_is_the_one_of_the_code(#[case] name: &str, #[case] schema: Schema) {
    let generated = serde_json::to_string_pretty(&schema).unwrap() + "\n";
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&file, &generated).unwrap();
    }
    assert_eq!(fs::read_to_string(file).unwrap(), generated);
}

#[test]
fn every_key_of_the_data_is_described_in_the_schema() {
    let schema = serde_json::to_value(document::schema()).unwrap();
    for (record, form) in [(solo(&built_in(), &MIXED), "Report"), (twelve(), "SeveralReport")] {
        let record = record.with_actions(actions()).unwrap();
        described(&schema, &schema["$defs"][form], &data(&record));
    }
}

#[test]
fn every_key_of_what_waits_is_described_in_its_schema() {
    let schema = serde_json::to_value(document::actions_schema()).unwrap();
    let waiting = open_actions(&solo(&built_in(), &MIXED).with_actions(actions()).unwrap());
    let text = document::text(&Subject::Steps(&waiting), Format::Json, &now()).unwrap();
    described(&schema, &schema, &serde_json::from_str(&text).unwrap());
}

#[test]
fn every_key_of_a_comparison_and_of_a_trend_is_described_in_its_schema() {
    let own = |id, letters: &[&str]| {
        like(&solo(&built_in(), letters)).id(Token::new(id)).each(|_, response| response.id = Token::new(id)).build()
    };
    let people = [own(1, &MIXED), own(2, &LOUD)];
    let named: Vec<Named<'_>> = people.iter().map(|record| Named { name: "a", record }).collect();
    let schema = serde_json::to_value(document::comparison_schema()).unwrap();
    let text = document::text(&Subject::People(&Comparison::of(&named).unwrap()), Format::Json, &now()).unwrap();
    described(&schema, &schema, &serde_json::from_str(&text).unwrap());
    let schema = serde_json::to_value(document::trend_schema()).unwrap();
    let again =
        |record: &Record, id| like(record).id(Token::new(id)).each(|at, one| one.id = Token::new(id + at)).build();
    for runs in [people, [twelve(), again(&twelve(), 500)]] {
        let text = document::text(&Subject::Runs(&Runs::of(&runs).unwrap()), Format::Json, &now()).unwrap();
        described(&schema, &schema, &serde_json::from_str(&text).unwrap());
    }
}

/// Goes down the data and the schema side by side.
fn described(schema: &Value, form: &Value, data: &Value) {
    let form = resolved(schema, form, data);
    match data {
        Value::Object(map) => {
            for (key, value) in map {
                assert!(form["properties"][key].is_object(), "{key} is not described in {form}");
                described(schema, &form["properties"][key], value);
            }
        }
        Value::Array(values) => values.iter().for_each(|value| described(schema, &form["items"], value)),
        _ => {}
    }
}

/// The form that a reference or a choice leads to.
fn resolved<'a>(schema: &'a Value, form: &'a Value, data: &Value) -> &'a Value {
    if let Some(name) = form["$ref"].as_str() {
        return resolved(schema, &schema["$defs"][name.trim_start_matches("#/$defs/")], data);
    }
    match form["anyOf"].as_array() {
        Some(choices) if data.is_object() => resolved(schema, &choices[0], data),
        _ => form,
    }
}
