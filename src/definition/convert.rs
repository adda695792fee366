//! From what was typed to a questionnaire, and back, so that a record can carry its questionnaire.
//!
//! This is the last gate before a questionnaire is asked. `check` finds the same mistakes earlier and says where they
//! stand; a record's own questionnaire passes this gate alone, so it stands on its own.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil;
use toml::value::Date;

use super::raw::{self, Given, SpannedValue};
use crate::domain::id::Id;
use crate::domain::questionnaire::{
    BandNames, Cause, Head, Invalid, Item, Point, Questionnaire, Scale, Side, Source, Tension, Word,
};
use crate::domain::text::{first_unshowable, kept, name_of};
use crate::wording::participant::CAUSES_LATER;

/// The version of the format that this program reads and writes.
pub const SCHEMA: i64 = 1;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unconvertible {
    #[error("'{0}' is missing")]
    Missing(&'static str),
    #[error("'{key}' holds {character}, which cannot be shown")]
    Unshowable { key: &'static str, character: String },
    #[error("'{0}' has a value that it cannot take")]
    Value(&'static str),
    #[error("it is written in version {0} of the format; this program reads version {SCHEMA}")]
    Schema(i64),
    #[error("an item names the {kind} '{id}', which is not there")]
    Dangling { kind: &'static str, id: Id },
    #[error(transparent)]
    Invalid(#[from] Invalid),
}

pub fn convert(raw: &raw::Questionnaire) -> Result<Questionnaire, Unconvertible> {
    let schema = *needed(&raw.schema, "schema")?;
    if schema != SCHEMA {
        return Err(Unconvertible::Schema(schema));
    }
    Ok(Questionnaire::new(head(raw)?, causes(raw)?, &ids(&raw.order, "order")?)?)
}

fn head(raw: &raw::Questionnaire) -> Result<Head, Unconvertible> {
    Ok(Head {
        id: id(&raw.id, "id")?,
        version: text(&raw.version, "version")?,
        title: text(&raw.title, "title")?,
        language: text(&raw.language, "language")?,
        intro: text(&raw.intro, "intro")?,
        closing: text(&raw.closing, "closing")?,
        guess_stem: optional(raw.guess_stem.as_ref(), "guess_stem")?,
        source: source(raw.source.as_ref().ok_or(Unconvertible::Missing("source"))?)?,
        words: raw.word.iter().map(word).collect::<Result<_, _>>()?,
        tensions: raw.tension.iter().map(tension).collect::<Result<_, _>>()?,
        bands: bands(raw.bands.as_ref().ok_or(Unconvertible::Missing("bands"))?)?,
        sides: raw.sides.iter().map(side).collect::<Result<_, _>>()?,
        min_people: whole(&raw.min_people, "min_people")?,
    })
}

fn source(raw: &raw::Source) -> Result<Source, Unconvertible> {
    let date = *needed(&raw.date, "source.date")?;
    Ok(Source { title: text(&raw.title, "source.title")?, date: civil_date(date)? })
}

fn civil_date(date: Date) -> Result<civil::Date, Unconvertible> {
    let parts = (i16::try_from(date.year), i8::try_from(date.month), i8::try_from(date.day));
    let (Ok(year), Ok(month), Ok(day)) = parts else { return Err(Unconvertible::Value("source.date")) };
    civil::Date::new(year, month, day).map_err(|_| Unconvertible::Value("source.date"))
}

fn bands(raw: &raw::Bands) -> Result<BandNames, Unconvertible> {
    Ok(BandNames {
        low: text(&raw.low, "bands.low")?,
        mixed: text(&raw.mixed, "bands.mixed")?,
        elevated: text(&raw.elevated, "bands.elevated")?,
        severe: text(&raw.severe, "bands.severe")?,
    })
}

fn side(raw: &raw::Side) -> Result<Side, Unconvertible> {
    Ok(Side { id: id(&raw.id, "sides.id")?, name: text(&raw.name, "sides.name")? })
}

fn word(raw: &raw::Word) -> Result<Word, Unconvertible> {
    Ok(Word { term: text(&raw.term, "word.term")?, text: text(&raw.text, "word.text")? })
}

fn tension(raw: &raw::Tension) -> Result<Tension, Unconvertible> {
    Ok(Tension { causes: ids(&raw.causes, "tension.causes")?, text: text(&raw.text, "tension.text")? })
}

fn causes(raw: &raw::Questionnaire) -> Result<Vec<Cause>, Unconvertible> {
    let mut causes = raw.cause.iter().map(cause).collect::<Result<Vec<_>, _>>()?;
    let places: HashMap<Id, usize> = causes.iter().enumerate().map(|(at, cause)| (cause.id.clone(), at)).collect();
    let scales = scales(raw)?;
    for raw in &raw.item {
        let id = id(&raw.cause, "item.cause")?;
        let cause = places.get(&id).and_then(|&at| causes.get_mut(at));
        cause.ok_or(Unconvertible::Dangling { kind: "cause", id })?.items.push(item(raw, &scales)?);
    }
    Ok(causes)
}

fn cause(raw: &raw::Cause) -> Result<Cause, Unconvertible> {
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

fn sem(typed: &SpannedValue<f64>) -> Result<f64, Unconvertible> {
    let points = *typed.get();
    if points.is_finite() && points > 0.0 { Ok(points) } else { Err(Unconvertible::Value("cause.sem")) }
}

fn scales(raw: &raw::Questionnaire) -> Result<HashMap<Id, Arc<Scale>>, Unconvertible> {
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

fn point(raw: &raw::Point) -> Result<Point, Unconvertible> {
    Ok(Point { value: whole(&raw.value, "points.value")?, label: text(&raw.label, "points.label")? })
}

fn item(raw: &raw::Item, scales: &HashMap<Id, Arc<Scale>>) -> Result<Item, Unconvertible> {
    let scale = id(&raw.scale, "item.scale")?;
    Ok(Item {
        id: id(&raw.id, "item.id")?,
        text: text(&raw.text, "item.text")?,
        hint: optional(raw.hint.as_ref(), "item.hint")?,
        scale: scales.get(&scale).cloned().ok_or(Unconvertible::Dangling { kind: "scale", id: scale })?,
        reverse: raw.reverse,
        pulse: raw.pulse,
        weight: raw.weight.as_ref().map_or(1.0, |weight| *weight.get()),
    })
}

fn needed<'a, T>(given: &'a Given<T>, key: &'static str) -> Result<&'a T, Unconvertible> {
    given.get().ok_or(Unconvertible::Missing(key))
}

fn text(given: &Given<String>, key: &'static str) -> Result<String, Unconvertible> {
    shown(needed(given, key)?, key)
}

fn optional(typed: Option<&SpannedValue<String>>, key: &'static str) -> Result<Option<String>, Unconvertible> {
    typed.map(|typed| shown(typed.get(), key)).transpose()
}

fn shown(typed: &str, key: &'static str) -> Result<String, Unconvertible> {
    match first_unshowable(typed) {
        Some((_, c)) => Err(Unconvertible::Unshowable { key, character: name_of(c) }),
        None => Ok(kept(typed)),
    }
}

fn id(given: &Given<String>, key: &'static str) -> Result<Id, Unconvertible> {
    needed(given, key)?.parse().map_err(|_| Unconvertible::Value(key))
}

fn ids(typed: &[SpannedValue<String>], key: &'static str) -> Result<Vec<Id>, Unconvertible> {
    typed.iter().map(|id| id.get().parse().map_err(|_| Unconvertible::Value(key))).collect()
}

fn whole<T: TryFrom<i64>>(given: &Given<i64>, key: &'static str) -> Result<T, Unconvertible> {
    T::try_from(*needed(given, key)?).map_err(|_| Unconvertible::Value(key))
}

/// A questionnaire as it would be typed. [`convert`] gives the same questionnaire back.
pub fn raw_of(questionnaire: &Questionnaire) -> raw::Questionnaire {
    let head = questionnaire.head();
    raw::Questionnaire {
        schema: SCHEMA.into(),
        id: head.id.to_string().into(),
        version: given(&head.version),
        title: given(&head.title),
        language: given(&head.language),
        intro: given(&head.intro),
        closing: given(&head.closing),
        guess_stem: head.guess_stem.clone().map(SpannedValue::from),
        min_people: i64::from(head.min_people).into(),
        order: questionnaire.asked().map(|item| item.id.to_string().into()).collect(),
        sides: head.sides.iter().map(|side| raw::Side { id: typed(&side.id), name: given(&side.name) }).collect(),
        source: Some(raw::Source { title: given(&head.source.title), date: toml_date(head.source.date).into() }),
        bands: Some(raw_bands(&head.bands)),
        word: head.words.iter().map(|word| raw::Word { term: given(&word.term), text: given(&word.text) }).collect(),
        tension: head.tensions.iter().map(raw_tension).collect(),
        scale: questionnaire.scales().into_iter().map(|scale| raw_scale(scale)).collect(),
        cause: questionnaire.causes().iter().map(raw_cause).collect(),
        item: questionnaire.causes().iter().flat_map(raw_items).collect(),
    }
}

/// A questionnaire as text that its author could have typed; [`read`](super::read()) gives the same one back.
pub fn text_of(questionnaire: &Questionnaire) -> Result<String, toml::ser::Error> {
    toml::to_string(&raw_of(questionnaire))
}

/// The text that participants are given before they may know of causes: the same statements, and no cause.
pub fn text_without_causes(questionnaire: &Questionnaire) -> Result<String, Unwritten> {
    Ok(text_of(&questionnaire.without_causes(CAUSES_LATER)?)?)
}

/// Why a questionnaire could not be written without its causes.
#[derive(Debug, thiserror::Error)]
pub enum Unwritten {
    #[error(transparent)]
    Invalid(#[from] Invalid),
    #[error(transparent)]
    Toml(#[from] toml::ser::Error),
}

#[expect(clippy::cast_sign_loss, reason = "a month and a day are positive, and so is a year that TOML could write")]
fn toml_date(date: civil::Date) -> Date {
    Date { year: date.year().max(0) as u16, month: date.month() as u8, day: date.day() as u8 }
}

fn raw_bands(names: &BandNames) -> raw::Bands {
    raw::Bands {
        low: given(&names.low),
        mixed: given(&names.mixed),
        elevated: given(&names.elevated),
        severe: given(&names.severe),
    }
}

fn raw_tension(tension: &Tension) -> raw::Tension {
    raw::Tension { causes: tension.causes.iter().map(|id| id.to_string().into()).collect(), text: given(&tension.text) }
}

fn raw_scale(scale: &Scale) -> raw::Scale {
    raw::Scale {
        id: scale.id.to_string().into(),
        stem: given(&scale.stem),
        na: given(&scale.na),
        points: scale.points.iter().map(raw_point).collect(),
    }
}

fn raw_point(point: &Point) -> raw::Point {
    raw::Point { value: i64::from(point.value).into(), label: given(&point.label) }
}

fn raw_cause(cause: &Cause) -> raw::Cause {
    raw::Cause {
        id: cause.id.to_string().into(),
        name: given(&cause.name),
        heading: given(&cause.heading),
        situation: given(&cause.situation),
        experience: cause.experience.clone().map(SpannedValue::from),
        experience_note: cause.experience_note.clone().map(SpannedValue::from),
        remedy: given(&cause.remedy),
        first_step: given(&cause.first_step),
        care: cause.care.clone().map(SpannedValue::from),
        prompts: cause.prompts.iter().cloned().map(SpannedValue::from).collect(),
        guess: cause.guess.clone().map(SpannedValue::from),
        sem: cause.sem.map(SpannedValue::from),
    }
}

fn raw_items(cause: &Cause) -> impl Iterator<Item = raw::Item> + '_ {
    cause.items.iter().map(|item| raw::Item {
        id: typed(&item.id),
        cause: typed(&cause.id),
        scale: typed(&item.scale.id),
        text: given(&item.text),
        hint: item.hint.clone().map(SpannedValue::from),
        reverse: item.reverse,
        pulse: item.pulse,
        weight: item.weight.total_cmp(&1.0).is_ne().then(|| item.weight.into()),
    })
}

fn typed(id: &Id) -> Given<String> {
    id.to_string().into()
}

fn given(text: &str) -> Given<String> {
    text.to_owned().into()
}
