//! Whole workshops: every figure of every cause, as it is computed and as it may be shown.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;
use undercurrent::testing::domain::{
    Average, Figures, Gap, Interval, Item, ItemCounts, Record, Response, Several, SeveralCause, SeveralOrder as Order,
    Severity, Show, agreement, bands, half_step, item_counts, quartiles, r_star, score, show, summary, wilson,
};

use crate::check::{cases, same, same_option};
use crate::disclosure::{OpenExpect, SIDES, ShowExpect, opened};
use crate::everyone::{MeanExpect, agreement_name, same_limits};
use crate::gap::{GapExpect, verdict_name};
use crate::support::{Person, Shape, items, questionnaire, record};

#[derive(Deserialize)]
struct Workshop {
    id: usize,
    min_group: u32,
    causes: Vec<CauseShape>,
    people: Vec<PersonShape>,
    expect: WorkshopExpect,
}

#[derive(Deserialize)]
struct CauseShape {
    id: String,
    items: Vec<Shape>,
}

#[derive(Deserialize)]
struct PersonShape {
    role: String,
    answers: Vec<Vec<Value>>,
}

#[derive(Deserialize)]
struct WorkshopExpect {
    causes: Vec<CauseExpect>,
    order: Vec<RankExpect>,
    gaps_tested: usize,
    too_few_for_any_clear_gap: bool,
}

#[derive(Deserialize)]
struct CauseExpect {
    person_severity: Vec<Option<f64>>,
    counts: BTreeMap<String, usize>,
    show: ShowExpect,
    total: Option<TotalExpect>,
    roles: BTreeMap<String, MeanExpect>,
    gap: Option<GapExpect>,
    open: OpenExpect,
}

#[derive(Deserialize)]
struct TotalExpect {
    #[serde(flatten)]
    mean: MeanExpect,
    bands: BTreeMap<String, usize>,
    rstar: Option<f64>,
    agreement: Option<String>,
    elevated_or_more: ShareExpect,
    items: Option<Vec<ItemExpect>>,
}

#[derive(Deserialize)]
struct ShareExpect {
    x: usize,
    n: usize,
    lo: f64,
    hi: f64,
}

#[derive(Deserialize)]
struct ItemExpect {
    counts: Vec<usize>,
    na: usize,
    skipped: usize,
}

#[derive(Deserialize)]
struct RankExpect {
    cause: String,
    rank: Option<usize>,
}

impl Workshop {
    fn record(&self) -> Record {
        let causes: Vec<_> =
            self.causes.iter().map(|cause| (cause.id.clone(), items(&cause.id, &cause.items))).collect();
        let person = |person: &PersonShape| Person { side: person.role.clone(), answers: person.answers.clone() };
        record(&questionnaire(&causes, self.min_group), &self.people.iter().map(person).collect::<Vec<_>>())
    }
}

/// Who has a severity for one cause, by the side.
struct Scored<'a> {
    side: usize,
    severity: Severity,
    response: &'a Response,
}

fn severities(people: &[&Scored]) -> Vec<Severity> {
    people.iter().map(|person| person.severity).collect()
}

#[test]
fn all_figures_of_whole_workshops_are_the_reference_figures() {
    let workshops: Vec<Workshop> = cases("group_random.json");
    assert_eq!(workshops.len(), 120);
    for workshop in workshops {
        let record = workshop.record();
        for place in 0..workshop.causes.len() {
            check_computed(&workshop, &record, place);
        }
    }
}

/// The figures as they are computed, whether or not they may be shown.
fn check_computed(workshop: &Workshop, record: &Record, place: usize) {
    let what = format!("workshop {}, cause {}", workshop.id, place + 1);
    let expect = &workshop.expect.causes[place];
    let cause = &record.questionnaire().causes()[place];
    let of = |response: &Response| score(&cause.items, response).severity;
    for (response, &expected) in record.responses().iter().zip(&expect.person_severity) {
        same_option(&what, of(response).map(Severity::points), expected);
    }
    let scored: Vec<Scored> = record
        .responses()
        .iter()
        .filter_map(|response| {
            let side = SIDES.iter().position(|&side| response.side.as_str() == side).unwrap();
            Some(Scored { side, severity: of(response)?, response })
        })
        .collect();
    let counts = [0, 1, 2].map(|side| scored.iter().filter(|person| person.side == side).count());
    assert_eq!(counts.to_vec(), SIDES.map(|side| expect.counts[side]).to_vec(), "{what}");
    let show = show(&counts, usize::try_from(workshop.min_group).unwrap());
    expect.show.check(&what, &show);
    let (shown, open) = opened(&counts, &[], &cause.items, usize::try_from(workshop.min_group).unwrap());
    expect.open.check(&what, (&shown, open));
    if let Some(gap) = &expect.gap {
        same_option(&what, Some(half_step(&cause.items)), gap.half_step);
    }
    check_total(&what, expect, &scored, &show, &cause.items);
    check_sides(&what, expect, &scored, &show);
}

fn check_total(what: &str, expect: &CauseExpect, scored: &[Scored], show: &Show, items: &[Item]) {
    let in_total = |person: &&Scored| show.withheld == 0 || show.sides.contains(&person.side);
    let people: Vec<&Scored> = if show.people == 0 { Vec::new() } else { scored.iter().filter(in_total).collect() };
    let severities = severities(&people);
    let responses: Vec<&Response> = people.iter().map(|person| person.response).collect();
    assert_eq!(expect.total.is_some(), !people.is_empty(), "{what}");
    let Some(total) = &expect.total else { return };
    total.mean.check(what, &summary(&severities).unwrap());
    check_quartiles(what, &total.mean, &severities);
    let bands = bands(&severities);
    assert_eq!(bands, ["low", "mixed", "elevated", "severe"].map(|band| total.bands[band]), "{what}");
    let r_star = r_star(items, &responses);
    same_option(what, r_star, total.rstar);
    let word = r_star.and_then(|r_star| agreement(r_star, people.len())).map(agreement_name);
    assert_eq!(word, total.agreement.as_deref(), "{what}");
    let share = &total.elevated_or_more;
    assert_eq!((bands[2] + bands[3], people.len()), (share.x, share.n), "{what}");
    same_limits(what, wilson(share.x, share.n), (Some(share.lo), Some(share.hi)));
    if let Some(expected) = &total.items {
        let got: Vec<ItemCounts> = items.iter().map(|item| item_counts(item, responses.iter().copied())).collect();
        check_items(what, &got, expected);
    }
}

fn check_quartiles(what: &str, expect: &MeanExpect, severities: &[Severity]) {
    let got = quartiles(severities).unwrap();
    for (got, expected) in [(got.lower, expect.q1), (got.median, expect.median), (got.upper, expect.q3)] {
        same(what, got, expected);
    }
}

fn check_items(what: &str, got: &[ItemCounts], expected: &[ItemExpect]) {
    assert_eq!(got.len(), expected.len(), "{what}");
    for (got, expected) in got.iter().zip(expected) {
        assert_eq!((&got.given, got.na, got.skipped), (&expected.counts, expected.na, expected.skipped), "{what}");
    }
}

fn check_sides(what: &str, expect: &CauseExpect, scored: &[Scored], show: &Show) {
    let side = |side: usize| severities(&scored.iter().filter(|person| person.side == side).collect::<Vec<_>>());
    let shown: Vec<&str> = show.sides.iter().map(|&side| SIDES[side]).collect();
    assert_eq!(shown.len(), expect.roles.len(), "{what}");
    for (&place, name) in show.sides.iter().zip(shown) {
        let expected = &expect.roles[name];
        expected.check(what, &summary(&side(place)).unwrap());
        check_quartiles(what, expected, &side(place));
    }
    let tested = show.sides.starts_with(&[0, 1]);
    assert_eq!(tested, expect.gap.is_some(), "{what}");
    if let Some(gap) = &expect.gap {
        gap.check(what, Gap::between(&side(0), &side(1)).as_ref());
    }
}

#[test]
fn what_is_shown_of_whole_workshops_is_what_the_reference_shows() {
    for workshop in cases::<Workshop>("group_random.json") {
        let several = Several::of_round(&workshop.record(), 1);
        let (what, expect) = (format!("workshop {}", workshop.id), &workshop.expect);
        assert_eq!(several.people(), workshop.people.len(), "{what}");
        assert_eq!(several.tested(), expect.gaps_tested, "{what}");
        assert_eq!(several.none_clear().is_some(), expect.too_few_for_any_clear_gap, "{what}");
        let order: Vec<_> = several.causes(Order::Severity).iter().map(ranked).collect();
        let expected: Vec<_> = expect.order.iter().map(|one| (one.cause.clone(), one.rank)).collect();
        assert_eq!(order, expected, "{what}");
        for (place, expect) in expect.causes.iter().enumerate() {
            let what = format!("{what}, cause {}", place + 1);
            check_shown(&what, several.cause(place).unwrap().figures, expect);
            check_exported(&what, &several, place, expect);
        }
    }
}

fn ranked(cause: &SeveralCause) -> (String, Option<usize>) {
    (cause.cause.id.to_string(), cause.rank.map(|rank| rank.number))
}

/// What is shown is what may be computed, as far as `open` opens it; nothing else is there at all.
fn check_shown(what: &str, figures: &Figures, expect: &CauseExpect) {
    let open = &expect.open;
    assert_eq!(figures.total.is_ok(), expect.total.is_some(), "{what}");
    if let (Ok(got), Some(total)) = (&figures.total, &expect.total) {
        check_average(what, &got.average, (&total.mean, open.spread));
        assert_eq!(got.spread.is_some(), open.spread, "{what}");
    }
    if let (Some(spread), Some(total)) = (figures.spread(), &expect.total) {
        assert_eq!(spread.agreement.map(agreement_name), total.agreement.as_deref(), "{what}");
        let bands = ["low", "mixed", "elevated", "severe"].map(|band| total.bands[band]);
        assert_eq!(spread.bands, (open.bands() == 4).then_some(bands), "{what}");
        assert_eq!(spread.raised, (open.bands() > 0).then_some(total.elevated_or_more.x), "{what}");
        check_items(what, &spread.items, total.items.as_ref().unwrap());
    }
    for (side, got) in SIDES.iter().zip(&figures.sides) {
        assert_eq!(got.is_ok(), expect.roles.contains_key(*side), "{what}");
        if let Ok(got) = got {
            check_average(what, got, (&expect.roles[*side], open.role_interval));
        }
    }
    check_gap(what, figures, expect);
}

fn check_average(what: &str, got: &Average, (expect, open): (&MeanExpect, bool)) {
    expect.check_mean(what, got.n, got.mean);
    if open {
        expect.check_interval(what, got.interval);
        assert_eq!(got.margin.is_some(), got.n == 1, "{what}");
    } else {
        assert_eq!(got.interval, Interval::None, "{what}");
        assert!(got.margin.is_some(), "{what}");
    }
}

fn check_gap(what: &str, figures: &Figures, expect: &CauseExpect) {
    let open = expect.open.gap_spread;
    assert_eq!(figures.gap.is_some(), expect.gap.is_some(), "{what}");
    if let (Some(got), Some(expect)) = (figures.gap, &expect.gap) {
        same_option(what, Some(got.difference), expect.diff);
        same_limits(what, got.limits, if open { (expect.lo, expect.hi) } else { (None, None) });
        assert_eq!(got.pairs.is_some(), open, "{what}");
        if let Some(pairs) = got.pairs {
            expect.pairs.as_ref().unwrap().check(what, pairs);
        }
        assert_eq!(Some(verdict_name(got.verdict)), expect.verdict.as_deref(), "{what}");
    }
}

fn check_exported(what: &str, several: &Several, place: usize, expect: &CauseExpect) {
    let (export, open) = (several.export(place).unwrap(), &expect.open);
    assert_eq!(export.spread.is_some(), open.spread, "{what}");
    if let (Some(got), Some(total)) = (export.spread, &expect.total) {
        same_option(what, got.shape.map(|shape| shape.sd), total.mean.sd.filter(|_| open.quartiles));
        same_option(what, got.shape.map(|shape| shape.quartiles.median), open.quartiles.then_some(total.mean.median));
        same_option(what, got.r_star, total.rstar);
        let share = (open.bands() > 0).then_some(&total.elevated_or_more);
        same_limits(what, got.raised_share, (share.map(|share| share.lo), share.map(|share| share.hi)));
    }
    assert_eq!(export.gap.is_some(), open.gap_spread, "{what}");
    if let (Some(got), Some(gap)) = (export.gap, &expect.gap) {
        same_option(what, Some(got.delta), gap.delta);
        same_option(what, Some(got.p), gap.p);
        same_option(what, Some(got.p_holm), gap.p_holm);
        assert!(!got.approximate, "{what}");
    }
}
