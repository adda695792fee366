//! Finished records of several people, put together into one.

use std::sync::Arc;

use crate::answers::{built_in, finished, record};
use crate::same::same;
use crate::support::record::like;
use rstest::rstest;
use undercurrent::testing::domain::{
    Answer, Apart, Cause, Comparison, Differing, Exposed, Exposing, Head as QuestionnaireHead, Intent, Kind, Label,
    MergeRefusal as Refusal, Merged, Named, Note, Part, Questionnaire, Record, RecordHead as Head, Response, Rounds,
    Token, exposing, merge, wording,
};

/// The id of the record that is made.
const NEW: Token = Token::new(99);

/// A finished record of one person, with a head changed as wanted.
fn one(number: u128, side: &str, change: impl FnOnce(&mut Head)) -> Record {
    let own = |_, response: &mut Response| {
        response.id = Token::new(1000 + number);
        response.side = side.parse().unwrap();
    };
    like(&finished(&built_in(), &["4242"])).id(Token::new(number)).each(own).head(change).build()
}

fn plain(number: u128, side: &str) -> Record {
    one(number, side, |_| {})
}

fn labelled(number: u128, label: &str) -> Record {
    one(number, "sales", |head| head.label = Label::new(label).unwrap())
}

fn put_together(records: &[&Record]) -> Result<Merged, Refusal> {
    let letters: Vec<String> = (b'a'..).map(|letter| char::from(letter).to_string()).take(records.len()).collect();
    let named: Vec<Named<'_>> = letters.iter().zip(records).map(|(name, record)| Named { name, record }).collect();
    merge(&named, NEW)
}

fn merged(records: &[&Record]) -> Merged {
    put_together(records).unwrap()
}

fn label(labels: &[&str]) -> (String, bool) {
    let records: Vec<Record> = (1..).zip(labels).map(|(number, label)| labelled(number, label)).collect();
    let merged = merged(&records.iter().collect::<Vec<_>>());
    (merged.record.head().label.to_string(), merged.label_cut)
}

/// The same questionnaire with something changed.
fn other(head: impl FnOnce(&mut QuestionnaireHead), causes: impl FnOnce(&mut Vec<Cause>)) -> Arc<Questionnaire> {
    let (mut new, mut all) = (built_in().head().clone(), built_in().causes().to_vec());
    head(&mut new);
    causes(&mut all);
    let order: Vec<_> = all.iter().flat_map(|cause| &cause.items).map(|item| item.id.clone()).collect();
    let mut asked: Vec<_> = built_in().asked().map(|item| item.id.clone()).filter(|id| order.contains(id)).collect();
    asked.extend(order.into_iter().filter(|id| built_in().item(id).is_none()));
    Arc::new(Questionnaire::new(new, all, &asked).unwrap())
}

/// Why a record of another questionnaire is refused.
fn refused(questionnaire: &Arc<Questionnaire>) -> String {
    put_together(&[&plain(1, "sales"), &finished(questionnaire, &["4"])]).unwrap_err().to_string()
}

#[test]
fn twelve_people_of_two_sides_become_one_record_of_twelve() {
    let records: Vec<Record> = (0..12).map(|at| plain(at, if at < 6 { "sales" } else { "marketing" })).collect();
    let merged = merged(&records.iter().collect::<Vec<_>>());
    let record = &merged.record;
    assert_eq!((record.head().kind, record.head().id), (Kind::Merged, NEW));
    assert_eq!((record.responses().len(), merged.copies), (12, 0));
    same!(record.questionnaire(), &built_in());
    assert_eq!(wording::compare::merged(&merged), ["Merged 12 responses: Sales 6, Marketing 6."]);
}

#[test]
fn it_was_begun_with_the_first_and_finished_with_the_last() {
    let early = one(1, "sales", |head| head.created = "2026-11-01T08:00:00Z".parse().unwrap());
    let late = one(2, "sales", |head| {
        head.finished = Some("2026-12-01T08:00:00Z".parse().unwrap());
        head.changed = Some("2026-12-02T08:00:00Z".parse().unwrap());
        head.min_people = 7;
    });
    let merged = merged(&[&late, &early, &plain(3, "sales")]);
    let head = merged.record.head();
    assert_eq!(head.created, early.head().created);
    assert_eq!((head.finished, head.changed), (late.head().finished, late.head().changed));
    assert_eq!(head.min_people, 7, "the largest holds");
}

#[test]
fn a_response_in_two_records_is_taken_once() {
    let (a, b) = (plain(1, "sales"), plain(2, "marketing"));
    let again = merged(&[&merged(&[&a, &b]).record, &a, &b, &plain(3, "sales")]);
    assert_eq!((again.record.responses().len(), again.copies), (3, 2));
    assert_eq!(again.differing, []);
    let text = wording::compare::merged(&again).join(" ");
    assert!(text.contains("2 more copies of the same responses were found; each response is taken once."), "{text}");
}

#[rstest]
#[case::the_later_first(true)]
#[case::the_later_last(false)]
fn of_two_copies_the_later_change_wins_and_it_is_told(#[case] first: bool) {
    let old = plain(1, "sales");
    let mut new = old.clone();
    new.answer(&"lead-fits".parse().unwrap(), Answer::Value(1), "2026-11-30T08:00:00Z".parse().unwrap()).unwrap();
    let other = plain(2, "sales");
    let (merged, names) =
        if first { (merged(&[&new, &old, &other]), ["a", "b"]) } else { (merged(&[&old, &new, &other]), ["b", "a"]) };
    same!(merged.record.responses()[0], new.responses()[0]);
    let [taken, left] = names.map(str::to_owned);
    assert_eq!(merged.differing, [Differing { taken, left, later: true }]);
    let text = wording::compare::merged(&merged).join(" ");
    let [taken, left] = names;
    let sentence = format!("A response in {taken} differs from its copy in {left}: it is taken from {taken}");
    assert!(text.contains(&sentence), "{text}");
}

#[test]
fn a_change_after_an_earlier_merge_wins_over_the_merged_copy() {
    let old = plain(1, "sales");
    let late = one(2, "sales", |head| head.finished = Some("2026-12-24T08:00:00Z".parse().unwrap()));
    let before = merged(&[&old, &late]).record;
    let mut new = old;
    new.answer(&"lead-fits".parse().unwrap(), Answer::Value(1), "2026-11-30T08:00:00Z".parse().unwrap()).unwrap();
    let after = merged(&[&before, &new]);
    same!(after.record.responses()[0], new.responses()[0]);
}

#[test]
fn of_two_copies_of_the_same_time_the_first_is_taken_and_it_is_told() {
    let first = plain(1, "sales");
    let second = like(&first).each(|_, response| response.answers.clear()).build();
    let merged = merged(&[&first, &second, &plain(2, "sales")]);
    same!(merged.record.responses()[0], first.responses()[0]);
    assert!(!merged.differing[0].later);
    assert!(wording::compare::merged(&merged)[2].ends_with("named first, since neither is later."));
}

#[test]
fn adding_fewer_people_than_figures_are_shown_of_is_told_since_a_subtraction_gives_them_away() {
    let people: Vec<Record> = (1..=17).map(|n| plain(n, if n % 2 == 0 { "sales" } else { "marketing" })).collect();
    let twelve = merged(&people[..12].iter().collect::<Vec<_>>()).record;
    let more = |number: usize| {
        let added = people[12..12 + number].iter();
        merged(&[&twelve].into_iter().chain(added).collect::<Vec<_>>())
    };
    let few = [Exposing { name: "a".to_owned(), what: Exposed::Few }];
    assert_eq!(more(1).exposing, few);
    let text = wording::compare::exposing(&few[0], 5);
    assert!(text.starts_with("Whoever has seen the figures of a could work out"), "{text}");
    assert_eq!(more(5).exposing, few, "neither side has five more");
}

#[test]
fn enough_people_more_on_each_side_give_nobody_away_nor_does_what_was_never_shown() {
    let people: Vec<Record> = (1..=22).map(|n| plain(n, if n % 2 == 0 { "sales" } else { "marketing" })).collect();
    let of = |number: usize| merged(&people[..number].iter().collect::<Vec<_>>()).record;
    let with =
        |before: &Record, added: &[Record]| merged(&[before].into_iter().chain(added).collect::<Vec<_>>()).exposing;
    assert!(with(&of(12), &people[12..22]).is_empty());
    assert!(with(&of(4), &people[4..6]).is_empty(), "four people were shown to nobody");
    assert!(with(&of(12), &people[..1]).is_empty(), "nobody was added");
    assert!(merged(&people.iter().collect::<Vec<_>>()).exposing.is_empty(), "people one by one were shown to nobody");
}

#[test]
fn actions_stay_where_they_were() {
    let mut with = plain(1, "sales");
    let cause = built_in().causes()[0].id.clone();
    let intent = Intent { cause, owner: "Ann", due: None, step: "Call them." };
    with.take_on(intent, None, "2026-11-23T16:00:00Z".parse().unwrap()).unwrap();
    assert!(merged(&[&with, &plain(2, "sales")]).record.actions().is_empty());
}

#[test]
fn rounds_are_kept_and_told() {
    let second = plain(2, "sales");
    let workshop = like(&second).kind(Kind::Workshop).each(|_, response| response.round = 2).build();
    let merged = merged(&[&plain(1, "sales"), &workshop]);
    let rounds: Vec<u8> = merged.record.responses().iter().map(|response| response.round).collect();
    assert_eq!(rounds, [1, 2]);
    assert_eq!(wording::compare::merged(&merged)[1], "They come from rounds 1 and 2; charts show round 1.");
}

#[rstest]
#[case(&["EMEA", "EMEA"], "EMEA")]
#[case(&["EMEA", "emea", ""], "EMEA")]
#[case(&["EMEA", "APAC", "EMEA"], "EMEA, APAC")]
#[case(&["", ""], "")]
fn the_label_is_the_shared_one_or_the_distinct_ones(#[case] labels: &[&str], #[case] expected: &str) {
    assert_eq!(label(labels), (expected.to_owned(), false));
}

#[test]
fn labels_of_an_earlier_merge_are_not_repeated() {
    let before = merged(&[&labelled(1, "EMEA"), &labelled(2, "APAC")]).record;
    assert_eq!(merged(&[&before, &labelled(3, "APAC")]).record.head().label.as_str(), "EMEA, APAC");
}

#[test]
fn labels_that_are_too_long_are_counted_and_a_long_one_is_cut() {
    let long = ["North of Europe", "South of Europe", "The Americas", "Asia and the Pacific", "Africa"];
    assert_eq!(label(&long), ("North of Europe, South of Europe, The Americas and 2 more".to_owned(), true));
    let (cut, is_cut) = label(&[&"東".repeat(60), &"x".repeat(60)]);
    assert_eq!((cut.chars().count(), is_cut), (60, true));
    assert!(cut.ends_with("東… and 1 more"), "{cut}");
}

#[test]
fn one_record_is_too_few() {
    assert_eq!(put_together(&[&plain(1, "sales")]), Err(Refusal::TooFew));
}

#[test]
fn a_record_that_is_not_finished_is_refused_by_name() {
    let open = record(&built_in(), &["4"]);
    let error = put_together(&[&plain(1, "sales"), &open]).unwrap_err();
    assert_eq!(error, Refusal::Apart(Apart::Unfinished("b".to_owned())));
}

#[test]
fn more_than_five_thousand_people_are_refused_and_a_second_round_makes_nobody_more() {
    let template = plain(1, "sales");
    let many = |from: u128, number: u128, round: u8| {
        let response = |at| Response { id: Token::new(from + at), round, ..template.responses()[0].clone() };
        like(&template).kind(Kind::Workshop).people((0..number).map(response)).build()
    };
    let number = |one: &Record, other: &Record| put_together(&[one, other]).map(|m| m.record.responses().len());
    assert_eq!(number(&many(0, 3000, 1), &many(3000, 2000, 1)), Ok(5000));
    assert_eq!(number(&many(0, 3000, 1), &many(2500, 2500, 1)), Ok(5000), "copies do not count");
    assert_eq!(number(&many(0, 3000, 1), &many(3000, 3000, 2)), Ok(6000), "one response a round");
    assert_eq!(number(&many(0, 3000, 1), &many(3000, 2001, 1)), Err(Refusal::TooMany(5001)));
}

#[test]
fn the_short_form_and_the_full_one_are_told_apart() {
    let pulse = Arc::new(built_in().pulse().unwrap());
    assert!(
        refused(&pulse)
            .ends_with("b does not have the same questionnaire as a: it was answered in the short form, not in full")
    );
    let error = put_together(&[&finished(&pulse, &["4"]), &plain(1, "sales")]).unwrap_err().to_string();
    assert!(error.ends_with("it was answered in full, not in the short form"), "{error}");
}

#[rstest]
#[case::id(other(|head| head.id = "ours".parse().unwrap(), |_| {}), "its id is 'ours', not '")]
#[case::a_side_less(other(|head| drop(head.sides.pop()), |_| {}), "it lacks the side 'other'")]
#[case::a_cause_less(other(|_| {}, |causes| drop(causes.pop())), "it lacks the cause '")]
#[case::a_wording(other(|_| {}, |causes| causes[0].items[0].text.push('x')), "the wording of the statement '")]
#[case::a_key(other(|_| {}, |causes| causes[0].items[0].reverse ^= true), "the reverse key of the statement '")]
#[case::a_weight(other(|_| {}, |causes| causes[0].items[0].weight = 2.0), "the weight of the statement '")]
#[case::the_short_form(other(|_| {}, |causes| causes[0].items[1].pulse = true), "the part in the short form of the statement '")]
#[case::another_item(other(|_| {}, |causes| causes[0].items[0].id = "new".parse().unwrap()), "it also has the statement 'new'")]
#[case::another_cause(other(|_| {}, |causes| { let item = causes[0].items.pop().unwrap(); causes[1].items.push(item); }),
                      "the cause of the statement 'lead-facts' differs")]
fn another_questionnaire_is_refused_with_what_differs(#[case] other: Arc<Questionnaire>, #[case] how: &str) {
    let why = refused(&other);
    assert!(why.starts_with("b does not have the same questionnaire as a: ") && why.contains(how), "{why}");
}

/// Everything that may change from October to November without parting their records.
fn reworded(head: &mut QuestionnaireHead, causes: &mut [Cause]) {
    (head.version, head.title, head.closing) = ("7".to_owned(), "Ours".to_owned(), "What else?".to_owned());
    (head.bands.mixed, head.min_people, head.guess_stem) = ("so so".to_owned(), 9, Some("{side}?".to_owned()));
    "The sellers".clone_into(&mut head.sides[0].name);
    head.words.clear();
    head.tensions.clear();
    let cause = &mut causes[0];
    (cause.name, cause.heading, cause.remedy) = ("Leads".to_owned(), "Mended".to_owned(), "Talk.".to_owned());
    (cause.first_step, cause.guess, cause.items[0].hint) = ("Meet.".to_owned(), Some("it is so".to_owned()), None);
    cause.prompts.clear();
    causes.reverse();
}

#[test]
fn other_names_headings_steps_prompts_and_bands_part_nobody_and_the_newest_hold() {
    let (mut new_head, mut all) = (built_in().head().clone(), built_in().causes().to_vec());
    reworded(&mut new_head, &mut all);
    let asked: Vec<_> = built_in().asked().map(|item| item.id.clone()).collect();
    let newer = Arc::new(Questionnaire::new(new_head, all, &asked).unwrap());
    let old = plain(1, "sales");
    let later = |head: &mut Head| head.finished = Some("2026-12-24T08:00:00Z".parse().unwrap());
    let new = one(2, "marketing", later).under(&newer).unwrap();
    for records in [[&old, &new], [&new, &old]] {
        let merged = merged(&records).record;
        assert_eq!(merged.questionnaire(), &newer);
        assert_eq!(merged.responses().len(), 2);
        let letters = ["a", "b"];
        let named: Vec<Named<'_>> = letters.iter().zip(records).map(|(name, record)| Named { name, record }).collect();
        let compared = Comparison::of(&named).unwrap();
        assert_eq!(compared.questionnaire(), &newer);
        let place = newer.causes().iter().position(|cause| cause.id.as_str() == "bad-leads").unwrap();
        let scores: Vec<_> = compared.scores(place).map(|(_, score)| score.severity.unwrap().shown()).collect();
        assert_eq!(scores, [75, 75], "the same answers, whatever the order of the causes");
    }
}

/// A record of these people that was shown.
fn team(number: u128, people: &[Record]) -> Record {
    let merged = merged(&people.iter().collect::<Vec<_>>()).record;
    like(&merged).id(Token::new(number)).build()
}

fn crowd(people: u128) -> Vec<Record> {
    (1..=people).map(|n| plain(n, if n % 2 == 0 { "sales" } else { "marketing" })).collect()
}

/// What stands too near to the record of `people`.
fn near(earlier: &Record, people: &[Record]) -> Option<Exposed> {
    exposing(&[Named { name: "x", record: earlier }], &team(98, people)).first().map(|one| one.what)
}

#[test]
fn a_record_kept_elsewhere_that_lacks_or_has_a_few_people_stands_too_near() {
    let people = crowd(30);
    assert_eq!(near(&team(1, &people[..12]), &people[..13]), Some(Exposed::Few), "one more");
    assert_eq!(near(&team(1, &people[..13]), &people[..12]), Some(Exposed::Few), "one less");
    assert_eq!(near(&team(1, &people[..13]), &people[1..14]), Some(Exposed::Few), "one for another");
    assert_eq!(near(&team(1, &people[..12]), &people[..22]), None, "five more on each side");
    assert_eq!(near(&team(1, &people[..12]), &people[12..24]), None, "other people");
    assert_eq!(near(&team(1, &people[..12]), &people[..12]), None, "the same people");
    assert_eq!(near(&team(1, &people[..3]), &people[..12]), None, "three were shown to nobody");
}

#[test]
fn a_changed_copy_of_somebody_in_an_earlier_record_gives_the_change_away() {
    let mut people = crowd(12);
    let before = team(1, &people);
    people[3].answer(&"lead-fits".parse().unwrap(), Answer::Value(1), "2026-11-30T08:00:00Z".parse().unwrap()).unwrap();
    assert_eq!(near(&before, &people), Some(Exposed::Change));
    let text = wording::compare::exposing(&Exposing { name: "x".to_owned(), what: Exposed::Change }, 5);
    assert!(text.starts_with("x holds some of these answers as they were before a change"), "{text}");
}

#[test]
fn copies_of_one_person_make_no_merged_record() {
    let one = plain(1, "sales");
    assert_eq!(put_together(&[&one, &one]), Err(Refusal::OnePerson));
}

#[test]
fn fewer_people_than_are_shown_are_told_with_what_helps_them() {
    let people = crowd(5);
    let text =
        |number: usize| wording::compare::merged(&merged(&people[..number].iter().collect::<Vec<_>>())).join(" ");
    assert!(text(3).contains("No figures are shown of 3 people: it takes 5 people"), "{}", text(3));
    assert!(text(3).contains("'undercurrent compare'"), "{}", text(3));
    assert!(!text(5).contains("No figures"), "{}", text(5));
}

#[test]
fn a_merged_record_says_which_of_its_people_came_from_records_of_several() {
    let people = crowd(14);
    let (first, second) = (team(1, &people[..6]), team(2, &people[6..12]));
    let part = |record: &Record| Part {
        record: record.head().id,
        min_people: 5,
        responses: record.responses().iter().map(|response| response.id).collect(),
    };
    let both = merged(&[&first, &second, &people[12], &people[13]]).record;
    assert_eq!(both.parts(), Some([part(&first), part(&second)].as_slice()));
    let of = |side: &str| {
        let came_with = both.responses().iter().filter(|response| both.parts().unwrap()[0].holds(response));
        came_with.filter(|response| response.side.as_str() == side).count()
    };
    assert_eq!(["sales", "marketing"].map(of), [3, 3]);
    let again = merged(&[&both, &plain(20, "sales")]).record;
    assert_eq!(again.parts(), Some([part(&first), part(&second), part(&both)].as_slice()));
    let silent = first.with_parts(None).unwrap();
    assert_eq!(merged(&[&silent, &second]).record.parts(), None, "one of them does not say");
    assert_eq!(merged(&[&people[0], &people[1]]).record.parts(), Some([].as_slice()));
}

#[test]
fn what_the_rounds_asked_is_put_together_where_every_record_says_it() {
    let rounds = |number: u128, asked: Option<usize>| {
        let template = plain(number, "sales");
        let cause = built_in().causes()[asked.unwrap_or(0)].clone();
        let ids: Vec<_> = cause.items.iter().map(|item| item.id.clone()).collect();
        let second = Response {
            round: 2,
            id: Token::new(5000 + number),
            answers: [(ids[0].clone(), Answer::Value(3))].into(),
            ..template.responses()[0].clone()
        };
        let people = [template.responses()[0].clone(), second];
        let record = like(&template).kind(Kind::Workshop).people(people).build();
        let known = asked.map_or_else(|| Rounds::first(&built_in()), |_| Rounds::first(&built_in()).with(2, ids));
        record.with_rounds(known).unwrap()
    };
    let both = merged(&[&rounds(1, Some(0)), &rounds(2, Some(1))]).record;
    assert_eq!(both.rounds().items(2).unwrap().len(), 8);
    assert_eq!(both.rounds().items(1).unwrap().len(), 36);
    assert_eq!(merged(&[&rounds(1, Some(0)), &rounds(2, None)]).record.rounds().items(2), None);
    assert_eq!(merged(&[&rounds(1, Some(0)), &plain(2, "sales")]).record.rounds().items(2).unwrap().len(), 4);
}

#[test]
fn a_note_stays_where_it_was() {
    let noted = plain(1, "sales").with_note(Note::new("Pay.").unwrap()).unwrap();
    assert_eq!(merged(&[&noted, &plain(2, "sales")]).record.note(), None);
}

#[test]
fn many_differences_are_counted_after_the_fifth() {
    let all =
        other(|_| {}, |causes| causes.iter_mut().flat_map(|cause| &mut cause.items).for_each(|item| item.weight = 3.0));
    assert!(refused(&all).ends_with(", 31 more differs"), "{}", refused(&all));
}
