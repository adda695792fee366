//! The records of several people that a merged record was put together from.

use std::collections::{BTreeMap, BTreeSet};

use super::Invalid;
use crate::domain::id::{Id, Token};
use crate::domain::response::Response;

/// A record of several people whose responses are now in a larger one. Its figures may have been shown, so the larger
/// one must not let them be worked out further.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The record's random name.
    pub record: Token,
    /// The fewest people whose figures it showed together.
    pub min_people: u32,
    /// The random names of its responses.
    pub responses: BTreeSet<Token>,
}

impl Part {
    /// Whether a response came with it.
    pub fn holds(&self, response: &Response) -> bool {
        self.responses.contains(&response.id)
    }

    /// How many people of each side it held in a round; `all` are the responses of the larger record.
    pub fn people<'a>(&self, round: u8, all: &'a [Response]) -> BTreeMap<&'a Id, usize> {
        let mut sides = BTreeMap::new();
        for response in all.iter().filter(|response| response.round == round && self.holds(response)) {
            *sides.entry(&response.side).or_default() += 1;
        }
        sides
    }
}

pub(super) fn check(parts: &[Part], responses: &[Response]) -> Result<(), Invalid> {
    let all: BTreeSet<Token> = responses.iter().map(|response| response.id).collect();
    let fits = |part: &Part| !part.responses.is_empty() && part.responses.is_subset(&all);
    parts.iter().find(|part| !fits(part)).map_or(Ok(()), |part| Err(Invalid::Part(part.record)))
}
