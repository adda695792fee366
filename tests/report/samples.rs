//! Records to report on: built-in questionnaires, answered by letters.
#![allow(dead_code, reason = "every test takes what it needs")]

use std::sync::Arc;

pub use crate::answers::built_in;
use crate::answers::given;
use crate::record::{a_record, like};
use jiff::Zoned;
use undercurrent::testing::document::{self, Format, Report, Subject};
use undercurrent::testing::domain::{
    Action, ActionStatus, Comparison, Id, Intent, Kind, Label, Named, Questionnaire, Record, Response, Token,
};

/// Three raised, some gaps.
pub const MIXED: [&str; 9] = ["5142", "4233", "3333", "1nnn", "2424", "5151", "33.3", "....", "2n24"];
/// Everything severe.
pub const LOUD: [&str; 9] = ["5151"; 9];
/// Everything low.
pub const QUIET: [&str; 9] = ["1515"; 9];
/// A short form: one item a cause.
pub const PULSE: [&str; 9] = ["5", "4", "3", "2", "1", "n", ".", "1", "1"];

pub fn now() -> Zoned {
    "2026-12-01T18:00:00+01:00[+01:00]".parse().unwrap()
}

fn response(questionnaire: &Questionnaire, side: &str, letters: &[&str]) -> Response {
    let answers = given(questionnaire, letters).map(|(item, answer)| (item.id.clone(), answer));
    Response { answers: answers.collect(), ..Response::new(Token::new(7), side.parse().unwrap()) }
}

/// One person of Sales who answered so.
pub fn solo(questionnaire: &Arc<Questionnaire>, letters: &[&str]) -> Record {
    a_record(questionnaire).people([response(questionnaire, "sales", letters)]).build()
}

/// People of both sides: each side's people give its answers, a little up or down from one to the next.
pub fn several(sides: &[(&str, usize, [&str; 9])]) -> Record {
    several_of(&built_in(), sides)
}

/// The same with another questionnaire of the same shape.
pub fn several_of(questionnaire: &Arc<Questionnaire>, sides: &[(&str, usize, [&str; 9])]) -> Record {
    let mut responses = Vec::new();
    for (side, people, letters) in sides {
        for person in 0..*people {
            let wobbly: Vec<String> = (0..9).map(|cause| wobble(letters[cause], person, cause)).collect();
            let letters: Vec<&str> = wobbly.iter().map(String::as_str).collect();
            let id = Token::new(1 + responses.len() as u128);
            responses.push(Response { id, ..response(questionnaire, side, &letters) });
        }
    }
    a_record(questionnaire).kind(Kind::Merged).people(responses).build()
}

/// The same letters, moved by at most one point: some up, some down, some not at all.
fn wobble(letters: &str, person: usize, cause: usize) -> String {
    let moved = |(item, letter): (usize, char)| match letter.to_digit(10) {
        None => letter,
        Some(digit) => {
            let by = [0, 1, 0, -1, 0, 1, -1][(person * 3 + item * 2 + cause) % 7];
            char::from_digit(digit.saturating_add_signed(by).clamp(1, 5), 10).unwrap()
        }
    };
    letters.chars().enumerate().map(moved).collect()
}

/// Twelve people, six a side: some raised, two that the sides see differently.
pub fn twelve() -> Record {
    let sales = ["4242", "4233", "5142", "3333", "2424", "5151", "4333", "2n24", "4222"];
    let marketing = ["2424", "3333", "4242", "3333", "2424", "4242", "2414", "2n24", "2444"];
    several(&[("sales", 6, sales), ("marketing", 6, marketing)])
}

/// Two actions: one open, one done.
pub fn actions() -> Vec<Action> {
    let action = |cause: &str, step, owner, due: Option<&str>| {
        let due = due.map(|day| day.parse().unwrap());
        let intent = Intent { cause: cause.parse::<Id>().unwrap(), step, owner, due };
        Action::new(intent, "2026-11-23T15:20:00Z".parse().unwrap()).unwrap()
    };
    let done = ActionStatus::Done("2026-11-30T09:00:00Z".parse().unwrap());
    vec![
        action("bad-leads", "Mark the last ten leads together, and agree on two facts.", "Kim", Some("2026-12-15")),
        action("forced-it", "Go through one customer record together.", "", None).became(done),
    ]
}

/// The report of a record, as it reads on 1 December 2026.
pub fn written(record: &Record, format: Format) -> String {
    document::text(&Subject::Record(&Report::of(record)), format, &now()).unwrap()
}

/// The report of one round of a record, as it reads on 1 December 2026.
pub fn written_of(record: &Record, round: u8, format: Format) -> String {
    document::text(&Subject::Record(&Report::of_round(record, round)), format, &now()).unwrap()
}

/// Every single answer of a record, as a table.
pub fn raw(record: &Record) -> String {
    let report = Report::of(record).with_answers(record);
    document::text(&Subject::Record(&report), Format::Csv, &now()).unwrap()
}

/// One person of Sales who has not finished.
pub fn open(letters: &[&str]) -> Record {
    like(&solo(&built_in(), letters)).unfinished().build()
}

/// Twelve people, of whom `again` answered two causes a second time, one of them far lower.
pub fn two_rounds(again: usize) -> Record {
    let first = twelve();
    let only = ["1515", "1515", "", "", "", "", "", "", ""];
    let second = several(&[("sales", again, only)]);
    let later = second.responses().iter().zip(100..).map(|(response, id)| Response {
        id: Token::new(id),
        round: 2,
        ..response.clone()
    });
    like(&first).kind(Kind::Workshop).people(first.responses().iter().cloned().chain(later)).build()
}

/// Two large sides, and three others whose answers must be left out.
pub fn withheld() -> Record {
    several(&[("sales", 12, MIXED), ("marketing", 9, QUIET), ("other", 3, LOUD)])
}

/// Too few people for any figure.
pub fn three() -> Record {
    several(&[("sales", 2, LOUD), ("marketing", 1, QUIET)])
}

/// Sides so small that nine gaps can never be clear.
pub fn five_and_five() -> Record {
    several(&[("sales", 5, LOUD), ("marketing", 5, QUIET)])
}

/// The same person's answers as another record of this label.
pub fn labelled(record: &Record, label: &str) -> Record {
    let mut record = record.clone();
    record.relabel(Label::new(label).unwrap());
    record
}

/// The page of these people side by side, as it reads on 1 December 2026; each is taken for a person of their own.
pub fn compared(people: &[Record]) -> String {
    let own = |(id, record): (u128, &Record)| like(record).each(|_, response| response.id = Token::new(id)).build();
    let records: Vec<Record> = (1..).zip(people).map(own).collect();
    let named: Vec<Named<'_>> = records.iter().map(|record| Named { name: "", record }).collect();
    document::text(&Subject::People(&Comparison::of(&named).unwrap()), Format::Html, &now()).unwrap()
}
