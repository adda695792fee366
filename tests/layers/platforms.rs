//! What in a Rust file differs from one platform to another.

use proc_macro2::{TokenStream, TokenTree};

/// Crates that are there on some platforms alone.
const CRATES: [&str; 9] = [
    "crossterm_winapi", "dunce", "interprocess", "libc", "rustix", "same_file", "signal_hook", "widestring",
    "windows_sys",
];

/// The first thing in a file that tells platforms apart: a condition, a path into one platform's part of the standard
/// library, or a crate of one platform's own. Comments and texts do not count.
pub fn tells_platforms_apart(text: &str) -> Option<String> {
    let tokens: TokenStream = text.parse().unwrap_or_else(|error| panic!("{error}"));
    first(tokens)
}

fn first(tokens: TokenStream) -> Option<String> {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    tokens.iter().enumerate().find_map(|(at, token)| match token {
        TokenTree::Group(group) if is_condition(&tokens[..at]) => condition(group.stream()),
        TokenTree::Group(group) => first(group.stream()),
        TokenTree::Ident(name) if CRATES.iter().any(|one| name == one) => Some(name.to_string()),
        TokenTree::Ident(name) if name == "os" => {
            let next = tokens.get(at + 3).map(ToString::to_string).unwrap_or_default();
            let platform = ["unix", "windows", "linux", "macos", "fd"].contains(&next.as_str());
            (platform && tokens[at + 1].to_string() == ":").then(|| format!("os::{next}"))
        }
        _ => None,
    })
}

/// Whether `cfg`, `cfg_attr` or `cfg!` stands right before.
fn is_condition(before: &[TokenTree]) -> bool {
    let mut names = before.iter().rev().filter(|token| token.to_string() != "!").take(1);
    names.any(|token| matches!(token.to_string().as_str(), "cfg" | "cfg_attr"))
}

fn condition(tokens: TokenStream) -> Option<String> {
    tokens.into_iter().find_map(|token| match token {
        TokenTree::Group(group) => condition(group.stream()),
        TokenTree::Ident(name) => {
            let name = name.to_string();
            (matches!(name.as_str(), "unix" | "windows") || name.starts_with("target_")).then(|| format!("cfg({name})"))
        }
        _ => None,
    })
}
