//! What surrounds the room, in words: trouble, rejections, what its people allow, what the facilitator alone is told.

use jiff::Zoned;

use super::phases::next;
use crate::app::pages::{Block, entry};
use crate::app::screens::room::{Room, Stage, questionnaire, side};
use crate::live::room::{DisclosurePreview, HostStatus, RoomView};
use crate::wording::{count, elsewhere, list, room as told, sentence};

/// Browsers open connections to spare and never use them: so many in all, and so many a person, are no bad manners.
const SPARE: (u64, u64) = (20, 4);

/// What is wrong at the moment.
pub(super) fn trouble(view: &RoomView) -> Option<Block> {
    trouble_text(&view.around).map(Block::Warning)
}

/// The same in a sentence or two, on those screens whose page does not begin with it.
pub fn trouble_elsewhere(room: &Room) -> Option<String> {
    let is_told =
        matches!(room.stage(), Stage::Lobby | Stage::Answering | Stage::Stopped | Stage::Closing | Stage::Closed);
    if is_told { None } else { trouble_text(&room.view().around) }
}

fn trouble_text(around: &HostStatus) -> Option<String> {
    let not_saving = around.not_saving.as_ref().map(|why| {
        format!(
            "Answers cannot be saved: {why}. They are refused, and whoever answers is told so, until it works again."
        )
    });
    let not_kept = around.not_kept.as_ref().map(|why| {
        format!("The record cannot be written: {why}. The answers stay where they are, and it is tried again.")
    });
    not_saving.or(not_kept)
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

/// What may be shown, a sentence each; said before anybody answers.
pub(super) fn prospects(view: &RoomView) -> Vec<String> {
    let (last, first): (Vec<_>, Vec<_>) =
        view.prospects.iter().partition(|prospect| matches!(prospect, DisclosurePreview::NoSpread(_)));
    let first = first.into_iter().filter_map(preview);
    first.chain(too_small(view)).chain(last.into_iter().filter_map(preview)).collect()
}

fn preview(prospect: &DisclosurePreview) -> Option<String> {
    Some(match prospect {
        DisclosurePreview::Nothing(missing) => format!("{} before anything can be shown.", more(*missing)),
        DisclosurePreview::Everyone => "Everyone together can be shown.".to_owned(),
        DisclosurePreview::Sides => "The two sides can be shown beside each other.".to_owned(),
        DisclosurePreview::NoClearGap(sales, marketing) => {
            format!("With {sales} and {marketing} no gap can be called clear.")
        }
        DisclosurePreview::Withheld(1) => "1 person's answers would be in no figure, to protect them.".to_owned(),
        DisclosurePreview::Withheld(people) => {
            format!("{people} people's answers would be in no figure, to protect them.")
        }
        DisclosurePreview::NoSpread(missing) => {
            format!("{} before it can be shown how far apart answers are.", more(*missing))
        }
        DisclosurePreview::SideTooSmall(..) => return None,
    })
}

fn more(missing: usize) -> String {
    if missing == 1 { "One more person".to_owned() } else { format!("{missing} more people") }
}

/// Which sides are too small to be shown: `One more from Marketing before the sides can be shown.`
fn too_small(view: &RoomView) -> Option<String> {
    let more = |prospect: &DisclosurePreview| match prospect {
        DisclosurePreview::SideTooSmall(id, missing) => {
            let missing = if *missing == 1 { "one".to_owned() } else { missing.to_string() };
            Some(format!("{missing} more from {}", side(view, id)))
        }
        _ => None,
    };
    let more: Vec<String> = view.prospects.iter().filter_map(more).collect();
    let told = list(&more.iter().map(String::as_str).collect::<Vec<_>>(), "and");
    (!told.is_empty()).then(|| sentence(&format!("{told} before the sides can be shown")))
}

/// What the facilitator does next, over everything that the room sees as well.
pub(super) fn next_step(room: &Room) -> Block {
    entry("Next", next(room))
}

/// Notes for the facilitator, under what the stage says.
pub(super) fn desk(room: &Room, now: &Zoned) -> Vec<Block> {
    let view = room.view();
    let mut blocks = vec![Block::Title("For you".to_owned())];
    blocks.extend(clock(room, now).map(|told| entry("Clock", told)));
    if room.is_reached_by_phones() {
        blocks.extend(away(view).map(|away| entry("Not heard of", away)));
    }
    blocks.extend(screen(view).map(|told| entry("Big screen", told)));
    // A cause has its page to itself; what can be done still tells the link there.
    let link = room.screen_link().filter(|_| !matches!(room.stage(), Stage::Cause(_)));
    let looking = elsewhere::watching(view.around.watching).into_iter();
    let told = |link| looking.chain([elsewhere::link(link)]).collect::<Vec<_>>().join(" ");
    blocks.extend(link.map(|link| entry("Elsewhere", told(link))));
    blocks
}

/// How late it is, and where a script of sixty minutes would be.
fn clock(room: &Room, now: &Zoned) -> Option<String> {
    let clock = room.view().around.clock.filter(|_| !matches!(room.stage(), Stage::Ended))?;
    let time = clock.now.to_zoned(now.time_zone().clone()).strftime("%H:%M").to_string();
    Some(told::clock(&time, (clock.session, clock.phase), until(room)))
}

/// The minute at which the script of docs/facilitating.md goes on from what is on the screen.
fn until(room: &Room) -> i64 {
    match (room.stage_of_phase(), room.view().progress.round) {
        (Stage::Lobby, _) => 8,
        (Stage::Answering, 1) => 17,
        (Stage::Stopped | Stage::Closing | Stage::Closed, 1) => 19,
        (Stage::Chart, 1) => 25,
        (Stage::Cause(_), 1) => 52,
        (_, 1) => 57,
        _ => 60,
    }
}

/// Who has not connected for a while, by side.
fn away(view: &RoomView) -> Option<String> {
    let there = view.sides.iter().filter(|each| each.away > 0);
    let told: Vec<String> = there.map(|each| format!("{} from {}", each.away, side(view, &each.side))).collect();
    let told = list(&told.iter().map(String::as_str).collect::<Vec<_>>(), "and");
    let idle: usize = view.sides.iter().map(|each| each.idle).sum();
    let free = match idle {
        0 => String::new(),
        1 => " p frees the place of the one who has answered nothing; that phone may join anew.".to_owned(),
        idle => format!(" p frees the places of the {idle} who have answered nothing; their phones may join anew."),
    };
    (!told.is_empty()).then(|| format!("{told}, for a while now. A locked phone comes back by itself.{free}"))
}

/// What the big screen does not show.
fn screen(view: &RoomView) -> Option<String> {
    view.progress.blank.then(|| "It is blank: the room sees nothing for now. b shows everything again.".to_owned())
}
