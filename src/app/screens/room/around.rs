//! What surrounds the room, in words: trouble, rejections, what its people allow, what the facilitator alone is told.

use jiff::Zoned;

use super::phases::next;
use crate::app::pages::{Block, entry};
use crate::app::screens::room::{Room, Stage, questionnaire, side};
use crate::live::room::{DisclosurePreview, HostStatus, RoomView};
use crate::wording::{room as told, session};

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
    let not_saving = around.not_saving.as_ref().map(|why| session::not_saving(why));
    not_saving.or_else(|| around.not_kept.as_ref().map(|why| session::not_written(why)))
}

/// How often clients were turned away, by kind.
pub(super) fn rude(view: &RoomView) -> Option<Block> {
    let rude = view.around.rude;
    let connections = if rude.connections > spare(view) { rude.connections } else { 0 };
    let times = [connections, rude.requests, rude.strangers, rude.wrong_codes, rude.put_off];
    session::turned_away(times).map(Block::Quiet)
}

fn spare(view: &RoomView) -> u64 {
    SPARE.0 + SPARE.1 * view.joined() as u64
}

/// That a phone tries an address that begins otherwise than the one on the screen.
pub(super) fn secure(view: &RoomView) -> Option<Block> {
    session::secure(view.around.rude.secure).map(Block::Warning)
}

/// Whether another device got through.
pub(super) fn reached(view: &RoomView) -> Block {
    if view.around.reached {
        Block::Text(session::GOT_THROUGH.to_owned())
    } else {
        Block::Quiet(session::NOBODY_THROUGH.to_owned())
    }
}

/// How many people joined, by side: `7 people: Sales 4, Marketing 3`.
pub(super) fn people(view: &RoomView) -> String {
    let there = view.sides.iter().filter(|side| side.joined > 0);
    session::people(&there.map(|each| (side(view, &each.side), each.joined)).collect::<Vec<_>>())
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
        DisclosurePreview::Nothing(missing) => session::nothing_before(*missing),
        DisclosurePreview::Everyone => session::EVERYONE.to_owned(),
        DisclosurePreview::Sides => session::SIDES.to_owned(),
        DisclosurePreview::NoClearGap(sales, marketing) => session::no_clear_gap(*sales, *marketing),
        DisclosurePreview::Withheld(people) => session::withheld(*people),
        DisclosurePreview::NoSpread(missing) => session::no_spread_before(*missing),
        DisclosurePreview::SideTooSmall(..) => return None,
    })
}

/// Which sides are too small to be shown.
fn too_small(view: &RoomView) -> Option<String> {
    let missing = |prospect| match prospect {
        &DisclosurePreview::SideTooSmall(ref id, missing) => Some((side(view, id), missing)),
        _ => None,
    };
    session::too_small(&view.prospects.iter().filter_map(missing).collect::<Vec<_>>())
}

/// What the facilitator does next, over everything that the room sees as well.
pub(super) fn next_step(room: &Room) -> Block {
    entry(session::NEXT, next(room))
}

/// Notes for the facilitator, under what the stage says.
pub(super) fn desk(room: &Room, now: &Zoned) -> Vec<Block> {
    let view = room.view();
    let mut blocks = vec![Block::Title(session::FOR_YOU.to_owned())];
    blocks.extend(clock(room, now).map(|told| entry(session::CLOCK, told)));
    if room.is_reached_by_phones() {
        blocks.extend(away(view).map(|away| entry(session::NOT_HEARD_OF, away)));
    }
    blocks.extend(screen(view).map(|told| entry(session::BIG_SCREEN, told)));
    // A cause has its page to itself; what can be done still tells the link there.
    let link = room.screen_link().filter(|_| !matches!(room.stage(), Stage::Cause(_)));
    let looking = told::watching(view.around.watching).into_iter();
    let told = |link| looking.chain([told::screen_link(link)]).collect::<Vec<_>>().join(" ");
    blocks.extend(link.map(|link| entry(session::ELSEWHERE, told(link))));
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
    let sides: Vec<_> = there.map(|each| (side(view, &each.side), each.away)).collect();
    session::away(&sides, view.sides.iter().map(|each| each.idle).sum())
}

/// What the big screen does not show.
fn screen(view: &RoomView) -> Option<String> {
    view.progress.blank.then(|| session::BLANK.to_owned())
}
