//! How far a page is scrolled.

use super::keys::Action;

/// How many lines a page key moves.
const PAGE: u16 = 8;

/// The first line shown, and how far it may go once the page was drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Scroll {
    top: u16,
    room: Option<u16>,
}

impl Scroll {
    /// The first line shown, counted from 0.
    pub const fn top(self) -> u16 {
        self.top
    }

    /// Takes in that the page can scroll by `room` lines.
    pub fn settle(&mut self, room: u16) {
        self.room = Some(room);
        self.top = self.top.min(room);
    }

    /// Moves, where the action is one that moves. Before the first drawing nothing bounds it yet.
    pub fn act(&mut self, action: Action) {
        let room = self.room.unwrap_or(u16::MAX);
        self.top = match action {
            Action::Up => self.top.saturating_sub(1),
            Action::Down => self.top.saturating_add(1),
            Action::PageUp => self.top.saturating_sub(PAGE),
            Action::PageDown => self.top.saturating_add(PAGE),
            Action::First => 0,
            Action::Last => room,
            _ => self.top,
        }
        .min(room);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawn_page_stops_at_its_end() {
        let mut scroll = Scroll::default();
        scroll.settle(3);
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
        scroll.settle(9);
        assert_eq!(scroll.top(), 2);
    }

    #[test]
    fn a_page_that_grew_shorter_is_never_scrolled_past_its_end() {
        let mut scroll = Scroll::default();
        scroll.settle(20);
        scroll.act(Action::Last);
        scroll.settle(5);
        assert_eq!(scroll.top(), 5);
    }
}
