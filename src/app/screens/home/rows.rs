//! The rows of the list: which the filter lets through, which are marked, which belong to one name.

use std::collections::HashMap;
use std::path::PathBuf;

use crate::app::message::{RecordFile, copies};
use crate::domain::id::Token;
use crate::domain::text::folded;
use crate::request::{Glimpse, Listed, Preview, Target};

/// A row of the list.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// What the head of the record tells.
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
    /// A row of which only the head is known.
    pub fn new(head: Listed) -> Self {
        let name = folded(head.label.as_str());
        Self { head, preview: None, copy: None, is_marked: false, name }
    }

    /// What the record holds, where it could be read.
    pub fn known(&self) -> Option<&Preview> {
        self.preview.as_ref()?.as_deref().ok()
    }

    /// The most severe cause, with its figure.
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

    /// What the filter looks at.
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
    /// The places of those that the filter lets through.
    shown: Vec<usize>,
    /// The places of those of one name.
    named: HashMap<String, Vec<usize>>,
    /// The places of a record's files.
    files: HashMap<Token, Vec<usize>>,
    /// What they are filtered by, as it is compared.
    wanted: String,
}

impl Rows {
    /// The rows of these records.
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

    /// Lets through what holds this text.
    pub fn filter(&mut self, text: &str) {
        let wanted = folded(text);
        if wanted != self.wanted {
            self.wanted = wanted;
            self.sift();
        }
    }

    /// How many there are.
    pub const fn len(&self) -> usize {
        self.all.len()
    }

    /// How many the filter lets through.
    pub const fn shown(&self) -> usize {
        self.shown.len()
    }

    /// One of those that the filter lets through.
    pub fn get(&self, at: usize) -> Option<&Row> {
        self.all.get(*self.shown.get(at)?)
    }

    /// Those that the filter lets through, from a place on.
    pub fn from(&self, first: usize) -> impl Iterator<Item = (usize, &Row)> {
        self.shown.iter().enumerate().skip(first).filter_map(|(at, place)| Some((at, self.all.get(*place)?)))
    }

    /// Every row.
    pub fn iter(&self) -> impl Iterator<Item = &Row> {
        self.all.iter()
    }

    /// The rows that have the name of this one, itself among them, newest first. Of those without a name none belongs
    /// to another.
    pub fn of_name(&self, row: &Row) -> impl Iterator<Item = &Row> {
        let places = if row.name.is_empty() { None } else { self.named.get(&row.name) };
        places.into_iter().flatten().filter_map(|place| self.all.get(*place))
    }

    /// Whether every record was read whole.
    pub fn are_read(&self) -> bool {
        self.all.iter().all(|row| row.preview.is_some())
    }

    /// Takes in what a record holds.
    pub fn previewed(&mut self, (id, file): RecordFile<'_>, preview: &Result<Box<Preview>, String>) {
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
    }

    /// Marks a row, or takes its mark away.
    pub fn toggle(&mut self, at: usize) {
        if let Some(row) = self.shown.get(at).and_then(|place| self.all.get_mut(*place)) {
            row.is_marked = !row.is_marked;
        }
    }

    /// Takes all marks away.
    pub fn unmark(&mut self) {
        self.all.iter_mut().for_each(|row| row.is_marked = false);
    }

    /// The marked rows, in the order of the list.
    pub fn marked(&self) -> impl Iterator<Item = &Row> {
        self.all.iter().filter(|row| row.is_marked)
    }

    /// Where a record stands among those that the filter lets through.
    pub fn place_of(&self, id: Token) -> Option<usize> {
        let places = self.files.get(&id)?;
        self.shown.iter().position(|place| places.contains(place))
    }
}
