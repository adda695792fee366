//! Saying no: to programs as a code and a sentence, to people on a page. Nothing here speaks of how it was read.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{FromRequest, FromRequestParts, Path, Request};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderValue};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use serde::de::DeserializeOwned;

use super::shared::Shared;
use crate::live::protocol::Not;
use crate::live::refused::Refused;
use crate::live::room::Refusal;

/// Set on answers that say already why something was refused.
#[derive(Debug, Clone, Copy)]
pub struct Worded;

/// The status of a refusal.
pub const fn status(refused: &Refused) -> StatusCode {
    match refused {
        Refused::Room(refusal) => of_room(refusal),
        Refused::WrongCode => StatusCode::UNAUTHORIZED,
        Refused::TooManyCodes | Refused::TooManyJoins => StatusCode::TOO_MANY_REQUESTS,
        Refused::NoAnswer => StatusCode::UNPROCESSABLE_ENTITY,
        Refused::Senseless => StatusCode::BAD_REQUEST,
        Refused::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        Refused::TooSlow => StatusCode::REQUEST_TIMEOUT,
        Refused::NotHere => StatusCode::MISDIRECTED_REQUEST,
        Refused::OtherSite => StatusCode::FORBIDDEN,
        Refused::Nowhere => StatusCode::NOT_FOUND,
        Refused::OtherMethod => StatusCode::METHOD_NOT_ALLOWED,
        Refused::NotHosted => StatusCode::SERVICE_UNAVAILABLE,
        Refused::Broken => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

const fn of_room(refusal: &Refusal) -> StatusCode {
    match refusal {
        Refusal::Unknown => StatusCode::UNAUTHORIZED,
        Refusal::NotSaved(_) => StatusCode::INSUFFICIENT_STORAGE,
        // To a program that does not know the code, this says to try again later.
        Refusal::Stopped => StatusCode::SERVICE_UNAVAILABLE,
        Refusal::Misfit(_) | Refusal::Misnumbered | Refusal::Unstorable => StatusCode::UNPROCESSABLE_ENTITY,
        Refusal::NoSide | Refusal::Locked | Refusal::Full | Refusal::NotYet | Refusal::Closed => StatusCode::CONFLICT,
    }
}

/// What a status stands for that something in front of the handlers gave.
fn of_status(status: StatusCode) -> Refused {
    match status {
        StatusCode::FORBIDDEN => Refused::OtherSite,
        StatusCode::NOT_FOUND => Refused::Nowhere,
        StatusCode::METHOD_NOT_ALLOWED => Refused::OtherMethod,
        StatusCode::REQUEST_TIMEOUT => Refused::TooSlow,
        StatusCode::PAYLOAD_TOO_LARGE => Refused::TooLarge,
        StatusCode::MISDIRECTED_REQUEST => Refused::NotHere,
        _ if status.is_server_error() => Refused::Broken,
        _ => Refused::Senseless,
    }
}

/// A refusal for a program.
pub fn told(refused: &Refused) -> Response {
    let mut response = (status(refused), axum::Json(Not::from(refused))).into_response();
    response.extensions_mut().insert(Worded);
    response
}

/// Gives an answer that says no in somebody else's words, or in none, words of our own.
pub fn in_our_words(mut response: Response, path: &str) -> Response {
    let status = response.status();
    let says_no = status.is_client_error() || status.is_server_error();
    if !says_no || response.extensions().get::<Worded>().is_some() {
        return response;
    }
    let refused = of_status(status);
    let (kind, text) = if path.starts_with("/api/") {
        ("application/json", serde_json::to_string(&Not::from(&refused)).unwrap_or_default())
    } else {
        ("text/plain; charset=utf-8", refused.say())
    };
    response.headers_mut().remove(CONTENT_LENGTH);
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    *response.body_mut() = Body::from(text);
    response
}

/// What a program sent as JSON.
pub struct Sent<T>(pub T);

impl<T: DeserializeOwned> FromRequest<Arc<Shared>> for Sent<T> {
    type Rejection = Response;

    async fn from_request(request: Request, shared: &Arc<Shared>) -> Result<Self, Response> {
        match axum::Json::from_request(request, shared).await {
            Ok(axum::Json(read)) => Ok(Self(read)),
            Err(rejection) => Err(rejection.status().into_response()),
        }
    }
}

/// What a form on a page sent.
pub struct Filled<T>(pub T);

impl<T: DeserializeOwned + Send> FromRequest<Arc<Shared>> for Filled<T> {
    type Rejection = Response;

    async fn from_request(request: Request, shared: &Arc<Shared>) -> Result<Self, Response> {
        match axum::Form::from_request(request, shared).await {
            Ok(axum::Form(read)) => Ok(Self(read)),
            Err(rejection) => {
                let (status, said) = (rejection.status(), of_status(rejection.status()).say());
                Err(shared.problem(status, "That was not understood", &said, Some("/")).await)
            }
        }
    }
}

/// What a path holds in its one variable part. What does not fit there leads nowhere.
pub struct Part<T>(pub T);

impl<T: DeserializeOwned + Send> FromRequestParts<Arc<Shared>> for Part<T> {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, shared: &Arc<Shared>) -> Result<Self, Response> {
        match Path::from_request_parts(parts, shared).await {
            Ok(Path(part)) => Ok(Self(part)),
            Err(_) => Err(shared.nowhere().await),
        }
    }
}
