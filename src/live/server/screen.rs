//! The big screen for people elsewhere: a page and a stream behind a link of their own. They show, and take nothing.

use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream::{Stream, unfold};
use serde::Deserialize;
use tokio::sync::watch;

use super::connections::stop;
use super::refusing::Part;
use super::shared::Shared;
use crate::live::invite;
use crate::live::screen::Drawing;
use crate::wording::room::{SCREEN_FULL, SCREEN_FULL_TITLE};

/// How many people look at most.
pub const VIEWERS: usize = 50;
/// How long a place is kept between a page and its stream, or until a page without a script comes back.
const KEPT: Duration = Duration::from_secs(5);
/// How long one picture stays before the next is sent: a viewer far away gets the newest, not all of them.
const PACE: Duration = Duration::from_millis(80);
/// How often a stream says that it is still there.
const STILL: Duration = Duration::from_secs(10);

/// Who looks: those with a stream, and those whose page has only just been sent.
#[derive(Debug, Default)]
pub struct Viewers {
    streams: usize,
    next: u64,
    kept: HashMap<u64, Instant>,
}

impl Viewers {
    /// A place for a page, its own once more if it had one; none where all are taken.
    fn keep(&mut self, own: Option<u64>, now: Instant) -> Option<u64> {
        self.forget(now);
        let number = own.filter(|own| self.kept.contains_key(own)).or_else(|| self.has_room().then(|| self.fresh()))?;
        self.kept.insert(number, now);
        Some(number)
    }

    /// A place for a stream, in exchange for that of its page if it is still kept. Says whether there is one.
    fn take(&mut self, own: Option<u64>, now: Instant) -> bool {
        self.forget(now);
        let was_kept = own.is_some_and(|own| self.kept.remove(&own).is_some());
        let granted = was_kept || self.has_room();
        self.streams += usize::from(granted);
        granted
    }

    fn leave(&mut self) {
        self.streams = self.streams.saturating_sub(1);
    }

    /// How many look.
    pub fn count(&mut self, now: Instant) -> usize {
        self.forget(now);
        self.streams + self.kept.len()
    }

    fn has_room(&self) -> bool {
        self.streams + self.kept.len() < VIEWERS
    }

    fn fresh(&mut self) -> u64 {
        self.next += 1;
        self.next
    }

    fn forget(&mut self, now: Instant) {
        self.kept.retain(|_, since| now.saturating_duration_since(*since) < KEPT);
    }
}

/// What the address of a page or a stream may hold: the place that was kept for it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    place: Option<u64>,
}

type Queried = Result<Query<Asked>, QueryRejection>;

fn place(queried: Queried) -> Option<u64> {
    queried.ok().and_then(|Query(asked)| asked.place)
}

/// `GET /screen/{link}`: the page, with the screen as it is now.
pub async fn page(State(shared): State<Arc<Shared>>, Part(link): Part<String>, queried: Queried) -> Response {
    if !invite::is_same(&link, &shared.site.screen) {
        return shared.nowhere().await;
    }
    let Some(place) = shared.viewers().keep(place(queried), Instant::now()) else { return full(&shared, &link).await };
    let drawing = shared.site.feed.0.borrow().whole();
    shared.html(StatusCode::OK, shared.pages.screen(place, drawing))
}

/// `GET /screen/{link}/events`: the screen, now and whenever it changes.
pub async fn stream(State(shared): State<Arc<Shared>>, Part(link): Part<String>, queried: Queried) -> Response {
    if !invite::is_same(&link, &shared.site.screen) {
        return shared.nowhere().await;
    }
    if !shared.viewers().take(place(queried), Instant::now()) {
        return full(&shared, &link).await;
    }
    let (drawings, stopped) = (shared.site.feed.0.clone(), shared.stopped.clone());
    Sse::new(events(Looking { drawings, stopped, drawn: None, _place: Place(shared) })).into_response()
}

async fn full(shared: &Shared, link: &str) -> Response {
    shared
        .problem(StatusCode::SERVICE_UNAVAILABLE, SCREEN_FULL_TITLE, SCREEN_FULL, Some(&format!("/screen/{link}")))
        .await
}

/// A place for a stream, given back when it ends in whatever way.
struct Place(Arc<Shared>);

impl Drop for Place {
    fn drop(&mut self) {
        self.0.viewers().leave();
    }
}

struct Looking {
    drawings: watch::Receiver<Arc<Drawing>>,
    stopped: watch::Receiver<bool>,
    /// What they were sent last, and when.
    drawn: Option<(Arc<Drawing>, Instant)>,
    _place: Place,
}

fn events(looking: Looking) -> impl Stream<Item = Result<Event, Infallible>> {
    unfold(looking, |mut looking| async move {
        let event = looking.next().await?;
        Some((Ok(event), looking))
    })
}

impl Looking {
    /// The next event; none once the server stops.
    async fn next(&mut self) -> Option<Event> {
        if let Some((_, since)) = &self.drawn {
            tokio::select! {
                changed = self.drawings.changed() => changed.ok()?,
                () = stop(&mut self.stopped) => return None,
                () = tokio::time::sleep(STILL) => return Some(Event::default().event("still").data("")),
            }
            tokio::time::sleep(PACE.saturating_sub(since.elapsed())).await;
        }
        let now = Arc::clone(&self.drawings.borrow_and_update());
        let event = match &self.drawn {
            Some((before, _)) => changed(&now, before),
            None => whole(&now),
        };
        self.drawn = Some((now, Instant::now()));
        Some(event)
    }
}

fn whole(drawing: &Drawing) -> Event {
    Event::default().event("whole").data(drawing.whole())
}

/// The rows that changed, or all where the screen has another size.
fn changed(now: &Drawing, before: &Drawing) -> Event {
    let rows = now.since(before).and_then(|rows| serde_json::to_string(&rows).ok());
    rows.map_or_else(|| whole(now), |rows| Event::default().event("rows").data(rows))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fifty_may_look_and_the_next_one_once_somebody_has_gone() {
        let (mut viewers, now) = (Viewers::default(), Instant::now());
        assert!((0..VIEWERS).all(|_| viewers.take(None, now)));
        assert!(!viewers.take(None, now) && viewers.keep(None, now).is_none());
        assert_eq!(viewers.count(now), VIEWERS);
        viewers.leave();
        assert_eq!(viewers.count(now), VIEWERS - 1);
        assert!(viewers.take(None, now));
    }

    #[test]
    fn a_page_keeps_the_place_of_its_stream_for_a_moment_and_no_longer() {
        let (mut viewers, now) = (Viewers::default(), Instant::now());
        assert!((1..VIEWERS).all(|_| viewers.take(None, now)));
        let kept = viewers.keep(None, now);
        assert!(kept.is_some() && !viewers.take(None, now), "that place is kept");
        assert_eq!(viewers.keep(kept, now), kept, "a page without a script comes back to it");
        assert!(viewers.take(kept, now));
        viewers.leave();
        assert!(viewers.keep(None, now).is_some());
        assert_eq!(
            (viewers.count(now), viewers.count(now + KEPT)),
            (VIEWERS, VIEWERS - 1),
            "who does not come is not waited for"
        );
        assert!(viewers.take(None, now + KEPT));
    }
}
