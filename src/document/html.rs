//! A page with charts. It holds no script and fetches nothing, and its policy forbids both.

use minijinja::value::Serde;
use minijinja::{Environment, Error};
use serde::Serialize;

use super::blocks::{Document, Role};
use crate::markup;
use crate::wording::forms;

/// The style sheet of the page.
const STYLE: &str = include_str!("html/style.css");
/// What the policy of the page calls the style sheet: any other style is refused.
const STYLE_HASH: &str = include_str!("html/style.sha256");

const TEMPLATES: [(&str, &str); 2] =
    [("head.html", include_str!("html/head.html")), ("document.html", include_str!("html/document.html"))];

/// What stands on the page.
#[derive(Serialize)]
struct Page<'a> {
    #[serde(flatten)]
    document: &'a Document<'a>,
    /// Whether the questionnaire is in another language than what is said about it.
    is_foreign: bool,
    quoted: Vec<Role>,
    heads: Heads,
    style: &'static str,
    style_hash: &'static str,
}

/// The heads of the chart, most of them for those who do not see it.
#[derive(Serialize)]
struct Heads {
    rank: &'static str,
    cause: &'static str,
    people: &'static str,
    answered: &'static str,
    severity: &'static str,
    points: &'static str,
    band: &'static str,
    in_bands: &'static str,
}

const HEADS: Heads = Heads {
    rank: forms::RANK,
    cause: forms::CAUSE,
    people: forms::PEOPLE_IN_CHART,
    answered: forms::ANSWERED_IN_CHART,
    severity: forms::SEVERITY,
    points: forms::OF_100,
    band: forms::BAND,
    in_bands: forms::IN_BANDS,
};

/// Writes the page.
pub fn html(document: &Document<'_>) -> Result<String, Error> {
    let page = Page {
        document,
        is_foreign: !is_english(document.language),
        quoted: [Role::Hint, Role::Tension, Role::Closing].into(),
        heads: HEADS,
        style: STYLE,
        style_hash: STYLE_HASH.trim(),
    };
    templates()?.get_template("document.html")?.render(Serde(page))
}

/// Whether a BCP 47 tag stands for any English.
fn is_english(language: &str) -> bool {
    language.split('-').next().is_some_and(|first| first.eq_ignore_ascii_case("en"))
}

/// All templates, which escape whatever is put into them.
fn templates() -> Result<Environment<'static>, Error> {
    markup::templates(&TEMPLATES)
}
