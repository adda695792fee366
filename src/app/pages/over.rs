//! The questions that lie over a screen.

use crate::app::Over;

/// The question, and what hangs on it; `why` tells why answers are not saved.
#[must_use]
pub fn over(over: &Over, why: Option<&str>) -> (String, String) {
    let why = why.map(|why| format!(": {why}")).unwrap_or_default();
    let (question, text) = match over {
        Over::Help(_) => ("", String::new()),
        Over::Leaving => (
            "Your latest answers are not saved. Leave all the same?",
            format!("They are in memory only and would be lost{why}."),
        ),
        Over::Waiting => {
            ("Saving the last answers…", "This ends by itself as soon as they are on the disk.".to_owned())
        }
        Over::Elsewhere(_) => (
            "Where should your answers be saved?",
            format!("They are in memory only{why}. Type the name of a file that does not exist yet, with its folder."),
        ),
    };
    (question.to_owned(), text)
}

/// The question whether to delete the chosen record.
pub const DELETE: &str = "Delete this record and its answers for good?";

/// The question whether to discard an unfinished assessment.
pub const DISCARD: &str = "Discard this assessment and its answers for good?";
