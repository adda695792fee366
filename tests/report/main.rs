//! Reports in every form, of one person and of several.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where it fails")]

#[path = "../support/answers.rs"]
mod answers;
mod calendar;
mod data;
mod facts;
mod hostile;
mod markup;
mod payloads;
mod picture;
mod read;
#[path = "../support/record.rs"]
mod record;
#[path = "../support/same.rs"]
mod same;
mod samples;
mod tables;
mod workbook;
