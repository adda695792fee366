//! What commands say: where a terminal is needed, of files that are read and written, of records that are not found, listed,
//! named and deleted.

use jiff::Zoned;

use super::{count, moment};
use crate::domain::record::Record;
use crate::domain::text::Label;

/// Said where there is no terminal.
pub const ANSWERING_NEEDS_TERMINAL: &str = "answering needs a terminal, and standard input or output is none: 'undercurrent score FILE' scores \
     answers from a file, 'undercurrent results' prints a result, and 'undercurrent list' shows what is saved";
pub const DELETE_NEEDS_TERMINAL: &str = "delete asks first, and there is no terminal to ask in: add --yes";

/// Said where the terminal or the system fails.
pub const BAD_TERMINAL: &str = "the terminal cannot be used";
pub const NO_SIGNALS: &str = "could not listen to signals";
pub const NO_CHANCE: &str = "the system gives no random numbers, which name new records";
pub const NO_CURRENT_FOLDER: &str = "there is no current folder";
pub const NOBODY_READS: &str = "nobody reads standard output any more";
pub const NOT_ASKED: &str = "could not ask";
pub const NOT_ANSWERED: &str = "could not read the answer";

pub fn did_you_mean(near: &str) -> String {
    format!("did you mean '{near}'?")
}

/// What was asked for and is not there, with what may have been meant.
pub fn no_command(quoted: &str, meant: Option<&str>) -> String {
    let hint = meant.map(|meant| format!("; {}", did_you_mean(meant))).unwrap_or_default();
    format!("there is no command {quoted}{hint}")
}

/// After the sentence that there is no such record: those whose name was typed, else what may have been meant.
pub fn instead_of_record(of_name: &[String], meant: Option<&str>) -> String {
    match (of_name, meant) {
        ([one], _) => format!("; the record of this name is {one}"),
        ([_, ..], _) => format!("; the records of this name are {}", of_name.join(", ")),
        ([], Some(meant)) => format!("; {}", did_you_mean(meant)),
        ([], None) => String::new(),
    }
}

pub fn not_read(file: &str, why: &str) -> String {
    format!("could not read {file}: {why}")
}

pub fn not_written(file: &str, why: &str) -> String {
    format!("{why}, so {file} could not be written")
}

pub fn not_printed(why: &str) -> String {
    format!("could not write to standard output: {why}")
}

/// Said where what is printed would go behind what stands in a file that it was made of.
pub fn printed_into_itself(file: &str) -> String {
    format!("standard output is {file}, which was read; it was left as it is")
}

/// Where something is that was written, and where it went through a pipe.
pub fn is_in(what: &str, file: &str) -> String {
    format!("{what} is in {file}.")
}

pub fn went_to(what: &str, file: &str) -> String {
    format!("{what} went to {file}.")
}

pub fn manual_is_in(pages: usize, folder: &str) -> String {
    format!("{} of the manual are in {folder}.", count(pages, "page", "pages"))
}

/// Said of a file that is there and was left as it is.
pub fn exists(file: &str, can_be_forced: bool) -> String {
    let instead = if can_be_forced { "give --force to replace it, or another name" } else { "give another name" };
    format!("{file} exists already: {instead}")
}

pub fn folder_full(folder: &str) -> String {
    format!("{folder} is full of reports: move some of them away")
}

/// Said where a file was to be written and the screen was named.
pub const NAME_A_FILE: &str = "the screen is where it would go: name a file";

pub fn can_be_asked(file: &str, causes: usize, statements: usize) -> String {
    let size = format!("{}, {}", count(causes, "cause", "causes"), count(statements, "statement", "statements"));
    format!("{file} can be asked: {size}.")
}

/// Said where there is no record, or none that could be shown.
pub const NO_FOLDER: &str = "there is no folder of records";
pub const RECORD_GONE: &str = "that record is gone";
pub const NONE_FINISHED: &str = "no record is finished yet: 'undercurrent' in a terminal goes on with one, and 'undercurrent results ID \
             --format text' prints it as it stands";
pub fn no_record(folder: &str) -> String {
    format!("There is no record in {folder} yet. 'undercurrent' in a terminal makes one.")
}

pub fn no_round(round: u8, last: u8) -> String {
    format!("there is no round {round} in that record: its last is {last}")
}

/// Which file of a record is shown, of several.
pub fn copies(first: &str, others: &[String]) -> String {
    format!("note: this is {first}; copies of the same record are in {}.", others.join(" and "))
}

/// Which of some copies the steps that wait are told from.
pub fn told_from(copies: &str, file: &str) -> String {
    format!("{copies}; what waits is told from {file}")
}

/// How many steps wait in another copy and not in that one.
pub fn holds_more(file: &str, steps: usize) -> String {
    format!("; {file} holds {} more", count(steps, "waiting step", "waiting steps"))
}

/// Who else has a record: a program, with its number where it is known.
pub fn holder(process: Option<u32>) -> String {
    let process = process.map(|number| format!(", process {number}")).unwrap_or_default();
    format!("another Undercurrent{process}")
}

/// Said where the records of a name were to be set side by side.
pub const NAMELESS: &str = "This record has no name, and records of one name are set side by side";

pub fn no_two(label: &Label) -> String {
    format!("There are no two finished records of this kind named {label} yet")
}

pub fn unusable_name(why: &str) -> String {
    format!("that name cannot be used: {why}")
}

pub fn named_now(id: &str, label: &Label) -> String {
    if label.is_empty() { format!("{id} has no name now.") } else { format!("{id} is named {label} now.") }
}

/// What it is that would be deleted: `3f2a91c4, EMEA, begun today 16:10, 14 answers`.
pub fn about(record: &Record, now: &Zoned) -> String {
    let head = record.head();
    let label = if head.label.is_empty() { String::new() } else { format!(", {}", head.label) };
    let size = match record.solo() {
        Some(response) => count(response.answers.len(), "answer", "answers"),
        None => count(record.people(), "person", "people"),
    };
    format!("{}{label}, begun {}, {size}", head.id.short(), moment(head.created, now))
}

pub const DELETE_IT: &str = "Delete it? Type yes: ";
pub const NOTHING_DELETED: &str = "Nothing was deleted.";

pub fn deleted(about: &str) -> String {
    format!("Deleted: {about}.")
}

/// How to get back what was deleted: one record from its file, several from a folder.
pub fn offered_back(place: &str, records: usize) -> String {
    let (them, they_are, inside) = if records == 1 { ("it", "it is", "") } else { ("them", "they are", "in ") };
    format!("'undercurrent' offers {them} back when it is opened next. Until then {they_are} {inside}{place}.")
}
