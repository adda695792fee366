//! The results of several people: a row a cause with everyone's average on a thin track and, where there is room for a
//! second line, the averages of both sides; what is told of the chosen cause stands beside or below.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::axis::{self, cell};
use super::draw::{below, cut, ends, height, line, lines, mark, row, shortened, stacked, width, window, wrapped};
use super::layout::{self, Panes, Spare};
use super::theme::Look;
use super::{chart, page};
use crate::app::pages;
use crate::app::screens::everyone::{Everyone, View};
use crate::domain::analysis::{EveryoneAnalysis, EveryoneCause, Order};
use crate::domain::everyone::{Average, Figures, Total};
use crate::domain::questionnaire::{MARKETING, Questionnaire, SALES};
use crate::domain::severity::Interval;
use crate::domain::verdict::Finding;
use crate::wording::{self, figures, guess, several as words};

/// Short names are at most this wide, with the gap after them.
const NAME: u16 = 18;
/// From this width on, bands and verdicts are named beside the figures.
const WIDE: u16 = 58;
const FIGURE: u16 = 10;
const GAP: u16 = 6;
/// A track shorter than this says nothing.
const TRACK_LEAST: u16 = 10;
/// From this width on, a verdict stands beside the gap; it takes so many cells.
const VERDICT_FROM: u16 = 66;
const VERDICT: u16 = 20;
/// What stands over the page of a cause.
pub const HEAD: u16 = 2;
/// Below this height the sentence over the chart takes one line.
pub const LOW: u16 = 13;
/// The most causes that are named as a surprise of one kind.
const NAMES: usize = 3;
/// From this height on, it says what both sides see alike, too.
pub const AIRY: u16 = 18;

/// Draws the results: the chart, and as many pages beside it as there is room for; gives how many lines the page that
/// is read could scroll.
pub fn draw(everyone: &Everyone, (area, look): (Rect, Look), buf: &mut Buffer) -> u16 {
    let panes = if everyone.analysis.has_too_few() { Panes::One } else { layout::panes(area) };
    match (panes, everyone.view) {
        (_, View::Chart) if everyone.analysis.has_too_few() => {
            // Said once, instead of beside every cause.
            lines(&wrapped(&words::summary(&everyone.analysis), area.width, look.strong()), area, buf);
            0
        }
        (Panes::One, View::Cause(_)) => cause(everyone, true, (area, look), buf),
        (Panes::One, View::Chart) => {
            let rest = list(everyone, &head(everyone, area, look), Beside::Nothing, (area, look), buf);
            preview(everyone, (rest, look), buf);
            0
        }
        (Panes::Two(left, right), _) => {
            list(everyone, &head(everyone, left, look), Beside::Page, (left, look), buf);
            layout::divide(right, look, buf);
            cause(everyone, true, (right, look), buf)
        }
        (Panes::Three(left, middle, right), _) => {
            list(everyone, &head(everyone, left, look), Beside::Page, (left, look), buf);
            layout::divide(right, look, buf);
            let spread = everyone.chosen().map(|result| pages::how_everyone_answered(&result)).unwrap_or_default();
            layout::in_pane(&page::lay_out(&spread, right.width, look), (right, look), buf);
            layout::divide(middle, look, buf);
            cause(everyone, false, (middle, look), buf)
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beside {
    /// What is told of the chosen cause stands below the list.
    Nothing,
    /// It stands in a pane of its own.
    Page,
    /// It stands over the list, for all to read.
    Room,
}

/// The sentence of the whole: where to start, what to talk about first, what both sides see alike, and where they took
/// each other by surprise.
fn head(everyone: &Everyone, area: Rect, look: Look) -> Vec<Line<'static>> {
    let analysis = &everyone.analysis;
    let summary = words::summary(analysis);
    if area.height < LOW {
        let first = summary.split_inclusive(". ").next().unwrap_or_default();
        return shortened(first.trim_end(), (area.width, 1), look.strong());
    }
    let mut head = shortened(&summary, (area.width, (area.height / 6).min(4)), look.strong());
    let alike = words::seen_alike(analysis).filter(|_| area.height >= AIRY);
    let surprises = surprises_in(analysis, area.width).filter(|_| area.height >= AIRY);
    for text in alike.into_iter().chain(surprises) {
        head.extend(shortened(&text, (area.width, 1), look.quiet()));
    }
    head
}

/// Where the sides were taken by surprise, with as many names as fit.
pub fn surprises_in(analysis: &EveryoneAnalysis, cells: u16) -> Option<String> {
    let fitting = |most| guess::named(analysis, most).filter(|text| width(text) <= cells);
    (1..=NAMES).rev().find_map(fitting).or_else(|| guess::named(analysis, 1))
}

/// How far the sides are apart, or why that is not shown.
pub fn sides_sentence(analysis: &EveryoneAnalysis, result: &EveryoneCause<'_>) -> String {
    match &result.figures.gap {
        Some(gap) => {
            let pairs = figures::pairs(gap, analysis).map(|pairs| format!(" {pairs}")).unwrap_or_default();
            figures::gap(gap, analysis) + &pairs
        }
        None => words::no_gap(analysis, result.figures),
    }
}

/// Draws sentence, axis and rows from the top; gives what is left below.
pub fn list(
    everyone: &Everyone,
    head: &[Line<'static>],
    beside: Beside,
    (area, look): (Rect, Look),
    buf: &mut Buffer,
) -> Rect {
    let causes = everyone.causes();
    let count = u16::try_from(causes.len()).unwrap_or(u16::MAX);
    let columns = Columns::of(&everyone.analysis, &causes, area.width);
    let room = area.height.saturating_sub(height(head) + 1);
    let below_list = if beside == Beside::Nothing { layout::PREVIEW_LEAST } else { 0 };
    let has_sides = causes.iter().any(|result| result.figures.gap.is_some());
    // In one line the gap has a column of its own; the averages of the sides need a second one.
    let deep = if has_sides && 2 * count + below_list <= room { 2 } else { 1 };
    let columns = if deep == 2 { columns.deep(area.width) } else { columns };
    let mut spare = Spare(room.saturating_sub(count * deep));
    let air = u16::from(spare.take(1));
    let keyed = beside != Beside::Nothing || !spare.take(layout::PREVIEW_LEAST);
    let notes = figures::gap_notes(&everyone.analysis);
    let notes = spare.fit(notes.iter().flat_map(|text| wrapped(text, area.width, look.quiet())).collect());
    let legend = if keyed { spare.fit(legend(&everyone.analysis, deep, (area.width, look))) } else { Vec::new() };
    let pitch = deep + u16::from(spare.take(count.saturating_sub(1)));
    lines(head, area, buf);
    let body = below(area, height(head) + air);
    let used = [&notes, &legend].iter().filter(|part| !part.is_empty()).map(|part| height(part) + 1).sum::<u16>();
    let all = (count * pitch).saturating_sub(pitch - deep);
    let rows = Rect { height: all.min(body.height.saturating_sub(1 + used)), ..below(body, 1) };
    columns.heads((everyone, rows.height.div_ceil(pitch)), (row(body, 0), look), buf);
    columns.rows(everyone, (deep, pitch), (rows, look), buf);
    stacked(&[notes, legend], below(body, 1 + rows.height), buf)
}

/// How dots, lines and letters read, and the bands.
fn legend(analysis: &EveryoneAnalysis, deep: u16, (cells, look): (u16, Look)) -> Vec<Line<'static>> {
    let mut all = chart::legend(analysis.questionnaire(), cells, look);
    if has_lines(analysis) {
        all.extend(wrapped(words::HOW_AVERAGES_READ, cells, look.quiet()));
    }
    if deep == 2 {
        let (sales, marketing) = figures::sides(analysis);
        all.extend(wrapped(&words::how_sides_are_drawn(sales, marketing), cells, look.quiet()));
    }
    all
}

/// Whether any average has its line: of few people, and where it would give answers away, none has.
fn has_lines(analysis: &EveryoneAnalysis) -> bool {
    let has_line = |total: &Total| matches!(total.average.interval, Interval::Within(_));
    analysis.causes(Order::Article).iter().any(|result| result.figures.total.as_ref().is_ok_and(has_line))
}

/// The columns of the chart, in cells; 0 where one gives way.
#[derive(Clone, Copy)]
struct Columns {
    bar: u16,
    band: u16,
    gap: u16,
}

impl Columns {
    fn of(analysis: &EveryoneAnalysis, causes: &[EveryoneCause<'_>], cells: u16) -> Self {
        let band = if cells >= WIDE { chart::band_width(analysis.questionnaire()) } else { 0 };
        let has_gap = causes.iter().any(|result| result.figures.gap.is_some());
        let bar = cells.saturating_sub(NAME + FIGURE + band);
        let gap = if has_gap && bar >= TRACK_LEAST + GAP { GAP } else { 0 };
        Self { bar: bar - gap, band, gap }
    }

    /// The same with the gap and its verdict in a line of their own.
    const fn deep(self, cells: u16) -> Self {
        let bar = self.bar + self.gap;
        let more = if cells >= VERDICT_FROM { VERDICT.saturating_sub(self.band) } else { 0 };
        Self { bar: bar - more, band: self.band + more, gap: 0 }
    }

    /// The numbers of the axis, what the list goes by, and which of it is in sight.
    fn heads(self, (everyone, shown): (&Everyone, u16), (area, look): (Rect, Look), buf: &mut Buffer) {
        let first = window(everyone.row, everyone.causes().len(), shown);
        let of = everyone.causes().len();
        let order = words::order(everyone.order, everyone.analysis.questionnaire());
        let sight = wording::in_sight(&(first..of.min(first + usize::from(shown))), of);
        let order = Span::styled(cut(order, NAME - 2), look.quiet());
        let span = sight.map_or(order, |text| Span::styled(text, look.accent()));
        line(&Line::from(span), area, buf);
        axis::numbers(Rect { x: area.x + NAME, width: self.bar, ..area }, look, buf);
        if self.gap > 0 {
            let gap = Line::from(Span::styled("gap", look.quiet()));
            ends(&Line::default(), &gap, area, buf);
        }
    }

    fn rows(self, everyone: &Everyone, (deep, pitch): (u16, u16), (area, look): (Rect, Look), buf: &mut Buffer) {
        let causes = everyone.causes();
        let first = window(everyone.row, causes.len(), area.height.div_ceil(pitch));
        for (down, (at, result)) in
            (0..area.height).step_by(usize::from(pitch)).zip(causes.iter().enumerate().skip(first))
        {
            if at == everyone.row {
                (0..deep).for_each(|line| mark(row(area, down + line), look, buf));
            }
            self.average(&everyone.analysis, result, at == everyone.row, (row(area, down), look), buf);
            if deep == 2 {
                self.sides(&everyone.analysis, result.figures, (row(area, down + 1), look), buf);
            }
        }
    }

    fn average(
        self,
        analysis: &EveryoneAnalysis,
        result: &EveryoneCause<'_>,
        chosen: bool,
        (area, look): (Rect, Look),
        buf: &mut Buffer,
    ) {
        let style = if chosen { look.strong() } else { Style::new() };
        line(&Line::from(Span::styled(cut(&result.cause.name, NAME - 2), style)), area, buf);
        let right = Rect { x: area.x + NAME, width: area.width.saturating_sub(NAME), ..area };
        match &result.figures.total {
            Ok(total) => {
                axis::average(&total.average, Rect { width: self.bar, ..right }, look, buf);
                let figure = self.figure(analysis, total, result.figures.gap.as_ref(), look);
                line(&figure, Rect { x: right.x + self.bar, width: right.width - self.bar, ..right }, buf);
            }
            Err(hidden) => {
                line(&Line::from(Span::styled(cut(&words::hidden(*hidden), right.width), look.quiet())), right, buf);
            }
        }
    }

    fn figure(self, analysis: &EveryoneAnalysis, total: &Total, gap: Option<&Finding>, look: Look) -> Line<'static> {
        let mut cells = chart::figure_cells(total.average.mean, ("  ", self.band), analysis.questionnaire(), look);
        if self.gap > 0 {
            let gap = gap.map_or_else(|| "–".to_owned(), |gap| figures::signed(gap.difference));
            cells.push_span(format!("{gap:>0$}", usize::from(self.gap)));
        }
        cells
    }

    /// Both sides on the axis with a line between them; their letters and shapes name them, not a colour.
    fn sides(self, analysis: &EveryoneAnalysis, figures: &Figures, (area, look): (Rect, Look), buf: &mut Buffer) {
        let sizes = Line::from(Span::styled(cut(&sizes(analysis, figures), NAME - 2), look.quiet()));
        line(&sizes, area, buf);
        let (Some((sales, marketing)), Some(gap)) = (analysis.both_sides(figures), &figures.gap) else { return };
        let axis = Rect { x: area.x + NAME, width: self.bar, ..area };
        dumbbell([sales, marketing], (axis, look), buf);
        let verdict = if self.band >= VERDICT { figures::verdict(gap.verdict) } else { "" };
        let gap = Line::from(vec![
            Span::styled(format!("{:>4}  ", figures::signed(gap.difference)), look.strong()),
            Span::styled(verdict, look.quiet()),
        ]);
        line(&gap, Rect { x: axis.right(), width: area.width.saturating_sub(NAME + self.bar), ..area }, buf);
    }
}

fn dumbbell([sales, marketing]: [&Average; 2], (area, look): (Rect, Look), buf: &mut Buffer) {
    let at = |average: &Average| cell(u16::try_from(average.mean.shown()).unwrap_or(0), area.width);
    let (s, m) = (at(sales), at(marketing));
    for x in s.min(m) + 1..s.max(m) {
        buf.set_string(area.x + x, area.y, "╌", look.quiet());
    }
    buf.set_string(area.x + m, area.y, "◆", look.strong());
    buf.set_string(area.x + s, area.y, if s == m { "◈" } else { "●" }, look.strong());
    for (letter, own, other) in [("S", s, m), ("M", m, s)] {
        let left = own < other || own == other && letter == "S";
        let x = if left { own.checked_sub(1) } else { Some(own + 1) };
        // At the very start of the axis the letter stands in the gap before it.
        let place = x.map_or(area.x - 1, |x| area.x + x);
        buf.set_string(place, area.y, letter, look.strong());
    }
}

/// How many people of each side stand behind the figures, where that is not everybody: `S 11  M 9`.
fn sizes(analysis: &EveryoneAnalysis, figures: &Figures) -> String {
    let Some((sales, marketing)) = analysis.both_sides(figures) else { return String::new() };
    let people = |id: &str| analysis.sides().find(|(side, _)| side.id.as_str() == id).map(|(_, people)| people);
    if (people(SALES), people(MARKETING)) == (Some(sales.n), Some(marketing.n)) {
        return String::new();
    }
    format!("S {}  M {}", sales.n, marketing.n)
}

/// Draws what is told of the chosen cause below the list: everyone, the sides, and what to begin with.
fn preview(everyone: &Everyone, (area, look): (Rect, Look), buf: &mut Buffer) {
    let Some(result) = everyone.chosen() else { return };
    let (analysis, cells) = (&everyone.analysis, layout::preview_cells(area));
    let average = match &result.figures.total {
        Ok(total) => words::average(&total.average),
        Err(hidden) => wording::sentence(&words::hidden(*hidden)),
    };
    let guesses = guess::of_cause(analysis, &result).into_iter();
    let sides = [sides_sentence(analysis, &result)].into_iter().chain(guesses).collect::<Vec<_>>().join(" ");
    let parts = [
        (words::EVERYONE_DOT.to_owned(), wrapped(&average, cells, Style::new())),
        (words::SIDES.to_owned(), wrapped(&sides, cells, Style::new())),
        (wording::FIRST_STEP.to_owned(), wrapped(&result.cause.first_step, cells, Style::new())),
    ];
    layout::preview(&result.cause.name, parts, (area, look), buf);
}

pub fn heading(questionnaire: &Questionnaire, result: &EveryoneCause<'_>, look: Look) -> Line<'static> {
    let mut name = Line::from(Span::styled(result.cause.name.clone(), look.strong()));
    if let Some(mean) = result.severity() {
        name.spans.extend(chart::measured(mean, questionnaire, look));
    }
    name
}

/// Draws the page of the chosen cause, with how everyone answered or without; gives how many lines it could scroll.
fn cause(everyone: &Everyone, with_answers: bool, (area, look): (Rect, Look), buf: &mut Buffer) -> u16 {
    let Some(result) = everyone.chosen() else { return 0 };
    let analysis = &everyone.analysis;
    let name = heading(analysis.questionnaire(), &result, look);
    layout::pane_heading(&name, (everyone.row, everyone.causes().len()), (area, look), buf);
    let answers = if with_answers { pages::how_everyone_answered(&result) } else { Vec::new() };
    let scroll = if let View::Cause(scroll) = everyone.view { Some(scroll) } else { None };
    page::read(&pages::everyone_cause(analysis, &result, answers), scroll, (below(area, HEAD), look), buf)
}
