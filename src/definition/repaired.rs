//! A line that is no TOML, as it was most likely meant: so that what is wrong in and below it is found in the same
//! pass. It is as long as the line was, so that all places stay what they are.

use super::unusual;
use crate::domain::text::narrow;

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

/// The line that begins a table.
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
    let wrong: Vec<usize> = unusual::outside_texts(line).into_iter().map(|(at, _)| at).collect();
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
    unusual::typed(c).unwrap_or_else(|| narrow(c).to_string())
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
