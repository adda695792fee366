//! Taking on a first step, or writing one anew: which cause, the step in one's own words, who does it, by when; and whose
//! steps are changed, one person's, those of several, or one among all.

use jiff::civil::Date;
use tui_input::Input;

use crate::app::input::moved;
use crate::app::keys::Action;
use crate::app::screens::everyone::Everyone;
use crate::app::screens::first_step::{FirstStep, Next, StepField, first_step};
use crate::app::screens::results::Results;
use crate::app::screens::steps::Steps;
use crate::app::screens::{
    Ctx, Effect, KeyContext, Msg, Question, Screen, ScreenState, Setup, Transition, back_to_plan,
};
use crate::domain::action::{self, Key};
use crate::domain::analysis::{Analysis, EveryoneAnalysis};
use crate::domain::id::Id;
use crate::domain::questionnaire::{Cause, Questionnaire, Tension};
use crate::domain::record::{Invalid, Record};
use crate::domain::severity::Severity;
use crate::request::{ReadReply, StoreRequest, Target};
use crate::wording::{keys as says, plan, several};

#[derive(Debug, Clone)]
pub struct TakingOn {
    /// Whether the cause is still being chosen.
    pub choosing: bool,
    /// The causes to choose from, as places in the order of definition.
    pub causes: Vec<usize>,
    pub cause: usize,
    pub step: FirstStep,
    /// Whose step it is, and the screen that this started from.
    pub source: Source,
    /// Where the plan stood, if this started from there.
    plan: Option<usize>,
}

#[derive(Debug, Clone)]
pub enum For {
    /// One of these causes, as places in the order of definition.
    Causes(Vec<usize>),
    Anew(Key),
}

impl ScreenState for TakingOn {
    fn place(&self) -> KeyContext {
        if self.choosing { KeyContext::Choosing } else { self.step.place() }
    }

    fn update(&mut self, action: Action, ctx: &mut Ctx<'_>) -> Transition {
        if self.choosing {
            return self.choose(action);
        }
        match self.step.act(action, ctx.at.now.date()) {
            Next::Asked => Transition::stay(),
            Next::Not(why) => Transition::notice(why),
            Next::Left if self.causes.len() < 2 => self.done(),
            Next::Left => {
                self.choosing = true;
                Transition::stay()
            }
            Next::Done(due) => self.keep(due, ctx),
        }
    }

    fn respond(&mut self, msg: Msg, ctx: &mut Ctx<'_>) -> Transition {
        match (msg, &mut self.source) {
            (msg @ Msg::Read(ReadReply::Earlier { .. }), Source::One(results)) => results.respond(msg, ctx),
            _ => Transition::stay(),
        }
    }

    fn title(&self) -> Option<String> {
        Some(if self.step.is_anew() { plan::CHANGE_A_STEP } else { plan::TAKE_ONE_ON }.to_owned())
    }

    fn question(&self, _: &Setup) -> Option<Question<'_>> {
        let name = self.about().map(|cause| cause.name.as_str()).unwrap_or_default();
        if !self.choosing {
            return Some(first_step(name, self.about(), &self.step));
        }
        let names = self.causes.iter().filter_map(|&at| self.source.cause(at));
        Some(Question {
            text: plan::WHICH_CAUSE.to_owned(),
            help: plan::ONE_AT_A_TIME.to_owned(),
            options: names.map(|cause| cause.name.clone()).collect(),
            chosen: Some(self.cause),
            field: None,
        })
    }

    fn field(&mut self) -> Option<&mut Input> {
        if self.choosing { None } else { self.step.field() }
    }

    fn record(&self) -> Option<&Record> {
        self.source.record()
    }

    fn options(&self) -> usize {
        match self.step.asked {
            StepField::Which(days, _) if !self.choosing => days.len(),
            _ => self.causes.len(),
        }
    }
}

impl TakingOn {
    /// Begins with the only cause, with choosing among several, or with a step as it was taken on. None where there is
    /// nothing to begin with.
    pub(super) fn begin(source: Source, wanted: For, plan: Option<usize>, today: Date) -> Option<Self> {
        let (causes, step) = match wanted {
            For::Causes(causes) => (causes, FirstStep::default()),
            For::Anew(key) => {
                let action = source.steps().get(source.place_of(&key)?)?;
                let place = source.questionnaire()?.causes().iter().position(|cause| cause.id == *action.cause())?;
                (vec![place], FirstStep::again(action, source.steps(), today))
            }
        };
        let is_anew = step.is_anew();
        let mut taking = Self { choosing: causes.len() > 1, causes, cause: 0, step, source, plan };
        taking.about()?;
        if !is_anew {
            taking.prefill();
        }
        Some(taking)
    }

    pub fn about(&self) -> Option<&Cause> {
        let place = *self.causes.get(self.cause)?;
        self.source.questionnaire()?.causes().get(place)
    }

    fn prefill(&mut self) {
        self.step = FirstStep::of(self.about(), self.source.steps());
    }

    fn choose(&mut self, action: Action) -> Transition {
        match action {
            Action::Close => return self.done(),
            Action::Pick(at) if at >= self.causes.len() => {
                return Transition::notice(says::choose_to(self.causes.len()));
            }
            Action::Pick(at) => self.cause = at,
            Action::Confirm => {}
            _ => {
                self.cause = moved(Some(self.cause), self.causes.len(), action).unwrap_or(0);
                return Transition::stay();
            }
        }
        self.prefill();
        self.choosing = false;
        Transition::stay()
    }

    fn done(&self) -> Transition {
        match self.plan {
            Some(cursor) => back_to_plan(self.source.clone(), cursor),
            None => Transition::go(self.source.screen()),
        }
    }

    /// Keeps what was typed in the record, and says so where it came from.
    fn keep(&mut self, due: Option<Date>, ctx: &mut Ctx<'_>) -> Transition {
        let Some(cause) = self.about().map(|cause| cause.id.clone()) else { return self.done() };
        let kept = match self.step.anew().cloned() {
            Some(key) => self.write_anew(&key, cause, due, ctx),
            None => self.take_on(cause, due, ctx),
        };
        match kept {
            Ok((effect, notice)) => Transition { effect, notice: Some(notice.to_owned()), ..self.done() },
            Err(why) => Transition::notice(plan::not_kept(&why)),
        }
    }

    fn take_on(&mut self, cause: Id, due: Option<Date>, ctx: &mut Ctx<'_>) -> Kept {
        let (intent, plan) = self.step.intent(cause, due);
        let at = ctx.at.now.timestamp();
        let effect = self.source.change(|record| record.take_on(intent, plan, at), ctx)?;
        if self.plan.is_some() {
            self.plan = Some(self.source.steps().len().saturating_sub(1));
        }
        Ok((effect, if self.plan.is_some() { plan::TAKEN_HERE } else { plan::TAKEN }))
    }

    fn write_anew(&mut self, key: &Key, cause: Id, due: Option<Date>, ctx: &mut Ctx<'_>) -> Kept {
        let Some(place) = self.source.place_of(key) else { return Ok((None, plan::GONE)) };
        let (intent, plan) = self.step.intent(cause, due);
        let effect = self.source.change(|record| record.rewrite(place, intent, plan), ctx)?;
        Ok((effect, plan::CHANGED))
    }
}

/// What is to be done outside and said, once a step is kept.
type Kept = Result<(Option<Effect>, &'static str), Invalid>;

/// The screen that a record's steps are changed from, with that record.
#[derive(Debug, Clone)]
pub enum Source {
    One(Box<Results>),
    Several(Box<Everyone>),
    All(Box<Steps>),
}

impl Source {
    pub fn questionnaire(&self) -> Option<&Questionnaire> {
        match self {
            Self::One(results) => Some(results.assessment.questionnaire()),
            Self::Several(everyone) => Some(everyone.analysis.questionnaire()),
            Self::All(steps) => steps.record().map(|record| &**record.questionnaire()),
        }
    }

    pub fn steps(&self) -> &[action::Action] {
        match self {
            Self::One(results) => results.assessment.record().actions(),
            Self::Several(everyone) => everyone.analysis.actions(),
            Self::All(steps) => steps.record().map_or(&[], Record::actions),
        }
    }

    pub fn record(&self) -> Option<&Record> {
        match self {
            Self::One(results) => Some(results.assessment.record()),
            Self::Several(everyone) => everyone.record(),
            Self::All(steps) => steps.record(),
        }
    }

    /// Whether it is ours to change.
    pub fn is_ours(&self) -> bool {
        match self {
            Self::One(results) => results.assessment.is_claimed(),
            Self::Several(_) | Self::All(_) => self.record().is_some(),
        }
    }

    /// Takes hold of the record: somebody else may have changed it since.
    pub fn claim(&self) -> Option<Effect> {
        let target: Target = match self {
            Self::One(results) => results.assessment.record().head().id.into(),
            Self::Several(everyone) => everyone.analysis.head().id.into(),
            Self::All(steps) => steps.target()?,
        };
        Some(Effect::Store(StoreRequest::Claim(target)))
    }

    /// Takes in the record as it stands now. Says whether it was the one that is in question.
    pub fn take_in(&mut self, record: Record, ctx: &Ctx<'_>) -> bool {
        let record = ctx.keeping.latest_of(record);
        match self {
            Self::One(results) => results.take_in(record),
            Self::Several(everyone) => everyone.take_in(record),
            Self::All(steps) => steps.take_in(record),
        }
    }

    pub fn place_of(&self, key: &Key) -> Option<usize> {
        self.steps().iter().position(|action| action.key() == *key)
    }

    /// Changes the record and hands it over for saving.
    pub fn change(
        &mut self,
        change: impl FnOnce(&mut Record) -> Result<(), Invalid>,
        ctx: &mut Ctx<'_>,
    ) -> Result<Option<Effect>, Invalid> {
        match self {
            Self::One(results) => results.assessment.change(change)?,
            Self::Several(everyone) => everyone.change(change)?,
            Self::All(steps) => steps.change(change)?,
        }
        Ok(self.record().map(|record| ctx.keeping.save(record)))
    }

    pub fn screen(&self) -> Screen {
        match self {
            Self::One(results) => Screen::Results((**results).clone()),
            Self::Several(everyone) => Screen::Everyone((**everyone).clone()),
            Self::All(steps) => Screen::Steps((**steps).clone()),
        }
    }

    pub fn cause(&self, place: usize) -> Option<&Cause> {
        self.questionnaire()?.causes().get(place)
    }

    /// What one person answered.
    fn person(&self) -> Option<&Analysis> {
        if let Self::One(results) = self { Some(results.assessment.analysis()) } else { None }
    }

    /// What several did.
    fn people(&self) -> Option<&EveryoneAnalysis> {
        if let Self::Several(everyone) = self { Some(&everyone.analysis) } else { None }
    }

    /// The severity of a cause, or the average, where there is one and it may be shown.
    pub fn severity(&self, place: usize) -> Option<Severity> {
        match self {
            Self::One(results) => results.assessment.analysis().cause(place)?.severity(),
            Self::Several(everyone) => everyone.analysis.cause(place)?.severity(),
            Self::All(_) => None,
        }
    }

    /// The causes that are elevated or severe, worst first, as places in the order of definition.
    pub fn raised(&self) -> Vec<usize> {
        let one = self.person().into_iter().flat_map(Analysis::raised).map(|result| result.place);
        let all = self.people().into_iter().flat_map(EveryoneAnalysis::raised).map(|result| result.place);
        one.chain(all).collect()
    }

    pub fn talk_first(&self) -> Vec<usize> {
        self.people().into_iter().flat_map(EveryoneAnalysis::talk_first).map(|result| result.place).collect()
    }

    /// What both sides see alike, a sentence a cause.
    pub fn common_ground(&self) -> Vec<String> {
        self.people().map(several::common_ground).unwrap_or_default()
    }

    pub fn moderate(&self) -> Vec<usize> {
        self.person().into_iter().flat_map(Analysis::moderate).map(|result| result.place).collect()
    }

    /// The places where the text behind the causes pulls against itself.
    pub fn tensions(&self) -> Vec<&Tension> {
        let one = self.person().map(Analysis::tensions);
        one.or_else(|| self.people().map(EveryoneAnalysis::tensions)).unwrap_or_default()
    }

    pub fn closing(&self) -> &str {
        self.questionnaire().map_or("", |questionnaire| questionnaire.head().closing.as_str())
    }
}
