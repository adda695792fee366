//! What is meant survives being written, and good files are left in peace.

use rstest::rstest;
use undercurrent::testing::definition::{self, RawQuestionnaire};
use undercurrent::testing::domain::Questionnaire;

use super::{SMALL, built_in, said};
use crate::same::same_text;

/// Writes a questionnaire into a table of a larger file, as a record does, and reads it back.
pub fn through_a_file(questionnaire: &Questionnaire) -> Questionnaire {
    #[derive(serde::Serialize, serde::Deserialize)]
    struct Record {
        questionnaire: RawQuestionnaire,
    }
    let text = toml::to_string(&Record { questionnaire: definition::raw_of(questionnaire) }).unwrap();
    let record: Record = toml::from_str(&text).unwrap();
    definition::convert(&record.questionnaire).unwrap()
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
fn the_shipped_file_is_read_without_its_places_as_it_is_with_them() {
    let read = definition::read("questions.toml", definition::BUILT_IN.as_bytes()).unwrap();
    assert_eq!(definition::built_in().unwrap(), read.questionnaire);
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
    same_text!(include_str!("../../questions.schema.json"), definition::schema());
    assert!(definition::BUILT_IN.starts_with("#:schema questions.schema.json\n"));
}

#[rstest]
#[case::other_version("schema = 1", "schema = 2")]
#[case::nothing_there("title = \"A small questionnaire\"\n", "")]
#[case::escape("Drink it at once.", "Drink \\u001b[2J")]
#[case::turned_round("The tea comes late.", "The tea \\u202e")]
#[case::line_break("Buy a clock.", "Buy\\na clock.")]
#[case::no_such_cause("cause = \"warm\"", "cause = \"worm\"")]
#[case::no_such_scale("scale = \"frequency\"", "scale = \"often\"")]
#[case::weight_of_nothing("weight = 2", "weight = 0")]
#[case::too_few_people("min_people = 5", "min_people = 2")]
#[case::fewer_than_none("min_people = 5", "min_people = -5")]
fn a_questionnaire_out_of_a_record_is_held_to_what_it_must_be(#[case] good: &str, #[case] bad: &str) {
    let meant = |text: &str| definition::convert(&toml::from_str(text).unwrap());
    assert!(meant(SMALL).is_ok());
    assert_ne!(SMALL.replace(good, bad), SMALL);
    assert!(meant(&SMALL.replace(good, bad)).is_err());
}
