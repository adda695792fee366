//! People come in.

use super::desk::desk;
use super::prospects::prospects;
use super::title::people;
use super::{Block, around};
use crate::app::hosting::{Role, Way};
use crate::app::screens::room::Room;
use crate::wording::several;

pub(super) const LOCKED: &str = "Joining is locked.";

/// Who is there, what that allows, whether phones get through.
pub(super) fn lobby(room: &Room) -> Vec<Block> {
    let view = room.view();
    let mut page: Vec<Block> = around::trouble(view).into_iter().collect();
    page.push(Block::Title(people(view)));
    page.extend(view.progress.locked.then(|| Block::Text(LOCKED.to_owned())));
    page.push(Block::Text(prospects(view).join(" ")));
    page.extend(heads(room));
    if room.role == Role::Console {
        page.extend(desk(room));
    }
    if let Way::Network(_) = &*room.way {
        page.push(around::reached(view));
    }
    page.extend(around::secure(view));
    page.extend(around::rude(view));
    match &*room.way {
        Way::Network(invitation) => page.extend(invitation.notes.iter().cloned().map(Block::Quiet)),
        Way::Kiosk => page.push(Block::Quiet(
            "Everybody answers at this laptop, one after the other; nobody sees what the one before answered."
                .to_owned(),
        )),
    }
    page.push(Block::Quiet(several::promise(view.progress.min_people)));
    page
}

/// Asks the facilitator to see that nobody took a second seat: whoever fills a side up alone can read the rest of it.
/// On the facilitator's own view the next step says so.
fn heads(room: &Room) -> Option<Block> {
    let joined: usize = room.view().sides.iter().map(|side| side.joined).sum();
    (joined > 0 && room.is_reached_by_phones() && room.role == Role::Projector)
        .then(|| Block::Text("Count heads on each side before you start.".to_owned()))
}
