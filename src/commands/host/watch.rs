//! How a session stands, with figures, on its way to whoever shows it: in this terminal, where a thread computes the
//! figures so that neither screen nor lines wait for them, and in the facilitator's own view in another terminal.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;
use std::{fs, io};

use anyhow::{anyhow, bail};

use super::sessions::Sessions;
use super::show::{Show, Stage};
use crate::app::hosting::{Figures, HostView, Invitation, Second, Way, Wrote};
use crate::app::{App, Effect, Msg, Setup};
use crate::commands::environment::{Environment, now};
use crate::commands::run_app::MsgSender;
use crate::commands::{Ending, output};
use crate::definition;
use crate::domain::analysis::EveryoneAnalysis;
use crate::domain::record::Record;
use crate::domain::trend::of_rounds;
use crate::live::console::{Console, ConsoleError, HostMessage, WayIn};
use crate::live::host::{Handle, Latest, Stopped};
use crate::live::invite::Qr;
use crate::live::room::{self, Phase, RoomView};
use crate::storage::format::from_text;
use crate::wording::{hosting as words, session};

/// Figures as they were last computed, with the record that they are of.
#[derive(Debug, Default)]
pub struct Figurer {
    record: Option<Arc<Record>>,
    figures: Option<Arc<Figures>>,
}

/// The thread that watches a room.
#[derive(Debug)]
pub struct FiguresWorker {
    newest: Latest<Arc<HostView>>,
    pub first: Arc<HostView>,
    front_end: Sender<MsgSender>,
    thread: JoinHandle<Last>,
}

/// What was there to be seen when nobody watched any more.
#[derive(Debug)]
pub struct Last {
    pub seen: Arc<HostView>,
    /// What was written, if the session ended.
    pub wrote: Option<Wrote>,
}

impl FiguresWorker {
    /// Watches a room; `end` is called once, when the session has ended.
    pub fn start(handle: &Handle, end: impl FnOnce(&HostView) -> Wrote + Send + 'static) -> io::Result<Self> {
        let (wake, woken) = channel();
        let views = Latest::new();
        let newest_view = views.clone();
        handle.listen(move |view| !newest_view.put(Arc::clone(view)) || wake.send(()).is_ok());
        let view = woken.recv().ok().and_then(|()| views.take()).ok_or_else(|| io::Error::other(Stopped))?;
        let mut figurer = Figurer::default();
        let first = Arc::new(figurer.see(&view));
        let newest = Latest::new();
        let (front_end, receiver) = channel();
        let watching = Watching { views, newest: newest.clone(), figurer, end: Some(end) };
        let seen = Arc::clone(&first);
        let thread =
            thread::Builder::new().name("watch".to_owned()).spawn(move || watching.run(seen, &woken, &receiver))?;
        Ok(Self { newest, first, front_end, thread })
    }

    /// Tells how the room stands from now on, and gives the place where the newest state always is.
    pub fn subscribe(&self, msgs: MsgSender) -> Latest<Arc<HostView>> {
        // The thread waits for this word; if it is gone there is nothing to tell.
        drop(self.front_end.send(msgs));
        self.newest.clone()
    }

    /// Waits for the thread, which ends when the room is no longer hosted.
    pub fn finish(self) -> Option<Last> {
        drop(self.front_end);
        self.thread.join().ok()
    }
}

struct Watching<F> {
    views: Latest<Arc<RoomView>>,
    newest: Latest<Arc<HostView>>,
    figurer: Figurer,
    end: Option<F>,
}

impl<F: FnOnce(&HostView) -> Wrote> Watching<F> {
    fn run(mut self, mut seen: Arc<HostView>, woken: &Receiver<()>, receiver: &Receiver<MsgSender>) -> Last {
        let msgs = receiver.recv().ok();
        let mut wrote = self.ended(&seen, msgs.as_ref());
        for () in woken {
            let Some(view) = self.views.take() else { continue };
            seen = Arc::new(self.figurer.see(&view));
            if let Some(msgs) = &msgs {
                send(msgs, Arc::clone(&seen), &self.newest);
            }
            wrote = wrote.or_else(|| self.ended(&seen, msgs.as_ref()));
        }
        Last { seen, wrote }
    }

    fn ended(&mut self, seen: &HostView, msgs: Option<&MsgSender>) -> Option<Wrote> {
        let end = self.end.take_if(|_| seen.view.progress.phase == Phase::Ended)?;
        let wrote = end(seen);
        if let Some(msgs) = msgs {
            msgs.send(Msg::Wrote(wrote.clone()));
        }
        Some(wrote)
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

/// Tells how the room stands now. A screen that stands still has one message waiting at most, and then finds the
/// newest state in `newest`; lines are told no faster than they can be read.
pub fn send(msgs: &MsgSender, seen: Arc<HostView>, newest: &Latest<Arc<HostView>>) {
    match msgs {
        MsgSender::Screen(_) if !newest.put(Arc::clone(&seen)) => {}
        MsgSender::Screen(_) => msgs.send(Msg::Room(seen)),
        MsgSender::Lines(_) => {
            msgs.send(Msg::Room(seen));
            thread::sleep(READING);
        }
    }
}

/// Opens the view, and shows it until the facilitator leaves or the session is no longer hosted.
pub fn open(sessions: &Sessions, environment: &Environment) -> anyhow::Result<Ending> {
    let console = connect(sessions)?;
    let read = definition::read("questions.toml", console.questionnaire().as_bytes());
    let questionnaire = Arc::new(read.map_err(|_| anyhow!(ConsoleError::Version))?.questionnaire);
    let setup = console.setup(Arc::clone(&questionnaire));
    let way = console.door().map_or(Way::Kiosk, |door| Way::Network(invited(door)));
    let mut sender = console.sender()?;
    let mut connection = HostConnection { console, setup, record: None, figures: Figurer::default() };
    let Msg::Room(first) = connection.receive()? else { bail!(ConsoleError::Version) };
    let stage = Stage::open(environment)?;
    let newest = Latest::new();
    let listening = listen(connection, stage.msgs(), newest.clone())?;
    let app = App::console(Setup::new(questionnaire, environment.store(), now()), way, first);
    let effects = &mut |effect| {
        if let Effect::Command(command) = effect {
            // A host that is gone is heard of by the thread that listens.
            drop(sender.send(&command));
        }
    };
    let how = stage.run(Show { app, newest, mirror: None, effects })?;
    let lost = listening.try_recv().ok();
    how.how.trouble().iter().for_each(|trouble| output::complain(trouble));
    Ok(match lost {
        Some(Lost::Over) => {
            output::note(session::OVER);
            Ending::Done
        }
        Some(Lost::Gone(why)) => {
            output::complain(&why.to_string());
            Ending::Failed
        }
        None => Ending::of_code(how.how.exit_code()),
    })
}

/// Connects to the session that is being hosted; of several, to the one that was begun last.
fn connect(sessions: &Sessions) -> anyhow::Result<Console> {
    let mut consoles = Vec::new();
    for socket in sessions.sockets() {
        match Console::connect(&socket) {
            Ok(console) => consoles.push(console),
            // Left over from a host that was killed.
            Err(ConsoleError::NoHost(error)) if error.kind() == io::ErrorKind::ConnectionRefused => {
                drop(fs::remove_file(&socket));
            }
            Err(error) => return Err(error.into()),
        }
    }
    if consoles.len() > 1 {
        output::note(words::SEVERAL_HOSTED);
    }
    let newest = consoles.into_iter().max_by(|one, other| one.created().cmp(other.created()));
    newest.ok_or_else(|| anyhow!(words::NONE_HOSTED))
}

/// A connection to the host, and what it was told so far.
struct HostConnection {
    console: Console,
    setup: Arc<room::Setup>,
    record: Option<Arc<Record>>,
    figures: Figurer,
}

impl HostConnection {
    /// Waits for what the host says next: how the room stands, or what became of a command. The figures are worked out here, from the same record.
    fn receive(&mut self) -> Result<Msg, ConsoleError> {
        loop {
            return Ok(match self.console.receive(&self.setup)? {
                HostMessage::Record(text) => {
                    let read = text.map(|text| from_text(&text).map_err(|_| ConsoleError::Version));
                    self.record = read.transpose()?.map(Arc::new);
                    continue;
                }
                HostMessage::View(view) => {
                    let view = RoomView { record: self.record.clone(), ..*view };
                    Msg::Room(Arc::new(self.figures.see(&view)))
                }
                HostMessage::Done => Msg::Command(Ok(())),
                HostMessage::Not(why) => Msg::Command(Err(why)),
            });
        }
    }
}

fn invited(door: &WayIn) -> Invitation {
    let WayIn { url, code, link, screen, notes } = door.clone();
    Invitation { url, code, qr: Qr::new(&link).ok(), screen, notes }
}

/// Why the host says nothing any more.
enum Lost {
    Over,
    Gone(ConsoleError),
}

/// Tells the app what the host says, in a thread of its own, and ends it when the host is gone.
fn listen(
    mut connection: HostConnection,
    msgs: MsgSender,
    newest: Latest<Arc<HostView>>,
) -> io::Result<Receiver<Lost>> {
    let (lost, why) = channel();
    thread::Builder::new().name("console".to_owned()).spawn(move || {
        let mut phase = Phase::Lobby;
        let gone = loop {
            match connection.receive() {
                Ok(Msg::Room(seen)) => {
                    phase = seen.view.progress.phase;
                    send(&msgs, seen, &newest);
                }
                Ok(done) => msgs.send(done),
                Err(error) => break error,
            }
        };
        drop(lost.send(if phase == Phase::Ended { Lost::Over } else { Lost::Gone(gone) }));
        msgs.end();
    })?;
    Ok(why)
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

    fn view(rehearsal: bool) -> RoomView {
        let setup = Setup {
            id: Token::new(1),
            created: "2026-11-23T16:10:00Z".parse().unwrap(),
            label: Label::default(),
            questionnaire: Arc::new(definition::built_in().unwrap()),
            rehearsal,
            passed_round: false,
        };
        Room::open(setup, 5).view(&HostStatus::default(), &std::collections::BTreeSet::new())
    }

    fn record(rounds: &[u8]) -> Arc<Record> {
        let view = view(false);
        let begun = Head::begun(view.setup.id, Kind::Workshop, view.setup.created, 5);
        let head = Head { finished: Some(view.setup.created), ..begun };
        let response = |(&round, id)| Response { round, ..Response::new(Token::new(id), "sales".parse().unwrap()) };
        let responses = rounds.iter().zip(1..).map(response).collect();
        Arc::new(Record::new(head, Arc::clone(&view.setup.questionnaire), responses).unwrap())
    }

    #[test]
    fn figures_are_computed_anew_only_when_the_record_has_changed() {
        let mut figurer = Figurer::default();
        assert_eq!(figurer.see(&view(false)).figures, None);
        let shown = RoomView { record: Some(record(&[1])), ..view(false) };
        let first = figurer.see(&shown).figures.unwrap();
        let again = figurer.see(&RoomView { sides: Vec::new(), ..shown }).figures.unwrap();
        assert!(Arc::ptr_eq(&first, &again));
        let other = figurer.see(&RoomView { record: Some(record(&[1])), ..view(false) }).figures.unwrap();
        assert!(!Arc::ptr_eq(&first, &other));
        assert_eq!(figurer.see(&view(false)).figures, None, "while people answer once more");
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

    #[test]
    fn a_screen_that_stands_still_has_one_message_waiting_and_then_finds_the_newest_state() {
        let (sender, events) = channel();
        let (msgs, newest) = (MsgSender::Screen(sender.into()), Latest::new());
        let seen = |rehearsal| Arc::new(HostView { view: view(rehearsal), figures: None });
        let (older, newer) = (seen(false), seen(true));
        for _ in 0..1000 {
            send(&msgs, Arc::clone(&older), &newest);
        }
        send(&msgs, Arc::clone(&newer), &newest);
        assert!(matches!(events.try_iter().collect::<Vec<_>>()[..], [Event::Msg(Msg::Room(_))]));
        assert!(newest.take().is_some_and(|found| Arc::ptr_eq(&found, &newer)));
        send(&msgs, older, &newest);
        assert_eq!(events.try_iter().count(), 1);
    }
}
