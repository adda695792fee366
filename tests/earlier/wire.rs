//! What phones and `join` of that version send and understand.

use rstest::rstest;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use undercurrent::testing::live::{Done, Entry, Not, Sent, Standing, Stands, Welcome};

use crate::{lost, text};

/// Reads each message of a kind, and writes it again.
fn again<T: Serialize + DeserializeOwned>(kind: &str) -> Vec<(Value, Value)> {
    let all: Value = serde_json::from_str(&text("wire.json")).unwrap();
    let messages = all[kind].as_array().unwrap().iter();
    messages
        .map(|before| {
            let read: T = serde_json::from_value(before.clone()).unwrap();
            (before.clone(), serde_json::to_value(read).unwrap())
        })
        .collect()
}

#[rstest]
#[case(again::<Entry>("Entry"))]
#[case(again::<Welcome>("Welcome"))]
#[case(again::<Sent>("Sent"))]
#[case(again::<Done>("Done"))]
#[case(again::<Stands>("Stands"))]
#[case(again::<Standing>("Standing"))]
#[case(again::<Not>("Not"))]
fn a_message_of_that_version_is_read_and_one_of_this_version_has_all_that_it_had(#[case] all: Vec<(Value, Value)>) {
    assert!(!all.is_empty());
    for (before, now) in all {
        assert_eq!(lost(&before, &now, ""), Vec::<String>::new());
    }
}
