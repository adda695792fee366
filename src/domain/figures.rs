//! What may be shown of one cause when several people answered.

use super::disclosure::{BandCounts, Covers, Hidden};
use super::pool::Pool;
use super::severity::{Severity, whole};
use super::stats::{
    Agreement, Interval, ItemCounts, Limits, Quartiles, Summary, agreement, bands, item_counts, many_lack,
    margin_of_one, quartiles, r_star, summary, wilson,
};
use super::verdict::{Finding, FindingExport};

/// The figures of one cause.
#[derive(Debug, Clone, PartialEq)]
pub struct Figures {
    /// All together, or all of the sides shown.
    pub total: Result<Total, Hidden>,
    /// Each side, in the order of the questionnaire.
    pub sides: Vec<Result<Average, Hidden>>,
    /// Sales less Marketing, where both are shown.
    pub gap: Option<Finding>,
    /// How many people's answers are in no figure, to protect them.
    pub withheld: usize,
    /// Whether more than a third of the people have no severity for it.
    pub many_lack: bool,
}

/// A mean of several people's severities.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Average {
    /// How many people.
    pub n: usize,
    /// Their mean.
    pub mean: Severity,
    /// How far the mean may be off; none where that would give single answers away.
    pub interval: Interval,
    /// Where there is no interval, by how many whole points the average of so many people can be off.
    pub margin: Option<i64>,
}

/// The mean of everyone, with its spread.
#[derive(Debug, Clone, PartialEq)]
pub struct Total {
    /// The mean.
    pub average: Average,
    /// Whether it leaves out the people of sides that are too small to be shown.
    pub only_shown_sides: bool,
    /// How the people spread, where they are a crowd.
    pub spread: Option<Spread>,
}

/// How people spread around their mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spread {
    /// How many people there are.
    pub people: usize,
    /// How many rate the cause elevated or severe; none where that would give single answers away.
    pub raised: Option<usize>,
    /// How many people fall into each band, lowest first; none where that would give single answers away.
    pub bands: Option<[usize; 4]>,
    /// How each item was answered, in the order of definition.
    pub items: Vec<ItemCounts>,
    /// How close the answers lie; none where no item has two answers.
    pub agreement: Option<Agreement>,
}

/// What only an export says about a cause. No screen shows it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Export {
    /// The spread in figures, where the people are a crowd.
    pub spread: Option<SpreadExport>,
    /// The gap in figures.
    pub gap: Option<FindingExport>,
}

/// The spread of everyone in figures.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SpreadExport {
    /// Standard deviation and quartiles; none where sides are shown.
    pub shape: Option<Shape>,
    /// The 95 % Wilson limits of the share that rates the cause elevated or severe, 0 to 1, where that is shown.
    pub raised_share: Option<Limits>,
    /// r*wg(j); none where no item has two answers.
    pub r_star: Option<f64>,
}

/// The shape of a spread.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shape {
    /// The standard deviation in points.
    pub sd: f64,
    /// The median and the quartiles.
    pub quartiles: Quartiles,
}

impl Figures {
    /// The figures of one pool of so many people in the room.
    pub(super) fn of(pool: &Pool<'_>, people: usize, gap: Option<Finding>) -> Self {
        let open = pool.open().side_intervals;
        let sides = (0..pool.sides()).map(|side| Average::of(pool, &pool.side(side)?, open)).collect();
        Self {
            total: Total::of(pool),
            sides,
            gap,
            withheld: pool.show().withheld,
            many_lack: pool.unasked().is_none() && many_lack(pool.scored(), people),
        }
    }

    /// The mean of everyone, if it is shown.
    pub fn mean(&self) -> Option<Severity> {
        self.total.as_ref().ok().map(|total| total.average.mean)
    }

    /// The spread of everyone, if it is shown.
    pub fn spread(&self) -> Option<&Spread> {
        self.total.as_ref().ok()?.spread.as_ref()
    }
}

impl Total {
    fn of(pool: &Pool<'_>) -> Result<Self, Hidden> {
        let severities = pool.total()?;
        Ok(Self {
            average: Average::of(pool, &severities, pool.open().spread)?,
            only_shown_sides: pool.show().covers == Covers::ShownSides,
            spread: pool.open().spread.then(|| Spread::of(pool, &severities)),
        })
    }
}

impl Average {
    /// The mean of everyone whom the total covers.
    ///
    /// # Errors
    /// Why it is not shown.
    pub(super) fn of_total(pool: &Pool<'_>) -> Result<Self, Hidden> {
        Self::of(pool, &pool.total()?, pool.open().spread)
    }

    fn of(pool: &Pool<'_>, severities: &[Severity], open: bool) -> Result<Self, Hidden> {
        let Summary { n, mean, interval, .. } = summary(severities).ok_or(Hidden::NobodyAnswered)?;
        let interval = if open { interval } else { Interval::None };
        let margin = margin_of_one(n, pool.items().len()).filter(|_| interval == Interval::None).map(whole);
        Ok(Self { n, mean, interval, margin })
    }
}

impl Spread {
    fn of(pool: &Pool<'_>, severities: &[Severity]) -> Self {
        let responses = pool.covered_responses();
        let counts = |item| item_counts(item, responses.iter().copied());
        let [.., elevated, severe] = bands(severities);
        let counts_bands = pool.open().bands;
        Self {
            people: severities.len(),
            raised: (counts_bands != BandCounts::None).then_some(elevated + severe),
            bands: (counts_bands == BandCounts::Four).then(|| bands(severities)),
            items: pool.items().iter().map(counts).collect(),
            agreement: r_star(pool.items(), &responses).and_then(|r_star| agreement(r_star, severities.len())),
        }
    }
}

impl Export {
    pub(super) fn of(pool: &Pool<'_>, gap: Option<FindingExport>) -> Self {
        Self { spread: SpreadExport::of(pool), gap }
    }
}

impl SpreadExport {
    fn of(pool: &Pool<'_>) -> Option<Self> {
        let (open, severities) = (pool.open(), pool.total().ok().filter(|_| pool.open().spread)?);
        let [.., elevated, severe] = bands(&severities);
        let share = (open.bands != BandCounts::None).then(|| wilson(elevated + severe, severities.len())).flatten();
        Some(Self {
            shape: if open.quartiles { Shape::of(&severities) } else { None },
            raised_share: share,
            r_star: r_star(pool.items(), &pool.covered_responses()),
        })
    }
}

impl Shape {
    fn of(severities: &[Severity]) -> Option<Self> {
        Some(Self { sd: summary(severities)?.sd?, quartiles: quartiles(severities)? })
    }
}
