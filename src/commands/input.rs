//! Files that are named on the command line, and the questionnaire.

use std::fs::File;
use std::io::{self, BufRead, Read, Write};
use std::path::Path;

use anyhow::{Context, bail};

use crate::definition;
use crate::domain::questionnaire::Questionnaire;
use crate::domain::text::showable;
use crate::storage::wording::reason;

/// The most that is read of a file, in bytes. No good one comes near it.
const MOST: u64 = 64 << 20;

/// The most that is read as an answer to a question, in bytes.
const ANSWER_MAX: u64 = 1024;

/// What somebody types in answer to a question, with its end of line; nothing at the end of the input.
///
/// # Errors
/// When it cannot be asked, or the answer not be read.
pub fn ask(question: &str) -> anyhow::Result<String> {
    write!(io::stderr(), "{question}").context("could not ask")?;
    let mut typed = String::new();
    io::stdin().lock().take(ANSWER_MAX).read_line(&mut typed).context("could not read the answer")?;
    Ok(typed)
}

/// The contents of a file, or of standard input for `-`, with what it is called in messages.
///
/// # Errors
/// When it cannot be read.
pub fn read(path: &Path) -> anyhow::Result<(String, Vec<u8>)> {
    let (name, bytes) = if path.as_os_str() == "-" {
        ("standard input".to_owned(), all(io::stdin().lock()))
    } else {
        (path.display().to_string(), File::open(path).and_then(all))
    };
    match bytes {
        Ok(bytes) => Ok((name, bytes)),
        Err(error) => bail!("could not read {}: {}", showable(&name), reason(&error)),
    }
}

fn all(input: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    input.take(MOST).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The questionnaire in a file, or the built-in one.
///
/// # Errors
/// When it cannot be read, or all its problems.
pub fn questionnaire(path: Option<&Path>) -> anyhow::Result<Questionnaire> {
    match path {
        None => Ok(definition::built_in()?),
        Some(path) => {
            let (name, bytes) = read(path)?;
            Ok(definition::read(&name, &bytes)?.questionnaire)
        }
    }
}
