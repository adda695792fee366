//! Each cause as a few people see it: a mark a person on one track, the figures, and how far they are apart.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::draw::{cut, width, wrapped};
use super::theme::Look;
use crate::app::pages::Track;
use crate::domain::severity::Severity;

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
/// Where bands change, and the ends.
const TICKS: [u16; 5] = [0, 38, 63, 88, 100];

/// The legend, the numbers over the tracks, and a line a cause.
pub fn lines(signs: &[String], rows: &[Track], (cells, look): (u16, Look)) -> Vec<Line<'static>> {
    let figures = FIGURE * u16::try_from(signs.len()).unwrap_or(2);
    let name = NAME.min(cells.saturating_sub(figures + APART + LEAST));
    let track = cells.saturating_sub(name + figures + APART).min(WIDEST);
    let columns = Columns { name, track };
    let mut all: Vec<Line<'static>> = legend(signs, (cells, look));
    all.push(Line::default());
    all.push(heads(signs, columns, look));
    all.extend(rows.iter().map(|row| draw(row, signs.len(), columns, look)));
    all
}

#[derive(Clone, Copy)]
struct Columns {
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
    let told = |(at, sign): (usize, &String)| format!("{} {sign}", mark(at, signs.len()));
    let all: Vec<String> = signs.iter().enumerate().map(told).collect();
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

fn heads(signs: &[String], columns: Columns, look: Look) -> Line<'static> {
    let right = |at: usize| format!("{:>1$}", mark(at, signs.len()), usize::from(FIGURE));
    let marks = (0..signs.len()).map(right).collect::<Vec<_>>().concat();
    let told = format!("{}{}{marks}  apart", " ".repeat(usize::from(columns.name)), numbers(columns.track));
    Line::from(Span::styled(told, look.quiet()))
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

fn draw(row: &Track, people: usize, columns: Columns, look: Look) -> Line<'static> {
    let name = cut(&row.name, columns.name.saturating_sub(2));
    let gap = " ".repeat(usize::from(columns.name.saturating_sub(width(&name))));
    let mut line = Line::from(vec![Span::raw(name), Span::raw(gap)]);
    let marks: Vec<String> = (0..people).map(|at| mark(at, people)).collect();
    line.spans.extend(track(&row.figures, &marks, columns.track, look));
    for figure in &row.figures {
        let told = figure.map_or_else(|| "–".to_owned(), |severity| severity.shown().to_string());
        let style = figure.map_or(look.quiet(), |severity| look.band(severity.band()));
        line.push_span(Span::styled(format!("{told:>0$}", usize::from(FIGURE)), style));
    }
    let apart = row.apart.map_or_else(|| "–".to_owned(), |apart| apart.to_string());
    line.push_span(Span::styled(format!("{apart:>0$}", usize::from(APART)), look.strong()));
    line
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
