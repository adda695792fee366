//! Every state that matters, by the screen it belongs to.

mod actions;
mod answering;
mod compare;
mod everyone;
mod home;
mod made_up;
mod participant;
mod results;
mod room;
mod trend;
mod welcome;

pub use actions::{following_up, planned, steps, taking_on};
pub use answering::{asking, begun, guessing, lists, other_scales};
pub use compare::{compare, side_by_side};
pub use everyone::everyone;
pub use home::home;
pub use made_up::{hostile, scaled, worded};
pub use participant::{at_the_door, doors, kiosk, participants, passed_round, seated, view};
pub use results::{LOUD, causes, changing, charts, over, plans};
pub use room::{
    answering as room_answering, closed as room_closed, console, discussed, ended, hosting, lobby, revealed,
    second_round,
};
pub use trend::trend;
pub use welcome::{begin, welcome};

use std::sync::LazyLock;

use crate::sitting::Sitting;

/// A state with the name of its picture.
pub type State = (&'static str, Sitting);

/// All of them, built once.
pub fn all() -> &'static [State] {
    static ALL: LazyLock<Vec<State>> = LazyLock::new(|| {
        let groups = [
            home, trend, welcome, begin, following_up, asking, other_scales, guessing, lists, charts, causes, plans,
            taking_on, planned, steps, changing, compare, everyone, over, lobby, room_answering, room_closed, revealed,
            discussed, second_round, ended, doors, participants, kiosk,
        ];
        groups.into_iter().flat_map(|group| group()).collect()
    });
    &ALL
}

/// The one with this name.
pub fn named(name: &str) -> Sitting {
    all().iter().find(|(known, _)| *known == name).unwrap().1.clone()
}
