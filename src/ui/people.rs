//! People: what they said, spread over bands and answers, or signed, a row a person; and how far those of each side are.

use std::cmp::Ordering;
use std::iter::{once, repeat};

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::axis::fill;
use super::draw::{padded, width, wrap, wrapped};
use super::theme::{ColourDepth, Look};
use crate::app::pages::{Block, SideProgress, SignedAnswer};
use crate::domain::severity::{Band, ItemCounts};
use crate::wording::several;

/// The widest that bars of people get.
const BAR_MAX: u16 = 60;

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
    let bar = stacked(&segments, 0, 2 * people, cells.min(BAR_MAX));
    [bar].into_iter().chain(wrapped(&several::bands(counts, names), cells, look.quiet())).collect()
}

const fn band_fill(band: Band, look: Look) -> &'static str {
    match look.depth {
        ColourDepth::None => fill(band, look.ascii),
        _ => fill(Band::Severe, look.ascii),
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
fn halves_left(at: usize, points: usize) -> usize {
    match (2 * at + 1).cmp(&points) {
        Ordering::Less => 2,
        Ordering::Equal => 1,
        Ordering::Greater => 0,
    }
}

/// The further from the middle, the fuller.
const fn strength(at: usize, points: usize) -> &'static str {
    match (2 * at + 1).abs_diff(points) {
        0 => "░",
        twice_off if twice_off * 2 > points => "█",
        _ => "▒",
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
        line.push_span(Span::styled(segment.fill.repeat(cell(so_far) - start), segment.style));
    }
    line
}

const INDENT: u16 = 2;
/// The widest column of signs. A longer sign stands above its row.
const SIGN_MAX: u16 = 26;
/// From this width on, signs have a column of their own.
const WIDE: u16 = 60;

/// How wide the columns of signed rows are, the same on the whole page.
#[derive(Debug, Clone, Copy)]
pub struct Columns {
    cells: u16,
    /// The signs, with the gap after them; 0 where signs stand above their rows.
    sign: u16,
}

impl Columns {
    pub fn of(page: &[Block], cells: u16) -> Self {
        let rows = page.iter().flat_map(|block| match block {
            Block::SignedAnswers { rows, .. } => rows.as_slice(),
            _ => &[],
        });
        let signs = rows.map(|row| width(&row.sign)).filter(|&sign| sign <= SIGN_MAX).max();
        Self { cells, sign: if cells < WIDE { 0 } else { signs.map_or(0, |sign| sign + 2) } }
    }

    const fn start(self) -> u16 {
        INDENT + self.sign
    }
}

/// A statement, and an answer a person: where it lies on the scale, and in words.
pub fn answers(
    statement: &str,
    (points, rows): (usize, &[SignedAnswer]),
    columns: Columns,
    look: Look,
) -> Vec<Line<'static>> {
    let mut lines = wrapped(statement, columns.cells, look.quiet());
    let blank = " ".repeat(points + 2);
    let room = columns.cells.saturating_sub(columns.start() + width(&blank));
    for row in rows {
        let scale: String = (0..points).map(|at| if row.place == Some(at) { '●' } else { '·' }).collect();
        let style = if row.place.is_some() { Style::new() } else { look.quiet() };
        let words = wrapped(&row.word, room, style).into_iter().zip(once(scale + "  ").chain(repeat(blank.clone())));
        let answer = words.map(|(word, before)| [vec![Span::styled(before, look.accent())], word.spans].concat());
        lines.extend(signed(&row.sign, answer.collect(), columns));
    }
    lines
}

/// Rows after their sign; or, where the sign has no room beside them, below it.
fn signed(sign: &str, rows: Vec<Vec<Span<'static>>>, columns: Columns) -> Vec<Line<'static>> {
    let pad = |cells: u16| " ".repeat(usize::from(cells));
    let indent = pad(INDENT);
    let beside = width(sign) + 2 <= columns.sign;
    let (above, first) = if beside {
        (Vec::new(), format!("{indent}{sign}{}", pad(columns.sign - width(sign))))
    } else {
        (wrap(sign, columns.cells.saturating_sub(INDENT)), pad(columns.start()))
    };
    let befores = once(first).chain(repeat(pad(columns.start())));
    let above = above.into_iter().map(|part| Line::from(format!("{indent}{part}")));
    above
        .chain(rows.into_iter().zip(befores).map(|(row, before)| Line::from([vec![Span::raw(before)], row].concat())))
        .collect()
}

/// A bar shorter than this says nothing.
const BAR_LEAST: u16 = 8;
const GAP: u16 = 3;

pub fn sides(sides: &[SideProgress], (cells, look): (u16, Look)) -> Vec<Line<'static>> {
    let widest = |text: fn(&SideProgress) -> String| sides.iter().map(|side| width(&text(side))).max().unwrap_or(0);
    let columns = [
        widest(|side| side.name.clone()),
        widest(|side| side.people.clone()),
        widest(words),
        widest(SideProgress::done),
    ];
    let text = columns.iter().sum::<u16>() + GAP * 3;
    if text > cells {
        return sides.iter().flat_map(|side| wrapped(&side.in_words(), cells, Style::new())).collect();
    }
    let bar = cells.saturating_sub(text + GAP);
    sides.iter().map(|side| side_line(side, columns, bar, look)).collect()
}

fn side_line(side: &SideProgress, [name, people, said, _]: [u16; 4], bar: u16, look: Look) -> Line<'static> {
    let mut spans = vec![Span::styled(padded(&side.name, name + GAP), look.strong())];
    spans.push(Span::raw(padded(&side.people, people + GAP)));
    if bar >= BAR_LEAST {
        let bar = usize::from(bar);
        let filled = side.share.map_or(0, |share| share.of_bar(bar));
        spans.push(Span::styled("▇".repeat(filled), look.accent()));
        spans.push(Span::styled("─".repeat(bar - filled), look.quiet()));
        spans.push(Span::raw(padded("", GAP)));
    }
    spans.push(Span::raw(padded(&words(side), said + GAP)));
    spans.push(Span::styled(side.done(), look.strong()));
    Line::from(spans)
}

fn words(side: &SideProgress) -> String {
    side.share.map(|share| share.words().to_owned()).unwrap_or_default()
}
