//! What files of answers may hold: one function a rule. What was typed is held against the questionnaire, and every
//! problem is told with its place.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use super::file::{Entry, Value, ValueAt, json_entries, narrowed_outside_texts, toml_entries};
use super::table;
use crate::definition::{Grade, Problem, Problems, decoded, hidden, nearest, quoted};
use crate::domain::id::Id;
use crate::domain::questionnaire::{Item, Questionnaire};
use crate::domain::response::Answer;
use crate::domain::text::{Label, folded};
use crate::wording::commands::did_you_mean;
use crate::wording::{answers as words, import};

/// Reads a file of answers; `name` is what it is called in messages.
pub fn read(name: &str, bytes: &[u8], questionnaire: &Questionnaire) -> Result<Vec<Given>, Problems> {
    let (typed, mut problems) = decoded(bytes);
    let is_table = table::is_one(name, &typed);
    // In a table everything is text, which stays what it is; numbers in it are read in any width all the same.
    let source = if is_table { typed } else { narrowed_outside_texts(&typed) };
    problems.extend(hidden(&source));
    let given = if is_table {
        of_table(&source, questionnaire, &mut problems)
    } else {
        of_keys(&source, questionnaire, &mut problems)
    };
    if problems.is_empty() { Ok(given) } else { Err(Problems::new(name, &source, Grade::Error, problems)) }
}

fn of_keys(source: &str, questionnaire: &Questionnaire, problems: &mut Vec<Problem>) -> Vec<Given> {
    let (entries, broken) = if is_json(source) { json_entries(source) } else { toml_entries(source) };
    let whole = broken.is_empty();
    problems.extend(broken);
    let Some(entries) = entries else { return Vec::new() };
    let mut rules = Rules { questionnaire, whole, problems };
    match find(&entries, PEOPLE) {
        Some(_) => rules.several(&entries),
        None => rules.one(&entries, &Label::default(), 0..0).into_iter().collect(),
    }
}

/// No TOML begins with a brace or with a list of such, and this JSON always does.
fn is_json(source: &str) -> bool {
    let source = source.trim_start();
    source.starts_with('{') || source.strip_prefix('[').is_some_and(|rest| rest.trim_start().starts_with(['{', ']']))
}

const KEYS: [&str; 3] = ["side", "label", "answers"];
/// The key of several people's list.
const PEOPLE: &str = "people";
/// The keys of the file with such a list.
const SEVERAL: [&str; 2] = [PEOPLE, "label"];

/// What one person's answers mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    pub side: Id,
    pub label: Label,
    pub answers: BTreeMap<Id, Answer>,
}

/// What was typed is held against this; every problem is noted.
struct Rules<'a> {
    questionnaire: &'a Questionnaire,
    /// Whether all of the file could be read.
    whole: bool,
    problems: &'a mut Vec<Problem>,
}

impl Rules<'_> {
    /// Several people in a list, under a label for all who have none of their own.
    fn several(&mut self, entries: &[Entry]) -> Vec<Given> {
        unknown(entries, &SEVERAL, self.problems);
        repeated_keys(entries, self.problems);
        let shared = find(entries, "label").and_then(|typed| keep(label(typed), self.problems)).unwrap_or_default();
        let Some(typed) = find(entries, PEOPLE) else { return Vec::new() };
        let Value::List(people) = &typed.value else {
            self.problems.push(wrong(typed, words::PEOPLE_LISTED));
            return Vec::new();
        };
        if people.is_empty() {
            self.problems.push(Problem::new(typed.at.clone(), words::NOBODY_LISTED));
        }
        people.iter().filter_map(|person| self.person(person, &shared)).collect()
    }

    fn person(&mut self, typed: &ValueAt<Value>, shared: &Label) -> Option<Given> {
        let Value::Table(entries) = &typed.value else {
            self.problems.push(wrong(typed, words::PERSON_TABLE));
            return None;
        };
        self.one(entries, shared, typed.at.start..typed.at.start)
    }

    /// One person; what is missing is told at `at`.
    fn one(&mut self, entries: &[Entry], shared: &Label, at: Range<usize>) -> Option<Given> {
        let (before, questionnaire) = (self.problems.len(), self.questionnaire);
        unknown(entries, &KEYS, self.problems);
        repeated_keys(entries, self.problems);
        if self.whole {
            missing(entries, at, questionnaire, self.problems);
        }
        let side = find(entries, "side").and_then(|typed| keep(side(typed, questionnaire), self.problems));
        let label = find(entries, "label").map_or(Some(shared.clone()), |typed| keep(label(typed), self.problems));
        let answers = find(entries, "answers").map(|typed| answers(typed, questionnaire, self.problems));
        let is_good = self.problems.len() == before;
        let (side, label, answers) = (side?, label?, answers?);
        is_good.then_some(Given { side, label, answers })
    }
}

enum Column<'a> {
    Side,
    Label,
    Answer(&'a Item),
}

/// A person in each row. What is wrong with a column is told once.
fn of_table(source: &str, questionnaire: &Questionnaire, problems: &mut Vec<Problem>) -> Vec<Given> {
    let (rows, broken) = table::rows(source);
    problems.extend(broken);
    let Some((header, rows)) = rows.split_first() else {
        problems.push(Problem::new(0..0, import::EMPTY).help(words::columns(questionnaire)));
        return Vec::new();
    };
    let columns: Vec<Option<Column<'_>>> =
        header.cells.iter().map(|cell| keep(column(cell, questionnaire), problems)).collect();
    repeated(header.cells.iter(), words::COLUMN_AGAIN, problems);
    if !header.cells.iter().any(|cell| folded(&cell.value) == "side") {
        problems.push(Problem::new(header.at.clone(), import::NO_SIDE).help(words::add_column(questionnaire)));
    }
    if rows.is_empty() {
        problems.push(Problem::new(header.at.clone(), words::NOBODY_BELOW));
    }
    rows.iter().filter_map(|row| of_row(row, &columns, questionnaire, problems)).collect()
}

fn column<'a>(cell: &ValueAt<String>, questionnaire: &'a Questionnaire) -> Result<Column<'a>, Problem> {
    match folded(&cell.value).as_str() {
        "side" => Ok(Column::Side),
        "label" => Ok(Column::Label),
        _ => item(cell, questionnaire, words::IMPORT).map(Column::Answer),
    }
}

fn of_row(
    row: &table::Row,
    columns: &[Option<Column<'_>>],
    questionnaire: &Questionnaire,
    problems: &mut Vec<Problem>,
) -> Option<Given> {
    if row.cells.len() != columns.len() {
        problems.push(Problem::new(row.at.clone(), import::cells(row.cells.len(), columns.len())));
        return None;
    }
    let before = problems.len();
    let mut given = (None, Label::default(), BTreeMap::new());
    for (cell, column) in row.cells.iter().zip(columns) {
        let typed = table::value(cell);
        match column {
            Some(Column::Side) => given.0 = keep(side(&typed, questionnaire), problems),
            Some(Column::Label) => given.1 = keep(label(&typed), problems).unwrap_or_default(),
            Some(Column::Answer(item)) => {
                let answer = keep(answer(&typed, item), problems).flatten();
                given.2.extend(answer.map(|answer| (item.id.clone(), answer)));
            }
            None => {}
        }
    }
    let (side, label, answers) = given;
    (problems.len() == before).then_some(Given { side: side?, label, answers })
}

fn find<'a>(entries: &'a [Entry], key: &str) -> Option<&'a ValueAt<Value>> {
    entries.iter().find(|entry| folded(&entry.key.value) == key).map(|entry| &entry.value)
}

fn keep<T>(outcome: Result<T, Problem>, problems: &mut Vec<Problem>) -> Option<T> {
    outcome.map_err(|problem| problems.push(problem)).ok()
}

fn unknown(entries: &[Entry], keys: &[&str], problems: &mut Vec<Problem>) {
    for Entry { key, .. } in entries.iter().filter(|entry| !keys.contains(&folded(&entry.key.value).as_str())) {
        let help = meant(&key.value, keys.iter().copied(), || words::keys(keys));
        problems.push(Problem::new(key.at.clone(), words::unknown_key(&quoted(&key.value))).help(help));
    }
}

fn repeated_keys(entries: &[Entry], problems: &mut Vec<Problem>) {
    repeated(entries.iter().map(|entry| &entry.key), words::KEY_AGAIN, problems);
}

/// A name that comes twice, perhaps written in two ways.
fn repeated<'a>(names: impl Iterator<Item = &'a ValueAt<String>>, what: &str, problems: &mut Vec<Problem>) {
    let mut seen = HashSet::new();
    for name in names.filter(|name| !seen.insert(folded(&name.value))) {
        problems.push(Problem::new(name.at.clone(), what).help(import::TAKE_OUT));
    }
}

/// A key that there must be. One that was meant and misspelt is told as such already.
fn missing(entries: &[Entry], at: Range<usize>, questionnaire: &Questionnaire, problems: &mut Vec<Problem>) {
    let strange = entries.iter().filter(|entry| !KEYS.contains(&folded(&entry.key.value).as_str()));
    let meant: Vec<&str> = strange.filter_map(|entry| nearest(&entry.key.value, KEYS.into_iter())).collect();
    let is_missing = |key| find(entries, key).is_none() && !meant.contains(&key);
    if is_missing("side") {
        problems.push(Problem::new(at.clone(), import::NO_SIDE).help(words::add_side(questionnaire)));
    }
    if is_missing("answers") {
        problems.push(Problem::new(at, words::NO_ANSWERS).help(words::add_answers(questionnaire)));
    }
}

fn side(typed: &ValueAt<Value>, questionnaire: &Questionnaire) -> Result<Id, Problem> {
    let Value::Text(text) = &typed.value else {
        return Err(wrong(typed, words::SIDE_TEXT).help(words::sides(questionnaire)));
    };
    let known = || questionnaire.head().sides.iter().map(|side| &side.id);
    // An id has nothing to fold.
    let folded = folded(text);
    known().find(|id| id.as_str() == folded).cloned().ok_or_else(|| {
        let help = meant(text, known().map(Id::as_str), || words::sides(questionnaire));
        let is_empty = text.is_empty();
        let what = if is_empty { words::SIDE_EMPTY.to_owned() } else { import::unknown_side(&quoted(text)) };
        Problem::new(typed.at.clone(), what).help(help)
    })
}

fn label(typed: &ValueAt<Value>) -> Result<Label, Problem> {
    let Value::Text(text) = &typed.value else { return Err(wrong(typed, words::LABEL_TEXT)) };
    Label::new(text).map_err(|error| Problem::new(typed.at.clone(), words::unusable_name(&error.to_string())))
}

fn answers(typed: &ValueAt<Value>, questionnaire: &Questionnaire, problems: &mut Vec<Problem>) -> BTreeMap<Id, Answer> {
    let Value::Table(entries) = &typed.value else {
        problems.push(wrong(typed, words::ANSWERS_TABLE));
        return BTreeMap::new();
    };
    repeated_keys(entries, problems);
    let found = entries.iter().filter_map(|entry| {
        let item = keep(item(&entry.key, questionnaire, words::QUESTIONS), problems)?;
        Some((item.id.clone(), keep(answer(&entry.value, item), problems)??))
    });
    found.collect()
}

/// The statement of this id; `otherwise` is what to do where none is like it.
fn item<'a>(key: &ValueAt<String>, questionnaire: &'a Questionnaire, otherwise: &str) -> Result<&'a Item, Problem> {
    let folded = folded(&key.value);
    questionnaire.asked().find(|item| item.id.as_str() == folded).ok_or_else(|| {
        let ids = questionnaire.asked().map(|item| item.id.as_str());
        let help = meant(&key.value, ids, || otherwise.to_owned());
        Problem::new(key.at.clone(), words::unknown_statement(&quoted(&key.value))).help(help)
    })
}

/// An answer; none where the place for it was left empty.
fn answer(typed: &ValueAt<Value>, item: &Item) -> Result<Option<Answer>, Problem> {
    match &typed.value {
        Value::Text(text) if text.trim().is_empty() => Ok(None),
        Value::Text(text) if folded(text) == "na" => Ok(Some(Answer::DoesNotApply)),
        Value::Whole(number) => match i32::try_from(*number).ok().filter(|&value| item.scale.label(value).is_some()) {
            Some(value) => Ok(Some(Answer::Value(value))),
            None => Err(Problem::new(typed.at.clone(), words::off_scale(*number, item)).help(words::on_scale(item))),
        },
        _ => Err(wrong(typed, &words::no_answer(item))),
    }
}

fn wrong(typed: &ValueAt<Value>, rule: &str) -> Problem {
    Problem::new(typed.at.clone(), words::broken(rule, typed.value.kind()))
}

fn meant<'a>(typed: &str, known: impl Iterator<Item = &'a str>, else_say: impl Fn() -> String) -> String {
    nearest(typed, known).map_or_else(else_say, did_you_mean)
}
