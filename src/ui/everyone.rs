//! The results of several people: two rows a cause, everyone with interval and then the sides.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::{Color, Style};
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use super::chart::{TICKS, cell, fill};
use super::draw::{cut, ends, lines, row, width, window, wrapped};
use super::page;
use super::theme::{ColourDepth, Look};
use crate::app::screens::everyone::Everyone;
use crate::app::{Scroll, pages};
use crate::domain::analysis::{EveryoneAnalysis, EveryoneCause};
use crate::domain::everyone::{Average, Figures, Total};
use crate::domain::questionnaire::Questionnaire;
use crate::domain::severity::whole;
use crate::domain::stats::Interval;
use crate::wording;
use crate::wording::{gap as gap_words, several as told};

/// Short names are at most this wide, with the gap after them.
const NAME: u16 = 18;
/// From this width on, bands and verdicts are named beside the figures.
const WIDE: u16 = 66;
/// A number, and a gap with its sign.
const NUMBER: u16 = 6;

/// The columns of the chart, in cells.
#[derive(Clone, Copy)]
struct Columns {
    bar: u16,
    words: u16,
}

impl Columns {
    const fn of(cells: u16) -> Self {
        let words = if cells >= WIDE { 21 } else { 5 };
        Self { bar: cells.saturating_sub(NAME + 1 + NUMBER + words), words }
    }
}

/// Draws the chart of several people.
pub fn chart(everyone: &Everyone, area: Rect, buf: &mut Buffer, look: Look) {
    if everyone.analysis.has_too_few() {
        // Said once, instead of beside every cause.
        return lines(&wrapped(&told::summary(&everyone.analysis), area.width, Style::new()), area, buf);
    }
    let notes = notes(everyone, area.width, look);
    let notes_height = u16::try_from(notes.len()).unwrap_or(0).min(area.height / 3);
    let [axis, rows, below] = area.layout(&Layout::vertical([
        Constraint::Length(1),
        Constraint::Min(2),
        Constraint::Length(notes_height + u16::from(notes_height > 0 && area.height > 10)),
    ]));
    let columns = Columns::of(area.width);
    let causes = everyone.causes();
    let spaced = usize::from(rows.height) >= 3 * causes.len();
    let pitch = if spaced { 3 } else { 2 };
    let first = window(everyone.row, causes.len(), rows.height / pitch);
    draw_axis(columns, axis, buf, look);
    let last = causes.len().min(first + usize::from(rows.height / pitch));
    let order = told::order(everyone.order, everyone.analysis.questionnaire());
    let sight = format!("{order}  {}–{last} of {}", first + 1, causes.len());
    let sight = if width(&sight) <= columns.words { sight } else { order.to_owned() };
    let words = Rect { x: axis.right() - columns.words.min(axis.width), width: columns.words, ..axis };
    Line::from(Span::styled(if columns.words > 5 { sight } else { String::new() }, look.quiet())).render(words, buf);
    for (down, (at, result)) in (0..rows.height).step_by(usize::from(pitch)).zip(causes.iter().enumerate().skip(first))
    {
        if down + 1 < rows.height {
            let pair = Rect { y: rows.y + down, height: 2, ..rows };
            cause(everyone, result, (pair, at == everyone.row, look), buf);
        }
    }
    let skip = u16::from(below.height > notes_height);
    lines(&notes, Rect { y: below.y + skip, height: below.height - skip, ..below }, buf);
}

/// What is said under the chart: of the chosen cause, and what no figure contains.
fn notes(everyone: &Everyone, cells: u16, look: Look) -> Vec<Line<'static>> {
    let analysis = &everyone.analysis;
    let mut notes = Vec::new();
    if let Some(result) = everyone.chosen() {
        let sentence = match &result.figures.gap {
            Some(gap) => gap_words::gap(gap, analysis),
            None => told::no_gap(analysis, result.figures),
        };
        notes.extend(wrapped(&format!("{}: {sentence}", result.cause.name), cells, look.strong()));
        let withheld = told::withheld(result.figures.withheld);
        notes.extend(withheld.map(|text| wrapped(&text, cells, look.quiet())).unwrap_or_default());
    }
    notes.extend(gap_words::notes(analysis).iter().flat_map(|text| wrapped(text, cells, look.quiet())));
    notes
}

fn draw_axis(columns: Columns, area: Rect, buf: &mut Buffer, look: Look) {
    for points in TICKS {
        if columns.bar < 24 && points % 50 != 0 || columns.bar < 12 && points == 50 {
            continue;
        }
        let label = points.to_string();
        let over = area.x + NAME + cell(points, columns.bar);
        let start = if points == 0 { over } else { over + 1 - width(&label).div_ceil(2).min(2) };
        buf.set_string(start, area.y, label, look.quiet());
    }
}

fn cause(everyone: &Everyone, result: &EveryoneCause<'_>, (area, chosen, look): (Rect, bool, Look), buf: &mut Buffer) {
    let analysis = &everyone.analysis;
    let columns = Columns::of(area.width);
    if chosen {
        buf.set_string(area.x.saturating_sub(2), area.y, "▸", look.accent());
    }
    let style = if chosen { look.strong() } else { Style::new() };
    buf.set_string(area.x, area.y, cut(&result.cause.name, NAME - 2), style);
    buf.set_string(area.x, area.y + 1, cut(&sizes(analysis, result.figures), NAME - 2), look.quiet());
    let right = Rect { x: area.x + NAME, width: area.width - NAME, ..area };
    match &result.figures.total {
        Ok(total) => total_row(analysis, (total, columns), (row(right, 0), look), buf),
        Err(hidden) => {
            let why = told::hidden(*hidden);
            Line::from(Span::styled(cut(&why, right.width), look.quiet())).render(row(right, 0), buf);
        }
    }
    sides_row((analysis, result.figures, columns), row(right, 1), buf, look);
}

/// How many people of each side stand behind the figures: `S 12  M 9`.
fn sizes(analysis: &EveryoneAnalysis, figures: &Figures) -> String {
    match analysis.both_sides(figures) {
        Some((sales, marketing)) => format!("S {}  M {}", sales.n, marketing.n),
        None => figures.total.as_ref().map_or_else(|_| String::new(), |total| format!("{} people", total.average.n)),
    }
}

fn total_row(
    analysis: &EveryoneAnalysis,
    (total, columns): (&Total, Columns),
    (area, look): (Rect, Look),
    buf: &mut Buffer,
) {
    ticks(columns, area, buf, look);
    let Average { mean, interval, margin, .. } = total.average;
    let band = mean.band();
    let until = cell(u16::try_from(mean.shown()).unwrap_or(0), columns.bar);
    let symbol = if look.depth == ColourDepth::None || look.ascii { fill(band, look.ascii) } else { "━" };
    buf.set_string(area.x, area.y, symbol.repeat(usize::from(until) + 1), look.band(band));
    if let Interval::Within(limits) = interval {
        let at = |points: f64| cell(u16::try_from(whole(points.clamp(0.0, 100.0))).unwrap_or(0), columns.bar);
        let plain = look.strong().fg(Color::Reset);
        let (low, high) = (at(limits.low), at(limits.high));
        for x in until + 1..high {
            buf.set_string(area.x + x, area.y, "─", Style::new());
        }
        buf.set_string(area.x + low, area.y, "├", plain);
        buf.set_string(area.x + high, area.y, "┤", plain);
    }
    let mut line = Line::from(Span::styled(format!("{:>4}  ", mean.shown()), look.strong()));
    line.push_span(Span::styled(wording::mark(band), look.band(band)));
    if columns.words > 5 {
        line.push_span(format!(" {}", analysis.questionnaire().head().bands.of(band)));
        let sign = if look.ascii { "+-" } else { "±" };
        let margin = margin.map_or_else(String::new, |points| format!(" {sign}{points}"));
        line.push_span(Span::styled(margin, look.quiet()));
    }
    line.render(Rect { x: area.x + columns.bar + 1, width: NUMBER + columns.words, ..area }, buf);
}

fn ticks(columns: Columns, area: Rect, buf: &mut Buffer, look: Look) {
    for points in TICKS {
        buf.set_string(area.x + cell(points, columns.bar), area.y, "·", look.quiet());
    }
}

/// Both sides on the axis with a line between them; their letters and shapes name them, not a colour.
fn sides_row(
    (analysis, figures, columns): (&EveryoneAnalysis, &Figures, Columns),
    area: Rect,
    buf: &mut Buffer,
    look: Look,
) {
    let (Some((sales, marketing)), Some(gap)) = (analysis.both_sides(figures), &figures.gap) else { return };
    let at = |average: &Average| cell(u16::try_from(average.mean.shown()).unwrap_or(0), columns.bar);
    let (s, m) = (at(sales), at(marketing));
    for x in s.min(m) + 1..s.max(m) {
        buf.set_string(area.x + x, area.y, "╌", look.quiet());
    }
    buf.set_string(area.x + m, area.y, "◆", look.strong());
    buf.set_string(area.x + s, area.y, if s == m { "◈" } else { "●" }, look.strong());
    for (letter, own, other) in [("S", s, m), ("M", m, s)] {
        let left = own < other || own == other && letter == "S";
        let x = if left { own.checked_sub(1) } else { Some(own + 1) };
        // At the very start of the axis the letter stands in the gap before it.
        let place = x.map_or(area.x - 1, |x| area.x + x);
        buf.set_string(place, area.y, letter, look.strong());
    }
    let verdict = if columns.words > 5 { gap_words::verdict(gap.verdict) } else { "" };
    let line = Line::from(vec![
        Span::styled(format!("{:>4}  ", gap_words::signed(gap.difference)), look.strong()),
        Span::styled(verdict, look.quiet()),
    ]);
    line.render(Rect { x: area.x + columns.bar + 1, width: NUMBER + columns.words, ..area }, buf);
}

/// The name, number, mark and band of a cause.
pub fn heading(questionnaire: &Questionnaire, result: &EveryoneCause<'_>, look: Look) -> Line<'static> {
    let mut name = Line::from(Span::styled(result.cause.name.clone(), look.strong()));
    if let Some(mean) = result.severity() {
        name.push_span(Span::styled(format!("   {}  ", mean.shown()), look.strong()));
        name.push_span(Span::styled(wording::mark(mean.band()), look.band(mean.band())));
        name.push_span(format!(" {}", questionnaire.head().bands.of(mean.band())));
    }
    name
}

/// Draws the page of one cause; gives how many lines it could scroll.
pub fn page(everyone: &Everyone, scroll: Scroll, (area, look): (Rect, Look), buf: &mut Buffer) -> u16 {
    let Some(result) = everyone.chosen() else { return 0 };
    let analysis = &everyone.analysis;
    let [head, _, body] =
        area.layout(&Layout::vertical([Constraint::Length(1), Constraint::Length(1), Constraint::Min(1)]));
    let name = heading(analysis.questionnaire(), &result, look);
    let place = format!("{} of {}", everyone.row + 1, everyone.causes().len());
    let fits = name.width() + place.len() + 2 <= usize::from(head.width);
    ends(&name, &Line::from(Span::styled(if fits { place } else { String::new() }, look.quiet())), head, buf);
    page::draw(&pages::everyone_cause(analysis, &result), scroll.top(), (body, look), buf)
}
