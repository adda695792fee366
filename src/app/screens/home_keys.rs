//! The keys of the list, and what they do.

use tui_input::Input;

use crate::app::input::{KnownNames, moved_by};
use crate::app::keys::{
    Action, Binding, CLOSE_LEVEL, EXPORT_TOO, FIRST, HELP, Key, LAST, LEAVE, LEAVE_QUIETLY, MORE, NO, ONE_ABOVE,
    ONE_BELOW, PAGE_DOWN_ALONE, PAGE_UP, UNDO, key, more,
};
use crate::app::screens::home::{Home, Mode};
use crate::app::screens::home_rows::{Row, named};
use crate::app::screens::naming::Naming;
use crate::app::screens::welcome::Welcome;
use crate::app::screens::{Ctx, Effect, Screen, ScreenState, Transition, to_list_anew, to_steps};
use crate::request::{Called, ReadRequest, StoreRequest, Target};
use crate::wording::{home as words, keys as says};

const OPEN: Binding = key(&[Key::Enter, Key::Right, Key::Char('l')], Action::Confirm, "open");
const NEW: Binding = key(&[Key::Char('n')], Action::New, "new");
const MARK: Binding = key(&[Key::Char(' ')], Action::Toggle, "mark").meaning(says::MARK);
const COMPARE: Binding = key(&[Key::Char('c')], Action::Compare, "compare").meaning(says::COMPARE_MARKED);
const TREND: Binding = key(&[Key::Char('t')], Action::Trend, "trend").meaning(says::TREND_OF_MARKED);
const MERGE: Binding = more(&[Key::Char('m')], Action::Merge, "merge").meaning(says::MERGE);
const RENAME: Binding = more(&[Key::Char('r')], Action::Rename, "rename").meaning(says::RENAME);
const DELETE: Binding = more(&[Key::Char('d'), Key::Delete], Action::Discard, "delete").meaning(says::DELETE);
const STEPS: Binding = more(&[Key::Char('A')], Action::Steps, "steps").meaning(says::ALL_STEPS);
const FIND: Binding = more(&[Key::Char('/')], Action::Filter, "find").meaning(says::FIND);
pub(super) const HOME_KEYS: &[Binding] = &[
    ONE_ABOVE, ONE_BELOW, OPEN, UNDO, NEW, MARK, COMPARE, TREND, MERGE, EXPORT_TOO, RENAME, DELETE, STEPS, FIND,
    PAGE_UP, PAGE_DOWN_ALONE, FIRST, LAST, CLOSE_LEVEL, MORE, HELP, LEAVE,
];
pub(super) const FILTERING_KEYS: &[Binding] = &[
    key(&[Key::Enter], Action::Confirm, says::KEEP_FILTER),
    key(&[Key::Esc], Action::Close, "show all"),
    LEAVE_QUIETLY,
];
pub(super) const DELETING_KEYS: &[Binding] =
    &[key(&[Key::Char('y')], Action::Confirm, "delete it"), key(NO, Action::Close, "keep it"), LEAVE_QUIETLY];
pub(super) const RESTORING_KEYS: &[Binding] = &[
    key(&[Key::Char('y')], Action::Confirm, "yes"),
    key(&[Key::Char('n')], Action::Discard, says::DELETE_FOR_GOOD),
    key(&[Key::Esc, Key::Char('q')], Action::Close, "later"),
    LEAVE_QUIETLY,
];

impl Home {
    pub(super) fn act_on_list(&mut self, action: Action, ctx: &Ctx<'_>) -> Transition {
        match action {
            Action::Confirm => return self.open(),
            Action::Trend => return self.read(ReadRequest::TrendOf, ReadRequest::Trend),
            Action::Compare => return self.read(ReadRequest::Beside, ReadRequest::Counterpart),
            Action::Merge => return self.merge(),
            Action::Rename => return self.rename(),
            Action::Steps => return to_steps(),
            Action::New => return self.begin(ctx),
            Action::Discard if self.chosen().is_some() => self.mode = Mode::Delete,
            Action::Filter => self.mode = Mode::Filter,
            Action::Toggle => self.toggle(),
            Action::Close => self.close(),
            _ => self.cursor = moved_by(Some(self.cursor), self.shown(), action, self.page).unwrap_or(0),
        }
        Transition::stay()
    }

    fn begin(&self, ctx: &Ctx<'_>) -> Transition {
        let names = self.rows().map(|rows| KnownNames::new(rows.iter().map(|row| &row.head.label))).unwrap_or_default();
        Transition::go(Screen::Welcome(Welcome::new(Vec::new(), names, ctx.setup)))
    }

    /// Opens what is finished; what is not is ours to go on with.
    fn open(&self) -> Transition {
        let Some(row) = self.chosen() else { return Transition::stay() };
        Transition::effect(match row.head.unfinished {
            Some(_) => Effect::Store(StoreRequest::Claim(row.target())),
            None => Effect::Read(ReadRequest::Open(row.target())),
        })
    }

    /// Marks the chosen row and goes on to the next.
    fn toggle(&mut self) {
        if let Some(rows) = &mut self.rows {
            rows.toggle(self.cursor);
        }
        self.cursor = moved_by(Some(self.cursor), self.shown(), Action::Down, 1).unwrap_or(0);
    }

    fn called(&self) -> Vec<Called> {
        let called = |row: &Row| Called { name: named(&row.head), target: row.target() };
        self.rows().map(|rows| rows.marked().map(called).collect()).unwrap_or_default()
    }

    /// Reads something of the marked records, or where none is marked of the chosen one and those that belong to it.
    fn read(&self, marked: fn(Vec<Called>) -> ReadRequest, chosen: fn(Target) -> ReadRequest) -> Transition {
        let Some(row) = self.chosen() else { return Transition::stay() };
        let called = self.called();
        let request = if called.is_empty() { chosen(row.target()) } else { marked(called) };
        Transition::effect(Effect::Read(request))
    }

    fn merge(&self) -> Transition {
        match self.called() {
            marked if marked.len() < 2 => Transition::notice(words::MARK_TO_MERGE),
            marked => Transition::effect(Effect::Read(ReadRequest::Merge(marked))),
        }
    }

    fn rename(&mut self) -> Transition {
        let Some(row) = self.chosen().cloned() else { return Transition::stay() };
        let from = Box::new(Screen::Home(std::mem::take(self)));
        Transition::go(Screen::Naming(Naming::rename(row.target(), &row.head.label, from)))
    }

    pub(super) fn act_on_filter(&mut self, action: Action) -> Transition {
        self.mode = Mode::List;
        if action == Action::Close {
            self.show_all();
        }
        Transition::stay()
    }

    /// Takes the marks away, or else shows all.
    fn close(&mut self) {
        if self.marked() == 0 {
            return self.show_all();
        }
        if let Some(rows) = &mut self.rows {
            rows.unmark();
        }
    }

    /// Shows all, with the same record chosen.
    fn show_all(&mut self) {
        let chosen = self.chosen().map(|row| row.head.id);
        self.filter = Input::default();
        self.typed();
        self.cursor = chosen.and_then(|id| self.rows()?.place_of(id)).unwrap_or(0);
    }

    pub(super) fn act_on_delete(&mut self, action: Action) -> Transition {
        self.mode = Mode::List;
        let Some(row) = self.chosen().filter(|_| action == Action::Confirm) else { return Transition::stay() };
        let target = row.target();
        self.deleting.clone_from(&target.file);
        Transition::effect(Effect::Store(StoreRequest::Discard { target, finished_too: true }))
    }

    pub(super) fn act_on_restore(action: Action) -> Transition {
        match action {
            Action::Confirm => Transition::effect(Effect::Store(StoreRequest::Settle { restore: true })),
            Action::Discard => Transition::effect(Effect::Store(StoreRequest::Settle { restore: false })),
            Action::Close => to_list_anew(true),
            _ => Transition::stay(),
        }
    }
}
