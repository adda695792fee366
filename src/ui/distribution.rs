//! How people spread: persons per band in one stacked row, and each item's answers left and right of a centre line.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::bar;
use super::draw::{width, wrapped};
use super::theme::{ColourDepth, Look};
use crate::domain::severity::Band;
use crate::domain::stats::ItemCounts;
use crate::wording::several;

/// The widest that bars of people get.
const BAR_MAX: u16 = 60;

/// One part of a stacked bar.
struct Segment {
    people: usize,
    fill: &'static str,
    style: Style,
}

/// Persons per band: a stacked row, and the same in words.
pub fn bands(counts: [usize; 4], names: &[String; 4], cells: u16, look: Look) -> Vec<Line<'static>> {
    let segments: Vec<Segment> = Band::ALL
        .iter()
        .zip(counts)
        .map(|(&band, people)| Segment { people, fill: band_fill(band, look), style: look.band(band) })
        .collect();
    let people: usize = counts.iter().sum();
    let mut lines = vec![stacked(&segments, 0, 2 * people, cells.min(BAR_MAX))];
    lines.extend(wrapped(&several::bands(counts, names), cells, look.quiet()));
    lines
}

const fn band_fill(band: Band, look: Look) -> &'static str {
    match look.depth {
        ColourDepth::None => bar::fill(band, look.ascii),
        _ => bar::fill(Band::Severe, look.ascii),
    }
}

/// The answers to one item: the statement, a bar that leans left or right, and the counts in words.
pub fn item(statement: &str, labels: &[String], counts: &ItemCounts, (cells, look): (u16, Look)) -> Vec<Line<'static>> {
    let mut lines = wrapped(statement, cells, Style::new());
    let given: usize = counts.given.iter().sum();
    let people = given + counts.na + counts.skipped;
    lines.push(leaning(&counts.given, people, cells.min(BAR_MAX), look));
    lines.extend(wrapped(&several::item_counts(labels, counts), cells, look.quiet()));
    lines
}

/// The middle answer lies half on each side of the centre, so that rarely leans left and often leans right.
fn leaning(given: &[usize], people: usize, cells: u16, look: Look) -> Line<'static> {
    let points = given.len();
    let segments: Vec<Segment> = given
        .iter()
        .enumerate()
        .map(|(at, &people)| Segment {
            people,
            fill: strength(at, points),
            style: if 2 * at < points { look.quiet() } else { look.accent() },
        })
        .collect();
    let left: usize = given.iter().enumerate().map(|(at, people)| people * halves_left(at, points)).sum();
    stacked(&segments, 2 * people - left, 4 * people, cells)
}

/// How many halves of a person who gave this answer lie left of the centre.
const fn halves_left(at: usize, points: usize) -> usize {
    if 2 * at + 1 == points {
        1
    } else if 2 * at < points {
        2
    } else {
        0
    }
}

/// The further from the middle, the fuller.
const fn strength(at: usize, points: usize) -> &'static str {
    let twice_off = (2 * at + 1).abs_diff(points);
    if twice_off == 0 {
        "░"
    } else if twice_off * 2 > points {
        "█"
    } else {
        "▒"
    }
}

/// Segments side by side after a blank; `blank` and `whole`, the length of the bar, are in halves of a person.
fn stacked(segments: &[Segment], blank: usize, whole: usize, cells: u16) -> Line<'static> {
    let cell = |halves: usize| halves * usize::from(cells) / whole.max(1);
    let mut line = Line::from(" ".repeat(cell(blank)));
    let mut so_far = blank;
    for segment in segments {
        let start = cell(so_far);
        so_far += 2 * segment.people;
        line.spans.extend(filled(segment, cell(so_far) - start));
    }
    line
}

fn filled(segment: &Segment, length: usize) -> Vec<Span<'static>> {
    let count = segment.people.to_string();
    let told = usize::from(width(&count));
    if length < told + 2 {
        return vec![Span::styled(segment.fill.repeat(length), segment.style)];
    }
    let before = (length - told) / 2;
    vec![
        Span::styled(segment.fill.repeat(before), segment.style),
        Span::raw(count),
        Span::styled(segment.fill.repeat(length - told - before), segment.style),
    ]
}
