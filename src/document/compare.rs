//! A few people's answers, side by side, in the three forms that people read; they all say
//! what stands in [`Content`].

use jiff::Zoned;
use minijinja::Error;
use serde::Serialize;

use super::content::{BandKey, Figure, asked, bands};
use super::html::{STYLE, style_hash, templates};
use super::markdown::{Page as MarkdownPage, band, bar, inline};
use super::text::Page as TextPage;
use crate::domain::compare::{Apartness, Comparison, Person};
use crate::domain::questionnaire::{Cause, Item};
use crate::domain::response::Answer;
use crate::domain::severity::Score;
use crate::wording;
use crate::wording::compare as told;

/// Everything that the page says, from top to bottom.
#[derive(Debug, Serialize)]
struct Content<'a> {
    language: &'a str,
    heading: String,
    asked: String,
    bands: Vec<BandKey<'a>>,
    legend: String,
    people: Vec<Signed<'a>>,
    widest: Vec<Apart<'a>>,
    none_apart: Option<&'static str>,
    causes: Vec<CauseRows<'a>>,
    closing: &'a str,
    limits: String,
}

/// What is said of one person, or by one.
#[derive(Debug, Serialize)]
struct Signed<'a> {
    sign: &'a str,
    told: String,
}

/// A cause that is seen differently, with a question to talk about.
#[derive(Debug, Serialize)]
struct Apart<'a> {
    name: &'a str,
    told: String,
    prompt: Option<&'a str>,
}

/// A cause with a figure a person, and its items.
#[derive(Debug, Serialize)]
struct CauseRows<'a> {
    name: &'a str,
    figures: Vec<FigureRow<'a>>,
    items: Vec<ItemRows<'a>>,
}

/// One person's figure, or why there is none.
#[derive(Debug, Serialize)]
struct FigureRow<'a> {
    sign: &'a str,
    figure: Option<Figure<'a>>,
    told: String,
}

/// A statement with an answer a person.
#[derive(Debug, Serialize)]
struct ItemRows<'a> {
    text: &'a str,
    answers: Vec<AnswerRow<'a>>,
}

/// One person's answer.
#[derive(Debug, Serialize)]
struct AnswerRow<'a> {
    sign: &'a str,
    told: &'a str,
    /// The points of the scale, with the one that was given.
    points: Vec<bool>,
}

fn content<'a>(comparison: &'a Comparison, now: &Zoned) -> Content<'a> {
    let questionnaire = comparison.questionnaire();
    let widest: Vec<Apart<'a>> = comparison.widest().iter().map(apart).collect();
    Content {
        language: &questionnaire.head().language,
        heading: told::heading(comparison),
        asked: asked(questionnaire),
        bands: bands(questionnaire),
        legend: wording::legend(questionnaire),
        people: comparison.people().iter().map(|person| occasion(person, now)).collect(),
        none_apart: widest.is_empty().then(|| told::none_apart(comparison)),
        widest,
        causes: (0..).zip(questionnaire.causes()).map(|(place, cause)| rows(comparison, place, cause)).collect(),
        closing: &questionnaire.head().closing,
        limits: told::limits(questionnaire),
    }
}

fn occasion<'a>(person: &'a Person, now: &Zoned) -> Signed<'a> {
    Signed { sign: &person.sign, told: told::occasion(person, now) }
}

fn apart<'a>(apart: &Apartness<'a>) -> Apart<'a> {
    let prompt = apart.cause.prompts.first().map(String::as_str);
    Apart { name: &apart.cause.name, told: told::range(apart), prompt }
}

fn rows<'a>(comparison: &'a Comparison, place: usize, cause: &'a Cause) -> CauseRows<'a> {
    let item = |item: &'a Item| ItemRows {
        text: &item.text,
        answers: comparison.people().iter().map(|person| answer(person, item)).collect(),
    };
    CauseRows {
        name: &cause.name,
        figures: comparison.scores(place).map(|(person, score)| figure(person, score)).collect(),
        items: cause.items.iter().map(item).collect(),
    }
}

fn figure(person: &Person, score: Score) -> FigureRow<'_> {
    let names = &person.analysis.questionnaire().head().bands;
    let figure = score.severity.map(|severity| Figure::exact(severity, names));
    FigureRow { sign: &person.sign, figure, told: told::figure(person, score) }
}

fn answer<'a>(person: &'a Person, item: &'a Item) -> AnswerRow<'a> {
    let given = person.analysis.answer(item);
    let points = item.scale.points.iter().map(|point| given == Some(Answer::Value(point.value))).collect();
    AnswerRow { sign: &person.sign, told: told::answer(person, item), points }
}

/// The comparison as text that fits 80 columns.
pub fn text(comparison: &Comparison, now: &Zoned) -> String {
    let content = content(comparison, now);
    let mut page = TextPage::default();
    opening_in_text(&mut page, &content);
    widest_in_text(&mut page, &content);
    page.heading(told::ALL);
    for cause in &content.causes {
        cause_in_text(&mut page, cause);
    }
    page.heading(wording::BEFORE_ACTING);
    page.say(content.closing);
    page.gap();
    page.say(&content.limits);
    page.finish()
}

fn opening_in_text(page: &mut TextPage, content: &Content<'_>) {
    page.say(&format!("Undercurrent: {}", content.heading));
    for person in &content.people {
        page.under(&format!("{}: {}.", person.sign, person.told));
    }
    page.gap();
    page.say(&content.asked);
    page.say(&content.legend);
}

fn widest_in_text(page: &mut TextPage, content: &Content<'_>) {
    page.heading(told::WIDEST);
    if let Some(none) = content.none_apart {
        page.say(none);
    }
    for apart in &content.widest {
        page.say(&format!("{}: {}.", apart.name, apart.told));
        if let Some(prompt) = apart.prompt {
            page.under(&format!("{}: {prompt}", wording::PROMPTS));
        }
    }
}

fn cause_in_text(page: &mut TextPage, cause: &CauseRows<'_>) {
    page.heading(cause.name);
    for row in &cause.figures {
        page.under(&format!("{}: {}.", row.sign, row.told));
    }
    for item in &cause.items {
        page.say(item.text);
        for row in &item.answers {
            page.under(&format!("{}: {}.", row.sign, row.told));
        }
    }
}

/// The comparison as Markdown.
pub fn markdown(comparison: &Comparison, now: &Zoned) -> String {
    let content = content(comparison, now);
    let mut page = MarkdownPage::default();
    page.heading(1, &format!("Undercurrent: {}", content.heading));
    let people: Vec<String> =
        content.people.iter().map(|person| format!("{}: {}.", person.sign, person.told)).collect();
    page.list(people.iter().map(String::as_str));
    page.say(&content.asked);
    page.say(&content.legend);
    widest_in_markdown(&mut page, &content);
    page.heading(2, told::ALL);
    for cause in &content.causes {
        cause_in_markdown(&mut page, cause);
    }
    page.heading(2, wording::BEFORE_ACTING);
    page.say(content.closing);
    page.say(&content.limits);
    page.finish()
}

fn widest_in_markdown(page: &mut MarkdownPage, content: &Content<'_>) {
    page.heading(2, told::WIDEST);
    if let Some(none) = content.none_apart {
        page.say(none);
    }
    for apart in &content.widest {
        page.block(&format!("**{}:** {}.", inline(apart.name), inline(&apart.told)));
        if let Some(prompt) = apart.prompt {
            page.block(&format!("{}: *{}*", wording::PROMPTS, inline(prompt)));
        }
    }
}

fn cause_in_markdown(page: &mut MarkdownPage, cause: &CauseRows<'_>) {
    page.heading(3, cause.name);
    page.table(&["", "0 to 100", "Severity", "Band"], "|---|---|--:|---|", cause.figures.iter().map(figure_cells));
    let signs: Vec<&str> = cause.figures.iter().map(|row| row.sign).collect();
    let head = [&["Statement"], signs.as_slice()].concat();
    page.table(&head, &format!("|{}", "---|".repeat(head.len())), cause.items.iter().map(item_cells));
}

fn figure_cells(row: &FigureRow<'_>) -> Vec<String> {
    let sign = row.sign.to_owned();
    match &row.figure {
        Some(figure) => vec![sign, bar(figure), figure.shown.to_string(), band(figure)],
        None => vec![sign, row.told.clone(), String::new(), String::new()],
    }
}

fn item_cells(item: &ItemRows<'_>) -> Vec<String> {
    [item.text].into_iter().chain(item.answers.iter().map(|row| row.told)).map(str::to_owned).collect()
}

/// What stands on the page.
#[derive(Serialize)]
struct Page<'a> {
    content: Content<'a>,
    titles: Titles,
    style: &'static str,
    style_hash: &'static str,
}

#[derive(Serialize)]
struct Titles {
    widest: &'static str,
    prompts: &'static str,
    all: &'static str,
    ending: &'static str,
}

const TITLES: Titles =
    Titles { widest: told::WIDEST, prompts: wording::PROMPTS, all: told::ALL, ending: wording::BEFORE_ACTING };

/// Writes the page.
///
/// # Errors
/// When a template cannot be filled, which the tests rule out.
pub fn html(comparison: &Comparison, now: &Zoned) -> Result<String, Error> {
    let page = Page { content: content(comparison, now), titles: TITLES, style: STYLE, style_hash: style_hash() };
    templates()?.get_template("compare.html")?.render(minijinja::value::Serde(page))
}
