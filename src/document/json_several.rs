//! What the result of several people looks like as data. The descriptions reach readers through the schema.

use schemars::JsonSchema;
use serde::Serialize;

use super::json_form::{ActionPart, Advice, BandName, KindName, QuestionnairePart, RecordPart, TensionPart};

/// The result of several people, in whole points.
#[derive(Serialize, JsonSchema)]
pub struct SeveralReport<'a> {
    /// The version of this form. Within a version, keys are only ever added.
    pub schema: u32,
    /// How the record came about.
    pub kind: KindName,
    /// How many people answered.
    pub people: usize,
    /// Which pass of answering this is, from 1.
    pub round: u8,
    /// The fewest people whose figures are shown together.
    pub min_people: u32,
    pub record: RecordPart<'a>,
    pub questionnaire: QuestionnairePart<'a>,
    /// The sides that people could answer for.
    pub sides: Vec<SidePart<'a>>,
    /// The causes, highest mean first, those without a figure last.
    pub causes: Vec<SeveralCausePart<'a>>,
    /// How many causes are raised, and where to start; or why there are no figures.
    pub summary: String,
    /// Why no gap could have been called clear, if that is so.
    pub none_clear: Option<String>,
    /// By how much the smallest sides whose gap stands without its interval can differ by chance alone.
    pub by_chance: Option<String>,
    /// The ids of the causes to talk about before acting, widest gap first.
    pub talk_first: Vec<&'a str>,
    /// The ids of the causes that both sides see alike, highest mean first: in one band, less than half an answer step
    /// apart, with no difference to speak of.
    pub common_ground: Vec<&'a str>,
    /// The ids of the causes that the room talked about, in the order in which it did.
    pub discussed: Vec<&'a str>,
    /// The causes whose remedies apply, highest mean first.
    pub advice: Vec<Advice<'a>>,
    /// Where these remedies pull against each other.
    pub tensions: Vec<TensionPart<'a>>,
    /// What was taken on, in its order.
    pub actions: Vec<ActionPart<'a>>,
    /// The question to end on.
    pub closing: &'a str,
    /// What no figure here claims.
    pub limits: String,
}

/// A side, and how many people answered for it.
#[derive(Serialize, JsonSchema)]
pub struct SidePart<'a> {
    pub id: &'a str,
    pub name: &'a str,
    pub people: usize,
}

/// One cause with its figures.
#[derive(Serialize, JsonSchema)]
#[expect(clippy::struct_excessive_bools, reason = "each is a key of its own in the data")]
pub struct SeveralCausePart<'a> {
    pub id: &'a str,
    /// The short name.
    pub name: &'a str,
    /// The heading of the source.
    pub heading: &'a str,
    /// 1 for the highest mean; equal means share a rank.
    pub rank: Option<usize>,
    /// Whether another cause has the same rank.
    pub rank_shared: bool,
    /// Whether everyone's mean is elevated or severe.
    pub raised: bool,
    /// Whether it may be called a top cause: raised, and of the first three ranks.
    pub top: bool,
    /// Whether both sides should talk before they act.
    pub talk_first: bool,
    /// Whether more than a third of the people have no severity for it.
    pub many_lack: bool,
    /// Everyone together, or all of the sides shown.
    pub everyone: FigurePart<'a>,
    /// Whether `everyone` leaves out the people of sides that are too small to be shown.
    pub only_shown_sides: bool,
    /// How many people's answers are in no figure, to protect them.
    pub left_out: usize,
    /// Each side that anybody answered for.
    pub sides: Vec<SideFigurePart<'a>>,
    /// How people spread; null for fewer than ten, and where it would give answers away.
    pub spread: Option<SpreadPart>,
    /// Sales less Marketing; null where not both are shown.
    pub gap: Option<GapPart>,
    /// What Sales and Marketing expected of each other, where both that and what was said may be shown.
    pub guesses: Vec<GuessPart<'a>>,
    pub items: Vec<CountedItemPart<'a>>,
}

/// What one side expected the other to say, beside what that one said.
#[derive(Serialize, JsonSchema)]
pub struct GuessPart<'a> {
    /// The id of the side that guessed.
    pub by: &'a str,
    /// The id of the side that was guessed.
    pub about: &'a str,
    /// How many people guessed.
    pub n: usize,
    /// The mean of their guesses, 0 to 100 in whole points.
    pub expected: i64,
    /// The mean of what the other side said, 0 to 100 in whole points.
    pub said: i64,
    /// By how many whole points they expected more than was said.
    pub off_by: i64,
    pub told_as: ExpectationName,
    /// It in a sentence.
    pub told: String,
}

/// How what was expected compares with what was said: half an answer step or more above it, below it, or neither.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ExpectationName {
    Relief,
    BlindSpot,
    AsExpected,
}

/// A mean of several people, or why it is not shown.
#[derive(Serialize, JsonSchema)]
pub struct FigurePart<'a> {
    /// How many people.
    pub n: Option<usize>,
    /// 0 to 100 in whole points, higher is worse.
    pub mean: Option<i64>,
    /// The lower end of the 95 % interval in whole points, not cut to 0; null where it would give answers away.
    pub low: Option<i64>,
    /// The upper end, not cut to 100.
    pub high: Option<i64>,
    /// Whether all gave the same score, so that there is no interval.
    pub all_alike: bool,
    /// Where few people's interval is not shown: by how many points the average of so many people can be off, going
    /// by their number alone.
    pub margin: Option<i64>,
    pub band: Option<BandName>,
    /// What the questionnaire calls the band.
    pub band_name: Option<&'a str>,
    /// Why there is no figure; null where there is one.
    pub withheld: Option<Reason>,
}

/// Why a figure is not shown.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The round did not ask about it.
    NotAsked,
    /// Nobody answered, and it is not known whether the round asked about it.
    PerhapsNotAsked,
    /// Nobody answered enough.
    NobodyAnswered,
    /// Fewer people than the minimum answered enough.
    TooFew,
    /// Beside the other figures it would give somebody's answers away.
    ToProtect,
}

/// One side's mean, or why it is not shown.
#[derive(Serialize, JsonSchema)]
pub struct SideFigurePart<'a> {
    /// The id of the side.
    pub side: &'a str,
    pub figure: FigurePart<'a>,
}

/// How people spread around everyone's mean.
#[derive(Serialize, JsonSchema)]
pub struct SpreadPart {
    /// How many people fall into each band; null where it would give answers away.
    pub people: Option<BandCounts>,
    /// The standard deviation in whole points; like the quartiles null where sides are shown.
    pub sd: Option<i64>,
    /// The lower quartile in whole points (type 7 of Hyndman and Fan).
    pub lower_quartile: Option<i64>,
    pub median: Option<i64>,
    pub upper_quartile: Option<i64>,
    /// How many rate the cause elevated or severe; null where it would give answers away.
    pub raised: Option<usize>,
    /// The lower Wilson limit of their share, 0 to 1.
    pub raised_low: Option<f64>,
    /// The upper Wilson limit of their share, 0 to 1.
    pub raised_high: Option<f64>,
    /// r*wg(j): 1 all alike, 0 as scattered as random answering. Null where no item has two answers.
    pub r_star: Option<f64>,
    /// The same in a word.
    pub agreement: Option<&'static str>,
}

/// How many people fall into each band.
#[derive(Serialize, JsonSchema)]
pub struct BandCounts {
    pub low: usize,
    pub mixed: usize,
    pub elevated: usize,
    pub severe: usize,
}

/// The gap between Sales and Marketing.
#[derive(Serialize, JsonSchema)]
pub struct GapPart {
    /// Sales less Marketing in whole points.
    pub difference: i64,
    /// The lower end of the 95 % interval in whole points, not cut. Like the pairs, delta and p null where it would
    /// give answers away.
    pub low: Option<i64>,
    /// The upper end, not cut.
    pub high: Option<i64>,
    /// In how many of 100 pairs of one person from each side Sales scores it higher.
    pub pairs: Option<usize>,
    /// In how many both score it the same.
    pub pairs_same: Option<usize>,
    /// In how many Sales scores it lower.
    pub pairs_lower: Option<usize>,
    /// The verdict in a word.
    pub verdict: VerdictName,
    /// The verdict in a sentence.
    pub told: String,
    /// Cliff's delta, -1 to 1.
    pub delta: Option<f64>,
    /// The rank test's p of this cause alone.
    pub p: Option<f64>,
    /// The same, adjusted by Holm for all causes tested.
    pub p_holm: Option<f64>,
    /// Whether the sides were too large for the exact test.
    pub approximate: Option<bool>,
}

/// What may be said about a gap.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum VerdictName {
    Clear,
    ClearButSmall,
    Possible,
    NoClearDifference,
}

/// One statement and how it was answered.
#[derive(Serialize, JsonSchema)]
pub struct CountedItemPart<'a> {
    pub id: &'a str,
    pub text: &'a str,
    /// Whether a high answer is good news.
    pub reverse: bool,
    pub weight: f64,
    /// How many gave each answer; null where spread is.
    pub counts: Option<Vec<CountPart<'a>>>,
    /// How many said that it does not apply; null where spread is.
    pub na: Option<usize>,
    /// How many skipped it; null where spread is.
    pub skipped: Option<usize>,
}

/// How many gave one answer.
#[derive(Serialize, JsonSchema)]
pub struct CountPart<'a> {
    /// The value of the scale, as given.
    pub value: i32,
    /// The answer in words.
    pub label: &'a str,
    pub people: usize,
}
