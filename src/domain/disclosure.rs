//! What may be shown of one cause, so that nobody's answers can be had by subtraction.
//!
//! Every set of people that can be had by adding and subtracting the sets shown is empty or holds at least
//! the minimum of people. A side that is too small leaves the figures of the others as they are, and is
//! left out of the total where the total would give it away.

pub(crate) mod open;

use std::collections::BTreeMap;

/// A side, a rest and a guess are never shown of fewer people than this, whatever the minimum.
const SIDE_LEAST: usize = 5;

/// Why there is no figure. A figure that may be withheld is a `Result<_, Hidden>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hidden {
    /// The round did not ask about it.
    NotAsked,
    /// Nobody answered, and it is not known whether the round asked about it.
    PerhapsNotAsked,
    /// Nobody answered enough.
    NobodyAnswered,
    /// Fewer people than this answered enough.
    TooFew(usize),
    /// Enough people answered, but beside the other figures it would give somebody's answers away.
    ToProtect,
}

/// Who the total covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Covers {
    /// Nobody: there are too few people.
    Nobody,
    /// Everybody who has a severity for the cause.
    Everyone,
    /// Only the people of the sides shown.
    ShownSides,
}

/// What may be shown of one cause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Show {
    /// Who the total covers.
    pub covers: Covers,
    /// How many people that is.
    pub people: usize,
    /// The sides whose figures are shown, as places in the counts; none or at least two.
    pub sides: Vec<usize>,
    /// How many people's answers no figure contains.
    pub withheld: usize,
}

/// The fewest people of a side, or of a rest, that are shown: with three, two who talk always have the third.
pub fn side_least(least: usize) -> usize {
    least.max(SIDE_LEAST)
}

/// Decides what may be shown, from how many people of each side have a severity for the cause.
pub fn show(counts: &[usize], least: usize) -> Show {
    let (people, fewest) = (counts.iter().sum(), side_least(least));
    if people < least {
        return Show { covers: Covers::Nobody, people: 0, sides: Vec::new(), withheld: people };
    }
    let large: Vec<usize> = (0..counts.len()).filter(|&side| counts[side] >= fewest).collect();
    if large.len() < 2 {
        return Show { covers: Covers::Everyone, people, sides: Vec::new(), withheld: 0 };
    }
    let covered: usize = large.iter().map(|&side| counts[side]).sum();
    match people - covered {
        rest if rest > 0 && rest < fewest => {
            Show { covers: Covers::ShownSides, people: covered, sides: large, withheld: rest }
        }
        _ => Show { covers: Covers::Everyone, people, sides: large, withheld: 0 },
    }
}

/// How many people stood behind the figures of one cause when they were shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Published {
    /// How many the total covered; 0 where nothing was shown.
    pub total: usize,
    /// How many each side shown had, by its place in the counts.
    pub sides: BTreeMap<usize, usize>,
}

impl Published {
    /// What is shown of these counts.
    pub fn of(counts: &[usize], least: usize) -> Self {
        let show = show(counts, least);
        Self { total: show.people, sides: show.sides.into_iter().map(|side| (side, counts[side])).collect() }
    }

    /// The people in the total who are of no side shown.
    fn rest(&self) -> usize {
        self.total.saturating_sub(self.sides.values().sum())
    }
}

/// Whether figures that were shown may be replaced by newer ones.
///
/// Each set shown before, and the rest of the total, must have grown by nobody or by at least the minimum,
/// and one of them must have grown: otherwise the newcomers' answers could be had by subtraction.
pub fn may_refresh(before: &Published, now: &Published, least: usize) -> bool {
    if before.total == 0 {
        return now.total > 0;
    }
    let grown = |before: usize, now: usize, by: usize| now == before || now >= before + by;
    let fewest = side_least(least);
    let grown_side =
        |(side, &before): (&usize, &usize)| now.sides.get(side).is_some_and(|&now| grown(before, now, fewest));
    let sides = before.sides.iter().all(grown_side);
    let whole = grown(before.total, now.total, least) && grown(before.rest(), now.rest(), fewest);
    sides && whole && now != before
}
