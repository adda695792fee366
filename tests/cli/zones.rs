//! Days as they are where the program runs: west and east of UTC, and where the clock changes.

use std::fs;

use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use rstest::rstest;
use undercurrent::testing::domain::{Action, Intent};
use undercurrent::testing::record::{from_text, to_text};

use super::home::Home;

/// Eleven hours west of UTC, fourteen east, and none: somewhere it is always another day.
const ZONES: [&str; 3] = ["Pacific/Pago_Pago", "Pacific/Kiritimati", "UTC"];

/// What the program prints in this time zone.
fn printed(home: &Home, zone: &str, args: &[&str]) -> String {
    let run = home.command().env("TZ", zone).args(args).output().unwrap();
    assert!(run.status.success(), "{zone}: {run:?}");
    String::from_utf8(run.stdout).unwrap()
}

/// A finished record whose times are all moved to this moment; gives its file.
fn record_at(home: &Home, at: &str) -> String {
    home.record("EMEA");
    let file = home.records().join("0.toml");
    let text = fs::read_to_string(&file).unwrap();
    let moved = |line: &str| match line.split_once(" = ") {
        Some((key @ ("created" | "finished" | "changed"), _)) => format!("{key} = {at}"),
        _ => line.to_owned(),
    };
    fs::write(&file, text.lines().map(moved).collect::<Vec<_>>().join("\n") + "\n").unwrap();
    "records/0.toml".to_owned()
}

#[rstest]
#[case("Pacific/Pago_Pago", "2026-11-23T10:30:00Z", "2026-11-22 23:30", "22 November 2026")]
#[case("UTC", "2026-11-23T10:30:00Z", "2026-11-23 10:30", "23 November 2026")]
#[case("Pacific/Kiritimati", "2026-11-23T10:30:00Z", "2026-11-24 00:30", "24 November 2026")]
#[case("Europe/Berlin", "2026-10-25T00:30:00Z", "2026-10-25 02:30", "25 October 2026")]
#[case("Europe/Berlin", "2026-10-25T01:30:00Z", "2026-10-25 02:30", "25 October 2026")]
#[case("Europe/Berlin", "2026-03-29T00:59:00Z", "2026-03-29 01:59", "29 March 2026")]
#[case("Europe/Berlin", "2026-03-29T01:00:00Z", "2026-03-29 03:00", "29 March 2026")]
fn lists_and_reports_tell_the_day_and_the_hour_of_where_they_are_read(
    #[case] zone: &str,
    #[case] at: &str,
    #[case] listed: &str,
    #[case] day: &str,
) {
    let home = Home::new();
    let file = record_at(&home, at);
    let list = printed(&home, zone, &["list"]);
    assert!(list.contains(listed), "{zone}: {list}");
    let report = printed(&home, zone, &["report", &file, "--format", "text"]);
    assert!(report.contains(day), "{zone}: {}", report.lines().take(12).collect::<Vec<_>>().join("\n"));
}

#[test]
fn an_action_is_overdue_once_its_day_is_over_where_it_is_read() {
    for zone in ZONES {
        let home = Home::new();
        home.record("EMEA");
        let file = home.records().join("0.toml");
        let record = from_text(&fs::read_to_string(&file).unwrap()).unwrap();
        let today = Timestamp::now().to_zoned(TimeZone::get(zone).unwrap()).date();
        let action = |step: &str, days: i64| {
            let due = Some(today.checked_add(days.days()).unwrap());
            let cause = "bad-leads".parse().unwrap();
            Action::new(Intent { cause, step, owner: "", due }, Timestamp::now()).unwrap()
        };
        let record = record.with_actions(vec![action("Yesterday.", -1), action("Tomorrow.", 1)]).unwrap();
        fs::write(&file, to_text(&record).unwrap()).unwrap();
        let told = printed(&home, zone, &["actions"]);
        assert!(told.starts_with("2 actions wait; 1 is overdue.\n"), "{zone}: {told}");
    }
}

#[test]
fn a_record_reads_the_same_in_json_in_every_zone() {
    let home = Home::new();
    let file = record_at(&home, "2026-11-23T10:30:00Z");
    let data = |zone: &str| -> serde_json::Value {
        serde_json::from_str(&printed(&home, zone, &["results", &file, "--format", "json"])).unwrap()
    };
    let expected = data("UTC");
    assert_eq!(expected["record"]["created"], "2026-11-23T10:30:00Z");
    for zone in ZONES {
        assert_eq!(data(zone)["record"], expected["record"], "{zone}");
    }
}

#[test]
fn the_newest_result_is_the_one_that_was_finished_last_whichever_was_begun_first() {
    let home = Home::new();
    for (label, created, finished) in [("early", "01", "20"), ("late", "10", "11")] {
        home.record(label);
        let number = fs::read_dir(home.records()).unwrap().count() - 1;
        let file = home.records().join(format!("{number}.toml"));
        let text = fs::read_to_string(&file).unwrap();
        let moved = |line: &str| match line.split_once(" = ") {
            Some(("created", _)) => format!("created = 2026-11-{created}T09:00:00Z"),
            Some((key @ ("finished" | "changed"), _)) => format!("{key} = 2026-11-{finished}T09:00:00Z"),
            _ => line.to_owned(),
        };
        fs::write(&file, text.lines().map(moved).collect::<Vec<_>>().join("\n") + "\n").unwrap();
    }
    let newest = home.run(&["results"]);
    assert!(newest.out.contains("\nearly\n"), "{newest:?}");
    let list = home.run(&["list"]).out;
    assert!(list.find("late") < list.find("early"), "the list goes by when each was begun: {list}");
    for file in ["records/0.toml", "records/1.toml"] {
        assert_eq!(home.run(&["label", file, "EMEA"]).code, 0);
    }
    let trend = home.run(&["trend", "records/0.toml", "records/1.toml", "--format", "text"]).out;
    let runs: Vec<&str> = trend.lines().filter(|line| line.starts_with("Run ")).collect();
    assert!(
        runs[0].contains("11 November") && runs[1].contains("20 November"),
        "a trend goes by when each was finished: {trend}"
    );
}
