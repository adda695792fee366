//! What an assessment on disk promises.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where it fails")]

#[path = "../support/answers.rs"]
mod answers;
mod comparing;
mod disks;
mod format;
mod listing;
mod locking;
mod mounts;
mod random;
#[path = "../support/record.rs"]
mod record;
#[path = "../support/same.rs"]
mod same;
mod samples;
mod saver;
mod writing;
