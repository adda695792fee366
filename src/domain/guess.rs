//! What the people of one side guess the other will say, cause by cause: Sales guesses Marketing, and Marketing Sales.
//!
//! People of rival groups overrate how badly the other sees things, and to show them the real figure lowers hostility
//! (Lees and Cikara 2020; Ruggeri and others 2021). So what may be told of guesses is told as reliefs and blind spots,
//! never of one person but a lead's own.
//!
//! And what is asked without the causes that it belongs to, for people who answer before they may know them. An author
//! may name statements and scales after their causes, so all of them go by their place in the order of asking, and so do
//! the causes that are guessed.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::disclosure::{Hidden, responses, side_least};
use super::everyone::Average;
use super::id::Id;
use super::questionnaire::{Cause, GUESSED_SIDE, Head, Invalid, Item, MARKETING, Questionnaire, SALES, Scale, Side};
use super::record::Record;
use super::severity::{NOISE, Severity, number};
use super::verdict::half_step;

/// The round in which guesses are made.
const ROUND: u8 = 1;
/// What stands where a cause would be named.
const NAME: &str = "Statements";

#[derive(Debug, Clone, Copy)]
pub struct GuessItem<'a> {
    pub cause: &'a Cause,
    /// What the other side is expected to say, as a clause that completes the question.
    pub text: &'a str,
    pub scale: &'a Arc<Scale>,
}

impl Questionnaire {
    /// The side that people of Sales or Marketing guess; none for others, and where nothing is guessed.
    pub fn guessed_by(&self, side: &Id) -> Option<&Side> {
        let other = match side.as_str() {
            SALES => MARKETING,
            MARKETING => SALES,
            _ => return None,
        };
        let other = self.head().sides.iter().find(|side| side.id.as_str() == other)?;
        self.guess_items().next().map(|_| other)
    }

    /// What is guessed, in the order of definition; nothing where the questionnaire has no guesses.
    pub fn guess_items(&self) -> impl Iterator<Item = GuessItem<'_>> {
        self.causes().iter().filter_map(|cause| {
            Some(GuessItem { cause, text: cause.guess.as_deref()?, scale: self.guess_scale(&cause.id)? })
        })
    }

    /// The question before each guess that people of a side make; none where they guess nothing.
    pub fn guess_question(&self, side: &Id) -> Option<String> {
        let guessed = self.guessed_by(side)?;
        Some(self.head().guess_stem.as_ref()?.replace(GUESSED_SIDE, &guessed.name))
    }

    /// What participants call a statement, or a cause that they guess: its place in the order of asking.
    pub fn nameless(&self, id: &Id) -> Option<Id> {
        let statement = self.asked().position(|item| &item.id == id).map(|at| Id::numbered("statement", at + 1));
        let guess =
            || self.guess_items().position(|guess| &guess.cause.id == id).map(|at| Id::numbered("guess", at + 1));
        statement.or_else(guess)
    }

    /// The statement, or the cause that is guessed, which participants call so.
    pub fn named(&self, nameless: &Id) -> Option<&Id> {
        let statement = self.asked().enumerate().find(|(at, _)| &Id::numbered("statement", at + 1) == nameless);
        let guess = || self.guess_items().enumerate().find(|(at, _)| &Id::numbered("guess", at + 1) == nameless);
        statement.map(|(_, item)| &item.id).or_else(|| guess().map(|(_, guess)| &guess.cause.id))
    }

    /// The guesses that people of a side make, as statements of a questionnaire of its own: each is the end of a question,
    /// goes by the id of its cause, and has no answer apart from the scale. None where they guess nothing.
    pub fn guessed_as_statements(&self, side: &Id) -> Option<Self> {
        let stem = format!("{}:", self.guess_question(side)?);
        let items: Vec<Item> = self
            .guess_items()
            .map(|guess| Item {
                id: guess.cause.id.clone(),
                text: format!("{}?", guess.text),
                hint: None,
                scale: Arc::new(Scale { stem: stem.clone(), na: String::new(), ..Scale::clone(guess.scale) }),
                reverse: false,
                pulse: self.is_pulse(),
                weight: 1.0,
            })
            .collect();
        let order: Vec<Id> = items.iter().map(|item| item.id.clone()).collect();
        let head = Head { guess_stem: None, tensions: Vec::new(), ..self.head().clone() };
        Self::new(head, vec![Cause { items, ..Cause::untold(Id::of_no_cause(), NAME.to_owned()) }], &order).ok()
    }

    /// The same statements in the same order, as if they belonged to causes that say nothing, and without what only a
    /// score needs; `not_yet` stands where a cause would be told. Of what is guessed only the text is told: the statement
    /// beside it is any on the same scale.
    pub fn without_causes(&self, not_yet: &str) -> Result<Self, Invalid> {
        let mut scales: BTreeMap<&Id, Arc<Scale>> = BTreeMap::new();
        let mut items = Vec::with_capacity(self.len());
        for (at, item) in self.asked().enumerate() {
            let place = scales.len() + 1;
            let scale = scales
                .entry(&item.scale.id)
                .or_insert_with(|| Arc::new(Scale { id: Id::numbered("scale", place), ..Scale::clone(&item.scale) }));
            items.push(Item {
                id: Id::numbered("statement", at + 1),
                text: item.text.clone(),
                hint: item.hint.clone(),
                scale: Arc::clone(scale),
                reverse: false,
                pulse: self.is_pulse(),
                weight: 1.0,
            });
        }
        let order: Vec<Id> = items.iter().map(|item| item.id.clone()).collect();
        let mut causes = Vec::new();
        for (at, guess) in self.guess_items().enumerate() {
            let scale = scales.get(&guess.scale.id).map(|scale| &scale.id);
            let beside = items.iter().position(|item| Some(&item.scale.id) == scale);
            let beside = beside.map(|at| items.remove(at)).into_iter().collect();
            let name = format!("Guess {}", at + 1);
            causes.push(Cause {
                guess: Some(guess.text.to_owned()),
                items: beside,
                ..unnamed(Id::numbered("guess", at + 1), &name, not_yet)
            });
        }
        if !items.is_empty() {
            causes.push(Cause { items, ..unnamed(Id::of_statements(), NAME, not_yet) });
        }
        let mut head = self.head().clone();
        head.tensions.clear();
        Self::new(head, causes, &order)
    }
}

impl GuessItem<'_> {
    /// A guess as points of severity, 0 to 100: the scale's points stand at equal steps.
    pub fn points(&self, value: i32) -> Option<f64> {
        let (lowest, highest) = (self.scale.lowest(), self.scale.highest());
        (lowest..=highest).contains(&value).then(|| f64::from(value - lowest) / f64::from(highest - lowest) * 100.0)
    }
}

fn unnamed(id: Id, name: &str, not_yet: &str) -> Cause {
    Cause {
        heading: name.to_owned(),
        // No two causes of a questionnaire say the same.
        situation: format!("{name}: {not_yet}"),
        remedy: format!("{name}: {not_yet}"),
        first_step: not_yet.to_owned(),
        prompts: vec![not_yet.to_owned()],
        ..Cause::untold(id, name.to_owned())
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Expected {
    pub mean: Severity,
    /// By how many points it lies above what was said.
    pub off_by: f64,
    pub expectation: Expectation,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expectation {
    /// The other side sees it as less severe than expected, by half a step or more.
    Relief,
    /// The other side sees it as more severe than expected, by half a step or more.
    BlindSpot,
    AsExpected,
}

impl Expectation {
    /// What took a side by surprise, in the order in which it is told.
    pub const SURPRISES: [Self; 2] = [Self::Relief, Self::BlindSpot];
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 3] = [Self::Relief, Self::BlindSpot, Self::AsExpected];
}

impl Expected {
    /// The guesses of a side, in points, against what the other said; none of fewer people than a side is shown of.
    pub fn of_side(guesses: &[f64], said: Severity, half_step: f64, least: usize) -> Option<Self> {
        Self::of(guesses, said, half_step).filter(|_| guesses.len() >= side_least(least))
    }

    /// How far it is off, whichever way, in millionths of a point.
    pub fn distance(&self) -> f64 {
        (self.off_by.abs() * 1e6).round()
    }

    /// Guesses, in points, against what was said; none of none.
    pub fn of(guesses: &[f64], said: Severity, half_step: f64) -> Option<Self> {
        let mean = Severity::new(guesses.iter().sum::<f64>() / number(guesses.len()))?;
        let off_by = mean.points() - said.points();
        let expectation = if off_by >= half_step - NOISE {
            Expectation::Relief
        } else if off_by <= NOISE - half_step {
            Expectation::BlindSpot
        } else {
            Expectation::AsExpected
        };
        Some(Self { mean, off_by, expectation })
    }
}

/// What one side expected another to say of a cause, beside what that one said, where both may be shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SideGuess {
    /// The side that guessed, by its place in the questionnaire.
    pub by: usize,
    /// The side that it guessed, by its place in the questionnaire.
    pub about: usize,
    pub people: usize,
    pub said: Severity,
    pub expected: Expected,
}

/// What the sides expected of each other in one cause, beside the averages of the sides, which are those of `round`.
pub(super) fn guesses(record: &Record, round: u8, cause: &Cause, sides: &[Result<Average, Hidden>]) -> Vec<SideGuess> {
    let questionnaire = record.questionnaire();
    let Some(item) = questionnaire.guess_items().find(|item| item.cause.id == cause.id && round == ROUND) else {
        return Vec::new();
    };
    let places = questionnaire.head().sides.iter().enumerate();
    let of = |(by, side): (usize, &Side)| {
        let other = &questionnaire.guessed_by(&side.id)?.id;
        let about = questionnaire.head().sides.iter().position(|side| &side.id == other)?;
        let said = sides.get(about)?.as_ref().ok()?.mean;
        let own = responses(record, ROUND).filter(|response| response.side == side.id);
        let guesses: Vec<f64> = own.filter_map(|response| item.points(*response.guesses.get(&cause.id)?)).collect();
        let expected = Expected::of_side(&guesses, said, half_step(&cause.items), record.head().least())?;
        Some(SideGuess { by, about, people: guesses.len(), said, expected })
    };
    places.filter_map(of).collect()
}
