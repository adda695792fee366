//! What holds for every file that anybody can write.

use proptest::prelude::*;
use undercurrent::testing::definition::{self, BUILT_IN, Problems};
use undercurrent::testing::domain::first_unshowable;

use super::SMALL;
use super::round_trip::through_a_file;

/// What a line of a good file is turned into.
#[derive(Debug, Clone)]
enum Change {
    Drop,
    Twice,
    Cut(usize),
    Insert(usize, &'static str),
    Value(&'static str),
    Swap(usize),
}

const PIECES: &[&str] = &[
    "\"", "'", "\"\"\"", "[", "]", "[[", "{", "}", "=", ",", ".", "#", "\n", "\r", "\0", "\u{1b}[2J", "\u{202e}", "é",
    "東", "\\",
];
const VALUES: &[&str] = &[
    "1",
    "-1",
    "0",
    "99999999999999999999",
    "1e999",
    "nan",
    "inf",
    "0x10",
    "true",
    "\"\"",
    "\"x\"",
    "\"cold\"",
    "\"Cold\"",
    "\"\\u001b\"",
    "[]",
    "[[]]",
    "[1, \"cold\"]",
    "{}",
    "{ id = \"cold\" }",
    "2019-09-22",
    "2019-09-22T00:00:00Z",
    "12:00:00",
    "\"\"\"\n\"\"\"",
    "\"TODO\"",
];

fn change() -> impl Strategy<Value = (usize, Change)> {
    let change = prop_oneof![
        Just(Change::Drop),
        Just(Change::Twice),
        (0..80usize).prop_map(Change::Cut),
        (0..80usize, prop::sample::select(PIECES)).prop_map(|(at, piece)| Change::Insert(at, piece)),
        prop::sample::select(VALUES).prop_map(Change::Value),
        (0..1000usize).prop_map(Change::Swap),
    ];
    (0..1000usize, change)
}

fn changed(text: &str, changes: Vec<(usize, Change)>) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for (at, change) in changes {
        let (at, count) = (at % lines.len(), lines.len());
        let line = lines[at].clone();
        let place = |at: usize| (0..=at.min(line.len())).rev().find(|&at| line.is_char_boundary(at)).unwrap();
        match change {
            Change::Drop => lines[at].clear(),
            Change::Twice => lines.insert(at, line),
            Change::Cut(from) => lines[at].truncate(place(from)),
            Change::Insert(from, piece) => lines[at].insert_str(place(from), piece),
            Change::Value(value) => {
                lines[at] = line.split_once('=').map_or(line.clone(), |(key, _)| format!("{key}= {value}"));
            }
            Change::Swap(other) => lines.swap(at, other % count),
        }
    }
    lines.join("\n")
}

fn is_sound(problems: &Problems) {
    let said = problems.render(false);
    assert!(!problems.is_empty());
    assert!(!said.contains("no rule says why"), "{said}");
    assert_eq!(said.lines().find_map(first_unshowable), None, "{said:?}");
    assert!(said.lines().all(|line| line.len() < 2000), "{said}");
}

/// A selector after an ideograph is needed, and stays in what is said.
#[test]
fn a_file_that_is_refused_may_hold_an_ideograph_with_its_selector() {
    reads_or_says_why("* 葛\u{e0100}".as_bytes());
}

fn reads_or_says_why(bytes: &[u8]) {
    match definition::read("ours.toml", bytes) {
        Ok(read) => assert_eq!(through_a_file(&read.questionnaire), read.questionnaire),
        Err(problems) => is_sound(&problems),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        reads_or_says_why(&bytes);
    }

    #[test]
    fn any_text_is_read_or_refused(text in "(\\PC|[\\[\\]{}=\"',.#\n\r\t\u{0}-\u{9f}]){0,200}") {
        reads_or_says_why(text.as_bytes());
    }

    #[test]
    fn a_small_file_with_any_changes_is_read_or_refused(changes in prop::collection::vec(change(), 1..6)) {
        reads_or_says_why(changed(SMALL, changes).as_bytes());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn the_shipped_file_with_any_changes_is_read_or_refused(changes in prop::collection::vec(change(), 1..6)) {
        reads_or_says_why(changed(BUILT_IN, changes).as_bytes());
    }

    #[test]
    fn the_shipped_file_cut_off_before_its_last_statement_is_refused(end in 0..BUILT_IN.rfind("[[item]]").unwrap()) {
        prop_assert!(definition::read("ours.toml", &BUILT_IN.as_bytes()[..end]).is_err());
    }
}
