//! The screens, drawn: pure functions from state to cells, one file a region.
//!
//! ```text
//! header                                  whose view it is, the label
//!
//! body                                    begin, list, record, asking, question; chart, everyone, people, axis,
//!                                         beside, page, plan; layout divides it where it is wide;
//!                                         a live session: room, lobby, letters
//!
//! status                                  saved, saving or not; what the person should know
//! footer                                  the keys, from the key table
//! ```
#![deny(clippy::disallowed_methods)]

mod asking;
mod axis;
mod begin;
mod beside;
mod chart;
mod draw;
mod everyone;
mod frame;
mod layout;
mod letters;
mod list;
mod lobby;
mod page;
mod people;
mod plan;
mod question;
mod record;
mod room;
pub(crate) mod theme;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::screens::answering::{Answering, View};
use crate::app::screens::contexts::KeyContext;
use crate::app::screens::{Screen, results};
use crate::app::{App, Drawn, Modal, Setup, pages};
use layout::Regions;
use theme::Look;

/// Draws the whole screen; gives how many lines the page on it could scroll, and whether there was room to draw it.
pub fn draw(app: &App, look: Look, area: Rect, buf: &mut Buffer) -> Drawn {
    if layout::too_small(area) {
        layout::draw_too_small(app, area, buf, look);
        return Drawn { room: 0, page: 0, legible: false };
    }
    if app.place() == KeyContext::RoomBlank {
        room::blank(app, area, buf, look);
        return Drawn { room: 0, page: 0, legible: true };
    }
    let usual = divided(app, area, 1);
    let mut status = frame::status(app, (usual.status.width, usual.body.height), look);
    let mut regions = divided(app, area, status.len());
    if !shows_statement(app, regions.body) {
        // A statement is read before anything is answered: the rest of a notice gives way to it.
        status.truncate(1);
        regions = divided(app, area, 1);
    }
    if !shows_statement(app, regions.body) {
        layout::draw_too_small(app, area, buf, look);
        return Drawn { room: 0, page: 0, legible: false };
    }
    frame::header(app, regions.header, buf, look);
    if let (Screen::Home(home), None) = (app.screen(), app.over()) {
        list::count(home, &app.setup().opened, (regions.header, regions.body, look), buf);
    }
    let room = body(app, look, regions.body, buf);
    let more = frame::more(app, room, regions.body.height);
    frame::draw_status(&status, &more, (regions.status, look), buf);
    frame::keys(app, regions.footer, buf, look);
    draw::sanitize(buf);
    if look.ascii {
        draw::restrict_to_ascii(buf);
    }
    Drawn { room, page: page(app, regions.body), legible: true }
}

/// How many rows, or lines of a page, are in sight: what a page up or down goes by.
fn page(app: &App, body: Rect) -> u16 {
    let headed = match app.screen() {
        Screen::Home(home) => return list::rows(home, &app.setup().opened, body),
        Screen::Results(_) => chart::head(body),
        Screen::Everyone(_) => everyone::HEAD,
        _ => 0,
    };
    body.height.saturating_sub(headed)
}

/// The parts of the screen, with so many lines for the status.
fn divided(app: &App, area: Rect, status: usize) -> Regions {
    let wide = room::is_read_from_afar(app) || has_panes(app) && area.width >= layout::PANES_FROM;
    let all = if wide { layout::wide_regions(area) } else { layout::regions(area) };
    let all = all.with_status(status);
    match app.place() {
        KeyContext::Asking | KeyContext::Changing if layout::is_low(area) && !is_rehearsal(app) => all.without_header(),
        KeyContext::RoomScan => all.without_air(),
        _ => all,
    }
}

/// Whether the screen shows more, side by side, where there is room.
fn has_panes(app: &App) -> bool {
    match app.screen() {
        Screen::Home(_) | Screen::Everyone(_) => true,
        Screen::Plan(_) | Screen::Steps(_) => matches!(app.place(), KeyContext::Plan | KeyContext::Steps),
        Screen::Results(results) => !matches!(results.view, results::View::Changing { .. }),
        screen => screen.answering().is_some_and(|answering| matches!(answering.view, View::Item(_))),
    }
}

/// Whether all of the statement that is asked is in sight there; so where none is asked.
fn shows_statement(app: &App, body: Rect) -> bool {
    let assessment = match app.screen() {
        Screen::Results(results) => Some(&results.assessment),
        screen => screen.answering().map(|answering| &answering.assessment),
    };
    match (app.over(), assessment, app.screen().asked()) {
        (None, Some(assessment), Some(asked)) => asking::shows(assessment, asked, body),
        _ => true,
    }
}

/// Whether the header says that this is a rehearsal, which every screen must.
fn is_rehearsal(app: &App) -> bool {
    app.screen().participant().and_then(|participant| participant.taken()).is_some_and(|taken| taken.view.rehearsal)
}

fn body(app: &App, look: Look, area: Rect, buf: &mut Buffer) -> u16 {
    match app.over() {
        Some(Modal::Help(scroll)) => return page::draw(&pages::help(app), scroll.top(), (area, look), buf),
        Some(Modal::Palette(palette)) => {
            screen(app, look, area, buf);
            question::palette(palette, (area, look), buf);
        }
        Some(over) => question::modal(app, over, (area, look), buf),
        None => return screen(app, look, area, buf),
    }
    0
}

fn statements(app: &App, answering: &Answering, (area, look): (Rect, Look), buf: &mut Buffer) {
    let assessment = &answering.assessment;
    match answering.view {
        View::Item(asked) => asking::with_list(assessment, asked, (area, look), buf),
        View::Items { cursor, .. } => asking::items(assessment, cursor, (area, look), buf),
        View::Review { cursor } => {
            asking::review(assessment, &(pages::review(app, answering), cursor), (area, look), buf);
        }
    }
}

fn screen(app: &App, look: Look, area: Rect, buf: &mut Buffer) -> u16 {
    match app.screen() {
        Screen::Welcome(welcome) => return begin::welcome(app.setup(), welcome, (area, look), buf),
        Screen::Home(home) => list::draw(home, &app.setup().opened, (area, look), buf),
        Screen::Answering(answering) => statements(app, answering, (area, look), buf),
        Screen::Guessing(guessing) if app.place() == KeyContext::Guessing => {
            asking::guess(guessing, (area, look), buf);
        }
        Screen::Participant(participant) => return begin::participant(app, participant, (area, look), buf),
        Screen::Everyone(everyone) => return everyone::draw(everyone, (area, look), buf),
        Screen::Plan(plan) if app.place() == KeyContext::Plan => {
            plan::draw(plan, &app.setup().opened, (area, look), buf);
        }
        Screen::Steps(steps) if app.place() == KeyContext::Steps => {
            plan::steps(steps, &app.setup().opened, (area, look), buf);
        }
        Screen::TakingOn(taking) if app.place() == KeyContext::StepForm => {
            if let Some(question) = app.screen().question(app.setup()) {
                question::step_form(&question, &taking.step, (area, look), buf);
            }
        }
        Screen::Begin(begin) => {
            if let Some(question) = app.screen().question(app.setup()) {
                begin::form(&question, begin, (area, look), buf);
            }
        }
        Screen::Room(room) => return room::draw(app, room, (area, look), buf),
        Screen::Results(results) => match results.view {
            results::View::Changing { asked, .. } => asking::draw(&results.assessment, asked, (area, look), buf),
            _ => return chart::draw(results, &app.setup().opened, (area, look), buf),
        },
        other => return plain(other, app.setup(), (area, look), buf),
    }
    0
}

/// A screen that is a question or a page, and nothing else.
fn plain(screen: &Screen, setup: &Setup, (area, look): (Rect, Look), buf: &mut Buffer) -> u16 {
    if let Some(question) = screen.question(setup) {
        question::draw(&question, area, buf, look);
        return 0;
    }
    let page = screen.page(&setup.opened).unwrap_or_default();
    page::draw(&page, screen.scroll().unwrap_or_default().top(), (area, look), buf)
}
