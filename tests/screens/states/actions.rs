//! Taking a first step on, and saying later what became of it.

use undercurrent::testing::app::{Msg, OpenStep, ReadReply, claimed};
use undercurrent::testing::domain::{ActionStatus, Intent, Label, Note, Plan, Record, Token, open_actions};

use super::home::{opened, records};
use super::{LOUD, State};
use crate::answers::{built_in, finished};
use crate::record::like;
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
        record.take_on(intent, None, TAKEN.parse().unwrap()).unwrap();
    }
    if number > 2 {
        record.follow_up(2, ActionStatus::Done(TAKEN.parse().unwrap()));
    }
    record
}

/// At the plan of a record that is ours, after one key that asked for it.
fn ours(record: &Record, script: &str) -> Sitting {
    Sitting::at_results(record.clone()).press("r").press(script).receives(claimed(record.clone()))
}

pub fn taking_on() -> Vec<State> {
    let loud = finished(&built_in(), &LOUD);
    let which = |script| ours(&loud, "End a").press(script);
    let at = |script| ours(&loud, "a").press(script);
    vec![
        ("taking_on_which_cause", which("")),
        ("taking_on_another_cause", which("Down Down")),
        ("taking_on_what", at("")),
        ("taking_on_nothing", at("C-u Enter")),
        ("taking_on_when", at("Tab text:the")),
        ("taking_on_half_a_plan", at("Tab text:monday 4*Enter")),
        ("taking_on_by_whom", at("Enter text:Kim")),
        ("taking_on_by_when", at("Enter text:Kim Enter text:15.12.")),
        ("taking_on_by_no_date", at("Enter Enter text:soon Enter")),
        ("taking_on_by_a_day_that_is_past", at("Enter text:Kim Enter text:2026-01-15 Enter")),
        ("taking_on_by_one_of_two_days", at("Enter text:Kim Enter text:3/4 Enter")),
        ("taking_on_by_the_second_of_two_days", at("Enter text:Kim Enter text:3/4 Enter Down Down")),
        ("plan_with_a_step_taken_on", at("Enter text:Kim Enter text:2026-12-15 Enter").saved()),
    ]
}

pub fn planned() -> Vec<State> {
    let enough = acting(3);
    let mut late = acting(2);
    late.follow_up(1, ActionStatus::Going(TAKEN.parse().unwrap()));
    let intent = Intent {
        cause: "bad-leads".parse().unwrap(),
        step: "Look at ten leads together.",
        owner: "Kim, Marketing",
        due: Some("2026-11-01".parse().unwrap()),
    };
    let plan = Plan::new("the Monday meeting begins", "mark ten leads").unwrap();
    late.rewrite(0, intent, Some(plan)).unwrap();
    let mut noted = acting(1);
    noted.write_note(Note::new("Bonus plans that pull apart.").unwrap()).unwrap();
    vec![
        ("plan_with_enough_taken_on", ours(&enough, "")),
        ("plan_where_a_step_is_overdue", ours(&late, "")),
        ("plan_ticked_off", ours(&late, "Space").saved()),
        ("plan_not_saved", ours(&late, "Space").not_saved("the disk is full")),
        ("plan_with_a_dropped_step", ours(&enough, "D y").saved()),
        ("plan_asking_whether_to_drop", ours(&enough, "D")),
        ("plan_where_no_more_is_taken_on", ours(&enough, "a")),
        ("plan_with_a_note", ours(&noted, "End")),
        ("plan_while_the_note_is_written", ours(&noted, "w")),
        ("plan_of_a_step_in_full", ours(&late, "Enter")),
        ("changing_a_step", ours(&late, "e")),
        ("cause_with_a_step", Sitting::at_results(late).press("Enter")),
    ]
}

/// The list of all steps, as it came.
fn all_steps(steps: Vec<OpenStep>) -> Sitting {
    let home = opened(records(1), 0).press("A");
    home.receives(Msg::Read(ReadReply::Steps { steps, unreadable: 1 }))
}

pub fn steps() -> Vec<State> {
    let open = |record: &Record| open_actions(record).into_iter().map(|open| OpenStep { open, file: None });
    let mut other = acting(2);
    other.relabel(Label::new("DACH").unwrap());
    let other = like(&other).id(Token::new(5)).build().with_actions(other.actions().to_vec()).unwrap();
    let several = || all_steps(open(&acting(2)).chain(open(&other)).collect());
    vec![
        ("steps", several()),
        ("steps_with_the_last_chosen", several().press("End")),
        ("steps_ticked_off", several().press("Space").receives(claimed(acting(2))).saved()),
        ("steps_asking_whether_to_drop", several().press("D")),
        ("steps_where_none_waits", all_steps(Vec::new())),
    ]
}

pub fn following_up() -> Vec<State> {
    let first = Sitting { earlier: vec![acting(3)], ..Sitting::welcomed(setup(&built_in()), vec![]) };
    let at = |script| first.clone().press("1 1 text:EMEA Enter").press(script);
    vec![
        ("following_up", at("")),
        ("following_up_with_an_answer_chosen", at("Down Down")),
        ("following_up_the_second", at("Tab")),
        ("following_up_written", at("1").receives(claimed(acting(3))).saved()),
        ("following_up_with_a_digit_too_high", at("9")),
        ("following_up_done", at("Tab Tab")),
    ]
}
