//! The list of records.

use std::path::PathBuf;

use undercurrent::testing::app::{App, Listed, Merging, Msg, ReadReply, Suggested};
use undercurrent::testing::commands::preview;
use undercurrent::testing::domain::{Intent, Label, Record, Token};

use super::{LOUD, State};
use crate::answers::{built_in, finished, record as open};
use crate::record::like;
use crate::sitting::{Sitting, setup};

const MILD: [&str; 9] = ["3333", "2222", "3131", "2424", "1515", "3333", "2424", "1212", "2222"];

pub fn home() -> Vec<State> {
    let at = |script| opened(records(6), 0).press(script);
    vec![
        ("home_being_read", Sitting::at(App::home(setup(&built_in())))),
        ("home", at("")),
        ("home_with_the_last_chosen", at("End")),
        ("home_of_many", opened(records(60), 0).press("PgDn PgDn PgDn")),
        ("home_without_records", opened(vec![], 0)),
        ("home_with_a_file_that_cannot_be_read", opened(records(2), 1)),
        ("home_being_filtered", at("/ text:em")),
        ("home_filtered", at("/ text:emea Enter")),
        ("home_filtered_to_nothing", at("/ text:nobody Enter")),
        ("home_deleting", at("Down d")),
        ("home_restoring", restoring()),
        ("home_with_marks", at("Space Down Space")),
        ("home_with_a_step_overdue", with_a_step()),
        ("home_renaming", at("r")),
        ("home_merging", merging(&[])),
        ("home_merging_all_the_same", merging(&["Team EMEA stands too near."]).press("Enter")),
        ("home_reporting", at("e")),
        ("home_reporting_into_a_file", at("e Enter").receives(suggested())),
        ("palette", at(":")),
        ("palette_sifted", at(": text:rep Down")),
        ("palette_without_a_match", at(": text:zebra")),
    ]
}

fn suggested() -> Msg {
    let (folder, name) = ("/home/ann".to_owned(), "undercurrent-emea-2026-11-24.html".to_owned());
    Msg::Read(ReadReply::Suggested(Ok(Suggested { folder, name })))
}

/// Asked which name a merged record is to have.
fn merging(warnings: &[&str]) -> Sitting {
    let merging = Merging {
        record: finished(&built_in(), &LOUD),
        people: "3 responses: Sales 2, Marketing 1".to_owned(),
        notes: Vec::new(),
        warnings: warnings.iter().map(|&warning| warning.to_owned()).collect(),
    };
    opened(records(6), 0).receives(Msg::Read(ReadReply::Merged(Ok(Box::new(merging)))))
}

/// On a list whose first record has a step that should be done.
fn with_a_step() -> Sitting {
    let listed = records(6);
    let mut record = of(&listed[0], 0);
    let cause = record.questionnaire().causes()[0].id.clone();
    let due = Some("2026-10-01".parse().unwrap());
    let intent = Intent { cause, step: "Look at ten leads.", owner: "Ann", due };
    record.take_on(intent, None, "2026-09-01T10:00:00Z".parse().unwrap()).unwrap();
    let previewed =
        Msg::Read(ReadReply::Previewed { id: listed[0].id, file: None, preview: Ok(Box::new(preview(&record))) });
    opened(listed, 0).receives(previewed)
}

/// Asked about two records that were deleted in a run that was cut short.
fn restoring() -> Sitting {
    let asked = Sitting::at(App::home(setup(&built_in()))).receives(Msg::InLines);
    let asked = asked.receives(Msg::Read(ReadReply::LeftBehind(records(2))));
    asked.receives(Msg::Read(ReadReply::Listed { records: records(3), unfinished: Vec::new(), unreadable: 0 }))
}

/// On the list of these records, all of them read but for the fourth.
pub fn opened(records: Vec<Listed>, unreadable: usize) -> Sitting {
    let previews: Vec<Msg> = records
        .iter()
        .enumerate()
        .filter(|(at, _)| *at != 3)
        .map(|(at, listed)| {
            let preview = Ok(Box::new(preview(&of(listed, at))));
            Msg::Read(ReadReply::Previewed { id: listed.id, file: None::<PathBuf>, preview })
        })
        .collect();
    let home = Sitting::at(App::home(setup(&built_in())));
    let listed = home.receives(Msg::InLines).receives(Msg::Read(ReadReply::Listed {
        records,
        unfinished: Vec::new(),
        unreadable,
    }));
    previews.into_iter().fold(listed, Sitting::receives)
}

/// The record that stands behind a row.
fn of(listed: &Listed, at: usize) -> Record {
    let answers: &[&str] = if at.is_multiple_of(2) { &LOUD } else { &MILD };
    match listed.unfinished {
        Some(_) => open(&built_in(), &["5142", "3333", "24"]),
        None => like(&finished(&built_in(), answers)).id(listed.id).label(listed.label.as_str()).build(),
    }
}

pub fn records(number: u128) -> Vec<Listed> {
    let labels = [
        "EMEA",
        "",
        "The north of the west and the south of the east, others",
        "東京",
        "Kick-off EMEA",
        "EMEA",
        "EMEA",
    ];
    let people = ["Sales", "Marketing", "Another team", "21 people", "Sales", "Sales", "Marketing"];
    let sides =
        [Some("sales"), Some("marketing"), Some("other"), None, Some("sales"), Some("sales"), Some("marketing")];
    let whens = ["today 16:10", "yesterday 09:05", "21 November 2026 16:10", "23 October 2025 08:00"];
    let begun = ["2026-11-24T15:10:00Z", "2026-11-23T08:05:00Z", "2026-11-21T15:10:00Z", "2025-10-23T06:00:00Z"];
    let row = |at: u128| {
        let turn = usize::try_from(at).unwrap();
        let unfinished = (turn % 6 == 1).then_some(10);
        Listed {
            id: Token::new(at),
            file: None,
            label: Label::new(labels[turn % labels.len()]).unwrap(),
            who: people[turn % people.len()].to_owned(),
            side: sides[turn % sides.len()].map(|side| side.parse().unwrap()),
            begun: begun[turn % begun.len()].parse().unwrap(),
            when: whens[turn % whens.len()].to_owned(),
            finished: unfinished.is_none().then(|| begun[turn % begun.len()].parse().unwrap()),
            unfinished,
        }
    };
    (0..number).map(row).collect()
}
