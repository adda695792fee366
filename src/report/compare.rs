//! A few people's answers, side by side, as sentences.

use jiff::Zoned;

use super::page::Page;
use crate::domain::compare::Comparison;
use crate::domain::questionnaire::Cause;
use crate::domain::wording;
use crate::domain::wording::compare as told;

/// The comparison as text that fits 80 columns.
#[must_use]
pub fn text(comparison: &Comparison, now: &Zoned) -> String {
    let mut page = Page::default();
    opening(&mut page, comparison, now);
    widest(&mut page, comparison);
    page.heading(told::ALL);
    for (place, cause) in comparison.questionnaire().causes().iter().enumerate() {
        side_by_side(&mut page, comparison, place, cause);
    }
    page.heading(wording::BEFORE_ACTING);
    page.say(&comparison.questionnaire().head().closing);
    page.gap();
    page.say(told::LIMITS);
    page.finish()
}

fn opening(page: &mut Page, comparison: &Comparison, now: &Zoned) {
    page.say(&format!("Undercurrent: {}", told::heading(comparison)));
    for person in comparison.people() {
        page.under(&format!("{}: {}.", person.sign, told::occasion(person, now)));
    }
    page.gap();
    page.say(&format!("{}.", wording::questionnaire(comparison.questionnaire())));
    page.say(&wording::source(comparison.questionnaire()));
    page.say(&wording::legend(comparison.questionnaire()));
}

fn widest(page: &mut Page, comparison: &Comparison) {
    page.heading(told::WIDEST);
    let apart = comparison.widest();
    if apart.is_empty() {
        page.say(told::none_apart(comparison));
    }
    for apart in &apart {
        page.say(&format!("{}: {}.", apart.cause.name, told::range(apart)));
        if let Some(prompt) = apart.cause.prompts.first() {
            page.under(&format!("{}: {prompt}", wording::PROMPTS));
        }
    }
}

fn side_by_side(page: &mut Page, comparison: &Comparison, place: usize, cause: &Cause) {
    page.heading(&cause.name);
    for (person, score) in comparison.scores(place) {
        page.under(&format!("{}: {}.", person.sign, told::figure(person, score)));
    }
    for item in &cause.items {
        page.say(&item.text);
        for person in comparison.people() {
            page.under(&format!("{}: {}.", person.sign, told::answer(person, item)));
        }
    }
}
