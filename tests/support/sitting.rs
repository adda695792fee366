//! One person at the app, without a loop: keys in, effects out, each effect answered when the test says so.

use std::sync::Arc;
use std::time::Duration;

use jiff::Zoned;
use undercurrent::testing::app::{
    App, Effect, Moment, Msg, ReadReply, ReadRequest, Revision, Setup, Store, StoreRequest, Unfinished, not_saved,
    saved,
};
use undercurrent::testing::domain::{Questionnaire, Record};

use super::keys::keys;

/// When the program is opened.
pub const NOW: &str = "2026-11-24T18:00:00+01:00[+01:00]";

/// A person at the app, and what the app asked to be done.
#[derive(Clone)]
pub struct Sitting {
    pub app: App,
    pub effects: Vec<Effect>,
    /// The earlier records of whatever label.
    pub earlier: Vec<Record>,
}

pub fn moment() -> Moment {
    Moment { now: NOW.parse().unwrap(), chance: [1, 2], since: Duration::ZERO }
}

/// What is settled before the app begins, with a folder to keep answers in.
pub fn setup(questionnaire: &Arc<Questionnaire>) -> Setup {
    let now: Zoned = NOW.parse().unwrap();
    Setup::new(Arc::clone(questionnaire), Store::Folder("~/.local/share/undercurrent".to_owned()), now)
}

impl Sitting {
    /// At an app as it is.
    pub const fn at(app: App) -> Self {
        Self { app, effects: Vec::new(), earlier: Vec::new() }
    }

    /// At the first screen.
    pub fn welcomed(setup: Setup, unfinished: Vec<Unfinished>) -> Self {
        Self::at(App::new(setup, unfinished))
    }

    /// At the results of a record that is ours to read.
    pub fn at_results(record: Record) -> Self {
        Self::at(App::results(setup(record.questionnaire()), record).unwrap())
    }

    /// Presses the keys of a script.
    pub fn press(mut self, script: &str) -> Self {
        for key in keys(script) {
            self.take(Msg::Key(key));
        }
        self
    }

    /// Tells the app that something happened.
    pub fn receives(mut self, msg: Msg) -> Self {
        self.take(msg);
        self
    }

    /// Takes in a message; looking for earlier records is answered at once.
    pub fn take(&mut self, msg: Msg) {
        match self.app.update(msg, &moment()) {
            Some(Effect::Read(ReadRequest::Earlier { awaited, .. })) => {
                self.take(Msg::Read(ReadReply::Earlier { records: self.earlier.clone(), awaited }));
            }
            effect => self.effects.extend(effect),
        }
    }

    /// Answers that all was saved that was handed over so far.
    pub fn saved(self) -> Self {
        let latest = self.latest();
        self.receives(saved(latest))
    }

    /// Answers that the latest state could not be saved.
    pub fn not_saved(self, why: &str) -> Self {
        let latest = self.latest();
        self.receives(not_saved(latest, why))
    }

    /// The latest state that was handed over for saving.
    pub fn latest(&self) -> Revision {
        let handed = self.effects.iter().filter_map(|effect| match effect {
            Effect::Store(StoreRequest::Save { revision, .. } | StoreRequest::SaveElsewhere { revision, .. }) => {
                Some(*revision)
            }
            _ => None,
        });
        handed.max().unwrap_or_default()
    }
}
