//! A page as sentences: no colour, no box, nothing that needs a terminal.

use unicode_width::UnicodeWidthStr;

use super::blocks::{
    Article, Block, Chart, Document, Paragraph, Passage, Replies, Role, Row, Section, Step, Table, Title,
};
use crate::domain::text::{lines, showable};
use crate::wording;

/// The width of a page, in cells.
const WIDTH: usize = 80;
/// The cells of an axis: one for every five points.
const CELLS: usize = 20;
const GAP: usize = 2;

pub fn text(document: &Document<'_>) -> String {
    let mut page = Page::default();
    title(&mut page, &document.title);
    page.blocks(&document.lead, Depth::Top);
    for section in &document.sections {
        self::section(&mut page, section);
    }
    page.text
}

fn title(page: &mut Page, title: &Title<'_>) {
    page.say(&title.first());
    if title.is_label {
        page.say(&title.name);
    }
    if !title.occasion.is_empty() {
        page.say(&title.occasion);
    }
    page.gap();
}

fn section(page: &mut Page, section: &Section<'_>) {
    page.gap();
    if !section.title.is_empty() {
        page.say(section.title);
    }
    page.blocks(&section.blocks, Depth::Top);
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Depth {
    /// Under the heading of a section, from the edge on.
    Top,
    /// Under the name of a cause, two cells in.
    Under,
}

/// Lines that fit [`WIDTH`], none of which could act on a terminal.
#[derive(Default)]
struct Page {
    text: String,
}

impl Page {
    fn say(&mut self, text: &str) {
        self.wrap(text, "", "");
    }

    /// Adds a paragraph that belongs under the one before: two cells in, and what goes on four.
    fn under(&mut self, text: &str) {
        self.wrap(text, "  ", "    ");
    }

    fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    fn wrap(&mut self, text: &str, first: &str, rest: &str) {
        for line in lines(&showable(text), WIDTH, (first, rest)) {
            self.text.push_str(line.trim_end());
            self.text.push('\n');
        }
    }

    fn blocks(&mut self, blocks: &[Block<'_>], depth: Depth) {
        for (at, block) in blocks.iter().enumerate() {
            // At the edge, what is no paragraph of the same kind stands apart.
            let before = at.checked_sub(1).and_then(|before| blocks.get(before));
            if depth == Depth::Top && before.is_some_and(|before| stand_apart(before, block)) {
                self.gap();
            }
            self.block(block, depth);
        }
    }

    fn block(&mut self, block: &Block<'_>, depth: Depth) {
        match block {
            Block::Paragraph(paragraph) => self.paragraph(paragraph, depth),
            Block::Sentences(texts) => texts.iter().for_each(|text| self.under(text)),
            Block::List(points) => points.iter().for_each(|point| self.under(&point.line())),
            Block::Passage(passage) => self.under(&voiced(passage)),
            Block::Chart(chart) => self.chart(chart),
            Block::Table(table) => self.table(table),
            Block::Figures(rows) => rows.iter().for_each(|row| self.under(&format!("{}: {}.", row.sign, row.text))),
            Block::Answers(answers) => {
                for answer in answers {
                    self.under(&format!("{} {}", answer.text, answer.marked()));
                }
            }
            Block::Replies(items) => items.iter().for_each(|item| self.replies(item)),
            // The sentences beside it have the same counts.
            Block::Spread(_) => {}
            Block::Distribution(items) => {
                for item in items {
                    self.under(&format!("{} {}", item.text, item.words));
                }
            }
            Block::Steps(steps) => steps.iter().for_each(|step| self.step(step)),
            Block::Articles(articles) => articles.iter().for_each(|article| self.article(article)),
        }
    }

    fn paragraph(&mut self, Paragraph { role, text }: &Paragraph<'_>, depth: Depth) {
        match (role, depth) {
            (Role::Hint, _) => self.under(&wording::hint(text)),
            (_, Depth::Under) => self.under(text),
            (_, Depth::Top) => self.say(text),
        }
    }

    fn article(&mut self, article: &Article<'_>) {
        self.gap();
        self.say(article.row.as_deref().unwrap_or(article.name));
        self.blocks(&article.blocks, Depth::Under);
    }

    fn chart(&mut self, chart: &Chart<'_>) {
        self.say(&chart.legend);
        if chart.rows.is_empty() {
            return;
        }
        self.gap();
        for row in &chart.rows {
            let bar = axis(row, chart.is_of_several);
            self.wrap(&row.sentence, &format!("  {bar}  "), &" ".repeat(CELLS + 8));
        }
    }

    fn table(&mut self, table: &Table<'_>) {
        match Columns::of(table) {
            Some(columns) => columns.lines(table).for_each(|line| self.say(&line)),
            None => table.rows.iter().for_each(|row| self.under(&in_a_sentence(table, row))),
        }
    }

    fn replies(&mut self, item: &Replies<'_>) {
        self.say(item.text);
        for reply in &item.answers {
            self.under(&format!("{}: {}.", reply.sign, reply.words));
        }
    }

    fn step(&mut self, step: &Step<'_>) {
        let Some(origin) = &step.origin else {
            return self.under(&step.line());
        };
        self.gap();
        self.say(&step.text);
        self.under(&format!("{}: {}", step.became, step.who));
        self.under(origin);
    }
}

/// Whether an empty line stands between two blocks at the edge of the page.
fn stand_apart(before: &Block<'_>, block: &Block<'_>) -> bool {
    match (before, block) {
        (_, Block::Paragraph(Paragraph { role: Role::Tension | Role::Limits, .. }))
        | (Block::Paragraph(_), Block::Chart(_) | Block::Table(_) | Block::Steps(_)) => true,
        (Block::Paragraph(_), _) => false,
        _ => true,
    }
}

fn voiced(passage: &Passage<'_>) -> String {
    let note = if passage.note.is_empty() { String::new() } else { format!(", {}", passage.note) };
    let quote = if passage.is_quotation() { "\"" } else { "" };
    format!("{}{note}: {quote}{}{quote}", passage.label, passage.texts.join(" "))
}

/// A figure on the axis: a person's own as a bar, an average of several as a dot on a track, where its interval is
/// drawn thick.
pub fn axis(row: &Row<'_>, is_of_several: bool) -> String {
    let Some(figure) = &row.figure else { return " ".repeat(CELLS) };
    if !is_of_several {
        return bar(figure.at);
    }
    let at = cell(figure.shown);
    let within = row.interval.map(|interval| cell(interval.low)..=cell(interval.high));
    let sign = |place: usize| match &within {
        _ if place == at => '●',
        Some(within) if within.contains(&place) => '━',
        _ => '─',
    };
    (0..CELLS).map(sign).collect()
}

/// A bar from 0 on.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 20")]
pub fn bar(at: f64) -> String {
    let full = ((at / 5.0).round() as usize).min(CELLS);
    "█".repeat(full) + &"░".repeat(CELLS - full)
}

fn cell(points: i64) -> usize {
    let points = usize::try_from(points.clamp(0, 100)).unwrap_or_default();
    (points * (CELLS - 1) + 50) / 100
}

/// A row of a table, where its columns do not fit: `Lead mismatch: Run 1 94, Run 2 63; −31, lower`.
fn in_a_sentence(table: &Table<'_>, row: &[String]) -> String {
    let [name, figures @ .., last] = row else { return row.join(" ") };
    let heads = table.heads.iter().skip(1);
    let figures: Vec<String> = heads.zip(figures).map(|(head, cell)| format!("{head} {cell}")).collect();
    let parts = [figures.join(", "), last.clone()].into_iter().filter(|part| !part.is_empty());
    format!("{name}: {}", parts.collect::<Vec<_>>().join("; "))
}

struct Columns(Vec<usize>);

impl Columns {
    fn of(table: &Table<'_>) -> Option<Self> {
        let wide = |(at, head): (usize, &std::borrow::Cow<'_, str>)| {
            let cells = table.rows.iter().filter_map(|row| row.get(at)).map(|cell| showable(cell).width());
            cells.fold(head.width(), usize::max)
        };
        let columns: Vec<usize> = table.heads.iter().enumerate().map(wide).collect();
        let all = columns.iter().sum::<usize>() + GAP * columns.len().saturating_sub(1);
        (all <= WIDTH).then_some(Self(columns))
    }

    fn lines<'a>(&'a self, table: &'a Table<'a>) -> impl Iterator<Item = String> + 'a {
        let heads: Vec<String> = table.heads.iter().map(ToString::to_string).collect();
        [self.line(&heads)].into_iter().chain(table.rows.iter().map(|row| self.line(row)))
    }

    /// The first column and the last begin where they begin; figures end where they end.
    fn line(&self, cells: &[String]) -> String {
        let mut line = String::new();
        for (at, (cell, width)) in cells.iter().zip(&self.0).enumerate() {
            let (shown, blank) = (showable(cell), " ".repeat(width.saturating_sub(cell.width())));
            match at {
                0 => line.push_str(&(shown + &blank)),
                _ if at + 1 == self.0.len() => line.push_str(&(" ".repeat(GAP) + &shown)),
                _ => line.push_str(&(" ".repeat(GAP) + &blank + &shown)),
            }
        }
        line
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
        assert!(page.text.lines().all(|line| line.width() <= WIDTH));
    }

    #[test]
    fn nothing_on_a_page_acts_on_a_terminal() {
        let mut page = Page::default();
        page.say("a\u{1b}[2Jb\rc");
        assert_eq!(page.text, "a<U+001B>[2Jb<U+000D>c\n");
    }
}
