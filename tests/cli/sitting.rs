//! The app at a terminal, from the first question to the last word.

use std::fs;

use super::home::Home;
use super::window::Window;

/// Opens the program in a terminal window of its own.
fn open(home: &Home, args: &[&str]) -> Window {
    Window::open(home.in_terminal(args))
}

/// Types lines, each once its question is there.
fn talk(window: &mut Window, talk: &[(&str, &str)]) {
    for (question, line) in talk {
        window.wait_for(question);
        window.send(&format!("{line}\r"));
    }
}

/// Answers statements of the short form one by one from this one on, each once it was read.
fn answer(window: &mut Window, from: usize, digits: &str) {
    for (digit, item) in digits.chars().zip(from..) {
        window.wait_for(&format!("{item} of 9"));
        window.answer(&digit.to_string());
    }
}

const BEGIN: [(&str, &str); 3] = [("2. Pulse", "2"), ("Another team.", "1"), ("Name:", "EMEA")];

#[test]
fn a_pulse_in_lines_ends_on_its_result_and_is_saved() {
    let home = Home::new();
    let mut window = open(&home, &["--plain"]);
    talk(&mut window, &BEGIN);
    for number in 1..=9 {
        talk(&mut window, &[(&format!("{number} of 9. "), "5")]);
    }
    talk(&mut window, &[("One more minute", "n"), ("9. Lack of respect: 100 of 100, severe", "q")]);
    window.wait_for("Saved in ");
    assert_eq!(window.exit().code, Some(0));
    let list = home.run(&["list"]).out;
    assert!(list.contains("finished     sales       EMEA"), "{list}");
}

#[test]
fn in_lines_the_list_of_records_and_what_is_wrong_with_it_are_told_once() {
    let home = Home::new();
    for label in ["one", "two", "three", "four"] {
        home.record(label);
    }
    home.write("records/broken.toml", "not a record");
    let mut window = open(&home, &["--plain"]);
    window.wait_for("4. one, Sales, ");
    window.send("nonsense\r");
    window.wait_for("That means nothing here.");
    let screen = window.contents();
    assert_eq!(screen.matches("4. one, Sales, ").count(), 1, "{screen}");
    assert_eq!(screen.matches("1 file cannot be read").count(), 1, "{screen}");
    window.send("q\r");
    assert_eq!(window.exit().code, Some(0));
}

#[test]
fn the_variable_accessible_asks_for_lines_too() {
    let home = Home::new();
    let mut command = home.in_terminal(&[]);
    command.env("ACCESSIBLE", "1");
    let mut window = Window::open(command);
    talk(&mut window, &[("1. All 36", "q")]);
    assert_eq!(window.exit().code, Some(0));
}

#[test]
fn control_c_in_lines_leaves_saved_with_130() {
    let home = Home::new();
    let mut window = open(&home, &["--plain"]);
    talk(&mut window, &BEGIN);
    talk(&mut window, &[("1 of 9. ", "4")]);
    window.wait_for("2 of 9. ");
    window.send("\u{3}");
    window.wait_for("Saved in ");
    assert_eq!(window.exit().code, Some(130));
    assert!(home.run(&["list"]).out.contains("1 answered   sales       EMEA"));
}

#[test]
fn control_d_in_lines_leaves_saved() {
    let home = Home::new();
    let mut window = open(&home, &["--plain"]);
    talk(&mut window, &BEGIN);
    talk(&mut window, &[("1 of 9. ", "x")]);
    window.wait_for("2 of 9. ");
    window.send("\u{4}");
    window.wait_for("1 of 9 answered. 'undercurrent' goes on from here.");
    assert_eq!(window.exit().code, Some(0));
    assert!(home.run(&["list"]).out.contains("1 answered"));
}

#[test]
fn an_assessment_on_the_screen_is_left_and_resumed() {
    let home = Home::new();
    let mut window = open(&home, &[]);
    window.wait_for("All 36");
    window.send("21EMEA\r");
    answer(&mut window, 1, "53");
    window.wait_for("3 of 9");
    window.send("q");
    window.wait_for("2 of 9 answered. 'undercurrent' goes on from here.");
    assert_eq!(window.exit().code, Some(0));
    let mut window = open(&home, &[]);
    window.wait_for("Resume EMEA (2 of 9, ");
    window.send("\r");
    answer(&mut window, 3, "4444444");
    window.wait_for("One more minute");
    window.send("\t");
    window.wait_for("as Sales sees it");
    window.send("q");
    window.wait_for("Saved in ");
    assert_eq!(window.exit().code, Some(0));
    assert!(home.run(&["list"]).out.contains("finished     sales       EMEA"));
}

#[test]
fn an_assessment_that_was_saved_elsewhere_is_left_and_resumed_from_there() {
    let (home, away) = (Home::new(), tempfile::tempdir().unwrap());
    home.write("records", "in the way");
    let file = away.path().join("mine.toml");
    let mut window = open(&home, &[]);
    window.wait_for("All 36");
    window.send("21EMEA\r");
    answer(&mut window, 1, "53");
    window.wait_for("3 of 9");
    window.wait_for("s saves elsewhere");
    window.send(&format!("s{}\r", file.display()));
    window.wait_for("2 answers saved");
    window.send("q");
    window.wait_for("2 of 9 answered. 'undercurrent results FILE' goes on from here.");
    assert_eq!(window.exit().code, Some(0));
    let mut window = open(&home, &["results", file.to_str().unwrap()]);
    answer(&mut window, 3, "4444444");
    window.wait_for("One more minute");
    window.send("\t");
    window.wait_for("as Sales sees it");
    window.send("q");
    window.wait_for("mine.toml");
    assert_eq!(window.exit().code, Some(0));
    assert!(home.run(&["results", file.to_str().unwrap()]).out.contains("Answered on"));
}

#[test]
fn what_was_not_saved_is_not_said_to_go_on() {
    let home = Home::new();
    home.write("records", "in the way");
    let mut window = open(&home, &[]);
    window.wait_for("All 36");
    window.send("21EMEA\r");
    answer(&mut window, 1, "5");
    window.wait_for("s saves elsewhere");
    window.send("qq");
    window.wait_for("error: your latest answers are not saved: ");
    assert!(!window.contents().contains("goes on from here"));
    assert!(!window.contents().contains("goes on from here"), "{}", window.contents());
    assert_eq!(window.exit().code, Some(1));
}

#[test]
fn a_result_opens_on_the_screen() {
    let home = Home::new();
    let id = home.record("EMEA");
    let mut window = open(&home, &["results", &id]);
    window.wait_for("as Sales sees it");
    window.wait_for("plan");
    window.send("q");
    window.wait_for("Saved in ");
    assert_eq!(window.exit().code, Some(0));
}

#[test]
fn a_form_that_was_asked_for_is_printed_in_a_terminal_too() {
    let home = Home::new();
    home.record("EMEA");
    let mut window = open(&home, &["results", "--format", "text"]);
    window.wait_for("there are no norms");
    assert_eq!(window.exit().code, Some(0));
}

#[test]
fn delete_asks_and_takes_no_for_an_answer() {
    let home = Home::new();
    let id = home.record("EMEA");
    let mut window = open(&home, &["delete", &id]);
    talk(&mut window, &[("Type yes:", "no")]);
    window.wait_for("Nothing was deleted.");
    assert_eq!(window.exit().code, Some(0));
    assert_eq!(fs::read_dir(home.records()).unwrap().count(), 1);
    let mut window = open(&home, &["delete", &id]);
    talk(&mut window, &[("Type yes:", "yes")]);
    window.wait_for("Deleted: ");
    assert_eq!(window.exit().code, Some(0));
    assert_eq!(toml_files(&home), 0);
}

/// How many records lie where lists look.
fn toml_files(home: &Home) -> usize {
    let entries = fs::read_dir(home.records()).unwrap().map(|entry| entry.unwrap().path());
    entries.filter(|path| path.extension().is_some_and(|ending| ending == "toml")).count()
}

#[test]
fn what_was_deleted_by_command_is_offered_back_and_gone_for_good_once_it_is_refused() {
    for (line, left) in [("y", 1), ("n", 0)] {
        let home = Home::new();
        let id = home.record("EMEA");
        assert_eq!(home.run(&["delete", "--yes", &id]).code, 0);
        let mut window = open(&home, &["--plain"]);
        talk(&mut window, &[("1 deleted record is still here. Restore it?", line)]);
        window.wait_for(if line == "y" { "1. EMEA" } else { "1. All 36" });
        window.send("q\r");
        assert_eq!(window.exit().code, Some(0));
        assert_eq!((toml_files(&home), fs::exists(home.records().join(".deleted")).unwrap()), (left, false), "{line}");
    }
}

#[test]
fn what_is_put_back_is_counted_and_goes_where_it_was() {
    let home = Home::new();
    let ids = ["EMEA", "APAC", "LATAM"].map(|label| home.record(label));
    let [kept, usb] = ["kept/ours.toml", "usb/theirs.rec"].map(|name| home.write(name, ""));
    for (id, to) in [(0, &kept), (1, &usb)] {
        fs::rename(home.records().join(format!("{id}.toml")), to).unwrap();
    }
    let before = [&kept, &usb].map(|file| fs::read(file).unwrap());
    for args in [["kept/ours.toml"], [usb.to_str().unwrap()], [ids[2].as_str()]] {
        assert_eq!(home.run(&[&["delete", "--yes"], &args[..]].concat()).code, 0);
    }
    assert!(!kept.exists() && !usb.exists() && toml_files(&home) == 0);
    let mut window = open(&home, &["--plain"]);
    talk(&mut window, &[("3 deleted records are still here. Restore them?", "y")]);
    window.wait_for("3 records are back, 2 of them in ");
    window.wait_for("1. LATAM");
    let said = window.contents().split_whitespace().collect::<String>();
    assert!([&kept, &usb].iter().all(|file| said.contains(file.to_str().unwrap())), "{said}");
    assert_eq!([&kept, &usb].map(|file| fs::read(file).unwrap()), before, "byte for byte");
    assert_eq!(toml_files(&home), 1);
    window.send("q\r");
    assert_eq!(window.exit().code, Some(0));
    assert!(!home.records().join(".deleted").exists());
}

#[test]
fn what_cannot_go_where_it_was_is_among_the_records() {
    let home = Home::new();
    home.record("EMEA");
    let gone = home.write("usb/ours.toml", "");
    fs::rename(home.records().join("0.toml"), &gone).unwrap();
    assert_eq!(home.run(&["delete", "--yes", "usb/ours.toml"]).code, 0);
    fs::remove_dir(home.path().join("usb")).unwrap();
    let mut window = open(&home, &["--plain"]);
    talk(&mut window, &[("1 deleted record is still here. Restore it?", "y"), ("1 record is back.", "")]);
    window.wait_for("1. EMEA");
    assert!(home.records().join("ours.toml").exists());
}

#[test]
fn what_is_deleted_from_the_list_comes_back_by_u_and_goes_for_good_on_leaving() {
    let home = Home::new();
    home.record("EMEA");
    let before = fs::read(home.records().join("0.toml")).unwrap();
    let mut window = open(&home, &["--plain"]);
    talk(&mut window, &[("1. EMEA", "d"), ("Delete EMEA, Sales,", "y"), ("Deleted: EMEA, Sales,", "u")]);
    talk(&mut window, &[("Back again: EMEA", "d")]);
    assert_eq!(fs::read(home.records().join("0.toml")).unwrap(), before, "byte for byte");
    window.send("y\r");
    window.wait_for("There is no record yet.");
    assert!(fs::exists(home.records().join(".deleted")).unwrap());
    window.send("q\r");
    assert_eq!(window.exit().code, Some(0));
    assert_eq!(fs::read_dir(home.records()).unwrap().count(), 0);
}

#[test]
fn what_was_deleted_in_a_run_that_was_cut_short_is_offered_back_and_another_run_does_not_touch_it() {
    let home = Home::new();
    home.record("EMEA");
    let mut window = open(&home, &["--plain"]);
    talk(&mut window, &[("1. EMEA", "d"), ("Delete EMEA", "y")]);
    window.wait_for("There is no record yet.");
    let mut other = open(&home, &["--plain"]);
    other.wait_for("1. All 36");
    other.send("q\r");
    assert_eq!(other.exit().code, Some(0));
    window.signal(rustix::process::Signal::KILL);
    window.exit();
    let mut next = open(&home, &["--plain"]);
    talk(&mut next, &[("1 deleted record is still here. Restore it?", "y"), ("1. EMEA", "q")]);
    assert_eq!(next.exit().code, Some(0));
    assert_eq!(toml_files(&home), 1);
}

#[test]
fn answers_that_cannot_be_saved_are_told_at_once_and_at_the_end() {
    let home = Home::new();
    home.write("records", "");
    let mut window = open(&home, &["--plain"]);
    talk(&mut window, &BEGIN);
    talk(
        &mut window,
        &[("1 of 9. ", "4"), ("Not saved: a part of the path is no folder, so ", "q"), ("Leave all the same?", "q")],
    );
    window.wait_for("error: your latest answers are not saved: ");
    assert_eq!(window.exit().code, Some(1));
}

#[test]
fn a_window_that_closes_under_the_lines_loses_nothing() {
    let home = Home::new();
    let mut window = open(&home, &["--plain"]);
    talk(&mut window, &BEGIN);
    talk(&mut window, &[("1 of 9. ", "4")]);
    window.wait_for("2 of 9. ");
    window.hang_up();
    assert_eq!(window.exit().code, Some(129));
    assert!(home.run(&["list"]).out.contains("1 answered   sales       EMEA"));
}

#[test]
fn a_result_opens_in_lines_too_and_an_answer_is_changed_there() {
    let home = Home::new();
    let id = home.record("EMEA");
    let mut window = open(&home, &["results", &id, "--plain"]);
    talk(&mut window, &[("1. Lead mismatch: 100 of 100", "1"), ("mean 100 of 100", "c")]);
    talk(&mut window, &[("Your answer so far: Almost always.", "3"), ("Your answer so far: Almost never.", "b")]);
    window.send("q\r");
    window.wait_for("Saved in ");
    assert_eq!(window.exit().code, Some(0));
    assert!(home.run(&["results", &id]).out.contains("an answer was changed on"));
}

#[test]
fn what_is_compared_in_lines_is_written_as_the_command_writes_it() {
    let home = Home::new();
    let ids = ["EMEA", "EMEA"].map(|label| home.record(label));
    for verb in ["compare", "trend"] {
        let mut window = open(&home, &[verb, &ids[0], &ids[1], "--plain"]);
        talk(&mut window, &[("report", "e"), ("5. Data for another program", "5"), ("Into which file?", "made.json")]);
        window.wait_for("made.json");
        window.wait_for(" is in ");
        window.send("q\r");
        assert_eq!(window.exit().code, Some(0));
        let commanded = home.run(&[verb, &ids[0], &ids[1], "--format", "json"]).out;
        let made = fs::read_to_string(home.path().join("made.json")).unwrap();
        assert_eq!(made, commanded, "{verb}");
        fs::remove_file(home.path().join("made.json")).unwrap();
    }
}
