//! What the screen is about: the phase of the session, or what the facilitator opened over it.

use jiff::Zoned;
use tui_input::Input;

use crate::app::keys::Action;
use crate::app::pages::{Block, Question};
use crate::app::screens::contexts::KeyContext;
use crate::app::screens::first_step::first_step;
use crate::app::screens::room::drive::Acting;
use crate::app::screens::room::{Choosing, Confirmation, Invitation, Naming, Opened, Role, Room, Way, causes, phases};
use crate::app::screens::{Ctx, ScreenState, Transition};
use crate::app::update::Msg;
use crate::app::{Scroll, Setup};
use crate::domain::questionnaire::Cause;
use crate::live::room::{Phase, ROUNDS, RoomView};
use crate::wording::{count, plan, session};

/// What the screen is about.
#[derive(Debug, Clone, Copy)]
pub enum Stage<'a> {
    Blank,
    /// The code to scan, over the whole screen.
    Scan,
    /// A question that is asked once.
    Confirming(Confirmation),
    /// The causes to ask once more.
    Choosing(&'a Choosing),
    Acting(&'a Acting),
    Naming(&'a Naming),
    Lobby,
    Answering,
    Stopped,
    /// The answers are on their way into the record.
    Closing,
    /// The answers are in the record; nothing is shown yet.
    Closed,
    Chart,
    /// What changed from the first round to the second.
    Change,
    /// The cause that is being discussed.
    Cause(&'a Cause),
    Ended,
}

impl ScreenState for Room {
    fn place(&self) -> KeyContext {
        match self.stage() {
            Stage::Blank => KeyContext::RoomBlank,
            Stage::Scan => KeyContext::RoomScan,
            Stage::Confirming(Confirmation::End) => KeyContext::RoomEndAsked,
            Stage::Confirming(Confirmation::Leave) => KeyContext::RoomLeaveAsked,
            Stage::Choosing(_) => KeyContext::RoomChoosing,
            Stage::Acting(acting) => acting.step.place(),
            Stage::Naming(_) => KeyContext::Label,
            Stage::Lobby => KeyContext::RoomLobby,
            Stage::Answering => KeyContext::RoomAnswering,
            Stage::Stopped => KeyContext::RoomStopped,
            Stage::Closing => KeyContext::RoomClosing,
            Stage::Closed => KeyContext::RoomClosed,
            Stage::Chart if self.lists_causes() => KeyContext::RoomChart,
            Stage::Chart => KeyContext::RoomUnshown,
            Stage::Change => KeyContext::RoomChange,
            Stage::Cause(_) => KeyContext::RoomCause,
            Stage::Ended => KeyContext::RoomEnded,
        }
    }

    fn update(&mut self, action: Action, ctx: &mut Ctx<'_>) -> Transition {
        match self.opened.take() {
            Some(Opened::Scan) => Transition::stay(),
            Some(Opened::Confirming(asked)) => Self::answer(asked, action),
            Some(Opened::Choosing(choosing)) => self.choose(choosing, action),
            Some(Opened::Acting(acting)) => self.type_on(acting, action, ctx.at.now.date()),
            Some(Opened::Naming(naming)) => self.type_name(naming, action),
            None => self.drive(action),
        }
    }

    fn respond(&mut self, msg: Msg, _: &mut Ctx<'_>) -> Transition {
        match msg {
            Msg::Room(seen) => self.see(seen),
            Msg::Command(Ok(())) => return self.done(),
            Msg::Command(Err(_)) => self.not_done(),
            Msg::Wrote(wrote) => self.wrote = Some(wrote),
            _ => {}
        }
        Transition::stay()
    }

    fn title(&self) -> Option<String> {
        let view = self.view();
        let title = match (self.stage(), view.progress.phase) {
            (Stage::Chart | Stage::Cause(_), _) => answered(self),
            (Stage::Change, _) => later(self),
            (Stage::Acting(_), _) => plan::TAKE_ONE_ON.to_owned(),
            (Stage::Choosing(_), _) => session::SECOND_ROUND.to_owned(),
            (Stage::Naming(_), _) => "another name".to_owned(),
            (_, Phase::Lobby) => "joining".to_owned(),
            (_, Phase::Answering) => format!("{}{}", in_round(view, "answering"), so_far(view)),
            (_, Phase::Stopped) => in_round(view, "stopped"),
            (_, Phase::Closing | Phase::Revealing | Phase::Ending) => in_round(view, "closing"),
            (_, Phase::Closed) => in_round(view, "closed"),
            (_, Phase::Revealed) => answered(self),
            (_, Phase::Ended) => "ended".to_owned(),
        };
        Some(if self.role == Role::Console { format!("your view, {title}") } else { title })
    }

    fn label(&self) -> String {
        self.view().setup.label.to_string()
    }

    fn page(&self, now: &Zoned) -> Option<Vec<Block>> {
        let mut page = match self.stage() {
            Stage::Lobby => phases::lobby(self, now),
            Stage::Answering => phases::answering(self, now),
            Stage::Stopped => phases::stopped(self),
            Stage::Closing => phases::closing(self),
            Stage::Closed => phases::closed(self),
            Stage::Cause(cause) => causes::cause(self, cause, now),
            Stage::Change => causes::change(self),
            Stage::Ended => phases::ended(self, now),
            Stage::Chart => phases::not_shown(self),
            _ => return None,
        };
        if self.role == Role::Console {
            // The lobby and a cause have the notes further up, before what is seldom read.
            if !matches!(self.stage(), Stage::Lobby | Stage::Answering | Stage::Cause(_)) {
                page.extend(phases::desk(self, now));
            }
            let after = page.iter().take_while(|block| matches!(block, Block::Warning(_))).count();
            page.insert(after, phases::next_step(self));
        }
        Some(page)
    }

    fn question(&self, _: &Setup) -> Option<Question<'_>> {
        match self.stage() {
            Stage::Acting(acting) => Some(first_step(&acting.name, self.pinned(), &acting.step)),
            Stage::Naming(naming) => Some(naming.asked()),
            _ => None,
        }
    }

    fn scroll(&self) -> Option<Scroll> {
        self.is_page().then_some(self.scroll)
    }

    fn scroll_mut(&mut self) -> Option<&mut Scroll> {
        if self.is_page() { Some(&mut self.scroll) } else { None }
    }

    fn field(&mut self) -> Option<&mut Input> {
        match &mut self.opened {
            Some(Opened::Acting(acting)) => acting.step.field(),
            Some(Opened::Naming(naming)) => Some(&mut naming.name),
            _ => None,
        }
    }

    fn holds(&self, action: Action) -> bool {
        match action {
            Action::Answers => self.has_answers(),
            Action::Remedy => matches!(self.stage(), Stage::Cause(cause) if cause.care.is_some()),
            Action::GoOn => self.view().progress.phase != Phase::Answering || self.takes_round_back(),
            Action::SecondRound => self.view().progress.round < ROUNDS,
            Action::Order => self.causes.everyone.is_some(),
            Action::Changes => self.view().progress.round > 1,
            Action::Scan | Action::StopsSoon => self.is_reached_by_phones(),
            // Nobody comes in but by the laptop that somebody hands them.
            Action::Lock => !self.is_passed_round(),
            Action::ScreenLink => self.screen_link().is_some(),
            Action::FreePlaces => self.view().sides.iter().any(|side| side.idle > 0),
            _ => true,
        }
    }
}

impl Room {
    pub fn stage(&self) -> Stage<'_> {
        match &self.opened {
            Some(Opened::Scan) => Stage::Scan,
            Some(Opened::Confirming(asked)) => Stage::Confirming(*asked),
            Some(Opened::Choosing(choosing)) => Stage::Choosing(choosing),
            Some(Opened::Acting(acting)) => Stage::Acting(acting),
            Some(Opened::Naming(naming)) => Stage::Naming(naming),
            None => self.stage_of_phase(),
        }
    }

    pub(super) fn stage_of_phase(&self) -> Stage<'_> {
        let progress = &self.view().progress;
        if progress.blank && self.role == Role::Projector && progress.phase != Phase::Ended {
            return Stage::Blank;
        }
        match progress.phase {
            Phase::Lobby => Stage::Lobby,
            Phase::Answering => Stage::Answering,
            Phase::Stopped => Stage::Stopped,
            Phase::Closing | Phase::Revealing | Phase::Ending => Stage::Closing,
            Phase::Closed => Stage::Closed,
            Phase::Revealed => match self.pinned() {
                Some(cause) => Stage::Cause(cause),
                None if self.showing.changes => Stage::Change,
                None => Stage::Chart,
            },
            Phase::Ended => Stage::Ended,
        }
    }

    /// Whether there are causes to choose from: there are once there are figures.
    pub const fn lists_causes(&self) -> bool {
        self.causes.everyone.is_some()
    }

    /// Whether the stage is a page to scroll.
    fn is_page(&self) -> bool {
        match self.stage() {
            Stage::Blank
            | Stage::Scan
            | Stage::Confirming(_)
            | Stage::Choosing(_)
            | Stage::Acting(_)
            | Stage::Naming(_) => false,
            Stage::Chart => !self.lists_causes(),
            _ => true,
        }
    }
}

fn in_round(view: &RoomView, what: &str) -> String {
    if view.progress.round > 1 { format!("round {}, {what}", view.progress.round) } else { what.to_owned() }
}

/// How long answering has gone on: `, 6 minutes`.
fn so_far(view: &RoomView) -> String {
    let minutes = view.around.clock.and_then(|clock| usize::try_from(clock.phase).ok()).filter(|minutes| *minutes > 0);
    minutes.map_or_else(String::new, |minutes| format!(", {}", count(minutes, "minute", "minutes")))
}

/// How many of those in the room answered, by side: `round 1, 21 of 24 people: Sales 12, Marketing 9`.
fn answered(room: &Room) -> String {
    let (joined, kept) = (room.view().joined(), kept(room, 1));
    let Some(everyone) = &room.causes.everyone else {
        return format!("revealed, {kept} of {joined} answered");
    };
    let several = &everyone.analysis;
    let there = several.sides().filter(|(_, people)| *people > 0);
    let sides: Vec<String> = there.map(|(side, people)| format!("{} {people}", side.name)).collect();
    let people = several.people();
    let of = if joined > people { format!("{people} of {joined} people") } else { count(people, "person", "people") };
    format!("round 1, {of}: {}", sides.join(", "))
}

/// The same of the second round: `round 2 beside round 1, 20 of 24 people`.
fn later(room: &Room) -> String {
    format!("round 2 beside round 1, {} of {}", kept(room, 2), count(room.view().joined(), "person", "people"))
}

fn kept(room: &Room, round: u8) -> usize {
    room.view().kept.get(&round).copied().unwrap_or(0)
}

/// How people still find the session: the address and the code in one line, in full and then shorter.
pub fn join(room: &Room) -> Option<[String; 2]> {
    let Way::Network(Invitation { url, code, .. }) = &*room.way else { return None };
    let short = url.strip_prefix("http://").unwrap_or(url);
    (room.view().progress.phase != Phase::Ended).then(|| [format!("{url}   code {code}"), format!("{short} {code}")])
}
