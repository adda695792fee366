//! Lines that fit a page.

use crate::domain::text::{lines, showable};

/// The width of a page, in cells.
pub const WIDTH: usize = 80;

/// Lines that fit [`WIDTH`], none of which could act on a terminal.
#[derive(Default)]
pub struct Page(String);

impl Page {
    /// Adds a paragraph.
    pub fn say(&mut self, text: &str) {
        self.wrap(text, "", "");
    }

    /// Adds a paragraph that belongs under the one before: two cells in, and what goes on four.
    pub fn under(&mut self, text: &str) {
        self.wrap(text, "  ", "    ");
    }

    /// Adds an empty line and a heading.
    pub fn heading(&mut self, text: &str) {
        self.gap();
        self.say(text);
    }

    /// Adds an empty line.
    pub fn gap(&mut self) {
        self.0.push('\n');
    }

    /// The page as text.
    pub fn finish(self) -> String {
        self.0
    }

    fn wrap(&mut self, text: &str, first: &str, rest: &str) {
        for line in lines(&showable(text), WIDTH, (first, rest)) {
            self.0.push_str(line.trim_end());
            self.0.push('\n');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_wider_than_the_page() {
        let mut page = Page::default();
        page.under(&"word 東京 ".repeat(60));
        page.under(&"a".repeat(300));
        assert!(page.finish().lines().all(|line| unicode_width::UnicodeWidthStr::width(line) <= WIDTH));
    }

    #[test]
    fn nothing_on_a_page_acts_on_a_terminal() {
        let mut page = Page::default();
        page.say("a\u{1b}[2Jb\rc");
        assert_eq!(page.finish(), "a<U+001B>[2Jb<U+000D>c\n");
    }
}
