//! The list of records.

use undercurrent::testing::app::{App, Listed, Msg, ReadReply};
use undercurrent::testing::domain::Label;
use undercurrent::testing::domain::Token;

use super::State;
use crate::answers::built_in;
use crate::sitting::{Sitting, setup};

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
    ]
}

/// Asked about two records that were deleted in a run that was cut short.
fn restoring() -> Sitting {
    let asked = Sitting::at(App::home(setup(&built_in()))).told(Msg::Told);
    let asked = asked.told(Msg::Read(ReadReply::LeftBehind(records(2))));
    asked.told(Msg::Read(ReadReply::Listed { records: records(3), unfinished: Vec::new(), unreadable: 0 }))
}

/// On the list of these records, with the top cause of every second one known.
fn opened(records: Vec<Listed>, unreadable: usize) -> Sitting {
    let known: Vec<Token> = records.iter().step_by(2).map(|record| record.id).collect();
    let home = Sitting::at(App::home(setup(&built_in())));
    let listed =
        home.told(Msg::Told).told(Msg::Read(ReadReply::Listed { records, unfinished: Vec::new(), unreadable }));
    let top = |id| Msg::Read(ReadReply::Topped { id, file: None, top: "Lead mismatch 94, severe".to_owned() });
    known.into_iter().map(top).fold(listed, Sitting::told)
}

fn records(number: u128) -> Vec<Listed> {
    let labels =
        ["EMEA", "", "The north of the west and the south of the east, others", "東京", "Kick-off EMEA", "DACH"];
    let people = ["Sales", "Marketing", "Another team", "21 people", "Sales", "1 person"];
    let whens = ["today 16:10", "yesterday 09:05", "21 November 2026 16:10"];
    let row = |at: u128| {
        let turn = usize::try_from(at).unwrap();
        Listed {
            id: Token::new(at),
            file: None,
            label: Label::new(labels[turn % labels.len()]).unwrap(),
            who: people[turn % people.len()].to_owned(),
            when: whens[turn % whens.len()].to_owned(),
            unfinished: (turn % 6 == 1).then_some(14),
        }
    };
    (0..number).map(row).collect()
}
