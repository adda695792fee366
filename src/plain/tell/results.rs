//! The chart as sentences, the page of a cause, what to do.

use jiff::Zoned;

use super::block::line;
use super::{Line, asking};
use crate::app::pages::{self, Block};
use crate::app::screens::results::{Results, View};
use crate::domain::analysis::Analysis;
use crate::wording;

pub(super) fn results(results: &Results, now: &Zoned) -> Vec<Line> {
    let analysis = results.assessment.analysis();
    match results.view {
        View::Chart => chart(results, analysis),
        View::Cause(_) => cause(results, analysis),
        View::Advice(_) => {
            let mut lines = vec![Line::new(format!("{}.", wording::WHAT_TO_DO))];
            lines.extend(blocks(&pages::advice(results, now)));
            lines
        }
        View::Changing { asked, .. } => asking::item(&results.assessment, asked),
    }
}

fn chart(results: &Results, analysis: &Analysis) -> Vec<Line> {
    let label = &analysis.head().label;
    let about = if label.is_empty() { String::new() } else { format!("{label}: ") };
    let mut lines = vec![
        Line::new(format!("{about}{}.", wording::heading(analysis))),
        Line::once(wording::legend(analysis.questionnaire())),
    ];
    lines.extend((1..).zip(results.causes()).map(|(at, result)| Line::new(wording::row(analysis, at, &result))));
    lines.push(Line::new(wording::summary(analysis)));
    lines.extend(wording::same_answers(analysis).map(Line::new));
    lines
}

fn cause(results: &Results, analysis: &Analysis) -> Vec<Line> {
    let Some(result) = results.chosen() else { return Vec::new() };
    let mut lines = vec![Line::new(wording::row(analysis, results.row + 1, &result))];
    lines.extend(blocks(&pages::cause(analysis, &result)));
    lines
}

fn blocks(page: &[Block]) -> Vec<Line> {
    page.iter().map(line).collect()
}
