//! `--answers`: scoring without asking.

use std::fs;

use serde_json::Value;

use super::home::Home;
use crate::same::same_text;

const GOOD: &str =
    "side = \"marketing\"\nlabel = \"EMEA\"\n[answers]\nlead-unchecked = 5\nlead-fits = 1\nlead-blame = \"na\"\n";

#[test]
fn answers_are_scored_and_printed_as_text() {
    let run = Home::new().feed(&["--answers", "-"], GOOD);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(run.out.starts_with("Undercurrent: the view of 1 person, from Marketing\nEMEA\n"), "{}", run.out);
    let text = run.out.split_whitespace().collect::<Vec<_>>().join(" ");
    let row = "████████████████████ 1. Lead mismatch: 100 of 100, severe; 2 of 4 answered, 1 marked as not applying.";
    assert!(text.contains(row), "{}", run.out);
    assert!(run.is_tame() && run.out.lines().all(|line| line.chars().count() <= 80));
}

#[test]
fn answers_are_scored_and_printed_as_data() {
    let run = Home::new().feed(&["--answers", "-", "--format", "json"], GOOD);
    let data: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!((data["schema"].as_u64(), data["people"].as_u64()), (Some(1), Some(1)));
    assert_eq!(data["person"]["side"], "marketing");
    assert_eq!(data["causes"][0]["severity"], 100.0);
    assert_eq!(data["causes"][1]["severity"], Value::Null);
}

#[test]
fn json_means_the_same_as_toml() {
    let json = r#"{"side": "marketing", "label": "EMEA",
        "answers": {"lead-unchecked": 5, "lead\u002dfits": 1, "lead-blame": "na"}}"#;
    let home = Home::new();
    let printed = |input: &str| home.feed(&["--answers", "-"], input).out;
    same_text!(printed(json), printed(GOOD));
}

#[test]
fn a_file_is_read_as_well_as_standard_input() {
    let home = Home::new();
    home.write("a.toml", GOOD);
    same_text!(home.run(&["--answers", "a.toml"]).out, home.feed(&["--answers", "-"], GOOD).out);
}

#[test]
fn few_answers_or_none_are_fine() {
    let run = Home::new().feed(&["--answers", "-"], "side = \"sales\"\nanswers = {}\n");
    assert_eq!(run.code, 0);
    assert!(run.out.contains("No cause has a figure yet: in Undercurrent, c on"), "{}", run.out);
}

#[test]
fn nothing_is_saved_unless_that_is_asked_for() {
    let home = Home::new();
    home.feed(&["--answers", "-"], GOOD);
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);
}

#[test]
fn answers_are_saved_as_a_finished_record_in_a_new_file() {
    let home = Home::new();
    let run = home.feed(&["--answers", "-", "--output", "r.toml"], GOOD);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    same_text!(home.run(&["results", "r.toml"]).out, run.out);
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1, "only the record stays behind");
}

#[test]
fn a_file_that_is_there_is_never_overwritten() {
    let home = Home::new();
    let precious = home.write("r.toml", "precious");
    let run = home.feed(&["--answers", "-", "--output", "r.toml"], GOOD);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(run.err.contains("r.toml exists already: give another name"), "{}", run.err);
    assert_eq!(fs::read_to_string(precious).unwrap(), "precious");
}

#[test]
fn every_problem_is_named_with_its_place_in_one_pass() {
    let home = Home::new();
    home.write(
        "bad.toml",
        "sied = \"sales\"\nlabel = \"a\\u001bb\"\n\n[answers]\nlead-fist = 4\nlead-unchecked = 6\nlead-blame = \"no\"\n\
         goals-miss = 2.5\ndata-say = 1\ndata-say = 2\nspend-seen = \"\u{202e}\"\n",
    );
    let run = home.run(&["--answers", "bad.toml"]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(run.is_tame());
    insta::assert_snapshot!(run.err);
}

#[test]
fn problems_in_json_have_places_too() {
    let json = "{\n  \"side\": \"seles\",\n  \"answers\": {\"lead-fits\": 0, \"lead-fits\": 1, \"no-such\": [1], \"data-say\": null}\n}";
    let run = Home::new().feed(&["--answers", "-"], json);
    assert_eq!(run.code, 1);
    insta::assert_snapshot!(run.err);
}

#[test]
fn what_is_neither_toml_nor_json_is_said_to_be_so() {
    let home = Home::new();
    let toml = home.feed(&["--answers", "-"], "side is sales");
    let json = home.feed(&["--answers", "-"], "{\"side\": sales}");
    assert!(toml.code == 1 && toml.err.contains("this is not TOML") && toml.err.contains("standard input:1:"));
    assert!(
        json.code == 1 && json.err.contains("this is not JSON") && json.err.contains("standard input:1:10"),
        "{}",
        json.err
    );
}

#[test]
fn a_side_and_answers_there_must_be() {
    let run = Home::new().feed(&["--answers", "-"], "");
    assert_eq!(run.code, 1);
    assert!(run.err.contains("which side") && run.err.contains("no answers"), "{}", run.err);
}

#[test]
fn deep_or_huge_or_binary_input_is_refused_and_nothing_breaks() {
    let home = Home::new();
    let deep_json = format!("{{\"side\":\"sales\",\"answers\":{}1{}}}", "{\"a\":".repeat(50_000), "}".repeat(50_000));
    let deep_toml = format!("answers = {}1{}", "[".repeat(50_000), "]".repeat(50_000));
    let huge = format!("{{\"side\":\"sales\",\"answers\":{{\"lead-fits\":{}}}}}", "9".repeat(10_000));
    for input in [deep_json.into_bytes(), deep_toml.into_bytes(), huge.into_bytes(), vec![0xff; 4096], vec![b'{'; 4096]]
    {
        let run = home.feed(&["--answers", "-"], input);
        assert_eq!((run.code, run.out.as_str()), (1, ""));
        assert!(run.is_tame());
    }
}

/// What editors on Windows put before a text.
const MARK: &str = "\u{feff}";

#[test]
fn answers_from_an_editor_on_windows_mean_the_same() {
    let home = Home::new();
    let printed = home.feed(&["--answers", "-"], GOOD).out;
    let json = "{\n\"side\": \"marketing\",\n\"label\": \"EMEA\",\n\"answers\": {\"lead-unchecked\": 5, \"lead-fits\": 1, \"lead-blame\": \"na\"}\n}";
    for source in [GOOD, json] {
        for typed in
            [format!("{MARK}{source}"), source.replace('\n', "\r\n"), format!("{MARK}{source}").replace('\n', "\r\n")]
        {
            let run = home.feed(&["--answers", "-"], typed.as_str());
            assert_eq!((run.code, run.err.as_str(), run.out.as_str()), (0, "", printed.as_str()), "{typed:?}");
        }
    }
}

#[test]
fn a_column_is_counted_without_the_mark_before_a_text() {
    let home = Home::new();
    for (source, place) in [
        ("side = \"seles\"\n[answers]\n", "standard input:1:8"),
        ("side = \"sales\"\nanswers = { no-such = 1 }\n", "standard input:2:13"),
        ("{\"side\": \"seles\", \"answers\": {}}", "standard input:1:10"),
        ("{\"side\": \"sales\",\n \"answers\": {\"no-such\": 1}}", "standard input:2:14"),
        ("{\"side\": sales}", "standard input:1:10"),
    ] {
        for typed in [source.to_owned(), format!("{MARK}{source}"), source.replace('\n', "\r\n")] {
            let run = home.feed(&["--answers", "-"], typed.as_str());
            assert_eq!(run.code, 1);
            assert!(run.err.contains(&format!("{place}\n")), "{place} in {typed:?}: {}", run.err);
        }
    }
}

#[test]
fn a_mark_that_stands_elsewhere_is_refused() {
    let run = Home::new().feed(&["--answers", "-"], format!("side = \"sales\"\n{MARK}[answers]\n"));
    assert!(run.code == 1 && run.err.contains("U+FEFF") && run.err.contains("standard input:2:1"), "{}", run.err);
}

#[test]
fn answers_mean_the_same_in_any_case_and_width() {
    let home = Home::new();
    let printed = home.feed(&["--answers", "-"], GOOD).out;
    for typed in [
        "SIDE = \"Marketing\"\nLabel = \"EMEA\"\n[Answers]\nLead-Unchecked = 5\nLEAD-FITS = 1\nlead-blame = \"NA\"\n",
        "ｓｉｄｅ＝\"ｍａｒｋｅｔｉｎｇ\"\nｌａｂｅｌ　＝　＂EMEA＂\n［ａｎｓｗｅｒｓ］\nlead-unchecked = ５\nｌｅａｄ－ｆｉｔｓ = １\n\"lead-blame\" = \"ｎａ\"\n",
        "｛\"ｓｉｄｅ\"：\"marketing\"，\"label\":\"EMEA\",\"answers\":{\"lead-unchecked\":５,\"lead-fits\":1,\"lead-blame\":\"Na\"}}",
    ] {
        let run = home.feed(&["--answers", "-"], typed);
        assert_eq!((run.code, run.err.as_str(), run.out.as_str()), (0, "", printed.as_str()), "{typed}");
    }
}

#[test]
fn an_item_that_is_answered_twice_in_two_ways_of_writing_is_named() {
    let run = Home::new().feed(&["--answers", "-"], "side = \"sales\"\n[answers]\nlead-fits = 1\nLead-Fits = 2\n");
    assert!(run.code == 1 && run.err.contains("given before") && run.err.contains(":4:1"), "{}", run.err);
}

#[test]
fn a_label_may_hold_the_joiners_that_its_letters_need_and_no_others() {
    let home = Home::new();
    let with = |label: &str| {
        home.feed(&["--answers", "-"], format!("side = \"sales\"\nlabel = \"{label}\"\n[answers]\nlead-fits = 2\n"))
    };
    for label in ["❤\u{fe0f} leads", "تیم\u{200c}ها", "👩🏽\u{200d}🚀", "\\u2764\\uFE0F leads"] {
        let run = with(label);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{label}");
    }
    assert!(with("تیم\u{200c}ها").out.contains("تیم\u{200c}ها"));
    for label in ["a\u{200c}b", "a\\u200db", "a\u{fe0f}", "تیم\u{200f}ها", "👩\u{202e}🚀"] {
        let run = with(label);
        assert!(run.code == 1 && run.is_tame() && run.err.contains("U+"), "{label}: {}", run.err);
    }
    let heaped = with(&format!("a{}", "\u{316}".repeat(40)));
    assert!(heaped.code == 1 && heaped.err.contains("it has 40 marks on one letter; at most 4 fit"), "{}", heaped.err);
}
