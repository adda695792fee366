//! A live session, driven by keys: which commands they give, what is asked first, what stays.

use rstest::rstest;
use undercurrent::testing::app::{Block, Effect, Msg, Screen};
use undercurrent::testing::domain::Label;
use undercurrent::testing::live::{Away, Clock, Command, ParticipantView, Phase, Rejections, Showing};
use undercurrent::testing::plain::choices;
use undercurrent::testing::ui::Look;

use crate::answers::built_in;
use crate::picture::{picture, text};
use crate::promises::said;
use crate::session::Session;
use crate::sitting::{NOW, Sitting};
use crate::states::{console, hosting, named};

fn usual() -> Session {
    Session::usual(&built_in())
}

fn revealed() -> Session {
    usual().started().answered(21).revealed()
}

/// A session in each of the stages that it goes through.
fn stages() -> Vec<Session> {
    let stopped = usual().started().answered(21).stopped();
    vec![usual(), usual().started(), stopped, revealed(), revealed().pinned(0)]
}

/// The commands that were given.
fn commands(sitting: &Sitting) -> Vec<Command> {
    let given = sitting.effects.iter().filter_map(|effect| match effect {
        Effect::Command(Command::Show(_)) => None,
        Effect::Command(command) => Some(command.clone()),
        _ => None,
    });
    given.collect()
}

fn left(sitting: &Sitting) -> bool {
    sitting.effects.contains(&Effect::Quit)
}

fn telling(sitting: &Sitting) -> String {
    said(sitting, (80, 24))
}

#[rstest]
#[case("lobby_too_few", "Enter", Command::Start)]
#[case("lobby_too_few", "l", Command::Lock(true))]
#[case("lobby_locked", "l", Command::Lock(false))]
#[case("answering_some", "l", Command::Lock(true))]
#[case("answering_some", "b", Command::Blank(true))]
#[case("answering_blank", "b", Command::Blank(false))]
#[case("answering_blank", "x", Command::Blank(false))]
#[case("answering_blank", "q", Command::Blank(false))]
#[case("answering_some", "c", Command::Stop)]
#[case("answering_on_the_desk", "c", Command::Stop)]
#[case("stopped", "u", Command::GoOn)]
#[case("lobby_with_places_to_free_on_the_desk", "p", Command::FreePlaces(Away::default()))]
#[case("stopped_on_the_desk", "u", Command::GoOn)]
#[case("closed", "Enter", Command::Reveal)]
#[case("discuss", "Esc", Command::Pin(None))]
#[case("discuss_blank_on_the_desk", "b", Command::Blank(false))]
fn one_key_gives_a_command_that_can_be_taken_back(#[case] state: &str, #[case] keys: &str, #[case] command: Command) {
    let pressed = named(state).press(keys);
    assert_eq!(commands(&pressed), [command]);
    assert!(!left(&pressed));
}

#[rstest]
#[case("lobby_too_few", "E", Command::End)]
#[case("stopped", "E", Command::End)]
#[case("closed", "E", Command::End)]
#[case("reveal", "E", Command::End)]
#[case("discuss", "E", Command::End)]
#[case("second_change", "E", Command::End)]
fn what_is_final_is_asked_once(#[case] state: &str, #[case] key: &str, #[case] command: Command) {
    let asked = named(state).press(key);
    assert!(commands(&asked).is_empty());
    assert!(telling(&asked).contains("This is final"), "{}", telling(&asked));
    assert!(commands(&asked.clone().press("Esc")).is_empty());
    assert!(commands(&asked.clone().press("n Enter")).iter().all(|given| *given != command));
    assert_eq!(commands(&asked.press("y")), [command]);
}

#[test]
fn what_the_reveal_will_show_is_said_before_anything_is_final() {
    let said = telling(&named("stopped"));
    let expected = [
        "Answering is stopped. 14 of 24 people have answered: Sales 12, Marketing 2, Another team 0.",
        "The reveal will show everyone together and how far apart people are",
        "It will not show both sides beside each other (Marketing has 2, 5 are needed)",
        "10 people have answered nothing, and are not counted.",
        "Enter reveals, for good: then nothing ties an answer to a phone any more. u lets people answer again.",
    ];
    for part in expected {
        assert!(said.contains(part), "{part}: {said}");
    }
}

#[test]
fn where_the_reveal_would_show_nothing_that_is_said_first_and_in_bold() {
    for (state, first) in [
        ("stopped_too_few", "Only 3 people answered: the reveal will show nothing. u lets people answer again."),
        ("stopped_nobody", "Nobody has answered: the reveal will show nothing. u lets people answer again."),
    ] {
        let pages = named(state).app.screen().page(&NOW.parse().unwrap()).unwrap();
        assert_eq!(pages.first(), Some(&Block::Title(first.to_owned())), "{state}");
    }
}

#[test]
fn nobody_is_counted_where_nobody_is() {
    let said = telling(&hosting(&Session::open(&built_in()).started()));
    assert!(said.contains("Nobody has joined yet.") && !said.contains("0 of 0"), "{said}");
}

#[test]
fn a_question_that_the_session_has_overtaken_goes_away() {
    let stopped = usual().started().answered(14).stopped();
    let asked = hosting(&stopped).press("E").receives(Msg::Room(stopped.receives(Command::GoOn).seen()));
    assert!(telling(&asked).contains("14 of 24 have finished"));
    assert!(commands(&asked.press("y")).is_empty());
}

#[rstest]
#[case("lobby_too_few")]
#[case("answering_some")]
#[case("stopped")]
#[case("closing")]
#[case("closed")]
#[case("reveal")]
#[case("discuss")]
#[case("discuss_taking_on")]
#[case("second_choosing")]
fn leaving_asks_first_and_says_that_the_session_stays_open(#[case] state: &str) {
    let asked = named(state).press("C-c");
    assert!(!left(&asked));
    assert!(telling(&asked).contains("undercurrent host --resume"), "{}", telling(&asked));
    assert!(!left(&asked.clone().press("Esc")));
    assert!(left(&asked.clone().press("y")) && left(&asked.clone().press("q")) && left(&asked.press("C-c")));
}

#[test]
fn leaving_the_facilitators_own_view_leaves_the_session_alone() {
    let asked = named("answering_on_the_desk").press("q");
    assert!(telling(&asked).contains("The session goes on at the other terminal."));
    assert!(commands(&asked.clone().press("y")).is_empty() && left(&asked.press("y")));
}

#[test]
fn whoever_leaves_amid_a_form_and_stays_finds_the_session() {
    let back = named("discuss_taking_on").press("C-c Esc");
    assert!(matches!(back.app.screen(), Screen::Room(_)) && telling(&back).contains("Lead mismatch"));
}

#[test]
fn at_the_end_nothing_is_asked_once_all_is_written() {
    assert!(left(&named("ended").press("q")));
    assert!(left(&named("ended_on_the_desk").press("q")));
    let writing = named("ended_writing").press("q");
    assert!(!left(&writing) && telling(&writing).contains("are still being written"));
}

/// The screen says so before word of the writing comes, and holds to it.
#[test]
fn an_end_before_anybody_answered_is_left_at_once() {
    let ended = hosting(&usual().receives(Command::End));
    assert!(telling(&ended).contains("nothing was written"), "{}", telling(&ended));
    assert!(left(&ended.press("q")));
}

#[test]
fn the_chosen_cause_is_pinned_and_its_page_comes_with_the_room() {
    let revealed = revealed();
    let chosen = hosting(&revealed).press("o o o Down Enter");
    let [Command::Pin(Some(cause))] = &commands(&chosen)[..] else { panic!("{:?}", chosen.effects) };
    assert!(telling(&chosen).contains("by severity"), "the page waits for the room");
    let pinned = chosen.receives(Msg::Room(revealed.clone().receives(Command::Pin(Some(cause.clone()))).seen()));
    assert!(telling(&pinned).contains("Everyone 70, elevated."));
    let back = pinned.receives(Msg::Room(revealed.seen()));
    assert!(telling(&back).contains("by severity") && telling(&back).contains("▌ System burden"), "{}", telling(&back));
}

#[test]
fn a_cause_pinned_at_the_other_terminal_is_shown_here_too() {
    let revealed = revealed();
    let shown = hosting(&revealed).receives(Msg::Room(revealed.pinned(2).seen()));
    assert!(telling(&shown).contains("Disputed spend") && telling(&shown).contains("Everyone 70"));
}

#[test]
fn the_remedy_of_a_cause_that_touches_jobs_waits_for_a_key() {
    let questionnaire = built_in();
    for (place, cause) in questionnaire.causes().iter().enumerate() {
        let remedy: String = cause.remedy.split_whitespace().take(4).collect::<Vec<_>>().join(" ");
        let pinned = hosting(&revealed().pinned(place));
        let shows = |sitting: &Sitting| said(sitting, (120, 120)).contains(&remedy);
        assert!(!shows(&pinned), "the article waits for a key: {}", cause.name);
        assert_eq!(shows(&pinned.clone().press("s")), cause.care.is_none(), "{}", cause.name);
        assert_eq!(shows(&pinned.clone().press("v")), cause.care.is_some(), "{}", cause.name);
        assert!(!shows(&pinned.press("s v v s")), "{}", cause.name);
    }
}

#[test]
fn a_remedy_that_was_asked_for_is_hidden_again_at_the_next_cause() {
    let revealed = revealed();
    let next = hosting(&revealed.clone().pinned(0)).press("v").receives(Msg::Room(revealed.clone().pinned(2).seen()));
    assert!(telling(&next.receives(Msg::Room(revealed.pinned(0).seen()))).contains("Lead mismatch"));
}

#[test]
fn the_marked_causes_are_asked_once_more() {
    let revealed = revealed();
    let choosing = hosting(&revealed).press("2");
    assert!(telling(&choosing.clone().press("Enter")).contains("Mark at least one cause"));
    let chosen = choosing.press("Space Down Space Down Space Space Enter");
    let [Command::SecondRound(causes)] = &commands(&chosen)[..] else { panic!("{:?}", chosen.effects) };
    assert_eq!(causes.len(), 2);
    let refused = chosen.clone().receives(Msg::Command(Err("it could not be saved: the disk is full".to_owned())));
    assert_eq!(telling(&refused).matches("[x]").count(), 2, "{}", telling(&refused));
    let asked = chosen.receives(Msg::Room(revealed.receives(Command::SecondRound(causes.clone())).seen()));
    assert!(telling(&asked).contains("round 2, answering"), "{}", telling(&asked));
}

#[test]
fn of_fewer_people_than_are_shown_together_it_is_not_told_how_much_they_have_answered() {
    let begun = |people| {
        let mut session = Session::open(&built_in()).joined("sales", people).joined("marketing", 6).started();
        for person in 0..people {
            session = session.begun(person, 18);
        }
        telling(&hosting(&session))
    };
    assert!(!begun(4).contains("half answered"), "{}", begun(4));
    assert!(begun(5).contains("Sales 5 people") && begun(5).contains("half answered"), "{}", begun(5));
}

#[test]
fn how_everyone_answered_and_the_article_are_a_key_away_on_the_projector() {
    let discuss = named("discuss");
    assert!(!telling(&discuss).contains("How everyone answered"));
    let asked = |key: &str| match &discuss.clone().press(key).effects[..] {
        [Effect::Command(Command::Show(showing))] => (showing.answers, showing.article),
        other => panic!("{other:?}"),
    };
    assert_eq!((asked("d"), asked("s")), ((true, false), (false, true)));
    let shown = discuss.press("d");
    assert!(
        telling(&shown).contains("How everyone answered") || telling(&shown).contains("Average"),
        "{}",
        telling(&shown)
    );
    assert!(!telling(&shown.press("d")).contains("How everyone answered"));
}

#[test]
fn a_second_round_is_taken_back_with_u_until_somebody_has_answered_in_it() {
    let begun = revealed().receives(Command::SecondRound(vec![revealed().cause(0)]));
    for sitting in [hosting(&begun), console(&begun)] {
        assert_eq!(commands(&sitting.press("u")), [Command::NoSecondRound]);
    }
    let back = begun.clone().receives(Command::NoSecondRound);
    assert!(telling(&hosting(&back)).contains("Enter discuss"), "{}", telling(&hosting(&back)));
    for sitting in [hosting(&begun.answered(1)), hosting(&usual().started())] {
        assert_eq!(commands(&sitting.press("u")), []);
    }
}

#[test]
fn whoever_chooses_causes_to_ask_again_sees_their_figures_and_which_were_discussed() {
    let talked = revealed().pinned(1);
    let sitting = hosting(&talked).receives(Msg::Room(talked.clone().receives(Command::Pin(None)).seen()));
    let chooser = sitting.press("2").app;
    let name = built_in().causes()[1].name.clone();
    for size in [(60, 20), (80, 24), (120, 40)] {
        let screen = text(&picture(&chooser, Look::default(), size));
        let row = screen.lines().find(|line| line.contains(&name) && line.contains("[ ]")).unwrap();
        assert!(row.contains("●") && row.contains("discussed"), "{screen}");
        assert_eq!(screen.matches("discussed").count(), 1, "{screen}");
        assert!(screen.contains("Enter ask again"), "{screen}");
    }
}

#[rstest]
fn the_facilitators_own_view_says_first_what_to_do_next_however_small_it_is(#[values(0, 1, 2, 3, 4)] stage: usize) {
    let session = stages().swap_remove(stage);
    for size in [(40, 12), (60, 20), (80, 24), (120, 30)] {
        let screen = text(&picture(&console(&session).app, Look::default(), size));
        let at = screen.lines().position(|line| line.trim_start().starts_with("Next"));
        assert!(at.is_some_and(|at| at < 5), "{size:?}:\n{screen}");
    }
}

#[test]
fn a_list_of_causes_that_does_not_fit_says_so() {
    let screen = said(&console(&revealed()), (40, 12));
    assert!(screen.contains("of 9"), "{screen}");
    assert!(!said(&console(&revealed()), (80, 24)).contains("of 9"));
}

#[test]
fn t_lets_phones_and_terminals_say_that_answering_stops_soon_and_takes_it_back() {
    let session = Session::usual(&built_in()).started();
    assert_eq!(commands(&hosting(&session).press("t")), [Command::StopsSoon(true)]);
    let soon = session.receives(Command::StopsSoon(true));
    assert_eq!(commands(&console(&soon).press("t")), [Command::StopsSoon(false)]);
    let screen = telling(&hosting(&soon));
    assert!(screen.contains("Phones and terminals say that answering stops in 2 minutes; c stops it."), "{screen}");
}

#[test]
fn a_participant_at_a_terminal_reads_that_answering_stops_soon_in_place_of_the_name() {
    for answered in [0, 4, 36] {
        let view = crate::states::view(&built_in(), Phase::Answering, answered);
        let soon = ParticipantView { notice: Some("Stops in 2 minutes".to_owned()), ..view.clone() };
        let (before, now) = (telling(&crate::states::seated(view)), telling(&crate::states::seated(soon)));
        assert!(before.contains("EMEA") && !before.contains("Stops in 2 minutes"), "{before}");
        assert!(now.contains("Stops in 2 minutes") && !now.contains("EMEA"), "{now}");
    }
}

#[rstest]
fn the_name_of_the_session_is_mended_from_either_view_and_stays_open_until_it_is_kept(
    #[values(0, 1, 2, 3, 4)] stage: usize,
) {
    let session = stages().swap_remove(stage);
    for view in [hosting, console] {
        let asked = view(&session).press("r");
        assert!(telling(&asked).contains("Which name should this session have?"), "{}", telling(&asked));
        let none = asked.clone().press("Esc");
        assert!(commands(&none).is_empty() && !telling(&none).contains("Which name"));
        let given = asked.press("C-u A P A C Enter");
        assert_eq!(commands(&given), [Command::Name(Label::new("APAC").unwrap())]);
        let refused = given.clone().receives(Msg::Command(Err("it could not be saved: the disk is full".to_owned())));
        assert!(telling(&refused).contains("APAC") && telling(&refused).contains("the disk is full"));
        let named = session.clone().receives(Command::Name(Label::new("APAC").unwrap()));
        let kept = given.receives(Msg::Room(named.seen())).receives(Msg::Command(Ok(())));
        let screen = telling(&kept);
        assert!(screen.contains("The session has another name now.") && screen.contains("APAC"), "{screen}");
        assert!(!screen.contains("Kick-off"), "{screen}");
    }
}

#[test]
fn a_name_that_could_not_be_given_at_the_start_is_refused_in_the_same_words() {
    let long = "61*A";
    let typed = hosting(&usual()).press("r").press(&format!("C-u {long} Enter"));
    assert!(commands(&typed).is_empty());
    let screen = telling(&typed);
    assert!(screen.contains("That name cannot be used: it has 61 characters; at most 60 fit."), "{screen}");
}

#[test]
fn the_facilitator_alone_reads_how_many_look_from_elsewhere() {
    let mut session = usual().started();
    session.around.watching = 3;
    assert!(telling(&console(&session)).contains("3 people look just now."), "{}", telling(&console(&session)));
    assert!(!telling(&hosting(&session)).contains("look just now"));
}

#[test]
fn there_is_no_third_round() {
    let pressed = named("second_change").press("t 2");
    assert!(commands(&pressed).is_empty() && telling(&pressed).contains("this is the last"), "{}", telling(&pressed));
}

#[test]
fn a_first_step_is_taken_on_once_it_is_known_to_be_kept() {
    let typed = named("discuss").press("a C-u text:Listen Enter text:Kim Enter text:2026-12-15 Enter");
    let [Command::TakeOn { step, owner, due, .. }] = &commands(&typed)[..] else { panic!("{:?}", typed.effects) };
    assert_eq!((step.as_str(), owner.as_str(), *due), ("Listen", "Kim", "2026-12-15".parse().ok()));
    assert_eq!(commands(&typed.clone().press("Enter")).len(), 1, "it is handed over once");
    let refused = typed.clone().receives(Msg::Command(Err("it could not be saved: the disk is full".to_owned())));
    assert!(telling(&refused).contains("The disk is full.") || telling(&refused).contains("the disk is full"));
    assert!(telling(&refused).contains("2026-12-15"), "what was typed stays: {}", telling(&refused));
    assert_eq!(commands(&refused.press("Enter")).len(), 2);
    let done = typed.receives(Msg::Command(Ok(())));
    assert!(telling(&done).contains("Taken on.") && telling(&done).contains("Everyone 70"), "{}", telling(&done));
}

#[test]
fn a_step_of_the_room_may_be_written_as_a_plan() {
    let typed = named("discuss").press("a Tab text:Monday Tab text:count Enter");
    assert!(telling(&typed).contains("Who takes it on?"), "{}", telling(&typed));
    let half = named("discuss").press("a Tab text:Monday Tab Enter");
    assert!(
        commands(&half).is_empty() && telling(&half).contains("Say both: when, and what you do then."),
        "{}",
        telling(&half)
    );
    let [Command::TakeOn { plan: Some(plan), .. }] = &commands(&typed.press("Enter Enter"))[..] else { panic!() };
    assert_eq!((plan.when(), plan.we()), ("Monday", "count"));
}

#[test]
fn a_day_that_is_past_is_asked_back_in_a_session_too() {
    let typed = named("discuss").press("a Enter Enter text:2026-11-23 Enter");
    assert!(commands(&typed).is_empty() && telling(&typed).contains("23 November 2026 is past. Keep it?"));
    let changed = typed.clone().press("n C-u text:2026-11-24 Enter");
    assert!(matches!(&commands(&changed)[..], [Command::TakeOn { due, .. }] if *due == "2026-11-24".parse().ok()));
    let kept = typed.press("y");
    assert!(matches!(&commands(&kept)[..], [Command::TakeOn { due, .. }] if *due == "2026-11-23".parse().ok()));
}

#[test]
fn a_date_that_is_none_is_not_taken() {
    let typed = named("discuss").press("a Enter Enter text:soon Enter");
    assert!(commands(&typed).is_empty() && telling(&typed).contains("That is no date."));
}

/// What the session was told to show.
fn shown(sitting: &Sitting) -> Vec<Showing> {
    let given = sitting.effects.iter().filter_map(|effect| match effect {
        Effect::Command(Command::Show(showing)) => Some(showing.clone()),
        _ => None,
    });
    given.collect()
}

#[test]
fn order_and_choice_are_the_sessions_and_come_from_either_screen() {
    let revealed = revealed();
    let turned = console(&revealed).press("o Down Down");
    let showing = shown(&turned).pop().unwrap();
    assert!(showing.order.is_some() && showing.cursor.is_some(), "{showing:?}");
    let there = hosting(&revealed).receives(Msg::Room(revealed.receives(Command::Show(showing)).seen()));
    for (size, sitting) in [((80, 24), &there), ((120, 40), &there)] {
        let chosen = |sitting: &Sitting| match sitting.app.screen() {
            Screen::Room(room) => (room.causes.row(), room.causes.everyone.as_ref().map(|everyone| everyone.order)),
            _ => panic!("{size:?}"),
        };
        assert_eq!(chosen(sitting), chosen(&turned));
    }
}

#[rstest]
#[case("Right", "Left")]
#[case("PgDn", "PgUp")]
fn a_presenters_remote_turns_figures_and_questions_blanks_and_does_nothing_final(#[case] on: &str, #[case] back: &str) {
    let row = |sitting: &Sitting| match sitting.app.screen() {
        Screen::Room(room) => room.causes.row(),
        _ => unreachable!(),
    };
    let chart = hosting(&revealed()).press(&format!("{on} {on} {back}"));
    assert_eq!(row(&chart), 1);
    let first = hosting(&revealed().pinned(0));
    let questions = built_in().causes()[0].prompts.clone();
    assert!(telling(&first).contains(&questions[0]) && !telling(&first).contains(&questions[1]));
    let second = first.press(on);
    assert!(
        telling(&second).contains(&questions[1]) && !telling(&second).contains(&questions[0]),
        "{}",
        telling(&second)
    );
    assert!(telling(&second.clone().press(back)).contains(&questions[0]));
    assert!(matches!(&commands(&second.press(on))[..], [Command::Pin(Some(_))]), "after the last comes the next cause");
    for state in ["lobby_too_few", "answering_some", "stopped", "closed", "reveal", "discuss", "second_change"] {
        for key in [on, back, ".", "b"] {
            let given = commands(&named(state).press(key));
            let is_harmless = |command: &Command| matches!(command, Command::Blank(_) | Command::Pin(_));
            assert!(given.iter().all(is_harmless), "{state} {key}: {given:?}");
        }
    }
}

#[test]
fn that_a_remedy_is_touchy_is_told_to_the_facilitator_alone() {
    let pinned = revealed().pinned(0);
    let touches = "It touches jobs, money, reporting lines, pay or hiring.";
    assert!(said(&console(&pinned), (120, 80)).contains(touches));
    for keys in ["", "s"] {
        assert!(!said(&hosting(&pinned).press(keys), (120, 80)).contains(touches), "{keys}");
    }
}

#[test]
fn the_facilitators_own_view_gives_the_same_commands() {
    let revealed = revealed();
    let desk = console(&revealed).press("Down Down Enter");
    assert_eq!(commands(&desk), [Command::Pin(Some(revealed.cause(2)))]);
    assert_eq!(commands(&console(&usual()).press("Enter")), [Command::Start]);
}

#[test]
fn a_blank_screen_is_blank() {
    assert_eq!(telling(&named("answering_blank")), "");
    let rehearsal = Session::rehearsal(&built_in()).started().receives(Command::Blank(true));
    assert_eq!(telling(&hosting(&rehearsal)), "REHEARSAL");
}

#[test]
fn the_address_and_the_code_stay_in_sight_to_the_end() {
    for state in ["lobby_empty", "answering_some", "closed", "reveal", "discuss", "second_change", "lobby_leaving"] {
        for size in [(40, 12), (80, 24), (120, 40)] {
            let said = said(&named(state), size);
            assert!(said.contains("192.168.178.20:7777"), "{state} at {size:?}: {said}");
            let is_large = state == "lobby_empty" && size != (40, 12);
            assert!(said.contains("K7MQ2X") || is_large, "{state} at {size:?}: {said}");
        }
    }
}

#[test]
fn every_screen_of_a_rehearsal_says_so() {
    let sessions = [
        Session::rehearsal(&built_in()).joined("sales", 6).joined("marketing", 6),
        Session::rehearsal(&built_in()).joined("sales", 6).joined("marketing", 6).started().answered(12),
        Session::rehearsal(&built_in()).joined("sales", 6).joined("marketing", 6).started().answered(12).revealed(),
    ];
    for session in sessions {
        for keys in ["", "q", "f", "E", "2", "?", "b"] {
            for size in [(40, 12), (80, 24)] {
                assert!(said(&hosting(&session).press(keys), size).contains("REHEARSAL"), "after {keys:?} at {size:?}");
            }
        }
    }
}

#[test]
fn no_figure_is_shown_of_fewer_people_than_agreed() {
    let said = said(&named("reveal_too_few"), (120, 40));
    assert!(said.contains("fewer than 5 people answered") && said.contains("are kept in the record"), "{said}");
    assert!(!said.contains("Average") && !said.contains('━'), "{said}");
}

#[test]
fn trouble_is_told_wherever_the_session_is() {
    for state in ["answering_in_trouble", "acting_in_trouble"] {
        for keys in ["", "q", "f"] {
            let said = telling(&named(state).press(keys));
            assert!(said.contains("! ") && said.contains("there is no space left on the disk"), "{state}: {said}");
        }
    }
}

#[test]
fn how_late_it_is_stands_on_the_facilitators_own_view_and_how_long_people_answer_on_the_wall() {
    let mut session = Session::usual(&built_in()).started();
    let time = |text: &str| text.parse().unwrap();
    let clock = Clock::at(time("2026-11-24T16:14:00Z"), time("2026-11-24T16:00:00Z"), time("2026-11-24T16:08:00Z"));
    session.around.clock = Some(clock);
    let (wall, own) = (telling(&hosting(&session)), telling(&console(&session)));
    assert!(wall.contains("answering, 6 minutes") && !wall.contains("minute 14"), "{wall}");
    assert!(own.contains("minute 14 of 60") && own.contains("the script goes on at minute 17"), "{own}");
}

#[test]
fn no_answer_and_no_figure_is_told_before_the_reveal() {
    for state in ["answering_some", "stopped", "closing", "closed", "second_answering", "second_stopped"] {
        let said = said(&named(state), (120, 60));
        assert!(!said.contains("Average") && !said.contains("●●") && !said.contains("Almost"), "{state}: {said}");
    }
}

#[rstest]
#[case((0, 0, 0), "5 more people before anything can be shown.")]
#[case((2, 2, 0), "One more person before anything can be shown.")]
#[case((6, 4, 0), "Everyone together can be shown. One more from Marketing before the sides can be shown.")]
#[case((5, 5, 0), "The two sides can be shown beside each other. With 5 and 5 no gap can be called clear.")]
#[case((3, 4, 0), "2 more from Sales before the sides can be shown. 3 more people before it can be shown how far apart")]
#[case((12, 9, 1), "1 person's answers would be in no figure, to protect them.")]
#[case((12, 9, 3), "3 people's answers would be in no figure, to protect them.")]
fn what_the_people_allow_is_said_before_anybody_answers(
    #[case] (sales, marketing, other): (usize, usize, usize),
    #[case] sentence: &str,
) {
    let lobby = Session::open(&built_in()).joined("sales", sales).joined("marketing", marketing).joined("other", other);
    for session in [lobby.clone(), lobby.started()] {
        let said = said(&hosting(&session), (130, 60));
        let sentence = sentence.strip_prefix("2 more from Sales").unwrap_or(sentence);
        assert!(said.contains(sentence), "{said}");
    }
}

#[test]
fn a_refusal_for_want_of_room_goes_with_the_trouble_that_it_came_of() {
    let full = Some("the disk is full".to_owned());
    let begun = Session::open(&built_in()).joined("sales", 5).started();
    let mut troubled = begun.clone();
    troubled.around.not_saving.clone_from(&full);
    let refusal = || Msg::Command(Err("it could not be saved: the disk is full".to_owned()));
    let refused = hosting(&begun).receives(Msg::Room(troubled.seen())).receives(refusal());
    assert!(telling(&refused).contains("It could not be saved"));
    let still = refused.clone().receives(Msg::Room(troubled.joined("sales", 1).seen()));
    assert!(telling(&still).contains("It could not be saved"));
    let mended = telling(&refused.receives(Msg::Room(begun.seen())));
    assert!(!mended.contains("could not be saved") && !mended.contains("the disk is full"), "{mended}");
    let unrelated = hosting(&begun).receives(refusal()).receives(Msg::Room(begun.seen()));
    assert!(telling(&unrelated).contains("It could not be saved"), "where nothing is mended it stays");
}

/// What is said of a session of five people when so many connections were dropped.
fn with_dropped(connections: u64) -> String {
    with_rude(Rejections { connections, ..Rejections::default() })
}

/// What is said of a session of five people when so much was turned away.
fn with_rude(rude: Rejections) -> String {
    let mut session = Session::open(&built_in()).joined("sales", 5).started();
    session.around.rude = rude;
    telling(&hosting(&session))
}

#[rstest]
#[case(|requests| Rejections { requests, ..Rejections::default() }, ["1 request that made no sense", "3 requests that made no sense"])]
#[case(|strangers| Rejections { strangers, ..Rejections::default() }, ["1 request for another address", "3 requests for another address"])]
#[case(|wrong_codes| Rejections { wrong_codes, ..Rejections::default() }, ["1 wrong join code", "3 wrong join codes"])]
#[case(|put_off| Rejections { put_off, ..Rejections::default() }, ["1 attempt put off", "3 attempts put off"])]
fn each_kind_of_what_was_turned_away_is_counted_by_itself(
    #[case] kind: fn(u64) -> Rejections,
    #[case] sentence: [&str; 2],
) {
    for (number, sentence) in [1, 3].into_iter().zip(sentence) {
        let said = with_rude(kind(number));
        assert!(said.contains(&format!("Turned away: {sentence}. Everybody else is served.")), "{said}");
    }
}

#[test]
fn all_kinds_of_what_was_turned_away_stand_in_one_sentence() {
    let rude = Rejections { connections: 50, requests: 2, strangers: 3, wrong_codes: 4, put_off: 5, secure: 0 };
    let said = with_rude(rude);
    let sentence = "Turned away: 50 idle or surplus connections, 2 requests that made no sense, 3 requests for another \
                address, 4 wrong join codes, 5 attempts put off. Everybody else is served.";
    assert!(said.contains(sentence), "{said}");
    assert_eq!(rude.total(), 64);
    assert!(!with_rude(Rejections::default()).contains("Turned away"));
}

#[test]
fn connections_that_browsers_keep_to_spare_are_not_told_and_a_flood_is() {
    assert!(!with_dropped(40).contains("Turned away"));
    assert!(with_dropped(41).contains("Turned away: 41 idle or surplus connections. Everybody else is served."));
}

#[test]
fn where_the_laptop_is_passed_round_nobody_joins_and_nobody_is_locked_out() {
    for state in ["lobby_of_a_kiosk", "kiosk_answering"] {
        let sitting = named(state);
        let said = telling(&sitting);
        assert!(!said.contains("joined") && !said.contains("lock"), "{state}: {said}");
        let offered = choices(&sitting.app);
        assert!(offered.iter().all(|offer| !offer.does.contains("lock")), "{state}: {offered:?}");
    }
}

#[test]
fn where_nobody_answered_the_end_promises_no_record() {
    for session in [usual(), usual().started().stopped(), usual().started().revealed()] {
        let asked = telling(&hosting(&session).press("E"));
        assert!(asked.contains("there will be no record"), "{asked}");
    }
    let ended = telling(&hosting(&usual().receives(Command::End)));
    assert!(ended.contains("so nothing was written") && !ended.contains("are being written"), "{ended}");
    let answered = telling(&hosting(&revealed()).press("E"));
    assert!(answered.contains("are written"), "{answered}");
}

#[rstest]
fn a_locked_session_says_over_the_big_code_that_nobody_gets_in(
    #[values((40, 24), (80, 24), (120, 40))] size: (u16, u16),
) {
    let shown = |state: &str| said(&named(state).press("f"), size);
    assert!(shown("lobby_locked").contains("lets nobody in"), "{}", shown("lobby_locked"));
    assert!(!shown("lobby_five_and_five").contains("lets nobody in"));
}
