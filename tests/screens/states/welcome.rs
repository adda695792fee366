//! The first screen, and the questions before the first statement.

use undercurrent::testing::app::{Store, Unfinished, not_claimed};
use undercurrent::testing::domain::Token;

use super::State;
use crate::answers::{built_in, record};
use crate::record::like;
use crate::sitting::{Sitting, setup};

pub fn welcome() -> Vec<State> {
    let full = setup(&built_in());
    let mut nowhere = full.clone();
    nowhere.store = Store::Nowhere("there is no home folder".to_owned());
    let mut mine = full.clone();
    mine.pulse = None;
    let with = |unfinished| Sitting::welcomed(full.clone(), unfinished);
    let held = vec![unfinished(1, "EMEA", Some("another Undercurrent, process 4711"))];
    let refused = not_claimed("This record is open in another Undercurrent, process 4711");
    vec![
        ("welcome", with(vec![])),
        ("welcome_one_unfinished", with(vec![unfinished(1, "EMEA", None)])),
        ("welcome_several_unfinished", with(several()).press("Down")),
        ("welcome_last_of_several", with(several()).press("9*Down")),
        ("welcome_held_by_another", with(held).press("Enter").receives(refused)),
        ("welcome_discarding", with(several()).press("Down d")),
        ("welcome_nothing_to_discard", with(several()).press("9*Down d")),
        ("welcome_nowhere_to_save", Sitting::welcomed(nowhere, vec![])),
        ("welcome_without_a_short_form", Sitting::welcomed(mine, vec![])),
        ("welcome_with_the_short_form_chosen", with(vec![]).press("Down")),
        ("welcome_a_number_that_is_not_there", with(vec![]).press("7")),
        ("welcome_scrolled", with(vec![]).press("PgDn")),
    ]
}

fn several() -> Vec<Unfinished> {
    let labels = ["EMEA", "", "The north of the west and the south of the east, others", "東京", "DACH", "Iberia"];
    (1..).zip(labels).map(|(id, label)| unfinished(id, label, None)).collect()
}

fn unfinished(id: u128, label: &str, holder: Option<&str>) -> Unfinished {
    let begun = record(&built_in(), &["51", "4242", "3333", "15.."]);
    let record = like(&begun).id(Token::new(id)).label(label).build();
    Unfinished { record, file: None, holder: holder.map(str::to_owned) }
}

pub fn begin() -> Vec<State> {
    let at = |script| Sitting::welcomed(setup(&built_in()), vec![]).press("Enter").press(script);
    let resumable = || Sitting::welcomed(setup(&built_in()), several());
    let known = |script: &str| resumable().press("7 2 text:e").press(script);
    let long = "1 text:".to_owned() + &"abcdefghi-".repeat(7);
    vec![
        ("side", at("")),
        ("side_chosen", at("Down Down")),
        ("side_not_chosen_yet", at("Enter")),
        ("side_that_is_not_there", at("7")),
        ("label", at("1")),
        ("label_typed", at("1 text:EMEA")),
        ("label_amid_what_was_typed", at("1 text:EMEA Left Left")),
        ("label_of_a_known_name", known("")),
        ("label_taken_from_those_known", known(" Tab")),
        ("label_too_long", at(&(long + " Enter"))),
    ]
}
