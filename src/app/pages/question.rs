//! The questions that are asked one a screen, beside the items.

use tui_input::Input;

use super::seat;
use crate::app::Setup;
use crate::app::screens::Screen;
use crate::app::screens::begin::{self, Begin};
use crate::app::screens::first_step::{Asked, FirstStep};
use crate::app::screens::following_up::FollowingUp;
use crate::app::screens::room;
use crate::app::screens::seat::{self as place, Seat, Step};
use crate::app::screens::taking_on::TakingOn;
use crate::app::setup::time;
use crate::domain::questionnaire::Cause;
use crate::wording::{self, actions, count};

/// A question with what helps to answer it.
#[derive(Debug, Clone)]
pub struct Question<'a> {
    /// The question.
    pub text: String,
    /// What helps to answer it.
    pub help: String,
    /// The options to choose from; none where a text is typed.
    pub options: Vec<String>,
    /// The chosen option.
    pub chosen: Option<usize>,
    /// The text that is typed, if one is.
    pub field: Option<&'a Input>,
}

/// The question on the screen, if it is one that asks one.
pub fn question<'a>(screen: &'a Screen, setup: &Setup) -> Option<Question<'a>> {
    match screen {
        Screen::Begin(begin) => Some(begun(begin)),
        Screen::FollowingUp(following) => following_up(following, setup),
        Screen::TakingOn(taking) => Some(taking_on(taking)),
        Screen::Room(room) => match room.stage() {
            room::Stage::Acting(acting) => Some(first_step(&acting.name, room.pinned(), &acting.step)),
            _ => None,
        },
        Screen::Seat(Seat { stage: place::Stage::Entering(entering), .. }) if entering.step == Step::Code => {
            Some(seat::code(entering))
        }
        _ => None,
    }
}

fn begun(begin: &Begin) -> Question<'_> {
    let (text, help) = match begin.step {
        begin::Step::Side => {
            ("Which side do you answer for?", "Answer as somebody of that side: what you have seen from there.")
        }
        begin::Step::Label => (
            "Which Sales and which Marketing do you mean?",
            "A short name such as EMEA, without a date: a later run is compared by this name. It may stay empty.",
        ),
        begin::Step::Length => ("How much would you like to answer?", "More statements make a steadier figure."),
    };
    let options = match begin.step {
        begin::Step::Side => begin.sides.iter().map(|(_, name)| name.clone()).collect(),
        begin::Step::Label => Vec::new(),
        begin::Step::Length => begin.forms.iter().enumerate().map(|(at, form)| length(at, form.len())).collect(),
    };
    let field = (begin.step == begin::Step::Label).then_some(&begin.label);
    Question { text: text.to_owned(), help: help.to_owned(), options, chosen: begin.options().1, field }
}

fn length(at: usize, items: usize) -> String {
    let name = if at == 0 { "Full" } else { "Pulse" };
    format!("{name}: {}, about {}", count(items, "item", "items"), time(items))
}

fn following_up<'a>(following: &FollowingUp, setup: &Setup) -> Option<Question<'a>> {
    let (_, action) = following.asked()?;
    let (at, of) = following.progress();
    // No cause is named before the last answer is given.
    let whose = actions::whose(action);
    Some(Question {
        text: action.step().to_owned(),
        help: format!(
            "What became of this first step? Taken on {}: {whose}. Action {at} of {of}.",
            wording::day(action.taken(), &setup.opened)
        ),
        options: ["Done", "Still going", "Dropped"].map(str::to_owned).to_vec(),
        chosen: following.cursor,
        field: None,
    })
}

fn taking_on(taking: &TakingOn) -> Question<'_> {
    if !taking.choosing {
        let about = taking.about();
        return first_step(about.map(|cause| cause.name.as_str()).unwrap_or_default(), about, &taking.step);
    }
    let causes = taking.from.assessment.questionnaire().causes();
    Question {
        text: "Which cause do you want to act on?".to_owned(),
        help: "One first step at a time; at most three.".to_owned(),
        options: taking.causes.iter().filter_map(|&at| causes.get(at)).map(|cause| cause.name.clone()).collect(),
        chosen: Some(taking.cause),
        field: None,
    }
}

fn first_step<'a>(name: &str, cause: Option<&Cause>, step: &'a FirstStep) -> Question<'a> {
    let (text, help) = match step.asked {
        Asked::What => (
            format!("{name}: what will you do first?"),
            if cause.is_some_and(|cause| step.is_suggestion_taken(cause)) {
                "The suggested step is taken on already, and still waits. Type another one."
            } else {
                "A suggestion stands here. Put it into your own words."
            },
        ),
        Asked::Owner => {
            ("Who takes it on?".to_owned(), "A name, or the names of both who do it together. It may stay empty.")
        }
        Asked::Due => ("By when?".to_owned(), "A date such as 2026-12-15. It may stay empty."),
        Asked::Past(day) => {
            (format!("{} is past. Keep it?", actions::day(day)), "A step whose day is past is overdue at once.")
        }
    };
    Question { text, help: help.to_owned(), options: Vec::new(), chosen: None, field: step.typed() }
}
