//! `undercurrent report`.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::thread;

use rstest::rstest;
use undercurrent::testing::commands::export;
use undercurrent::testing::storage::read;

use super::home::{Home, PROGRAM};
use super::window::Window;
#[cfg(unix)]
use crate::same::same_text;

#[rstest]
#[case("out.txt", "Undercurrent: the view of 1 person")]
#[case("out.md", "# EMEA")]
#[case("out.HTML", "<!DOCTYPE html>")]
#[case("out.csv", "\u{feff}item,cause,value,severity,")]
#[case("out.json", "{\n  \"schema\": 1,")]
fn the_form_follows_the_ending_of_the_file(#[case] file: &str, #[case] start: &str) {
    let home = Home::new();
    let id = home.record("EMEA");
    let run = home.run(&["report", &id, "--output", file]);
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{}", run.err);
    assert!(run.err.contains(file), "{}", run.err);
    let written = fs::read_to_string(home.path().join(file)).unwrap();
    assert!(written.starts_with(start), "{written}");
}

#[rstest]
#[case("text", "Undercurrent: ")]
#[case("markdown", "# EMEA")]
#[case("html", "<!DOCTYPE html>")]
#[case("csv", "item,")]
#[case("json", "{")]
fn every_form_can_be_piped(#[case] format: &str, #[case] start: &str) {
    let home = Home::new();
    let id = home.record("EMEA");
    let run = home.run(&["report", &id, "--format", format, "--output", "-"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(run.out.starts_with(start), "{}", run.out);
    let named = home.run(&["results", &id, "--format", format]);
    same_text!(named.out, run.out);
}

#[test]
fn without_a_file_and_a_form_it_is_text() {
    let home = Home::new();
    let id = home.record("EMEA");
    assert!(home.run(&["report", &id]).out.starts_with("Undercurrent: the view of 1 person, from Sales\nEMEA\n"));
}

#[test]
fn a_file_that_is_there_stays_unless_it_is_to_be_replaced() {
    let home = Home::new();
    let id = home.record("EMEA");
    let file = home.write("out.html", "mine");
    let refused = home.run(&["report", &id, "--output", "out.html"]);
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("out.html exists already: give --force"), "{}", refused.err);
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
    assert_eq!(home.run(&["report", &id, "--output", "out.html", "--force"]).code, 0);
    assert!(fs::read_to_string(&file).unwrap().starts_with("<!DOCTYPE html>"));
}

#[cfg(unix)]
#[test]
fn a_pipe_that_is_named_on_the_screen_is_opened_once_and_gets_it_all() {
    let home = Home::new();
    let id = home.record("EMEA");
    let pipe = home.path().join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let mut window = Window::open(home.in_terminal(&["results", &id]));
    window.wait_for("plan");
    window.send("e");
    window.wait_for("In which form?");
    window.send("\r");
    window.wait_for("Into which file?");
    let read = thread::spawn(move || fs::read_to_string(pipe).unwrap());
    window.send("\u{15}pipe\r");
    assert!(read.join().unwrap().starts_with("<!DOCTYPE html>"));
    window.wait_for("The report is in ");
    window.send("q");
    assert_eq!(window.exit().code, Some(0));
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link_and_its_file_is_replaced() {
    let home = Home::new();
    let id = home.record("EMEA");
    let file = home.write("real.md", "mine");
    let link = home.path().join("link.md");
    std::os::unix::fs::symlink(&file, &link).unwrap();
    assert_eq!(home.run(&["report", &id, "--output", "link.md"]).code, 1);
    assert_eq!(home.run(&["report", &id, "--output", "link.md", "--force"]).code, 0);
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert!(fs::read_to_string(&file).unwrap().starts_with("# EMEA"));
}

#[test]
fn a_folder_is_never_replaced() {
    let home = Home::new();
    let id = home.record("EMEA");
    fs::create_dir(home.path().join("out.md")).unwrap();
    let run = home.run(&["report", &id, "--output", "out.md", "--force"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("out.md is no file that could be replaced"), "{}", run.err);
}

/// Runs the program where no file may grow beyond 512 bytes; `meet` says what then becomes of it.
#[cfg(unix)]
fn with_a_full_disk(home: &Home, meet: &str, id: &str) -> std::process::Output {
    let script = format!("{meet}; ulimit -f 1; exec \"$0\" \"$@\"");
    let mut shell = Command::new("sh");
    shell.args(["-c", &script, PROGRAM, "report", id, "--output", "out.html", "--force"]);
    shell.current_dir(home.path()).env("HOME", home.path()).env("UNDERCURRENT_DATA_DIR", home.path());
    shell.output().unwrap()
}

#[cfg(unix)]
#[rstest]
#[case::full("trap '' XFSZ")]
#[case::killed("true")]
fn a_full_disk_or_a_kill_leaves_the_old_file(#[case] meet: &str) {
    let home = Home::new();
    let id = home.record("EMEA");
    let file = home.write("out.html", "mine");
    assert!(!with_a_full_disk(&home, meet, &id).status.success());
    assert_eq!(fs::read_to_string(file).unwrap(), "mine");
}

#[test]
fn an_ending_that_stands_for_no_form_is_asked_about() {
    let home = Home::new();
    let id = home.record("EMEA");
    let run = home.run(&["report", &id, "--output", "out.pdf"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.contains("'out.pdf' stands for no form of report") && run.err.contains(".html"), "{}", run.err);
    assert!(!home.path().join("out.pdf").exists());
    assert_eq!(home.run(&["report", &id, "--output", "out.pdf", "--format", "html"]).code, 0);
}

#[test]
fn a_round_that_there_is_not_is_named() {
    let home = Home::new();
    let id = home.record("EMEA");
    same_text!(home.run(&["report", &id, "--round", "1"]).out, home.run(&["report", &id]).out);
    let run = home.run(&["report", &id, "--round", "2"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.contains("there is no round 2 in that record: its last is 1"), "{}", run.err);
}

#[test]
fn raw_answers_come_only_when_asked_for_by_name_and_say_what_they_reveal() {
    let home = Home::new();
    let id = home.record("EMEA");
    let raw = home.run(&["report", &id, "--raw"]);
    assert_eq!(raw.code, 0);
    assert!(raw.out.starts_with("person,side,round,cause,item,value,"), "{}", raw.out);
    assert!(raw.err.contains("These are raw answers") && raw.err.contains("Nothing is withheld"), "{}", raw.err);
    let wrong = home.run(&["report", &id, "--raw", "--format", "html"]);
    assert_eq!((wrong.code, wrong.out.as_str()), (2, ""));
    assert!(wrong.err.contains("--raw writes a table"), "{}", wrong.err);
}

#[cfg(unix)]
#[test]
fn raw_answers_in_a_file_are_for_nobody_else() {
    use std::os::unix::fs::PermissionsExt;
    let home = Home::new();
    let id = home.record("EMEA");
    let mode = |file: &str| fs::metadata(home.path().join(file)).unwrap().permissions().mode() & 0o077;
    assert_eq!(home.run(&["report", &id, "--raw", "--output", "raw.csv"]).code, 0);
    assert_eq!(home.run(&["report", &id, "--output", "report.csv"]).code, 0);
    assert_eq!(mode("raw.csv"), 0);
    // What others may do is up to the person, as with any file that a program writes.
    let usual = home.write("usual", "");
    let usual = fs::metadata(usual).unwrap().permissions().mode() & 0o077;
    assert_eq!(mode("report.csv"), usual);
}

fn the_record(home: &Home) -> undercurrent::testing::domain::Record {
    read(&fs::read_dir(home.records()).unwrap().map(|file| file.unwrap().path()).next().unwrap()).unwrap()
}

#[test]
fn an_export_names_its_file_by_label_and_day_and_never_overwrites() {
    let home = Home::new();
    home.record("../../EMEA");
    let record = the_record(&home);
    let names: Vec<String> = (0..3)
        .map(|_| export(&record, home.path()).unwrap())
        .map(|path| path.strip_prefix(home.path()).unwrap().to_str().unwrap().to_owned())
        .collect();
    let first = names[0].strip_suffix(".html").unwrap();
    assert!(first.starts_with("undercurrent-emea-20") && !first.contains('/'), "{first}");
    assert_eq!(names[1..], [format!("{first}-2.html"), format!("{first}-3.html")]);
}

#[test]
fn an_export_into_a_folder_that_is_not_there_says_so() {
    let home = Home::new();
    home.record("EMEA");
    let error = export(&the_record(&home), Path::new("/nowhere/at/all")).unwrap_err().to_string();
    assert!(error.contains("there is no such file or folder, so the folder of "), "{error}");
}
