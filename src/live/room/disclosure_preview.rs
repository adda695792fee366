//! What the people in the room would allow to be shown, said before anybody answers.

use std::collections::BTreeMap;

use crate::domain::disclosure::spread_least;
use crate::domain::disclosure::{show, side_least};
use crate::domain::gap::p_floor;
use crate::domain::id::Id;
use crate::domain::questionnaire::{MARKETING, SALES};
use crate::domain::verdict::none_can_be_clear;

/// One thing that the number of people allows or forbids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DisclosurePreview {
    /// Too few people for any figure.
    Nothing {
        /// How many more are needed.
        missing: usize,
    },
    /// Figures for everyone together can be shown.
    Everyone,
    /// A side is too small to be shown beside another.
    SideTooSmall {
        /// Sales or Marketing.
        side: Id,
        /// How many more it needs.
        missing: usize,
    },
    /// Sales and Marketing can be shown side by side.
    Sides,
    /// Sales and Marketing can be shown, but no gap between so few people can be told from chance.
    NoClearGap {
        /// People from Sales.
        sales: usize,
        /// People from Marketing.
        marketing: usize,
    },
    /// The answers of these people would be left out of the figures, to protect them.
    Withheld {
        /// How many.
        people: usize,
    },
    /// Too few people for counts and for how far apart they are.
    NoSpread {
        /// How many more are needed.
        missing: usize,
    },
}

/// What `counts` people by side allow, where `fewest` are shown together and `causes` are asked.
pub fn prospects(counts: &BTreeMap<Id, usize>, fewest: usize, causes: usize) -> Vec<DisclosurePreview> {
    let total: usize = counts.values().sum();
    if total < fewest {
        return vec![DisclosurePreview::Nothing { missing: fewest - total }];
    }
    let mut said = vec![DisclosurePreview::Everyone];
    said.extend(about_sides(counts, fewest, causes));
    let crowd = spread_least(fewest);
    if total < crowd {
        said.push(DisclosurePreview::NoSpread { missing: crowd - total });
    }
    said
}

fn about_sides(counts: &BTreeMap<Id, usize>, fewest: usize, causes: usize) -> Vec<DisclosurePreview> {
    let (sales, marketing) = (of(counts, SALES), of(counts, MARKETING));
    let of_side = side_least(fewest);
    let small = |(id, count): (&Id, &usize)| {
        let counts_for_gap = id.as_str() == SALES || id.as_str() == MARKETING;
        (counts_for_gap && *count < of_side)
            .then(|| DisclosurePreview::SideTooSmall { side: id.clone(), missing: of_side - count })
    };
    let mut said: Vec<DisclosurePreview> = counts.iter().filter_map(small).collect();
    if said.is_empty() {
        said.push(DisclosurePreview::Sides);
        if none_can_be_clear(p_floor(sales, marketing), causes) {
            said.push(DisclosurePreview::NoClearGap { sales, marketing });
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
    (people > 0).then_some(DisclosurePreview::Withheld { people })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn room(sales: usize, marketing: usize, other: usize) -> Vec<DisclosurePreview> {
        let counts = [(SALES, sales), (MARKETING, marketing), ("other", other)];
        prospects(&counts.map(|(id, count)| (id.parse().unwrap(), count)).into(), 5, 9)
    }

    fn small(side: &str, missing: usize) -> DisclosurePreview {
        DisclosurePreview::SideTooSmall { side: side.parse().unwrap(), missing }
    }

    #[test]
    fn fewer_than_five_people_allow_nothing() {
        assert_eq!(room(2, 1, 0), [DisclosurePreview::Nothing { missing: 2 }]);
    }

    #[test]
    fn one_more_from_marketing_before_the_sides_can_be_shown() {
        assert_eq!(room(6, 4, 0), [DisclosurePreview::Everyone, small(MARKETING, 1)]);
    }

    #[test]
    fn with_five_and_five_no_gap_can_be_called_clear() {
        let none_clear = DisclosurePreview::NoClearGap { sales: 5, marketing: 5 };
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
            [DisclosurePreview::Everyone, DisclosurePreview::Sides, DisclosurePreview::Withheld { people: 3 }]
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
            [
                DisclosurePreview::Everyone,
                small(MARKETING, 2),
                small(SALES, 2),
                DisclosurePreview::NoSpread { missing: 4 }
            ]
        );
    }
}
