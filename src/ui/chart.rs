//! The results of one person: the severity chart, the page of a cause, bars on the axis from 0 to 100.

use jiff::Zoned;
use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use super::draw::{cut, ends, lines, row, width, window, wrapped};
use super::layout::stack;
use super::page;
use super::theme::{ColourDepth, Look};
use crate::app::screens::results::Results;
use crate::app::{Scroll, pages};
use crate::domain::analysis::{Analysis, CauseResult, Order};
use crate::domain::severity::{Band, Severity};
use crate::wording;

/// Rank and the gap after it.
const RANK: u16 = 4;
/// Short names are at most this wide; with the gap after them.
const NAME: u16 = 17;
/// From this width on, rows tell how much was answered and name the band.
const WIDE: u16 = 62;

/// Below this height the legend gives way.
const LOW: u16 = 13;

/// The columns of the chart, in cells.
struct Columns {
    tally: u16,
    bar: u16,
    band: u16,
    word: u16,
}

/// Draws the chart.
pub fn draw(results: &Results, now: &Zoned, (area, look): (Rect, Look), buf: &mut Buffer) {
    let analysis = results.assessment.analysis();
    let causes = results.causes();
    let columns = Columns::of(analysis, area.width);
    let mut summary = wrapped(&wording::summary(analysis), area.width, look.strong());
    let told = wording::same_answers(analysis).map(|told| wrapped(&told, area.width, look.quiet()));
    summary.extend(told.unwrap_or_default());
    if area.height >= LOW {
        summary.extend(wording::changed(analysis, now).map(|changed| Line::styled(changed, look.quiet())));
    }
    let legend = legend(analysis, area.width, look);
    let height = |lines: &[Line<'_>]| u16::try_from(lines.len()).unwrap_or(1);
    let legend_height = if area.height < LOW { 0 } else { height(&legend) };
    let spare = area.height.saturating_sub(1 + height(&summary) + legend_height);
    let spaced = spaced(&causes, results.order, usize::from(spare.saturating_sub(3)));
    let rows_height = u16::try_from(spaced.len()).unwrap_or(u16::MAX).min(spare).max(1);
    let [axis, rows, told, key] = stack(area, [(1, 1), (rows_height, 0), (height(&summary), 1), (legend_height, 1)]);
    columns.axis(axis, buf, look);
    let chosen = spaced.iter().position(|at| *at == Some(results.row)).unwrap_or(0);
    let first = window(chosen, spaced.len(), rows.height);
    for (down, at) in (0..rows.height).zip(spaced.into_iter().skip(first)) {
        if let Some((at, result)) = at.and_then(|at| causes.get(at).map(|result| (at, result))) {
            columns.row(analysis, result, (row(rows, down), at == results.row, look), buf);
        }
    }
    lines(&summary, told, buf);
    lines(&legend, key, buf);
}

/// The rows of the chart with blank ones between them: between all where there is room, else between bands.
fn spaced(causes: &[CauseResult<'_>], order: Order, room: usize) -> Vec<Option<usize>> {
    let bands: Vec<Option<Band>> = causes.iter().map(CauseResult::band).collect();
    let changes = bands.windows(2).filter(|pair| pair[0] != pair[1]).count();
    let everywhere = causes.len() * 2 - 1 <= room;
    let between_bands = order == Order::Severity && causes.len() + changes <= room;
    let mut rows = Vec::new();
    for at in 0..causes.len() {
        let apart = at > 0 && (everywhere || between_bands && bands[at] != bands[at - 1]);
        rows.extend(apart.then_some(None));
        rows.push(Some(at));
    }
    rows
}

impl Columns {
    fn of(analysis: &Analysis, cells: u16) -> Self {
        let questionnaire = analysis.questionnaire();
        let bands = Band::ALL.iter().map(|&band| width(questionnaire.head().bands.of(band)));
        let labels = questionnaire.asked().flat_map(|item| &item.scale.points).map(|point| width(&point.label));
        let wide = cells >= WIDE;
        let tally = if wide { 5 } else { 0 };
        let band = if wide { bands.max().unwrap_or(0) + 1 } else { 0 };
        let word = if wide && questionnaire.is_pulse() { labels.max().unwrap_or(0).min(16) + 2 } else { 0 };
        let figure = if wide { 4 + 2 + 4 } else { 4 + 1 + 4 };
        let bar = cells.saturating_sub(RANK + NAME + tally + figure + band + word);
        Self { tally, bar, band, word }
    }

    const fn bar_start(&self) -> u16 {
        RANK + NAME + self.tally
    }

    /// The numbers of the axis, each over its cell.
    fn axis(&self, area: Rect, buf: &mut Buffer, look: Look) {
        for points in TICKS {
            if self.bar < 24 && points % 50 != 0 || self.bar < 12 && points == 50 {
                continue;
            }
            let label = points.to_string();
            let over = area.x + self.bar_start() + cell(points, self.bar);
            let start = if points == 0 { over } else { over + 1 - width(&label).div_ceil(2).min(2) };
            buf.set_string(start, area.y, label, look.quiet());
        }
    }

    fn row(
        &self,
        analysis: &Analysis,
        result: &CauseResult<'_>,
        (area, chosen, look): (Rect, bool, Look),
        buf: &mut Buffer,
    ) {
        let style = if chosen { look.strong() } else { ratatui::style::Style::new() };
        if chosen {
            buf.set_string(area.x.saturating_sub(2), area.y, "▸", look.accent());
        }
        buf.set_string(area.x, area.y, wording::rank(result.rank), look.quiet());
        buf.set_string(area.x + RANK, area.y, cut(&result.cause.name, NAME - 1), style);
        if self.tally > 0 {
            buf.set_string(area.x + RANK + NAME, area.y, wording::tally(*result.figures), look.quiet());
        }
        let right = Rect { x: area.x + self.bar_start(), width: area.width - self.bar_start(), ..area };
        match result.severity() {
            Some(severity) => self.figure(analysis, (result, severity), (right, look), buf),
            None => Line::from(Span::styled(wording::missing(*result.figures), look.quiet())).render(right, buf),
        }
    }

    fn figure(
        &self,
        analysis: &Analysis,
        (result, severity): (&CauseResult<'_>, Severity),
        (area, look): (Rect, Look),
        buf: &mut Buffer,
    ) {
        for points in TICKS {
            buf.set_string(area.x + cell(points, self.bar), area.y, "·", look.quiet());
        }
        let band = severity.band();
        bar(severity, Rect { width: self.bar, ..area }, buf, look);
        let gap = if self.tally > 0 { "  " } else { " " };
        let mut line = Line::from(Span::styled(format!("{:>4}{gap}", severity.shown()), look.strong()));
        line.push_span(Span::styled(wording::mark(band), look.band(band)));
        if self.band > 0 {
            line.push_span(format!(
                " {:<1$}",
                analysis.questionnaire().head().bands.of(band),
                usize::from(self.band - 1)
            ));
        }
        if self.word > 0 {
            line.push_span(Span::styled(
                format!("  {}", wording::single_answer(analysis, result.cause).unwrap_or_default()),
                look.quiet(),
            ));
        }
        line.render(Rect { x: area.x + self.bar, width: area.width - self.bar, ..area }, buf);
    }
}

/// The four bands with their marks and ranges, on as many lines as they need.
fn legend(analysis: &Analysis, cells: u16, look: Look) -> Vec<Line<'static>> {
    let mut lines: Vec<Line<'static>> = vec![Line::default()];
    for band in Band::ALL {
        let told = format!(" {} {}", analysis.questionnaire().head().bands.of(band), wording::band_range(band));
        let needed = usize::from(width(&told)) + 4;
        let last = lines.len() - 1;
        let used = lines[last].width();
        if used > 0 && used + 2 + needed > usize::from(cells) {
            lines.push(Line::default());
        }
        let last = lines.len() - 1;
        if lines[last].width() > 0 {
            lines[last].push_span("  ");
        }
        lines[last].push_span(Span::styled(wording::mark(band), look.band(band)));
        lines[last].push_span(Span::styled(told, look.quiet()));
    }
    lines
}

/// Draws the page; gives how many lines it could scroll.
pub fn cause(results: &Results, scroll: Scroll, (area, look): (Rect, Look), buf: &mut Buffer) -> u16 {
    let Some(result) = results.chosen() else { return 0 };
    let analysis = results.assessment.analysis();
    let [head, _, body] =
        area.layout(&Layout::vertical([Constraint::Length(1), Constraint::Length(1), Constraint::Min(1)]));
    let name = heading(analysis, &result, look);
    let place = format!("{} of {}", results.row + 1, results.causes().len());
    let fits = name.width() + place.len() + 2 <= usize::from(head.width);
    ends(&name, &Line::from(Span::styled(if fits { place } else { String::new() }, look.quiet())), head, buf);
    page::draw(&pages::cause(analysis, &result), scroll.top(), (body, look), buf)
}

/// The name, number, mark and band of a cause.
fn heading(analysis: &Analysis, result: &CauseResult<'_>, look: Look) -> Line<'static> {
    let mut line = Line::from(Span::styled(result.cause.name.clone(), look.strong()));
    match result.severity() {
        None => line.push_span(Span::styled(format!("   {}", wording::missing(*result.figures)), look.quiet())),
        Some(severity) => {
            let band = severity.band();
            line.push_span(Span::styled(format!("   {}  ", severity.shown()), look.strong()));
            line.push_span(Span::styled(wording::mark(band), look.band(band)));
            line.push_span(format!(" {}", analysis.questionnaire().head().bands.of(band)));
        }
    }
    line
}

/// Where the axis has its marks, in points.
pub const TICKS: [u16; 5] = [0, 25, 50, 75, 100];
const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/// The cell of an axis mark, counted from 0 on an axis of so many cells.
pub fn cell(points: u16, cells: u16) -> u16 {
    let last = u32::from(cells.saturating_sub(1));
    u16::try_from(u32::from(points) * last / 100).unwrap_or(0)
}

/// Draws the bar of a severity: solid to an eighth of a cell in colour, in whole cells of the band's fill without.
pub fn bar(severity: Severity, area: Rect, buf: &mut Buffer, look: Look) {
    buf.set_string(area.x, area.y, bar_text(severity, area.width, look), look.band(severity.band()));
}

/// The bar of a severity as text, on an axis of so many cells.
pub fn bar_text(severity: Severity, cells: u16, look: Look) -> String {
    if look.depth == ColourDepth::None || look.ascii {
        return fill(severity.band(), look.ascii).repeat(usize::from(covered(severity, cells)));
    }
    let eighths = covered(severity, cells * 8);
    "█".repeat(usize::from(eighths / 8)) + EIGHTHS[usize::from(eighths % 8)]
}

/// The fill of a band where colour may not be used.
pub const fn fill(band: Band, ascii: bool) -> &'static str {
    match (band, ascii) {
        (Band::Low, false) => "░",
        (Band::Mixed, false) => "▒",
        (Band::Elevated, false) => "▓",
        (Band::Severe, false) => "█",
        (Band::Low, true) => ".",
        (Band::Mixed, true) => "-",
        (Band::Elevated, true) => "=",
        (Band::Severe, true) => "#",
    }
}

/// How many units of an axis of `units` a severity covers, rounded.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to units, which is a u16")]
fn covered(severity: Severity, units: u16) -> u16 {
    (severity.points() / 100.0 * f64::from(units)).round() as u16
}
