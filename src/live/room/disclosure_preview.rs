//! What the people in the room would allow to be shown, said before anybody answers.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::disclosure::spread_least;
use crate::domain::disclosure::{show, side_least};
use crate::domain::gap::p_floor;
use crate::domain::id::Id;
use crate::domain::questionnaire::{MARKETING, SALES};
use crate::domain::verdict::none_can_be_clear;

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
