//! The real screen: raw, alternate, and given back as it was whatever happens.

use std::env;
use std::io;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::time::Duration;

use ratatui::backend::CrosstermBackend;
use ratatui::crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use ratatui::crossterm::style::{ResetColor, force_color_output};
use ratatui::crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen};
use ratatui::crossterm::{cursor, queue};
use ratatui::layout::{Position, Rect};
use ratatui::{Frame, Terminal, TerminalOptions, Viewport};
use rustix::stdio::stdout;

use super::display::Display;
use super::environment::look;
use super::event::Event;
use super::outlet::{Gathering, Outlet};
use super::suspend;
use super::tty::{self, Tty};

/// How long to wait for a display that stands still before leaving without it.
const TIMEOUT: Duration = Duration::from_millis(300);

/// The terminal while it is ours.
pub struct Screen {
    terminal: Terminal<CrosstermBackend<Gathering>>,
    outlet: Outlet,
    tty: Arc<Tty>,
    /// The alternate screen is ours.
    up: bool,
}

impl Screen {
    /// Takes the terminal and clears it.
    ///
    /// # Errors
    /// When the terminal cannot be had; it is then as it was.
    pub fn open(tty: Arc<Tty>, events: Sender<Event>) -> io::Result<Self> {
        // The theme knows NO_COLOR. Left to itself, crossterm would drop bold and reverse along with the colours.
        force_color_output(true);
        let depth = look(|name| env::var(name).ok()).depth;
        let outlet = Outlet::open(stdout(), events)?.with_shortcut(tty::unwaiting()).with_colours(depth);
        // Of fixed size, it never asks for the size of its own accord, which could start another program.
        let viewport = Viewport::Fixed(Rect::from((Position::ORIGIN, tty::size()?)));
        let terminal = Terminal::with_options(CrosstermBackend::new(outlet.gathering()), TerminalOptions { viewport })?;
        let mut screen = Self { terminal, outlet, tty, up: false };
        screen.enter()?;
        Ok(screen)
    }

    fn enter(&mut self) -> io::Result<()> {
        self.up = true;
        self.tty.make_raw()?;
        let out = self.terminal.backend_mut();
        queue!(out, EnterAlternateScreen, EnableBracketedPaste, cursor::Hide)?;
        self.resize()
    }

    /// Gives the terminal back as it was. Says whether it still listens.
    pub fn leave(&mut self) -> bool {
        if !self.up {
            return true;
        }
        self.up = false;
        let told = self.say_goodbye().is_ok() && self.outlet.settle(TIMEOUT);
        self.tty.restore();
        told
    }

    fn say_goodbye(&mut self) -> io::Result<()> {
        self.terminal.show_cursor()?;
        let out = self.terminal.backend_mut();
        queue!(out, ResetColor, DisableBracketedPaste, LeaveAlternateScreen)?;
        self.outlet.hand_over();
        Ok(())
    }
}

impl Display for Screen {
    fn ready(&self) -> bool {
        self.up && self.outlet.settled()
    }

    fn draw(&mut self, view: &mut dyn FnMut(&mut Frame<'_>)) -> io::Result<()> {
        self.terminal.draw(|frame| view(frame))?;
        self.outlet.hand_over();
        Ok(())
    }

    fn resize(&mut self) -> io::Result<()> {
        self.terminal.resize(Rect::from((Position::ORIGIN, tty::size()?)))
    }

    fn suspend(&mut self) -> io::Result<()> {
        if suspend::is_possible() {
            let _ = self.leave();
            suspend::stop()?;
        }
        Ok(())
    }

    fn resume(&mut self) -> io::Result<()> {
        self.enter()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.leave();
    }
}
