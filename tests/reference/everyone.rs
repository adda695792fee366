//! The figures of everyone together.

use serde::Deserialize;
use serde_json::Value;
use undercurrent::testing::domain::{
    Agreement, Interval, Limits, Severity, Summary, agreement, margin_of_one, margin_of_two, quartiles, r_star,
    summary, t_quantile, whole, wilson,
};

use crate::check::{band_name, cases, rows, same, same_option, severities, within};
use crate::support::{Shape, items, response};

/// A mean as the reference figures write it.
#[derive(Deserialize)]
pub struct MeanExpect {
    n: usize,
    mean: f64,
    pub sd: Option<f64>,
    lo: Option<f64>,
    hi: Option<f64>,
    lo_shown: Option<f64>,
    hi_shown: Option<f64>,
    pub median: f64,
    pub q1: f64,
    pub q3: f64,
    band: String,
    interval: String,
}

impl MeanExpect {
    #[track_caller]
    pub fn check(&self, what: &str, got: &Summary) {
        self.check_mean(what, got.n, got.mean);
        same_option(what, got.sd, self.sd);
        self.check_interval(what, got.interval);
    }

    #[track_caller]
    pub fn check_mean(&self, what: &str, n: usize, mean: Severity) {
        assert_eq!(n, self.n, "{what}");
        same(what, mean.points(), self.mean);
        assert_eq!(band_name(mean.band()), self.band, "{what}");
    }

    #[track_caller]
    pub fn check_interval(&self, what: &str, got: Interval) {
        let (name, limits) = match got {
            Interval::None => ("none", None),
            Interval::AllIdentical => ("all_identical", None),
            Interval::Within(limits) => ("t", Some(limits)),
        };
        assert_eq!(name, self.interval, "{what}");
        same_limits(what, limits, (self.lo, self.hi));
        same_limits(what, limits.map(|limits| limits.cut(0.0, 100.0)), (self.lo_shown, self.hi_shown));
    }
}

#[track_caller]
pub fn same_limits(what: &str, got: Option<Limits>, expected: (Option<f64>, Option<f64>)) {
    same_option(what, got.map(|limits| limits.low), expected.0);
    same_option(what, got.map(|limits| limits.high), expected.1);
}

#[derive(Deserialize)]
struct MeanCase {
    note: String,
    values: Vec<f64>,
    expect: MeanExpect,
}

#[test]
fn a_mean_comes_with_the_reference_interval_and_quartiles() {
    for MeanCase { note, values, expect } in cases::<MeanCase>("mean_interval.json") {
        let severities = severities(&values);
        expect.check(&note, &summary(&severities).unwrap());
        let got = quartiles(&severities).unwrap();
        for (got, expected) in [(got.lower, expect.q1), (got.median, expect.median), (got.upper, expect.q3)] {
            same(&note, got, expected);
        }
    }
}

#[test]
fn students_t_has_the_reference_quantiles() {
    for row in rows("t_quantile.csv") {
        same(&format!("df {}", row[0]), t_quantile(row[0].parse().unwrap()), row[1].parse().unwrap());
    }
}

#[test]
fn shares_have_the_reference_limits() {
    for row in rows("wilson.csv") {
        let limits = wilson(row[0].parse().unwrap(), row[1].parse().unwrap());
        same_limits(&row.join(","), limits, (row[2].parse().ok(), row[3].parse().ok()));
    }
}

#[test]
fn printed_limits_of_shares_come_out() {
    let mut seen = 0;
    for case in cases::<Value>("published.json") {
        let (inputs, printed) = (&case["inputs"], &case["printed"]);
        let (Some(count), Some(of)) = (inputs["x"].as_u64(), inputs["n"].as_u64()) else { continue };
        let limits = wilson(usize::try_from(count).unwrap(), usize::try_from(of).unwrap()).unwrap();
        let (name, tolerance) = (case["name"].as_str().unwrap(), case["tolerance"].as_f64().unwrap());
        within(name, limits.low, printed["lo"].as_f64().unwrap(), tolerance);
        within(name, limits.high, printed["hi"].as_f64().unwrap(), tolerance);
        same(name, limits.low, case["computed"]["lo"].as_f64().unwrap());
        same(name, limits.high, case["computed"]["hi"].as_f64().unwrap());
        seen += 1;
    }
    assert_eq!(seen, 3);
}

#[derive(Deserialize)]
struct AgreementCase {
    note: String,
    points: Vec<i32>,
    rows: Vec<Vec<Value>>,
    expect: AgreementExpect,
}

#[derive(Deserialize)]
struct AgreementExpect {
    n: usize,
    rstar: Option<f64>,
    word: Option<String>,
}

pub const fn agreement_name(word: Agreement) -> &'static str {
    match word {
        Agreement::CloseTogether => "close together",
        Agreement::SomeWayApart => "some way apart",
        Agreement::FarApart => "far apart",
    }
}

#[test]
fn people_agree_as_much_as_the_reference_says() {
    for AgreementCase { note, points, rows, expect } in cases("agreement.json") {
        let shapes: Vec<Shape> = points.iter().map(|&max| Shape { min: 1, max, reverse: false, weight: 1.0 }).collect();
        let items = items("c", &shapes);
        let responses: Vec<_> = rows.iter().map(|row| response(&items, row)).collect();
        let got = r_star(&items, &responses.iter().collect::<Vec<_>>());
        assert_eq!(responses.len(), expect.n, "{note}");
        same_option(&note, got, expect.rstar);
        let word = got.and_then(|r_star| agreement(r_star, expect.n)).map(agreement_name);
        assert_eq!(word, expect.word.as_deref(), "{note}");
    }
}

#[derive(Deserialize)]
struct MarginCase {
    n: Option<usize>,
    n1: Option<usize>,
    n2: Option<usize>,
    items: usize,
    margin: f64,
    shown: i64,
}

#[test]
fn few_people_have_the_reference_margins() {
    let all: Vec<MarginCase> = cases("margin.json");
    assert_eq!(all.len(), 28);
    for MarginCase { n, n1, n2, items, margin, shown } in all {
        let what = format!("{n:?} {n1:?} {n2:?}, {items} items");
        let got = match n {
            Some(n) => margin_of_one(n, items),
            None => margin_of_two(n1.unwrap(), n2.unwrap(), items),
        };
        same(&what, got.unwrap(), margin);
        assert_eq!(whole(got.unwrap()), shown, "{what}");
    }
}
