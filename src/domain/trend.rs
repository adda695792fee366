//! What changed between two runs: of one person, of a team, or between two rounds of a workshop.
//!
//! Two runs are set side by side, never joined by a line, and never called better because of something. In a team nobody
//! is followed from one run to the next: the runs are two groups, compared as the two sides are.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use super::analysis::Analysis;
use super::disclosure::{Hidden, Pool, pools, responses};
use super::everyone::Average;
use super::gap::Gap;
use super::questionnaire::{Cause, Item, Questionnaire};
use super::record::Record;
use super::response::WasAsked;
use super::severity::{NOISE, Severity, Z, answer_step};
use super::verdict::{Finding, FindingExport, Findings, Judged, NoneClear, judge};

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub struct PulseBesideFull;

/// Which causes two runs asked about in the same way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shared {
    /// The places of the same cause in the first and in the second questionnaire.
    pub places: Vec<(usize, usize)>,
    /// The names of the causes that only one run has, or that were asked differently.
    pub changed: Vec<String>,
}

/// Finds the causes whose items are all the same in both runs.
pub fn shared(first: &Questionnaire, second: &Questionnaire) -> Result<Shared, PulseBesideFull> {
    if first.is_pulse() != second.is_pulse() {
        return Err(PulseBesideFull);
    }
    let mut shared = Shared { places: Vec::new(), changed: Vec::new() };
    for (place, cause) in second.causes().iter().enumerate() {
        match first.causes().iter().position(|earlier| earlier.id == cause.id && same_items(earlier, cause)) {
            Some(earlier) => shared.places.push((earlier, place)),
            None => shared.changed.push(cause.name.clone()),
        }
    }
    let gone = first.causes().iter().filter(|cause| second.causes().iter().all(|later| later.id != cause.id));
    shared.changed.extend(gone.map(|cause| cause.name.clone()));
    Ok(shared)
}

fn same_items(one: &Cause, other: &Cause) -> bool {
    let asked = |item: &Item| other.items.iter().any(|later| same_item(item, later));
    one.items.len() == other.items.len() && one.items.iter().all(asked)
}

/// Whether two items were asked and scored alike. Their order and their hints do not matter.
fn same_item(one: &Item, other: &Item) -> bool {
    let words = one.id == other.id && one.text == other.text && one.scale == other.scale;
    words && one.reverse == other.reverse && (one.weight - other.weight).abs() <= NOISE
}

/// The same for two causes where their items are the same, by all that [`shared`] goes by; different where not.
pub fn asked_alike(cause: &Cause) -> u64 {
    let mut items: Vec<&Item> = cause.items.iter().collect();
    items.sort_by(|one, other| one.id.cmp(&other.id));
    let mut hasher = DefaultHasher::new();
    cause.id.as_str().hash(&mut hasher);
    for item in items {
        (item.id.as_str(), &item.text, item.reverse, item.weight.to_bits()).hash(&mut hasher);
        format!("{:?}", item.scale).hash(&mut hasher);
    }
    hasher.finish()
}

#[derive(Debug, Clone, PartialEq)]
pub struct PersonTrend {
    pub causes: Vec<PersonCause>,
    pub changed: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PersonCause {
    /// Its place in the first and in the second questionnaire.
    pub places: (usize, usize),
    pub first: Option<Severity>,
    pub second: Option<Severity>,
    /// The change; none where a severity is missing.
    pub change: Option<Change>,
}

pub fn of_person(first: &Analysis, second: &Analysis) -> Result<PersonTrend, PulseBesideFull> {
    let Shared { places, changed } = shared(first.questionnaire(), second.questionnaire())?;
    let is_pulse = second.questionnaire().is_pulse();
    let cause = |places: (usize, usize)| {
        let (earlier, later) = (first.cause(places.0)?, second.cause(places.1)?);
        let (first, second) = (earlier.severity(), later.severity());
        // One person's pulse moves by a full step with a single answer, so nothing is said of it.
        let threshold = (!is_pulse).then(|| threshold(later.cause));
        Some(PersonCause { places, first, second, change: change(first, second, threshold) })
    };
    Ok(PersonTrend { causes: places.into_iter().filter_map(cause).collect(), changed })
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Change {
    /// Second less first, in points.
    pub delta: f64,
    /// What may be said about it; nothing about a pulse.
    pub word: Option<ChangeWord>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeWord {
    /// Higher by a full answer step or more.
    Higher,
    /// Lower by a full answer step or more.
    Lower,
    /// Less than that: it comes and goes without any change.
    Wobble,
}

/// The change of one person's severity; none where one of the two is missing.
pub fn change(first: Option<Severity>, second: Option<Severity>, threshold: Option<f64>) -> Option<Change> {
    let delta = second?.points() - first?.points();
    let word = threshold.map(|threshold| match delta {
        delta if delta.abs() < threshold - NOISE => ChangeWord::Wobble,
        delta if delta > 0.0 => ChangeWord::Higher,
        _ => ChangeWord::Lower,
    });
    Some(Change { delta, word })
}

/// The least change in points that is more than a wobble: a full answer step on the coarsest scale,
/// or what the standard error of measurement says where a retest study gave one (Jacobson and Truax 1991).
pub fn threshold(cause: &Cause) -> f64 {
    cause.sem.map_or_else(|| answer_step(&cause.items), reliable_change)
}

/// The least change in points that measurement error alone makes in one of twenty people.
pub fn reliable_change(sem: f64) -> f64 {
    Z * std::f64::consts::SQRT_2 * sem
}

#[derive(Debug, Clone, Copy)]
pub struct Run<'a> {
    pub record: &'a Record,
    pub round: u8,
}

#[derive(Debug, Clone, PartialEq)]
pub struct TeamTrend {
    /// How many people answered in the first and in the second run.
    pub people: (usize, usize),
    pub causes: Vec<TeamCause>,
    pub changed: Vec<String>,
    pub tested: usize,
    pub none_clear: Option<NoneClear>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct TeamCause {
    /// Its place in the first and in the second questionnaire.
    pub places: (usize, usize),
    pub first: Result<Average, Hidden>,
    pub second: Result<Average, Hidden>,
    /// Second less first, where both are shown.
    pub change: Option<Finding>,
    pub export: Option<FindingExport>,
}

impl TeamTrend {
    /// Whether the numbers of people differ by more than a fifth of the larger one.
    pub fn are_not_the_same_people(&self) -> bool {
        let (first, second) = self.people;
        5 * first.abs_diff(second) > first.max(second)
    }
}

pub fn of_team(first: Run<'_>, second: Run<'_>) -> Result<TeamTrend, PulseBesideFull> {
    let mut trends = of_teams(&[(first, second)])?;
    trends.pop().ok_or(PulseBesideFull)
}

/// Compares several pairs of runs of a team, whose gaps are judged together: the more is looked at, the more often
/// chance parts two runs somewhere.
pub fn of_teams(pairs: &[(Run<'_>, Run<'_>)]) -> Result<Vec<TeamTrend>, PulseBesideFull> {
    let read: Vec<Pair<'_>> = pairs.iter().map(|&(first, second)| Pair::of(first, second)).collect::<Result<_, _>>()?;
    let gaps: Vec<_> = read.iter().flat_map(Pair::gaps).collect();
    let Findings { causes: findings, tested, none_clear } = judge(&gaps);
    let mut findings = findings.into_iter();
    Ok(read.iter().map(|pair| TeamTrend { tested, none_clear, ..pair.trend(&mut findings) }).collect())
}

struct Pair<'a> {
    people: (usize, usize),
    shared: Shared,
    pools: (Vec<Pool<'a>>, Vec<Pool<'a>>),
}

impl<'a> Pair<'a> {
    fn of(first: Run<'a>, second: Run<'a>) -> Result<Self, PulseBesideFull> {
        let people = |run: Run<'_>| responses(run.record, run.round).count();
        Ok(Self {
            people: (people(first), people(second)),
            shared: shared(first.record.questionnaire(), second.record.questionnaire())?,
            pools: (pools(first.record, first.round), pools(second.record, second.round)),
        })
    }

    /// The causes that can be compared, each with its people in both runs.
    fn causes(&self) -> impl Iterator<Item = ((usize, usize), &Pool<'a>, &Pool<'a>)> {
        self.shared.places.iter().filter_map(|&places| {
            let pair = self.pools.0.get(places.0).zip(self.pools.1.get(places.1));
            pair.map(|(first, second)| (places, first, second))
        })
    }

    fn gaps(&self) -> impl Iterator<Item = (&[Item], Option<Judged>)> {
        self.causes().map(|(_, first, second)| (second.cause.items.as_slice(), gap(first, second)))
    }

    fn trend(&self, findings: &mut impl Iterator<Item = Option<(Finding, Option<FindingExport>)>>) -> TeamTrend {
        let causes = self.causes().map(|(places, first, second)| {
            let found = findings.next().flatten();
            TeamCause {
                places,
                first: Average::of_total(first),
                second: Average::of_total(second),
                change: found.map(|(finding, _)| finding),
                export: found.and_then(|(_, export)| export),
            }
        });
        let causes = causes.collect();
        let changed = self.shared.changed.clone();
        TeamTrend { people: self.people, causes, changed, tested: 0, none_clear: None }
    }
}

/// Compares the second round of a session with the first, for the causes that were asked again, if there was one.
pub fn of_rounds(record: &Record) -> Option<TeamTrend> {
    responses(record, 2).next()?;
    let causes = record.questionnaire().causes();
    let is_asked = |cause: &Cause| record.asked(2, cause) == WasAsked::Yes;
    let mut trend = of_team(Run { record, round: 1 }, Run { record, round: 2 }).ok()?;
    trend.causes.retain(|cause| causes.get(cause.places.1).is_some_and(is_asked));
    Some(trend)
}

/// Later less earlier, where both may be shown; with its interval where both show everyone's.
fn gap(first: &Pool<'_>, second: &Pool<'_>) -> Option<Judged> {
    let gap = Gap::between(&second.total().ok()?, &first.total().ok()?)?;
    Some(Judged { gap, spread: first.open.spread && second.open.spread })
}
