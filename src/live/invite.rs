//! What lets people in: a code to type, and a link to scan with its picture.

use fast_qr::{ECL, QRBuilder, QRCode};

use crate::domain::text;
use crate::wording::connecting::NO_CODE_FITS;

/// Letters and digits that are not taken for one another, however they are written or said: no O, 0, I, 1 or L, and no
/// S, Z or B beside 5, 2 and 8.
const SIGNS: &[u8; 28] = b"ACDEFGHJKMNPQRTUVWXY23456789";
/// How long a code is: with 28 signs, 481,890,304 codes.
const CODE_LENGTH: usize = 6;
/// Letters that are read as the digit they look like.
const READ_AS: [(char, char); 3] = [('S', '5'), ('Z', '2'), ('B', '8')];
/// How long the end of a link is, in hexadecimal digits.
const LINK_LENGTH: usize = 16;

/// A code to type, from 128 bits of chance.
pub fn code(mut chance: u128) -> String {
    let mut code = String::with_capacity(CODE_LENGTH);
    for _ in 0..CODE_LENGTH {
        let at = usize::try_from(chance % 28).unwrap_or(0);
        code.extend(SIGNS.get(at).copied().map(char::from));
        chance /= 28;
    }
    code
}

/// Whether what was typed is this code. The code of a session that an earlier version began may hold an S, a Z or a B:
/// both are read alike.
pub fn is_code(typed: &str, code: &str) -> bool {
    is_same(&read(typed), &read(code))
}

fn read(typed: &str) -> String {
    let digit = |c| READ_AS.iter().find(|(letter, _)| *letter == c).map_or(c, |(_, digit)| *digit);
    text::code(typed).chars().map(digit).collect()
}

/// Compares without telling by the time it takes how much is right.
pub fn is_same(given: &str, right: &str) -> bool {
    !right.is_empty()
        && given.len() == right.len()
        && given.bytes().zip(right.bytes()).fold(0, |all, (a, b)| all | (a ^ b)) == 0
}

/// The end of a link, from 128 bits of chance.
pub fn link(chance: u128) -> String {
    let mut digits = format!("{chance:032x}");
    digits.truncate(LINK_LENGTH);
    digits
}

/// The end of the link to the big screen: all 128 bits of chance, as nothing else keeps strangers from it.
pub fn screen(chance: u128) -> String {
    format!("{chance:032x}")
}

/// The address of the big screen for people elsewhere.
pub fn screen_url(authority: &str, public_url: Option<&str>, screen: &str) -> String {
    format!("{}/screen/{screen}", url(authority, public_url))
}

/// The address to type: without a path.
pub fn url(authority: &str, public_url: Option<&str>) -> String {
    public_url.map_or_else(|| format!("http://{authority}"), |public| public.trim_end_matches('/').to_owned())
}

/// The address to scan: it lets in without a code.
pub fn link_url(authority: &str, public_url: Option<&str>, link: &str) -> String {
    format!("{}/j/{link}", url(authority, public_url))
}

/// Light squares around the code, which scanners need to find it.
const QUIET: usize = 4;

/// A code to scan: a square of dark and light squares, its quiet zone included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Qr {
    width: usize,
    dark: Vec<bool>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{NO_CODE_FITS}")]
pub struct TooLong;

impl Qr {
    /// The smallest code for `text`, with as much redundancy as that size allows.
    pub fn new(text: &str) -> Result<Self, TooLong> {
        let build = |level| QRBuilder::new(text).ecl(level).build().map_err(|_| TooLong);
        let mut code = build(ECL::L)?;
        for level in [ECL::M, ECL::Q, ECL::H] {
            if let Ok(safer) = build(level)
                && safer.size == code.size
            {
                code = safer;
            }
        }
        Ok(Self::of(&code))
    }

    fn of(code: &QRCode) -> Self {
        let width = code.size + 2 * QUIET;
        let inside = QUIET..QUIET + code.size;
        let is_dark =
            |x: usize, y: usize| inside.contains(&x) && inside.contains(&y) && code[y - QUIET][x - QUIET].value();
        Self { width, dark: (0..width * width).map(|at| is_dark(at % width, at / width)).collect() }
    }

    pub const fn width(&self) -> usize {
        self.width
    }

    /// Whether a square is dark; those outside are light.
    pub fn is_dark(&self, x: usize, y: usize) -> bool {
        x < self.width && self.dark.get(y * self.width + x).copied().unwrap_or(false)
    }

    /// As a picture: black on white, one unit a square.
    pub fn to_svg(&self) -> String {
        let width = self.width;
        let dark = (0..width * width).filter(|at| self.is_dark(at % width, at / width));
        let squares: Vec<String> = dark.map(|at| format!("M{} {}h1v1h-1z", at % width, at / width)).collect();
        let squares = squares.concat();
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {width}\" shape-rendering=\"crispEdges\">\
             <path fill=\"#fff\" d=\"M0 0h{width}v{width}h-{width}z\"/><path d=\"{squares}\"/></svg>\n"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_six_signs_that_are_not_taken_for_one_another() {
        for chance in [0, 1, u128::MAX, 0x1234_5678_9abc_def0_1234_5678_9abc_def0] {
            let code = code(chance);
            assert_eq!(code.len(), 6);
            assert!(!code.contains(['O', '0', 'I', '1', 'L', 'S', 'Z', 'B']), "{code}");
            assert!(is_code(&code, &code));
        }
        assert_ne!(code(1), code(2));
    }

    #[test]
    fn there_are_as_many_codes_as_the_handbook_says() {
        let codes = SIGNS.len().pow(u32::try_from(CODE_LENGTH).unwrap());
        assert_eq!(codes, 481_890_304);
        assert!(include_str!("../../docs/workshop.md").contains("481,890,304 codes"));
    }

    #[test]
    fn a_letter_that_looks_like_a_digit_is_read_as_that_digit() {
        for typed in ["5Q2M8F", "SQZMBF", "sqzmbf", "5q2-m8f", "ＳＱ２ＭＢＦ", " 5Q2 M8F "] {
            assert!(is_code(typed, "5Q2M8F"), "{typed}");
        }
        for old in ["SQZMBF", "5QZM8F"] {
            assert!(is_code(old, old) && is_code("5Q2M8F", old), "the code of an earlier version: {old}");
        }
    }

    #[test]
    fn every_code_one_sign_off_and_every_anagram_is_another_code() {
        let right = "K7QM4F";
        let signs: Vec<char> = ('A'..='Z').chain('0'..='9').collect();
        for at in 0..right.len() {
            for &sign in signs.iter().filter(|sign| right.chars().nth(at) != Some(**sign)) {
                let typed: String = right.chars().enumerate().map(|(n, c)| if n == at { sign } else { c }).collect();
                assert!(!is_code(&typed, right), "{typed}");
            }
        }
        for one in 0..right.len() {
            for other in one + 1..right.len() {
                let mut typed: Vec<char> = right.chars().collect();
                typed.swap(one, other);
                assert!(!is_code(&typed.iter().collect::<String>(), right), "{typed:?}");
            }
        }
        for typed in ["", "K7QM4", "K7QM4FF", "F4MQ7K", "K7QM4F K7QM4F"] {
            assert!(!is_code(typed, right), "{typed}");
        }
        assert!(!is_code("", ""), "no code lets nobody in");
    }

    #[test]
    fn a_link_is_short_enough_for_a_small_picture() {
        assert_eq!(link(1 << 127), "8000000000000000");
        let scanned = link_url("192.168.1.20:7777", None, &link(0));
        assert_eq!(scanned, "http://192.168.1.20:7777/j/0000000000000000");
    }

    #[test]
    fn behind_a_proxy_its_address_is_shown() {
        assert_eq!(url("10.0.0.2:80", Some("https://pulse.example.com/")), "https://pulse.example.com");
    }

    const LONGEST: &str = "http://192.168.178.123:47825/j/0123456789abcdef";

    #[test]
    fn the_code_of_a_local_address_fits_beside_the_text_of_a_small_screen() {
        let rows = Qr::new(LONGEST).unwrap().width().div_ceil(2);
        assert!(rows <= 19, "{rows}");
    }

    #[test]
    fn four_light_squares_surround_it() {
        let qr = Qr::new("http://10.0.0.2:7777/").unwrap();
        let edge = |n: usize| n < QUIET || n >= qr.width() - QUIET;
        for at in 0..qr.width() * qr.width() {
            let (x, y) = (at % qr.width(), at / qr.width());
            assert!(!(edge(x) || edge(y)) || !qr.is_dark(x, y));
        }
        assert!(qr.is_dark(QUIET, QUIET));
    }

    #[test]
    fn the_picture_is_black_on_white() {
        let svg = Qr::new("http://10.0.0.2:7777/").unwrap().to_svg();
        assert!(svg.starts_with("<svg") && svg.contains("fill=\"#fff\"") && svg.contains("<path d=\"M4 4h1"));
    }

    #[test]
    fn a_text_that_does_not_fit_is_refused() {
        assert_eq!(Qr::new(&"x".repeat(4000)), Err(TooLong));
    }
}
