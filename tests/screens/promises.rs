//! What no screen may show: a cause before the end, "saved" too early, characters that act on a terminal.

use undercurrent::testing::app::{Msg, Screen, SessionEvent, claimed, not_claimed, saved};
use undercurrent::testing::domain::is_unshowable;
use undercurrent::testing::live::{ParticipantView, Phase};
use undercurrent::testing::ui::Look;

use crate::answers::{built_in, finished, record};
use crate::picture::{picture, text};
use crate::same::same_text;
use crate::session::SCREEN;
use crate::sitting::{Sitting, setup};
use crate::states::{LOUD, State, all, at_the_door, begun, hostile, named, seated, side_by_side, view};

/// All that a screen says, in one line.
pub fn said(sitting: &Sitting, size: (u16, u16)) -> String {
    text(&picture(&sitting.app, Look::default(), size)).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn no_screen_that_the_room_sees_shows_the_link_to_it_and_the_facilitators_own_view_does() {
    let rooms = || all().iter().filter(|(_, sitting)| matches!(sitting.app.screen(), Screen::Room(_)));
    let shows = |sitting: &Sitting, size| {
        let screen = said(sitting, size).replace(' ', "");
        screen.contains(&SCREEN[..8]) || screen.contains("/screen/")
    };
    let keys = ["", "?", ":", ": l i n k Enter", "f", "q", "E"];
    for ((name, sitting), size) in rooms().flat_map(|state| [(80, 24), (200, 100), (40, 12)].map(|size| (state, size)))
    {
        for pressed in keys.map(|keys| sitting.clone().press(keys)) {
            assert!(name.ends_with("_on_the_desk") || !shows(&pressed, size), "{name} at {size:?}");
        }
    }
    for name in ["lobby_on_the_desk", "answering_on_the_desk", "stopped_on_the_desk"] {
        assert!(shows(&named(name), (120, 40)), "{name}");
    }
    assert!(shows(&named("reveal_on_the_desk").press(": l i n k Enter"), (120, 40)));
    let copied = named("answering_some").press(": l i n k Enter");
    assert!(said(&copied, (120, 40)).contains("The link is copied, where your terminal allows it."));
}

/// What would give a cause away: its name, and the start of everything that is told of it.
pub fn giveaways() -> Vec<String> {
    let questionnaire = built_in();
    let giveaways = questionnaire.causes().iter().flat_map(|cause| {
        let texts = [&cause.situation, &cause.heading, &cause.remedy, &cause.first_step, &cause.prompts[0]];
        let starts = texts.into_iter().chain(&cause.experience).map(|text| text.chars().take(24).collect::<String>());
        starts.chain([cause.name.clone()]).collect::<Vec<_>>()
    });
    giveaways.collect()
}

/// Whether the results are still to come.
pub fn is_before_the_end(sitting: &Sitting) -> bool {
    match sitting.app.screen() {
        Screen::Participant(participant) => participant.taken().is_none_or(|taken| taken.progress().is_some()),
        screen => matches!(screen, Screen::Welcome(_) | Screen::Begin(_) | Screen::Answering(_)),
    }
}

/// Before the results: every screen with everything that may lie over it.
fn before_the_end() -> Vec<State> {
    let is_before = is_before_the_end;
    let states: Vec<State> = all().iter().filter(|(_, sitting)| is_before(sitting)).cloned().collect();
    let over = |keys: &'static str| states.iter().map(move |(name, sitting)| (*name, sitting.clone().press(keys)));
    let lain = ["?", "q", "s"].into_iter().flat_map(over).filter(|(_, sitting)| is_before(sitting));
    states.iter().cloned().chain(lain).collect()
}

#[test]
fn no_cause_is_named_or_told_of_while_answering() {
    let giveaways = giveaways();
    for (name, sitting) in before_the_end() {
        // A second round says which causes it asks once more, which the room has seen.
        let again = if name == "seat_announced" { &["Disputed spend", "Sales bypassed"][..] } else { &[] };
        for size in [(80, 24), (40, 12), (120, 100)] {
            let said = said(&sitting, size);
            let given = giveaways.iter().find(|one| said.contains(one.as_str()) && !again.contains(&one.as_str()));
            assert_eq!(given, None, "{name} at {size:?}: {said}");
        }
    }
}

/// Whether a screen claims that something is saved. What is said of not being saved does not count.
pub fn claims_saved(said: &str) -> bool {
    let mut said = said.to_lowercase();
    for denial in ["not saved", "cannot be saved", "should your answers be saved?", "being saved"] {
        said = said.replace(denial, "");
    }
    said.contains("saved")
}

#[test]
fn no_screen_says_saved_while_an_answer_is_not() {
    let asked = begun(&built_in());
    let unsaved = [
        asked.clone().press("3"),
        asked.clone().press("3 3").receives(saved(undercurrent::testing::app::Revision(1))),
        asked.clone().press("3").not_saved("the disk is full"),
        asked.clone().press("3").saved().press("4"),
        asked.clone().press("3").saved().press("4").not_saved("the disk is full"),
        asked.clone().press("36*3"),
        asked.clone().press("36*3").not_saved("the disk is full"),
    ];
    for sitting in &unsaved {
        for keys in [
            "", "?", "q", "s", "s Enter", "s text:/a Enter", "/", "q s", "q Esc", "C-c", "? C-c", "x s", "Esc s", "r s",
        ] {
            let pressed = sitting.clone().press(keys);
            for size in [(80, 24), (40, 12), (80, 60)] {
                let said = said(&pressed, size);
                assert!(!claims_saved(&said), "after {keys:?} at {size:?}: {said}");
            }
        }
    }
}

#[test]
fn no_participant_is_told_saved_while_an_answer_is_not_with_the_session() {
    let asked = seated(view(&built_in(), Phase::Answering, 3));
    let lost = || Msg::Participant(SessionEvent::Lost("the session cannot be reached".to_owned()));
    let unsaved = [
        asked.clone().press("4"),
        asked.clone().press("4 4").receives(saved(undercurrent::testing::app::Revision(1))),
        asked.clone().press("4").receives(lost()).not_saved("the session cannot be reached"),
        asked.clone().press("4").not_saved("the session cannot be reached").receives(lost()).press("33*3"),
        asked.press("33*3"),
    ];
    for sitting in &unsaved {
        for keys in ["", "?", "q", "s", "/", "q Esc", "C-c", "? C-c", "x s", "Backspace /", "33*Tab Enter"] {
            let pressed = sitting.clone().press(keys);
            for size in [(80, 24), (40, 12), (80, 60)] {
                let said = said(&pressed, size);
                assert!(!claims_saved(&said), "after {keys:?} at {size:?}: {said}");
            }
        }
    }
}

#[test]
fn however_much_is_open_finishing_stays_in_sight() {
    for size in [(40, 12), (80, 24), (120, 40)] {
        let sitting = begun(&built_in()).press("36*Tab");
        assert!(said(&sitting, size).contains("Finish and see the chart"), "{size:?}");
        let down = sitting.press("20*Down");
        assert!(said(&down, size).contains("▌ 21 "), "{size:?}");
        assert!(said(&down.press("16*Down"), size).contains("▌ Finish"), "{size:?}");
    }
}

#[test]
fn however_much_is_unfinished_starting_new_stays_in_sight() {
    for size in [(40, 12), (80, 24), (120, 40)] {
        for (state, last) in [("welcome_several_unfinished", "7 All 36"), ("welcome_last_of_several", "▌ 8 Pulse")] {
            assert!(said(&named(state), size).contains(last), "{state} at {size:?}");
        }
    }
}

#[test]
fn saved_is_said_once_everything_is() {
    let sitting = begun(&built_in()).press("3 3").saved();
    assert!(said(&sitting, (80, 24)).contains("✓ 2 answers saved"));
    assert!(said(&sitting, (80, 24)).contains("q leave (saved)"));
    assert!(said(&sitting.press("s"), (80, 24)).contains("Every answer is saved already."));
}

#[test]
fn what_was_changed_is_not_undone_by_a_second_word_that_the_record_is_ours() {
    let ours = || claimed(finished(&built_in(), &LOUD));
    let changed = Sitting::at_results(finished(&built_in(), &LOUD)).press("Enter c").receives(ours()).press("2");
    let again = changed.clone().receives(ours());
    assert_eq!(again.app.record(), changed.app.record());
    same_text!(said(&again, (80, 24)), said(&changed, (80, 24)));
}

#[test]
fn whoever_went_on_reading_is_not_thrown_into_changing() {
    let ours = claimed(finished(&built_in(), &LOUD));
    let reading = Sitting::at_results(finished(&built_in(), &LOUD)).press("Enter c Esc");
    same_text!(said(&reading.clone().receives(ours), (80, 24)), said(&reading, (80, 24)));
}

#[test]
fn what_is_offered_at_the_foot_works_where_it_is_offered() {
    let unsaved = |keys| begun(&built_in()).press("3").not_saved("the disk is full").press(keys);
    for keys in ["", "/", "?", "q", "s", "36*Tab", "35*3 Enter", "36*3 Enter", "36*3 r"] {
        let sitting = unsaved(keys);
        let offered = said(&sitting, (80, 24)).contains("s saves elsewhere");
        let works = said(&sitting.press("s"), (80, 24)).contains("Where should your answers be saved?");
        assert!(!offered || works, "after {keys:?}");
    }
}

#[test]
fn nothing_that_acts_on_a_terminal_or_hides_reaches_a_cell() {
    let asked = begun(&hostile());
    let results = Sitting::at_results(finished(&hostile(), &LOUD));
    let bad = "\u{1b}]0;title\u{7}\u{202e}\u{200b}x";
    let held = undercurrent::testing::app::Unfinished {
        record: record(&built_in(), &[]),
        file: None,
        holder: Some(bad.to_owned()),
    };
    let mut nowhere = setup(&hostile());
    nowhere.store = undercurrent::testing::app::Store::Nowhere(bad.to_owned());
    let screens = vec![
        Sitting::welcomed(nowhere, vec![held.clone(), held]),
        Sitting::welcomed(setup(&hostile()), vec![]).press("Enter"),
        Sitting::welcomed(setup(&hostile()), vec![])
            .press("Enter 1")
            .receives(Msg::Pasted(format!("a{bad}\r\n\u{9b}b"))),
        asked.clone(),
        asked.clone().press("/"),
        asked.clone().press("36*Tab"),
        asked.clone().press("?"),
        asked.clone().press("3").not_saved(bad),
        asked.clone().press("3").not_saved(bad).press("q"),
        asked.press("3").not_saved(bad).press("s").receives(Msg::Pasted(bad.to_owned())),
        side_by_side(&hostile(), &[("sales", "", &LOUD), ("marketing", "", &["n"])]),
        results.clone(),
        results.clone().press("Enter"),
        results.clone().press("Enter").receives(not_claimed(bad)),
        results.clone().press("r"),
        results.press("Enter c").receives(claimed(finished(&hostile(), &LOUD))),
    ];
    for (at, sitting) in screens.iter().chain(&hostile_seats(bad)).enumerate() {
        for size in [(80, 24), (40, 12), (100, 100)] {
            let drawn = picture(&sitting.app, Look::default(), size);
            let found = drawn.content.iter().find(|cell| cell.symbol().chars().any(is_unshowable));
            assert_eq!(found, None, "screen {at} at {size:?}");
        }
    }
}

/// A participant of a session that sends what acts on a terminal.
fn hostile_seats(bad: &str) -> Vec<Sitting> {
    let mut pinned: ParticipantView = view(&hostile(), Phase::Revealed, 0);
    pinned.progress.pinned = Some(hostile().causes()[0].id.clone());
    let asked = seated(view(&hostile(), Phase::Answering, 3));
    vec![
        at_the_door(&hostile()),
        at_the_door(&hostile()).press("1").receives(Msg::Pasted(bad.to_owned())),
        at_the_door(&hostile()).press("1").receives(not_claimed(bad)),
        asked.clone(),
        asked.clone().press("/"),
        asked.clone().press("36*Tab"),
        asked.clone().press("36*Tab End Enter"),
        asked.clone().receives(Msg::Participant(SessionEvent::Lost(bad.to_owned()))),
        asked.clone().press("3").not_saved(bad).press("q"),
        asked.receives(Msg::Participant(SessionEvent::Refused(bad.to_owned()))),
        seated(view(&hostile(), Phase::Lobby, 0)),
        seated(pinned),
    ]
}
