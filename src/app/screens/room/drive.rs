//! What the keys do: commands, questions that are asked first, moving about.

use jiff::civil::Date;

use crate::app::input::moved;
use crate::app::keys::Action;
use crate::app::message::Effect;
use crate::app::screens::first_step::{FirstStep, Next};
use crate::app::screens::room::{Asked, Opened, Role, Room, Stage, Way, command};
use crate::app::screens::{Transition, to_seat};
use crate::domain::action::ACTIONS_MAX;
use crate::domain::id::Id;
use crate::live::room::{Away, Command, Phase, ROUNDS, Showing};
use crate::wording::{room, session};

impl Room {
    /// An answer to a question that is asked once.
    pub(super) fn answer(asked: Asked, action: Action) -> Transition {
        match (asked, action) {
            (Asked::End, Action::Confirm) => command(Command::End),
            (Asked::Leave, Action::Confirm) => Transition::effect(Effect::Quit),
            _ => Transition::stay(),
        }
    }

    /// The keys of the phase itself.
    pub(super) fn drive(&mut self, action: Action) -> Transition {
        match (self.stage_of_phase(), action) {
            (_, Action::ScreenLink) => self.copy_screen_link(),
            (Stage::Blank, _) => command(Command::Blank(false)),
            (_, Action::Blank) => command(Command::Blank(!self.view().progress.blank)),
            (_, Action::Lock) => command(Command::Lock(!self.view().progress.locked)),
            (_, Action::Rename) => self.begin_naming(),
            (_, Action::Scan) => self.scan(),
            (_, Action::FreePlaces) => command(Command::FreePlaces(Away::default())),
            (_, Action::EndSession) => self.ask(Asked::End),
            (_, Action::StopsSoon) => command(Command::StopsSoon(self.view().progress.stops.is_none())),
            (_, Action::StopAnswering) => command(Command::Stop),
            (Stage::Stopped, Action::GoOn) => command(Command::GoOn),
            (Stage::Answering, Action::GoOn) if self.takes_round_back() => command(Command::NoSecondRound),
            (Stage::Answering, Action::HandOver) => self.hand_over(),
            (Stage::Lobby, Action::Confirm) => command(Command::Start),
            (Stage::Stopped | Stage::Closed, Action::Confirm) => command(Command::Reveal),
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
        to_seat(Box::new(self.clone()))
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
            Way::Kiosk => return Transition::notice(session::NO_CODE),
        }
        Transition::stay()
    }

    /// Copies the link to the big screen. It is told only where the facilitator alone reads.
    fn copy_screen_link(&self) -> Transition {
        let Some(link) = self.screen_link() else { return Transition::stay() };
        let told = if self.role == Role::Console { room::link_copied(link) } else { room::LINK_COPIED.to_owned() };
        Transition::notice(told).with(Effect::Copy(link.to_owned()))
    }

    /// The link to the big screen for people elsewhere, while there is one to look at.
    pub(super) fn screen_link(&self) -> Option<&str> {
        let Way::Network(invitation) = &*self.way else { return None };
        invitation.screen.as_deref().filter(|_| self.view().progress.phase != Phase::Ended)
    }

    fn act_on_chart(&mut self, action: Action) -> Transition {
        if action == Action::Confirm {
            let chosen = self.causes.chosen(&self.seen).map(|cause| cause.id.clone());
            return chosen.map_or_else(Transition::stay, |cause| command(Command::Pin(Some(cause))));
        }
        let turned = self.causes.turned(action, &self.showing, &self.seen);
        self.show(turned)
    }

    /// To the question after or before this one, and from the last and the first to the cause beside.
    fn turn_question(&mut self, next: bool) -> Transition {
        let Some(cause) = self.pinned() else { return Transition::stay() };
        let (questions, here) = (cause.prompts.len(), self.showing.question);
        let question = if next { Some(here + 1).filter(|&at| at < questions) } else { here.checked_sub(1) };
        if let Some(question) = question {
            return self.show(Showing { question, ..self.showing.clone() });
        }
        let beside = self.causes.beside(&cause.id, next, &self.seen);
        beside.map_or_else(Transition::stay, |cause| command(Command::Pin(Some(cause))))
    }

    fn discuss(&mut self, action: Action) -> Transition {
        match action {
            Action::Close => command(Command::Pin(None)),
            Action::Remedy => self.show(Showing { remedy: !self.showing.remedy, ..self.showing.clone() }),
            Action::Answers => self.show(Showing { answers: !self.showing.answers, ..self.showing.clone() }),
            Action::Article => self.show(Showing { article: !self.showing.article, ..self.showing.clone() }),
            Action::Next | Action::Previous => self.turn_question(action == Action::Next),
            Action::TakeOn => self.take_on(),
            _ => self.read(action),
        }
    }

    /// From the first round to the change since, and back.
    fn turn_to_changes(&mut self) -> Transition {
        if self.view().progress.round == 1 {
            return Transition::notice(session::NO_CHANGE);
        }
        self.show(Showing { changes: !self.showing.changes, ..self.showing.clone() })
    }
}

/// The causes to choose from, in the order of the chart, each with whether it is chosen.
#[derive(Debug, Clone)]
pub struct Choosing {
    pub causes: Vec<(Id, bool)>,
    /// The row that the next key is about.
    pub cursor: usize,
}

impl Choosing {
    fn chosen(&self) -> Vec<Id> {
        self.causes.iter().filter(|(_, chosen)| *chosen).map(|(id, _)| id.clone()).collect()
    }

    fn toggle(&mut self) {
        if let Some((_, chosen)) = self.causes.get_mut(self.cursor) {
            *chosen = !*chosen;
        }
    }
}

impl Room {
    pub(super) fn second_round(&mut self) -> Transition {
        if self.view().progress.round >= ROUNDS {
            return Transition::notice(session::last_round(ROUNDS));
        }
        let causes = self.causes.listed(&self.seen).iter().map(|cause| (cause.id.clone(), false)).collect();
        self.opened = Some(Opened::Choosing(Choosing { causes, cursor: self.causes.row() }));
        Transition::stay()
    }

    pub(super) fn choose(&mut self, mut choosing: Choosing, action: Action) -> Transition {
        let turn = match action {
            Action::Close => return Transition::stay(),
            Action::Confirm if choosing.chosen().is_empty() => Transition::notice(session::MARK_ONE),
            Action::Confirm => command(Command::SecondRound(choosing.chosen())),
            Action::Toggle => {
                choosing.toggle();
                Transition::stay()
            }
            _ => {
                choosing.cursor = moved(Some(choosing.cursor), choosing.causes.len(), action).unwrap_or(0);
                Transition::stay()
            }
        };
        self.opened = Some(Opened::Choosing(choosing));
        turn
    }
}

/// A first step being taken on.
#[derive(Debug, Clone)]
pub struct Acting {
    /// The cause that it is about.
    pub cause: Id,
    /// The short name of the cause.
    pub name: String,
    /// What is typed.
    pub step: FirstStep,
    /// Whether it was handed over, and what comes of it is not known yet.
    pub(super) sent: bool,
}

impl Room {
    pub(super) fn take_on(&mut self) -> Transition {
        let taken = self.view().record.as_ref().map_or(0, |record| record.actions().len());
        if taken >= ACTIONS_MAX {
            return Transition::notice(format!(
                "{ACTIONS_MAX} steps are taken on already. More are seldom followed up."
            ));
        }
        let Some(cause) = self.pinned() else { return Transition::stay() };
        let step = FirstStep::of(Some(cause), self.view().record.as_ref().map_or(&[], |record| record.actions()));
        let acting = Acting { cause: cause.id.clone(), name: cause.name.clone(), step, sent: false };
        self.opened = Some(Opened::Acting(Box::new(acting)));
        Transition::stay()
    }

    /// On or back in what is typed; it stays open until it is known to be kept.
    pub(super) fn type_on(&mut self, mut acting: Box<Acting>, action: Action, today: Date) -> Transition {
        let turn = match action {
            Action::Confirm if acting.sent => Transition::stay(),
            action => match acting.act(action, today) {
                Some(turn) => turn,
                None => return Transition::stay(),
            },
        };
        self.opened = Some(Opened::Acting(acting));
        turn
    }
}

impl Acting {
    /// Takes a key; none where that gives it up.
    fn act(&mut self, action: Action, today: Date) -> Option<Transition> {
        Some(match self.step.act(action, today) {
            Next::Left => return None,
            Next::Asked => Transition::stay(),
            Next::Not(why) => Transition::notice(why),
            Next::Done(due) => {
                self.sent = true;
                let (intent, plan) = self.step.intent(self.cause.clone(), due);
                let (step, owner) = (intent.step.to_owned(), intent.owner.to_owned());
                command(Command::TakeOn { cause: intent.cause, step, owner, due, plan })
            }
        })
    }
}
