//! Keys that come as control sequences: `ESC [`, numbers, and a byte that says which.
//!
//! Also those of xterm's "modify other keys" and of kitty's keyboard protocol, which another program may have left
//! switched on: the latter tells of releases, too.

use super::token::Token;
use crate::app::Key;

/// The token after `ESC [` and how many bytes it takes. None: it may not be whole yet.
pub fn token(sequence: &[u8]) -> Option<(Token, usize)> {
    let end = sequence.iter().position(|byte| !(0x20..=0x3f).contains(byte))?;
    let (body, last) = (sequence.get(..end)?, *sequence.get(end)?);
    if !(0x40..=0x7e).contains(&last) {
        // Broken off; what broke it is the start of something else.
        return Some((Token::Nothing, end));
    }
    let body = str::from_utf8(body).unwrap_or_default();
    let token = if last == b'~' && body == "200" { Token::PasteStart } else { key(body, last).into() };
    Some((token, end + 1))
}

/// The key of a sequence with these numbers and this last byte, unless it is none of ours or a release.
pub fn key(numbers: &str, last: u8) -> Option<Key> {
    let held = Held::read(numbers);
    if held.other || held.released {
        return None;
    }
    match last {
        b'u' => typed(number(numbers, 0)?, &held),
        b'~' if number(numbers, 0) == Some(27) => typed(number(numbers, 2)?, &held),
        b'Z' => Some(Key::BackTab),
        _ if held.ctrl => None,
        b'~' => edits(number(numbers, 0)?),
        _ => moves(last),
    }
}

/// What was held along with the key.
#[allow(clippy::struct_excessive_bools, reason = "four independent facts about one key press")]
struct Held {
    shift: bool,
    ctrl: bool,
    /// Alt, or one of the keys beside it.
    other: bool,
    released: bool,
}

impl Held {
    /// The second number holds them: one more than the sum of their bits, then perhaps 3 for a release.
    fn read(numbers: &str) -> Self {
        let second = numbers.split(';').nth(1).unwrap_or_default();
        let mut parts = second.split(':').map(str::parse::<u32>);
        let bits = parts.next().and_then(Result::ok).unwrap_or(1).saturating_sub(1);
        let released = parts.next() == Some(Ok(3));
        Self { shift: bits & 1 != 0, ctrl: bits & 4 != 0, other: bits & (2 | 8 | 16 | 32) != 0, released }
    }
}

fn number(numbers: &str, index: usize) -> Option<u32> {
    numbers.split(';').nth(index)?.split(':').next()?.parse().ok()
}

fn typed(code: u32, held: &Held) -> Option<Key> {
    let character = match code {
        13 => return Some(Key::Enter),
        27 => return Some(Key::Esc),
        9 => return Some(if held.shift { Key::BackTab } else { Key::Tab }),
        8 | 127 => return Some(Key::Backspace),
        // The private area stands for keys without a character, such as Caps Lock.
        0xe000..=0xf8ff => return None,
        _ => char::from_u32(code).filter(|character| !character.is_control())?,
    };
    Some(if held.ctrl {
        Key::Ctrl(character.to_ascii_lowercase())
    } else if held.shift {
        Key::Char(character.to_uppercase().next().unwrap_or(character))
    } else {
        Key::Char(character)
    })
}

fn edits(number: u32) -> Option<Key> {
    Some(match number {
        1 | 7 => Key::Home,
        3 => Key::Delete,
        4 | 8 => Key::End,
        5 => Key::PageUp,
        6 => Key::PageDown,
        _ => return None,
    })
}

fn moves(last: u8) -> Option<Key> {
    Some(match last {
        b'A' => Key::Up,
        b'B' => Key::Down,
        b'C' => Key::Right,
        b'D' => Key::Left,
        b'H' => Key::Home,
        b'F' => Key::End,
        _ => return None,
    })
}
