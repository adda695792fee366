//! What is known beside a record: the same cause over time, and how the other side sees it. The order, the words and
//! what may be said of a change are those of a trend.

use jiff::Timestamp;

use super::rows::{Row, Rows};
use crate::domain::questionnaire::{MARKETING, SALES};
use crate::domain::severity::{Severity, whole_difference};
use crate::domain::trend::{Change, change};
use crate::request::Glimpse;

/// One cause in the records of one name and side.
#[derive(Debug, Clone, PartialEq)]
pub struct OverTime<'a> {
    pub cause: &'a str,
    /// When each was finished, with its figure; the earliest first, two or more.
    pub points: Vec<(Timestamp, Severity)>,
    /// The last less the first, with its word where one may be said.
    pub change: Option<Change>,
}

/// What the other side sees.
#[derive(Debug, Clone, PartialEq)]
pub enum OtherSide<'a> {
    /// Nobody of that side has finished a record of this name.
    Nobody(&'static str),
    /// This one has; what it sees most differently, and by how many points, is not known where nothing was asked alike.
    Seen {
        row: &'a Row,
        /// The cause, and its figure there less that here.
        widest: Option<(&'a str, i64)>,
    },
}

/// The worst cause of a record in the records of its name and side, where there are several.
pub fn over_time<'a>(rows: &'a Rows, row: &'a Row) -> Option<OverTime<'a>> {
    let worst = row.worst()?;
    let is_alike = |other: &&Row| {
        other.head.side.is_some() && other.head.side == row.head.side && is_pulse(other) == is_pulse(row)
    };
    let mut found: Vec<(Timestamp, &Row, Severity)> = rows
        .of_name(row)
        .filter(is_alike)
        .filter_map(|other| Some((other.head.finished?, other, same(other, worst)?.severity?)))
        .collect();
    found.sort_by_key(|(at, other, _)| (*at, other.head.begun, other.head.id));
    found.dedup_by_key(|(_, other, _)| other.head.id);
    let ([(_, _, first), .., (_, _, last)], points) = (found.as_slice(), found.iter()) else { return None };
    // A pulse moves by a full step with a single answer, so nothing is said of it.
    let threshold = (!is_pulse(row)?).then_some(worst.step);
    let change = change(Some(*first), Some(*last), threshold);
    Some(OverTime { cause: &worst.name, points: points.map(|(at, _, figure)| (*at, *figure)).collect(), change })
}

/// The newest finished record of this name from the other side.
pub fn other_side<'a>(rows: &'a Rows, row: &'a Row) -> Option<OtherSide<'a>> {
    row.head.finished?;
    let other = match row.head.side.as_ref()?.as_str() {
        SALES => MARKETING,
        MARKETING => SALES,
        _ => return None,
    };
    if row.head.label.is_empty() {
        return None;
    }
    let is_theirs = |one: &&Row| {
        one.head.side.as_ref().is_some_and(|side| side.as_str() == other)
            && one.head.finished.is_some()
            && is_pulse(one) == is_pulse(row)
    };
    let found = rows.of_name(row).filter(is_theirs).max_by_key(|one| one.head.finished);
    let Some(theirs) = found else { return Some(OtherSide::Nobody(other)) };
    Some(OtherSide::Seen { row: theirs, widest: widest(row, theirs) })
}

fn widest<'a>(row: &'a Row, theirs: &'a Row) -> Option<(&'a str, i64)> {
    let apart = |own: &'a Glimpse| {
        let (here, there) = (own.severity?, same(theirs, own)?.severity?);
        Some((own.name.as_str(), there.millionths() - here.millionths(), there.points() - here.points()))
    };
    let found = row.known()?.causes.iter().filter_map(apart);
    // Of equal ones the first in the order of the questionnaire.
    let widest = found.rev().max_by_key(|(_, millionths, _)| millionths.abs())?;
    Some((widest.0, whole_difference(widest.2)))
}

/// The cause of a record that was asked about as this one was.
fn same<'a>(row: &'a Row, cause: &Glimpse) -> Option<&'a Glimpse> {
    row.known()?.causes.iter().find(|one| one.id == cause.id && one.asked == cause.asked)
}

fn is_pulse(row: &Row) -> Option<bool> {
    row.known().map(|known| known.is_pulse)
}
