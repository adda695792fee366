//! Keys and what they do. Each screen has a table of them; foot, help, lines and updates all derive from it.

use crate::domain::text::narrow;
use crate::format::Format;
use crate::wording::keys as says;

/// One key press. Releases never get here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// A character as typed, upper or lower case.
    Char(char),
    /// A character with Control held, in lower case.
    Ctrl(char),
    Enter,
    Esc,
    Tab,
    BackTab,
    Backspace,
    Delete,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
}

impl Key {
    /// What a key press may mean where keys are commands, the likeliest first: what was typed, the plain sign for one
    /// of double width, and the small letter for a capital, which Caps Lock makes of every letter.
    pub fn readings(self) -> impl Iterator<Item = Self> {
        let plain = match self {
            Self::Char(c) => Self::Char(narrow(c)),
            other => other,
        };
        let small = match plain {
            Self::Char(c) => Self::Char(c.to_ascii_lowercase()),
            other => other,
        };
        [self, plain, small].into_iter()
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
    PageUp,
    PageDown,
    First,
    Last,
    Confirm,
    NotApply,
    /// To the item, or step, before.
    Back,
    Skip,
    Complete,
    Items,
    Next,
    Previous,
    Advice,
    Order,
    Change,
    Discard,
    Undo,
    Elsewhere,
    TakeOn,
    Edit,
    Drop,
    /// Offer more first steps, or fewer again.
    Offers,
    /// Write the answer to the question at the end.
    Note,
    Steps,
    Export,
    ExportAs(Format),
    Palette,
    /// Find a record by its name, from wherever.
    FindRecord,
    Compare,
    Merge,
    /// Give a record, or a session, another name.
    Rename,
    /// Set the runs of a label side by side.
    Trend,
    New,
    Filter,
    /// Show the code to scan over the whole screen.
    Scan,
    /// Let nobody in any more, or let people in again.
    Lock,
    /// Tell phones that answering stops soon, or take that back.
    StopsSoon,
    StopAnswering,
    GoOn,
    /// Show nothing on the big screen, or show it again.
    Blank,
    SecondRound,
    /// Show what changed, or the first round again.
    Changes,
    /// Mark the chosen row, or take its mark away.
    Toggle,
    /// Show the article's remedy, or hide it.
    Remedy,
    /// Show what the article says, or hide it.
    Article,
    /// Show how everyone answered, or hide it.
    Answers,
    WrongSide,
    /// Free the places of those who are not heard of.
    FreePlaces,
    HandOver,
    EndSession,
    ScreenLink,
    /// Copy what is told to the clipboard.
    Copy,
    Help,
    /// Close one level.
    Close,
    Leave,
    /// Leave although answers are not saved.
    LeaveUnsaved,
}

/// What triggers an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trigger {
    Keys(&'static [Key]),
    /// A digit from 1: picks by position.
    Digits,
}

/// One row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Binding {
    pub trigger: Trigger,
    /// What it does; the place is filled in for digits.
    pub action: Action,
    /// In a word or two.
    pub does: &'static str,
    /// What it does in full, where a word or two are too few.
    pub meaning: Option<&'static str>,
    /// Whether the footer names it; help names all.
    pub in_footer: bool,
}

impl Binding {
    /// The same, told in full in help and among all that can be done.
    pub(super) const fn meaning(self, meaning: &'static str) -> Self {
        Self { meaning: Some(meaning), ..self }
    }
}

pub(super) fn digit(pressed: Key) -> Option<usize> {
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

pub(super) const fn key(keys: &'static [Key], action: Action, does: &'static str) -> Binding {
    Binding { trigger: Trigger::Keys(keys), action, does, meaning: None, in_footer: true }
}

pub(super) const fn more(keys: &'static [Key], action: Action, does: &'static str) -> Binding {
    Binding { trigger: Trigger::Keys(keys), action, does, meaning: None, in_footer: false }
}

pub(super) const fn digits(does: &'static str) -> Binding {
    Binding { trigger: Trigger::Digits, action: Action::Pick(0), does, meaning: None, in_footer: true }
}

pub(super) const UP: &[Key] = &[Key::Up, Key::Char('k')];
pub(super) const DOWN: &[Key] = &[Key::Down, Key::Char('j')];
pub(super) const BACK: &[Key] = &[Key::Left, Key::Backspace, Key::Char('h'), Key::BackTab];
pub(super) const SKIP: &[Key] = &[Key::Right, Key::Tab, Key::Char('l')];
/// From a statement to the one before it, and on without an answer: the arrows move among its answers.
pub(super) const STATEMENT_BEFORE: &[Key] = &[Key::Backspace, Key::BackTab];
pub(super) const STATEMENT_AFTER: &[Key] = &[Key::Tab];
pub(super) const STATEMENT_BACK: Binding = key(STATEMENT_BEFORE, Action::Back, "back");
pub(super) const STATEMENT_SKIP: Binding = key(STATEMENT_AFTER, Action::Skip, "skip");
pub(super) const ANSWER: Binding = digits("answer");
pub(super) const TAKE_ON: Binding = key(&[Key::Char('a')], Action::TakeOn, "take on");
pub(super) const EXPORT: Binding = key(&[Key::Char('e')], Action::Export, "report").meaning(says::REPORT);
pub(super) const EXPORT_TOO: Binding = more(&[Key::Char('e')], Action::Export, "report").meaning(says::REPORT);
pub(super) const MORE: Binding =
    key(&[Key::Char(':'), Key::Char('.')], Action::Palette, "more").meaning(says::EVERYTHING);
pub(super) const MORE_TOO: Binding = more(&[Key::Char(':')], Action::Palette, "more").meaning(says::EVERYTHING);
pub(super) const STEP_DONE: Binding = key(&[Key::Char(' ')], Action::Toggle, "done").meaning(says::TICK);
pub(super) const STEP_EDIT: Binding = key(&[Key::Char('e')], Action::Edit, "edit").meaning(says::CHANGE_STEP);
pub(super) const STEP_DROP: Binding = key(&[Key::Char('D')], Action::Drop, "drop").meaning(says::DROP_STEP);
pub(super) const STEP_EDIT_TOO: Binding = more(&[Key::Char('e')], Action::Edit, says::CHANGE_ITS_STEP);
pub(super) const STEP_DROP_TOO: Binding = more(&[Key::Char('D')], Action::Drop, says::DROP_ITS_STEP);
pub(super) const HELP: Binding = key(&[Key::Char('?')], Action::Help, "help");
pub(super) const LEAVE: Binding = key(&[Key::Char('q'), Key::Ctrl('c')], Action::Leave, "leave");
pub(super) const LEAVE_QUIETLY: Binding = more(&[Key::Ctrl('c')], Action::Leave, "leave");
/// Say no to a question that asks for a yes; whoever presses q in it means to be out of it.
pub(super) const NO: &[Key] = &[Key::Esc, Key::Char('n'), Key::Char('q')];
pub(super) const ESCAPE_BACK: Binding = key(&[Key::Esc], Action::Close, "back");
pub(super) const SAVE_ELSEWHERE: Binding = more(&[Key::Char('s')], Action::Elsewhere, says::SAVE_ELSEWHERE);
pub(super) const PAGE_UP: Binding = more(&[Key::PageUp], Action::PageUp, "page up");
pub(super) const PAGE_DOWN_ALONE: Binding = more(&[Key::PageDown], Action::PageDown, "page down");
pub(super) const PAGE_DOWN: Binding = more(&[Key::PageDown, Key::Char(' ')], Action::PageDown, "page down");
pub(super) const FIRST: Binding = more(&[Key::Home, Key::Char('g')], Action::First, says::TO_FIRST);
pub(super) const LAST: Binding = more(&[Key::End, Key::Char('G')], Action::Last, says::TO_LAST);
pub(super) const LINE_UP: Binding = key(UP, Action::Up, "up");
pub(super) const LINE_DOWN: Binding = key(DOWN, Action::Down, "down");
pub(super) const ONE_ABOVE: Binding = more(UP, Action::Up, says::ABOVE);
pub(super) const ONE_BELOW: Binding = more(DOWN, Action::Down, says::BELOW);
pub(super) const ANSWER_ABOVE: Binding =
    more(&[Key::Left, Key::Up, Key::Char('h'), Key::Char('k')], Action::Up, says::ANSWER_BEFORE);
pub(super) const ANSWER_BELOW: Binding =
    more(&[Key::Right, Key::Down, Key::Char('l'), Key::Char('j')], Action::Down, says::ANSWER_AFTER);
pub(super) const CLOSE: Binding =
    key(&[Key::Esc, Key::Left, Key::Backspace, Key::Char('h'), Key::BackTab], Action::Close, "back");
pub(super) const CLOSE_LEVEL: Binding = more(&[Key::Esc], Action::Close, says::CLOSE_LEVEL);
pub(super) const TO_RECORDS: Binding = more(&[Key::Esc], Action::Close, says::TO_RECORDS);
pub(super) const TEXT_BACK: Binding = key(&[Key::Esc, Key::BackTab], Action::Close, "back");
pub(super) const WHY: Binding = key(&[Key::Enter, Key::Right, Key::Char('l')], Action::Confirm, "why");
pub(super) const ORDER: Binding = key(&[Key::Char('o')], Action::Order, "order");
pub(super) const ORDER_TOO: Binding = more(&[Key::Char('o')], Action::Order, "order").meaning(says::ORDER);
pub(super) const WHAT_TO_DO: Binding = key(&[Key::Char('r')], Action::Advice, "plan").meaning(says::PLAN);
pub(super) const WHAT_TO_DO_TOO: Binding = more(&[Key::Char('r')], Action::Advice, "plan").meaning(says::PLAN);
pub(super) const COPY: Binding = more(&[Key::Char('y')], Action::Copy, says::COPY_STEP);
pub(super) const WRONG_SIDE: Binding =
    more(&[Key::Char('w')], Action::WrongSide, "wrong side").meaning(says::WRONG_SIDE);
pub(super) const UNDO: Binding = key(&[Key::Char('u')], Action::Undo, "undo");
pub(super) const NEXT: Binding = key(&[Key::Char('n'), Key::Right, Key::Char('l')], Action::Next, "next");
pub(super) const PREVIOUS: Binding = more(&[Key::Char('p')], Action::Previous, "previous cause");
pub(super) const NOT_APPLY: Binding = more(&[Key::Char('x')], Action::NotApply, says::NOT_APPLY);
pub(super) const TAKE_ANSWER: Binding = more(&[Key::Enter], Action::Confirm, says::TAKE_ANSWER);
pub(super) const TAKE_CHOSEN: Binding = more(&[Key::Enter], Action::Confirm, says::TAKE_CHOSEN);
pub(super) const GO_ON: Binding = key(&[Key::Enter], Action::Confirm, "go on");

/// Of a page that can be written into a file.
pub(super) const READING_KEYS: &[Binding] =
    &[LINE_UP, LINE_DOWN, PAGE_UP, PAGE_DOWN, FIRST, LAST, CLOSE, EXPORT, MORE, HELP, LEAVE];
