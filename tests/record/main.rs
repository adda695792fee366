//! What an assessment on disk promises.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where it fails")]

mod disks;
mod format;
mod listing;
mod locking;
mod mounts;
mod random;
mod samples;
mod saver;
mod writing;
