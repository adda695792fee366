//! What the people in the room allow to be shown, in words.

use super::side;
use crate::live::room::{DisclosurePreview, RoomView};
use crate::wording::list;
use crate::wording::sentence;

/// What may be shown, a sentence each; said before anybody answers.
pub(super) fn prospects(view: &RoomView) -> Vec<String> {
    let (last, first): (Vec<_>, Vec<_>) =
        view.prospects.iter().partition(|prospect| matches!(prospect, DisclosurePreview::NoSpread { .. }));
    let first = first.into_iter().filter_map(told);
    first.chain(too_small(view)).chain(last.into_iter().filter_map(told)).collect()
}

fn told(prospect: &DisclosurePreview) -> Option<String> {
    Some(match prospect {
        DisclosurePreview::Nothing { missing } => format!("{} before anything can be shown.", more(*missing)),
        DisclosurePreview::Everyone => "Everyone together can be shown.".to_owned(),
        DisclosurePreview::Sides => "The two sides can be shown beside each other.".to_owned(),
        DisclosurePreview::NoClearGap { sales, marketing } => {
            format!("With {sales} and {marketing} no gap can be called clear.")
        }
        DisclosurePreview::Withheld { people: 1 } => {
            "1 person's answers would be in no figure, to protect them.".to_owned()
        }
        DisclosurePreview::Withheld { people } => {
            format!("{people} people's answers would be in no figure, to protect them.")
        }
        DisclosurePreview::NoSpread { missing } => {
            format!("{} before it can be shown how far apart answers are.", more(*missing))
        }
        DisclosurePreview::SideTooSmall { .. } => return None,
    })
}

fn more(missing: usize) -> String {
    if missing == 1 { "One more person".to_owned() } else { format!("{missing} more people") }
}

/// Which sides are too small to be shown: `One more from Marketing before the sides can be shown.`
fn too_small(view: &RoomView) -> Option<String> {
    let more = |prospect: &DisclosurePreview| match prospect {
        DisclosurePreview::SideTooSmall { side: id, missing } => {
            let missing = if *missing == 1 { "one".to_owned() } else { missing.to_string() };
            Some(format!("{missing} more from {}", side(view, id)))
        }
        _ => None,
    };
    let more: Vec<String> = view.prospects.iter().filter_map(more).collect();
    let told = list(&more.iter().map(String::as_str).collect::<Vec<_>>(), "and");
    (!told.is_empty()).then(|| sentence(&format!("{told} before the sides can be shown")))
}
