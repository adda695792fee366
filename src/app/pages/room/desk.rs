//! What the facilitator alone is told: who is away, what the big screen shows, what comes next.

use super::answering::progress;
use super::{Block, side};
use crate::app::pages::entry;
use crate::app::screens::room::{Room, Stage};
use crate::live::room::{Phase, ROUNDS, RoomView};
use crate::wording::list;

/// Notes for the facilitator, under what the stage says.
pub(super) fn desk(room: &Room) -> Vec<Block> {
    let view = room.view();
    let mut blocks = vec![Block::Title("For you".to_owned())];
    blocks.push(entry("Next", next(room)));
    if room.is_reached_by_phones() {
        blocks.extend(away(view).map(|away| entry("Not heard of", away)));
    }
    blocks.extend(screen(view).map(|told| entry("Big screen", told)));
    blocks
}

/// The next step in words.
fn next(room: &Room) -> String {
    let view = room.view();
    match (room.stage(), view.progress.phase) {
        (Stage::Cause(_), _) => {
            "Ask both sides what they have seen, before anybody proposes a remedy. a takes a first step on; Esc goes \
             back to all causes."
                .to_owned()
        }
        (_, Phase::Lobby) => "Count heads on each side; when all are in, Enter starts answering.".to_owned(),
        (_, Phase::Answering) => answering(view),
        (_, Phase::Closing) => "Nothing to do: it goes on by itself.".to_owned(),
        (_, Phase::Closed) => "Enter reveals the figures on the big screen.".to_owned(),
        (_, Phase::Revealed) if view.progress.round < ROUNDS => {
            "Choose a cause and press Enter to discuss it. 2 asks some causes once more; E ends the session.".to_owned()
        }
        (_, Phase::Revealed) => "Choose a cause and press Enter to discuss it. E ends the session.".to_owned(),
        (_, Phase::Ended) => "q leaves this view.".to_owned(),
    }
}

fn answering(view: &RoomView) -> String {
    let (finished, joined) = progress(view);
    if joined > 0 && finished == joined {
        "Everybody has finished: c closes.".to_owned()
    } else {
        "Wait until most have finished, say that you are about to close, then press c.".to_owned()
    }
}

/// Who has not connected for a while, by side.
fn away(view: &RoomView) -> Option<String> {
    let there = view.sides.iter().filter(|each| each.away > 0);
    let told: Vec<String> = there.map(|each| format!("{} from {}", each.away, side(view, &each.side))).collect();
    let told = list(&told.iter().map(String::as_str).collect::<Vec<_>>(), "and");
    (!told.is_empty()).then(|| format!("{told}, for a while now. A locked phone comes back by itself."))
}

/// What the big screen does not show.
fn screen(view: &RoomView) -> Option<String> {
    view.progress.blank.then(|| "It is blank: the room sees nothing for now. b shows everything again.".to_owned())
}
