//! The results: the chart, a cause, what to do, changing an answer.

use std::sync::Arc;

use undercurrent::testing::app::{claimed, not_claimed};
use undercurrent::testing::domain::{Answer, Record};

use super::{State, begun};
use crate::answers::{built_in, finished};
use crate::sitting::{Sitting, setup};

/// All four bands, ties and one cause without a figure, in the order of the article.
pub const LOUD: [&str; 9] = ["5142", "4233", "3333", "5nnn", "1515", "5151", "33.3", "2424", "4242"];
const QUIET: [&str; 9] = ["2424", "1515", "3333", "1515", "2424", "3333", "2424", "1n1n", "2415"];
const FEW: [&str; 9] = ["5...", "....", "nnnn", "n1..", "42..", "5...", "...", "2...", "n..n"];
const TIES: [&str; 9] = ["4242", "4242", "4242", "4242", "3333", "3333", "2424", "1515", "1515"];
const CLOSE: [&str; 9] = ["4242", "4233", "5133", "1515", "1515", "1515", "1515", "1515", "1515"];
const PULSE: [&str; 9] = ["5", "4", "3", "2", "1", "n", ".", "1", "4"];

fn results(letters: &[&str]) -> Sitting {
    Sitting::at_results(finished(&built_in(), letters))
}

pub fn charts() -> Vec<State> {
    let pulse = Arc::new(built_in().pulse().unwrap());
    vec![
        ("chart_loud", results(&LOUD)),
        ("chart_with_another_row_chosen", results(&LOUD).press("3*Down")),
        ("chart_with_the_last_row_chosen", results(&LOUD).press("End")),
        ("chart_quiet", results(&QUIET)),
        ("chart_of_few_answers", results(&FEW)),
        ("chart_of_no_answers", results(&[])),
        ("chart_of_ties", results(&TIES)),
        ("chart_of_close_leaders", results(&CLOSE)),
        ("chart_of_a_short_form", Sitting::at_results(finished(&pulse, &PULSE))),
        ("chart_in_the_order_of_the_article", results(&LOUD).press("Down o")),
        ("chart_of_a_changed_record", Sitting::at_results(changed())),
        ("chart_just_reached", begun(&built_in()).press("36*4 Tab")),
        ("chart_not_saved", begun(&built_in()).press("36*4 Tab").not_saved("the folder is read-only")),
    ]
}

fn changed() -> Record {
    let mut record = finished(&built_in(), &LOUD);
    let later = "2026-11-24T08:30:00Z".parse().unwrap();
    record.answer(&"lead-fits".parse().unwrap(), Answer::Value(3), later).unwrap();
    record
}

pub fn causes() -> Vec<State> {
    let names = ["cause_1", "cause_2", "cause_3", "cause_4", "cause_5", "cause_6", "cause_7", "cause_8", "cause_9"];
    let pages =
        (0..).zip(names).map(|(at, name)| (name, results(&LOUD).press("o Home Enter").press(&format!("{at}*n"))));
    pages.chain([("cause_scrolled", results(&LOUD).press("Enter PgDn"))]).collect()
}

pub fn plans() -> Vec<State> {
    vec![
        ("plan", results(&LOUD).press("r")),
        ("plan_with_two_more_offered", results(&LOUD).press("r m")),
        ("plan_with_all_that_pulls_two_ways", results(&["5151"; 9]).press("r")),
        ("plan_for_a_quiet_result", results(&QUIET).press("r")),
        ("plan_for_no_answers", results(&[]).press("r")),
        ("plan_at_its_end", results(&LOUD).press("r End")),
        ("plan_read", results(&LOUD).press("r Enter")),
        ("plan_read_to_the_end", results(&LOUD).press("r Enter End")),
    ]
}

pub fn changing() -> Vec<State> {
    let ours = || Box::new(finished(&built_in(), &LOUD));
    let at = || results(&LOUD).press("Down Enter c").receives(claimed(*ours()));
    let refused = not_claimed("The record is open in another Undercurrent, process 4711");
    vec![
        ("changing", at()),
        ("changing_while_saving", at().press("1")),
        ("changing_with_all_saved", at().press("1").saved()),
        ("changing_done", at().press("1").saved().press("Esc Esc")),
        ("changing_refused", results(&LOUD).press("Enter c").receives(refused)),
    ]
}

/// What lies over a screen: help, and the questions before leaving.
pub fn over() -> Vec<State> {
    let asking = || begun(&built_in());
    let unsaved = || asking().press("3").not_saved("there is no space left on the disk");
    let results = |script| Sitting::at_results(finished(&built_in(), &LOUD)).press(script);
    vec![
        ("help_at_the_start", Sitting::welcomed(setup(&built_in()), vec![]).press("?")),
        ("help_while_asking", asking().press("3").saved().press("?")),
        ("help_scrolled", asking().press("? PgDn")),
        ("help_on_the_list", asking().press("/ ?")),
        ("help_on_the_chart", results("?")),
        ("help_on_a_cause", results("Enter ?")),
        ("leaving_unsaved", unsaved().press("q")),
        ("leaving_while_saving", asking().press("3 q")),
        ("elsewhere", unsaved().press("s")),
        ("elsewhere_typed", unsaved().press("s text:/media/stick/emea.toml")),
        ("elsewhere_without_a_name", unsaved().press("s Enter")),
        ("elsewhere_on_the_way", unsaved().press("s text:/media/stick/emea.toml Enter")),
    ]
}
