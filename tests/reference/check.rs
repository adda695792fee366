//! Reading the reference figures and holding ours against them.

use std::path::{Path, PathBuf};

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

/// Of a report that is for authors alone, and that there is not.
const OF_NOTHING_THAT_THERE_IS: [&str; 1] = ["alpha.json"];

/// The text of every test.
fn all_tests(folder: &Path) -> String {
    let paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let text = |path: PathBuf| match path.extension() {
        _ if path.is_dir() => all_tests(&path),
        Some(ending) if ending == "rs" => std::fs::read_to_string(path).unwrap(),
        _ => String::new(),
    };
    paths.map(text).collect()
}

#[test]
fn every_file_of_reference_figures_is_read_by_a_test() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let text = all_tests(&tests);
    for file in std::fs::read_dir(tests.join("vectors")).unwrap() {
        let file = file.unwrap().file_name().into_string().unwrap();
        let is_read = [format!("(\"{file}\")"), format!("vectors/{file}")].iter().any(|name| text.contains(name));
        assert!(is_read != OF_NOTHING_THAT_THERE_IS.contains(&file.as_str()) || file == "README.md", "{file}");
    }
}
