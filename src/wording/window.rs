//! What a window says around the screen in it and over it: what is saved, what is wrong, that it is too small; leaving,
//! saving in another file, deleting; and the last word of a run.

use super::{capital, count};

/// So much is saved, and where; `last` tells the newest answer.
pub fn saved(answers: usize, with_session: bool, last: Option<&str>) -> String {
    let with = if with_session { " with the session" } else { "" };
    let last = last.map(|last| format!("   {last}")).unwrap_or_default();
    match answers {
        0 => format!("✓ saved{with}"),
        answers => format!("✓ {} saved{with}{last}", count(answers, "answer", "answers")),
    }
}

pub fn not_saved(why: &str) -> String {
    format!("! Not saved: {why}")
}

pub const SAVES_ELSEWHERE: &str = "  s saves elsewhere";

/// Why the session is not heard of; `unsaved` where answers wait for it.
pub fn lost(why: &str, unsaved: bool) -> String {
    let saved = if unsaved { "Not saved yet. " } else { "" };
    format!("! {saved}{}. Trying again…", capital(why))
}

pub fn too_small_to_ask(question: &str) -> String {
    format!("This window is too small. {question} q: yes.")
}

pub fn too_small_for_statement((columns, rows): (u16, u16)) -> String {
    format!(
        "This window is too small for this statement: {columns} by {rows}. Make it larger to read all of it. Nothing is \
         lost. q leaves; other keys do nothing here."
    )
}

pub fn too_small((columns, rows): (u16, u16), least: (u16, u16)) -> String {
    format!(
        "This window is too small: {columns} by {rows}. Undercurrent needs {} by {}. Nothing is lost. q leaves; other \
         keys do nothing here.",
        least.0, least.1
    )
}

pub const NOT_CALLED: &str = "Nothing here is called that. Backspace takes letters back.";

pub fn place(at: usize, of: usize) -> String {
    format!("{} of {of}", at + 1)
}

/// Why the program had to end: the terminal takes nothing any more, or a part of the program failed.
pub fn not_writable(why: &str) -> String {
    format!("the terminal could not be written to: {why}")
}

pub fn mistake(what: &str) -> String {
    format!("Undercurrent made a mistake and had to stop: {what}")
}

pub const NAMELESS_THREAD: &str = "without a name";

#[allow(dead_code, reason = "on one platform alone a terminal can be too old")]
pub const TOO_OLD: &str = "this console is too old to draw a screen in: run it with --plain, which works in lines";

/// Over everything that can be done.
pub const WHAT_TO_DO: &str = "What should be done?";

// Leaving. Where a question has something to add, that is the second text.

pub const UNSAVED: &str = "Your latest answers are not saved. Leave all the same?";

pub fn would_be_lost(why: Option<&str>) -> String {
    format!("They are in memory only and would be lost{}.", because(why))
}

pub const SAVING: [&str; 2] = ["Saving the last answers…", "This ends by itself as soon as they are on the disk."];
/// The same in a session.
pub const SENDING: [&str; 2] = ["Sending the last answers…", "This ends by itself as soon as the session has them."];
/// At a laptop that is passed round.
pub const HAND_BACK: [&str; 2] = [
    "Stop here and hand the laptop back?",
    "What is answered counts, and what is open stays open. Nobody can come back to these answers.",
];
/// In a session that keeps no place.
pub const FOR_GOOD: [&str; 2] = [
    "Leave the session for good?",
    "Your place is not kept: whoever comes back joins anew. What the session has of yours counts all the same.",
];

// Saving in another file.

pub const WHERE: &str = "Where should your answers be saved?";

pub fn in_memory_only(why: Option<&str>) -> String {
    format!("They are in memory only{}. {A_NEW_FILE}, with its folder.", because(why))
}

/// The same of an earlier record.
pub const WHERE_EARLIER: &str = "Where should the earlier record be saved?";

pub fn earlier_in_memory_only(why: Option<&str>) -> String {
    format!("What became of its steps is in memory only{}. {A_NEW_FILE}, with its folder.", because(why))
}

const A_NEW_FILE: &str = "Type the name of a file that does not exist yet";

fn because(why: Option<&str>) -> String {
    why.map(|why| format!(": {why}")).unwrap_or_default()
}

pub fn name_a_new_file() -> String {
    format!("{A_NEW_FILE}.")
}

/// Where somebody would save what is saved.
pub const ALL_SAVED: &str = "Every answer is saved already.";
pub const STILL_SAVING: &str = "The last answers are still being saved.";
pub const NOTHING_TO_SAVE: &str = "There is nothing to save yet.";

// Deleting.

/// How long what is deleted can be had back.
const UNTIL: &str = "u takes it back until you leave.";

/// Asked before a record is deleted, and before an unfinished one is discarded.
pub fn delete(what: &str) -> String {
    format!("Delete {what}? {UNTIL}")
}

pub fn discard(what: &str) -> String {
    format!("Discard {what}? {UNTIL}")
}

pub fn deleted(what: &str) -> String {
    format!("Deleted: {what}. {UNTIL}")
}

pub fn back_again(what: &str) -> String {
    format!("Back again: {what}.")
}

pub const NOTHING_DELETED: &str = "Nothing was deleted since Undercurrent was opened.";
pub const CHOOSE_TO_DISCARD: &str = "Choose an unfinished record to discard.";

// The last word of a run.

/// What became of answers that are not finished.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// The latest are not saved.
    Not,
    WithTheSession,
    /// Where the next start finds them by itself.
    AmongRecords,
    Elsewhere,
}

/// How far somebody came, and how to go on: `9 of 36 answered. 'undercurrent' goes on from here.`
pub fn so_far(answered: usize, of: usize, kept: Kept) -> String {
    let then = match kept {
        _ if answered == 0 => return "Nothing is answered yet.".to_owned(),
        Kept::Not => "",
        Kept::WithTheSession => " and saved with the session",
        Kept::AmongRecords => ". 'undercurrent' goes on from here",
        Kept::Elsewhere => ". 'undercurrent results FILE' goes on from here",
    };
    format!("{answered} of {of} answered{then}.")
}

pub fn saved_in(file: &str) -> String {
    format!("Saved in {file}")
}

pub fn latest_not_saved(why: &str) -> String {
    format!("your latest answers are not saved: {why}")
}

/// Said to a participant whose place in a live session is kept.
pub fn come_back(address: &str) -> String {
    format!("Your place is kept. To come back: undercurrent join {address}")
}

/// Why the latest answers are not saved.
pub const SAVER_STOPPED: &str = "the thread that saves has stopped";
pub const DISK_LATE: &str = "the disk did not answer in time";
