//! Rules about what is guessed of the other side.

use super::Found;
use crate::definition::diagnostic::Problem;
use crate::definition::raw::Questionnaire;
use crate::domain::questionnaire::GUESSED_SIDE;

/// The question before each guess without anything to guess.
pub fn nothing_to_guess(raw: &Questionnaire, found: &mut Found) {
    let Some(stem) = raw.guess_stem.as_ref().filter(|_| raw.cause.iter().all(|cause| cause.guess.is_none())) else {
        return;
    };
    let problem = Problem::new(stem.span(), "'guess_stem' is there, and no cause has a 'guess'");
    found.problems.push(problem.help("give the causes that are to be guessed a 'guess', or take 'guess_stem' out"));
}

/// Something to guess without the question before it.
pub fn no_stem(raw: &Questionnaire, found: &mut Found) {
    let Some(guess) = raw.cause.iter().find_map(|cause| cause.guess.as_ref()).filter(|_| raw.guess_stem.is_none())
    else {
        return;
    };
    let problem = Problem::new(guess.span(), "a cause has a 'guess', and the questionnaire has no 'guess_stem'");
    let sample = "guess_stem = \"How often will people in {side} say\"";
    found.problems.push(problem.help(format!("write it above the first table, such as {sample}, or take 'guess' out")));
}

/// A question before each guess that does not say who is guessed.
pub fn stem_names_no_side(raw: &Questionnaire, found: &mut Found) {
    let stem = raw.guess_stem.as_ref();
    let Some(stem) = stem.filter(|stem| !stem.get().trim().is_empty() && !stem.get().contains(GUESSED_SIDE)) else {
        return;
    };
    let problem = Problem::new(stem.span(), format!("'guess_stem' does not hold {GUESSED_SIDE}"));
    found.problems.push(problem.help(format!("write {GUESSED_SIDE} where the name of the other side belongs")));
}
