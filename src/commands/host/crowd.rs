//! The made-up people of a rehearsal.

use anyhow::Context;

use super::super::environment::chance;
use crate::domain::disclosure::show;
use crate::domain::id::Id;
use crate::domain::questionnaire::{MARKETING, Questionnaire, SALES};
use crate::live::host::Handle;
use crate::live::rehearsal::Crowd;
use crate::live::room::SEATS;

/// How many people make a room that has something to show: enough on each side for a gap, and more of one.
const SIDES: [(&str, usize); 2] = [(SALES, 13), (MARKETING, 11)];

/// Lets made-up people in.
///
/// # Errors
/// When no thread can be had.
pub fn start(handle: Handle, questionnaire: &Questionnaire, least: u32) -> anyhow::Result<Crowd> {
    let people = people(questionnaire, usize::try_from(least).unwrap_or(SEATS));
    let [seed, _] = chance()?;
    #[expect(clippy::cast_possible_truncation, reason = "any part of it is chance")]
    let seed = seed as u64;
    Crowd::start(handle, &people, seed).context("the room cannot be filled")
}

/// Enough people of Sales and Marketing to be shown side by side, and of a third side where all would be shown.
fn people(questionnaire: &Questionnaire, least: usize) -> Vec<(Id, usize)> {
    let sides = &questionnaire.head().sides;
    let wanted = |id: &Id| SIDES.iter().find(|(side, _)| *side == id.as_str()).map(|(_, count)| *count.max(&least));
    let mut people: Vec<(Id, usize)> =
        sides.iter().filter_map(|side| Some((side.id.clone(), wanted(&side.id)?))).collect();
    let mut all: Vec<usize> = people.iter().map(|(_, count)| *count).collect();
    all.push(least);
    if let Some(third) = sides.iter().find(|side| wanted(&side.id).is_none())
        && all.iter().sum::<usize>() <= SEATS
        && show(&all, least).withheld == 0
    {
        people.push((third.id.clone(), least));
    }
    people
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::definition;

    fn counts(least: usize) -> Vec<(String, usize)> {
        let questionnaire = definition::built_in().unwrap();
        people(&questionnaire, least).into_iter().map(|(side, count)| (side.to_string(), count)).collect()
    }

    #[test]
    fn every_side_has_enough_people_to_be_shown() {
        let expected = [("sales", 13), ("marketing", 11), ("other", 5)].map(|(side, count)| (side.to_owned(), count));
        assert_eq!(counts(5), expected);
    }

    #[test]
    fn where_many_must_answer_together_there_are_many_but_never_more_than_seats() {
        assert_eq!(counts(20).iter().map(|(_, count)| *count).collect::<Vec<_>>(), [20, 20, 20]);
        assert_eq!(counts(250).iter().map(|(_, count)| *count).collect::<Vec<_>>(), [250, 250]);
    }
}
