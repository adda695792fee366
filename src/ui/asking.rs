//! Statements: one a screen, the list of all, and what is open before finishing.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use super::draw::{cut, ends, lines, row, width, window, wrapped};
use super::layout::stack;
use super::theme::Look;
use crate::app::Assessment;
use crate::app::pages::Review;
use crate::app::screens::answering::Asked;
use crate::domain::questionnaire::Item;
use crate::domain::response::Answer;

/// Below this width, keys and labels move together.
const NARROW: u16 = 40;
/// From this height on, hints are shown.
const ROOMY: u16 = 14;
/// However long a statement is, so many answers stay in sight.
const ANSWERS_LEAST: u16 = 1;

/// One of the answers to choose from.
pub struct Row {
    /// The key that picks it.
    pub key: String,
    /// What it says.
    pub label: String,
    /// Whether it is the answer given before.
    pub given: bool,
}

/// Draws the item being asked.
pub fn draw(assessment: &Assessment, asked: Asked, (area, look): (Rect, Look), buf: &mut Buffer) {
    let Some((item, given)) = assessment.item(asked.place) else { return };
    progress(assessment, asked, (row(area, 0), look), buf);
    let area = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    let answers = answers(item, given);
    if !spacious(item, &answers, asked.cursor, (area, look), buf) {
        crowded(item, &answers, asked.cursor, (area, look), buf);
    }
}

/// Whether the whole statement is in sight there, below the progress and the start of the stem.
pub fn shows(assessment: &Assessment, asked: Asked, area: Rect) -> bool {
    let Some((item, _)) = assessment.item(asked.place) else { return true };
    let statement = wrapped(&item.text, area.width, Style::new());
    area.height >= 2 + height(&statement) + ANSWERS_LEAST
}

/// Stem, statement, hint and all answers with air between them; says whether there is room for it.
fn spacious(item: &Item, answers: &[Row], cursor: Option<usize>, (area, look): (Rect, Look), buf: &mut Buffer) -> bool {
    let stem = wrapped(&item.scale.stem, area.width, look.quiet());
    let statement = wrapped(&item.text, area.width, look.strong());
    let hint = wrapped(item.hint.as_deref().unwrap_or_default(), area.width, look.quiet());
    let (points, apart) = answers.split_at(answers.len() - 1);
    let scale = scale(points, cursor, area, look);
    let apart = rows(apart, cursor.and_then(|at| at.checked_sub(points.len())), area.width, look);
    let least = height(&stem) + height(&statement) + height(&scale) + 1;
    let roomy = area.height >= ROOMY && area.height >= least + height(&hint);
    // Answers stay where they are from one statement to the next, whether it has a hint or takes a second line.
    let tall = if roomy { (height(&statement).max(2), height(&hint).max(1)) } else { (height(&statement), 0) };
    let air = (area.height / 6).max(3);
    let parts = [(height(&stem), air), (tall.0, 1), (tall.1, 0), (height(&scale), 2), (1, 1)];
    let texts = [stem, statement, hint, scale, apart];
    if area.height >= least {
        texts.iter().zip(stack(area, parts)).for_each(|(text, part)| lines(text, part, buf));
    }
    area.height >= least
}

/// The start of the stem, the statement, and the answers around the chosen one.
fn crowded(item: &Item, answers: &[Row], cursor: Option<usize>, (area, look): (Rect, Look), buf: &mut Buffer) {
    let stem = cut(&item.scale.stem, area.width);
    let statement = wrapped(&item.text, area.width, look.strong());
    let most = area.height.saturating_sub(1 + ANSWERS_LEAST);
    let [above, text, list] = stack(area, [(1, 0), (height(&statement).min(most), 0), (area.height, 0)]);
    lines(&[Line::styled(stem, look.quiet())], above, buf);
    lines(&statement, text, buf);
    let rows = rows(answers, cursor, area.width, look);
    lines(&rows[window(cursor.unwrap_or(0), rows.len(), list.height)..], list, buf);
}

fn height(lines: &[Line<'_>]) -> u16 {
    u16::try_from(lines.len()).unwrap_or(u16::MAX)
}

/// The answers in the order of their keys: the points of the scale, then "does not apply".
fn answers(item: &Item, given: Option<Answer>) -> Vec<Row> {
    let points = item.scale.points.iter().enumerate().map(|(at, point)| Row {
        key: (at + 1).to_string(),
        label: point.label.clone(),
        given: given == Some(Answer::Value(point.value)),
    });
    let apart = Row { key: "x".to_owned(), label: item.scale.na.clone(), given: given == Some(Answer::DoesNotApply) };
    points.chain(std::iter::once(apart)).collect()
}

/// The points of the scale, one a line; in two columns where the screen is low and they fit side by side.
fn scale(points: &[Row], cursor: Option<usize>, area: Rect, look: Look) -> Vec<Line<'static>> {
    let half = area.width / 2;
    let fits = points.iter().all(|point| width(&point.label) + 5 <= half);
    if area.height > 9 || !fits {
        return rows(points, cursor, area.width, look);
    }
    let deep = points.len().div_ceil(2);
    let all = rows(points, cursor, half, look);
    (0..deep).map(|at| side_by_side(&all[at], all.get(at + deep), half)).collect()
}

fn side_by_side(left: &Line<'static>, right: Option<&Line<'static>>, half: u16) -> Line<'static> {
    let mut line = left.clone();
    let gap = usize::from(half).saturating_sub(line.width());
    line.push_span(" ".repeat(gap));
    line.spans.extend(right.map(|right| right.spans.clone()).unwrap_or_default());
    line
}

/// Rows of keys and labels, with the chosen one marked.
pub fn rows(all: &[Row], cursor: Option<usize>, cells: u16, look: Look) -> Vec<Line<'static>> {
    all.iter().enumerate().map(|(at, row)| option(row, cursor == Some(at), cells, look)).collect()
}

fn option(row: &Row, chosen: bool, cells: u16, look: Look) -> Line<'static> {
    let given = if row.given { "  ✓" } else { "" };
    let label = cut(&row.label, cells.saturating_sub(5 + width(given)));
    let style = if chosen { look.strong() } else { Style::new() };
    Line::from(vec![
        Span::styled(if chosen { "▸ " } else { "  " }, look.accent()),
        Span::styled(row.key.clone(), if chosen { look.accent() } else { look.quiet() }),
        Span::raw(if cells < NARROW { "  " } else { "   " }),
        Span::styled(label, style),
        Span::styled(given, look.quiet()),
    ])
}

/// How far the person is, as a bar and in words.
fn progress(assessment: &Assessment, asked: Asked, (area, look): (Rect, Look), buf: &mut Buffer) {
    let of = assessment.questionnaire().len();
    let told = format!("item {} of {of}", asked.place + 1);
    let cells = usize::from(area.width.saturating_sub(width(&told) + 2));
    let done = cells * assessment.answered() / of;
    let bar = Line::from(vec![
        Span::styled("━".repeat(done), look.accent()),
        Span::styled("─".repeat(cells - done), look.quiet()),
    ]);
    ends(&bar, &Line::from(Span::styled(told, look.quiet())), row(area, 0), buf);
}

/// Draws the list, with the chosen row in sight.
pub fn items(assessment: &Assessment, cursor: usize, (area, look): (Rect, Look), buf: &mut Buffer) {
    let first = window(cursor, assessment.questionnaire().len(), area.height);
    for down in 0..area.height {
        let place = first + usize::from(down);
        statement(assessment, place, place == cursor, (row(area, down), look), buf);
    }
}

/// Draws one statement with its number and whether it is answered.
pub fn statement(assessment: &Assessment, place: usize, chosen: bool, (area, look): (Rect, Look), buf: &mut Buffer) {
    let Some((item, answer)) = assessment.item(place) else { return };
    let (mark, style) = match answer {
        Some(_) => ("✓", look.quiet()),
        None => ("○", Style::new()),
    };
    let text = cut(&item.text, area.width.saturating_sub(9));
    Line::from(vec![
        Span::styled(if chosen { "▸ " } else { "  " }, look.accent()),
        Span::styled(format!("{:>3}", place + 1), look.quiet()),
        Span::styled(format!(" {mark} "), style),
        Span::styled(text, if chosen { look.strong() } else { style }),
    ])
    .render(area, buf);
}

/// Draws the unanswered items and, after them, finishing.
pub fn review(assessment: &Assessment, told: &(Review, usize), (area, look): (Rect, Look), buf: &mut Buffer) {
    let ((review, cursor), gaps) = (told, assessment.unanswered());
    let cursor = *cursor;
    let mut head = wrapped(&review.open, area.width, look.strong());
    head.extend(wrapped(&review.meaning, area.width, look.quiet()));
    let height = u16::try_from(head.len()).unwrap_or(1);
    let [top, _, list] = area.layout(&Layout::vertical([
        Constraint::Length(height),
        Constraint::Length(u16::from(area.height > 10)),
        Constraint::Min(1),
    ]));
    lines(&head, top, buf);
    // Finishing stays in sight, however many statements are open.
    let room = list.height.saturating_sub(1);
    let first = window(cursor, gaps.len(), room);
    for (down, (at, &place)) in (0..room).zip(gaps.iter().enumerate().skip(first)) {
        statement(assessment, place, at == cursor, (row(list, down), look), buf);
    }
    let end = u16::try_from(gaps.len()).unwrap_or(room).min(room);
    finish(review.finish, cursor == gaps.len(), (row(list, end), look), buf);
}

fn finish(told: &'static str, chosen: bool, (area, look): (Rect, Look), buf: &mut Buffer) {
    let style = if chosen { look.strong() } else { Style::new() };
    Line::from(vec![Span::styled(if chosen { "▸ " } else { "  " }, look.accent()), Span::styled(told, style)])
        .render(area, buf);
}
