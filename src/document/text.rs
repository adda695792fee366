//! A report as sentences: no colour, no box, nothing that needs a terminal.

use super::content::{Advice, Again, Content, Detail, Talk};
use crate::domain::text::{lines, showable};
use crate::wording;

/// A report as text that fits 80 columns.
pub fn text(content: &Content<'_>) -> String {
    let mut page = Page::default();
    opening(&mut page, content);
    chart(&mut page, content);
    asked_again(&mut page, content.again.as_ref());
    talk_first(&mut page, &content.talk);
    common_ground(&mut page, &content.common_ground);
    what_to_do(&mut page, content);
    taken_on(&mut page, content);
    cause_by_cause(&mut page, &content.details);
    closing(&mut page, content);
    page.finish()
}

fn opening(page: &mut Page, content: &Content<'_>) {
    page.say(&format!("Undercurrent: {}", content.heading));
    if !content.label.is_empty() {
        page.say(content.label);
    }
    page.say(&content.occasion);
    page.gap();
    page.say(&content.asked);
}

fn chart(page: &mut Page, content: &Content<'_>) {
    page.heading(wording::CHART);
    page.say(&content.legend);
    page.gap();
    for row in &content.chart {
        page.under(&row.told);
    }
    if !content.chart.is_empty() {
        page.gap();
    }
    page.say(&content.summary);
    for note in &content.notes {
        page.say(note);
    }
}

fn asked_again(page: &mut Page, again: Option<&Again>) {
    let Some(again) = again else { return };
    page.heading(wording::trend::SECOND_ROUND);
    for cause in &again.causes {
        page.under(&format!("{}: {}. {}", cause.name, cause.figures.join(", then "), cause.told));
    }
    page.gap();
    for note in &again.notes {
        page.say(note);
    }
}

fn talk_first(page: &mut Page, causes: &[Talk<'_>]) {
    if causes.is_empty() {
        return;
    }
    page.heading(wording::several::TALK_FIRST);
    page.say(wording::several::TALK_FIRST_WHY);
    for cause in causes {
        talk(page, cause);
    }
}

fn talk(page: &mut Page, cause: &Talk<'_>) {
    page.heading(cause.name);
    for sentence in &cause.told {
        page.under(sentence);
    }
    page.under(&format!("{}: {}", wording::PROMPTS, cause.prompts.join(" ")));
}

fn common_ground(page: &mut Page, told: &[String]) {
    if told.is_empty() {
        return;
    }
    page.heading(wording::several::COMMON_GROUND);
    for sentence in told {
        page.under(sentence);
    }
    page.say(wording::several::COMMON_GROUND_IS);
}

fn what_to_do(page: &mut Page, content: &Content<'_>) {
    page.heading(wording::WHAT_TO_DO);
    for said in content.no_advice.iter().chain(&content.unknown) {
        page.say(said);
    }
    content.ask_about.iter().for_each(|cause| talk(page, cause));
    for cause in &content.advice {
        remedy(page, cause);
    }
    for tension in &content.tensions {
        page.gap();
        page.say(tension);
    }
}

fn remedy(page: &mut Page, cause: &Advice<'_>) {
    page.heading(&cause.row);
    if let Some(talk) = &cause.talk_before {
        page.under(talk);
    }
    for paragraph in &cause.told {
        page.under(paragraph);
    }
}

fn taken_on(page: &mut Page, content: &Content<'_>) {
    if content.actions.is_empty() {
        return;
    }
    page.heading(wording::actions::TAKEN_ON);
    for action in &content.actions {
        page.under(&format!("{}: {} ({}; {})", action.cause, action.step, action.who, action.became));
    }
}

fn cause_by_cause(page: &mut Page, details: &[Detail<'_>]) {
    if details.is_empty() {
        return;
    }
    page.heading(wording::CAUSE_BY_CAUSE);
    for cause in details {
        page.heading(&format!("{}:", cause.name));
        for sentence in cause.told.iter().map(String::as_str).chain(cause.hints.iter().copied()) {
            page.under(sentence);
        }
        for answer in &cause.answers {
            page.under(&format!("{} {}", answer.text, answer.words()));
        }
        for item in &cause.items {
            page.under(&format!("{} {}", item.text, item.told));
        }
    }
}

fn closing(page: &mut Page, content: &Content<'_>) {
    page.heading(wording::BEFORE_ACTING);
    page.say(content.closing);
    if let Some(ask) = &content.ask {
        page.say(ask);
    }
    page.gap();
    page.say(&content.limits);
}

/// The width of a page, in cells.
pub const WIDTH: usize = 80;

/// Lines that fit [`WIDTH`], none of which could act on a terminal.
#[derive(Default)]
pub struct Page(String);

impl Page {
    /// Adds a paragraph.
    pub fn say(&mut self, text: &str) {
        self.wrap(text, "", "");
    }

    /// Adds a paragraph that belongs under the one before: two cells in, and what goes on four.
    pub fn under(&mut self, text: &str) {
        self.wrap(text, "  ", "    ");
    }

    /// Adds an empty line and a heading.
    pub fn heading(&mut self, text: &str) {
        self.gap();
        self.say(text);
    }

    /// Adds an empty line.
    pub fn gap(&mut self) {
        self.0.push('\n');
    }

    /// The page as text.
    pub fn finish(self) -> String {
        self.0
    }

    fn wrap(&mut self, text: &str, first: &str, rest: &str) {
        for line in lines(&showable(text), WIDTH, (first, rest)) {
            self.0.push_str(line.trim_end());
            self.0.push('\n');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_wider_than_the_page() {
        let mut page = Page::default();
        page.under(&"word 東京 ".repeat(60));
        page.under(&"a".repeat(300));
        assert!(page.finish().lines().all(|line| unicode_width::UnicodeWidthStr::width(line) <= WIDTH));
    }

    #[test]
    fn nothing_on_a_page_acts_on_a_terminal() {
        let mut page = Page::default();
        page.say("a\u{1b}[2Jb\rc");
        assert_eq!(page.finish(), "a<U+001B>[2Jb<U+000D>c\n");
    }
}
