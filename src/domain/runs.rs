//! Two or more runs side by side, of one person or of a team: the one value that screen and text draw from.

use super::analysis::Analysis;
use super::compare::Named;
use super::disclosure::{Hidden, pools};
use super::everyone::Average;
use super::questionnaire::{Cause, Questionnaire};
use super::record::{Head, Record};
use super::severity::Severity;
use super::text::Label;
use super::trend::{Change, PersonTrend, PulseBesideFull, Run, TeamTrend, of_person, of_teams, shared};
use super::verdict::Finding;

/// Of a record of several people, the first round is the run.
const ROUND: u8 = 1;

/// Two or more runs, the earliest first.
#[derive(Debug, Clone, PartialEq)]
pub struct Runs {
    /// What is known of each run; two or more.
    pub columns: Vec<Column>,
    /// The causes that the last run and the first or the one before it asked about alike, by their severity in the last.
    pub rows: Vec<Row>,
    pub whole: Compared,
    /// The last two runs, compared; none where these are the first and the last.
    pub step: Option<Compared>,
    /// The records of which a second copy was left out, by their short ids.
    pub copies: Vec<String>,
    /// The same where files are known.
    pub left_out: Vec<LeftOut>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    pub name: String,
    /// What the one is called that is not left out.
    pub of: String,
    pub differs: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    pub head: Head,
    pub people: usize,
    /// The side that one person answered for, as it is shown.
    pub side: Option<String>,
    pub is_pulse: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    pub name: String,
    pub cells: Vec<Cell>,
    /// What may be said of the first and the last.
    pub moved: Moved,
    /// What may be said of the last two, where these are others.
    pub step: Option<Moved>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell {
    /// The severity, or the mean of everyone.
    Figure(Severity),
    /// One person answered too little of it.
    Unscored,
    Hidden(Hidden),
    /// It was asked about in another way than in the last run.
    Differently,
}

/// How a cause differs between two runs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Moved {
    Person(Change),
    Team(Finding),
    Unknown,
    Differently,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Compared {
    Person(PersonTrend),
    Team(TeamTrend),
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Apart {
    TooFew,
    Unfinished(String),
    Mixed(String, String),
    Sides(String, String),
    Twice(String, String),
    Names([(String, Label); 2]),
    Copies(String, String),
    Pulse(PulseBesideFull),
}

impl Runs {
    /// Sets finished records side by side, by the time they were finished. Two comparisons are told: of the first and
    /// the last, and of the last two. Of records with the same id all but one are left out.
    pub fn of(records: &[Record]) -> Result<Self, Apart> {
        let records: Vec<&Record> = records.iter().collect();
        Self::of_each(&records)
    }

    /// The same of files, of which several may hold one record: the first of them counts, and the others are left out.
    pub fn of_files(files: &[Named<'_>]) -> Result<Self, Apart> {
        let (records, left_out) = once(files)?;
        Ok(Self { left_out, ..Self::of_each(&records)? })
    }

    fn of_each(records: &[&Record]) -> Result<Self, Apart> {
        let (ordered, copies) = ordered(records);
        let (first, before, last) = check_ordered(&ordered, &copies)?;
        let (whole, step) = compare(&ordered, (first, before, last)).map_err(Apart::Pulse)?;
        let columns = ordered.iter().map(|record| column(record)).collect();
        let rows = rows(&ordered, last, (&whole, step.as_ref())).map_err(Apart::Pulse)?;
        Ok(Self { columns, rows, whole, step, copies, left_out: Vec::new() })
    }

    /// Checks that files are runs of the same kind, which needs no figures.
    pub fn check(files: &[Named<'_>]) -> Result<(), Apart> {
        let (records, _) = once(files)?;
        let (ordered, copies) = ordered(&records);
        check_ordered(&ordered, &copies).map(drop)
    }

    /// The causes that neither comparison can tell of.
    pub fn changed(&self) -> Vec<String> {
        let has_row = |name: &String| self.rows.iter().any(|row| &row.name == name);
        let mut changed: Vec<String> = Vec::new();
        for name in [Some(&self.whole), self.step.as_ref()].into_iter().flatten().flat_map(Compared::changed) {
            if !has_row(name) && !changed.contains(name) {
                changed.push(name.clone());
            }
        }
        changed
    }

    pub fn is_pulse(&self) -> bool {
        self.columns.iter().any(|column| column.is_pulse)
    }
}

/// By the time they were finished, each id once; with the short ids of those of which a copy is left out.
fn ordered<'a>(records: &[&'a Record]) -> (Vec<&'a Record>, Vec<String>) {
    let mut ordered: Vec<&Record> = records.to_vec();
    // Of copies, the one that was changed last stays.
    ordered.sort_by_key(|record| std::cmp::Reverse(record.touched()));
    let (mut kept, mut copies): (Vec<&Record>, Vec<String>) = (Vec::new(), Vec::new());
    for record in ordered {
        if kept.iter().all(|other| other.head().id != record.head().id) {
            kept.push(record);
        } else if !copies.contains(&short(record)) {
            copies.push(short(record));
        }
    }
    kept.sort_by_key(|record| (record.head().finished, record.head().created, record.head().id));
    (kept, copies)
}

/// Each record once, and the files that are left out. Of copies, the one that was changed last stays.
fn once<'a>(files: &[Named<'a>]) -> Result<(Vec<&'a Record>, Vec<LeftOut>), Apart> {
    let mut latest = files.to_vec();
    latest.sort_by_key(|file| std::cmp::Reverse(file.record.touched()));
    let (mut kept, mut left_out): (Vec<Named<'a>>, Vec<LeftOut>) = (Vec::new(), Vec::new());
    for file in latest {
        match kept.iter().find(|known| known.record.head().id == file.record.head().id) {
            Some(known) => left_out.push(LeftOut {
                name: file.name.to_owned(),
                of: known.name.to_owned(),
                differs: known.record != file.record,
            }),
            None => kept.push(file),
        }
    }
    match (kept.as_slice(), left_out.as_slice()) {
        ([only], [copy, ..]) => Err(Apart::Copies(only.name.to_owned(), copy.name.clone())),
        _ => Ok((kept.iter().map(|named| named.record).collect(), left_out)),
    }
}

type Ends<'a> = (&'a Record, &'a Record, &'a Record);

/// The ends, where all are runs of the same kind.
fn check_ordered<'a>(ordered: &[&'a Record], copies: &[String]) -> Result<Ends<'a>, Apart> {
    let [.., before, last] = ordered else {
        let twice = |copy: &String| Apart::Twice(copy.clone(), copy.clone());
        return Err(copies.first().map_or(Apart::TooFew, twice));
    };
    let first = ordered.first().unwrap_or(before);
    ordered.iter().try_for_each(|record| finished(record))?;
    ordered.iter().try_for_each(|record| fits(record, last))?;
    every_pair(ordered, apart)?;
    ordered.iter().try_for_each(|record| named_alike(first, record))?;
    let shared = |record: &&Record| shared(record.questionnaire(), last.questionnaire()).map(drop);
    ordered.iter().try_for_each(shared).map_err(Apart::Pulse)?;
    Ok((first, before, last))
}

/// Whether two runs are about the same teams, as far as their names say.
fn named_alike(one: &Record, other: &Record) -> Result<(), Apart> {
    let (first, second) = (&one.head().label, &other.head().label);
    if first.matches(second) || first.is_empty() && second.is_empty() {
        return Ok(());
    }
    Err(Apart::Names([one, other].map(|record| (short(record), record.head().label.clone()))))
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

/// Whether two records are of one person on one side, or both of several people; and both in full or both in short.
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

fn compare(
    ordered: &[&Record],
    (first, before, last): Ends<'_>,
) -> Result<(Compared, Option<Compared>), PulseBesideFull> {
    let pairs = if ordered.len() > 2 { vec![(first, last), (before, last)] } else { vec![(first, last)] };
    let persons: Option<Vec<_>> = pairs.iter().map(|(one, two)| Analysis::of(one).zip(Analysis::of(two))).collect();
    let compared: Vec<Compared> = if let Some(persons) = persons {
        persons.iter().map(|(one, two)| of_person(one, two).map(Compared::Person)).collect::<Result<_, _>>()?
    } else {
        let run = |record| Run { record, round: ROUND };
        let runs: Vec<_> = pairs.iter().map(|(one, two)| (run(*one), run(*two))).collect();
        of_teams(&runs)?.into_iter().map(Compared::Team).collect()
    };
    let mut compared = compared.into_iter();
    let whole = compared.next().ok_or(PulseBesideFull)?;
    Ok((whole, compared.next()))
}

impl Compared {
    fn changed(&self) -> &[String] {
        match self {
            Self::Person(trend) => &trend.changed,
            Self::Team(trend) => &trend.changed,
        }
    }

    /// What may be said of the cause at a place of the later questionnaire.
    fn moved(&self, place: usize) -> Moved {
        let found = match self {
            Self::Person(trend) => {
                trend.causes.iter().find(|cause| cause.places.1 == place).map(|cause| cause.change.map(Moved::Person))
            }
            Self::Team(trend) => {
                trend.causes.iter().find(|cause| cause.places.1 == place).map(|cause| cause.change.map(Moved::Team))
            }
        };
        found.map_or(Moved::Differently, |moved| moved.unwrap_or(Moved::Unknown))
    }
}

fn column(record: &Record) -> Column {
    let side = record.solo().and_then(|one| record.questionnaire().side(&one.side));
    Column {
        head: record.head().clone(),
        people: record.people(),
        side: side.map(|side| side.name.clone()),
        is_pulse: record.questionnaire().is_pulse(),
    }
}

fn rows(
    records: &[&Record],
    last: &Record,
    (whole, step): (&Compared, Option<&Compared>),
) -> Result<Vec<Row>, PulseBesideFull> {
    let cells = records.iter().map(|record| cells(record, last.questionnaire())).collect::<Result<Vec<_>, _>>()?;
    let row = |(place, cause): (usize, &Cause)| {
        let cells = cells.iter().map(|run| run.get(place).copied().unwrap_or(Cell::Differently)).collect();
        let (moved, step) = (whole.moved(place), step.map(|step| step.moved(place)));
        let is_told = moved != Moved::Differently || step.is_some_and(|step| step != Moved::Differently);
        is_told.then(|| Row { name: cause.name.clone(), cells, moved, step })
    };
    let mut rows: Vec<Row> = last.questionnaire().causes().iter().enumerate().filter_map(row).collect();
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
        let severity = |place| analysis.cause(place).and_then(|result| result.severity());
        let places = 0..record.questionnaire().causes().len();
        return places.map(|place| severity(place).map_or(Cell::Unscored, Cell::Figure)).collect();
    }
    let mean = |average: Average| Cell::Figure(average.mean);
    pools(record, ROUND).iter().map(|pool| Average::of_total(pool).map_or_else(Cell::Hidden, mean)).collect()
}

impl Row {
    pub fn severity(&self) -> Option<Severity> {
        match self.cells.last() {
            Some(Cell::Figure(severity)) => Some(*severity),
            _ => None,
        }
    }
}
