//! The pages of a person who is in.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::Deserialize;

use super::join::{self, Pass, Queried, pass};
use super::refusing::{Filled, Part, status};
use super::shared::{Gone, Shared, gone, html, to};
use crate::domain::response::Answer;
use crate::live::page::{CurrentPage, Visit, after, asked_at, guess_of, place_of};
use crate::live::protocol::{Done, Entry, OtherSide, Refused};
use crate::live::room::{Given, PersonView, Phase, Receipt, Refusal, Request, Shown};
use crate::wording::refused as words;

/// An answer, as the form on the page sends it.
#[derive(Debug, Deserialize)]
pub struct Choice {
    round: u8,
    seq: u64,
    answer: Option<String>,
    /// Of a guess, the side that is guessed.
    of: Option<String>,
}

struct Known {
    pass: Pass,
    view: PersonView,
    shown: Option<Arc<Shown>>,
}

/// Why nobody is known who asks.
enum Stranger {
    New,
    /// They were refused as they came back.
    Refused(Refused),
    Gone,
}

async fn look(shared: &Shared, headers: &HeaderMap) -> Result<Known, Stranger> {
    let public = shared.public().await.map_err(|Gone| Stranger::Gone)?;
    let pass = pass(headers, public.setup.id).ok_or(Stranger::New)?;
    shared.confirm(pass.person).await.map_err(Stranger::Refused)?;
    // Somebody whose place was freed is told so.
    let unknown = || Stranger::Refused(Refusal::Unknown.into());
    let view = shared.look(pass.person).await.map_err(|Gone| Stranger::Gone)?.ok_or_else(unknown)?;
    let shown = shared.shown(&view).await;
    Ok(Known { pass, view, shown })
}

/// Who asks, and how they stand; or the page that lets them in.
async fn known(shared: &Shared, headers: &HeaderMap) -> Result<Known, Response> {
    match look(shared, headers).await {
        Ok(known) => Ok(known),
        Err(stranger) => Err(door(shared, stranger, (Entry::default(), None)).await),
    }
}

/// The page that lets somebody in, with what was filled in and what was wrong with it.
async fn door(shared: &Shared, stranger: Stranger, (entry, wrong): (Entry, Option<Refused>)) -> Response {
    match stranger {
        Stranger::New => join::page(shared, &entry, wrong.as_ref()).await,
        Stranger::Refused(why) => join::page(shared, &entry, Some(&why)).await,
        Stranger::Gone => gone(),
    }
}

impl Known {
    fn visit(&self) -> Visit<'_> {
        Visit { note: None, by_hand: self.pass.by_hand, shown: self.shown.as_deref() }
    }

    fn page(&self, shared: &Shared, place: CurrentPage) -> Response {
        html(StatusCode::OK, shared.pages.at(place, &self.view, self.visit()))
    }
}

/// `GET /`: wherever the person is, or the page that lets them in.
pub async fn home(
    State(shared): State<Arc<Shared>>,
    queried: Queried,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let known = match look(&shared, &headers).await {
        Ok(known) => known,
        Err(stranger) => return Err(door(&shared, stranger, join::asked(queried, None)).await),
    };
    Ok(match place_of(&known.view) {
        place @ (CurrentPage::Waiting | CurrentPage::Again | CurrentPage::Discussing) => known.page(&shared, place),
        place => to(&place.path()),
    })
}

pub async fn item(
    State(shared): State<Arc<Shared>>,
    Part(number): Part<usize>,
    headers: HeaderMap,
) -> Result<Response, Response> {
    one(&shared, CurrentPage::Item(number), &headers).await
}

pub async fn guess(
    State(shared): State<Arc<Shared>>,
    Part(number): Part<usize>,
    headers: HeaderMap,
) -> Result<Response, Response> {
    one(&shared, CurrentPage::Guess(number), &headers).await
}

/// What is asked at a place, while it is.
async fn one(shared: &Shared, place: CurrentPage, headers: &HeaderMap) -> Result<Response, Response> {
    let known = known(shared, headers).await?;
    let is_there = known.view.progress.is_answering() && asked_at(place, &known.view).is_some();
    Ok(if is_there { known.page(shared, place) } else { to("/") })
}

/// `GET /guess`: before the guesses, once the statements are done with.
pub async fn guessing(State(shared): State<Arc<Shared>>, headers: HeaderMap) -> Result<Response, Response> {
    let known = known(&shared, &headers).await?;
    let view = &known.view;
    let is_open = view.progress.is_answering() && view.guesses().is_some();
    let has_done = view.person.finished || matches!(place_of(view), CurrentPage::Guessing | CurrentPage::Guess(_));
    Ok(match guess_of(view) {
        _ if !is_open => to("/"),
        CurrentPage::Guessing if has_done => known.page(&shared, CurrentPage::Guessing),
        place if has_done => to(&place.path()),
        _ => to("/all"),
    })
}

pub async fn all(State(shared): State<Arc<Shared>>, headers: HeaderMap) -> Result<Response, Response> {
    let known = known(&shared, &headers).await?;
    Ok(if known.view.progress.is_answering() { known.page(&shared, CurrentPage::All) } else { to("/") })
}

/// `POST /item/{number}`: an answer by form. Without one, it leads to the next item all the same.
pub async fn answer(
    State(shared): State<Arc<Shared>>,
    Part(number): Part<usize>,
    headers: HeaderMap,
    Filled(filled): Filled<Choice>,
) -> Result<Response, Response> {
    // Whoever sends a guess here means nothing that was asked.
    give(&shared, CurrentPage::Item(number), &headers, Choice { of: None, ..filled }).await
}

/// `POST /guess/{number}`: a guess by form. Without one, it leads to the next all the same.
pub async fn give_guess(
    State(shared): State<Arc<Shared>>,
    Part(number): Part<usize>,
    headers: HeaderMap,
    Filled(filled): Filled<Choice>,
) -> Result<Response, Response> {
    give(&shared, CurrentPage::Guess(number), &headers, filled).await
}

async fn give(shared: &Shared, place: CurrentPage, headers: &HeaderMap, filled: Choice) -> Result<Response, Response> {
    let known = known(shared, headers).await?;
    let Some(answer) = filled.answer.as_deref() else { return Ok(next(&known.view, place)) };
    let Some(item) = asked_at(place, &known.view) else { return Ok(nowhere(shared, &known.view, place).await) };
    let (Ok(answer), Ok(of)) = (answer.parse::<Answer>(), filled.of.map(|side| side.parse()).transpose()) else {
        return Err(refused(shared, &Refused::NoAnswer, place).await);
    };
    let given = Given { of, ..Given::new(filled.round, item, filled.seq, answer) };
    let person = known.pass.person;
    Ok(match shared.ask(Request::Answer { person, given }).await {
        Ok(Ok(Receipt::Stands { mark, fresh })) if !fresh && mark.answer != answer => {
            outdated(shared, known, place).await
        }
        Ok(Ok(_)) => next(&known.view, place),
        Ok(Err(refusal)) => refused(shared, &refusal.into(), place).await,
        Err(Gone) => gone(),
    })
}

fn next(view: &PersonView, place: CurrentPage) -> Response {
    to(&after(place, view).path())
}

/// There is nothing to answer there, or not any more, which whoever answered is told.
async fn nowhere(shared: &Shared, view: &PersonView, place: CurrentPage) -> Response {
    let is_over = !view.progress.is_answering() && !matches!(view.progress.phase, Phase::Lobby);
    if is_over { refused(shared, &Refusal::Closed.into(), place).await } else { to("/") }
}

/// The form was older than the answer that stands: it says so, and shows what stands.
async fn outdated(shared: &Shared, known: Known, place: CurrentPage) -> Response {
    let visit = Visit { note: Some(words::OUTDATED), ..known.visit() };
    match shared.look(known.pass.person).await {
        Ok(Some(view)) => html(StatusCode::OK, shared.pages.at(place, &view, visit)),
        _ => to("/"),
    }
}

async fn refused(shared: &Shared, refused: &Refused, place: CurrentPage) -> Response {
    let again = place.path();
    let (heading, text, again) = match refused {
        Refused::Room(Refusal::NotSaved(why)) => ("Not saved", words::not_saved_help(why), again.as_str()),
        Refused::Room(Refusal::Stopped) => (words::NOT_TAKEN_STOPPED, words::NOT_TAKEN_STOPPED_HELP.to_owned(), "/"),
        Refused::Room(Refusal::Closed) => ("Not taken", words::NOT_TAKEN_CLOSED_HELP.to_owned(), "/"),
        other => (words::NOT_TAKEN, other.say(), "/"),
    };
    shared.problem(status(refused), heading, &text, Some(again)).await
}

/// `GET /side`: whom the person answers for, to be changed until answering stops.
pub async fn side(State(shared): State<Arc<Shared>>, headers: HeaderMap) -> Result<Response, Response> {
    let view = known(&shared, &headers).await?.view;
    Ok(if view.progress.changes_sides() { html(StatusCode::OK, shared.pages.side(&view)) } else { to("/") })
}

/// `POST /side`: the person answers for another side. What is answered stays.
pub async fn change_side(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    Filled(other): Filled<OtherSide>,
) -> Result<Response, Response> {
    let person = known(&shared, &headers).await?.pass.person;
    let Ok(side) = other.side.parse() else { return Ok(to("/side")) };
    Ok(match shared.ask(Request::Side { person, side }).await {
        Ok(Ok(_)) => to("/"),
        Ok(Err(refusal)) => {
            let refused = Refused::from(refusal);
            shared.problem(status(&refused), words::SIDE_UNCHANGED, &refused.say(), Some("/")).await
        }
        Err(Gone) => gone(),
    })
}

pub async fn finish(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    Filled(done): Filled<Done>,
) -> Result<Response, Response> {
    let Known { pass, view, .. } = known(&shared, &headers).await?;
    // Whoever leaves statements open is asked to guess all the same.
    let is_of_statements = !view.person.finished && matches!(place_of(&view), CurrentPage::Item(_));
    let guesses = Some(guess_of(&view)).filter(|place| is_of_statements && *place == CurrentPage::Guessing);
    let on = guesses.unwrap_or(CurrentPage::All).path();
    Ok(match shared.ask(Request::Finish { person: pass.person, round: done.round }).await {
        Ok(Ok(_)) => to(&on),
        Ok(Err(Refusal::Stopped | Refusal::Closed | Refusal::NotYet)) => to("/all"),
        Ok(Err(refusal)) => {
            let refused = Refused::from(refusal);
            shared.problem(status(&refused), "Not saved", &refused.say(), Some("/all")).await
        }
        Err(Gone) => gone(),
    })
}
