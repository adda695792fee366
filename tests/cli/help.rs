//! Help, manual, completions, and arguments that do not fit.

use rstest::rstest;

use super::home::Home;

#[test]
fn the_help_names_every_command_with_examples_and_exit_codes() {
    insta::assert_snapshot!(Home::new().run(&["--help"]).out);
}

#[test]
fn the_help_fits_80_columns() {
    let home = Home::new();
    for args in [&["--help"][..], &["results", "--help"], &["report", "--help"], &["delete", "--help"], &["-h"]] {
        let help = home.run(args);
        assert_eq!(help.code, 0);
        assert!(help.out.lines().all(|line| line.chars().count() <= 80), "{}", help.out);
    }
}

/// Another author's questionnaire is asked under the same help.
#[test]
fn no_help_speaks_of_one_article_or_its_author() {
    let home = Home::new();
    let commands =
        ["list", "results", "report", "compare", "trend", "merge", "host", "join", "check", "actions", "label"];
    for command in [""].iter().chain(&commands) {
        let args: Vec<&str> = [*command, "--help"].into_iter().filter(|word| !word.is_empty()).collect();
        let help = home.run(&args);
        assert_eq!(help.code, 0, "{command}");
        for word in ["article", "author"] {
            assert!(!help.out.to_lowercase().contains(word), "{command} speaks of the {word}: {}", help.out);
        }
    }
}

#[test]
fn the_version_is_the_one_of_the_package() {
    let version = Home::new().run(&["--version"]);
    assert_eq!((version.code, version.out), (0, format!("undercurrent {}\n", env!("CARGO_PKG_VERSION"))));
}

#[test]
fn the_manual_holds_every_command_and_the_exit_codes() {
    let manual = Home::new().run(&["man"]);
    assert_eq!((manual.code, manual.err.as_str()), (0, ""));
    for part in [".TH undercurrent 1", ".SS \"label RECORD TEXT\"", ".SS list", "UNDERCURRENT_DATA_DIR", "128+N"] {
        assert!(manual.out.contains(part), "{part}");
    }
}

#[rstest]
#[case("bash")]
#[case("zsh")]
#[case("fish")]
#[case("elvish")]
#[case("powershell")]
fn there_are_completions_for_each_shell(#[case] shell: &str) {
    let script = Home::new().run(&["completions", shell]);
    assert_eq!((script.code, script.err.as_str()), (0, ""));
    assert!(script.out.contains("undercurrent") && script.out.contains("questions"), "{shell}");
}

#[rstest]
#[case(&["frobnicate"])]
#[case(&["--frobnicate"])]
#[case(&["list", "extra"])]
#[case(&["--format", "json"])]
#[case(&["--answers", "a.toml", "list"])]
#[case(&["completions", "tcsh"])]
#[case(&["--data-dir", "", "list"])]
fn arguments_that_do_not_fit_end_with_2_and_a_message(#[case] args: &[&str]) {
    let run = Home::new().run(args);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.starts_with("error: "), "{}", run.err);
}

#[test]
fn a_misspelt_command_is_recognised() {
    assert!(Home::new().run(&["lst"]).err.contains("'list'"));
}

#[test]
fn an_argument_that_could_act_on_a_terminal_is_shown_by_name() {
    let run = Home::new().run(&["li\u{1b}[2Jst\u{202e}"]);
    assert!(run.is_tame(), "{:?}", run.err);
    assert!(run.err.contains("li<U+001B>[2Jst<U+202E>"), "{}", run.err);
}
