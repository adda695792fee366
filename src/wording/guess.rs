//! What is told of guesses: reliefs first, then blind spots, then what was about as expected.

use super::{count, list};
use crate::domain::analysis::{EveryoneAnalysis, EveryoneCause};
use crate::domain::compare::{Comparison, PersonGuess};
use crate::domain::guess::{Expectation, Expected, SideGuess};
use crate::domain::severity::{Severity, whole};

/// What a lead does after the own answers, for the header.
pub const GUESSING: &str = "the other side";
pub const ONE_MORE_MINUTE: &str = "One more minute";

/// What is said before a lead guesses so many times.
pub fn ahead(guesses: usize) -> [String; 2] {
    [
        format!(
            "You have said what you see. Now guess what the other side sees: {}, a key each, and you may skip any.",
            count(guesses, "guess", "guesses")
        ),
        "Your guess stays in your record. When the other side's record lies beside it, compare tells where you expected \
         more than they said, or less."
            .to_owned(),
    ]
}

/// A guess as it is asked: `How often will people in Marketing say: leads come unchecked?`
pub fn question(stem: &str, clause: &str) -> String {
    format!("{stem}: {clause}?")
}

pub fn place(number: usize, of: usize) -> String {
    format!("Guess {number} of {of}.")
}

pub const EXPECTED: &str = "What the sides expected of each other";
pub const OF_PEOPLE: &str = "Expected, and said";
pub const RELIEFS: &str = "Reliefs";
pub const BLIND_SPOTS: &str = "Blind spots";
const RELIEFS_ARE: &str = "Reliefs: a side sees less of it than the other side expected.";
const BLIND_SPOTS_ARE: &str = "Blind spots: a side sees more of it than the other side expected.";

pub const fn expectation(expectation: Expectation) -> &'static str {
    match expectation {
        Expectation::Relief => "relief",
        Expectation::BlindSpot => "blind spot",
        Expectation::AsExpected => "as expected",
    }
}

#[derive(Debug, Clone, Copy)]
pub struct Guess<'a> {
    pub by: Option<&'a str>,
    pub about: &'a str,
    pub said: Severity,
    pub expected: Expected,
}

impl<'a> Guess<'a> {
    pub fn of_side(guess: &SideGuess, several: &'a EveryoneAnalysis) -> Self {
        let name = |place: usize| several.questionnaire().head().sides.get(place).map_or("", |side| side.name.as_str());
        Self { by: Some(name(guess.by)), about: name(guess.about), said: guess.said, expected: guess.expected }
    }

    /// What one person expected another to say; whoever is named first is the reader.
    pub fn of_person(guess: &PersonGuess<'a>) -> Self {
        let by = (!guess.is_first).then_some(guess.by.sign.as_str());
        Self { by, about: &guess.about.sign, said: guess.said, expected: guess.expected }
    }

    /// It in a sentence or two: `Sales expected Marketing to say 74. Marketing said 52.`
    pub fn text(&self) -> String {
        let Guess { by, about, said, expected } = *self;
        let (who, said) = (by.unwrap_or("You"), said.shown());
        match expected.expectation {
            Expectation::Relief => {
                format!("{who} expected {about} to say {}. {about} said {said}.", expected.mean.shown())
            }
            Expectation::BlindSpot => {
                format!("{about} said {said}, {} more than {} expected.", whole(-expected.off_by), by.unwrap_or("you"))
            }
            Expectation::AsExpected => {
                format!("{about} said {said}, about as {} expected ({}).", by.unwrap_or("you"), expected.mean.shown())
            }
        }
    }
}

/// What the sides expected of each other in one cause, with how many guessed: reliefs first.
pub fn of_cause(several: &EveryoneAnalysis, cause: &EveryoneCause<'_>) -> Vec<String> {
    let texts = |wanted| {
        let guesses = cause.figures.guesses.iter().filter(move |guess| guess.expected.expectation == wanted);
        guesses.map(|guess| counted(several, guess))
    };
    Expectation::ALL.into_iter().flat_map(texts).collect()
}

/// What one side expected of the other, with how many people guessed: `... Marketing said 52. 8 guesses.`
fn counted(several: &EveryoneAnalysis, guess: &SideGuess) -> String {
    format!("{} {}.", Guess::of_side(guess, several).text(), count(guess.people, "guess", "guesses"))
}

#[derive(Debug, Clone)]
pub struct Surprise<'a> {
    pub cause: &'a str,
    pub text: String,
    /// What to ask each other about it, where there is something to talk about.
    pub ask: Option<&'a str>,
}

/// The causes in which the other side sees less than a side expected, largest first, or more, each with a question.
pub fn surprises(several: &EveryoneAnalysis, wanted: Expectation) -> Vec<Surprise<'_>> {
    several.guesses(wanted).iter().map(|(cause, guess)| surprise(several, cause, guess)).collect()
}

fn surprise<'a>(several: &EveryoneAnalysis, cause: &EveryoneCause<'a>, guess: &SideGuess) -> Surprise<'a> {
    let is_to_talk_about = guess.expected.expectation == Expectation::BlindSpot;
    let ask = cause.cause.prompts.first().filter(|_| is_to_talk_about);
    Surprise { cause: &cause.cause.name, text: counted(several, guess), ask: ask.map(String::as_str) }
}

/// What lies about where it was expected, in one line:
/// `About as expected: Goals apart and Selling unseen (Marketing by Sales); Lead mismatch (Sales by Marketing).`
pub fn as_expected(several: &EveryoneAnalysis) -> Option<String> {
    let guesses = several.guesses(Expectation::AsExpected);
    let sides = 0..several.sides().len();
    let of = |by: usize| {
        let own: Vec<_> = guesses.iter().filter(|(_, guess)| guess.by == by).collect();
        let (_, first) = own.first()?;
        let Guess { by, about, .. } = Guess::of_side(first, several);
        let mut own: Vec<_> = own.iter().map(|(cause, _)| (cause.place, cause.cause.name.as_str())).collect();
        own.sort_unstable();
        let names: Vec<&str> = own.into_iter().map(|(_, name)| name).collect();
        Some(format!("{} ({about} by {})", list(&names, "and"), by.unwrap_or_default()))
    };
    let parts: Vec<String> = sides.filter_map(of).collect();
    (!parts.is_empty()).then(|| about_as(&parts.join("; ")))
}

fn about_as(what: &str) -> String {
    format!("About as expected: {what}.")
}

/// What people expected each other to say, each with the cause: reliefs, blind spots, then the rest in one line.
pub fn of_people(comparison: &Comparison) -> Vec<(Option<&str>, String)> {
    let surprises = |wanted| {
        let guesses = comparison.guesses(wanted).into_iter();
        guesses.map(|guess| (Some(guess.cause.name.as_str()), Guess::of_person(&guess).text()))
    };
    let expected = comparison.guesses(Expectation::AsExpected);
    let mut names: Vec<&str> = expected.iter().map(|guess| guess.cause.name.as_str()).collect();
    names.dedup();
    let rest = (!names.is_empty()).then(|| (None, about_as(&list(&names, "and"))));
    Expectation::SURPRISES.into_iter().flat_map(surprises).chain(rest).collect()
}

/// All that is told of guesses: reliefs, largest first, then blind spots, then the rest in one line.
pub fn all(several: &EveryoneAnalysis) -> Vec<String> {
    let lines = |wanted| surprises(several, wanted).into_iter().map(|one| format!("{}: {}", one.cause, one.text));
    let surprises = Expectation::SURPRISES.into_iter().flat_map(lines);
    surprises.chain(as_expected(several)).collect()
}

/// What reliefs or blind spots are; nothing of what was as expected.
pub const fn what_they_are(wanted: Expectation) -> Option<&'static str> {
    match wanted {
        Expectation::Relief => Some(RELIEFS_ARE),
        Expectation::BlindSpot => Some(BLIND_SPOTS_ARE),
        Expectation::AsExpected => None,
    }
}

/// The first so many of some names, and how many more there are.
fn first_of(names: &[&str], most: usize) -> String {
    let more = names.len().saturating_sub(most);
    let more = (more > 0).then(|| format!("{more} more"));
    let shown: Vec<&str> = names.iter().copied().take(most).chain(more.as_deref()).collect();
    list(&shown, "and")
}

/// The names of the causes that were a relief and of those that are a blind spot, so many of each at most:
/// `Reliefs: Disputed spend. Blind spots: Lead mismatch and Goals apart.`
pub fn named(several: &EveryoneAnalysis, most: usize) -> Option<String> {
    let of = |(head, wanted): (&str, Expectation)| {
        let guesses = several.guesses(wanted);
        let mut names: Vec<&str> = Vec::new();
        for (cause, _) in &guesses {
            if !names.contains(&cause.cause.name.as_str()) {
                names.push(&cause.cause.name);
            }
        }
        (!names.is_empty()).then(|| format!("{head}: {}.", first_of(&names, most)))
    };
    let sentences: Vec<String> =
        [(RELIEFS, Expectation::Relief), (BLIND_SPOTS, Expectation::BlindSpot)].into_iter().filter_map(of).collect();
    (!sentences.is_empty()).then(|| sentences.join(" "))
}
