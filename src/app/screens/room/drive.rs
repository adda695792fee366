//! The keys of each phase, and what they do: commands, questions that are asked first, moving about.

use jiff::civil::Date;

use crate::app::input::moved;
use crate::app::keys::{
    Action, Binding, CLOSE_LEVEL, DOWN, ESCAPE_BACK, FIRST, HELP, Key, LAST, LEAVE, LEAVE_QUIETLY, LINE_DOWN, LINE_UP,
    MORE_TOO, NO, ONE_ABOVE, ONE_BELOW, ORDER, PAGE_DOWN, PAGE_UP, UP, key, more,
};
use crate::app::message::Effect;
use crate::app::screens::first_step::{FirstStep, Next};
use crate::app::screens::room::{Asked, Opened, Role, Room, Stage, Way, command};
use crate::app::screens::{Transition, to_seat};
use crate::domain::action::ACTIONS_MAX;
use crate::domain::id::Id;
use crate::live::room::{Away, Command, Phase, ROUNDS, Showing};
use crate::wording::{room, session};

const SCAN_OPEN: Binding = key(&[Key::Char('f')], Action::Scan, "big code");
const SCAN_LATER: Binding = more(&[Key::Char('f')], Action::Scan, "big code");
const LOCK: Binding = key(&[Key::Char('l')], Action::Lock, "lock/unlock");
const LOCK_TOO: Binding = more(&[Key::Char('l')], Action::Lock, "lock/unlock");
const FREE: Binding = more(&[Key::Char('p')], Action::FreePlaces, "free places")
    .meaning("free the places of those who are not heard of and hold no answer");
const RENAME: Binding =
    more(&[Key::Char('r')], Action::Rename, "another name").meaning("give the session another name");
const BLANK_OUT: Binding = key(&[Key::Char('b'), Key::Char('.')], Action::Blank, "blank");
const BLANK_OUT_TOO: Binding = more(&[Key::Char('b'), Key::Char('.')], Action::Blank, "blank");
const CHANGES: Binding = key(&[Key::Char('t')], Action::Changes, "change");
const SECOND: Binding = key(&[Key::Char('2')], Action::SecondRound, "2nd round");
const END: Binding = key(&[Key::Char('E')], Action::EndSession, "end");
/// What a presenter's remote sends too.
const FIGURE_NEXT: Binding = more(&[Key::Right, Key::PageDown], Action::Next, "to the next figure");
const FIGURE_BEFORE: Binding = more(&[Key::Left, Key::PageUp], Action::Previous, "to the figure before");
const UP_TOO: Binding = more(UP, Action::Up, "up");
const DOWN_TOO: Binding = more(DOWN, Action::Down, "down");
pub const LOBBY_KEYS: &[Binding] = &[
    key(&[Key::Enter], Action::Confirm, "start"),
    SCAN_OPEN,
    LOCK,
    BLANK_OUT_TOO,
    END,
    RENAME,
    FREE,
    UP_TOO,
    DOWN_TOO,
    PAGE_UP,
    PAGE_DOWN,
    CLOSE_LEVEL,
    MORE_TOO,
    HELP,
    LEAVE,
];
pub const ANSWERING_KEYS: &[Binding] = &[
    key(&[Key::Char('n')], Action::HandOver, "next person"),
    key(&[Key::Char('c')], Action::StopAnswering, "stop answering"),
    key(&[Key::Char('t')], Action::StopsSoon, "stops in 2 minutes")
        .meaning("let phones and terminals say that answering stops in 2 minutes, or take that back"),
    key(&[Key::Char('u')], Action::GoOn, "no 2nd round")
        .meaning("take the second round back, before anybody has answered"),
    SCAN_LATER,
    LOCK_TOO,
    BLANK_OUT,
    RENAME,
    FREE,
    UP_TOO,
    DOWN_TOO,
    PAGE_UP,
    PAGE_DOWN,
    CLOSE_LEVEL,
    MORE_TOO,
    HELP,
    LEAVE,
];
pub const STOPPED_KEYS: &[Binding] = &[
    key(&[Key::Enter], Action::Confirm, "reveal").meaning("reveal the figures, for good"),
    key(&[Key::Char('u')], Action::GoOn, "go on").meaning("let people answer again"),
    SCAN_LATER,
    LOCK_TOO,
    FREE,
    RENAME,
    BLANK_OUT,
    END,
    UP_TOO,
    DOWN_TOO,
    PAGE_UP,
    PAGE_DOWN,
    CLOSE_LEVEL,
    MORE_TOO,
    HELP,
    LEAVE,
];
pub const CLOSING_KEYS: &[Binding] = &[UP_TOO, DOWN_TOO, PAGE_UP, PAGE_DOWN, CLOSE_LEVEL, HELP, LEAVE];
pub const CLOSED_KEYS: &[Binding] = &[
    key(&[Key::Enter], Action::Confirm, "reveal"),
    BLANK_OUT,
    END,
    RENAME,
    UP_TOO,
    DOWN_TOO,
    PAGE_UP,
    PAGE_DOWN,
    SCAN_LATER,
    CLOSE_LEVEL,
    MORE_TOO,
    HELP,
    LEAVE,
];
pub const CHART_KEYS: &[Binding] = &[
    ONE_ABOVE,
    ONE_BELOW,
    key(&[Key::Enter], Action::Confirm, "discuss"),
    FIGURE_NEXT,
    FIGURE_BEFORE,
    ORDER,
    SECOND,
    CHANGES,
    BLANK_OUT,
    END,
    RENAME,
    FIRST,
    LAST,
    SCAN_LATER,
    CLOSE_LEVEL,
    MORE_TOO,
    HELP,
    LEAVE,
];
pub const UNSHOWN_KEYS: &[Binding] = &[
    SECOND, CHANGES, BLANK_OUT, END, RENAME, LINE_UP, LINE_DOWN, PAGE_UP, PAGE_DOWN, SCAN_LATER, CLOSE_LEVEL, MORE_TOO,
    HELP, LEAVE,
];
pub const CHANGE_KEYS: &[Binding] = &[
    LINE_UP,
    LINE_DOWN,
    key(&[Key::Char('t')], Action::Changes, "first round"),
    BLANK_OUT,
    END,
    RENAME,
    PAGE_UP,
    PAGE_DOWN,
    FIRST,
    LAST,
    SCAN_LATER,
    more(&[Key::Esc], Action::Close, "to the first round"),
    MORE_TOO,
    HELP,
    LEAVE,
];
pub const CAUSE_KEYS: &[Binding] = &[
    UP_TOO,
    DOWN_TOO,
    key(&[Key::Right, Key::PageDown], Action::Next, "next").meaning("the next question, then the next cause"),
    more(&[Key::Left, Key::PageUp], Action::Previous, "the question before"),
    key(&[Key::Char('d')], Action::Answers, "answers").meaning("show how everyone answered, or hide it"),
    key(&[Key::Char('s')], Action::Article, "article").meaning("show what the article says, or hide it"),
    more(&[Key::Char('v')], Action::Remedy, "remedy").meaning("show the article's remedy, or hide it"),
    key(&[Key::Char('a')], Action::TakeOn, "step").meaning("take on a step"),
    BLANK_OUT_TOO,
    more(&[Key::Char('2')], Action::SecondRound, "second round"),
    more(&[Key::Char('E')], Action::EndSession, "end"),
    RENAME,
    more(&[Key::Char(' ')], Action::PageDown, "page down"),
    FIRST,
    LAST,
    SCAN_LATER,
    key(&[Key::Esc, Key::Backspace], Action::Close, "back"),
    MORE_TOO,
    HELP,
    LEAVE,
];
pub const CHOOSING_KEYS: &[Binding] = &[
    ONE_ABOVE,
    ONE_BELOW,
    key(&[Key::Char(' ')], Action::Toggle, "mark"),
    key(&[Key::Enter], Action::Confirm, "ask again").meaning("ask the marked causes again"),
    FIRST,
    LAST,
    ESCAPE_BACK,
    HELP,
    LEAVE,
];
pub const ENDED_KEYS: &[Binding] = &[UP_TOO, DOWN_TOO, PAGE_UP, PAGE_DOWN, CLOSE_LEVEL, HELP, LEAVE];
pub const BLANK_KEYS: &[Binding] =
    &[more(&[Key::Char('b'), Key::Char('.'), Key::Esc], Action::Close, "show it again"), LEAVE_QUIETLY];
pub const SCAN_KEYS: &[Binding] = &[key(&[Key::Esc, Key::Char('f'), Key::Enter], Action::Close, "back"), HELP, LEAVE];
pub const END_ASKED_KEYS: &[Binding] =
    &[key(&[Key::Char('y')], Action::Confirm, "end it"), key(NO, Action::Close, "not yet"), LEAVE_QUIETLY];
pub const LEAVE_ASKED_KEYS: &[Binding] = &[
    key(&[Key::Char('y'), Key::Char('q')], Action::Confirm, "leave"),
    key(&[Key::Esc, Key::Char('n')], Action::Close, "stay"),
    LEAVE_QUIETLY,
];

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
