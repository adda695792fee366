//! The verbs `questions` and `check`, and `--questions`.

use super::home::Home;
use crate::same::same_text;

const ANSWERS: &str = "side = \"sales\"\n[answers]\n";

#[test]
fn the_built_in_questionnaire_is_printed_and_can_be_asked() {
    let home = Home::new();
    let printed = home.run(&["questions"]);
    assert_eq!((printed.code, printed.err.as_str()), (0, ""));
    home.write("ours.toml", &printed.out);
    let checked = home.run(&["check", "ours.toml"]);
    assert_eq!((checked.code, checked.err.as_str()), (0, ""));
    assert_eq!(checked.out, "ours.toml can be asked: 9 causes, 36 statements.\n");
}

#[test]
fn on_sheets_there_is_a_row_for_each_statement_and_guess_and_no_cause_is_named() {
    let home = Home::new();
    let sheets = home.run(&["questions", "--format", "html"]);
    assert_eq!((sheets.code, sheets.err.as_str()), (0, ""));
    assert_eq!(sheets.out.matches("<th scope=\"row\">").count(), 36 + 9);
    for cause in ["Lead mismatch", "System burden", "Marketers generate bad leads", "bad-leads"] {
        assert!(!sheets.out.contains(cause), "{cause}");
    }
    assert!(sheets.out.contains("How often will people in Marketing say") && sheets.out.contains("Another team"));
}

#[test]
fn a_questionnaire_of_ones_own_on_sheets_keeps_its_texts_from_acting_as_markup() {
    let home = Home::new();
    let printed = home.run(&["questions"]).out;
    let own =
        printed.replacen("Salespeople enter customer details", "<script>alert(1)</script> enter customer details", 1);
    home.write("ours.toml", &own);
    let sheets = home.run(&["questions", "--format", "html", "ours.toml"]);
    assert!(
        sheets.code == 0 && !sheets.out.contains("<script") && sheets.out.contains("&lt;script&gt;"),
        "{}",
        sheets.err
    );
    home.write("ours.toml", "schema = 1\n");
    let refused = home.run(&["questions", "--format", "html", "ours.toml"]);
    assert!(refused.code == 1 && refused.out.is_empty() && refused.err.contains("ours.toml"), "{}", refused.err);
    assert_eq!(home.run(&["questions", "ours.toml"]).code, 2, "a file alone is for 'check'");
}

/// A text as editors and shells on Windows may save it, in each of the ways.
fn from_windows(text: &str) -> [Vec<u8>; 5] {
    let lines = text.replace('\n', "\r\n");
    let marked = format!("\u{feff}{lines}");
    let [little, big] = [u16::to_le_bytes, u16::to_be_bytes].map(|of| marked.encode_utf16().flat_map(of).collect());
    [format!("\u{feff}{text}").into(), lines.clone().into(), marked.clone().into(), little, big]
}

#[test]
fn a_questionnaire_from_an_editor_on_windows_is_the_same_one() {
    let home = Home::new();
    let printed = home.run(&["questions"]).out;
    let scored = home.feed(&["--answers", "-"], ANSWERS).out;
    for text in from_windows(&printed) {
        home.write("ours.toml", &text);
        let checked = home.run(&["check", "ours.toml"]);
        assert_eq!(
            (checked.out.as_str(), checked.err.as_str()),
            ("ours.toml can be asked: 9 causes, 36 statements.\n", "")
        );
        same_text!(home.feed(&["--answers", "-", "--questions", "ours.toml"], ANSWERS).out, scored);
    }
}

#[test]
fn what_windows_writes_and_is_no_text_is_told_with_its_place() {
    let home = Home::new();
    let mut wide: Vec<u8> = "\u{feff}schema = 1\n# ".encode_utf16().flat_map(u16::to_le_bytes).collect();
    // Half of a letter, then half of a unit.
    wide.extend([0x3d, 0xd8, b'\n', 0, 7]);
    home.write("ours.toml", wide);
    let run = home.run(&["check", "ours.toml"]);
    assert_eq!(run.code, 1);
    assert!(run.out.contains("ours.toml:2:3\n") && run.out.contains("are not UTF-8"), "{}", run.out);
}

#[test]
fn a_place_in_a_questionnaire_is_counted_without_the_mark_before_it() {
    let home = Home::new();
    let printed = home.run(&["questions"]).out;
    let head = "shcema = 2\n";
    let first = format!("{head}{printed}");
    let amid = printed.replacen("language = \"en\"", "language = \"english\"", 1);
    let line = 1 + amid.lines().position(|line| line.starts_with("language")).unwrap();
    let no_toml = format!("schema = “1”\n{printed}");
    for (text, place) in [(first, "1:1".to_owned()), (amid, format!("{line}:12")), (no_toml, "1:10".to_owned())] {
        for text in std::iter::once(text.clone().into_bytes()).chain(from_windows(&text)) {
            home.write("ours.toml", &text);
            let checked = home.run(&["check", "ours.toml"]);
            assert_eq!(checked.code, 1);
            assert!(checked.out.contains(&format!("ours.toml:{place}\n")), "{place}: {}", checked.out);
            let asked = home.feed(&["--answers", "-", "--questions", "ours.toml"], ANSWERS);
            assert!(asked.code == 1 && asked.err.contains(&format!("ours.toml:{place}\n")), "{}", asked.err);
        }
    }
}

#[test]
fn a_mark_that_stands_elsewhere_or_twice_is_named_with_its_place() {
    let home = Home::new();
    let printed = home.run(&["questions"]).out;
    for (text, place) in [
        (format!("\u{feff}\u{feff}{printed}"), "1:1"),
        (printed.replacen("schema = 1", "schema = \u{feff}1", 1), ":10"),
    ] {
        home.write("ours.toml", text);
        let checked = home.run(&["check", "ours.toml"]);
        let is_named = checked.out.contains("U+FEFF") && checked.out.contains(&format!("{place}\n"));
        assert!(checked.code == 1 && is_named, "{}", checked.out);
    }
}

#[test]
fn the_schema_is_printed_as_json() {
    let printed = Home::new().run(&["questions", "--schema"]);
    let schema: serde_json::Value = serde_json::from_str(&printed.out).unwrap();
    assert!(schema["properties"]["cause"].is_object());
}

#[test]
fn a_bad_questionnaire_is_reported_with_its_places_and_ends_with_1() {
    let home = Home::new();
    let bad = home.run(&["questions"]).out.replace("schema = 1", "schema = 1\nshcema = 2");
    let line = 1 + bad.lines().position(|line| line == "shcema = 2").unwrap();
    home.write("bad.toml", bad);
    let checked = home.run(&["check", "bad.toml"]);
    assert_eq!((checked.code, checked.err.as_str()), (1, ""));
    assert!(
        checked.out.contains(&format!("bad.toml:{line}:1")) && checked.out.contains("1 problem in bad.toml"),
        "{}",
        checked.out
    );
}

#[test]
fn a_bad_questionnaire_is_never_asked() {
    let home = Home::new();
    home.write("bad.toml", "schema = 1\n");
    let run = home.feed(&["--questions", "bad.toml", "--answers", "-"], ANSWERS);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(run.err.contains("bad.toml:"), "{}", run.err);
}

#[test]
fn another_questionnaire_is_asked_where_one_is_given() {
    let home = Home::new();
    home.write("ours.toml", home.run(&["questions"]).out.replace("Lead mismatch", "Ours entirely"));
    let run = home.feed(&["--questions", "ours.toml", "--answers", "-"], ANSWERS);
    assert!(run.out.contains("Ours entirely"), "{}", run.out);
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let run = Home::new().run(&["check", "nowhere.toml"]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert_eq!(run.err, "error: could not read nowhere.toml: there is no such file or folder\n");
}

/// Windows has no such names.
#[cfg(unix)]
#[test]
fn a_hostile_file_name_is_shown_by_name() {
    let home = Home::new();
    let missing = home.run(&["check", "a\u{1b}]0;b\u{7}.toml"]);
    let broken = home.write("c\u{1b}[2J.toml", "x");
    let broken = home.run(&["check".as_ref(), broken.as_os_str()]);
    for run in [missing, broken] {
        assert_eq!(run.code, 1);
        assert!(run.is_tame(), "{run:?}");
        assert!(run.err.contains("<U+001B>") || run.out.contains("<U+001B>"), "{run:?}");
    }
}
