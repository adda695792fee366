//! The verb `trend`.

use super::home::Home;
use crate::same::same_text;

/// Two finished records of one person, by their short ids.
fn two(home: &Home) -> [String; 2] {
    [home.record("EMEA"), home.record("EMEA")]
}

#[test]
fn two_runs_are_printed_side_by_side_where_there_is_no_terminal() {
    let home = Home::new();
    let [first, second] = two(&home);
    let run = home.run(&["trend", &first, &second]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(run.out.starts_with("Undercurrent: 2 records of one person, from Sales\n"), "{}", run.out);
    assert!(run.out.contains("0, within the usual wobble"), "{}", run.out);
    let asked = home.run(&["trend", &second, &first, "--format", "text"]);
    same_text!(asked.out, run.out, "the dates count, not the order of the arguments");
}

#[test]
fn a_run_beside_itself_is_refused_with_a_sentence() {
    let home = Home::new();
    let [first, _] = two(&home);
    let run = home.run(&["trend", &first, &first]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(run.err.contains("a record is never set beside itself"), "{}", run.err);
}

#[test]
fn one_record_alone_is_wrong_usage() {
    let home = Home::new();
    let [first, _] = two(&home);
    assert_eq!(home.run(&["trend", &first]).code, 2);
}

#[test]
fn one_person_beside_several_is_refused_with_a_sentence() {
    let home = Home::new();
    let [first, second] = two(&home);
    let file = home.path().join("both.toml");
    let merged = home.run(&["merge", &first, &second, "--output", file.to_str().unwrap()]);
    assert_eq!(merged.code, 0, "{merged:?}");
    let run = home.run(&["trend", &first, file.to_str().unwrap()]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(run.err.contains("holds one person's answers and"), "{}", run.err);
}

#[test]
fn runs_of_different_names_are_refused_with_a_sentence() {
    let home = Home::new();
    let (first, second) = (home.record("EMEA"), home.record("APAC"));
    let run = home.run(&["trend", &first, &second]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(run.err.contains("have different names, and a trend follows one name"), "{}", run.err);
    assert!(run.err.contains("(EMEA)") && run.err.contains("(APAC)"), "{}", run.err);
}

#[test]
fn a_copy_of_a_record_is_left_out_and_named() {
    let home = Home::new();
    let file = |name: &str| {
        let answers = "side = \"sales\"\nlabel = \"EMEA\"\n[answers]\nlead-unchecked = 5\nlead-fits = 1\n";
        assert_eq!(home.feed(&["--answers", "-", "--output", name], answers).code, 0);
    };
    file("first.toml");
    file("second.toml");
    std::fs::copy(home.path().join("second.toml"), home.path().join("copy.toml")).unwrap();
    let run = home.run(&["trend", "first.toml", "second.toml", "copy.toml"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(run.out.starts_with("Undercurrent: 2 records of one person"), "{}", run.out);
    assert!(run.out.contains("copy.toml is a copy of second.toml, and is left out."), "{}", run.out);
}
