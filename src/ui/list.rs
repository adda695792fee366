//! The list of records: a row each, with its causes as small columns; beside or below it, what the chosen one holds.

use std::ops::Range;

use jiff::Zoned;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::draw::{below, cut, height, line, lines, mark, padded, row, width, window, wrapped};
use super::layout::{self, Panes};
use super::record::{beneath, pane};
use super::theme::Look;
use super::{axis, question};
use crate::app::pages;
use crate::app::screens::ScreenState;
use crate::app::screens::home::{Home, Mode};
use crate::app::screens::home_rows::Row;
use crate::wording::{self, near_day};

/// How many lines stand under the list, and from which height on they do.
pub const UNDER: u16 = 3;
const UNDER_FROM: u16 = 14;
/// From this height on there may be blank lines.
const ROOMY: u16 = 14;
/// Names are at least and at most this wide.
const NAME: Range<u16> = 10..28;
/// A longer name is cut to this before the causes give way.
const NAME_CUT: u16 = 16;
/// The names of program and screen in the header, with the gap before the count.
const HEADING: u16 = 29;
const FIGURE: u16 = 8;
/// A word cut shorter than this says nothing any more.
const WORD: u16 = 8;

struct Places {
    /// What is overdue, the question, or the filter.
    top: Rect,
    head: Rect,
    list: Rect,
    under: Rect,
    pane: Option<Rect>,
    /// What is known around it, beside that.
    around: Option<Rect>,
}

impl Places {
    fn of(area: Rect, top: u16) -> Self {
        let (list, pane, around) = match layout::panes(area) {
            Panes::One => (area, None, None),
            Panes::Two(list, pane) => (list, Some(pane), None),
            Panes::Three(list, pane, around) => (list, Some(pane), Some(around)),
        };
        let air = u16::from(top > 0 && area.height >= ROOMY);
        let body = below(list, top + air);
        let under = if pane.is_none() && area.height >= UNDER_FROM { UNDER + 1 } else { 0 };
        let rows = below(body, 1);
        let (height, under_height) = (rows.height.saturating_sub(under), under.saturating_sub(1));
        Self {
            top: Rect { height: top.min(area.height), ..area },
            head: row(body, 0),
            list: Rect { height, ..rows },
            under: Rect { y: rows.y + height + 1, height: under_height, ..rows },
            pane: pane.map(|pane| below(pane, top + air)),
            around: around.map(|around| below(around, top + air)),
        }
    }
}

pub fn rows(home: &Home, now: &Zoned, area: Rect) -> u16 {
    let height = Places::of(area, top_height(home, now, area.width)).list.height;
    height / pitch(home, height)
}

/// How many lines a row takes: with a line of air over it, where all of them fit so.
fn pitch(home: &Home, height: u16) -> u16 {
    if 2 * home.shown() <= usize::from(height) { 2 } else { 1 }
}

pub fn count(home: &Home, now: &Zoned, (header, body, look): (Rect, Rect, Look), buf: &mut Buffer) {
    if home.mode == Mode::Restore {
        return;
    }
    let height = rows(home, now, body);
    let first = window(home.cursor, home.shown(), height);
    let in_sight = first..home.shown().min(first + usize::from(height));
    let sight = home.rows().map_or_else(String::new, |rows| rows.sight(&in_sight));
    let cells = width(&sight).min(header.width);
    if cells + HEADING > header.width {
        // The name of the program gives way before the count does, then the name of the screen.
        let title = home.title().filter(|title| width(title) + 2 + cells <= header.width).unwrap_or_default();
        line(&Line::from(padded(&title, header.width)), header, buf);
    }
    let end = Rect { x: header.right() - cells, width: cells, ..header };
    line(&Line::from(Span::styled(cut(&sight, cells), look.quiet())), end, buf);
}

/// Draws the list, newest first, with the chosen row in sight.
pub fn draw(home: &Home, now: &Zoned, (area, look): (Rect, Look), buf: &mut Buffer) {
    let places = Places::of(area, top_height(home, now, area.width));
    lines(&top(home, now, area.width, look), places.top, buf);
    if home.mode == Mode::Filter {
        question::field(&home.filter, (places.top, look), buf);
    }
    let Some(records) = home.rows() else {
        return lines(&wrapped(wording::home::READING, places.list.width, look.quiet()), places.head, buf);
    };
    if home.mode == Mode::Restore {
        // The list is read once that is settled, and n means another thing until then.
        return;
    }
    if records.shown() == 0 {
        return lines(&wrapped(&home.none_shown(), places.list.width, look.quiet()), places.list, buf);
    }
    let pitch = pitch(home, places.list.height);
    let height = places.list.height / pitch;
    let first = window(home.cursor, records.shown(), height);
    let in_sight: Vec<(usize, &Row)> = records.from(first).take(usize::from(height)).collect();
    let columns = Columns::of(&in_sight, places.list.width, now);
    line(&columns.heads(look), places.head, buf);
    for (down, (at, record)) in (pitch - 1..places.list.height).step_by(usize::from(pitch)).zip(in_sight) {
        let is_chosen = at == home.cursor && home.mode != Mode::Filter;
        columns.draw(record, now, (row(places.list, down), is_chosen, look), buf);
    }
    let Some(chosen) = home.chosen() else { return };
    match places.pane {
        Some(area) => pane((records, chosen), now, (area, places.around, look), buf),
        None => lines(&beneath(records, chosen, now, (places.under.width, look)), places.under, buf),
    }
}

fn top_height(home: &Home, now: &Zoned, cells: u16) -> u16 {
    if home.mode == Mode::Filter { 1 } else { height(&top(home, now, cells, Look::default())) }
}

/// What stands over the list: the question whether to delete, what it is filtered by, or what is overdue.
fn top(home: &Home, now: &Zoned, cells: u16, look: Look) -> Vec<Line<'static>> {
    match home.mode {
        Mode::Filter => Vec::new(),
        Mode::Delete => {
            let question = |row: &Row| match pages::copy(row) {
                Some(copy) => format!("{} {copy}", pages::delete(&row.head)),
                None => pages::delete(&row.head),
            };
            home.chosen().map_or_else(Vec::new, |row| wrapped(&question(row), cells, look.warning()))
        }
        Mode::Restore => {
            let (question, text) = home.left_behind();
            [wrapped(&question, cells, look.warning()), wrapped(&text, cells, look.quiet())].concat()
        }
        Mode::List if home.filter.value().is_empty() => {
            let overdue = home.rows().and_then(|rows| rows.overdue(now.date()));
            overdue.map(|text| Line::from(Span::styled(cut(&text, cells), look.warning()))).into_iter().collect()
        }
        Mode::List => {
            let filtered = wording::home::filtered(home.filter.value());
            vec![Line::from(Span::styled(cut(&filtered, cells), look.quiet()))]
        }
    }
}

/// How wide the columns are; 0 where one gives way. The side never does.
struct Columns {
    name: u16,
    side: u16,
    when: u16,
    causes: u16,
    /// The worst cause by name, after its figure.
    worst: u16,
}

impl Columns {
    /// As many columns as fit: the name of the worst cause gives way first, then the causes, then the date.
    fn of(rows: &[(usize, &Row)], cells: u16, now: &Zoned) -> Self {
        let widest = |texts: &mut dyn Iterator<Item = u16>| texts.max().unwrap_or(0);
        let name = widest(&mut rows.iter().map(|(_, row)| width(&named(row)))).clamp(4, NAME.end);
        let side = widest(&mut rows.iter().map(|(_, row)| width(&row.head.who))).clamp(4, 10);
        let when = widest(&mut rows.iter().map(|(_, row)| width(&when(row, now)))).max(4);
        let known = rows.iter().filter_map(|(_, row)| row.known());
        let causes = known.map(|known| u16::try_from(known.causes.len()).unwrap_or(9)).max().unwrap_or(9).clamp(9, 16);
        let least = name.min(NAME.start) + 2 + side + 2 + FIGURE;
        let mut columns = Self { name, side, when, causes: 0, worst: 0 };
        if least + when + 2 > cells {
            columns.when = 0;
        }
        if columns.fixed() + name.min(NAME_CUT) + causes + 2 <= cells {
            columns.causes = causes;
        }
        let spare = cells.saturating_sub(columns.fixed());
        columns.name = name.min(spare.max(4));
        let left = spare.saturating_sub(columns.name);
        columns.worst = if left >= WORD { left } else { 0 };
        columns
    }

    /// The width of all but the name and the word after the figure.
    const fn fixed(&self) -> u16 {
        let mut all = 2 + self.side + 2 + FIGURE;
        if self.when > 0 {
            all += self.when + 2;
        }
        if self.causes > 0 {
            all += self.causes + 2;
        }
        all
    }

    fn heads(&self, look: Look) -> Line<'static> {
        let heads = [
            padded("name", self.name + 2),
            padded("side", self.side + 2),
            padded(if self.when > 0 { "when" } else { "" }, gapped(self.when)),
            padded(if self.causes > 0 { "causes" } else { "" }, gapped(self.causes)),
            " worst".to_owned(),
        ];
        Line::from(Span::styled(heads.concat(), look.quiet()))
    }

    fn draw(&self, record: &Row, now: &Zoned, (area, is_chosen, look): (Rect, bool, Look), buf: &mut Buffer) {
        let style = if is_chosen { look.strong() } else { Style::new() };
        if is_chosen {
            mark(area, look, buf);
        }
        let mut spans = vec![
            Span::styled(padded(&cut(&named(record), self.name), self.name + 2), style),
            Span::raw(padded(&cut(&record.head.who, self.side), self.side + 2)),
            Span::styled(
                padded(&if self.when > 0 { when(record, now) } else { String::new() }, gapped(self.when)),
                look.quiet(),
            ),
        ];
        if record.head.unfinished.is_some() {
            spans.push(Span::styled(self.resuming(record), look.quiet()));
        } else {
            spans.extend(self.figures(record, style, look));
        }
        line(&Line::from(spans), area, buf);
    }

    /// How far it is, and what Enter does: `9 of 36     resume`.
    fn resuming(&self, record: &Row) -> String {
        let answered = pages::answered(record);
        if self.causes == 0 { answered } else { format!("{}resume", padded(&answered, self.causes + 2)) }
    }

    fn figures(&self, record: &Row, style: Style, look: Look) -> Vec<Span<'static>> {
        let mut spans = Vec::new();
        if self.causes > 0 {
            spans.extend(small_columns(record, self.causes, look));
            spans.push(Span::raw("  "));
        }
        let Some((worst, severity)) = record.worst().and_then(|worst| Some((worst, worst.severity?))) else {
            spans.push(Span::styled(cut(&pages::standing(record), FIGURE + self.worst), look.quiet()));
            return spans;
        };
        spans.push(Span::styled(format!("{:>3} ", severity.shown()), look.strong()));
        spans.push(Span::styled(wording::mark(severity.band()), look.band(severity.band())));
        if self.worst > 0 {
            spans.push(Span::styled(format!(" {}", cut(&worst.name, self.worst - 1)), style));
        }
        spans
    }
}

const fn gapped(cells: u16) -> u16 {
    if cells > 0 { cells + 2 } else { 0 }
}

fn named(record: &Row) -> String {
    let marked = if record.is_marked { "✓ " } else { "" };
    let open = if record.head.unfinished.is_some() { "◔ " } else { "" };
    let copy = record.copy.as_ref().map_or("", |_| "copy: ");
    format!("{marked}{open}{copy}{}", pages::label(&record.head))
}

fn when(record: &Row, now: &Zoned) -> String {
    near_day(record.head.begun, now)
}

/// The causes of a record as columns of eight heights, in the order of its questionnaire.
fn small_columns(record: &Row, cells: u16, look: Look) -> Vec<Span<'static>> {
    let causes = record.known().map(|known| known.causes.as_slice()).unwrap_or_default();
    let shown = causes.iter().take(usize::from(cells));
    let mut columns: Vec<Span<'static>> = shown.map(|cause| axis::small(cause.severity, look)).collect();
    columns.push(Span::raw(" ".repeat(usize::from(cells).saturating_sub(columns.len()))));
    columns
}
