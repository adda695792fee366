//! The other pages: what to do, the first one, the questions.

use std::time::Duration;

use jiff::Zoned;
use undercurrent::testing::app::{
    App, Assessment, Block, Key, Modal, Moment, Msg, Plan, Results, Setup, Source, Store, pages,
};
use undercurrent::testing::domain::wording;

use crate::answers::{built_in, finished};
use crate::made::rest;

fn now() -> Zoned {
    "2026-11-24T18:00:00+01:00[+01:00]".parse().unwrap()
}

fn advice(letters: &[&'static str], others: &'static str) -> Vec<Block> {
    let assessment = Assessment::new(finished(&built_in(), &rest(letters, others)), false).unwrap();
    let mut plan = Plan::new(Source::One(Box::new(Results::new(assessment))));
    let mut page = vec![Block::Text(pages::headline(&plan.source, &now()))];
    for row in 0..plan.rows().len() {
        plan.cursor = row;
        page.extend(plan.detail(&now()));
    }
    page
}

/// The causes that a page suggests something for, in their order.
fn suggested(page: &[Block]) -> Vec<&str> {
    let mut names = Vec::new();
    for block in page {
        if let Block::Figure { name, .. } = block {
            names.push(name.as_str());
        }
    }
    names
}

fn says(page: &[Block], wanted: &str) -> bool {
    page.iter().any(|block| match block {
        Block::Title(text) | Block::Text(text) | Block::Quiet(text) | Block::Entry { text, .. } => {
            text.contains(wanted)
        }
        _ => false,
    })
}

#[test]
fn remedies_are_of_elevated_and_severe_causes_alone_worst_first() {
    let page = advice(&["4233", "5151", "3333", "4242", "5...", "nnnn"], "1515");
    assert_eq!(suggested(&page), ["System burden", "Strategy clash", "Lead mismatch"]);
    for cause in built_in().causes() {
        let shown = suggested(&page).contains(&cause.name.as_str());
        assert_eq!(says(&page, &cause.remedy), shown, "{}", cause.name);
        assert_eq!(says(&page, &cause.first_step), shown, "{}", cause.name);
        assert_eq!(cause.care.as_ref().is_some_and(|care| says(&page, care)), shown && cause.care.is_some());
    }
}

#[test]
fn where_the_article_pulls_two_ways_is_said_once_all_its_causes_are_shown() {
    for tension in &built_in().head().tensions {
        let letters = |missing: usize| -> Vec<&'static str> {
            let of = |id| tension.causes.iter().position(|cause| cause == id);
            built_in()
                .causes()
                .iter()
                .map(|cause| of(&cause.id).map_or("1515", |at| if at == missing { "3333" } else { "5151" }))
                .collect()
        };
        assert!(says(&advice(&letters(usize::MAX), "1515"), &tension.text));
        assert!(!says(&advice(&letters(0), "1515"), &tension.text));
        assert!(!says(&advice(&letters(1), "1515"), &tension.text));
    }
}

#[test]
fn a_quiet_result_has_no_remedy_and_says_so() {
    let page = advice(&[], "1515");
    assert_eq!(suggested(&page), <[&str; 0]>::default());
    assert!(says(&page[..1], "All nine are low, so there is no remedy to suggest."));
}

#[test]
fn where_nothing_is_known_nothing_is_called_fine() {
    let page = advice(&["5...", "nnnn"], "....");
    assert!(says(&page[..1], "No cause has a figure yet"));
    assert!(!says(&page, "no remedy to suggest"));
}

#[test]
fn every_plan_has_the_closing_question_and_ends_with_the_counterpart_and_the_limits() {
    for letters in ["5151", "3333", "...."] {
        let page = advice(&[], letters);
        let expected = [
            Block::Text(
                "This is the view from Sales only. Ask somebody from Marketing to answer too, and compare before you act. \
                 To hand yours over, 'undercurrent share' makes a copy without note and steps."
                    .to_owned(),
            ),
            Block::Text(wording::NOT_EVERY_DIFFERENCE.to_owned()),
            Block::Quiet(wording::limits(&built_in())),
        ];
        assert_eq!(page[page.len() - 3..], expected);
        assert!(says(&page, &built_in().head().closing));
    }
}

fn setup(store: Store) -> Setup {
    Setup::new(built_in(), store, now())
}

/// The forms to begin with, each with how long it takes.
fn lengths(setup: &Setup) -> Vec<String> {
    pages::forms(setup).iter().map(|[name, takes, _]| format!("{name}, {takes}")).collect()
}

#[test]
fn the_first_page_says_whose_view_it_is_how_long_it_takes_and_where_answers_are_kept() {
    let setup = setup(Store::Folder("~/records".to_owned()));
    assert!(says(&pages::welcome(&setup), &built_in().head().intro));
    assert_eq!(lengths(&setup), ["All 36 statements, about 7 minutes", "Pulse of 9, about 3 minutes"]);
    assert_eq!(pages::keeping(&setup.store), "Nothing leaves this machine: answers are kept in ~/records.");
}

#[test]
fn the_first_page_says_at_once_where_nothing_can_be_saved() {
    let said = pages::keeping(&Store::Nowhere("there is no home folder".to_owned()));
    assert!(said.contains("Answers cannot be saved: there is no home folder."), "{said}");
    assert!(!said.contains("answers are kept"), "{said}");
}

#[test]
fn without_a_short_form_none_is_mentioned() {
    let mut setup = setup(Store::Folder("~/records".to_owned()));
    setup.pulse = None;
    assert_eq!(lengths(&setup), ["All 36 statements, about 7 minutes"]);
}

#[test]
fn each_step_before_the_first_statement_asks_one_question() {
    let moment = Moment { now: now(), chance: [1, 2], since: Duration::ZERO };
    let mut app = App::new(setup(Store::Folder("~/records".to_owned())), Vec::new());
    for key in [Key::Enter, Key::Char('1')] {
        app.update(Msg::Key(key), &moment);
        let question = app.screen().question(app.setup()).unwrap();
        assert!(question.text.ends_with('?') && question.text.matches('?').count() == 1, "{}", question.text);
        assert!(question.help.ends_with('.'), "{}", question.help);
        assert_ne!(question.options.is_empty(), question.field.is_none(), "{}", question.text);
    }
}

#[test]
fn the_question_before_leaving_names_the_reason_where_there_is_one() {
    let app = |store| App::new(Setup::new(built_in(), store, now()), Vec::new());
    let full = app(Store::Nowhere("the disk is full".to_owned()));
    let (question, text) = pages::over(&full, &Modal::Leaving);
    assert_eq!(question, "Your latest answers are not saved. Leave all the same?");
    assert_eq!(text, "They are in memory only and would be lost: the disk is full.");
    let saved = app(Store::Folder("~/records".to_owned()));
    assert_eq!(pages::over(&saved, &Modal::Leaving).1, "They are in memory only and would be lost.");
}
