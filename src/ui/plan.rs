//! The plan: a list of steps and causes, with what is told of the chosen one beside or below it; and the steps of all
//! records, likewise.
//!
//! ```text
//! what comes next
//!
//! Do these                    owner    by    │ the chosen row
//! ☐ step                      Kim   15 Dec   │ in full
//! Still without a step                       │
//! cause 75 ●●●○ …                            │
//! Before you act                             │
//! 1-4 of 9 ↓                                 │
//! ```

use jiff::Zoned;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::draw::{below, cut, height, lines, mark, row, shortened, width, wrapped};
use super::layout::{self, Panes};
use super::page::lay_out;
use super::theme::Look;
use crate::app::pages::{self, Block};
use crate::app::screens::plan::Plan;
use crate::app::screens::plan_rows::{Row, Why};
use crate::app::screens::steps::Steps;
use crate::domain::action::Action;
use crate::request::OpenStep;
use crate::wording;
use crate::wording::{actions, plan};

/// From this height on, what is told of the chosen row stands below the list; lower than that, Enter shows it.
const BELOW: u16 = 16;
/// From this width on, steps have columns.
const COLUMNS: u16 = 60;
const NAME: u16 = 17;

/// A line of the list, and the row that it belongs to.
type Listed = (Line<'static>, Option<usize>);

pub fn draw(plan: &Plan, now: &Zoned, (area, look): (Rect, Look), buf: &mut Buffer) {
    let most = if area.height < BELOW { 1 } else { 2 };
    let head = shortened(&pages::headline(&plan.source, now), (area.width, most), look.strong());
    lines(&head, area, buf);
    let body = below(area, height(&head) + u16::from(area.height >= BELOW));
    let pane = |blocks: &[Block], area: Rect, buf: &mut Buffer| {
        layout::divide(area, look, buf);
        cut_short(&lay_out(blocks, area.width, look), (area, look), buf);
    };
    match layout::panes(body) {
        Panes::Three(list, detail, around) => {
            rows(plan, now, (list, look, false), buf);
            pane(&plan.detail(now), detail, buf);
            pane(&pages::around(&plan.source, now), around, buf);
        }
        Panes::Two(list, detail) => {
            rows(plan, now, (list, look, true), buf);
            pane(&plan.detail(now), detail, buf);
        }
        Panes::One if body.height >= BELOW - 3 => {
            let under = (body.height / 3).max(5);
            let list = Rect { height: body.height - under, ..body };
            rows(plan, now, (list, look, true), buf);
            beneath(plan, now, (below(body, body.height - under), look), buf);
        }
        Panes::One => rows(plan, now, (body, look, true), buf),
    }
}

/// Draws a text below a rule with the name of the chosen row; says where it goes on.
fn beneath(plan: &Plan, now: &Zoned, (area, look): (Rect, Look), buf: &mut Buffer) {
    layout::line_across((area, look), buf);
    let mut text = lay_out(&plan.detail(now), area.width, look);
    // There is little room: every line of it says something.
    text.retain(|line| line.width() > 0);
    cut_short(&text, (below(area, 1), look), buf);
}

/// Draws what fits of a text without blank lines at its end, and where it goes on, with the key that shows all of it.
fn cut_short(text: &[Line<'static>], (area, look): (Rect, Look), buf: &mut Buffer) {
    let fits = text.len() <= usize::from(area.height);
    let room = if fits { area.height } else { area.height.saturating_sub(1) };
    lines(text, Rect { height: room, ..area }, buf);
    if !fits {
        let more = Line::from(Span::styled(cut(plan::READ_ON, area.width), look.quiet()));
        lines(&[more], row(area, room), buf);
    }
}

/// Draws the list around the chosen row; says which rows are in sight where not all are.
fn rows(plan: &Plan, now: &Zoned, (area, look, with_around): (Rect, Look, bool), buf: &mut Buffer) {
    let mut all = list(plan, now, (area.width, look));
    if with_around {
        all.extend(lay_out(&pages::around(&plan.source, now), area.width, look).into_iter().map(|line| (line, None)));
    }
    listed(&all, (plan.cursor, plan.rows().len()), (area, look), buf);
}

/// Draws a list around its chosen row. Where not all is in sight the last line says which rows are.
fn listed(all: &[Listed], (chosen, count): (usize, usize), (area, look): (Rect, Look), buf: &mut Buffer) {
    let fits = all.len() <= usize::from(area.height);
    let room = usize::from(if fits { area.height } else { area.height.saturating_sub(1) });
    let first = top(all, chosen, room);
    for (down, (line, belongs)) in (0..area.height).zip(all.iter().skip(first).take(room)) {
        let place = row(area, down);
        if *belongs == Some(chosen) {
            mark(place, look, buf);
        }
        super::draw::line(line, place, buf);
    }
    if !fits {
        let seen: Vec<usize> = all.iter().skip(first).take(room).filter_map(|(_, belongs)| *belongs).collect();
        let goes_on = first + room < all.len();
        let text = position(&seen, count, (first > 0, goes_on));
        lines(&[Line::from(Span::styled(cut(&text, area.width), look.quiet()))], row(area, area.height - 1), buf);
    }
}

/// Which rows are in sight, and which way there is more: `4–9 of 12 ↓`.
fn position(seen: &[usize], count: usize, (before, after): (bool, bool)) -> String {
    let arrows = wording::arrows(before, after);
    match (seen.first(), seen.last()) {
        (Some(0), Some(last)) if last + 1 == count => format!("more {arrows}"),
        (Some(first), Some(last)) if first == last => format!("{} of {count} {arrows}", first + 1),
        (Some(first), Some(last)) => format!("{}–{} of {count} {arrows}", first + 1, last + 1),
        _ => arrows.to_owned(),
    }
}

/// The first line to show, so that all of the chosen row is in sight, with what stands before the first row and after
/// the last one.
fn top(all: &[Listed], chosen: usize, room: usize) -> usize {
    let last = all.iter().filter_map(|(_, belongs)| *belongs).max();
    let is_chosen = |(_, belongs): &Listed| *belongs == Some(chosen);
    let (Some(from), Some(to)) = (all.iter().position(is_chosen), all.iter().rposition(is_chosen)) else { return 0 };
    let most = all.len().saturating_sub(room);
    if Some(chosen) == last {
        // What comes after the last row is seen with it, as far as both fit.
        return most.min(from);
    }
    (to + 1).saturating_sub(room.saturating_sub(room / 3)).min(from).min(most)
}

fn list(plan: &Plan, now: &Zoned, (cells, look): (u16, Look)) -> Vec<Listed> {
    let mut all: Vec<Listed> = Vec::new();
    let mut under = None;
    let mut offers = plan.offered();
    for (at, row) in plan.rows().into_iter().enumerate() {
        let heading = heading(row);
        if heading.is_some() && heading != under {
            all.extend(before(plan, under.is_some(), (cells, look)));
            all.extend(heading.map(|text| (over(plan, (text, row), (cells, look)), None)));
            under = heading;
        }
        let lines = match row {
            Row::Step(place) => plan
                .source
                .steps()
                .get(place)
                .map_or_else(Vec::new, |action| step(plan, action, (cells, look, at == plan.cursor), now)),
            Row::Cause(place, why) => {
                let offered = offers > 0 && why == Why::Raised;
                offers -= usize::from(offered);
                cause(plan, (place, why, offered), (cells, look, at == plan.cursor))
            }
            Row::Ground => {
                let text = plan.source.common_ground().join(" ");
                vec![Line::from(Span::styled(cut(&text, cells), strong(look, at == plan.cursor)))]
            }
            Row::Note => note(plan, (cells, look, at == plan.cursor)),
            Row::Mind => {
                all.push((Line::default(), None));
                vec![Line::from(Span::styled(wording::BEFORE_ACTING, look.strong()))]
            }
        };
        all.extend(lines.into_iter().map(|line| (line, Some(at))));
    }
    all
}

/// What stands between two parts of the list: below the steps, how much room is left and whether they fall to one side.
fn before(plan: &Plan, is_second: bool, (cells, look): (u16, Look)) -> Vec<Listed> {
    if !is_second {
        return Vec::new();
    }
    let mut lines = Vec::new();
    let steps = plan.source.steps();
    lines.extend(plan::room(steps).map(|room| Line::from(Span::styled(format!("· {room}"), look.quiet()))));
    let nudge = plan.source.questionnaire().and_then(|asked| plan::one_sided(steps, asked));
    lines.extend(nudge.map(|nudge| wrapped(&nudge, cells, look.warning())).unwrap_or_default());
    lines.push(Line::default());
    lines.into_iter().map(|line| (line, None)).collect()
}

fn heading(row: Row) -> Option<&'static str> {
    Some(match row {
        Row::Step(_) => plan::DO_THESE,
        Row::Cause(_, Why::Talk) => wording::several::TALK_FIRST,
        Row::Cause(_, Why::Question) => plan::WORTH_A_QUESTION,
        Row::Cause(_, Why::Raised) => plan::WITHOUT_A_STEP,
        Row::Ground => wording::several::COMMON_GROUND,
        Row::Note => plan::AT_THE_END,
        Row::Mind => return None,
    })
}

fn over(plan: &Plan, (text, row): (&str, Row), (cells, look): (u16, Look)) -> Line<'static> {
    let mut line = Line::from(Span::styled(text.to_owned(), look.strong()));
    if cells < COLUMNS {
        return line;
    }
    match row {
        Row::Step(_) => {
            let (owner, by) = (owner_width(cells), BY);
            pad(&mut line, cells - owner - by);
            line.push_span(Span::styled(format!("{:<1$}", plan::OWNER, usize::from(owner)), look.quiet()));
            line.push_span(Span::styled(plan::BY_WHEN, look.quiet()));
        }
        Row::Cause(_, Why::Raised) => {
            pad(&mut line, NAME + FIGURE);
            let advises = plan.source.questionnaire().map(plan::remedy).unwrap_or_default();
            line.push_span(Span::styled(cut(&advises, cells.saturating_sub(NAME + FIGURE)), look.quiet()));
        }
        Row::Cause(..) | Row::Ground | Row::Note | Row::Mind => {}
    }
    line
}

const BY: u16 = 13;
const FIGURE: u16 = 21;

const fn owner_width(cells: u16) -> u16 {
    if cells < 76 { 14 } else { 18 }
}

fn pad(line: &mut Line<'static>, to: u16) {
    let gap = usize::from(to).saturating_sub(line.width());
    line.push_span(" ".repeat(gap));
}

fn strong(look: Look, chosen: bool) -> Style {
    if chosen { look.strong() } else { Style::new() }
}

/// A step: what to do, whose it is and by when; below it the cause and how it stands.
fn step(plan: &Plan, action: &Action, (cells, look, chosen): (u16, Look, bool), now: &Zoned) -> Vec<Line<'static>> {
    let questionnaire = plan.source.questionnaire();
    let name = questionnaire.map_or("", |asked| asked.cause_name(action.cause())).to_owned();
    let place = questionnaire.and_then(|asked| asked.causes().iter().position(|cause| cause.id == *action.cause()));
    let severity = place.and_then(|place| plan.source.severity(place));
    let mut about = Line::from(Span::styled(format!("  {name}"), look.quiet()));
    if let Some(severity) = severity {
        about.push_span(Span::styled(format!(" {} ", severity.shown()), look.quiet()));
        about.push_span(Span::styled(wording::mark(severity.band()), look.band(severity.band())));
    }
    step_lines(action, about, (cells, look, chosen), now)
}

/// A step in two lines, the second beginning with what it is about.
fn step_lines(
    action: &Action,
    mut about: Line<'static>,
    (cells, look, chosen): (u16, Look, bool),
    now: &Zoned,
) -> Vec<Line<'static>> {
    let stands = actions::stands(action, now);
    let style = if action.is_overdue(now.date()) { look.warning() } else { look.quiet() };
    let mut head = Line::from(Span::styled(format!("{} ", plan::mark(action)), look.accent()));
    let words = if action.is_open() { strong(look, chosen) } else { look.quiet() };
    if cells < COLUMNS {
        head.push_span(Span::styled(cut(&actions::reads(action), cells.saturating_sub(2)), words));
        let text = format!("  {}", cut(&format!("{stands}; {}", actions::owner(action)), cells.saturating_sub(2)));
        return vec![head, Line::from(Span::styled(text, style))];
    }
    let owner = owner_width(cells);
    let room = cells - owner - BY;
    head.push_span(Span::styled(cut(&actions::reads(action), room.saturating_sub(4)), words));
    pad(&mut head, room);
    head.push_span(cut(actions::owner(action), owner - 2));
    pad(&mut head, cells - BY);
    head.push_span(action.due().map(|due| actions::short_day(due, now.date())).unwrap_or_default());
    let space = owner + BY;
    let about_room = if width(&stands) <= space { room } else { cells.saturating_sub(width(&stands)) };
    pad(&mut about, about_room);
    about.push_span(Span::styled(stands, style));
    vec![head, about]
}

/// A cause with its figure and what the text behind it advises, and below it the step that is offered.
fn cause(
    plan: &Plan,
    (place, why, offered): (usize, Why, bool),
    (cells, look, chosen): (u16, Look, bool),
) -> Vec<Line<'static>> {
    let Some((questionnaire, cause)) = plan.source.questionnaire().zip(plan.source.cause(place)) else {
        return Vec::new();
    };
    let mut head = Line::from(Span::styled(cut(&cause.name, NAME - 1), strong(look, chosen)));
    pad(&mut head, NAME);
    if let Some(severity) = plan.source.severity(place) {
        let band = severity.band();
        head.push_span(Span::styled(format!("{:>3}  ", severity.shown()), strong(look, chosen)));
        head.push_span(Span::styled(wording::mark(band), look.band(band)));
        if cells >= COLUMNS {
            head.push_span(format!(" {}", cut(questionnaire.head().bands.of(band), 10)));
        }
    }
    if cells >= COLUMNS {
        pad(&mut head, NAME + FIGURE);
        let room = cells - NAME - FIGURE;
        let (text, mark) = match why {
            Why::Raised => (cause.remedy.clone(), if cause.care.is_some() { " ⚠" } else { "" }),
            Why::Talk => (pages::both_sides(&plan.source, place).unwrap_or_default(), ""),
            Why::Question => (cause.prompts.first().cloned().unwrap_or_default(), ""),
        };
        head.push_span(Span::styled(cut(&text, room.saturating_sub(width(mark))) + mark, look.quiet()));
    }
    let mut lines = vec![head];
    if offered {
        let label = format!("  {}  ", plan::FIRST_STEP);
        let text = cut(&cause.first_step, cells.saturating_sub(width(&label)));
        lines.push(Line::from(vec![Span::styled(label, look.accent()), Span::raw(text)]));
    }
    lines
}

fn note(plan: &Plan, (cells, look, chosen): (u16, Look, bool)) -> Vec<Line<'static>> {
    let mut lines = wrapped(plan.source.closing(), cells, strong(look, chosen));
    let note = match pages::written(&plan.source) {
        Some(note) => Line::from(vec![
            Span::styled(format!("  {}  ", plan::NOTE), look.quiet()),
            Span::raw(cut(note, cells.saturating_sub(width(plan::NOTE) + 4))),
        ]),
        None => Line::from(Span::styled(format!("  {}", cut(plan::NO_NOTE, cells.saturating_sub(2))), look.quiet())),
    };
    lines.push(note);
    lines
}

/// From this height on, the chosen step stands in full below the list.
const DETAIL_FROM: u16 = 14;

pub fn steps(steps: &Steps, now: &Zoned, (area, look): (Rect, Look), buf: &mut Buffer) {
    let mut head = wrapped(&steps.summary(now), area.width, look.strong());
    head.extend(steps.unread().map(|text| wrapped(&text, area.width, look.quiet())).unwrap_or_default());
    lines(&head, area, buf);
    let body = below(area, height(&head) + 1);
    let Some(rows) = steps.rows.as_ref().filter(|rows| !rows.is_empty()) else { return };
    let detail = pages::of_open_step(steps, now);
    let beside = layout::panes(body);
    let (list, pane) = match beside {
        Panes::Three(list, pane, rest) => (list, Some(pane.union(rest))),
        Panes::Two(list, pane) => (list, Some(pane)),
        Panes::One if body.height >= DETAIL_FROM => {
            let own = body.height / 3;
            (Rect { height: body.height - own, ..body }, Some(below(body, body.height - own)))
        }
        Panes::One => (body, None),
    };
    let all: Vec<Listed> = rows
        .iter()
        .enumerate()
        .flat_map(|(at, row)| {
            listed_step(row, (list.width, look, at == steps.cursor), now).into_iter().map(move |line| (line, Some(at)))
        })
        .collect();
    listed(&all, (steps.cursor, rows.len()), (list, look), buf);
    let Some(mut pane) = pane else { return };
    if beside == Panes::One {
        layout::line_across((pane, look), buf);
        pane = below(pane, 1);
    } else {
        layout::divide(pane, look, buf);
    }
    layout::in_pane(&lay_out(&detail, pane.width, look), (pane, look), buf);
}

fn listed_step(step: &OpenStep, shape: (u16, Look, bool), now: &Zoned) -> Vec<Line<'static>> {
    let about = pages::from_where(step);
    let about = Line::from(Span::styled(format!("  {about}"), shape.1.quiet()));
    step_lines(&step.open.action, about, shape, now)
}
