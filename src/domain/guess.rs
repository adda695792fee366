//! What one side expected the other to say, beside what the other said.

use super::disclosure::side_least;
use super::everyone::number;

/// What is equal on paper may differ by this much as doubles.
const NOISE: f64 = 1e-9;

/// A guess of a side about another, beside the truth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Expected {
    /// The mean of the guesses in points.
    pub mean: f64,
    /// By how many points it lies above what was said.
    pub off_by: f64,
    /// How it is told.
    pub told: Expectation,
}

/// How a guess compares with the truth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expectation {
    /// The other side sees it as less severe than expected, by half a step or more.
    Relief,
    /// The other side sees it as more severe than expected, by half a step or more.
    BlindSpot,
    /// Neither.
    AsExpected,
}

/// The guesses of a side, in points, against the other side's mean; none of fewer people than a side is shown of.
pub fn expected(guesses: &[f64], mean: f64, half_step: f64, least: usize) -> Option<Expected> {
    if guesses.len() < side_least(least) {
        return None;
    }
    let expectation = guesses.iter().sum::<f64>() / number(guesses.len());
    let off_by = expectation - mean;
    let told = if off_by >= half_step - NOISE {
        Expectation::Relief
    } else if off_by <= NOISE - half_step {
        Expectation::BlindSpot
    } else {
        Expectation::AsExpected
    };
    Some(Expected { mean: expectation, off_by, told })
}
