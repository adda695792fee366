//! Each screen, as text.

use rstest::rstest;
use undercurrent::testing::ui::{ColourDepth, Ground, Look};

use crate::picture::{Size, picture, text};
use crate::sitting::Sitting;
use crate::states::{self, State, named};

const COLOURS: Look = Look { depth: ColourDepth::True, ascii: false, ground: Ground::Unknown };

/// The size that a screen is held at, with those at which one state shows how it is laid out.
type Sizes = (Size, &'static [Size]);

const USUAL: Sizes = ((120, 40), &[(80, 24), (40, 12)]);
/// Where there are panes: one, two and three of them.
const PANES: Sizes = ((120, 40), &[(80, 24), (60, 20), (200, 60), (40, 12)]);
/// For pages: tall enough to see them whole.
const LONG: Sizes = ((120, 72), &[(80, 24), (40, 12)]);
/// Where a larger window has its words in large letters, which nobody reads in a snapshot.
const ROOM: Sizes = ((80, 24), &[(120, 40), (40, 12)]);

/// Holds a state against its picture at each size.
fn agree(name: &str, sitting: &Sitting, (look, sizes): (Look, &[Size])) {
    let drawn = |&(width, height): &Size| {
        format!("== {width}x{height} ==\n{}", text(&picture(&sitting.app, look, (width, height))).trim_end())
    };
    let all: Vec<String> = sizes.iter().map(drawn).collect();
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, all.join("\n\n"));
    });
}

#[rstest]
#[case::the_list_of_records(states::home(), USUAL)]
#[case::the_first_screen(states::welcome(), USUAL)]
#[case::side_label_and_length(states::begin(), USUAL)]
#[case::what_became_of_the_last_steps(states::following_up(), USUAL)]
#[case::a_statement(states::asking(), USUAL)]
#[case::a_statement_of_another_author(states::other_scales(), USUAL)]
#[case::the_lists_of_statements(states::lists(), USUAL)]
#[case::guessing(states::guessing(), USUAL)]
#[case::the_chart(states::charts(), USUAL)]
#[case::the_page_of_a_cause(states::causes(), LONG)]
#[case::the_plan(states::plans(), LONG)]
#[case::the_plan_with_steps(states::planned(), PANES)]
#[case::the_steps_of_all_records(states::steps(), PANES)]
#[case::side_by_side(states::compare(), LONG)]
#[case::taking_a_step_on(states::taking_on(), USUAL)]
#[case::runs_side_by_side(states::trend(), LONG)]
#[case::changing_an_answer(states::changing(), USUAL)]
#[case::the_results_of_several_people(states::everyone(), LONG)]
#[case::a_session_that_people_join(states::lobby(), ROOM)]
#[case::a_session_that_is_answered(states::room_answering(), ROOM)]
#[case::a_session_that_is_closed(states::room_closed(), ROOM)]
#[case::a_session_that_is_revealed(states::revealed(), ROOM)]
#[case::a_session_that_discusses_a_cause(states::discussed(), LONG)]
#[case::a_second_round(states::second_round(), ROOM)]
#[case::a_session_that_is_over(states::ended(), ROOM)]
#[case::help_and_questions(states::over(), LONG)]
#[case::in_front_of_a_session(states::doors(), LONG)]
#[case::in_a_session(states::participants(), LONG)]
#[case::passed_round(states::kiosk(), USUAL)]
fn every_screen_looks_as_agreed(#[case] states: Vec<State>, #[case] (usual, others): Sizes) {
    for (name, sitting) in &states {
        agree(name, sitting, (COLOURS, &[usual]));
    }
    let (name, first) = &states[0];
    agree(&format!("{name}_laid_out"), first, (COLOURS, others));
}

#[rstest]
fn without_colours_every_bar_has_the_fill_of_its_band(
    #[values("chart_loud", "asking_what_was_answered_before", "cause_1", "compare_two_scrolled")] name: &str,
) {
    let plain = Look { depth: ColourDepth::None, ascii: false, ground: Ground::Unknown };
    agree(&format!("{name}_without_colours"), &named(name), (plain, &[(80, 24)]));
}

#[rstest]
fn a_terminal_of_ascii_alone_gets_signs_that_read_alike(
    #[values(
        "chart_loud",
        "asking_what_was_answered_before",
        "cause_1",
        "compare_two_scrolled",
        "help_while_asking",
        "welcome",
        "label_typed"
    )]
    name: &str,
) {
    agree(
        &format!("{name}_in_ascii"),
        &named(name),
        (Look { depth: ColourDepth::None, ascii: true, ground: Ground::Unknown }, &[(80, 24)]),
    );
}

#[test]
fn a_window_that_is_too_small_says_so() {
    let sizes = [(39, 12), (40, 11), (20, 5), (7, 3), (1, 1)];
    agree("too_small", &named("asking_with_all_saved"), (COLOURS, &sizes));
}
