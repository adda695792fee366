//! What the script on the page and terminals ask for, in JSON; the stream that tells phones that the session moved on; and
//! the big screen for people elsewhere: a page and a stream behind a link of their own, which show and take nothing.

use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Extension, Query, State};
use axum::http::header::{CONTENT_TYPE, SET_COOKIE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::sse::{Event, Sse};
use axum::response::{AppendHeaders, IntoResponse, Response};
use futures_util::stream::unfold;
use serde::Deserialize;
use tokio::sync::watch;

use super::connections::{Peer, stop};
use super::join::{self, Pass, cookie, person};
use super::refusing::{Part, Sent, response};
use super::shared::{self, Gone, OpenStream, Public, Shared, html, lock};
use crate::domain::id::Token;
use crate::domain::questionnaire::Questionnaire;
use crate::live::invite;
use crate::live::protocol::{self, Done, Entry, OtherSide, Refused, Standing, Welcome};
use crate::live::room::{Given, PersonView, Receipt, Refusal, Request};
use crate::live::screen::Drawing;
use crate::wording::room::{SCREEN_FULL, SCREEN_FULL_TITLE};

fn gone() -> Response {
    response(&Refused::NotHosted)
}

fn unknown() -> Response {
    response(&Refusal::Unknown.into())
}

async fn known(shared: &Shared, headers: &HeaderMap) -> Result<Token, Response> {
    let Ok(public) = shared.public().await else { return Err(gone()) };
    let token = person(headers, public.setup.id).ok_or_else(unknown)?;
    shared.confirm(token).await.map_err(|refused| response(&refused))?;
    Ok(token)
}

async fn seen(shared: &Shared, headers: &HeaderMap) -> Result<PersonView, Response> {
    let token = known(shared, headers).await?;
    shared.look(token).await.map_err(|Gone| gone())?.ok_or_else(unknown)
}

async fn done(shared: &Shared, request: Request) -> Result<Receipt, Response> {
    let receipt = shared.ask(request).await.map_err(|Gone| gone())?;
    receipt.map_err(|refusal| response(&refusal.into()))
}

pub async fn welcome(State(shared): State<Arc<Shared>>) -> Response {
    match shared.public().await {
        Ok(public) => Json(Welcome::of(&public.setup, &public.progress)).into_response(),
        Err(Gone) => gone(),
    }
}

/// `POST /api/join`: for terminals. As with a browser, whoever asks is in once the name has come back; who is in already
/// keeps that seat.
pub async fn join(
    State(shared): State<Arc<Shared>>,
    Extension(peer): Extension<Peer>,
    headers: HeaderMap,
    Sent(entry): Sent<Entry>,
) -> Response {
    let Ok(public) = shared.public().await else { return gone() };
    let held = join::pass(&headers, public.setup.id);
    let pass = if join::is_in(&shared, held.map(|pass| pass.person)).await {
        held
    } else {
        match join::expect(&shared, &entry, peer).await {
            Ok(person) => Some(Pass { person, by_hand: false }),
            Err(refused) => return response(&refused),
        }
    };
    let set = pass.and_then(|pass| cookie(public.setup.id, pass, shared.site.is_secure(&headers)));
    (AppendHeaders(set.map(|set| (SET_COOKIE, set))), StatusCode::NO_CONTENT).into_response()
}

pub async fn state(State(shared): State<Arc<Shared>>, headers: HeaderMap) -> Result<Json<Standing>, Response> {
    let view = seen(&shared, &headers).await?;
    let shown = shared.shown(&view).await;
    Ok(Json(Standing::of(&view, shown.as_deref())))
}

/// `POST /api/answer`: stores an answer, and says which one stands.
pub async fn answer(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    Sent(sent): Sent<protocol::Sent>,
) -> Result<Response, Response> {
    let person = known(&shared, &headers).await?;
    let public = shared.public().await.map_err(|Gone| gone())?;
    let given = given(&public.setup.questionnaire, &sent).ok_or_else(|| response(&Refused::NoAnswer))?;
    Ok(match done(&shared, Request::Answer { person, given }).await? {
        Receipt::Stands { mark, .. } => Json(mark).into_response(),
        _ => StatusCode::NO_CONTENT.into_response(),
    })
}

/// The answer or guess that was sent, by the names that only this side knows.
fn given(questionnaire: &Questionnaire, sent: &protocol::Sent) -> Option<Given> {
    let item = questionnaire.named(&sent.item.parse().ok()?)?.clone();
    let of = sent.of.as_ref().map(|side| side.parse()).transpose().ok()?;
    Some(Given { of, ..Given::new(sent.round, item, sent.seq, sent.answer.parse().ok()?) })
}

pub async fn finish(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    Sent(Done { round }): Sent<Done>,
) -> Result<StatusCode, Response> {
    let person = known(&shared, &headers).await?;
    done(&shared, Request::Finish { person, round }).await?;
    Ok(StatusCode::NO_CONTENT)
}

pub async fn side(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    Sent(OtherSide { side }): Sent<OtherSide>,
) -> Result<StatusCode, Response> {
    let person = known(&shared, &headers).await?;
    let side = side.parse().map_err(|_| response(&Refusal::NoSide.into()))?;
    done(&shared, Request::Side { person, side }).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `GET /api/questionnaire`: what is asked, as text and without its causes, for people who are in.
pub async fn questionnaire(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
) -> Result<impl IntoResponse, Response> {
    seen(&shared, &headers).await?;
    Ok(([(CONTENT_TYPE, "application/toml; charset=utf-8")], shared.site.questionnaire.clone()))
}

/// How often a stream says that it is still there, so that a phone notices when it is not.
const STILL: Duration = Duration::from_secs(10);
/// After how long a phone should come back when the stream breaks, in thousandths of a second.
const BACK_AFTER: Duration = Duration::from_millis(1500);

struct Listening {
    public: watch::Receiver<Option<Arc<Public>>>,
    stopped: watch::Receiver<bool>,
    stamp: Option<String>,
    headline: Option<Arc<str>>,
    /// Held for as long as the stream is open.
    place: OpenStream,
}

/// `GET /events`: the stamp of the session and what stands over every page, now and whenever they change.
pub async fn stream(State(shared): State<Arc<Shared>>, headers: HeaderMap) -> Response {
    let Ok(public) = shared.public().await else { return shared::gone() };
    let Some(token) = person(&headers, public.setup.id) else { return unknown() };
    if let Err(refused) = shared.confirm(token).await {
        return response(&refused);
    }
    match shared.look(token).await {
        Ok(Some(_)) => {}
        Ok(None) => return unknown(),
        Err(_) => return shared::gone(),
    }
    let place = shared.open_stream(token);
    let listening = Listening {
        public: shared.public.clone(),
        stopped: shared.stopped.clone(),
        stamp: None,
        headline: None,
        place,
    };
    let next = |mut listening: Listening| async move {
        let event = listening.next().await?;
        Some((Ok::<_, Infallible>(event), listening))
    };
    Sse::new(unfold(listening, next)).into_response()
}

impl Listening {
    /// What has changed and is not told yet: first how far the session is, then what stands over every page.
    fn news(&mut self) -> Option<Event> {
        let public = self.public.borrow_and_update();
        let public = public.as_ref()?;
        if self.stamp.as_ref() != Some(&public.stamp) {
            self.stamp = Some(public.stamp.clone());
            return Some(Event::default().event("stamp").retry(BACK_AFTER).data(&public.stamp));
        }
        if self.headline.as_ref() != Some(&public.headline) {
            self.headline = Some(Arc::clone(&public.headline));
            return Some(Event::default().event("head").data(&*public.headline));
        }
        None
    }

    /// The next event; none once the server stops or the room is gone.
    async fn next(&mut self) -> Option<Event> {
        loop {
            if let Some(event) = self.news() {
                return Some(event);
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

pub const VIEWERS: usize = 50;
/// How long a place is kept between a page and its stream, or until a page without a script comes back.
const KEPT: Duration = Duration::from_secs(5);
/// How long one picture stays before the next is sent: a viewer far away gets the newest, not all of them.
const PACE: Duration = Duration::from_millis(80);

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
pub struct ViewerQuery {
    place: Option<u64>,
}

type Queried = Result<Query<ViewerQuery>, QueryRejection>;

fn place(queried: Queried) -> Option<u64> {
    queried.ok().and_then(|Query(kept)| kept.place)
}

/// `GET /screen/{link}`: the page, with the screen as it is now.
pub async fn screen(State(shared): State<Arc<Shared>>, Part(link): Part<String>, queried: Queried) -> Response {
    if !invite::is_same(&link, &shared.site.screen) {
        return shared.nowhere().await;
    }
    let Some(place) = lock(&shared.viewers).keep(place(queried), Instant::now()) else {
        return full(&shared, &link).await;
    };
    let drawing = shared.site.feed.0.borrow().whole();
    html(StatusCode::OK, shared.pages.screen(place, drawing))
}

/// `GET /screen/{link}/events`: the screen, now and whenever it changes.
pub async fn screen_stream(State(shared): State<Arc<Shared>>, Part(link): Part<String>, queried: Queried) -> Response {
    if !invite::is_same(&link, &shared.site.screen) {
        return shared.nowhere().await;
    }
    if !lock(&shared.viewers).take(place(queried), Instant::now()) {
        return full(&shared, &link).await;
    }
    let (drawings, stopped) = (shared.site.feed.0.clone(), shared.stopped.clone());
    let looking = Looking { drawings, stopped, drawn: None, _place: ViewerSlot(shared) };
    let next = |mut looking: Looking| async move {
        let event = looking.next().await?;
        Some((Ok::<_, Infallible>(event), looking))
    };
    Sse::new(unfold(looking, next)).into_response()
}

async fn full(shared: &Shared, link: &str) -> Response {
    shared
        .problem(StatusCode::SERVICE_UNAVAILABLE, SCREEN_FULL_TITLE, SCREEN_FULL, Some(&format!("/screen/{link}")))
        .await
}

/// A place for a stream, given back when it ends in whatever way.
struct ViewerSlot(Arc<Shared>);

impl Drop for ViewerSlot {
    fn drop(&mut self) {
        lock(&self.0.viewers).leave();
    }
}

struct Looking {
    drawings: watch::Receiver<Arc<Drawing>>,
    stopped: watch::Receiver<bool>,
    /// What they were sent last, and when.
    drawn: Option<(Arc<Drawing>, Instant)>,
    _place: ViewerSlot,
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
        let event = redrawn(&now, self.drawn.as_ref().map(|(before, _)| &**before));
        self.drawn = Some((now, Instant::now()));
        Some(event)
    }
}

/// The rows that changed; all at first, and where the screen has another size.
fn redrawn(now: &Drawing, before: Option<&Drawing>) -> Event {
    let rows = before.and_then(|before| now.since(before)).and_then(|rows| serde_json::to_string(&rows).ok());
    match rows {
        Some(rows) => Event::default().event("rows").data(rows),
        None => Event::default().event("whole").data(now.whole()),
    }
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
