//! What the environment says about the terminal.

use crate::ui::theme::{ColourDepth, Look};

/// How the screen may look, given the environment's variables by name.
#[must_use]
pub fn look(variable: impl Fn(&str) -> Option<String>) -> Look {
    let set = |name: &str| variable(name).filter(|value| !value.is_empty());
    Look { depth: depth(&set), ascii: !speaks_utf8(&set) }
}

fn depth(set: &impl Fn(&str) -> Option<String>) -> ColourDepth {
    let term = set("TERM").unwrap_or_else(|| "dumb".into());
    if set("NO_COLOR").is_some() || term == "dumb" {
        ColourDepth::None
    } else if set("COLORTERM").is_some_and(|depth| matches!(depth.as_str(), "truecolor" | "24bit")) {
        ColourDepth::True
    } else if term.contains("256color") {
        ColourDepth::Xterm256
    } else {
        ColourDepth::Ansi16
    }
}

/// Of the three variables that may name the character set, the first that is set counts.
fn speaks_utf8(set: &impl Fn(&str) -> Option<String>) -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(set);
    locale.is_some_and(|locale| matches!(charset(&locale).as_str(), "utf-8" | "utf8"))
}

/// The character set of a locale such as `de_DE.UTF-8@euro`, in lower case. macOS knows one that is nothing else.
fn charset(locale: &str) -> String {
    let ending = locale.split_once('.').map_or(locale, |(_, ending)| ending);
    ending.split('@').next().unwrap_or_default().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(variables: &[(&str, &str)]) -> Look {
        look(|name| variables.iter().find(|(set, _)| *set == name).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn as_many_colours_are_used_as_the_terminal_says_it_has() {
        let depth = |variables: &[(&str, &str)]| seen(variables).depth;
        assert_eq!(depth(&[("TERM", "xterm-256color"), ("COLORTERM", "truecolor")]), ColourDepth::True);
        assert_eq!(depth(&[("TERM", "xterm"), ("COLORTERM", "24bit")]), ColourDepth::True);
        assert_eq!(depth(&[("TERM", "xterm-256color"), ("COLORTERM", "yes")]), ColourDepth::Xterm256);
        assert_eq!(depth(&[("TERM", "screen-256color-bce")]), ColourDepth::Xterm256);
        assert_eq!(depth(&[("TERM", "linux")]), ColourDepth::Ansi16);
    }

    #[test]
    fn no_colours_are_used_where_none_are_wanted() {
        let with = |name, value| seen(&[("TERM", "xterm-256color"), ("COLORTERM", "truecolor"), (name, value)]).depth;
        assert_eq!(with("NO_COLOR", "1"), ColourDepth::None);
        assert_eq!(with("NO_COLOR", ""), ColourDepth::True);
        assert_eq!(seen(&[("TERM", "dumb"), ("COLORTERM", "truecolor")]).depth, ColourDepth::None);
        assert_eq!(seen(&[]).depth, ColourDepth::None);
    }

    #[test]
    fn only_ascii_is_used_outside_of_utf_8() {
        let ascii = |variables: &[(&str, &str)]| seen(variables).ascii;
        assert!(!ascii(&[("LANG", "en_GB.UTF-8")]));
        assert!(!ascii(&[("LANG", "C.utf8")]));
        assert!(!ascii(&[("LC_CTYPE", "UTF-8")]));
        assert!(!ascii(&[("LANG", "C"), ("LC_CTYPE", "de_DE.UTF-8@euro")]));
        assert!(!ascii(&[("LC_ALL", ""), ("LANG", "en_GB.UTF-8")]));
        assert!(ascii(&[("LC_ALL", "C"), ("LANG", "en_GB.UTF-8")]));
        assert!(ascii(&[("LANG", "de_DE.ISO-8859-1")]));
        assert!(ascii(&[]));
    }
}
