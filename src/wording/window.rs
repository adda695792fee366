//! What a window says around the screen in it: what is saved, what is wrong, that it is too small.

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
