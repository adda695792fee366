//! The list of records: what the program opens on once there are some.

use std::path::PathBuf;

use jiff::Zoned;
use tui_input::Input;

use crate::app::assessment::Assessment;
use crate::app::input::moved;
use crate::app::keys::{
    Action, Binding, CLOSE_LEVEL, FIRST, HELP, Key, LAST, LEAVE, LEAVE_QUIETLY, LINE_DOWN, LINE_UP, NO, PAGE_DOWN,
    PAGE_UP, UNDO, key,
};
use crate::app::message::{Effect, Msg, RecordFile, copies};
use crate::app::pages::UNTIL;
use crate::app::screens::compare::Compare;
use crate::app::screens::contexts::KeyContext;
use crate::app::screens::everyone::Everyone;
use crate::app::screens::results::Results;
use crate::app::screens::trend::Trend;
use crate::app::screens::welcome::Welcome;
use crate::app::screens::{Ctx, Screen, ScreenState, Transition, to_list_anew};
use crate::domain::id::Token;
use crate::domain::text::folded;
use crate::request::{Listed, Opened, ReadReply, ReadRequest, StoreReply, StoreRequest, Target, Unfinished};
use crate::wording::count;

/// The records, newest first.
#[derive(Debug, Clone, Default)]
pub struct Home {
    rows: Rows,
    /// Whether the program opened on it: then what was left unfinished is offered first.
    first: bool,
    /// What was deleted by a command, or in a run that was cut short.
    pub left: Vec<Listed>,
    /// Whether it is settled what becomes of that, for now.
    settled: bool,
    /// What to show instead, until it was asked for.
    opening: Option<Effect>,
    /// The chosen row among those shown.
    pub cursor: usize,
    /// What the list is filtered by.
    pub filter: Input,
    /// What the keys do just now.
    pub mode: Mode,
    /// The file that is being deleted.
    deleting: Option<PathBuf>,
}

/// The records, as far as they are known.
#[derive(Debug, Clone, Default)]
enum Rows {
    /// Nobody was asked yet.
    #[default]
    Unasked,
    /// Their heads are being read.
    Asked,
    /// These.
    Here(Vec<Row>),
}

/// What the keys do on the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    /// They choose.
    #[default]
    List,
    /// They type the filter.
    Filter,
    /// They answer whether to delete the chosen record.
    Delete,
    /// They answer whether to restore what was left behind.
    Restore,
}

/// A row of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What the head of the record tells.
    pub head: Listed,
    /// The top cause, once the record was read.
    pub top: Option<String>,
    /// The name of the file, where another row is a copy of the same record.
    pub copy: Option<String>,
}

impl ScreenState for Home {
    fn place(&self) -> KeyContext {
        match self.mode {
            Mode::List => KeyContext::Home,
            Mode::Filter => KeyContext::Filtering,
            Mode::Delete => KeyContext::Deleting,
            Mode::Restore => KeyContext::Restoring,
        }
    }

    fn update(&mut self, action: Action, _: &mut Ctx<'_>) -> Transition {
        match self.mode {
            Mode::List => self.act_on_list(action),
            Mode::Filter => self.act_on_filter(action),
            Mode::Delete => self.act_on_delete(action),
            Mode::Restore => Self::act_on_restore(action),
        }
    }

    fn respond(&mut self, msg: Msg, ctx: &mut Ctx<'_>) -> Transition {
        match msg {
            Msg::Store(StoreReply::Claimed { result: Ok((record, _)), .. }) => return Welcome::resume(*record, ctx),
            Msg::Read(ReadReply::Listed { records, unfinished, unreadable }) => {
                return self.listed(records, unfinished, unreadable);
            }
            Msg::Read(ReadReply::Opened(Ok(opened))) => return Self::opened(opened),
            Msg::Read(ReadReply::Trend(Ok(runs))) => return Transition::go(Screen::Trend(Trend::new(runs))),
            Msg::Read(ReadReply::Compared(Ok(comparison))) => {
                return Transition::go(Screen::Compare(Compare::new(comparison)));
            }
            Msg::Store(StoreReply::TakenBack { result: Ok(()), .. } | StoreReply::Settled(_)) => {
                return to_list_anew(self.mode == Mode::Restore);
            }
            Msg::Read(ReadReply::LeftBehind(left)) => self.left_behind(left),
            Msg::Read(ReadReply::Topped { id, file, top }) => self.topped((id, file.as_deref()), &top),
            Msg::Store(StoreReply::Discarded { id, result: Ok(()) }) => self.discarded(id),
            Msg::Store(StoreReply::Claimed { result: Err(_), .. })
            | Msg::Read(ReadReply::Opened(Err(_)) | ReadReply::Trend(Err(_)) | ReadReply::Compared(Err(_))) => {
                self.refused();
            }
            _ => {}
        }
        Transition::stay()
    }

    fn ask(&mut self) -> Option<Effect> {
        if self.opening.is_some() {
            return self.opening.take();
        }
        if !matches!(self.rows, Rows::Unasked) {
            return None;
        }
        self.rows = Rows::Asked;
        Some(Effect::Read(ReadRequest::List))
    }

    fn title(&self) -> Option<String> {
        Some("your records".to_owned())
    }

    fn field(&mut self) -> Option<&mut Input> {
        (self.mode == Mode::Filter).then_some(&mut self.filter)
    }

    fn in_question(&self) -> Option<Token> {
        self.chosen().map(|row| row.head.id)
    }

    fn deleted(&self, id: Token, _: &Zoned) -> Option<String> {
        let Rows::Here(rows) = &self.rows else { return None };
        rows.iter().find(|row| row.place() == (id, self.deleting.as_deref())).map(|row| named(&row.head))
    }
}

impl Home {
    /// The list while it is read anew, or the first screen that comes of it.
    pub(super) fn reading(first: bool) -> Self {
        Self { rows: Rows::Asked, first, settled: first, ..Self::default() }
    }

    /// Opens the program on the list.
    pub fn first() -> Self {
        Self { first: true, ..Self::default() }
    }

    /// Opens the program on what answers this effect.
    pub fn opening(effect: Effect) -> Self {
        Self { opening: Some(effect), rows: Rows::Asked, ..Self::default() }
    }

    /// Takes in that what was to be shown cannot be had: then the list is.
    fn refused(&mut self) {
        if matches!(self.rows, Rows::Asked) {
            self.rows = Rows::Unasked;
        }
    }

    /// The rows that the filter lets through; none while the list is being read.
    pub fn shown(&self) -> Option<Vec<&Row>> {
        let wanted = folded(self.filter.value());
        let Rows::Here(rows) = &self.rows else { return None };
        Some(rows.iter().filter(|row| wanted.is_empty() || folded(&row.text()).contains(&wanted)).collect())
    }

    /// Whether the top cause of every record is known.
    pub fn is_read(&self) -> bool {
        matches!(&self.rows, Rows::Here(rows) if rows.iter().all(|row| row.top.is_some()))
    }

    /// The chosen row.
    pub fn chosen(&self) -> Option<&Row> {
        self.shown()?.get(self.cursor).copied()
    }

    fn act_on_list(&mut self, action: Action) -> Transition {
        match action {
            Action::Confirm => return self.open(),
            Action::Trend => {
                let Some(row) = self.chosen() else { return Transition::stay() };
                return Transition::effect(Effect::Read(ReadRequest::Trend(row.target())));
            }
            Action::New => return Transition::go(Screen::Welcome(Welcome::new(Vec::new()))),
            Action::Discard if self.chosen().is_some() => self.mode = Mode::Delete,
            Action::Filter => self.mode = Mode::Filter,
            Action::Close => self.show_all(),
            _ => {
                let count = self.shown().map_or(0, |rows| rows.len());
                self.cursor = moved(Some(self.cursor), count, action).unwrap_or(0);
            }
        }
        Transition::stay()
    }

    /// Opens what is finished; what is not is ours to go on with.
    fn open(&self) -> Transition {
        let Some(row) = self.chosen() else { return Transition::stay() };
        Transition::effect(match row.head.unfinished {
            Some(_) => Effect::Store(StoreRequest::Claim(row.target())),
            None => Effect::Read(ReadRequest::Open(row.target())),
        })
    }

    fn act_on_filter(&mut self, action: Action) -> Transition {
        self.mode = Mode::List;
        if action == Action::Close {
            self.show_all();
        }
        self.cursor = 0;
        Transition::stay()
    }

    fn show_all(&mut self) {
        self.filter = Input::default();
        self.cursor = 0;
    }

    fn act_on_delete(&mut self, action: Action) -> Transition {
        self.mode = Mode::List;
        let Some(row) = self.chosen().filter(|_| action == Action::Confirm) else { return Transition::stay() };
        let target = row.target();
        self.deleting.clone_from(&target.file);
        Transition::effect(Effect::Store(StoreRequest::Discard { target, finished_too: true }))
    }

    fn act_on_restore(action: Action) -> Transition {
        match action {
            Action::Confirm => Transition::effect(Effect::Store(StoreRequest::Settle { restore: true })),
            Action::Discard => Transition::effect(Effect::Store(StoreRequest::Settle { restore: false })),
            Action::Close => to_list_anew(true),
            _ => Transition::stay(),
        }
    }

    /// Takes in what was left behind. It is asked about once, when the program is opened on the list.
    fn left_behind(&mut self, left: Vec<Listed>) {
        if self.first && !self.settled {
            self.left = left;
        }
    }

    /// Takes in the heads of the records.
    fn listed(&mut self, heads: Vec<Listed>, unfinished: Vec<Unfinished>, unreadable: usize) -> Transition {
        if !self.left.is_empty() {
            self.mode = Mode::Restore;
            self.rows = Rows::Here(Vec::new());
            return Transition::stay();
        }
        let is_bare = self.first && self.settled && heads.is_empty() && unreadable == 0;
        if is_bare {
            return Transition::go(Screen::Welcome(Welcome::new(unfinished)));
        }
        if self.first && !unfinished.is_empty() {
            return Transition::go(Screen::Welcome(Welcome::new(unfinished)));
        }
        self.rows = Rows::Here(heads.into_iter().map(|head| Row { head, top: None, copy: None }).collect());
        self.mark_copies();
        match unreadable {
            0 => Transition::stay(),
            _ => Transition::notice(format!(
                "{} cannot be read and {} left as found: 'undercurrent list' says why.",
                count(unreadable, "file", "files"),
                if unreadable == 1 { "is" } else { "are" }
            )),
        }
    }

    /// Takes in the top cause of a record.
    fn topped(&mut self, place: RecordFile<'_>, top: &str) {
        let Rows::Here(rows) = &mut self.rows else { return };
        for row in rows.iter_mut().filter(|row| row.place() == place) {
            row.top = Some(top.to_owned());
        }
    }

    /// Takes in that a record is gone.
    fn discarded(&mut self, gone: Token) {
        if let Rows::Here(rows) = &mut self.rows {
            let file = self.deleting.take();
            rows.retain(|row| row.place() != (gone, file.as_deref()));
        }
        self.mark_copies();
        let count = self.shown().map_or(0, |rows| rows.len());
        self.cursor = self.cursor.min(count.saturating_sub(1));
    }

    fn mark_copies(&mut self) {
        let Rows::Here(rows) = &mut self.rows else { return };
        let names = copies(&rows.iter().map(Row::place).collect::<Vec<_>>());
        rows.iter_mut().zip(names).for_each(|(row, name)| row.copy = name);
    }

    /// Shows a record that was asked for.
    fn opened(opened: Opened) -> Transition {
        match opened {
            Opened::Several(analysis) => Transition::go(Screen::Everyone(Everyone::new(analysis))),
            Opened::One(record) => match Assessment::new(*record, false) {
                Some(assessment) => Transition::go(Screen::Results(Results::new(assessment))),
                None => Transition::notice("That record holds several people."),
            },
        }
    }
}

impl Row {
    fn place(&self) -> RecordFile<'_> {
        (self.head.id, self.head.file.as_deref())
    }

    /// Does something with the file of this row, whichever copies of it there are.
    fn target(&self) -> Target {
        Target::new(self.head.id, self.head.file.as_deref())
    }

    /// What the filter looks at.
    fn text(&self) -> String {
        let top = self.top.as_deref().unwrap_or_default();
        let copy = self.copy.as_deref().unwrap_or_default();
        format!("{} {} {} {top} {copy}", self.head.label, self.head.who, self.head.when)
    }
}

pub(super) const HOME_KEYS: &[Binding] = &[
    LINE_UP,
    LINE_DOWN,
    key(&[Key::Enter, Key::Right, Key::Char('l')], Action::Confirm, "open"),
    key(&[Key::Char('n')], Action::New, "new"),
    key(&[Key::Char('t')], Action::Trend, "trend"),
    key(&[Key::Char('d')], Action::Discard, "delete"),
    UNDO,
    key(&[Key::Char('/')], Action::Filter, "filter"),
    PAGE_UP,
    PAGE_DOWN,
    FIRST,
    LAST,
    CLOSE_LEVEL,
    HELP,
    LEAVE,
];
pub(super) const FILTERING_KEYS: &[Binding] = &[
    key(&[Key::Enter], Action::Confirm, "keep the filter"),
    key(&[Key::Esc], Action::Close, "show all"),
    LEAVE_QUIETLY,
];
pub(super) const DELETING_KEYS: &[Binding] =
    &[key(&[Key::Char('y')], Action::Confirm, "delete it"), key(NO, Action::Close, "keep it"), LEAVE_QUIETLY];
pub(super) const RESTORING_KEYS: &[Binding] = &[
    key(&[Key::Char('y')], Action::Confirm, "yes"),
    key(&[Key::Char('n')], Action::Discard, "delete for good"),
    key(&[Key::Esc, Key::Char('q')], Action::Close, "later"),
    LEAVE_QUIETLY,
];

/// Said while the list is being read.
pub const READING: &str = "Reading your records…";
/// Said where there is nothing to list.
pub const NO_RECORDS: &str = "No record to show. n begins a new assessment.";

/// The label of a record, or that it has none.
pub fn label(head: &Listed) -> String {
    if head.label.is_empty() { "(no name)".to_owned() } else { head.label.as_str().to_owned() }
}

/// What is said of the file of a row that has copies.
pub fn copy(row: &Row) -> Option<String> {
    row.copy.as_ref().map(|name| format!("One of several copies of a record: this one is in {name}."))
}

/// How a record stands: what to resume, or its top cause.
pub fn standing(row: &Row) -> String {
    match (row.head.unfinished, &row.top) {
        (_, Some(top)) => top.clone(),
        (Some(answers), None) => format!("Resume, {}", count(answers, "answer", "answers")),
        (None, None) => "…".to_owned(),
    }
}

/// The question whether to delete a record: which one, and how long it can be had back.
pub fn delete(head: &Listed) -> String {
    format!("Delete {}? {UNTIL}", named(head))
}

/// The question about what runs left behind that were cut short, and what hangs on it.
pub fn left_behind(records: &[Listed]) -> (String, String) {
    let (kept, them) = if records.len() == 1 { ("is", "it") } else { ("are", "them") };
    let question =
        format!("{} {kept} still here. Restore {them}?", count(records.len(), "deleted record", "deleted records"));
    let named: Vec<String> = records.iter().take(NAMED).map(named).collect();
    let more = if records.len() > NAMED { "; and others" } else { "" };
    (question, format!("Deleted by command, or in a run that was cut short: {}{more}.", named.join("; ")))
}

/// How many of the deleted records a question names.
const NAMED: usize = 3;

/// Which record is meant: `EMEA, Sales, today 16:10`.
pub fn named(head: &Listed) -> String {
    format!("{}, {}, {}", label(head), head.who, head.when)
}
