//! Reading a file of answers: bytes to text, text to what was typed, and that to what is meant.

use std::borrow::Cow;

use super::check::{Given, check};
use super::{json, toml};
use crate::definition::{Grade, Problem, Problems, decoded, hidden};
use crate::domain::questionnaire::Questionnaire;

/// Reads a file of answers; `name` is what it is called in messages.
///
/// # Errors
/// All problems of the file, each with its place, when there is any.
pub fn read(name: &str, bytes: &[u8], questionnaire: &Questionnaire) -> Result<Given, Problems> {
    let (source, mut problems) = decoded(bytes);
    problems.extend(hidden(&source));
    let given = given(&source, questionnaire, &mut problems);
    given.filter(|_| problems.is_empty()).ok_or_else(|| Problems::new(name, &source, Grade::Error, problems))
}

fn given(source: &str, questionnaire: &Questionnaire, problems: &mut Vec<Problem>) -> Option<Given> {
    let (entries, broken) = if is_json(source) { json::entries(&bare(source)) } else { toml::entries(source) };
    let whole = broken.is_empty();
    problems.extend(broken);
    check(&entries?, whole, questionnaire).map_err(|found| problems.extend(found)).ok()
}

/// The source with spaces for a byte order mark, which JSON does not know; every place stays what it is.
fn bare(source: &str) -> Cow<'_, str> {
    source.strip_prefix('\u{FEFF}').map_or(Cow::Borrowed(source), |rest| Cow::Owned(format!("   {rest}")))
}

/// No TOML begins with a brace, and this JSON always does.
fn is_json(source: &str) -> bool {
    source.trim_start_matches('\u{FEFF}').trim_start().starts_with('{')
}
