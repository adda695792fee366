//! Where a session is shown: on the screen or in lines, and what was drawn into the terminal's cells as a picture for
//! people elsewhere.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use anyhow::Context;
use ratatui::Frame;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr;

use crate::app::hosting::HostView;
use crate::app::{App, Effect, Moment, Msg};
use crate::commands::environment::{Environment, clock};
use crate::commands::run_app::{self, MsgSender};
use crate::live::host::Latest;
use crate::live::screen::{Ink, Mirror, Picture, Piece};
use crate::plain::{self, Output};
use crate::terminal::{self, Ended, Program, Session, Shown, look_here};
use crate::ui::theme::{ColourDepth, Ground, Look};
use crate::wording::commands::BAD_TERMINAL;
use crate::wording::room::NO_SCREEN;

/// Where a session is shown.
pub enum Stage {
    Screen(Box<Session>),
    Lines(Sender<plain::Event>, Receiver<plain::Event>),
}

/// What is shown, and what it asks for.
pub struct Show<'a> {
    pub app: App,
    /// Where the newest state of the room is.
    pub newest: Latest<Arc<HostView>>,
    /// Where what is drawn is shown to people elsewhere.
    pub mirror: Option<Mirror>,
    pub effects: &'a mut dyn FnMut(Effect),
}

impl Stage {
    pub fn open(environment: &Environment) -> anyhow::Result<Self> {
        if !environment.plain {
            return Ok(Self::Screen(Box::new(Session::open().context(BAD_TERMINAL)?)));
        }
        let (sender, events) = channel();
        run_app::listen(&sender)?;
        Ok(Self::Lines(sender, events))
    }

    /// A way for other threads to tell the app something.
    pub fn msgs(&self) -> MsgSender {
        match self {
            Self::Screen(session) => MsgSender::Screen(session.sender()),
            Self::Lines(sender, _) => MsgSender::Lines(sender.clone()),
        }
    }

    /// Shows the app until something ends it.
    pub fn run(self, show: Show<'_>) -> anyhow::Result<Ended> {
        let clock = clock()?;
        let Show { app, newest, mirror, effects } = show;
        let mut program = Hosting { shown: Shown { app, look: look_here() }, newest, mirror };
        Ok(match self {
            Self::Screen(session) => {
                let effects = &mut |effect: Effect| effects(effect);
                session.run(&mut program, &mut terminal::World { effects, clock: &clock })
            }
            Self::Lines(_, events) => {
                if let Some(mirror) = &program.mirror {
                    mirror.show(&in_lines());
                }
                let mut out = io::stdout();
                let mut output = Output::new(&mut out, run_app::width());
                let mut world = plain::World { effects, clock: &clock };
                run_app::ended(plain::run(&mut program.shown.app, &events, &mut output, &mut world))
            }
        })
    }
}

/// The app, which is always told the newest state of the room instead of the one that woke it.
struct Hosting {
    shown: Shown,
    newest: Latest<Arc<HostView>>,
    mirror: Option<Mirror>,
}

impl Program for Hosting {
    fn update(&mut self, msg: Msg, at: &Moment) -> Option<Effect> {
        let msg = match msg {
            Msg::Room(woke) => Msg::Room(self.newest.take().unwrap_or(woke)),
            other => other,
        };
        self.shown.update(msg, at)
    }

    fn draw(&self, frame: &mut Frame<'_>) -> terminal::Picture {
        let drawn = self.shown.draw(frame);
        if let Some(mirror) = &self.mirror {
            mirror.show(&picture(frame.buffer_mut(), self.shown.look));
        }
        drawn
    }

    fn set_ground(&mut self, ground: Ground) {
        self.shown.set_ground(ground);
    }

    fn may_pause(&self) -> bool {
        self.shown.may_pause()
    }
}

/// What is in a buffer, and nothing else.
pub fn picture(buffer: &Buffer, look: Look) -> Picture {
    let area = buffer.area;
    let rows = (area.top()..area.bottom()).map(|y| row(buffer, y, look)).collect();
    Picture { columns: area.width, light: look.ground == Ground::Light, rows }
}

/// Where a session is told in lines nothing is drawn, which is said.
fn in_lines() -> Picture {
    let cells = u16::try_from(NO_SCREEN.len()).unwrap_or(u16::MAX);
    let said = Piece { at: 1, cells, text: NO_SCREEN.to_owned(), ink: Ink::default() };
    Picture { columns: cells + 2, light: false, rows: vec![Vec::new(), vec![said], Vec::new()] }
}

fn row(buffer: &Buffer, y: u16, look: Look) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut x = buffer.area.left();
    while x < buffer.area.right() {
        let Some(cell) = buffer.cell((x, y)) else { break };
        // A wide sign covers the cell after it, whatever that holds.
        let cells = u16::try_from(cell.symbol().width()).unwrap_or(1).max(1);
        add(
            &mut pieces,
            Piece { at: x - buffer.area.left(), cells, text: cell.symbol().to_owned(), ink: ink(cell, look) },
        );
        x = x.saturating_add(cells);
    }
    pieces
}

/// Adds one sign: to the stretch before it, where that is of its kind.
fn add(pieces: &mut Vec<Piece>, next: Piece) {
    if let Some(last) = pieces.last_mut()
        && last.ink == next.ink
        && goes_on(&last.text, &next.text)
    {
        last.cells += next.cells;
        last.text.push_str(&next.text);
        return;
    }
    pieces.push(next);
}

/// Plain letters go together, as every font has them at one width; of others, the same sign again.
fn goes_on(before: &str, next: &str) -> bool {
    if before.is_ascii() || next.is_ascii() {
        return before.is_ascii() && next.is_ascii();
    }
    before.len().is_multiple_of(next.len()) && before.as_bytes().chunks(next.len()).all(|one| one == next.as_bytes())
}

fn ink(cell: &Cell, look: Look) -> Ink {
    let coloured = look.depth != ColourDepth::None;
    // The page knows its own ground, where the terminal may not have told.
    let ground = if look.ground == Ground::Light { Ground::Light } else { Ground::Dark };
    let colour = |colour: Color| Some(look.seen_on(ground, colour)).filter(|_| coloured).and_then(rgb);
    // How faint a faint letter is each terminal decides for itself, so the page has a grey in its place.
    let quiet = Look { depth: ColourDepth::True, ground, ..look }.quiet().fg.unwrap_or(cell.fg);
    let front = if cell.modifier.contains(Modifier::DIM) { quiet } else { cell.fg };
    Ink {
        colour: colour(front),
        behind: colour(cell.bg),
        reversed: cell.modifier.contains(Modifier::REVERSED),
        bold: cell.modifier.contains(Modifier::BOLD),
        italic: cell.modifier.contains(Modifier::ITALIC),
        underlined: cell.modifier.contains(Modifier::UNDERLINED),
    }
}

/// The sixteen that a terminal names, as most terminals show them.
const NAMED: [u32; 16] = [
    0x0000_0000, 0x00CD_3131, 0x000D_BC79, 0x00E5_E510, 0x0024_72C8, 0x00BC_3FBC, 0x0011_A8CD, 0x00E5_E5E5,
    0x0066_6666, 0x00F1_4C4C, 0x0023_D18B, 0x00F5_F543, 0x003B_8EEA, 0x00D6_70D6, 0x0029_B8DB, 0x00FF_FFFF,
];

/// A colour as red, green and blue; none where it is the terminal's own.
fn rgb(colour: Color) -> Option<u32> {
    Some(match colour {
        Color::Reset => return None,
        Color::Rgb(red, green, blue) => u32::from_be_bytes([0, red, green, blue]),
        Color::Indexed(number) => indexed(number),
        Color::Black => NAMED[0],
        Color::Red => NAMED[1],
        Color::Green => NAMED[2],
        Color::Yellow => NAMED[3],
        Color::Blue => NAMED[4],
        Color::Magenta => NAMED[5],
        Color::Cyan => NAMED[6],
        Color::Gray => NAMED[7],
        Color::DarkGray => NAMED[8],
        Color::LightRed => NAMED[9],
        Color::LightGreen => NAMED[10],
        Color::LightYellow => NAMED[11],
        Color::LightBlue => NAMED[12],
        Color::LightMagenta => NAMED[13],
        Color::LightCyan => NAMED[14],
        Color::White => NAMED[15],
    })
}

/// A colour of the palette of 256: the sixteen, a cube of six steps a side, and a ladder of greys.
fn indexed(number: u8) -> u32 {
    match number {
        0..16 => NAMED[usize::from(number)],
        16..232 => {
            let step = |at: u8| if at == 0 { 0 } else { 55 + 40 * at };
            let at = number - 16;
            u32::from_be_bytes([0, step(at / 36), step(at / 6 % 6), step(at % 6)])
        }
        232.. => {
            let grey = 8 + 10 * (number - 232);
            u32::from_be_bytes([0, grey, grey, grey])
        }
    }
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::*;

    const LOOK: Look = Look { depth: ColourDepth::True, ascii: false, ground: Ground::Dark };

    fn drawn(text: &str, style: Style) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 12, 1));
        buffer.set_string(0, 0, text, style);
        buffer
    }

    fn pieces(text: &str) -> Vec<(u16, u16, String)> {
        let picture = picture(&drawn(text, Style::new()), LOOK);
        picture.rows[0].iter().map(|piece| (piece.at, piece.cells, piece.text.clone())).collect()
    }

    #[test]
    fn letters_go_together_and_every_other_sign_has_its_own_cells() {
        let found = pieces("ab──日e\u{301}é");
        let found: Vec<(u16, u16, &str)> = found.iter().map(|(at, cells, text)| (*at, *cells, text.as_str())).collect();
        let expected = [(0, 2, "ab"), (2, 2, "──"), (4, 2, "日"), (6, 1, "e\u{301}"), (7, 1, "é"), (8, 4, "    ")];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_row_reads_as_it_does_in_the_terminal() {
        let text: String = pieces("Sales ▲ 日本").into_iter().map(|(_, _, text)| text).collect();
        assert_eq!(text.trim_end(), "Sales ▲ 日本");
    }

    #[test]
    fn colours_are_those_of_the_terminal_and_none_where_none_are_wanted() {
        let style = Style::new().fg(Color::Indexed(147)).bg(Color::Rgb(1, 2, 3)).add_modifier(Modifier::BOLD);
        let ink = |look| picture(&drawn("x", style), look).rows[0][0].ink;
        let coloured = Ink { colour: Some(0x00AF_AFFF), behind: Some(0x0001_0203), bold: true, ..Ink::default() };
        assert_eq!(ink(LOOK), coloured);
        assert_eq!(ink(Look { depth: ColourDepth::None, ..LOOK }), Ink { bold: true, ..Ink::default() });
        assert_eq!([indexed(16), indexed(231), indexed(243)], [0, 0x00FF_FFFF, 0x0076_7676]);
    }
}
