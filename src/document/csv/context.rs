//! The columns that every row has in common: what was asked, of how many, on which sides, when, and what the figures
//! do not claim.

use jiff::Zoned;

use super::{maybe, text};
use crate::domain::questionnaire::Questionnaire;
use crate::domain::record::Head;
use crate::wording;

/// The names of these columns.
pub const COLUMNS: [&str; 9] =
    ["label", "answered_on", "people", "sides", "questionnaire", "version", "items", "source", "limits"];

/// What one record says of itself.
pub struct Context<'a> {
    /// When, what for and under which label.
    pub head: &'a Head,
    /// The questionnaire as it was asked.
    pub questionnaire: &'a Questionnaire,
    /// How many people answered.
    pub people: usize,
    /// For which sides.
    pub sides: String,
    /// What no figure claims.
    pub limits: String,
}

impl Context<'_> {
    /// The cells of these columns.
    pub fn cells(&self, now: &Zoned) -> Vec<String> {
        let asked = self.questionnaire.head();
        let day = self.head.finished.map(|at| at.to_zoned(now.time_zone().clone()).date());
        vec![
            text(self.head.label.as_str()),
            maybe(day),
            self.people.to_string(),
            text(&self.sides),
            text(&asked.title),
            text(&asked.version),
            self.questionnaire.len().to_string(),
            text(&wording::source(self.questionnaire)),
            text(&self.limits),
        ]
    }
}

/// A row with the cells of these columns at its end.
pub fn with(mut row: Vec<String>, context: &[String]) -> Vec<String> {
    row.extend_from_slice(context);
    row
}
