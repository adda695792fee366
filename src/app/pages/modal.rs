//! The questions that lie over a screen.

use jiff::Zoned;

use super::label;
use crate::app::message::Listed;
use crate::app::screens::seat::Seat;
use crate::app::{App, Modal, SaveState};
use crate::domain::record::Record;
use crate::wording::{self, count};

/// The question, and what hangs on it.
pub fn over(app: &App, over: &Modal) -> (String, String) {
    let why = match app.kept() {
        SaveState::NotSaved(why) => format!(": {why}"),
        _ => String::new(),
    };
    let in_session = app.screen().seat().is_some();
    let (question, text) = match over {
        Modal::Help(_) => ("", String::new()),
        Modal::Leaving => (
            "Your latest answers are not saved. Leave all the same?",
            format!("They are in memory only and would be lost{why}."),
        ),
        Modal::Waiting if in_session => {
            ("Sending the last answers…", "This ends by itself as soon as the session has them.".to_owned())
        }
        Modal::Parting if app.screen().seat().is_some_and(Seat::is_kiosk) => (
            "Stop here and hand the laptop back?",
            "What is answered counts, and what is open stays open. Nobody can come back to these answers.".to_owned(),
        ),
        Modal::Parting => (
            "Leave the session for good?",
            "Your place is not kept: whoever comes back joins anew. What the session has of yours counts all the same."
                .to_owned(),
        ),
        Modal::Waiting => {
            ("Saving the last answers…", "This ends by itself as soon as they are on the disk.".to_owned())
        }
        Modal::Elsewhere(_) if is_earlier(app) => (
            "Where should the earlier record be saved?",
            format!(
                "What became of its actions is in memory only{why}. Type the name of a file that does not exist yet, \
                 with its folder."
            ),
        ),
        Modal::Elsewhere(_) => (
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

/// How long what is deleted can be had back.
const UNTIL: &str = "u takes it back until you leave.";

/// The question whether to delete a record: which one, and how long it can be had back.
pub fn delete(head: &Listed) -> String {
    format!("Delete {}? {UNTIL}", named(head))
}

/// The question whether to discard an unfinished assessment.
pub fn discard(record: &Record, now: &Zoned) -> String {
    format!("Discard {}? {UNTIL}", wording::begun(record, now))
}

/// Said once a record is deleted.
pub fn deleted(what: &str) -> String {
    format!("Deleted: {what}. {UNTIL}")
}

/// The question about what runs left behind that were cut short, and what hangs on it.
pub fn left_behind(records: &[Listed]) -> (String, String) {
    let (kept, them) = if records.len() == 1 { ("is", "it") } else { ("are", "them") };
    let question =
        format!("{} {kept} still here. Restore {them}?", count(records.len(), "deleted record", "deleted records"));
    let named: Vec<String> = records.iter().take(NAMED).map(named).collect();
    let more = if records.len() > NAMED { "; and others" } else { "" };
    (question, format!("Deleted by command, or in a run that was cut short: {}{more}.", named.join("; ")))
}

/// How many of the deleted records a question names.
const NAMED: usize = 3;

/// Which record is meant: `EMEA, Sales, today 16:10`.
pub fn named(head: &Listed) -> String {
    format!("{}, {}, {}", label(head), head.who, head.when)
}
