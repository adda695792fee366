//! Rules about what is there and how it fits together; rules about wordings are in `texts`.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use toml::de::DeTable;

use super::Found;
use super::convert::SCHEMA;
use super::diagnostic::{Problem, quoted};
use super::raw::{self, Given, Questionnaire, SpannedValue};
use super::texts::{lookalike, nearest, plain};
use crate::domain::id::{Id, NotAnId, Token};
use crate::domain::questionnaire::{GUESSED_SIDE, Item, MARKETING, Point, SALES, Scale};
use crate::domain::response::{Answer, Response};
use crate::domain::severity::{Severity, score};

/// The ids of everything inside the questionnaire, with what each names.
fn all(raw: &Questionnaire) -> Vec<(&'static str, &SpannedValue<String>)> {
    let sides = raw.sides.iter().filter_map(|side| side.id.spanned()).map(|id| ("side", id));
    let scales = raw.scale.iter().filter_map(|scale| scale.id.spanned()).map(|id| ("scale", id));
    let causes = raw.cause.iter().filter_map(|cause| cause.id.spanned()).map(|id| ("cause", id));
    let items = raw.item.iter().filter_map(|item| item.id.spanned()).map(|id| ("item", id));
    sides.chain(scales).chain(causes).chain(items).collect()
}

pub fn not_a_slug(raw: &Questionnaire, found: &mut Found) {
    let own = raw.id.spanned().map(|id| ("questionnaire", id));
    for (noun, id) in own.into_iter().chain(all(raw)) {
        if !id.get().trim().is_empty() && id.get().parse::<Id>().is_err() {
            let problem = Problem::new(id.span(), format!("this {noun} cannot have the id {}", quoted(id.get())));
            let example = slug(id.get()).map(|slug| format!("write '{slug}', for example"));
            let strange = id.get().chars().find_map(lookalike);
            found.problems.push(problem.help(NotAnId.to_string()).help_if(strange).help_if(example));
        }
    }
}

fn slug(text: &str) -> Option<Id> {
    let small = text.chars().map(plain).collect::<String>().to_lowercase();
    let words: Vec<&str> = small.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join("-").parse().ok()
}

pub fn used_twice(raw: &Questionnaire, found: &mut Found) {
    let mut first: HashMap<String, (&str, &SpannedValue<String>)> = HashMap::new();
    for (noun, id) in all(raw) {
        let Some((other, earlier)) = first.get(&id.get().to_lowercase()) else {
            first.insert(id.get().to_lowercase(), (noun, id));
            continue;
        };
        let what = if earlier.get() == id.get() {
            format!("this {noun} and an earlier {other} have one id, {}", quoted(id.get()))
        } else {
            format!("the ids of this {noun} and an earlier {other} differ in capitals alone: {}", quoted(id.get()))
        };
        let problem = Problem::new(id.span(), what).see(earlier.span(), "the first is here");
        found.problems.push(problem.help("give one of them an id of its own"));
    }
}

const LISTED: usize = 12;

/// Ids that may be named; none where one of them could not be read, since a name may be meant for that one.
pub fn known<'a>(ids: impl Iterator<Item = &'a Given<String>>) -> Option<Vec<&'a str>> {
    let ids: Vec<&str> = ids.map(|id| id.get().map(String::as_str)).collect::<Option<_>>()?;
    (!ids.is_empty()).then_some(ids)
}

pub fn dangling(noun: &str, name: &SpannedValue<String>, known: &[&str]) -> Option<Problem> {
    let typed = name.get().as_str();
    if known.contains(&typed) || typed.trim().is_empty() {
        return None;
    }
    let listed = known.iter().take(LISTED).copied().collect::<Vec<_>>().join(", ");
    let more = if known.len() > LISTED { ", ..." } else { "" };
    let list = || format!("the {noun}s are {listed}{more}");
    let help = nearest(typed, known.iter().copied()).map_or_else(list, |near| format!("did you mean '{near}'?"));
    Some(Problem::new(name.span(), format!("there is no {noun} {}", quoted(typed))).help(help))
}

pub fn item_cause(raw: &Questionnaire, found: &mut Found) {
    all_there(
        "cause",
        raw.cause.iter().map(|cause| &cause.id),
        raw.item.iter().filter_map(|i| i.cause.spanned()),
        found,
    );
}

pub fn item_scale(raw: &Questionnaire, found: &mut Found) {
    all_there(
        "scale",
        raw.scale.iter().map(|scale| &scale.id),
        raw.item.iter().filter_map(|i| i.scale.spanned()),
        found,
    );
}

pub fn tension_causes(raw: &Questionnaire, found: &mut Found) {
    let named = raw.tension.iter().flat_map(|tension| &tension.causes);
    all_there("cause", raw.cause.iter().map(|cause| &cause.id), named, found);
}

/// Names of what has these ids.
fn all_there<'a>(
    noun: &str,
    ids: impl Iterator<Item = &'a Given<String>>,
    named: impl Iterator<Item = &'a SpannedValue<String>>,
    found: &mut Found,
) {
    let Some(known) = known(ids) else { return };
    found.problems.extend(named.filter_map(|name| dangling(noun, name, &known)));
}

pub fn tension_with_itself(raw: &Questionnaire, found: &mut Found) {
    for tension in &raw.tension {
        let mut seen = HashSet::new();
        for name in tension.causes.iter().filter(|name| !seen.insert(name.get())) {
            let problem =
                Problem::new(name.span(), format!("this tension names the cause {} twice", quoted(name.get())));
            found.problems.push(problem.help("name each of its causes once"));
        }
    }
}

pub fn unused_scale(raw: &Questionnaire, found: &mut Found) {
    let scales: Vec<&str> = raw.scale.iter().filter_map(|scale| scale.id.get()).map(String::as_str).collect();
    let named = || raw.item.iter().filter_map(|item| item.scale.get());
    let meant = |name: &str| {
        let exact = scales.iter().copied().find(|scale| *scale == name);
        exact.or_else(|| nearest(name, scales.iter().copied()))
    };
    // A name that could mean any scale may mean the one that seems unused.
    let used: Option<HashSet<&str>> = named().map(|name| meant(name)).collect();
    let Some(used) = used else { return };
    let unused = raw.scale.iter().filter_map(|scale| scale.id.spanned()).filter(|id| !used.contains(id.get().as_str()));
    for id in unused {
        let note = Problem::new(id.span(), format!("no item uses the scale {}", quoted(id.get())));
        found.notes.push(note.help("name it in an item, or take it out"));
    }
}

/// An order that names what is no item.
pub fn names_none(raw: &Questionnaire, found: &mut Found) {
    if let Some(items) = known(raw.item.iter().map(|item| &item.id)) {
        found.problems.extend(raw.order.iter().filter_map(|name| dangling("item", name, &items)));
        return;
    }
    // Where an item has no id, a name may be meant for it, unless it is like one that the order misses.
    let named: HashSet<&str> = raw.order.iter().map(|name| name.get().as_str()).collect();
    let items: Vec<&str> = raw.item.iter().filter_map(|item| item.id.get()).map(String::as_str).collect();
    let missed = || items.iter().copied().filter(|id| !named.contains(id));
    let like_one = |name: &&SpannedValue<String>| nearest(name.get(), missed()).is_some();
    found.problems.extend(raw.order.iter().filter(like_one).filter_map(|name| dangling("item", name, &items)));
}

pub fn repeats(raw: &Questionnaire, found: &mut Found) {
    let mut first: HashMap<&str, &SpannedValue<String>> = HashMap::new();
    for name in &raw.order {
        if let Some(earlier) = first.get(name.get().as_str()) {
            let problem = Problem::new(name.span(), format!("the order of asking repeats {}", quoted(name.get())));
            found.problems.push(problem.see(earlier.span(), "the first is here").help("name each item once"));
        } else {
            first.insert(name.get(), name);
        }
    }
}

pub fn misses(raw: &Questionnaire, found: &mut Found) {
    let named: HashSet<&String> = raw.order.iter().map(SpannedValue::get).collect();
    if named.is_empty() {
        return;
    }
    for id in raw.item.iter().filter_map(|item| item.id.spanned()).filter(|id| !named.contains(id.get())) {
        let problem = Problem::new(id.span(), format!("the order of asking misses the item {}", quoted(id.get())));
        found.problems.push(problem.help("add its id to 'order', where it is to be asked"));
    }
}

pub fn gaps(raw: &Questionnaire, found: &mut Found) {
    found.problems.extend(raw.scale.iter().flat_map(gaps_of));
}

fn gaps_of(scale: &raw::Scale) -> Vec<Problem> {
    let values: Option<Vec<&SpannedValue<i64>>> = scale.points.iter().map(|point| point.value.spanned()).collect();
    let values = values.unwrap_or_default();
    let pairs = values.iter().zip(values.iter().skip(1));
    pairs
        .filter(|(one, next)| one.get().checked_add(1) != Some(*next.get()))
        .map(|(one, next)| gap(one, next))
        .collect()
}

fn gap(one: &SpannedValue<i64>, next: &SpannedValue<i64>) -> Problem {
    let what = format!("the value {} follows {}", next.get(), one.get());
    let help = "let the values of a scale rise by one from answer to answer, such as 1, 2, 3, 4, 5";
    Problem::new(next.span(), what).see(one.span(), "after this one").help(help)
}

/// A file in another version of the format, of which nothing else can be said.
pub fn foreign(table: &DeTable<'_>) -> Option<Problem> {
    let schema = table.get("schema")?;
    let typed = schema.get_ref().as_integer()?.as_str();
    if typed.parse() == Ok(SCHEMA) {
        return None;
    }
    let what = format!("the file is written in version {} of the format", quoted(typed));
    let help = format!("this program reads version {SCHEMA}: write schema = {SCHEMA}, or use a newer Undercurrent");
    Some(Problem::new(schema.span(), what).help(help))
}

/// A questionnaire that Sales or Marketing cannot answer.
pub fn side_missing(raw: &Questionnaire, found: &mut Found) {
    let Some(sides) = known(raw.sides.iter().map(|side| &side.id)) else { return };
    let Some(first) = raw.sides.first().and_then(|side| side.id.spanned()) else { return };
    for side in [SALES, MARKETING].into_iter().filter(|side| !sides.contains(side)) {
        let problem = Problem::new(first.span(), format!("the side '{side}' is missing"));
        found.problems.push(problem.help(format!("add {{ id = \"{side}\", name = \"...\" }} to 'sides'")));
    }
}

pub fn language(raw: &Questionnaire, found: &mut Found) {
    let Some(language) = raw.language.spanned() else { return };
    if !language.get().trim().is_empty() && !is_tag(language.get()) {
        let problem = Problem::new(language.span(), format!("{} is no language tag", quoted(language.get())));
        found.problems.push(problem.help("write a tag such as \"en\", \"de\" or \"pt-BR\""));
    }
}

/// Whether a text has the form of a language tag (BCP 47): a language, then parts of one to eight letters or digits.
fn is_tag(text: &str) -> bool {
    let mut parts = text.split('-');
    let language = |part: &str| (2..=3).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphabetic());
    let further = |part: &str| (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric());
    parts.next().is_some_and(language) && parts.all(further)
}

pub fn nothing_to_guess(raw: &Questionnaire, found: &mut Found) {
    let Some(stem) = raw.guess_stem.as_ref().filter(|_| raw.cause.iter().all(|cause| cause.guess.is_none())) else {
        return;
    };
    let problem = Problem::new(stem.span(), "'guess_stem' is there, and no cause has a 'guess'");
    found.problems.push(problem.help("give the causes that are to be guessed a 'guess', or take 'guess_stem' out"));
}

pub fn no_stem(raw: &Questionnaire, found: &mut Found) {
    let Some(guess) = raw.cause.iter().find_map(|cause| cause.guess.as_ref()).filter(|_| raw.guess_stem.is_none())
    else {
        return;
    };
    let problem = Problem::new(guess.span(), "a cause has a 'guess', and the questionnaire has no 'guess_stem'");
    let sample = "guess_stem = \"How often will people in {side} say\"";
    found.problems.push(problem.help(format!("write it above the first table, such as {sample}, or take 'guess' out")));
}

/// A question before each guess that does not say who is guessed.
pub fn stem_names_no_side(raw: &Questionnaire, found: &mut Found) {
    let stem = raw.guess_stem.as_ref();
    let Some(stem) = stem.filter(|stem| !stem.get().trim().is_empty() && !stem.get().contains(GUESSED_SIDE)) else {
        return;
    };
    let problem = Problem::new(stem.span(), format!("'guess_stem' does not hold {GUESSED_SIDE}"));
    found.problems.push(problem.help(format!("write {GUESSED_SIDE} where the name of the other side belongs")));
}

/// Each cause's id with the items that name it.
pub fn with_items(raw: &Questionnaire) -> impl Iterator<Item = (&SpannedValue<String>, Vec<&raw::Item>)> {
    let causes: Vec<&str> = raw.cause.iter().filter_map(|cause| cause.id.get()).map(String::as_str).collect();
    let named: Vec<Option<&str>> = raw.item.iter().map(|item| named_cause(item, &causes)).collect();
    let items = move |id: &SpannedValue<String>| {
        let own = raw.item.iter().zip(&named).filter(|(_, named)| **named == Some(id.get().as_str()));
        own.map(|(item, _)| item).collect()
    };
    raw.cause.iter().filter_map(|cause| cause.id.spanned()).map(move |id| (id, items(id)))
}

/// The cause that an item names, or was meant to.
fn named_cause<'a>(item: &'a raw::Item, causes: &[&'a str]) -> Option<&'a str> {
    let named = item.cause.get()?.as_str();
    if causes.contains(&named) { Some(named) } else { nearest(named, causes.iter().copied()) }
}

/// The items that cannot be told to belong to a cause that is there; one of them may be what a cause seems to lack.
fn astray(raw: &Questionnaire) -> impl Iterator<Item = &raw::Item> {
    let causes: Vec<&str> = raw.cause.iter().filter_map(|cause| cause.id.get()).map(String::as_str).collect();
    raw.item.iter().filter(move |item| named_cause(item, &causes).is_none())
}

pub fn without_items(raw: &Questionnaire, found: &mut Found) {
    if raw.item.is_empty() || astray(raw).next().is_some() {
        return;
    }
    for (id, _) in with_items(raw).filter(|(_, items)| items.is_empty()) {
        let problem = Problem::new(id.span(), format!("the cause {} has no item", quoted(id.get())));
        found
            .problems
            .push(problem.help(format!("add an [[item]] with cause = \"{}\", or take the cause out", id.get())));
    }
}

pub fn pulse_misses(raw: &Questionnaire, found: &mut Found) {
    if !raw.item.iter().any(|item| item.pulse) || astray(raw).any(|item| item.pulse) {
        return;
    }
    for (id, items) in with_items(raw) {
        if !items.is_empty() && !items.iter().any(|item| item.pulse) {
            let problem = Problem::new(id.span(), format!("the short form leaves out the cause {}", quoted(id.get())));
            found.problems.push(problem.help("write pulse = true in one of its items, or in no item at all"));
        }
    }
}

pub fn keyed_one_way(raw: &Questionnaire, found: &mut Found) {
    for (id, items) in with_items(raw) {
        let reversed = items.iter().filter(|item| item.reverse).count();
        let could_differ = astray(raw).any(|item| item.reverse == (reversed == 0));
        if items.len() > 1 && (reversed == 0 || reversed == items.len()) && !could_differ {
            let note =
                Problem::new(id.span(), format!("all items of the cause {} are keyed one way", quoted(id.get())));
            found.notes.push(note.help("let about half of them describe good news, with reverse = true, so that a habit of saying 'often' cannot move the figure"));
        }
    }
}

/// A cause whose figures would be wrong. What else is wrong with its items is said elsewhere: they are left out.
pub fn scores_amiss(raw: &Questionnaire, found: &mut Found) {
    for (id, typed) in with_items(raw) {
        let items: Vec<Item> =
            typed.iter().enumerate().filter_map(|(at, item)| to_score(at, item, &raw.scale)).collect();
        for (answers, worst, wanted) in [("worst", true, 100.0), ("best", false, 0.0)] {
            let points = extreme(&items, worst).map(Severity::points);
            if !items.is_empty() && points != Some(wanted) {
                let scored = points.map_or_else(|| "no figure".to_owned(), |points| points.to_string());
                let what = format!(
                    "the {answers} answers to the cause {} give {scored} instead of {wanted}",
                    quoted(id.get())
                );
                let problem = Problem::new(id.span(), what);
                found.problems.push(problem.help("bring the weights of its items closer to 1"));
            }
        }
    }
}

/// As much of an item as its score takes; none where part of that is missing or wrong.
fn to_score(at: usize, typed: &raw::Item, scales: &[raw::Scale]) -> Option<Item> {
    let scale = scales.iter().find(|scale| scale.id.get() == typed.scale.get())?;
    let values: Option<Vec<i64>> = scale.points.iter().map(|point| point.value.get().copied()).collect();
    let values: Vec<i32> = values?.into_iter().map(i32::try_from).collect::<Result<_, _>>().ok()?;
    let (lowest, highest) = (values.iter().min()?, values.iter().max()?);
    let weight = typed.weight.as_ref().map_or(1.0, |weight| *weight.get());
    let id: Id = format!("item-{at}").parse().ok()?;
    let points = [*lowest, *highest].map(|value| Point { value, label: String::new() }).into();
    (lowest < highest && weight.is_finite() && weight > 0.0).then(|| Item {
        id: id.clone(),
        text: String::new(),
        hint: None,
        scale: Arc::new(Scale { id, stem: String::new(), points, na: String::new() }),
        reverse: typed.reverse,
        pulse: false,
        weight,
    })
}

fn extreme(items: &[Item], worst: bool) -> Option<Severity> {
    let mut response = Response::new(Token::new(0), "sales".parse().ok()?);
    for item in items {
        response.answers.insert(item.id.clone(), Answer::Value(end(item, worst)));
    }
    score(items, &response).severity
}

fn end(item: &Item, worst: bool) -> i32 {
    if worst == item.reverse { item.scale.lowest() } else { item.scale.highest() }
}
