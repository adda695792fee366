//! The results of one person: the severity chart, in rows of rank, name, bar, figure and what it rests on, with the chosen
//! cause beside or below it.

use jiff::Zoned;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::draw::{below, cut, ends, height, line, lines, mark, padded, row, stacked, width, window, wrapped};
use super::layout::{self, Panes, Spare};
use super::theme::Look;
use super::{axis, page};

use crate::app::Scroll;
use crate::app::pages::{self, strongest};
use crate::app::screens::results::{Results, View};
use crate::domain::analysis::{Analysis, CauseResult, Order};
use crate::domain::questionnaire::Questionnaire;
use crate::domain::runs::{Cell, Moved, Runs};
use crate::domain::severity::{Band, Severity};
use crate::wording::{self, over_time};

/// Below this height only where to start is said over the chart.
const LOW: u16 = 13;
/// From this height on, the page of a cause draws its bar.
const ROOMY: u16 = 14;
/// What stands over the page of a cause: its name, or that between its neighbours and the bar.
const HEADS: (u16, u16) = (2, 4);

/// Draws the results: the chart, and as many pages beside it as there is room for; gives how many lines the page that
/// is read could scroll.
pub fn draw(results: &Results, now: &Zoned, (area, look): (Rect, Look), buf: &mut Buffer) -> u16 {
    match (layout::panes(area), results.view) {
        (Panes::One, View::Cause(scroll)) => whole_cause(results, scroll, (area, look), buf),
        (Panes::One, View::Chart | View::Changing { .. }) => {
            let rest = list(results, now, false, (area, look), buf);
            preview(results, (rest, look), buf);
            0
        }
        (Panes::Two(left, right), _) => {
            list(results, now, true, (left, look), buf);
            layout::divide(right, look, buf);
            cause(results, (right, look), buf)
        }
        (Panes::Three(left, middle, right), _) => {
            list(results, now, true, (left, look), buf);
            layout::divide(middle, look, buf);
            layout::divide(right, look, buf);
            let read = cause(results, (middle, look), buf);
            layout::in_pane(&page::lay_out(&pages::advice(results, now), right.width, look), (right, look), buf);
            read
        }
    }
}

/// Draws the sentence and the chart from the top; gives what is left below. Beside a pane it has all the height.
fn list(results: &Results, now: &Zoned, beside: bool, (area, look): (Rect, Look), buf: &mut Buffer) -> Rect {
    let (analysis, causes) = (results.assessment.analysis(), results.causes());
    let columns = Columns::of(results, beside, area.width);
    let said = if area.height < LOW { wording::headline(analysis) } else { wording::overview(analysis) };
    let mut head = wrapped(&said, area.width, look.strong());
    if area.height >= LOW && analysis.scored() > 0 {
        let unknown = wording::unknown(analysis).map(|text| wrapped(&text, area.width, look.quiet()));
        head.extend(unknown.unwrap_or_default());
    }
    let count = u16::try_from(causes.len()).unwrap_or(u16::MAX);
    let mut spare = Spare(area.height.saturating_sub(height(&head) + 1 + count));
    let air = u16::from(spare.take(1));
    let notes = [wording::same_answers(analysis), wording::changed(analysis, now)].into_iter().flatten();
    let notes = spare.fit(notes.flat_map(|text| wrapped(&text, area.width, look.quiet())).collect());
    let previewed = !beside && spare.take(layout::PREVIEW_LEAST);
    let keyed = beside || columns.band == 0 || !previewed;
    let legend = if keyed { spare.fit(legend(analysis.questionnaire(), area.width, look)) } else { Vec::new() };
    let rows = spaced(&causes, results.order, (usize::from(spare.0) + causes.len(), beside));
    lines(&head, area, buf);
    let rest = columns.draw((results, now), &rows, (below(area, height(&head) + air), look), buf);
    stacked(&[notes, legend], rest, buf)
}

/// The four bands with their marks and ranges, on as many lines as they need.
pub fn legend(questionnaire: &Questionnaire, cells: u16, look: Look) -> Vec<Line<'static>> {
    let mut lines: Vec<Line<'static>> = Vec::new();
    for band in Band::ALL {
        let name = format!(" {} {}", questionnaire.head().bands.of(band), wording::band_range(band));
        let needed = 2 + 4 + usize::from(width(&name));
        let spans = [Span::styled(wording::mark(band), look.band(band)), Span::styled(name, look.quiet())];
        match lines.last_mut().filter(|line| line.width() + needed <= usize::from(cells)) {
            Some(line) => line.spans.extend([Span::raw("  ")].into_iter().chain(spans)),
            None => lines.push(Line::from_iter(spans)),
        }
    }
    lines
}

/// Draws the chosen cause below the chart, as far as there is room: what its figure comes from, what to begin with, and
/// what the article would do.
fn preview(results: &Results, (area, look): (Rect, Look), buf: &mut Buffer) {
    let Some(result) = results.chosen() else { return };
    let (analysis, cells) = (results.assessment.analysis(), layout::preview_cells(area));
    let parts = [
        (wording::why(&result), reasons(analysis, &result, (cells, look))),
        (wording::FIRST_STEP.to_owned(), wrapped(&result.cause.first_step, cells, Style::new())),
        (
            wording::voices(analysis.questionnaire()).source.to_owned(),
            wrapped(&result.cause.remedy, cells, Style::new()),
        ),
    ];
    layout::preview(&result.cause.name, parts, (area, look), buf);
}

/// The person's answers to a cause, those that weigh most on its figure first; each on one line.
fn reasons(analysis: &Analysis, result: &CauseResult<'_>, (cells, look): (u16, Look)) -> Vec<Line<'static>> {
    let answers: Vec<(String, &str)> = strongest(analysis, result)
        .into_iter()
        .map(|(item, answer)| {
            let mark = if item.reverse { " ↺" } else { "" };
            (format!("{}{mark}", item.scale.words(answer)), item.text.as_str())
        })
        .collect();
    let column = answers.iter().map(|(word, _)| width(word)).max().unwrap_or(0).min(cells / 3);
    let line = |(word, text): &(String, &str)| {
        let word = padded(&cut(word, column), column + 2);
        Line::from(vec![Span::styled(word, look.strong()), Span::raw(cut(text, cells.saturating_sub(column + 2)))])
    };
    answers.iter().map(line).collect()
}

/// How many lines stand over the page of a cause in an area.
pub fn head(area: Rect) -> u16 {
    if layout::panes(area) == Panes::One && area.height >= ROOMY { HEADS.1 } else { HEADS.0 }
}

fn cause(results: &Results, (area, look): (Rect, Look), buf: &mut Buffer) -> u16 {
    let Some(result) = results.chosen() else { return 0 };
    let analysis = results.assessment.analysis();
    let name = heading(analysis, &result, look);
    layout::pane_heading(&name, (results.row, results.causes().len()), (area, look), buf);
    let scroll = if let View::Cause(scroll) = results.view { Some(scroll) } else { None };
    page::read(&pages::cause(analysis, &result), scroll, (below(area, HEADS.0), look), buf)
}

/// Draws the page of the chosen cause between its neighbours, with its bar; gives how many lines it could scroll.
fn whole_cause(results: &Results, scroll: Scroll, (area, look): (Rect, Look), buf: &mut Buffer) -> u16 {
    let Some(result) = results.chosen().filter(|_| area.height >= ROOMY) else {
        return cause(results, (area, look), buf);
    };
    let analysis = results.assessment.analysis();
    neighbours(results, (row(area, 0), look), buf);
    let figure = figure(analysis, &result, look);
    let cells = area.width.saturating_sub(u16::try_from(figure.width()).unwrap_or(0));
    if let Some(severity) = result.severity() {
        axis::bar(severity, Rect { width: cells, ..row(area, 2) }, buf, look);
    }
    ends(&Line::default(), &figure, row(area, 2), buf);
    page::draw(&pages::cause(analysis, &result), scroll.top(), (below(area, HEADS.1), look), buf)
}

fn neighbours(results: &Results, (area, look): (Rect, Look), buf: &mut Buffer) {
    let causes = results.causes();
    let name = |at: Option<usize>| at.and_then(|at| causes.get(at)).map_or("", |result| result.cause.name.as_str());
    let (before, own, after) = (name(results.row.checked_sub(1)), name(Some(results.row)), name(Some(results.row + 1)));
    let place = format!("   {} of {}", results.row + 1, causes.len());
    let middle = Line::from(vec![Span::styled(own.to_owned(), look.strong()), Span::styled(place, look.quiet())]);
    let sides = [before, after].map(|name| if name.is_empty() { 0 } else { width(name) + 4 });
    let needed = u16::try_from(middle.width()).unwrap_or(area.width);
    if needed + 2 * sides[0].max(sides[1]) > area.width {
        return line(&middle, area, buf);
    }
    let left = if before.is_empty() { String::new() } else { format!("‹ {before}") };
    let right = if after.is_empty() { String::new() } else { format!("{after} ›") };
    let quiet = |text: String| Line::from(Span::styled(text, look.quiet()));
    ends(&quiet(left), &quiet(right), area, buf);
    let x = area.x + (area.width - needed) / 2;
    line(&middle, Rect { x, width: needed, ..area }, buf);
}

fn figure(analysis: &Analysis, result: &CauseResult<'_>, look: Look) -> Line<'static> {
    let Some(severity) = result.severity() else {
        return Line::from(Span::styled(wording::missing(*result.figures), look.quiet()));
    };
    measured(severity, analysis.questionnaire(), look)
}

/// A figure with the mark and the name of its band.
pub fn measured(severity: Severity, questionnaire: &Questionnaire, look: Look) -> Line<'static> {
    let band = severity.band();
    Line::from(vec![
        Span::styled(format!("   {}  ", severity.shown()), look.strong()),
        Span::styled(wording::mark(band), look.band(band)),
        Span::raw(format!(" {}", questionnaire.head().bands.of(band))),
    ])
}

fn heading(analysis: &Analysis, result: &CauseResult<'_>, look: Look) -> Line<'static> {
    let mut line = figure(analysis, result, look);
    let gap = if result.severity().is_some() { "" } else { "   " };
    line.spans.splice(0..0, [Span::styled(result.cause.name.clone(), look.strong()), Span::raw(gap)]);
    line
}

const RANK: u16 = 4;
/// Short names are at most this wide; with the gap after them.
const NAME: u16 = 17;
const BAR: u16 = RANK + NAME;
/// From this width on, rows name the band.
const WIDE: u16 = 56;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Strip {
    Cause(usize),
    /// The same once more, where bars are two lines high.
    Under(usize),
    Air,
}

/// The lines of the chart: bars two lines high where there is room, with blank lines between all, else between bands.
fn spaced(causes: &[CauseResult<'_>], order: Order, (room, between): (usize, bool)) -> Vec<Strip> {
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

struct Columns {
    bar: u16,
    /// The name of the band; 0 where rows do not name it.
    band: u16,
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
    fn of(results: &Results, beside: bool, cells: u16) -> Self {
        let analysis = results.assessment.analysis();
        let grounds = analysis.causes(Order::Severity).iter().map(|result| width(&grounds(analysis, result))).max();
        let wide = cells >= WIDE;
        let band = if wide { band_width(analysis.questionnaire()) } else { 0 };
        let grounds = if wide { grounds.filter(|cells| *cells > 0).map_or(0, |cells| cells.min(18) + 2) } else { 0 };
        let figure = if wide { 4 + 2 + 4 } else { 4 + 1 + 4 };
        let bar = cells.saturating_sub(RANK + NAME + figure + band);
        // The bar comes before what it rests on, which the page of the cause says too.
        let grounds = if grounds + axis::NAMED_FROM <= bar { grounds } else { 0 };
        let past = if beside { results.over_time.as_ref().map_or(0, |runs| runs.columns.len().min(PAST)) } else { 0 };
        let past = u16::try_from(past).ok().filter(|past| *past > 0).map_or(0, |past| past + ARROW);
        let past = if past + grounds + axis::NAMED_FROM <= bar { past } else { 0 };
        Self { bar: bar - grounds - past, band, grounds, past }
    }

    /// Draws axis and rows; gives what is left below.
    fn draw(
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
        let runs = results.over_time.as_deref().filter(|_| self.past > 0);
        if let Some(since) = runs.and_then(|runs| over_time::since(runs, now)) {
            ends(&Line::default(), &Line::from(Span::styled(since, look.quiet())), row(area, 0), buf);
        }
        let in_sight = &rows[first..rows.len().min(first + usize::from(room))];
        let mut shown = in_sight.iter().filter_map(|strip| if let Strip::Cause(at) = strip { Some(*at) } else { None });
        let from = shown.next().unwrap_or(0);
        let count = 1 + shown.count();
        if let Some(text) = wording::in_sight(&(from..from + count), causes.len()) {
            buf.set_string(area.x + RANK, area.y, text, look.accent());
        }
        for (down, strip) in (1..=room).zip(in_sight) {
            let strip_area = row(area, down);
            match *strip {
                Strip::Cause(at) => {
                    self.row((analysis, &causes[at]), at == results.row, (strip_area, look), buf);
                    if let Some(runs) = runs {
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
        let gap = if self.band > 0 { "  " } else { " " };
        let mut figure = figure_cells(severity, (gap, self.band), analysis.questionnaire(), look);
        if self.grounds > 0 {
            let width = self.grounds - 2;
            let grounds = cut(&grounds(analysis, result), width);
            figure.push_span(Span::styled(format!("  {grounds:<0$}", usize::from(width)), look.quiet()));
        }
        line(&figure, Rect { x: area.x + self.bar, width: area.width - self.bar, ..area }, buf);
    }
}

/// A figure with its mark and, in so many cells, the name of its band.
pub fn figure_cells(
    severity: Severity,
    (gap, name): (&str, u16),
    questionnaire: &Questionnaire,
    look: Look,
) -> Line<'static> {
    let band = severity.band();
    let mut cells = Line::from(Span::styled(format!("{:>4}{gap}", severity.shown()), look.strong()));
    cells.push_span(Span::styled(wording::mark(band), look.band(band)));
    if name > 0 {
        cells.push_span(format!(" {:<1$}", questionnaire.head().bands.of(band), usize::from(name - 1)));
    }
    cells
}

/// How wide the column is that names bands.
pub fn band_width(questionnaire: &Questionnaire) -> u16 {
    1 + Band::ALL.iter().map(|&band| width(questionnaire.head().bands.of(band))).max().unwrap_or(0)
}

/// A cause in the records of its name as small columns, and which way it goes where that may be said.
fn small_columns(runs: &Runs, cause: &str, look: Look) -> Line<'static> {
    let Some(row) = runs.rows.iter().find(|row| row.name == cause) else { return Line::default() };
    let mut columns = Line::default();
    for cell in &row.cells[row.cells.len().saturating_sub(PAST)..] {
        columns.push_span(axis::small(if let Cell::Figure(severity) = cell { Some(*severity) } else { None }, look));
    }
    let way = match &row.moved {
        Moved::Person(change) if row.cells.len() <= PAST => over_time::arrow(change.word),
        _ => " ",
    };
    columns.push_span(Span::styled(format!(" {way}"), look.strong()));
    columns
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
