//! How long a report of many people takes, from the record's file to each form.
#![allow(clippy::unwrap_used, reason = "a benchmark stops where it fails")]

#[path = "../tests/support/record.rs"]
mod record;
use std::hint::black_box;
use std::sync::Arc;

use crate::record::a_record;
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use jiff::Zoned;
use undercurrent::testing::definition;
use undercurrent::testing::document::{self, Format, Report, Subject};
use undercurrent::testing::domain::{Answer, Kind, Outcome, Questionnaire, Record, Response, Token};
use undercurrent::testing::storage::{from_text, to_text};

/// How many people of Sales, of Marketing and of a third side.
const ROOMS: [[u128; 3]; 3] = [[250, 250, 0], [2500, 2500, 0], [75, 75, 4850]];

fn response(questionnaire: &Questionnaire, (person, side): (u128, &str)) -> Response {
    let value = |at: usize| 1 + i32::try_from((person * 7 + person * person * at as u128) % 5).unwrap();
    let answers = questionnaire.asked().enumerate().map(|(at, item)| (item.id.clone(), Answer::Value(value(at))));
    Response { answers: answers.collect(), ..Response::new(Token::new(person), side.parse().unwrap()) }
}

fn room([sales, marketing, _]: [u128; 3], people: u128) -> Record {
    let questionnaire = Arc::new(definition::built_in().unwrap());
    let side = |person: u128| match person {
        _ if person <= sales => "sales",
        _ if person <= sales + marketing => "marketing",
        _ => "other",
    };
    let responses = (1..=people).map(|person| response(&questionnaire, (person, side(person))));
    a_record(&questionnaire).kind(Kind::Workshop).people(responses).build()
}

/// Reads the record, analyses it and writes the report: what `undercurrent report` does beyond starting.
fn whole(c: &mut Criterion) {
    for room in ROOMS {
        of_room(c, room);
    }
}

fn of_room(c: &mut Criterion, sides: [u128; 3]) {
    let record = room(sides, sides.iter().sum());
    let text = to_text(&record).unwrap();
    let now: Zoned = "2026-12-01T18:00:00+01:00[+01:00]".parse().unwrap();
    let mut group = c.benchmark_group(format!("report of {sides:?}"));
    group.sample_size(20);
    for format in [Format::Text, Format::Markdown, Format::Html, Format::Csv, Format::Json, Format::Svg, Format::Xlsx] {
        group.bench_function(BenchmarkId::from_parameter(format.extension()), |b| {
            b.iter(|| {
                let record = from_text(black_box(&text)).unwrap();
                document::write(&Subject::Record(&Report::of(&record)), format, &now).unwrap()
            });
        });
    }
    group.bench_function("reading alone", |b| b.iter(|| from_text(black_box(&text)).unwrap()));
    group.bench_function("analysis alone", |b| b.iter(|| Outcome::of(black_box(&record))));
    group.finish();
}

criterion_group!(benches, whole);
criterion_main!(benches);
