//! Everything that a participant can be refused, whatever they hold: a phone, a terminal, or the laptop passed round.
//!
//! One list, so that all of them say the same. A program goes by the code; the sentence beside it is for people.

use serde::{Deserialize, Serialize};

use super::room::Refusal;
use crate::wording::sentence;

/// Why a participant did not get what they asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// The room refuses.
    Room(Refusal),
    /// What was sent is no answer to anything.
    NoAnswer,
    /// The code or the link is wrong.
    WrongCode,
    /// Too many wrong codes came from this network.
    TooManyCodes,
    /// Too many people joined from this network just now.
    TooManyJoins,
    /// Nothing in the request can be made sense of.
    Senseless,
    /// The request is too large.
    TooLarge,
    /// The request took too long to arrive.
    TooSlow,
    /// The request is for an address that is not served here.
    NotHere,
    /// The request comes from another site's page.
    OtherSite,
    /// There is no such page.
    Nowhere,
    /// The page is there for something else.
    OtherMethod,
    /// The room is not hosted just now.
    NotHosted,
    /// Something here went wrong.
    Broken,
}

/// The same for programs, which find it as `too-many-codes`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Code {
    /// The session does not know this person.
    Unknown,
    /// The session has no such side.
    NoSide,
    /// Nobody is let in any more.
    Locked,
    /// Every seat is taken.
    Full,
    /// Answering has not begun.
    NotYet,
    /// No answers are taken for now.
    Stopped,
    /// Answering is over.
    Closed,
    /// It is no answer to what is asked.
    NoAnswer,
    /// The number of the answer is one that nobody counts to.
    Misnumbered,
    /// It cannot be stored, now or later.
    Unstorable,
    /// It could not be stored just now.
    NotSaved,
    /// The code or the link is wrong.
    WrongCode,
    /// Too many wrong codes.
    TooManyCodes,
    /// Too many people at once.
    TooManyJoins,
    /// It makes no sense.
    Senseless,
    TooLarge,
    /// It took too long.
    TooSlow,
    /// It is for another address.
    NotHere,
    /// It comes from another site.
    OtherSite,
    /// There is no such page.
    Nowhere,
    /// The page is for something else.
    OtherMethod,
    /// The room is not hosted just now.
    NotHosted,
    /// Something at the host went wrong.
    Broken,
}

/// What is left to whoever was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Then {
    /// To join again: the session does not know them.
    JoinAgain,
    /// To send the same once more, a little later.
    TryAgain,
    /// Nothing: the same will be refused again.
    GiveUp,
}

impl Code {
    /// What is left to whoever was refused.
    pub const fn then(self) -> Then {
        match self {
            Self::Unknown => Then::JoinAgain,
            Self::Stopped
            | Self::NotSaved
            | Self::TooManyCodes
            | Self::TooManyJoins
            | Self::TooSlow
            | Self::NotHosted
            | Self::Broken => Then::TryAgain,
            _ => Then::GiveUp,
        }
    }
}

impl Refused {
    pub const fn code(&self) -> Code {
        match self {
            Self::Room(refusal) => of_room(refusal),
            Self::NoAnswer => Code::NoAnswer,
            Self::WrongCode => Code::WrongCode,
            Self::TooManyCodes => Code::TooManyCodes,
            Self::TooManyJoins => Code::TooManyJoins,
            Self::Senseless => Code::Senseless,
            Self::TooLarge => Code::TooLarge,
            Self::TooSlow => Code::TooSlow,
            Self::NotHere => Code::NotHere,
            Self::OtherSite => Code::OtherSite,
            Self::Nowhere => Code::Nowhere,
            Self::OtherMethod => Code::OtherMethod,
            Self::NotHosted => Code::NotHosted,
            Self::Broken => Code::Broken,
        }
    }

    /// The sentence.
    pub fn say(&self) -> String {
        let said = match self {
            Self::Room(Refusal::Unknown) => "This session does not know you any more. Join again.",
            Self::Room(Refusal::NoSide) => "Choose the side that you answer for.",
            // What does not fit is not called by the name that its author gave it: that may tell its cause.
            Self::NoAnswer | Self::Room(Refusal::Misfit(_)) => "That is no answer to a statement of this session.",
            Self::Room(refusal) => return sentence(&refusal.to_string()),
            Self::WrongCode => {
                "That is not the code on the screen. Letters and digits only; there is no O, 0, I, 1 or L, \
                 and S, Z and B are 5, 2 and 8."
            }
            Self::TooManyCodes => {
                "Too many wrong codes came from this network. Scan the code on the screen, or wait a little."
            }
            Self::TooManyJoins => "Very many people are joining from this network. Try again in a few seconds.",
            Self::Senseless => "This session can make no sense of that.",
            Self::TooLarge => "That is more than this session takes at once.",
            Self::TooSlow => "That took too long to arrive. Try again.",
            Self::NotHere => "This address is not served here.",
            Self::OtherSite => "That came from the page of another site.",
            Self::Nowhere => "There is no such page here.",
            Self::OtherMethod => "This page is there for something else.",
            Self::NotHosted => "The session is not being hosted at the moment. Try again soon.",
            Self::Broken => "Something went wrong on the laptop that runs this session. Try again.",
        };
        said.to_owned()
    }
}

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Self {
        Self::Room(refusal)
    }
}

const fn of_room(refusal: &Refusal) -> Code {
    match refusal {
        Refusal::Unknown => Code::Unknown,
        Refusal::NoSide => Code::NoSide,
        Refusal::Locked => Code::Locked,
        Refusal::Full => Code::Full,
        Refusal::NotYet => Code::NotYet,
        Refusal::Stopped => Code::Stopped,
        Refusal::Closed => Code::Closed,
        Refusal::Misfit(_) => Code::NoAnswer,
        Refusal::Misnumbered => Code::Misnumbered,
        Refusal::Unstorable => Code::Unstorable,
        Refusal::NotSaved(_) => Code::NotSaved,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [(Code, &str); 23] = [
        (Code::Unknown, "unknown"),
        (Code::NoSide, "no-side"),
        (Code::Locked, "locked"),
        (Code::Full, "full"),
        (Code::NotYet, "not-yet"),
        (Code::Stopped, "stopped"),
        (Code::Closed, "closed"),
        (Code::NoAnswer, "no-answer"),
        (Code::Misnumbered, "misnumbered"),
        (Code::Unstorable, "unstorable"),
        (Code::NotSaved, "not-saved"),
        (Code::WrongCode, "wrong-code"),
        (Code::TooManyCodes, "too-many-codes"),
        (Code::TooManyJoins, "too-many-joins"),
        (Code::Senseless, "senseless"),
        (Code::TooLarge, "too-large"),
        (Code::TooSlow, "too-slow"),
        (Code::NotHere, "not-here"),
        (Code::OtherSite, "other-site"),
        (Code::Nowhere, "nowhere"),
        (Code::OtherMethod, "other-method"),
        (Code::NotHosted, "not-hosted"),
        (Code::Broken, "broken"),
    ];

    #[test]
    fn every_code_has_a_name_of_its_own_and_is_known_by_it() {
        for (code, name) in NAMES {
            assert_eq!(serde_json::to_value(code).unwrap(), name);
            assert_eq!(serde_json::from_value::<Code>(name.into()).unwrap(), code);
        }
        assert!(serde_json::from_value::<Code>("something later".into()).is_err());
    }

    #[test]
    fn what_a_room_refuses_is_a_sentence() {
        assert_eq!(Refused::from(Refusal::Locked).say(), "Joining is locked; ask the facilitator.");
    }
}
