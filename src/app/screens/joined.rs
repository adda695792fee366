//! In the session: answering as alone, and what there is to read before and after.

use std::sync::Arc;

use crate::app::Scroll;
use crate::app::keys::{
    Action, BACK, Binding, CLOSE_LEVEL, ESCAPE_BACK, FIRST, HELP, Key, LAST, LEAVE, LINE_DOWN, LINE_UP, PAGE_DOWN,
    PAGE_UP, WRONG_SIDE, digits, key,
};
use crate::app::pages::{Block, Question, passages};
use crate::app::record::Assessment;
use crate::app::screens::answering::{Answering, From, Next, View};
use crate::app::screens::contexts::KeyContext;
use crate::app::screens::guessing::{self, Guessing};
use crate::app::screens::{Ctx, ScreenState, Transition};
use crate::app::update::Effect;
use crate::domain::id::Token;
use crate::domain::record::{Head, Kind, Record};
use crate::domain::response::Response;
use crate::live::room::{ParticipantView, Phase, Shown, ShownCause};
use crate::request::ParticipantRequest;
use crate::wording::keys::choose_to;
use crate::wording::participant::{self as words, Device};
use crate::wording::{Part, actions, guess, sentence, trend};

/// A place that is taken.
#[derive(Debug, Clone)]
pub struct Joined {
    pub view: Arc<ParticipantView>,
    /// Whether the place is kept when the person leaves.
    pub returns: bool,
    /// The statements of the round that is open.
    answering: Option<Answering>,
    /// The guesses after them, while they are what is asked.
    guessing: Option<Guessing>,
    device: Device,
    /// Whether another side is being chosen.
    choosing_side: bool,
    /// How far the page is scrolled, where one is shown instead of the statements.
    pub page: Option<Scroll>,
    /// Why the latest answers were refused, if they were.
    pub refused: Option<String>,
    /// Whether a second round was announced and has not been begun.
    announced: bool,
}

impl Joined {
    pub(super) fn new(view: Arc<ParticipantView>, returns: bool, device: Device, ctx: &mut Ctx<'_>) -> Self {
        let mut taken = Self {
            view: Arc::clone(&view),
            returns,
            answering: None,
            guessing: None,
            device,
            choosing_side: false,
            page: Some(Scroll::default()),
            refused: None,
            announced: false,
        };
        taken.turn_to(view, ctx);
        taken
    }

    /// The statements, while they are what is shown.
    pub(super) fn shown(&self) -> Option<&Answering> {
        if self.page.is_some() || self.choosing_side || self.guessing.is_some() { None } else { self.open() }
    }

    /// The guesses, while they are what is shown.
    pub fn guessing(&self) -> Option<&Guessing> {
        self.guessing.as_ref().filter(|_| self.page.is_none() && !self.choosing_side)
    }

    /// The statements, while answers are taken.
    fn open(&self) -> Option<&Answering> {
        self.answering.as_ref().filter(|_| self.view.progress.is_answering())
    }

    /// How many statements have an answer, and how many there are, while they can be changed.
    pub fn progress(&self) -> Option<(usize, usize)> {
        let assessment = &self.open()?.assessment;
        Some((assessment.answered(), assessment.questionnaire().len()))
    }

    pub(super) const fn record(&self) -> Option<&Record> {
        match (&self.guessing, &self.answering) {
            (Some(guessing), _) => Some(guessing.assessment.record()),
            (None, Some(answering)) => Some(answering.assessment.record()),
            (None, None) => None,
        }
    }

    pub(super) fn place(&self) -> KeyContext {
        if self.choosing_side {
            return KeyContext::OtherSide;
        }
        if let Some(guessing) = self.guessing() {
            return guessing.place();
        }
        match (self.shown(), self.open()) {
            (Some(answering), _) => answering.place(),
            (None, Some(_)) if self.announced => KeyContext::Announced,
            (None, Some(_)) => KeyContext::Handed,
            (None, None) => KeyContext::Participating,
        }
    }

    /// The sides to choose from, and the one that stands, while another is being chosen.
    pub(super) fn other_side(&self) -> Option<Question<'_>> {
        let sides = self.view.questionnaire.head().sides.iter();
        let chosen = sides.clone().position(|side| side.id == self.view.person.side);
        self.choosing_side.then(|| Question {
            text: words::WHICH_SIDE.to_owned(),
            help: words::what_stays(self.view.progress.guesses(&self.view.questionnaire) > 0),
            options: sides.map(|side| side.name.clone()).collect(),
            chosen,
            field: None,
        })
    }

    pub(super) fn sides(&self) -> usize {
        self.view.questionnaire.head().sides.len()
    }

    fn choose_side(&mut self, action: Action) -> Transition {
        let Action::Pick(at) = action else {
            self.choosing_side = action != Action::Close;
            return Transition::stay();
        };
        let sides = &self.view.questionnaire.head().sides;
        let Some(side) = sides.get(at) else {
            return Transition::notice(choose_to(sides.len()));
        };
        self.choosing_side = false;
        Transition::effect(Effect::Participant(ParticipantRequest::Side(side.id.clone())))
    }

    /// How far the page is scrolled, while one is shown.
    pub(super) fn scroll(&self) -> Option<Scroll> {
        match self.guessing() {
            Some(guessing) => guessing.scroll(),
            None if self.choosing_side => None,
            None => self.page,
        }
    }

    pub(super) fn scroll_mut(&mut self) -> Option<&mut Scroll> {
        match &mut self.guessing {
            _ if self.choosing_side => None,
            Some(guessing) if self.page.is_none() => guessing.scroll_mut(),
            _ => self.page.as_mut(),
        }
    }

    pub(super) fn act(&mut self, action: Action, ctx: &mut Ctx<'_>) -> Transition {
        if self.choosing_side {
            return self.choose_side(action);
        }
        if action == Action::WrongSide && self.view.progress.changes_sides() {
            self.choosing_side = true;
            return Transition::stay();
        }
        if self.page.is_none() && self.guessing.is_some() {
            return self.guess(action, ctx);
        }
        let open = self.answering.as_mut().filter(|_| self.view.progress.is_answering());
        match (&mut self.page, open) {
            (Some(_), Some(answering)) if matches!(action, Action::Back | Action::Items) => {
                if action == Action::Items {
                    answering.view = View::Items { cursor: 0, from: From::Review };
                }
                self.page = None;
                self.announced = false;
            }
            (Some(page), _) => page.act(action),
            (None, Some(answering)) => match answering.step(action, ctx) {
                Next::Stay(turn) => return turn,
                Next::Finish => return self.finish(ctx),
            },
            (None, None) => {}
        }
        Transition::stay()
    }

    /// Guesses; what was guessed is in the record that the statements are in.
    fn guess(&mut self, action: Action, ctx: &mut Ctx<'_>) -> Transition {
        let Some(guessing) = &mut self.guessing else { return Transition::stay() };
        let next = guessing.step(action, ctx);
        if let Some(answering) = &mut self.answering {
            answering.assessment = guessing.assessment.clone();
        }
        let save = match next {
            guessing::Next::Stay(turn) => return turn,
            guessing::Next::Back => None,
            guessing::Next::Finish(save) => {
                self.page = Some(Scroll::default());
                save
            }
        };
        self.guessing = None;
        save.map_or_else(Transition::stay, Transition::effect)
    }

    /// What the person is asked to guess in this round, if anything.
    fn guesses(&self) -> Option<Guessing> {
        let view = &self.view;
        let side = view.progress.guessed(&view.questionnaire, &view.person.side)?;
        let assessment = self.open()?.assessment.clone();
        let guesses = assessment.guess_items().count();
        Some(Guessing::announced(assessment, words::guessing(self.device, &side.name, guesses)))
    }

    /// Waits for the others, after the guesses where there are any. What is left open is left open.
    fn finish(&mut self, ctx: &mut Ctx<'_>) -> Transition {
        self.guessing = self.guesses();
        self.page = self.guessing.is_none().then(Scroll::default);
        match &self.answering {
            Some(answering) if answering.assessment.unanswered().is_empty() => {
                Transition::effect(ctx.keeping.save(answering.assessment.record()))
            }
            _ => Transition::effect(Effect::Participant(ParticipantRequest::Finish)),
        }
    }

    /// Takes in how the person stands now. Whoever is answering is not disturbed.
    pub(super) fn moved_on(&mut self, view: Arc<ParticipantView>, ctx: &mut Ctx<'_>) {
        let of = |view: &ParticipantView| {
            let progress = &view.progress;
            (progress.phase, progress.round, progress.pinned.clone(), view.person.side.clone())
        };
        if of(&self.view) == of(&view) {
            self.view = view;
        } else {
            self.turn_to(view, ctx);
        }
    }

    /// What there is to read while nothing is to be answered.
    pub(super) fn read(&self, is_kiosk: bool) -> Vec<Block> {
        let mut page = match self.progress() {
            Some((answered, of)) if is_kiosk => {
                let texts = [words::finished_at_laptop(answered, of), words::HAND_ON.to_owned()];
                [Block::Title(words::THANKS.to_owned())].into_iter().chain(texts.map(Block::Text)).collect()
            }
            Some((_, of)) if self.announced => announced(&self.view, of),
            Some(progress) => handed(&self.view, progress),
            None => waiting(&self.view, self.device),
        };
        let refused = self.refused.as_ref().map(|why| Block::Text(words::refused(why)));
        let at = page.len().min(1);
        page.splice(at..at, refused);
        page
    }

    /// Where answering goes on after a stop, it goes on where it was, with whatever the session has not taken yet.
    fn turn_to(&mut self, view: Arc<ParticipantView>, ctx: &mut Ctx<'_>) {
        let (was, now) = (&self.view.progress, &view.progress);
        let is_same = was.round == now.round && matches!(was.phase, Phase::Answering | Phase::Stopped);
        // What was guessed is of the other side of the one before.
        let is_same = is_same && self.view.person.side == view.person.side;
        let goes_on = is_same && self.answering.is_some();
        match now.phase {
            Phase::Answering if goes_on => {}
            Phase::Answering => self.answering = begin(&view, ctx),
            Phase::Stopped if is_same => {}
            _ => self.answering = None,
        }
        let (is_open, has_done) = (now.is_answering(), view.is_finished());
        self.announced = view.is_before_second_round();
        self.view = view;
        if !goes_on {
            // Whoever comes back goes on where they were, which may be amid the guesses.
            let amid = has_done && !self.view.person.finished;
            self.guessing = self.guesses().filter(|_| amid).and_then(Guessing::after_the_last);
        }
        let has_done = has_done && self.guessing.is_none();
        self.page = (!is_open || self.answering.is_none() || has_done || self.announced).then(Scroll::default);
        if is_open {
            self.refused = None;
        }
        self.choosing_side &= self.view.progress.changes_sides();
    }
}

/// The statements of this round, with what the session holds of the person's answers.
fn begin(view: &ParticipantView, ctx: &mut Ctx<'_>) -> Option<Answering> {
    let [record, response] = ctx.at.chance;
    let questionnaire = match view.progress.causes.as_slice() {
        [] => Arc::clone(&view.questionnaire),
        causes => Arc::new(view.questionnaire.of_causes(causes)?),
    };
    let begun = Head::begun(Token::new(record), Kind::Solo, ctx.at.now.timestamp(), questionnaire.head().min_people);
    let head = Head { label: view.label.clone(), ..begun };
    let given = view.person.response(view.progress.round, &questionnaire);
    let response = Response { id: Token::new(response), ..given };
    let assessment = Assessment::new(Record::new(head, questionnaire, vec![response]).ok()?, true)?;
    if assessment.answered() > 0 {
        ctx.keeping.found(assessment.record());
    }
    Some(Answering::at_the_first_gap(assessment))
}

/// What a second round asks, before its first statement.
fn announced(view: &ParticipantView, statements: usize) -> Vec<Block> {
    let causes: Vec<&str> = view.again.iter().map(String::as_str).collect();
    let blocks = words::again(&causes, statements).map(Block::Text);
    [Block::Title(words::SECOND_ROUND.to_owned())].into_iter().chain(blocks).collect()
}

/// What the room was shown, for whoever wants to read or copy it.
fn shown(shown: &Shown) -> Vec<Block> {
    let mut page = vec![Block::Title(words::SHOWN.to_owned()), Block::Text(shown.summary.clone())];
    page.extend(shown.causes.iter().map(|cause| Block::Text(cause.sentence.clone())));
    if !shown.causes.is_empty() {
        page.push(Block::Quiet(format!("{}. {}", shown.people, words::SCALE)));
    }
    page.extend(part(guess::EXPECTED, &shown.guesses));
    page.extend(part(trend::SECOND_ROUND, &shown.second));
    page.extend(part(actions::TAKEN_ON, &shown.steps));
    page
}

fn part(title: &str, lines: &[String]) -> Vec<Block> {
    let title = (!lines.is_empty()).then(|| Block::Title(title.to_owned()));
    title.into_iter().chain(lines.iter().cloned().map(Block::Text)).collect()
}

/// Everything is answered, or was left open, while others go on.
fn handed(view: &ParticipantView, (answered, of): (usize, usize)) -> Vec<Block> {
    let mut page = vec![Block::Title(words::THANKS.to_owned()), Block::Text(words::finished(answered, of))];
    page.push(Block::Text(words::OTHERS_FINISH.to_owned()));
    let closing = &view.questionnaire.head().closing;
    if !closing.is_empty() {
        page.extend([Block::Title(words::TO_THINK_ABOUT.to_owned()), Block::Text(closing.clone())]);
    }
    page.push(Block::Quiet(words::SCREEN_MOVES_ON.to_owned()));
    page
}

fn waiting(view: &ParticipantView, device: Device) -> Vec<Block> {
    if view.progress.phase == Phase::Revealed && view.pinned().is_some() {
        return discussed(view);
    }
    let (heading, lines) = view.waiting(device);
    let mut page = vec![Block::Title(heading.to_owned())];
    page.extend(lines.into_iter().map(Block::Text));
    page.extend(view.shown.iter().flat_map(|reveal| shown(reveal)));
    let is_over = view.progress.phase == Phase::Ended;
    page.push(Block::Quiet(if is_over { words::NOTHING_MORE } else { words::SCREEN_MOVES_ON }.to_owned()));
    page
}

/// The pinned cause, without its remedy: that is for the big screen.
fn discussed(view: &ParticipantView) -> Vec<Block> {
    let Some(cause) = view.pinned() else { return Vec::new() };
    let is_told =
        |part: Part| matches!(part, Part::Heading | Part::Situation | Part::Experience | Part::ExperienceNote);
    let mut page = vec![Block::Title(cause.name.clone()), Block::Quiet(words::DISCUSSED.to_owned())];
    page.extend(part(words::FOR_BOTH_SIDES, &cause.prompts));
    page.extend(view.shown.as_ref().and_then(|shown| shown.cause(&cause.id)).map(figures).unwrap_or_default());
    page.extend(passages(&view.questionnaire, cause, is_told));
    page.push(Block::Quiet(words::NO_EVIDENCE.to_owned()));
    page
}

/// How everyone answered the pinned cause, as the room was shown it.
fn figures(cause: &ShownCause) -> Vec<Block> {
    let severity = cause.severity.map(|points| format!("{points} of 100, ")).unwrap_or_default();
    let sides = cause.sides.iter().chain(&cause.gap).cloned().map(Block::Text);
    let figure = Block::Text(sentence(&format!("{severity}{}", cause.band)));
    [Block::Title(words::EVERYONE.to_owned()), figure].into_iter().chain(sides).collect()
}

const BEGIN: Binding = key(&[Key::Enter], Action::Back, "begin");
const TO_ANSWERS: Binding = key(BACK, Action::Back, words::TO_ANSWERS);
const STATEMENTS: Binding = key(&[Key::Char('/')], Action::Items, "all statements");
const NEXT_PERSON: Binding = key(&[Key::Enter, Key::Char('n')], Action::HandOver, "next person");
const TO_FACILITATOR: Binding = key(&[Key::Esc], Action::Close, words::TO_FACILITATOR);

pub(super) const PARTICIPATING_KEYS: &[Binding] =
    &[LINE_UP, LINE_DOWN, PAGE_UP, PAGE_DOWN, FIRST, LAST, WRONG_SIDE, CLOSE_LEVEL, HELP, LEAVE];
pub(super) const OTHER_SIDE_KEYS: &[Binding] = &[digits(words::ANSWER_FOR_SIDE), ESCAPE_BACK, HELP, LEAVE];
pub(super) const ANNOUNCED_KEYS: &[Binding] =
    &[BEGIN, LINE_UP, LINE_DOWN, PAGE_UP, PAGE_DOWN, FIRST, LAST, CLOSE_LEVEL, HELP, LEAVE];
pub(super) const HANDED_KEYS: &[Binding] = &[
    LINE_UP, LINE_DOWN, TO_ANSWERS, STATEMENTS, WRONG_SIDE, PAGE_UP, PAGE_DOWN, FIRST, LAST, CLOSE_LEVEL, HELP, LEAVE,
];
pub(super) const HANDED_BACK_KEYS: &[Binding] =
    &[NEXT_PERSON, TO_FACILITATOR, LINE_UP, LINE_DOWN, PAGE_UP, PAGE_DOWN, FIRST, LAST, HELP, LEAVE];
