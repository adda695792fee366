//! What is said while people come in and answer, until the end; and what is asked once.

use jiff::Zoned;

use super::around::{chosen, desk, people, prospects};
use super::causes::taken;
use crate::app::pages::room::around;
use crate::app::pages::{Block, SideProgress, entry};
use crate::app::screens::room::{Asked, Role, Room, Stage, Way, Wrote, side};
use crate::domain::questionnaire::{MARKETING, SALES};
use crate::domain::text::showable;
use crate::live::room::{Phase, ROUNDS, RoomView, SideCount};
use crate::wording::room as told;
use crate::wording::room::{FOR_GOOD, GO_ON, Share, SideAnswers, Stopped, WILL_NOT_SHOW, WILL_SHOW};
use crate::wording::{count, list, several};

pub(super) const LOCKED: &str = "Joining is locked. l lets people in again.";

/// How people answer where there are no phones.
const PASSED_ROUND: &str = "Everybody answers at this laptop, one after the other.";

/// Who is there, what that allows, whether phones get through.
pub(super) fn lobby(room: &Room, now: &Zoned) -> Vec<Block> {
    let view = room.view();
    let mut page: Vec<Block> = around::trouble(view).into_iter().collect();
    page.extend(view.progress.locked.then(|| Block::Warning(LOCKED.to_owned())));
    page.push(Block::Title(if room.is_passed_round() { PASSED_ROUND.to_owned() } else { people(view) }));
    page.push(Block::Text(prospects(view).join(" ")));
    page.extend(heads(room));
    if room.role == Role::Console {
        page.extend(desk(room, now));
    }
    if let Way::Network(_) = &*room.way {
        page.push(around::reached(view));
    }
    page.extend(around::secure(view));
    page.extend(around::rude(view));
    match &*room.way {
        Way::Network(invitation) => page.extend(invitation.notes.iter().cloned().map(Block::Quiet)),
        Way::Kiosk => page.push(Block::Quiet("Nobody sees what the one before answered.".to_owned())),
    }
    let least = view.progress.least_shown(&view.setup.questionnaire);
    page.push(Block::Quiet(several::promise(least)));
    page
}

/// Asks the facilitator to see that nobody took a second seat: whoever fills a side up alone can read the rest of it.
/// On the facilitator's own view the next step says so.
fn heads(room: &Room) -> Option<Block> {
    let joined: usize = room.view().sides.iter().map(|side| side.joined).sum();
    (joined > 0 && room.is_reached_by_phones() && room.role == Role::Projector)
        .then(|| Block::Text("Count heads on each side before you start.".to_owned()))
}

/// How far everybody is, and what else to know.
pub(super) fn answering(room: &Room, now: &Zoned) -> Vec<Block> {
    let view = room.view();
    let (finished, joined) = progress(view);
    let mut page: Vec<Block> = around::trouble(view).into_iter().collect();
    page.push(Block::Title(match joined {
        0 if room.is_passed_round() => "Nobody has had the laptop yet.".to_owned(),
        0 => people(view),
        _ => several::finished(finished, joined),
    }));
    page.extend((joined > 0).then(|| Block::Sides(sides(view).map(|count| far(view, count)).collect())));
    if room.role == Role::Console {
        page.extend(desk(room, now));
    }
    let causes = chosen(view);
    page.extend((!causes.is_empty()).then(|| Block::Text(format!("Asked once more: {}.", list(&causes, "and")))));
    page.push(Block::Text(prospects(view).join(" ")));
    // On the facilitator's own view the next step says so.
    let is_told = room.role == Role::Console && view.progress.stops.is_some();
    page.extend((!is_told).then(|| Block::Text(joining(room))));
    page.extend(around::secure(view));
    page.extend(around::rude(view));
    page
}

/// Whether people still come in, and what they are told.
fn joining(room: &Room) -> String {
    let progress = &room.view().progress;
    if let Some(stops) = progress.stops {
        return told::announced(stops.minutes);
    }
    let told = if progress.locked {
        LOCKED
    } else if room.is_passed_round() {
        "n hands the laptop to the next person."
    } else {
        "Whoever comes late is welcome until answering stops."
    };
    told.to_owned()
}

/// The next step in words.
pub(super) fn next(room: &Room) -> String {
    let view = room.view();
    match (room.stage(), view.progress.phase) {
        (Stage::Cause(_), _) => {
            "Ask both sides what they have seen, before anybody proposes a remedy. a takes a first step on; Esc goes \
             back to all causes."
                .to_owned()
        }
        (_, Phase::Lobby) => "Count heads on each side; when all are in, Enter starts answering.".to_owned(),
        (_, Phase::Answering) => when_to_stop(view),
        (_, Phase::Stopped) => {
            "Say what will be seen, and what not. Enter then reveals, for good; u lets people answer again.".to_owned()
        }
        (_, Phase::Closing | Phase::Revealing | Phase::Ending) => "Nothing to do: it goes on by itself.".to_owned(),
        (_, Phase::Closed) => "Enter reveals the figures on the big screen.".to_owned(),
        (_, Phase::Revealed) if view.progress.round < ROUNDS => {
            "Choose a cause and press Enter to discuss it. 2 asks some causes once more; E ends the session.".to_owned()
        }
        (_, Phase::Revealed) => "Choose a cause and press Enter to discuss it. E ends the session.".to_owned(),
        (_, Phase::Ended) => "q leaves this view.".to_owned(),
    }
}

fn when_to_stop(view: &RoomView) -> String {
    let (finished, joined) = progress(view);
    if let Some(stops) = view.progress.stops {
        return told::announced(stops.minutes);
    }
    if joined > 0 && finished == joined {
        "Everybody has finished: c stops answering.".to_owned()
    } else {
        "Wait until most have finished, say that you are about to stop, then press c. u takes that back.".to_owned()
    }
}

/// How many have finished, of how many.
pub(super) fn progress(view: &RoomView) -> (usize, usize) {
    (view.sides.iter().map(|side| side.finished).sum(), view.sides.iter().map(|side| side.joined).sum())
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
    let least = view.progress.least_shown(&view.setup.questionnaire);
    let stopped = Stopped { sides: &sides, joined: progress(view).1, least, preview };
    let mut page: Vec<Block> = stopped.warning().into_iter().map(Block::Title).collect();
    let people = format!("Answering is stopped. {}", stopped.people());
    page.push(if page.is_empty() { Block::Title(people) } else { Block::Text(people) });
    page.extend(stopped.silent().map(Block::Text));
    page.extend(around::trouble(view));
    page.push(entry(WILL_SHOW, stopped.shows()));
    page.extend(
        stopped.hides().into_iter().enumerate().map(|(at, told)| entry(if at == 0 { WILL_NOT_SHOW } else { "" }, told)),
    );
    page.push(Block::Text(format!("{FOR_GOOD} {GO_ON}")));
    page
}

fn answers<'a>(view: &'a RoomView, count: &'a SideCount) -> SideAnswers<'a> {
    let is_of_gap = matches!(count.side.as_str(), SALES | MARKETING);
    SideAnswers { name: side(view, &count.side), answered: count.begun, is_of_gap }
}

/// Said before the reveal, where answers are in the record already.
const NOT_YET: &str = "Nothing has been shown yet. The reveal puts the figures where everybody can see them.";
/// Said until the figures are there.
pub(super) const WORKING: &str = "One moment: the figures are being worked out.";

/// The answers are on their way into the record.
pub(super) fn closing(room: &Room) -> Vec<Block> {
    let told = "The answers are being put into the record, without anything that says whose they are.";
    let page = [Block::Title("No more answers are taken.".to_owned()), Block::Text(told.to_owned())];
    page.into_iter().chain(around::trouble(room.view())).collect()
}

/// The answers are in the record; nothing is shown yet.
pub(super) fn closed(room: &Room) -> Vec<Block> {
    let view = room.view();
    let mut page = vec![Block::Title("Answering is closed.".to_owned()), Block::Text(kept(view))];
    page.extend(around::trouble(view));
    page.extend(match answered(view) {
        0 => None,
        people if is_too_few(view, people) => Some(Block::Text(too_few(view))),
        _ => Some(Block::Text(NOT_YET.to_owned())),
    });
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

/// Whether anybody has answered, in whichever round.
fn has_answers(view: &RoomView) -> bool {
    !view.kept.is_empty() || view.sides.iter().any(|side| side.begun > 0)
}

fn answered(view: &RoomView) -> usize {
    view.kept.get(&view.progress.round).copied().unwrap_or(0)
}

fn is_too_few(view: &RoomView, people: usize) -> bool {
    people < view.progress.least_shown(&view.setup.questionnaire)
}

fn too_few(view: &RoomView) -> String {
    format!(
        "No figure of this round is shown: fewer than {} people answered, and figures of so few could show who said \
         what.",
        view.progress.least_shown(&view.setup.questionnaire)
    )
}

/// Why there is no chart after the reveal.
pub(super) fn not_shown(room: &Room) -> Vec<Block> {
    let view = room.view();
    match (view.kept.get(&1), &room.seen.figures) {
        (None, _) => vec![Block::Text("Nobody answered, so there is nothing to show.".to_owned())],
        (_, None) => vec![Block::Text(WORKING.to_owned())],
        (Some(&people), _) if is_too_few(view, people) => vec![Block::Text(too_few(view)), Block::Text(kept(view))],
        _ => Vec::new(),
    }
}

/// What was written, and what was taken on.
pub(super) fn ended(room: &Room, now: &Zoned) -> Vec<Block> {
    let mut page = vec![Block::Title("The session is over.".to_owned())];
    page.extend(match &room.wrote {
        Some(wrote) => written(room, wrote),
        None if room.role == Role::Console => vec![Block::Text("The other screen says what was written.".to_owned())],
        None if !has_answers(room.view()) => vec![Block::Text(nothing(room).to_owned())],
        None => vec![Block::Text("The record and the report are being written…".to_owned())],
    });
    if room.is_reached_by_phones() {
        page.push(Block::Text("Phones say that it is over, and what is kept.".to_owned()));
    }
    if !room.view().setup.rehearsal {
        page.extend(taken(room, now));
    }
    page
}

fn written(room: &Room, wrote: &Wrote) -> Vec<Block> {
    let mut blocks = Vec::new();
    blocks.extend(wrote.record.as_ref().map(|path| entry("The record", name(path))));
    blocks.extend(wrote.report.as_ref().map(|path| entry("The report", name(path))));
    if wrote.trouble.is_some() {
        blocks.push(Block::Warning("There is a record, but no report was written; leaving tells why.".to_owned()));
    }
    blocks.push(Block::Text(if blocks.is_empty() { nothing(room) } else { WHERE }.to_owned()));
    blocks
}

/// The name of a file without its folders: everybody in the room reads this, and folders tell whose laptop it is.
fn name(path: &str) -> String {
    showable(path.rsplit(['/', '\\']).next().unwrap_or_default())
}

const WHERE: &str = "Leaving tells where they are.";

fn nothing(room: &Room) -> &'static str {
    if room.view().setup.rehearsal {
        "It was a rehearsal: nothing of it is kept."
    } else {
        "Nobody answered, so nothing was written."
    }
}

/// The question, and what hangs on it.
pub fn asked(room: &Room, asked: Asked) -> (String, String) {
    match asked {
        Asked::End => ("End the session? This is final.".to_owned(), ending(room)),
        Asked::Leave => leaving(room),
    }
}

fn ending(room: &Room) -> String {
    let view = room.view();
    let what = match (view.setup.rehearsal, view.progress.phase) {
        (true, _) => "It is a rehearsal: nothing of it is kept.",
        (false, _) if !has_answers(view) => "Nobody has answered, so there will be no record.",
        (false, Phase::Stopped) => {
            "The figures of this round are not shown to the room. The record and the report are written with them."
        }
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
