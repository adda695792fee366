//! What the keys do: commands, questions that are asked first, moving about.

use super::{Asked, Opened, Room, Stage, command};
use crate::app::hosting::Way;
use crate::app::keys::Action;
use crate::app::message::Effect;
use crate::app::screens::Screen;
use crate::app::screens::seat::Seat;
use crate::app::scroll::Scroll;
use crate::app::transition::{Ctx, Transition};
use crate::live::room::Command;

impl Room {
    pub(in crate::app::screens) fn act(&mut self, action: Action, ctx: &Ctx<'_>) -> Transition {
        match self.opened.take() {
            Some(Opened::Scan) => Transition::stay(),
            Some(Opened::Asked(asked)) => Self::answer(asked, action),
            Some(Opened::Choosing(choosing)) => self.choose(choosing, action),
            Some(Opened::Acting(acting)) => self.type_on(acting, action, ctx.at.now.date()),
            None => self.drive(action),
        }
    }

    /// An answer to a question that is asked once.
    fn answer(asked: Asked, action: Action) -> Transition {
        match (asked, action) {
            (Asked::Close, Action::Confirm) => command(Command::Close),
            (Asked::End, Action::Confirm) => command(Command::End),
            (Asked::Leave, Action::Confirm) => Transition::effect(Effect::Quit),
            _ => Transition::stay(),
        }
    }

    /// The keys of the phase itself.
    fn drive(&mut self, action: Action) -> Transition {
        match (self.stage_of_phase(), action) {
            (Stage::Blank, _) => command(Command::Blank(false)),
            (_, Action::Blank) => command(Command::Blank(!self.view().progress.blank)),
            (_, Action::Lock) => command(Command::Lock(!self.view().progress.locked)),
            (_, Action::Scan) => self.scan(),
            (_, Action::EndSession) => self.ask(Asked::End),
            (_, Action::CloseRound) => self.ask(Asked::Close),
            (Stage::Answering, Action::HandOver) => self.hand_over(),
            (Stage::Lobby, Action::Confirm) => command(Command::Start),
            (Stage::Closed, Action::Confirm) => command(Command::Reveal),
            (_, Action::SecondRound) => self.second_round(),
            (_, Action::Changes) | (Stage::Change, Action::Close) => self.turn_to_changes(),
            (Stage::Cause(_), action) => self.discuss(action),
            (Stage::Chart, action) if self.lists_causes() => self.act_on_chart(action),
            (_, action) => self.read(action),
        }
    }

    /// The laptop goes to the next person.
    fn hand_over(&self) -> Transition {
        if !self.is_passed_round() {
            return Transition::stay();
        }
        Transition::go(Screen::Seat(Seat::handed(Box::new(self.clone()))))
    }

    fn read(&mut self, action: Action) -> Transition {
        self.scroll.act(action);
        Transition::stay()
    }

    fn ask(&mut self, asked: Asked) -> Transition {
        self.opened = Some(Opened::Asked(asked));
        Transition::stay()
    }

    fn scan(&mut self) -> Transition {
        match &*self.way {
            Way::Network(_) => self.opened = Some(Opened::Scan),
            Way::Kiosk => return Transition::notice("There is no code to scan: everybody answers at this laptop."),
        }
        Transition::stay()
    }

    fn act_on_chart(&mut self, action: Action) -> Transition {
        if action == Action::Confirm {
            let chosen = self.causes.chosen(&self.seen).map(|cause| cause.id.clone());
            return chosen.map_or_else(Transition::stay, |cause| command(Command::Pin(Some(cause))));
        }
        self.causes.act(action, &self.seen);
        Transition::stay()
    }

    fn discuss(&mut self, action: Action) -> Transition {
        match action {
            Action::Close => command(Command::Pin(None)),
            Action::Remedy => {
                self.remedy = !self.remedy;
                self.scroll = Scroll::default();
                Transition::stay()
            }
            Action::TakeOn => self.take_on(),
            _ => self.read(action),
        }
    }

    /// From the first round to the change since, and back.
    fn turn_to_changes(&mut self) -> Transition {
        if self.view().progress.round == 1 {
            return Transition::notice("There is a change to show once a second round is revealed.");
        }
        self.scroll = Scroll::default();
        self.changes = !self.changes;
        Transition::stay()
    }
}
