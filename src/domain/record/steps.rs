//! What is changed in a record once its answers are in: what is taken on, and the note at the end.

use jiff::Timestamp;

use super::{Invalid, Record};
use crate::domain::action::{self, ACTIONS_MAX, Action, ActionStatus, Intent, Plan};
use crate::domain::text::Note;

impl Record {
    /// Takes an action on, perhaps as a plan. Where there are enough already, one that was dropped gives it its place.
    pub fn take_on(&mut self, intent: Intent<'_>, plan: Option<Plan>, at: Timestamp) -> Result<(), Invalid> {
        if self.actions.iter().any(|action| action.is_already(&intent.cause, intent.step)) {
            return Err(action::Invalid::Twice.into());
        }
        let mut actions = self.actions.clone();
        let dropped = actions.iter().position(Action::is_dropped);
        if let Some(place) = dropped.filter(|_| actions.len() >= ACTIONS_MAX) {
            actions.remove(place);
        }
        actions.push(Action::new(intent, at)?.planned(plan));
        *self = self.clone().with_actions(actions)?;
        Ok(())
    }

    /// Writes an action anew, by its place.
    ///
    /// # Errors
    /// When it cannot be kept as it is, or is another one that still waits.
    pub fn rewrite(&mut self, place: usize, intent: Intent<'_>, plan: Option<Plan>) -> Result<(), Invalid> {
        let mut others = self.actions.iter().enumerate().filter(|(other, _)| *other != place);
        if others.any(|(_, action)| action.is_already(&intent.cause, intent.step)) {
            return Err(action::Invalid::Twice.into());
        }
        let mut actions = self.actions.clone();
        if let Some(action) = actions.get_mut(place) {
            *action = action.rewritten(intent, plan)?;
        }
        *self = self.clone().with_actions(actions)?;
        Ok(())
    }

    /// Keeps the answer to the question at the end, or none any more.
    pub fn write_note(&mut self, note: Option<Note>) -> Result<(), Invalid> {
        *self = self.clone().with_note(note)?;
        Ok(())
    }

    /// Says what became of an action, by its place.
    pub fn follow_up(&mut self, place: usize, became: ActionStatus) {
        if let Some(action) = self.actions.get_mut(place) {
            *action = action.clone().became(became);
        }
    }
}
