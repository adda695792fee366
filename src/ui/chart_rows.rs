//! The rows of the severity chart: rank, name, bar, figure, and what it rests on.

use jiff::Zoned;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::axis;
use super::draw::{below, cut, ends, line, mark, row, width, window};
use super::theme::Look;
use crate::app::screens::results::Results;
use crate::domain::analysis::{Analysis, CauseResult, Order};
use crate::domain::runs::{Cell, Moved, Runs};
use crate::domain::severity::{Band, Severity};
use crate::wording;
use crate::wording::over_time;

/// Rank and the gap after it.
const RANK: u16 = 4;
/// Short names are at most this wide; with the gap after them.
const NAME: u16 = 17;
/// Where bars begin.
const BAR: u16 = RANK + NAME;
/// From this width on, rows name the band.
const WIDE: u16 = 56;

/// A line of the chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strip {
    /// The cause at this place.
    Cause(usize),
    /// The same once more, where bars are two lines high.
    Under(usize),
    /// A blank line.
    Air,
}

/// The lines of the chart: bars two lines high where there is room, with blank lines between all, else between bands.
pub fn spaced(causes: &[CauseResult<'_>], order: Order, (room, between): (usize, bool)) -> Vec<Strip> {
    let bands: Vec<Option<Band>> = causes.iter().map(CauseResult::band).collect();
    let changes = bands.windows(2).filter(|pair| pair[0] != pair[1]).count();
    let everywhere = (causes.len() * 2).saturating_sub(1) <= room;
    let between_bands = between && order == Order::Severity && causes.len() + changes <= room;
    let high = (causes.len() * 3).saturating_sub(1) <= room;
    let mut rows = Vec::new();
    for at in 0..causes.len() {
        let apart = at > 0 && (everywhere || between_bands && bands[at] != bands[at - 1]);
        rows.extend(apart.then_some(Strip::Air));
        rows.push(Strip::Cause(at));
        rows.extend(high.then_some(Strip::Under(at)));
    }
    rows
}

/// The columns of the chart, in cells.
pub struct Columns {
    bar: u16,
    /// The name of the band; 0 where rows do not name it.
    pub band: u16,
    /// How much was answered, or the one answer in words.
    grounds: u16,
    /// The records of the same name over time, and which way they go.
    past: u16,
}

/// The most records over time that a row has a column for.
const PAST: usize = 8;
/// Which way they go, and the gaps before and after it.
const ARROW: u16 = 4;

impl Columns {
    /// As many as fit; those over time only beside a pane.
    pub fn of(results: &Results, beside: bool, cells: u16) -> Self {
        let analysis = results.assessment.analysis();
        let bands = Band::ALL.iter().map(|&band| width(analysis.questionnaire().head().bands.of(band)));
        let grounds = analysis.causes(Order::Severity).iter().map(|result| width(&grounds(analysis, result))).max();
        let wide = cells >= WIDE;
        let band = if wide { bands.max().unwrap_or(0) + 1 } else { 0 };
        let grounds = if wide { grounds.filter(|cells| *cells > 0).map_or(0, |cells| cells.min(18) + 2) } else { 0 };
        let figure = if wide { 4 + 2 + 4 } else { 4 + 1 + 4 };
        let bar = cells.saturating_sub(RANK + NAME + figure + band);
        // The bar comes before what it rests on, which the page of the cause says too.
        let grounds = if grounds + axis::NAMED_FROM <= bar { grounds } else { 0 };
        let past = if beside { past(results).map_or(0, |runs| runs.columns.len().min(PAST)) } else { 0 };
        let past = u16::try_from(past).ok().filter(|past| *past > 0).map_or(0, |past| past + ARROW);
        let past = if past + grounds + axis::NAMED_FROM <= bar { past } else { 0 };
        Self { bar: bar - grounds - past, band, grounds, past }
    }

    /// Draws axis and rows; gives what is left below.
    pub fn draw(
        &self,
        (results, now): (&Results, &Zoned),
        rows: &[Strip],
        (area, look): (Rect, Look),
        buf: &mut Buffer,
    ) -> Rect {
        let (analysis, causes) = (results.assessment.analysis(), results.causes());
        let room = area.height.saturating_sub(1).min(u16::try_from(rows.len()).unwrap_or(u16::MAX));
        let chosen = rows.iter().position(|strip| *strip == Strip::Cause(results.row)).unwrap_or(0);
        let first = window(chosen, rows.len(), room);
        axis::numbers(Rect { x: area.x + BAR, width: self.bar, ..row(area, 0) }, look, buf);
        if let Some(since) = past(results).filter(|_| self.past > 0).and_then(|runs| over_time::since(runs, now)) {
            ends(&Line::default(), &Line::from(Span::styled(since, look.quiet())), row(area, 0), buf);
        }
        let in_sight = &rows[first..rows.len().min(first + usize::from(room))];
        let mut shown = in_sight.iter().filter_map(|strip| if let Strip::Cause(at) = strip { Some(*at) } else { None });
        let from = shown.next().unwrap_or(0);
        let count = 1 + shown.count();
        if let Some(told) = wording::in_sight(&(from..from + count), causes.len()) {
            buf.set_string(area.x + RANK, area.y, told, look.accent());
        }
        for (down, strip) in (1..=room).zip(in_sight) {
            let strip_area = row(area, down);
            match *strip {
                Strip::Cause(at) => {
                    self.row((analysis, &causes[at]), at == results.row, (strip_area, look), buf);
                    if let Some(runs) = past(results).filter(|_| self.past > 0) {
                        ends(&Line::default(), &small_columns(runs, &causes[at].cause.name, look), strip_area, buf);
                    }
                }
                Strip::Under(at) => self.under(&causes[at], at == results.row, (strip_area, look), buf),
                Strip::Air => {}
            }
        }
        below(area, room + 1)
    }

    fn row(
        &self,
        (analysis, result): (&Analysis, &CauseResult<'_>),
        chosen: bool,
        (area, look): (Rect, Look),
        buf: &mut Buffer,
    ) {
        let style = if chosen { look.strong() } else { Style::new() };
        if chosen {
            mark(area, look, buf);
        }
        buf.set_string(area.x, area.y, wording::rank(result.rank), look.quiet());
        buf.set_string(area.x + RANK, area.y, cut(&result.cause.name, NAME - 1), style);
        let right = Rect { x: area.x + BAR, width: area.width.saturating_sub(BAR), ..area };
        match result.severity() {
            Some(severity) => self.figure(analysis, (result, severity), (right, look), buf),
            None => line(&Line::from(Span::styled(wording::missing(*result.figures), look.quiet())), right, buf),
        }
    }

    /// The bar of a cause once more.
    fn under(&self, result: &CauseResult<'_>, chosen: bool, (area, look): (Rect, Look), buf: &mut Buffer) {
        if chosen {
            mark(area, look, buf);
        }
        if let Some(severity) = result.severity() {
            axis::bar(severity, Rect { x: area.x + BAR, width: self.bar, ..area }, buf, look);
        }
    }

    fn figure(
        &self,
        analysis: &Analysis,
        (result, severity): (&CauseResult<'_>, Severity),
        (area, look): (Rect, Look),
        buf: &mut Buffer,
    ) {
        axis::bar(severity, Rect { width: self.bar, ..area }, buf, look);
        let band = severity.band();
        let gap = if self.band > 0 { "  " } else { " " };
        let mut told = Line::from(Span::styled(format!("{:>4}{gap}", severity.shown()), look.strong()));
        told.push_span(Span::styled(wording::mark(band), look.band(band)));
        if self.band > 0 {
            let name = analysis.questionnaire().head().bands.of(band);
            told.push_span(format!(" {name:<0$}", usize::from(self.band - 1)));
        }
        if self.grounds > 0 {
            let cells = self.grounds - 2;
            let grounds = cut(&grounds(analysis, result), cells);
            told.push_span(Span::styled(format!("  {grounds:<0$}", usize::from(cells)), look.quiet()));
        }
        line(&told, Rect { x: area.x + self.bar, width: area.width - self.bar, ..area }, buf);
    }
}

/// The records of the same name and side over time, where a bar can be compared with them.
fn past(results: &Results) -> Option<&Runs> {
    results.over_time.as_deref()
}

/// A cause in the records of its name as small columns, and which way it goes where that may be said.
fn small_columns(runs: &Runs, cause: &str, look: Look) -> Line<'static> {
    let Some(row) = runs.rows.iter().find(|row| row.name == cause) else { return Line::default() };
    let mut told = Line::default();
    for cell in &row.cells[row.cells.len().saturating_sub(PAST)..] {
        told.push_span(match cell {
            Cell::Figure(severity) => Span::styled(axis::column(*severity, look), look.band(severity.band())),
            Cell::Unscored | Cell::Hidden(_) | Cell::Differently => Span::styled("·", look.quiet()),
        });
    }
    let way = match &row.moved {
        Moved::Person(change) if row.cells.len() <= PAST => over_time::arrow(change.word),
        _ => " ",
    };
    told.push_span(Span::styled(format!(" {way}"), look.strong()));
    told
}

/// What a figure rests on, where that is not four answers of four: how many were given, or the one in words.
fn grounds(analysis: &Analysis, result: &CauseResult<'_>) -> String {
    let figures = *result.figures;
    match wording::single_answer(analysis, result.cause) {
        Some(word) => word.to_owned(),
        None if figures.severity.is_some() && figures.answered < figures.of => wording::share_answered(figures),
        None => String::new(),
    }
}
