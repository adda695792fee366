//! What the screens of a session and of results say that is easily lost: counts, reasons, and what there is not.

use rstest::rstest;

use undercurrent::testing::app::Effect;

use crate::answers::built_in;
use crate::promises::said;
use crate::session::Session;
use crate::states::{console, hosting, named};

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
#[case("seat_closed", "people answered. The facilitator shows the result in a moment.")]
#[case("everyone_of_one_side", "The sides are not shown.")]
#[case("everyone_cause_of_too_few", "fewer than 5 answered this part")]
#[case("home_with_a_file_that_cannot_be_read", "left as found: 'undercurrent list' says why.")]
#[case("compare_two", "first: seen most differently.")]
#[case("door_of_a_rehearsal", "The people in it are made up. Nothing is kept.")]
fn what_a_screen_says_is_on_it(#[case] state: &str, #[case] fact: &str) {
    let told = said(&named(state), (120, 60));
    assert!(told.contains(fact), "{fact}: {told}");
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
    let told = said(&named(state), (120, 60));
    for never in
        ["●●", "give or take", "points higher", "elevated,", "severe,", "1= ", "Talk first about", "Start with"]
    {
        assert!(!told.contains(never), "{never}: {told}");
    }
}

#[test]
fn talk_first_stands_in_the_order_of_the_gaps() {
    let rows = (0..9).map(|row| said(&named("everyone_plan").press(&format!("{row}*Down")), (120, 200)));
    let told: Vec<String> = rows.filter(|told| told.contains("talk before you act")).collect();
    let gap = |told: &String| {
        let (_, gap) = told.split_once("rates this ")?;
        gap.split_once(' ')?.0.parse::<u32>().ok()
    };
    let gaps: Vec<u32> = told.iter().filter_map(gap).collect();
    assert!(gaps.len() > 1 && gaps.is_sorted_by(|one, next| one >= next), "{gaps:?}: {told:?}");
}

#[rstest]
#[case(3, "Everybody who joined has finished.")]
#[case(2, "1 of 3 has not finished. What they have answered so far counts.")]
#[case(1, "2 of 3 have not finished. What they have answered so far counts.")]
fn before_the_close_it_is_counted_who_has_not_finished(#[case] finished: usize, #[case] told: &str) {
    let session = Session::open(&built_in()).joined("sales", 3).started().answered(finished);
    for sitting in [hosting(&session), console(&session)] {
        let said = said(&sitting.press("c"), (80, 24));
        assert!(said.contains(told), "{told}: {said}");
    }
}

#[rstest]
#[case::too_few_of_one_side(&[("sales", 6), ("marketing", 4)])]
#[case::too_few(&[("sales", 4)])]
fn the_facilitator_sees_how_many_are_missing_before_anybody_answers(#[case] people: &[(&str, usize)]) {
    let session = people.iter().fold(Session::open(&built_in()), |session, &(side, count)| session.joined(side, count));
    let (screen, desk) = (said(&hosting(&session), (120, 60)), said(&console(&session), (120, 60)));
    let total: usize = people.iter().map(|(_, count)| count).sum();
    for told in [screen, desk] {
        assert!(told.contains(&format!("{total} people")), "{told}");
    }
}

#[rstest]
#[case(4, false)]
#[case(5, true)]
fn after_the_close_the_fewest_people_are_enough_and_one_less_is_not(#[case] people: usize, #[case] is_enough: bool) {
    let closed = Session::open(&built_in()).joined("sales", people).started().answered(people).closed();
    let told = said(&hosting(&closed), (120, 60));
    assert_eq!(told.contains("Nothing has been shown yet."), is_enough, "{told}");
    assert_eq!(told.contains("No figure of this round is shown"), !is_enough, "{told}");
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
