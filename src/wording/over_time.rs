//! What is said about records of one name over time: as a table with what changed, and in little room, as columns of
//! months, first to last, and the last step.

use jiff::{Timestamp, Zoned};

use super::figures::{self, hidden, signed};
use super::trend::{
    BY_CHANCE, BY_CHANCE_TWICE, NO_REASON, TrendRow, by_chance, change, change_word, left_out, none_clear, people,
    team_change,
};
use super::{count, day, list, short_day};
use crate::domain::runs::{Cell, Column, Compared, LeftOut, Moved, Row, Runs};
use crate::domain::severity::Severity;
use crate::domain::trend::{ChangeWord, TeamTrend};
use crate::domain::verdict::Verdict;

const NAMED: usize = 3;
pub const WHOLE: &str = "first to last";
pub const STEP: &str = "last step";

#[derive(Debug, Clone, PartialEq)]
pub struct RunsRow {
    pub name: String,
    /// Its figure in each, where there is one that is shown.
    pub cells: Vec<Option<Severity>>,
    /// The last less the first.
    pub whole: Step,
    /// The last less the one before, where that is another comparison.
    pub step: Option<Step>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Step {
    pub points: String,
    /// The word; empty below the mark from which there is one.
    pub word: String,
}

impl Step {
    pub fn text(&self) -> String {
        match (self.points.is_empty(), self.word.is_empty()) {
            (true, _) => self.word.clone(),
            (false, true) => self.points.clone(),
            (false, false) => format!("{} {}", self.points, self.word),
        }
    }
}

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
            let text = figures::short(found);
            let (points, word) = text.split_once(", ").unwrap_or((&text, ""));
            Step { points: points.to_owned(), word: word.to_owned() }
        }
        Moved::Differently => Step { word: DIFFERENTLY.to_owned(), ..Step::default() },
        Moved::Unknown => Step { word: "no figure".to_owned(), ..Step::default() },
    }
}

const DIFFERENTLY: &str = "asked in another way";

/// When each record was finished: the month, the day where two fall into one month, the number where two fall on one
/// day; with the year where there are several.
pub fn months(runs: &Runs, now: &Zoned) -> Vec<String> {
    let when = |column: &Column| column.head.answered();
    let at = |form: &str| -> Vec<String> {
        let date = |at: Timestamp| at.to_zoned(now.time_zone().clone()).strftime(form).to_string();
        runs.columns.iter().map(|column| date(when(column))).collect()
    };
    let is_distinct = |dates: &[String]| (1..dates.len()).all(|at| !dates[..at].contains(&dates[at]));
    let years = at("%Y");
    let this = now.strftime("%Y").to_string();
    let is_one_year = years.iter().all(|year| *year == this);
    let forms = if is_one_year { ["%b", "%-d %b"] } else { ["%b %Y", "%-d %b %Y"] };
    let days = forms.map(at).into_iter().find(|dates| is_distinct(dates));
    days.unwrap_or_else(|| (1..=runs.columns.len()).map(|number| format!("no. {number}")).collect())
}

pub fn since(runs: &Runs, now: &Zoned) -> Option<String> {
    months(runs, now).first().map(|first| format!("since {first}"))
}

pub const fn arrow(word: Option<ChangeWord>) -> &'static str {
    match word {
        Some(ChangeWord::Higher) => "▲",
        Some(ChangeWord::Lower) => "▼",
        _ => " ",
    }
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
    let parts: Vec<String> = [part(&of(false), "lower"), part(&of(true), "higher")].into_iter().flatten().collect();
    Some(if parts.is_empty() {
        let nothing = match runs.whole {
            Compared::Person(_) => "no cause has moved by a full answer step",
            Compared::Team(_) => "no change is clear",
        };
        format!("Since {since} {nothing}.")
    } else {
        format!("Since {since} {}.", parts.join("; "))
    })
}

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

/// Why nothing is said about how one person's pulse changed.
pub const PULSE: &str =
    "In a pulse one answer alone moves a cause by a full step or more, so nothing is said about a change.";

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrendTable {
    pub heading: String,
    pub runs: Vec<(String, String)>,
    pub heads: Vec<String>,
    pub rows: Vec<TrendRow>,
    /// A team's changes in sentences; none for one person.
    pub changes: Vec<String>,
    pub notes: Vec<String>,
}

/// Says everything about the runs, with dates in the time zone of `now`.
pub fn table(runs: &Runs, now: &Zoned) -> TrendTable {
    TrendTable {
        heading: heading(runs),
        runs: (1..).zip(&runs.columns).map(|(number, column)| (run_name(number), occasion(column, now))).collect(),
        heads: heads(runs, now),
        rows: runs.rows.iter().map(|row| table_row(row, runs)).collect(),
        changes: runs.rows.iter().flat_map(|row| sentences(row, runs, now)).collect(),
        notes: notes(runs),
    }
}

pub fn heading(runs: &Runs) -> String {
    let number = count(runs.columns.len(), "record", "records");
    match (&runs.whole, runs.columns.last().and_then(|column| column.side.as_ref())) {
        (Compared::Person(_), Some(side)) => format!("{number} of one person, from {side}"),
        (Compared::Person(_), None) => format!("{number} of one person"),
        (Compared::Team(_), _) => format!("{number} of a team"),
    }
}

/// The name that the runs share; perhaps empty.
pub fn labels(runs: &Runs) -> String {
    runs.columns.last().map(|column| column.head.label.to_string()).unwrap_or_default()
}

fn run_name(number: usize) -> String {
    format!("Record {number}")
}

/// When, under which label and of how many: `3 March 2026, EMEA, 12 people`.
fn occasion(column: &Column, now: &Zoned) -> String {
    let mut parts = vec![day(column.head.answered(), now)];
    parts.extend((!column.head.label.is_empty()).then(|| column.head.label.to_string()));
    parts.extend(column.side.is_none().then(|| people_of(column)));
    parts.extend(column.is_pulse.then(|| "pulse".to_owned()));
    parts.join(", ")
}

fn people_of(column: &Column) -> String {
    count(column.people, "person", "people")
}

/// The days as names of the columns; the numbers of the runs where there are more than two, or both fall on one day.
fn heads(runs: &Runs, now: &Zoned) -> Vec<String> {
    let when = |column: &Column| short_day(column.head.answered(), now);
    let days: Vec<String> = runs.columns.iter().map(when).collect();
    match days.as_slice() {
        [first, second] if first != second => days,
        _ => (1..=days.len()).map(run_name).collect(),
    }
}

fn table_row(row: &Row, runs: &Runs) -> TrendRow {
    let (first, last) = (0, runs.columns.len().saturating_sub(1));
    let whole = moved(&row.moved, row, (runs, first, last));
    let change = match &row.step {
        None => whole,
        Some(step) => {
            let step = moved(step, row, (runs, last.saturating_sub(1), last));
            format!("first to last: {whole}; last step: {step}")
        }
    };
    TrendRow { name: row.name.clone(), cells: row.cells.iter().map(cell).collect(), change }
}

/// A change between two runs in a few words, or why there is none.
fn moved(moved: &Moved, row: &Row, between: (&Runs, usize, usize)) -> String {
    match moved {
        Moved::Person(moved) => change(moved),
        Moved::Team(found) => figures::short(found),
        Moved::Differently => DIFFERENTLY.to_owned(),
        Moved::Unknown => why_unknown(row, between),
    }
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Figure(severity) => severity.shown().to_string(),
        Cell::Unscored | Cell::Hidden(_) | Cell::Differently => "–".to_owned(),
    }
}

fn why_unknown(row: &Row, (runs, first, last): (&Runs, usize, usize)) -> String {
    let why = |at: usize| match (row.cells.get(at), runs.columns.get(at)) {
        (Some(Cell::Unscored), _) => Some("too few answers".to_owned()),
        (Some(Cell::Hidden(why)), _) => Some(hidden(*why)),
        _ => None,
    };
    match (why(first), why(last)) {
        (Some(one), Some(other)) if one == other => one,
        (Some(one), Some(other)) => format!("{one}; then {other}"),
        (Some(one), None) => format!("record {}: {one}", first + 1),
        (None, Some(other)) => format!("record {}: {other}", last + 1),
        (None, None) => String::new(),
    }
}

/// A team's changes in sentences: since the first run, and since the one before the last.
fn sentences(row: &Row, runs: &Runs, now: &Zoned) -> Vec<String> {
    let before = runs.columns.len().saturating_sub(2);
    let compared = [(Some(row.moved), Some(&runs.whole), 0), (row.step, runs.step.as_ref(), before)];
    let sentence = |(moved, compared, at): (Option<Moved>, Option<&Compared>, usize)| match (moved, compared) {
        (Some(Moved::Team(found)), Some(Compared::Team(trend))) => {
            Some(team_change(&found, &row.name, &then(runs, at, now), &by_chance(trend)))
        }
        _ => None,
    };
    compared.into_iter().filter_map(sentence).collect()
}

/// When an earlier run was, such as `on 3 March 2026`; runs on the day of the last are told apart by their numbers.
fn then(runs: &Runs, at: usize, now: &Zoned) -> String {
    let when = |column: &Column| day(column.head.answered(), now);
    let days: Vec<String> = runs.columns.iter().map(when).collect();
    match days.get(at) {
        Some(own) if days.iter().filter(|day| *day == own).count() == 1 => format!("on {own}"),
        _ => format!("in record {}", at + 1),
    }
}

fn notes(runs: &Runs) -> Vec<String> {
    let mut notes = of_whom(runs);
    notes.extend(left_out(&runs.changed()));
    notes.extend((1..).zip(0..runs.columns.len()).filter_map(|(number, at)| differently(runs, number, at)));
    notes.extend(copies(&runs.copies));
    notes.extend(runs.left_out.iter().map(copy));
    notes.push(NO_REASON.to_owned());
    notes
}

fn copy(left: &LeftOut) -> String {
    let LeftOut { name, of, differs } = left;
    if *differs {
        format!("{name} is a copy of {of} that differs from it, and is left out: it can be opened by its file.")
    } else {
        format!("{name} is a copy of {of}, and is left out.")
    }
}

fn of_whom(runs: &Runs) -> Vec<String> {
    match (&runs.whole, &runs.step) {
        (Compared::Person(_), _) if runs.is_pulse() => vec![PULSE.to_owned()],
        (Compared::Person(_), None) => vec![BY_CHANCE.to_owned()],
        (Compared::Person(_), Some(_)) => vec![BY_CHANCE_TWICE.to_owned()],
        (Compared::Team(whole), Some(Compared::Team(step))) => {
            let notes = [format!("First to last: {}", people(whole)), format!("Last step: {}", people(step))];
            notes.into_iter().chain(clear(whole)).collect()
        }
        (Compared::Team(trend), _) => [people(trend)].into_iter().chain(clear(trend)).collect(),
    }
}

fn clear(trend: &TeamTrend) -> Option<String> {
    trend.none_clear.map(none_clear)
}

fn copies(copies: &[String]) -> Option<String> {
    (!copies.is_empty())
        .then(|| format!("Left out, since it has the same id: another copy of {}.", list(copies, "and")))
}

/// Which causes an earlier run asked about in another way than the last.
fn differently(runs: &Runs, number: usize, at: usize) -> Option<String> {
    let rows = runs.rows.iter().filter(|row| row.cells.get(at) == Some(&Cell::Differently));
    let names: Vec<&str> = rows.map(|row| row.name.as_str()).collect();
    (!names.is_empty())
        .then(|| format!("Record {number} did not ask about {} in the same way: no figure there.", list(&names, "and")))
}
