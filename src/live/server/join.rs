//! Coming in and leaving. A person is known by a random name in a cookie that only this session reads.

use std::collections::{HashMap, VecDeque};
use std::fmt::{self, Display, Formatter};
use std::str::FromStr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::extract::rejection::QueryRejection;
use axum::extract::{Extension, Query, State};
use axum::http::header::{COOKIE, REFRESH, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::connections::Peer;
use super::refusing::{Filled, Part, status};
use super::shared::{Gone, Shared, gone, html, lock, to};
use crate::domain::id::{Id, NotAToken, Token};
use crate::live::invite;
use crate::live::page::Joining;
use crate::live::protocol::{Entry, Refused};
use crate::live::room::{Refusal, SEATS};
use crate::wording::refused as words;

/// The side of a person who knows the code or came by the link, and may come in as far as the door can tell.
fn checked(shared: &Shared, entry: &Entry, peer: Peer) -> Result<Id, Refused> {
    let by_link = entry.link.as_ref().is_some_and(|link| invite::is_same(link, &shared.site.link));
    if !by_link {
        check_code(shared, &entry.code, peer)?;
    }
    let side = entry.side.parse().map_err(|_| Refused::from(Refusal::NoSide))?;
    if lock(&shared.limits).joins.take(peer.0, Instant::now()) { Ok(side) } else { Err(Refused::TooManyJoins) }
}

/// Gives a name to a person. They are in once it has come back: one who keeps no name would be one more at each try.
pub async fn expect(shared: &Shared, entry: &Entry, peer: Peer) -> Result<Token, Refused> {
    let side = checked(shared, entry, peer).inspect_err(|refused| count(shared, entry, refused))?;
    let name = shared.knock(side).await.map_err(|Gone| Refused::NotHosted)?.map_err(Refused::from);
    name.inspect_err(|refused| count(shared, entry, refused))
}

/// A side that no page offers makes no sense; none at all was only forgotten.
fn count(shared: &Shared, entry: &Entry, refused: &Refused) {
    if *refused == Refused::Room(Refusal::NoSide) && !entry.side.is_empty() {
        lock(&shared.counts).requests += 1;
    }
}

/// The right code is never looked at once an address has used up its wrong ones: else guessing would go on unseen.
fn check_code(shared: &Shared, typed: &str, peer: Peer) -> Result<(), Refused> {
    let right = invite::is_code(typed, &shared.site.code);
    if right && lock(&shared.limits).guesses.has(peer.0, Instant::now()) {
        return Ok(());
    }
    if !right {
        lock(&shared.counts).wrong_codes += 1;
    }
    if lock(&shared.limits).guesses.take(peer.0, Instant::now()) {
        Err(Refused::WrongCode)
    } else {
        Err(Refused::TooManyCodes)
    }
}

/// What the address of the page that asks for code and side may hold: what was filled in, and what of it to mend.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct JoinQuery {
    code: String,
    side: String,
    turn: String,
    mend: String,
}

/// What that address says; nothing where it makes no sense.
pub type Queried = Result<Query<JoinQuery>, QueryRejection>;

/// The same as what is being filled in, and what was wrong with it.
pub fn asked(queried: Queried, link: Option<String>) -> (Entry, Option<Refused>) {
    let JoinQuery { code, side, turn, mend } = queried.map(|Query(asked)| asked).unwrap_or_default();
    let wrong = MENDABLE.into_iter().find(|wrong| field(wrong) == Some(&mend));
    (Entry { code, link, side, turn }, wrong)
}

/// What is mended in a field of the page.
const MENDABLE: [Refused; 2] = [Refused::WrongCode, Refused::Room(Refusal::NoSide)];

/// The field that it is mended in.
const fn field(wrong: &Refused) -> Option<&'static str> {
    match wrong {
        Refused::WrongCode => Some("code"),
        Refused::Room(Refusal::NoSide) => Some("side"),
        _ => None,
    }
}

/// Leads back to the page, so that nothing is sent a second time when it is loaded anew; what was filled in is kept.
fn back_to_mend(shared: &Shared, entry: &Entry, field: &str) -> Response {
    let link = entry.link.as_deref().filter(|link| invite::is_same(link, &shared.site.link));
    let side = entry.side.parse::<Id>().map(|side| side.to_string()).unwrap_or_default();
    let code: String = entry.code.chars().take(CODE_MAX).collect();
    let kept = [("mend", field), ("side", &side), ("code", &code), ("turn", &entry.turn)];
    let kept = kept.iter().filter(|(_, value)| !value.is_empty());
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(kept).finish();
    let here = link.map_or_else(|| "/".to_owned(), |link| format!("/j/{link}"));
    to(&format!("{here}?{query}"))
}

/// As many characters as the field for the code takes.
const CODE_MAX: usize = 12;

/// The page that asks for code and side, or says why nobody comes in.
pub async fn page(shared: &Shared, entry: &Entry, problem: Option<&Refused>) -> Response {
    let Ok(public) = shared.public().await else { return gone() };
    let link = entry.link.as_deref().filter(|link| invite::is_same(link, &shared.site.link));
    let said = problem.map(Refused::say);
    let shut = public.progress.shut().map(|why| Refused::from(why).say());
    let joining = Joining {
        setup: &public.setup,
        progress: &public.progress,
        code: &entry.code,
        link,
        side: Some(entry.side.as_str()),
        problem: said.as_deref(),
        mend: problem.and_then(field),
        shut: shut.as_deref(),
        by_hand: entry.turn == BY_HAND,
    };
    let status = problem.filter(|problem| field(problem).is_none()).map_or(StatusCode::OK, status);
    html(status, shared.pages.join(&public.frame(), &joining))
}

/// Whether the one of this name is in, or is let in now that the name has come back.
pub async fn is_in(shared: &Shared, name: Option<Token>) -> bool {
    let Some(token) = name else { return false };
    shared.confirm(token).await.is_ok() && matches!(shared.look(token).await, Ok(Some(_)))
}

/// `GET /in`: where joining leads. Whoever comes without the cookie that was just set has a browser that keeps none.
///
/// It is a page, though a short one: Chromium keeps a page that the setting of a cookie led to for its Back, answers and
/// all, even once the cookie is gone. What comes after this page it does not keep.
pub async fn arrived(State(shared): State<Arc<Shared>>, headers: HeaderMap) -> Response {
    let Ok(public) = shared.public().await else { return gone() };
    if person(&headers, public.setup.id).is_some() {
        let page = shared.pages.arrived(&public.frame());
        return ([(REFRESH, "0; url=/")], html(StatusCode::OK, page)).into_response();
    }
    shared.problem(StatusCode::CONFLICT, words::NO_COOKIES, words::NO_COOKIES_HELP, Some("/")).await
}

pub async fn by_link(
    State(shared): State<Arc<Shared>>,
    Part(link): Part<String>,
    queried: Queried,
    headers: HeaderMap,
) -> Response {
    let Ok(public) = shared.public().await else { return gone() };
    if is_in(&shared, person(&headers, public.setup.id)).await {
        return to("/");
    }
    let (entry, problem) = asked(queried, Some(link));
    page(&shared, &entry, problem.as_ref()).await
}

/// `POST /join`: from the page. Who is in already is not let in a second time.
pub async fn by_form(
    State(shared): State<Arc<Shared>>,
    Extension(peer): Extension<Peer>,
    headers: HeaderMap,
    Filled(entry): Filled<Entry>,
) -> Response {
    let Ok(public) = shared.public().await else { return gone() };
    if is_in(&shared, person(&headers, public.setup.id)).await {
        return to("/");
    }
    match expect(&shared, &entry, peer).await {
        Ok(token) => {
            let pass = Pass { person: token, by_hand: entry.turn == BY_HAND };
            let set = cookie(public.setup.id, pass, shared.site.is_secure(&headers));
            (AppendHeaders(set.map(|set| (SET_COOKIE, set))), Redirect::to("/in")).into_response()
        }
        Err(problem) => match field(&problem) {
            Some(field) => back_to_mend(&shared, &entry, field),
            None => page(&shared, &entry, Some(&problem)).await,
        },
    }
}

pub async fn ask_to_leave(State(shared): State<Arc<Shared>>, headers: HeaderMap) -> Response {
    let Ok(public) = shared.public().await else { return gone() };
    let known = match person(&headers, public.setup.id) {
        Some(token) => shared.look(token).await.is_ok_and(|view| view.is_some()),
        None => false,
    };
    if known { html(StatusCode::OK, shared.pages.leave(&public.frame())) } else { to("/") }
}

/// `POST /leave`: the phone loses its name. What was answered under it stays in the session.
pub async fn leave(State(shared): State<Arc<Shared>>, headers: HeaderMap) -> Response {
    let Ok(public) = shared.public().await else { return gone() };
    if let Some(token) = person(&headers, public.setup.id) {
        shared.end_streams(token);
    }
    (AppendHeaders(no_cookie(public.setup.id).map(|none| (SET_COOKIE, none))), Redirect::to("/left")).into_response()
}

pub async fn left(State(shared): State<Arc<Shared>>) -> Response {
    let Ok(public) = shared.public().await else { return gone() };
    html(StatusCode::OK, shared.pages.left(&public.frame()))
}

/// For how long a phone keeps its name, in seconds: a day.
const LIFETIME: u32 = 86_400;

/// How whoever turns pages by hand says so, in the form and at the end of the cookie.
const BY_HAND: &str = "hand";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pass {
    pub person: Token,
    /// Whether a statement stays, once it is answered, until the person goes on.
    pub by_hand: bool,
}

impl FromStr for Pass {
    type Err = NotAToken;

    fn from_str(value: &str) -> Result<Self, NotAToken> {
        let (name, turn) = value.split_once('.').unwrap_or((value, ""));
        Ok(Self { person: name.parse()?, by_hand: turn == BY_HAND })
    }
}

impl Display for Pass {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.person)?;
        if self.by_hand { write!(f, ".{BY_HAND}") } else { Ok(()) }
    }
}

pub fn person(headers: &HeaderMap, session: Token) -> Option<Token> {
    pass(headers, session).map(|pass| pass.person)
}

/// The pass that a request carries, if any. Sessions on one machine share its cookies, so each has a name of its own.
pub fn pass(headers: &HeaderMap, session: Token) -> Option<Pass> {
    let name = cookie_name(session);
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| if key == name { value.parse().ok() } else { None })
}

/// The header that gives a phone its name. Over plain http a secure cookie would not come back, so it is one only
/// behind a proxy that speaks https.
pub fn cookie(session: Token, pass: Pass, secure: bool) -> Option<HeaderValue> {
    let name = cookie_name(session);
    let secure = if secure { "; Secure" } else { "" };
    HeaderValue::try_from(format!("{name}={pass}; Path=/; Max-Age={LIFETIME}; HttpOnly; SameSite=Lax{secure}")).ok()
}

pub fn no_cookie(session: Token) -> Option<HeaderValue> {
    let name = cookie_name(session);
    HeaderValue::try_from(format!("{name}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax")).ok()
}

fn cookie_name(session: Token) -> String {
    format!("undercurrent-{}", session.short())
}

/// How many are waited for: two whole rooms. Whoever floods the door pushes out the oldest, who have long come back.
const MOST: usize = 2 * SEATS;
/// How long somebody is waited for. A browser comes back at once.
const TIMEOUT: Duration = Duration::from_secs(600);

/// People whose cookie has not come back yet.
#[derive(Debug, Default)]
pub struct Pending {
    order: VecDeque<Token>,
    people: HashMap<Token, (Id, Instant)>,
}

impl Pending {
    pub fn wait_for(&mut self, person: Token, side: Id, now: Instant) {
        self.order.push_back(person);
        self.people.insert(person, (side, now));
        while self.order.len() > MOST {
            if let Some(oldest) = self.order.pop_front() {
                self.people.remove(&oldest);
            }
        }
    }

    pub fn side(&self, person: Token, now: Instant) -> Option<Id> {
        let (side, since) = self.people.get(&person)?;
        (now.saturating_duration_since(*since) < TIMEOUT).then(|| side.clone())
    }

    pub fn arrived(&mut self, person: Token) {
        self.people.remove(&person);
        self.order.retain(|other| *other != person);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SESSION: Token = Token::new(7 << 96);
    const PERSON: Token = Token::new(9);

    fn headers(cookies: &str) -> HeaderMap {
        [(COOKIE, HeaderValue::from_str(cookies).unwrap())].into_iter().collect()
    }

    #[test]
    fn a_person_is_known_by_the_cookie_among_others() {
        let cookies = format!("theme=dark; undercurrent-00000007={PERSON}; x=y");
        assert_eq!(person(&headers(&cookies), SESSION), Some(PERSON));
    }

    #[test]
    fn the_cookie_of_another_session_or_nonsense_names_nobody() {
        for cookies in [format!("undercurrent-00000008={PERSON}"), "undercurrent-00000007=1".to_owned(), String::new()]
        {
            assert_eq!(person(&headers(&cookies), SESSION), None);
        }
    }

    #[test]
    fn a_cookie_that_was_set_is_read_back() {
        for by_hand in [false, true] {
            let given = Pass { person: PERSON, by_hand };
            let set = cookie(SESSION, given, false).unwrap();
            assert!(!set.to_str().unwrap().contains("Secure"));
            let returned = set.to_str().unwrap().split(';').next().unwrap().to_owned();
            assert_eq!(pass(&headers(&returned), SESSION), Some(given));
            assert_eq!(person(&headers(&returned), SESSION), Some(PERSON));
        }
    }

    fn sales() -> Id {
        "sales".parse().unwrap()
    }

    #[test]
    fn whoever_comes_back_in_time_is_known_and_waited_for_once() {
        let (mut pending, now) = (Pending::default(), Instant::now());
        pending.wait_for(Token::new(1), sales(), now);
        assert_eq!(pending.side(Token::new(1), now + Duration::from_secs(599)), Some(sales()));
        assert_eq!(pending.side(Token::new(1), now + TIMEOUT), None);
        assert_eq!(pending.side(Token::new(2), now), None);
        pending.arrived(Token::new(1));
        assert_eq!(pending.side(Token::new(1), now), None);
    }

    #[test]
    fn a_flood_pushes_out_the_oldest_and_fills_no_memory() {
        let (mut pending, now) = (Pending::default(), Instant::now());
        for person in 0..10_000 {
            pending.wait_for(Token::new(person), sales(), now);
        }
        assert_eq!((pending.order.len(), pending.people.len()), (MOST, MOST));
        assert!(pending.side(Token::new(9999), now).is_some() && pending.side(Token::new(0), now).is_none());
    }
}
