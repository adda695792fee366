//! What one person in the room may see, whatever their screen runs on; and what the room was shown, for every participant
//! to read and to keep, which holds nothing that the big screen does not show, and comes of the same figures.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Mark, Person, Phase, Progress, Setup};
use crate::domain::analysis::{EveryoneAnalysis, EveryoneCause, Order};
use crate::domain::id::Id;
use crate::domain::questionnaire::{Cause, Item, Questionnaire, Side};
use crate::domain::record::Record;
use crate::domain::severity::{Band, Severity};
use crate::domain::text::Label;
use crate::domain::trend::of_rounds;
use crate::wording::participant::{
    Device, Outcome, PUT_TOGETHER, SCREEN, STOPPED, answers_for, saved, stops as stops_in, waiting,
};
use crate::wording::{figures, guess, mark, participant, several, trend};

#[derive(Debug, Clone, PartialEq)]
pub struct PersonView {
    pub setup: Arc<Setup>,
    pub progress: Progress,
    pub person: Arc<Person>,
    /// How many responses the record holds, by round, once it is there.
    pub kept: BTreeMap<u8, usize>,
    /// The result, while the room is shown it and once it was; [`Progress::shown`] says how much of it.
    pub record: Option<Arc<Record>>,
}

impl PersonView {
    /// The names of the causes that a second round asks once more; none in the first.
    pub fn again(&self) -> Vec<&str> {
        let asked = |cause: &&Cause| self.progress.round > 1 && self.progress.causes.contains(&cause.id);
        self.setup.questionnaire.causes().iter().filter(asked).map(|cause| cause.name.as_str()).collect()
    }

    /// Whether a second round is open, of which the person has answered nothing yet.
    pub fn is_before_second_round(&self) -> bool {
        self.progress.is_answering() && self.progress.round > 1 && self.person.marks.is_empty() && !self.person.finished
    }

    /// The guesses that the person is asked for, as statements, and the side that is guessed; none where none are.
    pub fn guesses(&self) -> Option<(Questionnaire, &Side)> {
        let asked = &self.setup.questionnaire;
        let side = self.progress.guessed(asked, &self.person.side)?;
        Some((asked.guessed_as_statements(&self.person.side)?, side))
    }

    pub fn answered(&self) -> usize {
        self.person.answered(&self.setup.questionnaire)
    }

    pub fn mark(&self, item: &Id) -> Option<Mark> {
        self.person.marks.get(item).copied()
    }

    /// The cause that the room talks about, while it does. Of no other a participant may be told.
    pub fn discussed(&self) -> Option<&Cause> {
        let pinned = self.progress.discussed()?;
        self.setup.questionnaire.causes().iter().find(|cause| &cause.id == pinned)
    }
}

/// What the screen of one participant draws from: nothing about anybody else but how far the session is.
#[derive(Debug, Clone, PartialEq)]
pub struct ParticipantView {
    pub questionnaire: Arc<Questionnaire>,
    pub label: Label,
    /// What stands in place of the name for a while.
    pub notice: Option<String>,
    pub rehearsal: bool,
    pub progress: Progress,
    pub person: Arc<Person>,
    /// How many responses the record holds, by round, once it is there.
    pub kept: BTreeMap<u8, usize>,
    /// The cause that the room talks about, while it does: as far as participants are told of it.
    pub discussed: Option<Arc<Cause>>,
    /// The names of the causes that a second round asks once more; none in the first, and none on a laptop that is
    /// passed round.
    pub again: Vec<String>,
    pub shown: Option<Arc<Shown>>,
    pub least: usize,
}

impl From<&PersonView> for ParticipantView {
    fn from(view: &PersonView) -> Self {
        Self {
            questionnaire: Arc::clone(&view.setup.questionnaire),
            label: view.setup.label.clone(),
            notice: view.progress.stops.map(|stops| stops_in(stops.minutes)),
            rehearsal: view.setup.rehearsal,
            progress: view.progress.clone(),
            person: Arc::clone(&view.person),
            kept: view.kept.clone(),
            discussed: view.discussed().cloned().map(Arc::new),
            again: Vec::new(),
            shown: None,
            least: view.progress.least_shown(&view.setup.questionnaire),
        }
    }
}

impl ParticipantView {
    #[must_use = "iterators are lazy"]
    pub fn asked(&self) -> impl Iterator<Item = &Item> + Clone {
        self.progress.asked(&self.questionnaire)
    }

    pub fn pinned(&self) -> Option<&Cause> {
        self.discussed.as_deref()
    }

    /// Whether a second round is open, of which the person has answered nothing yet.
    pub fn is_before_second_round(&self) -> bool {
        self.progress.is_answering() && !self.again.is_empty() && self.person.marks.is_empty() && !self.person.finished
    }

    pub fn side(&self) -> &str {
        self.questionnaire.side(&self.person.side).map_or("", |side| &side.name)
    }

    /// Whether the person answered everything, or said that they have finished.
    pub fn is_finished(&self) -> bool {
        self.person.finished || self.asked().all(|item| self.person.marks.contains_key(&item.id))
    }

    pub fn outcome(&self) -> Outcome {
        Outcome {
            answered: self.kept.get(&self.progress.round).copied().unwrap_or(0),
            kept: self.kept.values().copied().max().unwrap_or(0),
            least: self.least,
            rehearsal: self.rehearsal,
            shown: self.progress.phase.spec().shows_figures,
        }
    }

    fn saved(&self) -> String {
        saved(self.asked().filter(|item| self.person.marks.contains_key(&item.id)).count(), self.asked().count())
    }

    /// What the person reads while there is nothing to answer: a heading, and sentences.
    pub fn waiting(&self, device: Device) -> (&'static str, Vec<String>) {
        let (outcome, untied) = (self.outcome(), device.untied());
        let lines = match self.progress.phase {
            Phase::Lobby | Phase::Answering => vec![answers_for(self.side()), waiting(self.asked().count())],
            Phase::Stopped => vec![STOPPED.to_owned(), self.saved()],
            Phase::Closing | Phase::Revealing | Phase::Ending => vec![PUT_TOGETHER.to_owned()],
            Phase::Closed | Phase::Revealed => vec![outcome.result(), untied],
            Phase::Ended => vec![outcome.kept(), untied],
        };
        // On a phone the screen is understood to be the other one.
        let heading = match (self.progress.phase, device) {
            (Phase::Revealed, Device::Phone) => SCREEN,
            (phase, _) => phase.spec().heading,
        };
        (heading, lines)
    }
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    pub summary: String,
    pub people: String,
    /// What the sides expected of each other: reliefs, largest first, then blind spots, then the rest in one line.
    #[serde(default)]
    pub guesses: Vec<String>,
    /// The causes, most severe first; none where too few people answered.
    pub causes: Vec<ShownCause>,
    pub second: Vec<String>,
    pub steps: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownCause {
    pub id: Id,
    pub name: String,
    /// The mean of everyone, in whole points; none where it is not shown.
    pub severity: Option<i64>,
    /// How severe, from 1 to 4; 0 where there is no figure.
    pub level: usize,
    /// The same as four marks.
    pub mark: String,
    /// The same in a word, or why there is no figure.
    pub band: String,
    pub sides: Option<String>,
    pub gap: Option<String>,
    #[serde(default)]
    pub guesses: Vec<String>,
    /// All of it as one row is told. The key stands in what terminals of other versions read.
    #[serde(rename = "told")]
    pub sentence: String,
}

impl Shown {
    /// What the room was shown of a record, up to this round; none where it was shown nothing.
    pub fn of(record: &Record, rounds: u8) -> Option<Self> {
        if rounds == 0 {
            return None;
        }
        let first = EveryoneAnalysis::of_round(record, 1);
        let causes = if first.has_too_few() { Vec::new() } else { first.causes(Order::Severity) };
        let open = record.actions().iter().filter(|step| !step.is_dropped());
        Some(Self {
            summary: several::summary(&first),
            people: several::people(&first),
            guesses: guess::all(&first),
            causes: (1..).zip(&causes).map(|(number, cause)| shown(&first, number, cause)).collect(),
            second: if rounds > 1 { second(record) } else { Vec::new() },
            steps: open.map(participant::step).collect(),
        })
    }

    pub fn cause(&self, id: &Id) -> Option<&ShownCause> {
        self.causes.iter().find(|cause| &cause.id == id)
    }
}

fn shown(several: &EveryoneAnalysis, number: usize, cause: &EveryoneCause<'_>) -> ShownCause {
    let (severity, band) = (cause.severity(), cause.band());
    let named = |band| several.questionnaire().head().bands.of(band).to_owned();
    let why = cause.figures.total.as_ref().err().map(|why| several::hidden(*why));
    ShownCause {
        id: cause.cause.id.clone(),
        name: cause.cause.name.clone(),
        severity: severity.map(Severity::shown),
        level: band.map_or(0, Band::level),
        mark: band.map(mark).unwrap_or_default().to_owned(),
        band: band.map(named).or(why).unwrap_or_default(),
        sides: several::both_sides(several, cause.figures),
        gap: cause.figures.gap.as_ref().map(|found| figures::gap(found, several)),
        guesses: guess::of_cause(several, cause),
        sentence: several::row(several, number, cause),
    }
}

fn second(record: &Record) -> Vec<String> {
    let Some(change) = of_rounds(record) else { return Vec::new() };
    let causes = change.causes.iter().map(|cause| trend::round_sentence(record.questionnaire(), (&change, cause)));
    causes.chain(trend::round_notes(&change)).collect()
}
