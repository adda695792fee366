//! A result of several people in sentences, for those who read or hear it line by line.

mod summary;

pub use summary::summary;

use jiff::Zoned;

use super::super::told::beside;
use super::super::{dates, gap, reveal};
use super::{LOOK_AT_SPREAD, MANY_LACK, agreement, hidden, people, people_behind, withheld};
use crate::domain::agreement::Agreement;
use crate::domain::analysis::figures::{Average, Figures, Spread};
use crate::domain::analysis::several::{Several, SeveralCause};
use crate::domain::disclosure::{Hidden, side_least};
use crate::domain::everyone::Interval;
use crate::domain::questionnaire::{MARKETING, SALES, Side};
use crate::domain::record::Head;
use crate::domain::severity::Band;

/// Whose view a result is: `view of 12 people: Sales 6, Marketing 6`; a later round is named.
pub fn heading(several: &Several) -> String {
    let round = if several.round() > 1 { format!("round {}, ", several.round()) } else { String::new() };
    format!("{round}the view of {}", people(several))
}

/// When several people answered, in days that stay true.
pub fn occasion(head: &Head, now: &Zoned) -> String {
    let begun = dates::day(head.created, now);
    match head.finished.map(|at| dates::day(at, now)) {
        None => format!("Begun on {begun}, not finished."),
        Some(finished) if finished == begun => format!("Answered on {finished}."),
        Some(finished) => format!("Answered from {begun} to {finished}."),
    }
}

/// What "withheld" means, and from how many people on there are figures.
pub fn withheld_explained(several: &Several) -> String {
    let least = usize::try_from(several.head().min_people).unwrap_or(usize::MAX);
    let sides = if side_least(least) > least {
        format!(", of a side for {} or more", side_least(least))
    } else {
        String::new()
    };
    format!(
        "Figures are shown for {least} people or more{sides}, and only where they give nobody's answers away, not even by \
         subtraction. Withheld is not the same as no data: people did answer."
    )
}

/// Said where only one of Sales and Marketing answered.
pub fn one_sided(several: &Several) -> Option<String> {
    let named = |id: &str| several.sides().find(|(side, _)| side.id.as_str() == id);
    let (sales, marketing) = (named(SALES)?, named(MARKETING)?);
    let (there, missing) = match (sales, marketing) {
        ((there, 1..), (missing, 0)) | ((missing, 0), (there, 1..)) => (&there.name, &missing.name),
        _ => return None,
    };
    Some(format!(
        "{missing} has not answered, so this is one side's view: {there}'s. Ask the other side too, and compare before \
         you act."
    ))
}

/// A row of the chart, numbered by its place there:
/// `1. Lead mismatch: 58 of 100, mixed; 12 people; gap +24, possible.` The rank is told as one person's is.
pub fn row(several: &Several, number: usize, cause: &SeveralCause<'_>) -> String {
    let name = &cause.cause.name;
    let total = match &cause.figures.total {
        Ok(total) => total.average,
        Err(why) => return format!("{number}. {name}: no figure, {}.", hidden(*why)),
    };
    let band = several.questionnaire().head().bands.of(total.mean.band());
    let people = people_behind(&total);
    let gap = cause.figures.gap;
    let gap = gap.map(|one| format!("; gap {}, {}", gap::signed(one.difference), gap::verdict(one.verdict)));
    let rank = cause.rank.map(|rank| beside(number, rank)).unwrap_or_default();
    format!("{number}. {name}: {} of 100, {band}{rank}; {people}{}.", total.mean.shown(), gap.unwrap_or_default())
}

/// One side's figure, or why there is none: `Sales: 70, plausibly 55 to 85; 12 people.`
pub fn average_side(side: &Side, figure: Result<Average, Hidden>) -> String {
    let figure = match figure {
        Ok(figure) => figure,
        Err(why) => return format!("{}: {}.", side.name, hidden(why)),
    };
    let people = people_behind(&figure);
    let landing = match figure.interval {
        Interval::None => String::new(),
        Interval::AllIdentical => ", all gave the same score".to_owned(),
        Interval::Within(limits) => format!(", plausibly {}", gap::ends(limits.cut(0.0, 100.0), "to")),
    };
    format!("{}: {}{landing}; {people}.", side.name, figure.mean.shown())
}

/// How people spread around an average: how many rate it high, per band, and how close they are.
pub fn spread(several: &Several, spread: &Spread) -> String {
    let names = &several.questionnaire().head().bands;
    let bands = spread.bands.map(|bands| reveal::bands(bands, &Band::ALL.map(|band| names.of(band).to_owned())));
    let bands = bands.map_or_else(String::new, |bands| format!(" ({bands})"));
    let raised = super::raised(spread, names).map(|raised| format!("{raised}{bands}."));
    let close = spread.agreement.map(|close| format!("Their answers are {}.", agreement(close)));
    let look = (spread.agreement == Some(Agreement::FarApart)).then(|| LOOK_AT_SPREAD.to_owned());
    raised.into_iter().chain(close).chain(look).collect::<Vec<_>>().join(" ")
}

/// What both sides see alike, a sentence a cause: `Both sides see Goals apart as elevated.`
pub fn common_ground(several: &Several) -> Vec<String> {
    let names = &several.questionnaire().head().bands;
    let told = |cause: &SeveralCause<'_>| {
        let band = several.common_band(cause)?;
        Some(format!("Both sides see {} as {}.", cause.cause.name, names.of(band)))
    };
    several.common_ground().iter().filter_map(told).collect()
}

/// Said before the remedy of a cause that the sides see differently:
/// `Sales and Marketing see this differently (86 and 54): talk before you act.`
pub fn talk_before(several: &Several, cause: &SeveralCause<'_>) -> Option<String> {
    let (sales, marketing) = several.both_sides(cause.figures).filter(|_| cause.is_talk_first())?;
    let name = |id: &str| several.sides().find(|(side, _)| side.id.as_str() == id).map_or("", |(side, _)| &side.name);
    Some(format!(
        "{} and {} see this differently ({} and {}): talk before you act.",
        name(SALES),
        name(MARKETING),
        sales.mean.shown(),
        marketing.mean.shown()
    ))
}

/// What is to be minded about the figures of a cause whose total is shown.
pub fn notes(figures: &Figures) -> Vec<String> {
    withheld(figures.withheld).into_iter().chain(figures.many_lack.then(|| MANY_LACK.to_owned())).collect()
}
