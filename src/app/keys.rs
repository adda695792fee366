//! The key table: what each key does where. Footer, help and updates all derive from it.

use super::key::Key;

/// Where the person is, as far as keys are concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
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
    /// Asking whether to discard an unfinished assessment.
    Discarding,
    /// Asking whether to delete a record.
    Deleting,
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

const fn key(keys: &'static [Key], action: Action, does: &'static str) -> Binding {
    Binding { trigger: Trigger::Keys(keys), action, does, in_footer: true }
}

const fn more(keys: &'static [Key], action: Action, does: &'static str) -> Binding {
    Binding { trigger: Trigger::Keys(keys), action, does, in_footer: false }
}

const fn digits(does: &'static str) -> Binding {
    Binding { trigger: Trigger::Digits, action: Action::Pick(0), does, in_footer: true }
}

const UP: &[Key] = &[Key::Up, Key::Char('k')];
const DOWN: &[Key] = &[Key::Down, Key::Char('j')];
const BACK: &[Key] = &[Key::Left, Key::Backspace, Key::Char('h'), Key::BackTab];
const SKIP: &[Key] = &[Key::Right, Key::Tab, Key::Char('l')];
const TAKE_ON: Binding = key(&[Key::Char('a')], Action::TakeOn, "take on");
const EXPORT: Binding = key(&[Key::Char('e')], Action::Export, "report");
const HELP: Binding = key(&[Key::Char('?')], Action::Help, "help");
const LEAVE: Binding = key(&[Key::Char('q'), Key::Ctrl('c')], Action::Leave, "leave");
const LEAVE_QUIETLY: Binding = more(&[Key::Ctrl('c')], Action::Leave, "leave");
const ESCAPE_BACK: Binding = key(&[Key::Esc], Action::Close, "back");
const SAVE_ELSEWHERE: Binding = more(&[Key::Char('s')], Action::Elsewhere, "save in another file");
const PAGE_UP: Binding = more(&[Key::PageUp], Action::PageUp, "page up");
const PAGE_DOWN: Binding = more(&[Key::PageDown, Key::Char(' ')], Action::PageDown, "page down");
const FIRST: Binding = more(&[Key::Home, Key::Char('g')], Action::First, "to the first");
const LAST: Binding = more(&[Key::End, Key::Char('G')], Action::Last, "to the last");

const WELCOME: &[Binding] = &[
    more(UP, Action::Up, "choose the one above"),
    more(DOWN, Action::Down, "choose the one below"),
    key(&[Key::Enter], Action::Confirm, "go on"),
    key(&[Key::Char('d')], Action::Discard, "discard"),
    more(&[Key::Esc], Action::Close, "to the list of records"),
    PAGE_UP,
    PAGE_DOWN,
    HELP,
    LEAVE,
];
const CHOOSING: &[Binding] = &[
    digits("choose"),
    more(UP, Action::Up, "choose the one above"),
    more(DOWN, Action::Down, "choose the one below"),
    key(&[Key::Enter], Action::Confirm, "go on"),
    key(&[Key::Esc, Key::Left, Key::Backspace, Key::Char('h'), Key::BackTab], Action::Close, "back"),
    HELP,
    LEAVE,
];
const LABEL: &[Binding] = &[
    key(&[Key::Enter], Action::Confirm, "go on"),
    key(&[Key::Esc, Key::BackTab], Action::Close, "back"),
    LEAVE_QUIETLY,
];
const ASKING: &[Binding] = &[
    digits("answer"),
    more(UP, Action::Up, "choose the answer above"),
    more(DOWN, Action::Down, "choose the answer below"),
    more(&[Key::Enter], Action::Confirm, "take the chosen answer"),
    more(&[Key::Char('x')], Action::NotApply, "does not apply, or cannot say"),
    key(BACK, Action::Back, "back"),
    key(SKIP, Action::Skip, "skip"),
    key(&[Key::Char('/')], Action::Items, "all items"),
    SAVE_ELSEWHERE,
    HELP,
    more(&[Key::Esc], Action::Close, "close one level"),
    LEAVE,
];
const ITEMS: &[Binding] = &[
    key(UP, Action::Up, "up"),
    key(DOWN, Action::Down, "down"),
    key(&[Key::Enter], Action::Confirm, "go there"),
    PAGE_UP,
    PAGE_DOWN,
    FIRST,
    LAST,
    key(&[Key::Esc, Key::Left, Key::Char('/')], Action::Close, "back"),
    SAVE_ELSEWHERE,
    HELP,
    LEAVE,
];
const REVIEW: &[Binding] = &[
    more(UP, Action::Up, "choose the one above"),
    more(DOWN, Action::Down, "choose the one below"),
    key(&[Key::Enter], Action::Confirm, "go on"),
    PAGE_UP,
    PAGE_DOWN,
    FIRST,
    LAST,
    key(&[Key::Left, Key::Backspace, Key::Char('h'), Key::BackTab, Key::Esc], Action::Close, "back"),
    key(&[Key::Char('/')], Action::Items, "all items"),
    SAVE_ELSEWHERE,
    HELP,
    LEAVE,
];
const CHART: &[Binding] = &[
    key(UP, Action::Up, "up"),
    key(DOWN, Action::Down, "down"),
    key(&[Key::Enter, Key::Right, Key::Char('l')], Action::Confirm, "why"),
    key(&[Key::Char('r')], Action::Advice, "what to do"),
    key(&[Key::Char('o')], Action::Order, "order"),
    EXPORT,
    FIRST,
    LAST,
    SAVE_ELSEWHERE,
    HELP,
    more(&[Key::Esc], Action::Close, "to the list of records"),
    LEAVE,
];
const CAUSE: &[Binding] = &[
    key(UP, Action::Up, "up"),
    key(DOWN, Action::Down, "down"),
    PAGE_UP,
    PAGE_DOWN,
    FIRST,
    LAST,
    key(&[Key::Char('n'), Key::Right, Key::Char('l')], Action::Next, "next"),
    more(&[Key::Char('p')], Action::Previous, "previous cause"),
    key(&[Key::Char('c')], Action::Change, "change"),
    TAKE_ON,
    more(&[Key::Char('r')], Action::Advice, "what to do"),
    SAVE_ELSEWHERE,
    key(&[Key::Esc, Key::Left, Key::Backspace, Key::Char('h'), Key::BackTab], Action::Close, "back"),
    HELP,
    LEAVE,
];
const EVERYONE_CHART: &[Binding] = &[
    key(UP, Action::Up, "up"),
    key(DOWN, Action::Down, "down"),
    key(&[Key::Enter, Key::Right, Key::Char('l')], Action::Confirm, "why"),
    key(&[Key::Char('r')], Action::Advice, "what to do"),
    key(&[Key::Char('o')], Action::Order, "order"),
    EXPORT,
    FIRST,
    LAST,
    HELP,
    more(&[Key::Esc], Action::Close, "to the list of records"),
    LEAVE,
];
const EVERYONE_CAUSE: &[Binding] = &[
    key(UP, Action::Up, "up"),
    key(DOWN, Action::Down, "down"),
    PAGE_UP,
    PAGE_DOWN,
    FIRST,
    LAST,
    key(&[Key::Char('n'), Key::Right, Key::Char('l')], Action::Next, "next"),
    more(&[Key::Char('p')], Action::Previous, "previous cause"),
    more(&[Key::Char('r')], Action::Advice, "what to do"),
    key(&[Key::Esc, Key::Left, Key::Backspace, Key::Char('h'), Key::BackTab], Action::Close, "back"),
    HELP,
    LEAVE,
];
const HOME: &[Binding] = &[
    key(UP, Action::Up, "up"),
    key(DOWN, Action::Down, "down"),
    key(&[Key::Enter, Key::Right, Key::Char('l')], Action::Confirm, "open"),
    key(&[Key::Char('n')], Action::New, "new"),
    key(&[Key::Char('t')], Action::Trend, "over time"),
    more(&[Key::Char('d')], Action::Discard, "delete"),
    key(&[Key::Char('/')], Action::Filter, "filter"),
    PAGE_UP,
    PAGE_DOWN,
    FIRST,
    LAST,
    more(&[Key::Esc], Action::Close, "close one level"),
    HELP,
    LEAVE,
];
const TREND: &[Binding] = &[
    key(UP, Action::Up, "up"),
    key(DOWN, Action::Down, "down"),
    PAGE_UP,
    PAGE_DOWN,
    FIRST,
    LAST,
    key(&[Key::Esc, Key::Left, Key::Backspace, Key::Char('h'), Key::BackTab], Action::Close, "back"),
    HELP,
    LEAVE,
];
const FILTERING: &[Binding] = &[
    key(&[Key::Enter], Action::Confirm, "keep the filter"),
    key(&[Key::Esc], Action::Close, "show all"),
    LEAVE_QUIETLY,
];
const FOLLOWING_UP: &[Binding] = &[
    digits("answer"),
    more(UP, Action::Up, "choose the one above"),
    more(DOWN, Action::Down, "choose the one below"),
    more(&[Key::Enter], Action::Confirm, "take the chosen one"),
    key(SKIP, Action::Skip, "later"),
    key(&[Key::Esc, Key::Left, Key::Backspace, Key::Char('h'), Key::BackTab], Action::Close, "back"),
    SAVE_ELSEWHERE,
    HELP,
    LEAVE,
];
const ADVICE: &[Binding] = &[
    key(UP, Action::Up, "up"),
    key(DOWN, Action::Down, "down"),
    TAKE_ON,
    PAGE_UP,
    PAGE_DOWN,
    FIRST,
    LAST,
    SAVE_ELSEWHERE,
    key(&[Key::Esc, Key::Left, Key::Backspace, Key::Char('h'), Key::BackTab], Action::Close, "back"),
    HELP,
    LEAVE,
];
const COMPARING: &[Binding] = &[
    key(UP, Action::Up, "up"),
    key(DOWN, Action::Down, "down"),
    PAGE_UP,
    PAGE_DOWN,
    FIRST,
    LAST,
    key(&[Key::Esc, Key::Left, Key::Backspace, Key::Char('h'), Key::BackTab], Action::Close, "back"),
    HELP,
    LEAVE,
];

const CHANGING: &[Binding] = &[
    digits("answer"),
    more(UP, Action::Up, "choose the answer above"),
    more(DOWN, Action::Down, "choose the answer below"),
    more(&[Key::Enter], Action::Confirm, "take the chosen answer"),
    more(&[Key::Char('x')], Action::NotApply, "does not apply, or cannot say"),
    key(BACK, Action::Back, "before"),
    key(SKIP, Action::Skip, "next"),
    SAVE_ELSEWHERE,
    key(&[Key::Esc], Action::Close, "done"),
    HELP,
    LEAVE,
];
const HELP_OPEN: &[Binding] = &[
    key(UP, Action::Up, "up"),
    key(DOWN, Action::Down, "down"),
    PAGE_UP,
    PAGE_DOWN,
    key(&[Key::Esc, Key::Char('?'), Key::Enter, Key::Char('q')], Action::Close, "close"),
    LEAVE_QUIETLY,
];
const EVERYONE_ADVICE: &[Binding] = &[
    key(UP, Action::Up, "up"),
    key(DOWN, Action::Down, "down"),
    PAGE_UP,
    PAGE_DOWN,
    FIRST,
    LAST,
    key(&[Key::Esc, Key::Left, Key::Backspace, Key::Char('h'), Key::BackTab], Action::Close, "back"),
    HELP,
    LEAVE,
];
const LEAVING: &[Binding] = &[
    key(&[Key::Char('s')], Action::Elsewhere, "save elsewhere"),
    key(&[Key::Char('q'), Key::Ctrl('c')], Action::LeaveUnsaved, "leave"),
    ESCAPE_BACK,
];
const WAITING: &[Binding] = &[key(&[Key::Ctrl('c')], Action::LeaveUnsaved, "leave at once"), ESCAPE_BACK];
const ELSEWHERE: &[Binding] = &[key(&[Key::Enter], Action::Confirm, "save there"), ESCAPE_BACK, LEAVE_QUIETLY];
const DELETING: &[Binding] = &[
    key(&[Key::Char('y')], Action::Confirm, "delete it"),
    key(&[Key::Esc, Key::Char('n')], Action::Close, "keep it"),
    LEAVE_QUIETLY,
];
const DISCARDING: &[Binding] = &[
    key(&[Key::Char('y')], Action::Confirm, "discard it"),
    key(&[Key::Esc, Key::Char('n')], Action::Close, "keep it"),
    LEAVE_QUIETLY,
];

/// The keys of a place, in the order in which help lists them.
#[must_use]
pub const fn table(place: Place) -> &'static [Binding] {
    match place {
        Place::Welcome => WELCOME,
        Place::Choosing => CHOOSING,
        Place::Label => LABEL,
        Place::Asking => ASKING,
        Place::Items => ITEMS,
        Place::Review => REVIEW,
        Place::Chart => CHART,
        Place::Cause => CAUSE,
        Place::EveryoneChart => EVERYONE_CHART,
        Place::EveryoneCause => EVERYONE_CAUSE,
        Place::Advice => ADVICE,
        Place::EveryoneAdvice => EVERYONE_ADVICE,
        Place::Comparing => COMPARING,
        Place::Home => HOME,
        Place::Trend => TREND,
        Place::Filtering => FILTERING,
        Place::FollowingUp => FOLLOWING_UP,
        Place::Changing => CHANGING,
        Place::Help => HELP_OPEN,
        Place::Leaving => LEAVING,
        Place::Waiting => WAITING,
        Place::Elsewhere => ELSEWHERE,
        Place::Discarding => DISCARDING,
        Place::Deleting => DELETING,
    }
}

/// What a key does in a place, if anything.
#[must_use]
pub fn action(place: Place, pressed: Key) -> Option<Action> {
    table(place).iter().find_map(|binding| match binding.trigger {
        Trigger::Keys(keys) => keys.contains(&pressed).then_some(binding.action),
        Trigger::Digits => digit(pressed).map(Action::Pick),
    })
}

fn digit(pressed: Key) -> Option<usize> {
    let Key::Char(c) = pressed else { return None };
    c.to_digit(10).filter(|&digit| digit > 0).map(|digit| digit as usize - 1)
}

/// The name of a key, as printed in footer and help.
#[must_use]
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

    const PLACES: [Place; 24] = [
        Place::Welcome,
        Place::Choosing,
        Place::Label,
        Place::Asking,
        Place::Items,
        Place::Review,
        Place::Chart,
        Place::Cause,
        Place::EveryoneChart,
        Place::EveryoneCause,
        Place::Advice,
        Place::EveryoneAdvice,
        Place::Comparing,
        Place::Home,
        Place::Trend,
        Place::Filtering,
        Place::FollowingUp,
        Place::Changing,
        Place::Help,
        Place::Leaving,
        Place::Waiting,
        Place::Elsewhere,
        Place::Discarding,
        Place::Deleting,
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
        assert_eq!(action(Place::Asking, pressed), does);
    }

    #[rstest]
    #[case(Key::Backspace)]
    #[case(Key::Left)]
    #[case(Key::Char('h'))]
    #[case(Key::BackTab)]
    fn four_keys_go_back_to_the_item_before(#[case] pressed: Key) {
        assert_eq!(action(Place::Asking, pressed), Some(Action::Back));
    }
}
