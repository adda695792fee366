//! Bytes from the terminal, turned into keys and pasted text.
//!
//! crossterm reads the terminal too, but no more than 1,024 bytes ahead: of a longer burst it keeps the rest to itself
//! until another key is pressed, and it spins once the terminal is gone. So the reading is ours, and with it this.

mod csi;
mod token;

use std::time::Duration;

use self::token::{Token, token};
use crate::app::{Key, Msg};

/// What a terminal sends after pasted text.
const PASTE_END: &[u8] = b"\x1b[201~";
/// The most bytes kept of one paste; no field takes nearly as much.
const MOST_PASTED: usize = 64 * 1024;
const ESC: u8 = 0x1b;
/// Ctrl-C.
const ETX: u8 = 0x03;
/// How long to wait for the rest of a key that began with an escape.
const FOR_A_KEY: Duration = Duration::from_millis(25);
/// How long to wait for the rest of a paste. A terminal whose connection broke amid one never sends its end.
const FOR_A_PASTE: Duration = Duration::from_secs(1);

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
                break;
            }
        }
        // Amid a paste, what a terminal hands over ends with Ctrl-C where somebody pressed it.
        if self.pasted.is_some() && bytes.last() == Some(&ETX) {
            messages.extend(self.give_up());
        }
        messages
    }

    /// How long to wait for more before the bytes so far are all there is. None: nothing is begun.
    pub fn timeout(&self) -> Option<Duration> {
        match &self.pasted {
            Some(_) => Some(FOR_A_PASTE),
            None => (!self.pending.is_empty()).then_some(FOR_A_KEY),
        }
    }

    /// Takes the bytes so far for all there is: a lone escape is the Escape key, half a sequence is nothing, and a paste
    /// ends with what came of it, or where Ctrl-C was pressed.
    pub fn give_up(&mut self) -> Vec<Msg> {
        let rest = std::mem::take(&mut self.pending);
        let Some(mut pasted) = self.pasted.take() else {
            return (rest == [ESC]).then_some(Msg::Key(Key::Esc)).into_iter().collect();
        };
        pasted.extend(rest);
        let broken_off = pasted.iter().position(|&byte| byte == ETX);
        pasted.truncate(broken_off.unwrap_or(pasted.len()));
        let leave = broken_off.map(|_| Msg::Key(Key::Ctrl('c')));
        std::iter::once(Msg::Pasted(text(&pasted))).chain(leave).collect()
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
