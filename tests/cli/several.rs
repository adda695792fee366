//! The verbs `merge` and `compare`: several people's records as one, and side by side.

use std::fs;

use rstest::rstest;
use undercurrent::testing::domain::{Kind, Token};
use undercurrent::testing::storage::{read, to_text};

use super::home::{Home, Run};
use super::record::like;
use super::window::Window;
#[cfg(unix)]
use crate::same::same_text;

/// A finished record of a side in a file of its own.
fn person(home: &Home, file: &str, side: &str, label: &str) {
    let answers = format!("side = \"{side}\"\nlabel = \"{label}\"\n[answers]\nlead-unchecked = 5\nlead-fits = 1\n");
    let made = home.feed(&["--answers", "-", "--output", file], answers);
    assert_eq!(made.code, 0, "{made:?}");
}

/// So many people, the first half for Sales and the second for Marketing; gives their files.
fn people(home: &Home, number: usize) -> Vec<String> {
    let file = |at: usize| format!("{at}.toml");
    (0..number).for_each(|at| {
        person(home, &file(at), if 2 * at < number { "sales" } else { "marketing" }, "EMEA");
    });
    (0..number).map(file).collect()
}

fn merge(home: &Home, files: &[String], output: &str) -> Run {
    let mut args = vec!["merge", "--output", output];
    args.extend(files.iter().map(String::as_str));
    home.run(&args)
}

#[rstest]
#[case(12, "Merged 12 responses: Sales 6, Marketing 6.")]
#[case(3, "Merged 3 responses: Sales 2, Marketing 1.")]
fn people_are_merged_and_counted(#[case] number: usize, #[case] sentence: &str) {
    let home = Home::new();
    let files = people(&home, number);
    let run = merge(&home, &files, "team.toml");
    assert_eq!((run.code, run.out.as_str()), (0, ""));
    assert!(run.err.contains(sentence) && run.err.contains("They are in team.toml."), "{}", run.err);
    let record = read(&home.path().join("team.toml")).unwrap();
    assert_eq!((record.responses().len(), record.head().label.as_str()), (number, "EMEA"));
}

/// A record of six people who answered twice, in a file of its own.
fn session(home: &Home, file: &str, number: u128) {
    let template = read(&home.path().join("0.toml")).unwrap();
    let people = (0..12).map(|at| {
        let mut response = template.responses()[0].clone();
        (response.id, response.round) = (Token::new(100 * number + at), if at < 6 { 1 } else { 2 });
        response
    });
    let record = like(&template).kind(Kind::Workshop).head(|head| head.id = Token::new(number << 96)).people(people);
    home.write(file, to_text(&record.build()).unwrap());
}

#[test]
fn the_report_of_records_that_are_merged_has_their_second_round() {
    let home = Home::new();
    people(&home, 1);
    session(&home, "one.toml", 1);
    session(&home, "two.toml", 2);
    let run = home.run(&["merge", "one.toml", "two.toml", "--format", "text"]);
    assert!(run.code == 0 && run.out.contains("\nThe second round\n"), "{run:?}");
    assert_eq!(home.run(&["merge", "one.toml", "two.toml", "--output", "both.toml"]).code, 0);
    same_text!(run.out, home.run(&["report", "both.toml"]).out);
}

#[test]
fn a_record_named_by_its_short_id_is_merged_too() {
    let home = Home::new();
    let (id, files) = (home.record("EMEA"), people(&home, 1));
    assert_eq!(merge(&home, &[id, files[0].clone()], "team.toml").code, 0);
}

#[test]
#[cfg(windows)]
fn a_wildcard_stands_for_the_files_that_fit_where_no_shell_writes_them_out() {
    let home = Home::new();
    fs::create_dir(home.path().join("people")).unwrap();
    for (at, side) in ["sales", "marketing"].into_iter().enumerate() {
        person(&home, &format!("people/{at}.toml"), side, "EMEA");
    }
    let run = home.run(&["merge", "people\\*.toml", "--output", "all.toml"]);
    assert!(run.code == 0 && run.err.contains("Merged 2 responses"), "{run:?}");
    let run = home.run(&["merge", "nowhere\\*.toml", "--output", "none.toml"]);
    assert_ne!(run.code, 0, "{run:?}");
}

#[test]
fn merging_again_takes_nobody_twice() {
    let home = Home::new();
    let mut files = people(&home, 3);
    assert_eq!(merge(&home, &files, "team.toml").code, 0);
    files.push("team.toml".to_owned());
    let run = merge(&home, &files, "again.toml");
    assert!(run.err.contains("Merged 3 responses") && run.err.contains("3 more copies"), "{}", run.err);
}

#[test]
fn copies_that_differ_are_told_with_the_one_that_was_taken() {
    let home = Home::new();
    let files = people(&home, 2);
    let text = fs::read_to_string(home.path().join("0.toml")).unwrap();
    assert!(text.contains("lead-fits = 1"));
    let changed = text.replace("lead-fits = 1", "lead-fits = 3").replacen(
        "label =",
        "changed = 2030-01-01T00:00:00Z\nlabel =",
        1,
    );
    home.write("later.toml", changed);
    let run = merge(&home, &[files[0].clone(), "later.toml".to_owned(), files[1].clone()], "team.toml");
    assert!(run.err.contains("A response in later.toml differs from its copy in 0.toml: it is taken"), "{}", run.err);
    assert!(fs::read_to_string(home.path().join("team.toml")).unwrap().contains("lead-fits = 3"));
}

#[test]
fn a_file_that_is_there_is_never_overwritten() {
    let home = Home::new();
    let files = people(&home, 2);
    home.write("team.toml", "precious");
    let run = merge(&home, &files, "team.toml");
    assert_eq!(
        (run.code, run.err.as_str()),
        (1, "error: team.toml exists already: give --force to replace it, or another name\n")
    );
    assert_eq!(fs::read_to_string(home.path().join("team.toml")).unwrap(), "precious");
}

#[test]
fn another_questionnaire_is_refused_and_nothing_is_written() {
    let home = Home::new();
    let files = people(&home, 1);
    let asked = home.run(&["questions"]).out.replacen("A lead reaches Sales before", "A lead gets to Sales before", 1);
    home.write("ours.toml", asked);
    let made = home.feed(
        &["--questions", "ours.toml", "--answers", "-", "--output", "b.toml"],
        "side = \"sales\"\nanswers = {}\n",
    );
    assert_eq!(made.code, 0, "{made:?}");
    let run = merge(&home, &[files[0].clone(), "b.toml".to_owned()], "team.toml");
    assert_eq!(run.code, 1);
    let sentence = "error: b.toml does not have the same questionnaire as 0.toml: the wording of the statement \
                'lead-unchecked' differs\n";
    assert_eq!(run.err, sentence);
    assert!(!home.path().join("team.toml").exists());
}

#[rstest]
#[case(&["merge", "0.toml", "1.toml"], "--output")]
#[case(&["merge", "--output", "team.toml", "0.toml"], "2 values required")]
#[case(&["merge", "--output", "team.toml"], "RECORD")]
fn a_merge_needs_two_records_and_a_file(#[case] args: &[&str], #[case] part: &str) {
    let run = Home::new().run(args);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.contains(part), "{}", run.err);
}

#[cfg(unix)] // Windows has no such names.
#[test]
fn nothing_that_is_told_acts_on_a_terminal() {
    let home = Home::new();
    let hostile = "a\u{1b}[2J\u{202e}.toml";
    person(&home, hostile, "sales", "<script>alert(1)</script> $(reboot)");
    let files = people(&home, 1);
    let run = merge(&home, &[files[0].clone(), hostile.to_owned()], "b\u{1b}[2J.toml");
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.is_tame(), "{:?}", run.err);
    assert!(run.err.contains("They are in b<U+001B>[2J.toml."), "{}", run.err);
}

#[test]
fn two_people_are_set_side_by_side() {
    let home = Home::new();
    let files = people(&home, 2);
    let run = home.run(&["compare", &files[0], &files[1]]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    for part in ["Undercurrent: 2 people, side by side\n", "  Sales, EMEA: ", "  Marketing, EMEA: "] {
        assert!(run.out.contains(part), "{}", run.out);
    }
}

#[rstest]
#[case("page.html", "<h1>2 people, side by side</h1>")]
#[case("page.md", "# Undercurrent: 2 people, side by side\n")]
#[case("page.txt", "Undercurrent: 2 people, side by side\n")]
#[case("page.csv", "\u{feff}person,side,answered_on,item,cause,")]
#[case("page.json", "\"widest\": [")]
fn a_comparison_is_written_in_the_form_of_the_ending(#[case] file: &str, #[case] part: &str) {
    let home = Home::new();
    people(&home, 2);
    let args = ["compare", "0.toml", "1.toml", "--output", file];
    let run = home.run(&args);
    assert_eq!((run.code, run.out.as_str()), (0, ""));
    assert_eq!(run.err, format!("The comparison is in {file}.\n"));
    assert!(fs::read_to_string(home.path().join(file)).unwrap().contains(part));
    let again = home.run(&args);
    assert!(again.code == 1 && again.err.contains("exists already: give --force"), "{}", again.err);
}

#[test]
fn an_ending_that_stands_for_no_form_is_refused_in_the_same_words_by_every_command() {
    let home = Home::new();
    people(&home, 2);
    for (command, what) in [
        (&["report", "0.toml"][..], "report"),
        (&["compare", "0.toml", "1.toml"], "comparison"),
        (&["trend", "0.toml", "1.toml"], "trend"),
        (&["actions"], "list of steps"),
    ] {
        let run = home.run(&[command, &["--output", "page.pdf"]].concat());
        let why = format!("error: the ending of 'page.pdf' stands for no form of {what}: end it in .txt, .md, .html");
        assert!(run.code == 2 && run.err.starts_with(&why), "{}", run.err);
        assert!(!home.path().join("page.pdf").exists());
    }
}

#[test]
fn merge_writes_a_report_where_a_form_is_asked_for_and_else_a_record() {
    let home = Home::new();
    people(&home, 2);
    let run = home.run(&["merge", "0.toml", "1.toml", "--output", "page.html"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.starts_with("The report is in page.html.\n"), "{}", run.err);
    assert!(fs::read_to_string(home.path().join("page.html")).unwrap().starts_with("<!DOCTYPE html>"));
    let printed = home.run(&["merge", "0.toml", "1.toml", "--format", "text"]);
    assert!(printed.out.starts_with("Undercurrent: the view of 2 people"), "{}", printed.out);
    let neither = home.run(&["merge", "0.toml", "1.toml"]);
    assert!(neither.code == 2 && neither.err.contains("name its file with --output"), "{}", neither.err);
}

#[test]
fn merge_replaces_a_file_that_is_no_record_where_that_is_asked_for() {
    let home = Home::new();
    let files = people(&home, 2);
    home.write("team.toml", "mine");
    let forced = home.run(&["merge", &files[0], &files[1], "--output", "team.toml", "--force"]);
    assert_eq!(forced.code, 0, "{}", forced.err);
    assert!(fs::read_to_string(home.path().join("team.toml")).unwrap().starts_with("# A record of Undercurrent"));
    let again = home.run(&["merge", &files[0], &files[1], "--output", "team.toml", "--force"]);
    assert!(
        again.code == 1 && again.err.contains("holds a record of Undercurrent, which nothing replaces"),
        "{}",
        again.err
    );
}

#[cfg(unix)]
#[test]
fn a_comparison_in_a_terminal_opens_as_a_page() {
    let home = Home::new();
    people(&home, 2);
    let mut window = Window::open(home.in_terminal(&["compare", "--plain", "0.toml", "1.toml"]));
    window.wait_for("Choice:");
    window.send("q\r");
    window.wait_for("2 people, side by side.");
    assert_eq!(window.exit().code, Some(0));
}

#[test]
fn a_comparison_of_several_people_or_of_copies_is_refused() {
    let home = Home::new();
    let files = people(&home, 2);
    merge(&home, &files, "team.toml");
    let several = home.run(&["compare", "team.toml", "0.toml"]);
    assert_eq!(several.code, 1);
    assert!(several.err.starts_with("error: team.toml holds the answers of several people"), "{}", several.err);
    let copies = home.run(&["compare", "0.toml", "0.toml"]);
    assert_eq!(copies.err, "error: 0.toml and 0.toml hold the answers of the same person\n");
}

#[rstest]
#[case(1)]
#[case(7)]
fn a_comparison_is_of_two_to_six(#[case] number: usize) {
    let files = (0..number).map(|at| format!("{at}.toml"));
    let run = Home::new().run(&["compare".to_owned()].into_iter().chain(files).collect::<Vec<_>>());
    assert_eq!((run.code, run.out.as_str()), (2, ""));
}

#[cfg(unix)] // Windows has no such names.
#[test]
fn nothing_in_a_comparison_acts_on_a_terminal() {
    let home = Home::new();
    person(&home, "a\u{1b}[2J.toml", "sales", "<b>$(reboot)</b>");
    let files = people(&home, 1);
    let run = home.run(&["compare", &files[0], "a\u{1b}[2J.toml"]);
    assert!(run.code == 0 && run.is_tame(), "{run:?}");
}

#[test]
fn one_person_named_twice_is_no_team_and_nothing_is_written() {
    let home = Home::new();
    let files = people(&home, 1);
    let run = merge(&home, &[files[0].clone(), files[0].clone()], "team.toml");
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.err.contains("they hold the answers of one person only"), "{}", run.err);
    assert!(!home.path().join("team.toml").exists());
}

#[test]
fn a_record_of_three_says_once_that_nothing_is_shown_and_names_compare() {
    let home = Home::new();
    let files = people(&home, 3);
    assert!(merge(&home, &files, "team.toml").err.contains("'undercurrent compare'"));
    for form in ["text", "markdown", "html"] {
        let run = home.run(&["report", "team.toml", "--format", form]);
        assert_eq!(run.out.matches("undercurrent compare").count(), 1, "{form}: {}", run.out);
        assert!(!run.out.contains("fewer than 5 answered this part"), "{form}: {}", run.out);
    }
    let run = home.run(&["results", "team.toml"]);
    assert!(run.out.contains("undercurrent compare") && !run.out.contains("answered this part"), "{}", run.out);
}

/// A record of twelve people in the data folder, and the files of thirteen.
fn kept(home: &Home) -> Vec<String> {
    let files = people(home, 13);
    let records = home.records();
    fs::create_dir_all(&records).unwrap();
    assert_eq!(merge(home, &files[..12], records.join("twelve.toml").to_str().unwrap()).code, 0);
    files
}

#[test]
fn a_record_in_the_data_folder_that_lacks_one_person_stops_a_merge_until_it_is_forced() {
    let home = Home::new();
    let files = kept(&home);
    let run = merge(&home, &files, "team.toml");
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.err.contains("twelve.toml could work out") && run.err.contains("Give --force"), "{}", run.err);
    assert!(!home.path().join("team.toml").exists());
    let mut args = vec!["merge", "--force", "--output", "team.toml"];
    args.extend(files.iter().map(String::as_str));
    let run = home.run(&args);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.err.contains("twelve.toml could work out"), "{}", run.err);
    assert_eq!(read(&home.path().join("team.toml")).unwrap().responses().len(), 13);
}

#[test]
fn a_record_among_the_inputs_that_lacks_one_person_stops_it_too() {
    let home = Home::new();
    let files = people(&home, 13);
    assert_eq!(merge(&home, &files[..12], "twelve.toml").code, 0);
    let run = merge(&home, &["twelve.toml".to_owned(), files[12].clone()], "team.toml");
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.err.contains("twelve.toml could work out"), "{}", run.err);
}

#[test]
fn force_never_writes_over_a_file() {
    let home = Home::new();
    let files = people(&home, 5);
    assert_eq!(merge(&home, &files, "team.toml").code, 0);
    let mut args = vec!["merge", "--force", "--output", "team.toml"];
    args.extend(files.iter().map(String::as_str));
    assert_eq!(home.run(&args).code, 1);
}
