//! The longer screens: blocks laid out in lines, with labels and figures in columns where there is room. What a whole room
//! reads stands in large letters where there is room for them; on the facilitator's own view nothing does.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::draw::{below, height, padded, padded_left, scrolled, width, wrap, wrapped};
use super::letters::{self, LINE, LINES, Size};
use super::theme::Look;
use super::{beside, layout, people};
use crate::app::Scroll;
use crate::app::hosting::Role;
use crate::app::pages::Block;
use crate::app::screens::room::Room;
use crate::domain::severity::Severity;
use crate::domain::text::showable;
use crate::wording;
use crate::wording::trend::{CHANGE, TrendRow};

/// From this width on, labels have a column of their own.
const TWO_COLUMNS: u16 = 60;
/// Texts never get wider than this.
pub const MEASURE: u16 = 84;

/// Draws a page from its line `top` on; gives how many lines it could scroll.
pub fn draw(page: &[Block], top: u16, (area, look): (Rect, Look), buf: &mut Buffer) -> u16 {
    scrolled(&lay_out(page, area.width, look), top, area, buf)
}

/// The same as far as it was scrolled; where nobody reads it yet, says whether it goes on.
pub fn read(page: &[Block], scroll: Option<Scroll>, (area, look): (Rect, Look), buf: &mut Buffer) -> u16 {
    let room = draw(page, scroll.map_or(0, Scroll::top), (area, look), buf);
    if room > 0 && scroll.is_none() {
        layout::goes_on(area, look, buf);
    }
    room
}

pub fn lay_out(page: &[Block], cells: u16, look: Look) -> Vec<Line<'static>> {
    let columns = Columns { window: cells, ..Columns::of(page, cells.min(MEASURE)) };
    let mut lines = Vec::new();
    for (at, block) in page.iter().enumerate() {
        if at > 0 && is_apart(&page[at - 1], block) {
            lines.push(Line::default());
        }
        lines.extend(columns.lines(block, look));
    }
    lines
}

/// Entries and answers stand close together; everything else has a blank line before it.
fn is_apart(before: &Block, block: &Block) -> bool {
    match (before, block) {
        (Block::Title(_), Block::Entry { .. } | Block::Answer { .. } | Block::SignedAnswers { .. })
        | (Block::Answer { .. }, Block::Answer { .. } | Block::Quiet(_)) => false,
        (Block::Entry { note: None, text, .. }, Block::Entry { label, note: None, text: next }) => {
            (is_long(text) || is_long(next)) || label.is_empty()
        }
        _ => true,
    }
}

/// Whether a text is more than a word's meaning.
fn is_long(text: &str) -> bool {
    text.len() > 64
}

struct Columns {
    cells: u16,
    /// All that there is, for what is no text.
    window: u16,
    /// The label column, with the gap after it; 0 where labels stand above their texts.
    label: u16,
    word: u16,
    signed: people::Columns,
}

impl Columns {
    fn of(page: &[Block], cells: u16) -> Self {
        let labels = page.iter().map(|block| match block {
            Block::Entry { label, note, .. } => width(label).max(note.map_or(0, width)).min(22),
            _ => 0,
        });
        let words = page.iter().map(|block| match block {
            Block::Answer { word, .. } => width(word).min(16),
            _ => 0,
        });
        let label = if cells < TWO_COLUMNS { 0 } else { labels.max().unwrap_or(0) + 2 };
        Self { cells, window: cells, label, signed: people::Columns::of(page, cells), word: words.max().unwrap_or(0) }
    }

    fn lines(&self, block: &Block, look: Look) -> Vec<Line<'static>> {
        match block {
            Block::Title(text) => wrapped(text, self.cells, look.strong()),
            Block::Text(text) => wrapped(text, self.cells, Style::new()),
            Block::Quiet(text) => wrapped(text, self.cells, look.quiet()),
            Block::Warning(text) => wrapped(&format!("! {text}"), self.cells, look.warning()),
            Block::Figure { name, severity } => vec![figure(name, severity, look)],
            Block::Sides(rows) => people::sides(rows, (self.cells, look)),
            Block::Bands(counts, names) => people::bands(*counts, names, self.cells, look),
            Block::Distribution { statement, labels, counts } => {
                people::item(statement, labels, counts, (self.cells, look))
            }
            Block::Rounds(rows) => beside::rounds(rows, (self.window, look)),
            Block::Tracks { signs, rows } => beside::tracks(signs, rows, (self.cells, look)),
            Block::Runs { heads, rows } => beside::runs(heads, rows, (self.cells, look)),
            Block::SignedAnswers { statement, points, rows } => {
                people::answers(statement, (*points, rows), self.signed, look)
            }
            Block::Entry { label, note, text } => self.entry(label, *note, text, look),
            Block::Answer { value, word, turned, statement } => {
                let mark = if *turned { "↺" } else { " " };
                self.answer(&format!("{value}  "), &format!("{mark} {word}"), statement, look)
            }
        }
    }

    /// A label and its note in one column, the text in the other; or, where it is narrow, one above the other.
    fn entry(&self, label: &str, note: Option<&str>, text: &str, look: Look) -> Vec<Line<'static>> {
        if self.label == 0 {
            return stacked(label, note, text, (self.cells, look));
        }
        let mut left = wrap(label, self.label - 2);
        left.extend(note.map(|note| wrap(note, self.label - 2)).unwrap_or_default());
        let right = wrap(text, self.cells - self.label);
        let rows = left.len().max(right.len());
        (0..rows).map(|row| self.beside(left.get(row), right.get(row), look)).collect()
    }

    fn beside(&self, left: Option<&String>, right: Option<&String>, look: Look) -> Line<'static> {
        let left = left.cloned().unwrap_or_default();
        let right = right.map_or("", String::as_str);
        let gap = padded_left("", self.label.saturating_sub(width(&left)));
        Line::from(vec![Span::styled(left, look.quiet()), Span::raw(gap + right)])
    }

    /// Value, word and statement, the statement indented under itself.
    fn answer(&self, value: &str, word: &str, statement: &str, look: Look) -> Vec<Line<'static>> {
        let indent = if self.cells < TWO_COLUMNS { 3 } else { width(value) + self.word + 4 };
        let head = Line::from(vec![Span::styled(value.to_owned(), look.strong()), Span::raw(word.to_owned())]);
        let mut texts = wrap(statement, self.cells - indent).into_iter();
        let mut lines = vec![head];
        // A word too long for its column has its line to itself.
        let gap = indent.saturating_sub(width(value) + width(word));
        if indent > 3
            && gap > 0
            && let Some(first) = texts.next()
        {
            lines[0].push_span(" ".repeat(usize::from(gap)));
            lines[0].push_span(Span::styled(first, look.quiet()));
        }
        let pad = " ".repeat(usize::from(indent));
        lines.extend(texts.map(|text| Line::from(vec![Span::raw(pad.clone()), Span::styled(text, look.quiet())])));
        lines
    }
}

fn stacked(label: &str, note: Option<&str>, text: &str, (cells, look): (u16, Look)) -> Vec<Line<'static>> {
    if note.is_none() && !label.is_empty() && width(label) + 2 + width(text) <= cells {
        return vec![Line::from(vec![Span::styled(format!("{label}  "), look.quiet()), Span::raw(text.to_owned())])];
    }
    let label = note.map_or_else(|| label.to_owned(), |note| format!("{label} ({note})"));
    let mut lines = if label.is_empty() { Vec::new() } else { wrapped(&label, cells, look.quiet()) };
    lines.extend(wrapped(text, cells, Style::new()));
    lines
}

fn figure(name: &str, severity: &Result<(Severity, String), &'static str>, look: Look) -> Line<'static> {
    let mut line = Line::from(Span::styled(name.to_owned(), look.strong()));
    match severity {
        Ok((severity, band)) => {
            line.push_span(Span::styled(format!("  {}  ", severity.shown()), look.strong()));
            line.push_span(Span::styled(wording::mark(severity.band()), look.band(severity.band())));
            line.push_span(format!(" {band}"));
        }
        Err(missing) => line.push_span(Span::styled(format!("  {missing}"), look.quiet())),
    }
    line
}

const GAP: u16 = 2;

pub fn table(heads: &[String], rows: &[TrendRow], (cells, look): (u16, Look)) -> Vec<Line<'static>> {
    let columns = TableColumns::of(heads, rows);
    if columns.figures() + GAP + columns.change <= cells {
        columns.beside(heads, rows, look)
    } else if columns.figures() <= cells {
        columns.above(heads, rows, (cells, look))
    } else {
        rows.iter().flat_map(|row| stacked_row(heads, row, (cells, look))).collect()
    }
}

struct TableColumns {
    name: u16,
    cells: Vec<u16>,
    change: u16,
}

impl TableColumns {
    fn of(heads: &[String], rows: &[TrendRow]) -> Self {
        let widest = |texts: &mut dyn Iterator<Item = &String>| texts.map(|text| width(text)).max().unwrap_or(0);
        let cell = |(at, head): (usize, &String)| {
            widest(&mut rows.iter().filter_map(|row| row.cells.get(at))).max(width(head))
        };
        Self {
            name: widest(&mut rows.iter().map(|row| &row.name)),
            cells: heads.iter().enumerate().map(cell).collect(),
            change: widest(&mut rows.iter().map(|row| &row.change)).max(width(CHANGE)),
        }
    }

    fn figures(&self) -> u16 {
        self.cells.iter().fold(self.name, |all, cell| all.saturating_add(GAP + cell))
    }

    fn beside(&self, heads: &[String], rows: &[TrendRow], look: Look) -> Vec<Line<'static>> {
        let mut head = self.head(heads, look);
        head.push_span(Span::styled(format!("  {CHANGE}"), look.quiet()));
        let row = |row: &TrendRow| {
            let mut line = self.row(row, look);
            line.push_span(format!("  {}", row.change));
            line
        };
        [head].into_iter().chain(rows.iter().map(row)).collect()
    }

    fn above(&self, heads: &[String], rows: &[TrendRow], (cells, look): (u16, Look)) -> Vec<Line<'static>> {
        let row = |row: &TrendRow| [self.row(row, look)].into_iter().chain(change(row, cells));
        [self.head(heads, look)].into_iter().chain(rows.iter().flat_map(row)).collect()
    }

    fn head(&self, heads: &[String], look: Look) -> Line<'static> {
        Line::from(Span::styled(padded("", self.name) + &self.aligned(heads), look.quiet()))
    }

    fn row(&self, row: &TrendRow, look: Look) -> Line<'static> {
        Line::from(vec![Span::raw(padded(&row.name, self.name)), Span::styled(self.aligned(&row.cells), look.strong())])
    }

    /// Texts at the right ends of their columns.
    fn aligned(&self, texts: &[String]) -> String {
        texts.iter().zip(&self.cells).map(|(text, cells)| padded_left(text, GAP + cells)).collect()
    }
}

/// The name, each figure with its head, and the change, one under the other.
fn stacked_row(heads: &[String], row: &TrendRow, (cells, look): (u16, Look)) -> Vec<Line<'static>> {
    let figures: Vec<String> = heads.iter().zip(&row.cells).map(|(head, cell)| format!("{head} {cell}")).collect();
    [wrapped(&row.name, cells, look.strong()), indented(&figures.join(", "), cells), change(row, cells)].concat()
}

fn change(row: &TrendRow, cells: u16) -> Vec<Line<'static>> {
    if row.change.is_empty() { Vec::new() } else { indented(&row.change, cells) }
}

fn indented(text: &str, cells: u16) -> Vec<Line<'static>> {
    wrap(text, cells.saturating_sub(GAP)).into_iter().map(|line| Line::from(format!("  {line}"))).collect()
}

/// Draws the sentence that a page begins with in large letters, where that leaves room for the rest of the page; gives
/// what is left of both.
pub fn first_aloud<'a>(
    room: &Room,
    blocks: &'a [Block],
    (area, look): (Rect, Look),
    buf: &mut Buffer,
) -> (Rect, &'a [Block]) {
    let [Block::Title(title), rest @ ..] = blocks else { return (area, blocks) };
    if !is_read_from_afar(room, area, look) {
        return (area, blocks);
    }
    let heights = loud(rest, (area.width, look)).map(|texts| lines_of(&texts)).into_iter();
    let heights = heights.chain([height(&lay_out(rest, area.width, look))]);
    let set = |height| letters::wrapped(&showable(title), (area.width, area.height.saturating_sub(height)));
    let Some((size, lines)) = heights.into_iter().find_map(set) else { return (area, blocks) };
    (letters::stacked(&lines, size, (area, look.strong()), buf), rest)
}

/// Draws the rest of a page below its first sentence, in large letters where all of it fits so; gives how many lines it
/// could scroll.
pub fn rest_aloud(room: &Room, blocks: &[Block], (area, look): (Rect, Look), buf: &mut Buffer) -> u16 {
    let texts = loud(blocks, (area.width, look)).filter(|texts| lines_of(texts) <= area.height);
    let Some(texts) = texts.filter(|_| is_read_from_afar(room, area, look)) else {
        return draw(blocks, room.scroll.top(), (area, look), buf);
    };
    texts.iter().fold(area, |left, (lines, style)| letters::stacked(lines, Size::Small, (below(left, 1), *style), buf));
    0
}

/// A count in large letters, with the word for it where there is room; gives whether there is, and nothing where not even
/// the count has room.
pub fn counted((count, word): (&str, &str), (area, look): (Rect, Look), buf: &mut Buffer) -> Option<bool> {
    if look.ascii || area.height < LINES || letters::fitting(count, area.width) != Some(Size::Large) {
        return None;
    }
    letters::draw(count, Size::Large, (area, look.strong()), buf);
    let taken = letters::width(count, Size::Large) + Size::Large.cells();
    let beside = Rect { x: area.x + taken, width: area.width.saturating_sub(taken), ..area };
    let fits = letters::fitting(word, beside.width).is_some();
    if fits {
        letters::draw(word, Size::Small, (beside, look.strong()), buf);
    }
    Some(fits)
}

/// A narrower window is read from near by.
const AFAR: u16 = 100;

/// Whether a window is so wide that a whole room reads it.
pub fn is_read_from_afar(room: &Room, area: Rect, look: Look) -> bool {
    is_wide(area, look) && room.role == Role::Projector
}

/// Whether there is the width for large letters, on a terminal that can draw them.
pub const fn is_wide(area: Rect, look: Look) -> bool {
    area.width >= AFAR && !look.ascii
}

/// How many lines of the screen such texts take, with a line of air over each.
fn lines_of(texts: &[(Vec<String>, Style)]) -> u16 {
    let lines = texts.iter().map(|(lines, _)| u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_mul(LINE));
    lines.fold(0, |all, lines| all.saturating_add(lines).saturating_add(1))
}

/// The texts of a page in lines of large letters; none where it holds anything but texts, or a sign without a picture.
fn loud(blocks: &[Block], (cells, look): (u16, Look)) -> Option<Vec<(Vec<String>, Style)>> {
    let set = |block: &Block| {
        let (text, style) = match block {
            Block::Title(text) => (text.clone(), look.strong()),
            Block::Text(text) => (text.clone(), Style::new()),
            Block::Quiet(text) => (text.clone(), look.quiet()),
            Block::Warning(text) => (format!("! {text}"), look.warning()),
            Block::Entry { label, note: None, text } if label.is_empty() => (text.clone(), Style::new()),
            Block::Entry { label, note: None, text } => (format!("{label}: {text}"), Style::new()),
            _ => return None,
        };
        Some((letters::small(&showable(&text), cells)?, style))
    };
    blocks.iter().map(set).collect()
}
