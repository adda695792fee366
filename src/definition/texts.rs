//! Rules about every text: not empty, no placeholder, not too long, nothing that hides or acts on a terminal; and characters
//! that look like TOML and are none. Word processors, chat programs and keyboards for other scripts put those there, and
//! most of them cannot be told from the right ones by looking.

use std::collections::HashMap;
use std::ops::Range;

use unicode_width::UnicodeWidthStr;

use super::Found;
use super::diagnostic::{Problem, quoted};
use super::raw::{Bands, Given, Questionnaire, SpannedValue};
use super::walk::Place;
use crate::domain::text::{
    MARKS_MAX, composed, first_unshowable, folded, may_be_needed, most_marks, name_of, narrow,
    unshowable as unshowable_in,
};

struct Typed<'a> {
    place: &'a Place<'a>,
    span: &'a Range<usize>,
    text: &'a str,
    source: &'a str,
}

pub fn problems(place: &Place<'_>, span: &Range<usize>, text: &str, source: &str) -> Vec<Problem> {
    let typed = Typed { place, span, text, source };
    [empty, placeholder, too_long, heaped, unshowable].iter().filter_map(|rule| rule(&typed)).collect()
}

impl Typed<'_> {
    fn problem(&self, what: &str) -> Problem {
        Problem::new(self.span.clone(), format!("'{}' of {} {what}", self.place.key, self.place.owner.name))
    }
}

fn empty(typed: &Typed<'_>) -> Option<Problem> {
    let problem = || typed.problem("is empty").help(format!("write it ({})", typed.place.node.description()));
    typed.text.trim().is_empty().then(problem)
}

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

fn too_long(typed: &Typed<'_>) -> Option<Problem> {
    let (length, most) = (typed.text.chars().count(), typed.place.node.count("maxLength")?);
    let what = format!("has {length} characters where {most} fit");
    (length > most).then(|| typed.problem(&what).help(format!("shorten it by {}", length - most)))
}

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

/// The width of a cause's short name, in terminal columns.
const NAME: usize = 16;
const BAND: usize = 12;
const SIDE: usize = 20;

/// What two of a kind share, though people tell them apart by it.
pub fn repetitions(raw: &Questionnaire, found: &mut Found) {
    repeated("statement", raw.item.iter().map(|item| &item.text), found);
    repeated("short name", raw.cause.iter().map(|cause| &cause.name), found);
    repeated("heading", raw.cause.iter().map(|cause| &cause.heading), found);
    repeated("situation", raw.cause.iter().map(|cause| &cause.situation), found);
    repeated("remedy", raw.cause.iter().map(|cause| &cause.remedy), found);
    for scale in &raw.scale {
        repeated("label", scale.points.iter().map(|point| &point.label).chain([&scale.na]), found);
    }
    repeated("band name", raw.bands.iter().flat_map(bands), found);
    repeated("side's name", raw.sides.iter().map(|side| &side.name), found);
    repeated("word", raw.word.iter().map(|word| &word.term), found);
    raw.cause.iter().for_each(|cause| repeated_among("prompt", cause.prompts.iter(), found));
}

pub fn too_wide(raw: &Questionnaire, found: &mut Found) {
    let names = raw.cause.iter().map(|cause| (NAME, &cause.name));
    let bands = raw.bands.iter().flat_map(bands).map(|name| (BAND, name));
    let sides = raw.sides.iter().map(|side| (SIDE, &side.name));
    let wide = names.chain(bands).chain(sides).filter_map(|(most, name)| Some((most, name.spanned()?)));
    // One that has too many characters was named already; this is about characters of two columns.
    for (most, name) in wide.filter(|(most, name)| name.get().width() > *most && name.get().chars().count() <= *most) {
        let what = format!("{} is {} columns wide where {most} fit", quoted(name.get()), name.get().width());
        found.problems.push(Problem::new(name.span(), what).help("shorten it"));
    }
}

fn bands(bands: &Bands) -> [&Given<String>; 4] {
    [&bands.low, &bands.mixed, &bands.elevated, &bands.severe]
}

fn repeated<'a>(noun: &str, texts: impl Iterator<Item = &'a Given<String>>, found: &mut Found) {
    repeated_among(noun, texts.filter_map(Given::spanned), found);
}

fn repeated_among<'a>(noun: &str, texts: impl Iterator<Item = &'a SpannedValue<String>>, found: &mut Found) {
    let mut first: HashMap<String, &SpannedValue<String>> = HashMap::new();
    for text in texts {
        let heard = folded(text.get());
        if heard.is_empty() {
            continue;
        }
        if let Some(earlier) = first.get(&heard) {
            let problem = Problem::new(text.span(), format!("the {noun} {} is there twice", quoted(text.get())));
            found.problems.push(problem.see(earlier.span(), "the first is here").help("word one of them differently"));
        } else {
            first.insert(heard, text);
        }
    }
}

/// How alike two words must be, from 0 to 1, for one to be taken for the other.
const ALIKE: f64 = 0.6;
/// What is longer than this, in bytes, is no slip of a word: comparing it would only take time.
const LONGEST: usize = 80;

/// The known word that is most like the one typed, if any is like it.
pub fn nearest<'a>(typed: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    if typed.len() > LONGEST {
        return None;
    }
    let typed = typed.to_lowercase();
    known
        .map(|word| (strsim::normalized_damerau_levenshtein(&typed, word), word))
        .filter(|&(alike, _)| alike >= ALIKE)
        .max_by(|one, other| one.0.total_cmp(&other.0))
        .map(|(_, word)| word)
}

const NAMED: usize = 4;
/// Letters of other scripts that look like these.
const LOOKALIKES: &[(&str, &str, &str)] = &[
    ("a Cyrillic letter", "аеорсхуіјѕһԁԛԝӏ", "aeopcxyijshdqwl"),
    ("a Cyrillic letter", "АВЕКМНОРСТХІЈЅ", "ABEKMHOPCTXIJS"),
    ("a Greek letter", "αονιρυκτχ", "aoviruktx"),
    ("a Greek letter", "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX"),
];

/// What is said of the characters between these places that are no TOML; none where there are none.
pub fn unusual(source: &str, line: Range<usize>) -> Option<Problem> {
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

fn is_quote(c: char) -> bool {
    "“”„‟«»″＂〝〞‘’‚‛′＇`´".contains(c)
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

    #[rstest]
    #[case("wieght", Some("weight"))]
    #[case("WEIGHT", Some("weight"))]
    #[case("lead-fit", Some("lead-fits"))]
    #[case("reversed", Some("reverse"))]
    #[case("colour", None)]
    #[case("", None)]
    fn a_slip_is_taken_for_the_nearest_word_and_nothing_else_is(#[case] typed: &str, #[case] meant: Option<&str>) {
        assert_eq!(nearest(typed, ["cause", "lead-fits", "lead-facts", "weight", "reverse"].into_iter()), meant);
    }

    #[test]
    fn a_very_long_word_is_near_to_nothing() {
        assert_eq!(nearest(&"weight".repeat(1000), ["weight"].into_iter()), None);
    }

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
        assert_eq!(unusual(line, 0..line.len()).unwrap().start(), at);
    }

    #[rstest]
    #[case("title = \"Köln – “Ost”\" # －")]
    #[case("title = 'a' 'b'")]
    #[case("title = \u{200b}x")]
    fn what_stands_in_texts_and_comments_is_not(#[case] line: &str) {
        let found = unusual(line, 0..line.len());
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
