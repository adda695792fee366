//! Means of several people, and gaps between two groups.

use proptest::prelude::*;
use undercurrent::testing::domain::{
    Evidence, Gap, Interval, Limits, RankSum, Severity, holm, p_floor, quartiles, summary, verdict,
};

/// Severities on a grid, so that ties are common, now and then with noise in the last digits.
fn group(most: usize) -> impl Strategy<Value = Vec<Severity>> {
    let point = (0..=16_u8, prop_oneof![4 => Just(0.0), 1 => 0.0..1e-10_f64]);
    prop::collection::vec(point, 2..=most).prop_map(|points| {
        points.into_iter().map(|(n, noise)| Severity::new((f64::from(n) * 6.25 + noise).min(100.0)).unwrap()).collect()
    })
}

/// The exact p by dealing out the ranks in every possible way.
fn p_by_hand(first: &[Severity], second: &[Severity]) -> f64 {
    let all: Vec<i64> = first.iter().chain(second).map(|severity| severity.millionths()).collect();
    let rank = |value: i64| {
        let below = all.iter().filter(|&&other| other < value).count();
        2 * below + all.iter().filter(|&&other| other == value).count() + 1
    };
    let ranks: Vec<usize> = all.iter().map(|&value| rank(value)).collect();
    let centre = first.len() * (all.len() + 1);
    let observed: usize = ranks[..first.len()].iter().sum();
    let dealt = (0..1_u32 << all.len()).filter(|hand| hand.count_ones() as usize == first.len());
    let sums: Vec<usize> =
        dealt.map(|hand| (0..all.len()).filter(|at| hand >> at & 1 == 1).map(|at| ranks[at]).sum()).collect();
    let far = sums.iter().filter(|sum| sum.abs_diff(centre) >= observed.abs_diff(centre)).count();
    f64::from(u32::try_from(far).unwrap()) / f64::from(u32::try_from(sums.len()).unwrap())
}

proptest! {
    #[test]
    fn a_mean_lies_between_the_lowest_and_the_highest(group in group(40)) {
        let summary = summary(&group).unwrap();
        let points = || group.iter().map(|severity| severity.points());
        let (least, most) = (points().fold(100.0, f64::min), points().fold(0.0, f64::max));
        prop_assert!((least..=most).contains(&summary.mean.points()));
        if let Interval::Within(limits) = summary.interval {
            prop_assert!(limits.low < summary.mean.points() && summary.mean.points() < limits.high);
        }
        let quartiles = quartiles(&group).unwrap();
        prop_assert!(least <= quartiles.lower && quartiles.lower <= quartiles.median);
        prop_assert!(quartiles.median <= quartiles.upper && quartiles.upper <= most);
    }

    #[test]
    fn seen_from_the_other_side_a_gap_has_the_other_sign(first in group(12), second in group(12), threshold in 5.0..30.0_f64) {
        let gap = Gap::between(&first, &second).unwrap();
        let turned = Gap::between(&second, &first).unwrap();
        prop_assert!((gap.difference + turned.difference).abs() < 1e-12);
        prop_assert_eq!(gap.test, turned.test);
        prop_assert_eq!(gap.pairs.higher + gap.pairs.same + gap.pairs.lower, 100);
        prop_assert!((gap.superiority + turned.superiority - 1.0).abs() < 1e-12);
        prop_assert_eq!(gap.welch.map(|welch| welch.se), turned.welch.map(|welch| welch.se));
        let mirrored = turned.welch.map(|welch| Limits { low: -welch.limits.high, high: -welch.limits.low });
        prop_assert_eq!(gap.welch.map(|welch| welch.limits), mirrored);
        let said = |gap: &Gap| {
            let Gap { difference, superiority, test, .. } = *gap;
            let limits = gap.welch.map(|welch| welch.limits);
            verdict(&Evidence { difference, superiority, p: test.p, p_holm: test.p, limits, shown: true }, threshold)
        };
        prop_assert_eq!(said(&gap), said(&turned));
    }

    #[test]
    fn p_is_above_nought_and_at_most_one(first in group(25), second in group(25)) {
        let ranks = RankSum::of(&first, &second).unwrap();
        for test in [ranks.exact(), ranks.approximate()] {
            prop_assert!(0.0 < test.p_floor && test.p_floor <= test.p && test.p <= 1.0, "{test:?}");
        }
        // Ties can leave only one of the two ends that far out.
        prop_assert!(ranks.exact().p_floor >= p_floor(first.len(), second.len()) / 2.0 * (1.0 - 1e-9));
    }

    #[test]
    fn the_exact_test_counts_what_dealing_out_by_hand_counts(first in group(6), second in group(6)) {
        let p = RankSum::of(&first, &second).unwrap().exact().p;
        prop_assert!((p - p_by_hand(&first, &second)).abs() < 1e-12);
    }

    #[test]
    fn adjusting_never_lowers_a_p_nor_changes_their_order(p in prop::collection::vec(0.0..=1.0_f64, 0..12)) {
        let adjusted = holm(&p);
        for (one, &before) in p.iter().enumerate() {
            prop_assert!(before <= adjusted[one] && adjusted[one] <= 1.0);
            for other in 0..p.len() {
                prop_assert!(before > p[other] || adjusted[one] <= adjusted[other]);
            }
        }
    }
}

#[test]
fn a_thousand_people_who_could_not_be_further_apart_still_have_a_p_above_nought() {
    let groups = [100.0, 0.0].map(|points| vec![Severity::new(points).unwrap(); 500]);
    let test = RankSum::of(&groups[0], &groups[1]).unwrap().test();
    assert!(test.approximate && 0.0 < test.p && test.p < 1e-100, "{test:?}");
}
