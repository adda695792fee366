//! The loop, the real terminal, signals and keys.
//!
//! ```text
//! terminal ── keys ──┐                     ┌─ draw ──> screen ──> terminal
//! signals  ─┐        ├─> run: tell, draw ──┤
//! saver    ─┴─ Event ┘                     └─ Effect ─> whoever started it
//! ```
//!
//! Everything that happens is an [`Event`]. [`run()`] waits for keys and for other threads at once, takes what is
//! there, tells the [`Program`], and draws once. It never blocks on anything else: signals are heard, answers are
//! saved and what a slow terminal does not take at once is written by threads of their own. So there is one way out
//! for every ending, and [`Session`] is what gives the terminal back on it.
#![allow(clippy::disallowed_methods, reason = "this is the edge: here time passes and threads are started")]

mod colours;
mod decode;
mod event;
mod run;
mod session;
mod system;

pub use colours::{colours_wanted, look_here};
pub use event::{Ended, Ending, Event, EventSender, SIGINT, SIGQUIT, SIGTERM, listen_to_endings, since};
pub use run::{Display, Effects, Picture, Program, Shown, World, run};
pub use session::Session;
pub use system::{is_interactive, size, straight};
