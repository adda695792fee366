//! A session about to be hosted: one that was interrupted.

use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::{anyhow, bail};

use super::address::{self, Choice};
use super::door::{self, Door};
use super::opening::{Opening, picture, setup};
use super::result::ResultFile;
use super::sessions::{Found, Interrupted, Sessions};
use crate::cli;
use crate::definition;
use crate::domain::text::{alike, showable};
use crate::live::host::Keeper;
use crate::live::ledger::{LedgerError, Session};
use crate::live::room::Room;
use crate::storage::wording::shown;

/// Opens the session of this id that was interrupted, or the newest.
///
/// # Errors
/// When there is none, or it cannot be gone on with.
pub fn interrupted(wanted: Option<&str>, options: &cli::Host, sessions: &Sessions) -> anyhow::Result<Opening> {
    let Interrupted { path, ledger, stored } = one_of(sessions.interrupted(None)?, wanted)?;
    let mut session = stored.session;
    let damaged = || anyhow!("{} cannot be gone on with: its questionnaire cannot be read", shown(&path));
    let read = definition::read("questions.toml", session.questionnaire.as_bytes()).map_err(|_| damaged())?;
    sessions.prepare()?;
    let usual = sessions.record(session.id, session.created);
    let mut file = ResultFile::of_interrupted(sessions.records(), session.id, usual)?;
    let record = file.kept().map_err(|why| anyhow!("the result so far cannot be used: {why}"))?;
    if let Some(record) = &record {
        // Somebody may have given it another label meanwhile.
        session.label = record.head().label.clone();
    }
    let door = return_to(&session, options)?;
    let notes = door.iter().filter_map(|(door, _)| moved(&session, door)).collect();
    if let Some((door, _)) = &door {
        session.address = door.address.to_string();
    }
    picture(options, &session)?;
    let setup = setup(&session, Arc::new(read.questionnaire));
    let room = Room::restore(setup, stored.progress, stored.people, record);
    let record = file.path().to_path_buf();
    Ok(Opening { session, room, ledger, keeper: Box::new(file), record, door, notes })
}

fn one_of(found: Found, wanted: Option<&str>) -> anyhow::Result<Interrupted> {
    let there: Vec<String> = found.interrupted.iter().map(|one| one.stored.session.id.short()).collect();
    let is_meant = |one: &Interrupted| wanted.is_none_or(|wanted| alike(&one.stored.session.id.short(), wanted));
    match (found.interrupted.into_iter().find(is_meant), found.others.as_slice()) {
        (Some(session), _) => Ok(session),
        (None, _) if !there.is_empty() => bail!(
            "no interrupted session is called {}; there is {}",
            showable(wanted.unwrap_or_default()),
            there.join(", ")
        ),
        (None, [(path, LedgerError::InUse), ..]) => bail!(
            "another undercurrent is hosting the session in {}: 'undercurrent host --console' opens a second view of it",
            shown(path)
        ),
        (None, [(path, error), ..]) => bail!("{} cannot be gone on with: {error}", shown(path)),
        (None, []) => bail!("no session was interrupted, so there is nothing to go on with"),
    }
}

/// The address that the session had, unless it is to have another. One without a network goes on without.
fn return_to(session: &Session, options: &cli::Host) -> anyhow::Result<Option<(Door, Choice)>> {
    let Ok(before) = session.address.parse::<SocketAddr>() else { return Ok(None) };
    if options.address.is_some() || options.port.is_some() {
        let ip = before.ip().to_string();
        let choice = address::choose(options.address.as_deref().or(Some(&ip)))?;
        let door = door::open(choice.ip, options.port.or(Some(before.port())))?;
        return Ok(Some((door, choice)));
    }
    let door = door::open_again(before)?;
    Ok(Some((door, address::choose(Some(&before.ip().to_string()))?)))
}

/// What becomes of those who joined where the address is another than before: phones know the session by it.
fn moved(session: &Session, door: &Door) -> Option<String> {
    let before: SocketAddr = session.address.parse().ok()?;
    if before == door.address {
        return None;
    }
    let told =
        format!("The address is another than before, when it was {before}: phones do not come back by themselves.");
    Some(if before.ip() == door.address.ip() {
        format!("{told} Whoever scans the new code goes on where they were.")
    } else {
        format!("{told} Whoever joins anew counts as another person, and what they had answered before counts too.")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::Token;
    use crate::domain::text::Label;

    fn session_at(address: &str) -> Session {
        Session {
            id: Token::new(1),
            created: "2026-11-23T16:10:00Z".parse().unwrap(),
            label: Label::default(),
            rehearsal: false,
            questionnaire: String::new(),
            code: "K7QM4F".to_owned(),
            link: "0123456789abcdef".to_owned(),
            address: address.to_owned(),
            public_url: None,
        }
    }

    #[test]
    fn whoever_is_to_be_found_elsewhere_than_before_is_told_what_becomes_of_those_who_joined() {
        let door = door::open("127.0.0.1".parse().unwrap(), Some(0)).unwrap();
        let port = door.address.port();
        assert_eq!(moved(&session_at(&door.address.to_string()), &door), None);
        let told = moved(&session_at(&format!("127.0.0.1:{}", port ^ 1)), &door).unwrap();
        assert!(told.contains("goes on where they were"), "{told}");
        let told = moved(&session_at(&format!("192.168.1.20:{port}")), &door).unwrap();
        assert!(told.contains("192.168.1.20") && told.contains("counts as another person"), "{told}");
    }
}
