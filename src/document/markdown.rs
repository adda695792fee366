//! A page in GitHub-flavoured Markdown, for a forge or a wiki. Every text in it is escaped.

use super::blocks::{
    Article, Block, Chart, Document, Figure, FigureRow, Paragraph, Passage, Replies, Role, Row, Step, Table, Title,
};
use super::text::{axis, bar};
use crate::domain::text::showable;
use crate::wording::forms;

pub fn markdown(document: &Document<'_>) -> String {
    let mut page = Page::default();
    title(&mut page, &document.title);
    page.blocks(&document.lead);
    for section in &document.sections {
        if !section.title.is_empty() {
            page.heading(2, section.title);
        }
        page.blocks(&section.blocks);
    }
    page.0
}

fn title(page: &mut Page, title: &Title<'_>) {
    if title.view.is_none() {
        return page.heading(1, &title.first());
    }
    page.heading(1, &title.name);
    page.block(&format!("**{}.** {}", inline(&title.first()), inline(&title.occasion)));
}

/// Blocks, with an empty line before each but the first. What is added is escaped here.
#[derive(Default)]
struct Page(String);

impl Page {
    /// Adds a block that is Markdown already.
    fn block(&mut self, markdown: &str) {
        if !self.0.is_empty() {
            self.0.push('\n');
        }
        self.0.push_str(markdown.trim_end());
        self.0.push('\n');
    }

    fn heading(&mut self, level: usize, text: &str) {
        self.block(&format!("{} {}", "#".repeat(level), inline(text)));
    }

    fn say(&mut self, text: &str) {
        self.block(&block(text));
    }

    fn list(&mut self, lines: impl IntoIterator<Item = String>) {
        let lines: Vec<String> = lines.into_iter().map(|line| format!("- {line}")).collect();
        self.block(&lines.join("\n"));
    }

    /// Adds a table; `rule` is the line under its head.
    fn table(&mut self, head: &[&str], rule: &str, rows: impl IntoIterator<Item = Vec<String>>) {
        let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
        let mut table = format!("{}{rule}\n", line(&head.iter().map(|text| inline(text)).collect::<Vec<_>>()));
        for row in rows {
            table.push_str(&line(&row.iter().map(|text| inline(text)).collect::<Vec<_>>()));
        }
        self.block(&table);
    }

    fn blocks(&mut self, blocks: &[Block<'_>]) {
        for block in blocks {
            self.add(block);
        }
    }

    fn add(&mut self, add: &Block<'_>) {
        match add {
            Block::Paragraph(Paragraph { role: Role::Hint, text }) => self.block(&format!("*{}*", inline(text))),
            Block::Paragraph(paragraph) => self.say(&paragraph.text),
            Block::Sentences(texts) => self.say(&texts.join(" ")),
            Block::List(points) => self.list(points.iter().map(|point| match &point.of {
                Some(of) => format!("**{}:** {}", inline(of), inline(&point.text)),
                None => block(&point.text),
            })),
            Block::Passage(passage) => self.passage(passage),
            Block::Chart(chart) => self.chart(chart),
            Block::Table(table) => self.plain_table(table),
            Block::Figures(rows) => {
                self.table(&forms::FIGURE_HEADS, "|---|---|--:|---|", rows.iter().map(figure_cells));
            }
            Block::Answers(answers) => {
                let rows = answers.iter().map(|answer| vec![answer.text.to_owned(), answer.marked()]);
                self.table(&[forms::STATEMENT, forms::ANSWER], "|---|---|", rows);
            }
            Block::Replies(items) => self.replies(items),
            // The sentences beside it have the same counts.
            Block::Spread(_) => {}
            Block::Distribution(items) => {
                let rows = items.iter().map(|item| vec![item.text.to_owned(), item.words.clone()]);
                self.table(&[forms::STATEMENT, forms::ANSWERS], "|---|---|", rows);
            }
            Block::Steps(steps) => self.list(steps.iter().map(step)),
            Block::Articles(articles) => articles.iter().for_each(|article| self.article(article)),
        }
    }

    fn article(&mut self, article: &Article<'_>) {
        let figure = article.figure.as_ref().map(|figure| format!(": {} of 100, {}", figure.shown, figure.name));
        self.heading(3, &(article.name.to_owned() + &figure.unwrap_or_default()));
        self.blocks(&article.blocks);
    }

    fn passage(&mut self, passage: &Passage<'_>) {
        let note = if passage.note.is_empty() { String::new() } else { format!(", *{}*", inline(passage.note)) };
        let text = inline(&passage.texts.join(" "));
        let text = if passage.is_quotation() { format!("“{text}”") } else { text };
        self.block(&format!("**{}**{note}: {text}", inline(&passage.label)));
    }

    fn chart(&mut self, chart: &Chart<'_>) {
        self.say(&chart.legend);
        if chart.rows.is_empty() {
            return;
        }
        let (heads, rule): (&[&str], &str) = if chart.is_of_several {
            (&forms::SEVERAL_HEADS, "|--:|---|---|--:|---|--:|--:|---|")
        } else {
            (&forms::CHART_HEADS, "|--:|---|---|--:|---|--:|")
        };
        self.table(heads, rule, chart.rows.iter().map(|one| row(one, chart.is_of_several)));
    }

    fn plain_table(&mut self, table: &Table<'_>) {
        let heads: Vec<&str> = table.heads.iter().map(AsRef::as_ref).collect();
        let figures = "--:|".repeat(heads.len().saturating_sub(2));
        self.table(&heads, &format!("|---|{figures}---|"), table.rows.iter().cloned());
    }

    fn replies(&mut self, items: &[Replies<'_>]) {
        let signs = items.first().map(|item| item.answers.iter().map(|reply| reply.sign)).into_iter().flatten();
        let head: Vec<&str> = [forms::STATEMENT].into_iter().chain(signs).collect();
        let cells = |item: &Replies<'_>| {
            let answers = item.answers.iter().map(|reply| reply.words);
            [item.text].into_iter().chain(answers).map(str::to_owned).collect()
        };
        self.table(&head, &format!("|{}", "---|".repeat(head.len())), items.iter().map(cells));
    }
}

fn row(row: &Row<'_>, is_of_several: bool) -> Vec<String> {
    let mut cells = vec![row.rank.clone(), row.name.to_owned()];
    match &row.figure {
        Some(figure) => cells.extend([axis(row, is_of_several), figure.shown.to_string(), band(figure)]),
        None => cells.extend([row.missing.clone(), String::new(), String::new()]),
    }
    cells.push(row.grounds.clone());
    if is_of_several {
        let gap = row.gap.as_ref();
        cells.extend(gap.map_or_else(Default::default, |gap| [gap.difference.clone(), gap.word.to_owned()]));
    }
    cells
}

fn band(figure: &Figure<'_>) -> String {
    format!("{} {}", figure.mark, figure.name)
}

fn figure_cells(row: &FigureRow<'_>) -> Vec<String> {
    let sign = row.sign.to_owned();
    match &row.figure {
        Some(figure) => vec![sign, bar(figure.at), figure.shown.to_string(), band(figure)],
        None => vec![sign, row.text.clone(), String::new(), String::new()],
    }
}

fn step(step: &Step<'_>) -> String {
    let Step { cause, text, who, became, origin, done, dropped } = step;
    let mark = match (done, dropped) {
        (true, _) => "[x] ",
        (_, true) => "",
        _ => "[ ] ",
    };
    if let Some(origin) = origin {
        return format!("{mark}{}\n  **{}**: {}\n  ({})", block(text), inline(became), inline(who), inline(origin));
    }
    let cause = cause.map(|cause| format!("**{}:** ", inline(cause))).unwrap_or_default();
    format!("{mark}{cause}{} ({}; {})", inline(text), inline(who), inline(became))
}

/// Written as an entity, so that it is in sight in the file.
const APART: &str = "&#8203;";

/// `text` on one line, as nothing but text, at the start of a block or of an item.
fn block(text: &str) -> String {
    escape_start(inline(text))
}

/// `text` on one line, as nothing but text, after something else on its line or in a cell.
fn inline(text: &str) -> String {
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
