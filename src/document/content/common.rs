//! The parts that one person's report and several people's have alike.

use jiff::Zoned;

use super::parts::{ActionLine, Paragraph};
use crate::domain::action::{Action, ActionStatus};
use crate::domain::questionnaire::{Cause, Questionnaire};
use crate::wording::{self, Part};

/// The passages of a cause, those of one voice together.
pub fn paragraphs<'a>(questionnaire: &Questionnaire, cause: &'a Cause) -> Vec<Paragraph<'a>> {
    let mut told: Vec<Paragraph<'a>> = Vec::new();
    for passage in wording::passages(questionnaire, cause) {
        match told.last_mut() {
            Some(before) if passage.label.is_empty() => before.texts.push(passage.text),
            _ => told.push(Paragraph {
                part: part_id(passage.part),
                label: passage.label.clone(),
                note: passage.note.unwrap_or_default(),
                texts: vec![passage.text],
            }),
        }
    }
    told
}

/// The actions, each with the cause it is about.
pub fn actions<'a>(questionnaire: &'a Questionnaire, actions: &'a [Action], now: &Zoned) -> Vec<ActionLine<'a>> {
    let line = |action: &'a Action| ActionLine {
        cause: questionnaire.cause_name(action.cause()),
        step: action.step(),
        who: wording::actions::whose(action),
        became: wording::actions::became(action, now),
        done: matches!(action.state(), ActionStatus::Done(_)),
        dropped: matches!(action.state(), ActionStatus::Dropped(_)),
    };
    actions.iter().map(line).collect()
}

/// The hints of a cause's statements, each once.
pub fn hints(cause: &Cause) -> Vec<&str> {
    let mut hints = Vec::new();
    for hint in cause.items.iter().filter_map(|item| item.hint.as_deref()) {
        if !hints.contains(&hint) {
            hints.push(hint);
        }
    }
    hints
}

/// What programs call a part of a cause's page.
const fn part_id(part: Part) -> &'static str {
    match part {
        Part::Heading => "heading",
        Part::Situation => "situation",
        Part::Experience => "experience",
        Part::ExperienceNote => "experience-note",
        Part::Remedy => "remedy",
        Part::Care => "care",
        Part::FirstStep => "first-step",
        Part::Prompt => "prompt",
    }
}
