//! `score`: answers from files, of one person or of many.

use std::fmt::Write as _;
use std::fs;

use rstest::rstest;
use serde_json::Value;

use super::home::{Home, Run};
use super::window::Window;
#[cfg(unix)]
use crate::same::{same, same_text};

const GOOD: &str = "side = \"marketing\"\nlabel = \"EMEA\"\n[answers]\nlead-unchecked = 5\nlead-fits = 1\n";

/// Twelve people, six on each side: what each answers to three statements; none is a statement that was skipped.
fn people() -> Vec<(&'static str, [Option<i32>; 3])> {
    let side = |at: i32| if at % 2 == 0 { "sales" } else { "marketing" };
    (0..12).map(|at| (side(at), [Some(1 + at % 5), Some(5 - at % 4), (at != 3).then_some(2)])).collect()
}

const ITEMS: [&str; 3] = ["lead-unchecked", "lead-fits", "data-forgotten"];

/// The answers of one person as keys and values, a line each.
fn lines(answers: &[Option<i32>; 3], between: &str) -> Vec<String> {
    let given = ITEMS.iter().zip(answers).filter_map(|(item, answer)| Some((item, (*answer)?)));
    given.map(|(item, answer)| format!("{item}{between}{answer}")).collect()
}

fn as_toml() -> String {
    people().iter().fold("label = \"EMEA\"\n".to_owned(), |mut text, (side, answers)| {
        let answers = lines(answers, " = ").join("\n");
        let _ = write!(text, "[[people]]\nside = \"{side}\"\n[people.answers]\n{answers}\n");
        text
    })
}

fn as_json(bare: bool) -> String {
    let own = if bare { "\"label\": \"EMEA\", " } else { "" };
    let each = people().into_iter().map(|(side, answers)| {
        let answers = lines(&answers, "\": ").iter().map(|line| format!("\"{line}")).collect::<Vec<_>>().join(", ");
        format!("{{\"side\": \"{side}\", {own}\"answers\": {{{answers}}}}}")
    });
    let list = format!("[{}]", each.collect::<Vec<_>>().join(",\n"));
    if bare { list } else { format!("{{\"label\": \"EMEA\", \"people\": {list}}}") }
}

fn as_table(separator: char) -> String {
    let row = |cells: &[String]| cells.join(&separator.to_string()) + "\n";
    let names: Vec<String> =
        ["lead-fits", "label", "SIDE", "lead-unchecked", "data-forgotten"].map(str::to_owned).into();
    let mut table = row(&names);
    for (side, [unchecked, fits, forgotten]) in people() {
        let cell = |answer: Option<i32>| answer.map_or_else(String::new, |answer| answer.to_string());
        table.push_str(&row(&[cell(fits), "EMEA".to_owned(), side.to_owned(), cell(unchecked), cell(forgotten)]));
    }
    table
}

fn data(run: &Run) -> Value {
    assert_eq!(run.code, 0, "{run:?}");
    let mut data: Value = serde_json::from_str(&run.out).unwrap();
    // When it was scored, and its random names, differ each time.
    data["record"] = Value::Null;
    data
}

/// What merging the records of those twelve people gives.
fn merged(home: &Home) -> Value {
    let files: Vec<String> = (0..12).map(|at| format!("{at}.rec.toml")).collect();
    for (file, (side, answers)) in files.iter().zip(people()) {
        let text = format!("side = \"{side}\"\nlabel = \"EMEA\"\n[answers]\n{}\n", lines(&answers, " = ").join("\n"));
        assert_eq!(home.feed(&["score", "-", "--output", file], text).code, 0);
    }
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    assert_eq!(home.run(&[&["merge"], &files[..], &["--output", "all.toml"]].concat()).code, 0);
    data(&home.run(&["results", "all.toml", "--format", "json"]))
}

#[test]
fn one_file_of_one_person_is_what_the_option_scored() {
    let home = Home::new();
    home.write("a.toml", GOOD);
    let scored = home.run(&["score", "a.toml"]);
    assert_eq!((scored.code, scored.err.as_str()), (0, ""));
    same_text!(scored.out, home.run(&["--answers", "a.toml"]).out);
    assert!(scored.out.contains("the view of 1 person, from Marketing\nEMEA"), "{}", scored.out);
}

#[test]
fn many_people_in_any_form_get_the_result_of_their_records_merged() {
    let home = Home::new();
    let expected = merged(&home);
    assert_eq!(expected["people"], 12);
    let forms = [as_toml(), as_json(false), as_json(true), as_table(','), as_table(';'), as_table('\t')];
    for source in forms {
        let wide = format!("\u{feff}{source}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        let marked = format!("\u{feff}{source}").into_bytes();
        for typed in [source.clone().into_bytes(), marked, source.replace('\n', "\r\n").into_bytes(), wide] {
            let run = home.feed(&["score", "-", "--format", "json"], typed);
            assert_eq!(run.err, "Merged 12 responses: Sales 6, Marketing 6.\n", "{source}");
            same!(data(&run), expected, "{source}");
        }
    }
}

#[test]
fn many_files_are_taken_together_whatever_their_form() {
    let home = Home::new();
    let expected = merged(&home);
    let table = as_table(',');
    let rows: Vec<&str> = table.lines().collect();
    home.write("first.csv", [rows[0], rows[1], rows[2]].join("\n"));
    home.write("rest.csv", [&rows[..1], &rows[4..]].concat().join("\n"));
    home.write("third.toml", {
        let (side, answers) = people()[2];
        format!("side = \"{side}\"\nlabel = \"emea\"\n[answers]\n{}\n", lines(&answers, " = ").join("\n"))
    });
    let run = home.run(&["score", "first.csv", "third.toml", "rest.csv", "--format", "json"]);
    same!(data(&run), expected);
}

#[test]
fn a_few_people_are_told_that_nothing_is_shown_and_the_record_is_saved_where_that_is_asked_for() {
    let home = Home::new();
    let table = as_table(',');
    home.write("few.csv", table.lines().take(4).collect::<Vec<_>>().join("\n"));
    let run = home.run(&["score", "few.csv", "--output", "r.toml"]);
    assert!(run.code == 0 && run.err.contains("Merged 3 responses"), "{run:?}");
    assert!(run.err.contains("'undercurrent compare'"), "{}", run.err);
    assert!(!run.out.contains("of 100"), "no figure: {}", run.out);
    let record = fs::read_to_string(home.path().join("r.toml")).unwrap();
    assert!(record.contains("kind = \"merged\""));
    same_text!(home.run(&["results", "r.toml"]).out, run.out);
}

#[test]
fn a_table_of_one_person_is_one_persons_view_and_numbers_may_be_written_as_programs_do() {
    let home = Home::new();
    let toml = home.feed(&["score", "-"], "side = \"sales\"\n[answers]\nlead-unchecked = 5\nlead-fits = \"na\"\n").out;
    for row in ["5,NA,sales,", "5.0,na,Sales,", "\"5\",\"NA\",\"sales\",\"\"", "５, Na ,ＳＡＬＥＳ,  "] {
        let run = home.feed(&["score", "-"], format!("lead-unchecked,lead-fits,side,data-say\n{row}\n"));
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{row}");
        same_text!(run.out, toml);
    }
}

#[test]
fn a_row_of_one_cell_is_counted_as_one() {
    let home = Home::new();
    home.write("short.csv", "side,lead-fits\nsales,1\nsales\n");
    let run = home.run(&["score", "short.csv"]);
    assert!(run.err.contains("this row has 1 cell, and the first row 2"), "{}", run.err);
}

#[test]
fn every_problem_of_a_table_is_told_with_its_place_and_that_of_a_column_once() {
    let home = Home::new();
    home.write(
        "bad.csv",
        "side,lead-fist,lead-fits,lead-fits,data-say\nsales,1,6,1,2\nseles,2,\"1,5\",1,maybe\nmarketing,3,1\n,1,1,1,1\n",
    );
    let run = home.run(&["score", "bad.csv"]);
    assert!(run.code == 1 && run.out.is_empty() && run.is_tame(), "{run:?}");
    for part in [
        "bad.csv:1:6",
        "there is no statement 'lead-fist'",
        "did you mean 'lead-fits'?",
        "bad.csv:1:26",
        "this column was there before",
        "bad.csv:2:9",
        "6 is not on the scale of 'lead-fits'",
        "bad.csv:3:1",
        "there is no side 'seles'",
        "bad.csv:3:10",
        "bad.csv:3:17",
        "bad.csv:4:1",
        "this row has 3 cells, and the first row 5",
        "bad.csv:5:1",
    ] {
        assert!(run.err.contains(part), "{part}: {}", run.err);
    }
    assert_eq!(run.err.matches("there is no statement").count(), 1, "{}", run.err);
}

#[rstest]
#[case("Timestamp,side,lead-fits\n10:00,sales,4\n", "'undercurrent import' reads what a form tool exports")]
#[case("lead-fits,data-say\n1,2\n", "it does not say which side answered")]
#[case("side,lead-fits\n", "there is nobody below the names of the columns")]
#[case("", "the table is empty")]
fn a_table_without_people_or_sides_is_told_so(#[case] table: &str, #[case] why: &str) {
    let home = Home::new();
    home.write("a.csv", table);
    let run = home.run(&["score", "a.csv"]);
    assert!(run.code == 1 && run.err.contains(why), "{run:?}");
}

#[rstest]
#[case("people = 3\n", "the people are a list of tables; this is a number", "1:10")]
#[case("people = []\n", "there is nobody in the list", "1:10")]
#[case("people = [3]\n", "each person is a table with side and answers; this is a number", "1:11")]
#[case("side = \"sales\"\n[[people]]\nside = \"sales\"\nanswers = {}\n", "'side' is not a key", "1:1")]
#[case("[[people]]\nside = \"sales\"\nanswers = {}\n[[people]]\nanswers = {}\n", "which side answered", "4:1")]
#[case("[{\"side\": \"sales\", \"answers\": {\"lead-fits\": 9}}]", "9 is not on the scale", "1:45")]
#[case("{\"people\": [{\"answers\": {}}]}", "which side answered", "1:13")]
fn what_is_wrong_with_one_of_many_people_is_told_with_its_place(
    #[case] source: &str,
    #[case] why: &str,
    #[case] place: &str,
) {
    let run = Home::new().feed(&["score", "-"], source);
    assert!(run.code == 1 && run.err.contains(why), "{run:?}");
    assert!(run.err.contains(&format!("standard input:{place}\n")), "{}", run.err);
}

#[test]
fn a_file_that_is_named_twice_is_refused() {
    let home = Home::new();
    home.write("a.toml", GOOD);
    let run = home.run(&["score", "a.toml", "./a.toml"]);
    assert!(run.code == 2 && run.err.contains("a.toml is named twice"), "{run:?}");
}

#[test]
fn the_template_holds_every_statement_with_its_id_and_is_scored_once_it_is_filled_in() {
    let home = Home::new();
    let template = home.run(&["score", "--template"]);
    assert!(template.code == 0 && template.is_tame(), "{template:?}");
    assert_eq!(template.out.lines().filter(|line| line.ends_with(" = \"\"")).count(), 36 + 2);
    assert!(template.out.contains("# 1 Almost never, 2 Rarely, 3 "), "{}", template.out);
    let unfilled = home.feed(&["score", "-"], template.out.as_str());
    let named = ["error: no side is given\n", "the sides are sales, marketing"].map(|part| unfilled.err.contains(part));
    assert_eq!((unfilled.code, named), (1, [true; 2]), "{unfilled:?}");
    let filled = template.out.replacen("side = \"\"", "side = \"sales\"", 1);
    let filled = filled.replacen("lead-fits = \"\"", "lead-fits = 1", 1).replacen(
        "lead-unchecked = \"\"",
        "lead-unchecked = 5",
        1,
    );
    let scored = home.feed(&["score", "-"], filled);
    let plain = home.feed(&["score", "-"], "side = \"sales\"\n[answers]\nlead-fits = 1\nlead-unchecked = 5\n");
    same_text!(scored.out, plain.out);
}

#[test]
fn the_template_of_a_table_names_every_column_and_follows_the_questionnaire() {
    let home = Home::new();
    let table = home.run(&["score", "--template", "csv"]).out;
    assert_eq!(table.split(',').count(), 2 + 36);
    let row = format!("sales,EMEA{}", ",4".repeat(36));
    assert_eq!(home.feed(&["score", "-"], format!("{table}{row}\n")).code, 0);
    let ours = home.run(&["questions"]).out.replace("lead-fits", "our-fits");
    home.write("ours.toml", ours);
    for form in ["--template=csv", "--template=toml"] {
        let run = home.run(&["score", form, "--questions", "ours.toml"]);
        assert!(run.out.contains("our-fits") && !run.out.contains("lead-fits"), "{run:?}");
    }
}

#[test]
fn a_form_that_no_report_has_is_refused_before_anything_is_read_or_saved() {
    let home = Home::new();
    home.write("a.toml", GOOD);
    let reported = home.run(&["report", "a.toml", "--format", "ics"]);
    let scored = home.run(&["score", "a.toml", "--output", "r.toml", "--format", "ics"]);
    assert_eq!((scored.code, scored.err.as_str()), (2, reported.err.as_str()));
    assert!(!home.path().join("r.toml").exists(), "nothing is saved");
    let shown = home.run(&["results", "no-such-record", "--format", "ics"]);
    assert_eq!((shown.code, shown.err.as_str()), (2, reported.err.as_str()));
}

#[cfg(unix)]
#[test]
fn a_workbook_that_a_terminal_cannot_show_leaves_no_record_behind() {
    let home = Home::new();
    home.write("a.toml", GOOD);
    let mut window = Window::open(home.in_terminal(&["score", "a.toml", "--output", "r.toml", "--format", "xlsx"]));
    window.wait_for("a workbook is no text for a terminal");
    assert_eq!(window.exit().code, Some(2));
    assert!(!home.path().join("r.toml").exists(), "nothing is saved");
}

#[test]
fn a_thousand_people_in_a_table_are_scored_at_once() {
    let home = Home::new();
    let mut table = home.run(&["score", "--template", "csv"]).out;
    for at in 0..1000 {
        let side = if at % 2 == 0 { "sales" } else { "marketing" };
        let _ = writeln!(table, "{side},EMEA{}", format!(",{}", 1 + at % 5).repeat(36));
    }
    home.write("all.csv", table);
    let run = home.run(&["score", "all.csv"]);
    assert!(run.code == 0 && run.out.contains("the view of 1000 people"), "{run:?}");
}
