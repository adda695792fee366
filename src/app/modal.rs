//! What may lie over a screen: help, leaving, another file to save in.

use tui_input::Input;

use super::scroll::Scroll;

/// What lies over the screen.
#[derive(Debug, Clone)]
pub enum Modal {
    /// The keys and words.
    Help(Scroll),
    /// Answers could not be saved; leave all the same?
    Leaving,
    /// The last answers are on their way to the disk.
    Waiting,
    /// Another file to save in is being typed.
    Elsewhere(Input),
    /// A place in a live session would be given up; leave all the same?
    Parting,
}
