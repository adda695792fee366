//! Which path leads where. What is not here does not exist: above all, no way to run the session.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;

use super::shared::Shared;
use super::{api, events, guard, join, leave, pages};
use crate::live::page::{SCRIPT, STYLE};

/// The most bytes of a request's body.
const BODY_SIZE: usize = 8 * 1024;
/// How long a request may take, its body included.
const REQUEST_TIME: Duration = Duration::from_secs(10);

/// Every path with its methods. `{…}` stands for one segment.
pub const ROUTES: [(&str, &[&str]); 18] = [
    ("/", &["GET"]),
    ("/j/{link}", &["GET"]),
    ("/join", &["POST"]),
    ("/in", &["GET"]),
    ("/item/{number}", &["GET", "POST"]),
    ("/all", &["GET"]),
    ("/finish", &["POST"]),
    ("/leave", &["GET", "POST"]),
    ("/left", &["GET"]),
    ("/events", &["GET"]),
    ("/page.css", &["GET"]),
    ("/page.js", &["GET"]),
    ("/api/welcome", &["GET"]),
    ("/api/join", &["POST"]),
    ("/api/state", &["GET"]),
    ("/api/answer", &["POST"]),
    ("/api/finish", &["POST"]),
    ("/api/questionnaire", &["GET"]),
];

pub fn router(shared: &Arc<Shared>) -> Router {
    let csrf = match shared.site.public_origin() {
        // An origin that cannot be read is not trusted, and the proxy's pages are then refused loudly.
        Some(origin) => CsrfLayer::new().add_trusted_origin(origin).unwrap_or_default(),
        None => CsrfLayer::new(),
    };
    Router::new()
        .route("/", get(pages::home))
        .route("/j/{link}", get(join::by_link))
        .route("/join", post(join::by_form))
        .route("/in", get(join::arrived))
        .route("/item/{number}", get(pages::item).post(pages::answer))
        .route("/all", get(pages::all))
        .route("/finish", post(pages::finish))
        .route("/leave", get(leave::ask).post(leave::leave))
        .route("/left", get(leave::left))
        .route("/events", get(events::stream))
        .route("/page.css", get(async || fixed("text/css; charset=utf-8", STYLE)))
        .route("/page.js", get(async || fixed("text/javascript; charset=utf-8", SCRIPT)))
        .route("/api/welcome", get(api::welcome))
        .route("/api/join", post(api::join))
        .route("/api/state", get(api::state))
        .route("/api/answer", post(api::answer))
        .route("/api/finish", post(api::finish))
        .route("/api/questionnaire", get(api::questionnaire))
        .fallback(nowhere)
        .with_state(Arc::clone(shared))
        .layer(RequestBodyLimitLayer::new(BODY_SIZE))
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, REQUEST_TIME))
        .layer(CatchPanicLayer::new())
        .layer(csrf)
        .layer(from_fn_with_state(Arc::clone(shared), guard::guard))
}

fn fixed(kind: &'static str, text: &'static str) -> Response {
    ([(CONTENT_TYPE, kind), (CACHE_CONTROL, "no-cache")], text).into_response()
}

async fn nowhere(State(shared): State<Arc<Shared>>) -> Response {
    shared.nowhere().await
}
