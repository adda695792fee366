//! No size breaks a screen, whatever was pressed before.

use std::sync::{Arc, LazyLock};

use proptest::prelude::*;
use undercurrent::testing::app::{
    App, Effect, HostView, Msg, StoreRequest, Target, Unfinished, claimed, discarded, not_claimed, not_saved, saved,
};
use undercurrent::testing::live::{Command, Phase};
use undercurrent::testing::ui::{ColourDepth, Ground, Look};

use crate::answers::{built_in, finished, record};
use crate::keys::keys;
use crate::picture::{Size, picture, text};
use crate::promises::{claims_saved, giveaways, is_before_the_end, said};
use crate::session::{Session, network};
use crate::sitting::{Sitting, setup};
use crate::states::{LOUD, all, begun, passed_round, seated, view, worded};

const KEYS: &str = "1 2 3 4 5 6 9 0 x j k h l g G n p o r c s d y q a b f t v E ? / Enter Esc Tab BackTab Backspace Delete Up Down Left \
                    Right Home End PgUp PgDn Space C-c C-u a é 東";

/// What may happen.
#[derive(Debug, Clone)]
enum Step {
    Key(usize),
    Paste(String),
    Saved,
    NotSaved,
    Claimed,
    Refused,
    Discarded,
    /// The live session stands like this one of the samples.
    Stands(usize),
    Done,
    NotNow,
    Sized(Size),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        30 => (0..keys(KEYS).len()).prop_map(Step::Key),
        1 => "\\PC{0,80}".prop_map(Step::Paste),
        2 => Just(Step::Saved),
        1 => Just(Step::NotSaved),
        2 => Just(Step::Claimed),
        1 => Just(Step::Refused),
        1 => Just(Step::Discarded),
        4 => (0..sessions().len()).prop_map(Step::Stands),
        1 => Just(Step::Done),
        1 => Just(Step::NotNow),
        3 => size().prop_map(Step::Sized),
    ]
}

fn size() -> impl Strategy<Value = Size> {
    prop_oneof![(1..=130u16, 1..=45u16), (36..=64u16, 9..=16u16), Just((80, 24)), Just((40, 12))]
}

fn look() -> impl Strategy<Value = Look> {
    let depth = prop_oneof![Just(ColourDepth::None), Just(ColourDepth::Ansi16), Just(ColourDepth::True)];
    (depth, any::<bool>()).prop_map(|(depth, ascii)| Look { depth, ascii, ground: Ground::Unknown })
}

/// Where a walk may start.
fn starts() -> Vec<Sitting> {
    let unfinished = |holder| Unfinished { record: record(&built_in(), &["5142"]), file: None, holder };
    vec![
        Sitting::welcomed(setup(&built_in()), vec![unfinished(None), unfinished(Some("process 1".to_owned()))]),
        begun(&built_in()),
        begun(&built_in()).press("33*3 Tab"),
        begun(&worded("a long one ")),
        Sitting::at_results(finished(&built_in(), &LOUD)),
        Sitting::at(App::hosting(setup(&built_in()), network(), Arc::clone(&sessions()[0]))),
        Sitting::at(App::hosting(setup(&built_in()), network(), Arc::clone(&sessions()[5]))),
        seated(view(&built_in(), Phase::Answering, 30)),
        passed_round(),
    ]
}

/// A live session at several points, its figures computed once.
fn sessions() -> &'static [Arc<HostView>] {
    static SEEN: LazyLock<Vec<Arc<HostView>>> = LazyLock::new(|| {
        let lobby = Session::usual(&built_in());
        let answering = lobby.clone().started().answered(14);
        let revealed = answering.clone().revealed();
        let second = revealed.clone().receives(Command::SecondRound(vec![revealed.cause(0), revealed.cause(8)]));
        let sessions = [
            lobby.clone(),
            answering.clone(),
            answering.clone().stopped(),
            answering.clone().closing(),
            answering.closed(),
            lobby.started().revealed(),
            revealed.clone().pinned(0),
            revealed.clone().receives(Command::Blank(true)),
            second.clone().answered(12).revealed(),
            second,
            revealed.clone().receives(Command::End),
            revealed,
        ];
        sessions.iter().map(Session::seen).collect()
    });
    &SEEN
}

/// Lets one thing happen; what the app never asked for does not happen.
fn take(sitting: &mut Sitting, step: &Step) {
    let wanted = sitting.effects.last().cloned();
    let msg = match (step, wanted) {
        (Step::Key(at), _) => Msg::Key(keys(KEYS)[*at]),
        (Step::Paste(text), _) => Msg::Pasted(text.clone()),
        (
            Step::Saved,
            Some(Effect::Store(StoreRequest::Save { revision, .. } | StoreRequest::SaveElsewhere { revision, .. })),
        ) => saved(revision),
        (
            Step::NotSaved,
            Some(Effect::Store(StoreRequest::Save { revision, .. } | StoreRequest::SaveElsewhere { revision, .. })),
        ) => not_saved(revision, "there is no space left on the disk"),
        (Step::Claimed, Some(Effect::Store(StoreRequest::Claim(_)))) => match sitting.app.record() {
            Some(ours) => claimed(ours.clone()),
            None => claimed(record(&built_in(), &["5142"])),
        },
        (Step::Refused, Some(Effect::Store(StoreRequest::Claim(_)))) => not_claimed("It is open elsewhere"),
        (Step::Discarded, Some(Effect::Store(StoreRequest::Discard { target: Target { id, .. }, .. }))) => {
            discarded(id)
        }
        (Step::Stands(at), _) => Msg::Room(Arc::clone(&sessions()[*at])),
        (Step::Done, Some(Effect::Command(_))) => Msg::Command(Ok(())),
        (Step::NotNow, Some(Effect::Command(_))) => Msg::Command(Err("it could not be saved".to_owned())),
        _ => return,
    };
    sitting.take(msg);
}

/// Whether the latest state was told to be saved.
fn is_all_saved(sitting: &Sitting, saved: undercurrent::testing::app::Revision) -> bool {
    sitting.latest() <= saved
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_every_size_is_drawn_and_nothing_is_promised_or_given_away(
        start in 0..9usize,
        steps in prop::collection::vec(step(), 1..60),
        look in look(),
    ) {
        let (mut sitting, mut size, mut saved) = (starts().remove(start), (80, 24), undercurrent::testing::app::Revision::default());
        let giveaways = giveaways();
        for (at, step) in steps.iter().enumerate() {
            if let Step::Sized(other) = step {
                size = *other;
            }
            if matches!(step, Step::Saved) {
                saved = saved.max(sitting.latest());
            }
            take(&mut sitting, step);
            if at % 4 == 0 || at + 1 == steps.len() {
                picture(&sitting.app, look, size);
                let said = said(&sitting, (80, 24));
                prop_assert!(is_all_saved(&sitting, saved) || !claims_saved(&said), "{said}");
                let is_over = !is_before_the_end(&sitting);
                prop_assert!(is_over || !giveaways.iter().any(|giveaway| said.contains(giveaway.as_str())), "{said}");
            }
        }
    }
}

#[test]
fn every_state_is_drawn_at_sizes_from_one_cell_to_a_projector() {
    let widths = [1, 2, 5, 20, 39, 40, 41, 59, 63, 64, 79, 96, 130];
    for (at, (_, sitting)) in all().iter().enumerate() {
        for (turn, width) in widths.into_iter().enumerate() {
            // A different height for each width and state; together they cover all of 1 to 45.
            let height = 1 + u16::try_from((at * 7 + turn * 11) % 45).unwrap();
            picture(&sitting.app, Look::default(), (width, height));
        }
    }
}

#[test]
fn from_40_by_12_on_nothing_says_too_small() {
    for (name, sitting) in all() {
        for size in [(40, 12), (130, 12), (40, 45)] {
            let drawn = text(&picture(&sitting.app, Look::default(), size));
            assert!(!drawn.contains("too small"), "{name} at {size:?}");
        }
        for size in [(39, 12), (40, 11), (39, 45), (130, 11)] {
            let drawn = text(&picture(&sitting.app, Look::default(), size));
            assert!(drawn.contains("too small"), "{name} at {size:?}");
        }
    }
}

#[test]
fn an_answer_can_be_chosen_at_the_smallest_size_however_long_the_texts() {
    for questionnaire in [worded("a long one "), worded("営業と広告")] {
        for down in 1..=10 {
            let sitting = begun(&questionnaire).press(&format!("{down}*Down"));
            let drawn = text(&picture(&sitting.app, Look::default(), (40, 12)));
            let chosen = drawn.lines().find(|line| line.contains('▌')).unwrap_or_else(|| panic!("{down}:\n{drawn}"));
            let key = if down == 10 { "x".to_owned() } else { down.to_string() };
            assert!(chosen.contains(&format!("▌ {key}")), "{chosen}");
        }
    }
}
