//! One person's severities and their order.

use proptest::prelude::*;
use serde_json::{Value, json};
use undercurrent::testing::domain::{Band, Item, Severity, order, ranks, score};

use crate::support::{Shape, items, response};

/// One to eight items on scales of two to nine points, with an answer each.
fn answered() -> impl Strategy<Value = Vec<(Shape, Value)>> {
    prop::collection::vec(shape().prop_flat_map(|shape| (Just(shape.clone()), answer(&shape))), 1..=8)
}

fn shape() -> impl Strategy<Value = Shape> {
    (-2..=1_i32, 1..=8_i32, any::<bool>(), 1..=3_u8).prop_map(|(min, steps, reverse, weight)| Shape {
        min,
        max: min + steps,
        reverse,
        weight: f64::from(weight),
    })
}

fn answer(shape: &Shape) -> impl Strategy<Value = Value> + use<> {
    prop_oneof![1 => Just(Value::Null), 1 => Just(json!("na")), 6 => (shape.min..=shape.max).prop_map(|value| json!(value))]
}

fn severity_of(items: &[Item], answers: &[Value]) -> Option<f64> {
    score(items, &response(items, answers)).severity.map(Severity::points)
}

fn parts(case: Vec<(Shape, Value)>) -> (Vec<Item>, Vec<Value>) {
    let (shapes, answers): (Vec<Shape>, Vec<Value>) = case.into_iter().unzip();
    (items("c", &shapes), answers)
}

fn severities() -> impl Strategy<Value = Vec<Option<Severity>>> {
    prop::collection::vec(prop::option::weighted(0.8, (0..=16_u8).prop_map(|n| f64::from(n) * 6.25)), 0..12)
        .prop_map(|points| points.into_iter().map(|points| points.and_then(Severity::new)).collect())
}

proptest! {
    #[test]
    fn a_worse_answer_never_lowers_the_severity(case in answered(), which in any::<prop::sample::Index>()) {
        let (items, mut answers) = parts(case);
        let at = which.index(items.len());
        let before = severity_of(&items, &answers);
        if let Some(value) = answers[at].as_i64() {
            let worse = if items[at].reverse { value - 1 } else { value + 1 };
            if (i64::from(items[at].scale.lowest())..=i64::from(items[at].scale.highest())).contains(&worse) {
                answers[at] = json!(worse);
                prop_assert_eq!(severity_of(&items, &answers).is_some(), before.is_some());
                prop_assert!(severity_of(&items, &answers) >= before);
            }
        }
    }

    #[test]
    fn turning_an_item_and_its_answer_changes_nothing(case in answered()) {
        let (items, answers) = parts(case);
        let turned: Vec<Item> = items.iter().cloned().map(|item| Item { reverse: !item.reverse, ..item }).collect();
        let mirrored: Vec<Value> = items.iter().zip(&answers).map(|(item, answer)| answer.as_i64().map_or_else(
            || answer.clone(),
            |value| json!(i64::from(item.scale.lowest() + item.scale.highest()) - value),
        )).collect();
        prop_assert_eq!(severity_of(&items, &answers), severity_of(&turned, &mirrored));
    }

    #[test]
    fn keying_every_item_the_other_way_mirrors_the_severity(case in answered()) {
        let (items, answers) = parts(case);
        let turned: Vec<Item> = items.iter().cloned().map(|item| Item { reverse: !item.reverse, ..item }).collect();
        match (severity_of(&items, &answers), severity_of(&turned, &answers)) {
            (Some(one), Some(other)) => prop_assert!((one + other - 100.0).abs() < 1e-9),
            (one, other) => prop_assert_eq!(one, other),
        }
    }

    #[test]
    fn a_cause_is_scored_from_half_of_its_weight_on(case in answered(), unit in prop::sample::select(vec![1.0, 0.1, 0.3])) {
        let (mut items, answers) = parts(case);
        let all: f64 = items.iter().map(|item| item.weight).sum();
        let given: f64 = items.iter().zip(&answers).filter(|(_, answer)| answer.is_i64()).map(|(item, _)| item.weight).sum();
        for item in &mut items {
            item.weight *= unit;
        }
        prop_assert_eq!(severity_of(&items, &answers).is_some(), given > 0.0 && 2.0 * given >= all);
    }

    #[test]
    fn the_number_shown_never_contradicts_the_band(points in prop_oneof![
        0.0..=100.0_f64,
        (prop::sample::select(vec![37.5, 62.5, 87.5]), -2e-6..=2e-6_f64).prop_map(|(cut, off)| cut + off),
    ]) {
        let severity = Severity::new(points).unwrap();
        let (from, to) = severity.band().range();
        prop_assert!((i64::from(from)..=i64::from(to)).contains(&severity.shown()));
    }

    #[test]
    fn ranks_agree_with_the_order(severities in severities()) {
        let (order, ranks) = (order(&severities), ranks(&severities));
        for (at, pair) in order.windows(2).enumerate() {
            match (severities[pair[0]], severities[pair[1]]) {
                (Some(one), Some(next)) if one.millionths() == next.millionths() => {
                    prop_assert_eq!(ranks[pair[0]], ranks[pair[1]]);
                    prop_assert!(pair[0] < pair[1], "ties in the order of definition");
                }
                (Some(one), Some(next)) => {
                    prop_assert!(one.points() > next.points());
                    prop_assert_eq!(ranks[pair[1]].unwrap().number, at + 2);
                }
                (Some(_), None) => prop_assert_eq!(ranks[pair[1]], None),
                (None, later) => prop_assert!(later.is_none() && pair[0] < pair[1]),
            }
        }
    }
}

#[test]
fn the_four_bands_cover_every_whole_number_once() {
    let covered: Vec<u8> = Band::ALL.iter().flat_map(|band| band.range().0..=band.range().1).collect();
    assert_eq!(covered, (0..=100).collect::<Vec<u8>>());
}
