//! What the longer screens say, as blocks: drawn by `ui`, told by `plain`.

pub use super::help::{ARROWS, Hint, PALETTE, footer, help, holds};
pub use super::modal::over;
pub use super::screens::answering::{Review, review};
pub use super::screens::cause_page::{cause, everyone_cause, how_everyone_answered};
pub use super::screens::home::{
    READING, answered, copy, delete, label, left_behind, named, none_shown, overdue, sight, standing,
};
pub use super::screens::join_form::join_form;
pub use super::screens::plan::advice::{
    advice, around, both_sides, common_ground, detail, differently, from_where, headline, of_open_step, written,
};
pub(crate) use super::screens::room;
pub use super::screens::welcome::{discard, forms, keeping, resumable, welcome};

use tui_input::Input;

use crate::domain::questionnaire::{Cause, Questionnaire};
use crate::domain::severity::Severity;
use crate::domain::stats::ItemCounts;
use crate::wording;
use crate::wording::Part;
use crate::wording::over_time::RunsRow;
use crate::wording::room::Share;
use crate::wording::trend::TrendRow;

/// One block of a page.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A line that opens the page or a part of it.
    Title(String),
    /// A paragraph.
    Text(String),
    /// A paragraph that may be passed over.
    Quiet(String),
    /// A paragraph that needs attention.
    Warning(String),
    /// A text with whose voice it is, or a word with what it means.
    Entry {
        /// What stands before it; empty where the block before goes on.
        label: String,
        /// What stands under the label.
        note: Option<&'static str>,
        text: String,
    },
    /// A cause with its figure.
    Figure {
        /// The short name.
        name: String,
        /// The severity with the name of its band, or why there is none.
        severity: Result<(Severity, String), &'static str>,
    },
    /// How far the people of each side are.
    Sides(Vec<SideProgress>),
    /// How many people fall into each band, lowest first, with what the bands are called.
    Bands([usize; 4], [String; 4]),
    /// How everyone answered an item.
    Distribution {
        statement: String,
        /// What the answers are called.
        labels: Vec<String>,
        /// How many gave each.
        counts: ItemCounts,
    },
    /// Each cause with a mark a person on one track, and how far they are apart.
    Tracks {
        /// Who they are, in the order of their marks.
        signs: Vec<String>,
        rows: Vec<Track>,
    },
    /// The causes of records of one name over time.
    Runs {
        /// The names of the records.
        heads: Vec<String>,
        rows: Vec<RunsRow>,
    },
    /// What each of a few people answered to an item.
    SignedAnswers {
        statement: String,
        /// How many points its scale has.
        points: usize,
        /// One row a person.
        rows: Vec<SignedAnswer>,
    },
    /// Causes that were asked in two rounds, with both figures on one track.
    Rounds(Vec<RoundRow>),
    /// One of the person's own answers.
    Answer {
        /// The value, or `x`.
        value: String,
        /// The label of the answer.
        word: String,
        /// Whether it is turned for scoring.
        turned: bool,
        statement: String,
    },
}

/// One cause in two rounds.
#[derive(Debug, Clone, PartialEq)]
pub struct RoundRow {
    /// What is told of it.
    pub row: TrendRow,
    /// The figure of each round, where there is one.
    pub figures: Vec<Option<Severity>>,
}

/// How far the people of one side are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SideProgress {
    pub name: String,
    pub people: String,
    /// How many there are.
    pub joined: usize,
    /// About how much they have answered, where that is told.
    pub share: Option<Share>,
    /// How many have finished.
    pub finished: usize,
}

/// One cause as a few people see it.
#[derive(Debug, Clone, PartialEq)]
pub struct Track {
    /// The short name.
    pub name: String,
    /// The figure of each, where there is one.
    pub figures: Vec<Option<Severity>>,
    /// The most severe less the least, in whole points, where all have a figure.
    pub apart: Option<i64>,
}

/// One person's answer to an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedAnswer {
    /// Whose it is.
    pub sign: String,
    /// Its place on the scale, from 0; none apart from the scale.
    pub place: Option<usize>,
    /// The answer in words.
    pub word: String,
}

/// A word with what it means, or a label with its text.
pub fn entry(label: impl Into<String>, text: impl Into<String>) -> Block {
    Block::Entry { label: label.into(), note: None, text: text.into() }
}

/// A question with what helps to answer it.
#[derive(Debug, Clone)]
pub struct Question<'a> {
    pub text: String,
    /// What helps to answer it.
    pub help: String,
    /// The options to choose from; none where a text is typed.
    pub options: Vec<String>,
    /// The chosen option.
    pub chosen: Option<usize>,
    /// The text that is typed, if one is.
    pub field: Option<&'a Input>,
}

/// The passages of a cause that belong to some parts, as blocks.
pub(super) fn passages<'a>(
    questionnaire: &'a Questionnaire,
    cause: &'a Cause,
    wanted: impl Fn(Part) -> bool + 'a,
) -> impl Iterator<Item = Block> + 'a {
    wording::passages(questionnaire, cause).into_iter().filter(move |told| wanted(told.part)).map(|told| passage(&told))
}

/// The same for somebody who tells them one by one.
pub fn told_of(questionnaire: &Questionnaire, cause: &Cause, wanted: impl Fn(Part) -> bool) -> Vec<Block> {
    passages(questionnaire, cause, wanted).collect()
}

/// A passage as a block; the heading stands in quotation marks.
pub(super) fn passage(passage: &wording::Passage<'_>) -> Block {
    let text = match passage.part {
        Part::Heading => format!("“{}”", passage.text),
        _ => passage.text.to_owned(),
    };
    match passage.note {
        Some(note) => Block::Entry { label: passage.label.clone().into_owned(), note: Some(note), text },
        None => entry(passage.label.clone(), text),
    }
}

/// How long what is deleted can be had back.
pub(super) const UNTIL: &str = "u takes it back until you leave.";

/// Said once a record is deleted.
pub fn deleted(what: &str) -> String {
    format!("Deleted: {what}. {UNTIL}")
}
