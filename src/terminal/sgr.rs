//! How colours are written: as the terminal at hand reads them.
//!
//! crossterm writes each of the sixteen named colours as one of a palette of 256. A terminal that knows eight or
//! sixteen reads the 5 in `38;5;1` as blinking, and one that knows none need not be told of any.

use crate::ui::theme::ColourDepth;

const START: &[u8] = b"\x1b[";

/// Rewrites what sets colours in a frame: named colours as 30 to 37 and 90 to 97, and none where there are none.
pub fn fit(frame: &mut Vec<u8>, depth: ColourDepth) {
    let mut fitted = Vec::with_capacity(frame.len());
    let mut rest = frame.as_slice();
    while let Some(at) = rest.windows(START.len()).position(|bytes| bytes == START) {
        let (before, from) = rest.split_at(at + START.len());
        let length = from.iter().take_while(|byte| byte.is_ascii_digit() || **byte == b';').count();
        let (numbers, after) = from.split_at(length);
        fitted.extend_from_slice(before);
        if let Some(after) = after.strip_prefix(b"m") {
            rewrite(&mut fitted, numbers, depth);
            rest = after;
        } else {
            fitted.extend_from_slice(numbers);
            rest = after;
        }
    }
    fitted.extend_from_slice(rest);
    *frame = fitted;
}

/// One sequence, of which the start is written already.
fn rewrite(out: &mut Vec<u8>, numbers: &[u8], depth: ColourDepth) {
    let numbers: Vec<&[u8]> = numbers.split(|byte| *byte == b';').collect();
    let mut kept: Vec<Vec<u8>> = Vec::new();
    let mut rest = numbers.as_slice();
    while let Some(first) = rest.first() {
        let (part, after) = rest.split_at(length(rest));
        if !is_colour(first) {
            kept.push(first.to_vec());
        } else if depth != ColourDepth::None {
            kept.push(named(part).unwrap_or_else(|| part.join(&b';')));
        }
        rest = after;
    }
    if kept.is_empty() {
        out.truncate(out.len() - START.len());
    } else {
        out.extend_from_slice(&kept.join(&b';'));
        out.push(b'm');
    }
}

/// How many numbers belong to the first: a colour of a palette is told in three, one of red, green and blue in five.
fn length(numbers: &[&[u8]]) -> usize {
    let told = match numbers {
        [b"38" | b"48" | b"58", b"5", ..] => 3,
        [b"38" | b"48" | b"58", b"2", ..] => 5,
        _ => 1,
    };
    told.min(numbers.len())
}

fn is_colour(number: &[u8]) -> bool {
    let number = str::from_utf8(number).ok().and_then(|number| number.parse::<u32>().ok());
    number.is_some_and(|number| matches!(number, 30..=49 | 58 | 59 | 90..=107))
}

/// The short form of one of the sixteen named colours.
fn named(numbers: &[&[u8]]) -> Option<Vec<u8>> {
    let [ground @ (b"38" | b"48"), b"5", colour] = numbers else { return None };
    let colour: u32 = str::from_utf8(colour).ok()?.parse().ok()?;
    let first = match (colour, *ground == b"48") {
        (0..8, false) => 30,
        (0..8, true) => 40,
        (8..16, false) => 90 - 8,
        (8..16, true) => 100 - 8,
        _ => return None,
    };
    Some((first + colour).to_string().into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn fitted(frame: &str, depth: ColourDepth) -> String {
        let mut frame = frame.as_bytes().to_vec();
        fit(&mut frame, depth);
        String::from_utf8(frame).unwrap()
    }

    #[rstest]
    #[case("\x1b[38;5;1;49mred\x1b[1m", "\x1b[31;49mred\x1b[1m")]
    #[case("\x1b[39;48;5;7m", "\x1b[39;47m")]
    #[case("\x1b[38;5;8;48;5;15m", "\x1b[90;107m")]
    #[case("\x1b[38;5;16;48;5;243m", "\x1b[38;5;16;48;5;243m")]
    #[case("\x1b[38;2;38;5;1m", "\x1b[38;2;38;5;1m")]
    #[case("\x1b[58;5;1m", "\x1b[58;5;1m")]
    #[case("\x1b[2;38;5;1H\x1b[m\x1b[0m\x1b[38;5mé\x1b[", "\x1b[2;38;5;1H\x1b[m\x1b[0m\x1b[38;5mé\x1b[")]
    fn the_sixteen_have_numbers_of_their_own_and_all_else_stays(#[case] frame: &str, #[case] expected: &str) {
        assert_eq!(fitted(frame, ColourDepth::Ansi16), expected);
    }

    #[rstest]
    #[case("\x1b[38;5;1;49mred\x1b[0m", "red\x1b[0m")]
    #[case("\x1b[1;38;2;1;2;3;7mx\x1b[39m\x1b[49m\x1b[59m", "\x1b[1;7mx")]
    #[case("\x1b[31;1m\x1b[97m", "\x1b[1m")]
    #[case("\x1b[38;5;1H", "\x1b[38;5;1H")]
    fn without_colours_nothing_speaks_of_them(#[case] frame: &str, #[case] expected: &str) {
        assert_eq!(fitted(frame, ColourDepth::None), expected);
    }
}
