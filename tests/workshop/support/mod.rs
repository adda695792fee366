//! A session as the tests run it, and phones that take part in it.

mod apart;
mod chance;
mod child;
mod keeper;
mod phone;
mod session;

pub use apart::Apart;
pub use chance::Chance;
pub use child::{HostProcess, run as host_until_told};
pub use keeper::File;
pub use phone::{Phone, answer, some_of};
pub use session::{CODE, LINK, Live, at_once, random};

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
