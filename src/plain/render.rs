//! What the app shows, in lines.

use jiff::Zoned;

use super::choices::{Choice, choices};
use super::lines;
use super::lines::{Line, line, numbered};
use crate::app::pages::{Block, Review, entry};
use crate::app::screens::answering::{Answering, AskedItem, View};
use crate::app::screens::contexts::KeyContext;
use crate::app::screens::home::{Home, Mode};
use crate::app::screens::home_rows::Row;
use crate::app::screens::participant::Participant;
use crate::app::screens::results::Results;
use crate::app::screens::room::{Room, Stage};
use crate::app::screens::welcome::Welcome;
use crate::app::screens::{Screen, first_step, participant, results};
use crate::app::{App, Assessment, Modal, Palette, pages};
use crate::wording::participant::WHICH_SIDE;
use crate::wording::{self, lines as words};

/// How many names are told before one is typed.
const NAMES: usize = 6;

pub fn render(app: &App) -> Vec<Line> {
    match app.over() {
        Some(over) => self::over(app, over),
        None => screen(app),
    }
}

fn screen(app: &App) -> Vec<Line> {
    let mut lines = match app.screen() {
        Screen::Welcome(welcome) => self::welcome(app, welcome),
        Screen::Home(home) => self::home(home, &app.setup().opened),
        Screen::Answering(answering) => self::answering(app, answering),
        Screen::Participant(participant) => self::participant(app, participant),
        Screen::Results(results) => results_or_question(results),
        Screen::Plan(plan) if app.place() == KeyContext::Plan => lines::plan_lines(plan, &app.setup().opened),
        Screen::Steps(steps) if app.place() == KeyContext::Steps => lines::step_lines(steps, &app.setup().opened),
        Screen::Everyone(everyone) => lines::everyone(everyone),
        Screen::Room(room) => self::room(app, room),
        other => plain(app, other),
    };
    lines.push(Line::once(hint(app)));
    lines
}

fn results_or_question(results: &Results) -> Vec<Line> {
    match results.view {
        results::View::Changing { asked, .. } => item(&results.assessment, asked),
        _ => lines::results(results),
    }
}

/// A screen that is a question or a page, and nothing else.
fn plain(app: &App, screen: &Screen) -> Vec<Line> {
    if let Some(question) = screen.question(app.setup()) {
        return self::question(&question);
    }
    let aside =
        Some(screen.aside()).filter(|aside| !aside.is_empty()).map_or_else(String::new, |aside| format!(": {aside}"));
    let heading = screen.title().map(|title| Line::new(wording::sentence(&format!("{title}{aside}"))));
    heading.into_iter().chain(page(app)).collect()
}

fn page(app: &App) -> Vec<Line> {
    lines::page(&app.screen().page(&app.setup().opened).unwrap_or_default())
}

fn welcome(app: &App, welcome: &Welcome) -> Vec<Line> {
    if let (true, Some(chosen)) = (welcome.discarding, welcome.chosen()) {
        let copy = welcome.copies().get(welcome.cursor).cloned().flatten();
        let copy = copy.map(|name| words::copy(&name)).unwrap_or_default();
        return vec![Line::new(format!("{}{copy}", pages::discard(&chosen.record, &app.setup().opened)))];
    }
    let setup = app.setup();
    let words = setup.full.head().words.iter().map(|word| entry(&word.term, &word.text));
    let page = pages::welcome(setup).into_iter().chain(words).chain([Block::Text(pages::keeping(&setup.store))]);
    let mut lines: Vec<Line> = page.map(|block| Line { once: true, ..line(&block) }).collect();
    let offers = pages::resumable(welcome, &setup.opened).into_iter();
    lines.extend(numbered(offers.chain(pages::forms(setup).into_iter().map(|form| form.join(", ")))));
    lines
}

/// The text in front of a session is told once, the sides as often as they are asked for.
fn participant(app: &App, participant: &Participant) -> Vec<Line> {
    let notice = participant.taken().and_then(|taken| taken.view.notice.as_ref());
    let notice = notice.map(|text| Line::new(format!("{text}.")));
    notice.into_iter().chain(seated(app, participant)).collect()
}

fn seated(app: &App, participant: &Participant) -> Vec<Line> {
    if let Some(answering) = app.screen().answering() {
        return self::answering(app, answering);
    }
    match (&participant.stage, app.screen().question(app.setup())) {
        (_, Some(asked)) => question(&asked),
        (participant::Stage::Entering(_), None) => {
            let page = pages::join_form(&participant.join_form);
            let mut lines: Vec<Line> = page.iter().map(|block| Line { once: true, ..line(block) }).collect();
            lines.push(Line::new(WHICH_SIDE));
            lines.extend(numbered(participant.join_form.sides.iter().map(|(_, name)| name.clone())));
            lines
        }
        (participant::Stage::In(_), None) => page(app),
    }
}

fn question(question: &pages::Question<'_>) -> Vec<Line> {
    let mut lines = vec![Line::new(question.text.clone()), Line::once(question.help.clone())];
    lines.extend(question.field.filter(|field| !field.value().is_empty()).map(|field| Line::new(field.value())));
    lines.extend(numbered(question.options.iter().cloned()));
    lines
}

/// The list, once all of it is read: told piece by piece, it would be told as often as there are records.
fn home(home: &Home, now: &Zoned) -> Vec<Line> {
    if home.mode == Mode::Restore {
        let (question, text) = home.left_behind();
        return vec![Line::new(question), Line::new(text)];
    }
    let Some(rows) = home.rows().filter(|rows| rows.are_read()) else { return vec![Line::new(wording::home::READING)] };
    if rows.shown() == 0 {
        return vec![Line::new(home.none_shown())];
    }
    if let (Mode::Delete, Some(chosen)) = (home.mode, home.chosen()) {
        let copy = pages::copy(chosen).map(|text| format!(" {text}")).unwrap_or_default();
        return vec![Line::new(format!("{}{copy}", pages::delete(&chosen.head)))];
    }
    let overdue = rows.overdue(now.date()).map(|text| Line::new(format!("{}.", text.trim_start_matches("! "))));
    let found = (rows.shown() < rows.len()).then(|| Line::new(format!("{}.", rows.sight(&(0..rows.shown())))));
    let rows = numbered(rows.from(0).map(|(_, row)| record(row)));
    overdue.into_iter().chain(found).chain(rows).collect()
}

fn record(row: &Row) -> String {
    let copy = row.copy.as_ref().map(|name| format!(", copy in {name}")).unwrap_or_default();
    format!("{}, {}, {}{copy}: {}", pages::label(&row.head), row.head.who, row.head.when, pages::standing(row))
}

fn over(app: &App, over: &Modal) -> Vec<Line> {
    if let Modal::Palette(palette) = over {
        return [commands(app, palette), vec![Line::new(hint(app))]].concat();
    }
    let (question, text) = pages::over(app, over);
    vec![Line::new(question), Line::new(text), Line::new(hint(app))]
}

/// The newest names that records have already, since the same name is what compares them.
fn names(app: &App) -> String {
    let Screen::Begin(begin) = app.screen() else { return String::new() };
    let names = begin.names.offered("");
    let offered = names[..names.len().min(NAMES)].join(", ");
    if offered.is_empty() { offered } else { words::names(&offered) }
}

fn hint(app: &App) -> String {
    match app.place() {
        KeyContext::Label | KeyContext::FirstLabel if is_empty(app) => words::field(words::LEAVES_EMPTY) + &names(app),
        KeyContext::Label | KeyContext::FirstLabel => words::field(words::KEEPS),
        KeyContext::StepForm | KeyContext::Noting => form_hint(app),
        KeyContext::Code => words::field(""),
        KeyContext::Filtering => words::FILTER.to_owned(),
        KeyContext::Elsewhere => words::GOES_BACK.to_owned(),
        KeyContext::Palette => words::COMMAND.to_owned(),
        _ => words::choices(&choices(app).iter().map(said).collect::<Vec<_>>().join("; ")),
    }
}

fn form_hint(app: &App) -> String {
    let [alone, empty] = if is_empty(app) { [words::LEAVES_EMPTY, ""] } else { [words::KEEPS, words::EMPTIES] };
    let plan = match app.screen() {
        Screen::TakingOn(taking) if taking.step.asked == first_step::StepField::What => words::AS_PLAN,
        _ => "",
    };
    words::field(&[alone, empty, plan].concat())
}

fn is_empty(app: &App) -> bool {
    let question = app.screen().question(app.setup());
    question.and_then(|question| question.field).is_none_or(|field| field.value().is_empty())
}

fn said(offer: &Choice) -> String {
    format!("{}: {}", offer.typed, offer.does)
}

pub fn help(app: &App) -> Vec<Line> {
    let mut lines: Vec<Line> = match app.place() {
        KeyContext::Label
        | KeyContext::FirstLabel
        | KeyContext::Filtering
        | KeyContext::Elsewhere
        | KeyContext::Code
        | KeyContext::StepForm
        | KeyContext::Noting
        | KeyContext::Palette => {
            vec![Line::new(hint(app))]
        }
        _ => choices(app).iter().map(|offer| Line::new(format!("{}.", said(offer)))).collect(),
    };
    lines.extend(app.words().iter().map(|word| Line::new(format!("{}: {}", word.term, word.text))));
    lines
}

pub fn prompt(app: &App) -> &'static str {
    match app.place() {
        KeyContext::Asking | KeyContext::Changing => "Answer: ",
        KeyContext::Guessing => "Guess: ",
        KeyContext::FirstLabel => "Name: ",
        KeyContext::Label | KeyContext::Filtering | KeyContext::StepForm | KeyContext::Noting => "Text: ",
        KeyContext::Elsewhere => "File: ",
        KeyContext::Code => "Code: ",
        _ => "Choice: ",
    }
}

fn answering(app: &App, answering: &Answering) -> Vec<Line> {
    let assessment = &answering.assessment;
    match answering.view {
        View::Item(asked) => item(assessment, asked),
        View::Items { .. } => {
            let places = 0..assessment.questionnaire().len();
            places.filter_map(|place| listed(assessment, place)).map(Line::new).collect()
        }
        View::Review { .. } => review(assessment, &pages::review(app, answering)),
    }
}

/// The number first, then the statement, the question above it, and the answers.
fn item(assessment: &Assessment, asked: AskedItem) -> Vec<Line> {
    let Some((item, given)) = assessment.item(asked.place) else { return Vec::new() };
    let of = assessment.questionnaire().len();
    let mut lines =
        vec![Line::new(format!("{} of {of}. {}", asked.place + 1, item.text)), Line::once(item.scale.stem.clone())];
    lines.extend(item.hint.clone().map(Line::once));
    lines.extend((1..).zip(&item.scale.points).map(|(at, point)| Line::new(format!("{at}. {}.", point.label))));
    lines.push(Line::new(format!("x. {}.", item.scale.na)));
    lines.extend(given.map(|given| Line::new(words::answer(item.scale.words(given)))));
    lines
}

fn listed(assessment: &Assessment, place: usize) -> Option<String> {
    let (item, given) = assessment.item(place)?;
    let state = if given.is_some() { "answered" } else { "not answered" };
    Some(format!("{}. {state}: {}", place + 1, item.text))
}

fn review(assessment: &Assessment, review: &Review) -> Vec<Line> {
    let mut lines = vec![Line::new(review.open.clone()), Line::new(review.meaning.clone())];
    lines.extend(assessment.unanswered().iter().filter_map(|&place| listed(assessment, place)).map(Line::new));
    lines
}

fn commands(app: &App, palette: &Palette) -> Vec<Line> {
    let about = match app.screen() {
        Screen::Home(home) => home.chosen().map(|row| Line::new(words::this_record(&pages::named(&row.head)))),
        _ => None,
    };
    let all: Vec<String> = palette.shown().map(|command| command.does.clone()).collect();
    if all.is_empty() {
        return vec![Line::new(words::NOT_CALLED)];
    }
    about.into_iter().chain(numbered(all.into_iter())).collect()
}

fn room(app: &App, room: &Room) -> Vec<Line> {
    let mut lines = Vec::new();
    lines.extend(room.view().setup.rehearsal.then(|| Line::new(words::REHEARSAL)));
    lines.extend(pages::room::join(room).map(|[join, _]| Line::once(words::join(&join))));
    lines.extend(pages::room::trouble(room).map(Line::new));
    lines.extend(stage(app, room));
    lines
}

fn stage(app: &App, room: &Room) -> Vec<Line> {
    let page = || app.screen().page(&app.setup().opened).unwrap_or_default().iter().map(line).collect::<Vec<_>>();
    match room.stage() {
        Stage::Blank => vec![Line::new(words::BLANK)],
        Stage::Scan => Vec::new(),
        Stage::Confirming(asked) => {
            let (question, text) = pages::room::asked(room, asked);
            vec![Line::new(question), Line::new(text)]
        }
        Stage::Acting(_) | Stage::Naming(_) => {
            app.screen().question(app.setup()).map(|asked| question(&asked)).unwrap_or_default()
        }
        Stage::Choosing(choosing) => {
            let row = |(line, (_, chosen)): (&[String; 5], &(_, bool))| {
                let parts = line.iter().map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "));
                let mark = if *chosen { ", marked" } else { "" };
                parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ") + mark
            };
            let lines = pages::room::to_choose(room, &choosing.causes);
            let question = Line::new(wording::session::WHICH_AGAIN);
            [question].into_iter().chain(numbered(lines.iter().zip(&choosing.causes).map(row))).collect()
        }
        Stage::Cause(cause) => [Line::new(format!("{}.", cause.name))].into_iter().chain(page()).collect(),
        Stage::Chart => chart(room).into_iter().chain(page()).collect(),
        _ => page(),
    }
}

fn chart(room: &Room) -> Vec<Line> {
    match &room.causes.everyone {
        Some(everyone) => lines::everyone(everyone),
        None => numbered(room.causes.listed(&room.seen).iter().map(|cause| cause.name.clone())),
    }
}
