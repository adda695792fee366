//! Where in the session a person is, and where they are led.

use super::asked;
use crate::domain::id::Id;
use crate::live::room::{PersonView, Phase};

/// Where in the session a person is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Nothing to do for now.
    Waiting,
    /// At an item of this round, counted from 1.
    Item(usize),
    /// Before the guesses.
    Guessing,
    /// At a guess, counted from 1.
    Guess(usize),
    /// At the list of all items.
    All,
    /// Before the first statement of a second round.
    Again,
    /// At the cause that the room talks about.
    Discussing,
}

impl Place {
    /// The address of its page, where it has one of its own.
    pub fn path(self) -> String {
        match self {
            Self::Item(number) => format!("/item/{number}"),
            Self::Guessing => "/guess".to_owned(),
            Self::Guess(number) => format!("/guess/{number}"),
            Self::All => "/all".to_owned(),
            Self::Waiting | Self::Again | Self::Discussing => "/".to_owned(),
        }
    }

    /// The one after it, of things that are asked one by one.
    pub const fn next(self) -> Self {
        match self {
            Self::Item(number) => Self::Item(number + 1),
            Self::Guess(number) => Self::Guess(number + 1),
            other => other,
        }
    }
}

/// Where a person is who did not say where to go: at the first item without an answer while answering is open, and then
/// at the guesses.
pub fn place_of(view: &PersonView) -> Place {
    match view.progress.phase {
        Phase::Answering if view.is_before_second_round() => Place::Again,
        Phase::Answering if view.person.finished => Place::All,
        Phase::Answering => first_open(view).map_or_else(|| guess_of(view), Place::Item),
        Phase::Revealed if view.discussed().is_some() => Place::Discussing,
        _ => Place::Waiting,
    }
}

pub(super) fn first_open(view: &PersonView) -> Option<usize> {
    asked(view).position(|item| view.mark(&item.id).is_none()).map(|at| at + 1)
}

/// Where a person is among the guesses: before them, at the one after the last that was given, or past them. One that
/// was skipped is not asked again.
pub fn guess_of(view: &PersonView) -> Place {
    let Some((guesses, _)) = view.guesses() else { return Place::All };
    match (0..guesses.len()).rfind(|at| guesses.asked_at(*at).is_some_and(|item| view.mark(&item.id).is_some())) {
        None => Place::Guessing,
        Some(last) if last + 1 < guesses.len() => Place::Guess(last + 2),
        Some(_) => Place::All,
    }
}

/// Where a person is led who has done with what is asked at a place.
pub fn after(place: Place, view: &PersonView) -> Place {
    match (asked_at(place.next(), view), place) {
        (Some(_), _) => place.next(),
        (None, Place::Item(_)) if !view.person.finished && guess_of(view) == Place::Guessing => Place::Guessing,
        (None, _) => Place::All,
    }
}

/// What is asked at a place: the id of the item, or of the cause that is guessed.
pub fn asked_at(place: Place, view: &PersonView) -> Option<Id> {
    match place {
        Place::Item(number) => asked(view).nth(number.checked_sub(1)?).map(|item| item.id.clone()),
        Place::Guess(number) => Some(view.guesses()?.0.asked_at(number.checked_sub(1)?)?.id.clone()),
        _ => None,
    }
}
