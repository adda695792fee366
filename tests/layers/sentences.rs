//! The sentences in a Rust file: texts of three words and more, outside its tests and its attributes, but for what an
//! error says of itself. A text for the database, or of markup, is none.

use proc_macro2::{TokenStream, TokenTree};

/// Every text with at least two blanks that stand between letters.
pub fn sentences(text: &str) -> Vec<String> {
    let tokens: TokenStream = text.parse().unwrap_or_else(|error| panic!("{error}: {text}"));
    let mut found = Vec::new();
    walk(tokens, &mut found);
    found
}

fn walk(tokens: TokenStream, found: &mut Vec<String>) {
    let mut is_left_out = false;
    for token in tokens {
        match token {
            TokenTree::Punct(sign) => is_left_out = sign.as_char() == '#' || is_left_out && sign.as_char() == '!',
            TokenTree::Ident(word) => is_left_out = word == "tests",
            TokenTree::Group(group) if is_left_out && is_error(&group.stream()) => {
                walk(group.stream(), found);
                is_left_out = false;
            }
            TokenTree::Group(group) if !is_left_out => walk(group.stream(), found),
            TokenTree::Group(_) => is_left_out = false,
            TokenTree::Literal(literal) => found.extend(Some(literal.to_string()).filter(|text| is_sentence(text))),
        }
    }
}

/// Whether an attribute is the text of an error.
fn is_error(attribute: &TokenStream) -> bool {
    matches!(attribute.clone().into_iter().next(), Some(TokenTree::Ident(name)) if name == "error")
}

/// What a text for the database or in a page's markup starts with.
const NO_SENTENCES: [&str; 7] = ["ALTER ", "CREATE ", "DELETE ", "INSERT ", "PRAGMA ", "SELECT ", "UPDATE "];

fn is_sentence(literal: &str) -> bool {
    let start = literal.trim_start_matches(['"', ' ', '\n']);
    if start.starts_with('<') || NO_SENTENCES.iter().any(|word| start.starts_with(word)) {
        return false;
    }
    let signs: Vec<char> = literal.chars().collect();
    let is_between = |three: &&[char]| three[0].is_alphabetic() && three[1] == ' ' && three[2].is_alphabetic();
    literal.starts_with('"') && signs.windows(3).filter(is_between).count() >= 2
}
