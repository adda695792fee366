//! From what is meant back to what is typed, so that a record can carry its questionnaire.

use jiff::civil;
use toml::value::Date;

use super::meant::SCHEMA;
use super::placed::{Given, Placed};
use super::raw;
use crate::domain::id::Id;
use crate::domain::questionnaire::{
    BandNames, Cause, Invalid, Item, Point, Questionnaire, Scale, Side, Source, Tension, Word,
};

/// A questionnaire as it would be typed. [`meant`](super::meant::meant) gives the same questionnaire back.
pub fn raw_of(questionnaire: &Questionnaire) -> raw::Questionnaire {
    let head = questionnaire.head();
    raw::Questionnaire {
        schema: SCHEMA.into(),
        id: head.id.to_string().into(),
        version: text(&head.version),
        title: text(&head.title),
        language: text(&head.language),
        intro: text(&head.intro),
        closing: text(&head.closing),
        guess_stem: head.guess_stem.clone().map(Placed::from),
        min_people: i64::from(head.min_people).into(),
        order: questionnaire.asked().map(|item| item.id.to_string().into()).collect(),
        sides: head.sides.iter().map(side).collect(),
        source: Some(source(&head.source)),
        bands: Some(bands(&head.bands)),
        word: head.words.iter().map(word).collect(),
        tension: head.tensions.iter().map(tension).collect(),
        scale: questionnaire.scales().into_iter().map(|scale| self::scale(scale)).collect(),
        cause: questionnaire.causes().iter().map(cause).collect(),
        item: questionnaire.causes().iter().flat_map(items).collect(),
    }
}

/// The text of a questionnaire as its author could have typed it; [`read`](super::read()) gives the same questionnaire
/// back.
///
/// # Errors
/// None that is known: every questionnaire can be written.
pub fn text_of(questionnaire: &Questionnaire) -> Result<String, toml::ser::Error> {
    toml::to_string(&raw_of(questionnaire))
}

/// The text that participants are given before they may know of causes: the same statements, and no cause.
///
/// # Errors
/// None that is known, as with [`text_of`].
pub fn text_without_causes(questionnaire: &Questionnaire) -> Result<String, Unwritten> {
    Ok(text_of(&questionnaire.without_causes()?)?)
}

/// Why a questionnaire could not be written without its causes.
#[derive(Debug, thiserror::Error)]
pub enum Unwritten {
    /// Its statements alone make no questionnaire.
    #[error(transparent)]
    Invalid(#[from] Invalid),
    /// It is no TOML.
    #[error(transparent)]
    Toml(#[from] toml::ser::Error),
}

fn source(source: &Source) -> raw::Source {
    raw::Source { title: text(&source.title), date: toml_date(source.date).into() }
}

#[expect(clippy::cast_sign_loss, reason = "a month and a day are positive, and so is a year that TOML could write")]
fn toml_date(date: civil::Date) -> Date {
    Date { year: date.year().max(0) as u16, month: date.month() as u8, day: date.day() as u8 }
}

fn bands(names: &BandNames) -> raw::Bands {
    raw::Bands {
        low: text(&names.low),
        mixed: text(&names.mixed),
        elevated: text(&names.elevated),
        severe: text(&names.severe),
    }
}

fn side(side: &Side) -> raw::Side {
    raw::Side { id: side.id.to_string().into(), name: text(&side.name) }
}

fn word(word: &Word) -> raw::Word {
    raw::Word { term: text(&word.term), text: text(&word.text) }
}

fn tension(tension: &Tension) -> raw::Tension {
    raw::Tension { causes: tension.causes.iter().map(typed_id).collect(), text: text(&tension.text) }
}

fn scale(scale: &Scale) -> raw::Scale {
    raw::Scale {
        id: scale.id.to_string().into(),
        stem: text(&scale.stem),
        na: text(&scale.na),
        points: scale.points.iter().map(point).collect(),
    }
}

fn point(point: &Point) -> raw::Point {
    raw::Point { value: i64::from(point.value).into(), label: text(&point.label) }
}

fn cause(cause: &Cause) -> raw::Cause {
    raw::Cause {
        id: cause.id.to_string().into(),
        name: text(&cause.name),
        heading: text(&cause.heading),
        situation: text(&cause.situation),
        experience: cause.experience.clone().map(Placed::from),
        experience_note: cause.experience_note.clone().map(Placed::from),
        remedy: text(&cause.remedy),
        first_step: text(&cause.first_step),
        care: cause.care.clone().map(Placed::from),
        prompts: cause.prompts.iter().cloned().map(Placed::from).collect(),
        guess: cause.guess.clone().map(Placed::from),
        sem: cause.sem.map(Placed::from),
    }
}

fn items(cause: &Cause) -> impl Iterator<Item = raw::Item> + '_ {
    cause.items.iter().map(|item| raw_item(item, &cause.id))
}

fn raw_item(item: &Item, cause: &Id) -> raw::Item {
    raw::Item {
        id: item.id.to_string().into(),
        cause: cause.to_string().into(),
        scale: item.scale.id.to_string().into(),
        text: text(&item.text),
        hint: item.hint.clone().map(Placed::from),
        reverse: item.reverse,
        pulse: item.pulse,
        weight: item.weight.total_cmp(&1.0).is_ne().then(|| item.weight.into()),
    }
}

fn typed_id(id: &Id) -> Placed<String> {
    id.to_string().into()
}

fn text(text: &str) -> Given<String> {
    text.to_owned().into()
}
