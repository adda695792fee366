//! A file of answers to fill in.

use std::fmt::Write;

use crate::domain::questionnaire::{Questionnaire, Scale};
use crate::domain::text::showable;

/// As TOML: every statement with its id, in the order of asking, and what its answers mean.
pub fn toml(questionnaire: &Questionnaire) -> String {
    let head = questionnaire.head();
    let sides: Vec<String> = head.sides.iter().map(|side| format!("{:?}", side.id.as_str())).collect();
    let mut text = String::new();
    let _ = write!(
        text,
        "# {}: answers to fill in, for 'undercurrent score FILE'.\n# What is left empty counts as skipped. For several \
         people: a file each, or a table (score --template csv).\n\n# Whose answers: {}\nside = \"\"\n# Which Sales and \
         which Marketing; may stay empty.\nlabel = \"\"\n\n[answers]\n",
        showable(&head.title),
        sides.join(" or ")
    );
    let mut scale: Option<&Scale> = None;
    for item in questionnaire.asked() {
        if scale.is_none_or(|before| before.id != item.scale.id) {
            text.push_str(&explained(&item.scale));
            scale = Some(&item.scale);
        }
        let _ = write!(text, "\n# {}\n{} = \"\"\n", showable(&item.text), item.id);
    }
    text
}

fn explained(scale: &Scale) -> String {
    let points: Vec<String> =
        scale.points.iter().map(|point| format!("{} {}", point.value, showable(&point.label))).collect();
    format!("\n# {}\n# {}; \"na\" {}\n", showable(&scale.stem), points.join(", "), showable(&scale.na))
}

/// As a table: the names of the columns, and one empty row for each person to come.
pub fn csv(questionnaire: &Questionnaire) -> String {
    let ids = questionnaire.asked().map(|item| item.id.as_str());
    ["side", "label"].into_iter().chain(ids).collect::<Vec<_>>().join(",") + "\n"
}
