//! The first page: what this is and whose view it is.

use super::{Block, entry};
use crate::app::setup::{Setup, Store, minutes};

/// What the first screen says above its options.
#[must_use]
pub fn welcome(setup: &Setup) -> Vec<Block> {
    let head = setup.full.head();
    let mut page = vec![Block::Title(head.title.clone()), Block::Text(head.intro.clone())];
    page.push(Block::Text(format!("{} {}", length(setup), keeping(&setup.store))));
    page.extend(head.words.iter().map(|word| entry(word.term.clone(), word.text.clone())));
    page.push(Block::Quiet("The foot of each screen names its keys; ? shows them all, and these words.".to_owned()));
    page
}

fn length(setup: &Setup) -> String {
    let told = |items: usize| match minutes(items) {
        1 => format!("{items} statements, about a minute"),
        minutes => format!("{items} statements, about {minutes} minutes"),
    };
    match &setup.pulse {
        Some(pulse) => format!("{}; or a pulse of {}.", told(setup.full.len()), told(pulse.len())),
        None => format!("{}.", told(setup.full.len())),
    }
}

fn keeping(store: &Store) -> String {
    match store {
        Store::Folder(folder) => format!("Nothing leaves this machine: answers are kept in {folder}."),
        Store::Nowhere(why) => {
            format!(
                "Nothing leaves this machine. Answers cannot be saved: {why}. You can answer all the same, and save in a file of your own with s."
            )
        }
    }
}
