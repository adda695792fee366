//! The results of several people as lines.

use super::block::line;
use super::{Line, numbered};
use crate::app::pages;
use crate::app::screens::everyone::{Everyone, View};
use crate::domain::analysis::{EveryoneAnalysis, EveryoneCause};
use crate::wording::{self, gap, several};

/// What is shown of the results.
pub(super) fn everyone(everyone: &Everyone) -> Vec<Line> {
    let analysis = &everyone.analysis;
    match (everyone.view, everyone.chosen()) {
        (View::Cause(_), Some(result)) => {
            let mut lines = vec![Line::new(format!("{}.", result.cause.name))];
            lines.extend(pages::everyone_cause(analysis, &result).iter().map(line));
            lines
        }
        (View::Advice(_), _) => pages::everyone_advice(analysis).iter().map(line).collect(),
        _ => chart(everyone),
    }
}

/// The chart in sentences, in the order chosen.
fn chart(everyone: &Everyone) -> Vec<Line> {
    let analysis = &everyone.analysis;
    let mut lines = vec![Line::new(format!("{}.", several::round(analysis)))];
    if analysis.has_too_few() {
        // Said once, instead of beside every cause.
        lines.push(Line::new(several::summary(analysis)));
        return lines;
    }
    lines.push(Line::new(wording::sentence(&format!(
        "causes {}",
        several::order(everyone.order, analysis.questionnaire())
    ))));
    lines.extend(numbered(everyone.causes().iter().map(|result| row(analysis, result))));
    lines.extend(gap::notes(analysis).into_iter().map(Line::new));
    lines.extend(several::talk_first(analysis).map(Line::new));
    lines.extend(several::common_ground(analysis).into_iter().map(Line::new));
    lines
}

/// A cause with its average and its gap; numbered rows get their full stop later.
fn row(analysis: &EveryoneAnalysis, result: &EveryoneCause<'_>) -> String {
    let name = &result.cause.name;
    let figures = result.figures;
    let average = match &figures.total {
        Ok(total) => several::average(&total.average),
        Err(why) => wording::sentence(&several::hidden(*why)),
    };
    let between = match &figures.gap {
        Some(found) => gap::gap(found, analysis),
        None => String::new(),
    };
    let withheld = several::withheld(figures.withheld).unwrap_or_default();
    let told = [average, between, withheld].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ");
    format!("{name}: {}", told.trim_end_matches('.'))
}
