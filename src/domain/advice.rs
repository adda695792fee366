//! Which remedies to show: those of elevated and severe causes, worst first, and no others.

use super::analysis::{Analysis, CauseResult, Order};
use super::id::Id;
use super::questionnaire::{Questionnaire, Tension};

/// The causes whose remedies are shown, worst first.
#[must_use]
pub fn raised(analysis: &Analysis) -> Vec<CauseResult<'_>> {
    analysis.causes(Order::Severity).into_iter().filter(CauseResult::is_raised).collect()
}

/// The places where the source pulls against itself, of which all causes are in `shown`.
#[must_use]
pub fn tensions<'a>(analysis: &'a Analysis, shown: &[CauseResult<'_>]) -> Vec<&'a Tension> {
    tensions_among(analysis.questionnaire(), &shown.iter().map(|result| &result.cause.id).collect::<Vec<_>>())
}

/// The same for causes by their ids.
#[must_use]
pub fn tensions_among<'a>(questionnaire: &'a Questionnaire, shown: &[&Id]) -> Vec<&'a Tension> {
    let is_shown = |id| shown.contains(&id);
    questionnaire.head().tensions.iter().filter(|tension| tension.causes.iter().all(is_shown)).collect()
}
