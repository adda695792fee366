//! A program at the real terminal, from the first key to the last.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use rustix::stdio::stdin;

use super::event::{Ended, Ending, Event};
use super::input::Keyboard;
use super::panic::PanicWatch;
use super::program::Program;
use super::run::{World, run};
use super::screen::Screen;
use super::signals::{Ears, Leaving, listen};
use super::tty::Tty;

/// The terminal in our hands. Dropped or run to its end, it is given back as it was.
pub struct Session {
    screen: Screen,
    keyboard: Keyboard,
    events: Receiver<Event>,
    sender: Sender<Event>,
    panics: PanicWatch,
    leaving: Leaving,
}

impl Session {
    /// Takes the terminal, and listens to keys and signals from then on.
    ///
    /// # Errors
    /// When the terminal cannot be had; it is then as it was.
    pub fn open() -> io::Result<Self> {
        let (sender, events) = channel();
        let (tty, leaving) = (Arc::new(Tty::default()), Leaving::default());
        let panics = PanicWatch::start(sender.clone());
        listen(Ears { events: sender.clone(), tty: Arc::clone(&tty), leaving: leaving.clone() })?;
        let screen = Screen::open(tty, sender.clone())?;
        let keyboard = Keyboard::open(stdin(), sender.clone())?;
        Ok(Self { screen, keyboard, events, sender, panics, leaving })
    }

    /// A way for another thread to reach the loop. Once the loop is over, what is sent is not taken.
    pub fn sender(&self) -> Sender<Event> {
        self.sender.clone()
    }

    /// Runs `program` to its end and gives the terminal back. A panic, on whichever thread, is an ending too.
    pub fn run(mut self, program: &mut impl Program, world: &mut World<'_>) -> Ended {
        let running = AssertUnwindSafe(|| run(program, &mut self.screen, &self.events, world));
        let mut how = catch_unwind(running).unwrap_or_else(|_| Ending::Panicked(String::new()));
        self.leaving.begin();
        drop(self.keyboard);
        let listening = self.screen.leave() && how != Ending::HungUp;
        if let Ending::Panicked(said) = &mut how {
            *said = self.panics.message();
        }
        Ended { how, listening }
    }
}
