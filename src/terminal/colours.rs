//! The colours of the terminal at hand: what the environment says about them, and a frame told as they are read there.
//!
//! crossterm writes each of the sixteen named colours as one of a palette of 256. A terminal that knows eight or sixteen
//! reads the 5 in `38;5;1` as blinking, and one that knows none need not be told of any.

use anstream::ColorChoice;

use super::system::without_name;
use crate::ui::theme::{ColourDepth, Ground, Look};

/// How the screen may look here, once it is settled whether colours are wanted.
pub fn look_here() -> Look {
    look(|name| std::env::var(name).ok(), ColorChoice::global(), without_name())
}

/// How the screen may look, given the environment's variables by name, whether colours are wanted, and what the terminal
/// can do where no variable says so.
fn look(variable: impl Fn(&str) -> Option<String>, colours: ColorChoice, unnamed: (ColourDepth, bool)) -> Look {
    let set = |name: &str| variable(name).filter(|value| !value.is_empty());
    let depth = match colours {
        ColorChoice::Never => ColourDepth::None,
        ColorChoice::Auto => depth(&set, unnamed.0),
        ColorChoice::Always | ColorChoice::AlwaysAnsi => depth(&set, unnamed.0).max(ColourDepth::Ansi16),
    };
    Look { depth, ascii: !speaks_utf8(&set).unwrap_or(unnamed.1), ground: Ground::Unknown }
}

/// Whether the environment wants colours, however many the terminal has.
pub fn colours_wanted(variable: impl Fn(&str) -> Option<String>) -> ColorChoice {
    let set = |name: &str| variable(name).filter(|value| !value.is_empty());
    match () {
        () if set("NO_COLOR").is_some() => ColorChoice::Never,
        () if set("CLICOLOR_FORCE").is_some_and(|value| value != "0") => ColorChoice::Always,
        () if set("CLICOLOR").is_some_and(|value| value == "0") => ColorChoice::Never,
        () => ColorChoice::Auto,
    }
}

fn depth(set: &impl Fn(&str) -> Option<String>, unnamed: ColourDepth) -> ColourDepth {
    let Some(term) = set("TERM").map(|term| term.to_lowercase()) else { return unnamed };
    let parts: Vec<&str> = term.split(['-', '.', '+']).collect();
    let has = |wanted: fn(&str) -> bool| parts.iter().any(|part| wanted(part));
    if term == "dumb" || has(is_mono) {
        return ColourDepth::None;
    }
    // The terminal of macOS has 256, whatever a shell's settings claim for all terminals.
    let is_apples = set("TERM_PROGRAM").is_some_and(|program| program == "Apple_Terminal");
    let claimed = set("COLORTERM").is_some_and(|depth| matches!(depth.as_str(), "truecolor" | "24bit")) && !is_apples;
    match () {
        () if claimed || has(|part| part == "direct") => ColourDepth::True,
        () if term.contains("256color") => ColourDepth::Xterm256,
        () if term.contains("color") || is_known(parts[0]) => ColourDepth::Ansi16,
        () => ColourDepth::None,
    }
}

/// Terminals, and ways of running them, that have no colours whatever else is said: the names of the terminfo database.
fn is_mono(part: &str) -> bool {
    let is_dec = part.strip_prefix("vt").is_some_and(|model| model.starts_with(|c: char| c.is_ascii_digit()));
    is_dec || matches!(part, "mono" | "m" | "xtermm" | "basic")
}

/// Whether the first part of a terminal's name, its version aside, is that of a family which has the sixteen colours.
fn is_known(family: &str) -> bool {
    FAMILIES.contains(&family.trim_end_matches(|c: char| c.is_ascii_digit()))
}

/// The families of terminals that have the sixteen colours, whose names do not say so.
const FAMILIES: [&str; 38] = [
    "alacritty", "ansi", "aterm", "beterm", "cons", "contour", "cygwin", "domterm", "dtterm", "dvtm", "eterm", "foot",
    "fbterm", "ghostty", "gnome", "hterm", "hurd", "iterm", "jfbterm", "kitty", "konsole", "linux", "mintty", "mlterm",
    "ms", "nsterm", "pccon", "putty", "rio", "rxvt", "screen", "st", "stterm", "teraterm", "tmux", "vte", "wezterm",
    "xterm",
];

/// Of the three variables that may name the character set, the first that is set counts. None where none is.
fn speaks_utf8(set: &impl Fn(&str) -> Option<String>) -> Option<bool> {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(set)?;
    Some(matches!(charset(&locale).as_str(), "utf-8" | "utf8"))
}

/// The character set of a locale such as `de_DE.UTF-8@euro`, in lower case. macOS knows one that is nothing else.
fn charset(locale: &str) -> String {
    let ending = locale.split_once('.').map_or(locale, |(_, ending)| ending);
    ending.split('@').next().unwrap_or_default().to_lowercase()
}

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
    let count = match numbers {
        [b"38" | b"48" | b"58", b"5", ..] => 3,
        [b"38" | b"48" | b"58", b"2", ..] => 5,
        _ => 1,
    };
    count.min(numbers.len())
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
    use rstest::rstest;

    use super::*;

    const UNKNOWN: (ColourDepth, bool) = (ColourDepth::None, false);

    /// Variables that are set, as in `TERM=xterm LANG=C`.
    fn set(variables: &str) -> impl Fn(&str) -> Option<String> + Copy {
        move |name| variables.split(' ').find_map(|one| one.strip_prefix(name)?.strip_prefix('=')).map(str::to_owned)
    }

    fn seen(variables: &str) -> Look {
        look(set(variables), colours_wanted(set(variables)), UNKNOWN)
    }

    #[rstest]
    #[case(ColorChoice::Auto, &["", "CLICOLOR=1", "CLICOLOR_FORCE=0"])]
    #[case(ColorChoice::Never, &["CLICOLOR=0", "CLICOLOR_FORCE=1 NO_COLOR=1"])]
    #[case(ColorChoice::Always, &["CLICOLOR_FORCE=1", "CLICOLOR_FORCE=1 CLICOLOR=0"])]
    fn three_variables_say_whether_colours_are_wanted(#[case] wanted: ColorChoice, #[case] variables: &[&str]) {
        for variables in variables {
            assert_eq!(colours_wanted(set(variables)), wanted, "{variables}");
        }
    }

    #[test]
    fn of_a_terminal_that_no_variable_names_the_system_says_what_it_can_do() {
        let seen = |variable: fn(&str) -> Option<String>| look(variable, ColorChoice::Auto, (ColourDepth::True, true));
        let unnamed = seen(|_| None);
        assert_eq!((unnamed.depth, unnamed.ascii), (ColourDepth::True, false));
        let named = seen(|name| Some(if name == "TERM" { "vt100" } else { "C" }.to_owned()));
        assert_eq!((named.depth, named.ascii), (ColourDepth::None, true));
    }

    #[test]
    fn where_colours_are_forced_there_are_sixteen_at_least() {
        let forced = |term: &str| look(set(&format!("TERM={term}")), ColorChoice::Always, UNKNOWN).depth;
        assert_eq!(["vt100", "dumb", "xterm"].map(forced), [ColourDepth::Ansi16; 3]);
        assert_eq!(forced("xterm-256color"), ColourDepth::Xterm256);
    }

    #[rstest]
    #[case::none(ColourDepth::None, &["", "TERM=dumb COLORTERM=truecolor", "TERM=vt100 COLORTERM=truecolor",
        "TERM=xterm-mono COLORTERM=truecolor", "TERM=brand-new COLORTERM=truecolor NO_COLOR=1",
        "TERM=xterm-256color COLORTERM=truecolor NO_COLOR=1"])]
    #[case::sixteen(ColourDepth::Ansi16, &["TERM=linux"])]
    #[case::many(ColourDepth::Xterm256, &["TERM=screen-256color-bce", "TERM=xterm-256color COLORTERM=yes",
        "TERM=xterm-256color COLORTERM=truecolor TERM_PROGRAM=Apple_Terminal"])]
    #[case::all(ColourDepth::True, &["TERM=xterm COLORTERM=24bit", "TERM=xterm-256color COLORTERM=truecolor",
        "TERM=xterm-256color COLORTERM=truecolor NO_COLOR=", "TERM=brand-new COLORTERM=truecolor"])]
    fn as_many_colours_are_used_as_the_terminal_claims_to_have_unless_its_name_or_a_person_denies_it(
        #[case] expected: ColourDepth,
        #[case] variables: &[&str],
    ) {
        for variables in variables {
            assert_eq!(seen(variables).depth, expected, "{variables}");
        }
    }

    #[rstest]
    #[case::none(ColourDepth::None, &["vt100", "vt102", "vt220-8bit", "xterm-mono", "screen-mono", "linux-m", "xterm-vt220",
        "ansi-mono", "xtermm", "wyse60", "unknown", "tvi925", "network", "ibm-3278", "", "XTERM-MONO"])]
    #[case::sixteen(ColourDepth::Ansi16, &["xterm", "linux", "screen", "tmux", "rxvt-unicode", "ansi", "xterm-kitty",
        "cons25", "foot-extra", "linux3.0", "screen.xterm-new", "xterm-16color", "sun-color", "Eterm", "st", "cygwin"])]
    #[case::many(ColourDepth::Xterm256, &["xterm-256color", "new-256color", "screen.xterm-256color"])]
    #[case::all(ColourDepth::True, &["xterm-direct"])]
    fn a_terminal_has_the_colours_that_its_name_stands_for(#[case] expected: ColourDepth, #[case] names: &[&str]) {
        for name in names {
            assert_eq!(seen(&format!("TERM={name}")).depth, expected, "{name}");
        }
    }

    #[test]
    fn only_ascii_is_used_outside_of_utf_8() {
        let (one, two) = ("LANG=C LC_CTYPE=de_DE.UTF-8@euro", "LC_ALL= LANG=en_GB.UTF-8");
        for variables in ["LANG=en_GB.UTF-8", "LANG=C.utf8", "LC_CTYPE=UTF-8", one, two] {
            assert!(!seen(variables).ascii, "{variables}");
        }
        for variables in ["LC_ALL=C LANG=en_GB.UTF-8", "LANG=de_DE.ISO-8859-1", ""] {
            assert!(seen(variables).ascii, "{variables}");
        }
    }

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
