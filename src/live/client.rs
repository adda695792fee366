//! Taking part from a terminal.
//!
//! Every call waits for the network, so it belongs on a thread of its own. Whatever fails for want of a connection may
//! be tried again: an answer that arrives twice is stored once.

use std::io::ErrorKind;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::num::NonZeroU16;
use std::sync::Arc;
use std::time::Duration;

use serde::Serialize;
use serde::de::DeserializeOwned;
use ureq::http::Response;
use ureq::http::header::{COOKIE, SET_COOKIE};
use ureq::http::uri::Authority;
use ureq::{Agent, Body};

use super::protocol::{Code, Discussed, Done, Entry, Not, OtherSide, Refused, Sent, Standing, Then, Welcome};
use super::room::{Given, Mark, ParticipantView, Person, Progress};
use crate::domain::id::Id;
use crate::domain::questionnaire::{Cause, Questionnaire};
use crate::domain::text::{Label, kept, narrowed, showable};
use crate::wording::connecting as words;

const TIMEOUT: Duration = Duration::from_secs(10);
/// How long a connection may take, which on a local network is a matter of moments.
const CONNECTING: Duration = Duration::from_secs(4);
const QUESTIONNAIRE_MAX: u64 = 4 << 20;
const REPLY_MAX: u64 = 512 << 10;
/// The longest sentence of a session's own that is shown, in characters.
const SENTENCE_MAX: usize = 300;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ClientError {
    #[error("{}", words::no_address(.0))]
    Address(String),
    /// The address is for browsers: this program speaks no https.
    #[error("{}", words::for_browsers(.0))]
    ForBrowsers(String),
    #[error("{}", words::unreachable(.0))]
    Unreachable(String),
    #[error("{0}")]
    Refused(String),
    /// The session takes no answers any more, from nobody.
    #[error("{0}")]
    Closed(String),
    /// The session is there and could not do it just now. Trying again is safe.
    #[error("{0}")]
    Later(String),
    #[error("{}", words::UNKNOWN)]
    Unknown,
    /// The address leads to another session than before. That one may come back to it.
    #[error("{}", words::ANOTHER)]
    Another,
    #[error("{}", words::NOT_A_SESSION)]
    NotASession,
}

/// The way to a session, before joining it.
#[derive(Debug, Clone)]
pub struct SessionAddress {
    agent: Agent,
    base: String,
    link: Option<String>,
}

#[derive(Debug, Clone)]
pub struct ParticipantClient {
    agent: Agent,
    base: String,
    pass: String,
}

impl SessionAddress {
    /// Finds the session at an address as typed or copied from the screen, with or without the end of the link.
    pub fn at(url: &str) -> Result<Self, ClientError> {
        let wrong = || ClientError::Address(showable(url));
        let typed = narrowed(url.trim());
        let typed = typed.trim_end_matches('/');
        let typed = if typed.contains("://") { typed.to_owned() } else { format!("http://{typed}") };
        let (scheme, rest) = typed.split_once("://").ok_or_else(wrong)?;
        let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
        if scheme == "https" {
            return Err(ClientError::ForBrowsers(showable(url)));
        }
        if scheme != "http" || !names_a_place(authority) {
            return Err(wrong());
        }
        let link = path.strip_prefix("j/").map(str::to_owned);
        Ok(Self { agent: agent(), base: format!("http://{authority}"), link })
    }

    /// Whether the address holds the end of the link, so that no code is asked for.
    pub const fn has_link(&self) -> bool {
        self.link.is_some()
    }

    /// The address to type in order to come back, without the end of the link.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// The place that a pass stands for, if the session still knows it.
    pub fn participant(&self, pass: String) -> ParticipantClient {
        ParticipantClient { agent: self.agent.clone(), base: self.base.clone(), pass }
    }

    pub fn welcome(&self) -> Result<Welcome, ClientError> {
        let sent = self.agent.get(format!("{}/api/welcome", self.base)).call();
        read(&mut answered(sent, false)?)
    }

    /// Comes in for a side, with the code where the link was not given.
    pub fn join(&self, code: &str, side: &Id) -> Result<ParticipantClient, ClientError> {
        let entry =
            Entry { code: code.to_owned(), link: self.link.clone(), side: side.to_string(), turn: String::new() };
        let request = self.agent.post(format!("{}/api/join", self.base)).content_type("application/json");
        let reply = answered(request.send(json(&entry)?), false)?;
        let set = reply.headers().get(SET_COOKIE).and_then(|set| set.to_str().ok());
        let pass = set.and_then(|set| set.split(';').next()).ok_or(ClientError::NotASession)?;
        let place = self.participant(pass.to_owned());
        // Nobody is in before the pass has been shown once.
        place.look()?;
        Ok(place)
    }
}

impl ParticipantClient {
    /// What the session knows this person by. Whoever has it can answer in their name until answering is over.
    pub fn pass(&self) -> &str {
        &self.pass
    }

    /// What is asked, as text and without its causes.
    pub fn questionnaire(&self) -> Result<String, ClientError> {
        text(&mut self.get("/api/questionnaire")?, QUESTIONNAIRE_MAX)
    }

    pub fn look(&self) -> Result<Standing, ClientError> {
        read(&mut self.get("/api/state")?)
    }

    /// Has an answer stored; returns the one that stands, which is a later one if there is one. After
    /// [`ClientError::Unreachable`] and [`ClientError::Later`] send the same again.
    pub fn answer(&self, given: &Given) -> Result<Mark, ClientError> {
        let sent = Sent {
            item: given.item.to_string(),
            of: given.of.as_ref().map(Id::to_string),
            round: given.round,
            seq: given.mark.seq,
            answer: given.mark.answer.to_string(),
        };
        read(&mut self.post("/api/answer", &sent)?)
    }

    pub fn change_side(&self, side: &Id) -> Result<(), ClientError> {
        self.post("/api/side", &OtherSide { side: side.to_string() }).map(drop)
    }

    pub fn finish(&self, round: u8) -> Result<(), ClientError> {
        self.post("/api/finish", &Done { round }).map(drop)
    }

    fn get(&self, path: &str) -> Result<Response<Body>, ClientError> {
        answered(self.agent.get(format!("{}{path}", self.base)).header(COOKIE, &self.pass).call(), true)
    }

    fn post(&self, path: &str, body: &impl Serialize) -> Result<Response<Body>, ClientError> {
        let request = self.agent.post(format!("{}{path}", self.base)).header(COOKIE, &self.pass);
        answered(request.content_type("application/json").send(json(body)?), true)
    }
}

impl Standing {
    /// The name that the session has by now. It is shown and nothing else: one that could not be typed here is left away.
    fn label(&self) -> Option<Label> {
        let headline = self.headline.as_ref()?;
        Some(Label::new(&kept(&headline.label)).unwrap_or_default())
    }

    /// The same as every participant's screen draws from, with the statements of this round and whom they are about.
    pub fn seen(&self, all: &Arc<Questionnaire>, (label, rehearsal): (&Label, bool)) -> ParticipantView {
        let some = (self.items.len() < all.len()).then(|| all.of_items(&self.items)).flatten();
        let discussed = self.pinned.as_ref().zip(self.discussed.as_ref());
        let discussed = discussed.map(|(id, discussed)| Arc::new(cause(id.clone(), discussed)));
        let progress = Progress {
            phase: self.phase,
            round: self.round,
            pinned: discussed.as_ref().map(|cause| cause.id.clone()),
            ..Progress::new(u32::try_from(self.min_people).unwrap_or(u32::MAX))
        };
        let person = Person { side: self.side.clone(), marks: self.answers.clone(), finished: self.finished };
        ParticipantView {
            questionnaire: some.map_or_else(|| Arc::clone(all), Arc::new),
            label: self.label().unwrap_or_else(|| label.clone()),
            notice: self.headline.as_ref().and_then(|head| head.notice.clone()),
            rehearsal,
            progress,
            person: Arc::new(person),
            kept: self.kept.clone(),
            discussed,
            again: self.again.clone(),
            shown: self.shown.as_deref().cloned().map(Arc::new),
            least: self.min_people,
        }
    }
}

/// What a participant is told of a cause, as one of this id, with nothing where they are told nothing.
fn cause(id: Id, discussed: &Discussed) -> Cause {
    let Discussed { name, heading, situation, experience, experience_note, prompts } = discussed.clone();
    Cause { heading, situation, experience, experience_note, prompts, ..Cause::untold(id, name) }
}

/// Whether it is a host and perhaps a port, as there can be.
fn names_a_place(authority: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || ".-:[]".contains(c);
    let Some(parsed) = authority.parse::<Authority>().ok().filter(|_| authority.chars().all(plain)) else {
        return false;
    };
    let host = parsed.host();
    let is_host = match host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        Some(inside) => inside.parse::<Ipv6Addr>().is_ok(),
        None if host.chars().all(|c| c == '.' || c.is_ascii_digit()) => host.parse::<Ipv4Addr>().is_ok(),
        None => true,
    };
    let port = authority.get(host.len()..).and_then(|rest| rest.strip_prefix(':'));
    is_host && port.is_none_or(|port| port.parse::<NonZeroU16>().is_ok())
}

/// Straight to the laptop, whatever proxy the surroundings name.
fn agent() -> Agent {
    let config = Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .proxy(None)
        .timeout_connect(Some(CONNECTING))
        .timeout_global(Some(TIMEOUT))
        .build();
    config.new_agent()
}

/// The reply, or why there is none; `seated` when it was asked for by somebody who has a place.
fn answered(sent: Result<Response<Body>, ureq::Error>, seated: bool) -> Result<Response<Body>, ClientError> {
    let mut reply = sent.map_err(|error| lost(&error))?;
    let status = reply.status().as_u16();
    match status {
        200..300 => return Ok(reply),
        300..400 | 404 => return Err(ClientError::NotASession),
        _ => {}
    }
    let (code, why) = match read::<Not>(&mut reply) {
        Ok(Not { code, why }) => (code, why),
        Err(_) => (None, words::answered_with(status)),
    };
    let why = showable(&why).chars().take(SENTENCE_MAX).collect();
    // A host of another version may give none of these codes. Then the status says as much as is needed.
    let by_status = match status {
        401 if seated => Then::JoinAgain,
        408 | 429 | 500.. => Then::TryAgain,
        _ => Then::GiveUp,
    };
    Err(ClientError::of(code, by_status, why))
}

impl ClientError {
    fn of(code: Option<Code>, or: Then, why: String) -> Self {
        match code.map_or(or, Code::then) {
            Then::GiveUp if code == Some(Code::Closed) => Self::Closed(why),
            Then::JoinAgain => Self::Unknown,
            Then::TryAgain => Self::Later(why),
            Then::GiveUp => Self::Refused(why),
        }
    }
}

impl From<Refused> for ClientError {
    fn from(refused: Refused) -> Self {
        Self::of(Some(refused.code()), Then::GiveUp, refused.say())
    }
}

/// What came instead of a reply. Whatever does not speak as a session does is none, and trying again does not help.
fn lost(error: &ureq::Error) -> ClientError {
    match error {
        ureq::Error::Protocol(_)
        | ureq::Error::Http(_)
        | ureq::Error::BodyExceedsLimit(_)
        | ureq::Error::LargeResponseHeader(..) => ClientError::NotASession,
        _ => ClientError::Unreachable(who_lost_it(error)),
    }
}

/// Says on whose side the connection broke, as far as that can be told.
fn who_lost_it(error: &ureq::Error) -> String {
    let ureq::Error::Io(io) = error else {
        let silent = matches!(error, ureq::Error::Timeout(_));
        return if silent { words::SILENT.to_owned() } else { showable(&error.to_string()) };
    };
    match io.kind() {
        ErrorKind::TimedOut | ErrorKind::WouldBlock | ErrorKind::HostUnreachable => words::SILENT.to_owned(),
        ErrorKind::NetworkUnreachable | ErrorKind::NetworkDown => words::NO_WAY.to_owned(),
        ErrorKind::ConnectionRefused
        | ErrorKind::ConnectionReset
        | ErrorKind::ConnectionAborted
        | ErrorKind::BrokenPipe
        | ErrorKind::UnexpectedEof => words::NOBODY.to_owned(),
        _ => showable(&io.to_string()),
    }
}

fn json(body: &impl Serialize) -> Result<String, ClientError> {
    serde_json::to_string(body).map_err(|_| ClientError::NotASession)
}

fn text(reply: &mut Response<Body>, most: u64) -> Result<String, ClientError> {
    reply.body_mut().with_config().limit(most).read_to_string().map_err(|error| lost(&error))
}

fn read<T: DeserializeOwned>(reply: &mut Response<Body>) -> Result<T, ClientError> {
    serde_json::from_str(&text(reply, REPLY_MAX)?).map_err(|_| ClientError::NotASession)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("http://192.168.1.20:7777", "http://192.168.1.20:7777", false)]
    #[case("192.168.1.20:7777/", "http://192.168.1.20:7777", false)]
    #[case("http://[fd12::1]:7777/j/0123456789abcdef", "http://[fd12::1]:7777", true)]
    #[case("laptop.local:7777", "http://laptop.local:7777", false)]
    #[case("laptop", "http://laptop", false)]
    fn an_address_is_read_as_it_stands_on_the_screen(#[case] typed: &str, #[case] base: &str, #[case] link: bool) {
        let door = SessionAddress::at(typed).unwrap();
        assert_eq!((door.base.as_str(), door.has_link()), (base, link));
    }

    #[rstest]
    #[case("")]
    #[case("ftp://host")]
    #[case("http://user@host")]
    #[case("http://ho st")]
    #[case("foo:bar")]
    #[case("foo:")]
    #[case("foo:0")]
    #[case("192.168.1.20:77777")]
    #[case("192.168.1.300:7777")]
    #[case("192.168.1:7777")]
    #[case("7777")]
    #[case(":7777")]
    #[case("[fd12::g]:7777")]
    #[case("fd12::1")]
    fn what_is_no_address_is_refused_with_an_example(#[case] typed: &str) {
        assert!(matches!(SessionAddress::at(typed), Err(ClientError::Address(_))));
    }

    #[test]
    fn an_address_for_browsers_is_told_as_such() {
        let said = SessionAddress::at("https://pulse.example.com").unwrap_err();
        assert!(matches!(said, ClientError::ForBrowsers(_)) && said.to_string().contains("begins with http"));
    }

    #[test]
    fn where_nobody_listens_the_session_cannot_be_reached() {
        let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let door = SessionAddress::at(&free.to_string()).unwrap();
        assert!(matches!(door.welcome(), Err(ClientError::Unreachable(_))));
    }
}
