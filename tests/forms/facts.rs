//! The figures that a form carries, read back from what it says: for each cause a set of facts such as `mean 58`.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{LazyLock, Mutex};

use regex::Regex;
use serde_json::Value;
use undercurrent::testing::domain::{Cause, Item};

/// What is said of one cause.
pub type Facts = BTreeSet<String>;
/// The facts by the short name of the cause.
pub type All = BTreeMap<String, Facts>;

/// A text in a row: no line ends, no tags, entities and escapes undone.
pub fn plain(text: &str) -> String {
    let text = compiled("(?s)<style>.*?</style>").replace_all(text, " ").into_owned();
    let text = compiled("<[^>]*>").replace_all(&text, " ").into_owned();
    let unescaped = [("&#x27;", "'"), ("&#39;", "'"), ("&quot;", "\""), ("&#x2f;", "/"), ("&#8203;", "")];
    let text = unescaped.iter().fold(text, |text, (from, to)| text.replace(from, to));
    text.replace('\\', "").replace("&amp;", "&").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a pattern finds first, by its groups; empty where a group is not there.
pub fn found(pattern: &str, text: &str) -> Option<Vec<String>> {
    let found = compiled(pattern).captures(text)?;
    Some((1..found.len()).map(|at| found.get(at).map_or(String::new(), |one| one.as_str().to_owned())).collect())
}

/// A pattern, read once: reading takes far longer than finding.
fn compiled(pattern: &str) -> Regex {
    static READ: LazyLock<Mutex<HashMap<String, Regex>>> = LazyLock::new(Mutex::default);
    let mut read = READ.lock().unwrap();
    read.entry(pattern.to_owned()).or_insert_with(|| Regex::new(pattern).unwrap()).clone()
}

/// A difference as a whole number with an ASCII sign: `+24`, `−24` and `24` are read.
pub fn number(text: &str) -> i64 {
    text.replace('−', "-").replace('+', "").parse().unwrap()
}

/// What the sentences about one cause of several people say.
pub fn sentences(text: &str, cause: &Cause, sides: &[String]) -> Facts {
    let mut facts = Facts::new();
    if let Some(it) = found(r"Average (\d+)[;.]", text) {
        facts.insert(format!("mean {}", it[0]));
    }
    if let Some(it) = found(r"Average \d+; [^.]* plausibly land between (\d+) and (\d+)\.", text) {
        facts.insert(format!("interval {} {}", it[0], it[1]));
    }
    if let Some(it) = found(r"Average \d+; with \d+ people [^.]* off by (\d+) points?,", text) {
        facts.insert(format!("margin {}", it[0]));
    }
    if text.contains("; all gave the same score.") {
        facts.insert("alike".to_owned());
    }
    if let Some(it) = found(r"(\d+) of (\d+) rates? it [a-z]+ or [a-z]+", text) {
        facts.insert(format!("raised {} {}", it[0], it[1]));
    }
    if let Some(it) = found(r"(\d+) low, (\d+) [a-z]+, (\d+) elevated, (\d+) severe", text) {
        facts.insert(format!("bands {}", it.join(" ")));
    }
    if let Some(it) = found(r"(?:Answers: |answers are |Answers lie )([a-z ]+)\.", text) {
        facts.insert(format!("agreement {}", it[0]));
    }
    facts.extend(sides.iter().filter_map(|side| side_fact(text, side)));
    facts.extend(gap(text));
    facts.extend(cause.items.iter().filter_map(|item| counts(text, item)));
    facts
}

fn side_fact(text: &str, side: &str) -> Option<String> {
    let pattern = format!(
        r"{side}: (\d+)(?:, plausibly (\d+) to (\d+))?(?:, all gave the same score)?; (\d+) people(?:, give or take (\d+))?\."
    );
    let it = found(&pattern, text)?;
    let margin = if it[4].is_empty() { String::new() } else { format!("±{}", it[4]) };
    Some(format!("side {side} {} {} {} {}{margin}", it[0], it[3], it[1], it[2]).trim_end().to_owned())
}

/// The sentence about a gap: how far, which way, its interval, and what may be said.
fn gap(text: &str) -> Facts {
    let mut facts = Facts::new();
    let sizes = r"(?:Sales(?: rates this)? (\d+) points? (higher|lower)|the same on average)";
    let pattern = format!(
        r"(No clear difference \()?{sizes}(?:(?: \(|; )between (\d+)( lower)? and (\d+)( higher)?\))?(. Unlikely|: real|. Worth)?"
    );
    let Some(it) = found(&pattern, text) else { return facts };
    let sign = if it[2] == "lower" { -1 } else { 1 };
    facts.insert(format!("gap {}", if it[1].is_empty() { 0 } else { sign * number(&it[1]) }));
    if !it[3].is_empty() {
        let signs = if it[4].is_empty() { [sign, sign] } else { [-1, 1] };
        let (near, far) = (signs[0] * number(&it[3]), signs[1] * number(&it[5]));
        facts.insert(format!("gap-interval {} {}", near.min(far), near.max(far)));
    }
    let verdict = match (it[0].is_empty(), it[7].as_str()) {
        (false, _) => "no clear difference",
        (_, after) if after.starts_with(". Unlikely") => "clear",
        (_, after) if after.starts_with(": real") => "clear but small",
        (_, after) if after.starts_with(". Worth") => "possible",
        _ => panic!("no verdict in {text}"),
    };
    facts.insert(format!("verdict {verdict}"));
    let pairs =
        r"each side: in (\d+|none) of 100 pairs Sales scores it higher, in (\d+|none) the same, in (\d+|none) lower";
    if let Some(it) = found(pairs, text) {
        facts.insert(format!("pairs {}", it.join(" ").replace("none", "0")));
    }
    facts
}

/// How one statement was answered.
fn counts(text: &str, item: &Item) -> Option<String> {
    let answers: Vec<String> = item.scale.points.iter().map(|point| format!(r"(\d+) {}", point.label)).collect();
    let answers = answers.join(", ");
    let pattern = format!(
        r"{} (?:\| )?(?:↺ )?[^a-zA-Z]*?\b{answers}(?:;(?: (\d+) not applying)?,?(?: (\d+) skipped)?)?",
        regex::escape(&item.text)
    );
    let it = found(&pattern, text)?;
    let or_none = |text: &String| if text.is_empty() { "0".to_owned() } else { text.clone() };
    Some(format!("item {} {}", item.id, it.iter().map(or_none).collect::<Vec<_>>().join(" ")))
}

/// The facts in the data, whose figures every other form is held against: intervals cut as they are read.
pub fn of_data(cause: &Value, names: &Value) -> Facts {
    let mut facts = Facts::new();
    let everyone = &cause["everyone"];
    let Some(mean) = everyone["mean"].as_i64() else { return facts };
    facts.extend([format!("mean {mean}"), format!("n {}", everyone["n"])]);
    facts.insert(format!("band {}", everyone["band_name"].as_str().unwrap()));
    if let Some((low, high)) = interval(everyone, 0) {
        facts.insert(format!("interval {low} {high}"));
    }
    if let Some(margin) = everyone["margin"].as_i64() {
        facts.insert(format!("margin {margin}"));
    }
    if everyone["all_alike"] == true {
        facts.insert("alike".to_owned());
    }
    facts.extend(cause["sides"].as_array().unwrap().iter().filter_map(|side| side_of_data(side, names)));
    facts.extend(spread_of_data(&cause["spread"], everyone));
    facts.extend(gap_of_data(&cause["gap"]));
    facts.extend(cause["items"].as_array().unwrap().iter().filter_map(item_of_data));
    facts
}

/// Both ends, cut to what could be.
fn interval(figure: &Value, least: i64) -> Option<(i64, i64)> {
    let cut = |key: &str| figure[key].as_i64().map(|end| end.clamp(least, 100));
    Some((cut("low")?, cut("high")?))
}

fn side_of_data(side: &Value, names: &Value) -> Option<String> {
    let figure = &side["figure"];
    let name = names.as_array()?.iter().find(|one| one["id"] == side["side"])?["name"].as_str()?;
    let ends = interval(figure, 0).map_or(String::new(), |(low, high)| format!(" {low} {high}"));
    let ends = figure["margin"].as_i64().map_or(ends, |margin| format!("  ±{margin}"));
    Some(format!("side {name} {} {}{ends}", figure["mean"].as_i64()?, figure["n"]))
}

fn spread_of_data(spread: &Value, everyone: &Value) -> Facts {
    let mut facts = Facts::new();
    if spread.is_null() {
        return facts;
    }
    if spread["raised"].is_u64() {
        facts.insert(format!("raised {} {}", spread["raised"], everyone["n"]));
    }
    let people = &spread["people"];
    if people.is_object() {
        let each = ["low", "mixed", "elevated", "severe"].map(|band| people[band].to_string());
        facts.insert(format!("bands {}", each.join(" ")));
    }
    facts.extend(spread["agreement"].as_str().map(|word| format!("agreement {word}")));
    facts
}

fn gap_of_data(gap: &Value) -> Facts {
    let mut facts = Facts::new();
    if gap.is_null() {
        return facts;
    }
    facts.insert(format!("gap {}", gap["difference"]));
    facts.insert(format!("verdict {}", gap["verdict"].as_str().unwrap().replace('_', " ")));
    if let Some((low, high)) = interval(gap, -100) {
        facts.insert(format!("gap-interval {low} {high}"));
    }
    if gap["pairs"].is_i64() {
        facts.insert(format!("pairs {} {} {}", gap["pairs"], gap["pairs_same"], gap["pairs_lower"]));
    }
    facts
}

fn item_of_data(item: &Value) -> Option<String> {
    let counts: Vec<String> = item["counts"].as_array()?.iter().map(|one| one["people"].to_string()).collect();
    Some(format!("item {} {} {} {}", item["id"].as_str()?, counts.join(" "), item["na"], item["skipped"]))
}
