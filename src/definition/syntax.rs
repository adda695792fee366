//! What is no TOML at all.

use std::ops::Range;

use toml::de::{DeTable, Error};

use super::diagnostic::{Problem, quoted};
use super::unusual;

/// A line with more opening marks than this is what nests too deeply.
const DEEP: usize = 40;
/// How often a broken file is mended and read again before it is given up.
const ATTEMPTS: usize = 40;

/// The parser's errors, the first of each line: what follows on a line is most often its consequence.
#[must_use]
pub fn problems(source: &str, errors: &[Error]) -> Vec<Problem> {
    let mut found: Vec<(Range<usize>, &str)> =
        errors.iter().map(|error| (place(source, error), error.message())).collect();
    found.sort_by_key(|(at, _)| at.start);
    let mut done = 0;
    let mut problems = Vec::new();
    for (at, message) in found {
        if at.start >= done {
            done = end_of_line(source, at.start) + 1;
            problems.push(problem(source, message, at));
        }
    }
    problems
}

/// The rest of a broken file: the lines with errors are blanked until what is left can be read. One error may hide
/// others from the parser; those are added to the problems.
#[must_use]
pub fn rest(source: &str, problems: &mut Vec<Problem>) -> Option<String> {
    let mut rest = blanked(source, problems.iter().map(Problem::start));
    for _ in 0..ATTEMPTS {
        let (_, errors) = DeTable::parse_recoverable(&rest);
        if errors.is_empty() {
            return Some(rest);
        }
        let hidden = self::problems(&rest, &errors);
        rest = blanked(&rest, errors.iter().map(|error| place(&rest, error).start));
        problems.extend(hidden.into_iter().filter(|problem| stands_alone(source, problem.start())));
    }
    None
}

/// Whether a line can be at fault by itself: it begins with a key or heads a table, or holds what is no TOML anywhere.
/// Any other may only go on from one that was blanked.
fn stands_alone(source: &str, at: usize) -> bool {
    let line = line_of(source, at);
    let text = source.get(line.clone()).unwrap_or_default();
    let begins = |c: char| c.is_alphabetic() || c == '[' || c == '_';
    (text.starts_with(begins) && text.contains(['=', ']'])) || unusual::problem(source, line).is_some()
}

fn problem(source: &str, message: &str, at: Range<usize>) -> Problem {
    if message.contains("recurs") {
        return Problem::new(at, "the nesting is too deep").help("a questionnaire needs tables in lists, and no more");
    }
    if message == "duplicate key" {
        let key = quoted(source.get(at.clone()).unwrap_or_default());
        return Problem::new(at, format!("{key} was given before in the same table")).help("take one of the two out");
    }
    if let Some(problem) = unusual::problem(source, line_of(source, at.start)) {
        return problem;
    }
    Problem::new(at, format!("this is not TOML: {message}"))
        .help("compare it with what 'undercurrent questions' prints")
}

/// Where an error is; what nests too deeply has no place of its own.
fn place(source: &str, error: &Error) -> Range<usize> {
    error.span().unwrap_or_else(|| {
        let mut start = 0;
        for line in source.split_inclusive('\n') {
            if line.matches(['.', '[', '{']).count() > DEEP {
                return start..start + 1;
            }
            start += line.len();
        }
        0..0
    })
}

fn line_of(source: &str, at: usize) -> Range<usize> {
    let start = source.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
    start..end_of_line(source, at)
}

fn end_of_line(source: &str, at: usize) -> usize {
    source.get(at..).and_then(|rest| rest.find('\n')).map_or(source.len(), |length| at + length)
}

/// The source with the lines at these places turned into spaces, so that all other places stay what they are.
///
/// Where such a line heads a table, its keys go too: they would seem to belong to the table before.
fn blanked(source: &str, places: impl Iterator<Item = usize>) -> String {
    let mut places: Vec<usize> = places.collect();
    places.sort_unstable();
    let mut places = places.into_iter().peekable();
    let mut blanked = String::with_capacity(source.len());
    let mut headless = false;
    for line in source.split_inclusive('\n') {
        let end = blanked.len() + line.len();
        let mut broken = false;
        while places.next_if(|&at| at < end || end == source.len()).is_some() {
            broken = true;
        }
        if line.trim_start().starts_with('[') {
            headless = broken;
        }
        if broken || headless {
            blanked.extend(line.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
        } else {
            blanked.push_str(line);
        }
    }
    blanked
}
