//! Before finishing with gaps.

use crate::app::App;
use crate::app::screens::answering::Answering;
use crate::wording;

/// What finishing is called, and what it means with gaps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// How many statements are open.
    pub open: String,
    /// What that means.
    pub meaning: String,
    /// What finishing is called.
    pub finish: &'static str,
}

/// What is said above the unanswered statements. Alone the results come next; in a session the others do.
pub fn review(app: &App, answering: &Answering) -> Review {
    let open = wording::left_open(answering.assessment.unanswered().len());
    if app.screen().seat().is_none() {
        let meaning = wording::gaps(answering.assessment.analysis());
        return Review { open, meaning, finish: "Finish and see the results" };
    }
    let meaning = "What stays open is left out of the figures. You can come back to it until the facilitator closes \
                   answering.";
    Review { open, meaning: meaning.to_owned(), finish: "I have finished" }
}
