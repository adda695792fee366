//! The comparison as sentences: no colour, no box, nothing that needs a terminal.

use jiff::Zoned;

use super::{CauseRows, Content, content};
use crate::document::text::Page;
use crate::domain::compare::Comparison;
use crate::wording;
use crate::wording::compare as told;

/// The comparison as text that fits 80 columns.
pub fn text(comparison: &Comparison, now: &Zoned) -> String {
    let content = content(comparison, now);
    let mut page = Page::default();
    opening(&mut page, &content);
    widest(&mut page, &content);
    page.heading(told::ALL);
    for cause in &content.causes {
        side_by_side(&mut page, cause);
    }
    page.heading(wording::BEFORE_ACTING);
    page.say(content.closing);
    page.gap();
    page.say(&content.limits);
    page.finish()
}

fn opening(page: &mut Page, content: &Content<'_>) {
    page.say(&format!("Undercurrent: {}", content.heading));
    for person in &content.people {
        page.under(&format!("{}: {}.", person.sign, person.told));
    }
    page.gap();
    page.say(&content.asked);
    page.say(&content.legend);
}

fn widest(page: &mut Page, content: &Content<'_>) {
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

fn side_by_side(page: &mut Page, cause: &CauseRows<'_>) {
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
