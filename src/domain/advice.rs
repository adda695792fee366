//! Which remedies to show: those of elevated and severe causes, worst first, and no others.

use super::analysis::{Analysis, CauseResult, Order};
use super::questionnaire::Tension;

/// The causes whose remedies are shown, worst first.
#[must_use]
pub fn raised(analysis: &Analysis) -> Vec<CauseResult<'_>> {
    analysis.causes(Order::Severity).into_iter().filter(CauseResult::is_raised).collect()
}

/// The places where the source pulls against itself, of which all causes are in `shown`.
#[must_use]
pub fn tensions<'a>(analysis: &'a Analysis, shown: &[CauseResult<'_>]) -> Vec<&'a Tension> {
    let is_shown = |id| shown.iter().any(|result| &result.cause.id == id);
    analysis.questionnaire().head().tensions.iter().filter(|tension| tension.causes.iter().all(is_shown)).collect()
}
