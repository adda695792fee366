//! What a file of answers means, or all that is wrong with it: one function a rule.

use std::collections::{BTreeMap, HashSet};

use super::tree::{Entry, Placed, Value};
use crate::definition::{Problem, nearest, quoted};
use crate::domain::id::Id;
use crate::domain::questionnaire::{Item, Questionnaire};
use crate::domain::response::Answer;
use crate::domain::text::{Label, folded};

/// The keys of the file.
const KEYS: [&str; 3] = ["side", "label", "answers"];

/// What a file of answers means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// Whom the answers are for.
    pub side: Id,
    /// Which Sales and which Marketing.
    pub label: Label,
    /// The answers by item.
    pub answers: BTreeMap<Id, Answer>,
}

/// What was typed is held against the questionnaire; `whole` says whether all of the file could be read.
///
/// # Errors
/// Every problem.
pub fn check(entries: &[Entry], whole: bool, questionnaire: &Questionnaire) -> Result<Given, Vec<Problem>> {
    let mut problems = Vec::new();
    unknown(entries, &mut problems);
    repeated(entries, &mut problems);
    if whole {
        missing(entries, questionnaire, &mut problems);
    }
    let side = find(entries, "side").and_then(|typed| keep(side(typed, questionnaire), &mut problems));
    let label = find(entries, "label").map_or(Some(Label::default()), |typed| keep(label(typed), &mut problems));
    let answers = find(entries, "answers").map(|typed| answers(typed, questionnaire, &mut problems));
    match (side, label, answers) {
        (Some(side), Some(label), Some(answers)) if problems.is_empty() => Ok(Given { side, label, answers }),
        _ => Err(problems),
    }
}

fn find<'a>(entries: &'a [Entry], key: &str) -> Option<&'a Placed<Value>> {
    entries.iter().find(|entry| folded(&entry.key.value) == key).map(|entry| &entry.value)
}

fn keep<T>(outcome: Result<T, Problem>, problems: &mut Vec<Problem>) -> Option<T> {
    outcome.map_err(|problem| problems.push(problem)).ok()
}

/// A key that there is not.
fn unknown(entries: &[Entry], problems: &mut Vec<Problem>) {
    for Entry { key, .. } in entries.iter().filter(|entry| !is_known(&entry.key.value)) {
        let help = did_you_mean(&key.value, KEYS.into_iter(), || format!("its keys are {}", KEYS.join(", ")));
        let what = format!("{} is not a key of a file of answers", quoted(&key.value));
        problems.push(Problem::new(key.at.clone(), what).help(help));
    }
}

fn is_known(typed: &str) -> bool {
    KEYS.contains(&folded(typed).as_str())
}

/// A key that comes twice, perhaps written in two ways.
fn repeated(entries: &[Entry], problems: &mut Vec<Problem>) {
    let mut seen = HashSet::new();
    for Entry { key, .. } in entries {
        if !seen.insert(folded(&key.value)) {
            let problem = Problem::new(key.at.clone(), "this key was given before");
            problems.push(problem.help("take one of the two out"));
        }
    }
}

/// A key that there must be. One that was meant and misspelt is told as such already.
fn missing(entries: &[Entry], questionnaire: &Questionnaire, problems: &mut Vec<Problem>) {
    let strange = || entries.iter().map(|entry| entry.key.value.as_str()).filter(|key| !is_known(key));
    let is_missing = |key| find(entries, key).is_none() && !strange().any(|typed| is_near(typed, key));
    if is_missing("side") {
        let help = format!("add a line such as: side = \"sales\"; {}", sides(questionnaire));
        problems.push(Problem::new(0..0, "it does not say which side answered").help(help));
    }
    if is_missing("answers") {
        let item = questionnaire.asked().next().map_or("item", |item| item.id.as_str());
        let help = format!("add a table [answers] with lines such as: {item} = 3");
        problems.push(Problem::new(0..0, "it has no answers").help(help));
    }
}

fn side(typed: &Placed<Value>, questionnaire: &Questionnaire) -> Result<Id, Problem> {
    let Value::Text(text) = &typed.value else {
        return Err(wrong(typed, "the side is a text").help(sides(questionnaire)));
    };
    let known = || questionnaire.head().sides.iter().map(|side| &side.id);
    // An id has nothing to fold.
    let meant = folded(text);
    known().find(|id| id.as_str() == meant).cloned().ok_or_else(|| {
        let help = did_you_mean(text, known().map(Id::as_str), || sides(questionnaire));
        Problem::new(typed.at.clone(), format!("there is no side {}", quoted(text))).help(help)
    })
}

fn sides(questionnaire: &Questionnaire) -> String {
    let ids: Vec<&str> = questionnaire.head().sides.iter().map(|side| side.id.as_str()).collect();
    format!("the sides are {}", ids.join(", "))
}

fn label(typed: &Placed<Value>) -> Result<Label, Problem> {
    let Value::Text(text) = &typed.value else { return Err(wrong(typed, "the label is a text")) };
    Label::new(text).map_err(|error| Problem::new(typed.at.clone(), format!("the label cannot be used: {error}")))
}

fn answers(typed: &Placed<Value>, questionnaire: &Questionnaire, problems: &mut Vec<Problem>) -> BTreeMap<Id, Answer> {
    let Value::Table(entries) = &typed.value else {
        problems.push(wrong(typed, "the answers are a table of items and values"));
        return BTreeMap::new();
    };
    repeated(entries, problems);
    let found = entries.iter().filter_map(|entry| {
        let item = keep(item(&entry.key, questionnaire), problems)?;
        Some((item.id.clone(), keep(answer(&entry.value, item), problems)?))
    });
    found.collect()
}

fn item<'a>(key: &Placed<String>, questionnaire: &'a Questionnaire) -> Result<&'a Item, Problem> {
    let meant = folded(&key.value);
    questionnaire.asked().find(|item| item.id.as_str() == meant).ok_or_else(|| {
        let ids = questionnaire.asked().map(|item| item.id.as_str());
        let help = did_you_mean(&key.value, ids, || "'undercurrent questions' prints all items".to_owned());
        Problem::new(key.at.clone(), format!("there is no item {}", quoted(&key.value))).help(help)
    })
}

fn answer(typed: &Placed<Value>, item: &Item) -> Result<Answer, Problem> {
    let range = format!("{} to {}, or \"na\"", item.scale.lowest(), item.scale.highest());
    match &typed.value {
        Value::Text(text) if folded(text) == "na" => Ok(Answer::DoesNotApply),
        Value::Whole(number) => match i32::try_from(*number).ok().filter(|&value| item.scale.label(value).is_some()) {
            Some(value) => Ok(Answer::Value(value)),
            None => Err(Problem::new(typed.at.clone(), format!("{number} is not on the scale of '{}'", item.id))
                .help(format!("its answers are {range}"))),
        },
        _ => Err(wrong(typed, &format!("the answer to '{}' is a whole number from {range}", item.id))),
    }
}

fn wrong(typed: &Placed<Value>, rule: &str) -> Problem {
    Problem::new(typed.at.clone(), format!("{rule}; this is {}", typed.value.kind()))
}

fn is_near(typed: &str, key: &str) -> bool {
    nearest(typed, KEYS.into_iter()) == Some(key)
}

fn did_you_mean<'a>(typed: &str, known: impl Iterator<Item = &'a str>, else_say: impl Fn() -> String) -> String {
    nearest(typed, known).map_or_else(else_say, |near| format!("did you mean '{near}'?"))
}
