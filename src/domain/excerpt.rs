//! A part of a questionnaire; and what is asked without the causes that it belongs to, for people who answer before they
//! may know them.
//!
//! An author may name statements and scales after their causes, so all of them go by their place in the order of asking,
//! and so do the causes that are guessed.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::id::Id;
use super::questionnaire::{Cause, Head, Invalid, Item, Questionnaire, Scale};

/// What stands where a cause would be named.
const NAME: &str = "Statements";
/// What stands where a cause would be told.
const NOT_YET: &str = "A cause is named when the room talks about it.";

impl Questionnaire {
    /// The short form: the pulse items alone. None where some cause has no pulse item, or all items belong to it.
    pub fn pulse(&self) -> Option<Self> {
        let whole = self.causes().iter().all(|cause| cause.items.iter().any(|item| item.pulse));
        if whole && !self.is_pulse() { self.keeping(|item| item.pulse) } else { None }
    }

    /// These causes alone, in the order of definition. None where it has none of them.
    pub fn of_causes(&self, ids: &[Id]) -> Option<Self> {
        let causes = || self.causes().iter().filter(|cause| ids.contains(&cause.id));
        self.keeping(|item| causes().flat_map(|cause| &cause.items).any(|own| own.id == item.id))
    }

    /// These statements alone, with their causes, in the order of asking. None where it has none of them.
    pub fn of_items(&self, ids: &[Id]) -> Option<Self> {
        self.keeping(|item| ids.contains(&item.id))
    }

    fn keeping(&self, is_kept: impl Fn(&Item) -> bool) -> Option<Self> {
        let mut causes = self.causes().to_vec();
        for cause in &mut causes {
            cause.items.retain(&is_kept);
        }
        causes.retain(|cause| !cause.items.is_empty());
        let order: Vec<Id> = self.asked().filter(|item| is_kept(item)).map(|item| item.id.clone()).collect();
        Self::new(self.head().clone(), causes, &order).ok()
    }

    /// What participants call a statement, or a cause that they guess: its place in the order of asking, and nothing
    /// else.
    pub fn nameless(&self, id: &Id) -> Option<Id> {
        let statement = self.asked().position(|item| &item.id == id).map(|at| Id::of_statement(at + 1));
        let guess = || self.guess_items().position(|guess| &guess.cause.id == id).map(|at| Id::of_guess(at + 1));
        statement.or_else(guess)
    }

    /// The statement, or the cause that is guessed, which participants call so.
    pub fn named(&self, nameless: &Id) -> Option<&Id> {
        let statement = self.asked().enumerate().find(|(at, _)| &Id::of_statement(at + 1) == nameless);
        let guess = || self.guess_items().enumerate().find(|(at, _)| &Id::of_guess(at + 1) == nameless);
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
        Self::new(head, vec![Cause { items, ..unnamed(Id::of_no_cause(), NAME) }], &order).ok()
    }

    /// The same statements in the same order, as if they belonged to causes that say nothing, and without what only a
    /// score needs. Of what is guessed only the text is told: the statement beside it is any on the same scale.
    pub fn without_causes(&self) -> Result<Self, Invalid> {
        let mut scales: BTreeMap<&Id, Arc<Scale>> = BTreeMap::new();
        let mut items = Vec::with_capacity(self.len());
        for (at, item) in self.asked().enumerate() {
            let place = scales.len() + 1;
            let scale = scales.entry(&item.scale.id).or_insert_with(|| numbered(place, &item.scale));
            items.push(Item {
                id: Id::of_statement(at + 1),
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
                ..unnamed(Id::of_guess(at + 1), &name)
            });
        }
        if !items.is_empty() {
            causes.push(Cause { items, ..unnamed(Id::of_statements(), NAME) });
        }
        let mut head = self.head().clone();
        head.tensions.clear();
        Self::new(head, causes, &order)
    }
}

fn numbered(place: usize, scale: &Scale) -> Arc<Scale> {
    Arc::new(Scale { id: Id::of_scale(place), ..scale.clone() })
}

fn unnamed(id: Id, name: &str) -> Cause {
    Cause {
        heading: name.to_owned(),
        // No two causes of a questionnaire say the same.
        situation: format!("{name}: {NOT_YET}"),
        remedy: format!("{name}: {NOT_YET}"),
        first_step: NOT_YET.to_owned(),
        prompts: vec![NOT_YET.to_owned()],
        ..Cause::untold(id, name.to_owned())
    }
}

impl Cause {
    /// A cause of which nothing is told but its name.
    pub const fn untold(id: Id, name: String) -> Self {
        Self {
            id,
            name,
            heading: String::new(),
            situation: String::new(),
            experience: None,
            experience_note: None,
            remedy: String::new(),
            first_step: String::new(),
            care: None,
            prompts: Vec::new(),
            guess: None,
            sem: None,
            items: Vec::new(),
        }
    }
}
