//! Everything that can be done, in lines: by number, or found by a word.

use super::choices::{Parsed, steps};
use super::lines::{Line, numbered};
use crate::app::screens::Screen;
use crate::app::{App, Key, Modal, Msg, Palette, pages};
use crate::domain::text::narrowed;

/// All that can be done, each with its number.
pub fn told(app: &App, palette: &Palette) -> Vec<Line> {
    let about = match app.screen() {
        Screen::Home(home) => home.chosen().map(|row| Line::new(format!("This record: {}.", pages::named(&row.head)))),
        _ => None,
    };
    let all: Vec<String> = palette.shown().map(|command| command.does.clone()).collect();
    if all.is_empty() {
        return vec![Line::new("Nothing here is called that.")];
    }
    about.into_iter().chain(numbered(all.into_iter())).collect()
}

/// A number does something, a word looks for it.
pub fn parse(app: &App, line: &str) -> Parsed {
    let Some(Modal::Palette(palette)) = app.over() else { return Parsed::Nothing };
    let plain = narrowed(line).to_ascii_lowercase();
    match plain.as_str() {
        "" | "b" | "back" | "/b" => Parsed::Do(vec![Msg::Key(Key::Esc)]),
        "/q" => Parsed::Do(vec![Msg::Key(Key::Ctrl('c'))]),
        "?" => Parsed::Help,
        _ => match plain.parse::<usize>() {
            Ok(number) if (1..=palette.shown().len()).contains(&number) => {
                let keys = steps(Some(palette.cursor), number - 1, Key::Enter);
                Parsed::Do(keys.into_iter().map(Msg::Key).collect())
            }
            Ok(_) => Parsed::Nothing,
            Err(_) => Parsed::Do(vec![Msg::Key(Key::Ctrl('u')), Msg::Pasted(line.to_owned())]),
        },
    }
}
