//! Rules about every text: not empty, no placeholder, not too long, nothing that hides or acts on a terminal.

use std::ops::Range;

use super::walk::Place;
use crate::definition::diagnostic::{Problem, quoted};
use crate::domain::text::{MARKS_MAX, composed, may_be_needed, most_marks, name_of, unshowable as unshowable_in};

/// One text and where it stands.
struct Typed<'a> {
    place: &'a Place<'a>,
    span: &'a Range<usize>,
    text: &'a str,
    source: &'a str,
}

/// All that is wrong with a text.
pub fn problems(place: &Place<'_>, span: &Range<usize>, text: &str, source: &str) -> Vec<Problem> {
    let typed = Typed { place, span, text, source };
    [empty, placeholder, too_long, heaped, unshowable].iter().filter_map(|rule| rule(&typed)).collect()
}

impl Typed<'_> {
    fn problem(&self, what: &str) -> Problem {
        Problem::new(self.span.clone(), format!("'{}' of {} {what}", self.place.key, self.place.owner.name))
    }
}

/// A text without anything to read.
fn empty(typed: &Typed<'_>) -> Option<Problem> {
    let problem = || typed.problem("is empty").help(format!("write it ({})", typed.place.node.description()));
    typed.text.trim().is_empty().then(problem)
}

/// A text that stands for one still to be written.
fn placeholder(typed: &Typed<'_>) -> Option<Problem> {
    let what = format!("is the placeholder {}", quoted(typed.text.trim()));
    is_placeholder(typed.text).then(|| typed.problem(&what).help("write the text that people are to read"))
}

fn is_placeholder(text: &str) -> bool {
    let small = text.trim().to_lowercase();
    let mut words = text.split(|c: char| !c.is_alphanumeric());
    let marks = !small.is_empty() && small.chars().all(|c| ".…?-_*#<>[]".contains(c));
    let crosses = small.len() >= 3 && small.chars().all(|c| c == 'x');
    let alone = ["todo", "tbd", "tba", "fixme", "placeholder"].contains(&small.as_str());
    marks
        || crosses
        || alone
        || small.contains("lorem ipsum")
        || words.any(|word| ["TODO", "TBD", "FIXME", "XXX"].contains(&word))
}

/// A text that does not fit where it is shown.
fn too_long(typed: &Typed<'_>) -> Option<Problem> {
    let (length, most) = (typed.text.chars().count(), typed.place.node.count("maxLength")?);
    let what = format!("has {length} characters where {most} fit");
    (length > most).then(|| typed.problem(&what).help(format!("shorten it by {}", length - most)))
}

/// A letter with more marks than any script needs.
fn heaped(typed: &Typed<'_>) -> Option<Problem> {
    let marks = most_marks(&composed(typed.text));
    let problem = || typed.problem(&format!("has {marks} marks on one letter; at most {MARKS_MAX} fit"));
    (marks > MARKS_MAX).then(|| problem().help("take some of them out"))
}

/// A line break, a tab or an escaped character in a text. What stands raw in the file is found by [`hidden`].
fn unshowable(typed: &Typed<'_>) -> Option<Problem> {
    let as_typed = typed.source.get(typed.span.clone()).unwrap_or_default();
    let mut found = unshowable_in(typed.text).map(|(_, c)| c);
    let (what, help) = match found.find(|&c| matches!(c, '\n' | '\t') || !as_typed.contains(c))? {
        '\n' => ("has a line break".to_owned(), "write it on one line, or end the line with a backslash inside \"\"\""),
        '\t' => ("has a tab".to_owned(), "write a space"),
        c if may_be_needed(c) => {
            (format!("holds {}, which cannot be seen, where no letter or emoji needs it", name_of(c)), "take it out")
        }
        c => (format!("holds {}, which cannot be seen", name_of(c)), "take it out"),
    };
    Some(typed.problem(&what).help(help))
}

/// A character anywhere in the file, even in a comment, that hides or acts on a terminal.
pub fn hidden(source: &str) -> Vec<Problem> {
    let mut found = Vec::new();
    for (at, c) in unshowable_in(source) {
        if !matches!(c, '\n' | '\t') && !source[at..].starts_with("\r\n") {
            let needless = if may_be_needed(c) { ", where no letter or emoji needs it" } else { "" };
            let what = format!("the file holds {}, which cannot be seen{needless}", name_of(c));
            let problem = Problem::new(at..at + c.len_utf8(), what);
            found.push(problem.help("take it out; it could hide text or act on a terminal"));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("TODO")]
    #[case("todo")]
    #[case("Write this: TODO")]
    #[case("tbd")]
    #[case("...")]
    #[case("\u{2026}")]
    #[case("xxx")]
    #[case("XXXX")]
    #[case("Lorem ipsum dolor")]
    #[case("<...>")]
    fn a_placeholder_is_known_by_its_looks(#[case] text: &str) {
        assert!(is_placeholder(text));
    }

    #[rstest]
    #[case("1")]
    #[case("Sales")]
    #[case("XXL shirts for trade fairs")]
    #[case("They keep a todo list")]
    #[case("\u{1F642}")]
    #[case("\u{65E5}\u{672C}\u{8A9E}")]
    fn a_text_is_no_placeholder_for_a_likeness(#[case] text: &str) {
        assert!(!is_placeholder(text));
    }
}
