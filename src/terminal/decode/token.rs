//! The first key in a row of bytes.

use super::{ESC, csi};
use crate::app::Key;

/// What the first bytes are.
#[derive(Debug, PartialEq, Eq)]
pub enum Token {
    /// A key.
    Key(Key),
    /// Something that is not for us: an unknown key, a release, an answer nobody asked for.
    Nothing,
    /// Pasted text begins.
    PasteStart,
}

impl From<Option<Key>> for Token {
    fn from(key: Option<Key>) -> Self {
        key.map_or(Self::Nothing, Self::Key)
    }
}

/// The first token of `bytes` and how many bytes it takes. None: it may not be whole yet.
pub fn token(bytes: &[u8]) -> Option<(Token, usize)> {
    match bytes {
        [] => None,
        [ESC, rest @ ..] => escape(rest).map(|(token, length)| (token, length + 1)),
        [byte, ..] if byte.is_ascii_control() => Some((control(*byte).into(), 1)),
        _ => character(bytes).map(|(character, length)| (character.map(Key::Char).into(), length)),
    }
}

/// What follows an escape.
fn escape(rest: &[u8]) -> Option<(Token, usize)> {
    match rest {
        // Escape, pressed before another key that starts with one.
        [ESC, ..] => Some((Token::Key(Key::Esc), 0)),
        [] | [b'[' | b'O'] | [b'[', b'['] => None,
        [b'[', b'[', _, ..] => Some((Token::Nothing, 3)),
        [b'[', b'M', mouse @ ..] => (mouse.len() >= 3).then_some((Token::Nothing, 5)),
        [b'[', sequence @ ..] => csi::token(sequence).map(|(token, length)| (token, length + 1)),
        // Enter on a keypad in application mode.
        [b'O', b'M', ..] => Some((Token::Key(Key::Enter), 2)),
        [b'O', key, ..] => Some((csi::key("", *key).into(), 2)),
        [b']' | b'P' | b'_' | b'^' | b'X', answer @ ..] => end_of_answer(answer).map(|end| (Token::Nothing, end + 1)),
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
