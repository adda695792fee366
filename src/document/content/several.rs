//! The report of several people. It shows nothing finer than whole points.

use jiff::Zoned;

use super::common::{actions, hints, paragraphs};
use super::parts::{Advice, Detail, Dumbbell, Figure, GapTold, Interval, Mark, Row, Talk};
use super::stacked::{diverging, in_bands, unit};
use super::{Content, asked, bands};
use crate::domain::action::Action;
use crate::domain::analysis::{EveryoneAnalysis, EveryoneCause, Order};
use crate::domain::disclosure::Hidden;
use crate::domain::everyone::{Average, Total};
use crate::domain::questionnaire::{BandNames, MARKETING, SALES, Side};
use crate::domain::severity::whole;
use crate::domain::stats;
use crate::wording;

pub(super) fn content<'a>(several: &'a EveryoneAnalysis, taken: &'a [Action], now: &Zoned) -> Content<'a> {
    let questionnaire = several.questionnaire();
    let causes = several.causes(Order::Severity);
    let raised = several.raised();
    let unit = unit(&causes);
    Content {
        language: &questionnaire.head().language,
        several: true,
        label: several.head().label.as_str(),
        title: &questionnaire.head().title,
        heading: wording::several::heading(several),
        occasion: wording::several::occasion(several.head(), now),
        asked: asked(questionnaire),
        bands: bands(questionnaire),
        legend: wording::legend(questionnaire),
        // Where nothing is shown at all, the summary says so once.
        chart: (1..)
            .zip(&causes)
            .filter(|_| !several.has_too_few())
            .map(|(at, cause)| row(several, at, cause))
            .collect(),
        summary: wording::several::summary(several),
        notes: notes(several),
        talk: several.talk_first().iter().map(|cause| talk(several, cause)).collect(),
        common_ground: wording::several::common_ground(several),
        no_advice: raised.is_empty().then(|| wording::several::no_advice(several)),
        unknown: None,
        ask_about: Vec::new(),
        tensions: several.tensions().into_iter().map(|one| one.text.as_str()).collect(),
        advice: (1..).zip(&raised).map(|(number, cause)| remedy(several, number, cause)).collect(),
        again: None,
        actions: actions(questionnaire, taken, now),
        details: causes.iter().filter_map(|cause| detail(several, cause, unit)).collect(),
        closing: &questionnaire.head().closing,
        ask: wording::several::one_sided(several),
        limits: wording::several::limits(questionnaire),
    }
}

fn names(several: &EveryoneAnalysis) -> &BandNames {
    &several.questionnaire().head().bands
}

fn notes(several: &EveryoneAnalysis) -> Vec<String> {
    // What was not asked is not withheld.
    let hides_people = |why: &Hidden| !matches!(why, Hidden::NotAsked | Hidden::PerhapsNotAsked);
    let hides = |cause: &EveryoneCause<'_>| {
        let averages = sides(several, cause);
        cause.figures.withheld > 0
            || averages.iter().any(|(_, average)| average.as_ref().err().is_some_and(hides_people))
    };
    let explained = !several.has_too_few() && several.causes(Order::Article).iter().any(hides);
    let explained = explained.then(|| wording::several::withheld_explained(several));
    wording::gap::notes(several).into_iter().chain(explained).collect()
}

fn figure<'a>(several: &'a EveryoneAnalysis, cause: &EveryoneCause<'_>) -> Option<Figure<'a>> {
    cause.severity().map(|mean| Figure::whole(mean, names(several)))
}

fn row<'a>(several: &'a EveryoneAnalysis, number: usize, cause: &EveryoneCause<'a>) -> Row<'a> {
    let total = cause.figures.total.as_ref();
    Row {
        rank: wording::rank(cause.rank),
        name: &cause.cause.name,
        told: wording::several::row(several, number, cause),
        figure: figure(several, cause),
        grounds: total.map(|total| grounds(&total.average)).unwrap_or_default(),
        missing: total.err().map(|why| wording::several::hidden(*why)).unwrap_or_default(),
        interval: total.ok().and_then(|total| interval(&total.average)),
        sides: dumbbell(several, cause),
        gap: cause.figures.gap.map(|gap| GapTold {
            difference: wording::gap::signed(gap.difference),
            word: wording::gap::verdict(gap.verdict),
            told: wording::gap::gap(&gap, several),
        }),
    }
}

/// How many people, with how far their average can be off where it has no interval: `7 (±20)`.
fn grounds(average: &Average) -> String {
    average.margin.map_or_else(|| average.n.to_string(), |points| format!("{} (±{points})", average.n))
}

fn interval(average: &Average) -> Option<Interval> {
    match average.interval {
        stats::Interval::Within(limits) => {
            let cut = limits.cut(0.0, 100.0);
            Some(Interval { low: whole(cut.low), high: whole(cut.high) })
        }
        stats::Interval::None | stats::Interval::AllIdentical => None,
    }
}

fn dumbbell<'a>(several: &'a EveryoneAnalysis, cause: &EveryoneCause<'_>) -> Option<Dumbbell<'a>> {
    let (sales, marketing) = (side(several, cause, SALES)?, side(several, cause, MARKETING)?);
    let letter = |side: &Side| side.name.chars().next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    let mut letters = [letter(sales.0), letter(marketing.0)];
    if letters[0] == letters[1] {
        letters = ["S".to_owned(), "M".to_owned()];
    }
    let [first, second] = letters;
    let mark = |(side, average): (&'a Side, Average), letter| Mark {
        letter,
        name: &side.name,
        at: average.mean.shown(),
        people: average.n,
    };
    Some(Dumbbell { sales: mark(sales, first), marketing: mark(marketing, second) })
}

fn side<'a>(several: &'a EveryoneAnalysis, cause: &EveryoneCause<'_>, id: &str) -> Option<(&'a Side, Average)> {
    let (side, average) = sides(several, cause).into_iter().find(|(side, _)| side.id.as_str() == id)?;
    Some((side, average.ok()?))
}

/// The sides that anybody answered for, each with its average or why that is not shown.
fn sides<'a>(several: &'a EveryoneAnalysis, cause: &EveryoneCause<'_>) -> Vec<(&'a Side, Result<Average, Hidden>)> {
    let averages = cause.figures.sides.iter().copied();
    let all = several.sides().zip(averages).filter(|((_, people), _)| *people > 0);
    all.map(|((side, _), average)| (side, average)).collect()
}

fn told_of_sides(several: &EveryoneAnalysis, cause: &EveryoneCause<'_>) -> Vec<String> {
    let sides = sides(several, cause);
    let sides = sides.into_iter().map(|(side, average)| wording::several::average_side(side, average));
    let gap = cause.figures.gap;
    let pairs = gap.and_then(|gap| wording::gap::pairs(&gap, several));
    let gap = gap.map(|gap| wording::gap::gap(&gap, several));
    sides.chain(gap).chain(pairs).collect()
}

fn talk<'a>(several: &'a EveryoneAnalysis, cause: &EveryoneCause<'a>) -> Talk<'a> {
    Talk { name: &cause.cause.name, told: told_of_sides(several, cause), prompts: &cause.cause.prompts }
}

fn remedy<'a>(several: &'a EveryoneAnalysis, number: usize, cause: &EveryoneCause<'a>) -> Advice<'a> {
    Advice {
        name: &cause.cause.name,
        row: wording::several::row(several, number, cause),
        talk_before: wording::several::talk_before(several, cause),
        figure: figure(several, cause),
        paragraphs: paragraphs(several.questionnaire(), cause.cause),
        told: wording::paragraphs(several.questionnaire(), cause.cause),
    }
}

/// What stands behind a figure; none where there is no figure.
fn detail<'a>(several: &'a EveryoneAnalysis, cause: &EveryoneCause<'a>, unit: f64) -> Option<Detail<'a>> {
    let total = cause.figures.total.as_ref().ok()?;
    let spread = total.spread.as_ref();
    let counted = spread.map(|spread| cause.cause.items.iter().zip(&spread.items)).into_iter().flatten();
    Some(Detail {
        name: &cause.cause.name,
        figure: figure(several, cause),
        told: told(several, cause, total),
        hints: if spread.is_some() { hints(cause.cause) } else { Vec::new() },
        answers: Vec::new(),
        bands: spread.map(|spread| in_bands(several, spread)).unwrap_or_default(),
        items: counted.map(|(item, counts)| diverging(item, counts, unit)).collect(),
    })
}

fn told(several: &EveryoneAnalysis, cause: &EveryoneCause<'_>, total: &Total) -> Vec<String> {
    let mut told = vec![wording::several::average(&total.average)];
    told.extend(total.spread.as_ref().map(|spread| wording::several::spread(several, spread)));
    told.extend(wording::several::notes(cause.figures));
    told.extend(told_of_sides(several, cause));
    told
}
