//! From the room to the screen or the lines: the thread that computes figures, so that neither waits for them.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use anyhow::Context;
use ratatui::Frame;

use super::mirror;
use crate::app::hosting::{Figures, HostView, Second};
use crate::app::{App, Effect, Moment, Msg};
use crate::commands::environment::{Environment, clock};
use crate::commands::run_app::{self, Teller};
use crate::domain::analysis::EveryoneAnalysis;
use crate::domain::record::Record;
use crate::domain::trend::of_rounds;
use crate::live::host::{Handle, Latest, Stopped};
use crate::live::room::{Phase, RoomView};
use crate::live::screen::Mirror;
use crate::plain::{self, Output};
use crate::terminal::{self, Ended, Picture, Program, Session, Shown, look_here};
use crate::ui::theme::{Ground, Look};

/// Figures as they were last computed, with the record that they are of.
#[derive(Debug, Default)]
pub struct Figurer {
    record: Option<Arc<Record>>,
    figures: Option<Arc<Figures>>,
}

/// The thread that watches a room.
#[derive(Debug)]
pub struct FiguresWorker<T> {
    newest: Latest<Arc<HostView>>,
    first: Arc<HostView>,
    teller: Sender<Teller>,
    thread: JoinHandle<Last<T>>,
}

/// What was there to be seen when nobody watched any more.
#[derive(Debug)]
pub struct Last<T> {
    /// How the room stood.
    pub seen: Arc<HostView>,
    /// What came of the end, if the session ended.
    pub ended: Option<T>,
}

impl<T: Send + 'static> FiguresWorker<T> {
    /// Watches a room; `end` is called once, when the session has ended, and says what came of it.
    pub fn start(handle: &Handle, end: impl FnOnce(&HostView) -> (T, Msg) + Send + 'static) -> io::Result<Self> {
        let (wake, woken) = channel();
        let views = Latest::new();
        let newest_view = views.clone();
        handle.listen(move |view| !newest_view.put(Arc::clone(view)) || wake.send(()).is_ok());
        let view = woken.recv().ok().and_then(|()| views.take()).ok_or_else(|| io::Error::other(Stopped))?;
        let mut eyes = Figurer::default();
        let first = Arc::new(eyes.see(&view));
        let newest = Latest::new();
        let (teller, told) = channel();
        let watching = Watching { views, newest: newest.clone(), eyes, end: Some(end), last: None };
        let seen = Arc::clone(&first);
        let thread =
            thread::Builder::new().name("watch".to_owned()).spawn(move || watching.run(seen, &woken, &told))?;
        Ok(Self { newest, first, teller, thread })
    }

    /// How the room stood at first.
    pub fn first(&self) -> Arc<HostView> {
        Arc::clone(&self.first)
    }

    /// Tells how the room stands from now on, and gives the place where the newest state always is.
    pub fn tell(&self, teller: Teller) -> Latest<Arc<HostView>> {
        // The thread waits for this word; if it is gone there is nothing to tell.
        drop(self.teller.send(teller));
        self.newest.clone()
    }

    /// Waits for the thread, which ends when the room is no longer hosted.
    pub fn finish(self) -> Option<Last<T>> {
        drop(self.teller);
        self.thread.join().ok()
    }
}

/// What the thread has at hand.
struct Watching<F, T> {
    views: Latest<Arc<RoomView>>,
    newest: Latest<Arc<HostView>>,
    eyes: Figurer,
    end: Option<F>,
    last: Option<T>,
}

impl<F: FnOnce(&HostView) -> (T, Msg), T> Watching<F, T> {
    fn run(mut self, first: Arc<HostView>, woken: &Receiver<()>, told: &Receiver<Teller>) -> Last<T> {
        let teller = told.recv().ok();
        let mut seen = first;
        self.end_of(&seen, teller.as_ref());
        for () in woken {
            let Some(view) = self.views.take() else { continue };
            seen = Arc::new(self.eyes.see(&view));
            if let Some(teller) = &teller {
                tell(teller, Arc::clone(&seen), &self.newest);
            }
            self.end_of(&seen, teller.as_ref());
        }
        Last { seen, ended: self.last }
    }

    fn end_of(&mut self, seen: &HostView, teller: Option<&Teller>) {
        if seen.view.progress.phase != Phase::Ended {
            return;
        }
        let Some(end) = self.end.take() else { return };
        let (came, msg) = end(seen);
        self.last = Some(came);
        if let Some(teller) = teller {
            teller.tell(msg);
        }
    }
}

impl Figurer {
    /// How the room stands, with figures.
    pub fn see(&mut self, view: &RoomView) -> HostView {
        let same = match (&self.record, &view.record) {
            (Some(before), Some(now)) => Arc::ptr_eq(before, now),
            (before, now) => before.is_none() && now.is_none(),
        };
        if !same {
            self.record.clone_from(&view.record);
            self.figures = view.record.as_deref().map(|record| Arc::new(figures(record)));
        }
        HostView { view: view.clone(), figures: self.figures.clone() }
    }
}

/// Everything that may be shown of both rounds.
fn figures(record: &Record) -> Figures {
    let answered = |round| record.responses().iter().any(|response| response.round == round);
    let several = |round| Arc::new(EveryoneAnalysis::of_round(record, round));
    Figures {
        first: answered(1).then(|| several(1)),
        second: of_rounds(record).map(|change| Second { several: several(2), change: Arc::new(change) }),
    }
}

/// Between two states of the room told in lines.
const READING: Duration = Duration::from_millis(300);

/// Where a session is shown.
pub enum Stage {
    Screen(Box<Session>),
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
    pub app: App,
    /// Where the newest state of the room is.
    pub newest: Latest<Arc<HostView>>,
    /// Where what is drawn is shown to people elsewhere.
    pub mirror: Option<Mirror>,
    /// Carries out what the app asks for.
    pub effects: &'a mut dyn FnMut(Effect),
}

impl Stage {
    /// Takes the terminal.
    pub fn open(environment: &Environment) -> anyhow::Result<Self> {
        if !environment.plain {
            return Ok(Self::Screen(Box::new(Session::open().context("the terminal cannot be used")?)));
        }
        let (sender, events) = channel();
        run_app::listen(&sender)?;
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
    pub fn run(self, show: Show<'_>) -> anyhow::Result<Ended> {
        let clock = clock()?;
        let (mut program, effects) = Hosting::of(show, look_here());
        Ok(match self {
            Self::Screen(session) => {
                let effects = &mut |effect: Effect| effects(effect);
                session.run(&mut program, &mut terminal::World { effects, clock: &clock })
            }
            Self::Lines(_, events) => {
                let mut out = io::stdout();
                if let Some(mirror) = &program.mirror {
                    mirror.show(&mirror::in_lines());
                }
                let mut world = plain::World { effects, clock: &clock };
                let how = plain::run(
                    &mut program.shown.app,
                    &events,
                    &mut Output::new(&mut out, run_app::width()),
                    &mut world,
                );
                run_app::ended(how)
            }
        })
    }
}

/// The app, which is always told the newest state of the room instead of the one that woke it.
struct Hosting {
    shown: Shown,
    newest: Latest<Arc<HostView>>,
    mirror: Option<Mirror>,
}

impl Hosting {
    fn of(show: Show<'_>, look: Look) -> (Self, &mut dyn FnMut(Effect)) {
        let Show { app, newest, mirror, effects } = show;
        (Self { shown: Shown { app, look }, newest, mirror }, effects)
    }
}

impl Program for Hosting {
    fn update(&mut self, msg: Msg, at: &Moment) -> Option<Effect> {
        let msg = match msg {
            Msg::Room(woke) => Msg::Room(self.newest.take().unwrap_or(woke)),
            other => other,
        };
        self.shown.update(msg, at)
    }

    fn draw(&self, frame: &mut Frame<'_>) -> Picture {
        let picture = self.shown.draw(frame);
        if let Some(mirror) = &self.mirror {
            mirror.show(&mirror::picture(frame.buffer_mut(), self.shown.look));
        }
        picture
    }

    fn set_ground(&mut self, ground: Ground) {
        self.shown.set_ground(ground);
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
    use crate::domain::record::{Head, Kind};
    use crate::domain::response::Response;
    use crate::domain::text::Label;
    use crate::live::room::{HostStatus, Room, Setup};
    use crate::terminal::Event;

    fn view() -> RoomView {
        let setup = Setup {
            id: Token::new(1),
            created: "2026-11-23T16:10:00Z".parse().unwrap(),
            label: Label::default(),
            questionnaire: Arc::new(definition::built_in().unwrap()),
            rehearsal: false,
            passed_round: false,
        };
        Room::open(setup, 5).view(&HostStatus::default(), &std::collections::BTreeSet::new())
    }

    fn record(rounds: &[u8]) -> Arc<Record> {
        let view = view();
        let begun = Head::begun(view.setup.id, Kind::Workshop, view.setup.created, 5);
        let head = Head { finished: Some(view.setup.created), ..begun };
        let response = |(&round, id)| Response { round, ..Response::new(Token::new(id), "sales".parse().unwrap()) };
        let responses = rounds.iter().zip(1..).map(response).collect();
        Arc::new(Record::new(head, Arc::clone(&view.setup.questionnaire), responses).unwrap())
    }

    #[test]
    fn figures_are_computed_anew_only_when_the_record_has_changed() {
        let mut eyes = Figurer::default();
        assert_eq!(eyes.see(&view()).figures, None);
        let shown = RoomView { record: Some(record(&[1])), ..view() };
        let first = eyes.see(&shown).figures.unwrap();
        let again = eyes.see(&RoomView { sides: Vec::new(), ..shown }).figures.unwrap();
        assert!(Arc::ptr_eq(&first, &again));
        let other = eyes.see(&RoomView { record: Some(record(&[1])), ..view() }).figures.unwrap();
        assert!(!Arc::ptr_eq(&first, &other));
        assert_eq!(eyes.see(&view()).figures, None, "while people answer once more");
    }

    #[test]
    fn there_are_figures_of_the_rounds_that_somebody_answered() {
        let rounds = |answered: &[u8]| {
            let Figures { first, second } = figures(&record(answered));
            (first.map(|several| several.people()), second.map(|second| second.several.people()))
        };
        assert_eq!(rounds(&[1, 1]), (Some(2), None));
        assert_eq!(rounds(&[1, 1, 2]), (Some(2), Some(1)));
        assert_eq!(rounds(&[2]), (None, Some(1)));
    }

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
        let (teller, newest) = (Teller::Screen(sender.into()), Latest::new());
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
