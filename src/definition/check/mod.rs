//! What makes a file a good questionnaire: one function a rule, all of them in one pass.
//!
//! ```text
//! node, walk              the file beside its schema, every key and value:
//!   keys, kinds             which keys, which kind of value
//!   numbers, texts          limits of numbers and texts
//! ids, links, order       what is called what, and who names whom
//! scales, causes, head    answers, causes, sides and the like
//! guesses                 what is guessed of the other side
//! wordings                texts beside each other
//! self_test               the figures that would come out
//! near                    "did you mean"
//! ```

mod causes;
mod guesses;
mod head;
mod ids;
mod keys;
mod kinds;
mod links;
mod near;
mod node;
mod numbers;
mod order;
mod scales;
mod self_test;
mod texts;
mod walk;
mod wordings;

use toml::de::DeTable;

use super::diagnostic::Problem;
use super::raw;
use super::schema::generated;
use node::Node;
use walk::{Owner, Walk};

pub use near::nearest;
pub use texts::hidden;

pub(super) use head::foreign;
pub(super) use self_test::scores_amiss;

/// What was found in a file.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// What keeps it from being used.
    pub problems: Vec<Problem>,
    /// What its author may want to know.
    pub notes: Vec<Problem>,
}

type Rule = fn(&raw::Questionnaire, &mut Found);

/// Rules about things that are there.
const EACH: &[Rule] = &[
    ids::not_a_slug,
    ids::used_twice,
    head::language,
    wordings::statement_repeated,
    wordings::cause_repeated,
    wordings::label_repeated,
    wordings::name_repeated,
    wordings::prompt_repeated,
    wordings::too_wide,
    links::tension_with_itself,
    guesses::stem_names_no_side,
    order::repeats,
];

/// Rules about how things fit together. They are of use only where nothing got lost on the way.
const TOGETHER: &[Rule] = &[
    links::item_cause,
    links::item_scale,
    links::tension_causes,
    links::unused_scale,
    order::names_none,
    order::misses,
    scales::gaps,
    causes::without_items,
    causes::pulse_misses,
    causes::keyed_one_way,
    head::side_missing,
    guesses::nothing_to_guess,
    guesses::no_stem,
];

/// Checks the table of a file beside the schema and takes out what cannot be read; says whether all of it was there.
pub(super) fn shape(source: &str, whole: bool, table: &mut DeTable<'_>, found: &mut Found) -> bool {
    let schema = generated();
    let root = Node::root(&schema);
    let mut walk = Walk { source, whole, problems: Vec::new() };
    walk.table(root, &Owner { name: root.name(), at: 0..0 }, table);
    found.problems.append(&mut walk.problems);
    walk.whole
}

/// Checks what was typed.
pub(super) fn rules(raw: &raw::Questionnaire, whole: bool, found: &mut Found) {
    let together = if whole { TOGETHER } else { &[] };
    EACH.iter().chain(together).for_each(|rule| rule(raw, found));
}
