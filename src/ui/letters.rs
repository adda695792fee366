//! Large letters, to be read from the last row of a room.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::draw::{below, wrap};

/// How many squares a letter is wide and high, and how far the next one stands.
const WIDTH: u16 = 5;
const HEIGHT: u16 = 7;
const PITCH: u16 = WIDTH + 1;

/// How large the letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// A square is half a cell wide and half a line high.
    Small,
    /// A square is a cell wide and half a line high.
    Large,
}

/// How many lines letters take.
pub const LINES: u16 = HEIGHT.div_ceil(2);
/// The same with the gap below.
pub const LINE: u16 = LINES + 1;

impl Size {
    /// How many cells a letter takes, with the gap after it.
    pub const fn cells(self) -> u16 {
        match self {
            Self::Small => PITCH / 2,
            Self::Large => PITCH,
        }
    }
}

/// The parts of a cell that are filled, as a number: upper left 1, upper right 2, lower left 4, lower right 8.
const QUARTERS: [&str; 16] = [" ", "▘", "▝", "▀", "▖", "▌", "▞", "▛", "▗", "▚", "▐", "▜", "▄", "▙", "▟", "█"];

/// The largest size at which a text fits into so many cells; none where it does not, or has a sign without a picture.
pub fn fitting(text: &str, cells: u16) -> Option<Size> {
    let is_known = text.chars().all(|sign| picture(sign).is_some());
    let fits = |size: &Size| is_known && width(text, *size) <= cells;
    [Size::Large, Size::Small].into_iter().find(fits)
}

/// Of more lines the larger letters are no easier to read.
const LARGE_MOST: usize = 4;

/// A text in lines of large letters that take so many cells and lines at most, each with the gap below it, in the largest
/// size that fits; none where none does.
pub fn wrapped(text: &str, (cells, height): (u16, u16)) -> Option<(Size, Vec<String>)> {
    let fits = |(size, lines): &(Size, Vec<String>)| {
        lines.len() <= usize::from(height / LINE) && (*size == Size::Small || lines.len() <= LARGE_MOST)
    };
    [Size::Large, Size::Small].into_iter().filter_map(|size| Some((size, lines(text, size, cells)?))).find(fits)
}

/// A text in lines of small letters; none where a sign has no picture, or a word does not fit.
pub fn small(text: &str, cells: u16) -> Option<Vec<String>> {
    lines(text, Size::Small, cells)
}

fn lines(text: &str, size: Size, cells: u16) -> Option<Vec<String>> {
    let lines = wrap(text, cells / size.cells());
    let is_set = |line: &String| line.chars().all(|sign| picture(sign).is_some()) && width(line, size) <= cells;
    lines.iter().all(is_set).then_some(lines)
}

/// How many cells a text takes.
pub fn width(text: &str, size: Size) -> u16 {
    let squares = u16::try_from(text.chars().count()).unwrap_or(u16::MAX).saturating_mul(PITCH).saturating_sub(1);
    match size {
        Size::Large => squares,
        Size::Small => squares.div_ceil(2),
    }
}

/// Draws a text at the top left of `area`, as far as it fits.
pub fn draw(text: &str, size: Size, (area, style): (Rect, Style), buf: &mut Buffer) {
    let signs: Vec<char> = text.chars().collect();
    let cells = area.width.min(width(text, size));
    for (x, y) in (0..LINES.min(area.height)).flat_map(|y| (0..cells).map(move |x| (x, y))) {
        let is_on = |right: u16, down: u16| match size {
            Size::Large => is_filled(&signs, x, 2 * y + down),
            Size::Small => is_filled(&signs, 2 * x + right, 2 * y + down),
        };
        let symbol = quarters([is_on(0, 0), is_on(1, 0), is_on(0, 1), is_on(1, 1)]);
        buf.set_string(area.x + x, area.y + y, symbol, style);
    }
}

/// Draws lines one below another, each with the gap below it; gives what is left.
pub fn stacked(lines: &[String], size: Size, (area, style): (Rect, Style), buf: &mut Buffer) -> Rect {
    lines.iter().fold(area, |area, line| {
        draw(line, size, (area, style), buf);
        below(area, LINE)
    })
}

/// The character whose upper left, upper right, lower left and lower right quarters are filled.
fn quarters(filled: [bool; 4]) -> &'static str {
    let number = filled.iter().enumerate().map(|(at, on)| usize::from(*on) << at).sum::<usize>();
    QUARTERS.get(number).copied().unwrap_or(" ")
}

/// Whether the square at a place of the whole text is filled.
fn is_filled(signs: &[char], x: u16, y: u16) -> bool {
    let column = x % PITCH;
    let rows = signs.get(usize::from(x / PITCH)).and_then(|&sign| picture(sign));
    let row = rows.and_then(|rows| rows.get(usize::from(y)).copied()).unwrap_or(0);
    column < WIDTH && (row >> (WIDTH - 1 - column)) & 1 == 1
}

/// The rows of a sign from the top, five squares each.
fn picture(sign: char) -> Option<[u8; 7]> {
    let at = PICTURES.binary_search_by_key(&sign, |(known, _)| *known).ok()?;
    PICTURES.get(at).map(|(_, rows)| *rows)
}

/// The signs of addresses, codes and sentences, in the order of their numbers.
#[rustfmt::skip]
const PICTURES: [(char, [u8; 7]); 89] = [
    (' ', [0b00000, 0b00000, 0b00000, 0b00000, 0b00000, 0b00000, 0b00000]),
    ('!', [0b00100, 0b00100, 0b00100, 0b00100, 0b00100, 0b00000, 0b00100]),
    ('\'', [0b00100, 0b00100, 0b01000, 0b00000, 0b00000, 0b00000, 0b00000]),
    ('(', [0b00010, 0b00100, 0b01000, 0b01000, 0b01000, 0b00100, 0b00010]),
    (')', [0b01000, 0b00100, 0b00010, 0b00010, 0b00010, 0b00100, 0b01000]),
    ('+', [0b00000, 0b00100, 0b00100, 0b11111, 0b00100, 0b00100, 0b00000]),
    (',', [0b00000, 0b00000, 0b00000, 0b00000, 0b01100, 0b00100, 0b01000]),
    ('-', [0b00000, 0b00000, 0b00000, 0b11111, 0b00000, 0b00000, 0b00000]),
    ('.', [0b00000, 0b00000, 0b00000, 0b00000, 0b00000, 0b01100, 0b01100]),
    ('/', [0b00000, 0b00001, 0b00010, 0b00100, 0b01000, 0b10000, 0b00000]),
    ('0', [0b01110, 0b10001, 0b10011, 0b10101, 0b11001, 0b10001, 0b01110]),
    ('1', [0b00100, 0b01100, 0b00100, 0b00100, 0b00100, 0b00100, 0b01110]),
    ('2', [0b01110, 0b10001, 0b00001, 0b00010, 0b00100, 0b01000, 0b11111]),
    ('3', [0b11111, 0b00010, 0b00100, 0b00010, 0b00001, 0b10001, 0b01110]),
    ('4', [0b00010, 0b00110, 0b01010, 0b10010, 0b11111, 0b00010, 0b00010]),
    ('5', [0b11111, 0b10000, 0b11110, 0b00001, 0b00001, 0b10001, 0b01110]),
    ('6', [0b00110, 0b01000, 0b10000, 0b11110, 0b10001, 0b10001, 0b01110]),
    ('7', [0b11111, 0b00001, 0b00010, 0b00100, 0b01000, 0b01000, 0b01000]),
    ('8', [0b01110, 0b10001, 0b10001, 0b01110, 0b10001, 0b10001, 0b01110]),
    ('9', [0b01110, 0b10001, 0b10001, 0b01111, 0b00001, 0b00010, 0b01100]),
    (':', [0b00000, 0b01100, 0b01100, 0b00000, 0b01100, 0b01100, 0b00000]),
    (';', [0b00000, 0b01100, 0b01100, 0b00000, 0b01100, 0b00100, 0b01000]),
    ('?', [0b01110, 0b10001, 0b00001, 0b00010, 0b00100, 0b00000, 0b00100]),
    ('A', [0b01110, 0b10001, 0b10001, 0b11111, 0b10001, 0b10001, 0b10001]),
    ('B', [0b11110, 0b10001, 0b10001, 0b11110, 0b10001, 0b10001, 0b11110]),
    ('C', [0b01110, 0b10001, 0b10000, 0b10000, 0b10000, 0b10001, 0b01110]),
    ('D', [0b11110, 0b10001, 0b10001, 0b10001, 0b10001, 0b10001, 0b11110]),
    ('E', [0b11111, 0b10000, 0b10000, 0b11110, 0b10000, 0b10000, 0b11111]),
    ('F', [0b11111, 0b10000, 0b10000, 0b11110, 0b10000, 0b10000, 0b10000]),
    ('G', [0b01110, 0b10001, 0b10000, 0b10111, 0b10001, 0b10001, 0b01110]),
    ('H', [0b10001, 0b10001, 0b10001, 0b11111, 0b10001, 0b10001, 0b10001]),
    ('I', [0b01110, 0b00100, 0b00100, 0b00100, 0b00100, 0b00100, 0b01110]),
    ('J', [0b00111, 0b00010, 0b00010, 0b00010, 0b00010, 0b10010, 0b01100]),
    ('K', [0b10001, 0b10010, 0b10100, 0b11000, 0b10100, 0b10010, 0b10001]),
    ('L', [0b10000, 0b10000, 0b10000, 0b10000, 0b10000, 0b10000, 0b11111]),
    ('M', [0b10001, 0b11011, 0b10101, 0b10101, 0b10001, 0b10001, 0b10001]),
    ('N', [0b10001, 0b11001, 0b10101, 0b10101, 0b10011, 0b10001, 0b10001]),
    ('O', [0b01110, 0b10001, 0b10001, 0b10001, 0b10001, 0b10001, 0b01110]),
    ('P', [0b11110, 0b10001, 0b10001, 0b11110, 0b10000, 0b10000, 0b10000]),
    ('Q', [0b01110, 0b10001, 0b10001, 0b10001, 0b10101, 0b10010, 0b01101]),
    ('R', [0b11110, 0b10001, 0b10001, 0b11110, 0b10100, 0b10010, 0b10001]),
    ('S', [0b01111, 0b10000, 0b10000, 0b01110, 0b00001, 0b00001, 0b11110]),
    ('T', [0b11111, 0b00100, 0b00100, 0b00100, 0b00100, 0b00100, 0b00100]),
    ('U', [0b10001, 0b10001, 0b10001, 0b10001, 0b10001, 0b10001, 0b01110]),
    ('V', [0b10001, 0b10001, 0b10001, 0b10001, 0b10001, 0b01010, 0b00100]),
    ('W', [0b10001, 0b10001, 0b10001, 0b10101, 0b10101, 0b11011, 0b10001]),
    ('X', [0b10001, 0b10001, 0b01010, 0b00100, 0b01010, 0b10001, 0b10001]),
    ('Y', [0b10001, 0b10001, 0b01010, 0b00100, 0b00100, 0b00100, 0b00100]),
    ('Z', [0b11111, 0b00001, 0b00010, 0b00100, 0b01000, 0b10000, 0b11111]),
    ('[', [0b01110, 0b01000, 0b01000, 0b01000, 0b01000, 0b01000, 0b01110]),
    (']', [0b01110, 0b00010, 0b00010, 0b00010, 0b00010, 0b00010, 0b01110]),
    ('a', [0b00000, 0b00000, 0b01110, 0b00001, 0b01111, 0b10001, 0b01111]),
    ('b', [0b10000, 0b10000, 0b10110, 0b11001, 0b10001, 0b10001, 0b11110]),
    ('c', [0b00000, 0b00000, 0b01110, 0b10000, 0b10000, 0b10001, 0b01110]),
    ('d', [0b00001, 0b00001, 0b01101, 0b10011, 0b10001, 0b10001, 0b01111]),
    ('e', [0b00000, 0b00000, 0b01110, 0b10001, 0b11111, 0b10000, 0b01110]),
    ('f', [0b00110, 0b01001, 0b01000, 0b11100, 0b01000, 0b01000, 0b01000]),
    ('g', [0b00000, 0b01111, 0b10001, 0b10001, 0b01111, 0b00001, 0b01110]),
    ('h', [0b10000, 0b10000, 0b10110, 0b11001, 0b10001, 0b10001, 0b10001]),
    ('i', [0b00100, 0b00000, 0b01100, 0b00100, 0b00100, 0b00100, 0b01110]),
    ('j', [0b00010, 0b00000, 0b00110, 0b00010, 0b00010, 0b10010, 0b01100]),
    ('k', [0b10000, 0b10000, 0b10010, 0b10100, 0b11000, 0b10100, 0b10010]),
    ('l', [0b01100, 0b00100, 0b00100, 0b00100, 0b00100, 0b00100, 0b01110]),
    ('m', [0b00000, 0b00000, 0b11010, 0b10101, 0b10101, 0b10001, 0b10001]),
    ('n', [0b00000, 0b00000, 0b10110, 0b11001, 0b10001, 0b10001, 0b10001]),
    ('o', [0b00000, 0b00000, 0b01110, 0b10001, 0b10001, 0b10001, 0b01110]),
    ('p', [0b00000, 0b00000, 0b11110, 0b10001, 0b11110, 0b10000, 0b10000]),
    ('q', [0b00000, 0b00000, 0b01111, 0b10001, 0b01111, 0b00001, 0b00001]),
    ('r', [0b00000, 0b00000, 0b10110, 0b11001, 0b10000, 0b10000, 0b10000]),
    ('s', [0b00000, 0b00000, 0b01110, 0b10000, 0b01110, 0b00001, 0b11110]),
    ('t', [0b01000, 0b01000, 0b11100, 0b01000, 0b01000, 0b01001, 0b00110]),
    ('u', [0b00000, 0b00000, 0b10001, 0b10001, 0b10001, 0b10011, 0b01101]),
    ('v', [0b00000, 0b00000, 0b10001, 0b10001, 0b10001, 0b01010, 0b00100]),
    ('w', [0b00000, 0b00000, 0b10001, 0b10001, 0b10101, 0b10101, 0b01010]),
    ('x', [0b00000, 0b00000, 0b10001, 0b01010, 0b00100, 0b01010, 0b10001]),
    ('y', [0b00000, 0b00000, 0b10001, 0b10001, 0b01111, 0b00001, 0b01110]),
    ('z', [0b00000, 0b00000, 0b11111, 0b00010, 0b00100, 0b01000, 0b11111]),
    ('Ä', [0b01010, 0b00000, 0b01110, 0b10001, 0b11111, 0b10001, 0b10001]),
    ('Ö', [0b01010, 0b00000, 0b01110, 0b10001, 0b10001, 0b10001, 0b01110]),
    ('Ü', [0b01010, 0b00000, 0b10001, 0b10001, 0b10001, 0b10001, 0b01110]),
    ('ß', [0b01100, 0b10010, 0b10010, 0b10100, 0b10010, 0b10010, 0b10100]),
    ('ä', [0b01010, 0b00000, 0b01110, 0b00001, 0b01111, 0b10001, 0b01111]),
    ('ö', [0b01010, 0b00000, 0b01110, 0b10001, 0b10001, 0b10001, 0b01110]),
    ('ü', [0b01010, 0b00000, 0b10001, 0b10001, 0b10001, 0b10011, 0b01101]),
    ('–', [0b00000, 0b00000, 0b00000, 0b11111, 0b00000, 0b00000, 0b00000]),
    ('’', [0b00100, 0b00100, 0b01000, 0b00000, 0b00000, 0b00000, 0b00000]),
    ('“', [0b01001, 0b10010, 0b11011, 0b00000, 0b00000, 0b00000, 0b00000]),
    ('”', [0b11011, 0b01001, 0b10010, 0b00000, 0b00000, 0b00000, 0b00000]),
    ('−', [0b00000, 0b00000, 0b00000, 0b11111, 0b00000, 0b00000, 0b00000]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sign_of_a_code_and_of_a_plain_address_has_a_picture() {
        for sign in "ABCDEFGHJKMNPQRSTUVWXYZ23456789http://192.168.178.10:7777https://a-b.example[fd00::2]".chars() {
            assert!(picture(sign).is_some(), "{sign}");
        }
    }

    #[test]
    fn no_two_signs_of_a_code_look_alike() {
        let code = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
        for (at, one) in code.chars().enumerate() {
            assert!(code.chars().skip(at + 1).all(|other| picture(one) != picture(other)), "{one}");
        }
    }

    #[test]
    fn large_letters_give_way_to_small_ones_and_those_to_none() {
        assert_eq!(fitting("K7MQ2X", 35), Some(Size::Large));
        assert_eq!(fitting("K7MQ2X", 34), Some(Size::Small));
        assert_eq!(fitting("K7MQ2X", 17), None);
        assert_eq!(fitting("http://bőcher", 200), None);
    }

    #[test]
    fn a_sentence_is_set_in_the_largest_letters_that_have_room() {
        let set = |cells, height| wrapped("It is over.", (cells, height)).map(|(size, lines)| (size, lines.len()));
        assert_eq!(set(66, 5), Some((Size::Large, 1)));
        assert_eq!(set(64, 5), Some((Size::Small, 1)));
        assert_eq!(set(36, 10), Some((Size::Large, 2)));
        assert_eq!(set(36, 4), None);
        assert_eq!(wrapped("Nő", (99, 99)), None);
    }

    #[test]
    fn a_letter_is_drawn_as_its_picture_shows() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 5, 4));
        draw("T", Size::Large, (buf.area, Style::new()), &mut buf);
        assert_eq!(buf, Buffer::with_lines(["▀▀█▀▀", "  █  ", "  █  ", "  ▀  "]));
    }
}
