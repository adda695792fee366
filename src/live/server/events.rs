//! Telling phones that the session moved on: server-sent events.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream::{Stream, unfold};
use tokio::sync::watch;

use super::connections::stop;
use super::person::person;
use super::refusing::told;
use super::shared::{OpenStream, Public, Shared};
use crate::live::room::Refusal;

/// How often a stream says that it is still there, so that a phone notices when it is not.
const STILL: Duration = Duration::from_secs(10);
/// After how long a phone should come back when the stream breaks, in thousandths of a second.
const BACK_AFTER: Duration = Duration::from_millis(1500);

/// A stream on its way through the session.
struct Listening {
    public: watch::Receiver<Option<Public>>,
    stopped: watch::Receiver<bool>,
    told: Option<String>,
    /// Held for as long as the stream is open.
    place: OpenStream,
}

/// `GET /events`: the stamp of the session, now and whenever it changes.
pub async fn stream(State(shared): State<Arc<Shared>>, headers: HeaderMap) -> Response {
    let Ok(public) = shared.public().await else { return shared.gone() };
    let Some(token) = person(&headers, public.setup.id) else { return unknown() };
    if let Err(refused) = shared.confirm(token).await {
        return told(&refused);
    }
    match shared.look(token).await {
        Ok(Some(_)) => {}
        Ok(None) => return unknown(),
        Err(_) => return shared.gone(),
    }
    let place = shared.open_stream(token);
    let listening = Listening { public: shared.public.clone(), stopped: shared.stopped.clone(), told: None, place };
    Sse::new(events(listening)).into_response()
}

fn unknown() -> Response {
    told(&Refusal::Unknown.into())
}

fn events(listening: Listening) -> impl Stream<Item = Result<Event, Infallible>> {
    unfold(listening, |mut listening| async move {
        let event = listening.next().await?;
        Some((Ok(event), listening))
    })
}

impl Listening {
    /// The next event; none once the server stops or the room is gone.
    async fn next(&mut self) -> Option<Event> {
        loop {
            let stamp = self.public.borrow_and_update().as_ref().map(|public| public.stamp.clone());
            if stamp != self.told {
                self.told.clone_from(&stamp);
                return Some(Event::default().event("stamp").retry(BACK_AFTER).data(stamp?));
            }
            tokio::select! {
                changed = self.public.changed() => changed.ok()?,
                () = stop(&mut self.stopped) => return None,
                _ = &mut self.place.ended => return None,
                () = tokio::time::sleep(STILL) => return Some(Event::default().event("still").data("")),
            }
        }
    }
}
