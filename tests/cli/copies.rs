//! Copies of one record, as services that keep folders in step leave them.

use std::fs;

use super::home::{Home, Run};
use super::window::Window;
#[cfg(unix)]
use crate::same::same_text;

const COPY: &str = "0 (conflicted copy).toml";

/// Two runs of EMEA; the first of them twice, byte for byte. With the short id of the first.
fn synced() -> (Home, String) {
    let home = Home::new();
    let id = home.record("EMEA");
    home.record("EMEA");
    copy(&home, COPY, |text| text);
    (home, id)
}

/// One more copy of the first record, changed like this.
fn copy(home: &Home, name: &str, changed: fn(String) -> String) {
    let text = fs::read_to_string(home.records().join("0.toml")).unwrap();
    home.write(&format!("records/{name}"), changed(text));
}

fn at(name: &str) -> String {
    format!("records/{name}")
}

fn is_refused(run: &Run) {
    assert_eq!((run.code, run.out.as_str()), (1, ""), "{run:?}");
    assert!(run.err.contains("name the file") && !run.err.contains("more digits"), "{}", run.err);
    assert!(run.err.contains(COPY) && run.err.contains("0.toml"), "{}", run.err);
}

#[test]
fn the_list_names_the_file_of_each_copy_and_of_nothing_else() {
    let (home, id) = synced();
    let list = home.run(&["list"]);
    assert_eq!((list.code, list.err.as_str()), (0, ""));
    assert_eq!(list.out.matches(&id).count(), 2, "{}", list.out);
    let marks: Vec<&str> = list.out.lines().filter_map(|line| line.strip_prefix("          copy: ")).collect();
    assert_eq!(marks, [COPY, "0.toml"]);
}

#[test]
fn an_id_that_several_files_have_is_refused_by_every_command_with_the_advice_to_name_the_file() {
    let (home, id) = synced();
    for verb in [
        &["results", &id][..],
        &["report", &id],
        &["label", &id, "APAC"],
        &["delete", "--yes", &id],
        &["merge", &id, "records/1.toml", "--output", "both.toml"],
        &["compare", &id, "records/1.toml"],
        &["trend", &id, "records/1.toml"],
    ] {
        is_refused(&home.run(verb));
    }
    assert_eq!(fs::read_dir(home.records()).unwrap().count(), 3);
}

#[test]
fn digits_that_several_records_share_still_ask_for_more_of_them() {
    let home = Home::new();
    home.record("EMEA");
    copy(&home, "other.toml", |text| {
        let at = text.find("id = \"").unwrap() + "id = \"".len() + 8;
        let digit = if text.as_bytes()[at] == b'0' { "1" } else { "0" };
        format!("{}{digit}{}", &text[..at], &text[at + 1..])
    });
    let list = home.run(&["list"]).out;
    let id = list.lines().nth(1).unwrap()[..8].to_owned();
    let run = home.run(&["results", &id]);
    assert!(run.err.contains("give more digits, or the path"), "{run:?}");
    assert!(!list.contains("copy:"), "{list}");
}

#[test]
fn every_command_reaches_a_copy_by_its_path_and_leaves_the_others() {
    let (home, id) = synced();
    let original = fs::read(home.records().join("0.toml")).unwrap();
    let copy = at(COPY);
    same_text!(home.run(&["results", &copy]).out, home.run(&["results", "records/0.toml"]).out);
    assert_eq!(home.run(&["report", &copy, "--format", "text"]).code, 0);
    assert_eq!(home.run(&["label", &copy, "APAC"]).err, format!("{id} is named APAC now.\n"));
    assert!(fs::read_to_string(home.records().join(COPY)).unwrap().contains("APAC"));
    assert_eq!(fs::read(home.records().join("0.toml")).unwrap(), original);
    assert_eq!(home.run(&["delete", "--yes", &copy]).code, 0);
    assert!(!home.records().join(COPY).exists());
    assert_eq!(fs::read(home.records().join("0.toml")).unwrap(), original);
    assert_eq!(home.run(&["results", &id]).code, 0, "once it is alone, its id names it again");
}

#[test]
fn a_trend_leaves_copies_out_and_names_them_with_what_differs() {
    let (home, _) = synced();
    copy(&home, "0 (2).toml", |text| text.replace("lead-fits = 1", "lead-fits = 4"));
    let [first, second, third] = [at("0.toml"), at(COPY), at("0 (2).toml")];
    let run = home.run(&["trend", &first, &second, &third, "records/1.toml"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(run.out.starts_with("Undercurrent: 2 records of one person"), "{}", run.out);
    let text = run.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("records/0 (conflicted copy).toml is a copy of records/0.toml, and is left out."), "{text}");
    assert!(text.contains("records/0 (2).toml is a copy of records/0.toml that differs from it"), "{text}");
}

#[test]
fn a_trend_of_copies_alone_is_refused_with_their_names() {
    let (home, _) = synced();
    let run = home.run(&["trend", &at("0.toml"), &at(COPY)]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(run.err.contains("0.toml and records/0 (conflicted copy).toml are copies of one record"), "{}", run.err);
}

#[test]
fn the_newest_result_that_has_copies_is_the_one_with_its_own_name_and_says_so() {
    let home = Home::new();
    home.record("EMEA");
    copy(&home, COPY, |text| text);
    let run = home.run(&["results"]);
    assert_eq!(run.code, 0);
    assert_eq!(run.err, format!("note: this is 0.toml; copies of the same record are in {COPY}.\n"));
}

#[cfg(unix)]
#[test]
fn each_row_of_the_list_opens_and_deletes_its_own_file() {
    let (home, _) = synced();
    copy(&home, COPY, |text| text.replace("EMEA", "HOME"));
    let mut window = Window::open(home.in_terminal(&["--plain"]));
    window.wait_for("HOME, Sales, today");
    window.wait_for(&format!("copy in {COPY}"));
    let screen = window.contents();
    let row = screen.lines().find(|line| line.contains("HOME, Sales")).unwrap();
    let number = row.trim().split('.').next().unwrap().to_owned();
    window.send(&format!("d{number}\r"));
    window.wait_for("this one is in");
    window.send("y\r");
    super::window::wait_until("the copy is gone", || !home.records().join(COPY).exists());
    assert!(home.records().join("0.toml").exists(), "the other file of that record stays");
    window.send("q\r");
    assert_eq!(window.exit().code, Some(0));
}

#[cfg(unix)]
#[test]
fn runs_are_set_side_by_side_from_the_list_although_one_has_a_copy() {
    let (home, _) = synced();
    let mut window = Window::open(home.in_terminal(&["--plain"]));
    window.wait_for(&format!("copy in {COPY}"));
    window.wait_for("copy in 0.toml");
    window.send("t1\r");
    window.wait_for("2 records of one person");
    window.wait_for("and is left out.");
    window.send("b\r");
    window.send("q\r");
    assert_eq!(window.exit().code, Some(0));
}
