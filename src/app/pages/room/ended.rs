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
    blocks.extend(wrote.record.as_ref().map(|path| entry("The record", name(path))));
    blocks.extend(wrote.report.as_ref().map(|path| entry("The report", name(path))));
    if wrote.trouble.is_some() {
        blocks.push(Block::Warning("There is a record, but no report was written; leaving tells why.".to_owned()));
    }
    blocks.push(Block::Text(if blocks.is_empty() { nothing(room) } else { WHERE }.to_owned()));
    blocks
}

/// The name of a file without its folders: everybody in the room reads this, and folders tell whose laptop it is.
fn name(path: &str) -> String {
    showable(path.rsplit(['/', '\\']).next().unwrap_or_default())
}

const WHERE: &str = "Leaving tells where they are.";

fn nothing(room: &Room) -> &'static str {
    if room.view().setup.rehearsal {
        "It was a rehearsal: nothing of it is kept."
    } else {
        "Nobody answered, so nothing was written."
    }
}
