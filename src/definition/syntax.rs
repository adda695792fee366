//! What is no TOML at all.

use std::collections::HashSet;
use std::ops::Range;

use toml::de::{DeTable, Error};

use super::diagnostic::{Problem, quoted};
use super::texts;
use crate::domain::text::narrow;

/// A line with more opening marks than this is what nests too deeply.
const DEEP: usize = 40;
/// How often a broken file is mended and read again before it is given up.
const ATTEMPTS: usize = 40;
/// What the parser says of a key or table that is there already.
const DUPLICATE: &str = "duplicate key";

/// The parser's errors, the first of each line: what follows on a line is most often its consequence.
pub fn problems(source: &str, errors: &[Error], tables: &[Table<'_>]) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut done = 0;
    for (at, message) in first_of_each_line(source, errors) {
        let line = line_of(source, at.start);
        let goes_on = line.start == done && !problems.is_empty() && !stands_alone(source, at.start);
        done = line.end + 1;
        if !goes_on {
            problems.push(problem(source, (message, at), tables));
        }
    }
    problems
}

/// The first error of each line, but for the keys of a table that is there twice: they are so with it.
fn first_of_each_line<'a>(source: &str, errors: &'a [Error]) -> Vec<(Range<usize>, &'a str)> {
    let mut found: Vec<(Range<usize>, &str)> =
        errors.iter().map(|error| (place(source, error), error.message())).collect();
    found.sort_by_key(|(at, _)| at.start);
    let (mut done, mut is_second) = (0, false);
    found.retain(|(at, message)| {
        if at.start < done {
            return false;
        }
        done = end_of_line(source, at.start) + 1;
        let heads = is_header(source, at.start);
        let follows = is_second && *message == DUPLICATE && !heads;
        is_second = *message == DUPLICATE && (follows || heads);
        !follows
    });
    found
}

/// The rest of a broken file: the lines with errors are read as they were meant, or blanked, until what is left can be
/// read. One error may hide others from the parser; those are added to the problems.
pub fn rest(source: &str, problems: &mut Vec<Problem>, tables: &[Table<'_>]) -> Option<String> {
    let mut rest = source.to_owned();
    let mut tried = HashSet::new();
    for _ in 0..ATTEMPTS {
        let (_, errors) = DeTable::parse_recoverable(&rest);
        if errors.is_empty() {
            return Some(rest);
        }
        let hidden = self::problems(&rest, &errors, tables);
        let places: Vec<usize> = first_of_each_line(&rest, &errors).iter().map(|(at, _)| at.start).collect();
        rest = without(&rest, &places, |at, line| repaired(line, tables).filter(|_| tried.insert(at)));
        let known: HashSet<usize> = problems.iter().map(|problem| line_of(source, problem.start()).start).collect();
        let is_new = |problem: &Problem| !known.contains(&line_of(source, problem.start()).start);
        problems.extend(hidden.into_iter().filter(|problem| is_new(problem) && stands_alone(source, problem.start())));
    }
    None
}

/// Whether a line can be at fault by itself: it begins with a key or heads a table, or holds what is no TOML anywhere.
/// Any other may only go on from one that was blanked.
fn stands_alone(source: &str, at: usize) -> bool {
    let line = line_of(source, at);
    let text = source.get(line.clone()).unwrap_or_default();
    let begins = |c: char| c.is_alphabetic() || c == '[' || c == '_';
    let gives = |value: &str| value.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '"' | '\'' | '[' | '{'));
    (text.starts_with(begins) && text.contains(['=', ']']))
        || parts(text).is_some_and(|(.., value)| gives(value))
        || texts::unusual(source, line).is_some()
}

fn is_header(source: &str, at: usize) -> bool {
    source.get(line_of(source, at)).is_some_and(|line| line.trim_start().starts_with('['))
}

fn problem(source: &str, (message, at): (&str, Range<usize>), tables: &[Table<'_>]) -> Problem {
    let line = source.get(line_of(source, at.start)).unwrap_or_default();
    if message.contains("recurs") {
        return Problem::new(at, "the nesting is too deep").help("a questionnaire needs tables in lists, and no more");
    }
    if let Some(problem) = texts::unusual(source, line_of(source, at.start)) {
        return problem;
    }
    if let Some(table @ (name, of_many)) = misheaded(line, tables) {
        let pairs = if of_many { "two pairs" } else { "one pair" };
        let what = format!("{} does not begin the table '{name}'", quoted(line.trim()));
        return Problem::new(at, what).help(format!("write {}, with {pairs} of brackets", heading(table)));
    }
    if message == DUPLICATE {
        let key = quoted(source.get(at.clone()).unwrap_or_default());
        return Problem::new(at, format!("{key} was given before in the same table")).help("take one of the two out");
    }
    let (what, help) = diagnosis(line, message);
    Problem::new(at, what).help(help)
}

/// What a line without sense to the parser most likely lacks, and how to mend it.
fn diagnosis(line: &str, message: &str) -> (String, &'static str) {
    let said = |what: &str, help| (what.to_owned(), help);
    match parts(line) {
        Some((_, ':', _)) => return said("a ':' stands where a '=' belongs", "write = between a key and its value"),
        Some((.., value)) if value.split('#').next().is_some_and(str::is_empty) => {
            return said("this key has no value", "write one after the =, or take the line out");
        }
        Some((.., value)) if truth(value).is_some() => {
            return said("true and false have no capital letters", "write true or false in small letters");
        }
        _ => {}
    }
    if message.contains("string, expected `\"`") || message.contains("string, expected `'`") {
        return said("this text has no closing quotation mark on its line", "end the text with \" on the same line");
    }
    (format!("this is not TOML: {message}"), "compare it with what 'undercurrent questions' prints")
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

/// The source with the lines at these places repaired or turned into spaces, so that all other places stay what they
/// are.
///
/// Where such a line heads a table, its keys go too: they would seem to belong to the table before.
fn without(source: &str, places: &[usize], mut repair: impl FnMut(usize, &str) -> Option<String>) -> String {
    let mut places = places.to_vec();
    places.sort_unstable();
    let mut places = places.into_iter().peekable();
    let mut rest = String::with_capacity(source.len());
    let mut headless = false;
    for line in source.split_inclusive('\n') {
        let (start, end) = (rest.len(), rest.len() + line.len());
        let mut broken = false;
        while places.next_if(|&at| at < end || end == source.len()).is_some() {
            broken = true;
        }
        let meant = if broken { repair(start, line) } else { None };
        if line.trim_start().starts_with('[') {
            headless = broken && meant.is_none();
        }
        match meant {
            Some(meant) if !headless => rest.push_str(&meant),
            _ if broken || headless => rest.extend(line.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' })),
            _ => rest.push_str(line),
        }
    }
    rest
}

/// A table that a file may have: its name, and whether there may be several of it.
pub type Table<'a> = (&'a str, bool);

/// What begins the name that a repaired line gives to a table, for want of room for the whole.
const STANDS_FOR: char = '-';

/// The line as it was meant; none where that is anybody's guess.
pub fn repaired(line: &str, tables: &[Table<'_>]) -> Option<String> {
    let body = line.trim_end_matches(['\r', '\n']);
    let end = line.get(body.len()..)?;
    let meant = if opens_bracket(body) { header(body, tables) } else { entry(body) }?;
    let room = body.len().checked_sub(meant.len())?;
    (meant != body).then(|| meant + &" ".repeat(room) + end)
}

fn opens_bracket(line: &str) -> bool {
    line.trim_start().chars().next().is_some_and(|c| instead(c) == "[")
}

/// The table that a line was to head, whatever its brackets; none where it heads one as it should, or none.
pub fn misheaded<'a>(line: &str, tables: &[Table<'a>]) -> Option<Table<'a>> {
    let plain: String = line.trim().chars().map(instead).collect();
    let name = plain.trim_start_matches(['[', ' ']);
    let is_letter = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    let (name, after) = name.split_at(name.find(|c: char| !is_letter(c)).unwrap_or(name.len()));
    let is_header = plain.starts_with('[') && after.trim_start_matches([']', ' ']).split('#').next() == Some("");
    let meant = tables.iter().find(|(table, _)| *table == name).filter(|_| is_header)?;
    (line.split('#').next().unwrap_or_default().trim() != heading(*meant)).then_some(*meant)
}

pub fn heading((name, of_many): Table<'_>) -> String {
    if of_many { format!("[[{name}]]") } else { format!("[{name}]") }
}

fn header(line: &str, tables: &[Table<'_>]) -> Option<String> {
    let (name, of_many) = misheaded(line, tables)?;
    let short = (1..=name.len()).filter_map(|end| name.get(..end)).find(|short| {
        let begins = tables.iter().filter(|(table, _)| table.starts_with(short));
        begins.count() == 1
    })?;
    Some(heading((&format!("{STANDS_FOR}{short}"), of_many)))
}

/// The table that a repaired line stands for.
pub fn stands_for<'a>(name: &str, tables: &[Table<'a>]) -> Option<Table<'a>> {
    let short = name.strip_prefix(STANDS_FOR)?;
    tables.iter().find(|(table, _)| table.starts_with(short)).copied()
}

/// A key and its value, with the signs that TOML takes.
fn entry(line: &str) -> Option<String> {
    let wrong: Vec<usize> = texts::outside_texts(line).into_iter().map(|(at, _)| at).collect();
    let mut plain = String::with_capacity(line.len());
    for (at, c) in line.char_indices() {
        if wrong.contains(&at) { plain.push_str(&instead(c)) } else { plain.push(c) }
    }
    let (key, sign, value) = parts(&plain)?;
    let value = truth(value).unwrap_or(value);
    let blank = if plain.contains(&format!("{sign} ")) { " " } else { "" };
    Some(format!("{key}={blank}{value}"))
}

/// The key of a line with the blanks after it, the sign that parts it from its value, and the value.
pub fn parts(line: &str) -> Option<(&str, char, &str)> {
    let at = line.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-')))?;
    let after = line.get(at..)?.trim_start_matches([' ', '\t']);
    let sign = after.chars().next().filter(|sign| matches!(sign, '=' | ':'))?;
    let key = line.get(..line.len() - after.len())?;
    (at > 0).then(|| (key, sign, after[1..].trim()))
}

/// The truth value that a text is, whatever its capitals.
pub fn truth(text: &str) -> Option<&'static str> {
    ["true", "false"].into_iter().find(|truth| text.eq_ignore_ascii_case(truth))
}

/// What to type instead of a character; the character where nothing else is.
fn instead(c: char) -> String {
    texts::typed(c).unwrap_or_else(|| narrow(c).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    const TABLES: &[Table<'_>] = &[("source", false), ("sides", true), ("scale", true), ("cause", true)];

    #[rstest]
    #[case("[cause]\n", "[[-c]] \n")]
    #[case("[[cause]\r\n", "[[-c]]  \r\n")]
    #[case("[source", "[-so]  ")]
    #[case("[ [ scale ] ] # x", "[[-sc]]          ")]
    #[case("［［cause］］", "[[-c]]           ")]
    #[case("pulse = True\n", "pulse = true\n")]
    #[case("remedy: \"Leave it.\"", "remedy= \"Leave it.\"")]
    #[case("remedy:\"Leave it.\"", "remedy=\"Leave it.\"")]
    #[case("min_people\u{a0}= 5", "min_people = 5 ")]
    #[case("min_people ＝ ５", "min_people = 5    ")]
    #[case("title = “Our teams”", "title = \"Our teams\"    ")]
    #[case("tіtle = \"x\"", "title = \"x\" ")]
    fn a_line_is_read_as_it_was_meant(#[case] line: &str, #[case] meant: &str) {
        assert_eq!(repaired(line, TABLES).as_deref(), Some(meant));
        assert_eq!(meant.len(), line.len());
    }

    #[rstest]
    #[case("[[cause]]\n")]
    #[case("[source] # where from\n")]
    #[case("[sauce]\n")]
    #[case("title \"Our teams\"\n")]
    #[case("title = Our teams\n")]
    #[case("")]
    fn a_line_that_is_right_or_could_mean_anything_is_not(#[case] line: &str) {
        assert_eq!(repaired(line, TABLES), None);
    }

    #[test]
    fn a_repaired_line_stands_for_the_table_that_was_meant() {
        assert_eq!(stands_for("-so", TABLES), Some(("source", false)));
        assert_eq!(stands_for("-c", TABLES), Some(("cause", true)));
        assert_eq!(stands_for("cause", TABLES), None);
    }
}
