//! What still waits, over several records, in every form.

mod data;
mod markdown;
mod table;

use jiff::civil::Date;

use super::page::Page;
use crate::domain::action::Waiting;
use crate::wording::actions;

pub use data::{json, schema};
pub use markdown::markdown;
pub use table::csv;

/// As text that fits 80 columns: a paragraph an action.
pub fn text(all: &[Waiting], today: Date) -> String {
    let mut page = Page::default();
    page.say(&actions::waiting(all, today));
    for one in all {
        page.gap();
        page.say(one.action.step());
        let standing = actions::standing(&one.action, today);
        page.under(&format!("{standing}: {}", actions::whose(&one.action)));
        page.under(&actions::origin(one));
    }
    page.finish()
}
