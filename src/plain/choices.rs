//! What may be typed, from the key table.

use super::parse::numbers_after;
use crate::app::keys::{Action, Binding, Trigger};
use crate::app::screens::contexts::KeyContext;
use crate::app::screens::room::Stage;
use crate::app::screens::{Screen, ScreenState, answering, results};
use crate::app::{App, Assessment, Key, pages};
use crate::wording::{lines, participant};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// A letter, or a range of numbers.
    pub typed: String,
    pub does: String,
    /// The key it stands for; none for numbers.
    pub key: Option<Key>,
}

/// What may be typed now, most used first. Keys that only move a cursor are left out: here rows are named by number.
pub fn choices(app: &App) -> Vec<Choice> {
    let mut offers: Vec<Choice> = numbers(app).into_iter().collect();
    if app.place() == KeyContext::Review {
        let does = if app.screen().participant().is_some() { participant::FINISH } else { lines::FINISH };
        offers.push(Choice { typed: "f".to_owned(), does: does.to_owned(), key: None });
    }
    for binding in app.bindings(app.place()) {
        let Some(mut offer) = letter(app.place(), binding) else { continue };
        let rows = taking(app, binding.action);
        if rows.as_ref().is_some_and(|rows| rows.len() > 1) {
            offer.typed.push_str(lines::ITS_NUMBER);
        }
        let is_new = offers.iter().all(|before| before.typed != offer.typed);
        let numbers = numbers_after(app, binding.action);
        offer.typed.push_str(numbers.unwrap_or_default());
        let holds = rows.map_or_else(|| holds(app, binding), |rows| !rows.is_empty());
        if is_new && (numbers.is_some() || holds) && !is_idle(app, binding.action) {
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
        Action::Up | Action::Down | Action::PageUp | Action::PageDown | Action::First | Action::Last | Action::Scan => {
            None
        }
        // What is done with several records takes their numbers, and marks are not seen in lines.
        Action::Toggle => (!matches!(place, KeyContext::RoomChoosing | KeyContext::Home)).then_some('x'),
        Action::Drop => Some('d'),
        Action::Confirm
            if matches!(
                place,
                KeyContext::RoomLobby
                    | KeyContext::RoomStopped
                    | KeyContext::RoomClosed
                    | KeyContext::RoomChoosing
                    | KeyContext::GuessAhead
            ) =>
        {
            Some('g')
        }
        Action::Palette => Some('.'),
        Action::Article => Some('r'),
        Action::Next if place == KeyContext::RoomCause => Some('n'),
        Action::Previous if place == KeyContext::RoomCause => Some('p'),
        Action::Lock => Some('l'),
        Action::Blank => Some('x'),
        Action::SecondRound => Some('s'),
        Action::EndSession => Some('e'),
        Action::Back => Some('b'),
        // q leaves the program in every place, since a line is no slip of a finger.
        Action::Close => own.filter(|c| c.is_ascii_alphabetic() && *c != 'q').or(Some('b')),
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
        // What is told in lines is there to be copied.
        (Action::Copy, _) => true,
        (Action::Close, place) => is_bottom(place),
        (
            Action::Discard | Action::Trend | Action::Compare | Action::Rename | Action::Export | Action::Merge,
            KeyContext::Home,
        )
        | (Action::Discard, _) => unfinished(app) == 0,
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
            | KeyContext::Participating
            | KeyContext::Announced
            | KeyContext::Handed
            | KeyContext::RoomLobby
            | KeyContext::RoomAnswering
            | KeyContext::RoomStopped
            | KeyContext::RoomClosing
            | KeyContext::RoomClosed
            | KeyContext::RoomChart
            | KeyContext::RoomUnshown
            | KeyContext::RoomEnded
    )
}

/// Whether a binding does something just now; on the plan whichever row the cursor is on, which lines do not show.
fn holds(app: &App, binding: &Binding) -> bool {
    match (app.place(), app.screen(), binding.action) {
        (KeyContext::Plan, Screen::Plan(plan), Action::Offers | Action::Note) => plan.offers(binding.action),
        _ => pages::holds(app, binding),
    }
}

/// The rows that an action on a step, or on a cause without one, does something with; none where it is for one row alone.
pub(super) fn taking(app: &App, action: Action) -> Option<Vec<usize>> {
    if !matches!(action, Action::Toggle | Action::Edit | Action::Drop | Action::TakeOn) {
        return None;
    }
    match (app.place(), app.screen()) {
        (KeyContext::Plan, Screen::Plan(plan)) => Some(plan.taking(action)),
        (KeyContext::Steps, Screen::Steps(steps)) => Some(steps.taking(action)),
        _ => None,
    }
}

/// How many there are to discard, or to choose among.
pub(super) fn unfinished(app: &App) -> usize {
    match app.screen() {
        Screen::Home(home) => home.shown(),
        Screen::Welcome(welcome) => welcome.unfinished.len(),
        _ => 0,
    }
}

fn numbers(app: &App) -> Option<Choice> {
    let does = match app.place() {
        KeyContext::Welcome | KeyContext::Choosing | KeyContext::Entering | KeyContext::OtherSide => "choose",
        KeyContext::Home => "open",
        KeyContext::Plan => "read",
        KeyContext::Steps => lines::OPENS_PLAN,
        KeyContext::WhichDay => "this day",
        KeyContext::Asking | KeyContext::Changing | KeyContext::FollowingUp => "answer",
        KeyContext::Guessing => "guess",
        KeyContext::Items | KeyContext::Review => lines::GOES_TO,
        KeyContext::Chart | KeyContext::EveryoneChart => "why",
        KeyContext::RoomChart => "discuss",
        KeyContext::RoomChoosing => lines::MARKS,
        _ => return None,
    };
    let last = last_number(app)?;
    let typed = if last == 1 { "1".to_owned() } else { format!("1 to {last}") };
    Some(Choice { typed, does: does.to_owned(), key: None })
}

pub(super) fn last_number(app: &App) -> Option<usize> {
    if let Some(answering) = app.screen().answering() {
        return match answering.view {
            answering::View::Item(asked) => points(&answering.assessment, asked),
            _ => Some(answering.assessment.questionnaire().len()),
        };
    }
    let last = match (list(app), app.screen()) {
        (Some((_, count, _)), _) => count,
        (None, Screen::Results(results)) => match results.view {
            results::View::Changing { asked, .. } => points(&results.assessment, asked)?,
            _ => return None,
        },
        (None, screen) => screen.options(),
    };
    Some(last).filter(|&last| last > 0)
}

/// The list that a number chooses from: where the cursor is, how many rows there are, and the key that takes one.
pub(super) fn list(app: &App) -> Option<(Option<usize>, usize, Key)> {
    let (cursor, count) = match (app.place(), app.screen()) {
        (KeyContext::Choosing, Screen::Begin(begin)) => (begin.side, begin.options()),
        (KeyContext::Choosing, Screen::Reporting(reporting)) => (Some(reporting.form), reporting.options()),
        (KeyContext::Choosing, Screen::TakingOn(taking)) => (Some(taking.cause), taking.options()),
        (KeyContext::Welcome, Screen::Welcome(welcome)) => (Some(welcome.cursor), welcome.options()),
        (KeyContext::Home, Screen::Home(home)) => (Some(home.cursor), home.shown()),
        (KeyContext::Plan, Screen::Plan(plan)) => (Some(plan.cursor), plan.rows().len()),
        (KeyContext::Steps, Screen::Steps(all)) => (Some(all.cursor), all.rows.as_ref().map_or(0, Vec::len)),
        (KeyContext::Chart, Screen::Results(results)) => (Some(results.row), results.causes().len()),
        (KeyContext::EveryoneChart, Screen::Everyone(everyone)) => (Some(everyone.row), everyone.causes().len()),
        (KeyContext::RoomChart, Screen::Room(room)) => (Some(room.causes.row()), room.causes.listed(&room.seen).len()),
        (KeyContext::RoomChoosing, Screen::Room(room)) => {
            let Stage::Choosing(choosing) = room.stage() else { return None };
            return Some((Some(choosing.cursor), choosing.causes.len(), Key::Char(' ')));
        }
        _ => return None,
    };
    Some((cursor, count, Key::Enter))
}

fn points(assessment: &Assessment, asked: answering::AskedItem) -> Option<usize> {
    assessment.item(asked.place).map(|(item, _)| item.scale.points.len())
}
