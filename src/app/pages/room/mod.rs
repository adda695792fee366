//! What the screens of a live session say, phase by phase.
//!
//! ```text
//! lobby, answering, closed, ended    the phases
//! cause, change                      discussing, and what a second round changed
//! asked                              what is asked once
//! around, prospects                  what surrounds the room, and what its people allow
//! desk                               what the facilitator alone is told
//! ```

mod answering;
mod around;
mod asked;
mod cause;
mod change;
mod closed;
mod desk;
mod ended;
mod lobby;
mod prospects;
mod title;

pub use around::trouble_elsewhere as trouble;
pub use asked::asked;
pub use cause::taken_line;
pub use title::{join, title};

use jiff::Zoned;

use super::Block;
use crate::app::hosting::Role;
use crate::app::screens::room::{Room, Stage};
use crate::domain::questionnaire::Questionnaire;
use crate::live::room::RoomView;

/// What the page of a stage says; nothing where the stage is no page.
pub fn room(room: &Room, now: &Zoned) -> Vec<Block> {
    let mut page = match room.stage() {
        Stage::Lobby => lobby::lobby(room),
        Stage::Answering => answering::answering(room),
        Stage::Closing => closed::closing(room),
        Stage::Closed => closed::closed(room),
        Stage::Cause(cause) => cause::cause(room, cause, now),
        Stage::Change => change::change(room),
        Stage::Ended => ended::ended(room, now),
        Stage::Chart => closed::not_shown(room),
        Stage::Blank | Stage::Scan | Stage::Asked(_) | Stage::Choosing(_) | Stage::Acting(_) => return Vec::new(),
    };
    // The lobby and a cause have them further up, before what is seldom read.
    if room.role == Role::Console && !matches!(room.stage(), Stage::Lobby | Stage::Cause(_)) {
        page.extend(desk::desk(room));
    }
    page
}

fn questionnaire(view: &RoomView) -> &Questionnaire {
    &view.setup.questionnaire
}

/// The name of a side.
fn side<'a>(view: &'a RoomView, id: &'a crate::domain::id::Id) -> &'a str {
    questionnaire(view).side(id).map_or(id.as_str(), |side| side.name.as_str())
}
