//! From what was typed to what is meant.
//!
//! This is the last gate before a questionnaire is asked. `check` finds the same mistakes earlier and says where they
//! stand; a record's own questionnaire passes this gate alone, so it stands on its own.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil;
use toml::value::Date;

use super::placed::{Given, Placed};
use super::raw;
use crate::domain::id::Id;
use crate::domain::questionnaire::{
    BandNames, Cause, Head, Invalid, Item, Point, Questionnaire, Scale, Side, Source, Tension, Word,
};
use crate::domain::text::{first_unshowable, kept, name_of};

/// The version of the format that this program reads and writes.
pub const SCHEMA: i64 = 1;

/// Why what was typed makes no questionnaire.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unmeant {
    /// A key that is needed has no value.
    #[error("'{0}' is missing")]
    Missing(&'static str),
    /// A text holds a character that would act on a terminal or hide.
    #[error("'{key}' holds {character}, which cannot be shown")]
    Unshowable {
        /// The key.
        key: &'static str,
        /// The character's name.
        character: String,
    },
    /// A value is not what its key takes.
    #[error("'{0}' has a value that it cannot take")]
    Value(&'static str),
    /// The file is of another version of the format.
    #[error("it is written in version {0} of the format; this program reads version {SCHEMA}")]
    Schema(i64),
    /// An item names a cause or scale that is not there.
    #[error("an item names the {kind} '{id}', which is not there")]
    Dangling {
        /// Cause or scale.
        kind: &'static str,
        /// What it names.
        id: Id,
    },
    /// The parts do not fit together.
    #[error(transparent)]
    Invalid(#[from] Invalid),
}

/// The questionnaire that was typed.
///
/// # Errors
/// When something is missing, cannot be shown or contradicts itself.
pub fn meant(raw: &raw::Questionnaire) -> Result<Questionnaire, Unmeant> {
    let schema = *needed(&raw.schema, "schema")?;
    if schema != SCHEMA {
        return Err(Unmeant::Schema(schema));
    }
    Ok(Questionnaire::new(head(raw)?, causes(raw)?, &ids(&raw.order, "order")?)?)
}

fn head(raw: &raw::Questionnaire) -> Result<Head, Unmeant> {
    Ok(Head {
        id: id(&raw.id, "id")?,
        version: text(&raw.version, "version")?,
        title: text(&raw.title, "title")?,
        language: text(&raw.language, "language")?,
        intro: text(&raw.intro, "intro")?,
        closing: text(&raw.closing, "closing")?,
        guess_stem: optional(raw.guess_stem.as_ref(), "guess_stem")?,
        source: source(raw.source.as_ref().ok_or(Unmeant::Missing("source"))?)?,
        words: raw.word.iter().map(word).collect::<Result<_, _>>()?,
        tensions: raw.tension.iter().map(tension).collect::<Result<_, _>>()?,
        bands: bands(raw.bands.as_ref().ok_or(Unmeant::Missing("bands"))?)?,
        sides: raw.sides.iter().map(side).collect::<Result<_, _>>()?,
        min_people: whole(&raw.min_people, "min_people")?,
    })
}

fn source(raw: &raw::Source) -> Result<Source, Unmeant> {
    let date = *needed(&raw.date, "source.date")?;
    Ok(Source { title: text(&raw.title, "source.title")?, date: civil_date(date)? })
}

fn civil_date(date: Date) -> Result<civil::Date, Unmeant> {
    let parts = (i16::try_from(date.year), i8::try_from(date.month), i8::try_from(date.day));
    let (Ok(year), Ok(month), Ok(day)) = parts else { return Err(Unmeant::Value("source.date")) };
    civil::Date::new(year, month, day).map_err(|_| Unmeant::Value("source.date"))
}

fn bands(raw: &raw::Bands) -> Result<BandNames, Unmeant> {
    Ok(BandNames {
        low: text(&raw.low, "bands.low")?,
        mixed: text(&raw.mixed, "bands.mixed")?,
        elevated: text(&raw.elevated, "bands.elevated")?,
        severe: text(&raw.severe, "bands.severe")?,
    })
}

fn side(raw: &raw::Side) -> Result<Side, Unmeant> {
    Ok(Side { id: id(&raw.id, "sides.id")?, name: text(&raw.name, "sides.name")? })
}

fn word(raw: &raw::Word) -> Result<Word, Unmeant> {
    Ok(Word { term: text(&raw.term, "word.term")?, text: text(&raw.text, "word.text")? })
}

fn tension(raw: &raw::Tension) -> Result<Tension, Unmeant> {
    Ok(Tension { causes: ids(&raw.causes, "tension.causes")?, text: text(&raw.text, "tension.text")? })
}

fn causes(raw: &raw::Questionnaire) -> Result<Vec<Cause>, Unmeant> {
    let mut causes = raw.cause.iter().map(cause).collect::<Result<Vec<_>, _>>()?;
    let places: HashMap<Id, usize> = causes.iter().enumerate().map(|(at, cause)| (cause.id.clone(), at)).collect();
    let scales = scales(raw)?;
    for raw in &raw.item {
        let id = id(&raw.cause, "item.cause")?;
        let cause = places.get(&id).and_then(|&at| causes.get_mut(at));
        cause.ok_or(Unmeant::Dangling { kind: "cause", id })?.items.push(item(raw, &scales)?);
    }
    Ok(causes)
}

fn cause(raw: &raw::Cause) -> Result<Cause, Unmeant> {
    Ok(Cause {
        id: id(&raw.id, "cause.id")?,
        name: text(&raw.name, "cause.name")?,
        heading: text(&raw.heading, "cause.heading")?,
        situation: text(&raw.situation, "cause.situation")?,
        experience: optional(raw.experience.as_ref(), "cause.experience")?,
        experience_note: optional(raw.experience_note.as_ref(), "cause.experience_note")?,
        remedy: text(&raw.remedy, "cause.remedy")?,
        first_step: text(&raw.first_step, "cause.first_step")?,
        care: optional(raw.care.as_ref(), "cause.care")?,
        prompts: raw.prompts.iter().map(|typed| shown(typed.get(), "cause.prompts")).collect::<Result<_, _>>()?,
        guess: optional(raw.guess.as_ref(), "cause.guess")?,
        sem: raw.sem.as_ref().map(sem).transpose()?,
        items: Vec::new(),
    })
}

fn sem(typed: &Placed<f64>) -> Result<f64, Unmeant> {
    let points = *typed.get();
    if points.is_finite() && points > 0.0 { Ok(points) } else { Err(Unmeant::Value("cause.sem")) }
}

fn scales(raw: &raw::Questionnaire) -> Result<HashMap<Id, Arc<Scale>>, Unmeant> {
    let mut scales = HashMap::new();
    for scale in &raw.scale {
        let scale = Scale {
            id: id(&scale.id, "scale.id")?,
            stem: text(&scale.stem, "scale.stem")?,
            points: scale.points.iter().map(point).collect::<Result<_, _>>()?,
            na: text(&scale.na, "scale.na")?,
        };
        if let Some(twice) = scales.insert(scale.id.clone(), Arc::new(scale)) {
            return Err(Invalid::DuplicateId(twice.id.clone()).into());
        }
    }
    Ok(scales)
}

fn point(raw: &raw::Point) -> Result<Point, Unmeant> {
    Ok(Point { value: whole(&raw.value, "points.value")?, label: text(&raw.label, "points.label")? })
}

fn item(raw: &raw::Item, scales: &HashMap<Id, Arc<Scale>>) -> Result<Item, Unmeant> {
    let scale = id(&raw.scale, "item.scale")?;
    Ok(Item {
        id: id(&raw.id, "item.id")?,
        text: text(&raw.text, "item.text")?,
        hint: optional(raw.hint.as_ref(), "item.hint")?,
        scale: scales.get(&scale).cloned().ok_or(Unmeant::Dangling { kind: "scale", id: scale })?,
        reverse: raw.reverse,
        pulse: raw.pulse,
        weight: raw.weight.as_ref().map_or(1.0, |weight| *weight.get()),
    })
}

fn needed<'a, T>(given: &'a Given<T>, key: &'static str) -> Result<&'a T, Unmeant> {
    given.get().ok_or(Unmeant::Missing(key))
}

fn text(given: &Given<String>, key: &'static str) -> Result<String, Unmeant> {
    shown(needed(given, key)?, key)
}

fn optional(typed: Option<&Placed<String>>, key: &'static str) -> Result<Option<String>, Unmeant> {
    typed.map(|typed| shown(typed.get(), key)).transpose()
}

fn shown(typed: &str, key: &'static str) -> Result<String, Unmeant> {
    match first_unshowable(typed) {
        Some((_, c)) => Err(Unmeant::Unshowable { key, character: name_of(c) }),
        None => Ok(kept(typed)),
    }
}

fn id(given: &Given<String>, key: &'static str) -> Result<Id, Unmeant> {
    needed(given, key)?.parse().map_err(|_| Unmeant::Value(key))
}

fn ids(typed: &[Placed<String>], key: &'static str) -> Result<Vec<Id>, Unmeant> {
    typed.iter().map(|id| id.get().parse().map_err(|_| Unmeant::Value(key))).collect()
}

fn whole<T: TryFrom<i64>>(given: &Given<i64>, key: &'static str) -> Result<T, Unmeant> {
    T::try_from(*needed(given, key)?).map_err(|_| Unmeant::Value(key))
}
