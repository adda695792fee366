//! What the script on the page and terminals ask for, in JSON, and the stream that tells phones that the session moved on.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::extract::{Extension, State};
use axum::http::header::{CONTENT_TYPE, SET_COOKIE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::sse::{Event, Sse};
use axum::response::{AppendHeaders, IntoResponse, Response};
use futures_util::stream::{Stream, unfold};
use tokio::sync::watch;

use super::connections::{Peer, stop};
use super::join::{self, Pass, cookie, person};
use super::refusing::{Sent, told};
use super::shared::{Gone, OpenStream, Public, Shared};
use crate::domain::id::Token;
use crate::domain::questionnaire::Questionnaire;
use crate::live::protocol::{self, Done, Entry, OtherSide, Standing, Welcome};
use crate::live::refused::Refused;
use crate::live::room::{Given, PersonView, Receipt, Refusal, Request};

fn gone() -> Response {
    told(&Refused::NotHosted)
}

fn unknown() -> Response {
    told(&Refusal::Unknown.into())
}

async fn known(shared: &Shared, headers: &HeaderMap) -> Result<Token, Response> {
    let Ok(public) = shared.public().await else { return Err(gone()) };
    let token = person(headers, public.setup.id).ok_or_else(unknown)?;
    shared.confirm(token).await.map_err(|refused| told(&refused))?;
    Ok(token)
}

/// How the person stands who asks.
async fn seen(shared: &Shared, headers: &HeaderMap) -> Result<PersonView, Response> {
    let token = known(shared, headers).await?;
    shared.look(token).await.map_err(|Gone| gone())?.ok_or_else(unknown)
}

/// Does what a person who is in asks for.
async fn done(shared: &Shared, request: Request) -> Result<Receipt, Response> {
    let receipt = shared.ask(request).await.map_err(|Gone| gone())?;
    receipt.map_err(|refusal| told(&refusal.into()))
}

/// `GET /api/welcome`: what anybody may know before coming in.
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
    if join::is_in(&shared, held.map(|pass| pass.person)).await {
        let set = held.and_then(|pass| cookie(public.setup.id, pass, shared.site.is_secure(&headers)));
        return (AppendHeaders(set.map(|set| (SET_COOKIE, set))), StatusCode::NO_CONTENT).into_response();
    }
    match join::expect(&shared, &entry, peer).await {
        Ok(token) => {
            let set = cookie(public.setup.id, Pass { person: token, by_hand: false }, shared.site.is_secure(&headers));
            (AppendHeaders(set.map(|set| (SET_COOKIE, set))), StatusCode::NO_CONTENT).into_response()
        }
        Err(refused) => told(&refused),
    }
}

/// `GET /api/state`: where the person stands.
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
    let given = given(&public.setup.questionnaire, &sent).ok_or_else(|| told(&Refused::NoAnswer))?;
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

/// `POST /api/finish`: the person leaves the rest open.
pub async fn finish(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    Sent(Done { round }): Sent<Done>,
) -> Result<StatusCode, Response> {
    let person = known(&shared, &headers).await?;
    done(&shared, Request::Finish { person, round }).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `POST /api/side`: the person answers for another side.
pub async fn side(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    Sent(OtherSide { side }): Sent<OtherSide>,
) -> Result<StatusCode, Response> {
    let person = known(&shared, &headers).await?;
    let side = side.parse().map_err(|_| told(&Refusal::NoSide.into()))?;
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

/// A stream on its way through the session.
struct Listening {
    public: watch::Receiver<Option<Arc<Public>>>,
    stopped: watch::Receiver<bool>,
    told: Option<String>,
    headline: Option<Arc<str>>,
    /// Held for as long as the stream is open.
    place: OpenStream,
}

/// `GET /events`: the stamp of the session and what stands over every page, now and whenever they change.
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
    let listening =
        Listening { public: shared.public.clone(), stopped: shared.stopped.clone(), told: None, headline: None, place };
    Sse::new(events(listening)).into_response()
}

fn events(listening: Listening) -> impl Stream<Item = Result<Event, Infallible>> {
    unfold(listening, |mut listening| async move {
        let event = listening.next().await?;
        Some((Ok(event), listening))
    })
}

impl Listening {
    /// What has changed and is not told yet: first how far the session is, then what stands over every page.
    fn news(&mut self) -> Option<Event> {
        let public = self.public.borrow_and_update();
        let public = public.as_ref()?;
        if self.told.as_ref() != Some(&public.stamp) {
            self.told = Some(public.stamp.clone());
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
