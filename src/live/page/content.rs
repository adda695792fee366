//! What stands in the pages.

use minijinja::context;
use minijinja::value::Value;

use super::Frame;
use crate::domain::questionnaire::Item;
use crate::domain::response::Answer;
use crate::live::room::{PersonView, Phase, Progress, SeatView, Setup};
use crate::wording::seat::{self as told, Device};
use crate::wording::voices;

/// Where in the session a person is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Nothing to do for now.
    Waiting,
    /// At an item of this round, counted from 1.
    Item(usize),
    /// At the list of all items.
    All,
    /// At the cause that the room talks about.
    Discussing,
}

/// What the page for joining needs.
#[derive(Debug, Clone, Copy)]
pub struct Joining<'a> {
    /// What the session started from.
    pub setup: &'a Setup,
    /// How far it has come.
    pub progress: &'a Progress,
    /// The code as typed so far.
    pub code: &'a str,
    /// The end of the link, when the person came by it; then no code is asked for.
    pub link: Option<&'a str>,
    /// The side as chosen so far.
    pub side: Option<&'a str>,
    /// What was wrong with the last attempt.
    pub problem: Option<&'a str>,
}

/// Where a person is who did not say where to go: at the first item without an answer while answering is open.
pub fn place_of(view: &PersonView) -> Place {
    match view.progress.phase {
        Phase::Answering => first_open(view).filter(|_| !view.person.finished).map_or(Place::All, Place::Item),
        Phase::Revealed if view.discussed().is_some() => Place::Discussing,
        _ => Place::Waiting,
    }
}

fn first_open(view: &PersonView) -> Option<usize> {
    asked(view).position(|item| view.mark(&item.id).is_none()).map(|at| at + 1)
}

fn asked(view: &PersonView) -> impl Iterator<Item = &Item> + Clone {
    view.progress.asked(&view.setup.questionnaire)
}

pub fn join(frame: &Frame, joining: &Joining<'_>) -> Value {
    let head = joining.setup.questionnaire.head();
    let sides: Vec<Value> =
        head.sides.iter().map(|side| context! { id => side.id.as_str(), name => side.name.as_str() }).collect();
    let words: Vec<Value> =
        head.words.iter().map(|word| context! { term => word.term.as_str(), text => word.text.as_str() }).collect();
    context! {
        frame => frame.value(), sides, words,
        refresh => false,
        joined => false,
        intro => head.intro.as_str(),
        which_side => told::WHICH_SIDE,
        confidential => told::CONFIDENTIAL,
        stored => told::stored(joining.progress.min_people),
        in_full => told::in_full(Device::Phone),
        code => joining.code,
        link => joining.link,
        chosen => joining.side,
        problem => joining.problem,
    }
}

pub fn item(frame: &Frame, view: &PersonView, number: usize, note: Option<&str>) -> Value {
    let total = asked(view).count();
    let item = asked(view).nth(number.saturating_sub(1)).map(|item| asked_item(view, item));
    context! {
        frame => frame.value(), note, total,
        item,
        refresh => false,
        joined => true,
        round => view.progress.round,
        place => number,
        done => view.person.marks.len(),
        back => (number > 1).then(|| format!("/item/{}", number - 1)),
        next => if number < total { format!("/item/{}", number + 1) } else { "/all".to_owned() },
    }
}

fn asked_item(view: &PersonView, item: &Item) -> Value {
    let mark = view.mark(&item.id);
    let chosen = mark.map(|mark| mark.answer);
    let point = |value: i32, label: &str| {
        context! { value, label, chosen => chosen == Some(Answer::Value(value)), apart => false }
    };
    let apart = context! {
        value => "na", label => item.scale.na.as_str(), chosen => chosen == Some(Answer::DoesNotApply), apart => true,
    };
    let points = item.scale.points.iter().map(|each| point(each.value, &each.label));
    context! {
        id => view.setup.questionnaire.nameless(&item.id).map(|name| name.to_string()),
        stem => item.scale.stem.as_str(),
        text => item.text.as_str(),
        hint => item.hint.as_deref(),
        seq => mark.map_or(0, |mark| mark.seq),
        answers => points.chain([apart]).collect::<Vec<Value>>(),
    }
}

pub fn all(frame: &Frame, view: &PersonView) -> Value {
    let items: Vec<Value> =
        asked(view).map(|item| context! { text => item.text.as_str(), answer => answer_label(view, item) }).collect();
    let (total, done) = (items.len(), view.person.marks.len());
    let open = total.saturating_sub(done);
    let complete = open == 0 || view.person.finished;
    context! {
        frame => frame.value(), items, total, done, open,
        heading => if complete { "Thank you" } else { "Your answers" },
        finished => view.person.finished,
        next_open => format!("/item/{}", first_open(view).unwrap_or(1)),
        round => view.progress.round,
        closing => view.setup.questionnaire.head().closing.as_str(),
        refresh => false,
        joined => true,
    }
}

fn answer_label(view: &PersonView, item: &Item) -> Option<String> {
    match view.mark(&item.id)?.answer {
        Answer::Value(value) => item.scale.label(value).map(str::to_owned),
        Answer::DoesNotApply => Some(item.scale.na.clone()),
    }
}

pub fn discuss(frame: &Frame, view: &PersonView) -> Value {
    let voices = voices(&view.setup.questionnaire);
    let cause = view.discussed().map(|cause| {
        context! {
            heading_label => voices.heading, says => voices.says, sees => voices.sees, note => voices.note,
            name => cause.name.as_str(), heading => cause.heading.as_str(), situation => cause.situation.as_str(),
            experience => cause.experience.as_deref(), experience_note => cause.experience_note.as_deref(), prompts => cause.prompts.clone(),
        }
    });
    context! { frame => frame.value(), cause, refresh => true, joined => true }
}

pub fn wait(frame: &Frame, view: &PersonView) -> Value {
    let seat = SeatView::from(view);
    let (result, untied) = (seat.outcome().result(), Device::Phone.untied());
    let (heading, lines) = match view.progress.phase {
        Phase::Lobby | Phase::Answering => {
            ("You are in", vec![told::answers_for(seat.side()), told::waiting(asked(view).count())])
        }
        Phase::Closing => ("Answering is closed", vec![told::PUT_TOGETHER.to_owned()]),
        Phase::Closed => ("Answering is closed", vec![result, untied]),
        Phase::Revealed => ("Look at the screen", vec![result, untied]),
        Phase::Ended => {
            let kept = seat.outcome().kept();
            ("The session is over", vec![kept, untied, "You can close this page.".to_owned()])
        }
    };
    let over = view.progress.phase == Phase::Ended;
    context! { frame => frame.value(), heading, lines, over, refresh => !over, joined => true }
}
