//! The people behind the figures of one cause.
//!
//! Nowhere else do people's severities stand side by side. A pool never leaves `domain`, and hands out
//! only sets of people whose figures may be shown.

use std::collections::{BTreeMap, BTreeSet};

use super::disclosure::{CauseShape, Counts, Covers, Hidden, Open, PartCounts, Show, open, show, side_least};
use super::gap::Gap;
use super::id::{Id, Token};
use super::questionnaire::{Cause, Item, MARKETING, SALES, Side};
use super::record::{Part, Record};
use super::response::{Asked, Response};
use super::severity::{Severity, score};
use super::verdict::Judged;

/// The people of one round who have a severity for one cause.
pub(super) struct Pool<'a> {
    cause: &'a Cause,
    sides: &'a [Side],
    /// The fewest people of everyone whose mean is shown.
    least: usize,
    /// The fewest people of a side.
    side_least: usize,
    /// Whether the round asked about the cause.
    was_asked: Asked,
    members: Vec<Member<'a>>,
    show: Show,
    open: Open,
}

struct Member<'a> {
    side: usize,
    severity: Severity,
    response: &'a Response,
}

/// Some people whose mean is shown.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Crowd {
    /// All that the total covers.
    Everyone,
    /// Those of a side.
    Side(Id),
    /// Those in the total who are of no side shown: what is left when the sides are taken from it.
    Rest,
}

/// One pool per cause, in the order of definition.
pub(super) fn pools(record: &Record, round: u8) -> Vec<Pool<'_>> {
    record.questionnaire().causes().iter().map(|cause| Pool::of(cause, record, round)).collect()
}

pub(super) fn responses(record: &Record, round: u8) -> impl Iterator<Item = &Response> {
    record.responses().iter().filter(move |response| response.round == round)
}

/// How many people by side, by their places in the questionnaire.
fn counts<'a>(members: impl Iterator<Item = &'a Member<'a>>, sides: usize) -> Vec<usize> {
    let mut counts = vec![0; sides];
    for member in members {
        counts[member.side] += 1;
    }
    counts
}

/// The people of each part of a merged record; none where its parts are not known.
fn parts(record: &Record, members: &[Member<'_>], sides: usize) -> Option<Vec<PartCounts>> {
    let of = |part: &Part| PartCounts {
        scored: counts(members.iter().filter(|member| part.holds(member.response)), sides),
        least: usize::try_from(part.min_people).unwrap_or(usize::MAX),
    };
    Some(record.parts()?.iter().map(of).collect())
}

impl<'a> Pool<'a> {
    fn of(cause: &'a Cause, record: &'a Record, round: u8) -> Self {
        let sides = record.questionnaire().head().sides.as_slice();
        let member = |response: &'a Response| {
            let side = sides.iter().position(|side| side.id == response.side)?;
            Some(Member { side, severity: score(&cause.items, response).severity?, response })
        };
        let members: Vec<Member<'_>> = responses(record, round).filter_map(member).collect();
        let counts = counts(members.iter(), sides.len());
        let minimum = record.head().least();
        let asked = CauseShape::of(&cause.items);
        let least = asked.least(minimum);
        let show = show(&counts, least);
        let parts = parts(record, &members, sides.len());
        let open = open(&show, Counts { sides, scored: &counts, parts: parts.as_deref() }, minimum, asked);
        let was_asked = record.asked(round, cause);
        Self { cause, sides, least, side_least: side_least(minimum), was_asked, members, show, open }
    }

    /// How many sides the questionnaire has.
    pub(super) const fn sides(&self) -> usize {
        self.sides.len()
    }

    /// The items of the cause.
    pub(super) fn items(&self) -> &'a [Item] {
        &self.cause.items
    }

    /// How many people have a severity.
    pub(super) const fn scored(&self) -> usize {
        self.members.len()
    }

    /// What may be shown of it.
    pub(super) const fn show(&self) -> &Show {
        &self.show
    }

    /// Which figures beside mean and band may be shown.
    pub(super) const fn open(&self) -> Open {
        self.open
    }

    pub(super) const fn cause(&self) -> &'a Id {
        &self.cause.id
    }

    /// The people behind each figure that is shown of it.
    pub(super) fn shown(&self) -> BTreeMap<Crowd, BTreeSet<Token>> {
        let mut shown: BTreeMap<Crowd, BTreeSet<Token>> = BTreeMap::new();
        for member in self.covered() {
            let is_shown = self.show.sides.contains(&member.side);
            let own = if is_shown { Crowd::Side(self.sides[member.side].id.clone()) } else { Crowd::Rest };
            for crowd in [Crowd::Everyone, own] {
                shown.entry(crowd).or_default().insert(member.response.id);
            }
        }
        shown
    }

    /// Why nobody answered, where the round did not ask about the cause, or perhaps did not.
    pub(super) const fn unasked(&self) -> Option<Hidden> {
        match self.was_asked {
            Asked::Yes => None,
            Asked::No => Some(Hidden::NotAsked),
            Asked::Unknown => Some(Hidden::PerhapsNotAsked),
        }
    }

    /// The severities that the total covers.
    pub(super) fn total(&self) -> Result<Vec<Severity>, Hidden> {
        match self.show.covers {
            Covers::Nobody if self.members.is_empty() => Err(self.unasked().unwrap_or(Hidden::NobodyAnswered)),
            Covers::Nobody => Err(Hidden::TooFew(self.least)),
            Covers::Everyone | Covers::ShownSides => Ok(self.covered().map(|member| member.severity).collect()),
        }
    }

    /// The responses that the total covers.
    pub(super) fn covered_responses(&self) -> Vec<&'a Response> {
        self.covered().map(|member| member.response).collect()
    }

    /// The severities of one side, by its place in the questionnaire.
    pub(super) fn side(&self, side: usize) -> Result<Vec<Severity>, Hidden> {
        let own: Vec<Severity> = self.members.iter().filter(|member| member.side == side).map(|m| m.severity).collect();
        if self.show.sides.contains(&side) {
            Ok(own)
        } else if let Some(unasked) = self.unasked() {
            Err(unasked)
        } else if own.len() < self.side_least {
            // Not even that all of them left a cause out is said of a few people.
            Err(Hidden::TooFew(self.side_least))
        } else {
            Err(Hidden::ToProtect)
        }
    }

    /// The gap between Sales and Marketing, where both are shown.
    pub(super) fn gap(&self) -> Option<Judged> {
        let of = |id: &str| self.side(self.sides.iter().position(|side| side.id.as_str() == id)?).ok();
        Some(Judged { gap: Gap::between(&of(SALES)?, &of(MARKETING)?)?, spread: self.open.gap_spread })
    }

    fn covered(&self) -> impl Iterator<Item = &Member<'a>> {
        let show = &self.show;
        self.members.iter().filter(move |member| match show.covers {
            Covers::Nobody => false,
            Covers::Everyone => true,
            Covers::ShownSides => show.sides.contains(&member.side),
        })
    }
}
