//! What may be shown of one cause, so that nobody's answers can be had by subtraction or worked out.
//!
//! Every set of people that can be had by adding and subtracting the sets shown is empty or holds at least
//! the minimum of people. A side that is too small leaves the figures of the others as they are, and is
//! left out of the total where the total would give it away.
//!
//! Figures can be solved as well as subtracted: a mean with its interval and a few counts leave one picture of the
//! answers. So what says how people differ among themselves is shown of a crowd alone, and nothing is shown that the
//! scores of a small side could be worked out from.

use std::collections::{BTreeMap, BTreeSet};

use super::gap::Gap;
use super::id::{Id, Token};
use super::questionnaire::{Cause, Item, MARKETING, SALES, Side};
use super::record::{Part, Record};
use super::response::{Response, WasAsked};
use super::severity::{SPREAD_FROM, Severity, score};
use super::verdict::Judged;

/// A side, a rest and a guess are never shown of fewer people than this, whatever the minimum.
const SIDE_LEAST: usize = 5;

/// Why there is no figure. A figure that may be withheld is a `Result<_, Hidden>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hidden {
    NotAsked,
    /// Nobody answered, and it is not known whether the round asked about it.
    PerhapsNotAsked,
    NobodyAnswered,
    /// Fewer people than this answered enough.
    TooFew(usize),
    /// Enough people answered, but beside the other figures it would give somebody's answers away.
    ToProtect,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Covers {
    Nobody,
    /// Everybody who has a severity for the cause.
    Everyone,
    ShownSides,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Show {
    pub covers: Covers,
    pub people: usize,
    /// The sides whose figures are shown, as places in the counts; none or at least two.
    pub sides: Vec<usize>,
    /// How many people's answers no figure contains.
    pub withheld: usize,
}

impl Show {
    /// Whether both Sales and Marketing are shown, of these sides of the questionnaire.
    pub(super) fn has_both(&self, sides: &[Side]) -> bool {
        let has = |id: &str| self.sides.iter().any(|&side| sides.get(side).is_some_and(|one| one.id.as_str() == id));
        has(SALES) && has(MARKETING)
    }
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

/// With fewer answer steps than this a cause is thin.
const THIN_STEPS: usize = 12;
/// With fewer items than this a cause is thin.
const THIN_ITEMS: usize = 3;
/// From so many answer steps on, people per band stand in two numbers where a side is small.
const BAND_STEPS: usize = 16;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BandCounts {
    None,
    /// How many rate it elevated or severe, of how many.
    Two,
    Four,
}

/// What may be shown of a cause beside means, bands, the difference of the sides and the verdict on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each opens figures of its own")]
pub struct Open {
    /// Everyone's interval, answers per item and agreement.
    pub spread: bool,
    pub bands: BandCounts,
    /// Everyone's median, quartiles and standard deviation.
    pub quartiles: bool,
    pub side_intervals: bool,
    /// The interval of the gap, the pairs, delta and p.
    pub gap_spread: bool,
}

/// How a cause was asked, as far as it decides what its figures give away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CauseShape {
    items: usize,
    steps: usize,
    lopsided: bool,
}

impl CauseShape {
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

/// The fewest people of whom anything can be shown where these causes are asked: what people are promised.
pub fn least_shown<'a>(causes: impl Iterator<Item = &'a Cause>, least: usize) -> usize {
    causes.map(|cause| CauseShape::of(&cause.items).least(least)).min().unwrap_or(least)
}

pub fn spread_least(least: usize) -> usize {
    least.max(SPREAD_FROM)
}

/// The people by side: of the cause, and of each part that a merged record was put together from.
#[derive(Debug, Clone, Copy)]
pub struct Counts<'a> {
    pub sides: &'a [Side],
    /// How many people of each side have a severity for the cause.
    pub scored: &'a [usize],
    /// The same of each part of a merged record; none where its parts are not known.
    pub parts: Option<&'a [PartCounts]>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartCounts {
    /// How many of each side have a severity for the cause.
    pub scored: Vec<usize>,
    /// The fewest people whose figures it showed.
    pub least: usize,
}

/// Decides what may be shown beside what `show` shows, where `least` is the minimum of people.
pub fn open(shown: &Show, counts: Counts<'_>, least: usize, asked: CauseShape) -> Open {
    let crowd = spread_least(least);
    let sides = !shown.sides.is_empty();
    let small = sides && is_small(shown, counts, (least, asked));
    let spread = shown.people >= crowd && !(small && asked.is_thin());
    Open {
        spread,
        bands: match (spread, small) {
            (true, false) => BandCounts::Four,
            (true, true) if asked.steps >= BAND_STEPS => BandCounts::Two,
            _ => BandCounts::None,
        },
        quartiles: shown.people >= crowd && !sides,
        side_intervals: sides && !small,
        gap_spread: !small && shown.has_both(counts.sides),
    }
}

/// Whether a side, the rest inside the total, or a side that a part has shown, is no crowd; as it is of unknown parts.
fn is_small(shown: &Show, counts: Counts<'_>, (least, asked): (usize, CauseShape)) -> bool {
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

/// What a pool of these responses would show.
pub(super) fn shown(cause: &Cause, sides: &[Side], (responses, least): (&[Response], usize)) -> (Show, Open) {
    let scored = counts(members(cause, sides, responses.iter()).iter(), sides.len());
    let asked = CauseShape::of(&cause.items);
    let show = show(&scored, asked.least(least));
    let open = open(&show, Counts { sides, scored: &scored, parts: Some(&[]) }, least, asked);
    (show, open)
}

// The people behind the figures of one cause. Nowhere else do people's severities stand side by side. A pool never
// leaves `domain`, and hands out only sets of people whose figures may be shown.

pub(super) struct Pool<'a> {
    pub(super) cause: &'a Cause,
    pub(super) sides: &'a [Side],
    /// The fewest people of everyone whose mean is shown.
    least: usize,
    side_least: usize,
    was_asked: WasAsked,
    members: Vec<Member<'a>>,
    pub(super) show: Show,
    pub(super) open: Open,
}

struct Member<'a> {
    side: usize,
    severity: Severity,
    response: &'a Response,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Crowd {
    Everyone,
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

/// Those of a side who have a severity for a cause.
fn members<'a>(cause: &Cause, sides: &[Side], responses: impl Iterator<Item = &'a Response>) -> Vec<Member<'a>> {
    let member = |response: &'a Response| {
        let side = sides.iter().position(|side| side.id == response.side)?;
        Some(Member { side, severity: score(&cause.items, response).severity?, response })
    };
    responses.filter_map(member).collect()
}

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
        let members = members(cause, sides, responses(record, round));
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

    pub(super) const fn scored(&self) -> usize {
        self.members.len()
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
            WasAsked::Yes => None,
            WasAsked::No => Some(Hidden::NotAsked),
            WasAsked::Unknown => Some(Hidden::PerhapsNotAsked),
        }
    }

    pub(super) fn total(&self) -> Result<Vec<Severity>, Hidden> {
        match self.show.covers {
            Covers::Nobody if self.members.is_empty() => Err(self.unasked().unwrap_or(Hidden::NobodyAnswered)),
            Covers::Nobody => Err(Hidden::TooFew(self.least)),
            Covers::Everyone | Covers::ShownSides => Ok(self.covered().map(|member| member.severity).collect()),
        }
    }

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
