//! What may be typed where a screen is told in lines.

use undercurrent::testing::app::pages;
use undercurrent::testing::plain::{Parsed, choices, parse_line};

use crate::states::all;

#[test]
fn whatever_lines_say_may_be_typed_means_something() {
    let mut seen = Vec::new();
    for (name, sitting) in all() {
        for offer in choices(&sitting.app).into_iter().filter(|offer| offer.typed.chars().count() == 1) {
            let parsed = parse_line(&sitting.app, &offer.typed);
            assert_ne!(parsed, Parsed::Nothing, "{name}: {offer:?} of {:?}", pages::footer(&sitting.app));
            seen.push(offer.typed);
        }
    }
    assert!(["A", "a", "x", "q"].iter().all(|typed| seen.iter().any(|seen| seen == typed)), "{seen:?}");
}
