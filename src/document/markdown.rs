//! A report in GitHub-flavoured Markdown, for a forge or a wiki. Every text in it is escaped.

use std::slice::from_ref;

use super::content::{ActionLine, Advice, Again, AgainCause, Content, Detail, Figure, Paragraph, Row, Talk};
use crate::domain::text::showable;
use crate::wording;
use crate::wording::trend::{self, CHANGE};

/// The cells of a bar: one for every five points.
const CELLS: usize = 20;

/// A report as Markdown.
pub fn markdown(content: &Content<'_>) -> String {
    let mut page = Page::default();
    opening(&mut page, content);
    chart(&mut page, content);
    asked_again(&mut page, content.again.as_ref());
    talk_first(&mut page, &content.talk);
    common_ground(&mut page, &content.common_ground);
    what_to_do(&mut page, content);
    taken_on(&mut page, &content.actions);
    if !content.details.is_empty() {
        page.heading(2, wording::CAUSE_BY_CAUSE);
    }
    for cause in &content.details {
        detail(&mut page, cause);
    }
    closing(&mut page, content);
    page.finish()
}

/// Blocks of Markdown, with an empty line before each but the first. What is added is escaped here.
#[derive(Default)]
pub struct Page(String);

impl Page {
    /// The page as text.
    pub fn finish(self) -> String {
        self.0
    }

    /// Adds a block that is Markdown already.
    pub fn block(&mut self, markdown: &str) {
        if !self.0.is_empty() {
            self.0.push('\n');
        }
        self.0.push_str(markdown.trim_end());
        self.0.push('\n');
    }

    /// Adds a heading.
    pub fn heading(&mut self, level: usize, text: &str) {
        self.block(&format!("{} {}", "#".repeat(level), inline(text)));
    }

    /// Adds a paragraph.
    pub fn say(&mut self, text: &str) {
        self.block(&block(text));
    }

    /// Adds a list.
    pub fn list<'a>(&mut self, texts: impl IntoIterator<Item = &'a str>) {
        let items: Vec<String> = texts.into_iter().map(|text| format!("- {}", block(text))).collect();
        self.block(&items.join("\n"));
    }

    /// Adds a table; `rule` is the line under its head.
    pub fn table(&mut self, head: &[&str], rule: &str, rows: impl IntoIterator<Item = Vec<String>>) {
        let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
        let mut table = format!("{}{rule}\n", line(&head.iter().map(|text| inline(text)).collect::<Vec<_>>()));
        for row in rows {
            table.push_str(&line(&row.iter().map(|text| inline(text)).collect::<Vec<_>>()));
        }
        self.block(&table);
    }
}

fn opening(page: &mut Page, content: &Content<'_>) {
    page.heading(1, content.name());
    page.block(&format!("**Undercurrent: {}.** {}", inline(&content.heading), inline(&content.occasion)));
    page.say(&content.asked);
}

fn chart(page: &mut Page, content: &Content<'_>) {
    page.heading(2, wording::CHART);
    page.say(&content.legend);
    if content.chart.is_empty() {
        // Nothing is shown, and the summary says why.
    } else if content.several {
        let head = ["", "Cause", "0 to 100", "Severity", "Band", "People", "Gap", "Verdict"];
        page.table(&head, "|--:|---|---|--:|---|--:|--:|---|", content.chart.iter().map(row_of_several));
    } else {
        let head = ["", "Cause", "0 to 100", "Severity", "Band", "Answered"];
        page.table(&head, "|--:|---|---|--:|---|--:|", content.chart.iter().map(row));
    }
    page.say(&content.summary);
    for note in &content.notes {
        page.say(note);
    }
}

fn row(row: &Row<'_>) -> Vec<String> {
    let mut cells = vec![row.rank.clone(), row.name.to_owned()];
    match &row.figure {
        Some(figure) => cells.extend([bar(figure), figure.shown.to_string(), band(figure)]),
        None => cells.extend([row.missing.clone(), String::new(), String::new()]),
    }
    cells.push(row.grounds.clone());
    cells
}

fn row_of_several(several: &Row<'_>) -> Vec<String> {
    let gap = several.gap.as_ref();
    let mut cells = row(several);
    cells.push(gap.map(|gap| gap.difference.clone()).unwrap_or_default());
    cells.push(gap.map(|gap| gap.word.to_owned()).unwrap_or_default());
    cells
}

/// A bar of blocks.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 20")]
pub fn bar(figure: &Figure<'_>) -> String {
    let full = (figure.at / 5.0).round() as usize;
    "█".repeat(full) + &"░".repeat(CELLS.saturating_sub(full))
}

/// The mark and the name of a band.
pub fn band(figure: &Figure<'_>) -> String {
    format!("{} {}", figure.mark, figure.name)
}

fn asked_again(page: &mut Page, again: Option<&Again>) {
    let Some(again) = again else { return };
    page.heading(2, trend::SECOND_ROUND);
    let [first, second] = trend::HEADS;
    let row = |cause: &AgainCause| [from_ref(&cause.name), &cause.figures, from_ref(&cause.change)].concat();
    page.table(&["Cause", first, second, CHANGE], "|---|--:|--:|---|", again.causes.iter().map(row));
    page.list(again.causes.iter().map(|cause| cause.told.as_str()));
    for note in &again.notes {
        page.say(note);
    }
}

fn talk_first(page: &mut Page, causes: &[Talk<'_>]) {
    if causes.is_empty() {
        return;
    }
    page.heading(2, wording::several::TALK_FIRST);
    page.say(wording::several::TALK_FIRST_WHY);
    for cause in causes {
        talk(page, cause);
    }
}

fn talk(page: &mut Page, cause: &Talk<'_>) {
    page.heading(3, cause.name);
    page.list(cause.told.iter().map(String::as_str));
    page.block(&format!("**{}**", inline(wording::PROMPTS)));
    page.list(cause.prompts.iter().map(String::as_str));
}

fn common_ground(page: &mut Page, told: &[String]) {
    if told.is_empty() {
        return;
    }
    page.heading(2, wording::several::COMMON_GROUND);
    page.list(told.iter().map(String::as_str));
    page.say(wording::several::COMMON_GROUND_IS);
}

fn what_to_do(page: &mut Page, content: &Content<'_>) {
    page.heading(2, wording::WHAT_TO_DO);
    for said in content.no_advice.iter().chain(&content.unknown) {
        page.say(said);
    }
    content.ask_about.iter().for_each(|cause| talk(page, cause));
    for cause in &content.advice {
        remedy(page, cause);
    }
    for tension in &content.tensions {
        page.say(tension);
    }
}

fn remedy(page: &mut Page, cause: &Advice<'_>) {
    page.heading(3, &with_figure(cause.name, cause.figure.as_ref()));
    if let Some(talk) = &cause.talk_before {
        page.say(talk);
    }
    for one in &cause.paragraphs {
        paragraph(page, one);
    }
}

fn paragraph(page: &mut Page, paragraph: &Paragraph<'_>) {
    let note = if paragraph.note.is_empty() { String::new() } else { format!(", *{}*", inline(paragraph.note)) };
    let text = inline(&paragraph.texts.join(" "));
    let text = if paragraph.part == "heading" { format!("“{text}”") } else { text };
    page.block(&format!("**{}**{note}: {text}", inline(&paragraph.label)));
}

fn taken_on(page: &mut Page, actions: &[ActionLine<'_>]) {
    if actions.is_empty() {
        return;
    }
    page.heading(2, wording::actions::TAKEN_ON);
    let items: Vec<String> = actions.iter().map(action).collect();
    page.block(&items.join("\n"));
}

fn action(action: &ActionLine<'_>) -> String {
    let ActionLine { cause, step, who, became, done, dropped } = action;
    let mark = match (done, dropped) {
        (true, _) => "[x] ",
        (_, true) => "",
        _ => "[ ] ",
    };
    format!("- {mark}**{}:** {} ({}; {})", inline(cause), inline(step), inline(who), inline(became))
}

/// A cause with its severity: `Lead mismatch: 94 of 100, severe`.
fn with_figure(name: &str, figure: Option<&Figure<'_>>) -> String {
    figure.map_or_else(|| name.to_owned(), |figure| format!("{name}: {} of 100, {}", figure.shown, figure.name))
}

fn detail(page: &mut Page, cause: &Detail<'_>) {
    page.heading(3, &with_figure(cause.name, cause.figure.as_ref()));
    page.say(&cause.told.join(" "));
    for hint in &cause.hints {
        page.block(&format!("*{}*", inline(hint)));
    }
    if !cause.answers.is_empty() {
        let rows = cause.answers.iter().map(|answer| vec![answer.text.to_owned(), answer.words()]);
        page.table(&["Statement", "Answer"], "|---|---|", rows);
    }
    if !cause.items.is_empty() {
        let rows = cause.items.iter().map(|item| vec![item.text.to_owned(), item.told.clone()]);
        page.table(&["Statement", "Answers"], "|---|---|", rows);
    }
}

fn closing(page: &mut Page, content: &Content<'_>) {
    page.heading(2, wording::BEFORE_ACTING);
    page.say(content.closing);
    if let Some(ask) = &content.ask {
        page.say(ask);
    }
    page.say(&content.limits);
}

/// Written as an entity, so that it is in sight in the file.
const APART: &str = "&#8203;";

/// `text` on one line, as nothing but text, at the start of a block or of an item.
pub fn block(text: &str) -> String {
    escape_start(inline(text))
}

/// `text` on one line, as nothing but text, after something else on its line or in a cell.
pub fn inline(text: &str) -> String {
    let shown = showable(text);
    let line = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut escaped = String::with_capacity(line.len() + 8);
    let mut next = line.chars().skip(1);
    for c in line.chars() {
        if c == '.' && ends_in_www(&escaped) {
            escaped.push_str(APART);
        }
        escape_one(&mut escaped, c);
        if is_sign_before(c, next.next()) {
            escaped.push_str(APART);
        }
    }
    escaped
}

fn escape_one(escaped: &mut String, c: char) {
    match c {
        '&' => escaped.push_str("&amp;"),
        '<' => escaped.push_str("&lt;"),
        '>' => escaped.push_str("&gt;"),
        '|' => escaped.push_str("&#124;"),
        '{' => escaped.push_str("&#123;"),
        '}' => escaped.push_str("&#125;"),
        '\\' | '`' | '*' | '_' | '[' | ']' | '~' | '$' | '#' | '^' => escaped.extend(['\\', c]),
        _ => escaped.push(c),
    }
}

/// Whether a forge would take this sign and what follows for an address, a mention, a reference or a picture.
fn is_sign_before(c: char, next: Option<char>) -> bool {
    let Some(next) = next else { return false };
    match c {
        '@' | '#' | '!' | '~' | '%' | '$' | '^' => next.is_alphanumeric() || matches!(next, '_' | '"' | '-'),
        ':' => next.is_alphanumeric() || matches!(next, '/' | '_' | '+' | '-'),
        '&' => next.is_ascii_digit(),
        _ => false,
    }
}

fn ends_in_www(escaped: &str) -> bool {
    escaped.get(escaped.len().saturating_sub(3)..).is_some_and(|end| end.eq_ignore_ascii_case("www"))
}

/// What would begin a heading, a list or a rule at the start of a line.
fn escape_start(line: String) -> String {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    match line.as_bytes().get(digits) {
        Some(b'.' | b')') if digits > 0 => format!("{}\\{}", &line[..digits], &line[digits..]),
        Some(b'+' | b'-' | b'=' | b':') if digits == 0 => format!("\\{line}"),
        _ => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("Look at ten leads, then talk.", "Look at ten leads, then talk.")]
    #[case("**bold** _x_ `code`", "\\*\\*bold\\*\\* \\_x\\_ \\`code\\`")]
    #[case("[a](http://x.org)", "\\[a\\](http:&#8203;//x.org)")]
    #[case("<img src=x>", "&lt;img src=x&gt;")]
    #[case("a | b", "a &#124; b")]
    #[case("@ann and ann@x.org", "@&#8203;ann and ann@&#8203;x.org")]
    #[case("WWW.x.org", "WWW&#8203;.x.org")]
    #[case("# a", "\\# a")]
    #[case("- a", "\\- a")]
    #[case("12. a", "12\\. a")]
    #[case("#12 :+1:", "\\#&#8203;12 :&#8203;+1:")]
    #[case("R&D &#64;", "R&amp;D &amp;\\#&#8203;64;")]
    fn text_stays_text(#[case] text: &str, #[case] escaped: &str) {
        assert_eq!(block(text), escaped);
    }
}
