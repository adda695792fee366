//! What the longer screens say, as blocks: drawn by `ui`, told by `plain`. The page of one cause, of one person and of
//! several, stands here.

pub use super::help::{ARROWS, Hint, PALETTE, footer, help, holds};
pub use super::modal::over;
pub use super::screens::answering::{Review, review};
pub use super::screens::home_rows::{answered, copy, delete, label, named, standing};
pub use super::screens::join_form::join_form;
pub use super::screens::plan_rows::{
    advice, around, both_sides, common_ground, differently, from_where, headline, of_open_step, written,
};
pub(crate) use super::screens::room;
pub use super::screens::welcome::{discard, forms, keeping, resumable, welcome};

use tui_input::Input;

use crate::domain::action::Action;
use crate::domain::analysis::{Analysis, CauseResult, EveryoneAnalysis, EveryoneCause};
use crate::domain::everyone::{Spread, Total};
use crate::domain::questionnaire::{Cause, Item, Questionnaire};
use crate::domain::response::Answer;
use crate::domain::severity::{Band, ItemCounts, Severity, position};
use crate::wording;
use crate::wording::actions::TAKEN_ON;
use crate::wording::over_time::RunsRow;
use crate::wording::room::Share;
use crate::wording::trend::TrendRow;
use crate::wording::{Part, figures as words, guess, participant, plan, several};

/// One block of a page.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A line that opens the page or a part of it.
    Title(String),
    Text(String),
    /// A paragraph that may be passed over.
    Quiet(String),
    /// A paragraph that needs attention.
    Warning(String),
    /// A text with whose voice it is, or a word with what it means.
    Entry {
        /// What stands before it; empty where the block before goes on.
        label: String,
        /// What stands under the label.
        note: Option<&'static str>,
        text: String,
    },
    Figure {
        name: String,
        /// The severity with the name of its band, or why there is none.
        severity: Result<(Severity, String), &'static str>,
    },
    /// How far the people of each side are.
    Sides(Vec<SideProgress>),
    /// How many people fall into each band, lowest first, with what the bands are called.
    Bands([usize; 4], [String; 4]),
    Distribution {
        statement: String,
        labels: Vec<String>,
        counts: ItemCounts,
    },
    /// Each cause with a mark a person on one track, and how far they are apart.
    Tracks {
        /// Who they are, in the order of their marks.
        signs: Vec<String>,
        rows: Vec<Track>,
    },
    /// The causes of records of one name over time.
    Runs {
        heads: Vec<String>,
        rows: Vec<RunsRow>,
    },
    /// What each of a few people answered to an item.
    SignedAnswers {
        statement: String,
        points: usize,
        rows: Vec<SignedAnswer>,
    },
    /// Causes that were asked in two rounds, with both figures on one track.
    Rounds(Vec<RoundRow>),
    Answer {
        /// The value, or `x`.
        value: String,
        word: String,
        /// Whether it is turned for scoring.
        turned: bool,
        statement: String,
    },
}

/// One cause in two rounds.
#[derive(Debug, Clone, PartialEq)]
pub struct RoundRow {
    pub row: TrendRow,
    pub figures: Vec<Option<Severity>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SideProgress {
    pub name: String,
    pub people: String,
    pub joined: usize,
    /// About how much they have answered, where that is told.
    pub share: Option<Share>,
    pub finished: usize,
}

impl SideProgress {
    /// `Sales: 9 people, half answered, 4 done`
    pub fn in_words(&self) -> String {
        let share = self.share.map(|share| format!(", {}", share.words())).unwrap_or_default();
        format!("{}: {}{share}, {}", self.name, self.people, self.done())
    }

    pub fn done(&self) -> String {
        format!("{} done", self.finished)
    }
}

/// One cause as a few people see it.
#[derive(Debug, Clone, PartialEq)]
pub struct Track {
    pub name: String,
    pub figures: Vec<Option<Severity>>,
    /// The most severe less the least, in whole points, where all have a figure.
    pub apart: Option<i64>,
}

/// One person's answer to an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedAnswer {
    pub sign: String,
    /// Its place on the scale, from 0; none apart from the scale.
    pub place: Option<usize>,
    pub word: String,
}

/// A word with what it means, or a label with its text.
pub fn entry(label: impl Into<String>, text: impl Into<String>) -> Block {
    Block::Entry { label: label.into(), note: None, text: text.into() }
}

#[derive(Debug, Clone)]
pub struct Question<'a> {
    pub text: String,
    pub help: String,
    /// The options to choose from; none where a text is typed.
    pub options: Vec<String>,
    pub chosen: Option<usize>,
    pub field: Option<&'a Input>,
}

/// The passages of a cause that belong to some parts, as blocks.
pub(super) fn passages<'a>(
    questionnaire: &'a Questionnaire,
    cause: &'a Cause,
    wanted: impl Fn(Part) -> bool + 'a,
) -> impl Iterator<Item = Block> + 'a {
    wording::passages(questionnaire, cause).into_iter().filter(move |one| wanted(one.part)).map(|one| passage(&one))
}

/// The same, in a list.
pub fn passages_of(questionnaire: &Questionnaire, cause: &Cause, wanted: impl Fn(Part) -> bool) -> Vec<Block> {
    passages(questionnaire, cause, wanted).collect()
}

/// A passage as a block; the heading stands in quotation marks.
pub(super) fn passage(passage: &wording::Passage<'_>) -> Block {
    let text = match passage.part {
        Part::Heading => format!("“{}”", passage.text),
        _ => passage.text.to_owned(),
    };
    match passage.note {
        Some(note) => Block::Entry { label: passage.label.clone().into_owned(), note: Some(note), text },
        None => entry(passage.label.clone(), text),
    }
}

/// What the page of a cause says under its heading: the first step, the person's own answers and the sum, the article,
/// and the questions.
pub fn cause(analysis: &Analysis, result: &CauseResult<'_>) -> Vec<Block> {
    let voiced = |wanted: fn(Part) -> bool| passages(analysis.questionnaire(), result.cause, wanted);
    let mut page: Vec<Block> = to_do(analysis.questionnaire(), result.cause, analysis.actions()).collect();
    page.push(Block::Title(wording::why(result)));
    page.extend(result.cause.items.iter().map(|item| own_answer(analysis, item)));
    page.push(match wording::workings(analysis, result) {
        Some(sum) => Block::Quiet(sum),
        None => Block::Quiet(wording::no_figure(*result.figures)),
    });
    page.extend(voiced(|part| !matches!(part, Part::FirstStep | Part::Prompt)));
    page.extend(voiced(|part| part == Part::Prompt));
    page
}

/// The first step that is suggested for a cause, and those that were taken on.
fn to_do<'a>(
    questionnaire: &Questionnaire,
    cause: &'a Cause,
    actions: &'a [Action],
) -> impl Iterator<Item = Block> + use<'a> {
    let title = Block::Title(wording::voices(questionnaire).first_step.to_owned());
    let taken_on = plan::taken_on_for(actions, &cause.id).map(|step| entry(TAKEN_ON, step));
    [title, Block::Text(cause.first_step.clone())].into_iter().chain(taken_on)
}

/// The person's answers to a cause, those that count most towards its figure first.
pub fn strongest<'a>(analysis: &Analysis, result: &CauseResult<'a>) -> Vec<(&'a Item, Answer)> {
    let mut given: Vec<(&Item, Answer)> =
        result.cause.items.iter().filter_map(|item| Some((item, analysis.answer(item)?))).collect();
    given.sort_by(|(one, first), (other, second)| points(other, *second).total_cmp(&points(one, *first)));
    given
}

/// What an answer adds to the figure of its cause, before the mean is taken; nothing where it does not apply.
fn points(item: &Item, answer: Answer) -> f64 {
    match answer {
        Answer::Value(value) => item.weight * position(item, value),
        Answer::DoesNotApply => -1.0,
    }
}

fn own_answer(analysis: &Analysis, item: &Item) -> Block {
    let answer = analysis.answer(item);
    let value = match answer {
        None => "–".to_owned(),
        Some(Answer::DoesNotApply) => "x".to_owned(),
        Some(Answer::Value(value)) => value.to_string(),
    };
    let word = answer.map_or("not answered", |answer| item.scale.words(answer)).to_owned();
    Block::Answer { value, word, turned: item.reverse, statement: item.text.clone() }
}

/// What the page of a cause says under its heading: the figures, the first step, the answers, the article, and the
/// questions. Of what the sides see differently they are to talk first, so that the questions stand above.
pub fn everyone_cause(several: &EveryoneAnalysis, result: &EveryoneCause<'_>, answers: Vec<Block>) -> Vec<Block> {
    let voiced = |wanted: fn(Part) -> bool| passages(several.questionnaire(), result.cause, wanted);
    let prompts: Vec<Block> = voiced(|part| part == Part::Prompt).collect();
    let talk = several::talk_before(several, result);
    let (first, last) = if talk.is_some() { (prompts, Vec::new()) } else { (Vec::new(), prompts) };
    let mut page = figures(several, result);
    page.extend(talk.map(Block::Text));
    page.extend(first);
    page.extend(to_do(several.questionnaire(), result.cause, several.actions()));
    page.extend(answers);
    page.extend(voiced(|part| !matches!(part, Part::FirstStep | Part::Prompt)));
    page.extend(last);
    page
}

/// How everyone answered each statement of a cause, where that is shown; never by side.
pub fn how_everyone_answered(result: &EveryoneCause<'_>) -> Vec<Block> {
    result.figures.spread().map(|spread| distributions(result.cause, spread)).unwrap_or_default()
}

/// The average, how people spread, the gap, what the sides expected of each other, and what is withheld.
pub(super) fn figures(several: &EveryoneAnalysis, result: &EveryoneCause<'_>) -> Vec<Block> {
    let mut page = Vec::new();
    match &result.figures.total {
        Ok(total) => page.extend(average(several, total)),
        Err(hidden) => page.push(Block::Text(wording::sentence(&several::hidden(*hidden)))),
    }
    page.extend(gap(several, result));
    page.extend(guess::of_cause(several, result).into_iter().map(Block::Text));
    page.extend(several::withheld(result.figures.withheld).map(Block::Quiet));
    page.extend(result.figures.many_lack.then(|| Block::Quiet(several::MANY_LACK.to_owned())));
    page
}

fn average(several: &EveryoneAnalysis, total: &Total) -> Vec<Block> {
    let mut blocks = vec![Block::Text(several::average(&total.average))];
    if let Some(spread) = &total.spread {
        let names = &several.questionnaire().head().bands;
        let band_names = || Band::ALL.map(|band| names.of(band).to_owned());
        blocks.extend(spread.bands.map(|bands| Block::Bands(bands, band_names())));
        blocks.extend(words::raised_and_close(several, spread).map(Block::Text));
    }
    blocks
}

fn gap(several: &EveryoneAnalysis, result: &EveryoneCause<'_>) -> Vec<Block> {
    match &result.figures.gap {
        Some(gap) => {
            let pairs = words::pairs(gap, several).map(Block::Quiet);
            [Block::Text(words::gap(gap, several))].into_iter().chain(pairs).collect()
        }
        None => vec![Block::Quiet(several::no_gap(several, result.figures))],
    }
}

pub(super) fn distributions(cause: &Cause, spread: &Spread) -> Vec<Block> {
    let mut blocks = vec![Block::Title(participant::EVERYONE.to_owned())];
    blocks.extend(cause.items.iter().zip(&spread.items).map(|(item, counts)| Block::Distribution {
        statement: item.text.clone(),
        labels: item.scale.points.iter().map(|point| point.label.clone()).collect(),
        counts: counts.clone(),
    }));
    blocks
}
