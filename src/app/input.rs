//! What keys do to a cursor, to a page and to a text, and to a name that records have already. Whatever a field leaves out,
//! it says.

use std::collections::BTreeSet;

use tui_input::{Input, InputRequest};

use crate::app::keys::Action;
use crate::app::{App, Key, Modal};
use crate::domain::action::STEP_MAX;
use crate::domain::text::{Label, TextError, folded, is_unshowable, may_be_needed, name_of, seen, unshowable};
use crate::wording::keys::left_out;

/// How many options a page key moves.
const OPTIONS: usize = 8;

/// Moves a cursor among `count` options; stops at the ends. No cursor yet: down takes the first, up the last.
pub fn moved(cursor: Option<usize>, count: usize, action: Action) -> Option<usize> {
    moved_by(cursor, count, action, OPTIONS)
}

/// The same where a page key moves so many options.
pub fn moved_by(cursor: Option<usize>, count: usize, action: Action, page: usize) -> Option<usize> {
    let last = count.checked_sub(1)?;
    let at = match (action, cursor) {
        (Action::Down | Action::PageDown, None) | (Action::First, _) => 0,
        (Action::Up | Action::PageUp, None) | (Action::Last, _) => last,
        (Action::Up, Some(at)) => at.saturating_sub(1),
        (Action::Down, Some(at)) => at + 1,
        (Action::PageUp, Some(at)) => at.saturating_sub(page.max(1)),
        (Action::PageDown, Some(at)) => at + page.max(1),
        _ => return cursor,
    };
    Some(at.min(last))
}

/// How many lines a page key moves before anything was drawn.
const LINES: u16 = 8;

/// The first line shown, and how far it may go once the page was drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Scroll {
    top: u16,
    room: Option<u16>,
    page: Option<u16>,
}

impl Scroll {
    pub const fn top(self) -> u16 {
        self.top
    }

    /// Takes in that the page can scroll by `room` lines, with so many in sight.
    pub fn settle(&mut self, room: u16, page: u16) {
        self.room = Some(room);
        self.page = Some(page);
        self.top = self.top.min(room);
    }

    /// Moves, where the action is one that moves. Before the first drawing nothing bounds it yet.
    pub fn act(&mut self, action: Action) {
        let room = self.room.unwrap_or(u16::MAX);
        // One line stays in sight, so that nobody loses the place.
        let lines = self.page.map_or(LINES, |page| page.saturating_sub(1).max(1));
        self.top = match action {
            Action::Up => self.top.saturating_sub(1),
            Action::Down => self.top.saturating_add(1),
            Action::PageUp => self.top.saturating_sub(lines),
            Action::PageDown => self.top.saturating_add(lines),
            Action::First => 0,
            Action::Last => room,
            _ => self.top,
        }
        .min(room);
    }
}

/// The longest text that a field takes, in characters.
const FIELD_MAX: usize = STEP_MAX;
/// How many characters that cannot be shown are named; the others are counted.
const NAMED: usize = 3;

#[derive(Debug, Default)]
struct LeftOut {
    hidden: BTreeSet<char>,
    marks: bool,
    beyond: bool,
}

impl App {
    pub(super) fn field(&mut self) -> Option<&mut Input> {
        match &mut self.over {
            Some(Modal::Elsewhere(path)) => Some(path),
            Some(Modal::Palette(palette)) => Some(&mut palette.typed),
            Some(_) => None,
            None => self.screen.field(),
        }
    }

    pub(super) fn type_in(&mut self, key: Key) {
        let mut left_out = LeftOut::default();
        match (self.field(), key) {
            // Whether a joiner is needed is known once the next letter is there.
            (Some(_), Key::Char(c)) if is_unshowable(c) && !may_be_needed(c) => {
                left_out.hidden.insert(c);
            }
            (Some(field), Key::Char(c)) => left_out.insert(field, c),
            (Some(field), _) => {
                if let Some(request) = request(key) {
                    field.handle(request);
                }
            }
            (None, _) => {}
        }
        self.typed(&left_out);
    }

    /// Takes in that the text in the field is another, and says what it left out.
    fn typed(&mut self, left_out: &LeftOut) {
        match &mut self.over {
            Some(Modal::Palette(palette)) => palette.sift(),
            Some(_) => {}
            None => self.screen.typed(),
        }
        self.notice = left_out.sentence().or_else(|| self.notice.take());
    }

    /// Pasted text goes into a field, as one line without what cannot be shown; anywhere else it is dropped.
    pub(super) fn paste(&mut self, text: &str) {
        let Some(field) = self.field() else { return };
        let line: String = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
        let mut left_out = LeftOut { hidden: unshowable(&line).map(|(_, c)| c).collect(), ..LeftOut::default() };
        let unseen: BTreeSet<usize> = unshowable(&line).map(|(at, _)| at).collect();
        for (_, c) in line.char_indices().filter(|(at, _)| !unseen.contains(at)) {
            left_out.insert(field, c);
        }
        self.typed(&left_out);
    }
}

impl LeftOut {
    fn insert(&mut self, field: &mut Input, c: char) {
        if field.value().chars().count() >= FIELD_MAX {
            self.beyond = true;
            return;
        }
        field.handle(InputRequest::InsertChar(c));
        if !c.is_ascii() && matches!(seen(field.value()), Err(TextError::Heaped(_))) {
            field.handle(InputRequest::DeletePrevChar);
            self.marks = true;
        }
    }

    fn sentence(&self) -> Option<String> {
        let names = self.hidden.iter().take(NAMED).map(|&c| name_of(c)).collect();
        let more = self.hidden.len().saturating_sub(NAMED);
        left_out((names, more), self.marks, self.beyond.then_some(FIELD_MAX))
    }
}

fn request(key: Key) -> Option<InputRequest> {
    match key {
        Key::Backspace => Some(InputRequest::DeletePrevChar),
        Key::Delete => Some(InputRequest::DeleteNextChar),
        Key::Left => Some(InputRequest::GoToPrevChar),
        Key::Right => Some(InputRequest::GoToNextChar),
        Key::Home | Key::Ctrl('a') => Some(InputRequest::GoToStart),
        Key::End | Key::Ctrl('e') => Some(InputRequest::GoToEnd),
        Key::Ctrl('w') => Some(InputRequest::DeletePrevWord),
        Key::Ctrl('u') => Some(InputRequest::DeleteLine),
        _ => None,
    }
}

/// The names, newest first, each once.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct KnownNames {
    names: Vec<Label>,
    /// What was typed before the first was taken, and how many were taken since.
    taken: Option<(String, usize)>,
}

impl KnownNames {
    pub fn new<'a>(labels: impl IntoIterator<Item = &'a Label>) -> Self {
        let mut names: Vec<Label> = Vec::new();
        for label in labels {
            if !label.is_empty() && !names.iter().any(|name| name.matches(label)) {
                names.push(label.clone());
            }
        }
        Self { names, taken: None }
    }

    /// Those that a key would put in place of what stands there, the next one first.
    pub fn offered(&self, typed: &str) -> Vec<&str> {
        self.fitting(typed).into_iter().filter(|name| *name != typed).collect()
    }

    /// Those that begin with what was typed, the next to be taken first.
    fn fitting(&self, typed: &str) -> Vec<&str> {
        let (typed, from) = self.taken.as_ref().map_or((typed, 0), |(typed, taken)| (typed.as_str(), *taken));
        let start = folded(typed);
        let mut fitting: Vec<&str> =
            self.names.iter().map(Label::as_str).filter(|name| folded(name).starts_with(&start)).collect();
        let turn = from % fitting.len().max(1);
        fitting.rotate_left(turn);
        fitting
    }

    /// Puts the next of those in place of what was typed, if there is one.
    pub fn complete(&mut self, typed: &mut Input) {
        let Some(next) = self.fitting(typed.value()).first().map(|name| Input::new((*name).to_owned())) else { return };
        let before = std::mem::replace(typed, next);
        self.taken.get_or_insert_with(|| (before.value().to_owned(), 0)).1 += 1;
    }

    pub fn typed(&mut self) {
        self.taken = None;
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(None, Action::Down, Some(0))]
    #[case(None, Action::Up, Some(5))]
    #[case(Some(0), Action::Up, Some(0))]
    #[case(Some(5), Action::Down, Some(5))]
    #[case(Some(2), Action::Down, Some(3))]
    #[case(Some(2), Action::Last, Some(5))]
    #[case(Some(2), Action::Help, Some(2))]
    fn the_cursor_moves_and_stops_at_the_ends(
        #[case] from: Option<usize>,
        #[case] action: Action,
        #[case] to: Option<usize>,
    ) {
        assert_eq!(moved(from, 6, action), to);
    }

    #[test]
    fn there_is_no_cursor_in_an_empty_list() {
        assert_eq!(moved(None, 0, Action::Down), None);
    }

    #[test]
    fn a_drawn_page_stops_at_its_end() {
        let mut scroll = Scroll::default();
        scroll.settle(3, 9);
        for _ in 0..10 {
            scroll.act(Action::Down);
        }
        scroll.act(Action::Up);
        assert_eq!(scroll.top(), 2);
    }

    #[test]
    fn keys_typed_before_the_first_drawing_count() {
        let mut scroll = Scroll::default();
        scroll.act(Action::Down);
        scroll.act(Action::Down);
        scroll.settle(9, 9);
        assert_eq!(scroll.top(), 2);
    }

    #[test]
    fn a_page_that_grew_shorter_is_never_scrolled_past_its_end() {
        let mut scroll = Scroll::default();
        scroll.settle(20, 9);
        scroll.act(Action::Last);
        scroll.settle(5, 9);
        assert_eq!(scroll.top(), 5);
    }

    fn known(names: &[&str]) -> KnownNames {
        let labels: Vec<Label> = names.iter().map(|name| Label::new(name).unwrap()).collect();
        KnownNames::new(&labels)
    }

    #[test]
    fn a_name_of_many_records_is_offered_once_and_no_name_never() {
        assert_eq!(known(&["EMEA", "", "DACH", "emea"]).offered(""), ["EMEA", "DACH"]);
    }

    #[test]
    fn names_that_begin_as_typed_are_taken_one_after_the_other_and_round_again() {
        let mut known = known(&["Nordics", "EMEA", "North America"]);
        let mut typed = Input::new("no".to_owned());
        for name in ["Nordics", "North America", "Nordics"] {
            known.complete(&mut typed);
            assert_eq!(typed.value(), name);
        }
        assert_eq!(known.offered(typed.value()), ["North America"]);
    }

    #[test]
    fn what_is_typed_after_one_was_taken_counts_anew() {
        let (mut known, mut typed) = (known(&["Nordics", "EMEA"]), Input::default());
        known.complete(&mut typed);
        assert_eq!(typed.value(), "Nordics");
        known.typed();
        typed = Input::new("e".to_owned());
        known.complete(&mut typed);
        assert_eq!(typed.value(), "EMEA");
    }

    #[test]
    fn where_no_name_begins_as_typed_nothing_is_taken() {
        for (names, text) in [(&["Nordics"][..], "x"), (&[], "")] {
            let mut typed = Input::new(text.to_owned());
            known(names).complete(&mut typed);
            assert_eq!(typed.value(), text);
        }
    }
}
