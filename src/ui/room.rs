//! A live session, drawn: a page for each phase, the chart and the cause that is discussed as a whole room reads them, and
//! the causes in a list, with their figures or to be marked for a second round. To a room nothing is advised.

use std::array::from_fn;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::draw::{
    below, cut, ends, height, line, lines, mark, padded, row, shortened, width, window, without, wrapped,
};
use super::everyone::{AIRY, Beside, LOW, heading, list, sides_sentence, surprises_in};
use super::layout::{self, stack};
use super::letters::{self, LINE, LINES, Size};
use super::theme::Look;
use super::{frame, lobby, page, question};
use crate::app::hosting::Role;
use crate::app::pages::Block;
use crate::app::screens::Screen;
use crate::app::screens::everyone::Everyone;
use crate::app::screens::room::{Choosing, Confirmation, Room, Stage};
use crate::app::{App, pages};
use crate::domain::analysis::{EveryoneAnalysis, EveryoneCause};
use crate::domain::id::Id;
use crate::domain::questionnaire::Cause;
use crate::domain::text::showable;
use crate::wording::{self, figures as words, guess, session, several};

/// Whether the screen is one that the whole room reads, and scans from.
pub fn is_read_from_afar(app: &App) -> bool {
    let Screen::Room(room) = app.screen() else { return false };
    let is_read = !matches!(room.stage(), Stage::Blank | Stage::Acting(_) | Stage::Naming(_));
    app.over().is_none() && is_read && room.role == Role::Projector
}

/// Draws a session; gives how many lines its page could scroll.
pub fn draw(app: &App, room: &Room, (area, look): (Rect, Look), buf: &mut Buffer) -> u16 {
    let blocks = app.screen().page(&app.setup().opened).unwrap_or_default();
    match room.stage() {
        Stage::Blank => {}
        Stage::Scan => lobby::scan(room, (area, look), buf),
        Stage::Confirming(asked) => ask(room, asked, (area, look), buf),
        Stage::Choosing(choosing) => choose(room, choosing, (area, look), buf),
        Stage::Acting(acting) => {
            if let Some(asked) = app.screen().question(app.setup()) {
                question::step_form(&asked, &acting.step, (area, look), buf);
            }
        }
        Stage::Naming(_) => {
            if let Some(asked) = app.screen().question(app.setup()) {
                question::draw(&asked, area, buf, look);
            }
        }
        Stage::Lobby => return lobby::draw(room, &blocks, (area, look), buf),
        Stage::Answering => return lobby::counts(room, &blocks, (area, look), buf),
        Stage::Chart => return chart(room, &blocks, (area, look), buf),
        Stage::Cause(cause) => return discussed_cause((room, cause), &blocks, (area, look), buf),
        _ => {
            let (area, rest) = page::first_aloud(room, &blocks, (area, look), buf);
            return page::rest_aloud(room, rest, (area, look), buf);
        }
    }
    0
}

/// Draws nothing, but for the mark of a rehearsal.
pub fn blank(app: &App, area: Rect, buf: &mut Buffer, look: Look) {
    frame::rehearsal(app, layout::regions(area).header, buf, look);
}

/// A question in place of the phase; the keys at the foot answer it.
fn ask(room: &Room, asked: Confirmation, (area, look): (Rect, Look), buf: &mut Buffer) {
    let (question, text) = pages::room::asked(room, asked);
    let blocks = [Block::Title(question.clone()), Block::Quiet(text.clone())];
    let (below, rest) = page::first_aloud(room, &blocks, (area, look), buf);
    if rest.len() < blocks.len() {
        page::rest_aloud(room, rest, (below, look), buf);
        return;
    }
    let question = wrapped(&question, area.width, look.strong());
    let text = wrapped(&text, area.width, look.quiet());
    let [above, below] = stack(area, [(height(&question), 3), (height(&text), 1)]);
    lines(&question, above, buf);
    lines(&text, below, buf);
}

/// A chart of fewer lines has none to spare.
const CHART_LEAST: u16 = 12;

/// Draws the chart, or the list of causes where there are no figures; gives how many lines a page could scroll.
fn chart(room: &Room, blocks: &[Block], (area, look): (Rect, Look), buf: &mut Buffer) -> u16 {
    if let Some(everyone) = room.causes.everyone.as_ref().filter(|_| blocks.is_empty()) {
        let area = taken_on(room, (area, look), buf);
        revealed(everyone, (area, look), buf);
        return 0;
    }
    let Some(everyone) = &room.causes.everyone else {
        return page::draw(blocks, room.scroll.top(), (area, look), buf);
    };
    let (next, rest) = blocks.split_at(blocks.len().min(1));
    page::draw(next, 0, (area, look), buf);
    let area = below(area, height(&page::lay_out(next, area.width, look)) + 1);
    let taken = list_causes(everyone, room.causes.row(), (area, look), buf);
    page::draw(rest, room.scroll.top(), (below(area, taken), look), buf)
}

/// Names what was taken on below the chart, where there is room; gives what is left.
fn taken_on(room: &Room, (area, look): (Rect, Look), buf: &mut Buffer) -> Rect {
    let Some(text) = pages::room::taken_line(room).filter(|_| area.height > CHART_LEAST) else { return area };
    let last = row(area, area.height - 1);
    lines(&[Line::styled(cut(&showable(&text), area.width), look.quiet())], last, buf);
    Rect { height: area.height - 1, ..area }
}

/// Draws the cause being discussed under its name and figure; gives how many lines its page could scroll.
fn discussed_cause(
    (room, cause): (&Room, &Cause),
    blocks: &[Block],
    (area, look): (Rect, Look),
    buf: &mut Buffer,
) -> u16 {
    let everyone = room.causes.everyone.as_ref();
    let chosen = everyone.and_then(|everyone| Some((everyone, everyone.chosen()?)));
    match chosen.filter(|(_, result)| result.cause.id == cause.id) {
        Some((everyone, result)) => discussed(&everyone.analysis, &result, (row(area, 0), look), buf),
        None => line(&Line::from(Span::styled(cause.name.clone(), look.strong())), row(area, 0), buf),
    }
    let large = below(area, QUESTION_AIR);
    let (after, rest) = page::first_aloud(room, blocks, (without(large, 2), look), buf);
    if rest.len() < blocks.len() {
        let line = below(large, after.y - large.y);
        layout::line_across((row(line, 0), look), buf);
        return page::rest_aloud(room, rest, (below(line, 2), look), buf);
    }
    let (area, rest) = asked_of_all(blocks, (below(area, 2), look), buf);
    page::draw(rest, room.scroll.top(), (area, look), buf)
}

/// Between the top and a question in large letters: the name of the cause, and air.
const QUESTION_AIR: u16 = 3;

/// From this height on, the question that a room talks about stands apart from what else is said, and does not scroll.
const QUESTION_APART: u16 = 14;
/// A question is wrapped to this width, to be read from afar.
const QUESTION_WIDTH: u16 = 60;

/// Draws the question, where it stands first and there is room; gives what is left.
fn asked_of_all<'a>(blocks: &'a [Block], (area, look): (Rect, Look), buf: &mut Buffer) -> (Rect, &'a [Block]) {
    let [Block::Title(question), rest @ ..] = blocks else { return (area, blocks) };
    if area.height < QUESTION_APART {
        return (area, blocks);
    }
    let question = wrapped(question, area.width.min(QUESTION_WIDTH), look.strong());
    let others = height(&question) + height(&page::lay_out(rest, area.width, look)) + 3;
    let air = (area.height.saturating_sub(others) / 2).clamp(1, 3);
    let area = below(area, air);
    lines(&question, area, buf);
    let area = below(area, height(&question) + air + 1);
    layout::line_across((row(area, 0), look), buf);
    (below(area, 2), rest)
}

/// From this height on, there is a blank line below what surprised the sides.
const ROOMY: u16 = 30;
/// From this width on, where both sides stand is told beside the name of the cause that is discussed.
const SIDES_FROM: u16 = 64;
/// How many lines the axis, what helps to read the chart and what is told beside the sentence take.
const LEGEND: u16 = 11;
/// The line between two sides that are as far apart as can be.
const WHOLE_GAP: usize = 40;

/// Draws the chart as a whole room reads it: what is told of the chosen cause stands over it, and nothing is advised.
fn revealed(everyone: &Everyone, (area, look): (Rect, Look), buf: &mut Buffer) {
    if everyone.analysis.has_too_few() {
        return lines(&wrapped(&several::summary(&everyone.analysis), area.width, look.strong()), area, buf);
    }
    let Some(result) = everyone.chosen() else { return };
    let sentence = format!("{}: {}", result.cause.name, sides_sentence(&everyone.analysis, &result));
    let mut head = surprises(everyone, area, look);
    let mut rest = area;
    if let Some((size, set)) = large(&sentence, everyone, (area, height(&head), look)) {
        lines(&head, area, buf);
        rest = letters::stacked(&set, size, (below(area, height(&head) + 1), look.strong()), buf);
        head = Vec::new();
    } else {
        head.extend(shortened(&sentence, (area.width, if area.height < LOW { 1 } else { 3 }), look.strong()));
    }
    head.extend(beside_it(everyone, &result, area, look));
    list(everyone, &head, Beside::Room, (rest, look), buf);
}

/// The sentence in the largest letters that leave room for what stands over it, in so many lines, and for the chart with
/// what helps to read it.
fn large(sentence: &str, everyone: &Everyone, (area, over, look): (Rect, u16, Look)) -> Option<(Size, Vec<String>)> {
    let rows = u16::try_from(2 * everyone.causes().len()).unwrap_or(u16::MAX);
    let left = area.height.saturating_sub(over.saturating_add(rows).saturating_add(LEGEND));
    letters::wrapped(&showable(sentence), (area.width, left)).filter(|_| page::is_wide(area, look))
}

/// What is told of the chosen cause beside its sentence: what the sides expected, and what is withheld.
fn beside_it(everyone: &Everyone, result: &EveryoneCause<'_>, area: Rect, look: Look) -> Vec<Line<'static>> {
    let mut head = Vec::new();
    if area.height >= AIRY {
        let guesses = guess::of_cause(&everyone.analysis, result);
        if !guesses.is_empty() {
            head.extend(shortened(&guesses.join(" "), (area.width, 2), Style::new()));
        }
    }
    let withheld = several::withheld(result.figures.withheld).filter(|_| area.height >= LOW);
    head.extend(withheld.map(|text| wrapped(&text, area.width, look.quiet())).unwrap_or_default());
    head
}

/// Where a side was taken by surprise, over all that a room reads: reliefs first.
fn surprises(everyone: &Everyone, area: Rect, look: Look) -> Vec<Line<'static>> {
    let named = surprises_in(&everyone.analysis, 2 * area.width).filter(|_| area.height >= AIRY);
    let mut lines = named.map(|named| shortened(&named, (area.width, 2), look.accent())).unwrap_or_default();
    lines.extend((area.height >= ROOMY && !lines.is_empty()).then(Line::default));
    lines
}

/// Draws the name of a cause and, where both sides are shown and there is room, where they stand, the lower one first:
/// `Marketing 40 ◆────────● 61 Sales   +21`; else everyone's figure.
fn discussed(analysis: &EveryoneAnalysis, result: &EveryoneCause<'_>, (area, look): (Rect, Look), buf: &mut Buffer) {
    let Some(gap) = sides_apart(analysis, result, look).filter(|_| area.width >= SIDES_FROM) else {
        return line(&heading(analysis.questionnaire(), result, look), area, buf);
    };
    ends(&Line::from(Span::styled(result.cause.name.clone(), look.strong())), &gap, area, buf);
}

/// Where both sides stand, with a line between them as long as they are apart.
fn sides_apart(analysis: &EveryoneAnalysis, result: &EveryoneCause<'_>, look: Look) -> Option<Line<'static>> {
    let (sales, marketing) = analysis.both_sides(result.figures)?;
    let gap = result.figures.gap.as_ref()?;
    let names = words::sides(analysis);
    let mut ends = [(names.0, "●", sales.mean.shown()), (names.1, "◆", marketing.mean.shown())];
    ends.sort_by_key(|(.., at)| *at);
    let [(low_name, low_sign, low), (high_name, high_sign, high)] = ends;
    let apart = usize::try_from(high - low).unwrap_or_default() * WHOLE_GAP / 100;
    Some(Line::from(vec![
        Span::raw(format!("{low_name} {low} ")),
        Span::styled(low_sign, look.strong()),
        Span::styled("─".repeat(apart), look.quiet()),
        Span::styled(high_sign, look.strong()),
        Span::raw(format!(" {high} {high_name}")),
        Span::styled(format!("{:>6}", words::signed(gap.difference)), look.strong()),
    ]))
}

/// A cause in the list: its name with what stands before it, and what is said of it.
struct Row {
    name: String,
    said: String,
}

/// Draws the causes as the facilitator sees them, from the top: the name, everyone's figure and the gap. Gives how many
/// lines they take, with a gap below, which says where not all are in sight.
fn list_causes(everyone: &Everyone, chosen: usize, (area, look): (Rect, Look), buf: &mut Buffer) -> u16 {
    let causes = everyone.causes();
    let all: Vec<Row> = causes.iter().map(figures).collect();
    let most = area.height.saturating_sub(BELOW_CAUSES).max(4).min(area.height);
    let taken = u16::try_from(all.len()).unwrap_or(u16::MAX).saturating_add(1).min(most);
    let height = if usize::from(taken) > all.len() { taken - 1 } else { taken };
    rows(&all, chosen, (Rect { height, ..area }, look), buf);
    taken
}

/// What is said below the causes has at least so many lines, where there are any to spare.
const BELOW_CAUSES: u16 = 4;

fn figures(result: &EveryoneCause<'_>) -> Row {
    let [figure, gap, verdict] = pages::room::columns(result);
    let figure = if figure.is_empty() { "  -" } else { &figure };
    let gap = if gap.is_empty() { gap } else { format!("   {gap}  {verdict}") };
    Row { name: result.cause.name.clone(), said: format!("{figure}{gap}") }
}

/// Draws the causes with their marks, in large letters where all of them fit so.
fn choose(room: &Room, choosing: &Choosing, (area, look): (Rect, Look), buf: &mut Buffer) {
    let all = to_choose(room, choosing);
    let count = u16::try_from(all.len()).unwrap_or(u16::MAX);
    let is_loud = |area: Rect| {
        let is_set = |row: &Row| letters::fitting(&row.name, area.width / 2).is_some();
        page::is_read_from_afar(room, area, look)
            && count.saturating_mul(LINE) <= area.height + 1
            && all.iter().all(is_set)
    };
    let pitch = if is_loud(without(area, LOUD_HEAD)) { LINE } else { 2 };
    let area = over_the_causes(room, count.saturating_mul(pitch), (area, look), buf);
    if is_loud(area) {
        loud_rows(&all, choosing.cursor, (area, look), buf);
    } else {
        rows(&all, choosing.cursor, (area, look), buf);
    }
}

/// What is asked takes so many lines over causes in large letters.
const LOUD_HEAD: u16 = 8;

fn to_choose(room: &Room, choosing: &Choosing) -> Vec<Row> {
    let lines = pages::room::to_choose(room, &choosing.causes);
    let widest: [u16; 5] = from_fn(|part| lines.iter().map(|line| width(&line[part])).max().unwrap_or(0));
    let row = |([name, said @ ..], (_, is_marked)): (&[String; 5], &(Id, bool))| {
        let said: Vec<String> = said.iter().zip(&widest[1..]).map(|(part, cells)| padded(part, *cells)).collect();
        let mark = if *is_marked { "[x]" } else { "[ ]" };
        Row { name: format!("{mark} {}", showable(name)), said: said.join("   ").trim_end().to_owned() }
    };
    lines.iter().zip(&choosing.causes).map(row).collect()
}

/// Draws what is asked over causes that take so many lines, in large letters where these still fit; gives what is left.
fn over_the_causes(room: &Room, causes: u16, (area, look): (Rect, Look), buf: &mut Buffer) -> Rect {
    let question = [Block::Title(session::WHICH_AGAIN.to_owned()), Block::Quiet(session::WHICH_AGAIN_HELP.to_owned())];
    let question = if area.height > CAUSES_ALONE { &question[..] } else { &question[..1] };
    let (head, rest) = page::first_aloud(room, question, (without(area, causes), look), buf);
    let area = below(area, head.y - area.y);
    page::draw(rest, 0, (area, look), buf);
    below(area, height(&page::lay_out(rest, area.width, look)) + u16::from(area.height > CAUSES_ALONE))
}

/// In a body of so many lines, what is asked stands over the causes alone.
const CAUSES_ALONE: u16 = 14;

/// The rows around the chosen one, with a line of air between them where there is room.
fn rows(all: &[Row], chosen: usize, (area, look): (Rect, Look), buf: &mut Buffer) {
    let is_cut = all.len() > usize::from(area.height);
    let area = without(area, u16::from(is_cut));
    let first = window(chosen, all.len(), area.height);
    let seen = first..all.len().min(first + usize::from(area.height));
    let pitch = if usize::from(area.height) + 1 >= 2 * all.len() { 2 } else { 1 };
    let name = all.iter().map(|row| width(&row.name)).max().unwrap_or(0);
    for (at, place) in seen.clone().zip((0..).map(|at| row(area, at * pitch))) {
        let style = if at == chosen { look.strong() } else { Style::new() };
        let text = format!("{}  {}", padded(&all[at].name, name), all[at].said);
        lines(&[Line::styled(cut(text.trim_end(), area.width), style)], place, buf);
        if at == chosen {
            mark(place, look, buf);
        }
    }
    let sight = wording::in_sight(&seen, all.len()).filter(|_| is_cut);
    let sight = sight.map(|text| Line::styled(text, look.quiet()));
    lines(sight.as_slice(), Rect { y: area.y + area.height, height: u16::from(is_cut), ..area }, buf);
}

/// All rows, with their names in large letters and what is said of them beside these.
fn loud_rows(all: &[Row], chosen: usize, (area, look): (Rect, Look), buf: &mut Buffer) {
    let name = all.iter().map(|row| letters::width(&row.name, Size::Small)).max().unwrap_or(0);
    for (at, each) in all.iter().enumerate() {
        let place = below(area, u16::try_from(at).unwrap_or(u16::MAX).saturating_mul(LINE));
        let style = if at == chosen { look.strong() } else { Style::new() };
        letters::draw(&each.name, Size::Small, (place, style), buf);
        let beside = Rect { x: place.x + name + GAP, width: place.width.saturating_sub(name + GAP), ..place };
        lines(&[Line::styled(cut(&each.said, beside.width), style)], row(beside, 1), buf);
        for down in (0..LINES).filter(|_| at == chosen) {
            mark(row(place, down), look, buf);
        }
    }
}

/// Between a name in large letters and what is said of it.
const GAP: u16 = 6;
