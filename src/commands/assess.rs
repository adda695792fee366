//! `undercurrent`: asks the questionnaire, or scores a file of answers. What is wrong with such a file is told by one
//! function a rule.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs::ReadDir;
use std::iter;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::answers_file::{Entry, Placed, Value, json_entries, narrowed_outside_texts, toml_entries};
use super::environment::{self, Environment, chance, now};
use super::output::save_record;
use super::{Ending, Misuse, host, report, run_app};
use crate::app::{App, Setup};
use crate::cli::Assess;
use crate::definition::{Grade, Problem, Problems, decoded, hidden, nearest, quoted, unmarked};
use crate::domain::id::{Id, Token};
use crate::domain::questionnaire::{Item, Questionnaire};
use crate::domain::record::{Begin, Record};
use crate::domain::response::Answer;
use crate::domain::text::{Label, folded};
use crate::storage::deleted::left_behind;
use crate::storage::location::is_standard_output;

/// Said where there is no terminal.
const NO_TERMINAL: &str = "answering needs a terminal, and standard input or output is none: use --answers FILE to score \
     answers from a file, 'undercurrent results' to print a result, or 'undercurrent list' to see what is saved";

/// Asks the questionnaire in a terminal, or scores a file of answers.
///
/// # Errors
/// When there is no terminal, or the questionnaire cannot be used.
pub fn assess(options: &Assess, environment: &Environment) -> anyhow::Result<Ending> {
    if let Some(file) = &options.answers {
        return score(file, options);
    }
    environment.need_terminal(NO_TERMINAL)?;
    let questionnaire = environment::questionnaire(options.questions.as_deref())?;
    host::settle(environment);
    let setup = Setup::new(Arc::new(questionnaire), environment.store(), now());
    let app = if has_records(environment) { App::home(setup) } else { App::new(setup, Vec::new()) };
    run_app::run_app(app, HashMap::new(), environment)
}

/// Whether there is any file among the records, or any that was deleted and may be wanted back. Of the records it goes
/// by their names alone, since nothing is drawn before this is known.
fn has_records(environment: &Environment) -> bool {
    let folder = environment.records().ok();
    let files = folder.as_ref().and_then(|folder| folder.read_dir().ok());
    let is_one = |mut files: ReadDir| {
        files.any(|file| file.is_ok_and(|file| file.path().extension().is_some_and(|kind| kind == "toml")))
    };
    files.is_some_and(is_one) || folder.is_some_and(|folder| !left_behind(&folder).is_empty())
}

/// Said where the record was to go where the result goes.
const BOTH: &str = "the result is printed on standard output, so the record cannot go there as well: name a file";

/// Scores the answers in a file, saves them where that is asked for, and prints the result.
///
/// # Errors
/// When the file has problems, or something cannot be read or written.
fn score(file: &Path, options: &Assess) -> anyhow::Result<Ending> {
    let questionnaire = environment::questionnaire(options.questions.as_deref())?;
    let (name, bytes) = environment::read_file(file)?;
    let given = read(&name, &bytes, &questionnaire)?;
    let record = record(given, questionnaire)?;
    let read_from: Vec<PathBuf> = iter::once(file).chain(options.questions.as_deref()).map(Path::to_path_buf).collect();
    if let Some(output) = &options.output {
        if is_standard_output(output) {
            return Err(Misuse(BOTH.to_owned()).into());
        }
        save_record(output, &read_from, &record)?;
    }
    report::print(&read_from, &record, options.format.unwrap_or_default())
}

/// A finished record of these answers.
fn record(given: Given, questionnaire: Questionnaire) -> anyhow::Result<Record> {
    let [id, response] = chance()?.map(Token::new);
    let at = now().timestamp();
    let begin = Begin { id, response, at, label: given.label, side: given.side };
    let mut record = Record::begin(begin, Arc::new(questionnaire))?;
    for (item, answer) in given.answers {
        record.answer(&item, answer, at)?;
    }
    record.finish(at);
    Ok(record)
}

/// Reads a file of answers; `name` is what it is called in messages.
///
/// # Errors
/// All problems of the file, each with its place, when there is any.
fn read(name: &str, bytes: &[u8], questionnaire: &Questionnaire) -> Result<Given, Problems> {
    let (source, mut problems) = decoded(unmarked(bytes));
    let source = narrowed_outside_texts(&source);
    problems.extend(hidden(&source));
    let given = given(&source, questionnaire, &mut problems);
    given.filter(|_| problems.is_empty()).ok_or_else(|| Problems::new(name, &source, Grade::Error, problems))
}

fn given(source: &str, questionnaire: &Questionnaire, problems: &mut Vec<Problem>) -> Option<Given> {
    let (entries, broken) = if is_json(source) { json_entries(source) } else { toml_entries(source) };
    let whole = broken.is_empty();
    problems.extend(broken);
    check(&entries?, whole, questionnaire).map_err(|found| problems.extend(found)).ok()
}

/// No TOML begins with a brace, and this JSON always does.
fn is_json(source: &str) -> bool {
    source.trim_start().starts_with('{')
}

/// The keys of the file.
const KEYS: [&str; 3] = ["side", "label", "answers"];

/// What a file of answers means.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Given {
    /// Whom the answers are for.
    side: Id,
    /// Which Sales and which Marketing.
    label: Label,
    /// The answers by item.
    answers: BTreeMap<Id, Answer>,
}

/// What was typed is held against the questionnaire; `whole` says whether all of the file could be read.
///
/// # Errors
/// Every problem.
fn check(entries: &[Entry], whole: bool, questionnaire: &Questionnaire) -> Result<Given, Vec<Problem>> {
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
