//! What may be done with records of the list, each by its number: `open 2`, `compare 1 2`, `t 3`.

use super::choices::unfinished;
use super::parse::steps;
use crate::app::keys::Action;
use crate::app::screens::Screen;
use crate::app::screens::contexts::KeyContext;
use crate::app::screens::home::Home;
use crate::app::{App, Key, Msg};

/// How many records a verb takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Takes {
    One,
    OneOrMore,
    TwoOrMore,
}

/// A verb: its word, its letter, what it does, and how many records it takes.
type Verb = (&'static str, char, Action, Takes);

const VERBS: [Verb; 6] = [
    ("compare", 'c', Action::Compare, Takes::OneOrMore),
    ("trend", 't', Action::Trend, Takes::OneOrMore),
    ("merge", 'm', Action::Merge, Takes::TwoOrMore),
    ("report", 'e', Action::Export, Takes::One),
    ("rename", 'r', Action::Rename, Takes::One),
    ("delete", 'd', Action::Discard, Takes::One),
];

/// What is to be typed after a letter, where there are several records.
pub fn numbers_after(app: &App, action: Action) -> Option<&'static str> {
    match app.place() {
        KeyContext::Welcome if action == Action::Discard && unfinished(app) > 1 => Some(" and its number"),
        KeyContext::Home if unfinished(app) > 1 => {
            let (.., takes) = VERBS.iter().find(|verb| verb.2 == action)?;
            Some(match takes {
                Takes::One => " and its number",
                Takes::OneOrMore => " and its number, or several",
                Takes::TwoOrMore => " and the numbers",
            })
        }
        _ => None,
    }
}

/// What a line about records means, if it is about some.
pub fn parse(app: &App, line: &str) -> Option<Vec<Msg>> {
    let (KeyContext::Home, Screen::Home(home)) = (app.place(), app.screen()) else { return None };
    if let Some(text) = line.strip_prefix("find ").or_else(|| line.strip_prefix('/')).map(str::trim) {
        let typed = (!text.is_empty()).then(|| [Msg::Key(Key::Ctrl('u')), Msg::Pasted(text.to_owned())]);
        let enter = typed.is_some().then_some(Msg::Key(Key::Enter));
        return Some([Msg::Key(Key::Char('/'))].into_iter().chain(typed.into_iter().flatten()).chain(enter).collect());
    }
    let keys = named(home, &line.to_lowercase())?;
    Some(keys.into_iter().map(Msg::Key).collect())
}

fn named(home: &Home, line: &str) -> Option<Vec<Key>> {
    let end = line.find(|c: char| !c.is_alphabetic()).unwrap_or(line.len());
    let (word, rest) = line.split_at(end);
    let rows = numbers(rest, home.shown())?;
    if word == "open" {
        let [only] = rows.as_slice() else { return None };
        return Some(steps(Some(home.cursor), *only, Key::Enter));
    }
    let (_, letter, _, takes) = VERBS.iter().find(|(name, letter, ..)| word == *name || word == letter.to_string())?;
    let act = Key::Char(*letter);
    match (rows.as_slice(), takes) {
        ([], Takes::One | Takes::OneOrMore) if home.shown() == 1 => Some(vec![act]),
        ([one], Takes::One | Takes::OneOrMore) => Some(unmarked(home, steps(Some(home.cursor), *one, act))),
        ([_, _, ..], Takes::OneOrMore | Takes::TwoOrMore) => Some(unmarked(home, marked(home, &rows, act))),
        _ => None,
    }
}

/// The rows that numbers stand for, each once and in order; none where one is no row.
fn numbers(text: &str, rows: usize) -> Option<Vec<usize>> {
    let parts = text.split(|c: char| c == ',' || c.is_whitespace()).filter(|part| !part.is_empty() && *part != "and");
    let row =
        |part: &str| part.parse().ok().filter(|number| (1..=rows).contains(number)).map(|number: usize| number - 1);
    let mut found: Vec<usize> = parts.map(row).collect::<Option<_>>()?;
    found.sort_unstable();
    found.dedup();
    Some(found)
}

/// Marks rows, then does something with them. A mark moves the cursor on to the next row.
fn marked(home: &Home, rows: &[usize], act: Key) -> Vec<Key> {
    let last = home.shown().saturating_sub(1);
    let (mut keys, mut cursor) = (Vec::new(), home.cursor);
    for row in rows {
        keys.extend(steps(Some(cursor), *row, Key::Char(' ')));
        cursor = (row + 1).min(last);
    }
    keys.push(act);
    keys
}

/// The same after marks that were left are taken away.
fn unmarked(home: &Home, keys: Vec<Key>) -> Vec<Key> {
    let first = (home.marked() > 0).then_some(Key::Esc);
    first.into_iter().chain(keys).collect()
}
