//! What may be shown of a room, whoever is in it.

use proptest::prelude::*;
use serde_json::{Value, json};
use undercurrent::testing::domain::{
    Average, Finding, Interval, SPREAD_FROM, Several, SeveralOrder as Order, Severity, Verdict,
};

use crate::support::{Person, Shape, items, questionnaire, record};

/// Three causes of three items, and up to thirty people who leave out some answers.
fn room() -> impl Strategy<Value = Vec<Person>> {
    let answer =
        prop_oneof![2 => Just(Value::Null), 1 => Just(json!("na")), 5 => (1..=5_i32).prop_map(|value| json!(value))];
    let answers = prop::collection::vec(prop::collection::vec(answer, 3), 3);
    let side = prop::sample::select(vec!["sales", "sales", "marketing", "marketing", "other"]);
    let person = (side, answers).prop_map(|(side, answers)| Person { side: side.to_owned(), answers });
    prop::collection::vec(person, 1..=30)
}

fn several(people: &[Person], least: u32) -> Several {
    let shape = |reverse| Shape { min: 1, max: 5, reverse, weight: 1.0 };
    let cause = |name: &str| (name.to_owned(), items(name, &[shape(false), shape(true), shape(false)]));
    let questionnaire = questionnaire(&["one", "two", "three"].map(cause), least);
    Several::of_round(&record(&questionnaire, people), 1)
}

proptest! {
    // A room takes long to make up; it is thirty people's answers each time.
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_figure_is_about_fewer_people_than_the_minimum(people in room(), least in 3..=6_u32) {
        let several = several(&people, least);
        let enough = usize::try_from(least).unwrap();
        for cause in several.causes(Order::Article) {
            let export = several.export(cause.place).unwrap();
            let total = cause.figures.total.as_ref().ok();
            prop_assert!(total.is_none_or(|total| total.average.n >= enough));
            prop_assert!(cause.figures.sides.iter().flatten().all(|side| side.n >= enough));
            prop_assert!(cause.figures.spread().is_none() || total.is_some_and(|total| total.average.n >= SPREAD_FROM));
            let crowd = |figure: &Average| figure.interval == Interval::None || figure.n >= SPREAD_FROM;
            prop_assert!(cause.figures.sides.iter().flatten().all(crowd) && total.is_none_or(|total| crowd(&total.average)));
            prop_assert_eq!(export.spread.is_some(), cause.figures.spread().is_some());
            let both = cause.figures.sides[0].is_ok() && cause.figures.sides[1].is_ok();
            prop_assert_eq!(cause.figures.gap.is_some(), both);
            let spread = cause.figures.gap.is_some_and(|gap| gap.pairs.is_some());
            prop_assert_eq!(export.gap.is_some(), spread);
            prop_assert!(!spread || cause.figures.sides[..2].iter().flatten().all(|side| side.n >= SPREAD_FROM));
        }
    }

    #[test]
    fn counts_add_up_to_the_people_of_the_total(people in room()) {
        for cause in several(&people, 5).causes(Order::Article) {
            if let (Ok(total), Some(spread)) = (&cause.figures.total, cause.figures.spread()) {
                prop_assert!(spread.bands.is_none_or(|bands| bands.iter().sum::<usize>() == total.average.n));
                for item in &spread.items {
                    prop_assert_eq!(item.given.iter().sum::<usize>() + item.na + item.skipped, total.average.n);
                }
            }
        }
    }

    #[test]
    fn every_order_names_every_cause_once(people in room()) {
        let several = several(&people, 5);
        for order in [Order::Severity, Order::Gap, Order::Apart, Order::Article] {
            let mut places: Vec<usize> = several.causes(order).iter().map(|cause| cause.place).collect();
            places.sort_unstable();
            prop_assert_eq!(places, vec![0, 1, 2]);
        }
        let gap = |place: usize| several.cause(place).unwrap().figures.gap.map_or(-1.0, |gap| gap.difference.abs());
        let by_gap = several.causes(Order::Gap);
        prop_assert!(by_gap.windows(2).all(|pair| gap(pair[0].place) >= gap(pair[1].place) - 1e-6));
    }

    #[test]
    fn every_open_gap_is_talked_about_first_and_none_is_common_ground(people in room()) {
        let several = several(&people, 5);
        let open = |gap: Finding| matches!(gap.verdict, Verdict::Clear | Verdict::Possible);
        let all = several.causes(Order::Gap);
        let wanted: Vec<usize> =
            all.iter().filter(|cause| cause.figures.gap.is_some_and(open)).map(|cause| cause.place).collect();
        let places: Vec<usize> = several.talk_first().iter().map(|cause| cause.place).collect();
        prop_assert_eq!(&places, &wanted);
        for cause in several.common_ground() {
            prop_assert!(!places.contains(&cause.place));
            let gap = cause.figures.gap.unwrap();
            prop_assert!(gap.verdict == Verdict::NoClearDifference && gap.difference.abs() < 12.5);
        }
        prop_assert!(several.raised().iter().all(|cause| cause.severity().map(Severity::shown) >= Some(63)));
    }
}
