//! Help, manual, completions, and arguments that do not fit.

use std::fs;

use rstest::rstest;

use super::home::{Home, PROGRAM, Run};

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

#[test]
fn the_manual_marks_what_may_be_left_out_or_come_often_and_names_values() {
    let manual =
        Home::new().run(&["man"]).out.replace("\\-", "-").replace("\\fR", "").replace("\\fB", "").replace("\\fI", "");
    for part in [
        ".SS \"results [RECORD]\"",
        ".SS \"merge RECORD...\"",
        ".SS \"score [FILE...]\"",
        "-o, --output FILE\n",
        "--resume [SESSION]\n",
        "(one of text, markdown, html, csv, json, svg, xlsx)",
        "(one of text, markdown, html, csv, json)",
        "(one of text, markdown, html, csv, json, ics)",
    ] {
        assert!(manual.contains(part), "{part}: {manual}");
    }
}

#[rstest]
#[case("report r", &["text", "markdown", "html", "csv", "json", "svg", "xlsx"])]
#[case("merge a b", &["text", "markdown", "html", "csv", "json", "svg", "xlsx"])]
#[case("score a", &["text", "markdown", "html", "csv", "json", "svg", "xlsx"])]
#[case("results", &["text", "markdown", "html", "csv", "json", "svg", "xlsx"])]
#[case("compare a b", &["text", "markdown", "html", "csv", "json"])]
#[case("trend a b", &["text", "markdown", "html", "csv", "json"])]
#[case("actions", &["text", "markdown", "html", "csv", "json", "ics"])]
fn a_command_offers_the_forms_that_it_writes_and_no_others(#[case] line: &str, #[case] forms: &[&str]) {
    let home = Home::new();
    let words: Vec<&str> = line.split(' ').collect();
    let help = home.run(&[words[0], "--help"]).out;
    let offered = |text: &str, form: &str| text.contains(&format!("- {form}:"));
    for form in ["text", "markdown", "html", "csv", "json", "svg", "xlsx", "ics"] {
        assert_eq!(offered(&help, form), forms.contains(&form), "{form}: {help}");
        let asked = home.run(&[&words[..], &["--format", form]].concat());
        let refused = asked.err.contains(&format!("in the form {form}: give --format "));
        assert_eq!(refused, !forms.contains(&form), "{form}: {asked:?}");
    }
    let unknown = home.run(&[&words[..], &["--format", "jsn"]].concat());
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.contains(&format!("[possible values: {}]", forms.join(", "))), "{unknown:?}");
    assert!(unknown.err.contains("similar value exists: 'json'"), "{unknown:?}");
}

#[test]
fn what_all_commands_share_stands_in_one_order_behind_what_is_their_own() {
    let home = Home::new();
    let shared = ["--data-dir <DIR>", "--plain", "--color <WHEN>"];
    for command in ["", "list", "results", "report", "compare", "trend", "merge", "host", "join", "import", "share"] {
        let args: Vec<&str> = [command, "--help"].into_iter().filter(|word| !word.is_empty()).collect();
        let help = home.run(&args).out;
        let common = help.find("Common options:").unwrap();
        let places: Vec<usize> = shared.iter().filter_map(|option| help.find(&format!("      {option}"))).collect();
        assert!(places.len() > 1 && places.is_sorted() && places[0] > common, "{command}: {help}");
    }
}

#[test]
fn each_command_has_a_page_with_values_and_defaults_and_none_is_written_over() {
    let home = Home::new();
    let report = home.run(&["man", "report"]);
    assert!(report.code == 0 && report.out.contains(".TH undercurrent-report 1"), "{report:?}");
    assert!(report.out.contains("Possible values:") && report.out.contains("markdown"), "{}", report.out);
    assert!(home.run(&["man", "merge"]).out.contains("<RECORD>..."));
    assert!(home.run(&["man", "reprot"]).err.contains("did you mean 'report'?"));
    assert_eq!(home.run(&["man", "ls"]).out, home.run(&["man", "list"]).out);
    fs::create_dir(home.path().join("man1")).unwrap();
    let written = home.run(&["man", "--output", "man1"]);
    let pages = fs::read_dir(home.path().join("man1")).unwrap().count();
    assert_eq!((written.code, written.err), (0, format!("{pages} pages of the manual are in man1.\n")));
    let read = |name: &str| fs::read_to_string(home.path().join("man1").join(name)).unwrap();
    assert_eq!(read("undercurrent-report.1"), report.out);
    assert_eq!(read("undercurrent.1"), home.run(&["man"]).out);
    assert!(!read("undercurrent.1").contains("answers FILE"), "what is hidden is not in it");
    assert_eq!(home.run(&["man", "-o", "man1"]).code, 1);
    assert_eq!(home.run(&["man", "-f", "-o", "man1"]).code, 0);
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

/// What bash completes a line to whose last word is not done.
#[cfg(unix)]
fn completed(home: &Home, line: &str) -> Vec<String> {
    let script = home.path().join("undercurrent.bash");
    fs::write(&script, home.run(&["completions", "bash"]).out).unwrap();
    let asked = format!(
        "compopt() {{ :; }}; undercurrent() {{ '{PROGRAM}' \"$@\"; }}; source '{}'; COMP_WORDS=({line}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); \
         _undercurrent_with_records undercurrent \"${{COMP_WORDS[COMP_CWORD]}}\" \"${{COMP_WORDS[COMP_CWORD-1]}}\"; \
         printf '%s\\n' \"${{COMPREPLY[@]}}\"",
        script.display()
    );
    let mut bash = assert_cmd::Command::new("bash");
    let run = Run::of(bash.args(["-c", &asked]).current_dir(home.path()).env("UNDERCURRENT_DATA_DIR", home.path()));
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{line}");
    run.out.lines().filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[cfg(unix)]
#[test]
fn completions_know_the_ids_of_records() {
    let home = Home::new();
    let mut ids = [home.record("EMEA"), home.record("APAC")];
    ids.sort();
    let sorted = |mut words: Vec<String>| {
        words.sort();
        words
    };
    for line in ["undercurrent report ''", "undercurrent results ''", "undercurrent rm ''", "undercurrent merge x ''"] {
        assert_eq!(sorted(completed(&home, line)), ids, "{line}");
    }
    assert_eq!(completed(&home, &format!("undercurrent share {}", &ids[0][..6])), [ids[0].clone()]);
    let elsewhere = Home::new();
    let theirs = elsewhere.record("LATAM");
    let line = format!("undercurrent report --data-dir '{}' ''", elsewhere.path().display());
    assert_eq!(completed(&home, &line), [theirs]);
    for line in ["undercurrent check ''", "undercurrent report --output ''", "undercurrent report --for"] {
        assert!(completed(&home, line).iter().all(|word| !ids.contains(word)), "{line}");
    }
    assert!(completed(&home, "undercurrent rep").contains(&"report".to_owned()));
}

#[test]
fn scripts_for_other_shells_ask_for_ids_where_a_record_may_stand() {
    let home = Home::new();
    let zsh = home.run(&["completions", "zsh"]).out;
    assert_eq!(zsh.matches(":_undercurrent_records'").count(), 8, "{zsh}");
    assert!(zsh.contains("_undercurrent_records() {"));
    let fish = home.run(&["completions", "fish"]).out;
    for command in ["results", "report", "share", "merge", "compare", "trend", "label", "delete", "rm"] {
        let asks = format!("using_subcommand {command}\" -a \"(undercurrent list --quiet 2>/dev/null)\"");
        assert!(fish.contains(&asks), "{command}");
    }
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

#[rstest]
#[case(&["lst"], "'undercurrent list'")]
#[case(&["reslts"], "'undercurrent results'")]
#[case(&["hepl"], "'undercurrent --help'")]
#[case(&["help", "raport"], "'undercurrent report'")]
#[case(&["del"], "'undercurrent delete'")]
#[case(&["version"], "'undercurrent --version'")]
#[case(&["verison"], "'undercurrent --version'")]
#[case(&["export"], "'undercurrent report'")]
#[case(&["start"], "'undercurrent'?")]
#[case(&["list", "--qiet"], "'--quiet'")]
#[case(&["list", "--format", "jsn"], "'json'")]
#[case(&["--color", "alway"], "'always'")]
#[case(&["completions", "bsh"], "'bash'")]
fn what_is_misspelt_gets_the_nearest(#[case] args: &[&str], #[case] nearest: &str) {
    let run = Home::new().run(args);
    assert!(run.code == 2 && run.err.contains(nearest), "{}", run.err);
    assert_eq!(run.err.matches("tip: ").count(), 1, "{}", run.err);
}

#[test]
fn a_form_without_a_command_is_told_where_it_stands() {
    for args in [["--format", "json"], ["--output", "r.html"]] {
        let run = Home::new().run(&args);
        assert!(run.code == 2 && run.err.contains("'undercurrent results --format json'"), "{}", run.err);
        assert!(!run.err.contains("--answers"), "{}", run.err);
    }
}

#[test]
fn what_is_like_no_command_gets_no_other_one() {
    for word in ["frobnicate", "re", "x", "quit"] {
        let run = Home::new().run(&[word]);
        assert!(!run.err.contains("\n\n\n"), "{}", run.err);
        assert!(run.code == 2 && !run.err.contains("tip: ") && run.err.contains("--help"), "{}", run.err);
    }
}

#[test]
fn commands_are_understood_by_the_names_that_other_programs_give_them() {
    let home = Home::new();
    let id = home.record("EMEA");
    assert!(home.run(&["ls"]).out.contains(&id));
    assert!(home.run(&["show", &id]).out.contains("the view of 1 person"));
    assert_eq!(home.run(&["rm", "--yes", &id]).code, 0);
    assert!(!home.run(&["ls"]).out.contains(&id));
}

#[test]
fn who_names_a_record_by_its_name_or_nearly_by_its_id_is_told_the_id() {
    let home = Home::new();
    let [emea, apac] = ["EMEA", "APAC"].map(|label| home.record(label));
    let said = |wanted: &str| {
        let run = home.run(&["results", wanted]);
        assert_eq!((run.code, run.out.as_str()), (1, ""));
        run.err
    };
    assert!(said("emea").contains(&format!("the record of this name is {emea}")), "{}", said("emea"));
    assert!(said("APACS").contains("did you mean 'apac'?"), "{}", said("APACS"));
    let digit = if apac.ends_with('0') { '1' } else { '0' };
    let near = format!("{}{digit}", &apac[..7]);
    assert!(said(&near).contains(&format!("did you mean '{apac}'?")), "{}", said(&near));
    let again = home.record("EMEA");
    let both = said("EMEA");
    assert!(both.contains(&emea) && both.contains(&again), "{both}");
    assert!(!said("nothing-like-it").contains("mean"));
}

#[rstest]
#[case(&["check", "q.toml", "--plain"])]
#[case(&["check", "q.toml", "--data-dir", "d"])]
#[case(&["list", "--plain"])]
#[case(&["questions", "--data-dir", "d"])]
#[case(&["man", "--plain"])]
#[case(&["completions", "bash", "--data-dir", "d"])]
#[case(&["report", "r.toml", "--plain"])]
fn an_option_is_refused_behind_a_command_that_it_does_nothing_for(#[case] args: &[&str]) {
    let run = Home::new().run(args);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.contains("unexpected argument '--"), "{}", run.err);
}

#[test]
fn before_the_command_common_options_are_taken_whatever_follows() {
    let home = Home::new();
    let id = home.record("EMEA");
    let folder = home.path().to_str().unwrap().to_owned();
    let elsewhere = home.path().join("elsewhere").to_str().unwrap().to_owned();
    for (args, found) in [
        (vec!["--plain", "--data-dir", &folder, "list"], true),
        (vec!["list", "--data-dir", &folder], true),
        (vec!["--data-dir", &elsewhere, "list"], false),
        (vec!["--data-dir", &elsewhere, "list", "--data-dir", &folder], true),
    ] {
        let run = home.run(&args);
        assert_eq!((run.code, run.out.contains(&id)), (0, found), "{args:?}");
    }
    assert_eq!(home.run(&["--plain", "questions"]).code, 0);
}

#[test]
fn the_help_of_a_command_names_its_own_options_first_and_none_that_does_nothing() {
    let home = Home::new();
    for (command, common) in [("host", true), ("results", true), ("report", false), ("check", false), ("man", false)] {
        let help = home.run(&[command, "--help"]).out;
        let (own, shared) = help.split_once("Common options:").unwrap();
        assert!(!own.contains("--plain") && !own.contains("--data-dir") && !own.contains("--color"), "{help}");
        assert_eq!(shared.contains("--plain"), common, "{help}");
        assert!(shared.contains("--color"), "{help}");
    }
}

#[test]
fn short_flags_mean_what_they_mean_elsewhere() {
    let home = Home::new();
    let id = home.record("EMEA");
    home.write("r.md", "before");
    assert_eq!(home.run(&["report", &id, "-o", "r.md"]).code, 1);
    assert_eq!(home.run(&["report", &id, "-f", "-o", "r.md"]).code, 0);
    assert_eq!(home.run(&["list", "-q"]).out, format!("{id}\n"));
    assert_eq!(home.run(&["delete", "-y", &id]).code, 0);
}

#[test]
fn an_argument_that_could_act_on_a_terminal_is_shown_by_name() {
    let run = Home::new().run(&["li\u{1b}[2Jst\u{202e}"]);
    assert!(run.is_tame(), "{:?}", run.err);
    assert!(run.err.contains("li<U+001B>[2Jst<U+202E>"), "{}", run.err);
}
