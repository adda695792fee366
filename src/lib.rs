//! Undercurrent asks how strong the undercurrent between Sales and Marketing is, cause by cause.
//!
//! The folders, in dependency order; what stands below may use what stands above it:
//!
//! ```text
//! domain        what it is about, as values; pure
//! format        what leaves the program, and the forms that it is written in
//! request       what the app wants done outside itself, and the replies; pure
//! wording       every sentence that a person reads; pure
//! definition    questions.toml, read and checked
//! storage       an assessment on disk
//! markup        templates of pages, which keep text from acting as markup
//! document      an analysis as text, Markdown, HTML, CSV and JSON
//! live          a live session: its room (pure), ledger, host, server, page, client, console
//! app           the program as a state machine: messages in, effects out; pure
//! ui            the screens, drawn; pure
//! plain         the same app in lines, for screen readers and dumb terminals
//! terminal      the loop, the real terminal, signals, keys
//! cli           arguments
//! commands      the verbs; here the effects are supplied
//! testing       what tests and benchmarks use of all that; public with `run`, and nothing else is
//! ```
#![deny(clippy::allow_attributes_without_reason)]
#![allow(rustdoc::private_intra_doc_links, reason = "all of the documentation is for those who work on it")]

mod app;
mod cli;
mod commands;
mod definition;
mod document;
mod domain;
mod format;
mod live;
mod markup;
mod plain;
mod request;
mod storage;
mod terminal;
#[doc(hidden)]
pub mod testing;
mod ui;
mod wording;

pub use commands::run;
