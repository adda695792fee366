//! People answer, each at their own pace. Only completion is told, never an answer.

use super::lobby::LOCKED;
use super::prospects::prospects;
use super::title::{chosen, people};
use super::{Block, around, side};
use crate::app::pages::entry;
use crate::app::screens::room::Room;
use crate::live::room::{RoomView, SideCount};
use crate::wording::{count, list, several};

/// How far everybody is, and what else to know.
pub(super) fn answering(room: &Room) -> Vec<Block> {
    let view = room.view();
    let (finished, joined) = progress(view);
    let mut page: Vec<Block> = around::trouble(view).into_iter().collect();
    page.push(Block::Title(if joined == 0 { people(view) } else { several::finished(finished, joined) }));
    page.extend(sides(view).map(|count| entry(side(view, &count.side), told(count))));
    let causes = chosen(view);
    page.extend((!causes.is_empty()).then(|| Block::Text(format!("Asked once more: {}.", list(&causes, "and")))));
    page.push(Block::Text(prospects(view).join(" ")));
    let joining = if view.progress.locked {
        LOCKED
    } else if room.is_passed_round() {
        "n hands the laptop to the next person."
    } else {
        "Whoever comes late is welcome until the close."
    };
    page.push(Block::Quiet(joining.to_owned()));
    page.extend(around::secure(view));
    page.extend(around::rude(view));
    page
}

/// How many have finished, of how many.
pub(super) fn progress(view: &RoomView) -> (usize, usize) {
    (view.sides.iter().map(|side| side.finished).sum(), view.sides.iter().map(|side| side.joined).sum())
}

fn sides(view: &RoomView) -> impl Iterator<Item = &SideCount> {
    view.sides.iter().filter(|side| side.joined > 0)
}

fn told(count_of: &SideCount) -> String {
    let SideCount { joined, begun, finished, .. } = count_of;
    format!("{}, {begun} begun, {finished} finished", count(*joined, "person", "people"))
}
