//! A few people's answers, side by side.

use std::sync::Arc;

use undercurrent::testing::app::{App, Effect, Msg, ReadReply, ReadRequest};
use undercurrent::testing::domain::{Comparison, Named, Questionnaire, Record, Response, Token};

use super::{LOUD, State};
use crate::answers::{built_in, finished};
use crate::record::like;
use crate::sitting::{Sitting, setup};

const OTHER: [&str; 9] = ["4242", "2415", "5151", "2n..", "1515", "3333", "2424", "5151", "4n.."];

/// Side and label of a person, with the answers.
type Person<'a> = (&'a str, &'a str, &'a [&'a str]);

fn record(questionnaire: &Arc<Questionnaire>, number: u128, (side, label, letters): Person<'_>) -> Record {
    let own = |_, response: &mut Response| {
        response.id = Token::new(number);
        response.side = side.parse().unwrap();
    };
    like(&finished(questionnaire, letters)).id(Token::new(number)).label(label).each(own).build()
}

/// These people at the page of them all.
pub fn side_by_side(questionnaire: &Arc<Questionnaire>, people: &[Person<'_>]) -> Sitting {
    let records: Vec<Record> =
        (1..).zip(people).map(|(number, person)| record(questionnaire, number, *person)).collect();
    let named: Vec<Named<'_>> = records.iter().map(|record| Named { name: "", record }).collect();
    let comparison = Comparison::of(&named).unwrap();
    let opening = Sitting::at(App::opening(setup(questionnaire), Effect::Read(ReadRequest::Compare(Vec::new()))));
    opening.receives(Msg::Read(ReadReply::Compared(Ok(Arc::new(comparison)))))
}

pub fn compare() -> Vec<State> {
    let pulse = Arc::new(built_in().pulse().unwrap());
    let long = "North America and the Nordic countries, partners included";
    let two = || side_by_side(&built_in(), &[("sales", "EMEA", &LOUD), ("marketing", "EMEA", &OTHER)]);
    let four: [Person<'_>; 4] = [
        ("sales", "EMEA", &["5"; 9]),
        ("sales", "EMEA", &["1"; 9]),
        ("other", long, &["3"; 9]),
        ("marketing", "", &[]),
    ];
    vec![
        ("compare_two", two()),
        ("compare_two_scrolled", two().press("2*PgDn")),
        ("compare_two_at_the_end", two().press("End")),
        (
            "compare_those_who_see_it_alike",
            side_by_side(&pulse, &[("sales", "", &["4"; 9]), ("marketing", "", &["4"; 9])]),
        ),
        ("compare_four_with_a_long_label", side_by_side(&pulse, &four)),
    ]
}
