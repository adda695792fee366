//! A live session, drawn: a page for each phase, the chart, the cause that is discussed.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::aloud;
use super::choosing;
use super::counts;
use super::draw::{below, cut, height, line, lines, row, without, wrapped};
use super::frame;
use super::layout;
use super::layout::stack;
use super::lobby;
use super::page;
use super::panes;
use super::question;
use super::steps;
use super::theme::Look;
use super::wall;
use crate::app::hosting::Role;
use crate::app::pages::Block;
use crate::app::screens::Screen;
use crate::app::screens::room::{Asked, Room, Stage};
use crate::app::{App, pages};
use crate::domain::questionnaire::Cause;
use crate::domain::text::showable;

/// Whether the screen is one that the whole room reads, and scans from.
pub fn is_read_from_afar(app: &App) -> bool {
    let Screen::Room(room) = app.screen() else { return false };
    let is_read = !matches!(room.stage(), Stage::Blank | Stage::Acting(_) | Stage::Naming(_));
    app.over().is_none() && is_read && room.role == Role::Projector
}

/// Draws a session; gives how many lines its page could scroll.
pub fn draw(app: &App, room: &Room, (area, look): (Rect, Look), buf: &mut Buffer) -> u16 {
    let told = app.screen().page(&app.setup().opened).unwrap_or_default();
    match room.stage() {
        Stage::Blank => {}
        Stage::Scan => lobby::scan(room, (area, look), buf),
        Stage::Asked(asked) => ask(room, asked, (area, look), buf),
        Stage::Choosing(choosing) => choosing::draw(room, choosing, (area, look), buf),
        Stage::Acting(acting) => {
            if let Some(asked) = app.screen().question(app.setup()) {
                steps::form(&asked, &acting.step, (area, look), buf);
            }
        }
        Stage::Naming(_) => {
            if let Some(asked) = app.screen().question(app.setup()) {
                question::draw(&asked, area, buf, look);
            }
        }
        Stage::Lobby => return lobby::draw(room, &told, (area, look), buf),
        Stage::Answering => return counts::draw(room, &told, (area, look), buf),
        Stage::Chart => return chart(room, &told, (area, look), buf),
        Stage::Cause(cause) => return discussed_cause((room, cause), &told, (area, look), buf),
        _ => {
            let (area, told) = aloud::first(room, &told, (area, look), buf);
            return aloud::rest(room, told, (area, look), buf);
        }
    }
    0
}

/// Draws nothing, but for the mark of a rehearsal.
pub fn blank(app: &App, area: Rect, buf: &mut Buffer, look: Look) {
    frame::rehearsal(app, layout::regions(area).header, buf, look);
}

/// A question in place of the phase; the keys at the foot answer it.
fn ask(room: &Room, asked: Asked, (area, look): (Rect, Look), buf: &mut Buffer) {
    let (question, text) = pages::room::asked(room, asked);
    let told = [Block::Title(question.clone()), Block::Quiet(text.clone())];
    let (below, rest) = aloud::first(room, &told, (area, look), buf);
    if rest.len() < told.len() {
        aloud::rest(room, rest, (below, look), buf);
        return;
    }
    let question = wrapped(&question, area.width, look.strong());
    let text = wrapped(&text, area.width, look.quiet());
    let height = |lines: &[Line<'_>]| u16::try_from(lines.len()).unwrap_or(1);
    let [above, below] = stack(area, [(height(&question), 3), (height(&text), 1)]);
    lines(&question, above, buf);
    lines(&text, below, buf);
}

/// A chart of fewer lines has none to spare.
const CHART_LEAST: u16 = 12;

/// Draws the chart, or the list of causes where there are no figures; gives how many lines a page could scroll.
fn chart(room: &Room, told: &[Block], (area, look): (Rect, Look), buf: &mut Buffer) -> u16 {
    if let Some(everyone) = room.causes.everyone.as_ref().filter(|_| told.is_empty()) {
        let area = taken_on(room, (area, look), buf);
        wall::revealed(everyone, (area, look), buf);
        return 0;
    }
    let Some(everyone) = &room.causes.everyone else {
        return page::draw(told, room.scroll.top(), (area, look), buf);
    };
    let (next, told) = told.split_at(told.len().min(1));
    page::draw(next, 0, (area, look), buf);
    let area = below(area, height(&page::lay_out(next, area.width, look)) + 1);
    let taken = choosing::list(everyone, room.causes.row(), (area, look), buf);
    page::draw(told, room.scroll.top(), (below(area, taken), look), buf)
}

/// Names what was taken on below the chart, where there is room; gives what is left.
fn taken_on(room: &Room, (area, look): (Rect, Look), buf: &mut Buffer) -> Rect {
    let Some(told) = pages::room::taken_line(room).filter(|_| area.height > CHART_LEAST) else { return area };
    let last = row(area, area.height - 1);
    lines(&[Line::styled(cut(&showable(&told), area.width), look.quiet())], last, buf);
    Rect { height: area.height - 1, ..area }
}

/// Draws the cause being discussed under its name and figure; gives how many lines its page could scroll.
fn discussed_cause(
    (room, cause): (&Room, &Cause),
    told: &[Block],
    (area, look): (Rect, Look),
    buf: &mut Buffer,
) -> u16 {
    let everyone = room.causes.everyone.as_ref();
    let chosen = everyone.and_then(|everyone| Some((everyone, everyone.chosen()?)));
    match chosen.filter(|(_, result)| result.cause.id == cause.id) {
        Some((everyone, result)) => wall::discussed(&everyone.analysis, &result, (row(area, 0), look), buf),
        None => line(&Line::from(Span::styled(cause.name.clone(), look.strong())), row(area, 0), buf),
    }
    let large = below(area, QUESTION_AIR);
    let (after, rest) = aloud::first(room, told, (without(large, 2), look), buf);
    if rest.len() < told.len() {
        let line = below(large, after.y - large.y);
        panes::line_across((row(line, 0), look), buf);
        return aloud::rest(room, rest, (below(line, 2), look), buf);
    }
    let (area, told) = asked_of_all(told, (below(area, 2), look), buf);
    page::draw(told, room.scroll.top(), (area, look), buf)
}

/// Between the top and a question in large letters: the name of the cause, and air.
const QUESTION_AIR: u16 = 3;

/// From this height on, the question that a room talks about stands apart from what else is said, and does not scroll.
const QUESTION_APART: u16 = 14;
/// A question is wrapped to this width, to be read from afar.
const QUESTION_WIDTH: u16 = 60;

/// Draws the question, where it stands first and there is room; gives what is left.
fn asked_of_all<'a>(told: &'a [Block], (area, look): (Rect, Look), buf: &mut Buffer) -> (Rect, &'a [Block]) {
    let [Block::Title(question), rest @ ..] = told else { return (area, told) };
    if area.height < QUESTION_APART {
        return (area, told);
    }
    let question = wrapped(question, area.width.min(QUESTION_WIDTH), look.strong());
    let others = height(&question) + height(&page::lay_out(rest, area.width, look)) + 3;
    let air = (area.height.saturating_sub(others) / 2).clamp(1, 3);
    let area = below(area, air);
    lines(&question, area, buf);
    let area = below(area, height(&question) + air + 1);
    panes::line_across((row(area, 0), look), buf);
    (below(area, 2), rest)
}
