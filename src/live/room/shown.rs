//! What the room may be shown, said before anybody answers; and what it was shown, for every participant to read and to keep,
//! which holds nothing that the big screen does not show, and comes of the same figures.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::analysis::{EveryoneAnalysis, EveryoneCause, Order};
use crate::domain::disclosure::{show, side_least, spread_least};
use crate::domain::gap::p_floor;
use crate::domain::id::Id;
use crate::domain::questionnaire::{MARKETING, SALES};
use crate::domain::record::Record;
use crate::domain::severity::{Band, Severity};
use crate::domain::trend::of_rounds;
use crate::domain::verdict::none_can_be_clear;
use crate::wording::{figures, guess, mark, seat, several, trend};

/// What the room was shown.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// The sentence over it.
    pub summary: String,
    /// Of how many people.
    pub people: String,
    /// What the sides expected of each other: reliefs, largest first, then blind spots, then the rest in one line.
    #[serde(default)]
    pub guesses: Vec<String>,
    /// The causes, most severe first; none where too few people answered.
    pub causes: Vec<ShownCause>,
    /// What a second round changed, in sentences.
    pub second: Vec<String>,
    /// The steps that were taken on.
    pub steps: Vec<String>,
}

/// A cause with its figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownCause {
    pub id: Id,
    /// Its short name.
    pub name: String,
    /// The mean of everyone, in whole points; none where it is not shown.
    pub severity: Option<i64>,
    /// How severe, from 1 to 4; 0 where there is no figure.
    pub level: usize,
    /// The same as four marks.
    pub mark: String,
    /// The same in a word, or why there is no figure.
    pub band: String,
    /// Both sides' means, where they are shown.
    pub sides: Option<String>,
    /// What may be said of their difference, where they are shown.
    pub gap: Option<String>,
    /// What the sides expected of each other.
    #[serde(default)]
    pub guesses: Vec<String>,
    /// All of it as one row is told.
    pub told: String,
}

impl Shown {
    /// What the room was shown of a record, up to this round; none where it was shown nothing.
    pub fn of(record: &Record, rounds: u8) -> Option<Self> {
        if rounds == 0 {
            return None;
        }
        let first = EveryoneAnalysis::of_round(record, 1);
        let causes = if first.has_too_few() { Vec::new() } else { first.causes(Order::Severity) };
        let open = record.actions().iter().filter(|step| !step.is_dropped());
        Some(Self {
            summary: several::summary(&first),
            people: several::people(&first),
            guesses: guess::all(&first),
            causes: (1..).zip(&causes).map(|(number, cause)| shown(&first, number, cause)).collect(),
            second: if rounds > 1 { second(record) } else { Vec::new() },
            steps: open.map(seat::step).collect(),
        })
    }

    pub fn cause(&self, id: &Id) -> Option<&ShownCause> {
        self.causes.iter().find(|cause| &cause.id == id)
    }
}

fn shown(several: &EveryoneAnalysis, number: usize, cause: &EveryoneCause<'_>) -> ShownCause {
    let (severity, band) = (cause.severity(), cause.band());
    let named = |band| several.questionnaire().head().bands.of(band).to_owned();
    let why = cause.figures.total.as_ref().err().map(|why| several::hidden(*why));
    ShownCause {
        id: cause.cause.id.clone(),
        name: cause.cause.name.clone(),
        severity: severity.map(Severity::shown),
        level: band.map_or(0, Band::level),
        mark: band.map(mark).unwrap_or_default().to_owned(),
        band: band.map(named).or(why).unwrap_or_default(),
        sides: several::both_sides(several, cause.figures),
        gap: cause.figures.gap.as_ref().map(|found| figures::gap(found, several)),
        guesses: guess::of_cause(several, cause),
        told: several::row(several, number, cause),
    }
}

fn second(record: &Record) -> Vec<String> {
    let Some(change) = of_rounds(record) else { return Vec::new() };
    let causes = change.causes.iter().map(|cause| trend::round_sentence(record.questionnaire(), (&change, cause)));
    causes.chain(trend::round_notes(&change)).collect()
}

/// One thing that the number of people allows or forbids.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum DisclosurePreview {
    /// Too few people for any figure; how many more are needed.
    Nothing(usize),
    /// Figures for everyone together can be shown.
    Everyone,
    /// A side, Sales or Marketing, is too small to be shown beside another; how many more it needs.
    SideTooSmall(Id, usize),
    /// Sales and Marketing can be shown side by side.
    Sides,
    /// So many people from Sales and from Marketing can be shown, but no gap between them can be told from chance.
    NoClearGap(usize, usize),
    /// The answers of so many people would be left out of the figures, to protect them.
    Withheld(usize),
    /// Too few people for counts and for how far apart they are; how many more are needed.
    NoSpread(usize),
}

/// What `counts` people by side allow, where `fewest` are shown together and `causes` are asked.
pub fn prospects(counts: &BTreeMap<Id, usize>, fewest: usize, causes: usize) -> Vec<DisclosurePreview> {
    let total: usize = counts.values().sum();
    if total < fewest {
        return vec![DisclosurePreview::Nothing(fewest - total)];
    }
    let mut said = vec![DisclosurePreview::Everyone];
    said.extend(about_sides(counts, fewest, causes));
    let crowd = spread_least(fewest);
    if total < crowd {
        said.push(DisclosurePreview::NoSpread(crowd - total));
    }
    said
}

fn about_sides(counts: &BTreeMap<Id, usize>, fewest: usize, causes: usize) -> Vec<DisclosurePreview> {
    let (sales, marketing) = (of(counts, SALES), of(counts, MARKETING));
    let of_side = side_least(fewest);
    let small = |(id, count): (&Id, &usize)| {
        let counts_for_gap = id.as_str() == SALES || id.as_str() == MARKETING;
        (counts_for_gap && *count < of_side).then(|| DisclosurePreview::SideTooSmall(id.clone(), of_side - count))
    };
    let mut said: Vec<DisclosurePreview> = counts.iter().filter_map(small).collect();
    if said.is_empty() {
        said.push(DisclosurePreview::Sides);
        if none_can_be_clear(p_floor(sales, marketing), causes) {
            said.push(DisclosurePreview::NoClearGap(sales, marketing));
        }
    }
    said.extend(withheld(counts, fewest));
    said
}

fn of(counts: &BTreeMap<Id, usize>, side: &str) -> usize {
    counts.iter().find(|(id, _)| id.as_str() == side).map_or(0, |(_, count)| *count)
}

/// Those whom subtracting the shown sides from everyone would expose.
fn withheld(counts: &BTreeMap<Id, usize>, fewest: usize) -> Option<DisclosurePreview> {
    let counts: Vec<usize> = counts.values().copied().collect();
    let people = show(&counts, fewest).withheld;
    (people > 0).then_some(DisclosurePreview::Withheld(people))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn room(sales: usize, marketing: usize, other: usize) -> Vec<DisclosurePreview> {
        let counts = [(SALES, sales), (MARKETING, marketing), ("other", other)];
        prospects(&counts.map(|(id, count)| (id.parse().unwrap(), count)).into(), 5, 9)
    }

    fn small(side: &str, missing: usize) -> DisclosurePreview {
        DisclosurePreview::SideTooSmall(side.parse().unwrap(), missing)
    }

    #[test]
    fn fewer_than_five_people_allow_nothing() {
        assert_eq!(room(2, 1, 0), [DisclosurePreview::Nothing(2)]);
    }

    #[test]
    fn one_more_from_marketing_before_the_sides_can_be_shown() {
        assert_eq!(room(6, 4, 0), [DisclosurePreview::Everyone, small(MARKETING, 1)]);
    }

    #[test]
    fn with_five_and_five_no_gap_can_be_called_clear() {
        let none_clear = DisclosurePreview::NoClearGap(5, 5);
        assert_eq!(room(5, 5, 0), [DisclosurePreview::Everyone, DisclosurePreview::Sides, none_clear]);
    }

    #[test]
    fn with_five_and_six_a_gap_can_be_called_clear() {
        assert_eq!(room(5, 6, 0), [DisclosurePreview::Everyone, DisclosurePreview::Sides]);
    }

    #[test]
    fn three_others_beside_two_shown_sides_would_be_withheld() {
        assert_eq!(
            room(12, 9, 3),
            [DisclosurePreview::Everyone, DisclosurePreview::Sides, DisclosurePreview::Withheld(3)]
        );
    }

    #[test]
    fn three_others_are_not_withheld_where_no_sides_are_shown() {
        assert_eq!(room(12, 3, 2), [DisclosurePreview::Everyone, small(MARKETING, 2)]);
    }

    #[test]
    fn fewer_than_ten_people_allow_no_counts() {
        let said = room(3, 3, 0);
        assert_eq!(
            said,
            [DisclosurePreview::Everyone, small(MARKETING, 2), small(SALES, 2), DisclosurePreview::NoSpread(4)]
        );
    }
}
