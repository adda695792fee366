//! Leaving a phone, so that whoever holds it next sees no answers.

use std::sync::Arc;

use axum::extract::State;
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};

use super::person::{no_cookie, person};
use super::shared::{Public, Shared};
use crate::live::page::Frame;

/// `GET /leave`: what it does, before it is done.
pub async fn ask(State(shared): State<Arc<Shared>>, headers: HeaderMap) -> Response {
    let Ok(public) = shared.public().await else { return shared.gone() };
    let known = match person(&headers, public.setup.id) {
        Some(token) => shared.look(token).await.is_ok_and(|view| view.is_some()),
        None => false,
    };
    if known {
        shared.html(StatusCode::OK, shared.pages.leave(&frame(&public)))
    } else {
        Redirect::to("/").into_response()
    }
}

/// `POST /leave`: the phone loses its name. What was answered under it stays in the session.
pub async fn leave(State(shared): State<Arc<Shared>>, headers: HeaderMap) -> Response {
    let Ok(public) = shared.public().await else { return shared.gone() };
    if let Some(token) = person(&headers, public.setup.id) {
        shared.end_streams(token);
    }
    (AppendHeaders(no_cookie(public.setup.id).map(|none| (SET_COOKIE, none))), Redirect::to("/left")).into_response()
}

/// `GET /left`: the page of a phone that was left.
pub async fn left(State(shared): State<Arc<Shared>>) -> Response {
    let Ok(public) = shared.public().await else { return shared.gone() };
    shared.html(StatusCode::OK, shared.pages.left(&frame(&public)))
}

fn frame(public: &Public) -> Frame {
    Frame::of(&public.setup, &public.progress)
}
