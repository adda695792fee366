//! What may be shown when several people answered: the figures of each cause, and of the round as a whole.

use serde::{Deserialize, Serialize};

use super::analysis::{Analysis, EveryoneAnalysis, EveryoneCause, Order};
use super::disclosure::{BandCounts, Covers, Hidden, Open, Pool, Show, least_shown, pools, responses, shown};
use super::guess::{Expectation, SideGuess, guesses};
use super::questionnaire::{Cause, MARKETING, SALES, Side};
use super::record::Record;
use super::response::Response;
use super::severity::{
    Band, Interval, ItemCounts, Limits, Quartiles, Severity, Summary, bands, item_counts, many_lack, margin_of_one,
    margin_of_two, quartiles, summary, whole, wilson,
};
use super::verdict::{
    Agreement, Finding, FindingExport, Findings, NoneClear, Verdict, agreement, half_step, judge, r_star_of,
};

#[derive(Debug, Clone, PartialEq)]
pub struct Everyone {
    round: u8,
    /// How many answered for each side, in the order of the questionnaire.
    people: Vec<usize>,
    exports: Vec<Export>,
    tested: usize,
    none_clear: Option<NoneClear>,
    by_chance: Option<ByChance>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ByChance {
    pub sales: usize,
    pub marketing: usize,
    pub points: i64,
}

impl EveryoneCause<'_> {
    /// Whether both sides should talk before they act: they see it differently, whatever the mean of everyone is.
    pub fn is_talk_first(&self) -> bool {
        matches!(self.figures.gap.map(|gap| gap.verdict), Some(Verdict::Clear | Verdict::Possible))
    }
}

impl EveryoneAnalysis {
    /// Computes everything that may be shown about one round of a record.
    pub fn of_round(record: &Record, round: u8) -> Self {
        let pools: Vec<Pool<'_>> = pools(record, round);
        let people = by_side(record, round);
        let gaps: Vec<_> = pools.iter().map(|pool| (pool.cause.items.as_slice(), pool.gap())).collect();
        let Findings { causes: findings, tested, none_clear } = judge(&gaps);
        let in_all = people.iter().sum();
        let both = || pools.iter().zip(&findings);
        let mut causes: Vec<_> = both().map(|(pool, gap)| Figures::of(pool, in_all, gap.map(|gap| gap.0))).collect();
        for (figures, cause) in causes.iter_mut().zip(record.questionnaire().causes()) {
            figures.guesses = guesses(record, round, cause, &figures.sides);
        }
        let exports = both().zip(&causes).map(|((pool, gap), figures)| Export {
            spread: figures.spread().and_then(|spread| SpreadExport::of(pool, spread)),
            gap: gap.and_then(|gap| gap.1),
        });
        let exports: Vec<Export> = exports.collect();
        let further = further_orders(&causes, &exports);
        let by_chance = by_chance(&pools, &causes);
        Analysis::new(record, Everyone { round, people, exports, tested, none_clear, by_chance }, causes, &further)
    }

    pub const fn round(&self) -> u8 {
        self.answers.round
    }

    pub fn people(&self) -> usize {
        self.answers.people.iter().sum()
    }

    /// Whether so few people answered that no figure is shown at all.
    pub fn has_too_few(&self) -> bool {
        self.people() < self.least_shown()
    }

    pub fn least_shown(&self) -> usize {
        least_shown(self.questionnaire().causes().iter(), self.head().least())
    }

    #[must_use = "iterators are lazy"]
    pub fn sides(&self) -> impl ExactSizeIterator<Item = (&Side, usize)> + Clone {
        self.questionnaire().head().sides.iter().zip(self.answers.people.iter().copied())
    }

    pub fn export(&self, place: usize) -> Option<&Export> {
        self.answers.exports.get(place)
    }

    /// The causes to start with: the worst of those whose remedies are shown, and those that are close to it, worst first.
    pub fn start(&self) -> Vec<EveryoneCause<'_>> {
        let mut leading = self.raised();
        if let Some(worst) = leading.first().cloned() {
            leading.retain(|cause| cause.is_close_to(&worst));
        }
        leading
    }

    /// The causes to talk about before acting, widest gap first.
    pub fn talk_first(&self) -> Vec<EveryoneCause<'_>> {
        self.causes(Order::Gap).into_iter().filter(EveryoneCause::is_talk_first).collect()
    }

    pub fn both_sides<'a>(&self, figures: &'a Figures) -> Option<(&'a Average, &'a Average)> {
        let side = |id: &str| {
            let place = self.sides().position(|(side, _)| side.id.as_str() == id)?;
            figures.sides.get(place)?.as_ref().ok()
        };
        Some((side(SALES)?, side(MARKETING)?))
    }

    /// What the sides expected of each other that is to be told so, what lies furthest off first.
    pub fn guesses(&self, expectation: Expectation) -> Vec<(EveryoneCause<'_>, SideGuess)> {
        let causes = self.causes(Order::Article).into_iter();
        let all = causes.flat_map(|cause| cause.figures.guesses.iter().map(move |guess| (cause.clone(), *guess)));
        let mut guesses: Vec<_> = all.filter(|(_, guess)| guess.expected.expectation == expectation).collect();
        guesses.sort_by(|(_, one), (_, other)| other.expected.distance().total_cmp(&one.expected.distance()));
        guesses
    }

    /// The causes that both sides see alike, highest mean first: in one band, less than half an answer step apart,
    /// with no difference to speak of. That is their averages, and not that everybody agrees.
    pub fn common_ground(&self) -> Vec<EveryoneCause<'_>> {
        let mut causes = self.causes(Order::Severity);
        causes.retain(|cause| self.common_band(cause).is_some());
        causes
    }

    pub fn common_band(&self, cause: &EveryoneCause<'_>) -> Option<Band> {
        let gap = cause.figures.gap.filter(|gap| gap.verdict == Verdict::NoClearDifference)?;
        let (sales, marketing) = self.both_sides(cause.figures)?;
        let is_near = (gap.difference.abs() * 1e6).round() < (half_step(&cause.cause.items) * 1e6).round();
        (is_near && sales.mean.band() == marketing.mean.band()).then(|| sales.mean.band())
    }

    pub const fn tested(&self) -> usize {
        self.answers.tested
    }

    /// By how much the smallest pair of sides can differ by chance alone, where a gap stands without its interval.
    pub const fn by_chance(&self) -> Option<ByChance> {
        self.answers.by_chance
    }

    pub const fn none_clear(&self) -> Option<NoneClear> {
        self.answers.none_clear
    }
}

/// The orders beside that by severity that there are figures for, with what they go by.
fn further_orders(causes: &[Figures], exports: &[Export]) -> Vec<(Order, Vec<f64>)> {
    let gap = |figures: &Figures| figures.gap.map_or(f64::INFINITY, |gap| -(gap.difference.abs() * 1e6).round());
    let r_star = |export: &Export| export.spread.and_then(|spread| spread.r_star).unwrap_or(f64::INFINITY);
    let gaps = causes.iter().any(|figures| figures.gap.is_some());
    let spreads = causes.iter().any(|figures| figures.spread().is_some());
    let gaps = gaps.then(|| (Order::Gap, causes.iter().map(gap).collect()));
    let spreads = spreads.then(|| (Order::Apart, exports.iter().map(r_star).collect()));
    gaps.into_iter().chain(spreads).collect()
}

/// Of the pairs of sides whose gap stands without its interval, the one that can be off by most.
fn by_chance(pools: &[Pool<'_>], causes: &[Figures]) -> Option<ByChance> {
    let small = pools.iter().zip(causes).filter(|(pool, figures)| figures.gap.is_some() && !pool.open.gap_spread);
    let pair = |(pool, _): (&Pool<'_>, _)| {
        let gap = pool.gap()?.gap;
        let (sales, marketing) = (gap.first.n, gap.second.n);
        let points = whole(margin_of_two(sales, marketing, pool.cause.items.len())?);
        Some(ByChance { sales, marketing, points })
    };
    small.filter_map(pair).max_by_key(|pair| pair.points)
}

fn by_side(record: &Record, round: u8) -> Vec<usize> {
    let sides = &record.questionnaire().head().sides;
    let people =
        |side: &Side| responses(record, round).filter(|one| one.side == side.id && !one.only_guessed()).count();
    sides.iter().map(people).collect()
}

#[derive(Debug, Clone, PartialEq)]
pub struct Figures {
    /// All together, or all of the sides shown.
    pub total: Result<Total, Hidden>,
    /// Each side, in the order of the questionnaire.
    pub sides: Vec<Result<Average, Hidden>>,
    /// Sales less Marketing, where both are shown.
    pub gap: Option<Finding>,
    /// What Sales and Marketing expected of each other, where both that and what was said may be shown.
    pub guesses: Vec<SideGuess>,
    /// How many people's answers are in no figure, to protect them.
    pub withheld: usize,
    /// Whether more than a third of the people have no severity for it.
    pub many_lack: bool,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Average {
    pub n: usize,
    pub mean: Severity,
    /// How far the mean may be off; none where that would give single answers away.
    pub interval: Interval,
    /// Where there is no interval, by how many whole points the average of so many people can be off.
    pub margin: Option<i64>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Total {
    pub average: Average,
    /// Whether it leaves out the people of sides that are too small to be shown.
    pub only_shown_sides: bool,
    /// How the people spread, where they are a crowd.
    pub spread: Option<Spread>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spread {
    pub people: usize,
    /// How many rate the cause elevated or severe; none where that would give single answers away.
    pub raised: Option<usize>,
    /// How many people fall into each band, lowest first; none where that would give single answers away.
    pub bands: Option<[usize; 4]>,
    pub items: Vec<ItemCounts>,
    /// How close the answers lie; none where no item has two answers.
    pub agreement: Option<Agreement>,
}

/// What only an export says about a cause. No screen shows it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Export {
    /// The spread in figures, where the people are a crowd.
    pub spread: Option<SpreadExport>,
    pub gap: Option<FindingExport>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SpreadExport {
    /// Standard deviation and quartiles; none where sides are shown.
    pub shape: Option<Shape>,
    /// The 95 % Wilson limits of the share that rates the cause elevated or severe, 0 to 1, where that is shown.
    pub raised_share: Option<Limits>,
    /// r*wg(j); none where no item has two answers.
    pub r_star: Option<f64>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shape {
    pub sd: f64,
    pub quartiles: Quartiles,
}

impl Figures {
    fn of(pool: &Pool<'_>, people: usize, gap: Option<Finding>) -> Self {
        let open = pool.open.side_intervals;
        let sides = (0..pool.sides.len()).map(|side| Average::of(pool, &pool.side(side)?, open)).collect();
        Self {
            total: Total::of(pool),
            sides,
            gap,
            guesses: Vec::new(),
            withheld: pool.show.withheld,
            many_lack: pool.unasked().is_none() && many_lack(pool.scored(), people),
        }
    }

    pub fn spread(&self) -> Option<&Spread> {
        self.total.as_ref().ok()?.spread.as_ref()
    }
}

impl Total {
    fn of(pool: &Pool<'_>) -> Result<Self, Hidden> {
        let severities = pool.total()?;
        Ok(Self {
            average: Average::of(pool, &severities, pool.open.spread)?,
            only_shown_sides: pool.show.covers == Covers::ShownSides,
            spread: pool.open.spread.then(|| Spread::of(pool, &severities)),
        })
    }
}

impl Average {
    /// The mean of everyone whom the total covers.
    pub(super) fn of_total(pool: &Pool<'_>) -> Result<Self, Hidden> {
        Self::of(pool, &pool.total()?, pool.open.spread)
    }

    fn of(pool: &Pool<'_>, severities: &[Severity], open: bool) -> Result<Self, Hidden> {
        let Summary { n, mean, interval, .. } = summary(severities).ok_or(Hidden::NobodyAnswered)?;
        let interval = if open { interval } else { Interval::None };
        let margin = margin_of_one(n, pool.cause.items.len()).filter(|_| interval == Interval::None).map(whole);
        Ok(Self { n, mean, interval, margin })
    }
}

impl Spread {
    fn of(pool: &Pool<'_>, severities: &[Severity]) -> Self {
        let responses = pool.covered_responses();
        let counts = |item| item_counts(item, responses.iter().copied());
        let [.., elevated, severe] = bands(severities);
        let counts_bands = pool.open.bands;
        let items: Vec<ItemCounts> = pool.cause.items.iter().map(counts).collect();
        Self {
            people: severities.len(),
            raised: (counts_bands != BandCounts::None).then_some(elevated + severe),
            bands: (counts_bands == BandCounts::Four).then(|| bands(severities)),
            agreement: r_star_of(&pool.cause.items, &items).and_then(|r_star| agreement(r_star, severities.len())),
            items,
        }
    }
}

impl SpreadExport {
    fn of(pool: &Pool<'_>, spread: &Spread) -> Option<Self> {
        let (open, severities) = (pool.open, pool.total().ok()?);
        let [.., elevated, severe] = bands(&severities);
        let share = (open.bands != BandCounts::None).then(|| wilson(elevated + severe, severities.len())).flatten();
        Some(Self {
            shape: if open.quartiles { Shape::of(&severities) } else { None },
            raised_share: share,
            r_star: r_star_of(&pool.cause.items, &spread.items),
        })
    }
}

impl Shape {
    fn of(severities: &[Severity]) -> Option<Self> {
        Some(Self { sd: summary(severities)?.sd?, quartiles: quartiles(severities)? })
    }
}

/// Of how many causes a reveal would show what.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RevealPreview {
    pub asked: usize,
    pub everyone: usize,
    /// Sales and Marketing beside each other.
    pub sides: usize,
    /// Everyone's interval, the answers to each statement, and how close people are.
    pub spread: usize,
    /// People counted by band, in four numbers.
    pub bands: usize,
    /// The interval of the difference between the sides, and of each side.
    pub side_spread: usize,
    /// Causes in which somebody's answers would be in no figure, to protect them.
    pub withheld: usize,
}

impl RevealPreview {
    /// What would be shown of these causes, where `least` is the minimum of people.
    pub fn of<'a>(
        causes: impl IntoIterator<Item = &'a Cause>,
        sides: &[Side],
        responses: &[Response],
        least: usize,
    ) -> Self {
        let mut preview = Self::default();
        for cause in causes {
            let (show, open) = shown(cause, sides, (responses, least));
            preview.add(&show, open, sides);
        }
        preview
    }

    fn add(&mut self, show: &Show, open: Open, sides: &[Side]) {
        let both = show.has_both(sides);
        self.asked += 1;
        self.everyone += usize::from(show.people > 0);
        self.sides += usize::from(both);
        self.spread += usize::from(open.spread);
        self.bands += usize::from(open.bands == BandCounts::Four);
        self.side_spread += usize::from(both && open.gap_spread);
        self.withheld += usize::from(show.people > 0 && show.withheld > 0);
    }
}
