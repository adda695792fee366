//! A page with charts, and printed sheets to tick. No page holds a script or fetches anything; the policy of the one with
//! charts forbids both.

use std::collections::BTreeMap;

use minijinja::Error;
use minijinja::value::Serde;
use serde::Serialize;

use super::blocks::{Document, Role};
use crate::domain::questionnaire::{Questionnaire, Scale};
use crate::markup;
use crate::wording::{self, forms, guess, participant};

const STYLE: &str = include_str!("html/style.css");
/// What the policy of the page calls the style sheet: any other style is refused.
const STYLE_HASH: &str = include_str!("html/style.sha256");

const TEMPLATES: [(&str, &str); 2] =
    [("head.html", include_str!("html/head.html")), ("document.html", include_str!("html/document.html"))];

#[derive(Serialize)]
struct Page<'a> {
    #[serde(flatten)]
    document: &'a Document<'a>,
    /// Whether the questionnaire is in another language than what is said about it.
    is_foreign: bool,
    quoted: Vec<Role>,
    heads: BTreeMap<&'static str, &'static str>,
    style: &'static str,
    style_hash: &'static str,
}

/// The heads of the chart, most of them for those who do not see it.
const HEADS: [(&str, &str); 8] = [
    ("rank", forms::RANK),
    ("cause", forms::CAUSE),
    ("people", forms::PEOPLE_IN_CHART),
    ("answered", forms::ANSWERED_IN_CHART),
    ("severity", forms::SEVERITY),
    ("points", forms::OF_100),
    ("band", forms::BAND),
    ("in_bands", forms::IN_BANDS),
];

pub fn html(document: &Document<'_>) -> Result<String, Error> {
    let page = Page {
        document,
        is_foreign: !is_english(document.language),
        quoted: [Role::Hint, Role::Tension, Role::Closing].into(),
        heads: HEADS.into(),
        style: STYLE,
        style_hash: STYLE_HASH.trim(),
    };
    markup::templates(&TEMPLATES)?.get_template("document.html")?.render(Serde(page))
}

/// Whether a BCP 47 tag stands for any English.
fn is_english(language: &str) -> bool {
    language.split('-').next().is_some_and(|first| first.eq_ignore_ascii_case("en"))
}

/// Statements that are answered on one scale, in a row each.
#[derive(Serialize)]
struct Table<'a> {
    stem: &'a str,
    heads: Vec<&'a str>,
    rows: Vec<(usize, &'a str)>,
}

#[derive(Serialize)]
struct Sheets<'a> {
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

/// The questionnaire on paper: two printed sheets to tick, for whoever has no phone, and to look through beforehand. As on
/// phones no cause is named.
pub fn sheets(questionnaire: &Questionnaire) -> Result<String, Error> {
    let head = questionnaire.head();
    let sheets = Sheets {
        language: &head.language,
        title: &head.title,
        intro: &head.intro,
        source: wording::source(questionnaire),
        words: head.words.iter().map(|word| (word.term.as_str(), word.text.as_str())).collect(),
        which_side: participant::WHICH_SIDE,
        sides: head.sides.iter().map(|side| side.name.as_str()).collect(),
        how: forms::SHEETS_HOW,
        tables: statements(questionnaire),
        guess_title: guess::ONE_MORE_MINUTE,
        guess_how: forms::SHEETS_GUESS,
        asked: head.sides.iter().filter_map(|side| questionnaire.guess_question(&side.id)).collect(),
        guesses: guesses(questionnaire),
        back: forms::SHEETS_BACK,
    };
    let templates = markup::templates(&[("sheets.html", include_str!("html/sheets.html"))])?;
    templates.get_template("sheets.html")?.render(Serde(sheets))
}

fn statements(questionnaire: &Questionnaire) -> Vec<Table<'_>> {
    let rows = questionnaire.asked().map(|item| (&*item.scale, item.text.as_str()));
    tables(rows, |scale| {
        let heads = labels(scale).chain([scale.na.as_str()]).collect();
        Table { stem: &scale.stem, heads, rows: Vec::new() }
    })
}

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
