//! What an export of several people's figures may be exact to.

use crate::domain::everyone::Average;
use crate::domain::severity::whole_difference;
use crate::domain::stats::{Interval, Limits};

/// The ends of a mean's interval in whole points, not cut; none where there is no interval.
pub fn ends(average: &Average) -> Option<(i64, i64)> {
    match average.interval {
        Interval::Within(limits) => Some(whole_limits(limits)),
        Interval::None | Interval::AllIdentical => None,
    }
}

/// Both ends in whole points.
pub fn whole_limits(limits: Limits) -> (i64, i64) {
    (whole_difference(limits.low), whole_difference(limits.high))
}

/// A share or an index, to the hundredth.
pub fn hundredth(figure: f64) -> f64 {
    positive_zero((figure * 100.0).round() / 100.0)
}

/// A p value, to the ten-thousandth.
pub fn ten_thousandth(figure: f64) -> f64 {
    positive_zero((figure * 10_000.0).round() / 10_000.0)
}

/// Adding zero turns a negative zero, which would be printed with its sign, into zero.
fn positive_zero(figure: f64) -> f64 {
    figure + 0.0
}
