//! The result as sentences: no colour, no box, nothing that needs a terminal.

use jiff::Zoned;

use super::page::Page;
use crate::domain::advice;
use crate::domain::analysis::{Analysis, CauseResult, Order};
use crate::domain::wording;

/// The result of one person as text that fits 80 columns.
#[must_use]
pub fn text(analysis: &Analysis, now: &Zoned) -> String {
    let mut page = Page::default();
    opening(&mut page, analysis, now);
    chart(&mut page, analysis);
    remedies(&mut page, analysis);
    closing(&mut page, analysis);
    page.finish()
}

fn opening(page: &mut Page, analysis: &Analysis, now: &Zoned) {
    page.say(&format!("Undercurrent: {}", wording::heading(analysis)));
    let label = &analysis.head().label;
    if !label.is_empty() {
        page.say(label.as_str());
    }
    page.say(&wording::occasion(analysis, now));
    page.gap();
    page.say(&format!("{}.", wording::questionnaire(analysis.questionnaire())));
    page.say(&wording::source(analysis.questionnaire()));
}

fn chart(page: &mut Page, analysis: &Analysis) {
    page.heading(wording::CHART);
    page.say(&wording::legend(analysis.questionnaire()));
    page.gap();
    for (number, result) in (1..).zip(analysis.causes(Order::Severity)) {
        page.under(&wording::row(analysis, number, &result));
    }
    page.gap();
    page.say(&wording::summary(analysis));
}

fn remedies(page: &mut Page, analysis: &Analysis) {
    page.heading(wording::WHAT_TO_DO);
    let raised = advice::raised(analysis);
    if raised.is_empty() {
        page.say(wording::no_advice(analysis));
    }
    for (number, result) in (1..).zip(&raised) {
        remedy(page, &wording::row(analysis, number, result), result);
    }
    for tension in advice::tensions(analysis, &raised) {
        page.gap();
        page.say(&tension.text);
    }
}

fn remedy(page: &mut Page, row: &str, result: &CauseResult<'_>) {
    page.gap();
    page.say(row);
    for paragraph in wording::paragraphs(result.cause) {
        page.under(&paragraph);
    }
}

fn closing(page: &mut Page, analysis: &Analysis) {
    page.heading(wording::BEFORE_ACTING);
    page.say(&analysis.questionnaire().head().closing);
    page.say(wording::ASK_COUNTERPART);
    page.gap();
    page.say(wording::LIMITS);
}
