//! Pages, results and plans in lines: a block, a chart as sentences, the page of a cause, what to do, each row with its
//! number.

use jiff::Zoned;

use crate::app::pages::{self, Block, RoundRow, SideProgress, Track};
use crate::app::screens::everyone::{self, Everyone};
use crate::app::screens::plan::Plan;
use crate::app::screens::plan_rows::{Row, Why};
use crate::app::screens::results::{self, Results};
use crate::app::screens::steps::Steps;
use crate::domain::action::Action;
use crate::domain::analysis::{Analysis, EveryoneAnalysis, EveryoneCause};
use crate::domain::severity::Severity;
use crate::wording::over_time::{RunsRow, STEP, WHOLE};
use crate::wording::trend::{HEADS, TrendRow};
use crate::wording::{self, Part, actions, figures, guess, lines as words, plan, sentence, several};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub text: String,
    /// Whether to say it the first time only.
    pub once: bool,
}

impl Line {
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), once: false }
    }

    pub fn once(text: impl Into<String>) -> Self {
        Self { text: text.into(), once: true }
    }
}

pub fn numbered(options: impl Iterator<Item = String>) -> Vec<Line> {
    (1..).zip(options).map(|(number, option)| Line::new(format!("{number}. {option}."))).collect()
}

pub fn results(results: &Results) -> Vec<Line> {
    let analysis = results.assessment.analysis();
    match results.view {
        results::View::Chart => chart(results, analysis),
        results::View::Cause(_) => cause(results, analysis),
        results::View::Changing { .. } => Vec::new(),
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
    lines.extend(pages::cause(analysis, &result).iter().map(line));
    lines
}

pub fn everyone(everyone: &Everyone) -> Vec<Line> {
    let analysis = &everyone.analysis;
    match (everyone.view, everyone.chosen()) {
        (everyone::View::Cause(_), Some(result)) => {
            let page = pages::everyone_cause(analysis, &result, pages::how_everyone_answered(&result));
            [Line::new(format!("{}.", result.cause.name))].into_iter().chain(page.iter().map(line)).collect()
        }
        _ => everyone_chart(everyone),
    }
}

fn everyone_chart(everyone: &Everyone) -> Vec<Line> {
    let analysis = &everyone.analysis;
    let mut lines = vec![Line::new(format!("{}.", several::round(analysis)))];
    if analysis.has_too_few() {
        // Said once, instead of beside every cause.
        lines.push(Line::new(several::summary(analysis)));
        return lines;
    }
    lines.push(Line::new(sentence(&format!("causes {}", several::order(everyone.order, analysis.questionnaire())))));
    lines.extend(numbered(everyone.causes().iter().map(|result| cause_row(analysis, result))));
    lines.extend(figures::gap_notes(analysis).into_iter().map(Line::new));
    lines.extend(guess::all(analysis).into_iter().map(Line::new));
    lines.extend(several::talk_first(analysis).map(Line::new));
    lines.extend(several::common_ground(analysis).into_iter().map(Line::new));
    lines
}

/// A cause with its average and its gap; numbered rows get their full stop later.
fn cause_row(analysis: &EveryoneAnalysis, result: &EveryoneCause<'_>) -> String {
    let figures = result.figures;
    let average = match &figures.total {
        Ok(total) => several::average(&total.average),
        Err(why) => sentence(&several::hidden(*why)),
    };
    let between = figures.gap.as_ref().map(|found| figures::gap(found, analysis)).unwrap_or_default();
    let withheld = several::withheld(figures.withheld).unwrap_or_default();
    let text = [average, between, withheld].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ");
    format!("{}: {}", result.cause.name, text.trim_end_matches('.'))
}

fn round(round: &RoundRow) -> String {
    table_row(&HEADS.map(str::to_owned), &round.row)
}

/// How far a side is.
fn side(side: &SideProgress) -> String {
    format!("{}.", side.in_words())
}

/// A page; each row of a table is a line of its own.
pub fn page(blocks: &[Block]) -> Vec<Line> {
    let lines = |block: &Block| match block {
        Block::Rounds(rows) => rows.iter().map(|row| Line::new(round(row))).collect(),
        Block::Tracks { signs, rows } => rows.iter().map(|row| Line::new(track(signs, row))).collect(),
        Block::Sides(rows) => rows.iter().map(|row| Line::new(side(row))).collect(),
        Block::Runs { heads, rows } => rows.iter().map(|row| Line::new(runs_row(heads, row))).collect(),
        block => vec![line(block)],
    };
    blocks.iter().flat_map(lines).collect()
}

pub fn line(block: &Block) -> Line {
    Line::new(match block {
        Block::Title(text) | Block::Text(text) | Block::Quiet(text) | Block::Warning(text) => text.clone(),
        Block::Entry { label, text, .. } if label.is_empty() => text.clone(),
        Block::Entry { label, note: None, text } => format!("{label}: {text}"),
        Block::Entry { label, note: Some(note), text } => format!("{label}, {note}: {text}"),
        Block::Figure { name, severity: Ok((severity, band)) } => {
            format!("{name}: {} of 100, {band}.", severity.shown())
        }
        Block::Figure { name, severity: Err(why) } => format!("{name}: {}, {why}.", plan::NO_FIGURE),
        Block::Bands(counts, names) => words::bands(&several::bands(*counts, names)),
        Block::Distribution { statement, labels, counts } => {
            format!("{statement} {}.", several::item_counts(labels, counts))
        }
        Block::Rounds(rows) => rows.iter().map(round).collect::<Vec<_>>().join(" "),
        Block::Tracks { signs, rows } => rows.iter().map(|row| track(signs, row)).collect::<Vec<_>>().join(" "),
        Block::Sides(rows) => rows.iter().map(side).collect::<Vec<_>>().join(" "),
        Block::Runs { heads, rows } => rows.iter().map(|row| runs_row(heads, row)).collect::<Vec<_>>().join(" "),
        Block::SignedAnswers { statement, rows, .. } => {
            let answers: Vec<String> = rows.iter().map(|row| format!("{}: {}", row.sign, row.word)).collect();
            format!("{statement} {}.", answers.join("; "))
        }
        Block::Answer { value, word, turned, statement } => {
            // Only a value of the scale is ever turned.
            let is_value = value.ends_with(|c: char| c.is_ascii_digit());
            let turned = if *turned && is_value { words::TURNED } else { "" };
            format!("{word}{turned}: {statement}")
        }
    })
}

/// Whose figure it is, and the figure.
fn figure((name, figure): (&String, &Option<Severity>)) -> String {
    figure.map_or_else(|| format!("{name} {}", plan::NO_FIGURE), |severity| format!("{name} {}", severity.shown()))
}

/// A cause as each sees it: `Lead mismatch: Sales, EMEA 94; Marketing, EMEA 31; 63 apart.`
fn track(signs: &[String], row: &Track) -> String {
    let figures: Vec<String> = signs.iter().zip(&row.figures).map(figure).collect();
    let apart = row.apart.map_or_else(String::new, |apart| format!("; {apart} apart"));
    format!("{}: {}{apart}.", row.name, figures.join("; "))
}

/// A cause over time: `Lead mismatch: Feb 88, May 75; first to last −13.`
fn runs_row(heads: &[String], row: &RunsRow) -> String {
    let figures: Vec<String> = heads.iter().zip(&row.cells).map(figure).collect();
    let step = row.step.as_ref().map_or_else(String::new, |step| format!("; {STEP} {}", step.text()));
    format!("{}: {}; {WHOLE} {}{step}.", row.name, figures.join(", "), row.whole.text())
}

/// One row of a table as a sentence: `Lead mismatch: 3 Mar 2026 66, 5 Jun 2026 41; −25, lower.`
fn table_row(heads: &[String], row: &TrendRow) -> String {
    let figures: Vec<String> = heads.iter().zip(&row.cells).map(|(head, cell)| format!("{head} {cell}")).collect();
    let change = if row.change.is_empty() { String::new() } else { format!("; {}", row.change) };
    format!("{}: {}{change}.", row.name, figures.join(", "))
}

pub fn plan_lines(plan: &Plan, now: &Zoned) -> Vec<Line> {
    let steps = plan.source.steps();
    let mut lines =
        vec![Line::new(pages::headline(&plan.source, now)), Line::new(format!("{}.", plan::progress(steps)))];
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
                lines.extend(planned_cause(plan, number, (place, why, offered)));
            }
            Row::Ground => {
                let ground = pages::common_ground(&plan.source);
                lines.push(Line::new(format!("{number}. {}.", several::COMMON_GROUND)));
                lines.extend(ground.iter().skip(1).map(line));
            }
            Row::Note => {
                let note = pages::written(&plan.source)
                    .map_or(plan::NO_NOTE.to_owned(), |note| format!("{}: {note}", plan::NOTE));
                lines.push(Line::new(format!("{number}. {} {note}", plan.source.closing())));
            }
            Row::Mind => {
                lines.extend(plan::room(steps).map(|room| Line::new(sentence(room))));
                let nudge = plan.source.questionnaire().and_then(|asked| plan::one_sided(steps, asked));
                lines.extend(nudge.map(Line::new));
                lines.push(Line::new(format!("{number}. {}.", wording::BEFORE_ACTING)));
            }
        }
    }
    lines.extend(pages::around(&plan.source, now).iter().map(line));
    lines
}

/// A step with its cause: `To do: Mark ten leads. Kim, by 15 December 2026; in 17 days. Lead mismatch.`
fn step(action: &Action, about: &str, now: &Zoned) -> String {
    let reads = actions::reads(action);
    let stands = if action.is_open() { plan::TO_DO } else { plan::NOT_TO_DO };
    format!(
        "{stands}: {}. {}; {}. {about}.",
        reads.trim_end_matches('.'),
        actions::whose(action),
        actions::stands(action, now)
    )
}

fn planned_cause(plan: &Plan, number: usize, (place, why, offered): (usize, Why, bool)) -> Vec<Line> {
    let Some((questionnaire, cause)) = plan.source.questionnaire().zip(plan.source.cause(place)) else {
        return Vec::new();
    };
    let names = &questionnaire.head().bands;
    let figure = match plan.source.severity(place) {
        Some(severity) => format!("{} of 100, {}", severity.shown(), names.of(severity.band())),
        None => plan::NO_FIGURE.to_owned(),
    };
    let reason = match why {
        Why::Talk => format!("; {}", sentence(several::TALK_FIRST).trim_end_matches('.').to_lowercase()),
        Why::Raised => words::NO_STEP.to_owned(),
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
    lines.extend(pages::passages_of(questionnaire, cause, shown).iter().map(line));
    lines
}

pub fn step_lines(steps: &Steps, now: &Zoned) -> Vec<Line> {
    let mut lines = vec![Line::new(steps.summary(now))];
    lines.extend(steps.unread().map(Line::new));
    let rows = steps.rows.as_deref().unwrap_or_default();
    let numbered = (1..).zip(rows).map(|(number, row): (usize, _)| {
        Line::new(format!("{number}. {}", step(&row.open.action, &pages::from_where(row), now)))
    });
    lines.extend(numbered);
    lines
}
