//! The key table: what each key does where. Footer, help and updates all derive from it.

mod answering;
#[cfg(test)]
mod capitals;
mod common;
mod modal;
mod records;
mod results;
mod room;
mod seat;

use super::key::Key;

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
    /// The chart of all causes.
    Chart,
    /// The page of one cause.
    Cause,
    /// The chart of several people.
    EveryoneChart,
    /// The page of one cause, of several people.
    EveryoneCause,
    /// What to do.
    Advice,
    /// What to do, of several people.
    EveryoneAdvice,
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
    /// Asking whether to take no more answers.
    RoomCloseAsked,
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
    /// In a live session, with everything answered while others go on.
    Handed,
    /// At a laptop that is passed round, with everything answered.
    HandedBack,
    /// Giving up a place in a live session.
    Parting,
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
                | Self::RoomCloseAsked
                | Self::RoomEndAsked
                | Self::RoomLeaveAsked
        )
    }
}

/// What a key does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Choose the answer or option at this place, counted from 0.
    Pick(usize),
    /// To the one above, or a line up.
    Up,
    /// To the one below, or a line down.
    Down,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
    /// To the first.
    First,
    /// To the last.
    Last,
    /// Take what is chosen.
    Confirm,
    /// Answer that the item does not apply.
    NotApply,
    /// To the item, or step, before.
    Back,
    /// On without answering.
    Skip,
    /// List all items.
    Items,
    /// To the next cause.
    Next,
    /// To the cause before.
    Previous,
    /// Show what to do.
    Advice,
    /// List the causes in the other order.
    Order,
    /// Change an answer.
    Change,
    /// Discard an unfinished assessment.
    Discard,
    /// Take back what was deleted last.
    Undo,
    /// Save in another file.
    Elsewhere,
    /// Take a first step on.
    TakeOn,
    /// Write a report.
    Export,
    /// Set the runs of a label side by side.
    Trend,
    /// Begin a new assessment.
    New,
    /// Filter the list.
    Filter,
    /// Show the code to scan over the whole screen.
    Scan,
    /// Let nobody in any more, or let people in again.
    Lock,
    /// Take no more answers.
    CloseRound,
    /// Show nothing on the big screen, or show it again.
    Blank,
    /// Choose the causes of a second round.
    SecondRound,
    /// Show what changed, or the first round again.
    Changes,
    /// Mark the chosen row, or take its mark away.
    Toggle,
    /// Show the article's remedy, or hide it.
    Remedy,
    /// Hand the laptop to the next person.
    HandOver,
    /// End the session.
    EndSession,
    /// Show the keys and words.
    Help,
    /// Close one level.
    Close,
    /// Leave the program.
    Leave,
    /// Leave although answers are not saved.
    LeaveUnsaved,
}

/// What triggers an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trigger {
    /// One of these keys.
    Keys(&'static [Key]),
    /// A digit from 1: picks by position.
    Digits,
}

/// One row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Binding {
    /// What triggers it.
    pub trigger: Trigger,
    /// What it does; the place is filled in for digits.
    pub action: Action,
    /// In a word or two.
    pub does: &'static str,
    /// Whether the footer names it; help names all.
    pub in_footer: bool,
}

/// The keys of a place, in the order in which help lists them.
pub const fn table(place: KeyContext) -> &'static [Binding] {
    match place {
        KeyContext::Welcome => answering::WELCOME,
        KeyContext::Choosing => answering::CHOOSING,
        KeyContext::Label => answering::LABEL,
        KeyContext::Asking => answering::ASKING,
        KeyContext::Items => answering::ITEMS,
        KeyContext::Review => answering::REVIEW,
        KeyContext::Chart => results::CHART,
        KeyContext::Cause => results::CAUSE,
        KeyContext::EveryoneChart => results::EVERYONE_CHART,
        KeyContext::EveryoneCause => results::EVERYONE_CAUSE,
        KeyContext::Advice => results::ADVICE,
        KeyContext::EveryoneAdvice | KeyContext::Comparing | KeyContext::Trend => results::READING,
        KeyContext::Home => records::HOME,
        KeyContext::Filtering => records::FILTERING,
        KeyContext::FollowingUp => answering::FOLLOWING_UP,
        KeyContext::Changing => answering::CHANGING,
        KeyContext::Help => modal::HELP_OPEN,
        KeyContext::Leaving => modal::LEAVING,
        KeyContext::Waiting => modal::WAITING,
        KeyContext::Elsewhere => modal::ELSEWHERE,
        KeyContext::PastDay => modal::PAST_DAY,
        KeyContext::Discarding => modal::DISCARDING,
        KeyContext::Deleting => modal::DELETING,
        KeyContext::Restoring => modal::RESTORING,
        KeyContext::RoomLobby => room::LOBBY,
        KeyContext::RoomAnswering => room::ANSWERING,
        KeyContext::RoomClosing => room::CLOSING,
        KeyContext::RoomClosed => room::CLOSED,
        KeyContext::RoomChart => room::CHART,
        KeyContext::RoomUnshown => room::UNSHOWN,
        KeyContext::RoomChange => room::CHANGE,
        KeyContext::RoomCause => room::CAUSE,
        KeyContext::RoomChoosing => room::CHOOSING,
        KeyContext::RoomEnded => room::ENDED,
        KeyContext::RoomBlank => room::BLANK,
        KeyContext::RoomScan => room::SCAN,
        KeyContext::RoomCloseAsked => room::CLOSE_ASKED,
        KeyContext::RoomEndAsked => room::END_ASKED,
        KeyContext::RoomLeaveAsked => room::LEAVE_ASKED,
        KeyContext::Entering => seat::ENTERING,
        KeyContext::Code => seat::CODE,
        KeyContext::Seated => seat::SEATED,
        KeyContext::Handed => seat::HANDED,
        KeyContext::HandedBack => seat::HANDED_BACK,
        KeyContext::Parting => seat::PARTING,
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

fn digit(pressed: Key) -> Option<usize> {
    let Key::Char(c) = pressed else { return None };
    c.to_digit(10).filter(|&digit| digit > 0).map(|digit| digit as usize - 1)
}

/// The name of a key, as printed in footer and help.
pub fn name(key: Key) -> String {
    match key {
        Key::Char(' ') => "Space".to_owned(),
        Key::Char(c) => c.to_string(),
        Key::Ctrl(c) => format!("Ctrl-{}", c.to_ascii_uppercase()),
        Key::Enter => "Enter".to_owned(),
        Key::Esc => "Esc".to_owned(),
        Key::Tab => "Tab".to_owned(),
        Key::BackTab => "Shift-Tab".to_owned(),
        Key::Backspace => "Backspace".to_owned(),
        Key::Delete => "Del".to_owned(),
        Key::Up => "↑".to_owned(),
        Key::Down => "↓".to_owned(),
        Key::Left => "←".to_owned(),
        Key::Right => "→".to_owned(),
        Key::Home => "Home".to_owned(),
        Key::End => "End".to_owned(),
        Key::PageUp => "PgUp".to_owned(),
        Key::PageDown => "PgDn".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    pub(super) const PLACES: [KeyContext; 47] = [
        KeyContext::Welcome,
        KeyContext::Choosing,
        KeyContext::Label,
        KeyContext::Asking,
        KeyContext::Items,
        KeyContext::Review,
        KeyContext::Chart,
        KeyContext::Cause,
        KeyContext::EveryoneChart,
        KeyContext::EveryoneCause,
        KeyContext::Advice,
        KeyContext::EveryoneAdvice,
        KeyContext::Comparing,
        KeyContext::Home,
        KeyContext::Trend,
        KeyContext::Filtering,
        KeyContext::FollowingUp,
        KeyContext::Changing,
        KeyContext::Help,
        KeyContext::Leaving,
        KeyContext::Waiting,
        KeyContext::Elsewhere,
        KeyContext::PastDay,
        KeyContext::Discarding,
        KeyContext::Deleting,
        KeyContext::Restoring,
        KeyContext::RoomLobby,
        KeyContext::RoomAnswering,
        KeyContext::RoomClosing,
        KeyContext::RoomClosed,
        KeyContext::RoomChart,
        KeyContext::RoomUnshown,
        KeyContext::RoomChange,
        KeyContext::RoomCause,
        KeyContext::RoomChoosing,
        KeyContext::RoomEnded,
        KeyContext::RoomBlank,
        KeyContext::RoomScan,
        KeyContext::RoomCloseAsked,
        KeyContext::RoomEndAsked,
        KeyContext::RoomLeaveAsked,
        KeyContext::Entering,
        KeyContext::Code,
        KeyContext::Seated,
        KeyContext::Handed,
        KeyContext::HandedBack,
        KeyContext::Parting,
    ];

    #[test]
    fn no_key_does_two_things_in_one_place() {
        for place in PLACES {
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
        for place in PLACES {
            let action = action(place, Key::Ctrl('c'));
            assert!(matches!(action, Some(Action::Leave | Action::LeaveUnsaved)), "{place:?}");
        }
    }

    #[test]
    fn escape_closes_one_level_everywhere() {
        for place in PLACES {
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
    #[case(Key::Left)]
    #[case(Key::Char('h'))]
    #[case(Key::BackTab)]
    fn four_keys_go_back_to_the_item_before(#[case] pressed: Key) {
        assert_eq!(action(KeyContext::Asking, pressed), Some(Action::Back));
    }
}
