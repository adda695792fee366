//! A part of a questionnaire; and what is asked without the causes that it belongs to, for people who answer before they
//! may know them.
//!
//! An author may name statements and scales after their causes, so all of them go by their place in the order of asking.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::id::Id;
use super::questionnaire::{Cause, Invalid, Item, Questionnaire, Scale};

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

    /// What participants call a statement: its place in the order of asking, and nothing else.
    pub fn nameless(&self, item: &Id) -> Option<Id> {
        self.asked().position(|other| &other.id == item).map(|at| Id::of_statement(at + 1))
    }

    /// The statement that participants call so.
    pub fn named(&self, nameless: &Id) -> Option<&Item> {
        self.asked().enumerate().find(|(at, _)| &Id::of_statement(at + 1) == nameless).map(|(_, item)| item)
    }

    /// The same statements in the same order, as if they belonged to one cause that says nothing, and without what only
    /// a score needs.
    ///
    /// # Errors
    /// None that is known: what can be asked can be asked so.
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
        let mut head = self.head().clone();
        head.tensions.clear();
        head.guess_stem = None;
        Self::new(head, vec![Cause { items, ..unnamed() }], &order)
    }
}

fn numbered(place: usize, scale: &Scale) -> Arc<Scale> {
    Arc::new(Scale { id: Id::of_scale(place), ..scale.clone() })
}

fn unnamed() -> Cause {
    Cause {
        heading: NAME.to_owned(),
        situation: NOT_YET.to_owned(),
        remedy: NOT_YET.to_owned(),
        first_step: NOT_YET.to_owned(),
        prompts: vec![NOT_YET.to_owned()],
        ..Cause::untold(Id::of_statements(), NAME.to_owned())
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
