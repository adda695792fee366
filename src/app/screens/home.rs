//! The list of records: what the program opens on once there are some.

use std::path::PathBuf;

use jiff::Zoned;
use tui_input::Input;

use crate::app::input::KnownNames;
use crate::app::keys::Action;
use crate::app::record::Assessment;
use crate::app::screens::everyone::Everyone;
use crate::app::screens::home_rows::{Row, Rows, named};
use crate::app::screens::naming::Naming;
use crate::app::screens::results::Results;
use crate::app::screens::welcome::Welcome;
use crate::app::screens::{
    Ctx, Effect, KeyContext, Msg, Screen, ScreenState, Transition, to_compare, to_list_anew, to_trend,
};
use crate::domain::id::Token;
use crate::request::{Listed, Opened, ReadReply, ReadRequest, StoreReply, Target, Unfinished};
use crate::wording::home as words;

#[derive(Debug, Clone, Default)]
pub struct Home {
    asked: bool,
    /// The records; none while the list is being read.
    pub(super) rows: Option<Rows>,
    /// Whether the program opened on it: then what was left unfinished is offered first.
    first: bool,
    /// What was deleted by a command, or in a run that was cut short.
    left: Vec<Listed>,
    /// Whether it is settled what becomes of that, for now.
    settled: bool,
    /// What to show instead, until it was asked for.
    opening: Option<Effect>,
    pub cursor: usize,
    pub filter: Input,
    pub mode: Mode,
    pub(super) deleting: Option<PathBuf>,
    /// The record to put the cursor on, once the list is there.
    sought: Option<Token>,
    /// How many rows a page key moves, as the list was drawn last.
    pub(super) page: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    #[default]
    List,
    Filter,
    /// They answer whether to delete the chosen record.
    Delete,
    /// They answer whether to restore what was left behind.
    Restore,
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

    fn update(&mut self, action: Action, ctx: &mut Ctx<'_>) -> Transition {
        match self.mode {
            Mode::List => self.act_on_list(action, ctx),
            Mode::Filter => self.act_on_filter(action),
            Mode::Delete => self.act_on_delete(action),
            Mode::Restore => Self::act_on_restore(action),
        }
    }

    fn respond(&mut self, msg: Msg, ctx: &mut Ctx<'_>) -> Transition {
        match msg {
            Msg::Store(StoreReply::Claimed { result: Ok((record, _)), .. }) => return Welcome::resume(*record, ctx),
            Msg::Read(reply) => return self.receive(reply, ctx),
            Msg::Store(StoreReply::TakenBack { result: Ok(()), .. } | StoreReply::Settled(_)) => {
                return to_list_anew(self.mode == Mode::Restore);
            }
            Msg::Store(StoreReply::Discarded { id, result: Ok(()) }) => self.discarded(id),
            Msg::Store(StoreReply::Claimed { result: Err(_), .. }) => self.refused(),
            _ => {}
        }
        Transition::stay()
    }

    fn ask(&mut self) -> Option<Effect> {
        if self.opening.is_some() {
            return self.opening.take();
        }
        let is_first = !std::mem::replace(&mut self.asked, true);
        is_first.then_some(Effect::Read(ReadRequest::List))
    }

    fn title(&self) -> Option<String> {
        Some(words::RECORDS.to_owned())
    }

    fn field(&mut self) -> Option<&mut Input> {
        (self.mode == Mode::Filter).then_some(&mut self.filter)
    }

    fn typed(&mut self) {
        if let Some(rows) = &mut self.rows {
            rows.filter(self.filter.value());
        }
        self.cursor = 0;
    }

    fn drawn(&mut self, page: usize) {
        self.page = page;
    }

    fn in_question(&self) -> Option<Token> {
        self.chosen().map(|row| row.head.id)
    }

    fn target(&self) -> Option<Target> {
        self.chosen().filter(|row| row.head.finished.is_some()).map(Row::target)
    }

    fn deleted(&self, id: Token, _: &Zoned) -> Option<String> {
        let rows = self.rows()?;
        rows.iter().find(|row| row.place() == (id, self.deleting.as_deref())).map(|row| named(&row.head))
    }

    fn holds(&self, action: Action) -> bool {
        match action {
            Action::Merge => self.marked() > 1,
            Action::Export => self.target().is_some(),
            Action::Confirm | Action::Compare | Action::Trend | Action::Toggle | Action::Rename | Action::Discard => {
                self.mode != Mode::List || self.chosen().is_some()
            }
            _ => true,
        }
    }

    fn explained(&self) -> Option<&'static str> {
        Some(words::EXPLAINED)
    }
}

impl Home {
    /// The list while it is read anew, or the first screen that comes of it.
    pub(super) fn reading(first: bool) -> Self {
        Self { asked: true, first, settled: first, ..Self::default() }
    }

    pub fn first() -> Self {
        Self { first: true, ..Self::default() }
    }

    /// Opens the program on what answers this effect.
    pub fn opening(effect: Effect) -> Self {
        Self { opening: Some(effect), asked: true, ..Self::default() }
    }

    pub fn finding() -> Self {
        Self { mode: Mode::Filter, ..Self::default() }
    }

    /// Puts the cursor on this record once the list is there.
    pub fn seek(&mut self, id: Token) {
        self.sought = Some(id);
    }

    /// Takes in that what was to be shown cannot be had: then the list is.
    fn refused(&mut self) {
        self.asked = self.rows.is_some();
    }

    /// The records; none while the list is being read.
    pub const fn rows(&self) -> Option<&Rows> {
        self.rows.as_ref()
    }

    pub fn shown(&self) -> usize {
        self.rows().map_or(0, Rows::shown)
    }

    pub fn marked(&self) -> usize {
        self.rows().map_or(0, |rows| rows.marked().count())
    }

    pub fn chosen(&self) -> Option<&Row> {
        self.rows()?.get(self.cursor)
    }

    /// Why no row is shown, and what to do about it.
    pub fn none_shown(&self) -> String {
        match self.filter.value().trim() {
            "" => words::NO_RECORDS.to_owned(),
            wanted => words::no_match(wanted, self.rows().map_or(0, Rows::len)),
        }
    }

    /// The question about what runs left behind that were cut short, and what hangs on it.
    pub fn left_behind(&self) -> (String, String) {
        words::left_behind(&self.left.iter().map(named).collect::<Vec<_>>())
    }

    fn receive(&mut self, reply: ReadReply, ctx: &Ctx<'_>) -> Transition {
        match reply {
            ReadReply::Listed { records, unfinished, unreadable } => {
                return self.listed(records, (unfinished, unreadable), ctx);
            }
            ReadReply::Opened(Ok(opened)) => return Self::opened(opened),
            ReadReply::Trend(Ok(runs)) => return to_trend(runs, Screen::default()),
            ReadReply::Compared(Ok(comparison)) => return to_compare(comparison, Screen::default()),
            ReadReply::Merged(Ok(merging)) => {
                let from = Box::new(Screen::Home(std::mem::take(self)));
                return Transition::go(Screen::Naming(Naming::merge(*merging, from)));
            }
            ReadReply::LeftBehind(left) => self.take_left_behind(left),
            ReadReply::Previewed { id, file, preview } => {
                if let Some(rows) = &mut self.rows {
                    rows.previewed((id, file.as_deref()), &preview);
                }
            }
            ReadReply::Opened(Err(_)) | ReadReply::Trend(Err(_)) | ReadReply::Compared(Err(_)) => self.refused(),
            _ => {}
        }
        Transition::stay()
    }

    /// Takes in what was left behind. It is asked about once, when the program is opened on the list.
    fn take_left_behind(&mut self, left: Vec<Listed>) {
        if self.first && !self.settled {
            self.left = left;
        }
    }

    fn listed(
        &mut self,
        heads: Vec<Listed>,
        (unfinished, unreadable): (Vec<Unfinished>, usize),
        ctx: &Ctx<'_>,
    ) -> Transition {
        if !self.left.is_empty() {
            self.mode = Mode::Restore;
            self.rows = Some(Rows::default());
            return Transition::stay();
        }
        let is_bare = self.first && self.settled && heads.is_empty() && unreadable == 0;
        if is_bare || self.first && !unfinished.is_empty() {
            let names = KnownNames::new(heads.iter().map(|head| &head.label));
            return Transition::go(Screen::Welcome(Welcome::new(unfinished, names, ctx.setup)));
        }
        self.rows = Some(Rows::new(heads, self.filter.value()));
        self.cursor = self.sought.take().and_then(|id| self.rows()?.place_of(id)).unwrap_or(0);
        match unreadable {
            0 => Transition::stay(),
            _ => Transition::notice(words::unreadable(unreadable)),
        }
    }

    fn discarded(&mut self, gone: Token) {
        let file = self.deleting.take();
        if let Some(rows) = &mut self.rows {
            rows.gone(gone, file.as_ref());
        }
        self.cursor = self.cursor.min(self.shown().saturating_sub(1));
    }

    fn opened(opened: Opened) -> Transition {
        match opened {
            Opened::Several(analysis) => Transition::go(Screen::Everyone(Everyone::new(analysis))),
            Opened::One(record) => match Assessment::new(*record, false) {
                Some(assessment) => Transition::go(Screen::Results(Results::new(assessment))),
                None => Transition::notice(words::SEVERAL),
            },
        }
    }
}
