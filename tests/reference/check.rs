//! Reading the reference figures and holding ours against them.

use serde::de::DeserializeOwned;
use undercurrent::testing::domain::{Band, Severity};

/// The cases of one file.
pub fn cases<T: DeserializeOwned>(file: &str) -> Vec<T> {
    whole_file(file)
}

/// A file that is one value.
pub fn whole_file<T: DeserializeOwned>(file: &str) -> T {
    serde_json::from_str(&text(file)).unwrap()
}

/// The rows of a table, without its head.
pub fn rows(file: &str) -> Vec<Vec<String>> {
    text(file).lines().skip(1).map(|line| line.split(',').map(str::to_owned).collect()).collect()
}

/// Figures in points as severities.
pub fn severities(points: &[f64]) -> Vec<Severity> {
    points.iter().map(|&points| Severity::new(points).unwrap()).collect()
}

fn text(file: &str) -> String {
    std::fs::read_to_string(format!("{}/tests/vectors/{file}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// Whether two figures are the same, but for rounding in the last digits.
#[track_caller]
pub fn same(what: &str, got: f64, expected: f64) {
    within(what, got, expected, 1e-9 * expected.abs().max(1.0));
}

/// Whether two figures are the same, where there may be none.
#[track_caller]
pub fn same_option(what: &str, got: Option<f64>, expected: Option<f64>) {
    match (got, expected) {
        (Some(got), Some(expected)) => same(what, got, expected),
        (got, expected) => assert_eq!(got, expected, "{what}"),
    }
}

/// Whether a figure lies within a tolerance of the expected one.
#[track_caller]
pub fn within(what: &str, got: f64, expected: f64, tolerance: f64) {
    assert!((got - expected).abs() <= tolerance, "{what}: got {got}, expected {expected}");
}

/// The name of a band in the reference figures.
pub const fn band_name(band: Band) -> &'static str {
    match band {
        Band::Low => "low",
        Band::Mixed => "mixed",
        Band::Elevated => "elevated",
        Band::Severe => "severe",
    }
}
