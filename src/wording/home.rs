//! What the first screens say: the list of records, with what is known around a record in it, and what is back of what was
//! deleted; what the program opens on without a record; what is asked before the first statement; and names and files that
//! are typed.

use jiff::civil::Date;
use jiff::{Timestamp, Zoned};

use super::{capital, count, participant, time};
use crate::domain::action::OpenAction;

// The list of records.

pub const RECORDS: &str = "your records";
/// While it is being read.
pub const READING: &str = "Reading your records…";
/// Where there is none at all.
pub const NO_RECORDS: &str = "There is no record yet. n begins a new one.";
/// What the columns mean.
pub const EXPLAINED: &str = "In the list each record has a column for each cause, in the order of its questionnaire, the same for all records: \
     the higher, the more severe. Worst is the most severe cause. ◔ stands before what is not finished, ✓ before what \
     is marked.";

/// Why no row is shown, of so many.
pub fn no_match(wanted: &str, of: usize) -> String {
    format!("No record matches “{wanted}”. Esc shows all {of}.")
}

/// How many records there are, how many of them the filter lets through, and how many are marked.
pub fn how_many(all: usize, shown: usize, marked: usize) -> String {
    let records = count(all, "record", "records");
    let text = if shown == all { records } else { format!("{shown} of {records}") };
    if marked > 0 { format!("{marked} marked   {text}") } else { text }
}

/// In place of a name.
pub const NO_NAME: &str = "(no name)";

/// Of a row whose record has other files.
pub fn one_of_copies(file: &str) -> String {
    format!("One of several copies of a record: this one is in {file}.")
}

// How a record stands.

pub fn unfinished(answered: &str) -> String {
    format!("not finished, {answered} answered")
}

pub fn worst(cause: &str, figure: i64, band: &str) -> String {
    format!("worst {cause} {figure}, {band}")
}

pub const UNREADABLE: &str = "cannot be read";
pub const NO_FIGURE: &str = "no figure";

/// Where records are to be put together and fewer than two are marked.
pub const MARK_TO_MERGE: &str = "Mark the records to merge with Space, two or more; then press m.";

pub const SEVERAL: &str = "That record holds several people.";
pub const SEVERAL_NOT_RESUMED: &str = "That record holds several people and cannot be resumed.";
pub const SEVERAL_NOT_CHANGED: &str = "That record holds several people and cannot be changed here.";

/// How many of the deleted records a question names.
const NAMED: usize = 3;

/// Asked about what was deleted by a command, or in a run that was cut short; and what that was.
pub fn left_behind(names: &[String]) -> (String, String) {
    let deleted = count(names.len(), "deleted record", "deleted records");
    let (are, them) = if names.len() == 1 { ("is", "it") } else { ("are", "them") };
    let more = if names.len() > NAMED { "; and others" } else { "" };
    let first = names.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join("; ");
    (
        format!("{deleted} {are} still here. Restore {them}?"),
        format!("Deleted by command, or before Undercurrent was cut short: {first}{more}."),
    )
}

/// What could not be read beside the others.
pub fn unreadable(files: usize) -> String {
    let is = if files == 1 { "is" } else { "are" };
    format!("{} cannot be read and {is} left as found: 'undercurrent list' says why.", count(files, "file", "files"))
}

// Around a record in it.

pub const WAITING: &str = "Steps waiting";
pub const OVER_TIME: &str = "Over time";
pub const OTHER_SIDE: &str = "The other side";

/// The list holds what has this in its name alone.
pub fn filtered(by: &str) -> String {
    format!("Filtered by “{by}”. Esc shows all.")
}

/// Before the same cause in earlier records of a name, and before what its other side sees.
pub fn over_time(name: &str) -> String {
    format!("{name} over time")
}

pub fn other_side(name: &str) -> String {
    format!("{name}, other side")
}

/// A record that is not finished, by how much of it is answered: `9 of 36`.
pub fn not_finished(answered: &str) -> String {
    format!("Not finished: {answered} answered. Enter resumes.")
}

pub fn and_more(more: usize) -> String {
    format!("and {more} more")
}

/// A step that waits: `Ten leads, marked together; Ann, since 1 October`.
pub fn step(one: &OpenAction, today: Date) -> String {
    let step = one.action.step().trim_end_matches('.');
    let owner = if one.action.owner().is_empty() { String::new() } else { format!("; {}", one.action.owner()) };
    let when = match one.action.due() {
        Some(due) if one.action.is_overdue(today) => format!(", since {}", near(due, today)),
        Some(due) => format!(", by {}", near(due, today)),
        None => String::new(),
    };
    format!("{step}{owner}{when}")
}

fn near(day: Date, today: Date) -> String {
    day.strftime(if day.year() == today.year() { "%-d %B" } else { "%-d %B %Y" }).to_string()
}

pub fn overdue(late: &[&OpenAction], today: Date) -> Option<String> {
    Some(format!("! {} overdue: {}", late.len(), step(late.first()?, today)))
}

pub fn month(at: Timestamp, now: &Zoned) -> String {
    let then = at.to_zoned(now.time_zone().clone());
    then.strftime(if then.year() == now.year() { "%b" } else { "%b %Y" }).to_string()
}

/// Said where nobody of the other side has finished a record of this name.
pub fn nobody(side: &str) -> String {
    format!("nobody from {} has finished one of this name", capital(side))
}

/// What the other side sees: `Marketing 16 Oct: sees Strategy clash 44 points lower`.
pub fn sees(who: &str, widest: Option<(&str, i64)>) -> String {
    match widest {
        None => format!("{who}: was asked about other causes"),
        Some((_, 0)) => format!("{who}: sees every cause alike"),
        Some((cause, points)) => {
            let way = if points < 0 { "lower" } else { "higher" };
            let points = points.abs();
            format!("{who}: sees {cause} {points} {} {way}", if points == 1 { "point" } else { "points" })
        }
    }
}

/// How many records are back, and where those are that no list shows: `2 records are back, 1 of them in /home/kim/r.toml.`
pub fn restored(records: usize, elsewhere: &[String]) -> String {
    let are = if records == 1 { "is" } else { "are" };
    let back = format!("{} {are} back", count(records, "record", "records"));
    let files = elsewhere.join(", ");
    match elsewhere.len() {
        0 => format!("{back}."),
        _ if records == 1 => format!("{back}, in {files}."),
        some => format!("{back}, {some} of them in {files}."),
    }
}

// The first screen.

pub const KEPT_WITH_SESSION: &str = "Answers are kept with the session.";

pub fn kept_in(folder: &str) -> String {
    format!("Nothing leaves this machine: answers are kept in {folder}.")
}

pub fn kept_nowhere(why: &str) -> String {
    format!(
        "Nothing leaves this machine. Answers cannot be saved: {why}. You can answer all the same, and save them in a \
         file of your own with s."
    )
}

/// A form to begin with, by how many statements and guesses it has: what it is, how long it takes, what it gives.
pub fn full_form((statements, guesses): (usize, usize)) -> [String; 3] {
    let all = format!("All {}", count(statements, "statement", "statements"));
    [all, about(statements, guesses), "steadier figures".to_owned()]
}

pub fn pulse_form((statements, guesses): (usize, usize)) -> [String; 3] {
    let pulse = format!("Pulse of {statements}");
    [pulse, about(statements, guesses), "one answer a cause, rough".to_owned()]
}

fn about(statements: usize, guesses: usize) -> String {
    format!("about {}", time(statements, guesses))
}

/// What may be gone on with, where another file has a copy of it.
pub fn copy_in(file: &str, resume: &str) -> String {
    format!("Copy in {file}: {resume}")
}

// Before the first statement.

pub const SIDE: [&str; 2] =
    [participant::WHICH_SIDE, "Answer as somebody of that side: what you have seen from there."];
pub const NEW_NAME: [&str; 2] = [
    "Which Sales and which Marketing do you mean?",
    "A short name such as EMEA, without a date: a later record is compared by this name. It may stay empty.",
];
/// What became of earlier steps.
pub const BEFORE: &str = "before you begin";
pub const THE_FIRST: &str = "This is the first.";
pub const BECAME: [&str; 3] = ["Done", "Still going", "Dropped"];

/// When a step was taken on, and whose it is; which one it is, and of how many.
pub fn what_became(day: &str, whose: &str, (at, of): (usize, usize)) -> String {
    format!("What became of this first step? Taken on {day}: {whose}. Step {at} of {of}.")
}

// Names and files that are typed.

pub const ANOTHER_NAME: &str = "another name";
pub const RENAME: [&str; 2] = [
    "Which name should this record have?",
    "Which Sales and which Marketing it is about, such as EMEA, without a date. Records of one name are compared.",
];
pub const MERGE: &str = "merge records";
pub const MERGE_ALL_THE_SAME: &str = "Merge them all the same?";
pub const MERGED_NAME: &str = "Which name should the merged record have?";

/// Who is in records that are put together, and what is to be known besides.
pub fn merging(people: &str, notes: &[String]) -> String {
    [&[format!("{people}.")], notes].concat().join(" ")
}

pub fn merging_help(merging: &str) -> String {
    format!("{merging} The records themselves stay as they are.")
}

pub fn merged(merging: &str) -> String {
    format!("Merged {merging}")
}

pub const WHICH_FORM: [&str; 2] = ["In which form?", "The file is asked next."];
pub const WHICH_FILE: &str = "Into which file?";
pub const NAME_A_FILE: &str = "Type the name of a file.";

pub fn which_file_help(folder: &str) -> String {
    format!("In {folder}, unless a folder is named. Nothing is replaced unasked.")
}

pub fn replace(file: &str) -> String {
    format!("{file} is there already. Replace it?")
}

pub const REPLACED_IS_LOST: &str = "What it holds now would be lost.";

pub fn not_written(why: &str) -> String {
    format!("No report was written: {why}.")
}
