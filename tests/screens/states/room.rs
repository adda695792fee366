//! A live session, as the facilitator sees it.

use std::sync::Arc;

use undercurrent::testing::app::{App, HostView, Msg, Way, Wrote};
use undercurrent::testing::live::{Command, Rejections};

use super::State;
use crate::answers::built_in;
use crate::session::{Session, network};
use crate::sitting::{Sitting, setup};

/// At the screen that everybody sees.
pub fn hosting(session: &Session) -> Sitting {
    shown(network(), session.seen())
}

/// At the facilitator's own view.
pub fn console(session: &Session) -> Sitting {
    Sitting::at(App::console(setup(&built_in()), network(), session.seen_from_the_desk()))
}

fn shown(way: Way, seen: Arc<HostView>) -> Sitting {
    Sitting::at(App::hosting(setup(&built_in()), way, seen))
}

fn open() -> Session {
    Session::open(&built_in())
}

fn usual() -> Session {
    Session::usual(&built_in())
}

pub fn lobby() -> Vec<State> {
    let mut reached = open().joined("sales", 5).joined("marketing", 5);
    reached.around.reached = true;
    let few = open().joined("sales", 4).joined("marketing", 2);
    vec![
        ("lobby_empty", hosting(&open())),
        ("lobby_too_few", hosting(&few)),
        ("lobby_one_more_from_marketing", hosting(&open().joined("sales", 6).joined("marketing", 4))),
        ("lobby_five_and_five", hosting(&reached)),
        ("lobby_locked", hosting(&usual().receives(Command::Lock(true)))),
        ("lobby_with_the_code_large", hosting(&usual()).press("f")),
        ("lobby_of_a_kiosk", shown(Way::Kiosk, few.seen())),
        ("lobby_rehearsal", hosting(&Session::rehearsal(&built_in()).joined("sales", 6).joined("marketing", 6))),
        ("lobby_leaving", hosting(&few).press("q")),
        ("lobby_ending", hosting(&few).press("E")),
        ("lobby_naming", hosting(&few).press("r")),
        ("lobby_on_the_desk", console(&few.away(1))),
        ("lobby_with_places_to_free_on_the_desk", console(&usual().away(3))),
    ]
}

pub fn answering() -> Vec<State> {
    let begun = usual().started().answered(14).begun(15, 4).away(3);
    let mut troubled = begun.clone();
    troubled.around.rude = Rejections { connections: 212, wrong_codes: 9, ..Rejections::default() };
    troubled.around.not_saving = Some("there is no space left on the disk".to_owned());
    vec![
        ("answering_some", hosting(&begun)),
        ("answering_in_trouble", hosting(&troubled)),
        ("answering_stops_soon", hosting(&begun.clone().receives(Command::StopsSoon(true)))),
        ("answering_blank", hosting(&begun.clone().receives(Command::Blank(true)))),
        ("answering_on_the_desk", console(&begun)),
        (
            "answering_refused",
            hosting(&begun).press("l").receives(Msg::Command(Err("the host is stopping".to_owned()))),
        ),
    ]
}

pub fn closed() -> Vec<State> {
    let both = usual().started().answered(21).stopped();
    vec![
        ("stopped", hosting(&usual().started().answered(14).stopped())),
        ("stopped_with_both_sides", hosting(&both)),
        ("stopped_too_few", hosting(&open().joined("sales", 3).started().answered(3).stopped())),
        ("stopped_nobody", hosting(&open().joined("sales", 3).started().stopped())),
        ("stopped_ending", hosting(&both).press("E")),
        ("stopped_on_the_desk", console(&both)),
        ("closing", hosting(&usual().started().answered(14).closing())),
        ("closed", hosting(&usual().started().answered(14).closed())),
        ("closed_too_few", hosting(&open().joined("sales", 3).started().answered(3).closed())),
        ("closed_nobody", hosting(&open().joined("sales", 3).started().closed())),
        ("closed_on_the_desk", console(&usual().started().answered(14).closed())),
    ]
}

pub fn revealed() -> Vec<State> {
    let revealed = usual().started().answered(21).revealed();
    let all = usual().started().answered(24).revealed();
    vec![
        ("reveal", hosting(&revealed)),
        ("reveal_by_severity", hosting(&revealed).press("o o o")),
        ("reveal_withheld", hosting(&all)),
        ("reveal_too_few", hosting(&open().joined("sales", 3).started().answered(3).revealed())),
        ("reveal_nobody", hosting(&open().joined("sales", 3).started().revealed())),
        ("reveal_with_a_step_taken_on", hosting(&acted().receives(Command::Pin(None)))),
        ("reveal_on_the_desk", console(&revealed).press("Down")),
        (
            "reveal_rehearsal",
            hosting(
                &Session::rehearsal(&built_in())
                    .joined("sales", 6)
                    .joined("marketing", 6)
                    .started()
                    .answered(12)
                    .revealed(),
            ),
        ),
    ]
}

pub fn discussed() -> Vec<State> {
    let revealed = usual().started().answered(21).revealed();
    let pinned = revealed.pinned(0);
    let acted = acted();
    vec![
        ("discuss", hosting(&pinned)),
        ("discuss_with_the_remedy", hosting(&pinned).press("v")),
        ("discuss_without_care", hosting(&pinned.clone().pinned(1))),
        ("discuss_taken_on", hosting(&acted).press("End")),
        ("discuss_taking_on", hosting(&pinned).press("a")),
        ("discuss_taking_on_due", hosting(&pinned).press("a Enter text:Kim Enter")),
        ("discuss_on_the_desk", console(&pinned)),
        ("discuss_blank_on_the_desk", console(&pinned.receives(Command::Blank(true)))),
    ]
}

fn acted() -> Session {
    let revealed = usual().started().answered(21).revealed().pinned(0);
    let cause = revealed.cause(0);
    let owner = "Kim and Jo".to_owned();
    let step = "Take the last ten leads and mark each together.".to_owned();
    revealed.receives(Command::TakeOn { cause, step, owner, due: Some("2026-12-15".parse().unwrap()), plan: None })
}

pub fn second_round() -> Vec<State> {
    let revealed = usual().started().answered(21).revealed();
    let chosen = vec![revealed.cause(0), revealed.cause(3)];
    let second = revealed.clone().receives(Command::SecondRound(chosen));
    let compared = second.clone().answered(20).revealed();
    let few = second.clone().answered(4).revealed();
    vec![
        ("second_choosing", hosting(&revealed).press("2 Space Down Down Space")),
        ("second_answering", hosting(&second.clone().answered(5))),
        ("second_stopped", hosting(&second.answered(20).stopped())),
        ("second_change", hosting(&compared)),
        ("second_change_of_few", hosting(&few)),
        ("second_first_round_again", hosting(&compared).press("t")),
        ("second_discuss", hosting(&compared.pinned(0))),
    ]
}

pub fn ended() -> Vec<State> {
    let ended = acted().receives(Command::End);
    let own = |text: Option<&str>| text.map(str::to_owned);
    let wrote = |record: Option<&str>, report: Option<&str>, trouble: Option<&str>| {
        Msg::Wrote(Wrote { record: own(record), report: own(report), trouble: own(trouble) })
    };
    let record = "~/.local/share/undercurrent/2026-11-24-kick-off-emea.toml";
    let mut troubled = acted();
    troubled.around.not_kept = Some("there is no space left on the disk".to_owned());
    let rehearsed = Session::rehearsal(&built_in()).receives(Command::End);
    vec![
        ("ended_writing", hosting(&ended)),
        ("acting_in_trouble", hosting(&troubled)),
        ("ended", hosting(&ended).receives(wrote(Some(record), Some("kick-off-emea.html"), None))),
        (
            "ended_in_trouble",
            hosting(&ended).receives(wrote(
                Some(record),
                None,
                Some("The report could not be written: the folder is read-only"),
            )),
        ),
        ("ended_rehearsal", hosting(&rehearsed).receives(wrote(None, None, None))),
        ("ended_on_the_desk", console(&ended)),
    ]
}
