//! Where the person is, as far as keys are concerned, and which keys hold there.

use super::room::drive;
use super::{
    answering, begin, everyone, first_step, guessing, home_keys, join_form, joined, naming, plan, results, steps,
    welcome,
};
use crate::app::keys::{Action, Binding, Key, READING_KEYS, Trigger, digit};
use crate::app::{help, modal};

/// Lists the places: what each is, its name, and its keys in the order in which help lists them.
macro_rules! places {
    ($($(#[$doc:meta])* $name:ident: $keys:expr,)*) => {
        /// Where the person is, as far as keys are concerned.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum KeyContext {
            $($(#[$doc])* $name,)*
        }

        impl KeyContext {
            pub const ALL: &[Self] = &[$(Self::$name),*];
        }

        /// The keys of a place, in the order in which help lists them.
        pub const fn table(place: KeyContext) -> &'static [Binding] {
            match place {
                $(KeyContext::$name => $keys,)*
            }
        }
    };
}

places! {
    Welcome: welcome::WELCOME_KEYS,
    Choosing: begin::CHOOSING_KEYS,
    Label: begin::LABEL_KEYS,
    /// Typing the label before the first statement.
    FirstLabel: begin::FIRST_LABEL_KEYS,
    Asking: answering::ASKING_KEYS,
    Items: answering::ITEMS_KEYS,
    /// The list of unanswered items before finishing.
    Review: answering::REVIEW_KEYS,
    /// What is said before the guesses.
    GuessAhead: guessing::GUESS_AHEAD_KEYS,
    Guessing: guessing::GUESSING_KEYS,
    Chart: results::CHART_KEYS,
    Cause: results::CAUSE_KEYS,
    EveryoneChart: everyone::EVERYONE_CHART_KEYS,
    EveryoneCause: everyone::EVERYONE_CAUSE_KEYS,
    Plan: plan::PLAN_KEYS,
    /// What is told of a row of the plan.
    PlanPage: plan::PLAN_PAGE_KEYS,
    StepForm: first_step::STEP_FORM_KEYS,
    /// Asking which of two days is meant.
    WhichDay: first_step::WHICH_DAY_KEYS,
    Dropping: plan::DROPPING_KEYS,
    /// Typing the answer to the question at the end.
    Noting: plan::NOTING_KEYS,
    Steps: steps::STEPS_KEYS,
    /// A page that can be written into a file.
    Reading: READING_KEYS,
    Home: home_keys::HOME_KEYS,
    Filtering: home_keys::FILTERING_KEYS,
    /// Saying what became of an action.
    FollowingUp: begin::FOLLOWING_UP_KEYS,
    /// Changing an answer after finishing.
    Changing: results::CHANGING_KEYS,
    /// The keys and words, over any screen.
    Help: modal::HELP_OPEN_KEYS,
    Leaving: modal::LEAVING_KEYS,
    /// Waiting for the last answers to be saved.
    Waiting: modal::WAITING_KEYS,
    Elsewhere: modal::ELSEWHERE_KEYS,
    /// Everything that can be done, over any screen.
    Palette: help::PALETTE_KEYS,
    /// Asking whether to do something all the same.
    Sure: naming::SURE_KEYS,
    PastDay: first_step::PAST_DAY_KEYS,
    Discarding: welcome::DISCARDING_KEYS,
    Deleting: home_keys::DELETING_KEYS,
    Restoring: home_keys::RESTORING_KEYS,
    RoomLobby: drive::LOBBY_KEYS,
    RoomAnswering: drive::ANSWERING_KEYS,
    RoomStopped: drive::STOPPED_KEYS,
    /// A live session: the answers are on their way into the record.
    RoomClosing: drive::CLOSING_KEYS,
    /// A live session: the answers are in the record.
    RoomClosed: drive::CLOSED_KEYS,
    RoomChart: drive::CHART_KEYS,
    /// A live session: there is nothing to show of the first round.
    RoomUnshown: drive::UNSHOWN_KEYS,
    RoomChange: drive::CHANGE_KEYS,
    RoomCause: drive::CAUSE_KEYS,
    RoomChoosing: drive::CHOOSING_KEYS,
    RoomEnded: drive::ENDED_KEYS,
    /// A live session: nothing is shown for now.
    RoomBlank: drive::BLANK_KEYS,
    /// A live session: the code to scan, over the whole screen.
    RoomScan: drive::SCAN_KEYS,
    RoomEndAsked: drive::END_ASKED_KEYS,
    RoomLeaveAsked: drive::LEAVE_ASKED_KEYS,
    /// In front of a live session, choosing the side.
    Entering: join_form::ENTERING_KEYS,
    Code: join_form::CODE_KEYS,
    /// In a live session, with nothing to answer just now.
    Participating: joined::PARTICIPATING_KEYS,
    Announced: joined::ANNOUNCED_KEYS,
    /// In a live session, with everything answered while others go on.
    Handed: joined::HANDED_KEYS,
    OtherSide: joined::OTHER_SIDE_KEYS,
    /// At a laptop that is passed round, with everything answered.
    HandedBack: joined::HANDED_BACK_KEYS,
    /// Giving up a place in a live session.
    Parting: modal::PARTING_KEYS,
}

impl KeyContext {
    /// Whether a question is asked that a "y" answers for good.
    pub const fn is_question(self) -> bool {
        matches!(
            self,
            Self::Discarding
                | Self::Deleting
                | Self::Restoring
                | Self::PastDay
                | Self::Sure
                | Self::Dropping
                | Self::RoomEndAsked
                | Self::RoomLeaveAsked
                | Self::Parting
        )
    }
}

/// What a key does in a place, if anything. A capital that means nothing of its own there does what the small letter
/// does.
pub fn action(place: KeyContext, pressed: Key) -> Option<Action> {
    let bound = pressed.readings().find_map(|key| bound(place, key));
    // Whoever faces a blank screen sees no keys, so every key shows it again.
    bound.or_else(|| (place == KeyContext::RoomBlank).then_some(Action::Close))
}

fn bound(place: KeyContext, key: Key) -> Option<Action> {
    table(place).iter().find_map(|binding| match binding.trigger {
        Trigger::Keys(keys) => keys.contains(&key).then_some(binding.action),
        Trigger::Digits => digit(key).map(Action::Pick),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[test]
    fn no_key_does_two_things_in_one_place() {
        for &place in KeyContext::ALL {
            let keys: Vec<Key> = table(place)
                .iter()
                .flat_map(|binding| match binding.trigger {
                    Trigger::Keys(keys) => keys.to_vec(),
                    Trigger::Digits => ('1'..='9').map(Key::Char).collect(),
                })
                .collect();
            for (at, key) in keys.iter().enumerate() {
                assert!(!keys[..at].contains(key), "{key:?} in {place:?}");
            }
        }
    }

    #[test]
    fn control_c_leaves_from_everywhere() {
        for &place in KeyContext::ALL {
            let action = action(place, Key::Ctrl('c'));
            assert!(matches!(action, Some(Action::Leave | Action::LeaveUnsaved)), "{place:?}");
        }
    }

    #[test]
    fn escape_closes_one_level_everywhere() {
        for &place in KeyContext::ALL {
            assert_eq!(action(place, Key::Esc), Some(Action::Close), "{place:?}");
        }
    }

    #[rstest]
    #[case::a_digit_picks_by_position(Key::Char('1'), Some(Action::Pick(0)))]
    #[case::up_to_nine(Key::Char('9'), Some(Action::Pick(8)))]
    #[case::from_one(Key::Char('0'), None)]
    #[case::two_keys_go_back(Key::Backspace, Some(Action::Back))]
    #[case::both_of_them(Key::BackTab, Some(Action::Back))]
    fn a_statement_is_answered_by_digits_and_gone_back_from(#[case] pressed: Key, #[case] does: Option<Action>) {
        assert_eq!(action(KeyContext::Asking, pressed), does);
    }

    /// Every character that is a key of a place, with what it does.
    fn letters(place: KeyContext) -> Vec<(char, Action)> {
        let keys = table(place).iter().flat_map(|binding| match binding.trigger {
            Trigger::Keys(keys) => keys.iter().map(|key| (*key, binding.action)).collect(),
            Trigger::Digits => Vec::new(),
        });
        keys.filter_map(|(key, action)| if let Key::Char(c) = key { Some((c, action)) } else { None }).collect()
    }

    /// The same character of double width.
    fn wide(c: char) -> Key {
        Key::Char(if c == ' ' { '\u{3000}' } else { char::from_u32(u32::from(c) + 0xFEE0).unwrap() })
    }

    #[test]
    fn a_capital_does_what_the_small_letter_does_unless_it_means_something_itself() {
        for &place in KeyContext::ALL {
            let own = letters(place);
            for (small, does) in own.iter().filter(|(c, _)| c.is_ascii_lowercase()) {
                let capital = small.to_ascii_uppercase();
                let meant = own.iter().find(|(c, _)| *c == capital).map_or(*does, |(_, own)| *own);
                assert_eq!(action(place, Key::Char(capital)), Some(meant), "{capital} in {place:?}");
            }
        }
    }

    #[test]
    fn a_capital_that_is_a_key_stays_one_and_its_small_letter_does_not_become_it() {
        assert_eq!(action(KeyContext::RoomLobby, Key::Char('E')), Some(Action::EndSession));
        assert_eq!(action(KeyContext::RoomLobby, Key::Char('e')), None);
        assert_eq!(action(KeyContext::Chart, Key::Char('G')), Some(Action::Last));
        assert_eq!(action(KeyContext::Chart, Key::Char('g')), Some(Action::First));
    }

    #[test]
    fn a_sign_of_double_width_does_what_the_plain_one_does() {
        for &place in KeyContext::ALL {
            for (c, does) in letters(place) {
                assert_eq!(action(place, wide(c)), Some(does), "{c} in {place:?}");
            }
            for digit in '0'..='9' {
                assert_eq!(action(place, wide(digit)), action(place, Key::Char(digit)), "{digit} in {place:?}");
            }
        }
        assert_eq!(action(KeyContext::Asking, wide('X')), Some(Action::NotApply));
    }

    #[test]
    fn where_text_is_typed_no_character_is_a_key() {
        for place in [
            KeyContext::Label,
            KeyContext::FirstLabel,
            KeyContext::Filtering,
            KeyContext::Code,
            KeyContext::Elsewhere,
            KeyContext::Palette,
            KeyContext::StepForm,
            KeyContext::Noting,
        ] {
            assert_eq!(letters(place), [], "{place:?}");
            assert!(table(place).iter().all(|binding| binding.trigger != Trigger::Digits), "{place:?}");
        }
    }
}
