//! Keys as a script writes them.

use undercurrent::testing::app::Key;

/// The keys of a script: words in a row. `Enter`, `Esc` and the like, `C-c`, `text:abc` as typed, `36*3` for thirty-six
/// threes, and any single character.
pub fn keys(script: &str) -> Vec<Key> {
    script.split_whitespace().flat_map(word).collect()
}

fn word(word: &str) -> Vec<Key> {
    if let Some(text) = word.strip_prefix("text:") {
        return text.chars().map(Key::Char).collect();
    }
    match word.split_once('*') {
        Some((times, key)) => vec![named(key); times.parse().unwrap()],
        None => vec![named(word)],
    }
}

fn named(word: &str) -> Key {
    match word {
        "Enter" => Key::Enter,
        "Esc" => Key::Esc,
        "Tab" => Key::Tab,
        "BackTab" => Key::BackTab,
        "Backspace" => Key::Backspace,
        "Delete" => Key::Delete,
        "Up" => Key::Up,
        "Down" => Key::Down,
        "Left" => Key::Left,
        "Right" => Key::Right,
        "Home" => Key::Home,
        "End" => Key::End,
        "PgUp" => Key::PageUp,
        "PgDn" => Key::PageDown,
        "Space" => Key::Char(' '),
        "C-c" => Key::Ctrl('c'),
        "C-u" => Key::Ctrl('u'),
        _ => Key::Char(word.parse().unwrap()),
    }
}
