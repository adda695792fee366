//! The data of several people.

use super::form::{SCHEMA, names};
use super::group::{
    BandCounts, CountPart, CountedItemPart, ExpectationName, FigurePart, GapPart, GuessPart, Reason, SeveralCausePart,
    SeveralReport, SideFigurePart, SidePart, SpreadPart, VerdictName,
};
use super::{action, advice_on, questionnaire, record, tension};
use crate::document::{ends, hundredth, ten_thousandth, whole_limits};
use crate::domain::analysis::{EveryoneAnalysis, EveryoneCause, Order};
use crate::domain::disclosure::Hidden;
use crate::domain::everyone::{Average, Export, Figures, Spread};
use crate::domain::guess::{Expectation, SideGuess};
use crate::domain::questionnaire::{Item, Side};
use crate::domain::severity::{Interval, ItemCounts, whole, whole_difference};
use crate::domain::verdict::Verdict;
use crate::wording;
use crate::wording::guess::Guess;

pub(super) fn report(several: &EveryoneAnalysis) -> SeveralReport<'_> {
    let raised = several.raised();
    let head = several.questionnaire().head();
    SeveralReport {
        schema: SCHEMA,
        kind: several.head().kind.into(),
        people: several.people(),
        round: several.round(),
        min_people: several.head().min_people,
        record: record(several.head()),
        questionnaire: questionnaire(several.questionnaire()),
        sides: several
            .sides()
            .map(|(side, people)| SidePart { id: side.id.as_str(), name: &side.name, people })
            .collect(),
        causes: several.causes(Order::Severity).iter().map(|one| cause(several, one)).collect(),
        summary: wording::several::summary(several),
        none_clear: several.none_clear().map(wording::figures::no_clear_gap),
        by_chance: several.by_chance().map(wording::figures::by_chance),
        talk_first: several.talk_first().iter().map(|cause| cause.cause.id.as_str()).collect(),
        common_ground: several.common_ground().iter().map(|cause| cause.cause.id.as_str()).collect(),
        discussed: several.discussed().iter().map(|cause| cause.cause.id.as_str()).collect(),
        advice: raised.iter().map(|cause| advice_on(several.questionnaire(), cause.cause)).collect(),
        tensions: several.tensions().into_iter().map(tension).collect(),
        actions: several.actions().iter().map(action).collect(),
        closing: &head.closing,
        limits: wording::several::limits(several.questionnaire()),
    }
}

fn cause<'a>(several: &'a EveryoneAnalysis, one: &EveryoneCause<'a>) -> SeveralCausePart<'a> {
    let (cause, figures) = (one.cause, one.figures);
    let total = figures.total.as_ref();
    SeveralCausePart {
        id: cause.id.as_str(),
        name: &cause.name,
        heading: &cause.heading,
        rank: one.rank.map(|rank| rank.number),
        rank_shared: one.rank.is_some_and(|rank| rank.shared),
        raised: one.is_raised(),
        top: one.is_top(),
        talk_first: one.is_talk_first(),
        many_lack: figures.many_lack,
        everyone: figure(several, total.map(|total| total.average).map_err(|why| *why)),
        only_shown_sides: total.is_ok_and(|total| total.only_shown_sides),
        left_out: if total.is_ok() { figures.withheld } else { 0 },
        sides: sides(several, figures),
        spread: figures.spread().map(|spread| spread_part(spread, several.export(one.place))),
        gap: gap(several, one),
        guesses: figures.guesses.iter().map(|guess| guess_part(several, guess)).collect(),
        items: items(one),
    }
}

fn figure(several: &EveryoneAnalysis, average: Result<Average, Hidden>) -> FigurePart<'_> {
    let shown = average.ok();
    let ends = shown.as_ref().and_then(ends);
    let band = shown.map(|average| average.mean.band());
    FigurePart {
        n: shown.map(|average| average.n),
        mean: shown.map(|average| average.mean.shown()),
        low: ends.map(|(low, _)| low),
        high: ends.map(|(_, high)| high),
        all_alike: shown.is_some_and(|average| average.interval == Interval::AllIdentical),
        margin: shown.and_then(|average| average.margin),
        band: band.map(Into::into),
        band_name: band.map(|band| several.questionnaire().head().bands.of(band)),
        withheld: average.err().map(Into::into),
    }
}

fn sides<'a>(several: &'a EveryoneAnalysis, figures: &Figures) -> Vec<SideFigurePart<'a>> {
    let all = several.sides().zip(figures.sides.iter().copied());
    let answered = all.filter(|((_, people), _)| *people > 0);
    let part = |((side, _), average): ((&'a Side, usize), Result<Average, Hidden>)| SideFigurePart {
        side: side.id.as_str(),
        figure: figure(several, average),
    };
    answered.map(part).collect()
}

fn spread_part(spread: &Spread, export: Option<&Export>) -> SpreadPart {
    let figures = export.and_then(|export| export.spread);
    let shape = figures.and_then(|figures| figures.shape);
    let raised = figures.and_then(|figures| figures.raised_share);
    let people = spread.bands.map(|[low, mixed, elevated, severe]| BandCounts { low, mixed, elevated, severe });
    SpreadPart {
        people,
        sd: shape.map(|shape| whole(shape.sd)),
        lower_quartile: shape.map(|shape| whole(shape.quartiles.lower)),
        median: shape.map(|shape| whole(shape.quartiles.median)),
        upper_quartile: shape.map(|shape| whole(shape.quartiles.upper)),
        raised: spread.raised,
        raised_low: raised.map(|share| hundredth(share.low)),
        raised_high: raised.map(|share| hundredth(share.high)),
        r_star: figures.and_then(|figures| figures.r_star).map(hundredth),
        agreement: spread.agreement.map(wording::several::agreement),
    }
}

fn gap(several: &EveryoneAnalysis, cause: &EveryoneCause<'_>) -> Option<GapPart> {
    let gap = cause.figures.gap?;
    let export = several.export(cause.place).and_then(|export| export.gap);
    let limits = gap.limits.map(whole_limits);
    Some(GapPart {
        difference: whole_difference(gap.difference),
        low: limits.map(|(low, _)| low),
        high: limits.map(|(_, high)| high),
        pairs: gap.pairs.map(|pairs| pairs.higher),
        pairs_same: gap.pairs.map(|pairs| pairs.same),
        pairs_lower: gap.pairs.map(|pairs| pairs.lower),
        verdict: gap.verdict.into(),
        told: wording::figures::gap(&gap, several),
        delta: export.map(|export| hundredth(export.delta)),
        p: export.map(|export| ten_thousandth(export.p)),
        p_holm: export.map(|export| ten_thousandth(export.p_holm)),
        approximate: export.map(|export| export.approximate),
    })
}

fn guess_part<'a>(several: &'a EveryoneAnalysis, guess: &SideGuess) -> GuessPart<'a> {
    let id = |place: usize| several.questionnaire().head().sides.get(place).map_or("", |side| side.id.as_str());
    GuessPart {
        by: id(guess.by),
        about: id(guess.about),
        n: guess.people,
        expected: guess.expected.mean.shown(),
        said: guess.said.shown(),
        off_by: whole_difference(guess.expected.off_by),
        told_as: guess.expected.expectation.into(),
        told: Guess::of_side(guess, several).told(),
    }
}

fn items<'a>(cause: &EveryoneCause<'a>) -> Vec<CountedItemPart<'a>> {
    let counts = cause.figures.spread().map(|spread| spread.items.as_slice());
    let of = |at| counts.and_then(|counts: &[ItemCounts]| counts.get(at));
    cause.cause.items.iter().enumerate().map(|(at, one)| item(one, of(at))).collect()
}

fn item<'a>(item: &'a Item, counts: Option<&ItemCounts>) -> CountedItemPart<'a> {
    let points = |counts: &ItemCounts| {
        let pairs = item.scale.points.iter().zip(&counts.given);
        pairs.map(|(point, &people)| CountPart { value: point.value, label: &point.label, people }).collect()
    };
    CountedItemPart {
        id: item.id.as_str(),
        text: &item.text,
        reverse: item.reverse,
        weight: item.weight,
        counts: counts.map(points),
        na: counts.map(|counts| counts.na),
        skipped: counts.map(|counts| counts.skipped),
    }
}

names! {
    Hidden => Reason: NotAsked, PerhapsNotAsked, NobodyAnswered, TooFew, ToProtect;
    Expectation => ExpectationName: Relief, BlindSpot, AsExpected;
    Verdict => VerdictName: Clear, ClearButSmall, Possible, NoClearDifference;
}
