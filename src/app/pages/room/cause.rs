//! The cause that is being discussed: its figures, the questions for both sides, the article.

use jiff::Zoned;

use super::Block;
use super::change::change_of;
use super::desk::desk;
use crate::app::hosting::Role;
use crate::app::pages::cause::passages;
use crate::app::pages::entry;
use crate::app::pages::everyone::{distributions, figures};
use crate::app::screens::room::Room;
use crate::domain::action::Action;
use crate::domain::analysis::{EveryoneAnalysis, EveryoneCause};
use crate::domain::questionnaire::{Cause, Questionnaire};
use crate::wording::voices;
use crate::wording::{self, Part, actions};

/// Said in place of a remedy that should not stand on the wall unasked.
const BEHIND_A_KEY: &str = "It touches jobs, money, reporting lines, pay or hiring. Press v to show it.";

/// What is said of the cause: figures, prompts, article, first step, how everyone answered, what was taken on. The
/// remedy stands first once it was asked for; over it only that the sides see the cause differently, where they do.
pub(super) fn cause(room: &Room, cause: &Cause, now: &Zoned) -> Vec<Block> {
    let found = several(room).and_then(|several| Some((several, result(several, cause)?)));
    let asked = &room.view().setup.questionnaire;
    let (talk, asked_for) = (talk_before(room, cause), is_asked_for(room, cause));
    let mut page: Vec<Block> = Vec::new();
    if asked_for {
        page.extend(talk.iter().cloned().map(Block::Text));
        page.extend(remedy(asked, cause));
    }
    page.extend(found.iter().flat_map(|(several, result)| figures(several, result)));
    page.extend(change_of(room, cause));
    page.extend(parts(asked, cause, |part| part == Part::Prompt));
    if room.role == Role::Console {
        page.extend(desk(room));
    }
    page.extend(article(room, cause, talk));
    if let Some(spread) = found.and_then(|(_, result)| result.figures.spread()) {
        page.extend(distributions(cause, spread));
    }
    page.extend(taken(room, now));
    page
}

/// Whether the remedy is one that is shown only when asked for, and was.
const fn is_asked_for(room: &Room, cause: &Cause) -> bool {
    cause.care.is_some() && room.remedy
}

/// What stands before the remedy of a cause that the sides see differently; its remedy never stands above that.
fn talk_before(room: &Room, cause: &Cause) -> Option<String> {
    let several = &room.causes.everyone.as_ref()?.analysis;
    wording::several::talk_before(several, &result(several, cause)?)
}

fn several(room: &Room) -> Option<&EveryoneAnalysis> {
    (room.role == Role::Projector).then_some(room.causes.everyone.as_ref()?.analysis.as_ref())
}

fn result<'a>(several: &'a EveryoneAnalysis, cause: &Cause) -> Option<EveryoneCause<'a>> {
    let place = several.questionnaire().causes().iter().position(|each| each.id == cause.id)?;
    several.cause(place)
}

/// What the article says; its remedy behind a key where it touches what somebody lives on.
fn article(room: &Room, cause: &Cause, talk: Option<String>) -> Vec<Block> {
    let asked = &room.view().setup.questionnaire;
    let mut blocks = parts(asked, cause, |part| {
        matches!(part, Part::Heading | Part::Situation | Part::Experience | Part::ExperienceNote)
    });
    match &cause.care {
        None => blocks.extend(talk.map(Block::Text).into_iter().chain(remedy(asked, cause))),
        Some(_) if room.remedy => {}
        Some(_) => blocks.push(entry(voices(asked).remedy, BEHIND_A_KEY)),
    }
    blocks.extend(parts(asked, cause, |part| part == Part::FirstStep));
    blocks
}

fn remedy(questionnaire: &Questionnaire, cause: &Cause) -> Vec<Block> {
    parts(questionnaire, cause, |part| matches!(part, Part::Remedy | Part::Care))
}

/// The passages of some parts.
fn parts(questionnaire: &Questionnaire, cause: &Cause, wanted: impl Fn(Part) -> bool) -> Vec<Block> {
    passages(questionnaire, cause, wanted).collect()
}

/// The actions that were taken on so far, in one line: `Taken on: Lead mismatch (Kim, by 15 December 2026)`.
pub fn taken_line(room: &Room) -> Option<String> {
    let record = room.view().record.as_ref()?;
    let told =
        |action: &Action| format!("{} ({})", record.questionnaire().cause_name(action.cause()), actions::whose(action));
    let all: Vec<String> = record.actions().iter().map(told).collect();
    (!all.is_empty()).then(|| format!("{}: {}", actions::TAKEN_ON, all.join(", ")))
}

/// The actions that were taken on so far.
pub(super) fn taken(room: &Room, now: &Zoned) -> Vec<Block> {
    let Some(record) = room.view().record.as_ref().filter(|record| !record.actions().is_empty()) else {
        return Vec::new();
    };
    let told =
        |action: &Action| entry(record.questionnaire().cause_name(action.cause()), actions::sentence(action, now));
    [Block::Title(actions::TAKEN_ON.to_owned())].into_iter().chain(record.actions().iter().map(told)).collect()
}
