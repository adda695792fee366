//! Coming in.

use std::sync::Arc;

use axum::extract::{Extension, State};
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};

use super::connections::Peer;
use super::person::{cookie, person};
use super::refusing::{Filled, Part, status};
use super::rude::Counts;
use super::shared::{Gone, Shared};
use crate::domain::id::Token;
use crate::domain::text::code;
use crate::workshop::page::{Frame, Joining};
use crate::workshop::refused::Refused;
use crate::workshop::room::Refusal;
use crate::workshop::wire::Entry;

/// Lets a person in who knows the code or came by the link.
pub async fn admit(shared: &Shared, entry: &Entry, peer: Peer) -> Result<Token, Refused> {
    let by_link = entry.link.as_ref().is_some_and(|link| same(link, &shared.site.link));
    if !by_link {
        check_code(shared, &entry.code, peer)?;
    }
    let side = entry.side.parse().map_err(|_| Refused::from(Refusal::NoSide))?;
    if !shared.may_join(peer.0) {
        return Err(Refused::TooManyJoins);
    }
    shared.join(side).await.map_err(|Gone| Refused::NotHosted)?.map_err(Refused::from)
}

/// The right code is never looked at once an address has used up its wrong ones: else guessing would go on unseen.
fn check_code(shared: &Shared, typed: &str, peer: Peer) -> Result<(), Refused> {
    let right = same(&code(typed), &shared.site.code);
    if right && shared.has_guesses(peer.0) {
        return Ok(());
    }
    if !right {
        Counts::add(&shared.counts.wrong_codes);
    }
    if shared.may_guess(peer.0) { Err(Refused::WrongCode) } else { Err(Refused::TooManyCodes) }
}

/// Compares without telling by the time it takes how much is right.
fn same(given: &str, right: &str) -> bool {
    !right.is_empty()
        && given.len() == right.len()
        && given.bytes().zip(right.bytes()).fold(0, |all, (a, b)| all | (a ^ b)) == 0
}

/// The page that asks for code and side.
pub async fn page(shared: &Shared, entry: &Entry, problem: Option<&Refused>) -> Response {
    let Ok(public) = shared.public().await else { return shared.gone() };
    let link = entry.link.as_deref().filter(|link| same(link, &shared.site.link));
    let said = problem.map(Refused::say);
    let joining = Joining {
        setup: &public.setup,
        progress: &public.progress,
        code: &entry.code,
        link,
        side: Some(entry.side.as_str()),
        problem: said.as_deref(),
    };
    let frame = Frame::of(&public.setup, &public.progress);
    shared.html(problem.map_or(StatusCode::OK, status), shared.pages.join(&frame, &joining))
}

/// `GET /j/{link}`: where the QR code leads.
pub async fn by_link(State(shared): State<Arc<Shared>>, Part(link): Part<String>, headers: HeaderMap) -> Response {
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
    Filled(entry): Filled<Entry>,
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
