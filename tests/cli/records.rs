//! The verbs `list`, `results`, `label` and `delete`.

use std::fs::{self, File};

use unicode_width::UnicodeWidthStr;

use super::home::Home;
use crate::same::same_text;

#[test]
fn without_a_record_a_sentence_says_how_to_make_one() {
    let home = Home::new();
    let list = home.run(&["list"]);
    assert_eq!((list.code, list.out.as_str()), (0, ""));
    assert!(list.err.contains("There is no record") && list.err.contains("'undercurrent'"), "{}", list.err);
    let results = home.run(&["results"]);
    assert_eq!((results.code, results.out.as_str()), (1, ""));
    assert!(results.err.contains("There is no record"), "{}", results.err);
    assert!(!home.records().exists(), "looking creates nothing");
}

#[test]
fn records_are_listed_in_columns_that_fit_80() {
    let home = Home::new();
    let (long, wide) = ("x".repeat(60), "東".repeat(60));
    let ids = [home.record(&long), home.record(&wide), home.record("EMEA")];
    let list = home.run(&["list"]);
    assert_eq!((list.code, list.err.as_str()), (0, ""));
    let lines: Vec<&str> = list.out.lines().collect();
    assert_eq!(lines.len(), 4);
    assert!(lines[0].starts_with("ID        BEGUN             STATE        SIDE        LABEL"), "{}", lines[0]);
    assert!(lines.iter().all(|line| line.width() <= 80), "{}", list.out);
    for id in ids {
        assert!(
            lines.iter().any(|line| line.starts_with(&format!("{id}  20")) && line.contains("finished     sales")),
            "{id}"
        );
    }
}

#[test]
fn a_file_that_cannot_be_read_is_named_with_the_reason_and_left() {
    let home = Home::new();
    home.record("EMEA");
    let foreign = home.write("records/foreign.toml", "this is no record\n");
    let list = home.run(&["list"]);
    assert_eq!((list.code, list.out.lines().count()), (0, 2));
    assert!(list.err.contains("foreign.toml cannot be read: ") && list.err.contains("left as it is"), "{}", list.err);
    assert_eq!(fs::read_to_string(foreign).unwrap(), "this is no record\n");
}

#[test]
fn the_newest_finished_result_is_printed_where_none_is_named() {
    let home = Home::new();
    home.record("first");
    home.record("second");
    let newest = home.run(&["results"]);
    assert_eq!((newest.code, newest.err.as_str()), (0, ""));
    assert!(newest.out.contains("\nsecond\n"), "{}", newest.out);
}

#[test]
fn a_result_is_named_by_its_short_id_or_its_path() {
    let home = Home::new();
    let id = home.record("first");
    home.record("second");
    let by_id = home.run(&["results", &id]);
    let by_path = home.run(&["results", "records/0.toml"]);
    assert!(by_id.out.contains("\nfirst\n"), "{by_id:?}");
    same_text!(by_id.out, by_path.out);
}

#[test]
fn a_record_that_is_not_there_is_said_not_to_be() {
    let home = Home::new();
    for verb in [&["results", "abcd1234"][..], &["label", "abcd1234", "x"], &["delete", "--yes", "abcd1234"]] {
        let run = home.run(verb);
        assert_eq!((run.code, run.out.as_str()), (1, ""));
        assert!(run.err.contains("there is no record 'abcd1234'"), "{}", run.err);
    }
}

#[test]
fn a_result_is_printed_as_data_too() {
    let home = Home::new();
    let id = home.record("EMEA");
    let run = home.run(&["results", &id, "--format", "json"]);
    let data: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(data["record"]["label"], "EMEA");
}

#[test]
fn the_folder_of_the_option_wins_over_that_of_the_variable() {
    let (home, other) = (Home::new(), Home::new());
    other.record("elsewhere");
    let list = home.run(&["list", "--data-dir", other.path().to_str().unwrap()]);
    assert!(list.out.contains("elsewhere"), "{list:?}");
}

#[test]
fn a_label_is_changed_and_nothing_else() {
    let home = Home::new();
    let id = home.record("EMEA");
    let before = fs::read_to_string(home.records().join("0.toml")).unwrap();
    let run = home.run(&["label", &id, "  APAC "]);
    assert_eq!((run.code, run.out.as_str()), (0, ""));
    assert_eq!(run.err, format!("{id} is named APAC now.\n"));
    let after = fs::read_to_string(home.records().join("0.toml")).unwrap();
    assert_eq!(after, before.replace("EMEA", "APAC"));
    assert_eq!(home.run(&["label", &id, ""]).err, format!("{id} has no name now.\n"));
}

#[test]
fn a_record_that_cannot_be_locked_is_left_with_one_reason() {
    let home = Home::new();
    let id = home.record("EMEA");
    fs::create_dir(home.records().join("0.toml.lock")).unwrap();
    for verb in [vec!["label", &id, "APAC"], vec!["delete", &id, "--yes"]] {
        let run = home.run(&verb);
        assert_eq!(run.code, 1);
        assert!(run.err.trim_end().replace('\\', "/").ends_with("records/0.toml"), "{}", run.err);
        assert!(run.err.contains(", so nothing can be written beside "), "{}", run.err);
    }
    assert!(home.run(&["list"]).out.contains("EMEA"));
}

#[test]
fn a_label_that_could_act_on_a_terminal_is_refused() {
    let home = Home::new();
    let id = home.record("EMEA");
    for hostile in ["a\u{1b}[2Jb", "a\u{202e}b", "a\nb", &"x".repeat(61)] {
        let run = home.run(&["label", &id, hostile]);
        assert_eq!((run.code, run.out.as_str()), (2, ""));
        assert!(run.is_tame() && run.err.contains("that name cannot be used"), "{}", run.err);
    }
    assert!(home.run(&["list"]).out.contains("EMEA"));
}

#[test]
fn without_a_terminal_delete_never_asks() {
    let home = Home::new();
    let id = home.record("EMEA");
    let run = home.feed(&["delete", &id], "yes\n");
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.contains("--yes"), "{}", run.err);
    assert_eq!(home.run(&["list"]).out.lines().count(), 2);
}

#[test]
fn delete_names_the_record_and_says_where_it_is_until_undercurrent_offers_it_back() {
    let home = Home::new();
    let id = home.record("EMEA");
    let run = home.run(&["delete", "--yes", &id]);
    assert!(run.code == 0 && run.err.starts_with(&format!("Deleted: {id}, EMEA, begun ")), "{}", run.err);
    assert!(run.err.contains("'undercurrent' offers it back when it is opened next."), "{}", run.err);
    let kept = run.err.rsplit_once("Until then it is ").unwrap().1.trim_end().trim_end_matches('.');
    assert!(kept.replace('\\', "/").contains("/.deleted/") && fs::exists(kept).unwrap(), "{kept}");
    assert_eq!(home.run(&["list"]).out, "");
    for verb in [&["results", &id][..], &["label", &id, "x"], &["delete", "--yes", &id], &["trend", &id]] {
        assert_ne!(home.run(verb).code, 0, "{verb:?}");
    }
}

#[test]
fn several_records_are_deleted_at_once_or_none_where_one_of_them_is_not_there() {
    let home = Home::new();
    let ids = ["EMEA", "APAC", "LATAM"].map(|label| home.record(label));
    let run = home.run(&["delete", "--yes", &ids[0], "abcd1234"]);
    assert!(run.code == 1 && run.err.contains("there is no record 'abcd1234'"), "{}", run.err);
    assert_eq!(home.run(&["list", "-q"]).out.lines().count(), 3);
    let run = home.run(&["delete", "--yes", &ids[0], &ids[1], &ids[0]]);
    assert_eq!((run.code, run.err.matches("Deleted: ").count()), (0, 2), "{}", run.err);
    let kept = run.err.rsplit_once("Until then they are in ").unwrap().1.trim_end().trim_end_matches('.');
    assert!(fs::read_dir(kept).unwrap().count() >= 2, "{kept}");
    assert_eq!(home.run(&["list", "-q"]).out, format!("{}\n", ids[2]));
}

#[test]
fn a_file_that_is_no_record_is_never_deleted() {
    let home = Home::new();
    let precious = home.write("precious.toml", "precious");
    let run = home.run(&["delete", "--yes", "precious.toml"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("left as it is"), "{}", run.err);
    assert_eq!(fs::read_to_string(precious).unwrap(), "precious");
}

#[test]
fn a_record_that_is_open_elsewhere_is_left_alone() {
    let home = Home::new();
    let id = home.record("EMEA");
    let lock = File::create(home.records().join("0.toml.lock")).unwrap();
    lock.try_lock().unwrap();
    for verb in [&["label", &id, "x"][..], &["delete", "--yes", &id]] {
        let run = home.run(verb);
        assert_eq!(run.code, 1);
        assert!(run.err.contains("is open in another Undercurrent"), "{}", run.err);
    }
    assert!(home.run(&["results", &id]).out.contains("EMEA"), "reading is allowed");
}

#[test]
fn a_label_is_kept_with_its_letters_composed() {
    let home = Home::new();
    let id = home.record("EMEA");
    home.run(&["label", &id.to_uppercase(), "Cafe\u{301} ＥＭＥＡ"]);
    let kept = fs::read_to_string(home.records().join("0.toml")).unwrap();
    assert!(kept.contains("label = \"Caf\u{e9} ＥＭＥＡ\""), "{kept}");
}

#[test]
fn a_label_may_hold_what_its_letters_and_emoji_need() {
    let home = Home::new();
    let id = home.record("EMEA");
    for label in ["تیم\u{200c}ها", "❤\u{fe0f} 👩🏽\u{200d}🚀"] {
        let run = home.run(&["label", &id, label]);
        assert_eq!((run.code, run.err), (0, format!("{id} is named {label} now.\n")));
        assert!(home.run(&["list"]).out.contains(label));
    }
    for label in ["a\u{200d}b".to_owned(), format!("o{}", "\u{316}".repeat(5))] {
        let run = home.run(&["label", &id, &label]);
        assert!(run.code == 2 && run.err.contains("that name cannot be used"), "{}", run.err);
    }
}

#[test]
fn a_record_with_a_heap_of_marks_in_its_label_still_opens() {
    let home = Home::new();
    let id = home.record("EMEA");
    let file = home.records().join("0.toml");
    let heaped = format!("E{}MEA", "\u{316}".repeat(40));
    fs::write(&file, fs::read_to_string(&file).unwrap().replace("\"EMEA\"", &format!("\"{heaped}\""))).unwrap();
    let run = home.run(&["results", &id]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains(&format!("E{}MEA", "\u{316}".repeat(4))) && !run.out.contains(&"\u{316}".repeat(5)));
}
