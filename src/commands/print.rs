//! The verbs that print what is built in or named: `questions`, `check`.

use std::path::Path;

use super::{Ending, data, environment, output};
use crate::cli::{DataFormat, QuestionsFormat};
use crate::definition;
use crate::document::sheets;
use crate::domain::text::showable;
use crate::wording::count;

/// Prints the schema of the format.
pub fn schema() -> anyhow::Result<Ending> {
    output::print(definition::schema().as_bytes())?;
    Ok(Ending::Done)
}

/// Prints the built-in questionnaire or, on sheets, that of a file.
pub fn questions(format: QuestionsFormat, file: Option<&Path>) -> anyhow::Result<Ending> {
    let (name, bytes) = match file {
        Some(file) => environment::read_file(file)?,
        None => ("questions.toml".to_owned(), definition::BUILT_IN.as_bytes().to_vec()),
    };
    if format == QuestionsFormat::Toml {
        output::print(&bytes)?;
        return Ok(Ending::Done);
    }
    let read = definition::read(&name, &bytes)?;
    output::print(sheets(&read.questionnaire)?.as_bytes())?;
    Ok(Ending::Done)
}

/// Prints every problem of a questionnaire, and what else its author may want to know.
pub fn check(file: &Path, format: DataFormat) -> anyhow::Result<Ending> {
    let (name, bytes) = environment::read_file(file)?;
    let read = definition::read(&name, &bytes);
    if format == DataFormat::Json {
        let problems = read.as_ref().map_or_else(|problems| problems, |read| &read.notes);
        output::print(data::check::json(&name, problems)?.as_bytes())?;
        return Ok(if read.is_ok() { Ending::Done } else { Ending::Failed });
    }
    match read {
        Ok(read) => {
            let (causes, items) = (read.questionnaire.causes().len(), read.questionnaire.len());
            let size = format!("{}, {}", count(causes, "cause", "causes"), count(items, "statement", "statements"));
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
