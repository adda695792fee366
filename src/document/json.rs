//! The result as data, for programs and for every later form.
//!
//! What is in it stays as it is; a later version only adds. The schema is kept in `result.schema.json`. Figures of one
//! person are exact. Of several people they are the whole points that are shown, but intervals are not cut to 0 and
//! 100; a figure that may not be shown is null, with the reason beside it.

mod common;
mod form;
mod group;
mod person;
mod several;

pub(super) use form::ActionState;

use schemars::{Schema, schema_for};

use super::Subject;
use crate::domain::analysis::Outcome;
use crate::domain::text::is_unshowable;

/// A report as JSON, with a line end. What a terminal could act on is escaped.
///
/// # Errors
/// None that is known: every value here can be written as JSON.
pub fn json(subject: &Subject<'_>) -> serde_json::Result<String> {
    let data = match subject.outcome {
        Outcome::One(analysis) => form::AnyReport::One(person::report(analysis, subject.actions)),
        Outcome::Several(several) => form::AnyReport::Several(several::report(several, subject.actions)),
    };
    Ok(escaped(&serde_json::to_string_pretty(&data)?) + "\n")
}

/// The JSON Schema of the form that the data of a report has.
pub fn schema() -> Schema {
    schema_for!(form::AnyReport<'_>)
}

/// Outside its strings JSON has no character that needs this; inside them the escape means the same.
pub(super) fn escaped(json: &str) -> String {
    let mut safe = String::with_capacity(json.len());
    for c in json.chars() {
        if is_unshowable(c) && c != '\n' {
            safe.extend(c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")));
        } else {
            safe.push(c);
        }
    }
    safe
}
