//! Answering is over: what is kept, and what will not be shown.

use super::{Block, around};
use crate::app::hosting::Role;
use crate::app::screens::room::Room;
use crate::live::room::RoomView;
use crate::wording::count;

/// Said between the close and the reveal.
const NOT_YET: &str = "Nothing has been shown yet. The reveal puts the figures where everybody can see them.";
/// Said until the figures are there.
pub(super) const WORKING: &str = "One moment: the figures are being worked out.";

/// The answers are on their way into the record.
pub(super) fn closing(room: &Room) -> Vec<Block> {
    let told = "The answers are being put into the record, without anything that says whose they are.";
    let page = [Block::Title("No more answers are taken.".to_owned()), Block::Text(told.to_owned())];
    page.into_iter().chain(around::trouble(room.view())).collect()
}

/// The answers are in the record; nothing is shown yet.
pub(super) fn closed(room: &Room) -> Vec<Block> {
    let view = room.view();
    let mut page = vec![Block::Title("Answering is closed.".to_owned()), Block::Text(kept(view))];
    page.extend(around::trouble(view));
    page.extend(match answered(view) {
        0 => None,
        people if is_too_few(view, people) => Some(Block::Text(too_few(view))),
        _ => Some(Block::Text(NOT_YET.to_owned())),
    });
    page
}

/// What is kept of the answers, in a sentence or two.
pub(super) fn kept(view: &RoomView) -> String {
    match answered(view) {
        0 => "Nobody answered, so nothing is kept.".to_owned(),
        people if view.setup.rehearsal => {
            format!("{} answered, all made up. Nothing is kept of a rehearsal.", count(people, "person", "people"))
        }
        people => format!(
            "The answers of {} are kept in the record on this machine, in random order, without a name or a device.",
            count(people, "person", "people")
        ),
    }
}

fn answered(view: &RoomView) -> usize {
    view.kept.get(&view.progress.round).copied().unwrap_or(0)
}

fn is_too_few(view: &RoomView, people: usize) -> bool {
    u32::try_from(people).is_ok_and(|people| people < view.progress.min_people)
}

fn too_few(view: &RoomView) -> String {
    format!(
        "No figure of this round is shown: fewer than {} people answered, and figures of so few could show who said \
         what.",
        view.progress.min_people
    )
}

/// Why there is no chart after the reveal.
pub(super) fn not_shown(room: &Room) -> Vec<Block> {
    let view = room.view();
    if room.role == Role::Console {
        return Vec::new();
    }
    match (view.kept.get(&1), &room.seen.figures) {
        (None, _) => vec![Block::Text("Nobody answered, so there is nothing to show.".to_owned())],
        (_, None) => vec![Block::Text(WORKING.to_owned())],
        (Some(&people), _) if is_too_few(view, people) => vec![Block::Text(too_few(view)), Block::Text(kept(view))],
        _ => Vec::new(),
    }
}
