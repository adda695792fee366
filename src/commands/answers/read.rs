//! Reading a file of answers: bytes to text, text to what was typed, and that to what is meant.

use super::check::{Given, check};
use super::wide::narrowed_outside_texts;
use super::{json, toml};
use crate::definition::{Grade, Problem, Problems, decoded, hidden, unmarked};
use crate::domain::questionnaire::Questionnaire;

/// Reads a file of answers; `name` is what it is called in messages.
///
/// # Errors
/// All problems of the file, each with its place, when there is any.
pub fn read(name: &str, bytes: &[u8], questionnaire: &Questionnaire) -> Result<Given, Problems> {
    let (source, mut problems) = decoded(unmarked(bytes));
    let source = narrowed_outside_texts(&source);
    problems.extend(hidden(&source));
    let given = given(&source, questionnaire, &mut problems);
    given.filter(|_| problems.is_empty()).ok_or_else(|| Problems::new(name, &source, Grade::Error, problems))
}

fn given(source: &str, questionnaire: &Questionnaire, problems: &mut Vec<Problem>) -> Option<Given> {
    let (entries, broken) = if is_json(source) { json::entries(source) } else { toml::entries(source) };
    let whole = broken.is_empty();
    problems.extend(broken);
    check(&entries?, whole, questionnaire).map_err(|found| problems.extend(found)).ok()
}

/// No TOML begins with a brace, and this JSON always does.
fn is_json(source: &str) -> bool {
    source.trim_start().starts_with('{')
}
