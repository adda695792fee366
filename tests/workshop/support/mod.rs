//! A session as the tests run it, and phones that take part in it.

mod apart;
mod chance;
mod child;
#[cfg(target_os = "linux")]
pub mod filler;
mod floor;
mod keeper;
mod phone;
mod session;

pub use apart::Apart;
pub use chance::Chance;
pub use child::{HostProcess, run as host_until_told};
pub use floor::{Floor, run as answer_until_killed};
pub use keeper::File;
pub use phone::{Phone, answer, guess, some_of, soon};
pub use session::{CODE, LINK, Live, SCREEN, at_once, random};

use std::sync::{Arc, LazyLock};

use undercurrent::testing::definition;
use undercurrent::testing::domain::Questionnaire;

/// The questionnaire that is asked in all of them.
pub fn questionnaire() -> Arc<Questionnaire> {
    static READ: LazyLock<Arc<Questionnaire>> = LazyLock::new(|| Arc::new(definition::built_in().unwrap()));
    Arc::clone(&READ)
}

/// Its items, in the order of asking.
pub fn items() -> Vec<String> {
    questionnaire().asked().map(|item| item.id.to_string()).collect()
}

/// Its causes, all of which are guessed, in the order of asking.
pub fn guesses() -> Vec<String> {
    questionnaire().guess_items().map(|guess| guess.cause.id.to_string()).collect()
}

/// What a device is told that an item is called: its place in the order of asking.
pub fn alias(item: &str) -> String {
    let at = items().iter().position(|other| other == item).unwrap();
    format!("statement-{}", at + 1)
}
