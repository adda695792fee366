//! What is said while people come in and answer, until the end; what is asked once; and what surrounds the room: trouble,
//! rejections, what its people allow, what the facilitator alone is told.

use jiff::Zoned;

use super::causes::taken;
use crate::app::pages::{Block, SideProgress, entry};
use crate::app::screens::room::{Confirmation, Role, Room, Stage, Way, Wrote, questionnaire, side};
use crate::domain::questionnaire::{MARKETING, SALES};
use crate::domain::text::showable;
use crate::live::room::{DisclosurePreview, HostStatus, Phase, ROUNDS, RoomView, SideCount};
use crate::wording::room::{
    FOR_GOOD, GO_ON, Share, SideAnswers, Stopped, WILL_NOT_SHOW, WILL_SHOW, announced, clock as clock_words,
    screen_link, watching,
};
use crate::wording::{count, session, several};

/// Who is there, what that allows, whether phones get through.
pub(super) fn lobby(room: &Room, now: &Zoned) -> Vec<Block> {
    let view = room.view();
    let mut page: Vec<Block> = trouble(view).into_iter().collect();
    page.extend(view.progress.locked.then(|| Block::Warning(session::LOCKED.to_owned())));
    page.push(Block::Title(if room.is_passed_round() { session::PASSED_ROUND.to_owned() } else { people(view) }));
    page.push(Block::Text(prospects(view).join(" ")));
    // Whoever fills a side up alone, by a second seat, can read the rest of it.
    if room.role == Role::Console {
        page.extend(desk(room, now));
    } else if view.joined() > 0 && room.is_reached_by_phones() {
        page.push(Block::Text(session::COUNT_HEADS.to_owned()));
    }
    if let Way::Network(_) = &*room.way {
        page.push(if view.around.reached {
            Block::Text(session::GOT_THROUGH.to_owned())
        } else {
            Block::Quiet(session::NOBODY_THROUGH.to_owned())
        });
    }
    page.extend(secure(view));
    page.extend(rude(view));
    match &*room.way {
        Way::Network(invitation) => page.extend(invitation.notes.iter().cloned().map(Block::Quiet)),
        Way::Kiosk => page.push(Block::Quiet(session::PRIVATE.to_owned())),
    }
    page.push(Block::Quiet(several::promise(least(view))));
    page
}

/// How far everybody is, and what else to know.
pub(super) fn answering(room: &Room, now: &Zoned) -> Vec<Block> {
    let view = room.view();
    let (finished, joined) = (view.finished(), view.joined());
    let mut page: Vec<Block> = trouble(view).into_iter().collect();
    page.push(Block::Title(match joined {
        0 if room.is_passed_round() => session::NOT_HAD.to_owned(),
        0 => people(view),
        _ => several::finished(finished, joined),
    }));
    page.extend((joined > 0).then(|| Block::Sides(sides(view).map(|count| far(view, count)).collect())));
    if room.role == Role::Console {
        page.extend(desk(room, now));
    }
    let causes = questionnaire(view).causes().iter().filter(|cause| view.progress.causes.contains(&cause.id));
    let causes: Vec<&str> = causes.map(|cause| cause.name.as_str()).collect();
    page.extend((!causes.is_empty()).then(|| Block::Text(session::asked_again(&causes))));
    page.push(Block::Text(prospects(view).join(" ")));
    // On the facilitator's own view the next step says so.
    let is_told = room.role == Role::Console && view.progress.stops.is_some();
    page.extend((!is_told).then(|| Block::Text(joining(room))));
    page.extend(secure(view));
    page.extend(rude(view));
    page
}

/// Whether people still come in, and what they are told.
fn joining(room: &Room) -> String {
    let progress = &room.view().progress;
    if let Some(stops) = progress.stops {
        return announced(stops.minutes);
    }
    let sentence = if progress.locked {
        session::LOCKED
    } else if room.is_passed_round() {
        session::HAND_ON
    } else {
        session::LATE
    };
    sentence.to_owned()
}

/// What the facilitator does next, over everything that the room sees as well.
pub(super) fn next_step(room: &Room) -> Block {
    let view = room.view();
    let have_finished = view.joined() > 0 && view.finished() == view.joined();
    let sentence = match (room.stage(), view.progress.phase) {
        (Stage::Cause(_), _) => session::NEXT_DISCUSSED,
        (_, Phase::Lobby) => session::NEXT_IN_LOBBY,
        (_, Phase::Answering) => match view.progress.stops {
            Some(stops) => return entry(session::NEXT, announced(stops.minutes)),
            None if have_finished => session::NEXT_ONCE_ANSWERED,
            None => session::NEXT_WHILE_ANSWERING,
        },
        (_, Phase::Stopped) => session::NEXT_STOPPED,
        (_, Phase::Closing | Phase::Revealing | Phase::Ending) => session::NEXT_BY_ITSELF,
        (_, Phase::Closed) => session::NEXT_CLOSED,
        (_, Phase::Revealed) if view.progress.round < ROUNDS => session::NEXT_REVEALED,
        (_, Phase::Revealed) => session::NEXT_LAST_ROUND,
        (_, Phase::Ended) => session::NEXT_ENDED,
    };
    entry(session::NEXT, sentence)
}

fn sides(view: &RoomView) -> impl Iterator<Item = &SideCount> {
    view.sides.iter().filter(|side| side.joined > 0)
}

/// How far a side is. Of fewer people than are shown together it is not told how much they have answered.
fn far(view: &RoomView, of: &SideCount) -> SideProgress {
    let asked = view.progress.asked(&view.setup.questionnaire).count();
    let is_told = u32::try_from(of.joined).is_ok_and(|joined| joined >= view.progress.min_people);
    SideProgress {
        name: side(view, &of.side).to_owned(),
        people: count(of.joined, "person", "people"),
        joined: of.joined,
        share: is_told.then(|| Share::of(of.answers, asked * of.joined)),
        finished: of.finished,
    }
}

/// No answers are taken for now: what the reveal will show, and what not.
pub(super) fn stopped(room: &Room) -> Vec<Block> {
    let view = room.view();
    let Some(preview) = &view.preview else { return Vec::new() };
    let sides: Vec<SideAnswers<'_>> = sides(view).map(|count| answers(view, count)).collect();
    let stopped = Stopped { sides: &sides, joined: view.joined(), least: least(view), preview };
    let mut page: Vec<Block> = stopped.warning().into_iter().map(Block::Title).collect();
    let people = session::stopped(&stopped.people());
    page.push(if page.is_empty() { Block::Title(people) } else { Block::Text(people) });
    page.extend(stopped.silent().map(Block::Text));
    page.extend(trouble(view));
    page.push(entry(WILL_SHOW, stopped.shows()));
    page.extend(
        stopped.hides().into_iter().enumerate().map(|(at, text)| entry(if at == 0 { WILL_NOT_SHOW } else { "" }, text)),
    );
    page.push(Block::Text(format!("{FOR_GOOD} {GO_ON}")));
    page
}

fn answers<'a>(view: &'a RoomView, count: &'a SideCount) -> SideAnswers<'a> {
    let is_of_gap = matches!(count.side.as_str(), SALES | MARKETING);
    SideAnswers { name: side(view, &count.side), answered: count.begun, is_of_gap }
}

pub(super) fn closing(room: &Room) -> Vec<Block> {
    let mut page = vec![Block::Title(session::NO_MORE.to_owned()), Block::Text(session::DETACHING.to_owned())];
    page.extend(trouble(room.view()));
    page
}

/// The answers are in the record; nothing is shown yet.
pub(super) fn closed(room: &Room) -> Vec<Block> {
    let view = room.view();
    let mut page = vec![Block::Title(session::CLOSED.to_owned()), Block::Text(kept(view))];
    page.extend(trouble(view));
    page.extend(match answered(view) {
        0 => None,
        people if people < least(view) => Some(Block::Text(session::too_few(least(view)))),
        _ => Some(Block::Text(session::NOT_YET.to_owned())),
    });
    page
}

/// What is kept of the answers, in a sentence or two.
fn kept(view: &RoomView) -> String {
    match answered(view) {
        people if people > 0 && view.setup.rehearsal => session::rehearsed(people),
        people => session::kept(people),
    }
}

/// Whether anybody has answered, in whichever round.
pub(super) fn has_answers(view: &RoomView) -> bool {
    !view.kept.is_empty() || view.sides.iter().any(|side| side.begun > 0)
}

fn answered(view: &RoomView) -> usize {
    view.kept.get(&view.progress.round).copied().unwrap_or(0)
}

fn least(view: &RoomView) -> usize {
    view.progress.least_shown(&view.setup.questionnaire)
}

/// Why there is no chart after the reveal.
pub(super) fn not_shown(room: &Room) -> Vec<Block> {
    let view = room.view();
    match (view.kept.get(&1), &room.seen.figures) {
        (None, _) => vec![Block::Text(session::NO_FIGURES.to_owned())],
        (_, None) => vec![Block::Text(session::WORKING.to_owned())],
        (Some(&people), _) if people < least(view) => {
            [session::too_few(least(view)), kept(view)].map(Block::Text).to_vec()
        }
        _ => Vec::new(),
    }
}

/// What was written, and what was taken on.
pub(super) fn ended(room: &Room, now: &Zoned) -> Vec<Block> {
    let mut page = vec![Block::Title(session::OVER.to_owned())];
    page.extend(match &room.wrote {
        Some(wrote) => written(room, wrote),
        None if room.role == Role::Console => vec![Block::Text(session::OTHER_SCREEN.to_owned())],
        None if !has_answers(room.view()) => vec![Block::Text(nothing(room).to_owned())],
        None => vec![Block::Text(session::WRITING.to_owned())],
    });
    if room.is_reached_by_phones() {
        page.push(Block::Text(session::PHONES_SAY.to_owned()));
    }
    if !room.view().setup.rehearsal {
        page.extend(taken(room, now));
    }
    page
}

fn written(room: &Room, wrote: &Wrote) -> Vec<Block> {
    let mut blocks = Vec::new();
    blocks.extend(wrote.record.as_ref().map(|path| entry(session::RECORD, name(path))));
    blocks.extend(wrote.report.as_ref().map(|path| entry(session::REPORT, name(path))));
    if wrote.trouble.is_some() {
        blocks.push(Block::Warning(session::NO_REPORT.to_owned()));
    }
    blocks.push(Block::Text(if blocks.is_empty() { nothing(room) } else { session::WHERE }.to_owned()));
    blocks
}

/// The name of a file without its folders: everybody in the room reads this, and folders tell whose laptop it is.
fn name(path: &str) -> String {
    showable(path.rsplit(['/', '\\']).next().unwrap_or_default())
}

fn nothing(room: &Room) -> &'static str {
    if room.view().setup.rehearsal { session::REHEARSED } else { session::NOTHING_WRITTEN }
}

/// The question, and what hangs on it.
pub fn asked(room: &Room, asked: Confirmation) -> (String, String) {
    match asked {
        Confirmation::End => (session::END.to_owned(), ending(room)),
        Confirmation::Leave => leaving(room),
    }
}

fn ending(room: &Room) -> String {
    let view = room.view();
    let what = match view.progress.phase {
        _ if view.setup.rehearsal => session::END_REHEARSAL,
        _ if !has_answers(view) => session::END_UNANSWERED,
        Phase::Stopped => session::END_UNSHOWN,
        _ => session::END_WRITES,
    };
    let phones = if room.is_reached_by_phones() { session::END_ON_PHONES } else { "" };
    format!("{what}{phones}")
}

fn leaving(room: &Room) -> (String, String) {
    let setup = &room.view().setup;
    let (question, text) = match room.role {
        Role::Console => (session::LEAVE_VIEW, session::LEAVE_VIEW_TEXT),
        _ if room.view().progress.phase == Phase::Ended => (session::LEAVE_EARLY, session::LEAVE_EARLY_TEXT),
        _ if setup.rehearsal => (session::LEAVE_REHEARSAL, session::LEAVE_REHEARSAL_TEXT),
        Role::Projector => {
            let staying = session::staying(&setup.id.short(), room.is_reached_by_phones());
            return (session::LEAVE.to_owned(), staying);
        }
    };
    (question.to_owned(), text.to_owned())
}

/// Browsers open connections to spare and never use them: so many in all, and so many a person, are no bad manners.
const SPARE: (u64, u64) = (20, 4);

fn trouble(view: &RoomView) -> Option<Block> {
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
fn rude(view: &RoomView) -> Option<Block> {
    let rude = view.around.rude;
    let spare = SPARE.0 + SPARE.1 * view.joined() as u64;
    let connections = if rude.connections > spare { rude.connections } else { 0 };
    let times = [connections, rude.requests, rude.strangers, rude.wrong_codes, rude.put_off];
    session::turned_away(times).map(Block::Quiet)
}

/// That a phone tries an address that begins otherwise than the one on the screen.
fn secure(view: &RoomView) -> Option<Block> {
    session::secure(view.around.rude.secure).map(Block::Warning)
}

/// How many people joined, by side: `7 people: Sales 4, Marketing 3`.
fn people(view: &RoomView) -> String {
    let there = view.sides.iter().filter(|side| side.joined > 0);
    session::people(&there.map(|each| (side(view, &each.side), each.joined)).collect::<Vec<_>>())
}

/// What may be shown, a sentence each; said before anybody answers.
fn prospects(view: &RoomView) -> Vec<String> {
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

/// Notes for the facilitator, under what the stage says.
pub(super) fn desk(room: &Room, now: &Zoned) -> Vec<Block> {
    let view = room.view();
    let mut blocks = vec![Block::Title(session::FOR_YOU.to_owned())];
    blocks.extend(clock(room, now).map(|text| entry(session::CLOCK, text)));
    if room.is_reached_by_phones() {
        blocks.extend(away(view).map(|away| entry(session::NOT_HEARD_OF, away)));
    }
    blocks.extend(view.progress.blank.then(|| entry(session::BIG_SCREEN, session::BLANK)));
    // A cause has its page to itself; what can be done still tells the link there.
    let link = room.screen_link().filter(|_| !matches!(room.stage(), Stage::Cause(_)));
    let looking = watching(view.around.watching).into_iter();
    let text = |link| looking.chain([screen_link(link)]).collect::<Vec<_>>().join(" ");
    blocks.extend(link.map(|link| entry(session::ELSEWHERE, text(link))));
    blocks
}

/// How late it is, and where a script of sixty minutes would be.
fn clock(room: &Room, now: &Zoned) -> Option<String> {
    let clock = room.view().around.clock.filter(|_| !matches!(room.stage(), Stage::Ended))?;
    let time = clock.now.to_zoned(now.time_zone().clone()).strftime("%H:%M").to_string();
    Some(clock_words(&time, (clock.session, clock.phase), until(room)))
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
