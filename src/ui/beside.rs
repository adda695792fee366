//! A few people, two rounds of a session, or records of one name over time, side by side: a track or columns a cause.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::axis::{self, TICKS};
use super::draw::{cut, padded, padded_left, width, wrapped};
use super::page;
use super::theme::Look;
use crate::app::pages::{RoundRow, Track};
use crate::domain::severity::Severity;
use crate::wording;
use crate::wording::over_time::{RunsRow, STEP, Step, WHOLE};
use crate::wording::trend::{CHANGE, HEADS, TrendRow};

/// The names of causes are at most this wide, with the gap after them.
const NAME: u16 = 18;
/// A figure with its gap, and how far they are apart.
const FIGURE: u16 = 4;
const APART: u16 = 7;
/// The widest track, and the narrowest that says anything.
const WIDEST: u16 = 41;
const LEAST: u16 = 8;
/// From how many cells on a track has its numbers above it.
const TOLD_FROM: u16 = 24;

pub fn tracks(signs: &[String], rows: &[Track], (cells, look): (u16, Look)) -> Vec<Line<'static>> {
    let figures = FIGURE * u16::try_from(signs.len()).unwrap_or(2);
    let name = NAME.min(cells.saturating_sub(figures + APART + LEAST));
    let track = cells.saturating_sub(name + figures + APART).min(WIDEST);
    let columns = TrackColumns { name, track };
    let heads = [Line::default(), track_heads(signs, columns, look)];
    let rows = rows.iter().map(|row| track_row(row, signs.len(), columns, look));
    legend(signs, (cells, look)).into_iter().chain(heads).chain(rows).collect()
}

#[derive(Clone, Copy)]
struct TrackColumns {
    name: u16,
    track: u16,
}

/// The mark of a person: two have shapes of their own, more have numbers.
fn mark(at: usize, of: usize) -> String {
    match (at, of) {
        (0, 2) => "●".to_owned(),
        (1, 2) => "◆".to_owned(),
        _ => (at + 1).to_string(),
    }
}

/// Whose the marks are, beside each other where there is room.
fn legend(signs: &[String], (cells, look): (u16, Look)) -> Vec<Line<'static>> {
    let label = |(at, sign): (usize, &String)| format!("{} {sign}", mark(at, signs.len()));
    let all: Vec<String> = signs.iter().enumerate().map(label).collect();
    let beside = all.join("   ");
    if width(&beside) <= cells {
        return vec![Line::from(Span::styled(beside, look.strong()))];
    }
    all.iter().flat_map(|one| wrapped(one, cells, look.strong())).collect()
}

fn cell(points: i64, track: u16) -> u16 {
    let points = u16::try_from(points.clamp(0, 100)).unwrap_or(0);
    (points * track.saturating_sub(1) + 50) / 100
}

fn track_heads(signs: &[String], columns: TrackColumns, look: Look) -> Line<'static> {
    let marks: String = (0..signs.len()).map(|at| padded_left(&mark(at, signs.len()), FIGURE)).collect();
    let heads = format!("{}{}{marks}  apart", " ".repeat(usize::from(columns.name)), numbers(columns.track));
    Line::from(Span::styled(heads, look.quiet()))
}

/// The numbers over a track of so many cells; nothing where it is too short for them.
pub fn numbers(cells: u16) -> String {
    let mut track = vec![' '; usize::from(cells)];
    if cells >= TOLD_FROM {
        // The ends before what lies between them, for which there may be no room.
        for points in [0, 100, 63, 38, 88] {
            let text = points.to_string();
            let end = usize::from(cell(points, cells)) + 1;
            let start = if points == 0 { 0 } else { end.saturating_sub(text.len().div_ceil(2)) };
            let start = start.min(track.len().saturating_sub(text.len()));
            let around = start.saturating_sub(1)..(start + text.len() + 1).min(track.len());
            if track[around].iter().all(|c| *c == ' ') {
                text.chars().enumerate().for_each(|(at, c)| track[start + at] = c);
            }
        }
    }
    track.into_iter().collect()
}

fn track_row(row: &Track, people: usize, columns: TrackColumns, look: Look) -> Line<'static> {
    let mut line = Line::from(padded(&cut(&row.name, columns.name.saturating_sub(2)), columns.name));
    let marks: Vec<String> = (0..people).map(|at| mark(at, people)).collect();
    line.spans.extend(track(&row.figures, &marks, columns.track, look));
    for figure in &row.figures {
        let style = figure.map_or(look.quiet(), |severity| look.band(severity.band()));
        line.push_span(Span::styled(padded_left(&or_dash(figure.map(Severity::shown)), FIGURE), style));
    }
    line.push_span(Span::styled(padded_left(&or_dash(row.apart), APART), look.strong()));
    line
}

fn or_dash(figure: Option<i64>) -> String {
    figure.map_or_else(|| "–".to_owned(), |figure| figure.to_string())
}

/// The marks of figures on one track, and a line between the least and the most severe.
pub fn track(figures: &[Option<Severity>], marks: &[String], cells: u16, look: Look) -> Vec<Span<'static>> {
    let at: Vec<Option<u16>> =
        figures.iter().map(|figure| figure.map(|severity: Severity| cell(severity.shown(), cells))).collect();
    let ends = (at.iter().flatten().min().copied(), at.iter().flatten().max().copied());
    let ticks = TICKS.map(|points| cell(points.into(), cells));
    (0..cells)
        .map(|x| {
            let here: Vec<usize> = (0..at.len()).filter(|one| at[*one] == Some(x)).collect();
            let between = matches!(ends, (Some(low), Some(high)) if low < x && x < high);
            match here.as_slice() {
                [] if between => Span::styled("━", look.accent()),
                [] if ticks.contains(&x) => Span::styled("┊", look.quiet()),
                [] => Span::styled(" ", Style::new()),
                [one] => Span::styled(marks[*one].clone(), look.strong()),
                _ if marks.len() == 2 => Span::styled("◈", look.strong()),
                _ => Span::styled("*", look.strong()),
            }
        })
        .collect()
}

/// Between two columns, where there is room; one less where not.
const GAP: u16 = 3;
const NAME_LEAST: u16 = 12;

/// The names of the columns, and a line a cause.
/// What does not fit goes in this order: the records in the middle, the small columns, the last step.
pub fn runs(heads: &[String], rows: &[RunsRow], (cells, look): (u16, Look)) -> Vec<Line<'static>> {
    let columns = RunColumns::of(heads, rows, cells);
    let mut all = vec![columns.heads(heads, look)];
    all.extend(rows.iter().map(|row| columns.row(row, look)));
    let left_out = heads.len() - columns.shown.len();
    if left_out > 0 {
        let note = wording::trend::without_column(left_out);
        all.push(Line::from(Span::styled(cut(&note, cells), look.quiet())));
    }
    all
}

/// How wide the columns are; 0 where one gives way.
struct RunColumns {
    name: u16,
    /// The places of the records that have a column, and how wide it is.
    shown: Vec<usize>,
    cell: u16,
    small: u16,
    whole: u16,
    step: u16,
    gap: u16,
}

impl RunColumns {
    fn of(heads: &[String], rows: &[RunsRow], cells: u16) -> Self {
        let widest = |texts: &mut dyn Iterator<Item = u16>| texts.max().unwrap_or(0);
        let change_width = |step: &Step| width(&step.text());
        let mut columns = Self {
            name: widest(&mut rows.iter().map(|row| width(&row.name))),
            shown: (0..heads.len()).collect(),
            cell: widest(&mut heads.iter().map(|head| width(head))).max(3),
            small: if heads.len() > 2 { u16::try_from(heads.len()).unwrap_or(0) } else { 0 },
            whole: widest(&mut rows.iter().map(|row| change_width(&row.whole))).max(width(WHOLE)),
            gap: GAP,
            step: widest(&mut rows.iter().filter_map(|row| row.step.as_ref()).map(change_width)),
        };
        if columns.step > 0 {
            columns.step = columns.step.max(width(STEP));
        }
        if columns.width() > cells {
            columns.gap = GAP - 1;
        }
        // The first and the last are what the change is about.
        while columns.width() > cells && columns.shown.len() > 3 {
            columns.shown.remove(1);
        }
        if columns.width() > cells {
            columns.small = 0;
        }
        if columns.width() > cells && columns.shown.len() > 2 {
            columns.shown.remove(1);
        }
        if columns.width() > cells {
            columns.step = 0;
        }
        if columns.width() > cells {
            columns.whole = widest(&mut rows.iter().map(|row| change_width(&row.whole))).max(width(CHANGE));
        }
        let rest = columns.width() - columns.name;
        columns.name = columns.name.min(cells.saturating_sub(rest).max(NAME_LEAST));
        columns
    }

    fn width(&self) -> u16 {
        let all = self.name + (self.gap + self.cell) * u16::try_from(self.shown.len()).unwrap_or(u16::MAX / 8);
        let gapped = |cells: u16| if cells > 0 { self.gap + cells } else { 0 };
        all.saturating_add(gapped(self.small) + gapped(self.whole) + gapped(self.step))
    }

    fn heads(&self, heads: &[String], look: Look) -> Line<'static> {
        let mut line = " ".repeat(usize::from(self.name));
        for at in &self.shown {
            line += &padded_left(heads.get(*at).map_or("", String::as_str), self.gap + self.cell);
        }
        if self.small > 0 {
            line += &" ".repeat(usize::from(self.gap + self.small));
        }
        let whole = if width(WHOLE) <= self.whole { WHOLE } else { CHANGE };
        let gap = " ".repeat(usize::from(self.gap));
        line.extend([gap.as_str(), &padded(whole, self.whole)]);
        if self.step > 0 {
            line.extend([gap.as_str(), STEP]);
        }
        Line::from(Span::styled(line.trim_end().to_owned(), look.quiet()))
    }

    fn row(&self, row: &RunsRow, look: Look) -> Line<'static> {
        let mut line = Line::from(padded(&cut(&row.name, self.name), self.name));
        for at in &self.shown {
            let text = or_dash(row.cells.get(*at).copied().flatten().map(Severity::shown));
            line.push_span(Span::styled(padded_left(&text, self.gap + self.cell), look.strong()));
        }
        if self.small > 0 {
            line.push_span(" ".repeat(usize::from(self.gap)));
            line.spans.extend(row.cells.iter().map(|cell| axis::small(*cell, look)));
        }
        line.spans.extend(change(&row.whole, (self.gap, self.whole), look));
        if let Some(step) = row.step.as_ref().filter(|_| self.step > 0) {
            line.spans.extend(change(step, (self.gap, self.step), look));
        }
        line
    }
}

/// A change: the figure, and its word where there is one. Below the mark it is quiet.
fn change(step: &Step, (gap, cells): (u16, u16), look: Look) -> Vec<Span<'static>> {
    let style = if step.word.is_empty() { look.quiet() } else { Style::new() };
    vec![Span::raw(" ".repeat(usize::from(gap))), Span::styled(padded(&step.text(), cells), style)]
}

/// The shortest and the longest track of two rounds.
const ROUND_TRACK: (u16, u16) = (24, 41);
/// The marks of the first and the second round.
const ROUND_MARKS: [&str; 2] = ["○", "●"];
/// So many causes have a blank line between them.
const AIRY: usize = 5;

/// The names of the columns, and a line a cause; without a track where there is no room for one.
pub fn rounds(rows: &[RoundRow], (cells, look): (u16, Look)) -> Vec<Line<'static>> {
    let heads: Vec<String> = HEADS.iter().zip(ROUND_MARKS).map(|(head, mark)| format!("{head} {mark}")).collect();
    let columns = RoundColumns::of(&heads, rows, cells);
    if columns.track < ROUND_TRACK.0 {
        let rows: Vec<TrendRow> = rows.iter().map(|round| round.row.clone()).collect();
        return page::table(&HEADS.map(str::to_owned), &rows, (cells, look));
    }
    let air = (rows.len() <= AIRY).then(Line::default);
    let lines = rows.iter().flat_map(|round| air.clone().into_iter().chain([columns.row(round, look)]));
    [columns.heads(&heads, look)].into_iter().chain(lines).collect()
}

struct RoundColumns {
    name: u16,
    track: u16,
    figure: u16,
}

impl RoundColumns {
    fn of(heads: &[String], rows: &[RoundRow], cells: u16) -> Self {
        let widest = |texts: &mut dyn Iterator<Item = u16>| texts.max().unwrap_or(0);
        let name = widest(&mut rows.iter().map(|round| width(&round.row.name)));
        let figure = widest(&mut heads.iter().map(|head| width(head)));
        let change = widest(&mut rows.iter().map(|round| width(&round.row.change))).max(width(CHANGE));
        let others = name + 2 * (GAP + figure) + GAP + change;
        Self { name, track: cells.saturating_sub(others + GAP).min(ROUND_TRACK.1), figure }
    }

    fn heads(&self, heads: &[String], look: Look) -> Line<'static> {
        let gap = " ".repeat(usize::from(GAP));
        let figures: String = heads.iter().flat_map(|head| [gap.clone(), padded_left(head, self.figure)]).collect();
        let line = format!("{}{gap}{}{figures}{gap}{CHANGE}", padded("", self.name), numbers(self.track));
        Line::from(Span::styled(line, look.quiet()))
    }

    fn row(&self, round: &RoundRow, look: Look) -> Line<'static> {
        let gap = || Span::raw(" ".repeat(usize::from(GAP)));
        let mut spans = vec![Span::styled(padded(&round.row.name, self.name), look.strong()), gap()];
        spans.extend(track(&round.figures, &ROUND_MARKS.map(str::to_owned), self.track, look));
        for (cell, figure) in round.row.cells.iter().zip(&round.figures) {
            let style = figure.map_or(look.quiet(), |severity| look.band(severity.band()));
            spans.extend([gap(), Span::styled(padded_left(cell, self.figure), style)]);
        }
        spans.extend([gap(), Span::styled(round.row.change.clone(), Style::new())]);
        Line::from(spans)
    }
}
