//! What the people of one side guess the other will say, cause by cause: Sales guesses Marketing, and Marketing Sales.

use std::sync::Arc;

use super::id::Id;
use super::questionnaire::{Cause, GUESSED_SIDE, MARKETING, Questionnaire, SALES, Scale, Side};

/// One guess that is asked for.
#[derive(Debug, Clone, Copy)]
pub struct GuessItem<'a> {
    /// The cause that is guessed.
    pub cause: &'a Cause,
    /// What the other side is expected to say, as a clause that completes the question.
    pub text: &'a str,
    /// The answers to choose from.
    pub scale: &'a Arc<Scale>,
}

impl Questionnaire {
    /// The side that people of a side guess; none for sides other than Sales and Marketing, and where nothing is
    /// guessed.
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
}

impl GuessItem<'_> {
    /// A guess as points of severity, 0 to 100: the scale's points stand at equal steps.
    pub fn points(&self, value: i32) -> Option<f64> {
        let (lowest, highest) = (self.scale.lowest(), self.scale.highest());
        (lowest..=highest).contains(&value).then(|| f64::from(value - lowest) / f64::from(highest - lowest) * 100.0)
    }
}
