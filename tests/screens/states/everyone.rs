//! The results of several people.

use std::sync::Arc;

use undercurrent::testing::app::{App, Effect, Msg, Opened, ReadReply, ReadRequest, claimed};
use undercurrent::testing::domain::{Answer, Kind, Record, Response, Several, Token};

use super::{LOUD, State};
use crate::answers::{built_in, finished};
use crate::record::like;
use crate::sitting::{Sitting, setup};

/// So many people of Sales and of Marketing; Marketing rates the first causes lower, and every third person is milder.
fn room(sales: usize, marketing: usize, others: usize) -> Record {
    let sides = [("sales", sales, 0), ("marketing", marketing, 2), ("other", others, 1)];
    let people = sides.into_iter().flat_map(|(side, number, milder)| (0..number).map(move |at| (side, at, milder)));
    let responses = (1..).zip(people).map(|(token, (side, at, milder))| Response {
        answers: answers(at, milder),
        ..Response::new(Token::new(token), side.parse().unwrap())
    });
    like(&finished(&built_in(), &LOUD)).kind(Kind::Workshop).id(Token::new(77 << 96)).people(responses).build()
}

fn answers(person: usize, milder: i32) -> std::collections::BTreeMap<undercurrent::testing::domain::Id, Answer> {
    let given = |cause: usize, reverse: bool| {
        let worst = 5
            - i32::from(person.is_multiple_of(3))
            - if cause < 4 { milder } else { i32::try_from(cause / 3).unwrap() };
        Answer::Value(if reverse { 6 - worst.max(1) } else { worst.max(1) })
    };
    let questionnaire = built_in();
    let causes = questionnaire.causes().iter().enumerate();
    causes
        .flat_map(|(at, cause)| cause.items.iter().map(move |item| (item.id.clone(), given(at, item.reverse))))
        .collect()
}

fn at(sales: usize, marketing: usize, others: usize) -> Sitting {
    let several = Arc::new(Several::of_round(&room(sales, marketing, others), 1));
    let opening = Sitting::at(App::opening(setup(&built_in()), Effect::Read(ReadRequest::Open(Token::new(1).into()))));
    opening.receives(Msg::Read(ReadReply::Opened(Ok(Opened::Several(several)))))
}

/// The plan of several people once a step is taken on for its first cause.
fn with_a_step() -> Sitting {
    let record = room(12, 9, 3);
    at(12, 9, 3).press("r a").receives(claimed(record)).press("Enter text:Ann,Sales Enter text:15.12. Enter").saved()
}

pub fn everyone() -> Vec<State> {
    vec![
        ("everyone_by_gap", at(12, 9, 3)),
        ("everyone_in_another_order", at(12, 9, 3).press("o")),
        ("everyone_in_the_order_of_the_article", at(12, 9, 3).press("o o")),
        ("everyone_with_the_last_cause_chosen", at(12, 9, 3).press("End")),
        ("everyone_of_one_side", at(7, 2, 0)),
        ("everyone_too_few", at(2, 1, 0)),
        ("everyone_cause", at(12, 9, 3).press("Enter")),
        ("everyone_cause_of_one_side", at(7, 2, 0).press("Enter")),
        ("everyone_cause_of_too_few", at(2, 1, 0).press("Enter")),
        ("everyone_plan", at(12, 9, 3).press("r")),
        ("everyone_plan_of_too_few", at(2, 1, 0).press("r")),
        ("everyone_plan_with_a_step", with_a_step()),
        ("everyone_cause_with_a_step", with_a_step().press("Esc Enter")),
    ]
}
