//! Why something is not taken: what the errors of `domain` say, in the middle of a sentence.

use std::fmt::{Display, Formatter, Result};

use crate::domain::action::{self, ACTIONS_MAX};
use crate::domain::compare::{self, Aspect, Difference, Listed};
use crate::domain::id::{ID_MAX, Id, NotAToken, NotAnId};
use crate::domain::merge;
use crate::domain::questionnaire::{self, GUESSED_SIDE, MIN_PEOPLE_LEAST};
use crate::domain::record::{self, PEOPLE_MAX};
use crate::domain::response::{Misfit, NotAnAnswer};
use crate::domain::runs;
use crate::domain::text::{Label, MARKS_MAX, TextError};
use crate::domain::trend::PulseBesideFull;

impl Display for TextError {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Unshowable(name) => write!(f, "it holds {name}, which cannot be shown"),
            Self::Astray(name) => {
                write!(f, "it holds {name}, which cannot be seen, where no letter or emoji needs it")
            }
            Self::Heaped(marks) => write!(f, "it has {marks} marks on one letter; at most {MARKS_MAX} fit"),
            Self::TooLong { length, most } => write!(f, "it has {length} characters; at most {most} fit"),
        }
    }
}

impl Display for NotAnId {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        write!(f, "an id has 1 to {ID_MAX} lower-case letters, digits and single hyphens, and starts with a letter")
    }
}

impl Display for NotAToken {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str("a record's id has 32 digits from 0-9 and a-f")
    }
}

impl Display for NotAnAnswer {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str("an answer is a value of the scale, or na")
    }
}

impl Display for Misfit {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::NoItem(id) => write!(f, "there is no item '{id}' in this questionnaire"),
            Self::OffScale { item, value, lowest, highest } => {
                write!(f, "{value} is no answer to '{item}': its scale runs from {lowest} to {highest}")
            }
            Self::NoCause(id) => no_cause(id, f),
            Self::NoSide(id) => write!(f, "there is no side '{id}' in this questionnaire"),
        }
    }
}

impl Display for action::Invalid {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::NoStep => f.write_str("the step is empty"),
            Self::Step(why) => write!(f, "the step cannot be kept: {why}"),
            Self::HalfAPlan => f.write_str("a plan says when, and what we do then"),
            Self::Plan(why) => write!(f, "the plan cannot be kept: {why}"),
            Self::Owner(why) => write!(f, "the owner's name cannot be kept: {why}"),
            Self::Twice => f.write_str("that step is taken on already"),
        }
    }
}

impl Display for questionnaire::Invalid {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::NoCause => f.write_str("a questionnaire needs at least one cause"),
            Self::NoItem(id) => write!(f, "the cause '{id}' has no item"),
            Self::DuplicateId(id) => write!(f, "the id '{id}' is used twice"),
            Self::BadScale(id) => write!(f, "the scale '{id}' needs 2 to 9 consecutive values"),
            Self::BadWeight(id) => write!(f, "the weight of '{id}' must be positive and finite"),
            Self::BadOrder => f.write_str("the order of asking must name each item once"),
            Self::MissingSide => f.write_str("the sides must include 'sales' and 'marketing'"),
            Self::GuessStem => write!(f, "a guess needs a guess_stem with {GUESSED_SIDE}"),
            Self::MinPeople => few_people(f),
        }
    }
}

impl Display for record::Invalid {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::People(people) => write!(f, "a record holds 1 to {PEOPLE_MAX} people, not {people}"),
            Self::NotSolo(responses) => write!(f, "a solo record holds one response, not {responses}"),
            Self::Twice(response) => write!(f, "the response '{response}' is in it twice"),
            Self::Misfit(why) => why.fmt(f),
            Self::MinPeople => few_people(f),
            Self::NoCause(id) => no_cause(id, f),
            Self::Actions => write!(f, "a record holds at most {ACTIONS_MAX} actions"),
            Self::Action(why) => why.fmt(f),
            Self::Asked(round, id) => write!(f, "round {round} cannot have asked '{id}'"),
            Self::AskedNothing(round) => write!(f, "round {round} asked nothing"),
            Self::NotAsked(round, id) => write!(f, "'{id}' was answered in round {round}, which did not ask it"),
            Self::Part(id) => {
                write!(f, "the part '{id}' does not fit: it holds nobody, or a response that is not here")
            }
            Self::NotMerged => f.write_str("only a merged record has parts"),
            Self::NoteOfSeveral => f.write_str("only the record of one person has a note"),
            Self::NoRoom => f.write_str("only the record of a live session has causes that were discussed"),
            Self::DiscussedTwice(id) => write!(f, "'{id}' was discussed twice"),
            Self::Finished => f.write_str("it was finished before it was begun"),
        }
    }
}

fn few_people(f: &mut Formatter<'_>) -> Result {
    write!(f, "min_people must be at least {MIN_PEOPLE_LEAST}")
}

fn no_cause(id: &Id, f: &mut Formatter<'_>) -> Result {
    write!(f, "there is no cause '{id}' in this questionnaire")
}

impl Display for merge::Refusal {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::TooFew => f.write_str("it takes at least two records"),
            Self::OnePerson => {
                f.write_str("they hold the answers of one person only, and it takes at least two people")
            }
            Self::Apart(why) => why.fmt(f),
            Self::TooMany(people) => {
                write!(f, "together they hold {people} people, and a record holds at most {PEOPLE_MAX}")
            }
            Self::Invalid(why) => why.fmt(f),
        }
    }
}

impl Display for PulseBesideFull {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str("one is a pulse and the other a full record, and these are never set side by side")
    }
}

impl Display for runs::Apart {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::TooFew => f.write_str("a trend needs two finished records or more"),
            Self::Unfinished(name) => {
                write!(f, "{name} is not finished yet, and only finished records are set side by side")
            }
            Self::Mixed(one, several) => write!(
                f,
                "{one} holds one person's answers and {several} several people's, and these are never set side by side"
            ),
            Self::Sides(one, other) => {
                write!(f, "{one} answers for one side and {other} for another: a trend follows one person on one side")
            }
            Self::Twice(one, other) => {
                write!(f, "{one} and {other} hold the same answers, and a record is never set beside itself")
            }
            Self::Names([one, other]) => write!(
                f,
                "{} and {} have different names, and a trend follows one name: 'undercurrent label' gives them the same",
                labelled(one),
                labelled(other)
            ),
            Self::Copies(one, other) => {
                write!(f, "{one} and {other} are copies of one record, and a record is never set beside itself")
            }
            Self::Pulse(why) => why.fmt(f),
        }
    }
}

fn labelled((id, label): &(String, Label)) -> String {
    format!("{id} ({})", if label.is_empty() { "without a name" } else { label.as_str() })
}

impl Display for compare::Refusal {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::People(people) => {
                let (least, most) = compare::PEOPLE.into_inner();
                write!(f, "compare sets {least} to {most} people side by side, not {people}")
            }
            Self::Several(name) => write!(
                f,
                "{name} holds the answers of several people; compare takes records that people hand over themselves"
            ),
            Self::Same(one, other) => write!(f, "{one} and {other} hold the answers of the same person"),
            Self::Apart(why) => why.fmt(f),
            Self::Invalid(why) => why.fmt(f),
        }
    }
}

impl Display for compare::Apart {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Unfinished(name) => write!(f, "{name} is not finished yet: finish it first"),
            Self::Different { name, first, how } => {
                let how: Vec<String> = how.iter().map(difference).collect();
                write!(f, "{name} does not have the same questionnaire as {first}: {}", how.join("; "))
            }
        }
    }
}

fn difference(difference: &Difference) -> String {
    match difference {
        Difference::InFull => "it was answered in full, not in the short form".to_owned(),
        Difference::InShort => "it was answered in the short form, not in full".to_owned(),
        Difference::Short => "it is a short form".to_owned(),
        Difference::NotShort => "it is not a short form".to_owned(),
        Difference::Id(own, other) => format!("its id is '{own}', not '{other}'"),
        Difference::Lacks(what, ids) => format!("it lacks the {}", listed(*what, ids)),
        Difference::Besides(what, ids) => format!("it also has the {}", listed(*what, ids)),
        Difference::Differs(aspect, ids) => {
            let aspect = match aspect {
                Aspect::Cause => "the cause",
                Aspect::Wording => "the wording",
                Aspect::Scale => "the scale",
                Aspect::ReverseKey => "the reverse key",
                Aspect::Weight => "the weight",
                Aspect::Pulse => "the part in the short form",
            };
            format!("{aspect} of the {} differs", listed(Listed::Statement, ids))
        }
    }
}

/// The most ids that are named in a row.
const NAMED: usize = 5;

/// `statement 'a'`, `statements 'a', 'b'`, and from the sixth on how many more.
fn listed(what: Listed, ids: &[Id]) -> String {
    let (one, many) = match what {
        Listed::Side => ("side", "sides"),
        Listed::Cause => ("cause", "causes"),
        Listed::Statement => ("statement", "statements"),
    };
    let mut names: Vec<String> = ids.iter().take(NAMED).map(|id| format!("'{id}'")).collect();
    if ids.len() > NAMED {
        names.push(format!("{} more", ids.len() - NAMED));
    }
    format!("{} {}", if ids.len() == 1 { one } else { many }, names.join(", "))
}
