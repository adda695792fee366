//! Signs of double width where they can only mean the plain ones: outside the texts and comments of a file.

use crate::domain::text::narrow;

/// Where the next character stands.
#[derive(Clone, Copy)]
enum Inside {
    /// Among keys, numbers and signs.
    Nothing,
    /// In a text that this quotation mark ends, after a backslash or not.
    Text { end: char, escaped: bool },
    /// In a comment.
    Comment,
}

/// The source with plain letters, digits and signs for those of double width, but for texts and comments, which stay
/// what they are. Every character stays at its place, counted in characters.
pub fn narrowed_outside_texts(source: &str) -> String {
    let mut inside = Inside::Nothing;
    let mut narrowed = String::with_capacity(source.len());
    for c in source.chars() {
        let ends = matches!(inside, Inside::Text { end, escaped: false } if end == c);
        narrowed.push(if matches!(inside, Inside::Nothing) || ends { narrow(c) } else { c });
        inside = after(inside, c);
    }
    narrowed
}

fn after(inside: Inside, c: char) -> Inside {
    match (inside, narrow(c)) {
        (Inside::Nothing, '"' | '\'') => Inside::Text { end: c, escaped: false },
        (Inside::Nothing, '#') => Inside::Comment,
        (Inside::Comment, '\n') => Inside::Nothing,
        (Inside::Text { end, escaped: false }, _) if c == end => Inside::Nothing,
        (Inside::Text { end, escaped }, plain) => {
            Inside::Text { end, escaped: plain == '\\' && !escaped && narrow(end) == '"' }
        }
        (inside, _) => inside,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("ｌｅａｄ-fits　＝　３", "lead-fits = 3")]
    #[case("label = \"ＥＭＥＡ\" # ３\nx = ３", "label = \"ＥＭＥＡ\" # ３\nx = 3")]
    #[case("side ＝ ＂ｓ＂", "side = \"ｓ\"")]
    #[case("a = \"\"\"３\n３\"\"\"\nb = ３", "a = \"\"\"３\n３\"\"\"\nb = 3")]
    #[case("a = '３\\'\nb = ３", "a = '３\\'\nb = 3")]
    #[case("a = \"\\\"３\"\nb = ３", "a = \"\\\"３\"\nb = 3")]
    #[case("｛\"a\"：３｝", "{\"a\":3}")]
    fn only_texts_and_comments_keep_their_width(#[case] typed: &str, #[case] read: &str) {
        assert_eq!(narrowed_outside_texts(typed), read);
    }
}
