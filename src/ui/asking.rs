//! Statements: one a screen, the list of all, and what is open before finishing.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::draw::{below, choice, cut, ends, height, line, lines, mark, padded, row, width, window, wrap, wrapped};
use super::layout::{self, Panes, stack};
use super::theme::Look;
use crate::app::Assessment;
use crate::app::pages::Review;
use crate::app::screens::answering::AskedItem;
use crate::app::screens::guessing::{Guessing, View};
use crate::domain::questionnaire::{Point, Scale};
use crate::domain::response::Answer;
use crate::wording;

/// A statement never gets wider than this.
const READ: u16 = 96;
/// Each answer takes at most so many cells where answers stand side by side, and at least so many.
const SPREAD: (u16, u16) = (15, 7);
/// Below this width, keys and labels move together.
const NARROW: u16 = 40;
/// From this height on, hints are shown.
const ROOMY: u16 = 14;
/// However long a statement is, so many answers stay in sight.
const ANSWERS_LEAST: u16 = 1;

pub struct Row {
    pub key: String,
    pub label: String,
    /// Whether it is the answer given before.
    pub given: bool,
}

/// Draws the statement that is asked and, where there is room, the list of all beside it.
pub fn with_list(assessment: &Assessment, asked: AskedItem, (area, look): (Rect, Look), buf: &mut Buffer) {
    let (left, right) = match layout::panes(area) {
        Panes::One => return draw(assessment, asked, (area, look), buf),
        Panes::Two(left, right) => (left, right),
        Panes::Three(left, middle, right) => (Rect { width: left.width.min(READ), ..left }, middle.union(right)),
    };
    draw(assessment, asked, (left, look), buf);
    layout::divide(right, look, buf);
    list(assessment, asked.place, (right, look), buf);
}

struct Prompt<'a> {
    stem: &'a str,
    text: &'a str,
    hint: &'a str,
    /// The points of the scale, so many; then the answer apart from it, if there is one.
    answers: Vec<Row>,
    points: usize,
}

pub fn draw(assessment: &Assessment, asked: AskedItem, (area, look): (Rect, Look), buf: &mut Buffer) {
    let Some((item, given)) = assessment.item(asked.place) else { return };
    let (of, open) = (assessment.questionnaire().len(), assessment.unanswered().len());
    let text = wording::progress(asked.place + 1, (of, open), area.width >= TIMED);
    progress((assessment.answered(), of), text, (row(area, 0), look), buf);
    let mut answers = points(&item.scale, given.and_then(Answer::value));
    let points = answers.len();
    let given = given == Some(Answer::DoesNotApply);
    answers.push(Row { key: "x".to_owned(), label: item.scale.na.clone(), given });
    let hint = item.hint.as_deref().unwrap_or_default();
    let prompt = Prompt { stem: &item.scale.stem, text: &item.text, hint, answers, points };
    ask(&prompt, asked.cursor, (below(area, 1), look), buf);
}

pub fn guess(guessing: &Guessing, (area, look): (Rect, Look), buf: &mut Buffer) {
    let View::Guess { at, cursor } = guessing.view else { return };
    let Some(item) = guessing.item(at) else { return };
    let of = guessing.assessment.guess_items().count();
    progress((at, of), wording::guess::place(at + 1, of), (row(area, 0), look), buf);
    let stem = format!("{}:", guessing.stem());
    let answers = points(item.scale, guessing.assessment.guess(&item.cause.id));
    let text = format!("{}?", item.text);
    let prompt = Prompt { stem: &stem, text: &text, hint: "", points: answers.len(), answers };
    ask(&prompt, cursor, (below(area, 1), look), buf);
}

fn ask(prompt: &Prompt<'_>, cursor: Option<usize>, (area, look): (Rect, Look), buf: &mut Buffer) {
    if !spacious(prompt, cursor, (area, look), buf) {
        crowded(prompt, cursor, (area, look), buf);
    }
}

/// Whether the whole statement is in sight there, below the progress and the start of the stem.
pub fn shows(assessment: &Assessment, asked: AskedItem, area: Rect) -> bool {
    let Some((item, _)) = assessment.item(asked.place) else { return true };
    let statement = wrapped(&item.text, area.width, Style::new());
    area.height >= 2 + height(&statement) + ANSWERS_LEAST
}

/// Stem, statement, hint and all answers with air between them; says whether there is room for it.
fn spacious(prompt: &Prompt<'_>, cursor: Option<usize>, (area, look): (Rect, Look), buf: &mut Buffer) -> bool {
    let stem = wrapped(prompt.stem, area.width, look.quiet());
    let statement = wrapped(prompt.text, area.width, look.strong());
    let hint = wrapped(prompt.hint, area.width, look.quiet());
    let (points, apart) = prompt.answers.split_at(prompt.points);
    let scale = spread(points, cursor, area.width, look).unwrap_or_else(|| scale(points, cursor, area, look));
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
fn crowded(prompt: &Prompt<'_>, cursor: Option<usize>, (area, look): (Rect, Look), buf: &mut Buffer) {
    let stem = cut(prompt.stem, area.width);
    let statement = wrapped(prompt.text, area.width, look.strong());
    let most = area.height.saturating_sub(1 + ANSWERS_LEAST);
    let [above, text, list] = stack(area, [(1, 0), (height(&statement).min(most), 0), (area.height, 0)]);
    lines(&[Line::styled(stem, look.quiet())], above, buf);
    lines(&statement, text, buf);
    let answers = rows(&prompt.answers, cursor, area.width, look);
    lines(&answers[window(cursor.unwrap_or(0), answers.len(), list.height)..], list, buf);
}

/// The points of a scale, each with the digit that picks it.
fn points(scale: &Scale, given: Option<i32>) -> Vec<Row> {
    let row = |(at, point): (usize, &Point)| Row {
        key: (at + 1).to_string(),
        label: point.label.clone(),
        given: given == Some(point.value),
    };
    scale.points.iter().enumerate().map(row).collect()
}

/// The points of the scale side by side on a line, where the words fit under it.
fn spread(points: &[Row], cursor: Option<usize>, cells: u16, look: Look) -> Option<Vec<Line<'static>>> {
    let each = (cells / u16::try_from(points.len()).ok()?).min(SPREAD.0);
    let labels: Vec<Vec<String>> = points.iter().map(|point| wrap(&point.label, each.saturating_sub(1))).collect();
    let deep = labels.iter().map(Vec::len).max()?;
    let fits = points.iter().flat_map(|point| point.label.split(' ')).all(|word| width(word) < each);
    if each < SPREAD.1 || points.len() < 3 || deep > 2 || !fits {
        return None;
    }
    let style = |at: usize, plain| if cursor == Some(at) { look.accent() } else { plain };
    let centred = |text: &str, style| {
        let left = each.saturating_sub(width(text)) / 2;
        let right = each.saturating_sub(width(text) + left);
        [
            Span::raw(" ".repeat(usize::from(left))),
            Span::styled(text.to_owned(), style),
            Span::raw(" ".repeat(usize::from(right))),
        ]
    };
    let row = |text: &dyn Fn(usize) -> String, plain: Style| {
        Line::from((0..points.len()).flat_map(|at| centred(&text(at), style(at, plain))).collect::<Vec<_>>())
    };
    let mut lines = vec![row(&|at| points[at].key.clone(), look.quiet()), track(points, cursor, each, look)];
    lines.extend((0..deep).map(|down| row(&|at| labels[at].get(down).cloned().unwrap_or_default(), Style::new())));
    Some(lines)
}

/// The line that the points stand on, each in the middle of its cells.
fn track(points: &[Row], cursor: Option<usize>, each: u16, look: Look) -> Line<'static> {
    let before = usize::from((each - 1) / 2);
    let mut line = Line::from(Span::raw(" ".repeat(before)));
    for (at, point) in points.iter().enumerate() {
        let (sign, style) = match (cursor == Some(at), point.given) {
            (true, _) => ("●", look.accent()),
            (false, true) => ("✓", look.strong()),
            (false, false) => ("○", look.quiet()),
        };
        if at > 0 {
            line.push_span(Span::styled("─".repeat(usize::from(each) - 1), look.quiet()));
        }
        line.push_span(Span::styled(sign, style));
    }
    line
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

pub fn rows(all: &[Row], cursor: Option<usize>, cells: u16, look: Look) -> Vec<Line<'static>> {
    all.iter().enumerate().map(|(at, row)| option(row, cursor == Some(at), cells, look)).collect()
}

fn option(row: &Row, chosen: bool, cells: u16, look: Look) -> Line<'static> {
    let given = if row.given { "  ✓" } else { "" };
    let label = cut(&row.label, cells.saturating_sub(5 + width(given)));
    let style = if chosen { look.strong() } else { Style::new() };
    Line::from(vec![
        Span::styled(if chosen { "▌ " } else { "  " }, look.accent()),
        Span::styled(row.key.clone(), if chosen { look.accent() } else { look.quiet() }),
        Span::raw(if cells < NARROW { "  " } else { "   " }),
        Span::styled(label, style),
        Span::styled(given, look.quiet()),
    ])
}

/// How far the person is, as a bar and in words. The words take the same room from the first statement to the last.
fn progress((done, of): (usize, usize), text: String, (area, look): (Rect, Look), buf: &mut Buffer) {
    let cells = usize::from(area.width.saturating_sub(width(&text) + 2));
    let done = cells * done / of.max(1);
    let bar = Line::from(vec![
        Span::styled("━".repeat(done), look.accent()),
        Span::styled("─".repeat(cells - done), look.quiet()),
    ]);
    ends(&bar, &Line::from(Span::styled(text, look.quiet())), row(area, 0), buf);
}

/// From this width on, it is said how long the rest takes.
const TIMED: u16 = 56;
/// From this height on, the chosen statement of a list stands below it in full.
const TALL: u16 = 12;

pub fn items(assessment: &Assessment, cursor: usize, (area, look): (Rect, Look), buf: &mut Buffer) {
    let whole = assessment.item(cursor).map(|(item, _)| wrapped(&item.text, area.width, look.strong()));
    let whole = whole.filter(|_| area.height >= TALL).unwrap_or_default();
    let all = Rect { height: area.height - if whole.is_empty() { 0 } else { 3 }, ..area };
    let sight = list(assessment, cursor, (all, look), buf);
    if !whole.is_empty() {
        layout::rule(&sight, (row(area, all.height), look), buf);
        lines(&whole, below(area, all.height + 1), buf);
    }
}

/// Draws all statements, with the chosen row in sight; gives which are.
fn list(assessment: &Assessment, cursor: usize, (area, look): (Rect, Look), buf: &mut Buffer) -> String {
    let count = assessment.questionnaire().len();
    let first = window(cursor, count, area.height);
    for down in 0..area.height {
        let place = first + usize::from(down);
        statement(assessment, place, place == cursor, (row(area, down), look), buf);
    }
    let last = count.min(first + usize::from(area.height));
    wording::in_sight(&(first..last), count).unwrap_or_default()
}

/// The words of an answer take at most so many cells.
const WORD: u16 = 14;

fn statement(assessment: &Assessment, place: usize, chosen: bool, (area, look): (Rect, Look), buf: &mut Buffer) {
    let Some((item, answer)) = assessment.item(place) else { return };
    if chosen {
        mark(area, look, buf);
    }
    let (word, cells) = match area.width {
        TIMED.. => (cut(answer.map_or("–", |answer| item.scale.words(answer)), WORD), WORD),
        _ => (sign(answer).to_owned(), 2),
    };
    let style = match (chosen, answer) {
        (true, _) => look.strong(),
        (false, Some(_)) => look.quiet(),
        (false, None) => Style::new(),
    };
    let row = Line::from(vec![
        Span::styled(format!("{:>2}  ", place + 1), look.quiet()),
        Span::styled(padded(&word, cells + 2), style),
        Span::styled(cut(&item.text, area.width.saturating_sub(6 + cells)), style),
    ]);
    line(&row, area, buf);
}

/// Whether there is an answer, in one cell.
const fn sign(answer: Option<Answer>) -> &'static str {
    match answer {
        Some(Answer::Value(_)) => "✓",
        Some(Answer::DoesNotApply) => "x",
        None => "○",
    }
}

pub fn review(assessment: &Assessment, review: &(Review, usize), (area, look): (Rect, Look), buf: &mut Buffer) {
    let ((review, cursor), gaps) = ((&review.0, review.1), assessment.unanswered());
    let mut head = wrapped(&review.open, area.width, look.strong());
    head.extend(wrapped(&review.meaning, area.width, look.quiet()));
    let taken = (height(&head) + u16::from(area.height > 10)).min(area.height.saturating_sub(1));
    lines(&head, Rect { height: taken, ..area }, buf);
    let list = below(area, taken);
    // Finishing stays in sight, however many statements are open.
    let room = list.height.saturating_sub(1);
    let first = window(cursor, gaps.len(), room);
    for (down, (at, &place)) in (0..room).zip(gaps.iter().enumerate().skip(first)) {
        statement(assessment, place, at == cursor, (row(list, down), look), buf);
    }
    let end = u16::try_from(gaps.len()).unwrap_or(room).min(room);
    choice(review.finish, cursor == gaps.len(), (row(list, end), look), buf);
}
