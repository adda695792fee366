//! What may be shown of one cause when several people answered.

use super::pool::Pool;
use crate::domain::agreement::{Agreement, r_star, word};
use crate::domain::disclosure::{Covers, Hidden};
use crate::domain::everyone::{
    Interval, ItemCounts, Limits, Quartiles, SPREAD_FROM, Summary, bands, item_counts, many_lack, quartiles, summary,
    wilson,
};
use crate::domain::severity::Severity;
use crate::domain::verdict::{Finding, FindingExport};

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
    /// How far the mean may be off.
    pub interval: Interval,
}

/// The mean of everyone, with its spread.
#[derive(Debug, Clone, PartialEq)]
pub struct Total {
    /// The mean.
    pub average: Average,
    /// Whether it leaves out the people of sides that are too small to be shown.
    pub only_shown_sides: bool,
    /// How the people spread, from ten people on.
    pub spread: Option<Spread>,
}

/// How people spread around their mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spread {
    /// How many people fall into each band, lowest first.
    pub bands: [usize; 4],
    /// How each item was answered, in the order of definition.
    pub items: Vec<ItemCounts>,
    /// How close the answers lie; none where no item has two answers.
    pub agreement: Option<Agreement>,
}

/// What only an export says about a cause. No screen shows it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Export {
    /// The spread in figures, from ten people on.
    pub spread: Option<SpreadExport>,
    /// The gap in figures.
    pub gap: Option<FindingExport>,
}

/// The spread of everyone in figures.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SpreadExport {
    /// The standard deviation in points.
    pub sd: f64,
    /// The median and the quartiles.
    pub quartiles: Quartiles,
    /// How many rate the cause elevated or severe.
    pub raised: usize,
    /// The 95 % Wilson limits of their share, 0 to 1.
    pub raised_share: Limits,
    /// r*wg(j); none where no item has two answers.
    pub r_star: Option<f64>,
}

impl Figures {
    /// The figures of one pool of so many people in the room.
    pub(super) fn of(pool: &Pool<'_>, people: usize, gap: Option<Finding>) -> Self {
        let sides = (0..pool.sides()).map(|side| Average::of(&pool.side(side)?)).collect();
        Self {
            total: Total::of(pool),
            sides,
            gap,
            withheld: pool.show().withheld,
            many_lack: many_lack(pool.scored(), people),
        }
    }

    /// The mean of everyone, if it is shown.
    #[must_use]
    pub fn mean(&self) -> Option<Severity> {
        self.total.as_ref().ok().map(|total| total.average.mean)
    }

    /// The spread of everyone, if it is shown.
    #[must_use]
    pub fn spread(&self) -> Option<&Spread> {
        self.total.as_ref().ok()?.spread.as_ref()
    }
}

impl Total {
    fn of(pool: &Pool<'_>) -> Result<Self, Hidden> {
        let severities = pool.total()?;
        Ok(Self {
            average: Average::of(&severities)?,
            only_shown_sides: pool.show().covers == Covers::ShownSides,
            spread: (severities.len() >= SPREAD_FROM).then(|| Spread::of(pool, &severities)),
        })
    }
}

impl Average {
    /// The mean of everyone whom the total covers.
    ///
    /// # Errors
    /// Why it is not shown.
    pub(in crate::domain) fn of_total(pool: &Pool<'_>) -> Result<Self, Hidden> {
        Self::of(&pool.total()?)
    }

    fn of(severities: &[Severity]) -> Result<Self, Hidden> {
        let Summary { n, mean, interval, .. } = summary(severities).ok_or(Hidden::NobodyAnswered)?;
        Ok(Self { n, mean, interval })
    }
}

impl Spread {
    fn of(pool: &Pool<'_>, severities: &[Severity]) -> Self {
        let responses = pool.covered_responses();
        let counts = |item| item_counts(item, responses.iter().copied());
        Self {
            bands: bands(severities),
            items: pool.items().iter().map(counts).collect(),
            agreement: r_star(pool.items(), &responses).and_then(|r_star| word(r_star, severities.len())),
        }
    }

    /// How many rate the cause elevated or severe.
    #[must_use]
    pub const fn raised(&self) -> usize {
        self.bands[2] + self.bands[3]
    }
}

impl Export {
    pub(super) fn of(pool: &Pool<'_>, gap: Option<FindingExport>) -> Self {
        Self { spread: SpreadExport::of(pool), gap }
    }
}

impl SpreadExport {
    fn of(pool: &Pool<'_>) -> Option<Self> {
        let severities = pool.total().ok().filter(|severities| severities.len() >= SPREAD_FROM)?;
        let [.., elevated, severe] = bands(&severities);
        Some(Self {
            sd: summary(&severities)?.sd?,
            quartiles: quartiles(&severities)?,
            raised: elevated + severe,
            raised_share: wilson(elevated + severe, severities.len())?,
            r_star: r_star(pool.items(), &pool.covered_responses()),
        })
    }
}
