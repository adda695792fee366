//! A live session, drawn: a page for each phase, how far everybody is, the chart, causes to choose from.

use std::array::from_fn;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::aloud;
use super::draw::{self, below, cut, height, line, lines, padded, row, width, window, wrapped};
use super::frame;
use super::layout;
use super::layout::stack;
use super::letters;
use super::letters::{LINE, LINES, Size};
use super::lobby;
use super::page;
use super::panes;
use super::question;
use super::step_form;
use super::theme::Look;
use super::wall;
use crate::app::hosting::Role;
use crate::app::pages::{Block, SideProgress};
use crate::app::screens::Screen;
use crate::app::screens::everyone::Everyone;
use crate::app::screens::room::{Asked, Choosing, Room, Stage};
use crate::app::{App, pages};
use crate::domain::analysis::EveryoneCause;
use crate::domain::questionnaire::Cause;
use crate::domain::text::showable;
use crate::live::room::SideCount;
use crate::wording::several::FINISHED;
use crate::wording::{self, gap as gap_words};

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
        Stage::Choosing(choosing) => choosing_causes(room, choosing, (area, look), buf),
        Stage::Acting(acting) => {
            if let Some(asked) = app.screen().question(app.setup()) {
                step_form::draw(&asked, &acting.step, (area, look), buf);
            }
        }
        Stage::Naming(_) => {
            if let Some(asked) = app.screen().question(app.setup()) {
                question::draw(&asked, area, buf, look);
            }
        }
        Stage::Lobby => return lobby::draw(room, &told, (area, look), buf),
        Stage::Answering => return counts(room, &told, (area, look), buf),
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

/// From this height on, the count stands over all in large letters.
const TALL: u16 = 18;

/// Draws the counts; gives how many lines their page could scroll.
fn counts(room: &Room, told: &[Block], (area, look): (Rect, Look), buf: &mut Buffer) -> u16 {
    let sides = &room.view().sides;
    let (beside, below) = lobby::late(room, (area, look), buf);
    let (at, area) = if beside.height > LINES {
        (Some(beside), below)
    } else if below.height >= TALL {
        (Some(below), draw::below(below, LINE))
    } else {
        (None, below)
    };
    let at = at.filter(|_| !look.ascii && room.role == Role::Projector && finished(sides).1 > 0);
    let Some(at) = at else { return page::draw(told, room.scroll.top(), (below, look), buf) };
    let from_afar = aloud::is_read_from_afar(room, area, look);
    let (is_said, below) = large((sides, from_afar), (at, look), buf);
    let is_left = |block: &&Block| !is_said || !matches!(block, Block::Title(_));
    let mut told: Vec<Block> = told.iter().filter(is_left).cloned().collect();
    if beside.height > LINES && large_sides(&told, (below, look), buf) {
        told.retain(|block| !matches!(block, Block::Sides(_)));
    }
    page::draw(&told, room.scroll.top(), (area, look), buf)
}

/// How many have finished, to be read from afar; gives whether that is said in words as well, and what is left.
fn large((sides, in_words): (&[SideCount], bool), (area, look): (Rect, Look), buf: &mut Buffer) -> (bool, Rect) {
    let (finished, joined) = finished(sides);
    let told = format!("{finished}/{joined}");
    let Some(size) = letters::fitting(&told, area.width) else { return (false, area) };
    letters::draw(&told, size, (area, look.accent()), buf);
    let taken = letters::width(&told, size) + size.cells();
    let beside = Rect { x: area.x + taken, width: area.width.saturating_sub(taken), ..area };
    let fits = in_words && letters::fitting(FINISHED, beside.width).is_some();
    if fits {
        letters::draw(FINISHED, Size::Small, (beside, look.strong()), buf);
    }
    (fits, below(area, LINE))
}

/// How far each side is, in large letters, where all of them fit; gives whether they do.
fn large_sides(told: &[Block], (area, look): (Rect, Look), buf: &mut Buffer) -> bool {
    let sides: Vec<&SideProgress> =
        told.iter().flat_map(|block| if let Block::Sides(sides) = block { &sides[..] } else { &[] }).collect();
    let lines: Vec<String> = sides.iter().map(|side| side.in_short()).collect();
    let needed = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_mul(LINE);
    let fits = needed <= area.height + 1 && lines.iter().all(|line| letters::fitting(line, area.width).is_some());
    if fits {
        letters::stacked(&lines, Size::Small, (area, look.strong()), buf);
    }
    fits
}

fn finished(sides: &[SideCount]) -> (usize, usize) {
    (sides.iter().map(|side| side.finished).sum(), sides.iter().map(|side| side.joined).sum())
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
    let taken = cause_list(&figures(everyone), room.causes.row(), (area, look), buf);
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

/// The same without so many lines at its foot.
const fn without(area: Rect, lines: u16) -> Rect {
    Rect { height: area.height.saturating_sub(lines), ..area }
}

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

/// Over the causes to choose for a second round.
const QUESTION: &str = "Which causes should be asked once more?";
const HELP: &str = "Everybody answers the marked ones afresh. The change is shown for both rounds as a whole; nobody is \
     followed from one to the next.";

/// The causes as the facilitator sees them, a line each: the name, everyone's figure and the gap.
fn figures(everyone: &Everyone) -> Vec<(String, &'static str)> {
    let causes = everyone.causes();
    let widest = causes.iter().map(|result| usize::from(width(&result.cause.name))).max().unwrap_or(0);
    let line = |result: &EveryoneCause<'_>| {
        let gap = result.figures.gap.as_ref();
        let gap = gap.map_or_else(String::new, |gap| {
            format!("   {:>4}  {}", gap_words::signed(gap.difference), gap_words::verdict(gap.verdict))
        });
        let figure = result
            .severity()
            .map_or_else(|| "  -".to_owned(), |mean| format!("{:>3}  {}", mean.shown(), wording::mark(mean.band())));
        let pad = " ".repeat(widest - usize::from(width(&result.cause.name)));
        (format!("{}{pad}  {figure}{gap}", result.cause.name), "")
    };
    causes.iter().map(line).collect()
}

/// What is said below the causes has at least so many lines, where there are any to spare.
const BELOW_CAUSES: u16 = 4;

/// Draws the causes from the top; gives how many lines they take, with a gap below, which says where not all are in sight.
fn cause_list(names: &[(String, &'static str)], chosen: usize, (area, look): (Rect, Look), buf: &mut Buffer) -> u16 {
    let most = area.height.saturating_sub(BELOW_CAUSES).max(4).min(area.height);
    let taken = u16::try_from(names.len()).unwrap_or(u16::MAX).saturating_add(1).min(most);
    let height = if usize::from(taken) > names.len() { taken - 1 } else { taken };
    rows(names, chosen, (Rect { height, ..area }, look), buf);
    taken
}

/// Draws the causes with their marks.
fn choosing_causes(room: &Room, choosing: &Choosing, (area, look): (Rect, Look), buf: &mut Buffer) {
    let lines = pages::room::to_choose(room, &choosing.causes);
    let area = over_the_causes(room, lines.len(), (area, look), buf);
    let widest: [u16; 4] = from_fn(|part| lines.iter().map(|line| width(&line[part])).max().unwrap_or(0));
    let name = |line: &[String; 4]| {
        let parts: Vec<String> = line.iter().zip(widest).map(|(part, cells)| padded(part, cells)).collect();
        parts.join("   ").trim_end().to_owned()
    };
    let marks = choosing.causes.iter().map(|(_, chosen)| if *chosen { "[x] " } else { "[ ] " });
    let names: Vec<(String, &'static str)> = lines.iter().map(name).zip(marks).collect();
    rows(&names, choosing.cursor, (area, look), buf);
}

/// Draws what is asked over so many causes to choose from, in large letters where these keep a line of air each; gives
/// what is left.
fn over_the_causes(room: &Room, causes: usize, (area, look): (Rect, Look), buf: &mut Buffer) -> Rect {
    let told = [Block::Title(QUESTION.to_owned()), Block::Quiet(HELP.to_owned())];
    let told = if area.height > LOW { &told[..] } else { &told[..1] };
    let causes = u16::try_from(2 * causes).unwrap_or(u16::MAX);
    let (head, rest) = aloud::first(room, told, (without(area, causes), look), buf);
    let area = below(area, head.y - area.y);
    page::draw(rest, 0, (area, look), buf);
    below(area, height(&page::lay_out(rest, area.width, look)) + u16::from(area.height > LOW))
}

/// In a body of so many lines, what is asked stands over the causes alone.
const LOW: u16 = 14;

/// Names with what stands before each, around the chosen one.
fn rows(names: &[(String, &'static str)], chosen: usize, (area, look): (Rect, Look), buf: &mut Buffer) {
    let line = |(at, (name, mark)): (usize, &(String, &'static str))| {
        let is_chosen = at == chosen;
        Line::from(vec![
            Span::styled(if is_chosen { "▸ " } else { "  " }, look.accent()),
            Span::raw(*mark),
            Span::styled(cut(name, area.width.saturating_sub(6)), if is_chosen { look.strong() } else { Style::new() }),
        ])
    };
    let is_cut = names.len() > usize::from(area.height);
    let area = Rect { height: area.height.saturating_sub(u16::from(is_cut)), ..area };
    let first = window(chosen, names.len(), area.height);
    let seen = first..names.len().min(first + usize::from(area.height));
    let all: Vec<Line<'_>> = names.iter().enumerate().skip(first).map(line).collect();
    let pitch = if usize::from(area.height) + 1 >= 2 * names.len() { 2 } else { 1 };
    for (at, line) in (0_u16..).zip(&all) {
        lines(std::slice::from_ref(line), row(area, at * pitch), buf);
    }
    let told = wording::in_sight(&seen, names.len()).filter(|_| is_cut);
    let sight = told.map(|told| Line::styled(format!("  {told}"), look.quiet()));
    lines(sight.as_slice(), Rect { y: area.y + area.height, height: u16::from(is_cut), ..area }, buf);
}
