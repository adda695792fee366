//! The form before the first statement: side and name, both in sight.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::asking::{Row, rows};
use super::draw::{cut, height, lines, row, shortened};
use super::layout::stack;
use super::question::{field, field_height};
use super::theme::Look;
use crate::app::pages::Question;
use crate::app::screens::begin::{Begin, Step};
use crate::wording::plan::MAY_STAY_EMPTY;
use crate::wording::{ANSWER_AS, NAME};

/// The column of labels. Beside it the longest name fits a line of eighty cells.
const LABEL: u16 = 13;
/// From this height on, all sides stay in sight while the name is typed.
const TALL: u16 = 10;

/// Draws the form.
pub fn draw(question: &Question<'_>, begin: &Begin, (area, look): (Rect, Look), buf: &mut Buffer) {
    let sides = sides(begin, (beside(area).width, area.height), look);
    let name = field_height(&begin.label, beside(area).width);
    let head = area.height.saturating_sub(height(&sides) + name + 1).max(1);
    let text = shortened(&question.text, (area.width, head), look.strong());
    let help = shortened(&question.help, (area.width, head.saturating_sub(height(&text))), look.quiet());
    let air = (area.height / 6).max(3);
    let parts = [(height(&text), air), (height(&help), 1), (height(&sides), 2), (name, 1), (1, 0)];
    let [asked, helped, chosen, typed, known] = stack(area, parts);
    lines(&text, asked, buf);
    lines(&help, helped, buf);
    label(ANSWER_AS, begin.step == Step::Side, (chosen, look), buf);
    lines(&sides, beside(chosen), buf);
    label(NAME, begin.step == Step::Label, (typed, look), buf);
    draw_name(begin, (beside(typed), look), buf);
    draw_known(begin, (beside(known), look), buf);
}

fn label(text: &str, is_here: bool, (area, look): (Rect, Look), buf: &mut Buffer) {
    let style = if is_here { look.strong() } else { look.quiet() };
    lines(&[Line::from(Span::styled(text.to_owned(), style))], row(area, 0), buf);
}

/// What stands right of the labels.
const fn beside(area: Rect) -> Rect {
    Rect { x: area.x + LABEL, width: area.width.saturating_sub(LABEL), ..area }
}

/// The sides; in a low window only the chosen one, once it is.
fn sides(begin: &Begin, (cells, room): (u16, u16), look: Look) -> Vec<Line<'static>> {
    let is_here = begin.step == Step::Side;
    let side = |(at, (_, name)): (usize, &(_, String))| {
        let given = !is_here && begin.side == Some(at);
        Row { key: (at + 1).to_string(), label: name.clone(), given }
    };
    let all: Vec<Row> = begin.sides.iter().enumerate().map(side).collect();
    if is_here || room >= TALL {
        return rows(&all, begin.side.filter(|_| is_here), cells, look);
    }
    rows(&all.into_iter().filter(|side| side.given).collect::<Vec<_>>(), None, cells, look)
}

fn draw_name(begin: &Begin, (area, look): (Rect, Look), buf: &mut Buffer) {
    if begin.step == Step::Label {
        return field(&begin.label, (area, look), buf);
    }
    let inside = Rect { x: area.x + 2, width: area.width.saturating_sub(2), ..area };
    let shown = match begin.label.value().trim() {
        "" => Span::styled(MAY_STAY_EMPTY, look.quiet()),
        name => Span::raw(cut(name, inside.width)),
    };
    lines(&[Line::from(shown)], row(inside, 0), buf);
}

/// The names that Tab takes, while a name is typed.
fn draw_known(begin: &Begin, (area, look): (Rect, Look), buf: &mut Buffer) {
    let names = begin.names.offered(begin.label.value());
    if begin.step == Step::Side || names.is_empty() {
        return;
    }
    let told = cut(&names.join(", "), area.width.saturating_sub(7));
    let shown = Line::from(vec![Span::styled("  Tab  ", look.accent()), Span::styled(told, look.quiet())]);
    lines(&[shown], row(area, 0), buf);
}
