//! Rules about wordings beside each other: told apart, and no wider than their column.

use std::collections::HashMap;

use unicode_width::UnicodeWidthStr;

use super::Found;
use crate::definition::diagnostic::{Problem, quoted};
use crate::definition::placed::{Given, Placed};
use crate::definition::raw::{Bands, Questionnaire};
use crate::domain::text::folded;

/// The width of a cause's short name, in terminal columns.
const NAME: usize = 16;
/// The width of a band's name.
const BAND: usize = 12;
/// The width of a side's name.
const SIDE: usize = 20;

/// A statement that is asked twice.
pub fn statement_repeated(raw: &Questionnaire, found: &mut Found) {
    repeated("statement", raw.item.iter().map(|item| &item.text), found);
}

/// A short name, heading or remedy that two causes share.
pub fn cause_repeated(raw: &Questionnaire, found: &mut Found) {
    repeated("short name", raw.cause.iter().map(|cause| &cause.name), found);
    repeated("heading", raw.cause.iter().map(|cause| &cause.heading), found);
    repeated("situation", raw.cause.iter().map(|cause| &cause.situation), found);
    repeated("remedy", raw.cause.iter().map(|cause| &cause.remedy), found);
}

/// A label that two answers of a scale share.
pub fn label_repeated(raw: &Questionnaire, found: &mut Found) {
    for scale in &raw.scale {
        repeated("label", scale.points.iter().map(|point| &point.label).chain([&scale.na]), found);
    }
}

/// A name that two bands or two sides share.
pub fn name_repeated(raw: &Questionnaire, found: &mut Found) {
    repeated("band name", raw.bands.iter().flat_map(bands), found);
    repeated("side's name", raw.sides.iter().map(|side| &side.name), found);
    repeated("word", raw.word.iter().map(|word| &word.term), found);
}

/// A question that one cause has twice.
pub fn prompt_repeated(raw: &Questionnaire, found: &mut Found) {
    raw.cause.iter().for_each(|cause| repeated_among("prompt", cause.prompts.iter(), found));
}

/// A name that is too wide for its column.
pub fn too_wide(raw: &Questionnaire, found: &mut Found) {
    let names = raw.cause.iter().map(|cause| (NAME, &cause.name));
    let bands = raw.bands.iter().flat_map(bands).map(|name| (BAND, name));
    let sides = raw.sides.iter().map(|side| (SIDE, &side.name));
    let wide = names.chain(bands).chain(sides).filter_map(|(most, name)| Some((most, name.placed()?)));
    // One that has too many characters was named already; this is about characters of two columns.
    for (most, name) in wide.filter(|(most, name)| name.get().width() > *most && name.get().chars().count() <= *most) {
        let what = format!("{} is {} columns wide where {most} fit", quoted(name.get()), name.get().width());
        found.problems.push(Problem::new(name.span(), what).help("shorten it"));
    }
}

fn bands(bands: &Bands) -> [&Given<String>; 4] {
    [&bands.low, &bands.mixed, &bands.elevated, &bands.severe]
}

fn repeated<'a>(noun: &str, texts: impl Iterator<Item = &'a Given<String>>, found: &mut Found) {
    repeated_among(noun, texts.filter_map(Given::placed), found);
}

fn repeated_among<'a>(noun: &str, texts: impl Iterator<Item = &'a Placed<String>>, found: &mut Found) {
    let mut first: HashMap<String, &Placed<String>> = HashMap::new();
    for text in texts {
        let heard = folded(text.get());
        if heard.is_empty() {
            continue;
        }
        if let Some(earlier) = first.get(&heard) {
            let problem = Problem::new(text.span(), format!("the {noun} {} is there twice", quoted(text.get())));
            found.problems.push(problem.see(earlier.span(), "the first is here").help("word one of them differently"));
        } else {
            first.insert(heard, text);
        }
    }
}
