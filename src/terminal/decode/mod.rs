//! Bytes from the terminal, turned into keys and pasted text.
//!
//! crossterm reads the terminal too, but no more than 1,024 bytes ahead: of a longer burst it keeps the rest to itself
//! until another key is pressed, and it spins once the terminal is gone. So the reading is ours, and with it this.

mod csi;
mod token;

use self::token::{Token, token};
use crate::app::{Key, Msg};

/// What a terminal sends after pasted text.
const PASTE_END: &[u8] = b"\x1b[201~";
/// The most bytes kept of one paste; no field takes nearly as much.
const MOST_PASTED: usize = 64 * 1024;
const ESC: u8 = 0x1b;

/// Turns bytes into messages, however they are cut up.
#[derive(Default)]
pub struct Decoder {
    /// Bytes that mean nothing yet.
    pending: Vec<u8>,
    /// What was pasted so far, amid a paste.
    pasted: Option<Vec<u8>>,
}

impl Decoder {
    /// What `bytes`, after all before them, mean.
    pub fn feed(&mut self, bytes: &[u8]) -> Vec<Msg> {
        self.pending.extend_from_slice(bytes);
        let mut messages = Vec::new();
        loop {
            let done = if self.pasted.is_some() { self.paste(&mut messages) } else { self.keys(&mut messages) };
            if done {
                return messages;
            }
        }
    }

    /// Whether the bytes so far may be the start of a longer key, or all of a shorter one.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        self.pasted.is_none() && !self.pending.is_empty()
    }

    /// Takes the bytes so far for all there is: a lone escape is the Escape key, half a sequence is nothing.
    pub fn give_up(&mut self) -> Option<Msg> {
        let escape = self.is_waiting() && self.pending == [ESC];
        if self.is_waiting() {
            self.pending.clear();
        }
        escape.then_some(Msg::Key(Key::Esc))
    }

    /// Takes keys until the bytes run out (true) or a paste begins (false).
    fn keys(&mut self, messages: &mut Vec<Msg>) -> bool {
        let mut at = 0;
        while let Some((token, length)) = token(self.pending.get(at..).unwrap_or_default()) {
            at += length;
            match token {
                Token::Key(key) => messages.push(Msg::Key(key)),
                Token::Nothing => {}
                Token::PasteStart => {
                    self.pasted = Some(Vec::new());
                    break;
                }
            }
        }
        self.pending.drain(..at.min(self.pending.len()));
        self.pasted.is_none()
    }

    /// Takes pasted text until the bytes run out (true) or the paste ends (false).
    fn paste(&mut self, messages: &mut Vec<Msg>) -> bool {
        let end = self.pending.windows(PASTE_END.len()).position(|window| window == PASTE_END);
        // The last bytes may be the start of the end.
        let length = end.unwrap_or_else(|| self.pending.len().saturating_sub(PASTE_END.len() - 1));
        let pasted = self.pasted.get_or_insert_default();
        pasted.extend(self.pending.drain(..length));
        pasted.truncate(MOST_PASTED);
        if end.is_some() {
            messages.push(Msg::Pasted(text(pasted)));
            self.pending.drain(..PASTE_END.len());
            self.pasted = None;
        }
        end.is_none()
    }
}

/// Pasted bytes as text. Terminals send a line's end as Enter would.
fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).replace("\r\n", "\n").replace('\r', "\n")
}

#[cfg(test)]
mod tests;
