//! Two or more runs side by side, of one person or of a team: the one value that screen and text draw from.

use super::team::{Run, TeamTrend, of_team};
use super::{Change, PersonTrend, PulseBesideFull, of_person, shared};
use crate::domain::analysis::Analysis;
use crate::domain::analysis::figures::Average;
use crate::domain::analysis::pool::pools;
use crate::domain::disclosure::Hidden;
use crate::domain::questionnaire::Questionnaire;
use crate::domain::record::{Head, Record};
use crate::domain::severity::Severity;
use crate::domain::verdict::Finding;

/// Of a record of several people, the first round is the run.
const ROUND: u8 = 1;

/// Two or more runs, the earliest first.
#[derive(Debug, Clone, PartialEq)]
pub struct Runs {
    /// What is known of each run; two or more.
    pub columns: Vec<Column>,
    /// The causes that the last two runs asked about alike, by their severity in the last.
    pub rows: Vec<Row>,
    /// The last two runs, compared.
    pub last: Last,
}

/// One run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// When, and under which label.
    pub head: Head,
    /// How many people answered.
    pub people: usize,
    /// The side that one person answered for, as it is shown.
    pub side: Option<String>,
    /// Whether it is a pulse.
    pub is_pulse: bool,
}

/// One cause in each run.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The short name of the cause.
    pub name: String,
    /// Its figure in each run.
    pub cells: Vec<Cell>,
    /// What may be said of the last two.
    pub moved: Moved,
}

/// The figure of a cause in a run.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell {
    /// The severity, or the mean of everyone.
    Figure(Severity),
    /// One person answered too little of it.
    Unscored,
    /// It is not shown.
    Hidden(Hidden),
    /// It was asked about in another way than in the last run.
    Differently,
}

/// How a cause differs between the last two runs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Moved {
    /// Of one person.
    Person(Change),
    /// Of a team.
    Team(Finding),
    /// A figure is missing.
    Unknown,
}

/// The last two runs, compared.
#[derive(Debug, Clone, PartialEq)]
pub enum Last {
    /// Of one person.
    Person(PersonTrend),
    /// Of a team.
    Team(TeamTrend),
}

/// Why runs cannot be set side by side.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Apart {
    /// There is only one, or none.
    #[error("a trend needs two finished runs or more")]
    TooFew,
    /// One of them is still being answered.
    #[error("{0} is not finished yet, and only finished runs are set side by side")]
    Unfinished(String),
    /// One person here, several there.
    #[error("{0} holds one person's answers and {1} several people's, and these are never set side by side")]
    Mixed(String, String),
    /// One person who answered for two sides.
    #[error("{0} answers for one side and {1} for another: a trend follows one person on one side")]
    Sides(String, String),
    /// The same answers in two runs.
    #[error("{0} and {1} hold the same answers, and a run is never set beside itself")]
    Twice(String, String),
    /// A pulse here, a full run there.
    #[error(transparent)]
    Pulse(#[from] PulseBesideFull),
}

impl Runs {
    /// Sets finished records side by side, by the time they were finished. The change is told between the last two.
    ///
    /// # Errors
    /// When they are not runs of the same kind.
    pub fn of(records: &[Record]) -> Result<Self, Apart> {
        let ordered = ordered(records);
        let (before, last) = check_ordered(&ordered)?;
        let (last_two, moved) = compare(before, last)?;
        let columns = ordered.iter().map(|record| column(record)).collect();
        Ok(Self { columns, rows: rows(&ordered, last, &moved)?, last: last_two })
    }

    /// Checks that records are runs of the same kind, which needs no figures.
    ///
    /// # Errors
    /// When they are not.
    pub fn check(records: &[Record]) -> Result<(), Apart> {
        check_ordered(&ordered(records)).map(drop)
    }

    /// The causes that the last two runs did not ask about alike.
    #[must_use]
    pub fn changed(&self) -> &[String] {
        match &self.last {
            Last::Person(trend) => &trend.changed,
            Last::Team(trend) => &trend.changed,
        }
    }

    /// Whether they are pulses.
    #[must_use]
    pub fn is_pulse(&self) -> bool {
        self.columns.iter().any(|column| column.is_pulse)
    }
}

/// By the time they were finished.
fn ordered(records: &[Record]) -> Vec<&Record> {
    let mut ordered: Vec<&Record> = records.iter().collect();
    ordered.sort_by_key(|record| (record.head().finished, record.head().created, record.head().id));
    ordered
}

/// The last two, where all are runs of the same kind.
fn check_ordered<'a>(ordered: &[&'a Record]) -> Result<(&'a Record, &'a Record), Apart> {
    let [.., before, last] = ordered else { return Err(Apart::TooFew) };
    ordered.iter().try_for_each(|record| finished(record))?;
    ordered.iter().try_for_each(|record| fits(record, last))?;
    every_pair(ordered, apart)?;
    ordered.iter().try_for_each(|record| shared(record.questionnaire(), last.questionnaire()).map(drop))?;
    Ok((before, last))
}

fn finished(record: &Record) -> Result<(), Apart> {
    if record.is_finished() { Ok(()) } else { Err(Apart::Unfinished(short(record))) }
}

/// Whether a run is of the kind of the last one.
fn fits(record: &Record, last: &Record) -> Result<(), Apart> {
    match (record.solo(), last.solo()) {
        (Some(one), Some(other)) if one.side != other.side => Err(Apart::Sides(short(record), short(last))),
        (Some(_), Some(_)) | (None, None) => Ok(()),
        (Some(_), None) => Err(Apart::Mixed(short(record), short(last))),
        (None, Some(_)) => Err(Apart::Mixed(short(last), short(record))),
    }
}

/// Whether two records are runs of the same kind: of one person on one side or of several people, both in full or both
/// in short.
#[must_use]
pub fn is_alike(one: &Record, other: &Record) -> bool {
    fits(one, other).is_ok() && one.questionnaire().is_pulse() == other.questionnaire().is_pulse()
}

fn every_pair(records: &[&Record], check: fn(&Record, &Record) -> Result<(), Apart>) -> Result<(), Apart> {
    let after = |at: usize| records.iter().skip(at + 1);
    records.iter().enumerate().try_for_each(|(at, one)| after(at).try_for_each(|other| check(one, other)))
}

/// Whether no response is in both: the difference of two such means would give single people away.
fn apart(one: &Record, other: &Record) -> Result<(), Apart> {
    let ids: std::collections::BTreeSet<_> = one.responses().iter().map(|response| response.id).collect();
    if other.responses().iter().any(|response| ids.contains(&response.id)) {
        return Err(Apart::Twice(short(one), short(other)));
    }
    Ok(())
}

fn short(record: &Record) -> String {
    record.head().id.short()
}

/// Where a cause stands in the last questionnaire, and what may be said of it.
type Differs = (usize, Moved);

fn compare(before: &Record, last: &Record) -> Result<(Last, Vec<Differs>), PulseBesideFull> {
    if let (Some(first), Some(second)) = (Analysis::of(before), Analysis::of(last)) {
        let trend = of_person(&first, &second)?;
        let moved =
            trend.causes.iter().map(|cause| (cause.places.1, cause.change.map_or(Moved::Unknown, Moved::Person)));
        let moved = moved.collect();
        return Ok((Last::Person(trend), moved));
    }
    let run = |record| Run { record, round: ROUND };
    let trend = of_team(run(before), run(last))?;
    let moved = trend.causes.iter().map(|cause| (cause.places.1, cause.change.map_or(Moved::Unknown, Moved::Team)));
    let moved = moved.collect();
    Ok((Last::Team(trend), moved))
}

fn column(record: &Record) -> Column {
    let side = record.solo().and_then(|one| record.questionnaire().side(&one.side));
    Column {
        head: record.head().clone(),
        people: record.responses().iter().filter(|response| response.round == ROUND).count(),
        side: side.map(|side| side.name.clone()),
        is_pulse: record.questionnaire().is_pulse(),
    }
}

fn rows(records: &[&Record], last: &Record, moved: &[Differs]) -> Result<Vec<Row>, PulseBesideFull> {
    let cells = records.iter().map(|record| cells(record, last.questionnaire())).collect::<Result<Vec<_>, _>>()?;
    let causes = last.questionnaire().causes();
    let row = |&(place, moved): &Differs| {
        let figures = cells.iter().map(|run| run.get(place).copied().unwrap_or(Cell::Differently)).collect();
        causes.get(place).map(|cause| Row { name: cause.name.clone(), cells: figures, moved })
    };
    let mut rows: Vec<Row> = moved.iter().filter_map(row).collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.severity().map(Severity::millionths)));
    Ok(rows)
}

/// A run's figures, by the places of the causes in the last questionnaire.
fn cells(record: &Record, last: &Questionnaire) -> Result<Vec<Cell>, PulseBesideFull> {
    let places = shared(record.questionnaire(), last)?.places;
    let own = figures(record);
    let at = |place: usize| {
        let found = places.iter().find(|(_, later)| *later == place);
        found.and_then(|(earlier, _)| own.get(*earlier)).copied().unwrap_or(Cell::Differently)
    };
    Ok((0..last.causes().len()).map(at).collect())
}

/// A run's figures, in the order of its own questionnaire.
fn figures(record: &Record) -> Vec<Cell> {
    if let Some(analysis) = Analysis::of(record) {
        let severity = |place| analysis.cause(place).and_then(|result| result.score.severity);
        let places = 0..record.questionnaire().causes().len();
        return places.map(|place| severity(place).map_or(Cell::Unscored, Cell::Figure)).collect();
    }
    let mean = |average: Average| Cell::Figure(average.mean);
    pools(record, ROUND).iter().map(|pool| Average::of_total(pool).map_or_else(Cell::Hidden, mean)).collect()
}

impl Row {
    /// The severity in the last run.
    #[must_use]
    pub fn severity(&self) -> Option<Severity> {
        match self.cells.last() {
            Some(Cell::Figure(severity)) => Some(*severity),
            _ => None,
        }
    }
}
