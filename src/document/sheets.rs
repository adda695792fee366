//! The questionnaire on paper: two printed sheets to tick, for whoever has no phone, and to look through beforehand. As on
//! phones no cause is named.

use minijinja::Error;
use minijinja::value::Serde;
use serde::Serialize;

use crate::domain::questionnaire::{Questionnaire, Scale};
use crate::markup;
use crate::wording::{self, forms as told, guess, seat};

/// Statements that are answered on one scale, in a row each.
#[derive(Serialize)]
struct Table<'a> {
    stem: &'a str,
    heads: Vec<&'a str>,
    /// Each with its number.
    rows: Vec<(usize, &'a str)>,
}

/// Everything that stands on the sheets.
#[derive(Serialize)]
struct Page<'a> {
    language: &'a str,
    title: &'a str,
    intro: &'a str,
    source: String,
    words: Vec<(&'a str, &'a str)>,
    which_side: &'static str,
    sides: Vec<&'a str>,
    how: &'static str,
    tables: Vec<Table<'a>>,
    guess_title: &'static str,
    guess_how: &'static str,
    /// The question before each guess, for each side that guesses.
    asked: Vec<String>,
    guesses: Vec<Table<'a>>,
    back: &'static str,
}

/// The questionnaire as a page to print.
pub fn sheets(questionnaire: &Questionnaire) -> Result<String, Error> {
    let templates = markup::templates(&[("sheets.html", include_str!("html/sheets.html"))])?;
    templates.get_template("sheets.html")?.render(Serde(page(questionnaire)))
}

fn page(questionnaire: &Questionnaire) -> Page<'_> {
    let head = questionnaire.head();
    Page {
        language: &head.language,
        title: &head.title,
        intro: &head.intro,
        source: wording::source(questionnaire),
        words: head.words.iter().map(|word| (word.term.as_str(), word.text.as_str())).collect(),
        which_side: seat::WHICH_SIDE,
        sides: head.sides.iter().map(|side| side.name.as_str()).collect(),
        how: told::SHEETS_HOW,
        tables: statements(questionnaire),
        guess_title: guess::ONE_MORE_MINUTE,
        guess_how: told::SHEETS_GUESS,
        asked: head.sides.iter().filter_map(|side| questionnaire.guess_question(&side.id)).collect(),
        guesses: guesses(questionnaire),
        back: told::SHEETS_BACK,
    }
}

/// The statements in the order of asking.
fn statements(questionnaire: &Questionnaire) -> Vec<Table<'_>> {
    let rows = questionnaire.asked().map(|item| (&*item.scale, item.text.as_str()));
    tables(rows, |scale| {
        let heads = labels(scale).chain([scale.na.as_str()]).collect();
        Table { stem: &scale.stem, heads, rows: Vec::new() }
    })
}

/// What is guessed of the other side.
fn guesses(questionnaire: &Questionnaire) -> Vec<Table<'_>> {
    let rows = questionnaire.guess_items().map(|item| (&**item.scale, item.text));
    tables(rows, |scale| Table { stem: "", heads: labels(scale).collect(), rows: Vec::new() })
}

/// The rows with their numbers, in a table each time the scale changes.
fn tables<'a>(
    rows: impl Iterator<Item = (&'a Scale, &'a str)>,
    empty: impl Fn(&'a Scale) -> Table<'a>,
) -> Vec<Table<'a>> {
    let mut tables: Vec<(&Scale, Table<'a>)> = Vec::new();
    for (number, (scale, text)) in (1..).zip(rows) {
        if tables.last().is_none_or(|(before, _)| before.id != scale.id) {
            tables.push((scale, empty(scale)));
        }
        tables.last_mut().into_iter().for_each(|(_, table)| table.rows.push((number, text)));
    }
    tables.into_iter().map(|(_, table)| table).collect()
}

fn labels(scale: &Scale) -> impl Iterator<Item = &str> {
    scale.points.iter().map(|point| point.label.as_str())
}
