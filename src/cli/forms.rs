//! Each command offers the forms that it writes, and no others: in its help, its completions and its page of the manual.

use std::ffi::OsStr;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Arg, Command, ValueEnum};

use crate::format::{Export, Format};

/// What each command that has forms writes.
const WRITTEN: [(&str, Export); 7] = [
    ("score", Export::Report),
    ("results", Export::Report),
    ("report", Export::Report),
    ("merge", Export::Report),
    ("compare", Export::Comparison),
    ("trend", Export::Trend),
    ("actions", Export::Steps),
];

/// Lets each command offer its own forms.
pub fn offer(command: Command) -> Command {
    WRITTEN.into_iter().fold(command, |command, (verb, written)| {
        command.mut_subcommand(verb, |verb| verb.mut_arg("format", |arg| arg.value_parser(Forms(written.forms()))))
    })
}

/// Reads any form, so that whoever writes can say which it has instead; offers these alone.
#[derive(Debug, Clone, Copy)]
struct Forms(&'static [Format]);

impl Forms {
    /// In the order in which all forms are told.
    fn offered(self) -> impl Iterator<Item = PossibleValue> {
        Format::value_variants().iter().filter(move |form| self.0.contains(form)).filter_map(Format::to_possible_value)
    }
}

impl TypedValueParser for Forms {
    type Value = Format;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<Format, clap::Error> {
        match value.to_str().map(|name| Format::from_str(name, false)) {
            Some(Ok(form)) => Ok(form),
            _ => Err(refusal(*self, command, arg, value)),
        }
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(self.offered()))
    }
}

/// Says which forms there are, in the words of the library.
fn refusal(forms: Forms, command: &Command, arg: Option<&Arg>, value: &OsStr) -> clap::Error {
    let names = PossibleValuesParser::new(forms.offered());
    match names.parse_ref(command, arg, value) {
        Err(error) => error,
        Ok(_) => command.clone().error(clap::error::ErrorKind::InvalidValue, "there is no such form"),
    }
}
