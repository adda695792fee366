//! Rules about what stands above the causes.

use toml::de::DeTable;

use super::Found;
use crate::definition::diagnostic::{Problem, quoted};
use crate::definition::meant::SCHEMA;
use crate::definition::raw::Questionnaire;
use crate::domain::questionnaire::{MARKETING, SALES};

/// A file in another version of the format, of which nothing else can be said.
pub fn foreign(table: &DeTable<'_>) -> Option<Problem> {
    let schema = table.get("schema")?;
    let typed = schema.get_ref().as_integer()?.as_str();
    if typed.parse() == Ok(SCHEMA) {
        return None;
    }
    let what = format!("the file is written in version {} of the format", quoted(typed));
    let help = format!("this program reads version {SCHEMA}: write schema = {SCHEMA}, or use a newer Undercurrent");
    Some(Problem::new(schema.span(), what).help(help))
}

/// A questionnaire that Sales or Marketing cannot answer.
pub fn side_missing(raw: &Questionnaire, found: &mut Found) {
    let Some(sides) = super::links::known(raw.sides.iter().map(|side| &side.id)) else { return };
    let Some(first) = raw.sides.first().and_then(|side| side.id.placed()) else { return };
    for side in [SALES, MARKETING].into_iter().filter(|side| !sides.contains(side)) {
        let problem = Problem::new(first.span(), format!("the side '{side}' is missing"));
        found.problems.push(problem.help(format!("add {{ id = \"{side}\", name = \"...\" }} to 'sides'")));
    }
}

/// A language that is no language tag.
pub fn language(raw: &Questionnaire, found: &mut Found) {
    let Some(language) = raw.language.placed() else { return };
    if !language.get().trim().is_empty() && !is_tag(language.get()) {
        let problem = Problem::new(language.span(), format!("{} is no language tag", quoted(language.get())));
        found.problems.push(problem.help("write a tag such as \"en\", \"de\" or \"pt-BR\""));
    }
}

/// Whether a text has the form of a language tag (BCP 47): a language, then parts of one to eight letters or digits.
fn is_tag(text: &str) -> bool {
    let mut parts = text.split('-');
    let language = |part: &str| (2..=3).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphabetic());
    let further = |part: &str| (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric());
    parts.next().is_some_and(language) && parts.all(further)
}
