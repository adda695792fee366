//! Reports as data: within a version of the form, keys are only ever added.

use assert_cmd::Command;
use rstest::rstest;
use serde_json::Value;

use crate::{lost, path, text};

#[rstest]
#[case::one_person("solo-finished.toml", "solo-finished.json", &[])]
#[case::the_short_form("pulse.toml", "pulse.json", &[])]
#[case::several("merged.toml", "merged.json", &[])]
#[case::a_session("workshop.toml", "workshop.json", &[])]
#[case::its_second_round("workshop.toml", "workshop-round-2.json", &["--round", "2"])]
fn a_report_as_data_has_every_key_that_it_had(#[case] record: &str, #[case] before: &str, #[case] more: &[&str]) {
    let mut command = Command::cargo_bin("undercurrent").unwrap();
    let output = command.arg("report").arg(path(record)).args(["--format", "json"]).args(more).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    let now: Value = serde_json::from_slice(&output.stdout).unwrap();
    let before: Value = serde_json::from_str(&text(before)).unwrap();
    assert_eq!(before["schema"], now["schema"]);
    assert_eq!(lost(&before, &now, ""), Vec::<String>::new());
}
