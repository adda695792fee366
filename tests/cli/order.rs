//! Which of several: of runs that were begun and finished in different orders, of copies, of steps of which some are
//! settled.

use std::fs;
use std::path::Path;

use jiff::Timestamp;
use rstest::rstest;
use undercurrent::testing::domain::{Action, ActionStatus, Intent, Record};
use undercurrent::testing::storage::{from_text, to_text};

use super::home::Home;
use super::window::{Window, wait_until};
#[cfg(unix)]
use crate::record::like;
use crate::same::same_text;

const COPY: &str = "0 (conflicted copy).toml";
const OTHER: &str = "0 (2).toml";

fn november(day: u8) -> Timestamp {
    format!("2026-11-{day:02}T09:00:00Z").parse().unwrap()
}

fn read(path: &Path) -> Record {
    from_text(&fs::read_to_string(path).unwrap()).unwrap()
}

/// Writes a record of the folder again, changed like this.
fn rewrite(home: &Home, file: &str, change: impl FnOnce(Record) -> Record) {
    let path = home.records().join(file);
    fs::write(&path, to_text(&change(read(&path))).unwrap()).unwrap();
}

/// A record of EMEA that was begun and finished on these days of November.
fn run(home: &Home, file: &str, (begun, finished): (u8, u8)) {
    home.record("EMEA");
    rewrite(home, file, |record| {
        like(&record).created(&november(begun).to_string()).finished(&november(finished).to_string()).build()
    });
}

/// A first step that was taken on on this day.
fn step(text: &str, day: u8) -> Action {
    let intent = Intent { cause: "bad-leads".parse().unwrap(), step: text, owner: "", due: None };
    Action::new(intent, november(day)).unwrap()
}

fn take_on(home: &Home, file: &str, steps: Vec<Action>) {
    rewrite(home, file, |record| record.with_actions(steps).unwrap());
}

#[cfg(unix)]
fn states(home: &Home, file: &str) -> Vec<bool> {
    read(&home.records().join(file)).actions().iter().map(Action::is_open).collect()
}

#[cfg(unix)]
#[test]
fn a_record_of_one_person_is_dated_by_the_day_on_which_it_was_finished_and_not_begun() {
    let home = Home::new();
    run(&home, "0.toml", (20, 23));
    for form in ["text", "markdown", "html"] {
        let report = home.run(&["report", "records/0.toml", "--format", form]).out;
        assert!(report.contains("Answered on 23 November 2026."), "{form}: {report}");
    }
    let table = home.run(&["report", "records/0.toml", "--format", "csv"]).out;
    assert!(table.contains(",2026-11-23,") && !table.contains("2026-11-20"), "{table}");
    let mut window = Window::open(home.in_terminal(&["--plain", "results", "records/0.toml"]));
    window.wait_for("Choice:");
    window.send("e\r1\r\r");
    window.wait_for("The report is in ");
    let report = home.path().join("undercurrent-emea-2026-11-23.html");
    assert!(report.exists(), "the name of the file that is offered");
}

/// Begins another assessment of EMEA from the list of records, up to what comes before its first statement.
#[cfg(unix)]
fn begin_another(home: &Home) -> Window {
    let mut window = Window::open(home.in_terminal(&["--plain"]));
    for (question, line) in [("1. EMEA, Sales, ", "n"), ("2. Pulse", "2"), ("Another team.", "1"), ("Name:", "EMEA")] {
        window.wait_for(question);
        window.send(&format!("{line}\r"));
    }
    window
}

/// Leaves at the first statement: then all is saved.
#[cfg(unix)]
fn leave(window: &mut Window) {
    window.wait_for("1 of 9. ");
    window.send("q\r");
    assert_eq!(window.exit().code, Some(0));
}

/// What stands in the window on one line.
#[cfg(unix)]
fn said(window: &Window) -> String {
    window.contents().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The run that was begun first was finished last, and calls a cause by a name of its own.
fn crossed() -> Home {
    let home = Home::new();
    run(&home, "0.toml", (1, 20));
    run(&home, "1.toml", (10, 11));
    let text = fs::read_to_string(home.records().join("0.toml")).unwrap();
    home.write("records/0.toml", text.replace("name = \"Lead mismatch\"", "name = \"Lead muddle\""));
    home
}

#[test]
fn names_come_from_the_run_that_was_finished_last_in_whichever_order_the_runs_are_given() {
    let home = crossed();
    for files in [["records/0.toml", "records/1.toml"], ["records/1.toml", "records/0.toml"]] {
        for verb in ["compare", "trend"] {
            let run = home.run(&[verb, files[0], files[1]]);
            assert!(run.out.contains("Lead muddle") && !run.out.contains("Lead mismatch"), "{verb}: {run:?}");
        }
        let output = format!("team-{}.toml", &files[0][8..9]);
        assert_eq!(home.run(&["merge", files[0], files[1], "--output", &output]).code, 0);
        let merged = fs::read_to_string(home.path().join(output)).unwrap();
        assert!(merged.contains("name = \"Lead muddle\"") && !merged.contains("name = \"Lead mismatch\""));
    }
}

#[cfg(unix)]
#[test]
fn the_runs_of_the_list_go_by_when_each_was_finished() {
    let home = crossed();
    let mut window = Window::open(home.in_terminal(&["--plain"]));
    window.wait_for("2. EMEA");
    window.send("t1\r");
    window.wait_for("2 records of one person");
    window.wait_for("20 November");
    let screen = said(&window);
    let runs = screen.split("2 records of one person").nth(1).unwrap();
    assert!(runs.find("11 November") < runs.find("20 November"), "{runs}");
}

#[cfg(unix)]
#[test]
fn the_first_step_asked_about_is_that_of_the_run_that_was_finished_last() {
    let home = crossed();
    take_on(&home, "0.toml", vec![step("Finished last.", 20)]);
    take_on(&home, "1.toml", vec![step("Begun last.", 11)]);
    let mut window = begin_another(&home);
    window.wait_for("Finished last.");
    window.send("1\r");
    window.wait_for("Begun last.");
    window.send("3\r");
    leave(&mut window);
    assert_eq!((states(&home, "0.toml"), states(&home, "1.toml")), (vec![false], vec![false]));
}

#[cfg(unix)]
#[rstest]
#[case::the_first_is_done([ActionStatus::Done(november(5)), ActionStatus::Open], ["Settled.", "Open."])]
#[case::the_first_is_dropped([ActionStatus::Dropped(november(5)), ActionStatus::Going(november(6))], ["Settled.", "Open."])]
#[case::the_second_is_done([ActionStatus::Open, ActionStatus::Done(november(5))], ["Open.", "Settled."])]
#[case::the_second_is_dropped([ActionStatus::Going(november(6)), ActionStatus::Dropped(november(5))], ["Open.", "Settled."])]
fn of_two_first_steps_the_one_that_is_open_is_asked_about_and_written(
    #[case] became: [ActionStatus; 2],
    #[case] texts: [&str; 2],
) {
    let home = Home::new();
    run(&home, "0.toml", (1, 2));
    let steps = texts.iter().zip(became).map(|(text, became)| step(text, 2).became(became));
    take_on(&home, "0.toml", steps.collect());
    let listed = home.run(&["actions"]).out;
    assert!(listed.starts_with("1 step waits") && listed.contains("Open.") && !listed.contains("Settled."), "{listed}");
    let mut window = begin_another(&home);
    window.wait_for("What became of this first step?");
    assert!(said(&window).contains("Open.") && !said(&window).contains("Settled."), "{}", said(&window));
    window.send("1\r");
    leave(&mut window);
    let record = read(&home.records().join("0.toml"));
    let settled = texts.iter().position(|text| *text == "Settled.").unwrap();
    assert_eq!(record.actions()[settled].state(), became[settled], "what was settled before stays as it was");
    assert!(
        matches!(record.actions()[1 - settled].state(), ActionStatus::Done(at) if at > november(20)),
        "{:?}",
        record.actions()
    );
}

/// One record in several files, with a first step as each of them has it.
fn copied(files: &[(&str, Vec<Action>)]) -> Home {
    let home = Home::new();
    run(&home, "0.toml", (1, 2));
    let original = fs::read_to_string(home.records().join("0.toml")).unwrap();
    for (file, steps) in files {
        home.write(&format!("records/{file}"), &original);
        take_on(&home, file, steps.clone());
    }
    home
}

#[cfg(unix)]
#[rstest]
#[case::done_in_the_copy("0.toml", COPY)]
#[case::done_in_the_record_itself(COPY, "0.toml")]
fn a_step_that_was_settled_in_the_copy_that_was_changed_last_waits_no_more(#[case] open: &str, #[case] done: &str) {
    let settled = step("Talk.", 2).became(ActionStatus::Done(november(9)));
    let home = copied(&[(open, vec![step("Talk.", 2)]), (done, vec![settled])]);
    let listed = home.run(&["actions"]);
    assert_eq!((listed.code, listed.out.as_str()), (0, ""));
    assert!(listed.err.starts_with("No step waits."), "{}", listed.err);
    assert!(listed.err.contains(&format!("note: {done} and {open} are copies of ")), "{}", listed.err);
    assert!(listed.err.contains(&format!("; what waits is told from {done}.\n")), "{}", listed.err);
    let window = begin_another(&home);
    window.wait_for("1 of 9. ");
    assert!(!said(&window).contains("What became of"), "{}", said(&window));
}

#[cfg(unix)]
#[test]
fn a_step_that_is_still_going_in_the_copy_that_was_changed_last_is_asked_about_and_written_there() {
    let dropped = step("Talk.", 2).became(ActionStatus::Dropped(november(5)));
    let going = step("Talk.", 2).became(ActionStatus::Going(november(9)));
    let home = copied(&[("0.toml", vec![dropped]), (COPY, vec![going])]);
    let other = fs::read(home.records().join("0.toml")).unwrap();
    assert!(home.run(&["actions"]).out.starts_with("1 step waits; none is overdue."));
    let mut window = begin_another(&home);
    window.wait_for("What became of this first step?");
    window.send("1\r");
    leave(&mut window);
    assert_eq!(states(&home, COPY), [false]);
    assert_eq!(fs::read(home.records().join("0.toml")).unwrap(), other, "the other file is left as it was");
    assert_eq!(home.run(&["actions"]).out, "");
}

#[test]
fn of_three_copies_of_which_two_agree_the_one_that_was_changed_last_counts_and_what_another_has_more_is_said() {
    let settled = step("Talk.", 2).became(ActionStatus::Done(november(9)));
    let agreed = vec![step("Talk.", 2), step("Listen.", 3)];
    let home = copied(&[("0.toml", agreed.clone()), (COPY, agreed), (OTHER, vec![settled])]);
    let listed = home.run(&["actions"]);
    assert_eq!(listed.out, "");
    assert_eq!(listed.err.matches("note: ").count(), 1, "{}", listed.err);
    assert!(listed.err.contains(&format!("told from {OTHER}; ")), "{}", listed.err);
    for other in ["0.toml", COPY] {
        assert!(listed.err.contains(&format!("; {other} holds 1 waiting step more")), "{}", listed.err);
    }
    let (note, text) = (home.run(&["results"]).err, home.run(&["results", &format!("records/{OTHER}")]).out);
    assert!(note.starts_with(&format!("note: this is {OTHER}; copies of the same record are in ")), "{note}");
    same_text!(home.run(&["results"]).out, text);
}

#[test]
fn what_agrees_in_all_copies_is_listed_once() {
    let steps = || vec![step("Talk.", 2)];
    let home = copied(&[("0.toml", steps()), (COPY, steps()), (OTHER, steps())]);
    let listed = home.run(&["actions"]);
    assert!(listed.out.starts_with("1 step waits") && listed.out.matches("Talk.").count() == 1, "{}", listed.out);
    assert!(listed.err.ends_with("; what waits is told from 0.toml.\n"), "{}", listed.err);
}

#[rstest]
#[case::one_differs_and_was_changed_last(12, OTHER, [("0.toml", true), (COPY, true)])]
#[case::one_differs_and_was_changed_first(8, "0.toml", [(COPY, false), (OTHER, true)])]
fn a_trend_over_three_copies_of_which_two_agree_follows_the_one_that_was_changed_last(
    #[case] day: u8,
    #[case] kept: &str,
    #[case] left_out: [(&str, bool); 2],
) {
    let home = copied(&[("0.toml", vec![]), (COPY, vec![]), (OTHER, vec![])]);
    for (file, day, answer) in [("0.toml", 10, "2"), (COPY, 10, "2"), (OTHER, day, "5")] {
        let text = fs::read_to_string(home.records().join(file)).unwrap();
        let text = text.replace("lead-fits = 1", &format!("lead-fits = {answer}"));
        let changed = format!("\nchanged = {}\nmin_people", november(day));
        home.write(&format!("records/{file}"), text.replacen("\nmin_people", &changed, 1));
    }
    home.record("EMEA");
    let run = home.run(&[
        "trend",
        "records/0.toml",
        &format!("records/{COPY}"),
        &format!("records/{OTHER}"),
        "records/3.toml",
    ]);
    let text = run.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.starts_with("Undercurrent: 2 records of one person"), "{run:?}");
    for (file, differs) in left_out {
        let how = if differs { " that differs from it" } else { ", and is left out." };
        let place = text.find(&format!("/{file} is a copy of ")).unwrap_or_else(|| panic!("{file}: {text}"));
        let rest = &text[place..];
        let sentence = &rest[..rest.find(how).unwrap_or_else(|| panic!("{how}: {rest}"))];
        assert!(sentence.ends_with(&format!("/{kept}")), "{sentence}");
    }
}

#[cfg(unix)]
#[rstest]
#[case(&["--plain"])]
#[case(&[])]
fn what_is_said_to_be_deleted_is_the_file_that_was_deleted_and_undone_is_that_file(#[case] args: &[&str]) {
    let home = copied(&[("0.toml", vec![]), (COPY, vec![]), (OTHER, vec![])]);
    assert_eq!(home.run(&["label", &format!("records/{COPY}"), "HOME"]).code, 0);
    assert_eq!(home.run(&["label", &format!("records/{OTHER}"), "AWAY"]).code, 0);
    let mut window = Window::open(home.in_terminal(args));
    window.wait_for("EMEA");
    let rows = window.contents();
    let at = |label: &str| rows.find(label).unwrap_or_else(|| panic!("{label}: {rows}"));
    let mut order = ["EMEA", "HOME", "AWAY"];
    order.sort_by_key(|label| at(label));
    let last = order[2];
    let file = [("EMEA", "0.toml"), ("HOME", COPY), ("AWAY", OTHER)].into_iter().find(|one| one.0 == last).unwrap().1;
    if args.is_empty() {
        window.send("\u{1b}[F");
        window.confirm("d", &format!("Delete {last}, "));
    } else {
        window.send("d3\r");
        window.wait_for(&format!("Delete {last}, "));
        window.send("y\r");
    }
    window.wait_for(&format!("Deleted: {last}, "));
    assert!(!home.records().join(file).exists());
    assert_eq!(fs::read_dir(home.records()).unwrap().filter(|file| is_record(file.as_ref().unwrap())).count(), 2);
    window.send(if args.is_empty() { "u" } else { "u\r" });
    window.wait_for(&format!("Back again: {last}, "));
    assert!(home.records().join(file).exists());
}

#[cfg(unix)]
fn is_record(file: &fs::DirEntry) -> bool {
    file.path().extension().is_some_and(|ending| ending == "toml")
}

#[cfg(unix)]
#[test]
fn what_is_said_to_be_discarded_is_the_copy_that_was_discarded() {
    let home = copied(&[("0.toml", vec![]), (COPY, vec![])]);
    for (file, label) in [("0.toml", "EMEA"), (COPY, "HOME")] {
        rewrite(&home, file, |record| like(&record).unfinished().label(label).build());
    }
    let mut window = Window::open(home.in_terminal(&["--plain"]));
    window.wait_for("3. All 36");
    let screen = said(&window);
    let second = if screen.find("Resume EMEA") < screen.find("Resume HOME") { "HOME" } else { "EMEA" };
    window.send("d2\r");
    window.wait_for(&format!("Discard {second}, "));
    window.send("y\r");
    window.wait_for(&format!("Deleted: {second}, "));
    assert_eq!(home.records().join(COPY).exists(), second == "EMEA");
    assert_eq!(home.records().join("0.toml").exists(), second == "HOME");
}

#[cfg(unix)]
#[test]
fn of_two_copies_that_were_deleted_the_last_comes_back_first() {
    let home = copied(&[("0.toml", vec![]), (COPY, vec![])]);
    assert_eq!(home.run(&["label", &format!("records/{COPY}"), "HOME"]).code, 0);
    let mut window = Window::open(home.in_terminal(&["--plain"]));
    window.wait_for("2. ");
    let files = [("EMEA", "0.toml"), ("HOME", COPY)];
    for number in ["2", "1"] {
        window.send(&format!("d{number}\r"));
        window.wait_for("u takes it back until you leave.");
        window.send("y\r");
        let left = usize::from(number == "2");
        wait_until("it is gone", || {
            files.iter().filter(|(_, file)| home.records().join(file).exists()).count() == left
        });
        if number == "2" {
            window.wait_for("Deleted: ");
        }
    }
    window.wait_for("There is no record yet.");
    let screen = window.contents();
    let last = screen.rsplit("Deleted: ").next().unwrap().split(',').next().unwrap().to_owned();
    let file = files.iter().find(|(label, _)| *label == last).unwrap().1;
    window.send("u\r");
    window.wait_for(&format!("Back again: {last}, "));
    let there: Vec<_> = files.iter().filter(|(_, file)| home.records().join(file).exists()).map(|one| one.1).collect();
    assert_eq!(there, [file]);
}
