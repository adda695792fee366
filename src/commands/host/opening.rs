//! A session about to be hosted: a new one.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{anyhow, bail};
use jiff::Timestamp;

use super::super::ending::Misuse;
use super::super::environment::chance;
use super::super::export::save_new;
use super::super::input;
use super::address::{self, Choice};
use super::door::{self, Door};
use super::invitation;
use super::public;
use super::result::ResultFile;
use super::sessions::Sessions;
use crate::cli;
use crate::definition;
use crate::domain::id::Token;
use crate::domain::questionnaire::{MIN_PEOPLE_LEAST, Questionnaire};
use crate::domain::text::{Label, showable};
use crate::live::host::{Keeper, Nowhere};
use crate::live::invite;
use crate::live::ledger::{Ledger, Session};
use crate::live::qr::Qr;
use crate::live::room::{Room, SEATS, Setup};
use crate::storage::destination::is_standard_output;
use crate::storage::wording::shown;

/// Said where the picture of the code was to go where the session is shown.
const ON_SCREEN: &str =
    "--qr names a file for the picture of the code, and standard output is the screen of the session";

/// A session about to be hosted.
pub struct Opening {
    /// What does not change.
    pub session: Session,
    /// The room as it stands.
    pub room: Room,
    /// Where answers go.
    pub ledger: Ledger,
    /// Where the result goes.
    pub keeper: Box<dyn Keeper>,
    /// The record that the result will be in.
    pub record: PathBuf,
    /// The socket for phones, and how its address came about; none where one laptop is passed round.
    pub door: Option<(Door, Choice)>,
    /// What the facilitator should know about how it was opened.
    pub notes: Vec<String>,
}

/// Opens a new session. What can be refused is refused before anything is bound.
///
/// # Errors
/// When an option does not fit, or the files or the socket cannot be had.
pub fn new(options: &cli::Host, sessions: &Sessions) -> anyhow::Result<Opening> {
    let (questionnaire, text) = asked(options)?;
    let least = least(options.min_people, questionnaire.head().min_people)?;
    let mut session = session(options, text)?;
    if !options.rehearse {
        sessions.prepare()?;
    }
    let door = if options.kiosk { None } else { Some(knock(options)?) };
    session.address = door.as_ref().map(|(door, _)| door.address.to_string()).unwrap_or_default();
    picture(options, &session)?;
    let room = Room::open(setup(&session, questionnaire), least);
    let (ledger, keeper) = files(&session, &room, sessions)?;
    let record = sessions.record(session.id, session.created);
    Ok(Opening { session, room, ledger, keeper, record, door, notes: Vec::new() })
}

/// What is asked, and its text as the session keeps it.
fn asked(options: &cli::Host) -> anyhow::Result<(Arc<Questionnaire>, String)> {
    let (name, bytes) = match options.questions.as_deref() {
        Some(file) => input::read(file)?,
        None => ("questions.toml".to_owned(), definition::BUILT_IN.into()),
    };
    let questionnaire = definition::read(&name, &bytes)?.questionnaire;
    if !options.pulse {
        let (text, _) = definition::decoded(&bytes);
        return Ok((Arc::new(questionnaire), text));
    }
    let Some(pulse) = questionnaire.pulse() else {
        return Err(Misuse(format!("{} has no short form: leave out --pulse", showable(&name))).into());
    };
    let text = definition::text_of(&pulse)?;
    Ok((Arc::new(pulse), text))
}

/// The fewest people whose figures are shown together: as asked for, else as the questionnaire says.
fn least(asked: Option<u32>, usual: u32) -> Result<u32, Misuse> {
    let most = u32::try_from(SEATS).unwrap_or(u32::MAX);
    match asked {
        Some(asked) if !(MIN_PEOPLE_LEAST..=most).contains(&asked) => {
            Err(Misuse(format!("--min-people {asked}: it goes from {MIN_PEOPLE_LEAST} to {most}")))
        }
        None if usual > most => Err(Misuse(format!(
            "the questionnaire shows figures of {usual} people or more, and a session admits {most}: \
             --min-people sets another number"
        ))),
        _ => Ok(asked.unwrap_or(usual)),
    }
}

fn session(options: &cli::Host, questionnaire: String) -> anyhow::Result<Session> {
    let label = Label::new(options.label.as_deref().unwrap_or_default());
    let [id, _] = chance()?;
    let [code, link] = chance()?;
    Ok(Session {
        id: Token::new(id),
        created: Timestamp::now(),
        label: label.map_err(|error| Misuse(format!("that label cannot be used: {error}")))?,
        rehearsal: options.rehearse,
        questionnaire,
        code: invite::code(code),
        link: invite::link(link),
        address: String::new(),
        public_url: options.public_url.as_deref().map(public::url).transpose()?,
    })
}

fn knock(options: &cli::Host) -> anyhow::Result<(Door, Choice)> {
    let choice = address::choose(options.address.as_deref())?;
    Ok((door::open(choice.ip, options.port)?, choice))
}

/// Writes the code to scan into the file that was asked for.
pub fn picture(options: &cli::Host, session: &Session) -> anyhow::Result<()> {
    let Some(file) = &options.qr else { return Ok(()) };
    if session.address.is_empty() {
        bail!("a session on one laptop has no code to scan: leave out --qr");
    }
    if is_standard_output(file) {
        return Err(Misuse(ON_SCREEN.to_owned()).into());
    }
    let questions: Vec<PathBuf> = options.questions.iter().cloned().collect();
    save_new(file, &questions, Qr::new(&invitation::link(session))?.to_svg().as_bytes()).map(drop)
}

pub fn setup(session: &Session, questionnaire: Arc<Questionnaire>) -> Setup {
    Setup {
        id: session.id,
        created: session.created,
        label: session.label.clone(),
        questionnaire,
        rehearsal: session.rehearsal,
        passed_round: session.address.is_empty(),
    }
}

/// Where answers and the result go: nowhere but into memory for a rehearsal.
fn files(session: &Session, room: &Room, sessions: &Sessions) -> anyhow::Result<(Ledger, Box<dyn Keeper>)> {
    if session.rehearsal {
        return Ok((Ledger::in_memory(session, room.progress())?, Box::new(Nowhere::default())));
    }
    let path = sessions.ledger(session);
    let ledger = Ledger::create(&path, session, room.progress())
        .map_err(|error| anyhow!("{} cannot be written: {error}", shown(&path)))?;
    Ok((ledger, Box::new(ResultFile::new(session.id, sessions.record(session.id, session.created)))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pulse_that_a_session_keeps_reads_back_as_it_is_asked() {
        let options = cli::Host { pulse: true, ..cli::Host::default() };
        let (questionnaire, text) = asked(&options).unwrap();
        assert!(questionnaire.is_pulse());
        assert_eq!(definition::read("kept.toml", text.as_bytes()).unwrap().questionnaire, *questionnaire);
    }

    #[test]
    fn a_questionnaire_is_kept_as_it_was_written() {
        let (_, text) = asked(&cli::Host::default()).unwrap();
        assert_eq!(text, definition::BUILT_IN);
    }

    #[test]
    fn fewer_people_than_may_be_shown_or_more_than_are_admitted_are_refused() {
        assert_eq!((least(Some(3), 5).unwrap(), least(None, 5).unwrap()), (3, 5));
        for asked in [0, 2, 501] {
            assert!(least(Some(asked), 5).unwrap_err().to_string().contains("from 3 to 500"));
        }
    }

    #[test]
    fn a_questionnaire_that_wants_more_people_than_are_admitted_is_refused_with_the_way_out() {
        assert!(least(None, 501).unwrap_err().to_string().contains("admits 500: --min-people sets"));
        assert_eq!(least(Some(7), 501).unwrap(), 7);
    }
}
