//! What goes into the app and what comes out; and what a message does to it, or a key that means the same anywhere.

use std::sync::Arc;
use std::time::Duration;

use jiff::Zoned;

use super::keys::{Action, Key};
use super::screens::contexts;
use super::screens::home::Home;
use super::screens::naming::Reporting;
use super::screens::participant::SessionEvent;
use super::screens::room::{HostView, Wrote};
use super::screens::{Ctx, Screen, Transition};
use super::sight::Subject;
use super::{App, Modal, Scroll};
use crate::domain::id::Token;
use crate::format::Format;
use crate::live::room::Command;
use crate::request::{NotWritten, ParticipantRequest, ReadReply, ReadRequest, StoreReply, StoreRequest};
use crate::wording::{home, keys, restored, sentence, window};

/// When something happened, and a fresh piece of chance, should one be needed.
#[derive(Debug, Clone)]
pub struct Moment {
    /// The time now, in the person's own time zone.
    pub now: Zoned,
    /// 128 bits that nobody else has.
    pub chance: [u128; 2],
    /// How long the program runs, by a clock that only goes forward and that nobody sets.
    pub since: Duration,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Drawn {
    /// By how many lines the page could scroll.
    pub room: u16,
    /// How many lines, or rows of a list, are in sight.
    pub page: u16,
    /// Whether the window is large enough to show what keys do.
    pub legible: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Msg {
    Key(Key),
    Pasted(String),
    /// The screen was drawn. Sent of the first frame, and whenever something of it has changed.
    Drawn(Drawn),
    /// A frame is written to the terminal that asks for an answer. Sent after each such frame.
    Displayed {
        asks: Subject,
    },
    /// The app is told in lines, in place of a screen. Sent once, first of all.
    InLines,
    /// What became of a record that was to be saved, claimed or deleted.
    Store(StoreReply),
    Read(ReadReply),
    /// A live session stands like this now. Sent on every change; only the newest counts.
    Room(Arc<HostView>),
    /// The facilitator's last command was done; or it was refused, or could not be saved, for this reason.
    Command(Result<(), String>),
    /// After the end of a session: what was written. A rehearsal writes nothing.
    Wrote(Wrote),
    /// The terminal asked the program to stop for a while, and it may not; see [`super::App::may_pause`].
    NotPaused,
    /// A live session says something to a participant.
    Participant(SessionEvent),
}

/// What the app wants done outside itself, by whom. Each answer comes back as a [`Msg`].
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// By whoever keeps records; answered by [`Msg::Store`].
    Store(StoreRequest),
    /// By whoever reads records; answered by [`Msg::Read`].
    Read(ReadRequest),
    /// By the live session that the person takes part in; answered by [`Msg::Participant`].
    Participant(ParticipantRequest),
    /// By the room that the facilitator runs; answered by [`Msg::Command`]. Keys go on meanwhile.
    Command(Command),
    /// Hand this text to the clipboard of the terminal; nothing answers.
    Copy(String),
    /// Leave: everything that could be saved is saved, or the person chose to leave without. A live session stays
    /// resumable.
    Quit,
}

impl Effect {
    /// Whether the next screen hangs on the answer, so that keys typed meanwhile are meant for that screen.
    pub const fn is_awaited(&self) -> bool {
        match self {
            Self::Store(StoreRequest::Save { .. } | StoreRequest::SaveElsewhere { .. } | StoreRequest::Empty)
            | Self::Read(ReadRequest::Write { .. } | ReadRequest::Earlier { awaited: false, .. })
            | Self::Participant(
                ParticipantRequest::Vacate { .. } | ParticipantRequest::Finish | ParticipantRequest::Side(_),
            )
            | Self::Command(_)
            | Self::Copy(_)
            | Self::Quit => false,
            Self::Store(_) | Self::Read(_) | Self::Participant(ParticipantRequest::Join { .. }) => true,
        }
    }
}

impl Msg {
    /// Whether this answers an effect that was awaited.
    pub const fn ends_waiting(&self) -> bool {
        match self {
            Self::Store(StoreReply::Saved { .. })
            | Self::Read(
                ReadReply::LeftBehind(_)
                | ReadReply::Previewed { .. }
                | ReadReply::Written(_)
                | ReadReply::Earlier { awaited: false, .. },
            ) => false,
            Self::Store(_) | Self::Read(_) => true,
            Self::Participant(event) => matches!(event, SessionEvent::Stands { .. } | SessionEvent::NotJoined(_)),
            _ => false,
        }
    }

    /// Whether the screen does not come that an effect was to lead to.
    pub fn refuses(&self) -> bool {
        self.refusal().is_some()
    }

    /// Why it does not, as a sentence without its full stop.
    fn refusal(&self) -> Option<&str> {
        match self {
            Self::Store(
                StoreReply::Claimed { result: Err(why), .. }
                | StoreReply::Discarded { result: Err(why), .. }
                | StoreReply::TakenBack { result: Err(why), .. }
                | StoreReply::Renamed { result: Err(why), .. }
                | StoreReply::Added { result: Err(why), .. },
            )
            | Self::Read(
                ReadReply::Opened(Err(why))
                | ReadReply::Trend(Err(why))
                | ReadReply::Compared(Err(why))
                | ReadReply::Merged(Err(why))
                | ReadReply::Suggested(Err(why)),
            )
            | Self::Participant(SessionEvent::NotJoined(why)) => Some(why),
            _ => None,
        }
    }
}

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
            Msg::InLines => {}
            Msg::NotPaused => self.notice = Some(keys::NOT_PAUSED.to_owned()),
            Msg::Participant(event) if !matches!(event, SessionEvent::NotJoined(_)) => {
                return self.receive(event, at);
            }
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
        if let Some(why) = msg.refusal() {
            self.notice = Some(format!("{why}."));
        }
        match msg {
            Msg::Store(reply) => self.stored(reply),
            Msg::Read(ReadReply::Written(Err(NotWritten::Refused(why)))) => self.notice = Some(home::not_written(why)),
            Msg::Command(Err(why)) => self.notice = Some(sentence(why)),
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

    fn stored(&mut self, reply: &StoreReply) {
        match reply {
            StoreReply::Saved { revision, result: Ok(_), .. } => self.keeping.saved(*revision),
            StoreReply::Saved { revision, result: Err(why), .. } => self.keeping.not_saved(*revision, why.clone()),
            StoreReply::Discarded { id, result: Ok(()) } => self.gone(*id),
            StoreReply::TakenBack { id, result: Ok(()) } => self.back_again(*id),
            StoreReply::Settled(Ok(back)) => {
                self.notice = (back.records > 0).then(|| restored(back.records, &back.elsewhere));
            }
            StoreReply::Settled(Err(why)) => self.notice = Some(sentence(why)),
            StoreReply::Claimed { .. }
            | StoreReply::Discarded { .. }
            | StoreReply::TakenBack { .. }
            | StoreReply::Renamed { .. }
            | StoreReply::Added { .. } => {}
        }
    }

    /// Takes in what a live session says. A question or a notice whose reason is gone goes with it.
    fn receive(&mut self, event: SessionEvent, at: &Moment) -> Option<Effect> {
        match &event {
            SessionEvent::Stands { view, .. } => self.setup.full = Arc::clone(&view.questionnaire),
            SessionEvent::Refused(_) | SessionEvent::Unknown { .. } => self.over = None,
            SessionEvent::NotJoined(_) | SessionEvent::Lost(_) | SessionEvent::Back | SessionEvent::Vacated => {}
        }
        let before = self.screen.place();
        let effect = self.turn(at, |screen, ctx| screen.respond(Msg::Participant(event), ctx));
        if self.screen.place() != before
            && self.screen.participant().is_some_and(|participant| participant.taken().is_some())
        {
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
            Action::Elsewhere if self.screen.participant().is_some() => None,
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
            self.notice = Some(window::deleted(&what));
            self.deleted.push((id, what));
        }
    }

    fn undo(&mut self) -> Option<Effect> {
        let last = self.deleted.last().map(|(id, _)| Effect::Store(StoreRequest::TakeBack(*id)));
        if last.is_none() {
            self.notice = Some(window::NOTHING_DELETED.to_owned());
        }
        last
    }

    fn back_again(&mut self, id: Token) {
        if let Some(place) = self.deleted.iter().rposition(|(deleted, _)| *deleted == id) {
            let (_, what) = self.deleted.remove(place);
            self.notice = Some(window::back_again(&what));
        }
    }

    /// Asks in which form it is to be written, unless that is said, and into which file.
    fn report(&mut self, form: Option<Format>) -> Option<Effect> {
        let what = self.screen.exported()?;
        let from = Box::new(std::mem::take(&mut self.screen));
        let (reporting, effect) = Reporting::begin(what, form, from);
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
        let scroll = match &mut self.over {
            Some(Modal::Help(scroll)) => Some(scroll),
            Some(_) => None,
            None => {
                self.screen.drawn(usize::from(page));
                self.screen.scroll_mut()
            }
        };
        if let Some(scroll) = scroll {
            scroll.settle(room, page);
        }
    }
}
