//! Records that are taken together: whether they belong together, what was asked otherwise where they do not, and a few
//! people's answers side by side, without any verdict.
//!
//! They must be finished, and have been asked the same. Names, headings, first steps, prompts, guesses and the names of
//! bands may differ: those of the newest hold.

use std::cmp::Reverse;
use std::sync::Arc;

use super::analysis::Analysis;
use super::guess::{Expectation, Expected};
use super::id::Id;
use super::questionnaire::{Cause, Item, Questionnaire};
use super::record::{self, Record};
use super::severity::{Score, Severity};
use super::verdict::half_step;

pub const PEOPLE: std::ops::RangeInclusive<usize> = 2..=6;
const WIDEST: usize = 2;

/// A few people's answers to one questionnaire, side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    questionnaire: Arc<Questionnaire>,
    people: Vec<Person>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    /// What their answers are signed with, different for each: side and label, with a number where those are alike.
    pub sign: String,
    pub analysis: Analysis,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Apartness<'a> {
    pub cause: &'a Cause,
    pub lowest: (Severity, &'a Person),
    pub highest: (Severity, &'a Person),
}

/// What one person expected another to say of a cause, beside what that one said.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PersonGuess<'a> {
    pub cause: &'a Cause,
    pub by: &'a Person,
    /// Whether that is the person named first.
    pub is_first: bool,
    pub about: &'a Person,
    pub said: Severity,
    pub expected: Expected,
}

impl Apartness<'_> {
    /// How far apart they are, in millionths of a point.
    fn range(&self) -> i64 {
        self.highest.0.millionths() - self.lowest.0.millionths()
    }
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    People(usize),
    Several(String),
    Same(String, String),
    Apart(Apart),
    /// The answers do not fit the newest questionnaire. No records are known that bring this about.
    Invalid(record::Invalid),
}

impl Comparison {
    /// Sets finished records of one person each side by side, in the order given.
    pub fn of(records: &[Named<'_>]) -> Result<Self, Refusal> {
        let newest = Arc::clone(Self::check(records)?.record.questionnaire());
        let analyses: Vec<Analysis> = records.iter().map(|named| analysis(named, &newest)).collect::<Result<_, _>>()?;
        let signs = signs(&analyses);
        let people = signs.into_iter().zip(analyses).map(|(sign, analysis)| Person { sign, analysis });
        Ok(Self { questionnaire: newest, people: people.collect() })
    }

    /// Checks that records can be set side by side, which needs no figures; gives the newest of them.
    pub fn check<'a>(records: &[Named<'a>]) -> Result<Named<'a>, Refusal> {
        let Some(newest) = newest(records).filter(|_| PEOPLE.contains(&records.len())) else {
            return Err(Refusal::People(records.len()));
        };
        if let Some(several) = records.iter().find(|named| named.record.solo().is_none()) {
            return Err(Refusal::Several(several.name.to_owned()));
        }
        check_distinct(records)?;
        check(records).map_err(Refusal::Apart)?;
        Ok(newest)
    }

    pub const fn questionnaire(&self) -> &Arc<Questionnaire> {
        &self.questionnaire
    }

    pub fn people(&self) -> &[Person] {
        &self.people
    }

    /// How each of them scored a cause of the questionnaire.
    #[must_use = "iterators are lazy"]
    pub fn scores(&self, place: usize) -> impl Iterator<Item = (&Person, Score)> {
        self.people.iter().filter_map(move |person| Some((person, *person.analysis.cause(place)?.figures)))
    }

    /// The causes that they see most differently, at most two: the widest range of severity among those that all
    /// have scored; ties in the order of definition. A cause that all see alike is not among them.
    pub fn widest(&self) -> Vec<Apartness<'_>> {
        let mut apart = self.scored();
        apart.retain(|apart| apart.range() > 0);
        apart.sort_by_key(|apart| Reverse(apart.range()));
        apart.truncate(WIDEST);
        apart
    }

    /// What people expected the other side to say, beside what these said, as far as it is told so: furthest off first.
    pub fn guesses(&self, expectation: Expectation) -> Vec<PersonGuess<'_>> {
        let places = || 0..self.people.len();
        let pairs = places().flat_map(|by| places().map(move |about| (by, about)));
        let mut guesses: Vec<PersonGuess<'_>> = pairs.flat_map(|pair| self.guesses_of(pair)).collect();
        guesses.retain(|guess| guess.expected.expectation == expectation);
        guesses.sort_by(|one, other| other.expected.distance().total_cmp(&one.expected.distance()));
        guesses
    }

    /// What one of them expected another to say, where the other is of the side that the one guessed.
    fn guesses_of(&self, (by, about): (usize, usize)) -> Vec<PersonGuess<'_>> {
        let [Some(one), Some(other)] = [by, about].map(|place| self.people.get(place)) else { return Vec::new() };
        let side = self.questionnaire.guessed_by(&one.analysis.answers.side).map(|side| &side.id);
        if side != Some(&other.analysis.answers.side) {
            return Vec::new();
        }
        let guesses = self.questionnaire.guess_items().filter_map(|item| {
            let place = self.questionnaire.causes().iter().position(|cause| cause.id == item.cause.id)?;
            let points = item.points(*one.analysis.answers.guesses.get(&item.cause.id)?)?;
            let said = other.analysis.cause(place)?.severity()?;
            let expected = Expected::of(&[points], said, half_step(&item.cause.items))?;
            Some(PersonGuess { cause: item.cause, by: one, is_first: by == 0, about: other, said, expected })
        });
        guesses.collect()
    }

    pub fn is_comparable(&self) -> bool {
        !self.scored().is_empty()
    }

    fn scored(&self) -> Vec<Apartness<'_>> {
        let causes = self.questionnaire.causes().iter().enumerate();
        causes.filter_map(|(place, cause)| self.apartness(place, cause)).collect()
    }

    fn apartness<'a>(&'a self, place: usize, cause: &'a Cause) -> Option<Apartness<'a>> {
        let all: Vec<(Severity, &Person)> =
            self.scores(place).map(|(person, score)| Some((score.severity?, person))).collect::<Option<_>>()?;
        let points = |(severity, _): &&(Severity, &Person)| severity.millionths();
        // Of equal figures the first person's is named at either end.
        let lowest = *all.iter().min_by_key(points)?;
        let highest = *all.iter().rev().max_by_key(points)?;
        Some(Apartness { cause, lowest, highest })
    }
}

/// What may be shown of a record, told in the words of the newest.
fn analysis(named: &Named<'_>, newest: &Arc<Questionnaire>) -> Result<Analysis, Refusal> {
    let record = named.record.under(newest).map_err(Refusal::Invalid)?;
    Analysis::of(&record).ok_or_else(|| Refusal::Several(named.name.to_owned()))
}

/// A copy of a record, even one that was changed since, is no second person.
fn check_distinct(records: &[Named<'_>]) -> Result<(), Refusal> {
    let id = |record: &Record| record.solo().map(|response| response.id);
    for (at, named) in records.iter().enumerate() {
        if let Some(before) = records.iter().take(at).find(|before| id(before.record) == id(named.record)) {
            return Err(Refusal::Same(before.name.to_owned(), named.name.to_owned()));
        }
    }
    Ok(())
}

/// Side and label; where two of them are alike, all carry their place.
fn signs(analyses: &[Analysis]) -> Vec<String> {
    let signs: Vec<String> = analyses.iter().map(sign).collect();
    let alike = (1..signs.len()).any(|at| signs[..at].contains(&signs[at]));
    let numbered = |(at, sign): (usize, &String)| format!("{sign}, person {}", at + 1);
    if alike { signs.iter().enumerate().map(numbered).collect() } else { signs }
}

fn sign(analysis: &Analysis) -> String {
    let side = analysis.side().map_or("", |side| side.name.as_str());
    let label = analysis.head().label.as_str();
    if label.is_empty() { side.to_owned() } else { format!("{side}, {label}") }
}

/// A record with what it is called where somebody is told about it.
#[derive(Debug, Clone, Copy)]
pub struct Named<'a> {
    /// What it is called: the file, safe to show.
    pub name: &'a str,
    pub record: &'a Record,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Apart {
    Unfinished(String),
    Different { name: String, first: String, how: Vec<Difference> },
}

/// The newest of some records: the one that was finished last.
pub fn newest<'a>(records: &[Named<'a>]) -> Option<Named<'a>> {
    records.iter().copied().max_by_key(|named| (named.record.head().finished, named.record.head().created))
}

pub fn check(records: &[Named<'_>]) -> Result<(), Apart> {
    if let Some(open) = records.iter().find(|named| !named.record.is_finished()) {
        return Err(Apart::Unfinished(open.name.to_owned()));
    }
    let Some(first) = records.first() else { return Ok(()) };
    records.iter().try_for_each(|named| {
        let how = differences(named.record.questionnaire(), first.record.questionnaire());
        if how.is_empty() {
            return Ok(());
        }
        Err(Apart::Different { name: named.name.to_owned(), first: first.name.to_owned(), how })
    })
}

/// What was asked otherwise of one than of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference {
    /// It was answered in full, the other in the short form of the same.
    InFull,
    /// The reverse.
    InShort,
    /// It is a short form, and the other is none.
    Short,
    /// The reverse.
    NotShort,
    /// Its own id, and the other's.
    Id(Id, Id),
    Lacks(Listed, Vec<Id>),
    Besides(Listed, Vec<Id>),
    Differs(Aspect, Vec<Id>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listed {
    Side,
    Cause,
    Statement,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aspect {
    Cause,
    Wording,
    Scale,
    ReverseKey,
    Weight,
    Pulse,
}

/// What was asked otherwise of `own` than of somebody who has `other`, most telling first; empty where they go together.
///
/// Names, headings and whatever else is read about a cause, the names of bands and the order of asking are not among it.
fn differences(own: &Questionnaire, other: &Questionnaire) -> Vec<Difference> {
    let differences = asked(own, other);
    let is_short_of = |whole: &Questionnaire, short| whole.pulse().is_some_and(|pulse| asked(&pulse, short).is_empty());
    if differences.is_empty() {
        differences
    } else if is_short_of(own, other) {
        vec![Difference::InFull]
    } else if is_short_of(other, own) {
        vec![Difference::InShort]
    } else {
        differences
    }
}

fn asked(own: &Questionnaire, other: &Questionnaire) -> Vec<Difference> {
    let (head, other_head) = (own.head(), other.head());
    let id = (head.id != other_head.id).then(|| Difference::Id(head.id.clone(), other_head.id.clone()));
    let short = match (own.is_pulse(), other.is_pulse()) {
        (true, false) => Some(Difference::Short),
        (false, true) => Some(Difference::NotShort),
        _ => None,
    };
    let sides = |of: &Questionnaire| of.head().sides.iter().map(|side| side.id.clone()).collect::<Vec<_>>();
    let causes = |of: &Questionnaire| of.causes().iter().map(|cause| cause.id.clone()).collect::<Vec<_>>();
    let items = |of: &Questionnaire| of.asked().map(|item| item.id.clone()).collect::<Vec<_>>();
    let mut differences: Vec<Difference> = id.into_iter().collect();
    differences.extend(listed(Listed::Side, &sides(own), &sides(other)));
    differences.extend(short);
    differences.extend(listed(Listed::Cause, &causes(own), &causes(other)));
    differences.extend(listed(Listed::Statement, &items(own), &items(other)));
    differences.extend(aspects(own, other));
    differences
}

type Differ = fn(&Item, &Item) -> bool;

/// How each aspect of an item is compared, but for its cause.
const ASPECTS: [(Aspect, Differ); 5] = [
    (Aspect::Wording, |a, b| a.text != b.text),
    (Aspect::Scale, |a, b| a.scale != b.scale),
    (Aspect::ReverseKey, |a, b| a.reverse != b.reverse),
    (Aspect::Weight, |a, b| a.weight.to_bits() != b.weight.to_bits()),
    (Aspect::Pulse, |a, b| a.pulse != b.pulse),
];

fn aspects(own: &Questionnaire, other: &Questionnaire) -> impl Iterator<Item = Difference> {
    let both: Vec<(&Item, &Item)> = own.asked().filter_map(|item| Some((item, other.item(&item.id)?))).collect();
    let of = |aspect, differ: &dyn Fn(&Item, &Item) -> bool| {
        let ids: Vec<Id> = both.iter().filter(|(a, b)| differ(a, b)).map(|(item, _)| item.id.clone()).collect();
        (!ids.is_empty()).then_some(Difference::Differs(aspect, ids))
    };
    let moved = of(Aspect::Cause, &|item, _| cause_of(own, &item.id) != cause_of(other, &item.id));
    let further: Vec<_> = ASPECTS.iter().filter_map(|(aspect, differ)| of(*aspect, differ)).collect();
    moved.into_iter().chain(further)
}

fn cause_of<'a>(questionnaire: &'a Questionnaire, item: &Id) -> Option<&'a Id> {
    let mut causes = questionnaire.causes().iter();
    causes.find(|cause| cause.items.iter().any(|own| &own.id == item)).map(|cause| &cause.id)
}

fn listed(what: Listed, own: &[Id], other: &[Id]) -> impl Iterator<Item = Difference> {
    let only = |these: &[Id], those: &[Id]| these.iter().filter(|id| !those.contains(id)).cloned().collect::<Vec<_>>();
    let (lacks, besides) = (only(other, own), only(own, other));
    let lacks = (!lacks.is_empty()).then_some(Difference::Lacks(what, lacks));
    lacks.into_iter().chain((!besides.is_empty()).then_some(Difference::Besides(what, besides)))
}
