//! The first page: what this is and whose view it is.

use jiff::Zoned;

use super::{Block, entry};
use crate::app::screens::welcome::Welcome;
use crate::app::setup::{Setup, Store, time};
use crate::wording;

/// What the first screen says above its options.
pub fn welcome(setup: &Setup) -> Vec<Block> {
    let head = setup.full.head();
    let mut page = vec![Block::Title(head.title.clone()), Block::Text(head.intro.clone())];
    page.push(Block::Text(format!("{} {}", length(setup), keeping(&setup.store))));
    page.extend(head.words.iter().map(|word| entry(word.term.clone(), word.text.clone())));
    page.push(Block::Quiet("Answer with the digits. The foot of each screen names its keys; ? shows all.".to_owned()));
    page
}

/// What may be gone on with, each with its file where another is a copy of it.
pub fn resumable(welcome: &Welcome, now: &Zoned) -> Vec<String> {
    let told = |(one, copy): (&crate::app::setup::Unfinished, Option<String>)| {
        let resume = wording::resume(&one.record, one.holder.as_deref(), now);
        copy.map_or_else(|| resume.clone(), |name| format!("Copy in {name}: {resume}"))
    };
    welcome.unfinished.iter().zip(welcome.copies()).map(told).collect()
}

fn length(setup: &Setup) -> String {
    let full = format!("{} statements, about {}", setup.full.len(), time(setup.full.len()));
    match &setup.pulse {
        Some(pulse) => format!("{full}; or {}, about {}.", pulse.len(), time(pulse.len())),
        None => format!("{full}."),
    }
}

fn keeping(store: &Store) -> String {
    match store {
        Store::Session => "Answers are kept with the session.".to_owned(),
        Store::Folder(folder) => format!("Nothing leaves this machine: answers are kept in {folder}."),
        Store::Nowhere(why) => format!(
            "Nothing leaves this machine. Answers cannot be saved: {why}. You can answer all the same, and save them in \
             a file of your own with s."
        ),
    }
}
