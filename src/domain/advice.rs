//! Where to start, and which remedies to show: those of elevated and severe causes, worst first, and no others.

use std::cmp::Reverse;

use super::analysis::{Analysis, CauseResult, Order};
use super::id::Id;
use super::questionnaire::{Questionnaire, Tension};
use super::severity::{Band, Severity, are_close};

/// The causes whose remedies are shown, worst first.
pub fn raised(analysis: &Analysis) -> Vec<CauseResult<'_>> {
    analysis.causes(Order::Severity).into_iter().filter(CauseResult::is_raised).collect()
}

/// The causes to start with: the worst of those whose remedies are shown, and those that are close to it. The one that
/// was answered most fully comes first, then the worst.
pub fn start(analysis: &Analysis) -> Vec<CauseResult<'_>> {
    let mut leading = raised(analysis);
    let Some(worst) = leading.iter().copied().max_by_key(standing) else { return Vec::new() };
    let is_close = |result: &CauseResult<'_>| {
        let pair = result.score.severity.zip(worst.score.severity);
        pair.is_some_and(|(one, other)| are_close((one, &result.cause.items), (other, &worst.cause.items)))
    };
    leading.retain(is_close);
    leading.sort_by_key(|result| Reverse((share_answered(result), standing(result))));
    leading
}

/// How severe, of equal ones how fully answered, of equal ones how early.
fn standing(result: &CauseResult<'_>) -> (Option<i64>, usize, Reverse<usize>) {
    (result.score.severity.map(Severity::millionths), share_answered(result), Reverse(result.place))
}

/// What share of a cause was answered, in millionths.
fn share_answered(result: &CauseResult<'_>) -> usize {
    1_000_000 * result.score.answered / result.score.of.max(1)
}

/// The moderate causes, worth a question where nothing is worse.
pub fn moderate(analysis: &Analysis) -> Vec<CauseResult<'_>> {
    let is_moderate = |result: &CauseResult<'_>| result.band() == Some(Band::Mixed);
    analysis.causes(Order::Severity).into_iter().filter(is_moderate).collect()
}

/// The places where the source pulls against itself, of which all causes are in `shown`.
pub fn tensions<'a>(analysis: &'a Analysis, shown: &[CauseResult<'_>]) -> Vec<&'a Tension> {
    tensions_among(analysis.questionnaire(), &shown.iter().map(|result| &result.cause.id).collect::<Vec<_>>())
}

/// The same for causes by their ids.
pub fn tensions_among<'a>(questionnaire: &'a Questionnaire, shown: &[&Id]) -> Vec<&'a Tension> {
    let is_shown = |id| shown.contains(&id);
    questionnaire.head().tensions.iter().filter(|tension| tension.causes.iter().all(is_shown)).collect()
}
