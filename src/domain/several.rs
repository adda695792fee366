//! The one value that screens and reports of several people draw from.
//!
//! It holds no person's severity and no answer of one person, and no figure that may not be shown.

use std::sync::Arc;

use super::figures::{Average, Export, Figures};
use super::pool;
use super::questionnaire::{Cause, MARKETING, Questionnaire, SALES, Side, Tension};
use super::record::{Head, Record};
use super::severity::{self, Band, Rank, Severity, are_close, whole};
use super::stats::margin_of_two;
use super::verdict::{Findings, NoneClear, Verdict, half_step, judge};

/// Everything that may be shown about the people of one round.
#[derive(Debug, Clone, PartialEq)]
pub struct Several {
    head: Head,
    questionnaire: Arc<Questionnaire>,
    round: u8,
    people: Vec<usize>,
    causes: Vec<Figures>,
    exports: Vec<Export>,
    ranks: Vec<Option<Rank>>,
    orders: Orders,
    tested: usize,
    none_clear: Option<NoneClear>,
    by_chance: Option<ByChance>,
}

/// By how much two small sides can differ by chance alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ByChance {
    /// People of Sales.
    pub sales: usize,
    /// People of Marketing.
    pub marketing: usize,
    /// Whole points.
    pub points: i64,
}

/// One cause with its figures.
#[derive(Debug, Clone, Copy)]
pub struct SeveralCause<'a> {
    /// Its place in the order of definition, from 0.
    pub place: usize,
    /// The cause.
    pub cause: &'a Cause,
    /// Its figures.
    pub figures: &'a Figures,
    /// Its rank by the mean of everyone, if that is shown.
    pub rank: Option<Rank>,
}

impl SeveralCause<'_> {
    /// The band of everyone's mean, if that is shown.
    pub fn band(&self) -> Option<Band> {
        self.figures.mean().map(Severity::band)
    }

    /// Whether everyone's mean is elevated or severe.
    pub fn is_raised(&self) -> bool {
        self.band() >= Some(Band::Elevated)
    }

    /// Whether it may be called a top cause.
    pub fn is_top(&self) -> bool {
        self.figures.mean().zip(self.rank).is_some_and(|(mean, rank)| severity::is_top(mean, rank))
    }

    /// Whether both sides should talk before they act: they see it differently, whatever the mean of everyone is.
    pub fn is_talk_first(&self) -> bool {
        matches!(self.figures.gap.map(|gap| gap.verdict), Some(Verdict::Clear | Verdict::Possible))
    }
}

/// Which way round the causes are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// Highest mean first.
    #[default]
    Severity,
    /// Widest gap first, whichever side rates it higher.
    Gap,
    /// Where people are furthest apart first.
    Apart,
    /// As in the article.
    Article,
}

impl Several {
    /// Computes everything that may be shown about one round of a record.
    pub fn of(record: &Record, round: u8) -> Self {
        let pools = pool::pools(record, round);
        let people = by_side(record, round);
        let gaps: Vec<_> = pools.iter().map(|pool| (pool.items(), pool.gap())).collect();
        let Findings { causes: findings, tested, none_clear } = judge(&gaps);
        let in_all = people.iter().sum();
        let both = || pools.iter().zip(&findings);
        let causes: Vec<_> = both().map(|(pool, gap)| Figures::of(pool, in_all, gap.map(|gap| gap.0))).collect();
        let exports: Vec<_> = both().map(|(pool, gap)| Export::of(pool, gap.and_then(|gap| gap.1))).collect();
        Self {
            head: record.head().clone(),
            questionnaire: Arc::clone(record.questionnaire()),
            orders: Orders::of(&causes, &exports),
            ranks: severity::ranks(&means(&causes)),
            round,
            people,
            by_chance: by_chance(&pools, &causes),
            causes,
            exports,
            tested,
            none_clear,
        }
    }

    /// When, what for and under which label.
    pub const fn head(&self) -> &Head {
        &self.head
    }

    /// The questionnaire as it was asked.
    pub fn questionnaire(&self) -> &Questionnaire {
        &self.questionnaire
    }

    /// Which pass of answering this is, from 1.
    pub const fn round(&self) -> u8 {
        self.round
    }

    /// How many people answered.
    pub fn people(&self) -> usize {
        self.people.iter().sum()
    }

    /// Whether so few people answered that no figure is shown at all.
    pub fn has_too_few(&self) -> bool {
        self.people() < usize::try_from(self.head.min_people).unwrap_or(usize::MAX)
    }

    /// Each side with how many people answered for it.
    #[must_use = "iterators are lazy"]
    pub fn sides(&self) -> impl ExactSizeIterator<Item = (&Side, usize)> + Clone {
        self.questionnaire.head().sides.iter().zip(self.people.iter().copied())
    }

    /// One cause, by its place in the order of definition.
    pub fn cause(&self, place: usize) -> Option<SeveralCause<'_>> {
        let cause = self.questionnaire.causes().get(place)?;
        Some(SeveralCause { place, cause, figures: self.causes.get(place)?, rank: *self.ranks.get(place)? })
    }

    /// What only an export says about a cause.
    pub fn export(&self, place: usize) -> Option<&Export> {
        self.exports.get(place)
    }

    /// All causes in an order; causes without the figure it goes by come last.
    pub fn causes(&self, order: Order) -> Vec<SeveralCause<'_>> {
        let places = match order {
            Order::Severity => &self.orders.severity,
            Order::Gap => &self.orders.gap,
            Order::Apart => &self.orders.apart,
            Order::Article => return (0..self.causes.len()).filter_map(|place| self.cause(place)).collect(),
        };
        places.iter().filter_map(|&place| self.cause(place)).collect()
    }

    /// The orders that there are figures for.
    pub fn orders(&self) -> Vec<Order> {
        let gap = self.causes.iter().any(|figures| figures.gap.is_some());
        let apart = self.causes.iter().any(|figures| figures.spread().is_some());
        let offered = [(Order::Severity, true), (Order::Gap, gap), (Order::Apart, apart), (Order::Article, true)];
        offered.into_iter().filter(|(_, there)| *there).map(|(order, _)| order).collect()
    }

    /// The causes whose remedies are shown, highest mean first.
    pub fn raised(&self) -> Vec<SeveralCause<'_>> {
        self.causes(Order::Severity).into_iter().filter(SeveralCause::is_raised).collect()
    }

    /// The places where the source pulls against itself, of which all causes' remedies are shown.
    pub fn tensions(&self) -> Vec<&Tension> {
        let raised = self.raised();
        self.questionnaire.tensions_among(&raised.iter().map(|raised| &raised.cause.id).collect::<Vec<_>>())
    }

    /// The causes to talk about before acting, widest gap first.
    pub fn talk_first(&self) -> Vec<SeveralCause<'_>> {
        self.causes(Order::Gap).into_iter().filter(SeveralCause::is_talk_first).collect()
    }

    /// The averages of Sales and of Marketing, where both are shown.
    pub fn both_sides<'a>(&self, figures: &'a Figures) -> Option<(&'a Average, &'a Average)> {
        let side = |id: &str| {
            let place = self.sides().position(|(side, _)| side.id.as_str() == id)?;
            figures.sides.get(place)?.as_ref().ok()
        };
        Some((side(SALES)?, side(MARKETING)?))
    }

    /// The causes that both sides see alike, highest mean first: in one band, less than half an answer step apart,
    /// with no difference to speak of. That is their averages, and not that everybody agrees.
    pub fn common_ground(&self) -> Vec<SeveralCause<'_>> {
        let mut causes = self.causes(Order::Severity);
        causes.retain(|cause| self.common_band(cause).is_some());
        causes
    }

    /// The band in which both sides see a cause alike.
    pub fn common_band(&self, cause: &SeveralCause<'_>) -> Option<Band> {
        let gap = cause.figures.gap.filter(|gap| gap.verdict == Verdict::NoClearDifference)?;
        let (sales, marketing) = self.both_sides(cause.figures)?;
        let is_near = (gap.difference.abs() * 1e6).round() < (half_step(&cause.cause.items) * 1e6).round();
        (is_near && sales.mean.band() == marketing.mean.band()).then(|| sales.mean.band())
    }

    /// Whether the second cause follows the first so closely that neither should be said to lead.
    pub fn leaders_are_close(&self) -> bool {
        let causes = self.causes(Order::Severity);
        let mut known = causes.iter().filter_map(|cause| Some((cause.figures.mean()?, cause.cause.items.as_slice())));
        known.next().zip(known.next()).is_some_and(|(first, second)| are_close(first, second))
    }

    /// How many causes' gaps were tested together.
    pub const fn tested(&self) -> usize {
        self.tested
    }

    /// By how much the smallest pair of sides can differ by chance alone, where a gap stands without its interval.
    pub const fn by_chance(&self) -> Option<ByChance> {
        self.by_chance
    }

    /// Why no gap could have been called clear, if that is so.
    pub const fn none_clear(&self) -> Option<NoneClear> {
        self.none_clear
    }
}

/// The places of the causes in each order.
#[derive(Debug, Clone, PartialEq)]
struct Orders {
    severity: Vec<usize>,
    gap: Vec<usize>,
    apart: Vec<usize>,
}

impl Orders {
    fn of(causes: &[Figures], exports: &[Export]) -> Self {
        let severity = severity::order(&means(causes));
        // What an order has no figure for keeps its place by severity.
        let sorted = |key: &dyn Fn(usize) -> f64| {
            let mut places = severity.clone();
            places.sort_by(|&one, &other| key(one).total_cmp(&key(other)));
            places
        };
        let gap = |place: usize| causes[place].gap.map_or(f64::INFINITY, |gap| -(gap.difference.abs() * 1e6).round());
        let r_star = |place: usize| exports[place].spread.and_then(|spread| spread.r_star).unwrap_or(f64::INFINITY);
        Self { gap: sorted(&gap), apart: sorted(&r_star), severity }
    }
}

/// Of the pairs of sides whose gap stands without its interval, the one that can be off by most.
fn by_chance(pools: &[pool::Pool<'_>], causes: &[Figures]) -> Option<ByChance> {
    let small = pools.iter().zip(causes).filter(|(pool, figures)| figures.gap.is_some() && !pool.open().gap_spread);
    let pair = |(pool, _): (&pool::Pool<'_>, _)| {
        let gap = pool.gap()?.gap;
        let (sales, marketing) = (gap.first.n, gap.second.n);
        let points = whole(margin_of_two(sales, marketing, pool.items().len())?);
        Some(ByChance { sales, marketing, points })
    };
    small.filter_map(pair).max_by_key(|pair| pair.points)
}

fn means(causes: &[Figures]) -> Vec<Option<Severity>> {
    causes.iter().map(Figures::mean).collect()
}

fn by_side(record: &Record, round: u8) -> Vec<usize> {
    let sides = &record.questionnaire().head().sides;
    sides
        .iter()
        .map(|side| pool::responses(record, round).filter(|response| response.side == side.id).count())
        .collect()
}
