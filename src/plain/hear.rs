//! What a typed line means: the keys that a person at the full screen would press.

use std::iter::repeat_n;

use super::choices::{choices, last_number};
use crate::app::screens::contexts::KeyContext;
use crate::app::screens::room::Stage;
use crate::app::screens::{Screen, answering};
use crate::app::{App, Key, Msg};
use crate::domain::text::narrowed;

/// What a typed line means.
#[derive(Debug, Clone, PartialEq)]
pub enum Heard {
    /// Tell the app this.
    Do(Vec<Msg>),
    /// Say once more what is shown.
    Again,
    /// Say all that may be typed.
    Help,
    /// It means nothing here.
    Nothing,
}

/// Hears one line. In a text field the line is the text; anywhere else it is a number or a letter.
pub fn hear(app: &App, line: &str) -> Heard {
    let line = line.trim();
    match app.place() {
        KeyContext::Label | KeyContext::Filtering | KeyContext::Code => return label(line),
        KeyContext::Elsewhere => return file(line),
        _ => {}
    }
    let line = narrowed(line);
    let line = line.trim();
    if line.is_empty() {
        return Heard::Again;
    }
    if line == "?" {
        return Heard::Help;
    }
    let keys = match line.parse() {
        Ok(number) => numbered(app, number),
        Err(_) => lettered(app, line),
    };
    keys.map_or(Heard::Nothing, |keys| Heard::Do(keys.into_iter().map(Msg::Key).collect()))
}

/// The label; a slash before a letter means the letter.
fn label(line: &str) -> Heard {
    match narrowed(line).to_ascii_lowercase().as_str() {
        "/b" => Heard::Do(vec![Msg::Key(Key::Esc)]),
        "/q" => Heard::Do(vec![Msg::Key(Key::Ctrl('c'))]),
        "?" => Heard::Help,
        "" => Heard::Do(vec![Msg::Key(Key::Enter)]),
        _ => typed(line),
    }
}

/// The name of a file; nothing goes back.
fn file(line: &str) -> Heard {
    if line.is_empty() { Heard::Do(vec![Msg::Key(Key::Esc)]) } else { typed(line) }
}

fn typed(text: &str) -> Heard {
    Heard::Do(vec![Msg::Key(Key::Ctrl('u')), Msg::Pasted(text.to_owned()), Msg::Key(Key::Enter)])
}

fn lettered(app: &App, line: &str) -> Option<Vec<Key>> {
    let line = line.to_lowercase();
    for act in ['d', 't'] {
        if matches!(app.place(), KeyContext::Welcome | KeyContext::Home)
            && let Some(number) = line.strip_prefix(act)
        {
            return chosen(app, number.trim(), Key::Char(act));
        }
    }
    let offer = choices(app).into_iter().find(|offer| offer.typed == line)?;
    offer.key.map(|key| vec![key]).or_else(|| finish(app.screen().answering()?))
}

/// Discards an unfinished assessment or a record, or sets its runs side by side: by its number where there are several.
fn chosen(app: &App, number: &str, act: Key) -> Option<Vec<Key>> {
    let (cursor, rows) = match (app.place(), app.screen()) {
        (KeyContext::Welcome, Screen::Welcome(welcome)) if act == Key::Char('d') => {
            (welcome.cursor, welcome.unfinished.len())
        }
        (KeyContext::Home, Screen::Home(home)) => (home.cursor, home.shown()?.len()),
        _ => return None,
    };
    let row = if number.is_empty() && rows == 1 { 1 } else { number.parse().ok()? };
    (1..=rows).contains(&row).then(|| steps(Some(cursor), row - 1, act))
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
    match (app.place(), app.screen()) {
        (KeyContext::Choosing, Screen::Begin(begin)) => Some(steps(begin.choices().1, row, Key::Enter)),
        (KeyContext::Choosing, Screen::TakingOn(taking)) => Some(steps(Some(taking.cause), row, Key::Enter)),
        (KeyContext::Home, Screen::Home(home)) => Some(steps(Some(home.cursor), row, Key::Enter)),
        (KeyContext::Asking | KeyContext::Changing | KeyContext::FollowingUp | KeyContext::Entering, _) => {
            digit(number)
        }
        (KeyContext::Welcome, Screen::Welcome(welcome)) => Some(steps(Some(welcome.cursor), row, Key::Enter)),
        (KeyContext::Chart, Screen::Results(results)) => Some(steps(Some(results.row), row, Key::Enter)),
        (KeyContext::EveryoneChart, Screen::Everyone(everyone)) => Some(steps(Some(everyone.row), row, Key::Enter)),
        (KeyContext::RoomChart, Screen::Room(room)) => Some(steps(Some(room.causes.row()), row, Key::Enter)),
        (KeyContext::RoomChoosing, Screen::Room(room)) => match room.stage() {
            Stage::Choosing(choosing) => Some(steps(Some(choosing.cursor), row, Key::Char(' '))),
            _ => None,
        },
        (KeyContext::Items | KeyContext::Review, screen) => statement(screen.answering()?, row),
        _ => None,
    }
}

fn digit(number: usize) -> Option<Vec<Key>> {
    let digit = u32::try_from(number).ok().and_then(|number| char::from_digit(number, 10))?;
    Some(vec![Key::Char(digit)])
}

/// Goes to a statement, from the list of all or from the review.
fn statement(answering: &answering::Answering, place: usize) -> Option<Vec<Key>> {
    match answering.view {
        answering::View::Items { cursor, .. } => Some(steps(Some(cursor), place, Key::Enter)),
        answering::View::Review { cursor } => {
            let gap = answering.assessment.unanswered().iter().position(|&gap| gap == place);
            Some(gap.map_or_else(|| through_the_list(place), |row| steps(Some(cursor), row, Key::Enter)))
        }
        answering::View::Item(_) => None,
    }
}

/// From the review to a statement that is answered already.
fn through_the_list(place: usize) -> Vec<Key> {
    let mut keys = vec![Key::Char('/')];
    keys.extend(steps(Some(0), place, Key::Enter));
    keys
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
