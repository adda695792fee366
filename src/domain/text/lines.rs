//! Text in lines that are no wider than their columns.

use textwrap::{Options, WordSplitter};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

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
        return broken.into_iter().map(std::borrow::Cow::into_owned).collect();
    }
    let mut signs = signs.drain(..);
    let mut put_back = |line: &str| -> String {
        line.chars().map(|c| if matches!(c, ONE | TWO) { signs.next().unwrap_or_default() } else { c.into() }).collect()
    };
    broken.iter().map(|line| put_back(line)).collect()
}

/// The text with one character for each sign that several make up together, whose width is not the sum of theirs; and
/// those signs in their order.
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

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

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
}
