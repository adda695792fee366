//! Characters that look like TOML and are none: what they are, and what to type instead.
//!
//! Word processors, chat programs and keyboards for other scripts put them there, and most of them cannot be told from
//! the right ones by looking.

use std::ops::Range;

use super::diagnostic::Problem;
use crate::domain::text::{first_unshowable, name_of, narrow};

/// How many different ones of a line are named.
const NAMED: usize = 4;
/// Letters of other scripts that look like these.
const LOOKALIKES: &[(&str, &str, &str)] = &[
    ("a Cyrillic letter", "аеорсхуіјѕһԁԛԝӏ", "aeopcxyijshdqwl"),
    ("a Cyrillic letter", "АВЕКМНОРСТХІЈЅ", "ABEKMHOPCTXIJS"),
    ("a Greek letter", "αονιρυκτχ", "aoviruktx"),
    ("a Greek letter", "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX"),
];

/// What is said of the characters between these places that are no TOML; none where there are none.
pub fn problem(source: &str, line: Range<usize>) -> Option<Problem> {
    let text = source.get(line.clone())?;
    if first_unshowable(text.trim_end()).is_some() {
        return None;
    }
    let mut found = outside_texts(text);
    if found.is_empty() {
        found = text.char_indices().filter(|&(_, c)| is_quote(c)).collect();
    }
    let (first, c) = *found.first()?;
    let at = line.start + first;
    let (name, instead) = known(c)?;
    let what = format!("{}, {name}, is no TOML here", name_of(c));
    let mut problem = Problem::new(at..at + c.len_utf8(), what).help(format!("type {instead} instead"));
    let mut named = vec![c];
    for (_, c) in found {
        if !named.contains(&c)
            && named.len() < NAMED
            && let Some((name, instead)) = known(c)
        {
            problem = problem.help(format!("and for {}, {name}, type {instead}", name_of(c)));
            named.push(c);
        }
    }
    Some(problem)
}

/// What a character is that looks like another, and that other.
pub fn lookalike(c: char) -> Option<String> {
    known(c).filter(|_| !c.is_ascii()).map(|(name, instead)| format!("{} is {name}; type {instead}", name_of(c)))
}

/// The letter that was meant by one that looks like it; any other character as it is.
pub fn plain(c: char) -> char {
    let alike = LOOKALIKES.iter().find_map(|(_, letters, plain)| {
        let place = letters.chars().position(|letter| letter == c)?;
        plain.chars().nth(place)
    });
    alike.unwrap_or_else(|| narrow(c))
}

/// What TOML takes where this character stands for it; none where it is no unusual one.
pub fn typed(c: char) -> Option<String> {
    let (_, instead) = known(c)?;
    Some(match instead.as_str() {
        "an ordinary space" => " ".to_owned(),
        "' or \"" => "\"".to_owned(),
        _ => instead,
    })
}

/// The unusual characters of a line that stand neither in a text nor in a comment, with their places.
pub fn outside_texts(line: &str) -> Vec<(usize, char)> {
    let mut found = Vec::new();
    let mut until: Option<char> = None;
    let mut escaped = false;
    for (at, c) in line.char_indices() {
        match until {
            Some(end) => {
                let ends = !escaped && (c == end || (is_quote(end) && is_quote(c)));
                if ends && is_quote(c) {
                    found.push((at, c));
                }
                escaped = c == '\\' && end == '"' && !escaped;
                until = until.filter(|_| !ends);
            }
            None if c == '#' => break,
            None if matches!(c, '"' | '\'') || is_quote(c) => {
                if is_quote(c) {
                    found.push((at, c));
                }
                until = Some(c);
            }
            None if known(c).is_some() => found.push((at, c)),
            None => {}
        }
    }
    found
}

const fn is_quote(c: char) -> bool {
    matches!(
        c,
        '“' | '”'
            | '„'
            | '‟'
            | '«'
            | '»'
            | '″'
            | '＂'
            | '〝'
            | '〞'
            | '‘'
            | '’'
            | '‚'
            | '‛'
            | '′'
            | '＇'
            | '`'
            | '´'
    )
}

/// What an unusual character is called, and what to type instead.
fn known(c: char) -> Option<(String, String)> {
    let named = |name: &str, instead: &str| Some((name.to_owned(), instead.to_owned()));
    match c {
        '\u{a0}' => named("a no-break space", "an ordinary space"),
        '\u{202f}' => named("a narrow no-break space", "an ordinary space"),
        '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{205f}' | '\u{3000}' => {
            named("a space of another width", "an ordinary space")
        }
        '`' => named("a backtick", "\""),
        '‘' | '’' | '‚' | '‛' | '′' | '＇' | '´' => {
            named("a quotation mark that is not straight", "' or \"")
        }
        _ if is_quote(c) => named("a quotation mark that is not straight", "\""),
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '﹣' | '－' => named("a dash", "-"),
        '：' => named("a full-width :", "="),
        '【' | '〔' => named("a bracket of another script", "["),
        '】' | '〕' => named("a bracket of another script", "]"),
        '、' | '،' => named("a comma of another script", ","),
        _ if narrow(c) != c => Some((format!("a full-width {}", narrow(c)), narrow(c).to_string())),
        _ => letter(c),
    }
}

fn letter(c: char) -> Option<(String, String)> {
    let script = LOOKALIKES.iter().find(|(_, letters, _)| letters.contains(c)).map(|(script, ..)| script);
    let alike = script.map(|script| (format!("{script} that looks like {}", plain(c)), plain(c).to_string()));
    let other = || (format!("the letter {c}"), "a key of plain letters from a to z".to_owned());
    alike.or_else(|| (!c.is_ascii() && c.is_alphabetic()).then(other))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("min_people\u{a0}= 5", 10)]
    #[case("title = “Our teams”", 8)]
    #[case("title = \"Our teams”", 18)]
    #[case("title = ‘Köln’ # é", 8)]
    #[case("min_people ＝ 5", 11)]
    #[case("tіtle = \"x\"", 1)]
    #[case("min–people = 5", 3)]
    #[case("order = [\"a\"，\"b\"]", 12)]
    #[case("［［cause］］", 0)]
    #[case("min_people = ５", 13)]
    #[case("title = `x`", 8)]
    fn what_is_no_toml_is_found(#[case] line: &str, #[case] at: usize) {
        assert_eq!(problem(line, 0..line.len()).unwrap().start(), at);
    }

    #[rstest]
    #[case("title = \"Köln – “Ost”\" # －")]
    #[case("title = 'a' 'b'")]
    #[case("title = \u{200b}x")]
    fn what_stands_in_texts_and_comments_is_not(#[case] line: &str) {
        let found = problem(line, 0..line.len());
        assert!(found.is_none() || line.contains('“'), "{found:?}");
    }

    #[test]
    fn every_lookalike_has_its_letter() {
        for (_, letters, plain) in LOOKALIKES {
            assert_eq!(letters.chars().count(), plain.chars().count());
            assert!(letters.chars().all(|c| !c.is_ascii()) && plain.is_ascii());
        }
    }
}
