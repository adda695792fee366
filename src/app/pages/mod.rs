//! What the longer screens say, as blocks: drawn by `ui`, told by `plain`.

mod advice;
mod cause;
mod compare;
mod everyone;
mod help;
mod home;
mod modal;
mod question;
mod review;
pub(crate) mod room;
mod seat;
mod trend;
mod welcome;

pub use advice::advice;
pub use cause::cause;
pub use compare::compare;
pub use everyone::{everyone_advice, everyone_cause};
pub use help::{ARROWS, Hint, footer, help, holds};
pub use home::{NO_RECORDS, READING, copy, label, standing};
pub use modal::{delete, deleted, discard, left_behind, named, over};
pub use question::{Question, question};
pub use review::{Review, review};
pub use seat::{join_form, seat};
pub use trend::trend;
pub use welcome::{resumable, welcome};

use crate::domain::severity::Severity;
use crate::domain::stats::ItemCounts;
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
        /// The text.
        text: String,
    },
    /// A cause with its figure.
    Figure {
        /// The short name.
        name: String,
        /// The severity with the name of its band, or why there is none.
        severity: Result<(Severity, String), &'static str>,
    },
    /// How many people fall into each band, lowest first, with what the bands are called.
    Bands([usize; 4], [String; 4]),
    /// How everyone answered an item.
    Distribution {
        /// The statement.
        statement: String,
        /// What the answers are called.
        labels: Vec<String>,
        /// How many gave each.
        counts: ItemCounts,
    },
    /// How each of a few people scored a cause.
    SignedFigures {
        /// The short name of the cause.
        name: String,
        /// One row a person.
        rows: Vec<SignedFigure>,
    },
    /// What each of a few people answered to an item.
    SignedAnswers {
        /// The statement.
        statement: String,
        /// How many points its scale has.
        points: usize,
        /// One row a person.
        rows: Vec<SignedAnswer>,
    },
    /// Figures in columns, and what differs.
    Table {
        /// The names of the columns of figures.
        heads: Vec<String>,
        /// The rows.
        rows: Vec<TrendRow>,
    },
    /// One of the person's own answers.
    Answer {
        /// The value, or `x`.
        value: String,
        /// The label of the answer.
        word: String,
        /// Whether it is turned for scoring.
        turned: bool,
        /// The statement.
        statement: String,
    },
}

/// One person's figure for a cause.
#[derive(Debug, Clone, PartialEq)]
pub struct SignedFigure {
    /// Whose it is.
    pub sign: String,
    /// The severity with the name of its band, or why there is none.
    pub severity: Result<(Severity, String), &'static str>,
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
fn entry(label: impl Into<String>, text: impl Into<String>) -> Block {
    Block::Entry { label: label.into(), note: None, text: text.into() }
}
