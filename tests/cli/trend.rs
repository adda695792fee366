//! The verb `trend`.

use super::home::Home;

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
    assert!(run.out.starts_with("Undercurrent: 2 runs of one person, from Sales\n"), "{}", run.out);
    assert!(run.out.contains("0, within the usual wobble"), "{}", run.out);
    let asked = home.run(&["trend", &second, &first, "--format", "text"]);
    assert_eq!(asked.out, run.out, "the dates count, not the order of the arguments");
}

#[test]
fn a_run_beside_itself_is_refused_with_a_sentence() {
    let home = Home::new();
    let [first, _] = two(&home);
    let run = home.run(&["trend", &first, &first]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(run.err.contains("a run is never set beside itself"), "{}", run.err);
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
