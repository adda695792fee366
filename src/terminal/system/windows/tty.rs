//! The settings of the console: saved, made raw, given back as they were.

use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crossterm_winapi::{ConsoleMode, Handle, HandleType};
use ratatui::crossterm::terminal;
use ratatui::layout::Size;

use crate::ui::theme::ColourDepth;

/// Ctrl-C ends the program, what is typed is handed over a line at a time, and it is seen.
const COOKED: u32 = 0x1 | 0x2 | 0x4;
/// A change of the window's size is told among the keys.
const WINDOW_INPUT: u32 = 0x8;
/// Keys come as the sequences that terminals send.
const VT_INPUT: u32 = 0x200;
/// Control characters act, and so do the sequences that terminals understand.
const VT_OUTPUT: u32 = 0x1 | 0x4;

/// Why the screen cannot be had.
const NO_SEQUENCES: &str = "this console is too old to draw a screen in: run it with --plain, which works in lines";

/// Whether somebody sits at a console: both what is read and what is written are one.
pub fn is_interactive() -> bool {
    mode(HandleType::InputHandle).is_ok() && mode(HandleType::OutputHandle).is_ok()
}

fn mode(handle: HandleType) -> io::Result<u32> {
    ConsoleMode::from(Handle::new(handle)?).mode()
}

fn set(handle: HandleType, mode: u32) -> io::Result<()> {
    ConsoleMode::from(Handle::new(handle)?).set_mode(mode)
}

/// The size of the window, in cells.
pub fn size() -> io::Result<Size> {
    mode(HandleType::OutputHandle)?;
    let (width, height) = terminal::size()?;
    Ok(Size { width, height })
}

/// The colours of a console that no variable names, and whether it shows all characters: what is written to it is told in
/// Unicode, whatever its code page.
pub fn without_name() -> (ColourDepth, bool) {
    match mode(HandleType::OutputHandle) {
        Ok(before) if try_sequences(before) => (ColourDepth::True, true),
        Ok(_) => (ColourDepth::None, true),
        Err(_) => (ColourDepth::None, false),
    }
}

/// Whether the console understands sequences. Those that do have all colours.
fn try_sequences(before: u32) -> bool {
    let understood = set(HandleType::OutputHandle, before | VT_OUTPUT).is_ok();
    let given_back = set(HandleType::OutputHandle, before);
    understood && given_back.is_ok()
}

/// The settings of the console, for what is read and for what is written.
#[derive(Default)]
pub struct Tty {
    /// As they were found, while they are ours.
    found: Mutex<Option<(u32, u32)>>,
}

impl Tty {
    fn found(&self) -> MutexGuard<'_, Option<(u32, u32)>> {
        self.found.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes every key as it is typed, unechoed, and lets sequences act. What was typed before is kept.
    pub fn make_raw(&self) -> io::Result<()> {
        let mut found = self.found();
        let (input, output) = match *found {
            Some(before) => before,
            None => (mode(HandleType::InputHandle)?, mode(HandleType::OutputHandle)?),
        };
        set(HandleType::OutputHandle, output | VT_OUTPUT)
            .map_err(|_| io::Error::new(io::ErrorKind::Unsupported, NO_SEQUENCES))?;
        *found = Some((input, output));
        let raw = (input & !COOKED) | WINDOW_INPUT;
        // An older console tells keys by their numbers, which are understood too.
        set(HandleType::InputHandle, raw | VT_INPUT).or_else(|_| set(HandleType::InputHandle, raw))
    }

    /// Gives the settings back as they were found. Does nothing where they are not ours.
    pub fn restore(&self) {
        if let Some((input, output)) = self.found().take() {
            // A console that is gone has no settings left to restore.
            drop(set(HandleType::InputHandle, input));
            drop(set(HandleType::OutputHandle, output));
        }
    }
}
