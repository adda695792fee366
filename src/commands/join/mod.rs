//! `undercurrent join`: takes part in a live session.

mod pass;
mod remote;

use std::path::Path;
use std::sync::Arc;

use super::ending::Misuse;
use super::environment::{Environment, now};
use super::participant::{ParticipantThread, ParticipantWorker};
use super::{Ending, output, private, sitting};
use crate::app::screens::seat::JoinForm;
use crate::app::{App, Setup, Store};
use crate::cli;
use crate::definition;
use crate::domain::questionnaire::Word;
use crate::domain::text::showable;
use crate::live::client::{ClientError, Door};
use crate::live::wire::Welcome;
use crate::storage::location::DataFolder;
use crate::wording::seat::Device;
pub use pass::Pass;
pub use remote::Remote;

/// Said where there is no terminal.
const NO_TERMINAL: &str =
    "taking part needs a terminal, and standard input or output is none: open the same address in a browser instead";

/// Takes part in a live session, from joining it to its end.
///
/// # Errors
/// When there is no terminal, no session at the address, or what answers there is none.
pub fn run(options: &cli::Join, environment: &Environment) -> anyhow::Result<Ending> {
    let door = Door::at(&options.url).map_err(|error| Misuse(error.to_string()))?;
    environment.need_terminal(NO_TERMINAL)?;
    output::note(&format!("Looking for the session at {}", door.base()));
    let welcome = door.welcome()?;
    let join_form = join_form(&door, &welcome, options.code.as_deref())?;
    let folder = environment.place.folder.as_ref().ok().map(DataFolder::sessions).filter(|folder| trusted(folder));
    let remote = Remote::new(door.clone(), &welcome, Pass::find(folder.as_deref(), door.base()));
    let seated = remote.is_seated();
    // Until the person is in, only the keys can be explained; the session's own questionnaire comes then.
    let setup = Setup::new(Arc::new(definition::built_in()?), Store::Session, now());
    sitting::with(App::seat(setup, Arc::new(join_form)), environment, |teller| {
        ParticipantThread::start(ParticipantWorker::new(remote, seated), move |msg| teller.tell(msg))
    })
}

/// Whether a pass is kept in a folder; says why it is not.
fn trusted(folder: &Path) -> bool {
    let checked = private::check(folder);
    checked.inspect_err(|error| output::note(&format!("Your place will not be kept: {error}."))).is_ok()
}

/// What stands at the door. Texts from the network act on no terminal: whatever draws them sees to that.
///
/// # Errors
/// When what answers is no session.
pub fn join_form(door: &Door, welcome: &Welcome, code: Option<&str>) -> Result<JoinForm, ClientError> {
    let side = |(id, name): &(String, String)| Some((id.parse().ok()?, name.clone()));
    let sides: Option<Vec<_>> = welcome.sides.iter().map(side).collect();
    let word = |(term, text): &(String, String)| Word { term: term.clone(), text: text.clone() };
    Ok(JoinForm {
        title: welcome.title.clone(),
        label: welcome.label.clone(),
        intro: welcome.intro.clone(),
        sides: sides.filter(|sides| !sides.is_empty()).ok_or(ClientError::NotASession)?,
        words: welcome.words.iter().map(word).collect(),
        min_people: welcome.min_people,
        rehearsal: welcome.rehearsal,
        device: Device::Terminal,
        code: (!door.has_link()).then(|| showable(code.unwrap_or_default())),
        address: Some(door.base().to_owned()),
    })
}
