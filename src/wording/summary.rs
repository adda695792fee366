//! The sentence over a chart: where to start, how many causes fall into each band, what has no figure; and what is said
//! where there is no remedy.

use super::compare::COMPARE;
use super::{count, list};
use crate::domain::analysis::{Analysis, CauseFigures, CauseResult, EveryoneAnalysis, EveryoneCause, Order};
use crate::domain::disclosure::Hidden;
use crate::domain::questionnaire::BandNames;
use crate::domain::record::Kind;
use crate::domain::severity::Band;

const NAMED: usize = 3;
const WAY: &str = "in Undercurrent, c on a cause's page answers what is open.";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Raised,
    Moderate,
    /// All are low, and every cause has a figure.
    Low,
    /// All that have a figure are low.
    LowSoFar,
    Unknown,
}

fn state<F: CauseFigures>(analysis: &Analysis<F>) -> State {
    match (analysis.in_bands(), analysis.scored()) {
        (_, 0) => State::Unknown,
        ([.., elevated, severe], _) if elevated + severe > 0 => State::Raised,
        ([_, moderate, ..], _) if moderate > 0 => State::Moderate,
        (_, scored) if scored == all(analysis) => State::Low,
        _ => State::LowSoFar,
    }
}

fn all<F: CauseFigures>(analysis: &Analysis<F>) -> usize {
    analysis.questionnaire().causes().len()
}

pub(super) fn names<'a, F: CauseFigures>(causes: &[CauseResult<'a, F>]) -> Vec<&'a str> {
    causes.iter().map(|result| result.cause.name.as_str()).collect()
}

/// Where to start, or that nothing stands out; then what has no figure yet.
pub fn summary(analysis: &Analysis) -> String {
    let unknown = unknown(analysis).filter(|_| analysis.scored() > 0);
    [Some(overview(analysis)), unknown].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Where to start, or that nothing stands out, and how many causes fall into each band.
pub fn overview(analysis: &Analysis) -> String {
    let bands = &analysis.questionnaire().head().bands;
    match state(analysis) {
        State::Raised => format!("{} {}", start_with(&names(&analysis.start())), by_band(analysis.in_bands(), bands)),
        State::Moderate => format!("Nothing stands out. {}", by_band(analysis.in_bands(), bands)),
        State::Low => format!("{}. That is good news.", all_low(all(analysis), bands)),
        State::LowSoFar => format!("{}.", low_so_far(analysis.scored(), bands)),
        State::Unknown => nothing_known(),
    }
}

/// Where to start alone, or that nothing stands out: for where there is little room.
pub fn headline(analysis: &Analysis) -> String {
    let said = match state(analysis) {
        State::Raised => start_with(&names(&analysis.start())),
        State::Moderate => "Nothing stands out.".to_owned(),
        State::Low | State::LowSoFar | State::Unknown => overview(analysis),
    };
    match all(analysis) - analysis.scored() {
        missing if missing == 0 || analysis.scored() == 0 => said,
        1 => format!("{said} 1 has no figure."),
        missing => format!("{said} {missing} have no figure."),
    }
}

/// How many causes have no figure yet, with the way to their statements, if there are any.
pub fn unknown(analysis: &Analysis) -> Option<String> {
    match all(analysis) - analysis.scored() {
        0 => None,
        missing if missing == all(analysis) => Some(nothing_known()),
        1 => Some(format!("1 cause has no figure yet: {WAY}")),
        some => Some(format!("{some} causes have no figure yet: {WAY}")),
    }
}

fn nothing_known() -> String {
    format!("No cause has a figure yet: {WAY}")
}

/// What is said where no remedy is shown; what has no figure is told apart.
pub fn no_advice(analysis: &Analysis) -> Option<String> {
    let bands = &analysis.questionnaire().head().bands;
    match state(analysis) {
        State::Raised | State::Unknown => None,
        State::Moderate => Some(format!(
            "Nothing stands out, so there is no remedy to suggest. What is {} is worth a question to each other.",
            bands.mixed
        )),
        State::Low => Some(format!(
            "{}, so there is no remedy to suggest. Keep doing what works, and ask again in three months.",
            all_low(all(analysis), bands)
        )),
        State::LowSoFar => Some(format!("{}, so there is no remedy to suggest.", low_so_far(analysis.scored(), bands))),
    }
}

/// Where to start, how many causes fall into each band, what to talk about first; or why there is next to nothing.
pub fn everyone_summary(several: &EveryoneAnalysis) -> String {
    let bands = &several.questionnaire().head().bands;
    let said = match state(several) {
        State::Raised => format!("{} {}", start_with(&names(&several.start())), by_band(several.in_bands(), bands)),
        State::Moderate => format!("Nothing stands out on average. {}", by_band(several.in_bands(), bands)),
        State::Low => format!("{}.", all_low(all(several), bands)),
        State::LowSoFar => format!("{}.", low_so_far(several.scored(), bands)),
        State::Unknown => return nothing(several),
    };
    let is_unasked = |one: &EveryoneCause<'_>| one.figures.total == Err(Hidden::NotAsked);
    // A round that asks again asks some causes only.
    let unasked = several.causes(Order::Severity).into_iter().filter(is_unasked).count();
    let hidden = all(several) - several.scored() - unasked;
    [Some(said), not_asked(unasked), not_shown(hidden), talk(several)]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ")
}

fn nothing(several: &EveryoneAnalysis) -> String {
    let (people, least) = (several.people(), several.least_shown());
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

fn compare(several: &EveryoneAnalysis) -> String {
    if several.head().kind == Kind::Merged { format!(" Or: {COMPARE}") } else { String::new() }
}

fn not_asked(number: usize) -> Option<String> {
    match number {
        0 => None,
        1 => Some("One was not asked in this round.".to_owned()),
        _ => Some(format!("{number} were not asked in this round.")),
    }
}

fn not_shown(number: usize) -> Option<String> {
    match number {
        0 => None,
        1 => Some("One has no figure that may be shown.".to_owned()),
        _ => Some(format!("{number} have no figure that may be shown.")),
    }
}

fn talk(several: &EveryoneAnalysis) -> Option<String> {
    let causes = several.talk_first();
    let first = list(&names(&causes), "and");
    (!causes.is_empty()).then(|| format!("Talk first about {first}: the sides see it differently."))
}

/// Said where no remedy of everyone's causes is shown.
pub fn everyone_no_advice(several: &EveryoneAnalysis) -> String {
    match several.scored() {
        0 => format!(
            "Nothing can be shown: fewer than {} people answered enough. The answers are kept in the record.",
            several.least_shown()
        ),
        shown if shown == all(several) => {
            "No cause is elevated or severe for everyone together, so there is no remedy to suggest.".to_owned()
        }
        _ => "None of the causes that can be shown is elevated or severe, so there is no remedy to suggest.".to_owned(),
    }
}

/// `Start with A.`, `Start with A or B: they are close.`; of more than three, that there are others.
fn start_with(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [only] => format!("Start with {only}."),
        few if few.len() <= NAMED => format!("Start with {}: they are close.", list(few, "or")),
        many => format!("Start with {} and others: they are close.", many[..NAMED].join(", ")),
    }
}

/// How many causes fall into each band, most severe first: `1 cause is severe, 2 elevated, 6 low.`
fn by_band(counts: [usize; 4], names: &BandNames) -> String {
    let mut parts = Vec::new();
    for (number, band) in counts.into_iter().zip(Band::ALL).rev().filter(|(number, _)| *number > 0) {
        let name = names.of(band);
        parts.push(match (parts.is_empty(), number) {
            (true, 1) => format!("1 cause is {name}"),
            (true, _) => format!("{number} causes are {name}"),
            (false, _) => format!("{number} {name}"),
        });
    }
    format!("{}.", parts.join(", "))
}

fn all_low(causes: usize, names: &BandNames) -> String {
    match causes {
        1 => format!("The only cause is {}", names.low),
        2 => format!("Both are {}", names.low),
        _ => format!("All {} are {}", in_words(causes), names.low),
    }
}

fn low_so_far(causes: usize, names: &BandNames) -> String {
    match causes {
        1 => format!("The only cause with a figure is {}", names.low),
        _ => format!("The {} with a figure are {}", count(causes, "cause", "causes"), names.low),
    }
}

pub fn promise(causes: usize) -> [String; 3] {
    let chart = format!("a chart of {} causes", in_words(causes));
    [chart, "what its source suggests for each".to_owned(), "a first step to take on".to_owned()]
}

fn in_words(number: usize) -> String {
    const WORDS: [&str; 10] = ["three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    number.checked_sub(3).and_then(|at| WORDS.get(at)).map_or_else(|| number.to_string(), |word| (*word).to_owned())
}
