//! The keys of each phase, and what they do: commands, questions that are asked first, moving about.

use jiff::civil::Date;

use crate::app::input::moved;
use crate::app::keys::{
    Action, Binding, CLOSE_LEVEL, DOWN, ESCAPE_BACK, FIRST, HELP, Key, LAST, LEAVE, LEAVE_QUIETLY, LINE_DOWN, LINE_UP,
    MORE_TOO, NO, ONE_ABOVE, ONE_BELOW, ORDER, PAGE_DOWN, PAGE_UP, UP, key, more,
};
use crate::app::screens::first_step::{FirstStep, Next};
use crate::app::screens::room::{Confirmation, Opened, Role, Room, Stage, Way, command};
use crate::app::screens::{Transition, to_seat};
use crate::app::update::Effect;
use crate::domain::action::ACTIONS_MAX;
use crate::domain::id::Id;
use crate::live::room::{Away, Command, Phase, ROUNDS, Showing};
use crate::wording::{room, session};

const START: Binding = key(&[Key::Enter], Action::Confirm, "start");
const SCAN: Binding = key(&[Key::Char('f')], Action::Scan, "big code");
const SCAN_LATER: Binding = more(&[Key::Char('f')], Action::Scan, "big code");
const LOCK: Binding = key(&[Key::Char('l')], Action::Lock, "lock/unlock");
const LOCK_TOO: Binding = more(&[Key::Char('l')], Action::Lock, "lock/unlock");
const FREE: Binding = more(&[Key::Char('p')], Action::FreePlaces, "free places").meaning(session::FREE_PLACES);
const RENAME: Binding = more(&[Key::Char('r')], Action::Rename, "another name").meaning(session::RENAME);
const BLANK: Binding = key(BLANKS, Action::Blank, "blank");
const BLANK_TOO: Binding = more(BLANKS, Action::Blank, "blank");
const BLANKS: &[Key] = &[Key::Char('b'), Key::Char('.')];
const HAND_OVER: Binding = key(&[Key::Char('n')], Action::HandOver, "next person");
const STOP: Binding = key(&[Key::Char('c')], Action::StopAnswering, "stop answering");
const STOPS_SOON: Binding =
    key(&[Key::Char('t')], Action::StopsSoon, "stops in 2 minutes").meaning(session::STOPS_SOON);
const NO_SECOND: Binding = key(&[Key::Char('u')], Action::GoOn, "no 2nd round").meaning(session::TAKE_ROUND_BACK);
const REVEAL: Binding = key(&[Key::Enter], Action::Confirm, "reveal");
const REVEAL_FIRST: Binding = REVEAL.meaning(session::REVEAL_FOR_GOOD);
const GO_ON: Binding = key(&[Key::Char('u')], Action::GoOn, "go on").meaning(session::ANSWER_AGAIN);
const CHANGES: Binding = key(&[Key::Char('t')], Action::Changes, "change");
const FIRST_ROUND: Binding = key(&[Key::Char('t')], Action::Changes, "first round");
const TO_FIRST_ROUND: Binding = more(&[Key::Esc], Action::Close, session::TO_FIRST_ROUND);
const SECOND: Binding = key(&[Key::Char('2')], Action::SecondRound, "2nd round");
const SECOND_TOO: Binding = more(&[Key::Char('2')], Action::SecondRound, "second round");
const END: Binding = key(&[Key::Char('E')], Action::EndSession, "end");
const END_TOO: Binding = more(&[Key::Char('E')], Action::EndSession, "end");
const DISCUSS: Binding = key(&[Key::Enter], Action::Confirm, "discuss");
/// What a presenter's remote sends too.
const FIGURE_NEXT: Binding = more(&[Key::Right, Key::PageDown], Action::Next, session::NEXT_FIGURE);
const FIGURE_BEFORE: Binding = more(&[Key::Left, Key::PageUp], Action::Previous, session::FIGURE_BEFORE);
const QUESTION_NEXT: Binding = key(&[Key::Right, Key::PageDown], Action::Next, "next").meaning(session::NEXT_QUESTION);
const QUESTION_BEFORE: Binding = more(&[Key::Left, Key::PageUp], Action::Previous, session::QUESTION_BEFORE);
const ANSWERS: Binding = key(&[Key::Char('d')], Action::Answers, "answers").meaning(session::SHOW_ANSWERS);
const ARTICLE: Binding = key(&[Key::Char('s')], Action::Article, "article").meaning(session::SHOW_ARTICLE);
const REMEDY: Binding = more(&[Key::Char('v')], Action::Remedy, "remedy").meaning(session::SHOW_REMEDY);
const STEP: Binding = key(&[Key::Char('a')], Action::TakeOn, "step").meaning(session::TAKE_A_STEP);
const SPACE_DOWN: Binding = more(&[Key::Char(' ')], Action::PageDown, "page down");
const BACK: Binding = key(&[Key::Esc, Key::Backspace], Action::Close, "back");
const MARK: Binding = key(&[Key::Char(' ')], Action::Toggle, "mark");
const ASK_AGAIN: Binding = key(&[Key::Enter], Action::Confirm, "ask again").meaning(session::ASK_AGAIN);
const UP_TOO: Binding = more(UP, Action::Up, "up");
const DOWN_TOO: Binding = more(DOWN, Action::Down, "down");

pub const LOBBY_KEYS: &[Binding] = &[
    START, SCAN, LOCK, BLANK_TOO, END, RENAME, FREE, UP_TOO, DOWN_TOO, PAGE_UP, PAGE_DOWN, CLOSE_LEVEL, MORE_TOO, HELP,
    LEAVE,
];
pub const ANSWERING_KEYS: &[Binding] = &[
    HAND_OVER, STOP, STOPS_SOON, NO_SECOND, SCAN_LATER, LOCK_TOO, BLANK, RENAME, FREE, UP_TOO, DOWN_TOO, PAGE_UP,
    PAGE_DOWN, CLOSE_LEVEL, MORE_TOO, HELP, LEAVE,
];
pub const STOPPED_KEYS: &[Binding] = &[
    REVEAL_FIRST, GO_ON, SCAN_LATER, LOCK_TOO, FREE, RENAME, BLANK, END, UP_TOO, DOWN_TOO, PAGE_UP, PAGE_DOWN,
    CLOSE_LEVEL, MORE_TOO, HELP, LEAVE,
];
pub const CLOSING_KEYS: &[Binding] = &[UP_TOO, DOWN_TOO, PAGE_UP, PAGE_DOWN, CLOSE_LEVEL, HELP, LEAVE];
pub const CLOSED_KEYS: &[Binding] =
    &[REVEAL, BLANK, END, RENAME, UP_TOO, DOWN_TOO, PAGE_UP, PAGE_DOWN, SCAN_LATER, CLOSE_LEVEL, MORE_TOO, HELP, LEAVE];
pub const CHART_KEYS: &[Binding] = &[
    ONE_ABOVE, ONE_BELOW, DISCUSS, FIGURE_NEXT, FIGURE_BEFORE, ORDER, SECOND, CHANGES, BLANK, END, RENAME, FIRST, LAST,
    SCAN_LATER, CLOSE_LEVEL, MORE_TOO, HELP, LEAVE,
];
pub const UNSHOWN_KEYS: &[Binding] = &[
    SECOND, CHANGES, BLANK, END, RENAME, LINE_UP, LINE_DOWN, PAGE_UP, PAGE_DOWN, SCAN_LATER, CLOSE_LEVEL, MORE_TOO,
    HELP, LEAVE,
];
pub const CHANGE_KEYS: &[Binding] = &[
    LINE_UP, LINE_DOWN, FIRST_ROUND, BLANK, END, RENAME, PAGE_UP, PAGE_DOWN, FIRST, LAST, SCAN_LATER, TO_FIRST_ROUND,
    MORE_TOO, HELP, LEAVE,
];
pub const CAUSE_KEYS: &[Binding] = &[
    UP_TOO, DOWN_TOO, QUESTION_NEXT, QUESTION_BEFORE, ANSWERS, ARTICLE, REMEDY, STEP, BLANK_TOO, SECOND_TOO, END_TOO,
    RENAME, SPACE_DOWN, FIRST, LAST, SCAN_LATER, BACK, MORE_TOO, HELP, LEAVE,
];
pub const CHOOSING_KEYS: &[Binding] = &[ONE_ABOVE, ONE_BELOW, MARK, ASK_AGAIN, FIRST, LAST, ESCAPE_BACK, HELP, LEAVE];
pub const ENDED_KEYS: &[Binding] = CLOSING_KEYS;
pub const BLANK_KEYS: &[Binding] =
    &[more(&[Key::Char('b'), Key::Char('.'), Key::Esc], Action::Close, session::SHOW_AGAIN), LEAVE_QUIETLY];
pub const SCAN_KEYS: &[Binding] = &[key(&[Key::Esc, Key::Char('f'), Key::Enter], Action::Close, "back"), HELP, LEAVE];
pub const END_ASKED_KEYS: &[Binding] =
    &[key(&[Key::Char('y')], Action::Confirm, "end it"), key(NO, Action::Close, "not yet"), LEAVE_QUIETLY];
pub const LEAVE_ASKED_KEYS: &[Binding] = &[
    key(&[Key::Char('y'), Key::Char('q')], Action::Confirm, "leave"),
    key(&[Key::Esc, Key::Char('n')], Action::Close, "stay"),
    LEAVE_QUIETLY,
];

impl Room {
    pub(super) fn answer(asked: Confirmation, action: Action) -> Transition {
        match (asked, action) {
            (Confirmation::End, Action::Confirm) => command(Command::End),
            (Confirmation::Leave, Action::Confirm) => Transition::effect(Effect::Quit),
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
            (_, Action::EndSession) => self.open(Opened::Confirming(Confirmation::End)),
            (_, Action::StopsSoon) => command(Command::StopsSoon(self.view().progress.stops.is_none())),
            (_, Action::StopAnswering) => command(Command::Stop),
            (Stage::Stopped, Action::GoOn) => command(Command::GoOn),
            (Stage::Answering, Action::GoOn) if self.takes_round_back() => command(Command::NoSecondRound),
            (Stage::Answering, Action::HandOver) if self.is_passed_round() => to_seat(Box::new(self.clone())),
            (Stage::Lobby, Action::Confirm) => command(Command::Start),
            (Stage::Stopped | Stage::Closed, Action::Confirm) => command(Command::Reveal),
            (_, Action::SecondRound) => self.second_round(),
            (_, Action::Changes) | (Stage::Change, Action::Close) => self.turn_to_changes(),
            (Stage::Cause(_), action) => self.discuss(action),
            (Stage::Chart, action) if self.lists_causes() => self.act_on_chart(action),
            (_, action) => self.read(action),
        }
    }

    fn read(&mut self, action: Action) -> Transition {
        self.scroll.act(action);
        Transition::stay()
    }

    pub(super) fn open(&mut self, opened: Opened) -> Transition {
        self.opened = Some(opened);
        Transition::stay()
    }

    fn scan(&mut self) -> Transition {
        match &*self.way {
            Way::Network(_) => self.open(Opened::Scan),
            Way::Kiosk => Transition::notice(session::NO_CODE),
        }
    }

    /// Copies the link to the big screen. It is told only where the facilitator alone reads.
    fn copy_screen_link(&self) -> Transition {
        let Some(link) = self.screen_link() else { return Transition::stay() };
        let notice = if self.role == Role::Console { room::link_copied(link) } else { room::LINK_COPIED.to_owned() };
        Transition::notice(notice).with(Effect::Copy(link.to_owned()))
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
    fn act(&mut self, action: Action) {
        match self.causes.get_mut(self.cursor) {
            Some((_, chosen)) if action == Action::Toggle => *chosen = !*chosen,
            _ => self.cursor = moved(Some(self.cursor), self.causes.len(), action).unwrap_or(0),
        }
    }
}

impl Room {
    fn second_round(&mut self) -> Transition {
        if self.view().progress.round >= ROUNDS {
            return Transition::notice(session::last_round(ROUNDS));
        }
        let causes = self.causes.listed(&self.seen).iter().map(|cause| (cause.id.clone(), false)).collect();
        self.open(Opened::Choosing(Choosing { causes, cursor: self.causes.row() }))
    }

    pub(super) fn choose(&mut self, mut choosing: Choosing, action: Action) -> Transition {
        let chosen = choosing.causes.iter().filter(|(_, chosen)| *chosen).map(|(id, _)| id.clone());
        let turn = match (action, chosen.collect::<Vec<Id>>()) {
            (Action::Close, _) => return Transition::stay(),
            (Action::Confirm, none) if none.is_empty() => Transition::notice(session::MARK_ONE),
            (Action::Confirm, chosen) => command(Command::SecondRound(chosen)),
            _ => {
                choosing.act(action);
                Transition::stay()
            }
        };
        self.opened = Some(Opened::Choosing(choosing));
        turn
    }
}

#[derive(Debug, Clone)]
pub struct Acting {
    pub cause: Id,
    pub name: String,
    pub step: FirstStep,
    /// Whether it was handed over, and what comes of it is not known yet.
    pub(super) sent: bool,
}

impl Room {
    fn take_on(&mut self) -> Transition {
        if self.steps().len() >= ACTIONS_MAX {
            return Transition::notice(session::no_more_steps());
        }
        let Some(cause) = self.pinned() else { return Transition::stay() };
        let step = FirstStep::of(Some(cause), self.steps());
        let acting = Acting { cause: cause.id.clone(), name: cause.name.clone(), step, sent: false };
        self.open(Opened::Acting(Box::new(acting)))
    }

    /// On or back in what is typed; it stays open until it is known to be kept.
    pub(super) fn type_on(&mut self, mut acting: Box<Acting>, action: Action, today: Date) -> Transition {
        let turn = match action {
            Action::Confirm if acting.sent => Transition::stay(),
            action => match acting.step.act(action, today) {
                Next::Left => return Transition::stay(),
                Next::Asked => Transition::stay(),
                Next::Not(why) => Transition::notice(why),
                Next::Done(due) => {
                    acting.sent = true;
                    let (intent, plan) = acting.step.intent(acting.cause.clone(), due);
                    let (step, owner) = (intent.step.to_owned(), intent.owner.to_owned());
                    command(Command::TakeOn { cause: intent.cause, step, owner, due, plan })
                }
            },
        };
        self.opened = Some(Opened::Acting(acting));
        turn
    }
}
