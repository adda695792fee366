//! Where the person is, as far as keys are concerned, and which keys hold there.

use super::room::stage;
use super::{
    answering, begin, everyone, first_step, following_up, guessing, home, join_form, naming, plan, results, steps,
    taken, welcome,
};
use crate::app::keys::{Action, Binding, Key, READING_KEYS, Trigger, digit};
use crate::app::{modal, palette};

/// Where the person is, as far as keys are concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyContext {
    /// The first screen.
    Welcome,
    /// Choosing the side or the length.
    Choosing,
    /// Typing the label.
    Label,
    /// Answering an item.
    Asking,
    /// The list of all items.
    Items,
    /// The list of unanswered items before finishing.
    Review,
    /// What is said before the guesses.
    GuessAhead,
    /// Guessing what the other side sees.
    Guessing,
    /// The chart of all causes.
    Chart,
    /// The page of one cause.
    Cause,
    /// The chart of several people.
    EveryoneChart,
    /// The page of one cause, of several people.
    EveryoneCause,
    /// The plan.
    Plan,
    /// What is told of a row of the plan.
    PlanPage,
    /// Typing a step.
    StepForm,
    /// Asking which of two days is meant.
    WhichDay,
    /// Asking whether to drop a step.
    Dropping,
    /// Typing the answer to the question at the end.
    Noting,
    /// The steps of all records.
    Steps,
    /// A few people's answers, side by side.
    Comparing,
    /// The list of records.
    Home,
    /// Typing what the list of records is filtered by.
    Filtering,
    /// Runs side by side.
    Trend,
    /// Saying what became of an action.
    FollowingUp,
    /// Changing an answer after finishing.
    Changing,
    /// The keys and words, over any screen.
    Help,
    /// Leaving although answers are not saved.
    Leaving,
    /// Waiting for the last answers to be saved.
    Waiting,
    /// Typing another file to save in.
    Elsewhere,
    /// Everything that can be done, over any screen.
    Palette,
    /// Asking whether to do something all the same.
    Sure,
    /// Asking whether a day that is past is meant.
    PastDay,
    /// Asking whether to discard an unfinished assessment.
    Discarding,
    /// Asking whether to delete a record.
    Deleting,
    /// Asking whether to restore what was deleted before.
    Restoring,
    /// A live session: people come in.
    RoomLobby,
    /// A live session: people answer.
    RoomAnswering,
    /// A live session: no answers are taken for now.
    RoomStopped,
    /// A live session: the answers are on their way into the record.
    RoomClosing,
    /// A live session: the answers are in the record.
    RoomClosed,
    /// A live session: all causes.
    RoomChart,
    /// A live session: there is nothing to show of the first round.
    RoomUnshown,
    /// A live session: what changed from the first round to the second.
    RoomChange,
    /// A live session: the cause being discussed.
    RoomCause,
    /// A live session: choosing the causes to ask once more.
    RoomChoosing,
    /// A live session: it is over.
    RoomEnded,
    /// A live session: nothing is shown for now.
    RoomBlank,
    /// A live session: the code to scan, over the whole screen.
    RoomScan,
    /// Asking whether to end a session.
    RoomEndAsked,
    /// Asking whether to leave a session.
    RoomLeaveAsked,
    /// In front of a live session, choosing the side.
    Entering,
    /// Typing the code of a live session.
    Code,
    /// In a live session, with nothing to answer just now.
    Seated,
    /// In a live session, before a second round.
    Announced,
    /// In a live session, with everything answered while others go on.
    Handed,
    /// In a live session, choosing another side.
    OtherSide,
    /// At a laptop that is passed round, with everything answered.
    HandedBack,
    /// Giving up a place in a live session.
    Parting,
}

impl KeyContext {
    /// All of them.
    pub const ALL: [Self; 58] = [
        Self::Welcome,
        Self::Choosing,
        Self::Label,
        Self::Asking,
        Self::Items,
        Self::Review,
        Self::GuessAhead,
        Self::Guessing,
        Self::Chart,
        Self::Cause,
        Self::EveryoneChart,
        Self::EveryoneCause,
        Self::Plan,
        Self::PlanPage,
        Self::StepForm,
        Self::WhichDay,
        Self::Dropping,
        Self::Noting,
        Self::Steps,
        Self::Comparing,
        Self::Home,
        Self::Trend,
        Self::Filtering,
        Self::FollowingUp,
        Self::Changing,
        Self::Help,
        Self::Leaving,
        Self::Waiting,
        Self::Elsewhere,
        Self::Palette,
        Self::Sure,
        Self::PastDay,
        Self::Discarding,
        Self::Deleting,
        Self::Restoring,
        Self::RoomLobby,
        Self::RoomAnswering,
        Self::RoomStopped,
        Self::RoomClosing,
        Self::RoomClosed,
        Self::RoomChart,
        Self::RoomUnshown,
        Self::RoomChange,
        Self::RoomCause,
        Self::RoomChoosing,
        Self::RoomEnded,
        Self::RoomBlank,
        Self::RoomScan,
        Self::RoomEndAsked,
        Self::RoomLeaveAsked,
        Self::Entering,
        Self::Code,
        Self::Seated,
        Self::Announced,
        Self::Handed,
        Self::OtherSide,
        Self::HandedBack,
        Self::Parting,
    ];
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
        )
    }
}

/// The keys of a place, in the order in which help lists them.
pub const fn table(place: KeyContext) -> &'static [Binding] {
    match place {
        KeyContext::Welcome => welcome::WELCOME_KEYS,
        KeyContext::Choosing => begin::CHOOSING_KEYS,
        KeyContext::Label => begin::LABEL_KEYS,
        KeyContext::Asking => answering::ASKING_KEYS,
        KeyContext::Items => answering::ITEMS_KEYS,
        KeyContext::Review => answering::REVIEW_KEYS,
        KeyContext::GuessAhead => guessing::GUESS_AHEAD_KEYS,
        KeyContext::Guessing => guessing::GUESSING_KEYS,
        KeyContext::Chart => results::CHART_KEYS,
        KeyContext::Cause => results::CAUSE_KEYS,
        KeyContext::EveryoneChart => everyone::EVERYONE_CHART_KEYS,
        KeyContext::EveryoneCause => everyone::EVERYONE_CAUSE_KEYS,
        KeyContext::Plan => plan::PLAN_KEYS,
        KeyContext::PlanPage => plan::PLAN_PAGE_KEYS,
        KeyContext::StepForm => first_step::STEP_FORM_KEYS,
        KeyContext::WhichDay => first_step::WHICH_DAY_KEYS,
        KeyContext::Dropping => plan::DROPPING_KEYS,
        KeyContext::Noting => plan::NOTING_KEYS,
        KeyContext::Steps => steps::STEPS_KEYS,
        KeyContext::Comparing | KeyContext::Trend => READING_KEYS,
        KeyContext::Home => home::HOME_KEYS,
        KeyContext::Filtering => home::FILTERING_KEYS,
        KeyContext::FollowingUp => following_up::FOLLOWING_UP_KEYS,
        KeyContext::Changing => results::CHANGING_KEYS,
        KeyContext::Help => modal::HELP_OPEN_KEYS,
        KeyContext::Leaving => modal::LEAVING_KEYS,
        KeyContext::Waiting => modal::WAITING_KEYS,
        KeyContext::Elsewhere => modal::ELSEWHERE_KEYS,
        KeyContext::Palette => palette::PALETTE_KEYS,
        KeyContext::Sure => naming::SURE_KEYS,
        KeyContext::PastDay => first_step::PAST_DAY_KEYS,
        KeyContext::Discarding => welcome::DISCARDING_KEYS,
        KeyContext::Deleting => home::DELETING_KEYS,
        KeyContext::Restoring => home::RESTORING_KEYS,
        KeyContext::RoomLobby => stage::LOBBY_KEYS,
        KeyContext::RoomAnswering => stage::ANSWERING_KEYS,
        KeyContext::RoomStopped => stage::STOPPED_KEYS,
        KeyContext::RoomClosing => stage::CLOSING_KEYS,
        KeyContext::RoomClosed => stage::CLOSED_KEYS,
        KeyContext::RoomChart => stage::CHART_KEYS,
        KeyContext::RoomUnshown => stage::UNSHOWN_KEYS,
        KeyContext::RoomChange => stage::CHANGE_KEYS,
        KeyContext::RoomCause => stage::CAUSE_KEYS,
        KeyContext::RoomChoosing => stage::CHOOSING_KEYS,
        KeyContext::RoomEnded => stage::ENDED_KEYS,
        KeyContext::RoomBlank => stage::BLANK_KEYS,
        KeyContext::RoomScan => stage::SCAN_KEYS,
        KeyContext::RoomEndAsked => stage::END_ASKED_KEYS,
        KeyContext::RoomLeaveAsked => stage::LEAVE_ASKED_KEYS,
        KeyContext::Entering => join_form::ENTERING_KEYS,
        KeyContext::Code => join_form::CODE_KEYS,
        KeyContext::Seated => taken::SEATED_KEYS,
        KeyContext::Announced => taken::ANNOUNCED_KEYS,
        KeyContext::Handed => taken::HANDED_KEYS,
        KeyContext::OtherSide => taken::OTHER_SIDE_KEYS,
        KeyContext::HandedBack => taken::HANDED_BACK_KEYS,
        KeyContext::Parting => modal::PARTING_KEYS,
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
        for place in KeyContext::ALL {
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
        for place in KeyContext::ALL {
            let action = action(place, Key::Ctrl('c'));
            assert!(matches!(action, Some(Action::Leave | Action::LeaveUnsaved)), "{place:?}");
        }
    }

    #[test]
    fn escape_closes_one_level_everywhere() {
        for place in KeyContext::ALL {
            assert_eq!(action(place, Key::Esc), Some(Action::Close), "{place:?}");
        }
    }

    #[rstest]
    #[case(Key::Char('1'), Some(Action::Pick(0)))]
    #[case(Key::Char('9'), Some(Action::Pick(8)))]
    #[case(Key::Char('0'), None)]
    fn digits_pick_by_position_from_one(#[case] pressed: Key, #[case] does: Option<Action>) {
        assert_eq!(action(KeyContext::Asking, pressed), does);
    }

    #[rstest]
    #[case(Key::Backspace)]
    #[case(Key::BackTab)]
    fn two_keys_go_back_to_the_statement_before(#[case] pressed: Key) {
        assert_eq!(action(KeyContext::Asking, pressed), Some(Action::Back));
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
        for place in KeyContext::ALL {
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
        for place in KeyContext::ALL {
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
