//! The results of one person: the severity chart with the chosen cause beside or below it.

use jiff::Zoned;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::axis;
use super::chart_rows::{Columns, spaced};
use super::draw::{below, cut, ends, height, line, lines, row, stacked, width, wrapped};
use super::layout::Spare;
use super::page;
use super::panes::{self, Panes};
use super::theme::Look;
use crate::app::pages::strongest;
use crate::app::screens::results::{Results, View};
use crate::app::{Scroll, pages};
use crate::domain::analysis::{Analysis, CauseResult};
use crate::domain::questionnaire::Questionnaire;
use crate::domain::severity::{Band, Severity};
use crate::wording;

/// Below this height only where to start is said over the chart.
const LOW: u16 = 13;
/// From this height on, the page of a cause draws its bar.
const ROOMY: u16 = 14;
/// What stands over the page of a cause: its name, or that between its neighbours and the bar.
const HEADS: (u16, u16) = (2, 4);

/// Draws the results: the chart, and as many pages beside it as there is room for; gives how many lines the page that
/// is read could scroll.
pub fn draw(results: &Results, now: &Zoned, (area, look): (Rect, Look), buf: &mut Buffer) -> u16 {
    match (panes::of(area), results.view) {
        (Panes::One, View::Cause(scroll)) => whole_cause(results, scroll, (area, look), buf),
        (Panes::One, View::Chart | View::Changing { .. }) => {
            let rest = list(results, now, false, (area, look), buf);
            preview(results, (rest, look), buf);
            0
        }
        (Panes::Two(left, right), _) => {
            list(results, now, true, (left, look), buf);
            panes::divide(right, look, buf);
            cause(results, (right, look), buf)
        }
        (Panes::Three(left, middle, right), _) => {
            list(results, now, true, (left, look), buf);
            panes::divide(middle, look, buf);
            panes::divide(right, look, buf);
            let read = cause(results, (middle, look), buf);
            panes::text(&page::lay_out(&pages::advice(results, now), right.width, look), (right, look), buf);
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
        let unknown = wording::unknown(analysis).map(|told| wrapped(&told, area.width, look.quiet()));
        head.extend(unknown.unwrap_or_default());
    }
    let count = u16::try_from(causes.len()).unwrap_or(u16::MAX);
    let mut spare = Spare(area.height.saturating_sub(height(&head) + 1 + count));
    let air = u16::from(spare.take(1));
    let notes = spare.fit(notes(analysis, now, (area.width, look)));
    let previewed = !beside && spare.take(panes::PREVIEW_LEAST);
    let keyed = beside || columns.band == 0 || !previewed;
    let legend = if keyed { spare.fit(legend(analysis.questionnaire(), area.width, look)) } else { Vec::new() };
    let rows = spaced(&causes, results.order, (usize::from(spare.0) + causes.len(), beside));
    lines(&head, area, buf);
    let rest = columns.draw((results, now), &rows, (below(area, height(&head) + air), look), buf);
    stacked(&[notes, legend], rest, buf)
}

/// What is to be minded about the figures.
fn notes(analysis: &Analysis, now: &Zoned, (cells, look): (u16, Look)) -> Vec<Line<'static>> {
    let told = [wording::same_answers(analysis), wording::changed(analysis, now)];
    told.into_iter().flatten().flat_map(|told| wrapped(&told, cells, look.quiet())).collect()
}

/// The four bands with their marks and ranges, on as many lines as they need.
pub fn legend(questionnaire: &Questionnaire, cells: u16, look: Look) -> Vec<Line<'static>> {
    let mut lines: Vec<Line<'static>> = vec![Line::default()];
    for band in Band::ALL {
        let told = format!(" {} {}", questionnaire.head().bands.of(band), wording::band_range(band));
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

/// Draws the chosen cause below the chart, as far as there is room: what its figure comes from, what to begin with, and
/// what the article would do.
fn preview(results: &Results, (area, look): (Rect, Look), buf: &mut Buffer) {
    let Some(result) = results.chosen() else { return };
    let (analysis, cells) = (results.assessment.analysis(), panes::preview_cells(area));
    let parts = [
        (wording::why(&result), reasons(analysis, &result, (cells, look))),
        (wording::FIRST_STEP.to_owned(), wrapped(&result.cause.first_step, cells, Style::new())),
        (
            wording::voices(analysis.questionnaire()).source.to_owned(),
            wrapped(&result.cause.remedy, cells, Style::new()),
        ),
    ];
    panes::preview(&result.cause.name, parts, (area, look), buf);
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
        let word = cut(word, column);
        let gap = usize::from(column + 2 - width(&word));
        let text = cut(text, cells.saturating_sub(column + 2));
        Line::from(vec![Span::styled(word + &" ".repeat(gap), look.strong()), Span::raw(text)])
    };
    answers.iter().map(line).collect()
}

/// How many lines stand over the page of a cause in an area.
pub fn head(area: Rect) -> u16 {
    if panes::of(area) == Panes::One && area.height >= ROOMY { HEADS.1 } else { HEADS.0 }
}

/// Draws the chosen cause in a pane; gives how many lines it could scroll.
fn cause(results: &Results, (area, look): (Rect, Look), buf: &mut Buffer) -> u16 {
    let Some(result) = results.chosen() else { return 0 };
    let analysis = results.assessment.analysis();
    let name = heading(analysis, &result, look);
    panes::heading(&name, (results.row, results.causes().len()), (area, look), buf);
    let body = below(area, HEADS.0);
    let scroll = if let View::Cause(scroll) = results.view { scroll } else { Scroll::default() };
    let room = page::draw(&pages::cause(analysis, &result), scroll.top(), (body, look), buf);
    if room > 0 && results.view == View::Chart {
        panes::goes_on(body, look, buf);
    }
    room
}

/// Draws the page of the chosen cause between its neighbours, with its bar; gives how many lines it could scroll.
fn whole_cause(results: &Results, scroll: Scroll, (area, look): (Rect, Look), buf: &mut Buffer) -> u16 {
    let Some(result) = results.chosen().filter(|_| area.height >= ROOMY) else {
        return cause(results, (area, look), buf);
    };
    let analysis = results.assessment.analysis();
    neighbours(results, (row(area, 0), look), buf);
    let told = figure(analysis, &result, look);
    let cells = area.width.saturating_sub(u16::try_from(told.width()).unwrap_or(0));
    if let Some(severity) = result.severity() {
        axis::bar(severity, Rect { width: cells, ..row(area, 2) }, buf, look);
    }
    ends(&Line::default(), &told, row(area, 2), buf);
    page::draw(&pages::cause(analysis, &result), scroll.top(), (below(area, HEADS.1), look), buf)
}

/// The cause between the one before and the one after it in the chart.
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

/// The number, mark and band of a cause, or why it has none.
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

/// The name, number, mark and band of a cause.
fn heading(analysis: &Analysis, result: &CauseResult<'_>, look: Look) -> Line<'static> {
    let mut told = figure(analysis, result, look);
    let gap = if result.severity().is_some() { "" } else { "   " };
    told.spans.splice(0..0, [Span::styled(result.cause.name.clone(), look.strong()), Span::raw(gap)]);
    told
}
