//! The causes: choosing one, what is said of it, and what a second round changed. Nobody is followed from one round to
//! the next.

use std::sync::Arc;

use jiff::Zoned;

use super::phases::desk;
use crate::app::input::moved;
use crate::app::keys::Action;
use crate::app::pages::{Block, RoundRow, distributions, entry, figures, passages_of};
use crate::app::screens::everyone::Everyone;
use crate::app::screens::room::{HostView, Role, Room, Second, questionnaire};
use crate::domain::action::Action as Step;
use crate::domain::analysis::{EveryoneAnalysis, EveryoneCause, Order};
use crate::domain::disclosure::Hidden;
use crate::domain::everyone::Average;
use crate::domain::id::Id;
use crate::domain::questionnaire::{Cause, Questionnaire};
use crate::domain::severity::Severity;
use crate::domain::trend::TeamCause;
use crate::live::room::Showing;
use crate::wording;
use crate::wording::figures;
use crate::wording::room::DISCUSSED;
use crate::wording::trend::CHANGES;
use crate::wording::{Part, actions, session, several as words, trend, voices};

/// What there is to choose from.
#[derive(Debug, Clone)]
pub struct Causes {
    /// The first round's figures, with the chosen row; none before the reveal.
    pub everyone: Option<Everyone>,
    row: usize,
}

impl Causes {
    pub(super) fn of(seen: &HostView) -> Self {
        let mut causes = Self { everyone: None, row: 0 };
        causes.take(seen);
        causes
    }

    /// Takes in new figures of the same round, with the order and the choice as they were.
    pub(super) fn take(&mut self, seen: &HostView) {
        let first = seen.figures.as_ref().and_then(|figures| figures.first.as_ref());
        match (&mut self.everyone, first) {
            (Some(everyone), Some(first)) => everyone.analysis = Arc::clone(first),
            (everyone @ None, Some(first)) => *everyone = Some(Everyone::new(Arc::clone(first))),
            (everyone, None) => *everyone = None,
        }
    }

    pub fn listed<'a>(&'a self, seen: &'a HostView) -> Vec<&'a Cause> {
        match &self.everyone {
            Some(everyone) => everyone.causes().iter().map(|result| result.cause).collect(),
            None => seen.view.setup.questionnaire.causes().iter().collect(),
        }
    }

    pub fn row(&self) -> usize {
        self.everyone.as_ref().map_or(self.row, |everyone| everyone.row)
    }

    pub fn chosen<'a>(&'a self, seen: &'a HostView) -> Option<&'a Cause> {
        self.listed(seen).get(self.row()).copied()
    }

    /// Lists the causes in the order that is shown, with the choice on the cause that is chosen.
    pub(super) fn follow(&mut self, showing: &Showing, seen: &HostView) {
        if let Some(everyone) = &mut self.everyone {
            let usual = Everyone::new(Arc::clone(&everyone.analysis)).order;
            let known = |order: &Order| everyone.analysis.orders().contains(order);
            everyone.order = showing.order.filter(known).unwrap_or(usual);
        }
        let row = self.listed(seen).iter().position(|listed| Some(&listed.id) == showing.cursor.as_ref());
        *self.everyone.as_mut().map_or(&mut self.row, |everyone| &mut everyone.row) = row.unwrap_or(0);
    }

    /// The same with another row chosen, or in another order.
    pub(super) fn turned(&self, action: Action, showing: &Showing, seen: &HostView) -> Showing {
        let mut order = showing.order;
        let row = match (action, &self.everyone) {
            (Action::Order, Some(everyone)) => {
                order = Some(everyone.analysis.order_after(everyone.order));
                self.row()
            }
            (Action::Next, _) => (self.row() + 1).min(self.listed(seen).len().saturating_sub(1)),
            (Action::Previous, _) => self.row().saturating_sub(1),
            _ => moved(Some(self.row()), self.listed(seen).len(), action).unwrap_or(0),
        };
        let cursor = self.listed(seen).get(row).map(|cause| cause.id.clone());
        Showing { order, cursor, ..showing.clone() }
    }

    /// The cause in the row after this one, or before it.
    pub(super) fn beside(&self, cause: &Id, next: bool, seen: &HostView) -> Option<Id> {
        let listed = self.listed(seen);
        let row = listed.iter().position(|listed| &listed.id == cause)?;
        let row = if next { row.checked_add(1) } else { row.checked_sub(1) };
        listed.get(row?).map(|cause| cause.id.clone())
    }
}

/// What is said of the cause. The question stands first, and the remedy over it once it was asked for; over that only
/// that the sides see the cause differently, where they do. The whole room reads the figures in a line or two, and the
/// article and how everyone answered once they are asked for; the facilitator has all of it at hand.
pub(super) fn cause(room: &Room, cause: &Cause, now: &Zoned) -> Vec<Block> {
    let found = several(room).and_then(|several| Some((several, result(several, cause)?)));
    let asked = &room.view().setup.questionnaire;
    let (talk, asked_for) = (talk_before(room, cause), is_asked_for(room, cause));
    let mut page: Vec<Block> = Vec::new();
    if asked_for {
        page.extend(talk.iter().cloned().map(Block::Text));
        page.extend(remedy(asked, cause));
    }
    page.extend(question(room, cause));
    if room.role == Role::Console {
        page.extend(desk(room, now));
        page.extend(other_questions(room, cause));
    }
    let is_in_full = room.role == Role::Console || room.showing.answers;
    page.extend(found.iter().flat_map(|(several, result)| {
        if is_in_full { figures(several, result) } else { figures_in_short(several, result) }
    }));
    page.extend(change_of(room, cause));
    if room.showing.article {
        page.extend(article(room, cause, talk));
    } else if room.role == Role::Console {
        page.extend(touchy(room, cause));
        page.extend(passages_of(asked, cause, |part| part == Part::FirstStep));
    }
    if let Some(spread) = found.and_then(|(_, result)| result.figures.spread()).filter(|_| is_in_full) {
        page.extend(distributions(cause, spread));
    }
    page.extend(taken(room, now));
    page
}

/// Everyone's average, the gap and what the sides expected of each other, to be read by a whole room.
fn figures_in_short(several: &EveryoneAnalysis, result: &EveryoneCause<'_>) -> Vec<Block> {
    let gap = result.figures.gap.as_ref();
    let gap = gap.map_or_else(|| words::no_gap(several, result.figures), |gap| figures::gap(gap, several));
    let lines = [words::everyone(several, result), gap].into_iter();
    let lines = lines.chain(wording::guess::of_cause(several, result)).chain(words::withheld(result.figures.withheld));
    lines.map(Block::Text).collect()
}

/// The one question that the room talks about now.
fn question(room: &Room, cause: &Cause) -> Option<Block> {
    cause.prompts.get(room.showing.question.min(cause.prompts.len().saturating_sub(1))).cloned().map(Block::Title)
}

/// The other questions, for the facilitator alone.
fn other_questions(room: &Room, cause: &Cause) -> Vec<Block> {
    let others = cause.prompts.iter().enumerate().filter(|(at, _)| *at != room.showing.question);
    others.map(|(at, text)| entry(if at > room.showing.question { "Then" } else { "Before" }, text.clone())).collect()
}

/// That the remedy touches what somebody lives on, for the facilitator alone.
fn touchy(room: &Room, cause: &Cause) -> Option<Block> {
    let asked = &room.view().setup.questionnaire;
    let is_told = cause.care.is_some() && room.role == Role::Console && !room.showing.remedy;
    is_told.then(|| entry(voices(asked).remedy, session::BEHIND_A_KEY))
}

/// Whether the remedy is one that is shown only when asked for, and was.
const fn is_asked_for(room: &Room, cause: &Cause) -> bool {
    cause.care.is_some() && room.showing.remedy
}

/// What stands before the remedy of a cause that the sides see differently; its remedy never stands above that.
fn talk_before(room: &Room, cause: &Cause) -> Option<String> {
    let several = several(room)?;
    wording::several::talk_before(several, &result(several, cause)?)
}

fn several(room: &Room) -> Option<&EveryoneAnalysis> {
    room.causes.everyone.as_ref().map(|everyone| everyone.analysis.as_ref())
}

fn result<'a>(several: &'a EveryoneAnalysis, cause: &Cause) -> Option<EveryoneCause<'a>> {
    let place = several.questionnaire().causes().iter().position(|each| each.id == cause.id)?;
    several.cause(place)
}

/// What the article says; its remedy behind a key where it touches what somebody lives on.
fn article(room: &Room, cause: &Cause, talk: Option<String>) -> Vec<Block> {
    let asked = &room.view().setup.questionnaire;
    let mut blocks = passages_of(asked, cause, |part| {
        matches!(part, Part::Heading | Part::Situation | Part::Experience | Part::ExperienceNote)
    });
    match &cause.care {
        None => blocks.extend(talk.map(Block::Text).into_iter().chain(remedy(asked, cause))),
        Some(_) if room.showing.remedy || room.role == Role::Projector => {}
        Some(_) => blocks.push(entry(voices(asked).remedy, session::BEHIND_A_KEY)),
    }
    blocks.extend(passages_of(asked, cause, |part| part == Part::FirstStep));
    blocks
}

fn remedy(questionnaire: &Questionnaire, cause: &Cause) -> Vec<Block> {
    passages_of(questionnaire, cause, |part| matches!(part, Part::Remedy | Part::Care))
}

/// The steps that were taken on so far, in one line: `Taken on: Lead mismatch (Kim, by 15 December 2026)`.
pub fn taken_line(room: &Room) -> Option<String> {
    let text = |step: &Step| format!("{} ({})", cause_name(room, step), actions::whose(step));
    let all: Vec<String> = room.steps().iter().map(text).collect();
    (!all.is_empty()).then(|| format!("{}: {}", actions::TAKEN_ON, all.join(", ")))
}

/// The same, each in full.
pub(super) fn taken(room: &Room, now: &Zoned) -> Vec<Block> {
    let title = (!room.steps().is_empty()).then(|| Block::Title(actions::TAKEN_ON.to_owned()));
    let block = |step: &Step| entry(cause_name(room, step), actions::sentence(step, now));
    title.into_iter().chain(room.steps().iter().map(block)).collect()
}

fn cause_name<'a>(room: &'a Room, step: &'a Step) -> &'a str {
    room.view().record.as_ref().map_or("", |record| record.questionnaire().cause_name(step.cause()))
}

/// Everyone's figure and band, the gap, and what is said of it. What may not be shown is empty.
pub fn columns(result: &EveryoneCause<'_>) -> [String; 3] {
    let figure = |mean: Severity| format!("{:>3}  {}", mean.shown(), wording::mark(mean.band()));
    let (gap, verdict) = result.figures.gap.as_ref().map_or_else(Default::default, |gap| {
        (format!("{:>4}", figures::signed(gap.difference)), figures::verdict(gap.verdict).to_owned())
    });
    [result.severity().map(figure).unwrap_or_default(), gap, verdict]
}

/// The causes to choose from for a second round: the name, everyone's figure and band, the gap, whether the room has
/// talked about it, and what is said of the gap. What may not be shown is empty.
pub fn to_choose(room: &Room, causes: &[(Id, bool)]) -> Vec<[String; 5]> {
    let asked = questionnaire(room.view());
    let line = |(id, _): &(Id, bool)| {
        let cause = asked.causes().iter().find(|cause| &cause.id == id);
        let found = cause.and_then(|cause| result(several(room)?, cause));
        let [figure, gap, verdict] = found.as_ref().map(columns).unwrap_or_default();
        let discussed = if room.has_discussed(id) { DISCUSSED } else { "" };
        [asked.cause_name(id).to_owned(), figure, gap, discussed.to_owned(), verdict]
    };
    causes.iter().map(line).collect()
}

/// Both rounds side by side for the causes that were asked once more.
pub(super) fn change(room: &Room) -> Vec<Block> {
    let Some(second) = second(room) else {
        let sentence = match room.view().kept.get(&2) {
            None => session::NO_SECOND,
            Some(_) => session::WORKING,
        };
        return vec![Block::Text(sentence.to_owned())];
    };
    let causes = compared(room, second);
    let all = questionnaire(room.view());
    let figure = |average: &Result<Average, Hidden>| average.as_ref().ok().map(|average| average.mean);
    let row = |cause: &&TeamCause| RoundRow {
        row: trend::round_row(all, cause),
        figures: [&cause.first, &cause.second].map(figure).to_vec(),
    };
    let name = |cause: &TeamCause| all.causes().get(cause.places.1).map_or("", |cause| cause.name.as_str());
    let changes: Vec<_> = causes.iter().map(|cause| (name(cause), cause.change)).collect();
    let mut page = vec![Block::Title(trend::rounds_in_short(&changes))];
    page.push(Block::Rounds(causes.iter().map(row).collect()));
    page.push(Block::Title(CHANGES.to_owned()));
    page.extend(causes.iter().map(|cause| Block::Text(trend::round_sentence(all, (&second.change, cause)))));
    page.extend(trend::round_notes(&second.change).into_iter().map(Block::Text));
    page.push(Block::Quiet(trend::NO_REASON_BETWEEN_ROUNDS.to_owned()));
    page
}

/// What changed in one cause, if it was asked once more.
pub(super) fn change_of(room: &Room, cause: &Cause) -> Option<Block> {
    let all = questionnaire(room.view());
    let second = second(room)?;
    let causes = compared(room, second);
    let found =
        causes.into_iter().find(|each| all.causes().get(each.places.1).is_some_and(|one| one.id == cause.id))?;
    let sentence = trend::round_sentence(all, (&second.change, found));
    Some(entry(trend::HEADS[1], sentence))
}

fn second(room: &Room) -> Option<&Second> {
    room.seen.figures.as_ref()?.second.as_ref()
}

/// The causes that were asked once more, in the order of definition.
fn compared<'a>(room: &Room, second: &'a Second) -> Vec<&'a TeamCause> {
    let view = room.view();
    let causes = questionnaire(view).causes();
    let was_asked =
        |cause: &&TeamCause| causes.get(cause.places.1).is_some_and(|one| view.progress.causes.contains(&one.id));
    second.change.causes.iter().filter(was_asked).collect()
}
