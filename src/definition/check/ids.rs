//! Rules about ids: each a slug, each used once.

use std::collections::HashMap;

use super::Found;
use crate::definition::diagnostic::{Problem, quoted};
use crate::definition::placed::Placed;
use crate::definition::raw::Questionnaire;
use crate::definition::unusual::{lookalike, plain};
use crate::domain::id::{Id, NotAnId};

/// The ids of everything inside the questionnaire, with what each names.
fn all(raw: &Questionnaire) -> Vec<(&'static str, &Placed<String>)> {
    let sides = raw.sides.iter().filter_map(|side| side.id.placed()).map(|id| ("side", id));
    let scales = raw.scale.iter().filter_map(|scale| scale.id.placed()).map(|id| ("scale", id));
    let causes = raw.cause.iter().filter_map(|cause| cause.id.placed()).map(|id| ("cause", id));
    let items = raw.item.iter().filter_map(|item| item.id.placed()).map(|id| ("item", id));
    sides.chain(scales).chain(causes).chain(items).collect()
}

/// An id that is no slug.
pub fn not_a_slug(raw: &Questionnaire, found: &mut Found) {
    let own = raw.id.placed().map(|id| ("questionnaire", id));
    for (noun, id) in own.into_iter().chain(all(raw)) {
        if !id.get().trim().is_empty() && id.get().parse::<Id>().is_err() {
            let problem = Problem::new(id.span(), format!("this {noun} cannot have the id {}", quoted(id.get())));
            let example = slug(id.get()).map(|slug| format!("write '{slug}', for example"));
            let strange = id.get().chars().find_map(lookalike);
            found.problems.push(problem.help(NotAnId.to_string()).help_if(strange).help_if(example));
        }
    }
}

/// The slug that is nearest to a text.
fn slug(text: &str) -> Option<Id> {
    let small = text.chars().map(plain).collect::<String>().to_lowercase();
    let words: Vec<&str> = small.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join("-").parse().ok()
}

/// An id that something else has, even where only capitals tell them apart.
pub fn used_twice(raw: &Questionnaire, found: &mut Found) {
    let mut first: HashMap<String, (&str, &Placed<String>)> = HashMap::new();
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
