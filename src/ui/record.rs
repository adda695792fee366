//! One record beside the list or under it: its sentence, its causes, what waits, and what is known around it.

use jiff::{Timestamp, Zoned};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::draw::{cut, ends, height, padded, shortened, width, wrapped};
use super::list::UNDER;
use super::theme::Look;
use super::{axis, layout};
use crate::app::pages;
use crate::app::screens::home_rows::{OtherSide, OverTime, Row, Rows, other_side, over_time};
use crate::domain::severity::Severity;
use crate::domain::trend::ChangeWord;
use crate::request::{Glimpse, Preview};
use crate::wording::over_time::arrow;
use crate::wording::{self, home as words, near_day};

/// The most runs that are told: the last ones, and beside the list the first.
const RUNS: usize = 5;
/// From this height on, causes stand apart.
const TALL: u16 = 42;
const STEPS: usize = 3;
/// The names of causes are at most this wide, with the gap after them.
const NAME: u16 = 18;
const FIGURE: u16 = 18;

/// Under the list: the sentence over its chart, and what is known around it; a line each.
pub fn beneath(rows: &Rows, row: &Row, now: &Zoned, (cells, look): (u16, Look)) -> Vec<Line<'static>> {
    let sentence = pages::copy(row).unwrap_or_else(|| sentence(row));
    let mut around = Vec::new();
    if let Some(found) = over_time(rows, row) {
        let name = words::over_time(&pages::label(&row.head));
        around.push(in_a_line(&name, runs(&found, now, (cells, look)), (cells, look)));
    }
    if let Some(found) = other_side(rows, row) {
        let name = words::other_side(&pages::label(&row.head));
        around.push(in_a_line(&name, vec![Span::raw(other(&found, now))], (cells, look)));
    }
    // The sentence takes the lines that are left.
    let room = UNDER - height(&around);
    [shortened(&sentence, (cells, room), look.strong()), around].concat()
}

/// A name and what there is to say, in one line. The name gives way first.
fn in_a_line(name: &str, spans: Vec<Span<'static>>, (cells, look): (u16, Look)) -> Line<'static> {
    let needed: u16 = spans.iter().map(|span| width(&span.content)).sum();
    let name = if width(name) + 3 + needed <= cells { format!("{name}   ") } else { String::new() };
    let mut line = Line::from(Span::styled(name, look.quiet()));
    line.spans.extend(spans);
    line
}

/// Beside the list: who, the sentence, all causes, what waits, over time, the other side.
pub fn pane(
    (rows, row): (&Rows, &Row),
    now: &Zoned,
    (area, beside, look): (Rect, Option<Rect>, Look),
    buf: &mut Buffer,
) {
    [Some(area), beside].into_iter().flatten().for_each(|pane| layout::divide(pane, look, buf));
    let name = Line::from(Span::styled(cut(&pages::label(&row.head), area.width / 2), look.strong()));
    let whole = format!("{}, {}", row.head.who, row.head.when);
    let fits = width(&whole) <= area.width / 2;
    let who = if fits { whole } else { format!("{}, {}", row.head.who, near_day(row.head.begun, now)) };
    let who = Line::from(Span::styled(cut(&who, area.width / 2), look.quiet()));
    ends(&name, &who, super::draw::row(area, 0), buf);
    let below = super::draw::below(area, 2);
    let mut lines = held(row, (area.width, look), below.height >= TALL);
    if let Some(beside) = beside {
        let around = around(rows, row, now, (beside, look));
        // Nothing stands before it there, so that its first blank line goes.
        layout::in_pane(around.get(1..).unwrap_or_default(), (beside, look), buf);
    } else {
        let room = super::draw::below(below, height(&lines));
        lines.extend(around(rows, row, now, (room, look)));
    }
    layout::in_pane(&lines, (below, look), buf);
}

/// The sentence, and every cause; airy ones behind a blank line each.
fn held(row: &Row, (cells, look): (u16, Look), is_airy: bool) -> Vec<Line<'static>> {
    let mut all = wrapped(&sentence(row), cells, look.strong());
    let Some(known) = row.known() else { return all };
    let mut causes: Vec<&Glimpse> = known.causes.iter().collect();
    causes.sort_by_key(|cause| std::cmp::Reverse(cause.severity.map(Severity::millionths)));
    for (at, cause) in causes.into_iter().enumerate() {
        if at == 0 || is_airy {
            all.push(Line::default());
        }
        let figure = cause.severity.map(|severity| (severity, cause.band.as_str()));
        all.push(bar(&cause.name, figure, (cells, look)));
    }
    all
}

/// What waits, or the first step that is suggested; the same cause over time, the other side; and where there is room,
/// what to ask each other.
fn around(rows: &Rows, row: &Row, now: &Zoned, (area, look): (Rect, Look)) -> Vec<Line<'static>> {
    let cells = area.width;
    let mut all = row.known().map(|known| waiting(known, now, (cells, look))).unwrap_or_default();
    if let Some(found) = over_time(rows, row) {
        all.extend(titled(&format!("{}, {}", words::OVER_TIME, found.cause), look));
        let shown = |at: &usize| *at == 0 || *at + RUNS > found.points.len();
        for (when, severity) in (0..found.points.len()).filter(shown).map(|at| found.points[at]) {
            all.push(bar(&month(when, &found, now), Some((severity, "")), (cells, look)));
        }
        all.extend(changed(&found).map(|text| Line::from(Span::raw(text))));
    }
    if let Some(found) = other_side(rows, row) {
        all.extend(titled(words::OTHER_SIDE, look));
        all.extend(wrapped(&wording::sentence(&other(&found, now)), cells, Style::new()));
    }
    all.extend(
        pages::copy(row)
            .into_iter()
            .flat_map(|copy| [Line::default()].into_iter().chain(wrapped(&copy, cells, look.quiet()))),
    );
    let prompts = prompts(row, (cells, look));
    if height(&all) + height(&prompts) <= area.height {
        all.extend(prompts);
    }
    all
}

fn prompts(row: &Row, (cells, look): (u16, Look)) -> Vec<Line<'static>> {
    let Some((known, worst)) = row.known().and_then(|known| Some((known, known.worst()?))) else { return Vec::new() };
    let mut all: Vec<Line<'static>> = Vec::new();
    for (at, prompt) in known.prompts.iter().enumerate() {
        match at {
            0 => all.extend(titled(&format!("{}, {}", wording::PROMPTS, worst.name), look)),
            _ => all.push(Line::default()),
        }
        all.extend(wrapped(prompt, cells, Style::new()));
    }
    all
}

fn titled(title: &str, look: Look) -> [Line<'static>; 2] {
    [Line::default(), Line::from(Span::styled(title.to_owned(), look.strong()))]
}

/// What there is to say first: where to start, or how far it is.
fn sentence(row: &Row) -> String {
    match (row.head.unfinished, &row.preview) {
        (Some(_), _) => words::not_finished(&pages::answered(row)),
        (None, Some(Ok(known))) => known.sentence.clone(),
        (None, Some(Err(why))) => why.clone(),
        (None, None) => words::READING.to_owned(),
    }
}

fn bar(name: &str, figure: Option<(Severity, &str)>, (cells, look): (u16, Look)) -> Line<'static> {
    let mut line = Line::from(padded(&cut(name, NAME - 2), NAME));
    let Some((severity, band)) = figure else {
        line.push_span(Span::styled(wording::plan::NO_FIGURE, look.quiet()));
        return line;
    };
    let style = look.band(severity.band());
    let room = cells.saturating_sub(NAME + FIGURE + 2);
    let bar = axis::bar_text(severity, room, look);
    let rest = " ".repeat(usize::from(room.saturating_sub(width(&bar))));
    line.spans.extend([Span::styled(bar, style), Span::raw(rest)]);
    line.push_span(Span::styled(format!("{:>4} ", severity.shown()), look.strong()));
    line.push_span(Span::styled(wording::mark(severity.band()), style));
    line.push_span(Span::raw(format!(" {band}")));
    line
}

fn waiting(known: &Preview, now: &Zoned, (cells, look): (u16, Look)) -> Vec<Line<'static>> {
    if known.open_actions.is_empty() {
        let step = known.first_step.as_deref().map(|step| wrapped(step, cells, Style::new())).unwrap_or_default();
        let title = if step.is_empty() { Vec::new() } else { titled(wording::FIRST_STEP, look).to_vec() };
        return [title, step].concat();
    }
    let mut all: Vec<Line<'static>> = titled(words::WAITING, look).to_vec();
    for one in known.open_actions.iter().take(STEPS) {
        let is_late = one.action.is_overdue(now.date());
        let style = if is_late { look.warning() } else { Style::new() };
        all.push(Line::from(Span::styled(cut(&words::step(one, now.date()), cells), style)));
    }
    let more = known.open_actions.len().saturating_sub(STEPS);
    all.extend((more > 0).then(|| Line::from(Span::styled(words::and_more(more), look.quiet()))));
    all
}

/// The figures of a cause one after the other, as many as fit, and what may be said of the change.
fn runs(found: &OverTime<'_>, now: &Zoned, (cells, look): (u16, Look)) -> Vec<Span<'static>> {
    let change = changed(found).unwrap_or_default();
    let one = |at: usize| {
        let (when, severity) = found.points[at];
        vec![
            Span::styled(format!("{} ", month(when, found, now)), look.quiet()),
            Span::styled(axis::column(severity, look), look.band(severity.band())),
            Span::styled(format!(" {}   ", severity.shown()), look.strong()),
        ]
    };
    let length = |spans: &[Span<'_>]| spans.iter().map(|span| width(&span.content)).sum::<u16>();
    let all: Vec<_> = (0..found.points.len()).rev().take(RUNS).map(one).collect();
    let mut room = cells.saturating_sub(width(&change) + width(found.cause) + 3);
    let fitting = all.iter().take_while(|one| {
        let fits = length(one) <= room;
        room = room.saturating_sub(length(one));
        fits
    });
    let mut spans = vec![Span::raw(format!("{}   ", found.cause))];
    let shown: Vec<_> = fitting.collect();
    spans.extend(shown.into_iter().rev().flatten().cloned());
    spans.push(Span::raw(change));
    spans
}

/// What may be said of the first and the last, with an arrow only where there is a word.
fn changed(found: &OverTime<'_>) -> Option<String> {
    let change = found.change?;
    let word = change.word?;
    let arrow = arrow(Some(word));
    (word != ChangeWord::Wobble).then(|| wording::trend::first_to_last(arrow, &change))
}

/// The month; the day where two fall into one month.
fn month(when: Timestamp, found: &OverTime<'_>, now: &Zoned) -> String {
    let months = |at: Timestamp| at.to_zoned(now.time_zone().clone()).strftime("%b %Y").to_string();
    let mut all: Vec<String> = found.points.iter().map(|(at, _)| months(*at)).collect();
    let of = all.len();
    all.dedup();
    if all.len() < of { near_day(when, now) } else { words::month(when, now) }
}

fn other(found: &OtherSide<'_>, now: &Zoned) -> String {
    match found {
        OtherSide::Nobody(side) => words::nobody(side),
        OtherSide::Seen { row, widest } => {
            words::sees(&format!("{} {}", row.head.who, near_day(row.head.begun, now)), *widest)
        }
    }
}
