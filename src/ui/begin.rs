//! Where somebody begins: the first screen, the form before the first statement, and in front of a live session; a text,
//! and what to choose below it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::asking::{self, Row, rows};
use super::draw::{below, choice, cut, height, lines, row, scrolled, shortened, width, window, wrapped};
use super::layout::stack;
use super::question::{self, field, field_height};
use super::theme::Look;
use super::{page, statements};
use crate::app::pages::{self, Question};
use crate::app::screens::begin::{Begin, Step};
use crate::app::screens::contexts::KeyContext;
use crate::app::screens::joined::Joined;
use crate::app::screens::participant::{Participant, Stage};
use crate::app::screens::welcome::Welcome;
use crate::app::{App, Scroll, Setup, Store};
use crate::domain::severity::Band;
use crate::wording::participant::WHICH_SIDE;
use crate::wording::plan::MAY_STAY_EMPTY;
use crate::wording::{self, ANSWER_AS, NAME};

/// From this height on there is room for a picture of what it gives.
const ROOMY: u16 = 18;
/// Three bars as a chart has them, in cells.
const BARS: [(usize, Band); 3] = [(24, Band::Severe), (16, Band::Elevated), (7, Band::Low)];
/// From this width on, an option says what it gives.
const WIDE: u16 = 62;
/// From this width on, it says that the time is about so long.
const NARROW: u16 = 44;

/// Draws the first screen; gives how many lines its text could scroll.
pub fn welcome(setup: &Setup, welcome: &Welcome, (area, look): (Rect, Look), buf: &mut Buffer) -> u16 {
    let mut text = page::lay_out(&pages::welcome(setup), area.width, look);
    let (at, style) = match setup.store {
        // Before all else: whoever answers should know that it is lost.
        Store::Nowhere(_) => (1, look.warning()),
        Store::Folder(_) | Store::Session => (usize::MAX, look.quiet()),
    };
    let keeping = wrapped(&pages::keeping(&setup.store), area.width.min(page::MEASURE), style);
    if area.height >= ROOMY && area.width >= WIDE {
        text.push(Line::default());
        text.extend(promise(setup, look));
    }
    let at = at.min(text.len());
    text.splice(at..at, std::iter::once(Line::default()).chain(keeping));
    text.push(Line::default());
    let asked = welcome.chosen().filter(|_| welcome.discarding);
    let question = asked.map(|one| pages::discard(&one.record, &setup.opened)).unwrap_or_default();
    let options = options(setup, welcome, area.width);
    let above =
        Above { text, top: welcome.scroll.top(), question, style: look.warning(), gap: 0, fixed: welcome.forms };
    choices(&above, (&options, Some(welcome.cursor)), (area, look), buf)
}

fn promise(setup: &Setup, look: Look) -> Vec<Line<'static>> {
    let texts = wording::promise(setup.full.causes().len());
    let line = |((cells, band), text): ((usize, Band), String)| {
        let gap = BARS[0].0 - cells + 4;
        let bar = super::axis::sign(band, look).repeat(cells);
        Line::from(vec![
            Span::styled(bar, look.band(band)),
            Span::raw(" ".repeat(gap)),
            Span::styled(text, Style::new()),
        ])
    };
    BARS.into_iter().zip(texts).map(line).collect()
}

/// What is to be resumed and the forms to begin with, numbered, in columns where there is room.
fn options(setup: &Setup, welcome: &Welcome, cells: u16) -> Vec<String> {
    let forms = pages::forms(setup);
    let columns: [usize; 2] =
        std::array::from_fn(|at| forms.iter().map(|form| usize::from(width(&form[at]))).max().unwrap_or(0) + 3);
    let form = |[name, takes, gives]: &[String; 3]| match cells {
        WIDE.. => format!("{name:<0$}{takes:<1$}{gives}", columns[0], columns[1]),
        NARROW.. => format!("{name}, {takes}"),
        _ => format!("{name}, {}", takes.trim_start_matches("about ")),
    };
    let resumable = pages::resumable(welcome, &setup.opened).into_iter();
    let all = resumable.chain(forms.iter().map(form));
    all.enumerate().map(|(at, text)| format!("{}   {text}", at + 1)).collect()
}

/// The column of labels. Beside it the longest name fits a line of eighty cells.
const LABEL: u16 = 13;
/// From this height on, all sides stay in sight while the name is typed.
const TALL: u16 = 10;

pub fn form(question: &Question<'_>, begin: &Begin, (area, look): (Rect, Look), buf: &mut Buffer) {
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
    let names = cut(&names.join(", "), area.width.saturating_sub(7));
    let shown = Line::from(vec![Span::styled("  Tab  ", look.accent()), Span::styled(names, look.quiet())]);
    lines(&[shown], row(area, 0), buf);
}

const OPTIONS_MAX: usize = 5;
const AIRY: u16 = 14;

struct Above {
    text: Vec<Line<'static>>,
    top: u16,
    /// What is asked; may be empty.
    question: String,
    style: Style,
    /// Blank lines before it, where there is room.
    gap: u16,
    /// How many of the last options always stay in sight.
    fixed: usize,
}

/// Draws a text with a question and options below it; gives how many lines the text could scroll.
fn choices(
    above: &Above,
    (options, cursor): (&[String], Option<usize>),
    (area, look): (Rect, Look),
    buf: &mut Buffer,
) -> u16 {
    let shown = u16::try_from(options.len().min(OPTIONS_MAX)).unwrap_or(1);
    let question = wrapped(&above.question, area.width, above.style);
    let tight = above.question.is_empty() && area.height <= height(&above.text) + shown;
    let asked = if tight { 0 } else { height(&question) };
    let gap = if area.height >= AIRY { above.gap } else { 0 };
    // Reckoned here: a layout's solver takes a third of the time in which the first screen is drawn.
    let under = area.height.saturating_sub(asked + shown);
    let text = Rect { height: height(&above.text).min(under.saturating_sub(gap)), ..area };
    let list = below(area, (text.height + gap).min(under));
    let room = scrolled(&above.text, above.top, text, buf);
    lines(&question, list, buf);
    for (down, at) in (asked..).zip(in_sight(cursor.unwrap_or(0), (options.len(), above.fixed), shown)) {
        let Some(option) = options.get(at) else { continue };
        choice(option, cursor == Some(at), (row(list, down), look), buf);
    }
    room
}

/// The options to show: the last ones, which do not depend on what was found, and as many of the others as there is room
/// for.
fn in_sight(cursor: usize, (count, fixed): (usize, usize), shown: u16) -> impl Iterator<Item = usize> {
    let last = count.saturating_sub(fixed);
    let others = usize::from(shown).saturating_sub(fixed);
    let first = window(cursor, last, u16::try_from(others).unwrap_or(u16::MAX));
    (first..last).take(others).chain(last..count)
}

/// Draws a participant's place; gives how many lines its text could scroll.
pub fn participant(app: &App, participant: &Participant, (area, look): (Rect, Look), buf: &mut Buffer) -> u16 {
    if let Some(answering) = app.screen().answering() {
        statements(app, answering, (area, look), buf);
        return 0;
    }
    if let Some(guessing) = participant.taken().and_then(Joined::guessing)
        && app.place() == KeyContext::Guessing
    {
        asking::guess(guessing, (area, look), buf);
        return 0;
    }
    if let Some(asked) = app.screen().question(app.setup()) {
        question::draw(&asked, area, buf, look);
        return 0;
    }
    match &participant.stage {
        Stage::Entering(entering) => {
            let text = page::lay_out(&pages::join_form(&participant.join_form), area.width, look);
            let sides: Vec<String> =
                (1..).zip(&participant.join_form.sides).map(|(at, (_, name))| format!("{at}   {name}")).collect();
            let above = Above {
                text,
                top: entering.scroll.top(),
                question: WHICH_SIDE.to_owned(),
                style: look.strong(),
                gap: 1,
                fixed: 1,
            };
            choices(&above, (&sides, entering.side), (area, look), buf)
        }
        Stage::In(_) => {
            let page = app.screen().page(&app.setup().opened).unwrap_or_default();
            page::draw(&page, app.screen().scroll().map_or(0, Scroll::top), (area, look), buf)
        }
    }
}
