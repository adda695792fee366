//! The verbs `questions` and `check`, and `--questions`.

use super::home::Home;

const ANSWERS: &str = "side = \"sales\"\n[answers]\n";

#[test]
fn the_built_in_questionnaire_is_printed_and_can_be_asked() {
    let home = Home::new();
    let printed = home.run(&["questions"]);
    assert_eq!((printed.code, printed.err.as_str()), (0, ""));
    home.write("ours.toml", &printed.out);
    let checked = home.run(&["check", "ours.toml"]);
    assert_eq!((checked.code, checked.err.as_str()), (0, ""));
    assert_eq!(checked.out, "ours.toml can be asked: 9 causes, 36 items.\n");
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
