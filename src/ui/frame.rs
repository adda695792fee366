//! Around the body: the header, and at the foot the status and the keys.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::draw::{self, cut, ends, lines, row, width, wrapped};
use super::lobby;
use super::theme::Look;
use crate::app::hosting::Role;
use crate::app::keys::Action;
use crate::app::screens::Screen;
use crate::app::screens::answering::View;
use crate::app::screens::contexts::KeyContext;
use crate::app::screens::room::Stage;
use crate::app::{App, SaveState, Scroll, pages};
use crate::domain::record::Record;
use crate::domain::text::showable;
use crate::wording;

/// Draws the header: what it is about, whose view it is, when that was, and how much it rests on. Whose view it is never
/// gives way; what it rests on goes before the name, and the day first.
pub fn header(app: &App, area: Rect, buf: &mut Buffer, look: Look) {
    let area = rehearsal(app, area, buf, look);
    let screen = app.screen();
    let title = cut(&screen.title().unwrap_or_default(), area.width);
    let gapped = |text: &str| if text.is_empty() { 0 } else { width(text) + GAP_IN_HEADER };
    let mut rest = area.width.saturating_sub(gapped(&title));
    let mut fits = |text: String, beside: u16| {
        let fits = !text.is_empty() && gapped(&text) + beside <= rest;
        rest -= if fits { gapped(&text) } else { 0 };
        if fits { text } else { String::new() }
    };
    let label = screen.label();
    let aside = fits(screen.aside(), width(&label).clamp(LABEL_LEAST, area.width / 3));
    let when = fits(screen.when(&app.setup().opened).unwrap_or_default(), width(&label).max(width(NAME)));
    let name = match label.as_str() {
        "" if width(NAME) <= rest => Span::styled(NAME, look.accent()),
        label if width(label) <= rest || rest >= LABEL_LEAST => Span::styled(cut(label, rest), look.strong()),
        _ => Span::raw(""),
    };
    let parts = [name, Span::raw(title), Span::styled(when, look.quiet())];
    let left: Vec<Span<'_>> = parts
        .into_iter()
        .filter(|part| !part.content.is_empty())
        .flat_map(|part| [Span::raw(" ".repeat(usize::from(GAP_IN_HEADER))), part])
        .skip(1)
        .collect();
    ends(&Line::from(left), &Line::from(Span::styled(aside, look.quiet())), area, buf);
}

/// Marks a rehearsal before all else; gives what is left of the line.
pub fn rehearsal(app: &App, area: Rect, buf: &mut Buffer, look: Look) -> Rect {
    let is_rehearsal = matches!(app.screen(), Screen::Room(room) if room.view().setup.rehearsal);
    if !is_rehearsal || area.is_empty() {
        return area;
    }
    buf.set_stringn(area.x, area.y, REHEARSAL, usize::from(area.width), look.warning());
    let taken = (width(REHEARSAL) + 3).min(area.width);
    Rect { x: area.x + taken, width: area.width - taken, ..area }
}

/// Stands over every screen of a session whose people are made up.
const REHEARSAL: &str = "REHEARSAL";
const NAME: &str = "undercurrent";
/// A name that is cut shorter than this says nothing any more.
const LABEL_LEAST: u16 = 8;
const GAP_IN_HEADER: u16 = 3;

const NOTICE_MAX: usize = 4;
/// Between two keys; and in a window of some width where all of them fit so.
const GAP: &str = "  ";
const WIDE_GAP: &str = "   ";
const WIDE: u16 = 60;
/// Says that the page goes on below.
const MORE: &str = "more ↓";
/// How wide what is in sight is told at most.
const IN_SIGHT: u16 = 16;

/// What the status says: a notice if there is one, in as many lines as it needs, else how saving stands.
pub fn status(app: &App, (cells, body): (u16, u16), look: Look) -> Vec<Line<'static>> {
    let cells = cells.saturating_sub(if app.scroll().is_some() { end_of_line(app) + 2 } else { 0 });
    let lasting = [trouble(app, cells, look), invitation(app, (cells, body), look)].concat();
    let in_few_lines = |text: &str, style| wrapped(text, cells, style).into_iter().take(NOTICE_MAX);
    if let Some(notice) = app.notice() {
        return in_few_lines(&showable(notice), look.strong()).chain(lasting).collect();
    }
    if !lasting.is_empty() {
        return lasting;
    }
    if let Some(lost) = app.lost() {
        let unsaved = matches!(app.kept(), SaveState::NotSaved(_));
        return in_few_lines(&wording::window::lost(&showable(lost), unsaved), look.warning()).collect();
    }
    let span = match app.kept() {
        SaveState::NotSaved(why) => Span::styled(not_saved(app, why, cells), look.warning()),
        SaveState::Saving => Span::styled("saving…", look.quiet()),
        SaveState::Saved => Span::styled(cut(&saved(app), cells), look.quiet()),
        SaveState::Nothing => Span::raw(""),
    };
    vec![Line::from(span)]
}

/// How people still find a session, where no large letters say so.
fn invitation(app: &App, (cells, body): (u16, u16), look: Look) -> Vec<Line<'static>> {
    let Screen::Room(room) = app.screen() else { return Vec::new() };
    let is_above =
        matches!((room.stage(), room.role), (Stage::Lobby, Role::Projector)) || lobby::is_beside_counts(room, body);
    let Some([full, short]) = pages::room::join(room).filter(|_| !is_above) else { return Vec::new() };
    let fitting = if width(&full) <= cells { full } else { short };
    let may_join = room.view().progress.phase.spec().lets_in && !room.view().progress.locked;
    let style = if may_join { look.strong() } else { look.quiet() };
    vec![Line::styled(cut(&showable(&fitting), cells), style)]
}

fn trouble(app: &App, cells: u16, look: Look) -> Vec<Line<'static>> {
    let Screen::Room(room) = app.screen() else { return Vec::new() };
    pages::room::trouble(room)
        .map_or_else(Vec::new, |text| wrapped(&showable(&format!("! {text}")), cells, look.warning()))
}

/// How much of the line belongs to what is said of the page.
fn end_of_line(app: &App) -> u16 {
    if app.place() == KeyContext::Reading { IN_SIGHT } else { width(MORE) }
}

/// Whether the page goes on below; of what is compared, which lines of it are in sight.
pub fn more(app: &App, room: u16, height: u16) -> String {
    let Some(top) = app.scroll().map(Scroll::top).filter(|_| room > 0) else { return String::new() };
    let (top, goes_on) = (top.min(room), top < room);
    if app.place() != KeyContext::Reading {
        return if goes_on { MORE.to_owned() } else { String::new() };
    }
    let seen = usize::from(top)..usize::from(top + height);
    wording::in_sight(&seen, usize::from(room + height)).unwrap_or_default()
}

/// Draws the status and, at the end of its last line, whether the page goes on below.
pub fn draw_status(status: &[Line<'_>], more: &str, (area, look): (Rect, Look), buf: &mut Buffer) {
    lines(status, area, buf);
    if !more.is_empty() {
        let more = Line::from(Span::styled(more.to_owned(), look.quiet()));
        ends(&Line::default(), &more, row(area, area.height.saturating_sub(1)), buf);
    }
}

fn saved(app: &App) -> String {
    let answers = app.record().map_or(0, Record::answered);
    wording::window::saved(answers, app.screen().participant().is_some(), last(app).as_deref())
}

/// What was answered last, so that a slip is seen.
fn last(app: &App) -> Option<String> {
    let answering = app.screen().answering().filter(|answering| matches!(answering.view, View::Item(_)))?;
    let (item, answer) = answering.assessment.item(answering.last?)?;
    Some(wording::last(item, answer?))
}

/// The reason gives way before the way out does, where there is one here.
fn not_saved(app: &App, why: &str, cells: u16) -> String {
    let offered = app.bindings(app.place()).any(|binding| binding.action == Action::Elsewhere);
    let mend = if offered { wording::window::SAVES_ELSEWHERE } else { "" };
    let text = wording::window::not_saved(&showable(why));
    cut(&text, cells.saturating_sub(width(mend))) + mend
}

/// Draws the keys, as many as fit; help, leaving and the way to all others never give way, and the way back does so
/// late.
pub fn keys(app: &App, area: Rect, buf: &mut Buffer, look: Look) {
    let mut hints = pages::footer(app);
    let is_wide = area.width >= WIDE && hints_width(&hints, WIDE_GAP) <= area.width;
    let gap = if is_wide { WIDE_GAP } else { GAP };
    while hints_width(&hints, gap) > area.width
        && let Some(at) = least(&hints)
    {
        hints.remove(at);
    }
    let mut line = Line::default();
    for (at, hint) in hints.iter().enumerate() {
        line.push_span(if at == 0 { "" } else { gap });
        line.push_span(Span::styled(hint.key.clone(), look.strong()));
        line.push_span(Span::styled(format!(" {}", hint.does), look.quiet()));
    }
    draw::line(&line, area, buf);
}

/// The hint that gives way next: that to the arrow keys, which everybody tries anyway, then the last but for the way
/// back.
fn least(hints: &[pages::Hint]) -> Option<usize> {
    let fixed = if hints.iter().any(|hint| hint.key == pages::PALETTE) { 3 } else { 2 };
    let open = &hints[..hints.len().saturating_sub(fixed)];
    let arrows = open.iter().position(|hint| hint.key == pages::ARROWS);
    let last = || open.iter().skip(1).rposition(|hint| hint.key != "Esc").map(|at| at + 1);
    arrows.or_else(last).or_else(|| open.len().checked_sub(1))
}

fn hints_width(hints: &[pages::Hint], gap: &str) -> u16 {
    let each: u16 = hints.iter().map(|hint| width(&hint.key) + 1 + width(&hint.does)).sum();
    each + width(gap) * u16::try_from(hints.len().saturating_sub(1)).unwrap_or(0)
}
