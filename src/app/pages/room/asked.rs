//! The questions that a session asks once.

use super::answering::progress;
use crate::app::hosting::Role;
use crate::app::screens::room::{Asked, Room};
use crate::live::room::{Phase, RoomView};

/// The question, and what hangs on it.
pub fn asked(room: &Room, asked: Asked) -> (String, String) {
    match asked {
        Asked::Close => ("Take no more answers? This is final for this round.".to_owned(), open(room.view())),
        Asked::End => ("End the session? This is final.".to_owned(), ending(room)),
        Asked::Leave => leaving(room),
    }
}

/// How many have not finished.
fn open(view: &RoomView) -> String {
    let (finished, joined) = progress(view);
    match joined - finished {
        _ if joined == 0 => "Nobody has joined yet.".to_owned(),
        0 => "Everybody who joined has finished.".to_owned(),
        1 => format!("1 of {joined} has not finished. What they have answered so far counts."),
        open => format!("{open} of {joined} have not finished. What they have answered so far counts."),
    }
}

fn ending(room: &Room) -> String {
    let view = room.view();
    let what = match (view.setup.rehearsal, view.progress.phase) {
        (true, _) => "It is a rehearsal: nothing of it is kept.",
        (false, Phase::Lobby) => "Nobody has answered, so there will be no record.",
        (false, _) => "The record and the report are written.",
    };
    let phones = if room.is_reached_by_phones() { " Phones are told that it is over, and what is kept." } else { "" };
    format!("{what}{phones}")
}

fn leaving(room: &Room) -> (String, String) {
    let (question, text) = match (room.role, room.view()) {
        (Role::Console, _) => ("Leave this view?", "The session goes on at the other terminal."),
        (_, view) if view.progress.phase == Phase::Ended => {
            ("Leave already?", "The record and the report are still being written.")
        }
        (_, view) if view.setup.rehearsal => ("Leave the rehearsal?", "It ends with this, and nothing of it is kept."),
        (_, view) => return ("Leave?".to_owned(), staying(room, view)),
    };
    (question.to_owned(), text.to_owned())
}

/// What a session that is left waits for.
fn staying(room: &Room, view: &RoomView) -> String {
    let phones = if room.is_reached_by_phones() { " Phones wait for it meanwhile." } else { "" };
    format!("The session stays open to resume with 'undercurrent host --resume {}'.{phones}", view.setup.id.short())
}
