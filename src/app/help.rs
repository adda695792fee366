//! The keys of a place, from its table, and the words.

use crate::app::keys::{Action, Binding, Trigger, name};
use crate::app::pages::{Block, entry};
use crate::app::screens::contexts::KeyContext;
use crate::app::{App, SaveState};

/// A key and what it does, for the footer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    pub key: String,
    pub does: String,
}

/// The key to everything that can be done; it stands before help and leaving.
pub const PALETTE: &str = ":";

/// The two arrow keys, where they do one thing together.
pub const ARROWS: &str = "↑↓";

/// The keys that the footer names now, most used first.
pub fn footer(app: &App) -> Vec<Hint> {
    let mut hints: Vec<Hint> = Vec::new();
    for binding in app.bindings(app.place()).filter(|binding| binding.in_footer && holds(app, binding)) {
        let hint = Hint { key: first_key(app, binding), does: does(app, binding) };
        match (hints.last_mut(), binding.action) {
            (Some(up), Action::Down) if up.does == "up" => {
                *up = Hint { key: ARROWS.to_owned(), does: both(app).to_owned() }
            }
            _ => hints.push(hint),
        }
    }
    hints
}

/// Whether a binding does something just now. What lies over a screen has keys of its own.
pub fn holds(app: &App, binding: &Binding) -> bool {
    app.over().is_some() || app.screen().holds(binding.action)
}

/// What up and down do together.
fn both(app: &App) -> &'static str {
    match app.place() {
        KeyContext::Chart
        | KeyContext::EveryoneChart
        | KeyContext::Home
        | KeyContext::Palette
        | KeyContext::Items
        | KeyContext::Review
        | KeyContext::Welcome => "choose",
        _ => "scroll",
    }
}

fn first_key(app: &App, binding: &Binding) -> String {
    match binding.trigger {
        Trigger::Keys(keys) => keys.first().copied().map(name).unwrap_or_default(),
        Trigger::Digits => format!("1-{}", options(app)),
    }
}

fn all_keys(app: &App, binding: &Binding) -> String {
    match binding.trigger {
        Trigger::Keys(keys) => keys.iter().copied().map(name).collect::<Vec<_>>().join(" "),
        Trigger::Digits => format!("1-{}", options(app)),
    }
}

/// How many options the digits choose from.
fn options(app: &App) -> usize {
    let screen = app.screen();
    match (screen.asked(), screen.record(), screen.answering()) {
        (Some(asked), Some(record), _) => {
            let item = record.questionnaire().asked_at(asked.place);
            item.map_or_else(|| screen.options(), |item| item.scale.points.len())
        }
        (None, _, Some(_)) => 9,
        _ => screen.options(),
    }
}

/// Whether the person is amid answering, where leaving could seem to lose something.
fn is_answering(app: &App) -> bool {
    app.screen().answering().is_some() || matches!(app.place(), KeyContext::GuessAhead | KeyContext::Guessing)
}

/// What a binding does here; leaving says "saved" only where it is so.
fn does(app: &App, binding: &Binding) -> String {
    match binding.action {
        Action::Leave if is_answering(app) && app.kept() == SaveState::Saved => "leave (saved)".to_owned(),
        _ => binding.does.to_owned(),
    }
}

/// The keys of the screen below, and the words.
pub fn help(app: &App) -> Vec<Block> {
    let mut page = vec![Block::Title("Keys on this screen".to_owned())];
    let bindings = app.bindings(app.screen().place());
    page.extend(bindings.map(|binding| entry(all_keys(app, binding), sentence(app, binding))));
    page.extend(app.screen().explained().map(|text| Block::Text(text.to_owned())));
    page.push(Block::Title("Words".to_owned()));
    page.extend(app.words().iter().map(|word| entry(word.term.clone(), word.text.clone())));
    page.push(Block::Quiet(
        "Answers describe what teams do; they are not evidence about anybody's work. Select text with the mouse as in any \
         terminal program."
            .to_owned(),
    ));
    page
}

fn sentence(app: &App, binding: &Binding) -> String {
    match (app.screen().place(), binding.action) {
        (KeyContext::Asking | KeyContext::Changing, Action::Skip) => "on to the next, without answering".to_owned(),
        (KeyContext::Asking | KeyContext::Changing | KeyContext::Guessing, Action::Back) => {
            "back to the one before".to_owned()
        }
        _ => binding.meaning.map_or_else(|| does(app, binding), str::to_owned),
    }
}
