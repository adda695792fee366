//! What is meant survives being written, and good files are left in peace.

use undercurrent::definition::{self, raw};
use undercurrent::domain::questionnaire::Questionnaire;

use super::{SMALL, built_in, said};

/// Writes a questionnaire into a table of a larger file, as a record does, and reads it back.
pub fn through_a_file(questionnaire: &Questionnaire) -> Questionnaire {
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
fn weights_and_errors_of_measurement_survive_the_writing() {
    let text =
        SMALL.replace("weight = 2", "weight = 0.1").replace("name = \"Cold tea\"", "name = \"Cold tea\"\nsem = 6.25");
    let questionnaire = definition::read("small.toml", text.as_bytes()).unwrap().questionnaire;
    let back = through_a_file(&questionnaire);
    assert_eq!(back, questionnaire);
    assert_eq!(back.causes()[0].sem, Some(6.25));
    assert!(back.causes()[1].items.iter().any(|item| item.weight.total_cmp(&0.1).is_eq()));
}

#[test]
fn a_questionnaire_that_was_written_passes_every_check() {
    let text = toml::to_string(&definition::raw_of(&built_in())).unwrap();
    assert_eq!(said("written.toml", text.as_bytes()), "");
}

#[test]
fn nothing_is_to_be_said_about_the_shipped_file() {
    assert_eq!(said("questions.toml", definition::BUILT_IN.as_bytes()), "");
}

#[test]
fn nothing_is_to_be_said_about_a_small_questionnaire() {
    assert_eq!(said("small.toml", SMALL.as_bytes()), "");
}

#[test]
fn files_from_windows_are_read_like_any_other() {
    let text = format!("\u{feff}{}", SMALL.replace('\n', "\r\n"));
    let read = definition::read("small.toml", text.as_bytes()).unwrap();
    assert_eq!(read.questionnaire, definition::read("small.toml", SMALL.as_bytes()).unwrap().questionnaire);
}

#[test]
fn the_schema_beside_the_shipped_file_is_the_one_the_types_give() {
    assert_eq!(include_str!("../../questions.schema.json"), definition::schema());
    assert!(definition::BUILT_IN.starts_with("#:schema questions.schema.json\n"));
}
