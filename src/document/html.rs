//! The result as one page with charts. It holds no script and fetches nothing, and its policy forbids both.

use minijinja::value::Serde;
use minijinja::{Environment, Error};
use serde::Serialize;

use super::content::{Content, Detail, Dumbbell};
use crate::markup;
use crate::wording;

/// The style sheet of the page.
pub const STYLE: &str = include_str!("html/style.css");
/// What the policy of the page calls the style sheet: any other style is refused.
const STYLE_HASH: &str = include_str!("html/style.sha256");

const TEMPLATES: [(&str, &str); 4] = [
    ("head.html", include_str!("html/head.html")),
    ("report.html", include_str!("html/report.html")),
    ("compare.html", include_str!("html/compare.html")),
    ("charts.html", include_str!("html/charts.html")),
];

/// What stands on the page.
#[derive(Serialize)]
struct Page<'a> {
    #[serde(flatten)]
    content: &'a Content<'a>,
    name: &'a str,
    titles: Titles,
    marks: Option<String>,
    details_note: Option<&'static str>,
    style: &'static str,
    style_hash: &'static str,
}

#[derive(Serialize)]
struct Titles {
    chart: &'static str,
    again: &'static str,
    talk: &'static str,
    talk_why: &'static str,
    common: &'static str,
    common_is: &'static str,
    prompts: &'static str,
    advice: &'static str,
    actions: &'static str,
    details: &'static str,
    ending: &'static str,
}

const TITLES: Titles = Titles {
    chart: wording::CHART,
    again: wording::trend::SECOND_ROUND,
    talk: wording::several::TALK_FIRST,
    talk_why: wording::several::TALK_FIRST_WHY,
    common: wording::several::COMMON_GROUND,
    common_is: wording::several::COMMON_GROUND_IS,
    prompts: wording::PROMPTS,
    advice: wording::WHAT_TO_DO,
    actions: wording::actions::TAKEN_ON,
    details: wording::CAUSE_BY_CAUSE,
    ending: wording::BEFORE_ACTING,
};

/// Writes the page.
///
/// # Errors
/// When a template cannot be filled, which the tests rule out.
pub fn html(content: &Content<'_>) -> Result<String, Error> {
    let page = Page {
        content,
        name: content.name(),
        titles: TITLES,
        marks: marks(content),
        details_note: details_note(content),
        style: STYLE,
        style_hash: style_hash(),
    };
    templates()?.get_template("report.html")?.render(Serde(page))
}

/// How to read what stands behind the figures.
fn details_note(content: &Content<'_>) -> Option<&'static str> {
    let any = |part: fn(&Detail<'_>) -> bool| content.details.iter().any(part);
    if any(|cause| !cause.items.is_empty()) {
        return Some(wording::several::HOW_ITEMS_READ);
    }
    any(|cause| cause.answers.iter().any(|answer| answer.turned)).then_some(wording::HOW_ANSWERS_READ)
}

/// What the marks in the chart of several people mean.
fn marks(content: &Content<'_>) -> Option<String> {
    let whisker = content.chart.iter().any(|row| row.interval.is_some()).then_some(wording::several::HOW_AVERAGES_READ);
    let sides = content.chart.iter().find_map(|row| row.sides.as_ref());
    let sides = sides.map(|Dumbbell { sales, marketing }| {
        format!(
            "● {} is {}, ◇ {} is {}; the number beside them is {} less {}.",
            sales.letter, sales.name, marketing.letter, marketing.name, sales.name, marketing.name
        )
    });
    let told: Vec<&str> = whisker.into_iter().chain(sides.as_deref()).collect();
    (!told.is_empty()).then(|| told.join(" "))
}

/// What the policy of a page calls its style sheet.
pub fn style_hash() -> &'static str {
    STYLE_HASH.trim()
}

/// All templates, which escape whatever is put into them.
///
/// # Errors
/// When one of them cannot be read, which the tests rule out.
pub fn templates() -> Result<Environment<'static>, Error> {
    markup::templates(&TEMPLATES)
}
