//! Text from people and files, made safe to show, held against other text, and broken into lines.
//!
//! One keyboard gives `é` as one character, another as a letter and an accent; an input method for Chinese or Japanese
//! gives letters and digits of double width; phones begin words with a capital. People mean the same by all of them.

use std::borrow::Cow;
use std::fmt;

use caseless::Caseless;
use serde::{Deserialize, Serialize};
use textwrap::{Options, WordSplitter};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

pub use super::unseen::{
    MARKS_MAX, first_unshowable, is_unshowable, may_be_needed, most_marks, name_of, showable, unshowable,
    without_surplus_marks,
};

pub const LABEL_MAX: usize = 60;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    Unshowable(String),
    /// It holds a joiner or a selector that nothing around it needs.
    Astray(String),
    Heaped(usize),
    TooLong {
        length: usize,
        most: usize,
    },
}

/// Says whether a text can be shown as it is, and if not, why.
pub fn seen(text: &str) -> Result<(), TextError> {
    match first_unshowable(text) {
        Some((_, c)) if may_be_needed(c) => return Err(TextError::Astray(name_of(c))),
        Some((_, c)) => return Err(TextError::Unshowable(name_of(c))),
        None => {}
    }
    let marks = most_marks(&composed(text));
    if marks > MARKS_MAX { Err(TextError::Heaped(marks)) } else { Ok(()) }
}

/// One line of somebody's text as it is kept: trimmed, and each letter and its marks written the usual way.
pub fn line(typed: &str, most: usize) -> Result<String, TextError> {
    seen(typed.trim())?;
    let text = kept(typed.trim());
    let length = text.chars().count();
    if length > most { Err(TextError::TooLong { length, most }) } else { Ok(text) }
}

pub const NOTE_MAX: usize = 1000;

/// An answer to the question at the end. Build it with [`Note::new`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note(String);

impl Note {
    /// A note as typed; none where nothing was.
    pub fn new(typed: &str) -> Result<Option<Self>, TextError> {
        let text = line(typed, NOTE_MAX)?;
        Ok((!text.is_empty()).then_some(Self(text)))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Which Sales and which Marketing an assessment is about: one line, trimmed, safe to show, perhaps empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Label(String);

impl Label {
    /// Takes what was typed, less the white space around it, with every letter and its marks written the usual way.
    pub fn new(typed: &str) -> Result<Self, TextError> {
        line(typed, LABEL_MAX).map(Self)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether two labels mean the same, however they are written. An empty one matches nothing.
    pub fn matches(&self, other: &Self) -> bool {
        !self.is_empty() && alike(&self.0, &other.0)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl TryFrom<String> for Label {
    type Error = TextError;

    fn try_from(text: String) -> Result<Self, TextError> {
        Self::new(&kept(&text))
    }
}

impl From<Label> for String {
    fn from(label: Label) -> Self {
        label.0
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// How far the full-width forms `！` to `～` lie from `!` to `~`.
const WIDER: u32 = 0xFEE0;
/// A blank of double width.
const WIDE_BLANK: char = '\u{3000}';

/// A text to compare others with alone: without case, width, style of letters, unseen characters, surplus blanks.
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

/// What stands for a sign of two columns while lines are broken: a place that Unicode gives to nothing.
const TWO: char = '\u{3FFFD}';
/// What stands for a sign of one column.
const ONE: char = '\u{F8FF}';

/// `text` in lines of at most `cells` columns, the first after `first`, each other after `rest`. Words with a hyphen,
/// such as the names of keys, stay whole.
pub fn lines(text: &str, cells: usize, (first, rest): (&str, &str)) -> Vec<String> {
    let options = Options::new(cells.max(1))
        .initial_indent(first)
        .subsequent_indent(rest)
        .word_splitter(WordSplitter::NoHyphenation);
    let (plain, mut signs) = replaced(text);
    let broken = textwrap::wrap(&plain, options);
    if signs.is_empty() {
        return broken.into_iter().map(Cow::into_owned).collect();
    }
    let mut signs = signs.drain(..);
    let mut put_back = |line: &str| -> String {
        line.chars().map(|c| if matches!(c, ONE | TWO) { signs.next().unwrap_or_default() } else { c.into() }).collect()
    };
    broken.iter().map(|line| put_back(line)).collect()
}

/// The text with one character for each sign whose width is not the sum of its characters'; and those signs.
fn replaced(text: &str) -> (String, Vec<String>) {
    if text.is_ascii() {
        return (text.to_owned(), Vec::new());
    }
    let mut signs = Vec::new();
    let mut plain = String::with_capacity(text.len());
    for sign in text.graphemes(true) {
        let stands_for = match sign.width() {
            1 if is_of_its_own(sign) => ONE,
            2 if is_of_its_own(sign) => TWO,
            _ => {
                plain.push_str(sign);
                continue;
            }
        };
        plain.push(stands_for);
        signs.push(sign.to_owned());
    }
    (plain, signs)
}

fn is_of_its_own(sign: &str) -> bool {
    let sum: usize = sign.chars().map(|c| c.width().unwrap_or(0)).sum();
    sum != sign.width() || sign.contains([ONE, TWO])
}

/// Whether a file of this name would be a device on Windows, whatever its folder and its ending.
pub fn is_device_name(name: &str) -> bool {
    let stem = name.split(['.', ':']).next().unwrap_or_default().trim_end_matches(' ').to_ascii_uppercase();
    let port = ["COM", "LPT"].iter().find_map(|kind| stem.strip_prefix(kind));
    let is_port = port.is_some_and(|number| {
        number.chars().count() == 1 && number.contains(|c: char| c.is_ascii_digit() || "¹²³".contains(c))
    });
    is_port || matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$")
}

/// Whether a file can have this name on Windows, too, which takes dots and blanks from its end.
pub fn is_portable(name: &str) -> bool {
    !is_device_name(name) && !name.ends_with(['.', ' '])
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[test]
    fn a_label_loses_the_white_space_around_it() {
        assert_eq!(Label::new("  EMEA \t").unwrap().as_str(), "EMEA");
    }

    #[test]
    fn labels_match_whatever_their_case_but_an_empty_one_never_does() {
        let label = |text| Label::new(text).unwrap();
        assert!(label(" EMEA").matches(&label("emea")));
        assert!(label("Hauptstraße").matches(&label("HAUPTSTRASSE")));
        assert!(!label("EMEA").matches(&label("APAC")));
        assert!(!label("").matches(&label("")));
    }

    #[test]
    fn a_label_keeps_letters_of_every_script() {
        assert_eq!(Label::new("Île-de-France 東京 العربية").unwrap().as_str(), "Île-de-France 東京 العربية");
    }

    #[test]
    fn a_label_that_could_act_on_a_terminal_is_refused() {
        for hostile in ["a\u{1b}[2Jb", "a\u{7}b", "a\u{9b}b", "a\u{202e}b", "a\u{200b}b", "a\nb", "a\u{e0041}b"] {
            assert!(matches!(Label::new(hostile), Err(TextError::Unshowable(_))), "{hostile:?}");
        }
    }

    #[test]
    fn a_label_of_sixty_one_characters_is_too_long() {
        assert!(Label::new(&"é".repeat(60)).is_ok());
        assert_eq!(Label::new(&"é".repeat(61)), Err(TextError::TooLong { length: 61, most: 60 }));
    }

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

    #[rstest]
    #[case("one two", 5, &["one", "two"])]
    #[case("❤\u{fe0f}❤\u{fe0f}❤\u{fe0f}", 4, &["❤\u{fe0f}❤\u{fe0f}", "❤\u{fe0f}"])]
    #[case("1\u{fe0f}\u{20e3} lead", 6, &["1\u{fe0f}\u{20e3}", "lead"])]
    #[case("👩🏽\u{200d}🚀👩🏽\u{200d}🚀 go", 4, &["👩🏽\u{200d}🚀👩🏽\u{200d}🚀", "go"])]
    #[case("a\u{f8ff}\u{3fffd}❤\u{fe0f}", 20, &["a\u{f8ff}\u{3fffd}❤\u{fe0f}"])]
    #[case("Ctrl-C and so on", 7, &["Ctrl-C", "and so", "on"])]
    fn lines_are_broken_by_what_is_seen(#[case] text: &str, #[case] cells: usize, #[case] broken: &[&str]) {
        assert_eq!(lines(text, cells, ("", "")), broken);
    }

    #[test]
    fn the_names_of_devices_are_known_with_whatever_ending() {
        for name in ["con", "NUL", "Aux.toml", "prn .x", "com1.html", "LPT9", "com¹", "conout$", "nul.a.b"] {
            assert!(is_device_name(name), "{name}");
        }
        for name in ["console", "com", "com10", "lptx", "undercurrent-con", "", "nul-1", ".con"] {
            assert!(!is_device_name(name), "{name}");
        }
    }

    #[test]
    fn a_name_that_windows_would_change_or_take_for_a_device_is_not_portable() {
        for name in ["nul", "con.html", "report.", "report.html ", "report. .", "LPT1.md"] {
            assert!(!is_portable(name), "{name}");
        }
        for name in ["report.html", "console.md", ".report", "a b.md", "été.md"] {
            assert!(is_portable(name), "{name}");
        }
    }
}
