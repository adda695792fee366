//! What still waits, as a task list for a forge or a wiki. Every text in it is escaped.

use jiff::civil::Date;

use crate::document::markdown::escape::{block, inline};
use crate::domain::action::Waiting;
use crate::wording::actions;

/// As Markdown: a task an action.
pub fn markdown(all: &[Waiting], today: Date) -> String {
    let mut page = format!("{}\n", block(&actions::waiting(all, today)));
    if !all.is_empty() {
        page.push('\n');
    }
    for one in all {
        page.push_str(&task(one, today));
    }
    page
}

fn task(one: &Waiting, today: Date) -> String {
    let standing = inline(actions::standing(&one.action, today));
    let (whose, origin) = (inline(&actions::whose(&one.action)), inline(&actions::origin(one)));
    format!("- [ ] {}\n  **{standing}**: {whose}\n  ({origin})\n", block(one.action.step()))
}
