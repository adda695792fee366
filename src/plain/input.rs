//! Lines as they are typed.

use std::io::{BufRead, Read};

use super::run::Event;

/// The longest line that is taken, in bytes; the rest of it is the next line.
const LONGEST: u64 = 64 * 1024;

/// Hands over one line after another, then the end; stops early once nobody takes them.
pub fn listen(mut input: impl BufRead, mut take: impl FnMut(Event) -> bool) {
    let mut line = Vec::new();
    // An input that fails is one that gives no more lines.
    while matches!(input.by_ref().take(LONGEST).read_until(b'\n', &mut line), Ok(1..)) {
        let text = String::from_utf8_lossy(&line).trim_end_matches(['\n', '\r']).to_owned();
        if !take(Event::Line(text)) {
            return;
        }
        line.clear();
    }
    take(Event::End);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(input: &[u8]) -> Vec<Event> {
        let mut events = Vec::new();
        listen(input, |event| {
            events.push(event);
            true
        });
        events
    }

    #[test]
    fn lines_come_one_by_one_and_then_the_end() {
        let line = |text: &str| Event::Line(text.to_owned());
        assert_eq!(heard(b"1\r\n\nlast"), [line("1"), line(""), line("last"), Event::End]);
    }

    #[test]
    fn bytes_that_are_no_text_are_still_a_line() {
        assert_eq!(heard(b"\xff\n"), [Event::Line("\u{fffd}".to_owned()), Event::End]);
    }

    #[test]
    fn a_line_without_end_is_taken_in_parts() {
        assert_eq!(heard(&vec![b'a'; 200_000]).len(), 5);
    }
}
