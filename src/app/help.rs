//! What can be done where the person is: the keys, from the table of the place, with the words; and everything found by
//! typing, with what has no key.

use tui_input::Input;

use super::input::moved_by;
use super::keys::{Action, Binding, Key, LEAVE_QUIETLY, Trigger, key, more, name};
use super::modal::Modal;
use super::screens::Screen;
use super::update::{Effect, Moment};
use super::{App, SaveState};
use crate::app::pages::{Block, entry};
use crate::app::screens::contexts::KeyContext;
use crate::domain::text::folded;
use crate::format::Format;
use crate::wording::room::COPY_LINK;
use crate::wording::{capital, forms, keys as says};

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

/// The names of the keys that do it, the first one the likeliest.
fn keys(app: &App, binding: &Binding) -> Vec<String> {
    match binding.trigger {
        Trigger::Keys(keys) => keys.iter().copied().map(name).collect(),
        Trigger::Digits => vec![format!("1-{}", options(app))],
    }
}

fn first_key(app: &App, binding: &Binding) -> String {
    keys(app, binding).into_iter().next().unwrap_or_default()
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
    let mut page = vec![Block::Title(says::KEYS_HERE.to_owned())];
    let bindings = app.bindings(app.screen().place());
    page.extend(bindings.map(|binding| entry(keys(app, binding).join(" "), sentence(app, binding))));
    page.extend(app.screen().explained().map(|text| Block::Text(text.to_owned())));
    page.push(Block::Title(says::WORDS.to_owned()));
    page.extend(app.words().iter().map(|word| entry(word.term.clone(), word.text.clone())));
    page.push(Block::Quiet(says::NO_EVIDENCE.to_owned()));
    page
}

fn sentence(app: &App, binding: &Binding) -> String {
    match (app.screen().place(), binding.action) {
        (KeyContext::Asking | KeyContext::Changing, Action::Skip) => says::ON.to_owned(),
        (KeyContext::Asking | KeyContext::Changing | KeyContext::Guessing, Action::Back) => says::BEFORE.to_owned(),
        _ => binding.meaning.map_or_else(|| does(app, binding), str::to_owned),
    }
}

/// How many rows a page key moves.
const PAGE: usize = 8;

/// What was typed, and which of the commands it leaves is chosen.
#[derive(Debug, Clone, Default)]
pub struct Palette {
    pub typed: Input,
    pub cursor: usize,
    all: Vec<Command>,
    /// The places of those that match.
    shown: Vec<usize>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command {
    pub does: String,
    /// The key that does it too; empty where none does.
    pub key: String,
    action: Action,
}

pub(super) const PALETTE_KEYS: &[Binding] = &[
    more(&[Key::Up, Key::BackTab], Action::Up, says::ABOVE),
    more(&[Key::Down, Key::Tab], Action::Down, says::BELOW),
    more(&[Key::PageUp], Action::PageUp, "page up"),
    more(&[Key::PageDown], Action::PageDown, "page down"),
    key(&[Key::Enter], Action::Confirm, "do it"),
    key(&[Key::Esc], Action::Close, "close"),
    LEAVE_QUIETLY,
];

impl Palette {
    fn new(all: Vec<Command>) -> Self {
        let shown = (0..all.len()).collect();
        Self { typed: Input::default(), cursor: 0, all, shown }
    }

    pub fn shown(&self) -> impl ExactSizeIterator<Item = &Command> {
        self.shown.iter().map(|place| &self.all[*place])
    }

    /// Takes in that something else was typed. Every word has to be found, in whatever order.
    pub(super) fn sift(&mut self) {
        let wanted = folded(self.typed.value());
        let words: Vec<&str> = wanted.split_whitespace().collect();
        let matches = |command: &Command| {
            let does = folded(&command.does);
            words.iter().all(|word| does.contains(word))
        };
        self.shown = (0..self.all.len()).filter(|place| matches(&self.all[*place])).collect();
        self.cursor = 0;
    }

    fn chosen(&self) -> Option<Action> {
        self.shown.get(self.cursor).map(|place| self.all[*place].action)
    }
}

impl App {
    pub(super) fn open_palette(&mut self) {
        self.over = Some(Modal::Palette(Palette::new(self.commands())));
    }

    /// Moves in the palette, or does what is chosen in it.
    pub(super) fn act_in_palette(&mut self, mut palette: Palette, action: Action, at: &Moment) -> Option<Effect> {
        match action {
            Action::Close => return None,
            Action::Confirm => {
                if let Some(chosen) = palette.chosen() {
                    return self.act(chosen, at);
                }
            }
            _ => {
                palette.cursor = moved_by(Some(palette.cursor), palette.shown.len(), action, PAGE).unwrap_or(0);
            }
        }
        self.over = Some(Modal::Palette(palette));
        None
    }

    /// All that can be done on the screen: what has a key there, then what has none.
    fn commands(&self) -> Vec<Command> {
        let bound = self.bindings(self.screen.place()).filter(|binding| is_command(binding) && holds(self, binding));
        let of_binding = |binding: &Binding| Command {
            does: capital(binding.meaning.unwrap_or(binding.does)),
            key: first_key(self, binding),
            action: binding.action,
        };
        let mut all: Vec<Command> = bound.map(of_binding).collect();
        all.extend(self.without_a_key().into_iter().map(|(action, does)| Command { does, key: String::new(), action }));
        all
    }

    fn without_a_key(&self) -> Vec<(Action, String)> {
        let mut all = Vec::new();
        if let Some(export) = self.screen.exported().map(|what| what.export()) {
            let as_form = |form: &Format| (Action::ExportAs(*form), forms::command(export, *form));
            all.extend(export.forms().iter().map(as_form));
        }
        if matches!(self.screen, Screen::Room(_)) && self.screen.holds(Action::ScreenLink) {
            all.push((Action::ScreenLink, COPY_LINK.to_owned()));
        }
        if !self.offers(Action::Filter) && self.may_go_to_list() {
            all.push((Action::FindRecord, says::OPEN_ANOTHER.to_owned()));
        }
        all
    }

    fn offers(&self, action: Action) -> bool {
        self.bindings(self.screen.place()).any(|binding| binding.action == action)
    }
}

/// Whether a binding is something to be done, rather than a way to move about.
const fn is_command(binding: &Binding) -> bool {
    !matches!(
        binding.action,
        Action::Up
            | Action::Down
            | Action::PageUp
            | Action::PageDown
            | Action::First
            | Action::Last
            | Action::Palette
            | Action::Pick(_)
    )
}
