//! What phones get: plain pages that work without scripts, and are kinder with them.
//! The templates lie beside this file.

mod place;
#[cfg(test)]
mod tests;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use minijinja::value::{Serde, Value};
use minijinja::{Environment, Error, context};
use serde::Serialize;

use super::protocol::stamp;
use super::room::{PersonView, Phase, Progress, SeatView, Setup, Shown};
use crate::domain::questionnaire::{Item, Questionnaire};
use crate::domain::response::Answer;
use crate::markup;
use crate::wording::actions::TAKEN_ON;
use crate::wording::guess::EXPECTED;
use crate::wording::room;
use crate::wording::seat::{self as told, Device};
use crate::wording::trend::SECOND_ROUND;
use crate::wording::voices;

use place::first_open;
pub use place::{Place, after, asked_at, guess_of, place_of};

/// The style sheet of every page.
pub const STYLE: &str = include_str!("page.css");
/// The script of every page. Everything works without it, and where a browser lacks what it needs it does nothing.
pub const SCRIPT: &str = include_str!("page.js");

/// The style sheet and the script of the big screen for people elsewhere.
pub const SCREEN_STYLE: &str = include_str!("screen.css");
pub const SCREEN_SCRIPT: &str = include_str!("screen.js");

const TEMPLATES: [(&str, &str); 16] = [
    ("base.html", include_str!("base.html")),
    ("join.html", include_str!("join.html")),
    ("arrived.html", include_str!("arrived.html")),
    ("wait.html", include_str!("wait.html")),
    ("shown.html", include_str!("shown.html")),
    ("kept.html", include_str!("kept.html")),
    ("again.html", include_str!("again.html")),
    ("guess.html", include_str!("guess.html")),
    ("item.html", include_str!("item.html")),
    ("all.html", include_str!("all.html")),
    ("discuss.html", include_str!("discuss.html")),
    ("side.html", include_str!("side.html")),
    ("leave.html", include_str!("leave.html")),
    ("left.html", include_str!("left.html")),
    ("problem.html", include_str!("problem.html")),
    ("screen.html", include_str!("screen.html")),
];

/// The pages, ready to be filled.
#[derive(Debug)]
pub struct Pages {
    templates: Environment<'static>,
}

impl Pages {
    /// Reads the pages.
    pub fn new() -> Result<Self, Error> {
        Ok(Self { templates: markup::templates(&TEMPLATES)? })
    }

    /// The page on which a person says whom they answer for.
    pub fn join(&self, frame: &Frame, joining: &Joining<'_>) -> Result<String, Error> {
        self.fill("join.html", join(frame, joining))
    }

    /// The page between joining and the session, which shows nothing of anybody.
    pub fn arrived(&self, frame: &Frame) -> Result<String, Error> {
        self.fill("arrived.html", context! { frame => frame.value() })
    }

    /// The page of a place in the session, as it is for this visit.
    pub fn at(&self, place: Place, view: &PersonView, visit: Visit<'_>) -> Result<String, Error> {
        let frame = Frame::of_person(view);
        match place {
            Place::Item(number) => self.fill("item.html", item(&frame, view, number, visit)),
            Place::Guess(number) => self.fill("item.html", guess(&frame, view, number, visit)),
            Place::Guessing => self.fill("guess.html", guessing(&frame, view)),
            Place::All => self.fill("all.html", all(&frame, view)),
            Place::Again => self.fill("again.html", again(&frame, view)),
            Place::Discussing => self.fill("discuss.html", discuss(&frame, view, visit)),
            Place::Waiting => {
                let kept = visit.shown.filter(|_| view.progress.phase == Phase::Ended);
                let kept = kept.map(|shown| self.kept(&frame, view, shown)).transpose()?;
                self.fill("wait.html", wait(&frame, view, (visit.shown, kept)))
            }
        }
    }

    /// The page on which a person says whom they answer for after all.
    pub fn side(&self, view: &PersonView) -> Result<String, Error> {
        let frame = Frame::of_person(view);
        let chosen = view.person.side.as_str();
        let content = context! {
            frame => frame.value(), sides => sides(&view.setup), chosen, which_side => told::WHICH_SIDE,
            guesses_go => (view.progress.guesses(&view.setup.questionnaire) > 0).then_some(told::GUESSES_GO),
            joined => true,
        };
        self.fill("side.html", content)
    }

    /// The page that says what leaving a phone does, before it is done.
    pub fn leave(&self, frame: &Frame) -> Result<String, Error> {
        self.fill("leave.html", context! { frame => frame.value(), joined => true })
    }

    /// The page of a phone that was left, which shows nothing of anybody.
    pub fn left(&self, frame: &Frame) -> Result<String, Error> {
        self.fill("left.html", context! { frame => frame.value(), left => true })
    }

    /// A page that says what went wrong and how to go on.
    pub fn problem(&self, frame: &Frame, heading: &str, text: &str, again: Option<&str>) -> Result<String, Error> {
        self.fill("problem.html", context! { frame => frame.value(), heading, text, again })
    }

    /// The big screen for people elsewhere: a drawing, and the place that is kept for whoever looks at it.
    pub fn screen(&self, place: u64, drawing: String) -> Result<String, Error> {
        let drawing = Value::from_safe_string(drawing);
        self.fill("screen.html", context! { title => room::SCREEN_TITLE, lost => room::SCREEN_LOST, place, drawing })
    }

    /// The page that a phone keeps of the session, as an address that holds all of it: nobody has to be asked for it.
    fn kept(&self, frame: &Frame, view: &PersonView, shown: &Shown) -> Result<String, Error> {
        let day = view.setup.created.strftime("%-d %B %Y").to_string();
        let page = self.fill(
            "kept.html",
            context! { frame => frame.value(), shown => shown_value(shown), words => words(), day },
        )?;
        Ok(format!("data:text/html;charset=utf-8;base64,{}", STANDARD.encode(page)))
    }

    fn fill(&self, name: &str, content: Value) -> Result<String, Error> {
        self.templates.get_template(name)?.render(content)
    }
}

/// What stands on every page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Frame {
    title: String,
    label: String,
    language: String,
    rehearsal: bool,
    stamp: String,
    session: String,
    /// What stands in place of the name while it holds.
    notice: Option<String>,
}

impl Frame {
    /// The frame of what a person in the session sees.
    fn of_person(view: &PersonView) -> Self {
        Self {
            notice: view.progress.stops.map(|stops| told::stops(stops.minutes)),
            ..Self::of(&view.setup, stamp(&view.progress, view.record.as_deref()))
        }
    }

    /// The frame of a session that stands where this stamp says.
    pub fn of(setup: &Setup, stamp: String) -> Self {
        let head = setup.questionnaire.head();
        Self {
            title: head.title.clone(),
            label: setup.label.as_str().to_owned(),
            language: head.language.clone(),
            rehearsal: setup.rehearsal,
            stamp,
            session: setup.id.short(),
            notice: None,
        }
    }

    /// The frame, as pages name its parts.
    pub(super) fn value(&self) -> Value {
        Value::from(Serde(self))
    }
}

/// What else a page of a person who is in depends on.
#[derive(Debug, Clone, Copy, Default)]
pub struct Visit<'a> {
    /// What happened.
    pub note: Option<&'a str>,
    /// Whether a statement stays, once it is answered, until the person goes on.
    pub by_hand: bool,
    /// What the room was shown.
    pub shown: Option<&'a Shown>,
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
    /// The field that it is to be mended in: `code` or `side`; of none where that does not help.
    pub mend: Option<&'a str>,
    /// Why nobody can come in just now.
    pub shut: Option<&'a str>,
    /// Whether a statement is to stay, once it is answered, until the person goes on.
    pub by_hand: bool,
}

fn asked(view: &PersonView) -> impl Iterator<Item = &Item> + Clone {
    view.progress.asked(&view.setup.questionnaire)
}

fn join(frame: &Frame, joining: &Joining<'_>) -> Value {
    let head = joining.setup.questionnaire.head();
    let sides = sides(joining.setup);
    let words: Vec<Value> =
        head.words.iter().map(|word| context! { term => word.term.as_str(), text => word.text.as_str() }).collect();
    let here = joining.link.map_or_else(|| "/".to_owned(), |link| format!("/j/{link}"));
    context! {
        frame => frame.value(), sides, words,
        refresh => joining.shut.is_some(),
        length => told::length(
            joining.progress.asked(&joining.setup.questionnaire).count(),
            joining.progress.guesses(&joining.setup.questionnaire),
        ),
        turning => turning(&here, joining.by_hand),
        here,
        shut => joining.shut,
        mend => joining.mend,
        by_hand => joining.by_hand,
        intro => head.intro.as_str(),
        held => told::held(Device::Phone),
        drop => told::DROP,
        which_side => told::WHICH_SIDE,
        confidential => told::CONFIDENTIAL,
        stored => told::stored(joining.progress.least_shown(&joining.setup.questionnaire)),
        in_full => told::in_full(Device::Phone),
        code => joining.code,
        link => joining.link,
        chosen => joining.side,
        problem => joining.problem,
    }
}

fn sides(setup: &Setup) -> Vec<Value> {
    let sides = setup.questionnaire.head().sides.iter();
    sides.map(|side| context! { id => side.id.as_str(), name => side.name.as_str() }).collect()
}

/// How pages turn, and the way to have it otherwise.
fn turning(here: &str, by_hand: bool) -> Value {
    if by_hand {
        context! { told => told::STAYS, other => told::BY_ITSELF, href => here }
    } else {
        context! { told => told::TURNS, other => told::BY_HAND, href => format!("{here}?turn=hand") }
    }
}

fn item(frame: &Frame, view: &PersonView, number: usize, visit: Visit<'_>) -> Value {
    let item = asked(view).nth(number.saturating_sub(1)).map(|item| asked_item(view, item));
    let back = (number > 1).then(|| Place::Item(number - 1));
    context! {
        item,
        total => asked(view).count(),
        done => view.answered(),
        save => "Save ›", go_on => "Next ›",
        ..one(frame, view, (Place::Item(number), back), visit)
    }
}

fn guess(frame: &Frame, view: &PersonView, number: usize, visit: Visit<'_>) -> Value {
    let Some((guesses, side)) = view.guesses() else { return Value::UNDEFINED };
    let asked = guesses.asked_at(number.saturating_sub(1));
    let back = if number > 1 { Place::Guess(number - 1) } else { Place::Item(self::asked(view).count()) };
    let is_given = asked.is_some_and(|item| view.mark(&item.id).is_some());
    context! {
        item => asked.map(|item| asked_item(view, item)),
        what => "Guess",
        of => side.id.as_str(),
        total => guesses.len(),
        done => given(view, &guesses),
        save => "Next ›", go_on => if is_given { "Next ›" } else { "Skip ›" },
        ..one(frame, view, (Place::Guess(number), Some(back)), visit)
    }
}

/// What the pages of statements and guesses have in common.
fn one(frame: &Frame, view: &PersonView, (place, back): (Place, Option<Place>), visit: Visit<'_>) -> Value {
    let number = match place {
        Place::Item(number) | Place::Guess(number) => number,
        _ => 0,
    };
    context! {
        frame => frame.value(),
        note => visit.note,
        turns => !visit.by_hand,
        joined => true,
        round => view.progress.round,
        place => number,
        action => place.path(),
        back => back.map(Place::path),
        next => after(place, view).path(),
    }
}

/// How many guesses are given.
fn given(view: &PersonView, guesses: &Questionnaire) -> usize {
    guesses.asked().filter(|item| view.mark(&item.id).is_some()).count()
}

fn guessing(frame: &Frame, view: &PersonView) -> Value {
    let lines = view.guesses().map(|(guesses, side)| told::guessing(Device::Phone, &side.name, guesses.len()));
    context! {
        frame => frame.value(), lines,
        heading => told::GUESSING,
        begin => told::BEGIN,
        skip => told::SKIP_ALL,
        round => view.progress.round,
        joined => true,
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
        // A guess has none apart from the scale.
        answers => points.chain((!item.scale.na.is_empty()).then_some(apart)).collect::<Vec<Value>>(),
    }
}

fn all(frame: &Frame, view: &PersonView) -> Value {
    let row = |item: &Item| context! { text => item.text.as_str(), answer => answer_label(view, item) };
    let items: Vec<Value> = asked(view).map(row).collect();
    let guesses = view.guesses().map(|(guesses, side)| {
        context! {
            heading => told::your_guesses(&side.name),
            told => told::guessed(given(view, &guesses), guesses.len()),
            next => Some(guess_of(view)).filter(|place| *place != Place::All).map(Place::path),
            stem => guesses.asked().next().map(|item| item.scale.stem.as_str()),
            items => guesses.asked().map(row).collect::<Vec<Value>>(),
        }
    });
    let (total, done) = (items.len(), view.answered());
    let open = total.saturating_sub(done);
    let complete = open == 0 || view.person.finished;
    context! {
        frame => frame.value(), items, total, done, open, guesses,
        no_guess => told::NO_GUESS,
        heading => if complete { "Thank you" } else { "Your answers" },
        finished => view.person.finished,
        next_open => format!("/item/{}", first_open(view).unwrap_or(1)),
        round => view.progress.round,
        closing => view.setup.questionnaire.head().closing.as_str(),
        joined => true,
    }
}

fn answer_label(view: &PersonView, item: &Item) -> Option<String> {
    Some(item.scale.words(view.mark(&item.id)?.answer).to_owned())
}

fn again(frame: &Frame, view: &PersonView) -> Value {
    let lines = told::again(&view.again(), asked(view).count());
    context! {
        frame => frame.value(), lines,
        heading => told::SECOND_ROUND,
        begin => told::BEGIN,
        joined => true,
    }
}

fn shown_value(shown: &Shown) -> Value {
    Value::from(Serde(shown))
}

/// What stands over and under what the room was shown.
fn words() -> Value {
    context! {
        shown => told::SHOWN, scale => told::SCALE, second => SECOND_ROUND, steps => TAKEN_ON, expected => EXPECTED,
        no_evidence => told::NO_EVIDENCE,
    }
}

fn discuss(frame: &Frame, view: &PersonView, visit: Visit<'_>) -> Value {
    let figures = visit.shown.zip(view.discussed()).and_then(|(shown, cause)| shown.cause(&cause.id));
    let figures = figures.map(|cause| context! { heading => told::EVERYONE, cause => Value::from(Serde(cause)) });
    let voices = voices(&view.setup.questionnaire);
    let cause = view.discussed().map(|cause| {
        context! {
            heading_label => voices.heading, says => voices.says, sees => voices.sees, note => voices.note,
            name => cause.name.as_str(), heading => cause.heading.as_str(), situation => cause.situation.as_str(),
            experience => cause.experience.as_deref(), experience_note => cause.experience_note.as_deref(), prompts => cause.prompts.clone(),
        }
    });
    context! { frame => frame.value(), cause, figures, refresh => true, joined => true }
}

fn wait(frame: &Frame, view: &PersonView, (shown, kept): (Option<&Shown>, Option<String>)) -> Value {
    let (heading, lines) = SeatView::from(view).waiting(Device::Phone);
    let over = view.progress.phase == Phase::Ended;
    context! {
        frame => frame.value(), lines, over, kept,
        changes_sides => view.progress.changes_sides(),
        heading => if over { told::OVER } else { heading },
        shown => shown.map(shown_value),
        words => words(),
        save => told::SAVE,
        file => format!("undercurrent-{}.html", view.setup.created.strftime("%Y-%m-%d")),
        may_close => told::MAY_CLOSE,
        refresh => !over,
        joined => true,
    }
}
