//! The rows of the list: which the filter lets through, which are marked, which belong to one name; what the list says;
//! and what is known beside a record: the same cause over time, and how the other side sees it. The order, the words and
//! what may be said of a change are those of a trend.

use std::collections::HashMap;
use std::ops::Range;
use std::path::PathBuf;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::app::record::{RecordFile, copies};
use crate::domain::action::{OpenAction, sort};
use crate::domain::id::Token;
use crate::domain::questionnaire::{MARKETING, SALES};
use crate::domain::severity::{Severity, whole_difference};
use crate::domain::text::folded;
use crate::domain::trend::{Change, change};
use crate::request::{Glimpse, Listed, Preview, Target};
use crate::wording::{self, count, home as words, window};

#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    pub head: Listed,
    /// What the record holds, once it was read whole, or why it cannot be read.
    pub preview: Option<Result<Box<Preview>, String>>,
    /// The name of the file, where another row is a copy of the same record.
    pub copy: Option<String>,
    pub is_marked: bool,
    /// The name, as names are compared.
    name: String,
}

impl Row {
    pub fn new(head: Listed) -> Self {
        let name = folded(head.label.as_str());
        Self { head, preview: None, copy: None, is_marked: false, name }
    }

    /// What the record holds, where it could be read.
    pub fn known(&self) -> Option<&Preview> {
        self.preview.as_ref()?.as_deref().ok()
    }

    pub fn worst(&self) -> Option<&Glimpse> {
        self.known()?.worst()
    }

    pub fn place(&self) -> RecordFile<'_> {
        (self.head.id, self.head.file.as_deref())
    }

    /// Does something with the file of this row, whichever copies of it there are.
    pub fn target(&self) -> Target {
        Target::new(self.head.id, self.head.file.as_deref())
    }

    fn text(&self) -> String {
        let worst = self.worst().map(|one| format!("{} {}", one.name, one.band)).unwrap_or_default();
        let copy = self.copy.as_deref().unwrap_or_default();
        format!("{} {} {} {worst} {copy}", self.head.label, self.head.who, self.head.when)
    }
}

/// All rows, newest first. What a frame needs of them does not depend on how many there are.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Rows {
    all: Vec<Row>,
    shown: Vec<usize>,
    /// The places of those of one name.
    named: HashMap<String, Vec<usize>>,
    /// The places of a record's files.
    files: HashMap<Token, Vec<usize>>,
    /// What they are filtered by, as it is compared.
    wanted: String,
    /// What was taken on and waits, by day; of each record once.
    open_actions: Vec<OpenAction>,
}

impl Rows {
    pub fn new(heads: Vec<Listed>, filter: &str) -> Self {
        let all = heads.into_iter().map(Row::new).collect();
        let mut rows = Self { all, wanted: folded(filter), ..Self::default() };
        rows.index();
        rows
    }

    fn index(&mut self) {
        (self.named, self.files) = (HashMap::new(), HashMap::new());
        for (place, row) in self.all.iter().enumerate() {
            self.named.entry(row.name.clone()).or_default().push(place);
            self.files.entry(row.head.id).or_default().push(place);
        }
        let has_copies = self.files.len() < self.all.len();
        let names = if has_copies { copies(&self.all.iter().map(Row::place).collect::<Vec<_>>()) } else { Vec::new() };
        for (place, row) in self.all.iter_mut().enumerate() {
            row.copy = names.get(place).cloned().flatten();
        }
        self.sift();
    }

    fn sift(&mut self) {
        self.shown = (0..self.all.len()).filter(|place| self.is_wanted(*place)).collect();
    }

    fn is_wanted(&self, place: usize) -> bool {
        self.wanted.is_empty() || self.all.get(place).is_some_and(|row| folded(&row.text()).contains(&self.wanted))
    }

    pub fn filter(&mut self, text: &str) {
        let wanted = folded(text);
        if wanted != self.wanted {
            self.wanted = wanted;
            self.sift();
        }
    }

    pub const fn len(&self) -> usize {
        self.all.len()
    }

    pub const fn shown(&self) -> usize {
        self.shown.len()
    }

    pub fn get(&self, at: usize) -> Option<&Row> {
        self.all.get(*self.shown.get(at)?)
    }

    /// Those that the filter lets through, from a place on.
    pub fn from(&self, first: usize) -> impl Iterator<Item = (usize, &Row)> {
        self.shown.iter().enumerate().skip(first).filter_map(|(at, place)| Some((at, self.all.get(*place)?)))
    }

    pub fn iter(&self) -> impl Iterator<Item = &Row> {
        self.all.iter()
    }

    /// The rows that have the name of this one, itself among them, newest first. Of those without a name none belongs
    /// to another.
    pub fn of_name(&self, row: &Row) -> impl Iterator<Item = &Row> {
        let places = if row.name.is_empty() { None } else { self.named.get(&row.name) };
        places.into_iter().flatten().filter_map(|place| self.all.get(*place))
    }

    pub fn are_read(&self) -> bool {
        self.all.iter().all(|row| row.preview.is_some())
    }

    pub fn previewed(&mut self, (id, file): RecordFile<'_>, preview: &Result<Box<Preview>, String>) {
        if let Ok(known) = preview {
            self.waits(&known.open_actions);
        }
        for place in self.files.get(&id).cloned().unwrap_or_default() {
            let Some(row) = self.all.get_mut(place).filter(|row| row.head.file.as_deref() == file) else { continue };
            row.preview = Some(preview.clone());
            if self.wanted.is_empty() {
                continue;
            }
            match (self.shown.binary_search(&place), self.is_wanted(place)) {
                (Ok(at), false) => drop(self.shown.remove(at)),
                (Err(at), true) => self.shown.insert(at, place),
                _ => {}
            }
        }
    }

    /// Takes in that a record, or one of its copies, is gone.
    pub fn gone(&mut self, id: Token, file: Option<&PathBuf>) {
        self.all.retain(|row| row.place() != (id, file.map(PathBuf::as_path)));
        self.index();
        let stays = self.place_of(id).is_some();
        self.open_actions.retain(|one| stays || one.record != id);
    }

    /// Takes in what waits in a record; of copies, what any of them holds.
    fn waits(&mut self, open_actions: &[OpenAction]) {
        let before = self.open_actions.len();
        for one in open_actions {
            if !self.open_actions.contains(one) {
                self.open_actions.push(one.clone());
            }
        }
        if self.open_actions.len() > before {
            sort(&mut self.open_actions);
        }
    }

    /// How many steps are overdue on a day, and the first of them; none where nothing is.
    pub fn overdue(&self, today: Date) -> Option<String> {
        let late: Vec<&OpenAction> = self.open_actions.iter().take_while(|one| one.action.is_overdue(today)).collect();
        words::overdue(&late, today)
    }

    /// How many there are, and which of them are in sight: `60 records   1–10 ↓`.
    pub fn sight(&self, in_sight: &Range<usize>) -> String {
        let count = words::how_many(self.len(), self.shown(), self.marked().count());
        match wording::arrows(in_sight.start > 0, in_sight.end < self.shown()) {
            "" => count,
            arrows => format!("{count}   {}–{} {arrows}", in_sight.start + 1, in_sight.end),
        }
    }

    pub fn toggle(&mut self, at: usize) {
        if let Some(row) = self.shown.get(at).and_then(|place| self.all.get_mut(*place)) {
            row.is_marked = !row.is_marked;
        }
    }

    pub fn unmark(&mut self) {
        self.all.iter_mut().for_each(|row| row.is_marked = false);
    }

    pub fn marked(&self) -> impl Iterator<Item = &Row> {
        self.all.iter().filter(|row| row.is_marked)
    }

    /// Where a record stands among those that the filter lets through.
    pub fn place_of(&self, id: Token) -> Option<usize> {
        let places = self.files.get(&id)?;
        self.shown.iter().position(|place| places.contains(place))
    }
}

pub fn label(head: &Listed) -> String {
    if head.label.is_empty() { words::NO_NAME } else { head.label.as_str() }.to_owned()
}

pub fn copy(row: &Row) -> Option<String> {
    row.copy.as_deref().map(words::one_of_copies)
}

/// How a record stands, in words: its worst cause, or what is to be done first.
pub fn standing(row: &Row) -> String {
    if row.head.unfinished.is_some() {
        return words::unfinished(&answered(row));
    }
    match (&row.preview, row.worst()) {
        (None, _) => "…".to_owned(),
        (Some(Err(_)), _) => words::UNREADABLE.to_owned(),
        (_, Some(worst)) => words::worst(&worst.name, worst.severity.map_or(0, Severity::shown), &worst.band),
        (Some(Ok(_)), None) => words::NO_FIGURE.to_owned(),
    }
}

/// How far somebody is who has not finished: `9 of 36`.
pub fn answered(row: &Row) -> String {
    match (row.known().and_then(|known| known.answered), row.head.unfinished) {
        (Some((answered, of)), _) => format!("{answered} of {of}"),
        (None, Some(answers)) => count(answers, "answer", "answers"),
        (None, None) => String::new(),
    }
}

/// The question whether to delete a record: which one, and how long it can be had back.
pub fn delete(head: &Listed) -> String {
    window::delete(&named(head))
}

/// Which record is meant: `EMEA, Sales, today 16:10`.
pub fn named(head: &Listed) -> String {
    format!("{}, {}, {}", label(head), head.who, head.when)
}

/// One cause in the records of one name and side.
#[derive(Debug, Clone, PartialEq)]
pub struct OverTime<'a> {
    pub cause: &'a str,
    /// When each was finished, with its figure; the earliest first, two or more.
    pub points: Vec<(Timestamp, Severity)>,
    /// The last less the first, with its word where one may be said.
    pub change: Option<Change>,
}

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
