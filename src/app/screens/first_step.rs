//! A first step as it is typed: what to do, who does it, by when.

use jiff::civil::Date;
use tui_input::Input;

use crate::domain::questionnaire::Cause;
use crate::domain::text::narrowed;

/// A first step on its way.
#[derive(Debug, Clone, Default)]
pub struct FirstStep {
    /// What is being asked.
    pub asked: Asked,
    /// The step, in the person's own words.
    pub what: Input,
    /// Who does it.
    pub owner: Input,
    /// By when, as typed.
    pub due: Input,
}

/// What is being asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Asked {
    /// What to do first.
    #[default]
    What,
    /// Who does it.
    Owner,
    /// By when.
    Due,
}

/// What follows from going on.
pub(super) enum Next {
    /// The next question is asked.
    Asked,
    /// What was typed will not do; why, as a sentence.
    Not(&'static str),
    /// All is typed; by when, if a day was named.
    Done(Option<Date>),
}

impl FirstStep {
    /// Begins with the step that is suggested for a cause.
    pub(super) fn of(cause: Option<&Cause>) -> Self {
        let what = cause.map(|cause| Input::new(cause.first_step.clone())).unwrap_or_default();
        Self { what, ..Self::default() }
    }

    /// The text that is typed now.
    #[must_use]
    pub const fn typed(&self) -> &Input {
        match self.asked {
            Asked::What => &self.what,
            Asked::Owner => &self.owner,
            Asked::Due => &self.due,
        }
    }

    pub(super) const fn field(&mut self) -> &mut Input {
        match self.asked {
            Asked::What => &mut self.what,
            Asked::Owner => &mut self.owner,
            Asked::Due => &mut self.due,
        }
    }

    /// Back to the question before; says whether there was one.
    pub(super) const fn go_back(&mut self) -> bool {
        self.asked = match self.asked {
            Asked::Due => Asked::Owner,
            Asked::Owner => Asked::What,
            Asked::What => return false,
        };
        true
    }

    pub(super) fn go_on(&mut self) -> Next {
        self.asked = match self.asked {
            Asked::What if self.what.value().trim().is_empty() => return Next::Not("Say what to do first."),
            Asked::What => Asked::Owner,
            Asked::Owner => Asked::Due,
            Asked::Due => return self.date(),
        };
        Next::Asked
    }

    /// The date as typed; none where nothing was.
    fn date(&self) -> Next {
        let typed = narrowed(self.due.value().trim());
        if typed.is_empty() {
            return Next::Done(None);
        }
        typed.parse().map_or(
            Next::Not("That is no date. Write it as year, month and day, such as 2026-12-15, or leave it empty."),
            |date| Next::Done(Some(date)),
        )
    }
}
