//! What is said about the second round of a workshop beside the first.

use super::super::gap::{signed, verdict};
use super::super::several::hidden;
use super::{ToldRow, by_chance, none_clear, people, team_change};
use crate::domain::analysis::figures::Average;
use crate::domain::disclosure::Hidden;
use crate::domain::questionnaire::Questionnaire;
use crate::domain::trend::team::{TeamCause, TeamTrend};

/// Over what is said about it.
pub const SECOND_ROUND: &str = "The second round";
/// Said under every comparison of two rounds.
pub const NO_REASON: &str = "The figures say what differs between the two rounds. They do not say why.";
/// The names of the columns.
pub const HEADS: [&str; 2] = ["Round 1", "Round 2"];

/// A cause in a row: both figures, and the change in a word or why there is none.
pub fn row(questionnaire: &Questionnaire, cause: &TeamCause) -> ToldRow {
    let cell = |average: &Result<Average, Hidden>| {
        average.as_ref().map_or_else(|_| "–".to_owned(), |average| average.mean.shown().to_string())
    };
    ToldRow {
        name: name(questionnaire, cause).to_owned(),
        cells: vec![cell(&cause.first), cell(&cause.second)],
        change: match &cause.change {
            Some(found) => format!("{}, {}", signed(found.difference), verdict(found.verdict)),
            None => why(cause),
        },
    }
}

/// The change of a cause in a sentence, or why nothing may be said of it.
pub fn sentence(questionnaire: &Questionnaire, (trend, cause): (&TeamTrend, &TeamCause)) -> String {
    match &cause.change {
        Some(found) => team_change(found, name(questionnaire, cause), "in the first round", &by_chance(trend)),
        None => format!("{}: no change is shown, {}.", name(questionnaire, cause), why(cause)),
    }
}

/// What else is to be known: of how many people, and whether any change could have been clear.
pub fn notes(trend: &TeamTrend) -> Vec<String> {
    [people(trend)].into_iter().chain(trend.none_clear.map(none_clear)).collect()
}

/// Which round has no figure, and why.
fn why(cause: &TeamCause) -> String {
    let first = cause.first.as_ref().err().map(|why| format!("round 1: {}", hidden(*why)));
    let second = cause.second.as_ref().err().map(|why| format!("round 2: {}", hidden(*why)));
    first.into_iter().chain(second).collect::<Vec<_>>().join("; ")
}

fn name<'a>(questionnaire: &'a Questionnaire, cause: &TeamCause) -> &'a str {
    questionnaire.causes().get(cause.places.1).map_or("", |cause| &cause.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cause(first: Result<Average, Hidden>, second: Result<Average, Hidden>) -> TeamCause {
        TeamCause { places: (0, 0), first, second, change: None, export: None }
    }

    #[test]
    fn a_round_without_a_figure_is_named_with_the_reason() {
        assert_eq!(
            why(&cause(Err(Hidden::ToProtect), Err(Hidden::TooFew(5)))),
            "round 1: withheld, to protect the people who answered; round 2: fewer than 5 answered this part"
        );
    }

    #[test]
    fn the_numbers_of_people_are_always_told() {
        let trend = TeamTrend { people: (21, 4), causes: Vec::new(), changed: Vec::new(), tested: 0, none_clear: None };
        assert_eq!(notes(&trend), ["21 people, then 4: not the same people."]);
    }
}
