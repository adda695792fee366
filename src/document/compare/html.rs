//! The comparison as one page. It holds no script and fetches nothing, and its policy forbids both.

use jiff::Zoned;
use minijinja::Error;
use serde::Serialize;

use super::{Content, content};
use crate::document::html::{STYLE, style_hash, templates};
use crate::domain::compare::Comparison;
use crate::wording;
use crate::wording::compare as told;

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
