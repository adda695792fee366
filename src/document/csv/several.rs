//! The table of several people: a row a cause and side, in whole points; what is withheld has its reason instead.
//!
//! What there is only once a cause, such as the gap, stands in everyone's row.

use jiff::Zoned;

use super::{COMMON, Context, TableError, maybe, table as written, text, with};
use crate::document::{ends, hundredth, ten_thousandth, whole_limits};
use crate::domain::analysis::{EveryoneAnalysis, EveryoneCause, Order};
use crate::domain::disclosure::Hidden;
use crate::domain::everyone::Average;
use crate::domain::severity::{whole, whole_difference};
use crate::domain::stats::Interval;
use crate::wording;

/// What the row of all people together has in place of a side.
const EVERYONE: &str = "everyone";

const COLUMNS: [&str; 12] =
    ["cause", "side", "n", "mean", "low", "high", "band", "withheld", "all_alike", "margin", "cause_name", "side_name"];
const SPREAD: [&str; 14] = [
    "rank",
    "left_out",
    "n_low",
    "n_mixed",
    "n_elevated",
    "n_severe",
    "sd",
    "lower_quartile",
    "median",
    "upper_quartile",
    "raised",
    "raised_low",
    "raised_high",
    "r_star",
];
const GAP: [&str; 12] = [
    "gap",
    "gap_low",
    "gap_high",
    "pairs",
    "pairs_same",
    "pairs_lower",
    "verdict",
    "delta",
    "p",
    "p_holm",
    "approximate",
    "talk_first",
];

pub(super) fn table(several: &EveryoneAnalysis, now: &Zoned) -> Result<String, TableError> {
    let context = Context {
        head: several.head(),
        questionnaire: several.questionnaire(),
        people: several.people(),
        sides: wording::several::sides(several),
        limits: wording::several::limits(several.questionnaire()),
    };
    let context = context.cells(now);
    let causes = several.causes(Order::Article);
    let rows = causes.iter().flat_map(|cause| rows(several, cause)).map(|row| with(row, &context));
    written(&[&COLUMNS[..], &SPREAD, &GAP, &COMMON].concat(), rows)
}

/// Everyone's row, then one for each side that anybody answered for.
fn rows(several: &EveryoneAnalysis, cause: &EveryoneCause<'_>) -> Vec<Vec<String>> {
    let total = cause.figures.total.as_ref().map(|total| total.average).map_err(|why| *why);
    let mut everyone = figures(several, cause, (EVERYONE, EVERYONE), total);
    everyone.extend(spread(several, cause));
    everyone.extend(gap(several, cause));
    let mut rows = vec![everyone];
    for ((side, people), average) in several.sides().zip(cause.figures.sides.iter().copied()) {
        if people > 0 {
            let mut row = figures(several, cause, (side.id.as_str(), &side.name), average);
            row.resize(COLUMNS.len() + SPREAD.len() + GAP.len(), String::new());
            rows.push(row);
        }
    }
    rows
}

fn figures(
    several: &EveryoneAnalysis,
    cause: &EveryoneCause<'_>,
    (side, name): (&str, &str),
    average: Result<Average, Hidden>,
) -> Vec<String> {
    let shown = average.ok();
    let ends = shown.as_ref().and_then(ends);
    let band = shown.map(|average| several.questionnaire().head().bands.of(average.mean.band()));
    vec![
        cause.cause.id.to_string(),
        side.to_owned(),
        maybe(shown.map(|average| average.n)),
        maybe(shown.map(|average| average.mean.shown())),
        maybe(ends.map(|(low, _)| low)),
        maybe(ends.map(|(_, high)| high)),
        text(band.unwrap_or_default()),
        average.err().map_or("", reason).to_owned(),
        maybe(shown.map(|average| average.interval == Interval::AllIdentical)),
        maybe(shown.and_then(|average| average.margin)),
        text(&cause.cause.name),
        text(name),
    ]
}

/// Why a figure is not shown, as the data in JSON says it.
const fn reason(hidden: Hidden) -> &'static str {
    match hidden {
        Hidden::NotAsked => "not_asked",
        Hidden::PerhapsNotAsked => "perhaps_not_asked",
        Hidden::NobodyAnswered => "nobody_answered",
        Hidden::TooFew(_) => "too_few",
        Hidden::ToProtect => "to_protect",
    }
}

fn spread(several: &EveryoneAnalysis, cause: &EveryoneCause<'_>) -> Vec<String> {
    let left_out = cause.figures.total.as_ref().ok().map(|_| cause.figures.withheld);
    let spread = cause.figures.spread();
    let figures = several.export(cause.place).and_then(|export| export.spread);
    let shape = figures.and_then(|figures| figures.shape);
    let raised = figures.and_then(|figures| figures.raised_share);
    let mut cells = vec![maybe(cause.rank.map(|rank| rank.number)), maybe(left_out)];
    cells.extend((0..4).map(|band| maybe(spread.and_then(|spread| spread.bands.as_ref()?.get(band)))));
    cells.extend([
        maybe(shape.map(|shape| whole(shape.sd))),
        maybe(shape.map(|shape| whole(shape.quartiles.lower))),
        maybe(shape.map(|shape| whole(shape.quartiles.median))),
        maybe(shape.map(|shape| whole(shape.quartiles.upper))),
        maybe(spread.and_then(|spread| spread.raised)),
        maybe(raised.map(|share| hundredth(share.low))),
        maybe(raised.map(|share| hundredth(share.high))),
        maybe(figures.and_then(|figures| figures.r_star).map(hundredth)),
    ]);
    cells
}

fn gap(several: &EveryoneAnalysis, cause: &EveryoneCause<'_>) -> Vec<String> {
    let gap = cause.figures.gap;
    let export = several.export(cause.place).and_then(|export| export.gap);
    let limits = gap.and_then(|gap| gap.limits).map(whole_limits);
    let pairs = gap.and_then(|gap| gap.pairs);
    vec![
        maybe(gap.map(|gap| whole_difference(gap.difference))),
        maybe(limits.map(|(low, _)| low)),
        maybe(limits.map(|(_, high)| high)),
        maybe(pairs.map(|pairs| pairs.higher)),
        maybe(pairs.map(|pairs| pairs.same)),
        maybe(pairs.map(|pairs| pairs.lower)),
        maybe(gap.map(|gap| wording::gap::verdict(gap.verdict))),
        maybe(export.map(|export| hundredth(export.delta))),
        maybe(export.map(|export| ten_thousandth(export.p))),
        maybe(export.map(|export| ten_thousandth(export.p_holm))),
        maybe(export.map(|export| export.approximate)),
        cause.is_talk_first().to_string(),
    ]
}
