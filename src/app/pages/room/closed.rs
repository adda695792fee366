//! Answering is over: what is kept, and what will not be shown.

use super::{Block, around};
use crate::app::hosting::Role;
use crate::app::screens::room::Room;
use crate::domain::wording::count;
use crate::workshop::room::RoomView;

/// The answers are on their way into the record.
pub(super) fn closing(room: &Room) -> Vec<Block> {
    let mut page = vec![
        Block::Title("No more answers are taken.".to_owned()),
        Block::Text("The answers are being put into the record, without anything that says whose they are.".to_owned()),
    ];
    page.extend(around::around(room.view()));
    page
}

/// The answers are in the record; nothing is shown yet.
pub(super) fn closed(room: &Room) -> Vec<Block> {
    let view = room.view();
    let mut page = vec![Block::Title("Answering is closed.".to_owned()), Block::Text(kept(view))];
    if is_too_few(view) {
        page.push(Block::Text(too_few(view)));
    } else {
        page.push(Block::Text(
            "Nothing has been shown yet. Enter reveals the figures to everybody who can see this.".to_owned(),
        ));
    }
    page.extend(around::around(view));
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

fn is_too_few(view: &RoomView) -> bool {
    u32::try_from(answered(view)).is_ok_and(|people| people < view.progress.min_people)
}

fn too_few(view: &RoomView) -> String {
    format!(
        "No figure of this round is shown: fewer than {} people answered, and fewer would show who said what.",
        view.progress.min_people
    )
}

/// Why there is no chart after the reveal.
pub(super) fn not_shown(room: &Room) -> Vec<Block> {
    let view = room.view();
    if room.role == Role::Console {
        return Vec::new();
    }
    let first = view.kept.get(&1).copied().unwrap_or(0);
    let told = match (first, &room.seen.figures) {
        (0, _) => "Nobody answered, so there is nothing to show.",
        (_, None) => "One moment: the figures are being worked out.",
        _ => return Vec::new(),
    };
    vec![Block::Text(told.to_owned())]
}
