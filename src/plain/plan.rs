//! The plan in lines: each row with its number, then what to mind.

use jiff::Zoned;

use super::lines::{Line, line};
use crate::app::pages;
use crate::app::screens::plan::{Plan, Row, Why};
use crate::app::screens::steps::Steps;
use crate::domain::action::Action;
use crate::wording;
use crate::wording::{Part, actions, plan as told, several};

pub fn plan(plan: &Plan, now: &Zoned) -> Vec<Line> {
    let steps = plan.source.steps();
    let mut lines = vec![Line::new(pages::headline(plan, now)), Line::new(format!("{}.", told::progress(steps)))];
    let mut offers = plan.offered();
    for (number, row) in (1..).zip(plan.rows()) {
        match row {
            Row::Step(place) => lines.extend(steps.get(place).map(|action| {
                let name = plan.source.questionnaire().map_or("", |asked| asked.cause_name(action.cause()));
                Line::new(format!("{number}. {}", step(action, name, now)))
            })),
            Row::Cause(place, why) => {
                let offered = offers > 0 && why == Why::Raised;
                offers -= usize::from(offered);
                lines.extend(cause(plan, number, (place, why, offered)));
            }
            Row::Ground => {
                let ground = pages::common_ground(&plan.source);
                lines.push(Line::new(format!("{number}. {}.", several::COMMON_GROUND)));
                lines.extend(ground.iter().skip(1).map(line));
            }
            Row::Note => {
                let note =
                    pages::written(plan).map_or(told::NO_NOTE.to_owned(), |note| format!("{}: {note}", told::NOTE));
                lines.push(Line::new(format!("{number}. {} {note}", plan.source.closing())));
            }
            Row::Mind => {
                lines.extend(told::room(steps).map(|room| Line::new(wording::sentence(room))));
                let nudge = plan.source.questionnaire().and_then(|asked| told::one_sided(steps, asked));
                lines.extend(nudge.map(Line::new));
                lines.push(Line::new(format!("{number}. {}.", wording::BEFORE_ACTING)));
            }
        }
    }
    lines.extend(pages::around(plan, now).iter().map(line));
    lines
}

/// A step with its cause: `To do: Mark ten leads. Kim, by 15 December 2026; in 17 days. Lead mismatch.`
fn step(action: &Action, about: &str, now: &Zoned) -> String {
    let reads = actions::reads(action);
    let stands = if action.is_open() { told::TO_DO } else { told::NOT_TO_DO };
    format!(
        "{stands}: {}. {}; {}. {about}.",
        reads.trim_end_matches('.'),
        actions::whose(action),
        actions::stands(action, now)
    )
}

fn cause(plan: &Plan, number: usize, (place, why, offered): (usize, Why, bool)) -> Vec<Line> {
    let Some((questionnaire, cause)) = plan.source.questionnaire().zip(plan.source.cause(place)) else {
        return Vec::new();
    };
    let names = &questionnaire.head().bands;
    let figure = match plan.source.severity(place) {
        Some(severity) => format!("{} of 100, {}", severity.shown(), names.of(severity.band())),
        None => told::NO_FIGURE.to_owned(),
    };
    let reason = match why {
        Why::Talk => format!("; {}", wording::sentence(several::TALK_FIRST).trim_end_matches('.').to_lowercase()),
        Why::Raised => "; no step yet".to_owned(),
        Why::Question => String::new(),
    };
    let mut lines = vec![Line::new(format!("{number}. {}: {figure}{reason}.", cause.name))];
    let shown = |part: Part| match part {
        Part::Prompt => why != Why::Raised,
        Part::Remedy | Part::Care => why == Why::Raised,
        Part::FirstStep => offered,
        Part::Heading | Part::Situation | Part::Experience | Part::ExperienceNote => false,
    };
    lines.extend(pages::differently(&plan.source, place).iter().map(line));
    lines.extend(pages::told_of(questionnaire, cause, shown).iter().map(line));
    lines
}

/// The steps of all records.
pub fn steps(steps: &Steps, now: &Zoned) -> Vec<Line> {
    let mut lines = vec![Line::new(steps.summary(now))];
    lines.extend(steps.unread().map(Line::new));
    let rows = steps.rows.as_deref().unwrap_or_default();
    let numbered = (1..).zip(rows).map(|(number, row): (usize, _)| {
        Line::new(format!("{number}. {}", step(&row.waiting.action, &pages::from_where(row), now)))
    });
    lines.extend(numbered);
    lines
}
