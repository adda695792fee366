//! Which figures beside mean and band may be shown of one cause.
//!
//! Figures can be solved as well as subtracted: a mean with its interval and a few counts leave one picture of the
//! answers. So what says how people differ among themselves is shown of a crowd alone, and nothing is shown that the
//! scores of a small side could be worked out from.

use super::{Show, show, side_least};
use crate::domain::everyone::SPREAD_FROM;
use crate::domain::questionnaire::{Item, MARKETING, SALES, Side};

/// With fewer answer steps than this a cause is thin.
const THIN_STEPS: usize = 12;
/// With fewer items than this a cause is thin.
const THIN_ITEMS: usize = 3;
/// From so many answer steps on, people per band stand in two numbers where a side is small.
const BAND_STEPS: usize = 16;

/// In how many numbers people are counted by band.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BandCounts {
    /// Not at all.
    None,
    /// How many rate it elevated or severe, of how many.
    Two,
    /// How many fall into each band.
    Four,
}

/// What may be shown of a cause beside means, bands, the difference of the sides and the verdict on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each opens figures of its own")]
pub struct Open {
    /// Everyone's interval, answers per item and agreement.
    pub spread: bool,
    /// People per band.
    pub bands: BandCounts,
    /// Everyone's median, quartiles and standard deviation.
    pub quartiles: bool,
    /// The interval of each side.
    pub side_intervals: bool,
    /// The interval of the gap, the pairs, delta and p.
    pub gap_spread: bool,
}

/// How a cause was asked, as far as it decides what its figures give away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    items: usize,
    steps: usize,
    lopsided: bool,
}

impl Asked {
    /// How a cause with these items was asked.
    pub fn of(items: &[Item]) -> Self {
        let all: f64 = items.iter().map(|item| item.weight).sum();
        Self {
            items: items.len(),
            steps: items.iter().map(|item| item.scale.points.len().saturating_sub(1)).sum(),
            lopsided: items.iter().any(|item| 2.0 * item.weight > all),
        }
    }

    /// Whether its severity hangs on so few answers that those could be worked out from little.
    pub const fn is_thin(self) -> bool {
        self.items < THIN_ITEMS || self.steps < THIN_STEPS || self.lopsided
    }

    /// The fewest people whose mean is shown: with a single item a mean of three or four is an answer.
    pub fn least(self, least: usize) -> usize {
        if self.items == 1 { side_least(least) } else { least }
    }
}

/// From how many people on a spread is shown.
pub fn spread_least(least: usize) -> usize {
    least.max(SPREAD_FROM)
}

/// The people by side: of the cause, and of each part that a merged record was put together from.
#[derive(Debug, Clone, Copy)]
pub struct Counts<'a> {
    /// The sides of the questionnaire.
    pub sides: &'a [Side],
    /// How many people of each side have a severity for the cause.
    pub scored: &'a [usize],
    /// The same of each part of a merged record; none where its parts are not known.
    pub parts: Option<&'a [PartCounts]>,
}

/// The people of a record that a merged one was put together from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartCounts {
    /// How many of each side have a severity for the cause.
    pub scored: Vec<usize>,
    /// The fewest people whose figures it showed.
    pub least: usize,
}

/// Decides what may be shown beside what `show` shows, where `least` is the minimum of people.
pub fn open(shown: &Show, counts: Counts<'_>, least: usize, asked: Asked) -> Open {
    let crowd = spread_least(least);
    let sides = !shown.sides.is_empty();
    let small = sides && is_small(shown, counts, (least, asked));
    let spread = shown.people >= crowd && !(small && asked.is_thin());
    let has =
        |id: &str| shown.sides.iter().any(|&side| counts.sides.get(side).is_some_and(|one| one.id.as_str() == id));
    Open {
        spread,
        bands: match (spread, small) {
            (true, false) => BandCounts::Four,
            (true, true) if asked.steps >= BAND_STEPS => BandCounts::Two,
            _ => BandCounts::None,
        },
        quartiles: shown.people >= crowd && !sides,
        side_intervals: sides && !small,
        gap_spread: !small && has(SALES) && has(MARKETING),
    }
}

/// Whether a side, the rest inside the total, or a side that a part has shown, is no crowd. Of parts that are not
/// known the worst is taken.
fn is_small(shown: &Show, counts: Counts<'_>, (least, asked): (usize, Asked)) -> bool {
    let crowd = spread_least(least);
    let few = |people: usize| people > 0 && people < crowd;
    let of = |side: usize| counts.scored.get(side).copied().unwrap_or(0);
    let rest = shown.people.saturating_sub(shown.sides.iter().map(|&side| of(side)).sum());
    let of_part = |part: &PartCounts| {
        let shown = show(&part.scored, asked.least(part.least));
        shown.sides.iter().any(|&side| part.scored.get(side).is_some_and(|&people| few(people)))
    };
    few(rest)
        || shown.sides.iter().any(|&side| few(of(side)))
        || counts.parts.is_none_or(|parts| parts.iter().any(of_part))
}
