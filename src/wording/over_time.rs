//! What is said about records of one name in little room: columns of months, first to last, and the last step.

use jiff::{Timestamp, Zoned};

use super::gap::{self, signed};
use super::list;
use super::trend::change_word;
use crate::domain::runs::{Cell, Column, Compared, Moved, Row, Runs};
use crate::domain::severity::Severity;
use crate::domain::trend::ChangeWord;
use crate::domain::verdict::Verdict;

/// The most causes that a sentence names.
const NAMED: usize = 3;
/// Over the change between the first and the last.
pub const WHOLE: &str = "first to last";
/// Over the change between the last two.
pub const STEP: &str = "last step";

/// One cause over some records.
#[derive(Debug, Clone, PartialEq)]
pub struct RunsRow {
    /// The short name.
    pub name: String,
    /// Its figure in each, where there is one that is shown.
    pub cells: Vec<Option<Severity>>,
    /// The last less the first.
    pub whole: Step,
    /// The last less the one before, where that is another comparison.
    pub step: Option<Step>,
}

/// A change, and what may be said of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Step {
    /// In points, with its sign; empty where there is none.
    pub points: String,
    /// The word; empty below the mark from which there is one.
    pub word: String,
}

impl Step {
    /// Both, as they stand in a line.
    pub fn told(&self) -> String {
        match (self.points.is_empty(), self.word.is_empty()) {
            (true, _) => self.word.clone(),
            (false, true) => self.points.clone(),
            (false, false) => format!("{} {}", self.points, self.word),
        }
    }
}

/// The causes, by their severity in the last record.
pub fn runs_rows(runs: &Runs) -> Vec<RunsRow> {
    let figure = |cell: &Cell| match cell {
        Cell::Figure(severity) => Some(*severity),
        Cell::Unscored | Cell::Hidden(_) | Cell::Differently => None,
    };
    let row = |row: &Row| RunsRow {
        name: row.name.clone(),
        cells: row.cells.iter().map(figure).collect(),
        whole: step(&row.moved),
        step: row.step.as_ref().map(step),
    };
    runs.rows.iter().map(row).collect()
}

fn step(moved: &Moved) -> Step {
    match moved {
        Moved::Person(change) => Step {
            points: signed(change.delta),
            word: change.word.filter(|word| *word != ChangeWord::Wobble).map_or("", change_word).to_owned(),
        },
        Moved::Team(found) => {
            let told = gap::short(found);
            let (points, word) = told.split_once(", ").unwrap_or((&told, ""));
            Step { points: points.to_owned(), word: word.to_owned() }
        }
        Moved::Differently => Step { word: "asked in another way".to_owned(), ..Step::default() },
        Moved::Unknown => Step { word: "no figure".to_owned(), ..Step::default() },
    }
}

/// When each record was finished: the month, the day where two fall into one month, the number where two fall on one
/// day; with the year where there are several.
pub fn months(runs: &Runs, now: &Zoned) -> Vec<String> {
    let when = |column: &Column| column.head.answered();
    let at = |form: &str| -> Vec<String> {
        let told = |at: Timestamp| at.to_zoned(now.time_zone().clone()).strftime(form).to_string();
        runs.columns.iter().map(|column| told(when(column))).collect()
    };
    let is_distinct = |told: &[String]| (1..told.len()).all(|at| !told[..at].contains(&told[at]));
    let years = at("%Y");
    let is_one_year = years.iter().all(|year| Some(year) == years.first()) && years.first() == Some(&year_of(now));
    let forms = if is_one_year { ["%b", "%-d %b"] } else { ["%b %Y", "%-d %b %Y"] };
    let days = forms.map(at).into_iter().find(|told| is_distinct(told));
    days.unwrap_or_else(|| (1..=runs.columns.len()).map(|number| format!("no. {number}")).collect())
}

/// From when on records are set side by side: `since May`.
pub fn since(runs: &Runs, now: &Zoned) -> Option<String> {
    months(runs, now).first().map(|first| format!("since {first}"))
}

/// Which way a change goes, where there is a word for it.
pub const fn arrow(word: Option<ChangeWord>) -> &'static str {
    match word {
        Some(ChangeWord::Higher) => "▲",
        Some(ChangeWord::Lower) => "▼",
        _ => " ",
    }
}

fn year_of(now: &Zoned) -> String {
    now.strftime("%Y").to_string()
}

/// Which causes are higher and which lower than in the first record, where that may be said of any.
pub fn moves(runs: &Runs, now: &Zoned) -> Option<String> {
    if runs.is_pulse() {
        return None;
    }
    let heads = months(runs, now);
    let since = heads.first()?;
    let of = |up: bool| -> Vec<&str> {
        let is_it = |row: &&Row| way(&row.moved) == Some(up);
        runs.rows.iter().filter(is_it).map(|row| row.name.as_str()).collect()
    };
    let part = |names: &[&str], word: &str| match names {
        [] => None,
        [only] => Some(format!("{only} is {word}")),
        few if few.len() <= NAMED => Some(format!("{} are {word}", list(few, "and"))),
        many => Some(format!("{} causes are {word}", many.len())),
    };
    let told: Vec<String> = [part(&of(false), "lower"), part(&of(true), "higher")].into_iter().flatten().collect();
    Some(if told.is_empty() {
        let nothing = match runs.whole {
            Compared::Person(_) => "no cause has moved by a full answer step",
            Compared::Team(_) => "no change is clear",
        };
        format!("Since {since} {nothing}.")
    } else {
        format!("Since {since} {}.", told.join("; "))
    })
}

/// Whether a change may be called higher, or lower.
fn way(moved: &Moved) -> Option<bool> {
    match moved {
        Moved::Person(change) => match change.word? {
            ChangeWord::Higher => Some(true),
            ChangeWord::Lower => Some(false),
            ChangeWord::Wobble => None,
        },
        Moved::Team(found) => match found.verdict {
            Verdict::Clear | Verdict::ClearButSmall => Some(found.difference > 0.0),
            _ => None,
        },
        Moved::Unknown | Moved::Differently => None,
    }
}
