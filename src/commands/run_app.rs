//! Running the app, on the screen or in lines: from opening it, as `undercurrent` alone does, to the last word on what was
//! saved.

use std::collections::HashMap;
use std::fs::ReadDir;
use std::io::{self, IsTerminal};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::thread;

use anyhow::Context;

use super::environment::{self, Environment, clock, now};
use super::participant::ParticipantThread;
use super::storage::{SaveOutcome, Storage};
use super::{Ending, answers, host, output};
use crate::app::screens::Screen;
use crate::app::screens::participant::Participant;
use crate::app::screens::taking_on::Source;
use crate::app::{App, Effect, Msg, Setup};
use crate::cli::{Assess, Score};
use crate::domain::analysis::Analysis;
use crate::domain::id::Token;
use crate::domain::record::Record;
use crate::live::room::Phase;
use crate::plain::{self, Output};
use crate::storage::deleted::left_behind;
use crate::storage::shown;
use crate::terminal::{self, Effects, SIGINT, SIGQUIT, SIGTERM, Session, Shown, look_here};
use crate::wording::window::Kept;
use crate::wording::{self, commands as words, window};

/// The widest that lines and the last word are.
const WIDEST: usize = 80;

/// How a sitting ended, with the app as it was then.
struct Ended {
    app: App,
    kept: SaveOutcome,
    how: terminal::Ended,
}

/// A way to the app, for as many threads as want one. Once the sitting is over nobody takes messages, and nobody needs
/// to.
#[derive(Debug, Clone)]
pub enum MsgSender {
    Screen(terminal::EventSender),
    Lines(Sender<plain::Event>),
}

impl MsgSender {
    pub fn send(&self, msg: Msg) {
        match self {
            Self::Screen(sender) => sender.send(msg.into()),
            Self::Lines(sender) => drop(sender.send(plain::Event::Msg(msg))),
        }
    }

    /// Ends the sitting: there is nothing to show any more.
    pub fn end(&self) {
        match self {
            Self::Screen(sender) => sender.send(terminal::Event::Over),
            Self::Lines(sender) => drop(sender.send(plain::Event::End)),
        }
    }
}

/// Carries out what the app wants done.
pub trait Doer {
    /// Never waits.
    fn take(&self, effect: Effect);

    /// Waits for the last answers to be kept, though not for ever; says what became of them. `of_own_accord` says
    /// whether the person chose to leave.
    fn finish(self, of_own_accord: bool) -> SaveOutcome;
}

impl Doer for ParticipantThread {
    fn take(&self, effect: Effect) {
        Self::take(self, effect);
    }

    fn finish(self, _: bool) -> SaveOutcome {
        Self::finish(self)
    }
}

/// Somebody who begins once there is something to see.
struct Late<D, S> {
    start: Option<S>,
    begun: Option<io::Result<D>>,
}

impl<D: Doer, S: FnOnce() -> io::Result<D>> Effects for Late<D, S> {
    fn begin(&mut self) -> ControlFlow<()> {
        self.begun = self.start.take().map(|start| start());
        if matches!(self.begun, Some(Err(_))) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    fn take(&mut self, effect: Effect) {
        if let Some(Ok(doer)) = &self.begun {
            doer.take(effect);
        }
    }
}

/// Runs the app until the person leaves or something ends it, which is told here; `files` are the records whose place is
/// known.
pub fn run_app(app: App, files: HashMap<Token, PathBuf>, environment: &Environment) -> anyhow::Result<Ending> {
    let known = app.record().and_then(|record| files.get(&record.head().id).cloned());
    let place = environment.place.clone();
    let mut ended = sit(app, environment, |msgs| Storage::start(place, files, move |msg| msgs.send(msg)))?;
    ended.kept.path = ended.kept.path.or(known);
    Ok(part(&ended))
}

/// Runs the app likewise, with whoever `start` gives to carry out what it wants.
pub fn run_app_with<D: Doer>(
    app: App,
    environment: &Environment,
    start: impl FnOnce(MsgSender) -> io::Result<D>,
) -> anyhow::Result<Ending> {
    sit(app, environment, start).map(|ended| part(&ended))
}

fn sit<D: Doer>(
    app: App,
    environment: &Environment,
    start: impl FnOnce(MsgSender) -> io::Result<D>,
) -> anyhow::Result<Ended> {
    if environment.plain { in_lines(app, start) } else { on_screen(app, start) }
}

fn on_screen<D: Doer>(app: App, start: impl FnOnce(MsgSender) -> io::Result<D>) -> anyhow::Result<Ended> {
    let clock = clock()?;
    let session = Session::open().context(words::BAD_TERMINAL)?;
    let sender = session.sender();
    let mut doer = Late { start: Some(|| start(MsgSender::Screen(sender))), begun: None::<io::Result<D>> };
    let mut shown = Shown { app, look: look_here() };
    let how = session.run(&mut shown, &mut terminal::World { effects: &mut doer, clock: &clock });
    let doer = doer.begun.transpose()?;
    let kept = doer.map(|doer| doer.finish(how.how.is_chosen())).unwrap_or_default();
    Ok(Ended { app: shown.app, kept, how })
}

fn in_lines<D: Doer>(mut app: App, start: impl FnOnce(MsgSender) -> io::Result<D>) -> anyhow::Result<Ended> {
    let clock = clock()?;
    let (sender, events) = channel();
    listen(&sender)?;
    let doer = start(MsgSender::Lines(sender))?;
    let mut out = io::stdout();
    let how = {
        let mut effects = |effect| doer.take(effect);
        let mut world = plain::World { effects: &mut effects, clock: &clock };
        plain::run(&mut app, &events, &mut Output::new(&mut out, width()), &mut world)
    };
    let how = ended(how);
    Ok(Ended { app, kept: doer.finish(how.how.is_chosen()), how })
}

pub fn width() -> usize {
    terminal::size().map_or(WIDEST, |size| usize::from(size.width).min(WIDEST))
}

/// How lines ended, as a screen's ending.
pub fn ended(how: plain::Ending) -> terminal::Ended {
    let how = match how {
        plain::Ending::Left => terminal::Ending::Left,
        plain::Ending::Signal(signal) => terminal::Ending::Signal(signal),
        plain::Ending::Broken(error) => error.into(),
    };
    let listening = matches!(how, terminal::Ending::Left | terminal::Ending::Signal(SIGINT | SIGQUIT | SIGTERM));
    terminal::Ended { how, listening }
}

/// Starts to listen to signals and typed lines.
pub fn listen(sender: &Sender<plain::Event>) -> anyhow::Result<()> {
    let (received, typed) = (sender.clone(), sender.clone());
    let receive = move |signal| drop(received.send(plain::Event::Signal(signal)));
    terminal::listen_to_endings(receive).context(words::NO_SIGNALS)?;
    thread::Builder::new()
        .name("lines".to_owned())
        .spawn(move || plain::listen(io::stdin().lock(), |event| typed.send(event).is_ok()))?;
    Ok(())
}

/// The last word: a short summary and the file, and what went wrong.
fn part(Ended { app, kept, how }: &Ended) -> Ending {
    if how.listening {
        // Where nobody reads it, what is saved is saved all the same.
        let _ = output::print(exit_summary(app, kept).as_bytes());
    }
    let unsaved = kept.trouble.as_deref().map(window::latest_not_saved);
    // A terminal that does not listen might hold up for ever whoever speaks to it.
    if how.listening || !io::stderr().is_terminal() {
        how.how.trouble().iter().chain(&unsaved).for_each(|trouble| output::complain(trouble));
    }
    match Ending::of_code(how.how.exit_code()) {
        Ending::Done if unsaved.is_some() => Ending::Failed,
        ending => ending,
    }
}

/// A short plain summary and the path of the record; nothing where nothing was begun.
fn exit_summary(app: &App, kept: &SaveOutcome) -> String {
    let mut lines = match app.screen() {
        Screen::Home(_)
        | Screen::Welcome(_)
        | Screen::Begin(_)
        | Screen::Naming(_)
        | Screen::Reporting(_)
        | Screen::Room(_) => Vec::new(),
        Screen::FollowingUp(following) => vec![progress(following.next.record(), kept)],
        Screen::Answering(answering) => vec![progress(answering.assessment.record(), kept)],
        Screen::Guessing(guessing) => vec![progress(guessing.assessment.record(), kept)],
        Screen::Participant(participant) => self::participant(participant, kept),
        Screen::Results(results) => result(results.assessment.analysis()),
        Screen::TakingOn(taking) => of_source(&taking.source),
        Screen::Plan(plan) => of_source(&plan.source),
        screen => title(screen),
    };
    if !lines.is_empty() && kept.trouble.is_none() {
        lines.extend(kept.path.as_ref().map(|path| window::saved_in(&shown(path))));
    }
    lines.iter().flat_map(|line| textwrap::wrap(line, WIDEST)).map(|line| line.into_owned() + "\n").collect()
}

/// The last word of whoever leaves from a plan or from a step.
fn of_source(source: &Source) -> Vec<String> {
    match source {
        Source::One(results) => result(results.assessment.analysis()),
        Source::Several(_) | Source::All(_) => title(&source.screen()),
    }
}

fn title(screen: &Screen) -> Vec<String> {
    screen.title().map(|title| wording::sentence(&title)).into_iter().collect()
}

fn participant(participant: &Participant, kept: &SaveOutcome) -> Vec<String> {
    let Some(taken) = participant.taken() else { return Vec::new() };
    let what = if kept.trouble.is_some() { Kept::Not } else { Kept::WithTheSession };
    let mut lines: Vec<String> =
        taken.progress().map(|(answered, of)| window::so_far(answered, of, what)).into_iter().collect();
    if taken.view.progress.phase == Phase::Ended {
        lines.push(taken.view.outcome().kept());
    } else if let (true, Some(address)) = (taken.returns, &participant.join_form.address) {
        lines.push(window::come_back(address));
    }
    lines
}

fn result(analysis: &Analysis) -> Vec<String> {
    let label = analysis.head().label.as_str();
    let about = if label.is_empty() { String::new() } else { format!("{label}: ") };
    vec![format!("{about}{}.", wording::heading(analysis)), wording::summary(analysis)]
}

fn progress(record: &Record, kept: &SaveOutcome) -> String {
    let kept = match kept {
        SaveOutcome { trouble: Some(_), .. } => Kept::Not,
        SaveOutcome { is_found: true, .. } => Kept::AmongRecords,
        _ => Kept::Elsewhere,
    };
    window::so_far(record.answered(), record.questionnaire().len(), kept)
}

/// Asks the questionnaire in a terminal, or scores a file of answers.
pub fn assess(options: &Assess, environment: &Environment) -> anyhow::Result<Ending> {
    if let Some(file) = &options.answers {
        return answers::score(&Score::of_answers(file, options)).map(|()| Ending::Done);
    }
    let questionnaire = environment::questionnaire(options.questions.as_deref())?;
    environment.need_terminal(words::ANSWERING_NEEDS_TERMINAL)?;
    host::settle(environment);
    let setup = Setup::new(Arc::new(questionnaire), environment.store(), now());
    let app = if has_records(environment) { App::home(setup) } else { App::new(setup, Vec::new()) };
    run_app(app, HashMap::new(), environment)
}

/// Whether there is any file among the records, or any that was deleted and may be wanted back. Of the records it goes
/// by their names alone, since nothing is drawn before this is known.
fn has_records(environment: &Environment) -> bool {
    let folder = environment.records().ok();
    let files = folder.as_ref().and_then(|folder| folder.read_dir().ok());
    let is_one = |mut files: ReadDir| {
        files.any(|file| file.is_ok_and(|file| file.path().extension().is_some_and(|kind| kind == "toml")))
    };
    files.is_some_and(is_one) || folder.is_some_and(|folder| !left_behind(&folder).is_empty())
}
