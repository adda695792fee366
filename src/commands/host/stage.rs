//! Where a session is shown: on the screen, or in lines.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use anyhow::Context;
use ratatui::Frame;

use super::super::environment::{Environment, clock};
use super::super::sitting::{self, Teller};
use crate::app::hosting::HostView;
use crate::app::{App, Effect, Moment, Msg};
use crate::live::host::Latest;
use crate::plain::{self, Output};
use crate::terminal::{self, Ended, Picture, Program, Session, Shown, look};

/// Between two states of the room told in lines.
const READING: Duration = Duration::from_millis(300);

/// Where a session is shown.
pub enum Stage {
    /// On the screen.
    Screen(Session),
    /// In lines.
    Lines(Sender<plain::Event>, Receiver<plain::Event>),
}

/// Tells how the room stands now. A screen that stands still has one message waiting at most, and then finds the
/// newest state in `newest`; lines are told no faster than they can be read.
pub fn tell(teller: &Teller, seen: Arc<HostView>, newest: &Latest<Arc<HostView>>) {
    match teller {
        Teller::Screen(_) if !newest.put(Arc::clone(&seen)) => {}
        Teller::Screen(_) => teller.tell(Msg::Room(seen)),
        Teller::Lines(_) => {
            teller.tell(Msg::Room(seen));
            thread::sleep(READING);
        }
    }
}

/// What is shown, and what it asks for.
pub struct Show<'a> {
    /// The app.
    pub app: App,
    /// Where the newest state of the room is.
    pub newest: Latest<Arc<HostView>>,
    /// Carries out what the app asks for.
    pub effects: &'a mut dyn FnMut(Effect),
}

impl Stage {
    /// Takes the terminal.
    ///
    /// # Errors
    /// When it cannot be had.
    pub fn open(environment: &Environment) -> anyhow::Result<Self> {
        if !environment.plain {
            return Ok(Self::Screen(Session::open().context("the terminal cannot be used")?));
        }
        let (sender, events) = channel();
        sitting::listen(&sender)?;
        Ok(Self::Lines(sender, events))
    }

    /// A way for other threads to tell the app something.
    pub fn teller(&self) -> Teller {
        match self {
            Self::Screen(session) => Teller::Screen(session.sender()),
            Self::Lines(sender, _) => Teller::Lines(sender.clone()),
        }
    }

    /// Shows the app until something ends it.
    ///
    /// # Errors
    /// When the system gives no chance.
    pub fn run(self, show: Show<'_>) -> anyhow::Result<Ended> {
        let clock = clock()?;
        let (mut program, effects) = Newest::of(show, look(|name| std::env::var(name).ok()));
        Ok(match self {
            Self::Screen(session) => session.run(&mut program, &mut terminal::World { effects, clock: &clock }),
            Self::Lines(_, events) => {
                let mut out = io::stdout();
                let mut world = plain::World { effects, clock: &clock };
                let how = plain::run(
                    &mut program.shown.app,
                    &events,
                    &mut Output::new(&mut out, sitting::width()),
                    &mut world,
                );
                sitting::ended(how)
            }
        })
    }
}

/// The app, which is always told the newest state of the room instead of the one that woke it.
struct Newest {
    shown: Shown,
    newest: Latest<Arc<HostView>>,
}

impl Newest {
    fn of(show: Show<'_>, look: crate::ui::theme::Look) -> (Self, &mut dyn FnMut(Effect)) {
        let Show { app, newest, effects } = show;
        (Self { shown: Shown { app, look }, newest }, effects)
    }
}

impl Program for Newest {
    fn update(&mut self, msg: Msg, at: &Moment) -> Option<Effect> {
        let msg = match msg {
            Msg::Room(woke) => Msg::Room(self.newest.take().unwrap_or(woke)),
            other => other,
        };
        self.shown.update(msg, at)
    }

    fn draw(&self, frame: &mut Frame<'_>) -> Picture {
        self.shown.draw(frame)
    }

    fn may_pause(&self) -> bool {
        self.shown.may_pause()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::definition;
    use crate::domain::id::Token;
    use crate::domain::text::Label;
    use crate::live::room::{HostStatus, Room, Setup};
    use crate::terminal::Event;

    fn seen(rehearsal: bool) -> Arc<HostView> {
        let setup = Setup {
            id: Token::new(1),
            created: "2026-11-23T16:10:00Z".parse().unwrap(),
            label: Label::default(),
            questionnaire: Arc::new(definition::built_in().unwrap()),
            rehearsal,
            passed_round: false,
        };
        let view = Room::open(setup, 5).view(&HostStatus::default(), &std::collections::BTreeSet::new());
        Arc::new(HostView { view, figures: None })
    }

    #[test]
    fn a_screen_that_stands_still_has_one_message_waiting_and_then_finds_the_newest_state() {
        let (sender, events) = channel();
        let (teller, newest) = (Teller::Screen(sender), Latest::new());
        let (older, newer) = (seen(false), seen(true));
        for _ in 0..1000 {
            tell(&teller, Arc::clone(&older), &newest);
        }
        tell(&teller, Arc::clone(&newer), &newest);
        assert!(matches!(events.try_iter().collect::<Vec<_>>()[..], [Event::Msg(Msg::Room(_))]));
        assert!(newest.take().is_some_and(|found| Arc::ptr_eq(&found, &newer)));
        tell(&teller, older, &newest);
        assert_eq!(events.try_iter().count(), 1);
    }
}
