//! `undercurrent check FILE`

use std::path::Path;

use super::{Ending, input, output};
use crate::definition;
use crate::domain::text::showable;
use crate::wording::count;

/// Prints every problem of a questionnaire, and what else its author may want to know.
///
/// # Errors
/// When the file cannot be read, or standard output cannot be written.
pub fn run(file: &Path) -> anyhow::Result<Ending> {
    let (name, bytes) = input::read(file)?;
    match definition::read(&name, &bytes) {
        Ok(read) => {
            let (causes, items) = (read.questionnaire.causes().len(), read.questionnaire.len());
            let size = format!("{}, {}", count(causes, "cause", "causes"), count(items, "item", "items"));
            let told = format!("{}{} can be asked: {size}.\n", output::rendered(&read.notes), showable(&name));
            output::print(told.as_bytes())?;
            Ok(Ending::Done)
        }
        Err(problems) => {
            output::print(output::rendered(&problems).as_bytes())?;
            Ok(Ending::Failed)
        }
    }
}
