//! What the host sees around the room, in words: trouble, rude clients, whether a phone got through.

use super::Block;
use crate::app::screens::room::{Room, Stage};
use crate::live::room::{RoomView, Trouble};
use crate::wording::count;

/// Browsers open connections to spare and never use them: so many in all, and so many a person, are no bad manners.
const SPARE: (u64, u64) = (20, 4);

/// What is wrong at the moment.
pub(super) fn trouble(view: &RoomView) -> Option<Block> {
    view.around.trouble.as_ref().map(|trouble| Block::Warning(told(trouble)))
}

/// The same in a sentence or two, on those screens whose page does not begin with it.
pub fn trouble_elsewhere(room: &Room) -> Option<String> {
    let is_told = matches!(room.stage(), Stage::Lobby | Stage::Answering | Stage::Closing | Stage::Closed);
    room.view().around.trouble.as_ref().filter(|_| !is_told).map(told)
}

fn told(trouble: &Trouble) -> String {
    match trouble {
        Trouble::NotSaving(why) => {
            format!(
                "Answers cannot be saved: {why}. They are refused, and whoever answers is told so, until it works again."
            )
        }
        Trouble::NotKept(why) => {
            format!("The record cannot be written: {why}. The answers stay where they are, and it is tried again.")
        }
    }
}

/// How often clients were turned away, by kind.
pub(super) fn rude(view: &RoomView) -> Option<Block> {
    let rude = view.around.rude;
    let connections = if rude.connections > spare(view) { rude.connections } else { 0 };
    let kinds = [
        (connections, "idle or surplus connection", "idle or surplus connections"),
        (rude.requests, "request that made no sense", "requests that made no sense"),
        (rude.strangers, "request for another address", "requests for another address"),
        (rude.wrong_codes, "wrong join code", "wrong join codes"),
        (rude.put_off, "attempt put off", "attempts put off"),
    ];
    let there = kinds.into_iter().filter(|(number, ..)| *number > 0);
    let told: Vec<String> =
        there.map(|(number, one, many)| count(usize::try_from(number).unwrap_or(usize::MAX), one, many)).collect();
    (!told.is_empty()).then(|| Block::Quiet(format!("Turned away: {}. Everybody else is served.", told.join(", "))))
}

fn spare(view: &RoomView) -> u64 {
    let people: u64 = view.sides.iter().map(|side| side.joined as u64).sum();
    SPARE.0 + SPARE.1 * people
}

/// That a phone tries an address that begins otherwise than the one on the screen.
pub(super) fn secure(view: &RoomView) -> Option<Block> {
    let told = match view.around.rude.secure {
        0 => return None,
        1 => "A phone tries https: the address begins with http://.".to_owned(),
        many => format!("{many} phones try https: the address begins with http://."),
    };
    Some(Block::Warning(told))
}

/// Whether another device got through.
pub(super) fn reached(view: &RoomView) -> Block {
    if view.around.reached {
        Block::Text("✓ A phone got through.".to_owned())
    } else {
        Block::Quiet("○ No phone has got through yet.".to_owned())
    }
}
