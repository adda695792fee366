//! Runs side by side.

use std::sync::Arc;

use undercurrent::testing::app::{App, Effect, Msg, ReadReply, ReadRequest};
use undercurrent::testing::domain::{Record, Runs, Token};

use super::{LOUD, State};
use crate::answers::{built_in, finished};
use crate::record::like;
use crate::sitting::{Sitting, setup};

pub fn trend() -> Vec<State> {
    let (first, second, third) = (run(&LOUD, 3), run(&["3333"; 9], 9), run(&["2424"; 9], 21));
    vec![
        ("trend_of_two", of(&[first.clone(), second.clone()])),
        ("trend_of_three", of(&[first, second, third]).press("Down")),
    ]
}

fn of(records: &[Record]) -> Sitting {
    let runs = Arc::new(Runs::of(records).unwrap());
    Sitting::at(App::opening(
        setup(&built_in()),
        Effect::Read(ReadRequest::Runs(records.iter().map(|one| (one.head().id.to_string(), one.clone())).collect())),
    ))
    .receives(Msg::Read(ReadReply::Trend(Ok(runs))))
}

/// A run: which day of March it was finished on.
fn run(letters: &[&str], day: u8) -> Record {
    let at = |hour: u8| format!("2026-03-{day:02}T{hour:02}:00:00Z");
    let run = like(&finished(&built_in(), letters)).id(Token::new(u128::from(day) << 96));
    run.created(&at(9)).finished(&at(10)).each(|_, response| response.id = Token::new(day.into())).build()
}
