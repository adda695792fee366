//! Where in the session a person is, where they are led, and what stands on each page.

use minijinja::context;
use minijinja::value::{Serde, Value};

use super::{Joining, Visit};
use crate::domain::id::Id;
use crate::domain::questionnaire::{Item, Questionnaire};
use crate::domain::response::Answer;
use crate::live::room::{ParticipantView, PersonView, Phase, Setup, Shown};
use crate::wording::actions::TAKEN_ON;
use crate::wording::guess::{EXPECTED, ONE_MORE_MINUTE};
use crate::wording::participant::{self, Device};
use crate::wording::trend::SECOND_ROUND;
use crate::wording::voices;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CurrentPage {
    Waiting,
    /// At an item of this round, counted from 1.
    Item(usize),
    Guessing,
    /// At a guess, counted from 1.
    Guess(usize),
    All,
    /// Before the first statement of a second round.
    Again,
    Discussing,
}

impl CurrentPage {
    /// The address of its page, where it has one of its own.
    pub fn path(self) -> String {
        match self {
            Self::Item(number) => format!("/item/{number}"),
            Self::Guessing => "/guess".to_owned(),
            Self::Guess(number) => format!("/guess/{number}"),
            Self::All => "/all".to_owned(),
            Self::Waiting | Self::Again | Self::Discussing => "/".to_owned(),
        }
    }

    /// The one after it, of things that are asked one by one.
    pub const fn next(self) -> Self {
        match self {
            Self::Item(number) => Self::Item(number + 1),
            Self::Guess(number) => Self::Guess(number + 1),
            other => other,
        }
    }
}

/// Where a person is who did not say where to go: at the first item without an answer while answering is open, and then
/// at the guesses.
pub fn place_of(view: &PersonView) -> CurrentPage {
    match view.progress.phase {
        Phase::Answering if view.is_before_second_round() => CurrentPage::Again,
        Phase::Answering if view.person.finished => CurrentPage::All,
        Phase::Answering => first_open(view).map_or_else(|| guess_of(view), CurrentPage::Item),
        Phase::Revealed if view.discussed().is_some() => CurrentPage::Discussing,
        _ => CurrentPage::Waiting,
    }
}

fn first_open(view: &PersonView) -> Option<usize> {
    asked(view).position(|item| view.mark(&item.id).is_none()).map(|at| at + 1)
}

/// Where a person is among the guesses: before them, at the one after the last that was given, or past them. One that
/// was skipped is not asked again.
pub fn guess_of(view: &PersonView) -> CurrentPage {
    let Some((guesses, _)) = view.guesses() else { return CurrentPage::All };
    match (0..guesses.len()).rfind(|at| guesses.asked_at(*at).is_some_and(|item| view.mark(&item.id).is_some())) {
        None => CurrentPage::Guessing,
        Some(last) if last + 1 < guesses.len() => CurrentPage::Guess(last + 2),
        Some(_) => CurrentPage::All,
    }
}

/// Where a person is led who has done with what is asked at a place.
pub fn after(place: CurrentPage, view: &PersonView) -> CurrentPage {
    match (asked_at(place.next(), view), place) {
        (Some(_), _) => place.next(),
        (None, CurrentPage::Item(_)) if !view.person.finished && guess_of(view) == CurrentPage::Guessing => {
            CurrentPage::Guessing
        }
        (None, _) => CurrentPage::All,
    }
}

/// What is asked at a place: the id of the item, or of the cause that is guessed.
pub fn asked_at(place: CurrentPage, view: &PersonView) -> Option<Id> {
    match place {
        CurrentPage::Item(number) => asked(view).nth(number.checked_sub(1)?).map(|item| item.id.clone()),
        CurrentPage::Guess(number) => Some(view.guesses()?.0.asked_at(number.checked_sub(1)?)?.id.clone()),
        _ => None,
    }
}

fn asked(view: &PersonView) -> impl Iterator<Item = &Item> + Clone {
    view.progress.asked(&view.setup.questionnaire)
}

pub(super) fn join(joining: &Joining<'_>) -> Value {
    let head = joining.setup.questionnaire.head();
    let sides = sides(joining.setup);
    let words: Vec<Value> =
        head.words.iter().map(|word| context! { term => word.term.as_str(), text => word.text.as_str() }).collect();
    let here = joining.link.map_or_else(|| "/".to_owned(), |link| format!("/j/{link}"));
    context! {
        sides, words,
        refresh => joining.shut.is_some(),
        length => participant::length(
            joining.progress.asked(&joining.setup.questionnaire).count(),
            joining.progress.guesses(&joining.setup.questionnaire),
        ),
        turning => turning(&here, joining.by_hand),
        here,
        shut => joining.shut,
        mend => joining.mend,
        by_hand => joining.by_hand,
        intro => head.intro.as_str(),
        held => participant::held(Device::Phone),
        drop => participant::DROP,
        which_side => participant::WHICH_SIDE,
        confidential => participant::CONFIDENTIAL,
        stored => participant::stored(joining.progress.least_shown(&joining.setup.questionnaire)),
        in_full => participant::in_full(Device::Phone),
        code => joining.code,
        link => joining.link,
        chosen => joining.side,
        problem => joining.problem,
    }
}

pub(super) fn sides(setup: &Setup) -> Vec<Value> {
    let sides = setup.questionnaire.head().sides.iter();
    sides.map(|side| context! { id => side.id.as_str(), name => side.name.as_str() }).collect()
}

/// How pages turn, and the way to have it otherwise.
fn turning(here: &str, by_hand: bool) -> Value {
    if by_hand {
        context! { sentence => participant::STAYS, other => participant::BY_ITSELF, href => here }
    } else {
        context! { sentence => participant::TURNS, other => participant::BY_HAND, href => format!("{here}?turn=hand") }
    }
}

pub(super) fn item(view: &PersonView, number: usize, visit: Visit<'_>) -> Value {
    let item = asked(view).nth(number.saturating_sub(1)).map(|item| asked_item(view, item));
    let back = (number > 1).then(|| CurrentPage::Item(number - 1));
    context! {
        item,
        total => asked(view).count(),
        done => view.answered(),
        save => "Save ›", go_on => "Next ›",
        ..one(view, (CurrentPage::Item(number), back), visit)
    }
}

pub(super) fn guess(view: &PersonView, number: usize, visit: Visit<'_>) -> Value {
    let Some((guesses, side)) = view.guesses() else { return Value::UNDEFINED };
    let asked = guesses.asked_at(number.saturating_sub(1));
    let back = if number > 1 { CurrentPage::Guess(number - 1) } else { CurrentPage::Item(self::asked(view).count()) };
    let is_given = asked.is_some_and(|item| view.mark(&item.id).is_some());
    context! {
        item => asked.map(|item| asked_item(view, item)),
        what => "Guess",
        of => side.id.as_str(),
        total => guesses.len(),
        done => given(view, &guesses),
        save => "Next ›", go_on => if is_given { "Next ›" } else { "Skip ›" },
        ..one(view, (CurrentPage::Guess(number), Some(back)), visit)
    }
}

/// What the pages of statements and guesses have in common.
fn one(view: &PersonView, (place, back): (CurrentPage, Option<CurrentPage>), visit: Visit<'_>) -> Value {
    let number = match place {
        CurrentPage::Item(number) | CurrentPage::Guess(number) => number,
        _ => 0,
    };
    context! {
        note => visit.note,
        turns => !visit.by_hand,
        joined => true,
        round => view.progress.round,
        place => number,
        action => place.path(),
        back => back.map(CurrentPage::path),
        next => after(place, view).path(),
    }
}

fn given(view: &PersonView, guesses: &Questionnaire) -> usize {
    guesses.asked().filter(|item| view.mark(&item.id).is_some()).count()
}

pub(super) fn guessing(view: &PersonView) -> Value {
    let lines = view.guesses().map(|(guesses, side)| participant::guessing(Device::Phone, &side.name, guesses.len()));
    context! {
        lines,
        heading => ONE_MORE_MINUTE,
        begin => participant::BEGIN,
        skip => participant::SKIP_ALL,
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

pub(super) fn all(view: &PersonView) -> Value {
    let row = |item: &Item| context! { text => item.text.as_str(), answer => answer_label(view, item) };
    let items: Vec<Value> = asked(view).map(row).collect();
    let guesses = view.guesses().map(|(guesses, side)| {
        context! {
            heading => participant::your_guesses(&side.name),
            sentence => participant::guessed(given(view, &guesses), guesses.len()),
            next => Some(guess_of(view)).filter(|place| *place != CurrentPage::All).map(CurrentPage::path),
            stem => guesses.asked().next().map(|item| item.scale.stem.as_str()),
            items => guesses.asked().map(row).collect::<Vec<Value>>(),
        }
    });
    let (total, done) = (items.len(), view.answered());
    let open = total.saturating_sub(done);
    let complete = open == 0 || view.person.finished;
    context! {
        items, total, done, open, guesses,
        no_guess => participant::NO_GUESS,
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

pub(super) fn again(view: &PersonView) -> Value {
    let lines = participant::again(&view.again(), asked(view).count());
    context! {
        lines,
        heading => participant::SECOND_ROUND,
        begin => participant::BEGIN,
        joined => true,
    }
}

/// What stands over and under what the room was shown.
pub(super) fn words() -> Value {
    context! {
        shown => participant::SHOWN, scale => participant::SCALE, second => SECOND_ROUND, steps => TAKEN_ON, expected => EXPECTED,
        no_evidence => participant::NO_EVIDENCE,
    }
}

pub(super) fn discuss(view: &PersonView, visit: Visit<'_>) -> Value {
    let figures = visit.shown.zip(view.discussed()).and_then(|(shown, cause)| shown.cause(&cause.id));
    let figures =
        figures.map(|cause| context! { heading => participant::EVERYONE, cause => Value::from(Serde(cause)) });
    let voices = voices(&view.setup.questionnaire);
    let cause = view.discussed().map(|cause| {
        context! {
            heading_label => voices.heading, says => voices.says, sees => voices.sees, note => voices.note,
            name => cause.name.as_str(), heading => cause.heading.as_str(), situation => cause.situation.as_str(),
            experience => cause.experience.as_deref(), experience_note => cause.experience_note.as_deref(), prompts => cause.prompts.clone(),
        }
    });
    context! { cause, figures, refresh => true, joined => true }
}

pub(super) fn wait(view: &PersonView, (shown, kept): (Option<&Shown>, Option<String>)) -> Value {
    let (heading, lines) = ParticipantView::from(view).waiting(Device::Phone);
    let over = view.progress.phase == Phase::Ended;
    context! {
        lines, over, kept,
        changes_sides => view.progress.changes_sides(),
        heading => if over { participant::OVER } else { heading },
        shown => shown.map(|shown| Value::from(Serde(shown))),
        words => words(),
        save => participant::SAVE,
        file => format!("undercurrent-{}.html", view.setup.created.strftime("%Y-%m-%d")),
        may_close => participant::MAY_CLOSE,
        refresh => !over,
        joined => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::Token;
    use crate::live::room::samples::{answer, answering, guess};
    use crate::live::room::{Request, Room};

    #[test]
    fn a_person_is_led_to_the_first_item_without_an_answer_and_then_to_the_list() {
        let mut room = answering(1, 0);
        let place = |room: &Room| place_of(&room.person_view(Token::new(1)).unwrap());
        assert_eq!(place(&room), CurrentPage::Item(1));
        answer(&mut room, 1, "leads-1", 1, 4).unwrap();
        assert_eq!(place(&room), CurrentPage::Item(2));
        for item in ["leads-2", "money-1", "money-2"] {
            answer(&mut room, 1, item, 1, 4).unwrap();
        }
        // Then come the guesses; one that was passed over is not asked again.
        assert_eq!(place(&room), CurrentPage::Guessing);
        guess(&mut room, 1, ("leads", "marketing"), 1, 4).unwrap();
        assert_eq!(place(&room), CurrentPage::Guess(2));
        guess(&mut room, 1, ("money", "marketing"), 1, 4).unwrap();
        assert_eq!(place(&room), CurrentPage::All);
        let mut room = answering(1, 0);
        room.ask(Request::Finish { person: Token::new(1), round: 1 }).unwrap();
        assert_eq!(place(&room), CurrentPage::All);
    }
}
