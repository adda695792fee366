//! The verb `actions`.

use std::fs;

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan, Zoned};
use serde_json::Value;
use undercurrent::testing::domain::{Action, ActionStatus, Intent, Plan, Record};
use undercurrent::testing::storage::{from_text, to_text};

use super::home::Home;

/// A day so many days from now.
fn in_days(days: i64) -> Date {
    Zoned::now().date().checked_add(days.days()).unwrap()
}

fn action(step: &str, owner: &str, due: Option<Date>) -> Action {
    let cause = "bad-leads".parse().unwrap();
    Action::new(Intent { cause, step, owner, due }, Timestamp::now()).unwrap()
}

/// Takes actions on in the record of this label, which is made for it.
fn take_on(home: &Home, label: &str, actions: Vec<Action>) -> String {
    let id = home.record(label);
    for file in home.records().read_dir().unwrap() {
        let path = file.unwrap().path();
        let Ok(record) = from_text(&fs::read_to_string(&path).unwrap()) else { continue };
        if record.head().id.short() == id {
            let record: Record = record.with_actions(actions).unwrap();
            fs::write(path, to_text(&record).unwrap()).unwrap();
            return id;
        }
    }
    panic!("no record {id}")
}

/// Two records with what waits and what does not.
fn waiting() -> (Home, [String; 2]) {
    let home = Home::new();
    let emea = vec![action("Sometime.", "", None), action("Next week.", "Kim", Some(in_days(7)))];
    let now = Timestamp::now();
    let apac = vec![
        action("Already late.", "Ann and Bo", Some(in_days(-3))).became(ActionStatus::Going(now)),
        action("Done long ago.", "Kim", Some(in_days(-9))).became(ActionStatus::Done(now)),
        action("Given up.", "Kim", Some(in_days(-9))).became(ActionStatus::Dropped(now)),
    ];
    let ids = [take_on(&home, "EMEA", emea), take_on(&home, "APAC", apac)];
    (home, ids)
}

fn places(text: &str, steps: &[&str]) -> Vec<usize> {
    steps.iter().map(|step| text.find(step).unwrap_or_else(|| panic!("no {step:?} in\n{text}"))).collect()
}

#[test]
fn what_waits_is_listed_over_all_records_overdue_first_and_without_a_date_last() {
    let (home, [emea, apac]) = waiting();
    let run = home.run(&["actions"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(run.out.starts_with("3 steps wait; 1 is overdue.\n"), "{}", run.out);
    assert!(places(&run.out, &["Already late.", "Next week.", "Sometime."]).is_sorted(), "{}", run.out);
    assert!(!run.out.contains("Done long ago.") && !run.out.contains("Given up."));
    assert!(run.out.contains("overdue, still going: Ann and Bo, by "), "{}", run.out);
    assert!(run.out.contains("open: nobody named, no date"), "{}", run.out);
    for heading in [format!("EMEA; {emea}"), format!("APAC; {apac}")] {
        assert!(run.out.contains(&heading), "{}", run.out);
    }
    assert!(run.out.lines().all(|line| line.chars().count() <= 80));
}

#[test]
fn what_waits_is_printed_as_data_too() {
    let (home, _) = waiting();
    let run = home.run(&["actions", "--format", "json"]);
    let data: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!((data["schema"].as_u64(), data["actions"].as_array().map(Vec::len)), (Some(1), Some(3)));
    let first = &data["actions"][0];
    assert_eq!(first["due"], in_days(-3).to_string());
    assert_eq!((&first["overdue"], &first["state"]), (&Value::Bool(true), &Value::from("going")));
    assert_eq!((&first["owner"], &first["cause"]), (&Value::from("Ann and Bo"), &Value::from("bad-leads")));
    assert_eq!(data["actions"][2]["due"], Value::Null);
}

#[test]
fn what_waits_is_printed_as_a_task_list_whose_texts_stay_texts() {
    let home = Home::new();
    take_on(&home, "EMEA", vec![action("[x](http://x.org) <b>now</b> | # a", "*Kim*", Some(in_days(-1)))]);
    let run = home.run(&["actions", "--format", "markdown"]);
    assert!(run.out.starts_with("# 1 step waits; 1 is overdue.\n\n- [ ] \\[x\\]("), "{}", run.out);
    assert!(run.out.contains("**overdue**: \\*Kim\\*, by "), "{}", run.out);
    assert!(!run.out.contains("<b>") && !run.out.contains(" | "), "{}", run.out);
}

#[test]
fn what_waits_is_printed_as_a_table_without_formulas() {
    let home = Home::new();
    take_on(&home, "EMEA", vec![action("=HYPERLINK(\"x\")", "+Kim", Some(in_days(2)))]);
    let run = home.run(&["actions", "--format", "csv"]);
    let mut lines = run.out.lines();
    assert_eq!(lines.next(), Some("record,label,cause,cause_name,step,owner,due,overdue,state,taken,when,we"));
    let row = lines.next().unwrap();
    assert!(row.contains("'=HYPERLINK") && row.contains(",'+Kim,"), "{row}");
    assert!(row.contains(&format!(",{},false,open,", in_days(2))), "{row}");
    assert_eq!(lines.next(), None);
}

#[test]
fn where_nothing_waits_a_sentence_says_how_to_take_something_on() {
    let home = Home::new();
    let none = home.run(&["actions"]);
    assert_eq!((none.code, none.out.as_str()), (0, ""));
    assert!(none.err.contains("There is no record"), "{}", none.err);
    home.record("EMEA");
    let run = home.run(&["actions"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""));
    assert!(run.err.contains("No step waits.") && run.err.contains("'a'"), "{}", run.err);
    let data: Value = serde_json::from_str(&home.run(&["actions", "--format", "json"]).out).unwrap();
    assert_eq!(data["actions"], Value::Array(Vec::new()), "a program always gets data");
}

#[test]
fn a_file_that_was_asked_for_is_written_in_every_form_where_nothing_waits_too() {
    let home = Home::new();
    home.record("EMEA");
    for form in ["txt", "md", "html", "csv", "json", "ics"] {
        let file = format!("steps.{form}");
        let run = home.run(&["actions", "-o", &file]);
        assert_eq!((run.code, run.err), (0, format!("The list of steps is in {file}.\n")), "{form}");
    }
    assert_eq!(fs::read_to_string(home.path().join("steps.txt")).unwrap().trim_end(), "No step waits.");
    assert_eq!(home.run(&["actions", "--format", "csv"]).out.lines().count(), 1);
}

#[test]
fn a_record_that_cannot_be_read_is_named_and_the_others_are_listed() {
    let (home, _) = waiting();
    home.write("records/foreign.toml", "this is no record\n");
    let run = home.run(&["actions"]);
    assert_eq!(run.code, 0);
    assert!(run.out.starts_with("3 steps wait"), "{}", run.out);
    assert!(run.err.contains("foreign.toml cannot be read: "), "{}", run.err);
}

#[test]
fn a_step_with_an_occasion_reads_as_one_sentence_and_is_told_in_its_halves_as_data() {
    let home = Home::new();
    let plan = Plan::new("the Monday meeting begins", "mark ten leads").unwrap();
    let id = take_on(&home, "EMEA", vec![action("Mark leads.", "Kim", Some(in_days(2))).planned(Some(plan))]);
    let text = |args: &[&str]| home.run(args).out.split_whitespace().collect::<Vec<_>>().join(" ");
    for args in [["actions", "--format", "text"], ["actions", "--format", "markdown"], ["report", &id, "--format=text"]]
    {
        assert!(
            text(&args).contains("When the Monday meeting begins, we mark ten leads."),
            "{args:?}: {}",
            text(&args)
        );
    }
    let calendar = home.run(&["actions", "--format", "ics"]).out.replace("\r\n ", "");
    assert!(calendar.contains("SUMMARY:When the Monday meeting begins\\, we mark ten leads."), "{calendar}");
    assert!(text(&["actions", "--format", "csv"]).ends_with("the Monday meeting begins,mark ten leads"));
    let data: Value = serde_json::from_str(&home.run(&["actions", "--format", "json"]).out).unwrap();
    assert_eq!(
        (&data["actions"][0]["when"], &data["actions"][0]["we"]),
        (&"the Monday meeting begins".into(), &"mark ten leads".into())
    );
}
