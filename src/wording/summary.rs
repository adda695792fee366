//! The sentence over a chart: where to start, how many causes fall into each band, what has no figure; and what is said
//! where there is no remedy.

use super::compare::COMPARE;
use super::{count, list};
use crate::domain::analysis::{Analysis, CauseResult, Order};
use crate::domain::disclosure::Hidden;
use crate::domain::questionnaire::BandNames;
use crate::domain::record::Kind;
use crate::domain::several::{Order as SeveralOrder, Several, SeveralCause};
use crate::domain::severity::Band;

/// The most causes that are named to start with.
const NAMED: usize = 3;
/// Said where every cause has a figure and all are low.
const GOOD_NEWS: &str = "That is good news.";
/// The way to the statements that are open.
const WAY: &str = "in Undercurrent, c on a cause's page answers what is open.";

/// How a result stands, which decides what is said of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// A cause is elevated or severe.
    Raised,
    /// None is, and some are moderate.
    Moderate,
    /// All are low, and every cause has a figure.
    Low,
    /// All that have a figure are low.
    LowSoFar,
    /// No cause has a figure.
    Unknown,
}

/// Where to start, or that nothing stands out; then what has no figure yet.
pub fn summary(analysis: &Analysis) -> String {
    let causes = analysis.causes(Order::Severity);
    let (counts, names) = (in_bands(&causes), &analysis.questionnaire().head().bands);
    let said = match state(&causes) {
        State::Raised => format!("{} {}", start(analysis), by_band(counts, names)),
        State::Moderate => format!("Nothing stands out. {}", by_band(counts, names)),
        State::Low => format!("{}. {GOOD_NEWS}", all_low(causes.len(), names)),
        State::LowSoFar => format!("{}.", low_so_far(scored(&causes), names)),
        State::Unknown => return nothing_known(),
    };
    [Some(said), unknown(analysis)].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// How many causes have no figure yet, with the way to their statements, if there are any.
pub fn unknown(analysis: &Analysis) -> Option<String> {
    let causes = analysis.causes(Order::Severity);
    match causes.len() - scored(&causes) {
        0 => None,
        all if all == causes.len() => Some(nothing_known()),
        1 => Some(format!("1 cause has no figure yet: {WAY}")),
        some => Some(format!("{some} causes have no figure yet: {WAY}")),
    }
}

/// What is said where no remedy is shown; what has no figure is told apart.
pub fn no_advice(analysis: &Analysis) -> Option<String> {
    let causes = analysis.causes(Order::Severity);
    let names = &analysis.questionnaire().head().bands;
    match state(&causes) {
        State::Raised | State::Unknown => None,
        State::Moderate => Some(format!(
            "Nothing stands out, so there is no remedy to suggest. What is {} is worth a question to each other.",
            names.mixed
        )),
        State::Low => Some(format!(
            "{}, so there is no remedy to suggest. Keep doing what works, and ask again in three months.",
            all_low(causes.len(), names)
        )),
        State::LowSoFar => Some(format!("{}, so there is no remedy to suggest.", low_so_far(scored(&causes), names))),
    }
}

fn nothing_known() -> String {
    format!("No cause has a figure yet: {WAY}")
}

fn state(causes: &[CauseResult<'_>]) -> State {
    match causes.iter().filter_map(CauseResult::band).max() {
        None => State::Unknown,
        Some(Band::Elevated | Band::Severe) => State::Raised,
        Some(Band::Mixed) => State::Moderate,
        Some(Band::Low) if scored(causes) == causes.len() => State::Low,
        Some(Band::Low) => State::LowSoFar,
    }
}

fn scored(causes: &[CauseResult<'_>]) -> usize {
    causes.iter().filter(|result| result.score.severity.is_some()).count()
}

fn in_bands(causes: &[CauseResult<'_>]) -> [usize; 4] {
    Band::ALL.map(|band| causes.iter().filter(|result| result.band() == Some(band)).count())
}

/// Where to start: the first cause, or the few that are within one answer step of it.
fn start(analysis: &Analysis) -> String {
    let causes = analysis.start();
    let names: Vec<&str> = causes.iter().map(|result| result.cause.name.as_str()).collect();
    start_with(&names)
}

/// `Start with A.`, `Start with A or B: they are close.`; of more than three, that there are others.
pub fn start_with(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [only] => format!("Start with {only}."),
        few if few.len() <= NAMED => format!("Start with {}: they are close.", list(few, "or")),
        many => format!("Start with {} and others: they are close.", many[..NAMED].join(", ")),
    }
}

/// How many causes fall into each band, most severe first: `1 cause is severe, 2 elevated, 6 low.`
pub fn by_band(counts: [usize; 4], names: &BandNames) -> String {
    let mut told = Vec::new();
    for (number, band) in counts.into_iter().zip(Band::ALL).rev().filter(|(number, _)| *number > 0) {
        let name = names.of(band);
        told.push(match (told.is_empty(), number) {
            (true, 1) => format!("1 cause is {name}"),
            (true, _) => format!("{number} causes are {name}"),
            (false, _) => format!("{number} {name}"),
        });
    }
    format!("{}.", told.join(", "))
}

/// That all causes are low: `All nine are low`.
pub fn all_low(causes: usize, names: &BandNames) -> String {
    match causes {
        1 => format!("The only cause is {}", names.low),
        2 => format!("Both are {}", names.low),
        _ => format!("All {} are {}", in_words(causes), names.low),
    }
}

/// That those causes are low which have a figure: `The 7 causes with a figure are low`.
pub fn low_so_far(causes: usize, names: &BandNames) -> String {
    match causes {
        1 => format!("The only cause with a figure is {}", names.low),
        _ => format!("The {} with a figure are {}", count(causes, "cause", "causes"), names.low),
    }
}

fn in_words(number: usize) -> String {
    const WORDS: [&str; 10] = ["three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    number.checked_sub(3).and_then(|at| WORDS.get(at)).map_or_else(|| number.to_string(), |word| (*word).to_owned())
}

/// How many causes are raised, where to start, and what to talk about first; or why there is next to nothing.
pub fn several_summary(several: &Several) -> String {
    let causes = several.causes(SeveralOrder::Severity);
    let shown = causes.iter().filter(|cause| cause.figures.total.is_ok()).count();
    if shown == 0 {
        return nothing(several);
    }
    let unasked = causes.iter().filter(|cause| is_unasked(cause)).count();
    let parts =
        [verdict(several, shown), not_asked(unasked), several_unknown(causes.len() - shown - unasked), talk(several)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

fn nothing(several: &Several) -> String {
    let (people, least) = (several.people(), several.head().min_people);
    if people == 0 {
        return "Nobody has answered.".to_owned();
    }
    if several.has_too_few() {
        let only = count(people, "person has", "people have");
        return format!(
            "Only {only} answered, so there is nothing to show: figures start at {least} people, because among fewer \
             everybody could work out what the others said. Ask more people to answer.{}",
            compare(several)
        );
    }
    "Too little was answered to show a figure for any cause.".to_owned()
}

/// What else a few people can do who hand over their own records.
fn compare(several: &Several) -> String {
    if several.head().kind == Kind::Merged { format!(" Or: {COMPARE}") } else { String::new() }
}

fn verdict(several: &Several, shown: usize) -> String {
    let counts = several_in_bands(several);
    let names = &several.questionnaire().head().bands;
    let [low, .., elevated, severe] = counts;
    if elevated + severe > 0 {
        return format!("{} {}", several_start(several), by_band(counts, names));
    }
    match (low == shown, shown == several.questionnaire().causes().len()) {
        (false, _) => format!("Nothing stands out on average. {}", by_band(counts, names)),
        (true, false) => format!("{}.", low_so_far(shown, names)),
        (true, true) => format!("{}.", all_low(shown, names)),
    }
}

fn several_in_bands(several: &Several) -> [usize; 4] {
    let causes = several.causes(SeveralOrder::Severity);
    Band::ALL.map(|band| causes.iter().filter(|cause| cause.band() == Some(band)).count())
}

/// Where to start: the first cause, or the first two where they are close.
fn several_start(several: &Several) -> String {
    let leading = several.raised();
    let names: Vec<&str> = leading.iter().map(name).take(if several.leaders_are_close() { 2 } else { 1 }).collect();
    start_with(&names)
}

/// A round that asks again asks some causes only.
fn is_unasked(cause: &SeveralCause<'_>) -> bool {
    matches!(cause.figures.total, Err(Hidden::NotAsked))
}

fn not_asked(number: usize) -> String {
    match number {
        0 => String::new(),
        1 => "One was not asked in this round.".to_owned(),
        _ => format!("{number} were not asked in this round."),
    }
}

fn several_unknown(number: usize) -> String {
    match number {
        0 => String::new(),
        1 => "One has no figure that may be shown.".to_owned(),
        _ => format!("{number} have no figure that may be shown."),
    }
}

fn talk(several: &Several) -> String {
    let causes = several.talk_first();
    let names: Vec<&str> = causes.iter().map(name).collect();
    match names.as_slice() {
        [] => String::new(),
        names => format!("Talk first about {}: the sides see it differently.", list(names, "and")),
    }
}

fn name<'a>(cause: &SeveralCause<'a>) -> &'a str {
    &cause.cause.name
}

/// Said where no remedy is shown.
pub fn several_no_advice(several: &Several) -> String {
    let shown = several.questionnaire().causes().len() - hidden_causes(several);
    match (shown, hidden_causes(several)) {
        (0, _) => format!(
            "Nothing can be shown: fewer than {} people answered enough. The answers are kept in the record.",
            several.head().min_people
        ),
        (_, 0) => "No cause is elevated or severe for everyone together, so there is no remedy to suggest.".to_owned(),
        _ => "None of the causes that can be shown is elevated or severe, so there is no remedy to suggest.".to_owned(),
    }
}

fn hidden_causes(several: &Several) -> usize {
    (0..several.questionnaire().causes().len())
        .filter_map(|place| several.cause(place))
        .filter(|result| result.figures.total.is_err())
        .count()
}
