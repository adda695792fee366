//! What the people in the room allow to be shown, in words.

use super::side;
use crate::domain::wording::{count, list};
use crate::workshop::room::{Prospect, RoomView};

/// What may be shown, a sentence each; said before anybody answers.
pub(super) fn prospects(view: &RoomView) -> Vec<String> {
    let mut told: Vec<String> = view.prospects.iter().filter_map(told).collect();
    told.extend(too_small(view));
    told
}

fn told(prospect: &Prospect) -> Option<String> {
    Some(match prospect {
        Prospect::Nothing { missing: 1 } => "One more person before anything can be shown.".to_owned(),
        Prospect::Nothing { missing } => format!("{missing} more people before anything can be shown."),
        Prospect::Everyone => "Everyone together can be shown.".to_owned(),
        Prospect::Sides => "The two sides can be shown beside each other.".to_owned(),
        Prospect::NoClearGap { sales, marketing } => {
            format!("With {sales} and {marketing} no gap can be called clear.")
        }
        Prospect::Withheld { people } => {
            let answers =
                if *people == 1 { "1 person's answers".to_owned() } else { format!("{people} people's answers") };
            format!("{answers} would be in no figure, to protect them.")
        }
        Prospect::NoSpread { missing } => {
            format!("{} more before it can be said how mixed the answers are.", count(*missing, "person", "people"))
        }
        Prospect::SideTooSmall { .. } => return None,
    })
}

/// Which sides are too small to be shown: `One more from Marketing before the sides can be shown.`
fn too_small(view: &RoomView) -> Option<String> {
    let more = |prospect: &Prospect| match prospect {
        Prospect::SideTooSmall { side: id, missing } => {
            let missing = if *missing == 1 { "one".to_owned() } else { missing.to_string() };
            Some(format!("{missing} more from {}", side(view, id)))
        }
        _ => None,
    };
    let more: Vec<String> = view.prospects.iter().filter_map(more).collect();
    let told = list(&more.iter().map(String::as_str).collect::<Vec<_>>(), "and");
    (!told.is_empty())
        .then(|| crate::domain::wording::reveal::sentence(&format!("{told} before the sides can be shown")))
}
