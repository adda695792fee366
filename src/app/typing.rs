//! Text on its way into a field: typed or pasted. Whatever a field leaves out, it says.

use std::collections::BTreeSet;

use tui_input::{Input, InputRequest};

use super::{App, Key, Modal};
use crate::domain::action::STEP_MAX;
use crate::domain::text::{MARKS_MAX, TextError, is_unshowable, may_be_needed, name_of, seen, unshowable};

/// The longest text that a field takes, in characters.
const FIELD_MAX: usize = STEP_MAX;
/// How many characters that cannot be shown are named; the others are counted.
const NAMED: usize = 3;

/// What a field left out, each kind once.
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
        self.notice = left_out.told().or_else(|| self.notice.take());
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
        self.notice = left_out.told().or_else(|| self.notice.take());
    }
}

impl LeftOut {
    /// Takes a character into the field if it fits there.
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

    /// All of it in a sentence; none where nothing was left out.
    fn told(&self) -> Option<String> {
        let hidden = (!self.hidden.is_empty()).then(|| format!("{}, which cannot be shown", self.names()));
        let marks = self.marks.then(|| format!("marks beyond {MARKS_MAX} on one letter"));
        let beyond = self.beyond.then(|| format!("what goes beyond {FIELD_MAX} characters"));
        let parts: Vec<String> = [hidden, marks, beyond].into_iter().flatten().collect();
        (!parts.is_empty()).then(|| format!("Left out: {}.", parts.join("; ")))
    }

    fn names(&self) -> String {
        let mut names: Vec<String> = self.hidden.iter().take(NAMED).map(|&c| name_of(c)).collect();
        if self.hidden.len() > NAMED {
            names.push(format!("{} more", self.hidden.len() - NAMED));
        }
        match names.split_last() {
            Some((last, before)) if !before.is_empty() => format!("{} and {last}", before.join(", ")),
            _ => names.concat(),
        }
    }
}

/// What a key does inside a text field.
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
