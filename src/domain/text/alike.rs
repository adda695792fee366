//! Whether two texts mean the same, however they were written.
//!
//! One keyboard gives `é` as one character, another as a letter and an accent; an input method for Chinese or Japanese
//! gives letters and digits of double width; phones begin words with a capital. People mean the same by all of them.

use std::borrow::Cow;

use caseless::Caseless;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::{is_unshowable, without_surplus_marks};

/// How far the full-width forms `！` to `～` lie from `!` to `~`.
const WIDER: u32 = 0xFEE0;
/// A blank of double width.
const WIDE_BLANK: char = '\u{3000}';

/// A text to compare others with, and for nothing else: without case, width, style of letters, invisible characters
/// and superfluous blanks.
pub fn folded(text: &str) -> String {
    if text.is_ascii() {
        return single_spaced(&text.to_ascii_lowercase());
    }
    // Case and compatibility depend on each other, so each is folded twice, as Unicode's caseless matching asks.
    let seen = text.chars().filter(|&c| c.is_whitespace() || !is_unshowable(c));
    let folded: String = seen.nfd().default_case_fold().nfkd().default_case_fold().nfkd().collect();
    single_spaced(&folded)
}

fn single_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether two texts mean the same: equal but for how they are written.
pub fn alike(one: &str, other: &str) -> bool {
    one == other || folded(one) == folded(other)
}

/// A text with every letter and its marks as one character where there is one (NFC).
pub fn composed(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.nfc().collect())
}

/// A text as it is kept: composed, and with no more marks on a letter than fit.
pub fn kept(text: &str) -> String {
    let composed = composed(text);
    if composed.is_ascii() { composed.into_owned() } else { without_surplus_marks(&composed) }
}

/// A letter, digit or sign of double width as the plain one; anything else as it is.
pub fn narrow(c: char) -> char {
    match c {
        WIDE_BLANK => ' ',
        '！'..='～' => char::from_u32(u32::from(c) - WIDER).unwrap_or(c),
        _ => c,
    }
}

/// A number, date or command as typed, with plain letters, digits and signs for those of double width.
pub fn narrowed(text: &str) -> Cow<'_, str> {
    if text.chars().any(|c| narrow(c) != c) { text.chars().map(narrow).collect() } else { Cow::Borrowed(text) }
}

/// A code to come in by, as typed, in the form in which it is made: capital letters and digits alone.
pub fn code(typed: &str) -> String {
    typed.chars().map(narrow).filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::composed("Caf\u{e9}", "Cafe\u{301}")]
    #[case::order_of_marks("a\u{323}\u{302}", "a\u{302}\u{323}")]
    #[case::width("ＥＭＥＡ　２０２６", "emea 2026")]
    #[case::half_width_kana("ﾄｳｷｮｳ", "トウキョウ")]
    #[case::sharp_s("Hauptstraße", "HAUPTSTRASSE")]
    #[case::final_sigma("ΟΔΟΣ", "οδος")]
    #[case::turkish_capital("İzmir", "i\u{307}zmir")]
    #[case::ligature("ﬁeld", "FIELD")]
    #[case::hangul("\u{1112}\u{1161}\u{11ab}", "한")]
    #[case::no_break_space("EMEA\u{a0}Nord", "emea  nord ")]
    #[case::joiner("تیم\u{200c}ها", "تیمها")]
    #[case::selector("❤\u{fe0f} leads", "❤ LEADS")]
    #[case::superscript("Team²", "team2")]
    fn texts_are_alike_however_they_are_written(#[case] one: &str, #[case] other: &str) {
        assert!(alike(one, other), "{:?} {:?}", folded(one), folded(other));
        assert!(folded(&format!("North {one}, of three")).contains(&folded(other)));
    }

    #[rstest]
    #[case("EMEA", "APAC")]
    #[case("Café", "Cafè")]
    #[case("東京", "京都")]
    #[case("EMEA 1", "EMEA 11")]
    #[case("NordOst", "Nord Ost")]
    fn other_texts_are_not(#[case] one: &str, #[case] other: &str) {
        assert!(!alike(one, other));
    }

    #[test]
    fn a_text_is_kept_with_its_letters_composed_and_its_capitals_as_they_are() {
        assert_eq!(kept("Cafe\u{301} ＥＭＥＡ ﬁ"), "Caf\u{e9} ＥＭＥＡ ﬁ");
        assert_eq!(kept("Île-de-France 東京 العربية"), "Île-de-France 東京 العربية");
    }

    #[test]
    fn what_is_of_double_width_is_read_as_what_it_stands_for() {
        assert_eq!(narrowed("２０２６-１２-３１"), "2026-12-31");
        assert_eq!(narrowed("！～Ａ　ｚ"), "!~A z");
        assert_eq!(narrowed("東京 ﾄ é"), "東京 ﾄ é");
    }

    #[test]
    fn a_code_is_read_whatever_its_width_case_and_punctuation() {
        for typed in ["TQDDCF", "tqd dcf", "ＴＱＤＤＣＦ", "ｔｑｄ－ｄｃｆ", "TQD\u{200b}DCF", "tqd-dcf."]
        {
            assert_eq!(code(typed), "TQDDCF", "{typed}");
        }
    }
}
