//! Everything that can be done where the person is, found by typing: from the tables of keys, and what has no key.

use tui_input::Input;

use super::App;
use super::input::moved_by;
use super::keys::{Action, Binding, Key, LEAVE_QUIETLY, Trigger, key, more, name};
use super::message::{Effect, Moment};
use super::modal::Modal;
use super::pages::holds;
use super::screens::Screen;
use crate::domain::text::folded;
use crate::format::Format;
use crate::wording::capital;
use crate::wording::elsewhere::COPY_LINK;
use crate::wording::forms;

/// How many rows a page key moves.
const PAGE: usize = 8;

/// What was typed, and which of the commands it leaves is chosen.
#[derive(Debug, Clone, Default)]
pub struct Palette {
    pub typed: Input,
    /// The chosen one of those shown.
    pub cursor: usize,
    /// All that can be done.
    all: Vec<Command>,
    /// The places of those that match.
    shown: Vec<usize>,
}

/// One thing that can be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command {
    pub does: String,
    /// The key that does it too; empty where none does.
    pub key: String,
    action: Action,
}

pub(super) const PALETTE_KEYS: &[Binding] = &[
    more(&[Key::Up, Key::BackTab], Action::Up, "choose the one above"),
    more(&[Key::Down, Key::Tab], Action::Down, "choose the one below"),
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

    /// The commands that match what was typed.
    pub fn shown(&self) -> impl ExactSizeIterator<Item = &Command> {
        self.shown.iter().map(|place| &self.all[*place])
    }

    /// Takes in that something else was typed. Every word has to be found, in whatever order.
    pub(super) fn sift(&mut self) {
        let wanted = folded(self.typed.value());
        let words: Vec<&str> = wanted.split_whitespace().collect();
        let matches = |command: &Command| {
            let told = folded(&command.does);
            words.iter().all(|word| told.contains(word))
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
            all.push((Action::FindRecord, "Open another record by its name".to_owned()));
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

fn of_binding(binding: &Binding) -> Command {
    let key = match binding.trigger {
        Trigger::Keys(keys) => keys.first().copied().map(name).unwrap_or_default(),
        Trigger::Digits => String::new(),
    };
    Command { does: capital(binding.meaning.unwrap_or(binding.does)), key, action: binding.action }
}
