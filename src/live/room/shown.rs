//! What the room was shown, for every participant to read and to keep. It holds nothing that the big screen does not
//! show, and comes of the same figures.

use serde::{Deserialize, Serialize};

use crate::domain::analysis::{EveryoneAnalysis, EveryoneCause, Order};
use crate::domain::id::Id;
use crate::domain::record::Record;
use crate::domain::severity::{Band, Severity};
use crate::domain::trend::of_rounds;
use crate::wording::{gap, guess, mark, seat, several, trend};

/// What the room was shown.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// The sentence over it.
    pub summary: String,
    /// Of how many people.
    pub people: String,
    /// What the sides expected of each other: reliefs, largest first, then blind spots, then the rest in one line.
    #[serde(default)]
    pub guesses: Vec<String>,
    /// The causes, most severe first; none where too few people answered.
    pub causes: Vec<ShownCause>,
    /// What a second round changed, in sentences.
    pub second: Vec<String>,
    /// The steps that were taken on.
    pub steps: Vec<String>,
}

/// A cause with its figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownCause {
    pub id: Id,
    /// Its short name.
    pub name: String,
    /// The mean of everyone, in whole points; none where it is not shown.
    pub severity: Option<i64>,
    /// How severe, from 1 to 4; 0 where there is no figure.
    pub level: usize,
    /// The same as four marks.
    pub mark: String,
    /// The same in a word, or why there is no figure.
    pub band: String,
    /// Both sides' means, where they are shown.
    pub sides: Option<String>,
    /// What may be said of their difference, where they are shown.
    pub gap: Option<String>,
    /// What the sides expected of each other.
    #[serde(default)]
    pub guesses: Vec<String>,
    /// All of it as one row is told.
    pub told: String,
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
            steps: open.map(seat::step).collect(),
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
        gap: cause.figures.gap.as_ref().map(|found| gap::gap(found, several)),
        guesses: guess::of_cause(several, cause),
        told: several::row(several, number, cause),
    }
}

fn second(record: &Record) -> Vec<String> {
    let Some(change) = of_rounds(record) else { return Vec::new() };
    let causes = change.causes.iter().map(|cause| trend::round_sentence(record.questionnaire(), (&change, cause)));
    causes.chain(trend::round_notes(&change)).collect()
}
