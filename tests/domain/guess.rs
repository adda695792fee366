//! What each side guesses of the other: what is asked, and what may be told of it.

use crate::answers::built_in;
use crate::support::id;
use crate::support::record::{a_record, like};
use jiff::Zoned;
use rstest::rstest;
use undercurrent::testing::definition::{read, text_without_causes};
use undercurrent::testing::document::{self, Format, Report, Subject};
use undercurrent::testing::domain::wording::guess;
use undercurrent::testing::domain::{
    Answer, Comparison, Expectation, Kind, Named, Questionnaire, Record, Response, Several, Token, handed_over,
};

/// Someone of a side who gives one answer to every statement of a cause, turned where that is good news, and guesses.
#[derive(Clone)]
struct Person {
    side: &'static str,
    /// From 1, almost never, to 5; none for somebody who answers nothing.
    sees: Option<i32>,
    guesses: Option<i32>,
    round: u8,
}

const fn person(side: &'static str, sees: i32, guesses: i32) -> Person {
    Person { side, sees: Some(sees), guesses: Some(guesses), round: 1 }
}

/// So many people who say the same of every cause.
fn many(number: usize, person: &Person) -> Vec<Person> {
    vec![person.clone(); number]
}

fn response(questionnaire: &Questionnaire, number: u128, person: &Person) -> Response {
    let mut response = Response::new(Token::new(number), id(person.side));
    response.round = person.round;
    for item in questionnaire.asked() {
        let value = person.sees.map(|sees| if item.reverse { 6 - sees } else { sees });
        response.answers.extend(value.map(|value| (item.id.clone(), Answer::Value(value))));
    }
    for cause in questionnaire.causes() {
        response.guesses.extend(person.guesses.map(|guess| (cause.id.clone(), guess)));
    }
    response
}

fn room(people: &[Vec<Person>]) -> Record {
    let questionnaire = built_in();
    let all = (1..).zip(people.iter().flatten()).map(|(number, one)| response(&questionnaire, number, one));
    a_record(&questionnaire).kind(Kind::Workshop).people(all).build()
}

fn several(record: &Record) -> Several {
    Several::of_round(record, 1)
}

/// What is told of one cause.
fn sentences(several: &Several) -> Vec<String> {
    guess::of_cause(several, &several.cause(0).unwrap())
}

/// Sales sees much and expects Marketing to see much; Marketing sees little, and expects Sales to see little.
fn a_relief_and_a_blind_spot() -> Record {
    room(&[many(6, &person("sales", 4, 4)), many(5, &person("marketing", 2, 3))])
}

#[test]
fn sales_guesses_marketing_and_marketing_sales_and_nobody_else_guesses() {
    let questionnaire = built_in();
    let asked = |side: &str| questionnaire.guess_question(&id(side));
    assert_eq!(asked("sales").unwrap(), "How often will people in Marketing say");
    assert_eq!(asked("marketing").unwrap(), "How often will people in Sales say");
    assert_eq!(asked("other"), None);
    assert_eq!(questionnaire.guess_items().count(), 9);
}

#[test]
fn a_questionnaire_without_guesses_asks_for_none() {
    let questionnaire = (*built_in()).clone().without_guesses();
    assert_eq!(questionnaire.guess_question(&id("sales")), None);
    assert_eq!(questionnaire.guess_items().count(), 0);
}

#[test]
fn the_points_of_a_guess_stand_at_equal_steps_of_severity() {
    let questionnaire = built_in();
    let item = questionnaire.guess_items().next().unwrap();
    let points: Vec<f64> = (1..=5).filter_map(|value| item.points(value)).collect();
    assert_eq!(points, [0.0, 25.0, 50.0, 75.0, 100.0]);
    assert_eq!(item.points(6), None);
}

#[test]
fn a_relief_is_told_before_a_blind_spot() {
    assert_eq!(
        sentences(&several(&a_relief_and_a_blind_spot())),
        [
            "Sales expected Marketing to say 75. Marketing said 25. 6 guesses.",
            "Sales said 75, 25 more than Marketing expected. 5 guesses.",
        ]
    );
}

#[test]
fn reliefs_and_blind_spots_stand_largest_first_and_the_rest_in_one_line() {
    let questionnaire = built_in();
    let mut record = a_relief_and_a_blind_spot();
    let mut responses = record.responses().to_vec();
    // Of the second cause Sales expects the most, of the third what Marketing says.
    for response in responses.iter_mut().filter(|response| response.side.as_str() == "sales") {
        response.guesses.insert(questionnaire.causes()[1].id.clone(), 5);
        response.guesses.insert(questionnaire.causes()[2].id.clone(), 2);
    }
    record = a_record(&questionnaire).kind(Kind::Workshop).people(responses).build();
    let several = several(&record);
    let reliefs = several.guesses(Expectation::Relief);
    let names: Vec<&str> = reliefs.iter().map(|(cause, _)| cause.cause.name.as_str()).take(2).collect();
    assert_eq!(names, ["System burden", "Lead mismatch"]);
    assert_eq!(guess::as_expected(&several).unwrap(), "About as expected: Disputed spend (Marketing by Sales).");
    let all = guess::all(&several);
    assert!(all[0].starts_with("System burden: Sales expected"), "{all:#?}");
    assert!(all.last().unwrap().starts_with("About as expected"), "{all:#?}");
}

#[test]
fn a_room_reads_three_names_of_each_kind_and_how_many_more_there_are() {
    let named = guess::named(&several(&a_relief_and_a_blind_spot()), 3).unwrap();
    assert_eq!(
        named,
        "Reliefs: Lead mismatch, System burden, Disputed spend and 6 more. \
         Blind spots: Lead mismatch, System burden, Disputed spend and 6 more."
    );
}

#[rstest]
#[case::four_guesses(5, 4)]
#[case::a_side_that_is_not_shown(4, 5)]
fn nothing_is_told_of(#[case] marketing: usize, #[case] guessers: usize) {
    let silent = Person { guesses: None, ..person("sales", 4, 1) };
    let people = [
        many(guessers, &person("sales", 4, 4)),
        many(5 - guessers.min(5), &silent),
        many(marketing, &Person { guesses: None, ..person("marketing", 2, 1) }),
    ];
    assert_eq!(sentences(&several(&room(&people))), [""; 0]);
}

#[test]
fn a_guess_needs_as_many_people_as_the_minimum_where_that_is_more_than_five() {
    let record =
        room(&[many(8, &person("sales", 4, 4)), many(9, &Person { guesses: Some(4), ..person("marketing", 2, 1) })]);
    let nine = like(&record).head(|head| head.min_people = 9).build();
    assert_eq!(sentences(&several(&nine)), [""; 0], "Sales is too small to be shown, and its guesses are too few");
    let eight = like(&record).head(|head| head.min_people = 8).build();
    assert_eq!(sentences(&several(&eight)).len(), 2);
}

#[test]
fn somebody_who_only_guessed_counts_among_the_guesses_and_not_among_the_people() {
    let guesser = Person { sees: None, ..person("sales", 1, 4) };
    let record = room(&[many(5, &person("sales", 4, 4)), many(2, &guesser), many(5, &person("marketing", 2, 3))]);
    let several = several(&record);
    assert_eq!((several.people(), record.people()), (10, 10));
    assert!(sentences(&several)[0].ends_with("7 guesses."), "{:?}", sentences(&several));
}

#[test]
fn a_second_round_shows_no_guess() {
    let again = |person: Person| Person { round: 2, guesses: None, ..person };
    let record = room(&[
        many(5, &person("sales", 4, 4)),
        many(5, &person("marketing", 2, 3)),
        many(5, &again(person("sales", 4, 4))),
        many(5, &again(person("marketing", 2, 3))),
    ]);
    assert_eq!(sentences(&several(&record)).len(), 2);
    assert_eq!(sentences(&Several::of_round(&record, 2)), [""; 0]);
}

#[test]
fn people_of_other_sides_are_neither_asked_nor_counted() {
    let record = room(&[
        many(5, &person("sales", 4, 4)),
        many(5, &Person { guesses: None, ..person("marketing", 2, 1) }),
        many(5, &person("other", 3, 1)),
    ]);
    assert_eq!(sentences(&several(&record)), ["Sales expected Marketing to say 75. Marketing said 25. 5 guesses."]);
}

fn now() -> Zoned {
    "2026-11-23T18:00:00[UTC]".parse().unwrap()
}

#[rstest]
#[case(Format::Text)]
#[case(Format::Markdown)]
#[case(Format::Html)]
#[case(Format::Svg)]
fn every_form_that_people_read_tells_reliefs_before_blind_spots(#[case] format: Format) {
    let report = Report::of(&a_relief_and_a_blind_spot());
    let text = document::text(&Subject::Record(&report), format, &now()).unwrap();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let at = |what: &str| text.find(what).unwrap_or_else(|| panic!("{what} is not in {text}"));
    assert!(at("expected Marketing to say 75.") < at("25 more than Marketing expected."), "{text}");
}

#[test]
fn tables_hold_what_was_guessed_of_a_side_in_its_row() {
    let report = Report::of(&a_relief_and_a_blind_spot());
    let csv = document::text(&Subject::Record(&report), Format::Csv, &now()).unwrap();
    let mut rows = csv::Reader::from_reader(csv.as_bytes());
    let heads = rows.headers().unwrap().clone();
    let of = |name: &str| heads.iter().position(|head| head == name).unwrap();
    let row = rows.records().map(Result::unwrap).find(|row| &row[of("side")] == "marketing").unwrap();
    let cells = ["guesses", "expected", "mean", "off_by", "expectation"].map(|name| row[of(name)].to_owned());
    assert_eq!(cells, ["6", "75", "25", "50", "relief"]);
}

/// A lead's own record.
fn lead(number: u128, person: &Person, label: &str) -> Record {
    let questionnaire = built_in();
    let own = response(&questionnaire, number, person);
    a_record(&questionnaire).id(Token::new(number)).label(label).people([own]).build()
}

fn compared(one: &Record, other: &Record) -> Comparison {
    Comparison::of(&[Named { name: "one", record: one }, Named { name: "other", record: other }]).unwrap()
}

#[test]
fn a_leads_own_guess_is_told_beside_what_the_counterpart_said() {
    let own = lead(1, &person("sales", 3, 4), "EMEA");
    let counterpart = lead(2, &Person { guesses: None, ..person("marketing", 2, 1) }, "EMEA");
    let text = guess::of_people(&compared(&own, &counterpart)).into_iter().map(|(_, text)| text).next().unwrap();
    assert_eq!(text, "You expected Marketing, EMEA to say 75. Marketing, EMEA said 25.");
    let own = lead(1, &person("sales", 3, 1), "EMEA");
    let text = guess::of_people(&compared(&own, &counterpart)).into_iter().map(|(_, text)| text).next().unwrap();
    assert_eq!(text, "Marketing, EMEA said 25, 25 more than you expected.");
}

#[test]
fn a_guess_of_the_one_named_second_is_theirs() {
    let own = lead(1, &Person { guesses: None, ..person("sales", 4, 1) }, "EMEA");
    let counterpart = lead(2, &person("marketing", 2, 2), "EMEA");
    let text = guess::of_people(&compared(&own, &counterpart)).into_iter().map(|(_, text)| text).next().unwrap();
    assert_eq!(text, "Sales, EMEA said 75, 50 more than Marketing, EMEA expected.");
}

#[test]
fn people_of_one_side_did_not_guess_each_other() {
    let comparison = compared(&lead(1, &person("sales", 3, 4), "North"), &lead(2, &person("sales", 2, 1), "South"));
    assert!(guess::of_people(&comparison).is_empty());
}

#[test]
fn what_is_handed_over_holds_a_leads_guess_only_where_they_say_so() {
    let own = lead(1, &person("sales", 3, 4), "EMEA");
    let guesses = |with_guess| handed_over(&own, with_guess).unwrap().responses()[0].guesses.len();
    assert_eq!((guesses(false), guesses(true)), (0, 9));
    assert_eq!(own.responses()[0].guesses.len(), 9);
}

/// What participants are given as text, read as a terminal reads it.
fn given_out() -> (String, Questionnaire) {
    let text = text_without_causes(&built_in()).unwrap();
    let read = read("the session", text.as_bytes()).unwrap().questionnaire;
    (text, read)
}

#[test]
fn who_is_given_no_causes_is_asked_the_same_guesses_by_their_places() {
    let (text, given) = given_out();
    let asked = |questionnaire: &Questionnaire| -> Vec<_> {
        let items = questionnaire.guess_items();
        items.map(|item| (item.text.to_owned(), item.scale.stem.clone(), item.scale.points.clone())).collect()
    };
    let all = built_in();
    assert_eq!(asked(&given), asked(&all));
    assert_eq!(given.guess_question(&id("sales")), all.guess_question(&id("sales")));
    let names: Vec<String> = given.guess_items().map(|item| item.cause.id.to_string()).collect();
    assert_eq!(names, (1..=9).map(|place| format!("guess-{place}")).collect::<Vec<_>>());
    for cause in all.causes() {
        assert!(!text.contains(cause.id.as_str()) && !text.contains(&format!("\"{}\"", cause.name)), "{}", cause.id);
    }
}

#[test]
fn the_statement_beside_a_guess_says_nothing_of_its_cause() {
    let (_, given) = given_out();
    let beside: Vec<String> = given.guess_items().map(|item| item.cause.items[0].id.to_string()).collect();
    assert_eq!(beside, (1..=9).map(|place| format!("statement-{place}")).collect::<Vec<_>>());
}

#[test]
fn guesses_are_asked_as_statements_on_the_scale_without_an_answer_apart() {
    let all = built_in();
    let asked = all.guessed_as_statements(&id("marketing")).unwrap();
    let first = asked.asked_at(0).unwrap();
    assert_eq!((asked.len(), &first.id), (9, &all.causes()[0].id));
    assert_eq!(first.text, "leads come unchecked or do not fit what Sales can sell?");
    assert_eq!((first.scale.stem.as_str(), first.scale.na.as_str()), ("How often will people in Sales say:", ""));
    assert!(all.guessed_as_statements(&id("other")).is_none());
}
