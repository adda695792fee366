//! Text that stays text in GitHub-flavoured Markdown and in what forges make of it.
//!
//! A backslash or an entity keeps Markdown away. Forges also look for addresses, mentions and references in what
//! Markdown has become, where neither is left to see: a space of no width after the sign keeps those apart.

use crate::domain::text::showable;

/// Written as an entity, so that it is in sight in the file.
const APART: &str = "&#8203;";

/// `text` on one line, as nothing but text, at the start of a block or of an item.
pub fn block(text: &str) -> String {
    escape_start(inline(text))
}

/// `text` on one line, as nothing but text, after something else on its line or in a cell.
pub fn inline(text: &str) -> String {
    let shown = showable(text);
    let line = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut escaped = String::with_capacity(line.len() + 8);
    let mut next = line.chars().skip(1);
    for c in line.chars() {
        if c == '.' && ends_in_www(&escaped) {
            escaped.push_str(APART);
        }
        escape_one(&mut escaped, c);
        if is_sign_before(c, next.next()) {
            escaped.push_str(APART);
        }
    }
    escaped
}

fn escape_one(escaped: &mut String, c: char) {
    match c {
        '&' => escaped.push_str("&amp;"),
        '<' => escaped.push_str("&lt;"),
        '>' => escaped.push_str("&gt;"),
        '|' => escaped.push_str("&#124;"),
        '{' => escaped.push_str("&#123;"),
        '}' => escaped.push_str("&#125;"),
        '\\' | '`' | '*' | '_' | '[' | ']' | '~' | '$' | '#' | '^' => escaped.extend(['\\', c]),
        _ => escaped.push(c),
    }
}

/// Whether a forge would take this sign and what follows for an address, a mention, a reference or a picture.
fn is_sign_before(c: char, next: Option<char>) -> bool {
    let Some(next) = next else { return false };
    match c {
        '@' | '#' | '!' | '~' | '%' | '$' | '^' => next.is_alphanumeric() || matches!(next, '_' | '"' | '-'),
        ':' => next.is_alphanumeric() || matches!(next, '/' | '_' | '+' | '-'),
        '&' => next.is_ascii_digit(),
        _ => false,
    }
}

fn ends_in_www(escaped: &str) -> bool {
    escaped.get(escaped.len().saturating_sub(3)..).is_some_and(|end| end.eq_ignore_ascii_case("www"))
}

/// What would begin a heading, a list or a rule at the start of a line.
fn escape_start(line: String) -> String {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    match line.as_bytes().get(digits) {
        Some(b'.' | b')') if digits > 0 => format!("{}\\{}", &line[..digits], &line[digits..]),
        Some(b'+' | b'-' | b'=' | b':') if digits == 0 => format!("\\{line}"),
        _ => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("Look at ten leads, then talk.", "Look at ten leads, then talk.")]
    #[case("**bold** _x_ `code`", "\\*\\*bold\\*\\* \\_x\\_ \\`code\\`")]
    #[case("[a](http://x.org)", "\\[a\\](http:&#8203;//x.org)")]
    #[case("<img src=x>", "&lt;img src=x&gt;")]
    #[case("a | b", "a &#124; b")]
    #[case("@ann and ann@x.org", "@&#8203;ann and ann@&#8203;x.org")]
    #[case("WWW.x.org", "WWW&#8203;.x.org")]
    #[case("# a", "\\# a")]
    #[case("- a", "\\- a")]
    #[case("12. a", "12\\. a")]
    #[case("#12 :+1:", "\\#&#8203;12 :&#8203;+1:")]
    #[case("R&D &#64;", "R&amp;D &amp;\\#&#8203;64;")]
    fn text_stays_text(#[case] text: &str, #[case] escaped: &str) {
        assert_eq!(block(text), escaped);
    }
}
