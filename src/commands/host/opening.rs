//! A session about to be hosted: a new one, or one that was interrupted.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{anyhow, bail};
use jiff::Timestamp;

use super::network::{self, Choice, Listener, scanned_link};
use super::result::ResultFile;
use super::sessions::{Found, Interrupted, Sessions};
use crate::commands::Misuse;
use crate::commands::environment::{self, chance};
use crate::commands::output::{check_new, save_new};
use crate::domain::id::Token;
use crate::domain::questionnaire::{MIN_PEOPLE_LEAST, Questionnaire};
use crate::domain::text::{Label, alike, showable};
use crate::live::host::{Nowhere, ResultStore};
use crate::live::invite::{self, Qr};
use crate::live::ledger::{Ledger, LedgerError, Session};
use crate::live::room::{Room, SEATS, Setup};
use crate::storage::location::is_standard_output;
use crate::storage::shown;
use crate::wording::commands::unusable_name;
use crate::wording::hosting as words;
use crate::{cli, definition};

pub struct Opening {
    pub session: Session,
    pub room: Room,
    pub ledger: Ledger,
    /// Where the result goes.
    pub keeper: Box<dyn ResultStore>,
    /// The record that the result will be in.
    pub record: PathBuf,
    /// The socket for phones, and how its address came about; none where one laptop is passed round.
    pub listener: Option<(Listener, Choice)>,
    /// What the facilitator should know about how it was opened.
    pub notes: Vec<String>,
}

/// What the options of a session come to, once all of them fit. Nothing was written or bound for it.
pub struct Plan {
    questionnaire: Arc<Questionnaire>,
    /// Its text, as the session keeps it.
    text: String,
    least: u32,
    label: Label,
    public_url: Option<String>,
    /// The one that was asked for, if one was.
    address: Option<Choice>,
}

/// Looks at the options of a session, before anything else is refused.
pub fn plan(options: &cli::Host) -> anyhow::Result<Plan> {
    let (questionnaire, text) = asked(options)?;
    let least = least(options.min_people, questionnaire.head().min_people)?;
    let label = Label::new(options.label.as_deref().unwrap_or_default());
    let label = label.map_err(|error| Misuse(unusable_name(&error.to_string())))?;
    let public_url = options.public_url.as_deref().map(network::public_url).transpose()?;
    let address = options.address.as_deref().map(|wanted| network::choose(Some(wanted))).transpose()?;
    if options.qr.as_deref().is_some_and(is_standard_output) {
        return Err(Misuse(words::ON_SCREEN.to_owned()).into());
    }
    if let Some(picture) = &options.qr {
        check_new(picture, options.questions.as_slice())?;
    }
    Ok(Plan { questionnaire, text, least, label, public_url, address })
}

/// Opens a new session. What can be refused is refused before anything is bound.
pub fn new(options: &cli::Host, plan: Plan, sessions: &Sessions) -> anyhow::Result<Opening> {
    let Plan { questionnaire, text, least, label, public_url, address } = plan;
    let mut session = Session { label, public_url, ..session(options, text)? };
    if !options.rehearse {
        sessions.prepare()?;
    }
    let listener = if options.kiosk {
        None
    } else {
        let choice = address.map_or_else(|| network::choose(None), Ok)?;
        Some((network::listen(choice.ip, options.port)?, choice))
    };
    session.address = listener.as_ref().map(|(listener, _)| listener.address.to_string()).unwrap_or_default();
    picture(options, &session)?;
    let room = Room::open(setup(&session, questionnaire), least);
    let (ledger, keeper) = files(&session, &room, sessions)?;
    let record = sessions.record(session.id, session.created);
    Ok(Opening { session, room, ledger, keeper, record, listener, notes: Vec::new() })
}

/// What is asked, and its text as the session keeps it.
fn asked(options: &cli::Host) -> anyhow::Result<(Arc<Questionnaire>, String)> {
    let (name, bytes) = match options.questions.as_deref() {
        Some(file) => environment::read_file(file)?,
        None => ("questions.toml".to_owned(), definition::BUILT_IN.into()),
    };
    let mut questionnaire = definition::read(&name, &bytes)?.questionnaire;
    if !options.pulse && !options.no_guess {
        let (text, _) = definition::decoded(&bytes);
        return Ok((Arc::new(questionnaire), text));
    }
    if options.pulse {
        let none = || Misuse(words::no_short_form(&showable(&name)));
        questionnaire = questionnaire.pulse().ok_or_else(none)?;
    }
    if options.no_guess {
        questionnaire = questionnaire.without_guesses();
    }
    let text = definition::text_of(&questionnaire)?;
    Ok((Arc::new(questionnaire), text))
}

/// The fewest people whose figures are shown together: as asked for, else as the questionnaire says.
fn least(asked: Option<u32>, usual: u32) -> Result<u32, Misuse> {
    let most = u32::try_from(SEATS).unwrap_or(u32::MAX);
    match asked {
        Some(asked) if !(MIN_PEOPLE_LEAST..=most).contains(&asked) => {
            Err(Misuse(words::least_out_of_range(asked, most)))
        }
        None if usual > most => Err(Misuse(words::least_too_large(usual, most))),
        _ => Ok(asked.unwrap_or(usual)),
    }
}

fn session(options: &cli::Host, questionnaire: String) -> anyhow::Result<Session> {
    let [id, _] = chance()?;
    let [code, link] = chance()?;
    let [screen, _] = chance()?;
    Ok(Session {
        id: Token::new(id),
        created: Timestamp::now(),
        label: Label::default(),
        rehearsal: options.rehearse,
        questionnaire,
        code: invite::code(code),
        link: invite::link(link),
        screen: invite::screen(screen),
        address: String::new(),
        public_url: None,
    })
}

/// Writes the code to scan into the file that was asked for.
fn picture(options: &cli::Host, session: &Session) -> anyhow::Result<()> {
    let Some(file) = &options.qr else { return Ok(()) };
    if session.address.is_empty() {
        bail!(words::NO_CODE);
    }
    if is_standard_output(file) {
        return Err(Misuse(words::ON_SCREEN.to_owned()).into());
    }
    save_new(file, options.questions.as_slice(), Qr::new(&scanned_link(session))?.to_svg().as_bytes()).map(drop)
}

fn setup(session: &Session, questionnaire: Arc<Questionnaire>) -> Setup {
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
fn files(session: &Session, room: &Room, sessions: &Sessions) -> anyhow::Result<(Ledger, Box<dyn ResultStore>)> {
    if session.rehearsal {
        return Ok((Ledger::in_memory(session, room.progress())?, Box::new(Nowhere::default())));
    }
    let path = sessions.ledger(session);
    let ledger = Ledger::create(&path, session, room.progress()).map_err(|error| not_written(&path, &error))?;
    Ok((ledger, Box::new(ResultFile::new(session.id, sessions.record(session.id, session.created)))))
}

fn not_written(ledger: &Path, error: &LedgerError) -> anyhow::Error {
    anyhow!(words::not_written(&shown(ledger), error))
}

/// Looks whether there is such a session to go on with, and leaves it as it is.
pub fn check_interrupted(wanted: Option<&str>, sessions: &Sessions) -> anyhow::Result<()> {
    one_of(sessions.interrupted(None)?, wanted).map(drop)
}

/// Opens the session of this id that was interrupted, or the newest.
pub fn interrupted(wanted: Option<&str>, options: &cli::Host, sessions: &Sessions) -> anyhow::Result<Opening> {
    let Interrupted { path, ledger, stored } = one_of(sessions.interrupted(None)?, wanted)?;
    let mut session = stored.session;
    if session.screen.is_empty() {
        session.screen = invite::screen(chance()?[0]);
        ledger.keep_screen(&session.screen).map_err(|error| not_written(&path, &error))?;
    }
    let read = definition::read("questions.toml", session.questionnaire.as_bytes())
        .map_err(|_| anyhow!(words::not_resumed(&shown(&path), &words::BAD_QUESTIONNAIRE)))?;
    sessions.prepare()?;
    let usual = sessions.record(session.id, session.created);
    let mut file = ResultFile::of_interrupted(sessions.records(), session.id, usual)?;
    let record = file.kept().map_err(|why| anyhow!(words::bad_result(&why)))?;
    if let Some(record) = &record {
        // Somebody may have given it another label meanwhile.
        session.label = record.head().label.clone();
    }
    let listener = return_to(&session, options)?;
    let notes = listener.iter().filter_map(|(listener, _)| moved(&session, listener)).collect();
    if let Some((listener, _)) = &listener {
        session.address = listener.address.to_string();
    }
    picture(options, &session)?;
    let setup = setup(&session, Arc::new(read.questionnaire));
    let room = Room::restore(setup, stored.progress, stored.people, record);
    let record = file.path().to_path_buf();
    Ok(Opening { session, room, ledger, keeper: Box::new(file), record, listener, notes })
}

fn one_of(found: Found, wanted: Option<&str>) -> anyhow::Result<Interrupted> {
    let there: Vec<String> = found.interrupted.iter().map(|one| one.stored.session.id.short()).collect();
    let is_meant = |one: &Interrupted| wanted.is_none_or(|wanted| alike(&one.stored.session.id.short(), wanted));
    match (found.interrupted.into_iter().find(is_meant), found.others.as_slice()) {
        (Some(session), _) => Ok(session),
        (None, _) if !there.is_empty() => {
            bail!(words::no_such_session(&showable(wanted.unwrap_or_default()), &there))
        }
        (None, [(path, LedgerError::InUse), ..]) => bail!(words::hosted_elsewhere(&shown(path))),
        (None, [(path, error), ..]) => bail!(words::not_resumed(&shown(path), error)),
        (None, []) => bail!(words::NONE_INTERRUPTED),
    }
}

/// The address that the session had, unless it is to have another. One without a network goes on without.
fn return_to(session: &Session, options: &cli::Host) -> anyhow::Result<Option<(Listener, Choice)>> {
    let Ok(before) = session.address.parse::<SocketAddr>() else { return Ok(None) };
    if options.address.is_some() || options.port.is_some() {
        let ip = before.ip().to_string();
        let choice = network::choose(options.address.as_deref().or(Some(&ip)))?;
        let listener = network::listen(choice.ip, options.port.or(Some(before.port())))?;
        return Ok(Some((listener, choice)));
    }
    let listener = network::listen_again(before)?;
    Ok(Some((listener, network::choose(Some(&before.ip().to_string()))?)))
}

/// What becomes of those who joined where the address is another than before: phones know the session by it.
fn moved(session: &Session, listener: &Listener) -> Option<String> {
    let before: SocketAddr = session.address.parse().ok()?;
    (before != listener.address).then(|| words::address_moved(before, before.ip() == listener.address.ip()))
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
    fn a_session_without_guesses_keeps_none_and_asks_none_once_it_is_resumed() {
        for pulse in [false, true] {
            let options = cli::Host { pulse, no_guess: true, ..cli::Host::default() };
            let (questionnaire, text) = asked(&options).unwrap();
            assert_eq!((questionnaire.guess_items().count(), questionnaire.is_pulse()), (0, pulse));
            assert_eq!(definition::read("kept.toml", text.as_bytes()).unwrap().questionnaire, *questionnaire);
        }
        let (usual, _) = asked(&cli::Host::default()).unwrap();
        assert_eq!(usual.guess_items().count(), 9);
    }

    #[test]
    fn a_questionnaire_is_kept_as_it_was_written() {
        let (_, text) = asked(&cli::Host::default()).unwrap();
        assert_eq!(text, definition::BUILT_IN);
    }

    #[test]
    fn fewer_people_than_may_be_shown_or_more_than_are_admitted_are_refused() {
        assert_eq!((least(Some(3), 5).unwrap(), least(None, 5).unwrap()), (3, 5));
        for asked in [0, 2, 2001] {
            assert!(least(Some(asked), 5).unwrap_err().to_string().contains("from 3 to 2000"));
        }
    }

    #[test]
    fn a_questionnaire_that_wants_more_people_than_are_admitted_is_refused_with_the_way_out() {
        assert!(least(None, 2001).unwrap_err().to_string().contains("admits 2000: --min-people sets"));
        assert_eq!(least(Some(7), 2001).unwrap(), 7);
    }

    fn session_at(address: &str) -> Session {
        Session { address: address.to_owned(), ..Session::sample() }
    }

    #[test]
    fn whoever_is_to_be_found_elsewhere_than_before_is_told_what_becomes_of_those_who_joined() {
        let listener = network::listen("127.0.0.1".parse().unwrap(), Some(0)).unwrap();
        let port = listener.address.port();
        assert_eq!(moved(&session_at(&listener.address.to_string()), &listener), None);
        let sentence = moved(&session_at(&format!("127.0.0.1:{}", port ^ 1)), &listener).unwrap();
        assert!(sentence.contains("goes on where they were"), "{sentence}");
        let sentence = moved(&session_at(&format!("192.168.1.20:{port}")), &listener).unwrap();
        assert!(sentence.contains("192.168.1.20") && sentence.contains("counts as another person"), "{sentence}");
    }
}
