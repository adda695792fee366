//! What stands over the screens of a session, and under them.

use super::{questionnaire, side};
use crate::app::hosting::{Invitation, Role, Way};
use crate::app::screens::room::{Room, Stage};
use crate::live::room::{Phase, RoomView};
use crate::wording::count;

/// What the screen is about, in a few words.
pub fn title(room: &Room) -> String {
    let view = room.view();
    let title = match (room.stage(), view.progress.phase) {
        (Stage::Chart | Stage::Cause(_), _) => answered(room),
        (Stage::Change, _) => later(room),
        (Stage::Acting(_), _) => "take on a first step".to_owned(),
        (Stage::Choosing(_), _) => "a second round".to_owned(),
        (_, Phase::Lobby) => "joining".to_owned(),
        (_, Phase::Answering) => in_round(view, "answering"),
        (_, Phase::Closing) => in_round(view, "closing"),
        (_, Phase::Closed) => in_round(view, "closed"),
        (_, Phase::Revealed) => answered(room),
        (_, Phase::Ended) => "ended".to_owned(),
    };
    if room.role == Role::Console { format!("your view, {title}") } else { title }
}

fn in_round(view: &RoomView, what: &str) -> String {
    if view.progress.round > 1 { format!("round {}, {what}", view.progress.round) } else { what.to_owned() }
}

/// How many of those in the room answered, by side: `round 1, 21 of 24 people: Sales 12, Marketing 9`.
fn answered(room: &Room) -> String {
    let view = room.view();
    let joined: usize = view.sides.iter().map(|side| side.joined).sum();
    let Some(everyone) = &room.causes.everyone else {
        return format!("revealed, {}", kept(view, joined));
    };
    let several = &everyone.analysis;
    let there = several.sides().filter(|(_, people)| *people > 0);
    let sides: Vec<String> = there.map(|(side, people)| format!("{} {people}", side.name)).collect();
    let people = several.people();
    let of = if joined > people { format!("{people} of {joined} people") } else { count(people, "person", "people") };
    format!("round 1, {of}: {}", sides.join(", "))
}

/// The same of the second round: `round 2 beside round 1, 20 of 24 people`.
fn later(room: &Room) -> String {
    let view = room.view();
    let joined: usize = view.sides.iter().map(|side| side.joined).sum();
    let answered = view.kept.get(&2).copied().unwrap_or(0);
    format!("round 2 beside round 1, {answered} of {}", count(joined, "person", "people"))
}

fn kept(view: &RoomView, joined: usize) -> String {
    let kept = view.kept.get(&1).copied().unwrap_or(0);
    format!("{kept} of {joined} answered")
}

/// How people still find the session: the address and the code in one line, in full and then shorter.
pub fn join(room: &Room) -> Option<[String; 2]> {
    let Way::Network(Invitation { url, code, .. }) = &*room.way else { return None };
    let short = url.strip_prefix("http://").unwrap_or(url);
    (room.view().progress.phase != Phase::Ended).then(|| [format!("{url}   code {code}"), format!("{short} {code}")])
}

/// How many people joined, by side: `7 people: Sales 4, Marketing 3`.
pub(super) fn people(view: &RoomView) -> String {
    let joined: usize = view.sides.iter().map(|side| side.joined).sum();
    if joined == 0 {
        return "Nobody has joined yet.".to_owned();
    }
    let there = view.sides.iter().filter(|side| side.joined > 0);
    let sides: Vec<String> = there.map(|each| format!("{} {}", side(view, &each.side), each.joined)).collect();
    format!("{}: {}", count(joined, "person", "people"), sides.join(", "))
}

/// The names of the causes asked in this round, where they are not all.
pub(super) fn chosen(view: &RoomView) -> Vec<&str> {
    let causes = questionnaire(view).causes().iter();
    causes.filter(|cause| view.progress.causes.contains(&cause.id)).map(|cause| cause.name.as_str()).collect()
}
