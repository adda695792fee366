//! What changed between two runs of a team, or two rounds of a workshop.
//!
//! Nobody is followed from one run to the next: the runs are two groups, compared as the two sides are.

use super::{PulseBesideFull, Shared, shared};
use crate::domain::analysis::figures::Average;
use crate::domain::analysis::pool::{Pool, pools, responses};
use crate::domain::disclosure::Hidden;
use crate::domain::gap::Gap;
use crate::domain::questionnaire::{Cause, Item};
use crate::domain::record::{Asked, Record};
use crate::domain::verdict::{Finding, FindingExport, Findings, Judged, NoneClear, judge};

/// One round of one record.
#[derive(Debug, Clone, Copy)]
pub struct Run<'a> {
    /// The record.
    pub record: &'a Record,
    /// The pass of answering in it, from 1.
    pub round: u8,
}

/// Two runs of a team, side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct TeamTrend {
    /// How many people answered in the first and in the second run.
    pub people: (usize, usize),
    /// The causes that can be compared, in the order of the second run.
    pub causes: Vec<TeamCause>,
    /// The names of the causes that cannot.
    pub changed: Vec<String>,
    /// How many causes' changes were tested together.
    pub tested: usize,
    /// Why no change could have been called clear, if that is so.
    pub none_clear: Option<NoneClear>,
}

/// One cause in two runs of a team.
#[derive(Debug, Clone, PartialEq)]
pub struct TeamCause {
    /// Its place in the first and in the second questionnaire.
    pub places: (usize, usize),
    /// Everyone in the first run.
    pub first: Result<Average, Hidden>,
    /// Everyone in the second run.
    pub second: Result<Average, Hidden>,
    /// Second less first, where both are shown.
    pub change: Option<Finding>,
    /// What only an export says about the change.
    pub export: Option<FindingExport>,
}

impl TeamTrend {
    /// Whether the numbers of people differ by more than a fifth of the larger one.
    pub const fn are_not_the_same_people(&self) -> bool {
        let (first, second) = self.people;
        let larger = if first > second { first } else { second };
        5 * first.abs_diff(second) > larger
    }
}

/// Compares two runs of a team.
///
/// # Errors
/// When one of them is a pulse and the other is not.
pub fn of_team(first: Run<'_>, second: Run<'_>) -> Result<TeamTrend, PulseBesideFull> {
    let mut trends = of_teams(&[(first, second)])?;
    trends.pop().ok_or(PulseBesideFull)
}

/// Compares several pairs of runs of a team, whose gaps are judged together: the more is looked at, the more often
/// chance parts two runs somewhere.
///
/// # Errors
/// When a pulse meets a full run.
pub fn of_teams(pairs: &[(Run<'_>, Run<'_>)]) -> Result<Vec<TeamTrend>, PulseBesideFull> {
    let read: Vec<Pair<'_>> = pairs.iter().map(|&(first, second)| Pair::of(first, second)).collect::<Result<_, _>>()?;
    let gaps: Vec<_> = read.iter().flat_map(Pair::gaps).collect();
    let Findings { causes: findings, tested, none_clear } = judge(&gaps);
    let mut findings = findings.into_iter();
    Ok(read.iter().map(|pair| TeamTrend { tested, none_clear, ..pair.trend(&mut findings) }).collect())
}

/// Two runs with their people's figures.
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
        self.causes().map(|(_, first, second)| (second.items(), gap(first, second)))
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

/// Compares the second round of a session with the first, for the causes that were asked again. None where there was
/// no second round.
pub fn of_rounds(record: &Record) -> Option<TeamTrend> {
    responses(record, 2).next()?;
    let causes = record.questionnaire().causes();
    let is_asked = |cause: &Cause| record.asked(2, cause) == Asked::Yes;
    let mut trend = of_team(Run { record, round: 1 }, Run { record, round: 2 }).ok()?;
    trend.causes.retain(|cause| causes.get(cause.places.1).is_some_and(is_asked));
    Some(trend)
}

/// Later less earlier, where both may be shown; with its interval where both show everyone's.
fn gap(first: &Pool<'_>, second: &Pool<'_>) -> Option<Judged> {
    let gap = Gap::between(&second.total().ok()?, &first.total().ok()?)?;
    Some(Judged { gap, spread: first.open().spread && second.open().spread })
}
