//! What lies over a screen: help, and the questions before leaving.

use super::{LOUD, State, begun};
use crate::answers::{built_in, finished};
use crate::sitting::{Sitting, setup};

pub fn over() -> Vec<State> {
    let asking = || begun(&built_in());
    let unsaved = || asking().press("3").not_saved("there is no space left on the disk");
    let results = |script| Sitting::at_results(finished(&built_in(), &LOUD)).press(script);
    vec![
        ("help_at_the_start", Sitting::welcomed(setup(&built_in()), vec![]).press("?")),
        ("help_while_asking", asking().press("3").saved().press("?")),
        ("help_scrolled", asking().press("? PgDn")),
        ("help_on_the_list", asking().press("/ ?")),
        ("help_on_the_chart", results("?")),
        ("help_on_a_cause", results("Enter ?")),
        ("leaving_unsaved", unsaved().press("q")),
        ("leaving_while_saving", asking().press("3 q")),
        ("elsewhere", unsaved().press("s")),
        ("elsewhere_typed", unsaved().press("s text:/media/stick/emea.toml")),
        ("elsewhere_without_a_name", unsaved().press("s Enter")),
        ("elsewhere_on_the_way", unsaved().press("s text:/media/stick/emea.toml Enter")),
    ]
}
