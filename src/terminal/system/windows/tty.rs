//! The console: its settings, saved, made raw and given back as they were; and writing to it.

use std::fs::File;
use std::io::{self, IsTerminal, Write};
use std::os::windows::io::AsHandle;
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

/// The console that standard output is. The standard library tells it what is written in Unicode, whatever its code page.
pub fn writer() -> impl Write + Send + 'static {
    io::stdout()
}

/// A way to write that never waits: there is none here.
pub const fn unwaiting() -> Option<File> {
    None
}

/// Writes to standard output; to a pipe or a file past the standard library's own stream, which takes one that nothing
/// can be written to for one that took it all.
pub fn straight(data: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.flush()?;
    if out.is_terminal() {
        return out.write_all(data).and_then(|()| out.flush());
    }
    File::from(out.as_handle().try_clone_to_owned()?).write_all(data)
}

/// What the system says of a console that is gone: its handle is not valid, or the pipe behind it was closed.
const GONE: [i32; 4] = [6, 109, 232, 233];

/// Whether an error means that the console is gone.
pub fn is_gone(error: &io::Error) -> bool {
    error.raw_os_error().is_some_and(|code| GONE.contains(&code))
}

/// What the system says of a console that is gone.
#[cfg(test)]
pub fn gone() -> io::Error {
    io::Error::from_raw_os_error(GONE[0])
}
