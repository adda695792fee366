//! What comes in, and what it does to the program: messages, and the actions that keys mean anywhere.

use std::sync::Arc;

use super::keys::{Action, Key};
use super::screens::contexts;
use super::screens::home::Home;
use super::screens::naming::Reporting;
use super::screens::seat::Heard;
use super::screens::{Ctx, Screen, Transition};
use super::{App, Drawn, Effect, HostView, Modal, Moment, Msg, Scroll};
use crate::domain::id::Token;
use crate::format::Format;
use crate::request::{NotWritten, ReadReply, StoreReply, StoreRequest};
use crate::wording::{home, keys, leaving, restored, sentence};

impl App {
    /// Takes in what happened; gives what is to be done outside.
    pub fn update(&mut self, msg: Msg, at: &Moment) -> Option<Effect> {
        let effect = self.take(msg, at);
        self.sight.turn_to(self.subject());
        effect
    }

    fn take(&mut self, msg: Msg, at: &Moment) -> Option<Effect> {
        match msg {
            Msg::Key(key) => return self.sight.lets_through(key).and_then(|key| self.press(key, at)),
            Msg::Pasted(_) if self.sight.is_hidden() => {}
            Msg::Pasted(text) => self.paste(&text),
            Msg::Drawn(Drawn { room, page, legible }) => {
                self.sight.drawn(legible);
                self.settle(room, page);
            }
            Msg::Displayed { asks } => self.sight.displayed(asks, at.since),
            Msg::Told => {}
            Msg::NotPaused => self.notice = Some(keys::NOT_PAUSED.to_owned()),
            Msg::Seat(heard) if !matches!(heard, Heard::NotJoined(_)) => return self.heard(heard, at),
            msg => {
                self.note(&msg);
                if let Some(effect) = self.turn(at, |screen, ctx| screen.respond(msg, ctx)) {
                    return Some(effect);
                }
            }
        }
        self.go_on()
    }

    /// Goes on once something was taken in: leaves if that was waited for, else asks what the screen needs to know.
    fn go_on(&mut self) -> Option<Effect> {
        self.wait_over().or_else(|| self.screen.ask())
    }

    /// What the app itself makes of a message that is for the screen.
    fn note(&mut self, msg: &Msg) {
        match msg {
            Msg::Store(reply) => self.stored(reply),
            Msg::Read(reply) => self.read(reply),
            Msg::Command(Err(why)) => self.notice = Some(sentence(why)),
            Msg::Seat(Heard::NotJoined(why)) => self.notice = Some(format!("{why}.")),
            // What was refused because of it is not refused any more.
            Msg::Room(seen) if self.is_mended_by(seen) => self.notice = None,
            _ => {}
        }
    }

    /// Whether a live session that could not write something can write again.
    fn is_mended_by(&self, seen: &HostView) -> bool {
        let Screen::Room(room) = &self.screen else { return false };
        room.view().around.is_in_trouble() && !seen.view.around.is_in_trouble()
    }

    /// Takes in what became of records.
    fn stored(&mut self, reply: &StoreReply) {
        match reply {
            StoreReply::Saved { revision, result: Ok(_), .. } => self.keeping.saved(*revision),
            StoreReply::Saved { revision, result: Err(why), .. } => self.keeping.not_saved(*revision, why.clone()),
            StoreReply::Claimed { result: Ok(_), .. }
            | StoreReply::Renamed { result: Ok(()), .. }
            | StoreReply::Added { result: Ok(()), .. } => {}
            StoreReply::Discarded { id, result: Ok(()) } => self.gone(*id),
            StoreReply::TakenBack { id, result: Ok(()) } => self.back_again(*id),
            StoreReply::Claimed { result: Err(why), .. }
            | StoreReply::Discarded { result: Err(why), .. }
            | StoreReply::TakenBack { result: Err(why), .. }
            | StoreReply::Renamed { result: Err(why), .. }
            | StoreReply::Added { result: Err(why), .. } => self.notice = Some(format!("{why}.")),
            StoreReply::Settled(Ok(back)) => {
                self.notice = (back.records > 0).then(|| restored(back.records, &back.elsewhere));
            }
            StoreReply::Settled(Err(why)) => self.notice = Some(sentence(why)),
        }
    }

    /// Takes in what was read.
    fn read(&mut self, reply: &ReadReply) {
        match reply {
            ReadReply::Opened(Err(why))
            | ReadReply::Trend(Err(why))
            | ReadReply::Compared(Err(why))
            | ReadReply::Merged(Err(why))
            | ReadReply::Suggested(Err(why)) => self.notice = Some(format!("{why}.")),
            ReadReply::Written(Err(NotWritten::Refused(why))) => {
                self.notice = Some(home::not_written(why));
            }
            ReadReply::LeftBehind(_)
            | ReadReply::Listed { .. }
            | ReadReply::Previewed { .. }
            | ReadReply::Merged(Ok(_))
            | ReadReply::Suggested(Ok(_))
            | ReadReply::Written(Ok(_) | Err(NotWritten::Taken))
            | ReadReply::Earlier { .. }
            | ReadReply::Steps { .. }
            | ReadReply::Opened(Ok(_))
            | ReadReply::Trend(Ok(_))
            | ReadReply::Compared(Ok(_)) => {}
        }
    }

    /// Takes in what a live session says. A question or a notice whose reason is gone goes with it.
    fn heard(&mut self, heard: Heard, at: &Moment) -> Option<Effect> {
        match &heard {
            Heard::Stands { view, .. } => self.setup.full = Arc::clone(&view.questionnaire),
            Heard::Refused(_) | Heard::Unknown { .. } => self.over = None,
            Heard::NotJoined(_) | Heard::Lost(_) | Heard::Back | Heard::Vacated => {}
        }
        let before = self.screen.place();
        let effect = self.turn(at, |screen, ctx| screen.respond(Msg::Seat(heard), ctx));
        if self.screen.place() != before && self.screen.seat().is_some_and(|seat| seat.taken().is_some()) {
            self.notice = None;
        }
        effect
    }

    fn press(&mut self, key: Key, at: &Moment) -> Option<Effect> {
        self.notice = None;
        let place = self.place();
        let Some(action) = contexts::action(place, key) else {
            if !self.sight.is_hidden() {
                self.type_in(key);
            }
            return None;
        };
        if Self::answers(place, key, action) && !self.sight.counts(at.since) {
            self.notice = Some(if place.is_question() { keys::TOO_SOON_TO_SAY_YES } else { keys::TOO_SOON }.to_owned());
            return None;
        }
        self.act(action, at)
    }

    /// Does what a key means, or what was chosen among all that can be done.
    pub(super) fn act(&mut self, action: Action, at: &Moment) -> Option<Effect> {
        match action {
            Action::Leave if self.kiosk_seat().is_some() => self.leave_seat(at),
            Action::LeaveUnsaved if self.kiosk_seat().is_some() => self.leave_seat_all_the_same(),
            Action::Leave => self.leave(),
            Action::LeaveUnsaved => Some(Effect::Quit),
            Action::Help => {
                self.over = Some(Modal::Help(Scroll::default()));
                None
            }
            Action::Undo => self.undo(),
            Action::Elsewhere if self.screen.seat().is_some() => None,
            Action::Elsewhere => {
                self.ask_where();
                None
            }
            _ if self.over.is_some() => self.act_over(action, at),
            Action::Palette => {
                self.open_palette();
                None
            }
            Action::Export => self.report(None),
            Action::ExportAs(form) => self.report(Some(form)),
            Action::FindRecord => self.find_record(),
            _ => self.turn(at, |screen, ctx| screen.update(action, ctx)),
        }
    }

    /// Takes in that a record is deleted, and says how to take it back.
    fn gone(&mut self, id: Token) {
        if let Some(what) = self.screen.deleted(id, &self.setup.opened) {
            self.notice = Some(leaving::deleted(&what));
            self.deleted.push((id, what));
        }
    }

    /// Takes back what was deleted last.
    fn undo(&mut self) -> Option<Effect> {
        let last = self.deleted.last().map(|(id, _)| Effect::Store(StoreRequest::TakeBack(*id)));
        if last.is_none() {
            self.notice = Some(leaving::NOTHING_DELETED.to_owned());
        }
        last
    }

    fn back_again(&mut self, id: Token) {
        if let Some(place) = self.deleted.iter().rposition(|(deleted, _)| *deleted == id) {
            let (_, what) = self.deleted.remove(place);
            self.notice = Some(leaving::back_again(&what));
        }
    }

    /// Asks in which form it is to be written, unless that is said, and into which file.
    fn report(&mut self, form: Option<Format>) -> Option<Effect> {
        let what = self.screen.exported()?;
        let from = Box::new(std::mem::replace(&mut self.screen, Screen::empty()));
        let (reporting, effect) = match form {
            None => (Reporting::begin(what, from), None),
            Some(form) => {
                let (reporting, effect) = Reporting::begin_as(form, what, from);
                (reporting, Some(effect))
            }
        };
        self.screen = Screen::Reporting(reporting);
        effect
    }

    /// To the list of records, where the name is typed.
    fn find_record(&mut self) -> Option<Effect> {
        if !self.may_go_to_list() {
            return None;
        }
        self.screen = Screen::Home(Home::finding());
        self.screen.ask()
    }

    pub(super) fn turn(
        &mut self,
        at: &Moment,
        act: impl FnOnce(&mut Screen, &mut Ctx<'_>) -> Transition,
    ) -> Option<Effect> {
        let mut ctx = Ctx { setup: &self.setup, keeping: &mut self.keeping, at };
        let turn = act(&mut self.screen, &mut ctx);
        if let Some(mut screen) = turn.go {
            // Whoever comes back to the list finds the record there that was looked at.
            if let (Screen::Home(home), Some(left)) = (&mut *screen, self.screen.left()) {
                home.seek(left);
            }
            self.screen = *screen;
        }
        if turn.notice.is_some() {
            self.notice = turn.notice;
        }
        turn.effect
    }

    fn settle(&mut self, room: u16, page: u16) {
        if self.over.is_none() {
            self.screen.drawn(usize::from(page));
        }
        let scroll = match &mut self.over {
            Some(Modal::Help(scroll)) => Some(scroll),
            Some(_) => None,
            None => self.screen.scroll_mut(),
        };
        if let Some(scroll) = scroll {
            scroll.settle(room, page);
        }
    }
}
