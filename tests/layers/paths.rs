//! The paths in a Rust file, as they read from the root of the crate.

use std::path::Path;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// A path from the root of the crate: one name after another.
pub type Names = Vec<String>;

/// Every path in a file that starts at the root of the crate or climbs out of a module, told from the root.
///
/// Comments and texts do not count. `path` is the file's place below `src`.
pub fn uses(path: &Path, text: &str) -> Vec<Names> {
    let tokens: TokenStream = text.parse().unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut found = Vec::new();
    walk(tokens, &module(path), &mut found);
    found
}

/// The module that a file holds.
fn module(path: &Path) -> Names {
    let own = path.with_extension("");
    let names = own.iter().map(|name| name.to_string_lossy().into_owned());
    names.filter(|name| name != "mod" && name != "main").collect()
}

fn walk(tokens: TokenStream, here: &[String], found: &mut Vec<Names>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut at = 0;
    while at < tokens.len() {
        if let Some((base, taken)) = start(&tokens[at..], here) {
            at += taken;
            found.extend(paths(&tokens[at..]).into_iter().map(|names| [base, &names].concat()));
            continue;
        }
        if let TokenTree::Group(group) = &tokens[at] {
            match inline_module(&tokens[..at], group) {
                Some(name) => walk(group.stream(), &[here, &[name]].concat(), found),
                None => walk(group.stream(), here, found),
            }
        }
        at += 1;
    }
}

/// Where a path starts, and how many tokens say so; none where it starts below.
fn start<'a>(tokens: &[TokenTree], here: &'a [String]) -> Option<(&'a [String], usize)> {
    if is(tokens, 0, "crate") || is(tokens, 0, "undercurrent") {
        return Some((&[], 3));
    }
    let own = if is(tokens, 0, "self") { 3 } else { 0 };
    let climbs = (0..=here.len()).take_while(|step| is(tokens, own + 3 * step, "super")).count();
    (climbs > 0).then(|| (&here[..here.len().saturating_sub(climbs)], own + 3 * climbs))
}

/// Whether this name and `::` stand at a place.
fn is(tokens: &[TokenTree], at: usize, name: &str) -> bool {
    matches!(tokens.get(at), Some(TokenTree::Ident(word)) if word == name) && separator(tokens, at + 1)
}

fn separator(tokens: &[TokenTree], at: usize) -> bool {
    let colon = |at: usize| matches!(tokens.get(at), Some(TokenTree::Punct(mark)) if mark.as_char() == ':');
    colon(at) && colon(at + 1)
}

/// What a path goes on with: one name after another, or several in braces.
fn paths(tokens: &[TokenTree]) -> Vec<Names> {
    match tokens.first() {
        Some(TokenTree::Group(group)) => {
            let inner: Vec<TokenTree> = group.stream().into_iter().collect();
            let comma = |token: &TokenTree| matches!(token, TokenTree::Punct(mark) if mark.as_char() == ',');
            inner.split(comma).flat_map(paths).filter(|names| names != &["self"]).collect()
        }
        Some(name) if separator(tokens, 1) => {
            let rest = paths(&tokens[3..]);
            let rest = if rest.is_empty() { vec![Vec::new()] } else { rest };
            rest.into_iter().map(|names| [vec![name.to_string()], names].concat()).collect()
        }
        Some(name) => vec![vec![name.to_string()]],
        None => Vec::new(),
    }
}

/// The name of the module whose braces these are.
fn inline_module(before: &[TokenTree], group: &Group) -> Option<String> {
    let [.., keyword, TokenTree::Ident(name)] = before else { return None };
    (group.delimiter() == Delimiter::Brace && keyword.to_string() == "mod").then(|| name.to_string())
}
