//! Every screen in every state that matters: what it says, in which colours, at which sizes.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where its screen cannot be built")]

#[path = "../support/answers.rs"]
mod answers;
mod colours;
mod contrast;
mod driving;
mod facts;
mod footers;
mod helped;
#[path = "../support/join_form.rs"]
mod join_form;
mod joined;
#[path = "../support/keys.rs"]
mod keys;
mod marks;
#[path = "../support/picture.rs"]
mod picture;
mod pictures;
mod promises;
#[path = "../support/record.rs"]
mod record;
#[path = "../support/same.rs"]
mod same;
mod scanning;
#[path = "../support/session.rs"]
mod session;
#[path = "../support/sitting.rs"]
mod sitting;
mod sizes;
mod states;
