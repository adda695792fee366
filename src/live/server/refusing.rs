//! Who may ask at all, the headers of every answer, and saying no: to programs as a code and a sentence, to people on a
//! page. Nothing here speaks of how it was read.

use std::net::IpAddr;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{FromRequest, FromRequestParts, Path, Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, HeaderName, HeaderValue,
    REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde::de::DeserializeOwned;

use super::Site;
use super::connections::{Peer, note};
use super::shared::{Shared, lock};
use crate::live::protocol::{Code, Not, Refused};
use crate::wording::refused::NOT_UNDERSTOOD;

/// Set on answers that need no words of our own any more.
#[derive(Debug, Clone, Copy)]
struct Worded;

pub const fn status(refused: &Refused) -> StatusCode {
    match refused.code() {
        Code::Unknown | Code::WrongCode => StatusCode::UNAUTHORIZED,
        Code::TooManyCodes | Code::TooManyJoins => StatusCode::TOO_MANY_REQUESTS,
        Code::NoAnswer | Code::Misnumbered | Code::Unstorable => StatusCode::UNPROCESSABLE_ENTITY,
        Code::NoSide | Code::Locked | Code::Full | Code::NotYet | Code::Closed => StatusCode::CONFLICT,
        Code::NotSaved => StatusCode::INSUFFICIENT_STORAGE,
        Code::Senseless => StatusCode::BAD_REQUEST,
        Code::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        Code::TooSlow => StatusCode::REQUEST_TIMEOUT,
        Code::NotHere => StatusCode::MISDIRECTED_REQUEST,
        Code::OtherSite => StatusCode::FORBIDDEN,
        Code::Nowhere => StatusCode::NOT_FOUND,
        Code::OtherMethod => StatusCode::METHOD_NOT_ALLOWED,
        // To a program that does not know the code of a stop, this says to try again later.
        Code::Stopped | Code::NotHosted => StatusCode::SERVICE_UNAVAILABLE,
        Code::Broken => StatusCode::INTERNAL_SERVER_ERROR,
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

pub fn response(refused: &Refused) -> Response {
    worded((status(refused), axum::Json(Not::from(refused))))
}

/// An answer that says already why something was refused.
pub fn worded(answer: impl IntoResponse) -> Response {
    let mut response = answer.into_response();
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

pub struct Filled<T>(pub T);

impl<T: DeserializeOwned + Send> FromRequest<Arc<Shared>> for Filled<T> {
    type Rejection = Response;

    async fn from_request(request: Request, shared: &Arc<Shared>) -> Result<Self, Response> {
        match axum::Form::from_request(request, shared).await {
            Ok(axum::Form(read)) => Ok(Self(read)),
            Err(rejection) => {
                let (status, said) = (rejection.status(), of_status(rejection.status()).say());
                Err(shared.problem(status, NOT_UNDERSTOOD, &said, Some("/")).await)
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

/// The headers of every answer. Nothing is fetched from elsewhere, nothing is framed, no address is passed on.
const HEADERS: [(HeaderName, HeaderValue); 5] = [
    (
        CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; \
             form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        ),
    ),
    (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
    // Not `no-referrer`: over plain http a form would then name no origin, and could not be told from another site's.
    (REFERRER_POLICY, HeaderValue::from_static("same-origin")),
    (CACHE_CONTROL, HeaderValue::from_static("no-store")),
];

/// Refuses what is not meant for this server before anything else sees it, and completes every answer.
pub async fn guard(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let response = if is_for_us(&shared.site, request.uri(), request.headers()) {
        note_reached(&shared, &request);
        next.run(request).await
    } else {
        StatusCode::MISDIRECTED_REQUEST.into_response()
    };
    let mut response = in_our_words(response, &path);
    note(&mut lock(&shared.counts), response.status());
    for (name, value) in HEADERS {
        response.headers_mut().entry(name).or_insert(value);
    }
    response
}

/// Whether a request names an address that was printed: in its one Host header, and in its first line if it is there.
fn is_for_us(site: &Site, uri: &Uri, headers: &HeaderMap) -> bool {
    let mut hosts = headers.get_all(HOST).iter();
    let (Some(host), None) = (hosts.next(), hosts.next()) else { return false };
    let served = |authority: &str| site.serves(authority);
    host.to_str().is_ok_and(served) && uri.authority().is_none_or(|authority| served(authority.as_str()))
}

impl Site {
    fn serves(&self, authority: &str) -> bool {
        let public = self.public_url.as_deref().and_then(authority_of);
        self.authorities.iter().map(String::as_str).chain(public).any(|own| own.eq_ignore_ascii_case(authority))
    }

    /// Whether a request from this address came from another device.
    fn is_elsewhere(&self, from: IpAddr) -> bool {
        !from.is_loopback() && !self.own.contains(&from)
    }

    /// Whether people reach it by https, through a proxy.
    pub fn is_secure(&self, headers: &HeaderMap) -> bool {
        let Some(public) = self.public_url.as_deref().filter(|url| url.starts_with("https://")) else { return false };
        let host = headers.get(HOST).and_then(|host| host.to_str().ok());
        authority_of(public).zip(host).is_some_and(|(public, host)| public.eq_ignore_ascii_case(host))
    }

    /// Its public address as browsers name it in an Origin header: without a path.
    pub fn public_origin(&self) -> Option<String> {
        let url = self.public_url.as_deref()?;
        let (scheme, _) = url.split_once("://")?;
        Some(format!("{scheme}://{}", authority_of(url)?))
    }
}

fn authority_of(url: &str) -> Option<&str> {
    url.split_once("://")?.1.split('/').next()
}

/// The first request from another device shows that phones get through. Who looks from elsewhere comes another way.
fn note_reached(shared: &Shared, request: &Request) {
    if request.uri().path().starts_with("/screen") {
        return;
    }
    let from = request.extensions().get::<Peer>().map(|peer| peer.0);
    if let Some(from) = from {
        shared.note_plain(from);
    }
    if from.is_some_and(|from| shared.site.is_elsewhere(from)) {
        shared.note_reached();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::live::screen::mirror;
    use crate::live::server::Capacity;

    fn site() -> Site {
        Site {
            authorities: vec!["192.168.1.20:7777".to_owned()],
            public_url: Some("https://pulse.example.com/session".to_owned()),
            code: String::new(),
            link: String::new(),
            screen: String::new(),
            feed: mirror().1,
            questionnaire: String::new(),
            own: vec!["192.168.1.20".parse().unwrap()],
            capacity: Capacity(10),
        }
    }

    fn asks_for(hosts: &[&str], uri: &str) -> bool {
        let headers: HeaderMap = hosts.iter().map(|host| (HOST, HeaderValue::from_str(host).unwrap())).collect();
        is_for_us(&site(), &uri.parse().unwrap(), &headers)
    }

    #[test]
    fn only_the_printed_addresses_are_served() {
        assert!(asks_for(&["192.168.1.20:7777"], "/"));
        assert!(asks_for(&["Pulse.Example.com"], "/"));
        for host in
            ["192.168.1.20", "192.168.1.20:7778", "localhost:7777", "evil.example", "192.168.1.20:7777.evil", ""]
        {
            assert!(!asks_for(&[host], "/"), "{host}");
        }
    }

    #[test]
    fn a_request_with_no_host_or_with_two_is_refused() {
        assert!(!asks_for(&[], "/"));
        assert!(!asks_for(&["192.168.1.20:7777", "192.168.1.20:7777"], "/"));
    }

    #[test]
    fn an_address_in_the_first_line_must_be_ours_as_well() {
        assert!(asks_for(&["192.168.1.20:7777"], "http://192.168.1.20:7777/"));
        assert!(!asks_for(&["192.168.1.20:7777"], "http://evil.example/"));
    }

    #[test]
    fn only_what_comes_from_another_machine_shows_that_phones_get_through() {
        assert!(site().is_elsewhere("192.168.1.77".parse().unwrap()));
        for from in ["192.168.1.20", "127.0.0.1", "::1"] {
            assert!(!site().is_elsewhere(from.parse().unwrap()), "{from}");
        }
    }

    #[test]
    fn the_public_origin_has_no_path() {
        assert_eq!(site().public_origin().as_deref(), Some("https://pulse.example.com"));
    }
}
