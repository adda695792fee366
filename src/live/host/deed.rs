//! What somebody wants done, kept until it is clear what came of it.

use super::handle::Reply;
use crate::live::room::{Command, NotNow, Receipt, Refusal, Request};

/// What somebody wants done.
pub enum Deed {
    /// A person in the room, or one who wants to come in.
    Request(Request, Reply<Result<Receipt, Refusal>>),
    /// The facilitator.
    Command(Command, Reply<Result<(), NotNow>>),
}

/// What the room says to it.
pub enum Done {
    /// To a person.
    Request(Result<Receipt, Refusal>),
    /// To the facilitator.
    Command(Result<(), NotNow>),
}

/// Why what was done could not be written down, so that it does not count.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// It is one that the ledger cannot hold; others may be written all the same.
    #[error("the ledger cannot hold it")]
    Unstorable,
    /// Nothing can be written just now.
    #[error("{0}")]
    NotSaved(String),
}

impl Deed {
    /// Replies: what was done counts unless it could not be written down. What was refused stays refused.
    pub fn reply(self, done: Done, failure: Option<&Failure>) {
        match (self, done) {
            (Self::Request(_, reply), Done::Request(done)) => reply(match failure {
                Some(failure) if done.is_ok() => Err(failure.to_person()),
                _ => done,
            }),
            (Self::Command(_, reply), Done::Command(done)) => reply(match failure {
                Some(failure) if done.is_ok() => Err(failure.to_facilitator()),
                _ => done,
            }),
            // The two are made together.
            _ => {}
        }
    }
}

impl Failure {
    fn to_person(&self) -> Refusal {
        match self {
            Self::Unstorable => Refusal::Unstorable,
            Self::NotSaved(why) => Refusal::NotSaved(why.clone()),
        }
    }

    fn to_facilitator(&self) -> NotNow {
        NotNow::NotSaved(match self {
            Self::Unstorable => Refusal::Unstorable.to_string(),
            Self::NotSaved(why) => why.clone(),
        })
    }
}
