//! `undercurrent questions`

use super::{Ending, output};
use crate::definition;

/// Prints the built-in questionnaire, or the schema of the format.
///
/// # Errors
/// When standard output cannot be written.
pub fn run(schema: bool) -> anyhow::Result<Ending> {
    if schema {
        output::print(definition::schema().as_bytes())?;
    } else {
        output::print(definition::BUILT_IN.as_bytes())?;
    }
    Ok(Ending::Done)
}
