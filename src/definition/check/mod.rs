//! What makes a file a good questionnaire: one function a rule, all of them in one pass.
//!
//! ```text
//! node, walk     the file beside its schema, every key and value; limits of numbers and kinds of value
//! tables         tables and keys that do not stand where they were meant to, and what got lost
//! rules          what is called what, who names whom, what has to be there, the figures that would come out
//! texts          each text, texts beside each other, and "did you mean"
//! ```

mod node;
mod rules;
mod tables;
mod texts;
mod walk;

use toml::de::DeTable;

use super::diagnostic::Problem;
use super::raw::{self, generated};
use node::Node;
use walk::{Owner, Walk};

pub use texts::{hidden, nearest};

pub(super) use rules::foreign;
pub(super) use tables::{Lost, tables};

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
    rules::not_a_slug,
    rules::used_twice,
    rules::language,
    texts::statement_repeated,
    texts::cause_repeated,
    texts::label_repeated,
    texts::name_repeated,
    texts::prompt_repeated,
    texts::too_wide,
    rules::tension_with_itself,
    rules::stem_names_no_side,
    rules::repeats,
    rules::scores_amiss,
];

/// Rules about how things fit together, each with what they need whole: they are of use only where nothing of it got
/// lost on the way. What has no value says so itself.
const TOGETHER: &[(Rule, &[&str])] = &[
    (rules::item_cause, &["cause"]),
    (rules::item_scale, &["scale"]),
    (rules::tension_causes, &["cause"]),
    (rules::unused_scale, &["item", "item.scale"]),
    (rules::names_none, &["item"]),
    (rules::misses, &["order"]),
    (rules::gaps, &["scale.points"]),
    (rules::without_items, &["item", "cause"]),
    (rules::pulse_misses, &["item", "cause", "item.pulse"]),
    (rules::keyed_one_way, &["item", "cause", "item.reverse"]),
    (rules::side_missing, &["sides"]),
    (rules::nothing_to_guess, &["cause", "cause.guess"]),
    (rules::no_stem, &["guess_stem"]),
];

/// Checks the table of a file beside the schema and takes out what cannot be read; gives what got lost so far.
pub(super) fn shape(source: &str, lost: Lost, table: &mut DeTable<'_>, found: &mut Found) -> Lost {
    let schema = generated();
    let root = Node::root(&schema);
    found.problems.extend(tables::put_back(root, table));
    let first = tables::first_header(source, table);
    if let Some(first) = first {
        found.problems.extend(tables::moved_up(root, first, table));
    }
    let mut walk = Walk { source, lost, first, problems: Vec::new() };
    walk.table(root, &Owner { key: String::new(), name: root.name(), at: 0..0 }, table);
    found.problems.append(&mut walk.problems);
    walk.lost
}

/// Checks what was typed.
pub(super) fn rules(raw: &raw::Questionnaire, lost: &Lost, found: &mut Found) {
    let together = TOGETHER.iter().filter(|(_, needs)| needs.iter().all(|name| lost.spares(name)));
    EACH.iter().chain(together.map(|(rule, _)| rule)).for_each(|rule| rule(raw, found));
}
