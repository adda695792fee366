//! What the screens of a session say in each phase, but for its figures: what stands, what comes next, what is asked.

use super::{by_side, count, list, sentence};
use crate::domain::action::ACTIONS_MAX;

pub const LOCKED: &str = "Joining is locked. l lets people in again.";
pub const PASSED_ROUND: &str = "Everybody answers at this laptop, one after the other.";
pub const PRIVATE: &str = "Nobody sees what the one before answered.";
pub const NOT_HAD: &str = "Nobody has had the laptop yet.";
pub const HAND_ON: &str = "n hands the laptop to the next person.";
/// Whoever fills a side up alone can read the rest of it.
pub const COUNT_HEADS: &str = "Count heads on each side before you start.";
pub const LATE: &str = "Whoever comes late is welcome until answering stops.";

/// Over the notes for the facilitator, and before each of them.
pub const FOR_YOU: &str = "For you";
pub const NEXT: &str = "Next";
pub const CLOCK: &str = "Clock";
pub const NOT_HEARD_OF: &str = "Not heard of";
pub const BIG_SCREEN: &str = "Big screen";
pub const ELSEWHERE: &str = "Elsewhere";
pub const BLANK: &str = "It is blank: the room sees nothing for now. b shows everything again.";

/// What the facilitator does next, phase by phase.
pub const NEXT_IN_LOBBY: &str = "Count heads on each side; when all are in, Enter starts answering.";
pub const NEXT_WHILE_ANSWERING: &str =
    "Wait until most have finished, say that you are about to stop, then press c. u takes that back.";
pub const NEXT_ONCE_ANSWERED: &str = "Everybody has finished: c stops answering.";
pub const NEXT_STOPPED: &str =
    "Say what will be seen, and what not. Enter then reveals, for good; u lets people answer again.";
pub const NEXT_BY_ITSELF: &str = "Nothing to do: it goes on by itself.";
pub const NEXT_CLOSED: &str = "Enter reveals the figures on the big screen.";
pub const NEXT_REVEALED: &str =
    "Choose a cause and press Enter to discuss it. 2 asks some causes once more; E ends the session.";
pub const NEXT_LAST_ROUND: &str = "Choose a cause and press Enter to discuss it. E ends the session.";
pub const NEXT_DISCUSSED: &str = "Ask both sides what they have seen, before anybody proposes a remedy. a takes a first \
                                  step on; Esc goes back to all causes.";
pub const NEXT_ENDED: &str = "q leaves this view.";

/// Said in place of the phases that go by.
pub const NO_MORE: &str = "No more answers are taken.";
pub const DETACHING: &str = "The answers are being put into the record, without anything that says whose they are.";
pub const CLOSED: &str = "Answering is closed.";
pub const NOT_YET: &str = "Nothing has been shown yet. The reveal puts the figures where everybody can see them.";
pub const WORKING: &str = "One moment: the figures are being worked out.";
pub const NO_FIGURES: &str = "Nobody answered, so there is nothing to show.";
pub const NO_SECOND: &str = "Nobody answered in the second round, so there is nothing to compare.";
pub const NOT_KEPT: &str = "Nobody answered, so nothing is kept.";
/// In place of a remedy that touches people's work.
pub const BEHIND_A_KEY: &str = "It touches jobs, money, reporting lines, pay or hiring. Press v to show it.";

pub const OVER: &str = "The session is over.";
pub const WRITING: &str = "The record and the report are being written…";
pub const OTHER_SCREEN: &str = "The other screen says what was written.";
pub const PHONES_SAY: &str = "Phones say that it is over, and what is kept.";
pub const RECORD: &str = "The record";
pub const REPORT: &str = "The report";
pub const NO_REPORT: &str = "There is a record, but no report was written; leaving tells why.";
pub const WHERE: &str = "Leaving tells where they are.";
pub const REHEARSED: &str = "It was a rehearsal: nothing of it is kept.";
pub const NOTHING_WRITTEN: &str = "Nobody answered, so nothing was written.";

/// Asked before the end, and what it does.
pub const END: &str = "End the session? This is final.";
pub const END_REHEARSAL: &str = "It is a rehearsal: nothing of it is kept.";
pub const END_UNANSWERED: &str = "Nobody has answered, so there will be no record.";
pub const END_UNSHOWN: &str =
    "The figures of this round are not shown to the room. The record and the report are written with them.";
pub const END_WRITES: &str = "The record and the report are written.";
pub const END_ON_PHONES: &str = " Phones are told that it is over, and what is kept.";

/// Asked before the screen is left, and what that does.
pub const LEAVE: &str = "Leave?";
pub const LEAVE_VIEW: &str = "Leave this view?";
pub const LEAVE_VIEW_TEXT: &str = "The session goes on at the other terminal.";
pub const LEAVE_EARLY: &str = "Leave already?";
pub const LEAVE_EARLY_TEXT: &str = "The record and the report are still being written.";
pub const LEAVE_REHEARSAL: &str = "Leave the rehearsal?";
pub const LEAVE_REHEARSAL_TEXT: &str = "It ends with this, and nothing of it is kept.";

/// What a session that is left waits for; `short` names it on the command line.
pub fn staying(short: &str, has_phones: bool) -> String {
    let phones = if has_phones { " Phones wait for it meanwhile." } else { "" };
    format!("The session stays open to resume with 'undercurrent host --resume {short}'.{phones}")
}

pub fn asked_again(causes: &[&str]) -> String {
    format!("Asked once more: {}.", list(causes, "and"))
}

pub fn stopped(people: &str) -> String {
    format!("Answering is stopped. {people}")
}

pub fn kept(people: usize) -> String {
    match people {
        0 => NOT_KEPT.to_owned(),
        people => format!(
            "The answers of {} are kept in the record on this machine, in random order, without a name or a device.",
            count(people, "person", "people")
        ),
    }
}

pub fn rehearsed(people: usize) -> String {
    format!("{} answered, all made up. Nothing is kept of a rehearsal.", count(people, "person", "people"))
}

pub fn too_few(least: usize) -> String {
    format!(
        "No figure of this round is shown: fewer than {least} people answered, and figures of so few could show who \
         said what."
    )
}

pub fn people(sides: &[(&str, usize)]) -> String {
    let joined: usize = sides.iter().map(|(_, people)| people).sum();
    if joined == 0 {
        return "Nobody has joined yet.".to_owned();
    }
    format!("{}: {}", count(joined, "person", "people"), by_side(sides.iter().copied()))
}

/// What the number of people allows, said before anybody answers.
pub const EVERYONE: &str = "Everyone together can be shown.";
pub const SIDES: &str = "The two sides can be shown beside each other.";

pub fn nothing_before(missing: usize) -> String {
    format!("{} before anything can be shown.", more(missing))
}

pub fn no_spread_before(missing: usize) -> String {
    format!("{} before it can be shown how far apart answers are.", more(missing))
}

pub fn no_clear_gap(sales: usize, marketing: usize) -> String {
    format!("With {sales} and {marketing} no gap can be called clear.")
}

pub fn withheld(people: usize) -> String {
    let whose = if people == 1 { "1 person's".to_owned() } else { format!("{people} people's") };
    format!("{whose} answers would be in no figure, to protect them.")
}

fn more(missing: usize) -> String {
    if missing == 1 { "One more person".to_owned() } else { format!("{missing} more people") }
}

/// Which sides are too small to be shown: `One more from Marketing before the sides can be shown.`
pub fn too_small(sides: &[(&str, usize)]) -> Option<String> {
    let more = |(side, missing): &(&str, usize)| {
        let missing = if *missing == 1 { "one".to_owned() } else { missing.to_string() };
        format!("{missing} more from {side}")
    };
    let more: Vec<String> = sides.iter().map(more).collect();
    (!more.is_empty()).then(|| sentence(&format!("{} before the sides can be shown", list(&more, "and"))))
}

pub fn not_saving(why: &str) -> String {
    format!("Answers cannot be saved: {why}. They are refused, and whoever answers is told so, until it works again.")
}

pub fn not_written(why: &str) -> String {
    format!("The record cannot be written: {why}. The answers stay where they are, and it is tried again.")
}

pub const GOT_THROUGH: &str = "✓ A phone got through.";
pub const NOBODY_THROUGH: &str = "○ No phone has got through yet.";

/// So many phones try an address that begins otherwise than the one on the screen; none where none do.
pub fn secure(phones: u64) -> Option<String> {
    let sentence = match phones {
        0 => return None,
        1 => "A phone tries https: the address begins with http://.".to_owned(),
        many => format!("{many} phones try https: the address begins with http://."),
    };
    Some(sentence)
}

/// How often clients were turned away: for connections, requests, another address, wrong codes, and put off.
pub fn turned_away(times: [u64; 5]) -> Option<String> {
    let kinds = [
        ("idle or surplus connection", "idle or surplus connections"),
        ("request that made no sense", "requests that made no sense"),
        ("request for another address", "requests for another address"),
        ("wrong join code", "wrong join codes"),
        ("attempt put off", "attempts put off"),
    ];
    let there = times.into_iter().zip(kinds).filter(|(number, _)| *number > 0);
    let parts: Vec<String> =
        there.map(|(number, (one, many))| count(usize::try_from(number).unwrap_or(usize::MAX), one, many)).collect();
    (!parts.is_empty()).then(|| format!("Turned away: {}. Everybody else is served.", parts.join(", ")))
}

/// Who has not connected for a while, by side, and how many of them hold no answer; none where nobody is missed.
pub fn away(sides: &[(&str, usize)], idle: usize) -> Option<String> {
    let sides: Vec<String> = sides.iter().map(|(side, away)| format!("{away} from {side}")).collect();
    let sides = list(&sides, "and");
    let free = match idle {
        0 => String::new(),
        1 => " p frees the place of the one who has answered nothing; that phone may join anew.".to_owned(),
        idle => format!(" p frees the places of the {idle} who have answered nothing; their phones may join anew."),
    };
    (!sides.is_empty()).then(|| format!("{sides}, for a while now. A locked phone comes back by itself.{free}"))
}

/// Over the causes of a second round, and before them.
pub const SECOND_ROUND: &str = "a second round";
pub const WHICH_AGAIN: &str = "Which causes should be asked once more?";
pub const WHICH_AGAIN_HELP: &str = "Everybody answers the marked ones afresh. The change is shown for both rounds as a \
                                    whole; nobody is followed from one to the next.";

pub fn locked_out(code: &str) -> String {
    format!("locked: {code} lets nobody in")
}
pub const NO_ROOM_FOR_CODE: &str = "No code to scan fits here. Make the window larger, or type the address.";

pub const NO_CODE: &str = "There is no code to scan: everybody answers at this laptop.";
pub const NO_CHANGE: &str = "There is a change to show once a second round is revealed.";
pub const MARK_ONE: &str = "Mark at least one cause with Space first.";

pub fn no_more_steps() -> String {
    format!("{ACTIONS_MAX} steps are taken on already. More are seldom followed up.")
}

pub fn last_round(rounds: u8) -> String {
    format!("A session has {rounds} rounds, and this is the last.")
}

// What the keys do, in full.

pub const FREE_PLACES: &str = "free the places of those who are not heard of and hold no answer";
pub const RENAME: &str = "give the session another name";
pub const STOPS_SOON: &str = "let phones and terminals say that answering stops in 2 minutes, or take that back";
pub const TAKE_ROUND_BACK: &str = "take the second round back, before anybody has answered";
pub const REVEAL_FOR_GOOD: &str = "reveal the figures, for good";
pub const ANSWER_AGAIN: &str = "let people answer again";
pub const NEXT_FIGURE: &str = "to the next figure";
pub const FIGURE_BEFORE: &str = "to the figure before";
pub const TO_FIRST_ROUND: &str = "to the first round";
pub const NEXT_QUESTION: &str = "the next question, then the next cause";
pub const QUESTION_BEFORE: &str = "the question before";
pub const SHOW_ANSWERS: &str = "show how everyone answered, or hide it";
pub const SHOW_ARTICLE: &str = "show what the article says, or hide it";
pub const SHOW_REMEDY: &str = "show the article's remedy, or hide it";
pub const TAKE_A_STEP: &str = "take on a step";
pub const ASK_AGAIN: &str = "ask the marked causes again";
pub const SHOW_AGAIN: &str = "show it again";
