//! The session is over: what was written, and what phones were told.

use jiff::Zoned;

use super::Block;
use super::cause::taken;
use crate::app::hosting::Role;
use crate::app::pages::entry;
use crate::app::screens::room::{Room, Wrote};
use crate::domain::text::showable;

/// What was written, and what was taken on.
pub(super) fn ended(room: &Room, now: &Zoned) -> Vec<Block> {
    let mut page = vec![Block::Title("The session is over.".to_owned())];
    page.extend(match &room.wrote {
        Some(wrote) => written(room, wrote),
        None if room.role == Role::Console => vec![Block::Text("The other screen says what was written.".to_owned())],
        None => vec![Block::Text("The record and the report are being written…".to_owned())],
    });
    if room.is_reached_by_phones() {
        page.push(Block::Text("Phones say that it is over, and what is kept.".to_owned()));
    }
    if !room.view().setup.rehearsal {
        page.extend(taken(room, now));
    }
    page
}

fn written(room: &Room, wrote: &Wrote) -> Vec<Block> {
    let mut blocks = Vec::new();
    blocks.extend(wrote.record.as_ref().map(|path| entry("The record", showable(path))));
    blocks.extend(wrote.report.as_ref().map(|path| entry("The report", showable(path))));
    blocks.extend(wrote.trouble.as_ref().map(|why| Block::Warning(format!("{}.", showable(why)))));
    if blocks.is_empty() {
        blocks.push(Block::Text(nothing(room).to_owned()));
    }
    blocks
}

fn nothing(room: &Room) -> &'static str {
    if room.view().setup.rehearsal {
        "It was a rehearsal: nothing of it is kept."
    } else {
        "Nobody answered, so nothing was written."
    }
}
