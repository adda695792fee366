//! What the host sees around the room, in words: trouble, rude clients, whether a phone got through.

use super::Block;
use crate::domain::wording::count;
use crate::workshop::room::{RoomView, Rude, Trouble};

/// Trouble first, then what was turned away.
pub(super) fn around(view: &RoomView) -> Vec<Block> {
    let trouble = view.around.trouble.as_ref().map(|trouble| Block::Title(format!("! {}", self::trouble(trouble))));
    let rude = rude(view.around.rude).map(Block::Quiet);
    trouble.into_iter().chain(rude).collect()
}

fn trouble(trouble: &Trouble) -> String {
    match trouble {
        Trouble::NotSaving(why) => {
            format!("Answers cannot be saved: {why}. They are refused, and phones say so, until it works again.")
        }
        Trouble::NotKept(why) => {
            format!("The record cannot be written: {why}. The answers stay where they are, and it is tried again.")
        }
    }
}

/// How often clients were turned away, by kind.
fn rude(rude: Rude) -> Option<String> {
    let kinds = [
        (rude.connections, "idle or surplus connection", "idle or surplus connections"),
        (rude.requests, "request that made no sense", "requests that made no sense"),
        (rude.strangers, "request for another address", "requests for another address"),
        (rude.wrong_codes, "wrong join code", "wrong join codes"),
        (rude.put_off, "attempt put off", "attempts put off"),
    ];
    let there = kinds.into_iter().filter(|(number, ..)| *number > 0);
    let told: Vec<String> =
        there.map(|(number, one, many)| count(usize::try_from(number).unwrap_or(usize::MAX), one, many)).collect();
    (!told.is_empty()).then(|| format!("Turned away: {}. Everybody else is served.", told.join(", ")))
}

/// Whether another device got through.
pub(super) fn reached(view: &RoomView) -> Block {
    if view.around.reached {
        Block::Text("✓ A phone got through.".to_owned())
    } else {
        Block::Quiet("○ No phone has got through yet.".to_owned())
    }
}
