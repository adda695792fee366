//! Records of as many people as a record holds, through the program.
//!
//! `cargo test --release --test cli crowded -- --ignored --nocapture`, which says how long it takes

use std::sync::Arc;
use std::time::Instant;

use undercurrent::testing::definition;
use undercurrent::testing::domain::{Answer, Kind, Questionnaire, Response, Token};
use undercurrent::testing::storage::{read, to_text};

use super::home::{Home, Run};
use super::record::a_record;

/// Somebody who answers everything, each a little otherwise.
fn response(asked: &Questionnaire, person: u128) -> Response {
    let value = |at: usize| 1 + i32::try_from((person * 7 + person * person * at as u128) % 5).unwrap();
    let answers = asked.asked().enumerate().map(|(at, item)| (item.id.clone(), Answer::Value(value(at))));
    let side = if person.is_multiple_of(2) { "sales" } else { "marketing" };
    Response { answers: answers.collect(), ..Response::new(Token::new(person), side.parse().unwrap()) }
}

/// The forms that a report is written in.
const FORMS: [&str; 7] = ["text", "markdown", "html", "csv", "json", "svg", "xlsx"];

/// A record of 75 people of each side, and of 4,850 others, in a file.
fn two_sides_and_many_others(home: &Home, file: &str) {
    let asked = Arc::new(definition::built_in().unwrap());
    let response = |person: u128| {
        let others = (person > 150).then(|| "other".parse().unwrap());
        let response = response(&asked, person);
        Response { side: others.unwrap_or_else(|| response.side.clone()), ..response }
    };
    let record = a_record(&asked).kind(Kind::Workshop).people((1..=5000).map(response)).build();
    home.write(file, to_text(&record).unwrap());
}

/// A record of the people from one number to another, in a file.
fn people(home: &Home, file: &str, from: u128, to: u128) {
    let asked = Arc::new(definition::built_in().unwrap());
    let responses = (from..=to).map(|person| response(&asked, person));
    let record = a_record(&asked).id(Token::new(from << 64)).kind(Kind::Workshop).people(responses).build();
    home.write(file, to_text(&record).unwrap());
}

#[expect(clippy::print_stdout, reason = "what was measured is for whoever runs it")]
fn timed(home: &Home, args: &[&str]) -> Run {
    let start = Instant::now();
    let run = home.run(args);
    println!("{}: {:.0} ms", args.join(" "), start.elapsed().as_secs_f64() * 1000.0);
    run
}

#[test]
#[ignore = "takes a while where nothing is optimised"]
fn five_thousand_people_are_merged_and_reported_and_one_more_is_refused() {
    let home = Home::new();
    people(&home, "1.toml", 1, 3000);
    people(&home, "2.toml", 3001, 5000);
    people(&home, "3.toml", 3001, 5001);
    let merged = timed(&home, &["merge", "1.toml", "2.toml", "--output", "both.toml"]);
    assert_eq!(merged.code, 0, "{merged:?}");
    assert!(merged.err.contains("Merged 5000 responses: Sales 2500, Marketing 2500."), "{merged:?}");
    assert_eq!(read(&home.path().join("both.toml")).unwrap().responses().len(), 5000);
    two_sides_and_many_others(&home, "uneven.toml");
    for (record, form) in ["both.toml", "uneven.toml"].into_iter().flat_map(|of| FORMS.map(|form| (of, form))) {
        let file = format!("{record}.{form}");
        let report = timed(&home, &["report", record, "--format", form, "--output", &file]);
        assert_eq!(report.code, 0, "{report:?}");
    }
    assert!(std::fs::read_to_string(home.path().join("both.toml.html")).unwrap().contains("5000"));
    let refused = timed(&home, &["merge", "1.toml", "3.toml", "--output", "more.toml"]);
    assert_eq!(refused.code, 1, "{refused:?}");
    assert!(refused.err.contains("together they hold 5001 people, and a record holds at most 5000"), "{refused:?}");
    assert!(!home.path().join("more.toml").exists());
}
