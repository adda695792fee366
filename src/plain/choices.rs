//! What may be typed, from the key table.

use crate::app::keys::{Action, Binding, Trigger};
use crate::app::screens::contexts::KeyContext;
use crate::app::screens::{Screen, answering, results};
use crate::app::{App, Assessment, Key, pages};

/// Something that may be typed, and what it does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// A letter, or a range of numbers.
    pub typed: String,
    /// In a word or two.
    pub does: String,
    /// The key it stands for; none for numbers.
    pub key: Option<Key>,
}

/// What may be typed now, most used first. Keys that only move a cursor are left out: here rows are named by number.
pub fn choices(app: &App) -> Vec<Choice> {
    let mut offers: Vec<Choice> = numbers(app).into_iter().collect();
    if app.place() == KeyContext::Review {
        let does = if app.screen().seat().is_some() { "I have finished" } else { "finish and see the results" };
        offers.push(Choice { typed: "f".to_owned(), does: does.to_owned(), key: None });
    }
    for binding in app.bindings(app.place()) {
        let Some(mut offer) = letter(app.place(), binding) else { continue };
        let is_new = offers.iter().all(|before| before.typed != offer.typed);
        if matches!(binding.action, Action::Discard | Action::Trend) && unfinished(app) > 1 {
            offer.typed.push_str(" and its number");
        }
        if is_new && pages::holds(app, binding) && !is_idle(app, binding.action) {
            offers.push(offer);
        }
    }
    offers
}

/// The letter for a key: the one it has, or one for those keys that a line cannot hold.
fn letter(place: KeyContext, binding: &Binding) -> Option<Choice> {
    let Trigger::Keys(keys) = binding.trigger else { return None };
    let own = keys.iter().find_map(|key| match key {
        Key::Char(c) if !matches!(c, 'h' | 'l' | ' ') => Some(*c),
        _ => None,
    });
    let typed = match binding.action {
        // Rows are named by number here, and a code is no use in lines.
        Action::Up
        | Action::Down
        | Action::PageUp
        | Action::PageDown
        | Action::First
        | Action::Last
        | Action::Toggle
        | Action::Scan => None,
        Action::Confirm
            if matches!(place, KeyContext::RoomLobby | KeyContext::RoomClosed | KeyContext::RoomChoosing) =>
        {
            Some('g')
        }
        Action::Lock => Some('l'),
        Action::Blank => Some('x'),
        Action::SecondRound => Some('s'),
        Action::EndSession => Some('e'),
        Action::Back => Some('b'),
        Action::Close => own.filter(char::is_ascii_alphabetic).or(Some('b')),
        Action::Skip => Some('n'),
        Action::Leave | Action::LeaveUnsaved => own.or(Some('q')),
        _ => own,
    }?;
    Some(Choice { typed: typed.to_string(), does: binding.does.to_owned(), key: keys.first().copied() })
}

/// Whether an action would change nothing just now.
fn is_idle(app: &App, action: Action) -> bool {
    match (action, app.place()) {
        (Action::Discard, KeyContext::Restoring) => false,
        (Action::Close, place) => is_bottom(place),
        (Action::Discard | Action::Trend, _) => unfinished(app) == 0,
        _ => false,
    }
}

/// Whether there is nothing to go back to.
const fn is_bottom(place: KeyContext) -> bool {
    matches!(
        place,
        KeyContext::Welcome
            | KeyContext::Asking
            | KeyContext::Home
            | KeyContext::Entering
            | KeyContext::Seated
            | KeyContext::Handed
            | KeyContext::RoomLobby
            | KeyContext::RoomAnswering
            | KeyContext::RoomClosing
            | KeyContext::RoomClosed
            | KeyContext::RoomChart
            | KeyContext::RoomUnshown
            | KeyContext::RoomEnded
    )
}

/// How many there are to discard, or to choose among.
fn unfinished(app: &App) -> usize {
    match app.screen() {
        Screen::Home(home) => home.shown().map_or(0, |rows| rows.len()),
        Screen::Welcome(welcome) => welcome.unfinished.len(),
        _ => 0,
    }
}

/// The numbers that may be typed.
fn numbers(app: &App) -> Option<Choice> {
    let does = match app.place() {
        KeyContext::Welcome | KeyContext::Choosing | KeyContext::Entering => "choose",
        KeyContext::Home => "open",
        KeyContext::Asking | KeyContext::Changing | KeyContext::FollowingUp => "answer",
        KeyContext::Items | KeyContext::Review => "go to that statement",
        KeyContext::Chart | KeyContext::EveryoneChart => "why",
        KeyContext::RoomChart => "discuss",
        KeyContext::RoomChoosing => "mark, or take the mark away",
        _ => return None,
    };
    let last = last_number(app)?;
    let typed = if last == 1 { "1".to_owned() } else { format!("1 to {last}") };
    Some(Choice { typed, does: does.to_owned(), key: None })
}

/// The largest number that may be typed.
pub(super) fn last_number(app: &App) -> Option<usize> {
    if let Some(answering) = app.screen().answering() {
        return match answering.view {
            answering::View::Item(asked) => points(&answering.assessment, asked),
            _ => Some(answering.assessment.questionnaire().len()),
        };
    }
    match app.screen() {
        Screen::Welcome(welcome) => Some(welcome.unfinished.len() + 1),
        Screen::Begin(_) | Screen::Seat(_) | Screen::FollowingUp(_) | Screen::TakingOn(_) => {
            Some(app.screen().options())
        }
        Screen::Home(home) => Some(home.shown().map_or(0, |rows| rows.len())).filter(|&count| count > 0),
        Screen::Everyone(everyone) => Some(everyone.causes().len()),
        Screen::Room(room) => Some(room.causes.listed(&room.seen).len()),
        Screen::Results(results) => match results.view {
            results::View::Changing { asked, .. } => points(&results.assessment, asked),
            _ => Some(results.causes().len()),
        },
        _ => None,
    }
}

fn points(assessment: &Assessment, asked: answering::Asked) -> Option<usize> {
    assessment.item(asked.place).map(|(item, _)| item.scale.points.len())
}
