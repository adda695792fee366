//! The order of causes: most severe first, equal severities share a rank.

use super::severity::{Band, Severity};

/// Causes with this rank or a better one may be called top causes.
const TOP: usize = 3;

/// A cause's place in the order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rank {
    /// 1 for the most severe; equal severities share it (1, 1, 3).
    pub number: usize,
    /// Whether another cause has the same rank.
    pub shared: bool,
}

/// The rank of each severity, in the order given; none for a cause without a figure.
pub fn ranks(severities: &[Option<Severity>]) -> Vec<Option<Rank>> {
    let known: Vec<i64> = severities.iter().flatten().map(|severity| severity.millionths()).collect();
    let rank = |severity: Severity| {
        let own = severity.millionths();
        Rank {
            number: 1 + known.iter().filter(|&&other| other > own).count(),
            shared: known.iter().filter(|&&other| other == own).count() > 1,
        }
    };
    severities.iter().map(|severity| severity.map(rank)).collect()
}

/// The places of the causes from most to least severe; ties in the order of definition, unknown ones last.
pub fn order(severities: &[Option<Severity>]) -> Vec<usize> {
    let mut places: Vec<usize> = (0..severities.len()).collect();
    places.sort_by_key(|&at| std::cmp::Reverse(severities[at].map_or(-1, Severity::millionths)));
    places
}

/// Whether a cause may be called a top cause: among the first three ranks and at least elevated.
pub fn is_top(severity: Severity, rank: Rank) -> bool {
    rank.number <= TOP && severity.band() >= Band::Elevated
}
