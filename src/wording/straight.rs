//! A word to one person alone, whose answers are nearly all the same. It judges nobody, and no report holds it.

use crate::domain::analysis::Analysis;
use crate::domain::questionnaire::{Item, Scale};
use crate::domain::response::Answer;
use crate::domain::severity::position;

/// The fewest answers on one scale that anything is said about.
const FEWEST: usize = 12;

/// The answers of one scale that are on it.
struct OnScale<'a> {
    scale: &'a Scale,
    given: Vec<(&'a Item, i32)>,
    both_ways: bool,
}

/// Said where nine of ten answers or more on a scale are the same, though its statements run both ways.
pub fn same_answers(analysis: &Analysis) -> Option<String> {
    let told: Vec<String> = scales(analysis).iter().filter_map(told).collect();
    (!told.is_empty()).then(|| told.join(" "))
}

fn scales(analysis: &Analysis) -> Vec<OnScale<'_>> {
    let mut scales: Vec<OnScale<'_>> = Vec::new();
    let items: Vec<&Item> = analysis.questionnaire().asked().collect();
    for item in &items {
        if scales.iter().any(|known| *known.scale == *item.scale) {
            continue;
        }
        let on: Vec<&Item> = items.iter().copied().filter(|other| other.scale == item.scale).collect();
        let both_ways = on.iter().any(|item| item.reverse) && on.iter().any(|item| !item.reverse);
        let value = |item: &&'_ Item| match analysis.answer(item) {
            Some(Answer::Value(value)) => Some(value),
            Some(Answer::DoesNotApply) | None => None,
        };
        let given = on.into_iter().filter_map(|item| Some((item, value(&item)?))).collect();
        scales.push(OnScale { scale: &item.scale, given, both_ways });
    }
    scales
}

fn told(scale: &OnScale<'_>) -> Option<String> {
    let of = scale.given.len();
    let same = scale.scale.points.iter().map(|point| times(scale, point.value)).max()?;
    if !scale.both_ways || of < FEWEST || 10 * same < 9 * of {
        return None;
    }
    let good = scale.given.iter().filter(|(item, _)| item.reverse).count();
    let said = format!("You gave the same answer to {same} of {of} statements.");
    Some(match good {
        // Whoever answered one kind alone has figures that say so plainly.
        0 => said,
        _ if good == of => said,
        1 => format!("{said} 1 of the {of} describes things going well, {}", so(scale)),
        _ => format!("{said} {good} of the {of} describe things going well, {}", so(scale)),
    })
}

fn times(scale: &OnScale<'_>, value: i32) -> usize {
    scale.given.iter().filter(|(_, given)| *given == value).count()
}

/// What follows for the figures: on the whole they lie near the middle, unless one kind of statement prevails.
fn so(scale: &OnScale<'_>) -> &'static str {
    #[expect(clippy::cast_precision_loss, reason = "a few dozen answers")]
    let mean = scale.given.iter().map(|(item, value)| position(item, *value)).sum::<f64>() / scale.given.len() as f64;
    if (0.375..0.625).contains(&mean) {
        "so the figures come out near the middle."
    } else {
        "where the same answer means the opposite."
    }
}
