//! One sitting at the app, on the screen or in lines: from opening it to the last word on what was saved.

use std::collections::HashMap;
use std::io;
use std::path::PathBuf;
use std::sync::mpsc::{Sender, channel};
use std::thread;

use anyhow::Context;
use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
use signal_hook::iterator::Signals;

use super::environment::{Environment, clock};
use super::keeper::{Keeper, Kept};
use super::{Ending, farewell, output};
use crate::app::App;
use crate::domain::id::Token;
use crate::plain::{self, Voice};
use crate::terminal::{self, Session, Shown, look};

/// The widest that lines are told.
const WIDEST: usize = 80;

/// How a sitting ended, with the app as it was then.
struct Ended {
    app: App,
    kept: Kept,
    ending: Ending,
    /// What went wrong with the terminal, if something did.
    trouble: Option<String>,
    /// Whether anybody can still read what is printed.
    listening: bool,
}

/// Runs the app until the person leaves or something ends it; `files` are the records whose place is known.
///
/// # Errors
/// When it cannot begin. However it ends, that is told here.
pub fn run(app: App, files: HashMap<Token, PathBuf>, environment: &Environment) -> anyhow::Result<Ending> {
    let known = app.record().and_then(|record| files.get(&record.head().id).cloned());
    let mut ended =
        if environment.plain { in_lines(app, files, environment) } else { on_screen(app, files, environment) }?;
    ended.kept.path = ended.kept.path.or(known);
    Ok(part(&ended))
}

fn on_screen(app: App, files: HashMap<Token, PathBuf>, environment: &Environment) -> anyhow::Result<Ended> {
    let clock = clock()?;
    let session = Session::open().context("the terminal cannot be used")?;
    let sender = session.sender();
    // Once the loop is over nobody takes messages, and nobody needs to.
    let keeper = Keeper::start(environment.place.clone(), files, move |msg| drop(sender.send(msg.into())))?;
    let mut shown = Shown { app, look: look(|name| std::env::var(name).ok()) };
    let mut world = terminal::World { effects: &mut |effect| keeper.take(effect), clock: &clock };
    let ended = session.run(&mut shown, &mut world);
    Ok(Ended {
        app: shown.app,
        kept: keeper.finish(),
        ending: Ending::of_code(ended.how.exit_code()),
        trouble: ended.how.trouble(),
        listening: ended.listening,
    })
}

fn in_lines(mut app: App, files: HashMap<Token, PathBuf>, environment: &Environment) -> anyhow::Result<Ended> {
    let clock = clock()?;
    let (sender, events) = channel();
    listen(&sender)?;
    let keeper =
        Keeper::start(environment.place.clone(), files, move |msg| drop(sender.send(plain::Event::Told(msg))))?;
    let mut out = io::stdout();
    let width = terminal::size().map_or(WIDEST, |size| usize::from(size.width).min(WIDEST));
    let how = {
        let mut effects = |effect| keeper.take(effect);
        let mut world = plain::World { effects: &mut effects, clock: &clock };
        plain::run(&mut app, &events, &mut Voice::new(&mut out, width), &mut world)
    };
    let kept = keeper.finish();
    Ok(match how {
        plain::Ending::Left => Ended { app, kept, ending: Ending::Done, trouble: None, listening: true },
        plain::Ending::Signal(signal) => {
            Ended { app, kept, ending: Ending::of_signal(signal), trouble: None, listening: signal != SIGHUP }
        }
        plain::Ending::Broken(error) => {
            let trouble = Some(format!("the terminal could not be written to: {error}"));
            Ended { app, kept, ending: Ending::Failed, trouble, listening: false }
        }
    })
}

/// Starts to listen to signals and typed lines.
fn listen(sender: &Sender<plain::Event>) -> anyhow::Result<()> {
    let mut signals = Signals::new([SIGINT, SIGTERM, SIGHUP, SIGQUIT]).context("could not listen to signals")?;
    let (heard, typed) = (sender.clone(), sender.clone());
    thread::Builder::new().name("signals".to_owned()).spawn(move || {
        for signal in signals.forever() {
            let _ = heard.send(plain::Event::Signal(signal));
        }
    })?;
    thread::Builder::new()
        .name("lines".to_owned())
        .spawn(move || plain::listen(io::stdin().lock(), |event| typed.send(event).is_ok()))?;
    Ok(())
}

/// The last word: a short summary and the file, and what went wrong.
fn part(ended: &Ended) -> Ending {
    if ended.listening {
        // Where the screen is gone, what is saved is saved.
        let _ = output::print(farewell::text(&ended.app, &ended.kept).as_bytes());
    }
    let unsaved = ended.kept.trouble.as_ref().map(|why| format!("your latest answers are not saved: {why}"));
    for trouble in ended.trouble.iter().chain(&unsaved) {
        output::complain(trouble);
    }
    if unsaved.is_some() && ended.ending == Ending::Done { Ending::Failed } else { ended.ending }
}
