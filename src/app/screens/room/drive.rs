//! What the keys do: commands, questions that are asked first, moving about.

use super::{Asked, Opened, Room, Stage, command};
use crate::app::hosting::Way;
use crate::app::keys::Action;
use crate::app::message::Effect;
use crate::app::screens::Screen;
use crate::app::screens::seat::Seat;
use crate::app::scroll::Scroll;
use crate::app::turn::{Around, Turn};
use crate::workshop::room::Command;

impl Room {
    pub(in crate::app::screens) fn act(&mut self, action: Action, around: &Around<'_>) -> Turn {
        match self.opened.take() {
            Some(Opened::Scan) => Turn::stay(),
            Some(Opened::Asked(asked)) => Self::answer(asked, action),
            Some(Opened::Choosing(choosing)) => self.choose(choosing, action),
            Some(Opened::Acting(acting)) => self.type_on(acting, action, around.at.now.date()),
            None => self.drive(action),
        }
    }

    /// An answer to a question that is asked once.
    fn answer(asked: Asked, action: Action) -> Turn {
        match (asked, action) {
            (Asked::Close, Action::Confirm) => command(Command::Close),
            (Asked::End, Action::Confirm) => command(Command::End),
            (Asked::Leave, Action::Confirm) => Turn::effect(Effect::Quit),
            _ => Turn::stay(),
        }
    }

    /// The keys of the phase itself.
    fn drive(&mut self, action: Action) -> Turn {
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
    fn hand_over(&self) -> Turn {
        if !self.is_passed_round() {
            return Turn::stay();
        }
        Turn::go(Screen::Seat(Seat::handed(Box::new(self.clone()))))
    }

    fn read(&mut self, action: Action) -> Turn {
        self.scroll.act(action);
        Turn::stay()
    }

    fn ask(&mut self, asked: Asked) -> Turn {
        self.opened = Some(Opened::Asked(asked));
        Turn::stay()
    }

    fn scan(&mut self) -> Turn {
        match &*self.way {
            Way::Network(_) => self.opened = Some(Opened::Scan),
            Way::Kiosk => return Turn::notice("There is no code to scan: everybody answers at this laptop."),
        }
        Turn::stay()
    }

    fn act_on_chart(&mut self, action: Action) -> Turn {
        if action == Action::Confirm {
            let chosen = self.causes.chosen(&self.seen).map(|cause| cause.id.clone());
            return chosen.map_or_else(Turn::stay, |cause| command(Command::Pin(Some(cause))));
        }
        self.causes.act(action, &self.seen);
        Turn::stay()
    }

    fn discuss(&mut self, action: Action) -> Turn {
        match action {
            Action::Close => command(Command::Pin(None)),
            Action::Remedy => {
                self.remedy = !self.remedy;
                self.scroll = Scroll::default();
                Turn::stay()
            }
            Action::TakeOn => self.take_on(),
            _ => self.read(action),
        }
    }

    /// From the first round to the change since, and back.
    fn turn_to_changes(&mut self) -> Turn {
        if self.view().progress.round == 1 {
            return Turn::notice("There is a change to show once a second round is revealed.");
        }
        self.scroll = Scroll::default();
        self.changes = !self.changes;
        Turn::stay()
    }
}
