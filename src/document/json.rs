//! The result as data, for programs and for every later form.
//!
//! What is in it stays as it is; a later version only adds. The schemas are kept in `result.schema.json` and its like. Figures of one
//! person are exact. Of several people they are the whole points that are shown, but intervals are not cut to 0 and
//! 100; a figure that may not be shown is null, with the reason beside it.

use jiff::Zoned;
use schemars::{Schema, schema_for};
use serde::Serialize;

use super::json_form::{
    ActionPart, Advice, AnyReport, CausePart, ItemPart, Person, QuestionnairePart, RecordPart, Report, SCHEMA,
    SourcePart, TensionPart, names,
};
use super::json_several::{
    BandCounts, CountPart, CountedItemPart, ExpectationName, FigurePart, GapPart, GuessPart, Reason, SeveralCausePart,
    SeveralReport, SideFigurePart, SidePart, SpreadPart, VerdictName,
};
use super::report_several::sides;
use super::{Subject, actions, ends, hundredth, json_beside, ten_thousandth, whole_limits};
use crate::domain::action::{Action, ActionStatus, Plan};
use crate::domain::analysis::{Analysis, CauseResult, EveryoneAnalysis, EveryoneCause, Order, Outcome};
use crate::domain::disclosure::Hidden;
use crate::domain::everyone::{Average, Export, Spread};
use crate::domain::guess::{Expectation, SideGuess};
use crate::domain::id::Id;
use crate::domain::questionnaire::{Cause, Item, Questionnaire, Tension};
use crate::domain::record::Head;
use crate::domain::severity::{Interval, ItemCounts, Severity, whole, whole_difference};
use crate::domain::text::{Note, is_unshowable};
use crate::domain::verdict::Verdict;
use crate::wording;
use crate::wording::guess::Guess;

/// It as JSON, with a line end. What a terminal could act on is escaped.
pub fn json(subject: &Subject<'_>, now: &Zoned) -> serde_json::Result<String> {
    match subject {
        Subject::Record(super::Report { outcome: Outcome::One(analysis), .. }) => {
            printed(&AnyReport::One(report(analysis)))
        }
        Subject::Record(super::Report { outcome: Outcome::Several(several), .. }) => {
            printed(&AnyReport::Several(everyone(several)))
        }
        Subject::People(comparison) => printed(&json_beside::comparison(comparison)),
        Subject::Runs(runs) => printed(&json_beside::trend(runs, now)),
        Subject::Steps(open) => printed(&actions::data(open, now.date())),
    }
}

fn printed(data: &impl Serialize) -> serde_json::Result<String> {
    Ok(escaped(&serde_json::to_string_pretty(data)?) + "\n")
}

pub fn schema() -> Schema {
    schema_for!(AnyReport<'_>)
}

pub fn comparison_schema() -> Schema {
    schema_for!(json_beside::ComparisonData<'_>)
}

pub fn trend_schema() -> Schema {
    schema_for!(json_beside::TrendData<'_>)
}

pub fn actions_schema() -> Schema {
    schema_for!(actions::Data<'_>)
}

/// Outside its strings JSON has no character that needs this; inside them the escape means the same.
pub fn escaped(json: &str) -> String {
    let mut safe = String::with_capacity(json.len());
    for c in json.chars() {
        if is_unshowable(c) && c != '\n' {
            safe.extend(c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")));
        } else {
            safe.push(c);
        }
    }
    safe
}

fn report(analysis: &Analysis) -> Report<'_> {
    let raised = analysis.raised();
    let causes = analysis.causes(Order::Severity);
    Report {
        schema: SCHEMA,
        kind: analysis.head().kind.into(),
        people: 1,
        record: record(analysis.head()),
        questionnaire: questionnaire(analysis.questionnaire()),
        person: person(analysis),
        causes: causes.iter().map(|result| cause(analysis, result)).collect(),
        summary: wording::summary(analysis),
        advice: raised.iter().map(|result| advice_on(analysis.questionnaire(), result.cause)).collect(),
        tensions: analysis.tensions().into_iter().map(tension).collect(),
        actions: analysis.actions().iter().map(action).collect(),
        closing: &analysis.questionnaire().head().closing,
        note: analysis.note().map(Note::as_str),
        ask: wording::ask(analysis),
        limits: wording::limits(analysis.questionnaire()),
    }
}

fn person(analysis: &Analysis) -> Person<'_> {
    let side = analysis.side();
    Person {
        side: side.map(|side| side.id.as_str()),
        side_name: side.map(|side| side.name.as_str()),
        answered: analysis.answered(),
    }
}

fn cause<'a>(analysis: &'a Analysis, result: &CauseResult<'a>) -> CausePart<'a> {
    let (cause, score, band) = (result.cause, *result.figures, result.band());
    CausePart {
        id: cause.id.as_str(),
        name: &cause.name,
        heading: &cause.heading,
        severity: score.severity.map(Severity::points),
        shown: score.severity.map(Severity::shown),
        band: band.map(Into::into),
        band_name: band.map(|band| analysis.questionnaire().head().bands.of(band)),
        rank: result.rank.map(|rank| rank.number),
        rank_shared: result.rank.is_some_and(|rank| rank.shared),
        raised: result.is_raised(),
        top: result.is_top(),
        answered: score.answered,
        na: score.na,
        items: cause.items.iter().map(|one| item(analysis, one)).collect(),
    }
}

fn item<'a>(analysis: &Analysis, item: &'a Item) -> ItemPart<'a> {
    ItemPart {
        id: item.id.as_str(),
        text: &item.text,
        reverse: item.reverse,
        weight: item.weight,
        lowest: item.scale.lowest(),
        highest: item.scale.highest(),
        answer: analysis.answer(item).map(Into::into),
    }
}

pub fn record(head: &Head) -> RecordPart<'_> {
    RecordPart {
        id: head.id.to_string(),
        label: head.label.as_str(),
        created: head.created.to_string(),
        finished: head.finished.map(|at| at.to_string()),
        changed: head.changed.map(|at| at.to_string()),
    }
}

pub fn questionnaire(questionnaire: &Questionnaire) -> QuestionnairePart<'_> {
    let head = questionnaire.head();
    QuestionnairePart {
        id: head.id.as_str(),
        version: &head.version,
        title: &head.title,
        language: &head.language,
        pulse: questionnaire.is_pulse(),
        source: SourcePart { title: &head.source.title, date: head.source.date.to_string() },
    }
}

fn advice_on<'a>(questionnaire: &Questionnaire, cause: &'a Cause) -> Advice<'a> {
    let passages = wording::passages(questionnaire, cause).into_iter().map(Into::into).collect();
    Advice { cause: cause.id.as_str(), passages }
}

fn tension(tension: &Tension) -> TensionPart<'_> {
    TensionPart { causes: tension.causes.iter().map(Id::as_str).collect(), text: &tension.text }
}

fn action(action: &Action) -> ActionPart<'_> {
    let said = match action.state() {
        ActionStatus::Open => None,
        ActionStatus::Done(at) | ActionStatus::Going(at) | ActionStatus::Dropped(at) => Some(at),
    };
    ActionPart {
        cause: action.cause().as_str(),
        step: action.step(),
        when: action.plan().map(Plan::when),
        we: action.plan().map(Plan::we),
        owner: action.owner(),
        due: action.due().map(|day| day.to_string()),
        taken: action.taken().to_string(),
        state: action.state().into(),
        said: said.map(|at| at.to_string()),
    }
}

fn everyone(several: &EveryoneAnalysis) -> SeveralReport<'_> {
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
        causes: several.causes(Order::Severity).iter().map(|one| everyone_cause(several, one)).collect(),
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

fn everyone_cause<'a>(several: &'a EveryoneAnalysis, one: &EveryoneCause<'a>) -> SeveralCausePart<'a> {
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
        sides: sides(several, one)
            .into_iter()
            .map(|(side, average)| SideFigurePart { side: side.id.as_str(), figure: figure(several, average) })
            .collect(),
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
        told: Guess::of_side(guess, several).text(),
    }
}

fn items<'a>(cause: &EveryoneCause<'a>) -> Vec<CountedItemPart<'a>> {
    let counts = cause.figures.spread().map(|spread| spread.items.as_slice());
    let of = |at| counts.and_then(|counts: &[ItemCounts]| counts.get(at));
    cause.cause.items.iter().enumerate().map(|(at, one)| counted_item(one, of(at))).collect()
}

fn counted_item<'a>(item: &'a Item, counts: Option<&ItemCounts>) -> CountedItemPart<'a> {
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
