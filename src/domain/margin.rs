//! How far an average can be off, by the number of people alone.
//!
//! The spread of few people would give their answers away. The spread here is a usual one, not theirs.

use super::everyone::{number, t_quantile};

/// The usual standard deviation of people's severities, in points.
const USUAL: f64 = 22.0;
/// The same for a cause asked with one item.
const USUAL_ONE_ITEM: f64 = 30.0;

/// By how many points the average of `n` people can be off; none for one person.
pub fn of_one(n: usize, items: usize) -> Option<f64> {
    (n > 1).then(|| t_quantile(number(n) - 1.0) * usual(items) / number(n).sqrt())
}

/// By how many points the averages of two groups can differ by chance alone; none where a group is empty.
pub fn of_two(first: usize, second: usize, items: usize) -> Option<f64> {
    if first == 0 || second == 0 || first + second < 3 {
        return None;
    }
    let spread = usual(items) * (1.0 / number(first) + 1.0 / number(second)).sqrt();
    Some(t_quantile(number(first + second) - 2.0) * spread)
}

const fn usual(items: usize) -> f64 {
    if items == 1 { USUAL_ONE_ITEM } else { USUAL }
}
