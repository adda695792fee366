//! What the app shows, in lines.

mod asking;
mod block;
mod everyone;
mod results;
mod room;

use crate::app::pages::Block;
use crate::app::screens::Screen;
use crate::app::screens::contexts::KeyContext;
use crate::app::screens::home::{Home, Mode, Row};
use crate::app::screens::seat::{Seat, Stage};
use crate::app::screens::welcome::Welcome;
use crate::app::{App, Modal, pages};
use crate::plain::choices::{Choice, choices};
use crate::wording;
use crate::wording::seat::WHICH_SIDE;

/// A line to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it says.
    pub text: String,
    /// Whether to say it the first time only.
    pub once: bool,
}

impl Line {
    fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), once: false }
    }

    fn once(text: impl Into<String>) -> Self {
        Self { text: text.into(), once: true }
    }
}

/// What the app shows now.
pub fn tell(app: &App) -> Vec<Line> {
    match app.over() {
        Some(over) => self::over(app, over),
        None => screen(app),
    }
}

fn screen(app: &App) -> Vec<Line> {
    let mut lines = match app.screen() {
        Screen::Welcome(welcome) => self::welcome(app, welcome),
        Screen::Home(home) => self::home(home),
        Screen::Answering(answering) => asking::answering(app, answering),
        Screen::Seat(seat) => self::seat(app, seat),
        Screen::Results(results) => results::results(results, &app.setup().opened),
        Screen::Everyone(everyone) => everyone::everyone(everyone),
        Screen::Room(room) => room::room(app, room),
        other => plain(app, other),
    };
    lines.push(Line::once(hint(app)));
    lines
}

/// A screen that is a question or a page, and nothing else.
fn plain(app: &App, screen: &Screen) -> Vec<Line> {
    if let Some(question) = screen.question(app.setup()) {
        return self::question(&question);
    }
    let heading = screen.title().map(|title| Line::new(wording::sentence(&title)));
    heading.into_iter().chain(page(app)).collect()
}

/// The page on the screen; each row of a table is a line of its own.
fn page(app: &App) -> Vec<Line> {
    let lines = |block: &Block| match block {
        Block::Table { heads, rows } => rows.iter().map(|told| Line::new(block::row(heads, told))).collect(),
        block => vec![block::line(block)],
    };
    app.screen().page(&app.setup().opened).unwrap_or_default().iter().flat_map(lines).collect()
}

fn welcome(app: &App, welcome: &Welcome) -> Vec<Line> {
    if let (true, Some(chosen)) = (welcome.discarding, welcome.chosen()) {
        let copy = welcome.copies().get(welcome.cursor).cloned().flatten();
        let copy = copy.map(|name| format!(" This is the copy in {name}.")).unwrap_or_default();
        return vec![Line::new(format!("{}{copy}", pages::discard(&chosen.record, &app.setup().opened)))];
    }
    let mut lines: Vec<Line> = pages::welcome(app.setup())
        .iter()
        .filter(|block| !matches!(block, Block::Quiet(_)))
        .map(|block| Line { once: true, ..block::line(block) })
        .collect();
    let now = &app.setup().opened;
    let offers = pages::resumable(welcome, now).into_iter();
    let new = if welcome.unfinished.is_empty() { "Begin" } else { "Start new" };
    lines.extend(numbered(offers.chain([new.to_owned()])));
    lines
}

/// The text in front of a session is told once, the sides as often as they are asked for.
fn seat(app: &App, seat: &Seat) -> Vec<Line> {
    if let Some(answering) = app.screen().answering() {
        return asking::answering(app, answering);
    }
    match (&seat.stage, app.screen().question(app.setup())) {
        (_, Some(asked)) => question(&asked),
        (Stage::Entering(_), None) => {
            let page = pages::join_form(&seat.join_form);
            let mut lines: Vec<Line> = page.iter().map(|block| Line { once: true, ..block::line(block) }).collect();
            lines.push(Line::new(WHICH_SIDE));
            lines.extend(numbered(seat.join_form.sides.iter().map(|(_, name)| name.clone())));
            lines
        }
        (Stage::In(_), None) => page(app),
    }
}

fn question(question: &pages::Question<'_>) -> Vec<Line> {
    let mut lines = vec![Line::new(question.text.clone()), Line::once(question.help.clone())];
    lines.extend(question.field.filter(|field| !field.value().is_empty()).map(|field| Line::new(field.value())));
    lines.extend(numbered(question.options.iter().cloned()));
    lines
}

/// The list, once all of it is read: told piece by piece, it would be told as often as there are records.
fn home(home: &Home) -> Vec<Line> {
    if home.mode == Mode::Restore {
        let (question, text) = pages::left_behind(&home.left);
        return vec![Line::new(question), Line::new(text)];
    }
    let Some(rows) = home.shown().filter(|_| home.is_read()) else { return vec![Line::new(pages::READING)] };
    if rows.is_empty() {
        return vec![Line::new(pages::NO_RECORDS)];
    }
    if let (Mode::Delete, Some(chosen)) = (home.mode, home.chosen()) {
        let copy = pages::copy(chosen).map(|told| format!(" {told}")).unwrap_or_default();
        return vec![Line::new(format!("{}{copy}", pages::delete(&chosen.head)))];
    }
    numbered(rows.iter().map(|row| record(row)))
}

fn record(row: &Row) -> String {
    let copy = row.copy.as_ref().map(|name| format!(", copy in {name}")).unwrap_or_default();
    format!("{}, {}, {}{copy}: {}", pages::label(&row.head), row.head.who, row.head.when, pages::standing(row))
}

fn over(app: &App, over: &Modal) -> Vec<Line> {
    let (question, text) = pages::over(app, over);
    vec![Line::new(question), Line::new(text), Line::new(hint(app))]
}

fn numbered(options: impl Iterator<Item = String>) -> Vec<Line> {
    (1..).zip(options).map(|(number, option)| Line::new(format!("{number}. {option}."))).collect()
}

/// What may be typed, in one line.
fn hint(app: &App) -> String {
    match app.place() {
        KeyContext::Label if is_empty(app) => {
            "Type it and press Enter; Enter alone leaves it empty. /b: back; /q: leave.".to_owned()
        }
        KeyContext::Label => {
            "Type it and press Enter; Enter alone keeps what stands there. /b: back; /q: leave.".to_owned()
        }
        KeyContext::Code => "Type it and press Enter. /b: back; /q: leave.".to_owned(),
        KeyContext::Filtering => "Type a part of a name and press Enter. /b: show all; /q: leave.".to_owned(),
        KeyContext::Elsewhere => "Enter alone goes back.".to_owned(),
        _ => {
            let told: Vec<String> = choices(app).iter().map(said).collect();
            format!("Type and press Enter: {}; nothing: say it again.", told.join("; "))
        }
    }
}

/// Whether the text field holds nothing yet.
fn is_empty(app: &App) -> bool {
    let question = app.screen().question(app.setup());
    question.and_then(|question| question.field).is_none_or(|field| field.value().is_empty())
}

fn said(offer: &Choice) -> String {
    format!("{}: {}", offer.typed, offer.does)
}

/// All that may be typed, and the words.
pub fn help(app: &App) -> Vec<Line> {
    let mut lines: Vec<Line> = match app.place() {
        KeyContext::Label | KeyContext::Filtering | KeyContext::Elsewhere | KeyContext::Code => {
            vec![Line::new(hint(app))]
        }
        _ => choices(app).iter().map(|offer| Line::new(format!("{}.", said(offer)))).collect(),
    };
    lines.extend(app.words().iter().map(|word| Line::new(format!("{}: {}", word.term, word.text))));
    lines
}

/// What is said in front of the cursor.
pub fn prompt(app: &App) -> &'static str {
    match app.place() {
        KeyContext::Asking | KeyContext::Changing => "Answer: ",
        KeyContext::Label if matches!(app.screen(), Screen::Begin(_)) => "Name: ",
        KeyContext::Label | KeyContext::Filtering => "Text: ",
        KeyContext::Elsewhere => "File: ",
        KeyContext::Code => "Code: ",
        _ => "Choice: ",
    }
}
