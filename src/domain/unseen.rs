//! Characters that cannot be seen: which of them act on a terminal or hide, and which a script or an emoji needs where
//! they stand.
//!
//! The rules for joiners are those of RFC 5892, appendix A, a little wider: between any two letters of a script that
//! joins its letters, where Persian writes them, and on either side of a virama, where Bengali and Malayalam do.

use unicode_joining_type::{JoiningType, get_joining_type};
use unicode_normalization::char::canonical_combining_class;
use unicode_properties::UnicodeEmoji;
use unicode_width::UnicodeWidthChar;

/// The most marks that stand on one letter, as Unicode's security mechanisms (UTS 39) count what scripts need.
pub const MARKS_MAX: usize = 4;

const NON_JOINER: char = '\u{200C}';
const JOINER: char = '\u{200D}';
/// Shows the character before it as an emoji.
const AS_EMOJI: char = '\u{FE0F}';
/// Shows the character before it as text.
const AS_TEXT: char = '\u{FE0E}';
/// Makes a key of the digit before it.
const KEYCAP: char = '\u{20E3}';
/// The combining class of the signs that take the vowel from a letter.
const VIRAMA: u8 = 9;

/// Says whether `c` would act on a terminal or hide, rather than be read.
///
/// These are control characters, bidirectional controls, and characters of no width that change how their neighbours
/// look. Some of the latter are needed where they stand: [`first_unshowable`] knows.
pub fn is_unshowable(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_control();
    }
    c.is_control()
        || matches!(c,
            '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
            | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{2800}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}'
            | '\u{FFF0}'..='\u{FFFB}' | '\u{FFFE}' | '\u{FFFF}' | '\u{1BCA0}'..='\u{1BCA3}'
            | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Whether it is a joiner or a selector: unseen, and needed by some scripts and emoji.
pub const fn may_be_needed(c: char) -> bool {
    matches!(c, NON_JOINER | JOINER | AS_EMOJI | AS_TEXT | '\u{180B}'..='\u{180F}' | '\u{FE00}'..='\u{FE02}'
        | '\u{E0100}'..='\u{E01EF}')
}

/// The characters of `text` that must not reach a terminal, with their places in bytes.
pub fn unshowable(text: &str) -> impl Iterator<Item = (usize, char)> {
    text.char_indices().filter(|&(at, c)| is_unshowable(c) && !is_needed(text, at, c))
}

/// The first character of `text` that must not reach a terminal, with its place in bytes.
pub fn first_unshowable(text: &str) -> Option<(usize, char)> {
    // Nearly every text is plain English, which its bytes tell at once.
    let is_plain = text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    if is_plain { None } else { unshowable(text).next() }
}

/// Whether a script or an emoji needs `c`, which stands at this place of `text`.
fn is_needed(text: &str, at: usize, c: char) -> bool {
    if !may_be_needed(c) {
        return false;
    }
    let before = text.get(..at).unwrap_or_default();
    let after = text.get(at + c.len_utf8()..).unwrap_or_default();
    let last = before.chars().next_back();
    match c {
        JOINER if joins_emoji(before, after) => true,
        NON_JOINER | JOINER => is_by_virama(before, after, c) || is_between_joining(before, after),
        AS_EMOJI | AS_TEXT => last.is_some_and(|base| takes_selector(base, after)),
        '\u{FE00}'..='\u{FE02}' | '\u{E0100}'..='\u{E01EF}' => last.is_some_and(is_ideograph),
        '\u{180E}' => last.is_some_and(is_mongolian) && after.chars().next().is_some_and(is_mongolian),
        _ => last.is_some_and(is_mongolian),
    }
}

/// An emoji before the joiner, perhaps with its colour of skin, and one after it.
fn joins_emoji(before: &str, after: &str) -> bool {
    let base = before.chars().rev().find(|&c| c != AS_EMOJI && !is_skin(c));
    base.is_some_and(is_picture) && after.chars().next().is_some_and(is_picture)
}

/// A virama that ends at the joiner, or that follows it as Bengali writes `র‍্য`.
fn is_by_virama(before: &str, after: &str, c: char) -> bool {
    let mut back = before.chars().rev();
    let last = back.next();
    let follows = last.is_some_and(is_virama) && back.next().is_some_and(char::is_alphabetic);
    let leads = c == JOINER && last.is_some_and(is_wide_letter) && after.chars().next().is_some_and(is_virama);
    follows || leads
}

fn is_wide_letter(c: char) -> bool {
    !c.is_ascii() && c.is_alphabetic()
}

fn is_virama(c: char) -> bool {
    canonical_combining_class(c) == VIRAMA
}

/// Letters of a script that joins them, on both sides; marks do not count.
fn is_between_joining(before: &str, after: &str) -> bool {
    let is_seen = |c: &char| get_joining_type(*c) != JoiningType::Transparent;
    before.chars().rev().find(is_seen).is_some_and(is_joining) && after.chars().find(is_seen).is_some_and(is_joining)
}

fn is_joining(c: char) -> bool {
    let joins = matches!(
        get_joining_type(c),
        JoiningType::DualJoining | JoiningType::LeftJoining | JoiningType::RightJoining | JoiningType::JoinCausing
    );
    // A joiner itself counts as one that causes joining; a hamza joins nothing and ends many a word.
    (joins || c == 'ء') && !is_unshowable(c)
}

fn takes_selector(base: char, after: &str) -> bool {
    if base.is_ascii() { base.is_emoji_char() && after.starts_with(KEYCAP) } else { is_picture(base) }
}

/// An emoji that stands by itself: neither half of a flag nor a colour of skin.
fn is_picture(c: char) -> bool {
    c.is_emoji_char() && !c.is_emoji_component()
}

const fn is_skin(c: char) -> bool {
    matches!(c, '\u{1F3FB}'..='\u{1F3FF}')
}

const fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFD}')
}

const fn is_mongolian(c: char) -> bool {
    matches!(c, '\u{1820}'..='\u{18AA}')
}

/// Whether it stands on the letter before it and takes no column.
fn is_mark(c: char) -> bool {
    !c.is_ascii() && !is_unshowable(c) && c.width() == Some(0)
}

/// How many marks are on the letter that has most of them.
pub fn most_marks(text: &str) -> usize {
    let (mut most, mut marks) = (0, 0);
    for c in text.chars() {
        marks = if is_mark(c) { marks + 1 } else { marks * usize::from(may_be_needed(c)) };
        most = most.max(marks);
    }
    most
}

/// `text` without the marks that are too many on their letter.
pub fn without_surplus_marks(text: &str) -> String {
    let mut marks = 0;
    let stays = |c: &char| {
        marks = if is_mark(*c) { marks + 1 } else { marks * usize::from(may_be_needed(*c)) };
        marks <= MARKS_MAX || !is_mark(*c)
    };
    text.chars().filter(stays).collect()
}

/// The name of a character that cannot be shown, such as `U+202E`.
pub fn name_of(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}

/// `text` with every character that must not reach a terminal replaced by its name in angle brackets.
pub fn showable(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut done = 0;
    for (at, c) in unshowable(text) {
        shown.push_str(text.get(done..at).unwrap_or_default());
        shown.push('<');
        shown.push_str(&name_of(c));
        shown.push('>');
        done = at + c.len_utf8();
    }
    shown.push_str(text.get(done..).unwrap_or_default());
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::persian("تیم\u{200c}ها و می\u{200c}خواهم")]
    #[case::persian_after_a_letter_that_joins_one_way("کار\u{200c}ها")]
    #[case::persian_after_hamza("جزء\u{200c}ها")]
    #[case::persian_with_vowels("می\u{64f}\u{200c}خواهم")]
    #[case::urdu("بے\u{200c}حد")]
    #[case::malayalam_chillu("ന\u{d4d}\u{200d}")]
    #[case::malayalam_word("അവന\u{d4d}\u{200d} വന്നു")]
    #[case::sinhala("ශ\u{dca}\u{200d}ර\u{dd3}")]
    #[case::hindi("क\u{94d}\u{200d}ष क\u{94d}\u{200c}ष")]
    #[case::bengali("র\u{200d}\u{9cd}যাব")]
    #[case::kannada("ರ\u{200d}\u{ccd}ಕ")]
    #[case::heart("❤\u{fe0f} leads")]
    #[case::as_text("☺\u{fe0e}")]
    #[case::astronaut("👩\u{200d}🚀")]
    #[case::skin("👩🏽\u{200d}🚀 and 🤝🏿")]
    #[case::rainbow("🏳\u{fe0f}\u{200d}🌈")]
    #[case::family("👨\u{200d}👩\u{200d}👧\u{200d}👦")]
    #[case::health("🧑🏻\u{200d}⚕\u{fe0f}")]
    #[case::keycap("1\u{fe0f}\u{20e3} #\u{fe0f}\u{20e3}")]
    #[case::flag("🇩🇪")]
    #[case::japanese_name("葛\u{e0100}城")]
    #[case::mongolian("ᠰᠠᠢᠨ\u{180b}ᠠ ᠨ\u{180e}ᠠ")]
    fn what_a_script_or_an_emoji_needs_stands(#[case] text: &str) {
        assert_eq!(first_unshowable(text), None);
        assert_eq!(showable(text), text);
    }

    #[rstest]
    #[case::latin("a\u{200c}b")]
    #[case::latin_joined("a\u{200d}b")]
    #[case::at_the_start("\u{200c}تیم")]
    #[case::at_the_end("تیم\u{200c}")]
    #[case::before_a_blank("تیم\u{200c} ها")]
    #[case::twice("تیم\u{200c}\u{200c}ها")]
    #[case::before_latin("تیم\u{200c}a")]
    #[case::chinese("東\u{200d}京")]
    #[case::hindi_without_virama("क\u{200d}ष")]
    #[case::latin_with_virama("\u{94d}\u{200d}")]
    #[case::before_latin_virama("a\u{200d}\u{94d}")]
    #[case::emoji_and_letter("👩\u{200d}a")]
    #[case::letter_and_emoji("a\u{200d}🚀")]
    #[case::emoji_at_the_end("👩\u{200d}")]
    #[case::halves_of_flags("🇩\u{200d}🇪")]
    #[case::selector_on_a_letter("a\u{fe0f}")]
    #[case::selector_on_a_digit("1\u{fe0f}")]
    #[case::selector_twice("❤\u{fe0f}\u{fe0f}")]
    #[case::selector_alone("\u{fe0f}")]
    #[case::other_selector("❤\u{fe03}")]
    #[case::name_selector_on_a_letter("a\u{e0100}")]
    #[case::mongolian_selector_on_a_letter("a\u{180b}")]
    #[case::tags("🏴\u{e0067}\u{e0062}\u{e007f}")]
    #[case::zero_width_space("تیم\u{200b}ها")]
    #[case::marks_of_direction("تیم\u{200f}ها")]
    #[case::override_of_direction("👩\u{202e}🚀")]
    #[case::word_joiner("a\u{2060}b")]
    #[case::byte_order_mark("\u{feff}a")]
    #[case::escape("a\u{1b}[2J")]
    fn everything_else_that_is_unseen_is_found(#[case] text: &str) {
        assert!(first_unshowable(text).is_some(), "{text:?}");
        assert!(showable(text).contains("<U+"));
    }

    #[rstest]
    #[case::vietnamese("Tiếng Việt", 0)]
    #[case::thai("ผู้ใหญ่", 2)]
    #[case::burmese("မြှို့", 4)]
    #[case::hebrew("שּׁ\u{5b8}", 3)]
    #[case::heaped("a\u{300}\u{301}\u{302}\u{303}\u{304}b\u{300}", 5)]
    #[case::selectors_between("a\u{300}\u{301}\u{fe0f}\u{302}", 3)]
    fn marks_are_counted_by_letter(#[case] text: &str, #[case] marks: usize) {
        assert_eq!(most_marks(text), marks, "{text}");
        let cut = without_surplus_marks(text);
        assert_eq!(most_marks(&cut), marks.min(MARKS_MAX));
        assert_eq!(cut == text, marks <= MARKS_MAX);
    }

    #[test]
    fn showable_text_names_what_it_replaced() {
        assert_eq!(showable("a\u{1b}[31mb\u{202e}"), "a<U+001B>[31mb<U+202E>");
    }
}
