//! How long the figures take: `cargo bench --bench scoring`.
#![allow(clippy::unwrap_used, reason = "a benchmark may stop where its room cannot be built")]

#[path = "../tests/support/mod.rs"]
mod support;

use std::hint::black_box;

use crate::support::record::like;
use criterion::{Criterion, criterion_group, criterion_main};
use serde_json::{Value, json};
use support::{Person, Shape, items, questionnaire, record};
use undercurrent::testing::domain::{Analysis, Kind, Record, Several, score};

/// A room of the built-in size: nine causes of four five-point items, so many people of each side.
fn room(sales: usize, marketing: usize) -> Record {
    let shape = |reverse| Shape { min: 1, max: 5, reverse, weight: 1.0 };
    let cause = |at| (format!("c{at}"), items(&format!("c{at}"), &[false, true, false, true].map(shape)));
    let questionnaire = questionnaire(&(0..9).map(cause).collect::<Vec<_>>(), 5);
    let mut chance = 1_u64;
    let mut answer = || {
        // Any scattered answers will do; the same ones every time (Knuth's generator).
        chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        json!(1 + (chance >> 33) % 5)
    };
    let mut person = |side: &str| {
        let answers: Vec<Vec<Value>> = (0..9).map(|_| (0..4).map(|_| answer()).collect()).collect();
        Person { side: side.to_owned(), answers }
    };
    let mut people: Vec<Person> = (0..sales).map(|_| person("sales")).collect();
    people.extend((0..marketing).map(|_| person("marketing")));
    record(&questionnaire, &people)
}

fn scoring(bench: &mut Criterion) {
    let thousand = room(500, 500);
    let causes = thousand.questionnaire().causes();
    bench.bench_function("score 1,000 responses of 36 items", |bench| {
        bench.iter(|| {
            for response in thousand.responses() {
                for cause in causes {
                    black_box(score(&cause.items, black_box(response)));
                }
            }
        });
    });
}

/// What an answer costs beside its drawing: the whole analysis of one person.
fn one_person(bench: &mut Criterion) {
    let record = like(&room(1, 0)).kind(Kind::Solo).build();
    bench.bench_function("analyse one person", |bench| bench.iter(|| Analysis::of(black_box(&record)).unwrap()));
}

fn analysis(bench: &mut Criterion) {
    for (sales, marketing) in [(8, 8), (30, 30), (75, 75), (30, 300), (250, 250), (500, 500)] {
        let record = room(sales, marketing);
        bench.bench_function(&format!("analyse {sales} against {marketing}"), |bench| {
            bench.iter(|| Several::of_round(black_box(&record), 1));
        });
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20);
    targets = scoring, one_person, analysis
}
criterion_main!(benches);
