//! What a typed line means, as the keys that it stands for; what is done to records of the list, each by its number.

use std::iter::repeat_n;

use super::choices::{Choice, choices, last_number, list, taking, unfinished};
use crate::app::keys::Action;
use crate::app::screens::contexts::KeyContext;
use crate::app::screens::home::Home;
use crate::app::screens::{Screen, answering};
use crate::app::{App, Key, Modal, Msg};
use crate::domain::text::narrowed;
use crate::wording::lines;

#[derive(Debug, Clone, PartialEq)]
pub enum Parsed {
    Do(Vec<Msg>),
    /// Say once more what is shown.
    Again,
    Help,
    Nothing,
}

/// Parses one line. In a text field the line is the text; anywhere else it is a number or a letter.
pub fn parse_line(app: &App, line: &str) -> Parsed {
    let line = line.trim();
    match app.place() {
        KeyContext::Label | KeyContext::FirstLabel | KeyContext::Filtering | KeyContext::Code => return label(line),
        KeyContext::StepForm | KeyContext::Noting => return form(app.place(), line),
        KeyContext::Elsewhere => return file(line),
        KeyContext::Palette => return command(app, line),
        _ => {}
    }
    let line = narrowed(line);
    let line = line.trim();
    if line.is_empty() {
        return Parsed::Again;
    }
    if matches!(line, "?" | "help") {
        return Parsed::Help;
    }
    if line == "list" && app.place() == KeyContext::Home {
        return Parsed::Again;
    }
    if let Some(msgs) = of_records(app, line) {
        return Parsed::Do(msgs);
    }
    match line.parse() {
        Ok(number) => numbered(app, number),
        Err(_) => lettered(app, line),
    }
    .map_or(Parsed::Nothing, keys)
}

fn keys(keys: impl IntoIterator<Item = Key>) -> Parsed {
    Parsed::Do(keys.into_iter().map(Msg::Key).collect())
}

/// The label; a slash before a letter means the letter.
fn label(line: &str) -> Parsed {
    match narrowed(line).to_ascii_lowercase().as_str() {
        "/b" => keys([Key::Esc]),
        "/q" => keys([Key::Ctrl('c')]),
        "?" => Parsed::Help,
        "" => keys([Key::Enter]),
        _ => typed(line),
    }
}

/// A line of a form, which may be emptied; a step may be written as a plan.
fn form(place: KeyContext, line: &str) -> Parsed {
    match narrowed(line).to_ascii_lowercase().as_str() {
        "/w" if place == KeyContext::StepForm => keys([Key::Tab]),
        "/e" => keys([Key::Ctrl('u'), Key::Enter]),
        _ => label(line),
    }
}

fn file(line: &str) -> Parsed {
    if line.is_empty() { keys([Key::Esc]) } else { typed(line) }
}

fn typed(text: &str) -> Parsed {
    Parsed::Do(vec![Msg::Key(Key::Ctrl('u')), Msg::Pasted(text.to_owned()), Msg::Key(Key::Enter)])
}

/// Of everything that can be done a number does something, a word looks for it.
fn command(app: &App, line: &str) -> Parsed {
    let Some(Modal::Palette(palette)) = app.over() else { return Parsed::Nothing };
    let plain = narrowed(line).to_ascii_lowercase();
    match plain.as_str() {
        "" | "b" | "back" | "/b" => keys([Key::Esc]),
        "/q" => keys([Key::Ctrl('c')]),
        "?" => Parsed::Help,
        _ => match plain.parse::<usize>() {
            Ok(number) if (1..=palette.shown().len()).contains(&number) => {
                keys(steps(Some(palette.cursor), number - 1, Key::Enter))
            }
            Ok(_) => Parsed::Nothing,
            Err(_) => Parsed::Do(vec![Msg::Key(Key::Ctrl('u')), Msg::Pasted(line.to_owned())]),
        },
    }
}

/// A letter, or the word for it; a letter and a number where there are several to discard.
fn lettered(app: &App, typed: &str) -> Option<Vec<Key>> {
    let line = typed.to_lowercase();
    if let (KeyContext::Welcome, Screen::Welcome(welcome)) = (app.place(), app.screen())
        && let Some(number) = line.strip_prefix('d')
    {
        let rows = welcome.unfinished.len();
        let row = if number.is_empty() && rows == 1 { 1 } else { number.trim().parse().ok()? };
        return (1..=rows).contains(&row).then(|| steps(Some(welcome.cursor), row - 1, Key::Char('d')));
    }
    if let Some(keys) = with_row(app, &line) {
        return Some(keys);
    }
    if line == "list" {
        return to_the_list(app.place());
    }
    let letter = match line.as_str() {
        "back" => "b",
        ":" | "more" => ".",
        "quit" | "exit" => "q",
        other => other,
    };
    let offers = choices(app);
    let find = |is_meant: &dyn Fn(&Choice) -> bool| offers.iter().find(|offer| is_meant(offer));
    // A capital letter with a meaning of its own is that; any other is the small one.
    let offer = find(&|offer| offer.typed == typed)
        .or_else(|| find(&|offer| offer.typed == letter || offer.does.to_lowercase() == line))
        // Where the way back has a letter of its own, "back" is that.
        .or_else(|| find(&|offer| line == "back" && offer.key == Some(Key::Esc)))?;
    offer.key.map(|key| vec![key]).or_else(|| finish(app.screen().answering()?))
}

/// What is done with a row by its letter and its number: `x 2`; the number may be left out where there is one such row.
fn with_row(app: &App, line: &str) -> Option<Vec<Key>> {
    let letters = [
        ('x', Action::Toggle, Key::Char(' ')),
        ('e', Action::Edit, Key::Char('e')),
        ('d', Action::Drop, Key::Char('D')),
        ('a', Action::TakeOn, Key::Char('a')),
    ];
    let (cursor, ..) = list(app)?;
    letters.into_iter().find_map(|(letter, action, key)| {
        let number = line.strip_prefix(letter)?.trim();
        let rows = taking(app, action)?;
        let row = match (number.is_empty(), rows.as_slice()) {
            (true, [only]) => *only,
            _ => number.parse::<usize>().ok()?.checked_sub(1)?,
        };
        rows.contains(&row).then(|| steps(cursor, row, key))
    })
}

/// The keys to the list of records, from wherever it can be gone to; of statements, where those are asked.
fn to_the_list(place: KeyContext) -> Option<Vec<Key>> {
    match place {
        KeyContext::Asking | KeyContext::Review => Some(vec![Key::Char('/')]),
        KeyContext::Welcome
        | KeyContext::Chart
        | KeyContext::EveryoneChart
        | KeyContext::Reading
        | KeyContext::Steps => Some(vec![Key::Esc]),
        KeyContext::Cause | KeyContext::EveryoneCause => Some(vec![Key::Esc; 2]),
        // It may have been opened from the page of a cause, which lies one further from the list.
        KeyContext::Plan => Some(vec![Key::Esc; 3]),
        KeyContext::PlanPage => Some(vec![Key::Esc; 4]),
        _ => None,
    }
}

fn finish(answering: &answering::Answering) -> Option<Vec<Key>> {
    let answering::View::Review { cursor } = answering.view else { return None };
    Some(steps(Some(cursor), answering.assessment.unanswered().len(), Key::Enter))
}

fn numbered(app: &App, number: usize) -> Option<Vec<Key>> {
    let row = number.checked_sub(1)?;
    if last_number(app).is_none_or(|last| row >= last) {
        return None;
    }
    if let Some((cursor, _, take)) = list(app) {
        return Some(steps(cursor, row, take));
    }
    match app.place() {
        KeyContext::Asking
        | KeyContext::Changing
        | KeyContext::FollowingUp
        | KeyContext::Entering
        | KeyContext::OtherSide
        | KeyContext::WhichDay
        | KeyContext::Guessing => char::from_digit(number.try_into().ok()?, 10).map(|digit| vec![Key::Char(digit)]),
        KeyContext::Items | KeyContext::Review => statement(app.screen().answering()?, row),
        _ => None,
    }
}

/// Goes to a statement, from the list of all or from the review.
fn statement(answering: &answering::Answering, place: usize) -> Option<Vec<Key>> {
    match answering.view {
        answering::View::Items { cursor, .. } => Some(steps(Some(cursor), place, Key::Enter)),
        answering::View::Review { cursor } => {
            let gap = answering.assessment.unanswered().iter().position(|&gap| gap == place);
            // What is answered already is in the list of all.
            let through_the_list = || [vec![Key::Char('/')], steps(Some(0), place, Key::Enter)].concat();
            Some(gap.map_or_else(through_the_list, |row| steps(Some(cursor), row, Key::Enter)))
        }
        answering::View::Item(_) => None,
    }
}

/// The keys from one row to another, and the one that then takes it. From no row, the first step down is to the first.
fn steps(from: Option<usize>, to: usize, take: Key) -> Vec<Key> {
    let moves = match from {
        None => repeat_n(Key::Down, to + 1),
        Some(from) if from <= to => repeat_n(Key::Down, to - from),
        Some(from) => repeat_n(Key::Up, from - to),
    };
    moves.chain([take]).collect()
}

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
        KeyContext::Welcome if action == Action::Discard && unfinished(app) > 1 => Some(lines::ITS_NUMBER),
        KeyContext::Home if unfinished(app) > 1 => {
            let (.., takes) = VERBS.iter().find(|verb| verb.2 == action)?;
            Some(match takes {
                Takes::One => lines::ITS_NUMBER,
                Takes::OneOrMore => lines::OR_SEVERAL,
                Takes::TwoOrMore => lines::THE_NUMBERS,
            })
        }
        _ => None,
    }
}

fn of_records(app: &App, line: &str) -> Option<Vec<Msg>> {
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
