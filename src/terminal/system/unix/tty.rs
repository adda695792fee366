//! The terminal's own settings: saved, made raw, given back as they were.

use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError};

use ratatui::layout::Size;
use rustix::stdio::{stdin, stdout};
use rustix::termios::{OptionalActions, SpecialCodeIndex, Termios, isatty, tcgetattr, tcgetwinsize, tcsetattr};

use crate::ui::theme::ColourDepth;

/// The size of a window that does not say.
const USUAL: Size = Size { width: 80, height: 24 };

/// Whether somebody sits at a terminal: both what is read and what is written are one.
pub fn is_interactive() -> bool {
    isatty(stdin()) && isatty(stdout())
}

/// The size of the window, in cells.
pub fn size() -> io::Result<Size> {
    let size = tcgetwinsize(stdout())?;
    let known = size.ws_col > 0 && size.ws_row > 0;
    Ok(if known { Size { width: size.ws_col, height: size.ws_row } } else { USUAL })
}

/// The colours of a terminal that no variable names, and whether it shows all characters: nothing is known of it.
pub const fn without_name() -> (ColourDepth, bool) {
    (ColourDepth::None, false)
}

/// The settings of the terminal that is read.
#[derive(Default)]
pub struct Tty {
    /// As they were found, while they are ours.
    found: Mutex<Option<Termios>>,
}

impl Tty {
    fn found(&self) -> MutexGuard<'_, Option<Termios>> {
        self.found.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes every key as it is typed, unechoed. What was typed before is kept.
    pub fn make_raw(&self) -> io::Result<()> {
        let mut found = self.found();
        let before = match found.take() {
            Some(before) => before,
            None => tcgetattr(stdin())?,
        };
        let mut raw = before.clone();
        raw.make_raw();
        raw.special_codes[SpecialCodeIndex::VMIN] = 1;
        raw.special_codes[SpecialCodeIndex::VTIME] = 0;
        *found = Some(before);
        Ok(set(&raw)?)
    }

    /// Gives the settings back as they were found. Does nothing where they are not ours.
    pub fn restore(&self) {
        if let Some(before) = self.found().take() {
            // A terminal that is gone has no settings left to restore.
            let _ = set(&before);
        }
    }
}

/// At once: to wait for the display could take for ever, and to flush would lose keys.
fn set(termios: &Termios) -> rustix::io::Result<()> {
    rustix::io::retry_on_intr(|| tcsetattr(stdin(), OptionalActions::Now, termios))
}
