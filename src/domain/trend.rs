//! What changed between two runs: of one person, or of a team.
//!
//! Two runs are set side by side, never joined by a line, and never called better because of something.

pub(crate) mod runs;
pub(crate) mod team;

use super::analysis::Analysis;
use super::everyone::Z;
use super::questionnaire::{Cause, Item, Questionnaire};
use super::severity::{Severity, answer_step};

/// What is equal on paper may differ by this much as doubles.
const NOISE: f64 = 1e-9;

/// Why two runs cannot be set side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("one is a pulse and the other a full run, and these are never set side by side")]
pub struct PulseBesideFull;

/// Which causes two runs asked about in the same way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shared {
    /// The places of the same cause in the first and in the second questionnaire.
    pub places: Vec<(usize, usize)>,
    /// The names of the causes that only one run has, or that were asked differently.
    pub changed: Vec<String>,
}

/// Finds the causes whose items are all the same in both runs.
///
/// # Errors
/// When one of them is a pulse and the other is not.
pub fn shared(first: &Questionnaire, second: &Questionnaire) -> Result<Shared, PulseBesideFull> {
    if first.is_pulse() != second.is_pulse() {
        return Err(PulseBesideFull);
    }
    let mut shared = Shared { places: Vec::new(), changed: Vec::new() };
    for (place, cause) in second.causes().iter().enumerate() {
        match first.causes().iter().position(|earlier| earlier.id == cause.id && same_items(earlier, cause)) {
            Some(earlier) => shared.places.push((earlier, place)),
            None => shared.changed.push(cause.name.clone()),
        }
    }
    let gone = first.causes().iter().filter(|cause| second.causes().iter().all(|later| later.id != cause.id));
    shared.changed.extend(gone.map(|cause| cause.name.clone()));
    Ok(shared)
}

fn same_items(one: &Cause, other: &Cause) -> bool {
    let asked = |item: &Item| other.items.iter().any(|later| same_item(item, later));
    one.items.len() == other.items.len() && one.items.iter().all(asked)
}

/// Whether two items were asked and scored alike. Their order and their hints do not matter.
fn same_item(one: &Item, other: &Item) -> bool {
    let words = one.id == other.id && one.text == other.text && one.scale == other.scale;
    words && one.reverse == other.reverse && (one.weight - other.weight).abs() <= NOISE
}

/// Two runs of one person, side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct PersonTrend {
    /// The causes that can be compared, in the order of the second run.
    pub causes: Vec<PersonCause>,
    /// The names of the causes that cannot.
    pub changed: Vec<String>,
}

/// One cause in two runs of one person.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PersonCause {
    /// Its place in the first and in the second questionnaire.
    pub places: (usize, usize),
    /// The severity in the first run.
    pub first: Option<Severity>,
    /// The severity in the second run.
    pub second: Option<Severity>,
    /// The change; none where a severity is missing.
    pub change: Option<Change>,
}

/// Compares two runs of one person.
///
/// # Errors
/// When one of them is a pulse and the other is not.
pub fn of_person(first: &Analysis, second: &Analysis) -> Result<PersonTrend, PulseBesideFull> {
    let Shared { places, changed } = shared(first.questionnaire(), second.questionnaire())?;
    let is_pulse = second.questionnaire().is_pulse();
    let cause = |places: (usize, usize)| {
        let (earlier, later) = (first.cause(places.0)?, second.cause(places.1)?);
        let (first, second) = (earlier.score.severity, later.score.severity);
        // One person's pulse moves by a full step with a single answer, so nothing is said of it.
        let threshold = (!is_pulse).then(|| threshold(later.cause));
        Some(PersonCause { places, first, second, change: change(first, second, threshold) })
    };
    Ok(PersonTrend { causes: places.into_iter().filter_map(cause).collect(), changed })
}

/// How one person's severity of one cause changed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Change {
    /// Second less first, in points.
    pub delta: f64,
    /// What may be said about it; nothing about a pulse.
    pub word: Option<ChangeWord>,
}

/// What may be said about one person's change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeWord {
    /// Higher by a full answer step or more.
    Higher,
    /// Lower by a full answer step or more.
    Lower,
    /// Less than that: it comes and goes without any change.
    Wobble,
}

/// The change of one person's severity; none where one of the two is missing.
pub fn change(first: Option<Severity>, second: Option<Severity>, threshold: Option<f64>) -> Option<Change> {
    let delta = second?.points() - first?.points();
    let word = threshold.map(|threshold| match delta {
        delta if delta.abs() < threshold - NOISE => ChangeWord::Wobble,
        delta if delta > 0.0 => ChangeWord::Higher,
        _ => ChangeWord::Lower,
    });
    Some(Change { delta, word })
}

/// The least change in points that is more than a wobble: a full answer step on the coarsest scale,
/// or what the standard error of measurement says where a retest study gave one (Jacobson and Truax 1991).
pub fn threshold(cause: &Cause) -> f64 {
    cause.sem.map_or_else(|| answer_step(&cause.items), reliable_change)
}

/// The least change in points that measurement error alone makes in one of twenty people.
pub fn reliable_change(sem: f64) -> f64 {
    Z * std::f64::consts::SQRT_2 * sem
}
