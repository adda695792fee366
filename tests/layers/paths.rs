//! The paths in a Rust file that lead to a part of the crate.

use std::path::Path;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// Where the paths in a file lead that start at the root of the crate, or climb to it: the first name below the root.
///
/// Comments and texts do not count. `path` is the file's place below `src`.
pub fn uses(path: &Path, text: &str) -> Vec<String> {
    let tokens: TokenStream = text.parse().unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut found = Vec::new();
    walk(tokens, depth(path), &mut found);
    found
}

/// How many modules lie between the root of the crate and the contents of a file.
fn depth(path: &Path) -> usize {
    let folders = path.components().count() - 1;
    if path.ends_with("mod.rs") || path == Path::new("main.rs") { folders } else { folders + 1 }
}

fn walk(tokens: TokenStream, depth: usize, found: &mut Vec<String>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut at = 0;
    while at < tokens.len() {
        if let Some(taken) = root(&tokens[at..], depth) {
            at += taken;
            found.extend(names(&tokens[at..]));
            continue;
        }
        if let TokenTree::Group(group) = &tokens[at] {
            walk(group.stream(), depth + usize::from(is_module(&tokens[..at], group)), found);
        }
        at += 1;
    }
}

/// How many tokens lead from here to the root of the crate, its `::` included; none if they do not.
fn root(tokens: &[TokenTree], depth: usize) -> Option<usize> {
    let named = |name: &str| word(tokens).is_some_and(|word| word == name) && separator(tokens, 1);
    if named("crate") || named("undercurrent") {
        return Some(3);
    }
    let start = if named("self") { 3 } else { 0 };
    let climbs = (0..depth).all(|step| {
        let rest = tokens.get(start + 3 * step..).unwrap_or_default();
        word(rest).is_some_and(|word| word == "super") && separator(rest, 1)
    });
    (climbs && depth > 0).then_some(start + 3 * depth)
}

/// The names that a path goes on with: one, or several in braces.
fn names(tokens: &[TokenTree]) -> Vec<String> {
    match tokens.first() {
        Some(TokenTree::Group(group)) => group
            .stream()
            .into_iter()
            .collect::<Vec<_>>()
            .split(|token| matches!(token, TokenTree::Punct(mark) if mark.as_char() == ','))
            .flat_map(names)
            .filter(|name| name != "self")
            .collect(),
        Some(token) => vec![token.to_string()],
        None => Vec::new(),
    }
}

fn word(tokens: &[TokenTree]) -> Option<String> {
    match tokens.first()? {
        TokenTree::Ident(word) => Some(word.to_string()),
        _ => None,
    }
}

fn separator(tokens: &[TokenTree], at: usize) -> bool {
    let colon = |at: usize| matches!(tokens.get(at), Some(TokenTree::Punct(mark)) if mark.as_char() == ':');
    colon(at) && colon(at + 1)
}

fn is_module(before: &[TokenTree], group: &Group) -> bool {
    let [.., keyword, TokenTree::Ident(_)] = before else { return false };
    group.delimiter() == Delimiter::Brace && keyword.to_string() == "mod"
}
