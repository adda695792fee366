//! Coming in.

use std::sync::Arc;

use axum::extract::{Extension, State};
use axum::http::header::{REFRESH, SET_COOKIE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};

use super::connections::Peer;
use super::person::{cookie, person};
use super::refusing::{Filled, Part, status};
use super::rude::Counts;
use super::shared::{Gone, Shared};
use crate::domain::id::{Id, Token};
use crate::live::invite;
use crate::live::page::{Frame, Joining};
use crate::live::refused::Refused;
use crate::live::room::Refusal;
use crate::live::wire::Entry;

/// What to do about it.
const NO_COOKIES: &str = "You are not in yet: the session tells people apart by a cookie, and this browser did not send it \
     back. Allow cookies for this address, leave private browsing, or use another browser. Then join again.";

/// The side of a person who knows the code or came by the link, and may come in as far as the door can tell.
fn checked(shared: &Shared, entry: &Entry, peer: Peer) -> Result<Id, Refused> {
    let by_link = entry.link.as_ref().is_some_and(|link| invite::is_same(link, &shared.site.link));
    if !by_link {
        check_code(shared, &entry.code, peer)?;
    }
    let side = entry.side.parse().map_err(|_| Refused::from(Refusal::NoSide))?;
    if shared.may_join(peer.0) { Ok(side) } else { Err(Refused::TooManyJoins) }
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
        Counts::add(&shared.counts.requests);
    }
}

/// The right code is never looked at once an address has used up its wrong ones: else guessing would go on unseen.
fn check_code(shared: &Shared, typed: &str, peer: Peer) -> Result<(), Refused> {
    let right = invite::is_code(typed, &shared.site.code);
    if right && shared.has_guesses(peer.0) {
        return Ok(());
    }
    if !right {
        Counts::add(&shared.counts.wrong_codes);
    }
    if shared.may_guess(peer.0) { Err(Refused::WrongCode) } else { Err(Refused::TooManyCodes) }
}

/// The page that asks for code and side.
pub async fn page(shared: &Shared, entry: &Entry, problem: Option<&Refused>) -> Response {
    let Ok(public) = shared.public().await else { return shared.gone() };
    let link = entry.link.as_deref().filter(|link| invite::is_same(link, &shared.site.link));
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

/// Whether the one of this name is in, or is let in now that the name has come back.
async fn is_in(shared: &Shared, name: Option<Token>) -> bool {
    let Some(token) = name else { return false };
    shared.confirm(token).await.is_ok() && matches!(shared.look(token).await, Ok(Some(_)))
}

/// `GET /in`: where joining leads. Whoever comes without the cookie that was just set has a browser that keeps none.
///
/// It is a page, though a short one: Chromium keeps a page that the setting of a cookie led to for its Back, answers and
/// all, even once the cookie is gone. What comes after this page it does not keep.
pub async fn arrived(State(shared): State<Arc<Shared>>, headers: HeaderMap) -> Response {
    let Ok(public) = shared.public().await else { return shared.gone() };
    if person(&headers, public.setup.id).is_some() {
        let page = shared.pages.arrived(&Frame::of(&public.setup, &public.progress));
        return ([(REFRESH, "0; url=/")], shared.html(StatusCode::OK, page)).into_response();
    }
    shared.problem(StatusCode::CONFLICT, "This browser keeps no cookies", NO_COOKIES, Some("/")).await
}

/// `GET /j/{link}`: where the QR code leads.
pub async fn by_link(State(shared): State<Arc<Shared>>, Part(link): Part<String>, headers: HeaderMap) -> Response {
    let Ok(public) = shared.public().await else { return shared.gone() };
    if is_in(&shared, person(&headers, public.setup.id)).await {
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
    if is_in(&shared, person(&headers, public.setup.id)).await {
        return Redirect::to("/").into_response();
    }
    match expect(&shared, &entry, peer).await {
        Ok(token) => {
            let set = cookie(public.setup.id, token, shared.site.is_secure(&headers));
            (AppendHeaders(set.map(|set| (SET_COOKIE, set))), Redirect::to("/in")).into_response()
        }
        Err(problem) => page(&shared, &entry, Some(&problem)).await,
    }
}
