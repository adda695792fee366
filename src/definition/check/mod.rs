//! What makes a file a good questionnaire: one function a rule, all of them in one pass.
//!
//! ```text
//! node, walk              the file beside its schema, every key and value:
//!   headers                 tables whose first line was repaired
//!   misplaced               keys of the questionnaire below the first table
//!   keys, kinds             which keys, which kind of value
//!   numbers, texts          limits of numbers and texts
//! ids, links, order       what is called what, and who names whom
//! scales, causes, head    answers, causes, sides and the like
//! guesses                 what is guessed of the other side
//! wordings                texts beside each other
//! lost                    what could not be read, so that it is not said to be missing
//! self_test               the figures that would come out
//! near                    "did you mean"
//! ```

mod causes;
mod guesses;
mod head;
mod headers;
mod ids;
mod keys;
mod kinds;
mod links;
mod lost;
mod misplaced;
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
pub(super) use headers::tables;
pub(super) use lost::Lost;

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
    self_test::scores_amiss,
];

/// Rules about how things fit together, each with what they need whole: they are of use only where nothing of it got
/// lost on the way. What has no value says so itself.
const TOGETHER: &[(Rule, &[&str])] = &[
    (links::item_cause, &["cause"]),
    (links::item_scale, &["scale"]),
    (links::tension_causes, &["cause"]),
    (links::unused_scale, &["item", "item.scale"]),
    (order::names_none, &["item"]),
    (order::misses, &["order"]),
    (scales::gaps, &["scale.points"]),
    (causes::without_items, &["item", "cause"]),
    (causes::pulse_misses, &["item", "cause", "item.pulse"]),
    (causes::keyed_one_way, &["item", "cause", "item.reverse"]),
    (head::side_missing, &["sides"]),
    (guesses::nothing_to_guess, &["cause", "cause.guess"]),
    (guesses::no_stem, &["guess_stem"]),
];

/// Checks the table of a file beside the schema and takes out what cannot be read; gives what got lost so far.
pub(super) fn shape(source: &str, lost: Lost, table: &mut DeTable<'_>, found: &mut Found) -> Lost {
    let schema = generated();
    let root = Node::root(&schema);
    found.problems.extend(headers::put_back(root, table));
    let first = misplaced::first_header(source, table);
    if let Some(first) = first {
        found.problems.extend(misplaced::moved_up(root, first, table));
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
