//! One question a screen, what lies over one, the form of a step, and the text field.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, BorderType, Clear, Widget};
use tui_input::Input;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::asking::{Row, rows};
use super::draw::{below, cut, ends, height, lines, row, shortened, width, window, wrapped};
use super::layout::stack;
use super::theme::Look;
use crate::app::pages::{self, Question};
use crate::app::screens::first_step::{FirstStep, StepField};
use crate::app::{App, Modal, Palette};
use crate::wording::{self, plan as words};

pub fn draw(question: &Question<'_>, area: Rect, buf: &mut Buffer, look: Look) {
    let options = u16::try_from(question.options.len()).unwrap_or(u16::MAX);
    let below = question.field.map_or(options, |input| field_height(input, area.width));
    let air = (area.height / 6).max(3);
    let below = asked((&question.text, &question.help), (air, below), (area, look), buf);
    match question.field {
        Some(input) => field(input, (below, look), buf),
        None => lines(&rows(&numbered(question), question.chosen, below.width, look), below, buf),
    }
}

/// Draws a question below some air, with what is said to it, and gives the place of the answer, so many lines.
fn asked(
    (question, text): (&str, &str),
    (air, answer): (u16, u16),
    (area, look): (Rect, Look),
    buf: &mut Buffer,
) -> Rect {
    let question = wrapped(question, area.width, look.strong());
    let text = wrapped(text, area.width, look.quiet());
    let [above, middle, below] = stack(area, [(height(&question), air), (height(&text), 1), (answer, 2)]);
    lines(&question, above, buf);
    lines(&text, middle, buf);
    below
}

fn numbered(question: &Question<'_>) -> Vec<Row> {
    let row = |(at, label): (usize, &String)| Row { key: (at + 1).to_string(), label: label.clone(), given: false };
    question.options.iter().enumerate().map(row).collect()
}

/// Draws a question in place of the screen; the keys at the foot answer it.
pub fn modal(app: &App, over: &Modal, (area, look): (Rect, Look), buf: &mut Buffer) {
    let (question, text) = pages::over(app, over);
    let below = asked((&question, &text), (3, 1), (area, look), buf);
    if let Modal::Elsewhere(path) = over {
        field(path, (below, look), buf);
    }
}

const MARK: u16 = 2;

pub fn field_height(input: &Input, cells: u16) -> u16 {
    u16::try_from(broken(&typed(input), room(cells)).len()).unwrap_or(u16::MAX)
}

/// Draws the text, or its last lines where it is too long, and the cursor.
pub fn field(input: &Input, (area, look): (Rect, Look), buf: &mut Buffer) {
    let text = typed(input);
    let broken = broken(&text, room(area.width));
    let at = broken.iter().rposition(|line| line.start <= input.cursor()).unwrap_or(0);
    let skip = (at + 1).saturating_sub(usize::from(area.height));
    let shown: Vec<Line<'_>> = broken
        .iter()
        .enumerate()
        .skip(skip)
        .map(|(line, range)| {
            let mark = if line == skip { "▸ " } else { "  " };
            Line::from(vec![
                Span::styled(mark, look.accent()),
                Span::styled(text[range.clone()].iter().collect::<String>(), look.strong()),
            ])
        })
        .collect();
    lines(&shown, area, buf);
    let before =
        broken.get(at).map_or(0, |line| cells(&text[line.start..input.cursor().min(line.end).max(line.start)]));
    let column = area.x + MARK + u16::try_from(before).unwrap_or(0);
    cursor((column, area.y + u16::try_from(at - skip).unwrap_or(0)), look, buf);
}

/// A thin bar where nothing stands yet, an underline under what does.
fn cursor(place: (u16, u16), look: Look, buf: &mut Buffer) {
    let Some(cell) = buf.cell_mut(place) else { return };
    if cell.symbol() == " " {
        cell.set_symbol("▏").set_style(look.accent());
    } else {
        cell.modifier.insert(Modifier::UNDERLINED);
    }
}

fn typed(input: &Input) -> Vec<char> {
    input.value().chars().collect()
}

fn room(area: u16) -> usize {
    usize::from(area.saturating_sub(MARK + 1).max(1))
}

fn cells(text: &[char]) -> usize {
    text.iter().collect::<String>().width()
}

/// The text in lines of at most `room` cells, as ranges of characters: broken after a space where there is one, and
/// never inside what is one sign.
fn broken(text: &[char], room: usize) -> Vec<std::ops::Range<usize>> {
    let mut lines = Vec::new();
    let (mut start, mut end) = (0, 0);
    for sign in text.iter().collect::<String>().graphemes(true) {
        let before = end;
        end += sign.chars().count();
        if cells(&text[start..end]) <= room || before == start {
            continue;
        }
        let space = text[start..before].iter().rposition(|c| *c == ' ');
        let next = space.map_or(before, |space| start + space + 1);
        lines.push(start..next);
        start = next;
    }
    lines.push(start..text.len());
    lines
}

const WIDEST: u16 = 76;
const MOST: u16 = 14;

pub fn palette(palette: &Palette, (area, look): (Rect, Look), buf: &mut Buffer) {
    let all = u16::try_from(palette.shown().len()).unwrap_or(u16::MAX).max(1);
    let width = area.width.min(WIDEST);
    let height = (all.min(MOST) + 4).min(area.height);
    let panel = Rect { x: area.x + (area.width - width) / 2, width, height, ..area };
    recede(area, look, buf);
    Clear.render(panel, buf);
    let border = if look.ascii { BorderType::Plain } else { BorderType::Rounded };
    Block::bordered().border_type(border).border_style(look.accent()).render(panel, buf);
    let inner = Rect { x: panel.x + 2, y: panel.y + 1, width: panel.width - 4, height: panel.height - 2 };
    field(&palette.typed, (row(inner, 0), look), buf);
    let list = below(inner, if inner.height > 6 { 2 } else { 1 });
    if palette.shown().len() == 0 {
        return lines(&wrapped(wording::window::NOT_CALLED, list.width, look.quiet()), list, buf);
    }
    let first = window(palette.cursor, palette.shown().len(), list.height);
    for (down, (at, command)) in (0..list.height).zip(palette.shown().enumerate().skip(first)) {
        let line = row(list, down);
        let is_chosen = at == palette.cursor;
        let style = if is_chosen { look.strong() } else { Style::new() };
        if is_chosen {
            buf.set_style(Rect { x: line.x - 1, width: line.width + 2, ..line }, look.chosen());
            buf.set_string(line.x - 1, line.y, "▌", look.accent());
        }
        let does = Line::from(Span::styled(cut(&command.does, line.width.saturating_sub(9)), style));
        let text = Rect { x: line.x + 1, width: line.width - 1, ..line };
        ends(&does, &Line::from(Span::styled(command.key.clone(), look.accent())), text, buf);
    }
    sight(palette, (first, list.height), (panel, look), buf);
}

/// Lets the screen below step back: what is chosen there is not what keys are about.
fn recede(area: Rect, look: Look, buf: &mut Buffer) {
    let around = Rect { x: area.x.saturating_sub(2), width: area.width + 2, ..area };
    for place in around.intersection(buf.area).positions() {
        let cell = &mut buf[place];
        cell.set_style(Style::reset().patch(look.quiet()));
        if cell.symbol() == "▸" || cell.symbol() == "▌" && place.x < area.x {
            cell.set_symbol(" ");
        }
    }
}

/// Says in the frame which of the commands are in sight, where not all are.
fn sight(palette: &Palette, (first, height): (usize, u16), (panel, look): (Rect, Look), buf: &mut Buffer) {
    let all = palette.shown().len();
    let seen = first..all.min(first + usize::from(height));
    let Some(text) = wording::in_sight(&seen, all) else { return };
    let sight = Line::from(Span::styled(format!(" {text} "), look.quiet()));
    let foot = row(panel, panel.height - 1);
    ends(&Line::default(), &sight, Rect { width: foot.width - 2, ..foot }, buf);
}

const LABEL: u16 = 8;

pub fn step_form(question: &Question<'_>, step: &FirstStep, (area, look): (Rect, Look), buf: &mut Buffer) {
    let lines_of_form = FirstStep::LINES;
    let least = u16::try_from(lines_of_form.len()).unwrap_or(5) + 1;
    let room = area.height.saturating_sub(least).max(1);
    let mut head = shortened(&question.text, (area.width, room), look.strong());
    let rest = room.saturating_sub(height(&head));
    head.extend(shortened(&question.help, (area.width, rest), look.quiet()));
    lines(&head, area, buf);
    let mut y = height(&head) + u16::from(area.height > 12);
    for (at, line) in lines_of_form.iter().enumerate() {
        let rest = u16::try_from(lines_of_form.len() - at - 1).unwrap_or(0);
        let room = below(area, y);
        let taken = form_line(step, *line, (Rect { height: room.height.saturating_sub(rest), ..room }, look), buf);
        let airy = area.height > 16 && matches!(line, StepField::What | StepField::We);
        y += taken + u16::from(airy);
    }
}

fn form_line(step: &FirstStep, line: StepField, (area, look): (Rect, Look), buf: &mut Buffer) -> u16 {
    let is_here = step.asked == line;
    let label = Line::from(Span::styled(label(line), if is_here { look.strong() } else { look.quiet() }));
    lines(&[label], row(area, 0), buf);
    let beside = Rect { x: area.x + LABEL, width: area.width.saturating_sub(LABEL), ..area };
    let input = step.text(line);
    if is_here {
        let echo = echo(step, line).filter(|echo| width(echo) + 16 <= beside.width && width(input.value()) < 14);
        let room = beside.width - echo.as_ref().map_or(0, |_| beside.width.saturating_sub(16));
        let height = field_height(input, room).min(beside.height.max(1));
        field(input, (Rect { width: room, height, ..beside }, look), buf);
        if let Some(echo) = echo {
            let place = Rect { x: beside.x + room, width: beside.width - room, ..beside };
            lines(&[Line::from(Span::styled(echo, look.quiet()))], row(place, 0), buf);
        }
        return height;
    }
    let text = input.value().trim();
    let shown = match (text.is_empty(), echo(step, line)) {
        (true, _) => Line::from(Span::styled(words::MAY_STAY_EMPTY, look.quiet())),
        (false, Some(echo)) => {
            let typed = format!("{text}   ");
            let room = beside.width.saturating_sub(width(&typed) + 2);
            Line::from(vec![Span::raw(typed), Span::styled(cut(&echo, room), look.quiet())])
        }
        (false, None) => Line::from(Span::raw(cut(text, beside.width.saturating_sub(2)))),
    };
    let inside = Rect { x: beside.x + 2, width: beside.width.saturating_sub(2), ..beside };
    lines(&[shown], row(inside, 0), buf);
    1
}

fn echo(step: &FirstStep, line: StepField) -> Option<String> {
    let today = step.today.filter(|_| line == StepField::Due && !step.due.value().trim().is_empty())?;
    Some(words::day_read(step.reading(), today))
}

const fn label(line: StepField) -> &'static str {
    let [what, when, we, who, by] = words::LABELS;
    match line {
        StepField::What => what,
        StepField::When => when,
        StepField::We => we,
        StepField::Owner => who,
        StepField::Due | StepField::Past(_) | StepField::Which(..) => by,
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("", 5, &[""])]
    #[case("one two", 10, &["one two"])]
    #[case("one two", 5, &["one ", "two"])]
    #[case("abcdefgh", 3, &["abc", "def", "gh"])]
    #[case("東京東京", 4, &["東京", "東京"])]
    fn a_long_text_goes_on_in_the_next_line(#[case] text: &str, #[case] room: usize, #[case] lines: &[&str]) {
        let text: Vec<char> = text.chars().collect();
        let found: Vec<String> = broken(&text, room).into_iter().map(|line| text[line].iter().collect()).collect();
        assert_eq!(found, lines);
    }
}
