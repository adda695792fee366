//! What earlier versions wrote opens for ever, and what they read is still there.
//!
//! The files in `tests/fixtures/format1` were written by the version before format 2 and are never changed.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where it fails")]

#[path = "../support/home.rs"]
mod home;
mod json;
mod ledger;
mod records;
#[path = "../support/same.rs"]
mod same;
mod wire;

use std::path::{Path, PathBuf};

/// A file that the version before format 2 wrote.
fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/format1").join(name)
}

fn text(name: &str) -> String {
    std::fs::read_to_string(path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// What `now` lacks of what `before` has: keys that are gone, and values of another kind. A value may have become null.
fn lost(before: &serde_json::Value, now: &serde_json::Value, at: &str) -> Vec<String> {
    use serde_json::Value::{Array, Bool, Null, Number, Object, String};
    match (before, now) {
        (Object(before), Object(now)) => before
            .iter()
            .flat_map(|(key, value)| match now.get(key) {
                Some(now) => lost(value, now, &format!("{at}.{key}")),
                None => vec![format!("{at}.{key} is gone")],
            })
            .collect(),
        (Array(before), Array(now)) => {
            before.iter().zip(now).flat_map(|(b, n)| lost(b, n, &format!("{at}[]"))).collect()
        }
        (_, Null) | (Null, _) | (Bool(_), Bool(_)) | (Number(_), Number(_)) | (String(_), String(_)) => Vec::new(),
        _ => vec![format!("{at} is of another kind")],
    }
}
