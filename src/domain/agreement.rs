//! How much people agree about one cause: r*wg(j) of Lindell, Brandt and Whitney 1999.
//!
//! 1 means all alike, 0 as scattered as random answering, below 0 more scattered than that.
//! It is not cut at 0. Turning items does not change it.

use super::everyone::{SPREAD_FROM, number};
use super::questionnaire::Item;
use super::response::{Answer, Response};

/// How close people's answers lie, in a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Agreement {
    /// r* below 0.30.
    FarApart,
    /// r* from 0.30 to below 0.70.
    SomeWayApart,
    /// r* from 0.70 on.
    CloseTogether,
}

/// The index over the items of a cause, each over the answers it got; an item with fewer than two is left out.
pub fn r_star(items: &[Item], responses: &[&Response]) -> Option<f64> {
    let shares: Vec<f64> = items.iter().filter_map(|item| scatter(item, responses)).collect();
    (!shares.is_empty()).then(|| 1.0 - shares.iter().sum::<f64>() / number(shares.len()))
}

/// The variance of an item's answers as a share of the variance of random answering. Sums of whole numbers are exact,
/// so that the figure does not hang on the order of the people.
fn scatter(item: &Item, responses: &[&Response]) -> Option<f64> {
    let values: Vec<f64> = responses.iter().filter_map(|response| value(response, item)).collect();
    if values.len() < 2 {
        return None;
    }
    let n = number(values.len());
    let (sum, squares) = values.iter().fold((0.0, 0.0), |(sum, squares), value| (sum + value, squares + value * value));
    let variance = (n * squares - sum * sum) / (n * (n - 1.0));
    let points = number(item.scale.points.len());
    Some(variance / ((points * points - 1.0) / 12.0))
}

fn value(response: &Response, item: &Item) -> Option<f64> {
    match response.answer(item)? {
        Answer::Value(value) => Some(f64::from(value)),
        Answer::DoesNotApply => None,
    }
}

/// The word for the index, from ten people on.
pub fn word(r_star: f64, people: usize) -> Option<Agreement> {
    if people < SPREAD_FROM {
        return None;
    }
    // What is 0.7 on paper may be a hair below it as a double.
    Some(match r_star + 1e-9 {
        r if r >= 0.7 => Agreement::CloseTogether,
        r if r >= 0.3 => Agreement::SomeWayApart,
        _ => Agreement::FarApart,
    })
}
