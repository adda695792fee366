//! A few people who hand over their own answers, side by side: what each of them said, and no verdict.

use std::cmp::Reverse;
use std::sync::Arc;

use super::analysis::Analysis;
use super::compatibility::{self, Apart, Named};
use super::questionnaire::{Cause, Questionnaire};
use super::record::{self, Record};
use super::severity::{Score, Severity};

/// How many people are set side by side.
pub const PEOPLE: std::ops::RangeInclusive<usize> = 2..=6;
/// How many causes are named as seen most differently.
const WIDEST: usize = 2;

/// A few people's answers to one questionnaire, side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    questionnaire: Arc<Questionnaire>,
    people: Vec<Person>,
}

/// One of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    /// What their answers are signed with, different for each: side and label, with a number where those are alike.
    pub sign: String,
    /// What may be shown of their record.
    pub analysis: Analysis,
}

/// A cause that people see differently.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Apartness<'a> {
    /// The cause.
    pub cause: &'a Cause,
    /// The least severe figure, with whose it is.
    pub lowest: (Severity, &'a Person),
    /// The most severe figure, with whose it is.
    pub highest: (Severity, &'a Person),
}

impl Apartness<'_> {
    /// How far apart they are, in millionths of a point.
    fn range(&self) -> i64 {
        self.highest.0.millionths() - self.lowest.0.millionths()
    }
}

/// Why records are not set side by side.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// There are too few people or too many.
    #[error("compare sets {least} to {most} people side by side, not {0}", least = PEOPLE.start(), most = PEOPLE.end())]
    People(usize),
    /// These people did not hand over their own answers.
    #[error("{0} holds the answers of several people; compare takes records that people hand over themselves")]
    Several(String),
    /// Two records hold one response.
    #[error("{0} and {1} hold the answers of the same person")]
    Same(String, String),
    /// They do not belong together.
    #[error(transparent)]
    Apart(#[from] Apart),
    /// The answers do not fit the newest questionnaire. No records are known that bring this about.
    #[error(transparent)]
    Invalid(#[from] record::Invalid),
}

impl Comparison {
    /// Sets finished records of one person each side by side, in the order given.
    ///
    /// # Errors
    /// When they do not belong together, or are too few or too many.
    pub fn of(records: &[Named<'_>]) -> Result<Self, Refusal> {
        let newest = Arc::clone(Self::check(records)?.record.questionnaire());
        let analyses: Vec<Analysis> = records.iter().map(|named| analysis(named, &newest)).collect::<Result<_, _>>()?;
        let signs = signs(&analyses);
        let people = signs.into_iter().zip(analyses).map(|(sign, analysis)| Person { sign, analysis });
        Ok(Self { questionnaire: newest, people: people.collect() })
    }

    /// Checks that records can be set side by side, which needs no figures; gives the newest of them.
    ///
    /// # Errors
    /// When they do not belong together, or are too few or too many.
    pub fn check<'a>(records: &[Named<'a>]) -> Result<Named<'a>, Refusal> {
        let Some(newest) = compatibility::newest(records).filter(|_| PEOPLE.contains(&records.len())) else {
            return Err(Refusal::People(records.len()));
        };
        if let Some(several) = records.iter().find(|named| named.record.solo().is_none()) {
            return Err(Refusal::Several(several.name.to_owned()));
        }
        check_distinct(records)?;
        compatibility::check(records)?;
        Ok(newest)
    }

    /// The questionnaire that they all answered.
    pub const fn questionnaire(&self) -> &Arc<Questionnaire> {
        &self.questionnaire
    }

    /// The people, in the order given.
    pub fn people(&self) -> &[Person] {
        &self.people
    }

    /// How each of them scored a cause of the questionnaire.
    #[must_use = "iterators are lazy"]
    pub fn scores(&self, place: usize) -> impl Iterator<Item = (&Person, Score)> {
        self.people.iter().filter_map(move |person| Some((person, person.analysis.cause(place)?.score)))
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

    /// Whether there is a cause that all have scored.
    pub fn is_comparable(&self) -> bool {
        !self.scored().is_empty()
    }

    /// The causes that all have scored.
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
    Analysis::of(&named.record.under(newest)?).ok_or_else(|| Refusal::Several(named.name.to_owned()))
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
