//! The same in JSON, for the script on the page and for terminals.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Extension, State};
use axum::http::header::{CONTENT_TYPE, SET_COOKIE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{AppendHeaders, IntoResponse, Response};

use super::connections::Peer;
use super::join::{self, sentence};
use super::person::{cookie, person};
use super::shared::{Gone, Shared};
use crate::domain::id::Token;
use crate::workshop::room::{Given, Receipt, Refusal, Request};
use crate::workshop::wire::{Done, Entry, Not, Sent, Standing, Stands, Welcome, read_answer};

fn not(status: StatusCode, why: &str) -> Response {
    (status, Json(Not { why: sentence(why) })).into_response()
}

fn refused(refusal: &Refusal) -> Response {
    let status = match refusal {
        Refusal::Unknown => StatusCode::UNAUTHORIZED,
        Refusal::NotSaved(_) => StatusCode::INSUFFICIENT_STORAGE,
        Refusal::Misfit(_) | Refusal::NoSide => StatusCode::UNPROCESSABLE_ENTITY,
        Refusal::Locked | Refusal::Full | Refusal::NotYet | Refusal::Closed => StatusCode::CONFLICT,
    };
    not(status, &refusal.to_string())
}

fn gone() -> Response {
    not(StatusCode::SERVICE_UNAVAILABLE, "the session is not being hosted at the moment")
}

async fn known(shared: &Shared, headers: &HeaderMap) -> Result<Token, Response> {
    let Ok(public) = shared.public().await else { return Err(gone()) };
    person(headers, public.setup.id).ok_or_else(|| refused(&Refusal::Unknown))
}

/// `GET /api/welcome`: what anybody may know before coming in.
pub async fn welcome(State(shared): State<Arc<Shared>>) -> Response {
    match shared.public().await {
        Ok(public) => Json(Welcome::of(&public.setup, &public.progress)).into_response(),
        Err(Gone) => gone(),
    }
}

/// `POST /api/join`: for terminals.
pub async fn join(
    State(shared): State<Arc<Shared>>,
    Extension(peer): Extension<Peer>,
    headers: HeaderMap,
    Json(entry): Json<Entry>,
) -> Response {
    let Ok(public) = shared.public().await else { return gone() };
    match join::admit(&shared, &entry, peer).await {
        Ok(token) => {
            let set = cookie(public.setup.id, token, shared.site.is_secure(&headers));
            (AppendHeaders(set.map(|set| (SET_COOKIE, set))), StatusCode::NO_CONTENT).into_response()
        }
        Err(problem) => (problem.status(), Json(Not { why: problem.say() })).into_response(),
    }
}

/// `GET /api/state`: where the person stands.
pub async fn state(State(shared): State<Arc<Shared>>, headers: HeaderMap) -> Response {
    let token = match known(&shared, &headers).await {
        Ok(token) => token,
        Err(response) => return response,
    };
    match shared.look(token).await {
        Ok(Some(view)) => Json(Standing::of(&view)).into_response(),
        Ok(None) => refused(&Refusal::Unknown),
        Err(Gone) => gone(),
    }
}

/// `POST /api/answer`: stores an answer, and says which one stands.
pub async fn answer(State(shared): State<Arc<Shared>>, headers: HeaderMap, Json(sent): Json<Sent>) -> Response {
    let person = match known(&shared, &headers).await {
        Ok(person) => person,
        Err(response) => return response,
    };
    let (Ok(item), Some(answer)) = (sent.item.parse(), read_answer(&sent.answer)) else {
        return not(StatusCode::UNPROCESSABLE_ENTITY, "that is no answer to an item of this session");
    };
    let given = Given::new(sent.round, item, sent.seq, answer);
    match shared.ask(Request::Answer { person, given }).await {
        Ok(Ok(Receipt::Stands { mark, .. })) => Json(Stands::from(mark)).into_response(),
        Ok(Ok(_)) => StatusCode::NO_CONTENT.into_response(),
        Ok(Err(refusal)) => refused(&refusal),
        Err(Gone) => gone(),
    }
}

/// `POST /api/finish`: the person leaves the rest open.
pub async fn finish(State(shared): State<Arc<Shared>>, headers: HeaderMap, Json(done): Json<Done>) -> Response {
    let person = match known(&shared, &headers).await {
        Ok(person) => person,
        Err(response) => return response,
    };
    match shared.ask(Request::Finish { person, round: done.round }).await {
        Ok(Ok(_)) => StatusCode::NO_CONTENT.into_response(),
        Ok(Err(refusal)) => refused(&refusal),
        Err(Gone) => gone(),
    }
}

/// `GET /api/questionnaire`: what is asked, as text, for people who are in.
pub async fn questionnaire(State(shared): State<Arc<Shared>>, headers: HeaderMap) -> Response {
    let token = match known(&shared, &headers).await {
        Ok(token) => token,
        Err(response) => return response,
    };
    match shared.look(token).await {
        Ok(Some(_)) => {
            ([(CONTENT_TYPE, "application/toml; charset=utf-8")], shared.site.questionnaire.clone()).into_response()
        }
        Ok(None) => refused(&Refusal::Unknown),
        Err(Gone) => gone(),
    }
}
