//! An attacker's view: whatever is printed of a small room fits more than one picture of each side.
//!
//! For every cause another room is looked for in which a side's severities are others, and which reads the same to
//! the last letter in every form. Whoever holds all the forms cannot tell the two apart.

use std::sync::Arc;

use rstest::rstest;
use undercurrent::testing::domain::{
    Answer, Cause, Interval, Item, Kind, Questionnaire, Record, Response, Several, SeveralOrder as Order, Severity,
    Token, score, summary, whole_difference,
};

use crate::answers::built_in;
use crate::record::like;
use crate::rendered::FORMS;
use crate::samples::solo;

/// The two sides, in the order of the responses.
const SIDES: [&str; 2] = ["sales", "marketing"];
/// How many rooms are tried before a picture is taken for the only one.
const TRIES: usize = 20_000;

/// Numbers that look random and are the same on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % below
    }
}

/// A room whose people answer around their side's view of each cause, up to two points of the scale off. Where nearly
/// all answers of a side lie at one end of the scale, the counts of everyone alone can leave a single picture.
fn room(questionnaire: &Arc<Questionnaire>, sales: usize, marketing: usize) -> Record {
    let mut dice = Dice(u64::try_from(sales * 31 + marketing * 7 + questionnaire.len()).unwrap());
    let views: Vec<[usize; 2]> = questionnaire.causes().iter().map(|_| [dice.below(5), dice.below(5)]).collect();
    let sides = [("sales", sales, 0), ("marketing", marketing, 1)];
    let people = sides.into_iter().flat_map(|(side, number, at)| (0..number).map(move |_| (side, at)));
    let mut responses = Vec::new();
    for ((side, at), id) in people.zip(1..) {
        let mut own = Response::new(Token::new(id), side.parse().unwrap());
        for (cause, views) in questionnaire.causes().iter().zip(&views) {
            for item in &cause.items {
                let worse = (views[at] + dice.below(5)).saturating_sub(2).min(4);
                own.answers.insert(item.id.clone(), Answer::Value(value(worse, item.reverse)));
            }
        }
        responses.push(own);
    }
    with(&solo(questionnaire, &[]), responses)
}

fn value(worse: usize, reverse: bool) -> i32 {
    let worse = i32::try_from(worse).unwrap();
    if reverse { 5 - worse } else { 1 + worse }
}

/// The same record with other responses.
fn with(record: &Record, responses: Vec<Response>) -> Record {
    like(record).kind(Kind::Workshop).people(responses).build()
}

/// The severities of a side in a cause, in millionths, sorted.
fn picture(responses: &[Response], cause: &Cause, side: &str) -> Vec<i64> {
    let of = |one: &&Response| one.side.as_str() == side;
    let mut all: Vec<i64> =
        responses.iter().filter(of).map(|one| score(&cause.items, one).severity.unwrap().millionths()).collect();
    all.sort_unstable();
    all
}

fn mean(picture: &[i64]) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "severities")]
    let sum = picture.iter().sum::<i64>() as f64;
    #[expect(clippy::cast_precision_loss, reason = "people")]
    let people = picture.len() as f64;
    sum / 1e6 / people
}

/// Everybody's answers to the statements of one cause, from the mildest, 0, to the worst, 4.
type Answers = Vec<Vec<usize>>;

fn answers(record: &Record, cause: &Cause) -> Answers {
    let worse = |item: &Item, response: &Response| match response.answer(item) {
        Some(Answer::Value(value)) if item.reverse => usize::try_from(5 - value).unwrap(),
        Some(Answer::Value(value)) => usize::try_from(value - 1).unwrap(),
        _ => panic!("everybody answers everything here"),
    };
    record.responses().iter().map(|one| cause.items.iter().map(|item| worse(item, one)).collect()).collect()
}

/// The record with other answers to one cause.
fn answered(record: &Record, cause: &Cause, answers: &Answers) -> Record {
    let mut responses = record.responses().to_vec();
    for (response, own) in responses.iter_mut().zip(answers) {
        let given = cause.items.iter().zip(own);
        response.answers.extend(given.map(|(item, &at)| (item.id.clone(), Answer::Value(value(at, item.reverse)))));
    }
    with(record, responses)
}

/// A few moves of answers that leave the counts of a statement as they are, or, with a single statement, its sum: two
/// people exchange an answer, or a step goes from one to the other. The first so many people are of Sales.
fn moved(answers: &Answers, sales: usize, dice: &mut Dice) -> Answers {
    let mut other = answers.clone();
    for _ in 0..=dice.below(6) {
        let item = dice.below(other[0].len());
        let (one, two) = (dice.below(other.len()), dice.below(other.len()));
        // Most moves are made among one side, whose mean then stays.
        if one == two || (one < sales) != (two < sales) && dice.below(4) > 0 {
            continue;
        }
        let (a, b) = (other[one][item], other[two][item]);
        if other[0].len() > 1 {
            (other[one][item], other[two][item]) = (b, a);
        } else if a < 4 && b > 0 {
            (other[one][item], other[two][item]) = (a + 1, b - 1);
        }
    }
    other
}

/// The severities of both sides, sorted.
fn both(answers: &Answers, sales: usize) -> [Vec<Severity>; 2] {
    let severity = |own: &Vec<usize>| {
        let [sum, most] =
            [own.iter().sum::<usize>(), 4 * own.len()].map(|number| f64::from(u32::try_from(number).unwrap()));
        Severity::new(100.0 * sum / most).unwrap()
    };
    let sorted = |side: &[Vec<usize>]| {
        let mut all: Vec<Severity> = side.iter().map(severity).collect();
        all.sort_by_key(|severity| severity.millionths());
        all
    };
    [sorted(&answers[..sales]), sorted(&answers[sales..])]
}

/// The whole points of both sides' means, and of everyone's interval.
fn printed(sides: &[Vec<Severity>; 2]) -> ([i64; 2], [i64; 2]) {
    let mean = |side: &Vec<Severity>| summary(side).unwrap().mean.shown();
    ([mean(&sides[0]), mean(&sides[1])], ends(summary(&sides.concat()).unwrap().interval))
}

fn ends(interval: Interval) -> [i64; 2] {
    match interval {
        Interval::Within(ends) => [ends.low, ends.high].map(whole_difference),
        Interval::None | Interval::AllIdentical => [0, 0],
    }
}

/// Whether no cause has another interval, count or verdict: a first look that is quicker than reading the forms.
fn looks_alike(one: &Several, other: &Several) -> bool {
    let printed = |several: &Several| -> Vec<_> {
        let causes = several.causes(Order::Article);
        let figures = causes.iter().map(|cause| {
            let total = cause.figures.total.as_ref().unwrap();
            let raised = cause.figures.spread().and_then(|spread| spread.raised);
            let gap = cause.figures.gap.map(|gap| (whole_difference(gap.difference), gap.verdict));
            (ends(total.average.interval), raised, gap)
        });
        figures.collect()
    };
    printed(one) == printed(other)
}

/// Another room that looks the same, in which the side's picture of the cause is another.
fn another(record: &Record, place: usize, side: usize) -> Option<Record> {
    let cause = &record.questionnaire().causes()[place];
    let sales = record.responses().iter().filter(|one| one.side.as_str() == SIDES[0]).count();
    let (before, shown) = (answers(record, cause), Several::of_round(record, 1));
    let was = both(&before, sales);
    let has_interval = shown.cause(place).unwrap().figures.spread().is_some();
    let mut dice = Dice(u64::try_from(place + 1).unwrap());
    (0..TRIES).find_map(|_| {
        let other = moved(&before, sales, &mut dice);
        let now = both(&other, sales);
        let ((means, ends), (same_means, same_ends)) = (printed(&now), printed(&was));
        if now[side] == was[side] || means != same_means || has_interval && ends != same_ends {
            return None;
        }
        let other = answered(record, cause, &other);
        looks_alike(&shown, &Several::of_round(&other, 1)).then_some(other)
    })
}

/// Every form of a room.
fn forms(record: &Record) -> Vec<String> {
    FORMS.iter().map(|(_, form)| form(record, 1)).collect()
}

/// Looks for another room for every cause, side by side: one with all causes' Sales, one with all causes' Marketing.
#[track_caller]
fn nobody_can_tell(record: &Record) {
    let read = forms(record);
    for (at, side) in SIDES.into_iter().enumerate() {
        let mut other = record.clone();
        for (place, cause) in record.questionnaire().causes().iter().enumerate() {
            let pictures = SIDES.map(|side| picture(record.responses(), cause, side));
            if pictures.iter().any(|picture| !(6.0..=94.0).contains(&mean(picture))) {
                continue;
            }
            let found = another(&other, place, at);
            other = found.unwrap_or_else(|| panic!("{}: only one picture of {side}: {pictures:?}", cause.name));
            assert_ne!(picture(other.responses(), cause, side), picture(record.responses(), cause, side));
        }
        for ((name, form), before) in FORMS.iter().zip(&read) {
            let now = form(&other, 1);
            let apart = now.lines().zip(before.lines()).find(|(now, before)| now != before);
            assert_eq!(apart, None, "{name} tells two pictures of {side} apart");
            assert_eq!(now.len(), before.len(), "{name} tells two pictures of {side} apart");
        }
    }
}

#[rstest]
#[case(5, 5)]
#[case(5, 9)]
#[case(6, 5)]
#[case(7, 8)]
#[case(8, 6)]
#[case(9, 9)]
fn every_picture_of_a_small_side_has_another_that_reads_the_same(#[case] sales: usize, #[case] marketing: usize) {
    nobody_can_tell(&room(&built_in(), sales, marketing));
    nobody_can_tell(&room(&Arc::new(built_in().pulse().unwrap()), sales, marketing));
}
