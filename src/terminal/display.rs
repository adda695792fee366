//! What the loop draws on.

use std::io;

use ratatui::backend::Backend;
use ratatui::{Frame, Terminal};

/// A screen, as the loop sees it. The real one is [`super::screen::Screen`]; a ratatui `Terminal` serves in tests.
pub trait Display {
    /// Whether a frame would be taken at once.
    fn ready(&self) -> bool {
        true
    }

    /// Draws one frame.
    ///
    /// # Errors
    /// When the frame could not be taken.
    fn draw(&mut self, view: &mut dyn FnMut(&mut Frame<'_>)) -> io::Result<()>;

    /// Takes up the size that the window has now; the next frame is drawn whole.
    ///
    /// # Errors
    /// When the size cannot be known.
    fn resize(&mut self) -> io::Result<()>;

    /// Steps aside and stops the process, where somebody can call it back.
    ///
    /// # Errors
    /// When the terminal cannot be given back.
    fn suspend(&mut self) -> io::Result<()> {
        Ok(())
    }

    /// Takes the terminal again, at the size it has now; the next frame is drawn whole.
    ///
    /// # Errors
    /// When the terminal cannot be had.
    fn resume(&mut self) -> io::Result<()> {
        self.resize()
    }
}

impl<B: Backend> Display for Terminal<B> {
    fn draw(&mut self, view: &mut dyn FnMut(&mut Frame<'_>)) -> io::Result<()> {
        Self::draw(self, |frame| view(frame)).map(drop).map_err(said)
    }

    fn resize(&mut self) -> io::Result<()> {
        let size = self.size().map_err(said)?;
        Self::resize(self, size.into()).map_err(said)
    }
}

/// A backend's own error, as an io error with the same words.
fn said(error: impl std::fmt::Display) -> io::Error {
    io::Error::other(error.to_string())
}
