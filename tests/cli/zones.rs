//! Days as they are where the program runs: west and east of UTC, and where the clock changes.

use std::fs;
use std::path::Path;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use rstest::rstest;
use undercurrent::testing::domain::{Action, ActionStatus, Intent};
use undercurrent::testing::storage::{from_text, to_text};

use super::home::Home;
use super::window::{Window, wait_until};
use crate::same::same;

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
    move_to(home, "0.toml", at);
    "records/0.toml".to_owned()
}

/// Writes another time into a record.
fn move_to(home: &Home, file: &str, at: &str) {
    let file = home.records().join(file);
    let text = fs::read_to_string(&file).unwrap();
    let moved = |line: &str| match line.split_once(" = ") {
        Some((key @ ("created" | "finished" | "changed"), _)) => format!("{key} = {at}"),
        _ => line.to_owned(),
    };
    fs::write(&file, text.lines().map(moved).collect::<Vec<_>>().join("\n") + "\n").unwrap();
}

#[rstest]
#[case("Pacific/Pago_Pago", "2026-11-23T10:30:00Z", "2026-11-22 23:30", "22 November 2026")]
#[case("UTC", "2026-11-23T10:30:00Z", "2026-11-23 10:30", "23 November 2026")]
#[case("Pacific/Kiritimati", "2026-11-23T10:30:00Z", "2026-11-24 00:30", "24 November 2026")]
#[case("Europe/Berlin", "2026-10-25T00:30:00Z", "2026-10-25 02:30", "25 October 2026")]
#[case("Europe/Berlin", "2026-10-25T01:30:00Z", "2026-10-25 02:30", "25 October 2026")]
#[case("Europe/Berlin", "2026-03-29T00:59:00Z", "2026-03-29 01:59", "29 March 2026")]
#[case("Europe/Berlin", "2026-03-29T01:00:00Z", "2026-03-29 03:00", "29 March 2026")]
#[case::the_last_minute_before_a_midnight_that_is_none(
    "America/Santiago",
    "2026-09-06T03:59:00Z",
    "2026-09-05 23:59",
    "5 September 2026"
)]
#[case::a_midnight_that_is_none("America/Santiago", "2026-09-06T04:00:00Z", "2026-09-06 01:00", "6 September 2026")]
#[case::an_evening_that_is_there_twice("America/Santiago", "2026-04-05T02:30:00Z", "2026-04-04 23:30", "4 April 2026")]
#[case::the_same_evening_again("America/Santiago", "2026-04-05T03:30:00Z", "2026-04-04 23:30", "4 April 2026")]
#[case("Asia/Beirut", "2026-03-28T21:59:00Z", "2026-03-28 23:59", "28 March 2026")]
#[case("Asia/Beirut", "2026-03-28T22:00:00Z", "2026-03-29 01:00", "29 March 2026")]
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
    for form in ["text", "markdown", "html"] {
        let report = printed(&home, zone, &["report", &file, "--format", form]);
        assert!(report.contains(day), "{zone}, {form}: {}", report.lines().take(12).collect::<Vec<_>>().join("\n"));
    }
    let table = printed(&home, zone, &["report", &file, "--format", "csv"]);
    assert!(table.contains(&listed[..10]), "{zone}: {}", table.lines().take(2).collect::<Vec<_>>().join("\n"));
}

/// The day in this time zone.
fn today(zone: &str) -> Date {
    Timestamp::now().to_zoned(TimeZone::get(zone).unwrap()).date()
}

/// Does something on one day of this time zone: once more where midnight comes in between.
fn on_one_day<T>(zone: &str, act: impl Fn(Date) -> T) -> T {
    loop {
        let day = today(zone);
        let done = act(day);
        if today(zone) == day {
            return done;
        }
    }
}

#[rstest]
#[case("Pacific/Pago_Pago")]
#[case("Pacific/Kiritimati")]
#[case("UTC")]
fn today_and_yesterday_part_at_midnight_where_they_are_read(#[case] zone: &str) {
    for (seconds, begun) in [(0, "begun today 00:00"), (-1, "begun yesterday 23:59"), (-86_401, "23:59, 3 answers")] {
        let err = on_one_day(zone, |day| {
            let home = Home::new();
            let midnight = day.to_zoned(TimeZone::get(zone).unwrap()).unwrap().timestamp();
            let file = record_at(&home, &(midnight + seconds.seconds()).to_string());
            let run = home.command().env("TZ", zone).args(["delete", "--yes", &file]).output().unwrap();
            String::from_utf8(run.stderr).unwrap()
        });
        assert!(err.contains(begun), "{zone}: {err}");
        assert!(seconds > -86_400 || !err.contains("yesterday"), "{zone}: {err}");
    }
}

#[test]
fn a_record_is_named_by_its_day_in_utc_and_a_report_by_its_day_where_it_is_written() {
    for zone in ZONES {
        on_one_day("UTC", |day| {
            let home = Home::new();
            let open = |args: &[&str]| {
                let mut command = home.in_terminal(args);
                command.env("TZ", zone);
                Window::open(command)
            };
            let mut window = open(&["--plain"]);
            for (question, line) in [("2. Pulse", "2"), ("Another team.", "1"), ("Name:", ""), ("1 of 9. ", "4")] {
                window.wait_for(question);
                window.send(&format!("{line}\r"));
            }
            window.wait_for("2 of 9. ");
            window.send("q\r");
            assert_eq!(window.exit().code, Some(0));
            let name = names(&home.records()).remove(0);
            assert!(name.starts_with(&format!("{day}-")) || day != today("UTC"), "{zone}: {name}");
        });
        let home = Home::new();
        let file = record_at(&home, "2026-11-23T10:30:00Z");
        let mut command = home.in_terminal(&["--plain", "results", &file]);
        command.env("TZ", zone);
        let mut window = Window::open(command);
        window.wait_for("Choice:");
        window.send("e\r1\r\r");
        window.wait_for("The report is in ");
        let day = "2026-11-23T10:30:00Z".parse::<Timestamp>().unwrap().to_zoned(TimeZone::get(zone).unwrap()).date();
        assert!(
            names(home.path()).contains(&format!("undercurrent-emea-{day}.html")),
            "{zone}: {:?}",
            names(home.path())
        );
    }
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    entries.filter(|name| !name.contains(".lock")).collect()
}

#[test]
fn what_became_of_a_step_is_dated_and_asked_about_by_the_day_where_it_is_read() {
    for (zone, day) in [("Pacific/Pago_Pago", "22 November 2026"), ("Pacific/Kiritimati", "24 November 2026")] {
        let home = Home::new();
        let file = record_at(&home, "2026-11-23T10:30:00Z");
        let at: Timestamp = "2026-11-23T10:30:00Z".parse().unwrap();
        let record = from_text(&fs::read_to_string(home.path().join(&file)).unwrap()).unwrap();
        let intent = Intent { cause: "bad-leads".parse().unwrap(), step: "Talk.", owner: "", due: None };
        let step = Action::new(intent, at).unwrap().became(ActionStatus::Going(at));
        fs::write(home.path().join(&file), to_text(&record.with_actions(vec![step]).unwrap()).unwrap()).unwrap();
        let report = printed(&home, zone, &["report", &file, "--format", "text"]);
        let report = report.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(report.contains(&format!("still going, {day}")), "{zone}: {report}");
    }
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
        let steps = [action("Yesterday.", -1), action("Today.", 0), action("Tomorrow.", 1)];
        let record = record.with_actions(steps.to_vec()).unwrap();
        fs::write(&file, to_text(&record).unwrap()).unwrap();
        let list = printed(&home, zone, &["actions"]);
        assert!(list.starts_with("3 steps wait; 1 is overdue.\n"), "{zone}: {list}");
        assert!(
            list.find("Yesterday.") < list.find("Today.") && list.find("Today.") < list.find("Tomorrow."),
            "{list}"
        );
    }
}

#[rstest]
#[case("Pacific/Pago_Pago", "2026-11-23T10:30:00Z", "22 Nov")]
#[case("Pacific/Kiritimati", "2026-11-23T10:30:00Z", "24 Nov")]
#[case("America/Santiago", "2026-09-06T03:59:00Z", "5 Sep")]
fn the_columns_of_a_trend_are_named_by_the_days_of_where_it_is_read(
    #[case] zone: &str,
    #[case] at: &str,
    #[case] day: &str,
) {
    let home = Home::new();
    let first = record_at(&home, at);
    let second = home.record("EMEA");
    // Of the same month, so that days tell them apart.
    move_to(&home, "1.toml", &at.replace("-23T", "-28T").replace("-06T", "-28T"));
    let text = printed(&home, zone, &["trend", &first, &second, "--format", "text"]);
    assert!(text.contains(day), "{zone}: {text}");
    let mut command = home.in_terminal(&["trend", &first, &second]);
    command.env("TZ", zone);
    Window::open(command).wait_for(day);
}

/// A home whose only record has two open steps: one was to be done the day before this one, the other on this day.
fn home_with_steps(today: Date) -> Home {
    let home = Home::new();
    home.record("EMEA");
    let file = home.records().join("0.toml");
    let steps = [("Yesterday.", -1), ("Today.", 0)].map(|(step, days)| {
        let due = Some(today.checked_add(days.days()).unwrap());
        let intent = Intent { cause: "bad-leads".parse().unwrap(), step, owner: "", due };
        Action::new(intent, Timestamp::now()).unwrap()
    });
    let record = from_text(&fs::read_to_string(&file).unwrap()).unwrap();
    fs::write(&file, to_text(&record.with_actions(steps.to_vec()).unwrap()).unwrap()).unwrap();
    home
}

#[test]
fn the_lists_of_records_and_of_steps_count_as_overdue_what_is_overdue_where_they_are_read() {
    for zone in ZONES {
        on_one_day(zone, |today| {
            let home = home_with_steps(today);
            for (args, part) in [
                (&[][..], "! 1 overdue: Yesterday, since"),
                (&["--plain"], "1 overdue: Yesterday, since"),
                (&["actions"], "wait; 1 is overdue."),
            ] {
                let mut command = home.in_terminal(args);
                command.env("TZ", zone);
                Window::open(command).wait_for(part);
            }
        });
    }
}

#[test]
fn a_report_calls_an_open_action_overdue_once_its_day_is_over_where_it_is_read() {
    for (zone, form) in ZONES.iter().flat_map(|zone| ["text", "markdown", "html"].map(|form| (*zone, form))) {
        on_one_day(zone, |today| {
            let home = home_with_steps(today);
            let report = printed(&home, zone, &["report", "records/0.toml", "--format", form]);
            let text = report.split_whitespace().collect::<Vec<_>>().join(" ");
            let late: Vec<_> = text.match_indices("open, overdue").map(|(at, _)| at).collect();
            assert_eq!(late.len(), 1, "{zone}, {form}: {text}");
            let (yesterday, now) = (text.find("Yesterday.").unwrap(), text.find("Today.").unwrap());
            assert!(yesterday < late[0] && late[0] < now, "{zone}, {form}: {text}");
        });
    }
}

#[rstest]
#[case("Pacific/Pago_Pago")]
#[case("Pacific/Kiritimati")]
#[case("UTC")]
fn a_day_is_asked_back_as_past_once_it_is_over_where_the_step_is_taken_on(#[case] zone: &str) {
    for plain in [false, true] {
        on_one_day(zone, |today| {
            let home = Home::new();
            home.record("EMEA");
            for (days, asked) in [(-1, true), (0, false)] {
                let day = today.checked_add(days.days()).unwrap();
                let mut window = taking_on(&home, zone, plain);
                let (enter, step) = if plain { ("\r", "Talk.\r") } else { ("\r", "\u{15}Talk.\r") };
                window.send(step);
                window.wait_for("Who takes it on?");
                window.send(enter);
                window.wait_for("By when?");
                window.send(&format!("{day}\r"));
                if asked {
                    window.wait_for("is past. Keep it?");
                } else {
                    let is_kept =
                        || fs::read_to_string(home.path().join("records/0.toml")).unwrap().contains(&due(day));
                    wait_until("the step is kept", is_kept);
                }
            }
        });
    }
}

/// How a record keeps the day of a step.
fn due(day: Date) -> String {
    format!("due = {day}")
}

/// Where the first step for the first cause is typed.
fn taking_on(home: &Home, zone: &str, plain: bool) -> Window {
    let (args, lines): (&[&str], _) = if plain {
        (&["results", "records/0.toml", "--plain"], [("1. Lead mismatch", "1\r"), ("mean 100 of 100", "a\r")])
    } else {
        (&["results", "records/0.toml"], [("Lead mismatch", "\r"), ("a take on", "a")])
    };
    let mut command = home.in_terminal(args);
    command.env("TZ", zone);
    let mut window = Window::open(command);
    for (once, line) in lines {
        window.wait_for(once);
        window.send(line);
    }
    window.wait_for("what will you do first?");
    window
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
        same!(data(zone)["record"], expected["record"], "{zone}");
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
    let runs: Vec<&str> = trend.lines().filter(|line| line.trim_start().starts_with("Record ")).collect();
    assert!(
        runs[0].contains("11 November") && runs[1].contains("20 November"),
        "a trend goes by when each was finished: {trend}"
    );
}
