//! How long it takes to read the questionnaire that is on the way to the first screen.

use criterion::{Criterion, criterion_group, criterion_main};
use undercurrent::testing::definition;

fn reading(bench: &mut Criterion) {
    bench.bench_function("read the built-in questionnaire", |bench| bench.iter(definition::built_in));
}

criterion_group!(definition_benches, reading);
criterion_main!(definition_benches);
