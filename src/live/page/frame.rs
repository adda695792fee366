//! What stands on every page.

use minijinja::context;
use minijinja::value::Value;

use crate::live::room::{Progress, Setup};
use crate::live::wire::stamp;

/// What stands on every page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    title: String,
    label: String,
    language: String,
    rehearsal: bool,
    stamp: String,
    session: String,
}

impl Frame {
    /// The frame of a session as it stands.
    pub fn of(setup: &Setup, progress: &Progress) -> Self {
        let head = setup.questionnaire.head();
        Self {
            title: head.title.clone(),
            label: setup.label.as_str().to_owned(),
            language: head.language.clone(),
            rehearsal: setup.rehearsal,
            stamp: stamp(progress),
            session: setup.id.short(),
        }
    }

    /// The frame, as pages name its parts.
    pub(super) fn value(&self) -> Value {
        context! {
            title => self.title.as_str(),
            label => self.label.as_str(),
            language => self.language.as_str(),
            rehearsal => self.rehearsal,
            stamp => self.stamp.as_str(),
            session => self.session.as_str(),
        }
    }
}
