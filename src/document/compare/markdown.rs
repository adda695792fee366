//! The comparison in GitHub-flavoured Markdown. Every text in it is escaped.

use jiff::Zoned;

use super::{CauseRows, Content, FigureRow, ItemRows, content};
use crate::document::markdown::{Page, band, bar, inline};
use crate::domain::compare::Comparison;
use crate::wording;
use crate::wording::compare as told;

/// The comparison as Markdown.
pub fn markdown(comparison: &Comparison, now: &Zoned) -> String {
    let content = content(comparison, now);
    let mut page = Page::default();
    page.heading(1, &format!("Undercurrent: {}", content.heading));
    let people: Vec<String> =
        content.people.iter().map(|person| format!("{}: {}.", person.sign, person.told)).collect();
    page.list(people.iter().map(String::as_str));
    page.say(&content.asked);
    page.say(&content.legend);
    widest(&mut page, &content);
    page.heading(2, told::ALL);
    for cause in &content.causes {
        side_by_side(&mut page, cause);
    }
    page.heading(2, wording::BEFORE_ACTING);
    page.say(content.closing);
    page.say(&content.limits);
    page.finish()
}

fn widest(page: &mut Page, content: &Content<'_>) {
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

fn side_by_side(page: &mut Page, cause: &CauseRows<'_>) {
    page.heading(3, cause.name);
    page.table(&["", "0 to 100", "Severity", "Band"], "|---|---|--:|---|", cause.figures.iter().map(figure));
    let signs: Vec<&str> = cause.figures.iter().map(|row| row.sign).collect();
    let head = [&["Statement"], signs.as_slice()].concat();
    page.table(&head, &format!("|{}", "---|".repeat(head.len())), cause.items.iter().map(item));
}

fn figure(row: &FigureRow<'_>) -> Vec<String> {
    let sign = row.sign.to_owned();
    match &row.figure {
        Some(figure) => vec![sign, bar(figure), figure.shown.to_string(), band(figure)],
        None => vec![sign, row.told.clone(), String::new(), String::new()],
    }
}

fn item(item: &ItemRows<'_>) -> Vec<String> {
    [item.text].into_iter().chain(item.answers.iter().map(|row| row.told)).map(str::to_owned).collect()
}
