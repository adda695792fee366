//! Where lines are said.

use std::collections::HashSet;
use std::io::{self, Write};

use super::tell::Line;
use crate::domain::text::{lines, showable};

/// Says lines, none of which acts on the terminal, and remembers what is to be said once only.
pub struct Output<'a> {
    out: &'a mut dyn Write,
    width: usize,
    said: HashSet<String>,
    /// Whether the cursor stands behind a prompt.
    asking: bool,
}

impl<'a> Output<'a> {
    /// A voice that writes lines of at most `width` cells.
    pub fn new(out: &'a mut dyn Write, width: usize) -> Self {
        Self { out, width: width.max(1), said: HashSet::new(), asking: false }
    }

    /// Says lines, less those that are said once only and have been.
    pub(super) fn say(&mut self, lines: &[Line]) -> io::Result<()> {
        for line in lines {
            if !line.once || self.said.insert(line.text.clone()) {
                self.say_text(&line.text)?;
            }
        }
        Ok(())
    }

    /// Says lines, whether or not they have been said.
    pub(super) fn say_again(&mut self, lines: &[Line]) -> io::Result<()> {
        lines.iter().try_for_each(|line| self.say_text(&line.text))
    }

    /// Says a text; what comes unasked begins on a line of its own.
    pub(super) fn say_text(&mut self, text: &str) -> io::Result<()> {
        self.end_line()?;
        for line in lines(&showable(text), self.width, ("", "")) {
            writeln!(self.out, "{}", line.trim_end())?;
        }
        Ok(())
    }

    /// Says what stands in front of the cursor.
    pub(super) fn ask(&mut self, prompt: &str) -> io::Result<()> {
        self.end_line()?;
        write!(self.out, "{prompt}")?;
        self.asking = true;
        self.out.flush()
    }

    /// Takes in that a line was typed, which ended the line of the prompt.
    pub(super) const fn answered(&mut self) {
        self.asking = false;
    }

    /// Ends the line of a prompt that nobody answered.
    pub(super) fn end_line(&mut self) -> io::Result<()> {
        if std::mem::take(&mut self.asking) { writeln!(self.out) } else { Ok(()) }
    }
}
