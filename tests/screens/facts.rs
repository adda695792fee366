//! What the screens of a session and of results say that is easily lost: counts, reasons, and what there is not.

use rstest::rstest;

use undercurrent::testing::app::Effect;

use crate::answers::built_in;
use crate::picture::Size;
use crate::promises::said;
use crate::session::Session;
use crate::states::{all, console, hosting, named};

/// Tall, and not so wide that a room's screen has its sentences in large letters.
const READ: Size = (98, 60);

#[rstest]
#[case("chart_of_ties", "1= Lead mismatch")]
#[case("chart_of_ties", "5= Goals apart")]
#[case("chart_of_ties", "7 Selling unseen")]
#[case("chart_of_ties", "8= Lack of respect")]
#[case("closing", "No more answers are taken.")]
#[case("closed", "Nothing has been shown yet. The reveal puts the figures where everybody can see them.")]
#[case("closed_too_few", "The answers of 3 people are kept in the record on this machine, in random order")]
#[case("closed_too_few", "No figure of this round is shown: fewer than 5 people answered")]
#[case("closed_nobody", "Nobody answered, so nothing is kept.")]
#[case("reveal_too_few", "No figure of this round is shown: fewer than 5 people answered")]
#[case("reveal_nobody", "Nobody answered, so there is nothing to show.")]
#[case("lobby_locked", "Joining is locked.")]
#[case("lobby_empty", "No phone has got through yet.")]
#[case("lobby_five_and_five", "A phone got through.")]
#[case("second_answering", "Asked once more: ")]
#[case("second_change", "round 2 beside round 1")]
#[case("seat_handed", "Now it is for the others to finish.")]
#[case("seat_closed", "people answered. The facilitator shows the figures in a moment.")]
#[case("everyone_of_one_side", "The sides are not shown.")]
#[case("everyone_cause_of_too_few", "fewer than 5 answered this part")]
#[case("home_with_a_file_that_cannot_be_read", "left as found: 'undercurrent list' says why.")]
#[case("compare_two", "first: seen most differently.")]
#[case("door_of_a_rehearsal", "The people in it are made up. Nothing is kept.")]
fn what_a_screen_says_is_on_it(#[case] state: &str, #[case] fact: &str) {
    shows(state, READ, fact);
}

fn shows(state: &str, size: Size, fact: &str) {
    let screen = said(&named(state), size);
    assert!(screen.contains(fact), "{fact}: {screen}");
}

/// What nobody misses who does not know that it should be there.
#[rstest]
#[case("asking_the_last", "last: Sometimes, for “People here say")]
#[case("asking_what_did_not_apply", "x Does not apply, or I cannot say ✓")]
#[case("home_filtered", "Filtered by “emea”. Esc shows all.")]
#[case("home_filtered_to_nothing", "No record matches “nobody”. Esc shows all 6.")]
#[case("home_with_a_step_overdue", "! 1 overdue: Look at ten leads; Ann, since 1 October")]
#[case("lobby_locked", "locked: K7MQ2X lets nobody in")]
#[case("plan", "1–5 of 6 ↓")]
#[case("plan_not_saved", "one more may be taken on")]
#[case("plan_with_a_dropped_step", "1–4 of 8 ↓")]
#[case("compare_two_at_the_end", "170–188 of 188 ↑")]
#[case("trend_of_three", "2–20 of 21 ↑↓")]
#[case("home_of_many", "1–14 ↓")]
#[case("welcome_held_by_another", "Resume EMEA (12 of 36, yesterday 16:10, open in another Undercurrent")]
#[case("everyone_cause_of_one_side", "The sides are not shown. Sales: withheld")]
fn what_is_easily_overlooked_is_on_the_usual_screen(#[case] state: &str, #[case] fact: &str) {
    shows(state, (80, 24), fact);
}

/// What a larger window has room for.
#[rstest]
#[case("lobby_too_few", "Count heads on each side before you start.")]
#[case("lobby_locked", "Joining is locked. l lets people in again.")]
#[case("lobby_on_the_desk", "http://192.168.178.20:7777/screen/00112233445566778899aabbccddeeff")]
#[case("lobby_on_the_desk", "No phone gets through? Guest networks often keep devices apart")]
#[case("closed_on_the_desk", "/screen/00112233445566778899aabbccddeeff shows")]
fn what_a_larger_window_has_room_for_stands_there(#[case] state: &str, #[case] fact: &str) {
    shows(state, (120, 40), fact);
}

#[test]
fn a_page_says_that_it_goes_on_below_where_it_does() {
    let goes_on = [(80, 24), (120, 72)].map(|size| said(&named("cause_1"), size).contains("more ↓"));
    assert_eq!(goes_on, [true, false]);
}

#[rstest]
#[case("everyone_of_one_side", false)]
#[case("reveal", true)]
fn a_line_through_an_average_is_explained_only_where_there_is_one(#[case] state: &str, #[case] is_there: bool) {
    let screen = said(&named(state), (120, 60));
    assert_eq!((screen.contains('━'), screen.contains("the line through it")), (is_there, is_there), "{screen}");
}

/// Nothing that is a figure of a cause, or leads to one.
#[rstest]
#[case("closed_too_few")]
#[case("closed_nobody")]
#[case("reveal_too_few")]
#[case("reveal_nobody")]
#[case("everyone_too_few")]
#[case("everyone_cause_of_too_few")]
fn where_nothing_is_shown_there_is_no_figure_band_or_order(#[case] state: &str) {
    let screen = said(&named(state), (120, 60));
    for never in
        ["●●", "give or take", "points higher", "elevated,", "severe,", "1= ", "Talk first about", "Start with"]
    {
        assert!(!screen.contains(never), "{never}: {screen}");
    }
}

#[test]
fn talk_first_stands_in_the_order_of_the_gaps() {
    let rows = (0..9).map(|row| said(&named("everyone_plan").press(&format!("{row}*Down")), (120, 200)));
    let screens: Vec<String> = rows.filter(|screen| screen.contains("talk before you act")).collect();
    let gap = |screen: &String| {
        let (_, gap) = screen.split_once("rates this ")?;
        gap.split_once(' ')?.0.parse::<u32>().ok()
    };
    let gaps: Vec<u32> = screens.iter().filter_map(gap).collect();
    assert!(gaps.len() > 1 && gaps.is_sorted_by(|one, next| one >= next), "{gaps:?}: {screens:?}");
}

#[rstest]
#[case(6, "Everybody in the room has answered.")]
#[case(5, "One person has answered nothing, and is not counted.")]
#[case(4, "2 people have answered nothing, and are not counted.")]
fn before_the_reveal_it_is_counted_who_has_answered_nothing(#[case] answered: usize, #[case] sentence: &str) {
    let session = Session::open(&built_in()).joined("sales", 6).started().answered(answered).stopped();
    for sitting in [hosting(&session), console(&session)] {
        let said = said(&sitting, (80, 24));
        assert!(said.contains(sentence), "{sentence}: {said}");
    }
}

/// What is said before the reveal is what is there after it, whoever answered.
#[rstest]
#[case(&[("sales", 12, 12), ("marketing", 11, 10), ("other", 5, 5)])]
#[case(&[("sales", 6, 6), ("marketing", 7, 5), ("other", 3, 3)])]
#[case(&[("sales", 9, 9), ("marketing", 4, 4)])]
#[case(&[("sales", 3, 3), ("marketing", 3, 2)])]
#[case(&[("sales", 3, 2), ("marketing", 3, 2)])]
fn the_reveal_shows_as_many_causes_as_was_said_before(#[case] people: &[(&str, usize, usize)]) {
    let session = people.iter().fold(Session::open(&built_in()), |session, &(side, all, _)| session.joined(side, all));
    let mut session = session.started();
    let mut first = 0;
    for &(_, all, answered) in people {
        // The last of a side leaves the later statements open, so that some causes have fewer answers than others.
        session = (first..first + answered).fold(session, |session, person| {
            session.begun(person, if person + 1 == first + answered { 17 } else { 36 })
        });
        first += all;
    }
    let said = session.clone().stopped().seen().view.preview.clone().unwrap();
    let figures = session.revealed().figures().unwrap();
    let shown = figures.first.as_ref().unwrap();
    let causes: Vec<_> = (0..9).map(|place| shown.cause(place).unwrap().figures).collect();
    let many =
        |is: &dyn Fn(&undercurrent::testing::domain::Figures) -> bool| causes.iter().filter(|one| is(one)).count();
    assert_eq!((said.asked, said.everyone), (9, many(&|one| one.total.is_ok())));
    assert_eq!(said.sides, many(&|one| one.gap.is_some()));
    assert_eq!(said.spread, many(&|one| one.spread().is_some()));
    assert_eq!(said.bands, many(&|one| one.spread().is_some_and(|spread| spread.bands.is_some())));
    assert_eq!(said.withheld, many(&|one| one.total.is_ok() && one.withheld > 0));
}

#[rstest]
#[case::too_few_of_one_side(&[("sales", 6), ("marketing", 4)])]
#[case::too_few(&[("sales", 4)])]
fn the_facilitator_sees_how_many_are_missing_before_anybody_answers(#[case] people: &[(&str, usize)]) {
    let session = people.iter().fold(Session::open(&built_in()), |session, &(side, count)| session.joined(side, count));
    let (screen, desk) = (said(&hosting(&session), (90, 60)), said(&console(&session), (120, 60)));
    let total: usize = people.iter().map(|(_, count)| count).sum();
    for text in [screen, desk] {
        assert!(text.contains(&format!("{total} people")), "{text}");
    }
}

#[test]
fn what_a_room_reads_in_large_letters_is_not_told_in_small_ones_as_well() {
    for (state, sentence) in [
        ("discuss", "Think of one lead that became a sale"),
        ("stopped", "Answering is stopped."),
        ("closing", "No more answers are taken."),
        ("second_change", "are lower than in the first round"),
        ("second_choosing", "Which causes should be asked once more?"),
        ("lobby_ending", "End the session? This is final."),
        ("ended", "The session is over."),
        ("answering_some", "2 of 24 have finished"),
    ] {
        let large = said(&named(state), (120, 40));
        assert!(!large.contains(sentence) && large.contains(['█', '▛']), "{state}: {large}");
        let small = said(&named(state), (98, 40));
        assert!(state == "answering_some" || small.contains(sentence), "{state}: {small}");
    }
}

#[rstest]
fn from_120_by_30_on_the_code_the_count_and_each_side_are_read_from_the_last_row(
    #[values((120, 30), (120, 40), (160, 45), (200, 60))] size: (u16, u16),
) {
    let large = said(&named("answering_some"), size);
    assert!(large.contains("a quarter answered"), "{large}");
    assert!(!large.contains("2 done") && !large.contains("2 of 24"), "{large}");
    assert!(said(&named("answering_some"), (98, size.1)).contains("2 done"));
    let lobby = said(&named("lobby_five_and_five"), size);
    let (code, count) = ("█ ▄▀ ▀▀▀▀█ █▄ ▄█ ▄▀▀▀▄ ▄▀▀▀▄ █ █", "▄█ ▄▀▀▀▄");
    assert!(lobby.contains(code), "{lobby}");
    assert!(lobby.contains(&format!("{code} {count}")) || !lobby.contains("10 people"), "{lobby}");
}

#[test]
fn a_reveal_tells_the_chosen_cause_in_large_letters_where_the_chart_keeps_all_that_helps_to_read_it() {
    let screens = [(120, 40), (200, 60)].map(|size| said(&named("reveal"), size));
    let sentence = "Lead mismatch: Sales rates this 50 points higher.";
    assert_eq!(screens.each_ref().map(|text| text.contains(sentence)), [true, false], "{screens:?}");
    assert!(screens.iter().all(|text| text.contains("low 0–37")), "{screens:?}");
}

#[rstest]
#[case(4, false)]
#[case(5, true)]
fn of_the_fewest_people_a_reveal_shows_something_and_of_one_less_nothing(
    #[case] people: usize,
    #[case] is_enough: bool,
) {
    let stopped = Session::open(&built_in()).joined("sales", people).started().answered(people).stopped();
    let screen = said(&hosting(&stopped), READ);
    assert_eq!(screen.contains("the reveal will show nothing"), !is_enough, "{screen}");
    let closed = Session::open(&built_in()).joined("sales", people).started().answered(people).closed();
    let screen = said(&hosting(&closed), READ);
    assert_eq!(screen.contains("Nothing has been shown yet."), is_enough, "{screen}");
    assert_eq!(screen.contains("No figure of this round is shown"), !is_enough, "{screen}");
}

#[rstest]
#[case("chart_loud", "Goals apart")]
#[case("cause_1", "Lead mismatch")]
fn y_hands_the_first_step_of_the_chosen_cause_to_the_clipboard(#[case] state: &str, #[case] cause: &str) {
    let copied = named(state).press("y");
    let first_step = built_in().causes().iter().find(|built| built.name == cause).unwrap().first_step.clone();
    assert_eq!(copied.effects.last(), Some(&Effect::Copy(first_step)));
    assert!(said(&copied, (80, 24)).contains("The first step is copied, where your terminal allows it."));
}

#[test]
fn one_word_stands_for_one_thing_on_every_screen_and_in_its_help() {
    let others = ["item", "assessment", "label", "action", "result"];
    let mut found = Vec::new();
    for (name, sitting) in all() {
        for keys in ["", "?", ":"] {
            let screen = said(&sitting.clone().press(keys), READ).to_lowercase();
            let words: Vec<&str> = screen.split_whitespace().collect();
            let is_other = |word: &str| {
                let word = word.trim_matches(|c: char| !c.is_alphanumeric());
                others.contains(&word.strip_suffix('s').unwrap_or(word))
            };
            let around = |at: usize| words[at.saturating_sub(3)..words.len().min(at + 3)].join(" ");
            let here = (0..words.len()).filter(|at| is_other(words[*at]));
            found.extend(here.map(|at| format!("{name} after '{keys}': {}", around(at))));
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}
