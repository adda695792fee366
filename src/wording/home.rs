//! What is said of records in their list: what waits, the same cause over time, the other side; and what is back of what
//! was deleted.

use jiff::civil::Date;
use jiff::{Timestamp, Zoned};

use super::{capital, count};
use crate::domain::action::Waiting;

/// Over what was taken on and waits.
pub const WAITING: &str = "Steps waiting";
/// Over the same cause in earlier records.
pub const OVER_TIME: &str = "Over time";
/// Over what the other side sees.
pub const OTHER_SIDE: &str = "The other side";

/// The list holds what has this in its name alone.
pub fn filtered(by: &str) -> String {
    format!("Filtered by “{by}”. Esc shows all.")
}

/// Before the same cause in earlier records of a name, and before what its other side sees.
pub fn over_time(name: &str) -> String {
    format!("{name} over time")
}

pub fn other_side(name: &str) -> String {
    format!("{name}, other side")
}

/// A record that is not finished, by how much of it is answered: `9 of 36`.
pub fn not_finished(answered: &str) -> String {
    format!("Not finished: {answered} answered. Enter resumes.")
}

/// So many more than there is room for.
pub fn and_more(more: usize) -> String {
    format!("and {more} more")
}

/// A step that waits: `Ten leads, marked together; Ann, since 1 October`.
pub fn step(one: &Waiting, today: Date) -> String {
    let step = one.action.step().trim_end_matches('.');
    let owner = if one.action.owner().is_empty() { String::new() } else { format!("; {}", one.action.owner()) };
    let when = match one.action.due() {
        Some(due) if one.action.is_overdue(today) => format!(", since {}", near(due, today)),
        Some(due) => format!(", by {}", near(due, today)),
        None => String::new(),
    };
    format!("{step}{owner}{when}")
}

/// A day: with its year where that is another.
fn near(day: Date, today: Date) -> String {
    day.strftime(if day.year() == today.year() { "%-d %B" } else { "%-d %B %Y" }).to_string()
}

/// How many steps are overdue, and the first of them.
pub fn overdue(late: &[&Waiting], today: Date) -> Option<String> {
    Some(format!("! {} overdue: {}", late.len(), step(late.first()?, today)))
}

/// A month, with its year where that is another.
pub fn month(at: Timestamp, now: &Zoned) -> String {
    let then = at.to_zoned(now.time_zone().clone());
    then.strftime(if then.year() == now.year() { "%b" } else { "%b %Y" }).to_string()
}

/// Said where nobody of the other side has finished a record of this name.
pub fn nobody(side: &str) -> String {
    format!("nobody from {} has finished one of this name", capital(side))
}

/// What the other side sees: `Marketing 16 Oct: sees Strategy clash 44 points lower`.
pub fn sees(who: &str, widest: Option<(&str, i64)>) -> String {
    match widest {
        None => format!("{who}: was asked about other causes"),
        Some((_, 0)) => format!("{who}: sees every cause alike"),
        Some((cause, points)) => {
            let way = if points < 0 { "lower" } else { "higher" };
            let points = points.abs();
            format!("{who}: sees {cause} {points} {} {way}", if points == 1 { "point" } else { "points" })
        }
    }
}

/// How many records are back, and where those are that no list shows: `2 records are back, 1 of them in /home/kim/r.toml.`
pub fn restored(records: usize, elsewhere: &[String]) -> String {
    let are = if records == 1 { "is" } else { "are" };
    let back = format!("{} {are} back", count(records, "record", "records"));
    let files = elsewhere.join(", ");
    match elsewhere.len() {
        0 => format!("{back}."),
        _ if records == 1 => format!("{back}, in {files}."),
        some => format!("{back}, {some} of them in {files}."),
    }
}
