//! The questions that lie over a screen.

use crate::app::screens::seat::Seat;
use crate::app::{App, Kept, Over};
use crate::domain::record::Record;

/// The question, and what hangs on it.
#[must_use]
pub fn over(app: &App, over: &Over) -> (String, String) {
    let why = match app.kept() {
        Kept::NotSaved(why) => format!(": {why}"),
        _ => String::new(),
    };
    let in_session = app.screen().seat().is_some();
    let (question, text) = match over {
        Over::Help(_) => ("", String::new()),
        Over::Leaving => (
            "Your latest answers are not saved. Leave all the same?",
            format!("They are in memory only and would be lost{why}."),
        ),
        Over::Waiting if in_session => {
            ("Sending the last answers…", "This ends by itself as soon as the session has them.".to_owned())
        }
        Over::Parting if app.screen().seat().is_some_and(Seat::is_kiosk) => (
            "Stop here and hand the laptop back?",
            "What is answered counts, and what is open stays open. Nobody can come back to these answers.".to_owned(),
        ),
        Over::Parting => (
            "Leave the session for good?",
            "Your place is not kept: whoever comes back joins anew. What the session has of yours counts all the same."
                .to_owned(),
        ),
        Over::Waiting => {
            ("Saving the last answers…", "This ends by itself as soon as they are on the disk.".to_owned())
        }
        Over::Elsewhere(_) if is_earlier(app) => (
            "Where should the earlier record be saved?",
            format!(
                "What became of its actions is in memory only{why}. Type the name of a file that does not exist yet, \
                 with its folder."
            ),
        ),
        Over::Elsewhere(_) => (
            "Where should your answers be saved?",
            format!("They are in memory only{why}. Type the name of a file that does not exist yet, with its folder."),
        ),
    };
    (question.to_owned(), text)
}

/// Whether the record to be saved is not the one in hand.
fn is_earlier(app: &App) -> bool {
    let id = |record: &Record| record.head().id;
    app.unsaved().map(id).is_some_and(|unsaved| app.record().map(id) != Some(unsaved))
}

/// The question whether to delete the chosen record.
pub const DELETE: &str = "Delete this record and its answers for good?";

/// The question whether to discard an unfinished assessment.
pub const DISCARD: &str = "Discard this assessment and its answers for good?";
