//! The table that a form tool exports, held against the questionnaire: which column is which statement, and what everybody
//! answered, however a cell says it: case, blanks and punctuation do not count. Every problem is told with its place.

use std::collections::{BTreeMap, HashMap};

use super::file::ValueAt;
use super::import::HEAD;
use super::rules::Given;
use super::table::{Row, rows};
use crate::commands::records::cut;
use crate::definition::{Grade, Problem, Problems, decoded, nearest, quoted};
use crate::domain::id::Id;
use crate::domain::questionnaire::{self, Item, Questionnaire, Scale};
use crate::domain::response::Answer;
use crate::domain::text::{Label, folded, showable};
use crate::wording::commands::did_you_mean;
use crate::wording::import;

/// How the sides are told apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Side {
    /// Everybody answers for this one.
    Of(Id),
    /// The column of this head says so.
    In(String),
    /// The column says so that is called as people call it.
    Usual,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Holds<'a> {
    Side,
    Answers(&'a Item),
    /// Something that no record holds.
    Other,
}

/// A table that has no problems.
#[derive(Debug, Default, PartialEq)]
pub struct Sheet<'a> {
    /// By their heads.
    pub columns: Vec<(String, Holds<'a>)>,
    /// Everybody who answered anything, in the order of the rows, under the name that is given.
    pub people: Vec<Given>,
    /// How many rows have no answer at all.
    pub blank: usize,
}

/// Reads a table; `name` is what its file is called in messages.
pub fn read<'a>(
    (name, bytes): (&str, &[u8]),
    (side, label): (&Side, &Label),
    questionnaire: &'a Questionnaire,
) -> Result<Sheet<'a>, Problems> {
    let (source, mut problems) = decoded(bytes);
    let (rows, broken) = rows(&source);
    problems.extend(broken);
    let mut reading = Reading { side, label, questionnaire, problems: &mut problems };
    let sheet = if let Some((head, rows)) = rows.split_first() {
        reading.sheet(head, rows)
    } else {
        reading.note(Problem::new(0..0, import::EMPTY).help(import::columns(questionnaire)));
        Sheet::default()
    };
    if problems.is_empty() { Ok(sheet) } else { Err(Problems::new(name, &source, Grade::Error, problems)) }
}

/// How many columns are named at most that may say which side answered.
const NAMED: usize = 8;

/// What is read is held against this; every problem is noted.
struct Reading<'a, 'p> {
    side: &'p Side,
    label: &'p Label,
    questionnaire: &'a Questionnaire,
    problems: &'p mut Vec<Problem>,
}

impl<'a> Reading<'a, '_> {
    fn note(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    fn sheet(&mut self, head: &Row, rows: &[Row]) -> Sheet<'a> {
        let known = known(self.questionnaire);
        let columns: Vec<(String, Holds<'a>)> =
            head.cells.iter().map(|cell| (cell.value.trim().to_owned(), self.column(cell, &known))).collect();
        self.check_head(head, &columns);
        let mut sheet = Sheet { columns, people: Vec::new(), blank: 0 };
        // Where the heads are wrong, everything below them would be told as wrong as well.
        if self.problems.is_empty() {
            self.people(rows, &mut sheet);
        }
        if self.problems.is_empty() && sheet.people.is_empty() {
            self.note(Problem::new(head.at.clone(), import::NOBODY));
        }
        sheet
    }

    fn column(&mut self, cell: &ValueAt<String>, known: &HashMap<String, &'a Item>) -> Holds<'a> {
        if self.is_side(&cell.value) {
            return Holds::Side;
        }
        let spellings = spellings(&cell.value);
        if let Some(item) = spellings.iter().find_map(|spelling| known.get(spelling)) {
            return Holds::Answers(item);
        }
        if let Some(item) = near(&cell.value, &spellings, self.questionnaire) {
            self.note(Problem::new(cell.at.clone(), import::nearly(item)).help(import::name_it(item)));
        }
        Holds::Other
    }

    fn is_side(&self, head: &str) -> bool {
        match self.side {
            Side::Of(_) => false,
            Side::In(wanted) => words(head) == words(wanted),
            Side::Usual => import::SIDE_HEADS.iter().any(|usual| words(head) == words(usual)),
        }
    }

    /// What must be among the columns, and what must not be there twice.
    fn check_head(&mut self, head: &Row, columns: &[(String, Holds<'a>)]) {
        let whole = || head.at.clone();
        let mut seen: Vec<Holds<'a>> = Vec::new();
        for (cell, (_, holds)) in head.cells.iter().zip(columns).filter(|(_, (_, holds))| *holds != Holds::Other) {
            if seen.contains(holds) {
                self.note(Problem::new(cell.at.clone(), import::twice(*holds == Holds::Side)).help(import::TAKE_OUT));
            }
            seen.push(*holds);
        }
        if !seen.iter().any(|holds| matches!(holds, Holds::Answers(_))) {
            self.note(Problem::new(whole(), import::NO_STATEMENT).help(import::columns(self.questionnaire)));
        }
        if seen.contains(&Holds::Side) {
            return;
        }
        let sides = &self.questionnaire.head().sides;
        match self.side {
            Side::Of(_) => {}
            Side::Usual => {
                let others = columns.iter().filter(|(head, holds)| *holds == Holds::Other && !head.is_empty());
                let others: Vec<String> = others.take(NAMED).map(|(head, _)| cut(&showable(head), HEAD)).collect();
                self.note(Problem::new(whole(), import::NO_SIDE).help(import::give_side(sides, &others)));
            }
            Side::In(wanted) => {
                let heads = columns.iter().map(|(head, _)| head.as_str());
                let near = nearest(wanted, heads).map(|near| import::did_you_mean(&quoted(near)));
                self.note(Problem::new(whole(), import::no_column(&quoted(wanted))).help_if(near));
            }
        }
    }

    fn people(&mut self, rows: &[Row], sheet: &mut Sheet<'a>) {
        // One tool writes a second line of heads, which says everywhere that a response stands below.
        let rows = match rows.split_first() {
            Some((first, rest)) if is_second_head(first, &sheet.columns) => rest,
            _ => rows,
        };
        for row in rows {
            if row.cells.len() != sheet.columns.len() {
                self.note(Problem::new(row.at.clone(), import::cells(row.cells.len(), sheet.columns.len())));
                continue;
            }
            let before = self.problems.len();
            let answers = self.answers(row, &sheet.columns);
            match self.side(row, &sheet.columns) {
                _ if answers.is_empty() && self.problems.len() == before => sheet.blank += 1,
                Ok(side) => sheet.people.push(Given { side, label: self.label.clone(), answers }),
                Err(problem) => self.note(problem),
            }
        }
    }

    fn answers(&mut self, row: &Row, columns: &[(String, Holds<'a>)]) -> BTreeMap<Id, Answer> {
        let mut answers = BTreeMap::new();
        for (cell, (_, holds)) in row.cells.iter().zip(columns) {
            let Holds::Answers(item) = holds else { continue };
            match answer(&cell.value, item) {
                Ok(given) => answers.extend(given.map(|answer| (item.id.clone(), answer))),
                Err((what, help)) => self.note(Problem::new(cell.at.clone(), what).help(help)),
            }
        }
        answers
    }

    fn side(&self, row: &Row, columns: &[(String, Holds<'a>)]) -> Result<Id, Problem> {
        if let Side::Of(side) = self.side {
            return Ok(side.clone());
        }
        let sides = &self.questionnaire.head().sides;
        match row.cells.iter().zip(columns).find(|(_, (_, holds))| *holds == Holds::Side) {
            Some((cell, _)) => side_of(&cell.value, sides).cloned().ok_or_else(|| {
                Problem::new(cell.at.clone(), import::unknown_side(&quoted(cell.value.trim())))
                    .help(import::sides(sides))
            }),
            None => Err(Problem::new(row.at.clone(), import::NO_SIDE)),
        }
    }
}

/// Every statement by what a column may call it.
fn known(questionnaire: &Questionnaire) -> HashMap<String, &Item> {
    let names = |item: &Item| [words(item.id.as_str()), words(&item.text)];
    questionnaire.asked().flat_map(|item| names(item).map(|name| (name, item))).collect()
}

/// How alike a head and a statement are that are meant to be the same, from 0 to 1.
const ALIKE: f64 = 0.8;
/// Heads of fewer characters say too little, and of more are no statements.
const COMPARED: std::ops::RangeInclusive<usize> = 15..=300;

/// The statement that a head was meant to be, though it is not written in that way.
fn near<'a>(head: &str, spellings: &[String], questionnaire: &'a Questionnaire) -> Option<&'a Item> {
    let typed = head.trim();
    if typed.contains('-') && !typed.contains(char::is_whitespace) {
        let near = nearest(typed, questionnaire.asked().map(|item| item.id.as_str()))?;
        return questionnaire.asked().find(|item| item.id.as_str() == near);
    }
    let compared = || spellings.iter().filter(|spelling| COMPARED.contains(&spelling.chars().count()));
    let alike = |item: &Item| {
        let text = words(&item.text);
        compared().map(|spelling| strsim::normalized_levenshtein(spelling, &text)).fold(0.0, f64::max)
    };
    let best = questionnaire.asked().map(|item| (alike(item), item)).max_by(|one, other| one.0.total_cmp(&other.0));
    best.filter(|(alike, _)| *alike >= ALIKE).map(|(_, item)| item)
}

fn is_second_head(row: &Row, columns: &[(String, Holds<'_>)]) -> bool {
    let mut below = row.cells.iter().zip(columns).filter(|(_, (_, holds))| matches!(holds, Holds::Answers(_)));
    let says_so = |(cell, _): (&ValueAt<String>, _)| words(&cell.value) == import::SECOND_HEAD;
    below.next().is_some_and(says_so) && below.all(says_so)
}

/// The words of a text, one blank between them.
fn words(text: &str) -> String {
    let folded = folded(text);
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// What a head may mean: all of it; what stands in brackets at its end, where one tool puts each row of a grid; and
/// either without the number that another tool puts before it.
fn spellings(head: &str) -> Vec<String> {
    let inner = head.trim_end().strip_suffix(']').and_then(|rest| rest.rsplit_once('[')).map(|(_, inner)| inner);
    let mut all = Vec::new();
    for text in [Some(head), inner].into_iter().flatten() {
        let words = words(text);
        let unnumbered = words.split_once(' ').filter(|(first, _)| is_number(first)).map(|(_, rest)| rest.to_owned());
        all.push(words);
        all.extend(unnumbered);
    }
    all
}

/// `12`, or `q12`.
fn is_number(word: &str) -> bool {
    let digits = word.strip_prefix('q').unwrap_or(word);
    !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit())
}

/// The side that a cell names, by its id or its name.
pub fn side_of<'a>(cell: &str, sides: &'a [questionnaire::Side]) -> Option<&'a Id> {
    let typed = words(cell);
    sides.iter().find(|side| typed == words(side.id.as_str()) || typed == words(&side.name)).map(|side| &side.id)
}

/// What a cell answers to a statement: by the value, by the words of the scale, or by both. None where it is empty.
/// Else what is wrong with it, and how to mend it.
fn answer(cell: &str, item: &Item) -> Result<Option<Answer>, (String, String)> {
    let typed = words(cell);
    let scale = &item.scale;
    if cell.trim().is_empty() {
        return Ok(None);
    }
    if ["na", "n a"].contains(&typed.as_str()) || typed == words(&scale.na) {
        return Ok(Some(Answer::DoesNotApply));
    }
    let found = scale.points.iter().find(|point| is_point(&typed, cell, point.value, &words(&point.label)));
    match found {
        Some(point) => Ok(Some(Answer::Value(point.value))),
        None => Err((import::no_answer(&quoted(cell.trim()), item), help(cell, scale))),
    }
}

/// Whether a cell says this value: `4`, `4.0`, `Often`, `4 - Often` or `Often (4)`.
fn is_point(typed: &str, cell: &str, value: i32, label: &str) -> bool {
    let number = folded(cell);
    let number = number.strip_suffix(".0").unwrap_or(&number);
    let both = [format!("{value} {label}"), format!("{label} {value}")];
    number == value.to_string() || typed == label || both.iter().any(|one| words(one) == typed)
}

fn help(cell: &str, scale: &Scale) -> String {
    let labels = scale.points.iter().map(|point| point.label.as_str());
    // The labels are compared as they are written; a cell in other case is no other word.
    let small: Vec<String> = labels.map(str::to_lowercase).collect();
    let near = nearest(cell.trim(), small.iter().map(String::as_str));
    let meant = near.and_then(|near| scale.points.iter().find(|point| point.label.to_lowercase() == near));
    meant.map_or_else(|| import::answers(scale), |point| did_you_mean(&point.label))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::definition::built_in;

    fn given(cell: &str) -> Result<Option<Answer>, (String, String)> {
        let questionnaire = built_in().unwrap();
        answer(cell, questionnaire.asked().next().unwrap())
    }

    #[rstest]
    #[case("4", Some(Answer::Value(4)))]
    #[case(" ４ ", Some(Answer::Value(4)))]
    #[case("4.0", Some(Answer::Value(4)))]
    #[case("Often", Some(Answer::Value(4)))]
    #[case("  oFTEN ", Some(Answer::Value(4)))]
    #[case("Almost\u{a0}always", Some(Answer::Value(5)))]
    #[case("4 - Often", Some(Answer::Value(4)))]
    #[case("4: often", Some(Answer::Value(4)))]
    #[case("Often (4)", Some(Answer::Value(4)))]
    #[case("n/a", Some(Answer::DoesNotApply))]
    #[case("NA", Some(Answer::DoesNotApply))]
    #[case("does not apply, or I cannot say", Some(Answer::DoesNotApply))]
    #[case("", None)]
    #[case("   ", None)]
    fn an_answer_is_known_by_its_value_or_its_words(#[case] cell: &str, #[case] answer: Option<Answer>) {
        assert_eq!(given(cell), Ok(answer));
    }

    #[rstest]
    #[case("6")]
    #[case("-4")]
    #[case("4.5")]
    #[case("3 - Often")]
    #[case("Very often")]
    #[case("Often, 4, 4")]
    #[case("?")]
    fn anything_else_is_no_answer(#[case] cell: &str) {
        assert!(given(cell).is_err(), "{cell}");
    }

    #[rstest]
    #[case("Sales listens.", "sales listens")]
    #[case("12. Sales listens", "sales listens")]
    #[case("Q12: Sales  LISTENS", "sales listens")]
    #[case("How often was this so? [Sales listens.]", "sales listens")]
    #[case("How often was this so? [3. Sales listens]", "sales listens")]
    fn a_head_is_known_as_form_tools_write_it(#[case] head: &str, #[case] words: &str) {
        assert!(spellings(head).contains(&words.to_owned()), "{:?}", spellings(head));
    }
}
