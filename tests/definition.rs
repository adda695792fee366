//! Reading questionnaire files: what a good one means, and what is said about a bad one.

#![expect(clippy::unwrap_used, reason = "a test stops where it fails")]

use undercurrent::definition::{self, raw};
use undercurrent::domain::questionnaire::Questionnaire;

fn built_in() -> Questionnaire {
    definition::built_in().unwrap()
}

/// Writes a questionnaire into a table of a larger file, as a record does, and reads it back.
fn through_a_file(questionnaire: &Questionnaire) -> Questionnaire {
    #[derive(serde::Serialize, serde::Deserialize)]
    struct Record {
        questionnaire: raw::Questionnaire,
    }
    let text = toml::to_string(&Record { questionnaire: definition::raw_of(questionnaire) }).unwrap();
    let record: Record = toml::from_str(&text).unwrap();
    definition::meant(&record.questionnaire).unwrap()
}

#[test]
fn a_questionnaire_that_was_written_reads_back_the_same() {
    let questionnaire = built_in();
    assert_eq!(through_a_file(&questionnaire), questionnaire);
}

#[test]
fn a_short_form_that_was_written_reads_back_the_same() {
    let pulse = built_in().pulse().unwrap();
    assert_eq!(pulse.len(), 9);
    assert_eq!(through_a_file(&pulse), pulse);
}

#[test]
fn nothing_is_to_be_said_about_the_shipped_file() {
    let read = definition::read("questions.toml", definition::BUILT_IN.as_bytes()).unwrap();
    assert_eq!(read.notes.render(false), "");
}

#[test]
fn the_schema_beside_the_shipped_file_is_the_one_the_types_give() {
    assert_eq!(include_str!("../questions.schema.json"), definition::schema());
    assert!(definition::BUILT_IN.starts_with("#:schema questions.schema.json\n"));
}
