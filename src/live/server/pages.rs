//! The pages of a person who is in.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::join;
use super::join::person;
use super::refusing::{Filled, Part, status};
use super::shared::{Gone, Shared};
use crate::domain::id::{Id, Token};
use crate::domain::response::Answer;
use crate::live::page::{Place, place_of};
use crate::live::protocol::{Done, Entry};
use crate::live::refused::Refused;
use crate::live::room::{Given, PersonView, Receipt, Refusal, Request};

/// An answer, as the form on the page sends it.
#[derive(Debug, Deserialize)]
pub struct Choice {
    round: u8,
    seq: u64,
    answer: Option<String>,
}

/// Who asks, and how they stand; or the page that lets them in.
async fn known(shared: &Shared, headers: &HeaderMap) -> Result<(Token, PersonView), Response> {
    let Ok(public) = shared.public().await else { return Err(shared.gone()) };
    let Some(token) = person(headers, public.setup.id) else {
        return Err(join::page(shared, &Entry::default(), None).await);
    };
    if let Err(refused) = shared.confirm(token).await {
        return Err(join::page(shared, &Entry::default(), Some(&refused)).await);
    }
    match shared.look(token).await {
        Ok(Some(view)) => Ok((token, view)),
        Ok(None) => Err(join::page(shared, &Entry::default(), None).await),
        Err(Gone) => Err(shared.gone()),
    }
}

/// `GET /`: wherever the person is.
pub async fn home(State(shared): State<Arc<Shared>>, headers: HeaderMap) -> Result<Response, Response> {
    let (_, view) = known(&shared, &headers).await?;
    Ok(match place_of(&view) {
        Place::Item(number) => Redirect::to(&format!("/item/{number}")).into_response(),
        Place::All => Redirect::to("/all").into_response(),
        place => shared.html(StatusCode::OK, shared.pages.at(place, &view, None)),
    })
}

/// `GET /item/{number}`: one item.
pub async fn item(
    State(shared): State<Arc<Shared>>,
    Part(number): Part<usize>,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let (_, view) = known(&shared, &headers).await?;
    Ok(match item_at(&view, number) {
        Some(_) => shared.html(StatusCode::OK, shared.pages.at(Place::Item(number), &view, None)),
        None => Redirect::to("/").into_response(),
    })
}

/// `GET /all`: the list of all items.
pub async fn all(State(shared): State<Arc<Shared>>, headers: HeaderMap) -> Result<Response, Response> {
    let (_, view) = known(&shared, &headers).await?;
    Ok(if view.progress.is_answering() {
        shared.html(StatusCode::OK, shared.pages.at(Place::All, &view, None))
    } else {
        Redirect::to("/").into_response()
    })
}

/// The item at a place of this round, counted from 1, while answering is open.
fn item_at(view: &PersonView, number: usize) -> Option<Id> {
    let mut asked = view.progress.asked(&view.setup.questionnaire).filter(|_| view.progress.is_answering());
    asked.nth(number.checked_sub(1)?).map(|item| item.id.clone())
}

/// `POST /item/{number}`: an answer by form. Without one, it leads to the next item all the same.
pub async fn answer(
    State(shared): State<Arc<Shared>>,
    Part(number): Part<usize>,
    headers: HeaderMap,
    Filled(filled): Filled<Choice>,
) -> Result<Response, Response> {
    let (person, view) = known(&shared, &headers).await?;
    let Some(item) = item_at(&view, number) else { return Ok(Redirect::to("/").into_response()) };
    let Some(answer) = filled.answer.as_deref() else { return Ok(next(&view, number)) };
    let Ok(answer) = answer.parse::<Answer>() else { return Err(refused(&shared, &Refused::NoAnswer, number).await) };
    let given = Given::new(filled.round, item, filled.seq, answer);
    Ok(match shared.ask(Request::Answer { person, given }).await {
        Ok(Ok(Receipt::Stands { mark, fresh })) if !fresh && mark.answer != answer => {
            outdated(&shared, person, number).await
        }
        Ok(Ok(_)) => next(&view, number),
        Ok(Err(refusal)) => refused(&shared, &refusal.into(), number).await,
        Err(Gone) => shared.gone(),
    })
}

fn next(view: &PersonView, number: usize) -> Response {
    match item_at(view, number + 1) {
        Some(_) => Redirect::to(&format!("/item/{}", number + 1)).into_response(),
        None => Redirect::to("/all").into_response(),
    }
}

/// The form was older than the answer that stands: it says so, and shows what stands.
async fn outdated(shared: &Shared, person: Token, number: usize) -> Response {
    let note = "That page was older than your latest answer, which is the one below. Choose again to change it.";
    match shared.look(person).await {
        Ok(Some(view)) => shared.html(StatusCode::OK, shared.pages.at(Place::Item(number), &view, Some(note))),
        _ => Redirect::to("/").into_response(),
    }
}

async fn refused(shared: &Shared, refused: &Refused, number: usize) -> Response {
    let again = format!("/item/{number}");
    let (heading, text, again) = match refused {
        Refused::Room(Refusal::NotSaved(why)) => {
            let text = format!("The laptop could not save your answer: {why}. Tell the facilitator, and try again.");
            ("Not saved", text, again.as_str())
        }
        Refused::Room(Refusal::Closed) => {
            let text = "This answer came after the close and does not count. Those saved before do.";
            ("Answering is closed", text.to_owned(), "/")
        }
        other => ("That answer was not taken", other.say(), "/"),
    };
    shared.problem(status(refused), heading, &text, Some(again)).await
}

/// `POST /finish`: the person leaves the rest open.
pub async fn finish(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    Filled(done): Filled<Done>,
) -> Result<Response, Response> {
    let (person, _) = known(&shared, &headers).await?;
    Ok(match shared.ask(Request::Finish { person, round: done.round }).await {
        Ok(Ok(_) | Err(Refusal::Closed | Refusal::NotYet)) => Redirect::to("/all").into_response(),
        Ok(Err(refusal)) => {
            let refused = Refused::from(refusal);
            shared.problem(status(&refused), "Not saved", &refused.say(), Some("/all")).await
        }
        Err(Gone) => shared.gone(),
    })
}
