//! Whether to go on with a session that was interrupted, asked before another one is begun in its place.

use jiff::{SignedDuration, Timestamp};

use super::super::environment::now;
use super::super::{input, output};
use super::sessions::{Interrupted, Sessions};
use crate::domain::text::folded;
use crate::wording::{count, moment};

/// How long a session that nobody joined is kept: somebody may have printed its code.
const KEPT: SignedDuration = SignedDuration::from_hours(7 * 24);

/// What to do about a session that was interrupted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// Go on with the one of this short id.
    GoOn(String),
    /// Begin another one.
    Another,
    /// Neither.
    Nothing,
}

/// Asks, where people were in a session that was interrupted.
///
/// # Errors
/// When the question cannot be asked.
pub fn ask(sessions: &Sessions) -> anyhow::Result<Wanted> {
    let Some((told, id)) = interrupted(sessions) else { return Ok(Wanted::Another) };
    output::note(&format!("{told}: go on, or begin another?\n  1  go on with it\n  2  begin another"));
    loop {
        let typed = input::ask("1 or 2, q to leave: ")?;
        match folded(&typed).as_str() {
            "1" | "go on" => return Ok(Wanted::GoOn(id)),
            "2" | "begin another" | "another" => return Ok(Wanted::Another),
            "q" | "quit" => return Ok(Wanted::Nothing),
            _ if typed.is_empty() => return Ok(Wanted::Nothing),
            _ => {}
        }
    }
}

/// What is said of the interrupted session where nobody can be asked.
pub fn unasked(sessions: &Sessions) -> Option<String> {
    let (told, id) = interrupted(sessions)?;
    Some(format!("{told}: 'undercurrent host --resume {id}' in a terminal goes on with it"))
}

/// The session with people in it that was interrupted, the newest of several, and its short id. On the way, what nobody
/// joined and nobody came back to is cleared away.
fn interrupted(sessions: &Sessions) -> Option<(String, String)> {
    let mut first = None;
    // A folder that cannot be read is told by the opening of a new session, which needs it.
    for mut one in sessions.interrupted(None).unwrap_or_default().interrupted {
        if one.has_people() {
            first = first.or(Some((told(&one), one.stored.session.id.short())));
        } else if one.stored.session.created < Timestamp::now() - KEPT {
            // What cannot be deleted is in nobody's way.
            drop(one.ledger.delete());
        }
    }
    first
}

/// No label: everybody in the room may read this.
fn told(one: &Interrupted) -> String {
    let begun = moment(one.stored.session.created, &now());
    let people = one.stored.people.len();
    let people = if people == 0 { String::new() } else { format!(", {},", count(people, "person", "people")) };
    format!("Session of {begun}{people} was interrupted")
}
