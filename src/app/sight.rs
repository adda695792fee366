//! What somebody can have seen: an answer counts only where what it is to stood on the screen long enough to be read.
//!
//! A key that is held down would answer one statement after another, a second press the question behind the first, and
//! in a window too small to draw in every key would do what nobody sees. Told in lines, nothing of this holds: there a
//! line is typed whole, and read in its turn.

use std::time::Duration;

use super::App;
use super::keys::{Action, Key};
use super::screens::contexts::KeyContext;
use crate::domain::id::Token;

/// How long a statement or a question is on the screen before an answer to it counts; and how long it is since the
/// last key that answers.
pub const PAUSE: Duration = Duration::from_millis(150);

/// What an answer would be to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    Statement {
        record: Token,
        round: u8,
        place: usize,
    },
    /// A question that a "y" answers.
    Question {
        place: KeyContext,
        record: Option<Token>,
    },
}

/// What has been on the screen, as far as answers hang on it.
#[derive(Debug, Clone, Default)]
pub struct Sight {
    /// Whether there is a screen at all; none where the app is told in lines.
    screen: bool,
    hidden: bool,
    /// What an answer would be to, since the latest message.
    subject: Option<Subject>,
    /// When that was written to the terminal first.
    written: Option<Duration>,
    /// When a key that answers was pressed last, whether or not it counted.
    pressed: Option<Duration>,
}

impl Sight {
    pub const fn drawn(&mut self, legible: bool) {
        self.screen = true;
        self.hidden = !legible;
    }

    pub const fn is_hidden(&self) -> bool {
        self.hidden
    }

    /// Takes in what an answer would be to now. What is new has not been seen.
    pub fn turn_to(&mut self, subject: Option<Subject>) {
        let subject = subject.filter(|_| !self.hidden);
        if self.subject != subject {
            self.subject = subject;
            self.written = None;
        }
    }

    /// Takes in that a frame which asks this is written to the terminal.
    pub fn displayed(&mut self, asks: Subject, at: Duration) {
        if self.subject == Some(asks) {
            self.written.get_or_insert(at);
        }
    }

    /// Whether an answer that is given now counts. It is taken note of either way, so that a held key goes on waiting.
    pub fn counts(&mut self, at: Duration) -> bool {
        let waited = |since: Duration| at.saturating_sub(since) >= PAUSE;
        let counts = self.written.is_some_and(waited) && self.pressed.is_none_or(waited);
        self.pressed = self.pressed.max(Some(at));
        counts || !self.screen
    }

    /// The key that is meant where the window shows nothing: leaving stays possible, and help.
    pub fn lets_through(&self, key: Key) -> Option<Key> {
        if !self.hidden {
            return Some(key);
        }
        key.readings().find_map(|key| match key {
            // Where a text is typed, q would be a letter of it.
            Key::Char('q') | Key::Ctrl('c') => Some(Key::Ctrl('c')),
            Key::Char('?') => Some(key),
            _ => None,
        })
    }
}

impl App {
    /// What an answer would be to just now, if keys answer here.
    pub fn subject(&self) -> Option<Subject> {
        let place = self.place();
        match place {
            KeyContext::Asking | KeyContext::Changing | KeyContext::Guessing => self.statement(),
            _ if place.is_question() => Some(Subject::Question { place, record: self.screen.in_question() }),
            _ => None,
        }
    }

    fn statement(&self) -> Option<Subject> {
        let record = self.record()?;
        let place = self.screen.asked()?.place;
        let round = record.solo().map_or(0, |response| response.round);
        Some(Subject::Statement { record: record.head().id, round, place })
    }

    /// Whether a key would answer a statement, or say yes to a question. Leaving is no answer.
    pub(super) fn answers(place: KeyContext, key: Key, action: Action) -> bool {
        match place {
            KeyContext::Asking | KeyContext::Changing | KeyContext::Guessing => {
                matches!(action, Action::Pick(_) | Action::NotApply | Action::Confirm)
            }
            KeyContext::Restoring => matches!(action, Action::Confirm | Action::Discard),
            KeyContext::Parting => key.readings().any(|key| key == Key::Char('y')),
            _ => place.is_question() && action == Action::Confirm && !key.readings().any(|key| key == Key::Char('q')),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    const ASKED: Subject = Subject::Question { place: KeyContext::Deleting, record: None };

    const fn ms(millis: u64) -> Duration {
        Duration::from_millis(millis)
    }

    /// A question that was written to the terminal a second after the start.
    fn asked() -> Sight {
        let mut sight = Sight::default();
        sight.drawn(true);
        sight.turn_to(Some(ASKED));
        sight.displayed(ASKED, ms(1000));
        sight
    }

    #[rstest]
    #[case(1000, false)]
    #[case(1149, false)]
    #[case(1150, true)]
    fn an_answer_counts_from_150_ms_after_the_frame_was_written(#[case] at: u64, #[case] counts: bool) {
        assert_eq!(asked().counts(ms(at)), counts);
    }

    #[test]
    fn what_was_drawn_and_never_written_is_not_answered() {
        let mut sight = Sight::default();
        sight.drawn(true);
        sight.turn_to(Some(ASKED));
        assert!(!sight.counts(ms(5000)));
    }

    #[test]
    fn a_key_typed_before_the_frame_was_written_does_not_count_however_late_it_is_read() {
        assert!(!asked().counts(ms(900)));
    }

    #[test]
    fn a_held_key_goes_on_waiting_until_it_is_let_go() {
        let mut sight = asked();
        assert!((1000..9000).step_by(33).all(|at| !sight.counts(ms(at))));
        assert!(sight.counts(ms(9150)));
    }

    #[test]
    fn a_later_frame_of_the_same_question_does_not_begin_the_wait_anew() {
        let mut sight = asked();
        sight.displayed(ASKED, ms(1149));
        assert!(sight.counts(ms(1150)));
    }

    #[test]
    fn what_comes_back_has_to_be_written_again() {
        let mut sight = asked();
        sight.turn_to(None);
        sight.turn_to(Some(ASKED));
        assert!(!sight.counts(ms(5000)));
    }

    #[test]
    fn what_a_small_window_hid_has_to_be_written_again() {
        let mut sight = asked();
        sight.drawn(false);
        sight.turn_to(Some(ASKED));
        sight.displayed(ASKED, ms(2000));
        sight.drawn(true);
        sight.turn_to(Some(ASKED));
        assert!(!sight.counts(ms(5000)));
    }

    #[test]
    fn in_lines_every_answer_counts() {
        let mut sight = Sight::default();
        sight.turn_to(Some(ASKED));
        assert!(sight.counts(ms(0)) && sight.counts(ms(0)));
    }
}
