//! Then and now beside a first step of an earlier run, where there are not two figures to set beside each other.

use std::sync::Arc;

use rstest::rstest;
use undercurrent::testing::domain::{Action, Intent, Kind, Record, Response, Token};

use crate::answers::{built_in, finished};
use crate::record::{RecordBuilder, like};
use crate::stage::{Stage, disk, today};

/// One cause as in `first`, and the others as in `others`.
fn letters<'a>(first: &'a str, others: &'a str) -> [&'a str; 9] {
    std::array::from_fn(|at| if at == 0 { first } else { others })
}

/// An earlier run with a first step for the first cause.
fn earlier(run: RecordBuilder) -> Record {
    let intent = Intent { cause: "bad-leads".parse().unwrap(), step: "Talk.", owner: "", due: None };
    let step = Action::new(intent, "2026-11-01T11:00:00Z".parse().unwrap()).unwrap();
    run.id(Token::new(1)).created("2026-11-01T10:00:00Z").build().with_actions(vec![step]).unwrap()
}

/// What to do, as it is told after an earlier run.
fn compared(earlier: Record, now: Record) -> Stage {
    let disk = disk();
    disk.lock().unwrap().records.insert(earlier.head().id, earlier);
    let mut stage = Stage::at_results(&disk, now, today());
    stage.slowly("r");
    stage.resize(80, 200);
    stage.shows("Talk. (nobody named, no date; open)");
    stage
}

#[rstest]
#[case("5151", "....", "Then 100, now no figure.")]
#[case("....", "5151", "Then no figure, now 100.")]
#[case("....", "nnnn", "No figure, then or now.")]
#[case("5151", "1515", "Then 100, now 0: −100, lower.")]
fn a_figure_that_is_missing_then_or_now_is_said_to_be(#[case] then: &str, #[case] now: &str, #[case] text: &str) {
    let then = earlier(like(&finished(&built_in(), &letters(then, "3333"))));
    compared(then, finished(&built_in(), &letters(now, "3333"))).shows(text);
}

#[test]
fn the_answers_of_several_people_then_are_not_set_beside_one_persons() {
    let one = finished(&built_in(), &letters("5151", "3333"));
    let people = (0..6).map(|number| Response { id: Token::new(number + 70), ..one.responses()[0].clone() });
    let several = earlier(like(&one).kind(Kind::Merged).people(people));
    let stage = compared(several, finished(&built_in(), &letters("1515", "3333")));
    stage.shows("Several people answered then, and their figure is not set beside one person's.");
    stage.hides("Then 100");
}

#[test]
fn a_pulse_then_is_not_set_beside_a_full_run_now() {
    let pulse = Arc::new(built_in().pulse().unwrap());
    let then = earlier(like(&finished(&pulse, &["5"; 9])));
    let stage = compared(then, finished(&built_in(), &letters("1515", "3333")));
    stage.shows("A pulse and a full record are not set beside each other.");
    stage.hides("Then 100");
}
