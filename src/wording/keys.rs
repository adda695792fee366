//! What keys do, told in three words or more: labels, and sentences of help; and what is said of a key that cannot be
//! taken.

use super::list;
use crate::domain::text::{MARKS_MAX, TextError};

// Labels.

pub const ABOVE: &str = "choose the one above";
pub const BELOW: &str = "choose the one below";
pub const ANSWER_BEFORE: &str = "choose the answer before";
pub const ANSWER_AFTER: &str = "choose the next answer";
pub const TO_FIRST: &str = "to the first";
pub const TO_LAST: &str = "to the last";
pub const LINE_BEFORE: &str = "the line before";
pub const CLOSE_LEVEL: &str = "close one level";
pub const TO_RECORDS: &str = "to the list of records";
pub const LEAVE_AT_ONCE: &str = "leave at once";
pub const SAVE_ELSEWHERE: &str = "save in another file";
pub const TAKE_ANSWER: &str = "take the chosen answer";
pub const TAKE_CHOSEN: &str = "take the chosen one";
pub const NOT_APPLY: &str = "does not apply, or cannot say";
pub const SKIP_GUESSES: &str = "skip them all";
pub const CHANGE_ITS_STEP: &str = "change its step";
pub const DROP_ITS_STEP: &str = "drop its step";
pub const COPY_STEP: &str = "copy the first step";
pub const KEEP_FILTER: &str = "keep the filter";
pub const DELETE_FOR_GOOD: &str = "delete for good";

// What they do in full.

pub const REPORT: &str = "write a report into a file";
pub const EVERYTHING: &str = "find everything that can be done here";
pub const TICK: &str = "tick this step off, or take that back";
pub const CHANGE_STEP: &str = "change this step";
pub const DROP_STEP: &str = "drop this step";
pub const TWO_MORE: &str = "offer two more first steps, or one again";
pub const NOTE: &str = "write down what is not among the causes";
pub const ITS_PLAN: &str = "open the plan that it stands in";
pub const PLAN: &str = "what to do: the plan of this record";
pub const ORDER: &str = "list the causes in another order";
pub const WRONG_SIDE: &str = "I am on the wrong side: answer for another";
pub const COMPARE: &str = "compare with the other side's record of this name";
pub const TREND: &str = "trend of all records with this name and side";
pub const MARK: &str = "mark this record, or take its mark away";
pub const COMPARE_MARKED: &str = "compare the marked records, or this one with the other side's of the same name";
pub const TREND_OF_MARKED: &str = "trend of the marked records, or of all with this name and side";
pub const MERGE: &str = "merge the marked records into a new one";
pub const RENAME: &str = "give this record another name";
pub const DELETE: &str = "delete this record";
pub const ALL_STEPS: &str = "steps of all records, overdue first";
pub const FIND: &str = "find records by name, side, cause or date";
/// On to the next statement, and back to the one before.
pub const ON: &str = "on to the next, without answering";
pub const BEFORE: &str = "back to the one before";
/// Of what has no key.
pub const OPEN_ANOTHER: &str = "Open another record by its name";

// The page of help.

pub const KEYS_HERE: &str = "Keys on this screen";
/// Over the words that the questionnaire explains.
pub const WORDS: &str = "Words";
/// At its end.
pub const NO_EVIDENCE: &str = "Answers describe what teams do; they are not evidence about anybody's work. Select text with the mouse as in any \
     terminal program.";

// Said of a key, or of a text, that is not taken.

pub fn choose_to(last: usize) -> String {
    format!("Choose from 1 to {last}.")
}

/// The same of a statement, which may not apply.
pub fn choose_answer(last: usize) -> String {
    format!("Choose from 1 to {last}, or x.")
}

pub const FIRST_STATEMENT: &str = "This is the first statement.";
/// Of an answer that comes before its statement can have been read.
pub const TOO_SOON: &str = "Not taken: this statement has only just come up.";
/// The same of a yes.
pub const TOO_SOON_TO_SAY_YES: &str = "Not taken: this question has only just come up.";
/// Where stopping the program would stop a session.
pub const NOT_PAUSED: &str = "Not stopped: phones could save nothing while it stands still. q leaves.";

pub fn unusable_name(why: &TextError) -> String {
    format!("That name cannot be used: {why}.")
}

/// What a field left out: characters that cannot be shown, of which `more` are not named, too many marks on one letter,
/// and what is longer than `beyond` characters; none where that is nothing.
pub fn left_out((mut hidden, more): (Vec<String>, usize), marks: bool, beyond: Option<usize>) -> Option<String> {
    if more > 0 {
        hidden.push(format!("{more} more"));
    }
    let hidden: Vec<&str> = hidden.iter().map(String::as_str).collect();
    let parts = [
        (!hidden.is_empty()).then(|| format!("{}, which cannot be shown", list(&hidden, "and"))),
        marks.then(|| format!("marks beyond {MARKS_MAX} on one letter")),
        beyond.map(|most| format!("what goes beyond {most} characters")),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| format!("Left out: {}.", parts.join("; ")))
}
