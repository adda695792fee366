//! The cause that is being discussed: its figures, the questions for both sides, the article.

use jiff::Zoned;

use super::Block;
use super::change::change_of;
use crate::app::hosting::Role;
use crate::app::pages::cause::passage;
use crate::app::pages::entry;
use crate::app::pages::everyone::{distributions, figures};
use crate::app::screens::room::Room;
use crate::domain::analysis::several::{Several, SeveralCause};
use crate::domain::questionnaire::Cause;
use crate::domain::wording::{self, Part, actions};

/// Said in place of a remedy that should not stand on the wall unasked.
pub(super) const BEHIND_A_KEY: &str =
    "It touches jobs, money, reporting lines, pay or hiring. Press v to show it, and v to hide it again.";

/// What is said of the cause: figures, prompts, article, first step, how everyone answered, what was taken on.
pub(super) fn cause(room: &Room, cause: &Cause, now: &Zoned) -> Vec<Block> {
    let mut page = Vec::new();
    let found = several(room).and_then(|several| Some((several, result(several, cause)?)));
    if let Some((several, result)) = &found {
        page.extend(figures(several, result));
    }
    page.extend(change_of(room, cause));
    page.extend(prompts(cause));
    page.extend(article(room, cause));
    if let Some(spread) = found.and_then(|(_, result)| result.figures.spread()) {
        page.extend(distributions(cause, spread));
    }
    page.extend(taken(room, now));
    page
}

fn several(room: &Room) -> Option<&Several> {
    (room.role == Role::Projector).then_some(room.causes.everyone.as_ref()?.analysis.as_ref())
}

fn result<'a>(several: &'a Several, cause: &Cause) -> Option<SeveralCause<'a>> {
    let place = several.questionnaire().causes().iter().position(|each| each.id == cause.id)?;
    several.cause(place)
}

fn prompts(cause: &Cause) -> Vec<Block> {
    wording::passages(cause).iter().filter(|told| told.part == Part::Prompt).map(passage).collect()
}

/// What the article says; its remedy behind a key where it touches what somebody lives on.
fn article(room: &Room, cause: &Cause) -> Vec<Block> {
    let is_hidden = cause.care.is_some() && !room.remedy;
    let mut blocks = Vec::new();
    for told in wording::passages(cause) {
        match told.part {
            Part::Prompt => {}
            Part::Remedy if is_hidden => blocks.push(entry(wording::ARTICLE_REMEDY, BEHIND_A_KEY)),
            Part::Care if is_hidden => {}
            _ => blocks.push(passage(&told)),
        }
    }
    blocks
}

/// The actions that were taken on so far.
pub(super) fn taken(room: &Room, now: &Zoned) -> Vec<Block> {
    let Some(record) = room.view().record.as_ref().filter(|record| !record.actions().is_empty()) else {
        return Vec::new();
    };
    let told = |action| {
        entry(
            wording::cause_name(record.questionnaire(), crate::domain::action::Action::cause(action)),
            actions::told(action, now),
        )
    };
    [Block::Title(actions::TAKEN_ON.to_owned())].into_iter().chain(record.actions().iter().map(told)).collect()
}
