//! Reports as data: within a version of the form, keys are only ever added.

use rstest::rstest;
use serde_json::Value;

use crate::home::Home;
use crate::{lost, path, text};

#[rstest]
#[case::one_person("solo-finished.toml", "solo-finished.json", &[])]
#[case::the_short_form("pulse.toml", "pulse.json", &[])]
#[case::several("merged.toml", "merged.json", &[])]
#[case::a_session("workshop.toml", "workshop.json", &[])]
#[case::its_second_round("workshop.toml", "workshop-round-2.json", &["--round", "2"])]
fn a_report_as_data_has_every_key_that_it_had(#[case] record: &str, #[case] before: &str, #[case] more: &[&str]) {
    let record = path(record);
    let run = Home::new().run(&[&["report", record.to_str().unwrap(), "--format", "json"], more].concat());
    assert_eq!(run.code, 0, "{run:?}");
    let now: Value = serde_json::from_str(&run.out).unwrap();
    let before: Value = serde_json::from_str(&text(before)).unwrap();
    assert_eq!(before["schema"], now["schema"]);
    assert_eq!(lost(&before, &now, ""), Vec::<String>::new());
}
