//! Bytes from the terminal, turned into keys and pasted text.
//!
//! crossterm reads the terminal too, but is not used for that on Unix. It reads no more than 1,024 bytes ahead: of a
//! longer burst it keeps the rest to itself until another key is pressed. It spins once the terminal is gone
//! (crossterm#793), and a paste whose end never comes swallows everything after it (crossterm#1060).
//!
//! Control sequences are `ESC [`, numbers, and a byte that says which. Among them are those of xterm's "modify other
//! keys" and of kitty's keyboard protocol, which another program may have left switched on: the latter tells of
//! releases, too.

use std::time::Duration;

use crate::app::{Key, Msg};
use crate::ui::theme::Ground;

const PASTE_END: &[u8] = b"\x1b[201~";
/// The most bytes kept of one paste; no field takes nearly as much.
const MOST_PASTED: usize = 64 * 1024;
const ESC: u8 = 0x1b;
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
    /// What the terminal replied to questions of ours, until it is asked for.
    replies: Vec<Reply>,
}

/// What a terminal says when it is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reply {
    Ground(Ground),
    /// What it can do, which nearly every terminal says: whatever it was asked before, it has answered or will not.
    Attributes,
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

    pub fn replies(&mut self) -> Vec<Reply> {
        std::mem::take(&mut self.replies)
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
                Token::Reply(reply) => self.replies.push(reply),
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

enum Token {
    Key(Key),
    Reply(Reply),
    /// Something that is not for us: an unknown key, a release, an answer nobody asked for.
    Nothing,
    PasteStart,
}

impl From<Option<Key>> for Token {
    fn from(key: Option<Key>) -> Self {
        key.map_or(Self::Nothing, Self::Key)
    }
}

/// The first token of `bytes` and how many bytes it takes. None: it may not be whole yet.
fn token(bytes: &[u8]) -> Option<(Token, usize)> {
    match bytes {
        [] => None,
        [ESC, rest @ ..] => escape(rest).map(|(token, length)| (token, length + 1)),
        [byte, ..] if byte.is_ascii_control() => Some((control(*byte).into(), 1)),
        _ => character(bytes).map(|(character, length)| (character.map(Key::Char).into(), length)),
    }
}

fn escape(rest: &[u8]) -> Option<(Token, usize)> {
    match rest {
        // Escape, pressed before another key that starts with one.
        [ESC, ..] => Some((Token::Key(Key::Esc), 0)),
        [] | [b'[' | b'O'] | [b'[', b'['] => None,
        [b'[', b'[', _, ..] => Some((Token::Nothing, 3)),
        [b'[', b'M', mouse @ ..] => (mouse.len() >= 3).then_some((Token::Nothing, 5)),
        [b'[', sequence @ ..] => control_sequence(sequence).map(|(token, length)| (token, length + 1)),
        // Enter on a keypad in application mode.
        [b'O', b'M', ..] => Some((Token::Key(Key::Enter), 2)),
        [b'O', key, ..] => Some((sequence_key("", *key).into(), 2)),
        [b']', answer @ ..] => end_of_answer(answer).map(|end| (ground(&answer[..end]), end + 1)),
        [b'P' | b'_' | b'^' | b'X', answer @ ..] => end_of_answer(answer).map(|end| (Token::Nothing, end + 1)),
        // Alt and a key: no command of ours, and not to be mistaken for the key alone.
        _ => character(rest).map(|(_, length)| (Token::Nothing, length)),
    }
}

fn control(byte: u8) -> Option<Key> {
    Some(match byte {
        // As a line feed comes what was typed before the terminal was ours.
        b'\r' | b'\n' => Key::Enter,
        b'\t' => Key::Tab,
        0x08 | 0x7f => Key::Backspace,
        0x00 => Key::Ctrl(' '),
        0x01..=0x1a => Key::Ctrl(char::from(byte + 0x60)),
        0x1c..=0x1f => Key::Ctrl(char::from(byte + 0x40)),
        _ => return None,
    })
}

/// The first character and its length in bytes; no character where it is not UTF-8 or would act on a terminal.
fn character(bytes: &[u8]) -> Option<(Option<char>, usize)> {
    let bytes = bytes.get(..4).unwrap_or(bytes);
    let valid = match str::from_utf8(bytes) {
        Ok(valid) => valid,
        Err(error) if error.valid_up_to() == 0 => return error.error_len().map(|length| (None, length)),
        Err(error) => bytes.get(..error.valid_up_to()).and_then(|valid| str::from_utf8(valid).ok()).unwrap_or_default(),
    };
    let first = valid.chars().next()?;
    Some((Some(first).filter(|first| !first.is_control()), first.len_utf8()))
}

/// Where a terminal's answer to some question ends: after a bell or a string terminator.
fn end_of_answer(answer: &[u8]) -> Option<usize> {
    let bell = answer.iter().position(|&byte| byte == 0x07).map(|at| at + 1);
    let terminator = answer.windows(2).position(|pair| pair == [ESC, b'\\']).map(|at| at + 2);
    match (bell, terminator) {
        (Some(bell), Some(terminator)) => Some(bell.min(terminator)),
        (bell, terminator) => bell.or(terminator),
    }
}

/// The ground that `11;rgb:1d1d/1f1f/2121` tells of, with one to four digits for each part.
fn ground(answer: &[u8]) -> Token {
    let text = str::from_utf8(answer).unwrap_or_default().trim_end_matches(['\x07', '\x1b', '\\']);
    let parts = text.strip_prefix("11;rgb:").or_else(|| text.strip_prefix("11;rgba:")).unwrap_or_default();
    let mut parts = parts.split('/').map(share);
    match [parts.next(), parts.next(), parts.next()] {
        [Some(Some(red)), Some(Some(green)), Some(Some(blue))] => {
            Token::Reply(Reply::Ground(Ground::of(red, green, blue)))
        }
        _ => Token::Nothing,
    }
}

/// Hexadecimal digits as a part of 255.
fn share(digits: &str) -> Option<u8> {
    let most = 16_u32.checked_pow(u32::try_from(digits.len()).ok()?).filter(|_| digits.len() <= 4)?.checked_sub(1)?;
    let value = u32::from_str_radix(digits, 16).ok()?;
    u8::try_from((value * 255).checked_div(most)?).ok()
}

/// The token after `ESC [` and how many bytes it takes. None: it may not be whole yet.
fn control_sequence(bytes: &[u8]) -> Option<(Token, usize)> {
    let end = bytes.iter().position(|byte| !(0x20..=0x3f).contains(byte))?;
    let (body, last) = (bytes.get(..end)?, *bytes.get(end)?);
    if !(0x40..=0x7e).contains(&last) {
        // Broken off; what broke it is the start of something else.
        return Some((Token::Nothing, end));
    }
    let body = str::from_utf8(body).unwrap_or_default();
    let token = match last {
        b'~' if body == "200" => Token::PasteStart,
        b'c' if body.starts_with('?') => Token::Reply(Reply::Attributes),
        _ => sequence_key(body, last).into(),
    };
    Some((token, end + 1))
}

/// What was held along with a key, in bits. The others are Alt and the keys beside it.
const SHIFT: u32 = 1;
const CTRL: u32 = 4;
const OTHERS: u32 = 2 | 8 | 16 | 32;

/// The key of a sequence with these numbers and this last byte, unless it is none of ours or a release. The second number
/// tells what was held: one more than the sum of the bits, then perhaps 3 for a release.
fn sequence_key(numbers: &str, last: u8) -> Option<Key> {
    let mut second = numbers.split(';').nth(1).unwrap_or_default().split(':').map(str::parse::<u32>);
    let held = second.next().and_then(Result::ok).unwrap_or(1).saturating_sub(1);
    if held & OTHERS != 0 || second.next() == Some(Ok(3)) {
        return None;
    }
    match last {
        b'u' => typed(number(numbers, 0)?, held),
        b'~' if number(numbers, 0) == Some(27) => typed(number(numbers, 2)?, held),
        b'Z' => Some(Key::BackTab),
        _ if held & CTRL != 0 => None,
        _ => named(last, number(numbers, 0)),
    }
}

fn number(numbers: &str, index: usize) -> Option<u32> {
    numbers.split(';').nth(index)?.split(':').next()?.parse().ok()
}

fn typed(code: u32, held: u32) -> Option<Key> {
    let character = match code {
        13 => return Some(Key::Enter),
        27 => return Some(Key::Esc),
        9 => return Some(if held & SHIFT != 0 { Key::BackTab } else { Key::Tab }),
        8 | 127 => return Some(Key::Backspace),
        // The private area stands for keys without a character, such as Caps Lock.
        0xe000..=0xf8ff => return None,
        _ => char::from_u32(code).filter(|character| !character.is_control())?,
    };
    Some(if held & CTRL != 0 {
        Key::Ctrl(character.to_ascii_lowercase())
    } else if held & SHIFT != 0 {
        Key::Char(character.to_uppercase().next().unwrap_or(character))
    } else {
        Key::Char(character)
    })
}

/// A key without a character, by the last byte and the first number.
fn named(last: u8, number: Option<u32>) -> Option<Key> {
    Some(match (last, number) {
        (b'A', _) => Key::Up,
        (b'B', _) => Key::Down,
        (b'C', _) => Key::Right,
        (b'D', _) => Key::Left,
        (b'H', _) | (b'~', Some(1 | 7)) => Key::Home,
        (b'F', _) | (b'~', Some(4 | 8)) => Key::End,
        (b'~', Some(3)) => Key::Delete,
        (b'~', Some(5)) => Key::PageUp,
        (b'~', Some(6)) => Key::PageDown,
        _ => return None,
    })
}

#[cfg(test)]
mod tests;
