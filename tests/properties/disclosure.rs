//! Nobody's answers can be had by adding and subtracting what is shown.

use proptest::prelude::*;
use undercurrent::testing::domain::{Covers, Show, show};

/// A set of people, as how often each block of people is in it. A block is a side, or its old or new people.
type Set = Vec<i32>;

/// The sets shown, where each side consists of the blocks `of` gives.
fn published(show: &Show, sides: usize, of: impl Fn(usize) -> Set) -> Vec<Set> {
    let union = |places: &[usize]| -> Set {
        let sets: Vec<Set> = places.iter().map(|&side| of(side)).collect();
        (0..of(0).len()).map(|block| sets.iter().map(|set| set[block]).sum()).collect()
    };
    let total = match show.covers {
        Covers::Nobody => return Vec::new(),
        Covers::Everyone => union(&(0..sides).collect::<Vec<_>>()),
        Covers::ShownSides => union(&show.sides),
    };
    show.sides.iter().map(|&side| of(side)).chain([total]).collect()
}

/// The sizes of all sets that can be had by adding and subtracting the sets shown.
fn obtainable(sets: &[Set], sizes: &[usize]) -> Vec<usize> {
    let mut sums: Vec<Set> = vec![vec![0; sizes.len()]];
    for set in sets {
        let times = |sum: &Set, factor: i32| sum.iter().zip(set).map(|(sum, block)| sum + factor * block).collect();
        sums = sums.iter().flat_map(|sum| [-1, 0, 1].map(|factor| times(sum, factor))).collect();
    }
    // Blocks without people count for nothing, so they neither make nor break a set.
    let is_set = |sum: &Set| sum.iter().zip(sizes).all(|(block, &size)| size == 0 || (0..=1).contains(block));
    let size = |sum: Set| sum.iter().zip(sizes).filter(|(block, _)| **block == 1).map(|(_, size)| size).sum();
    sums.into_iter().filter(is_set).map(size).collect()
}

fn sides() -> impl Strategy<Value = Vec<usize>> {
    prop::collection::vec(0..=14_usize, 2..=4)
}

proptest! {
    #[test]
    fn no_set_of_one_to_few_people_can_be_had_by_subtraction(counts in sides(), least in 3..=8_usize) {
        let show = show(&counts, least);
        let single = |side: usize| (0..counts.len()).map(|block| i32::from(block == side)).collect();
        for size in obtainable(&published(&show, counts.len(), single), &counts) {
            prop_assert!(size == 0 || size >= least, "{size} people can be had from {counts:?}: {show:?}");
        }
    }

    #[test]
    fn everybody_is_either_in_a_figure_or_withheld(counts in sides(), least in 3..=8_usize) {
        let show = show(&counts, least);
        prop_assert_eq!(show.people + show.withheld, counts.iter().sum::<usize>());
        prop_assert!(show.sides.iter().all(|&side| counts[side] >= least));
        prop_assert_ne!(show.sides.len(), 1);
    }
}
