//! What a second round changed, cause by cause. Nobody is followed from one round to the next.

use super::{Block, questionnaire};
use crate::app::hosting::Second;
use crate::app::pages::entry;
use crate::app::screens::room::Room;
use crate::domain::questionnaire::Cause;
use crate::domain::trend::TeamCause;
use crate::wording::trend::{self, CHANGES};

/// Both rounds side by side for the causes that were asked once more.
pub(super) fn change(room: &Room) -> Vec<Block> {
    let Some(second) = second(room) else {
        let told = match room.view().kept.get(&2) {
            None => "Nobody answered in the second round, so there is nothing to compare.",
            Some(_) => super::closed::WORKING,
        };
        return vec![Block::Text(told.to_owned())];
    };
    let causes = compared(room, second);
    let all = questionnaire(room.view());
    let rows = causes.iter().map(|cause| trend::round_row(all, cause)).collect();
    let mut page = vec![Block::Table { heads: trend::HEADS.map(str::to_owned).to_vec(), rows }];
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
    let told = trend::round_sentence(all, (&second.change, found));
    Some(entry(trend::HEADS[1], told))
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
