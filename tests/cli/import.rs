//! `import`: records of the table that a form tool exports.

use std::fs;
use std::path::PathBuf;

use rstest::rstest;
use serde_json::Value;
use undercurrent::testing::definition::built_in;

use super::home::{Home, Run};
use crate::same::same;

const LABELS: [&str; 5] = ["Almost never", "Rarely", "Sometimes", "Often", "Almost always"];

/// The statements, by id and text, in the order of asking.
fn statements() -> Vec<(String, String)> {
    let questionnaire = built_in().unwrap();
    questionnaire.asked().map(|item| (item.id.to_string(), item.text.clone())).collect()
}

/// What a person at a place answers to the statement at a place, in values; none is a statement that was skipped.
fn value(person: usize, statement: usize) -> Option<usize> {
    let skipped = person == 2 && statement == 7;
    (!skipped).then(|| 1 + (person * 3 + statement * 2 + person * statement) % 5)
}

const fn side(person: usize) -> &'static str {
    if person.is_multiple_of(2) { "Sales" } else { "Marketing" }
}

/// How a table is written.
#[derive(Clone, Copy)]
struct Form {
    separator: char,
    /// The head of a statement with this place, id and text.
    head: fn(usize, &str, &str) -> String,
    /// A value as it stands in a cell.
    cell: fn(usize) -> String,
}

/// As most tools write it: the whole text, and the words of the answer.
const USUAL: Form =
    Form { separator: ',', head: |_, _, text| text.to_owned(), cell: |value| LABELS[value - 1].to_owned() };

/// The table of so many people, with an hour, an address and a remark beside their answers.
fn table(form: Form, people: usize) -> String {
    let heads = statements().into_iter().enumerate().map(|(at, (id, text))| (form.head)(at, &id, &text));
    let heads: Vec<String> = ["Timestamp".to_owned(), "Email Address".to_owned(), "Side".to_owned()]
        .into_iter()
        .chain(heads)
        .chain(["Anything else?".to_owned()])
        .collect();
    let rows = (0..people).map(|person| {
        let answers = (0..36).map(|at| value(person, at).map(form.cell).unwrap_or_default());
        let own = [format!("2026/11/23 3:2{person} PM"), format!("kim{person}@example.com"), side(person).to_owned()];
        own.into_iter().chain(answers).chain([format!("remark {person}")]).collect::<Vec<_>>()
    });
    let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
    let line =
        |cells: &Vec<String>| cells.iter().map(quoted).collect::<Vec<_>>().join(&form.separator.to_string()) + "\r\n";
    [heads].iter().chain(rows.collect::<Vec<_>>().iter()).map(line).collect()
}

/// The same people as `score` takes them.
fn scored(home: &Home, people: usize) -> Value {
    let ids: Vec<String> = statements().into_iter().map(|(id, _)| id).collect();
    let row = |person: usize| {
        let answers = (0..36).map(|at| value(person, at).map_or_else(String::new, |value| value.to_string()));
        format!("{},EMEA,{}\n", side(person).to_lowercase(), answers.collect::<Vec<_>>().join(","))
    };
    let table = format!("side,label,{}\n{}", ids.join(","), (0..people).map(row).collect::<String>());
    figures(&home.feed(&["score", "-", "--format", "json"], table))
}

fn figures(run: &Run) -> Value {
    assert_eq!(run.code, 0, "{run:?}");
    let mut data: Value = serde_json::from_str(&run.out).unwrap();
    data["record"] = Value::Null;
    data
}

fn files(home: &Home) -> Vec<PathBuf> {
    let entries = fs::read_dir(home.records()).into_iter().flatten().map(|entry| entry.unwrap().path());
    entries.filter(|path| path.extension().is_some_and(|ending| ending == "toml")).collect()
}

#[test]
fn a_table_of_worded_answers_becomes_one_record_with_the_figures_of_the_same_answers_scored() {
    let home = Home::new();
    home.write("form.csv", table(USUAL, 12));
    let run = home.run(&["import", "form.csv", "--label", "EMEA"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{run:?}");
    for sentence in [
        "12 people: Sales 6, Marketing 6.",
        "36 of 36 statements have a column.",
        "431 answers, 0 that the statement does not apply, 1 skipped.",
        "Left out, and in no record: \"Timestamp\", \"Email Address\" and \"Anything else?\".",
    ] {
        assert!(run.err.contains(sentence), "{sentence}: {}", run.err);
    }
    let id = run.err.split("'undercurrent results ").nth(1).unwrap().split('\'').next().unwrap();
    same!(figures(&home.run(&["results", id, "--format", "json"])), scored(&home, 12));
}

#[rstest]
#[case::ids(|_, id: &str, _: &str| id.to_uppercase())]
#[case::grids(|_, _: &str, text: &str| format!("In the last three months, how often was this so? [{text}]"))]
#[case::numbers(|at, _: &str, text: &str| format!("{}. {}", at + 1, text.trim_end_matches('.')))]
#[case::blanks(|_, _: &str, text: &str| format!("  {} ", text.to_uppercase().replace(' ', "\u{a0} ")))]
fn heads_are_known_however_a_tool_writes_them(#[case] head: fn(usize, &str, &str) -> String) {
    let home = Home::new();
    for (separator, cell) in [
        (',', USUAL.cell),
        (';', |value| format!("{value} - {}", LABELS[value - 1])),
        ('\t', |value| format!("{value}.0")),
    ] {
        let text = format!("\u{feff}{}", table(Form { separator, head, cell }, 12));
        let run = home.feed(&["import", "-", "--label", "EMEA", "--output", "all.toml"], text);
        assert!(run.code == 0 && run.err.contains("The record is in all.toml."), "{run:?}");
        same!(figures(&home.run(&["results", "all.toml", "--format", "json"])), scored(&home, 12));
        fs::remove_file(home.path().join("all.toml")).unwrap();
    }
}

#[test]
fn a_dry_run_says_what_each_column_is_and_writes_nothing() {
    let home = Home::new();
    home.write("form.csv", table(USUAL, 6));
    let run = home.run(&["import", "form.csv", "--dry-run"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{run:?}");
    let line = |head: &str| run.out.lines().find(|line| line.starts_with(head)).unwrap_or_else(|| panic!("{head}"));
    assert!(line("Timestamp").ends_with("   left out"));
    assert!(line("Side").ends_with("   the side"));
    assert!(line("Salespeople enter customer details").ends_with("   data-forgotten"));
    assert!(run.out.contains("It would become one record of 6 people. Nothing was written."), "{}", run.out);
    assert!(run.out.lines().take(41).all(|line| line.chars().count() <= 80), "{}", run.out);
    let each = home.run(&["import", "form.csv", "-n", "--each"]);
    assert!(each.out.contains("6 records of one person each"), "{}", each.out);
    assert!(!home.records().exists());
}

#[test]
fn with_each_everybody_has_a_record_of_their_own() {
    let home = Home::new();
    home.write("form.csv", table(USUAL, 6));
    let run = home.run(&["import", "form.csv", "--each", "--label", "EMEA"]);
    assert!(run.code == 0 && run.err.contains("There are 6 more records now."), "{run:?}");
    assert_eq!(home.run(&["list", "--quiet"]).out.lines().count(), 6);
    let sales = home.run(&["list"]).out.lines().filter(|line| line.contains("sales") && line.contains("EMEA")).count();
    assert_eq!(sales, 3, "{}", home.run(&["list"]).out);
}

#[test]
fn a_table_of_one_person_becomes_that_persons_record() {
    let home = Home::new();
    home.write("form.csv", table(USUAL, 1));
    assert_eq!(home.run(&["import", "form.csv"]).code, 0);
    assert!(home.run(&["results"]).out.contains("the view of 1 person, from Sales"));
}

#[test]
fn the_same_table_is_recognised_and_imported_again_only_where_that_is_asked_for() {
    for each in [&["import", "form.csv"][..], &["import", "form.csv", "--each"]] {
        let home = Home::new();
        home.write("form.csv", table(USUAL, 6));
        assert_eq!(home.run(each).code, 0);
        let after = files(&home);
        let again = home.run(each);
        assert_eq!((again.code, again.out.as_str()), (1, ""), "{again:?}");
        assert!(again.err.contains("already") && again.err.contains("Nothing was imported."), "{}", again.err);
        assert!(home.run(&[each, &["--dry-run"]].concat()).out.contains("already"));
        assert_eq!(files(&home), after, "nothing was added");
        assert_eq!(home.run(&[each, &["--force"]].concat()).code, 0);
        assert_eq!(files(&home).len(), 2 * after.len());
    }
}

#[test]
fn the_same_table_is_recognised_whether_it_became_one_record_or_one_of_each() {
    let (one, each) = (&["import", "form.csv", "--label", "EMEA"][..], &["import", "form.csv", "--each"][..]);
    for (first, then) in [(one, each), (&["import", "form.csv", "--each", "--label", "EMEA"], one)] {
        let home = Home::new();
        home.write("form.csv", table(USUAL, 6));
        assert_eq!(home.run(first).code, 0);
        let after = files(&home);
        let again = home.run(then);
        assert!(again.code == 1 && again.err.contains("already"), "{again:?}");
        assert_eq!(files(&home), after, "nothing was added");
    }
}

#[test]
fn whoever_answered_like_somebody_in_a_record_of_several_is_imported() {
    let home = Home::new();
    home.write("form.csv", table(USUAL, 6));
    assert_eq!(home.run(&["import", "form.csv"]).code, 0);
    home.write("form.csv", table(USUAL, 1));
    assert_eq!(home.run(&["import", "form.csv"]).code, 0);
}

#[test]
fn a_table_that_grew_by_a_person_is_refused_since_both_figures_would_give_that_person_away() {
    let home = Home::new();
    home.write("form.csv", table(USUAL, 12));
    assert_eq!(home.run(&["import", "form.csv"]).code, 0);
    home.write("form.csv", table(USUAL, 13));
    let run = home.run(&["import", "form.csv"]);
    assert!(run.code == 1 && run.err.contains("holds 12 of these 13 people already"), "{run:?}");
    assert_eq!(files(&home).len(), 1);
}

#[test]
fn a_record_holds_nothing_of_a_row_but_side_and_answers_and_tells_nobodys_place() {
    let home = Home::new();
    home.write("form.csv", table(USUAL, 12));
    assert_eq!(home.run(&["import", "form.csv"]).code, 0);
    let text = fs::read_to_string(&files(&home)[0]).unwrap();
    for foreign in ["kim1", "example.com", "remark 1", " PM", "Timestamp"] {
        assert!(!text.contains(foreign), "{foreign}");
    }
    let ids: Vec<&str> = text.lines().filter(|line| line.starts_with("id = \"") && line.len() == 39).skip(1).collect();
    assert_eq!(ids.len(), 12, "{text}");
    assert!(ids.is_sorted(), "they stand in the order of their random names: {ids:?}");
}

#[test]
fn the_side_may_be_given_for_all_or_stand_in_a_column_of_any_name() {
    let home = Home::new();
    let named = table(USUAL, 6).replacen("\"Side\"", "\"Where do you work?\"", 1);
    home.write("form.csv", &named);
    let missing = home.run(&["import", "form.csv"]);
    assert!(missing.code == 1 && missing.err.contains("it does not say which side answered"), "{missing:?}");
    assert!(missing.err.contains("\"Timestamp\"") && missing.err.contains("\"Where do you work?\""), "{missing:?}");
    assert!(missing.err.contains("--side-column") && missing.err.contains("sales, marketing, other (Another team)"));
    let by_column = home.run(&["import", "form.csv", "-n", "--side-column", "where do you WORK"]);
    assert!(by_column.out.contains("Sales 3, Marketing 3"), "{by_column:?}");
    let for_all = home.run(&["import", "form.csv", "-n", "--side", "marketing"]);
    assert!(for_all.out.contains("6 people: Marketing 6."), "{for_all:?}");
    assert!(home.run(&["import", "form.csv", "-n", "--side", "Another TEAM"]).out.contains("Another team 6"));
    let unknown = home.run(&["import", "form.csv", "--side", "finance"]);
    assert!(unknown.code == 2 && unknown.err.contains("there is no side 'finance': the sides are"), "{unknown:?}");
    let no_column = home.run(&["import", "form.csv", "--side-column", "Where do you wrok?"]);
    assert!(no_column.code == 1 && no_column.err.contains("did you mean 'Where do you work?'?"), "{no_column:?}");
    home.write("form.csv", table(USUAL, 6).replacen("\"Marketing\"", "\"Finance\"", 1));
    let strange = home.run(&["import", "form.csv"]);
    assert!(strange.err.contains("form.csv:3:") && strange.err.contains("there is no side 'Finance'"), "{strange:?}");
}

#[test]
fn what_an_editor_puts_before_a_table_is_no_part_of_its_first_head_nor_of_a_column_that_is_told() {
    let home = Home::new();
    for head in ["Side,lead-fits", "lead-fits,Side"] {
        let row = if head.starts_with("Side") { "Sales,4" } else { "4,Sales" };
        home.write("form.csv", format!("\u{feff}{head}\n{row}\n"));
        let run = home.run(&["import", "form.csv", "-n"]);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{head}: {run:?}");
    }
    for table in ["sep=;\r\nSide;lead-fits\r\nSales;4\r\n", "Side\tlead-fits\nSales\t4\n"] {
        let wide: Vec<u8> = format!("\u{feff}{table}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in [table.as_bytes().to_vec(), wide] {
            home.write("form.csv", bytes);
            let run = home.run(&["import", "form.csv", "-n"]);
            assert_eq!((run.code, run.err.as_str()), (0, ""), "{table}: {run:?}");
        }
    }
    home.write("form.csv", b"Side,lead-fits,Gr\xfc\xdfe\nSales,4,sch\xf6n\n");
    let run = home.run(&["import", "form.csv", "-n"]);
    assert!(run.err.starts_with("error: the bytes [FC] are not UTF-8, here and in 2 more places\n"), "{}", run.err);
    assert!(run.err.contains("form.csv:1:18\n") && run.err.ends_with("1 problem in form.csv\n"), "{}", run.err);
    for (text, place) in [
        ("lead-fist,Side\n4,Sales\n", "1:1"),
        ("Side,lead-fist\nSales,4\n", "1:6"),
        ("lead-fits,Side\n9,Sales\n", "2:1"),
    ] {
        home.write("form.csv", format!("\u{feff}{text}"));
        let run = home.run(&["import", "form.csv", "-n"]);
        assert!(run.code == 1 && run.err.contains(&format!("form.csv:{place}\n")), "{text}: {}", run.err);
    }
}

#[test]
fn one_wrong_cell_is_told_with_its_place_and_nothing_is_imported() {
    let home = Home::new();
    let whole = table(USUAL, 6);
    let at = whole.rfind("\"Often\"").unwrap();
    let row = whole[..at].matches('\n').count() + 1;
    home.write("form.csv", format!("{}\"Ofen\"{}", &whole[..at], &whole[at + 7..]));
    for each in [&["import", "form.csv"][..], &["import", "form.csv", "--each"], &["import", "form.csv", "-n"]] {
        let run = home.run(each);
        assert!(run.code == 1 && run.out.is_empty(), "{run:?}");
        assert!(run.err.contains(&format!("form.csv:{row}:")) && run.err.contains("'Ofen' is no answer to"), "{run:?}");
        assert!(run.err.contains("did you mean 'Often'?"), "{}", run.err);
    }
    assert!(files(&home).is_empty());
}

#[rstest]
#[case(
    "\"Salespeople enter customer details",
    "\"Salespeople enter customers detail",
    "nearly the statement 'data-forgotten'"
)]
#[case("\"Email Address\"", "\"data-forgotten\"", "this statement has a column already")]
#[case("\"Email Address\"", "\"side\"", "the side has a column already")]
#[case("\"Email Address\"", "\"lead-fist\"", "nearly the statement 'lead-fits'")]
#[case("\"remark 1\"\r\n", "\"remark 1\",\"\"\r\n", "this row has 41 cells, and the first row 40")]
fn a_head_or_a_row_that_is_not_clear_is_refused(#[case] here: &str, #[case] instead: &str, #[case] why: &str) {
    let home = Home::new();
    let text = table(USUAL, 6);
    assert!(text.contains(here));
    home.write("form.csv", text.replacen(here, instead, 1));
    let run = home.run(&["import", "form.csv"]);
    assert!(run.code == 1 && run.err.contains(why), "{run:?}");
    assert!(files(&home).is_empty());
}

#[rstest]
#[case("", "the table is empty")]
#[case("Name,Colour\nKim,blue\n", "no column is a statement")]
#[case("side,lead-fits\n", "nobody answered anything")]
#[case("side,lead-fits\nSales,\n", "nobody answered anything")]
fn a_table_without_statements_or_people_is_told_so(#[case] text: &str, #[case] why: &str) {
    let run = Home::new().feed(&["import", "-"], text);
    assert!(run.code == 1 && run.err.contains(why), "{run:?}");
}

#[test]
fn rows_without_answers_and_a_second_line_of_heads_are_nobody() {
    let home = Home::new();
    let text = "side,lead-fits,lead-facts\n,Response,Response\nSales,Often,\nMarketing,,\n,,\nMarketing,2,n/a\n";
    let run = home.feed(&["import", "-", "--dry-run"], text);
    assert!(run.out.contains("2 people: Sales 1, Marketing 1."), "{run:?}");
    assert!(run.out.contains("2 answers, 1 that the statement does not apply, 1 skipped."), "{}", run.out);
    assert!(run.out.contains("1 row without any answer is left out."), "{}", run.out);
    assert!(
        run.out.contains("2 of 36 statements have a column.") && run.out.contains("Without a column"),
        "{}",
        run.out
    );
}

#[test]
fn of_too_few_people_it_is_told_that_nothing_is_shown() {
    let home = Home::new();
    home.write("form.csv", table(USUAL, 4));
    let run = home.run(&["import", "form.csv"]);
    assert!(run.code == 0 && run.err.contains("No figures are shown of 4 people: it takes 5 people"), "{run:?}");
}

#[test]
fn what_stands_in_a_table_acts_on_no_terminal() {
    let home = Home::new();
    let text = "side,lead-fits,\u{1b}[2Jname\nSales,2,\u{1b}]0;x\u{7}\nSales,\u{1b}[31m,x\n";
    for args in [&["import", "-"][..], &["import", "-", "-n"]] {
        let bad = home.feed(args, text);
        assert!(bad.code == 1 && bad.is_tame(), "{bad:?}");
        let good = home.feed(args, text.replacen("\u{1b}[31m", "3", 1));
        assert!(good.code == 0 && good.is_tame(), "{good:?}");
    }
}

#[test]
fn a_questionnaire_of_ones_own_may_have_been_asked() {
    let home = Home::new();
    home.write("ours.toml", home.run(&["questions"]).out.replace("lead-fits", "our-fits"));
    let text = "side,our-fits\nSales,2\n";
    assert!(home.feed(&["import", "-", "-n"], text).code == 1);
    let run = home.feed(&["import", "-", "--questions", "ours.toml"], text);
    assert_eq!(run.code, 0, "{run:?}");
}
