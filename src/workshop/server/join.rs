//! Coming in.

use std::sync::Arc;

use axum::extract::{Extension, Form, Path, State};
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};

use super::connections::Peer;
use super::person::{cookie, person};
use super::rude::Counts;
use super::shared::{Gone, Shared};
use crate::domain::id::Token;
use crate::domain::text::code;
use crate::workshop::page::{Frame, Joining};
use crate::workshop::room::Refusal;
use crate::workshop::wire::Entry;

/// Why somebody is not let in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotIn {
    /// The code or the link is wrong.
    WrongCode,
    /// Too many wrong codes came from this address.
    TooManyCodes,
    /// Too many people joined from this address just now.
    TooMany,
    /// The room refuses.
    Refused(Refusal),
    /// The room is not hosted.
    Gone,
}

impl From<Gone> for NotIn {
    fn from(_: Gone) -> Self {
        Self::Gone
    }
}

impl NotIn {
    pub fn say(&self) -> String {
        match self {
            Self::WrongCode => {
                "That is not the code on the screen. Letters and digits only; there is no O, 0, I, 1 or L.".to_owned()
            }
            Self::TooManyCodes => {
                "Too many wrong codes came from this network. Scan the code on the screen, or wait a little.".to_owned()
            }
            Self::TooMany => "Very many people are joining from this network. Try again in a few seconds.".to_owned(),
            Self::Refused(Refusal::NoSide) => "Choose the side that you answer for.".to_owned(),
            Self::Refused(refusal) => sentence(&refusal.to_string()),
            Self::Gone => "The session is not being hosted at the moment. Try again soon.".to_owned(),
        }
    }

    pub const fn status(&self) -> StatusCode {
        match self {
            Self::WrongCode => StatusCode::UNAUTHORIZED,
            Self::TooManyCodes | Self::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Self::Refused(Refusal::NotSaved(_)) => StatusCode::INSUFFICIENT_STORAGE,
            Self::Refused(_) => StatusCode::CONFLICT,
            Self::Gone => StatusCode::SERVICE_UNAVAILABLE,
        }
    }
}

/// A text as a sentence: with a capital and a full stop.
pub fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| format!("{}{}.", first.to_uppercase(), letters.as_str())).unwrap_or_default()
}

/// Lets a person in who knows the code or came by the link.
pub async fn admit(shared: &Shared, entry: &Entry, peer: Peer) -> Result<Token, NotIn> {
    let by_link = entry.link.as_ref().is_some_and(|link| same(link, &shared.site.link));
    if !by_link {
        check_code(shared, &entry.code, peer)?;
    }
    let side = entry.side.parse().map_err(|_| NotIn::Refused(Refusal::NoSide))?;
    if !shared.may_join(peer.0) {
        return Err(NotIn::TooMany);
    }
    shared.join(side).await?.map_err(NotIn::Refused)
}

/// The right code is never looked at once an address has used up its wrong ones: else guessing would go on unseen.
fn check_code(shared: &Shared, typed: &str, peer: Peer) -> Result<(), NotIn> {
    let right = same(&code(typed), &shared.site.code);
    if right && shared.has_guesses(peer.0) {
        return Ok(());
    }
    if !right {
        Counts::add(&shared.counts.wrong_codes);
    }
    if shared.may_guess(peer.0) { Err(NotIn::WrongCode) } else { Err(NotIn::TooManyCodes) }
}

/// Compares without telling by the time it takes how much is right.
fn same(given: &str, right: &str) -> bool {
    !right.is_empty()
        && given.len() == right.len()
        && given.bytes().zip(right.bytes()).fold(0, |all, (a, b)| all | (a ^ b)) == 0
}

/// The page that asks for code and side.
pub async fn page(shared: &Shared, entry: &Entry, problem: Option<&NotIn>) -> Response {
    let Ok(public) = shared.public().await else { return shared.gone() };
    let link = entry.link.as_deref().filter(|link| same(link, &shared.site.link));
    let said = problem.map(NotIn::say);
    let joining = Joining {
        setup: &public.setup,
        progress: &public.progress,
        code: &entry.code,
        link,
        side: Some(entry.side.as_str()),
        problem: said.as_deref(),
    };
    let frame = Frame::of(&public.setup, &public.progress);
    shared.html(problem.map_or(StatusCode::OK, NotIn::status), shared.pages.join(&frame, &joining))
}

/// `GET /j/{link}`: where the QR code leads.
pub async fn by_link(State(shared): State<Arc<Shared>>, Path(link): Path<String>, headers: HeaderMap) -> Response {
    let Ok(public) = shared.public().await else { return shared.gone() };
    if let Some(token) = person(&headers, public.setup.id)
        && let Ok(Some(_)) = shared.look(token).await
    {
        return Redirect::to("/").into_response();
    }
    page(&shared, &Entry { link: Some(link), ..Entry::default() }, None).await
}

/// `POST /join`: from the page. Who is in already is not let in a second time.
pub async fn by_form(
    State(shared): State<Arc<Shared>>,
    Extension(peer): Extension<Peer>,
    headers: HeaderMap,
    Form(entry): Form<Entry>,
) -> Response {
    let Ok(public) = shared.public().await else { return shared.gone() };
    if let Some(token) = person(&headers, public.setup.id)
        && let Ok(Some(_)) = shared.look(token).await
    {
        return Redirect::to("/").into_response();
    }
    match admit(&shared, &entry, peer).await {
        Ok(token) => {
            let set = cookie(public.setup.id, token, shared.site.is_secure(&headers));
            (AppendHeaders(set.map(|set| (SET_COOKIE, set))), Redirect::to("/")).into_response()
        }
        Err(problem) => page(&shared, &entry, Some(&problem)).await,
    }
}
