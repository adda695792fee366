//! Taking a first step on, and saying later what became of it.

use undercurrent::testing::app::claimed;
use undercurrent::testing::domain::Record;
use undercurrent::testing::domain::{ActionStatus, Intent};

use super::{LOUD, State};
use crate::answers::{built_in, finished};
use crate::sitting::{Sitting, setup};

const TAKEN: &str = "2026-11-23T15:30:00Z";

/// A finished record from which this many first steps were taken on.
fn acting(number: usize) -> Record {
    let mut record = finished(&built_in(), &LOUD);
    let steps = ["Look at ten leads together.", "Go through the fields of one customer record.", "Draw up one budget."];
    let causes = ["bad-leads", "forced-it", "wasted-resources"];
    for (step, cause) in steps.into_iter().zip(causes).take(number) {
        let due = (cause != "forced-it").then(|| "2026-12-15".parse().unwrap());
        let intent = Intent { cause: cause.parse().unwrap(), step, owner: "Kim and Sam", due };
        record.take_on(intent, TAKEN.parse().unwrap()).unwrap();
    }
    if number > 2 {
        record.follow_up(2, ActionStatus::Done(TAKEN.parse().unwrap()));
    }
    record
}

pub fn taking_on() -> Vec<State> {
    let ours = |record: Record| Sitting::at_results(record.clone()).press("r a").told(claimed(record));
    let at = |script| ours(finished(&built_in(), &LOUD)).press(script);
    vec![
        ("taking_on_which_cause", at("")),
        ("taking_on_another_cause", at("Down Down")),
        ("taking_on_what", at("1")),
        ("taking_on_nothing", at("1 C-u Enter")),
        ("taking_on_by_whom", at("1 Enter text:Kim")),
        ("taking_on_by_when", at("1 Enter text:Kim Enter text:2026-12-15")),
        ("taking_on_by_no_date", at("1 Enter Enter text:soon Enter")),
        ("taking_on_by_a_day_that_is_past", at("1 Enter text:Kim Enter text:2026-01-15 Enter")),
        ("advice_with_a_step_taken_on", at("1 Enter text:Kim Enter text:2026-12-15 Enter End").saved()),
        ("advice_with_enough_taken_on", ours(acting(3))),
    ]
}

pub fn following_up() -> Vec<State> {
    let first = Sitting { earlier: vec![acting(3)], ..Sitting::welcomed(setup(&built_in()), vec![]) };
    let at = |script| first.clone().press("1 1 text:EMEA Enter").press(script);
    vec![
        ("following_up", at("")),
        ("following_up_with_an_answer_chosen", at("Down Down")),
        ("following_up_the_second", at("Tab")),
        ("following_up_written", at("1").told(claimed(acting(3))).saved()),
        ("following_up_with_a_digit_too_high", at("9")),
        ("following_up_done", at("Tab Tab")),
    ]
}
