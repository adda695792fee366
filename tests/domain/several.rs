//! What is shown of a room: one room a test, on one cause of two items unless a test says otherwise.

use std::sync::Arc;

use crate::support::record::like;
use crate::support::{Person, Shape, id, items, questionnaire, record};
use serde_json::{Value, json};
use undercurrent::testing::domain::wording::several as words;
use undercurrent::testing::domain::{
    Agreement, Figures, Head, Hidden, Id, Interval, ItemCounts, Kind, NoneClear, Part, Questionnaire, Record, Several,
    SeveralCause, SeveralOrder as Order, Tension, Token, Verdict, wording,
};

/// So many people of a side who give the same two answers to each cause.
fn people(side: &str, answers: &[[Value; 2]], number: usize) -> Vec<Person> {
    let person = Person { side: side.to_owned(), answers: answers.iter().map(|pair| pair.to_vec()).collect() };
    vec![person; number]
}

fn with(side: &str, answers: &[i32], number: usize) -> Vec<Person> {
    people(side, &answers.iter().map(|value| [json!(value), json!(value)]).collect::<Vec<_>>(), number)
}

fn room_record(groups: &[Vec<Person>]) -> Record {
    let shape = Shape { min: 1, max: 5, reverse: false, weight: 1.0 };
    let causes = groups[0][0].answers.len();
    let cause = |at| (format!("c{at}"), items(&format!("c{at}"), &[shape.clone(), shape.clone()]));
    let questionnaire = questionnaire(&(0..causes).map(cause).collect::<Vec<_>>(), 5);
    record(&questionnaire, &groups.concat())
}

fn room(groups: &[Vec<Person>]) -> Several {
    Several::of_round(&room_record(groups), 1)
}

fn only(several: &Several) -> &Figures {
    several.cause(0).unwrap().figures
}

fn names(causes: &[SeveralCause]) -> Vec<usize> {
    causes.iter().map(|cause| cause.place).collect()
}

#[test]
fn twelve_and_nine_show_both_sides_and_withhold_three_others() {
    let several = room(&[with("sales", &[4], 12), with("marketing", &[2], 9), with("other", &[5], 3)]);
    let figures = only(&several);
    let total = figures.total.as_ref().unwrap();
    assert_eq!((total.average.n, total.only_shown_sides, figures.withheld), (21, true, 3));
    assert!(figures.sides[0].is_ok() && figures.sides[1].is_ok());
    assert_eq!(figures.sides[2], Err(Hidden::TooFew(5)));
    assert_eq!(several.sides().map(|(_, people)| people).collect::<Vec<_>>(), [12, 9, 3]);
}

#[test]
fn one_large_side_is_never_shown_alone() {
    let several = room(&[with("sales", &[4], 12), with("marketing", &[2], 3), with("other", &[5], 2)]);
    let figures = only(&several);
    assert_eq!(figures.total.as_ref().unwrap().average.n, 17);
    assert_eq!(figures.sides, [Err(Hidden::ToProtect), Err(Hidden::TooFew(5)), Err(Hidden::TooFew(5))]);
    assert_eq!((figures.gap, figures.withheld), (None, 0));
}

#[test]
fn three_people_see_no_figure_and_why() {
    let several = room(&[with("sales", &[4], 3)]);
    let figures = only(&several);
    assert_eq!(figures.total, Err(Hidden::TooFew(5)));
    assert_eq!((figures.withheld, several.cause(0).unwrap().rank), (3, None));
    assert_eq!(several.export(0).unwrap().spread, None);
    assert_eq!(several.orders(), [Order::Severity, Order::Article]);
}

#[test]
fn a_cause_that_everybody_left_out_is_told_from_one_that_too_few_answered() {
    let several = room(&[people("sales", &[[Value::Null, json!("na")]], 8)]);
    assert_eq!(only(&several).total, Err(Hidden::NobodyAnswered));
    assert!(only(&several).many_lack);
}

#[test]
fn a_side_that_is_too_small_for_one_cause_is_shown_for_the_others() {
    let all = [[json!(4), json!(4)], [json!(4), json!(4)]];
    let half = [[json!(4), json!(4)], [Value::Null, Value::Null]];
    let several = room(&[people("sales", &all, 6), people("marketing", &all, 4), people("marketing", &half, 2)]);
    let [one, other] = [0, 1].map(|place| several.cause(place).unwrap().figures);
    assert!(one.gap.is_some() && other.gap.is_none());
    assert_eq!(other.total.as_ref().unwrap().average.n, 10);
    assert_eq!(several.tested(), 1);
}

#[test]
fn nine_people_see_a_mean_but_no_counts_and_no_word() {
    let several = room(&[with("sales", &[4], 9)]);
    let total = only(&several).total.as_ref().unwrap();
    assert_eq!((total.average.n, &total.spread), (9, &None));
    assert_eq!(several.export(0).unwrap().spread, None);
    assert!(!several.orders().contains(&Order::Apart));
}

#[test]
fn ten_people_see_how_they_spread() {
    let several = room(&[with("sales", &[1], 5), with("sales", &[5], 5)]);
    let spread = only(&several).spread().unwrap();
    assert_eq!((spread.bands, spread.raised), (Some([5, 0, 0, 5]), Some(5)));
    assert_eq!(spread.agreement, Some(Agreement::FarApart));
    assert_eq!(spread.items[0], ItemCounts { given: vec![5, 0, 0, 0, 5], na: 0, skipped: 0 });
    assert!(several.orders().contains(&Order::Apart));
}

#[test]
fn people_who_all_gave_the_same_score_have_no_interval() {
    let several = room(&[with("sales", &[4], 10)]);
    assert_eq!(only(&several).total.as_ref().unwrap().average.interval, Interval::AllIdentical);
}

#[test]
fn more_than_a_third_without_a_figure_is_noted() {
    let silent = |number| people("sales", &[[json!("na"), json!("na")]], number);
    assert!(!only(&room(&[with("sales", &[3], 6), silent(3)])).many_lack);
    assert!(only(&room(&[with("sales", &[3], 6), silent(4)])).many_lack);
}

#[test]
fn a_clear_gap_is_talked_about_first_whatever_the_mean_is() {
    let several = room(&[with("sales", &[5], 8), with("marketing", &[2], 8)]);
    assert_eq!(only(&several).gap.unwrap().verdict, Verdict::Clear);
    assert_eq!(several.cause(0).unwrap().severity().unwrap().shown(), 63);
    let lower = room(&[with("sales", &[5], 8), with("marketing", &[1], 8)]);
    assert_eq!((names(&lower.talk_first()), names(&lower.raised())), (vec![0], vec![]));
    assert_eq!((names(&several.talk_first()), names(&several.raised())), (vec![0], vec![0]));
}

#[test]
fn a_gap_is_sales_less_marketing_however_the_sides_are_ordered() {
    let several = room(&[with("marketing", &[5], 6), with("other", &[3], 6), with("sales", &[2], 6)]);
    assert!((only(&several).gap.unwrap().difference + 75.0).abs() < 1e-9);
}

#[test]
fn five_against_five_on_nine_causes_can_never_be_clear_and_says_so() {
    let several = room(&[with("sales", &[5; 9], 5), with("marketing", &[1; 9], 5)]);
    assert_eq!(several.none_clear(), Some(NoneClear::TooFew { first: 5, second: 5 }));
    assert!(several.causes(Order::Gap).iter().all(|cause| cause.figures.gap.unwrap().verdict == Verdict::Possible));
}

#[test]
fn large_sides_that_all_answer_alike_are_told_from_small_ones() {
    let several = room(&[with("sales", &[3; 9], 9), with("marketing", &[3; 9], 9)]);
    assert_eq!(several.none_clear(), Some(NoneClear::TooAlike));
}

#[test]
fn causes_come_by_mean_by_gap_or_by_how_far_people_are_apart() {
    // The first cause is high, the second parts the sides, the third parts everybody.
    let groups = [
        with("sales", &[5, 5, 1], 5),
        with("sales", &[5, 4, 5], 5),
        with("marketing", &[5, 2, 5], 5),
        with("marketing", &[4, 2, 1], 5),
    ];
    let several = room(&groups);
    assert_eq!(names(&several.causes(Order::Severity)), [0, 1, 2]);
    assert_eq!(names(&several.causes(Order::Gap)), [1, 0, 2]);
    assert_eq!(names(&several.causes(Order::Apart)), [2, 1, 0]);
}

#[test]
fn causes_lead_together_up_to_one_answer_moved_by_one_step() {
    // Two items a cause: 12.5 points.
    let of_eight = |second: usize| room(&[with("sales", &[4, 4, 4], second), with("sales", &[4, 3, 4], 8 - second)]);
    assert_eq!(names(&of_eight(4).start()), [0, 2, 1]);
    assert_eq!(names(&of_eight(3).start()), [0, 2]);
}

#[test]
fn every_cause_that_leads_is_named_as_where_to_start_and_of_more_than_three_that_there_are_others() {
    let says = |answers: &[i32], start: &str| {
        let said = words::summary(&room(&[with("sales", answers, 8)]));
        assert!(said.starts_with(start), "{said}");
    };
    says(&[4, 2, 2], "Start with Cause c0. ");
    says(&[4, 4, 4], "Start with Cause c0, Cause c1 or Cause c2: they are close. ");
    says(&[4, 4, 4, 4], "Start with Cause c0, Cause c1, Cause c2 and others: they are close. ");
}

#[test]
fn a_tension_is_named_where_all_its_causes_remedies_are_shown() {
    let record = room_record(&[with("sales", &[5, 4, 1], 6)]);
    let asked = record.questionnaire();
    let tension =
        |causes: &[&str]| Tension { causes: causes.iter().map(|name| id(name)).collect(), text: causes.join(" ") };
    let head = Head { tensions: vec![tension(&["c0", "c1"]), tension(&["c0", "c2"])], ..asked.head().clone() };
    let order: Vec<Id> = asked.asked().map(|item| item.id.clone()).collect();
    let strained = Arc::new(Questionnaire::new(head, asked.causes().to_vec(), &order).unwrap());
    let record = like(&record).asking(strained).build();
    let several = Several::of_round(&record, 1);
    assert_eq!(several.tensions().iter().map(|tension| tension.text.as_str()).collect::<Vec<_>>(), ["c0 c1"]);
}

#[test]
fn a_room_is_told_by_its_sides_and_a_gap_by_its_pairs() {
    let several = room(&[with("sales", &[5], 10), with("marketing", &[5], 5), with("marketing", &[1], 5)]);
    assert_eq!(wording::several::people(&several), "20 people: Sales 10, Marketing 10");
    let gap = only(&several).gap.unwrap();
    assert_eq!(
        wording::pairs(&gap, &several).unwrap(),
        "Take one person from each side: in 50 of 100 pairs Sales scores it higher, in 50 the same, in none lower."
    );
    let text = wording::gap(&gap, &several);
    assert!(text.starts_with("Sales rates this 50 points higher (between 12 and 88). Unlikely"), "{text}");
}

#[test]
fn of_small_sides_only_means_the_difference_and_the_verdict_are_there() {
    let several = room(&[with("sales", &[5], 6), with("marketing", &[5], 1), with("marketing", &[1], 5)]);
    let figures = only(&several);
    let gap = figures.gap.unwrap();
    assert_eq!((gap.verdict, gap.limits, gap.pairs), (Verdict::Clear, None, None));
    assert_eq!(several.export(0).unwrap().gap, None);
    let sides: Vec<_> = figures.sides.iter().flatten().map(|side| (side.interval, side.margin)).collect();
    assert_eq!(sides, [(Interval::None, Some(23)); 2]);
    assert_eq!(wording::gap(&gap, &several), "Sales rates this 83 points higher. Unlikely to be chance.");
    assert_eq!(wording::pairs(&gap, &several), None);
    let notes = wording::gap_notes(&several);
    assert_eq!(notes, ["With 6 and 6 people, sides can differ by up to 28 points by chance alone."]);
}

#[test]
fn of_a_thin_cause_with_small_sides_everyones_mean_stands_alone() {
    let several = room(&[with("sales", &[5], 6), with("marketing", &[1], 6)]);
    let total = only(&several).total.as_ref().unwrap();
    assert_eq!((total.average.interval, total.average.margin), (Interval::None, Some(14)));
    assert_eq!((&total.spread, several.export(0).unwrap().spread), (&None, None));
}

#[test]
fn where_sides_are_shown_there_is_no_median_of_everyone() {
    let shape = |groups: &[Vec<Person>]| room(groups).export(0).unwrap().spread.unwrap().shape;
    assert!(shape(&[with("sales", &[5], 12)]).is_some());
    assert_eq!(shape(&[with("sales", &[5], 12), with("marketing", &[1], 12)]), None);
}

#[test]
fn a_minimum_of_three_opens_everyones_mean_but_no_side_and_no_single_item() {
    let shape = Shape { min: 1, max: 5, reverse: false, weight: 1.0 };
    let causes =
        [("c0", 2), ("c1", 1)].map(|(name, number)| (name.to_owned(), items(name, &vec![shape.clone(); number])));
    let person = |side: &str| Person { side: side.to_owned(), answers: vec![vec![json!(4), json!(4)], vec![json!(4)]] };
    let people: Vec<Person> = ["sales", "sales", "sales", "marketing"].iter().map(|side| person(side)).collect();
    let several = Several::of_round(&record(&questionnaire(&causes, 3), &people), 1);
    let [one, other] = [0, 1].map(|place| several.cause(place).unwrap().figures);
    assert_eq!(one.total.as_ref().unwrap().average.mean.shown(), 75);
    assert_eq!(one.sides[0], Err(Hidden::TooFew(5)));
    assert_eq!(other.total, Err(Hidden::TooFew(5)));
}

#[test]
fn only_the_round_asked_for_counts() {
    let record = room_record(&[with("sales", &[4], 6)]);
    assert_eq!(Several::of_round(&record, 2).people(), 0);
    assert_eq!(only(&Several::of_round(&record, 2)).total, Err(Hidden::PerhapsNotAsked));
}

/// A merged record of everybody, put together from these people of it.
fn merged(groups: &[Vec<Person>], part: std::ops::Range<usize>) -> Record {
    let record = room_record(groups);
    let merged = like(&record).kind(Kind::Merged).build();
    let responses = record.responses()[part].iter().map(|response| response.id).collect();
    let part = Part { record: Token::new(9), min_people: 5, responses };
    merged.with_parts(Some(vec![part])).unwrap()
}

#[test]
fn a_small_side_that_a_part_of_a_merged_record_has_shown_is_not_worked_out_from_the_whole() {
    let groups = [with("sales", &[4], 16), with("marketing", &[2], 16)];
    let shows = |record: &Record| Several::of_round(record, 1).cause(0).unwrap().figures.gap.unwrap().pairs.is_some();
    // The last ten of Sales and the first six of Marketing, whose figures were shown before.
    assert!(!shows(&merged(&groups, 6..22)));
    // One side alone was never shown of a part.
    assert!(shows(&merged(&groups, 4..16)));
    assert!(shows(&merged(&groups, 0..32)));
    // Nobody knows what the parts of an earlier merge have shown.
    assert!(!shows(&merged(&groups, 0..32).with_parts(None).unwrap()));
}

fn anybody() -> Several {
    room(&[with("sales", &[4], 6), with("marketing", &[2], 6)])
}

#[test]
fn whose_view_it_is_names_people_and_sides() {
    let several = room(&[with("sales", &[4], 12), with("marketing", &[2], 9), with("other", &[5], 3)]);
    assert_eq!(words::heading(&several), "the view of 24 people: Sales 12, Marketing 9, Other 3");
    assert_eq!(words::notes(only(&several)), ["3 answers withheld, to protect the people who gave them."]);
    assert!(words::withheld_explained(&several).contains("Withheld is not the same as no data"));
}

#[test]
fn a_spread_is_told_in_people_never_in_per_cent() {
    let several = room(&[with("sales", &[4], 7), with("sales", &[1], 5)]);
    assert_eq!(
        words::spread(&several, only(&several).spread().unwrap()),
        "7 of 12 rate it elevated or severe (5 low, 0 mixed, 7 elevated, 0 severe). Their answers are far apart. \
         Look at the spread, not the average."
    );
}

#[test]
fn a_side_is_told_with_its_people_or_with_why_not() {
    let several = room(&[with("sales", &[4], 12), with("marketing", &[2], 9), with("other", &[5], 3)]);
    let sides: Vec<String> = several
        .sides()
        .zip(&only(&several).sides)
        .map(|((side, _), figure)| words::average_side(side, *figure))
        .collect();
    assert_eq!(
        sides,
        [
            "Sales: 75; 12 people, give or take 14.",
            "Marketing: 25; 9 people, give or take 17.",
            "Other: fewer than 5 answered this part."
        ]
    );
}

#[test]
fn three_people_are_told_why_there_is_nothing_to_show() {
    let several = room(&[with("sales", &[4], 2), with("marketing", &[2], 1)]);
    let summary = words::summary(&several);
    assert!(
        summary.starts_with("Only 3 people have answered, so there is nothing to show: figures start at 5"),
        "{summary}"
    );
}

#[test]
fn where_each_cause_is_asked_with_one_statement_four_people_are_not_told_that_three_are_enough() {
    let shape = Shape { min: 1, max: 5, reverse: false, weight: 1.0 };
    let questionnaire = questionnaire(&[("c0".to_owned(), items("c0", &[shape]))], 3);
    let person = Person { side: "sales".to_owned(), answers: vec![vec![json!(4)]] };
    let several = Several::of_round(&record(&questionnaire, &vec![person; 4]), 1);
    let summary = words::summary(&several);
    assert!(
        summary.starts_with("Only 4 people have answered, so there is nothing to show: figures start at 5"),
        "{summary}"
    );
    let text = words::withheld_explained(&several);
    assert!(text.starts_with("Figures are shown for 5 people or more, and only"), "{text}");
}

#[test]
fn the_summary_says_where_to_start_and_what_to_talk_about() {
    let several = room(&[with("sales", &[5, 4, 4], 8), with("marketing", &[4, 1, 4], 8)]);
    assert_eq!(
        words::summary(&several),
        "Start with Cause c0 or Cause c2: they are close. 1 cause is severe, 1 elevated, 1 mixed. Talk first about Cause \
         c1 and Cause c0: the sides see it differently."
    );
}

#[test]
fn two_leading_causes_that_are_close_are_both_named() {
    let several = room(&[with("sales", &[4, 4], 8)]);
    let summary = words::summary(&several);
    assert!(summary.contains("Start with Cause c0 or Cause c1: they are close."), "{summary}");
    assert!(words::one_sided(&several).unwrap().starts_with("Marketing has not answered"));
}

#[test]
fn a_quiet_room_is_told_so_and_nothing_is_claimed_of_other_rooms() {
    let several = room(&[with("sales", &[1], 6), with("marketing", &[1], 6)]);
    assert_eq!(words::summary(&several), "The only cause is low.");
    assert_eq!(words::one_sided(&several), None);
}

#[test]
fn a_row_tells_the_mean_the_people_and_the_gap() {
    let several = anybody();
    let row = words::row(&several, 1, &several.causes(Order::Severity)[0]);
    assert_eq!(row, "1. Cause c0: 50 of 100, mixed; 12 people, give or take 14; gap +50, clear.");
}

#[test]
fn causes_with_the_same_mean_share_a_rank_in_sentences_too() {
    let several = room(&[with("sales", &[5, 5, 1], 6), with("marketing", &[5, 5, 1], 6)]);
    let rows: Vec<String> = (1..)
        .zip(&several.causes(Order::Severity))
        .map(|(number, cause)| words::row(&several, number, cause))
        .collect();
    assert!(rows[1].starts_with("2. Cause c1: 100 of 100, severe, rank 1 shared; 12 people"), "{rows:?}");
    assert!(rows[2].starts_with("3. Cause c2: 0 of 100, low; 12 people"), "{rows:?}");
}
