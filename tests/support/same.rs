//! Holds large values and texts to being the same, and names the first thing that differs: nobody reads 31,000
//! characters to find it.
#![allow(dead_code, unused_imports, unused_macros, reason = "every test takes what it needs")]
#![allow(clippy::panic, reason = "what differs fails a test")]

use std::fmt::{Debug, Write};

/// The most characters of a line that are shown, around the place where it differs.
const SHOWN: usize = 120;

/// Holds a value to being the same as another; what differs is named with the fields around it.
macro_rules! same {
    ($got:expr, $expected:expr $(,)?) => { $crate::same::values(&$got, &$expected, "") };
    ($got:expr, $expected:expr, $($case:tt)+) => { $crate::same::values(&$got, &$expected, &format!($($case)+)) };
}

/// Holds a text to being the same as another, line by line.
macro_rules! same_text {
    ($got:expr, $expected:expr $(,)?) => { $crate::same::texts(&$got, &$expected, "") };
    ($got:expr, $expected:expr, $($case:tt)+) => { $crate::same::texts(&$got, &$expected, &format!($($case)+)) };
}

pub(crate) use {same, same_text};

/// What [`same`] does; `case` says which of several it was.
#[track_caller]
pub fn values<T: Debug + PartialEq>(got: &T, expected: &T, case: &str) {
    if got != expected {
        let (got, expected) = (format!("{got:#?}"), format!("{expected:#?}"));
        let message = difference(&got, &expected).unwrap_or_else(|| "they look alike, and are not equal".to_owned());
        panic!("{case}{}{message}", if case.is_empty() { "" } else { ": " });
    }
}

/// What [`same_text`] does.
#[track_caller]
pub fn texts(got: impl AsRef<str>, expected: impl AsRef<str>, case: &str) {
    if let Some(message) = difference(got.as_ref(), expected.as_ref()) {
        panic!("{case}{}{message}", if case.is_empty() { "" } else { ": " });
    }
}

/// The first line that differs, with both ways of it and what it stands in; none where there is no such line.
pub fn difference(got: &str, expected: &str) -> Option<String> {
    if got == expected {
        return None;
    }
    let (mut left, mut right) = (got.split_inclusive('\n'), expected.split_inclusive('\n'));
    let mut around: Vec<&str> = Vec::new();
    for number in 1.. {
        match (left.next(), right.next()) {
            (Some(one), Some(other)) if one == other => open(&mut around, one),
            (one, other) => return Some(report(number, &within(around, one.or(other)), one, other)),
        }
    }
    None
}

/// Takes a line in among those that the next one may stand in.
fn open<'a>(around: &mut Vec<&'a str>, line: &'a str) {
    around.retain(|outer| indent(outer) < indent(line));
    around.push(line);
}

/// What a line stands in, the outermost first.
fn within(mut around: Vec<&str>, line: Option<&str>) -> String {
    around.retain(|outer| line.is_some_and(|line| indent(outer) < indent(line)));
    around.iter().map(|line| line.trim().trim_end_matches(['{', '[', '(', ' ', ':'])).collect::<Vec<_>>().join(" > ")
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

fn report(number: usize, within: &str, got: Option<&str>, expected: Option<&str>) -> String {
    let mut message = format!("line {number} differs");
    if !within.is_empty() {
        let _ = write!(message, ", in {within}");
    }
    let at = match (got, expected) {
        (Some(got), Some(expected)) => got.chars().zip(expected.chars()).take_while(|(a, b)| a == b).count(),
        _ => 0,
    };
    let _ = write!(message, "\n     got: {}\nexpected: {}", cut(got, at), cut(expected, at));
    message
}

/// A line, or what of it is around a place.
fn cut(line: Option<&str>, at: usize) -> String {
    let Some(line) = line else { return "no such line".to_owned() };
    let from = at.saturating_sub(SHOWN / 3);
    let part: String = line.chars().skip(from).take(SHOWN).collect();
    let (before, after) = (if from > 0 { "…" } else { "" }, if line.chars().count() > from + SHOWN { "…" } else { "" });
    format!("{before}{part:?}{after}")
}
