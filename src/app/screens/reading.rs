//! One page to read, and to write into a file: a few people's answers side by side, or records over time.

use std::cmp::Reverse;
use std::sync::Arc;

use jiff::Zoned;

use crate::app::keys::Action;
use crate::app::pages::{SignedAnswer, Track, entry};
use crate::app::screens::{Block, Ctx, KeyContext, Screen, ScreenState, Scroll, Transition, back};
use crate::domain::compare::{Comparison, Person};
use crate::domain::id::Token;
use crate::domain::questionnaire::{Cause, Item};
use crate::domain::response::Answer;
use crate::domain::runs::Runs;
use crate::domain::severity::{Severity, whole_difference};
use crate::request::Exported;
use crate::wording::{self, compare as words, guess, over_time, trend};

#[derive(Debug, Clone)]
pub struct Reading {
    of: Subject,
    scroll: Scroll,
    from: Box<Screen>,
}

#[derive(Debug, Clone)]
pub enum Subject {
    /// A few people's answers, side by side.
    People(Arc<Comparison>),
    Runs(Arc<Runs>),
}

impl Reading {
    pub(super) fn new(of: Subject, from: Screen) -> Self {
        Self { of, scroll: Scroll::default(), from: Box::new(from) }
    }
}

impl ScreenState for Reading {
    fn place(&self) -> KeyContext {
        KeyContext::Reading
    }

    fn update(&mut self, action: Action, _: &mut Ctx<'_>) -> Transition {
        if action == Action::Close {
            return back(&mut self.from);
        }
        self.scroll.act(action);
        Transition::stay()
    }

    fn exported(&self) -> Option<Exported> {
        Some(match &self.of {
            Subject::People(comparison) => Exported::People(Arc::clone(comparison)),
            Subject::Runs(runs) => Exported::Runs(Arc::clone(runs)),
        })
    }

    fn left(&self) -> Option<Token> {
        match &self.of {
            Subject::People(comparison) => comparison.people().first().map(|person| person.analysis.head().id),
            Subject::Runs(runs) => runs.columns.last().map(|column| column.head.id),
        }
    }

    fn title(&self) -> Option<String> {
        Some(match &self.of {
            Subject::People(comparison) => words::heading(comparison),
            Subject::Runs(runs) => over_time::heading(runs),
        })
    }

    fn label(&self) -> String {
        match &self.of {
            Subject::People(_) => String::new(),
            Subject::Runs(runs) => over_time::labels(runs),
        }
    }

    fn page(&self, now: &Zoned) -> Option<Vec<Block>> {
        Some(match &self.of {
            Subject::People(comparison) => people(comparison, now),
            Subject::Runs(of) => runs(of, now),
        })
    }

    fn scroll(&self) -> Option<Scroll> {
        Some(self.scroll)
    }

    fn scroll_mut(&mut self) -> Option<&mut Scroll> {
        Some(&mut self.scroll)
    }
}

/// What the page of a few people says: what they see most differently, every cause with a mark of each, the statements of the widest,
/// then those of all others.
fn people(comparison: &Comparison, now: &Zoned) -> Vec<Block> {
    let widest = comparison.widest();
    let mut page = vec![Block::Title(words::sentence(comparison, &widest))];
    page.push(Block::Tracks { signs: signs(comparison), rows: tracks(comparison) });
    let guesses = guess::of_people(comparison);
    page.extend((!guesses.is_empty()).then(|| Block::Title(guess::OF_PEOPLE.to_owned())));
    page.extend(guesses.into_iter().map(|(cause, text)| entry(cause.unwrap_or_default(), text)));
    for apart in &widest {
        page.push(Block::Title(format!("{}: {}", apart.cause.name, words::range(apart))));
        page.extend(apart.cause.items.iter().map(|item| answers(comparison, item)));
        page.extend(apart.cause.prompts.first().map(|prompt| entry(wording::PROMPTS, prompt.clone())));
    }
    let is_told = |cause: &Cause| widest.iter().any(|apart| apart.cause.id == cause.id);
    for cause in comparison.questionnaire().causes().iter().filter(|cause| !is_told(cause)) {
        page.push(Block::Title(cause.name.clone()));
        page.extend(cause.items.iter().map(|item| answers(comparison, item)));
    }
    page.push(Block::Title(words::WHO.to_owned()));
    page.extend(comparison.people().iter().map(|person| entry(person.sign.clone(), words::occasion(person, now))));
    page.push(Block::Title(wording::BEFORE_ACTING.to_owned()));
    page.push(Block::Text(comparison.questionnaire().head().closing.clone()));
    page.push(Block::Quiet(words::limits(comparison.questionnaire())));
    page
}

fn signs(comparison: &Comparison) -> Vec<String> {
    comparison.people().iter().map(|person| person.sign.clone()).collect()
}

/// The causes that are furthest apart first, then in the order of the questionnaire; what some have no figure for last.
fn tracks(comparison: &Comparison) -> Vec<Track> {
    let causes = comparison.questionnaire().causes().iter().enumerate();
    let mut rows: Vec<(Option<i64>, Track)> = causes
        .map(|(place, cause)| {
            let figures: Vec<Option<Severity>> = comparison.scores(place).map(|(_, score)| score.severity).collect();
            let (millionths, apart) = distance(&figures).unzip();
            (millionths, Track { name: cause.name.clone(), figures, apart })
        })
        .collect();
    rows.sort_by_key(|(millionths, _)| Reverse(*millionths));
    rows.into_iter().map(|(_, track)| track).collect()
}

/// How far figures are apart, in millionths and in whole points, where all are there.
fn distance(figures: &[Option<Severity>]) -> Option<(i64, i64)> {
    let all: Vec<Severity> = figures.iter().copied().collect::<Option<_>>()?;
    let least = all.iter().min_by_key(|one| one.millionths())?;
    let most = all.iter().max_by_key(|one| one.millionths())?;
    Some((most.millionths() - least.millionths(), whole_difference(most.points() - least.points())))
}

fn answers(comparison: &Comparison, item: &Item) -> Block {
    let rows = comparison.people().iter().map(|person| answer(person, item)).collect();
    Block::SignedAnswers { statement: item.text.clone(), points: item.scale.points.len(), rows }
}

fn answer(person: &Person, item: &Item) -> SignedAnswer {
    let place = match person.analysis.answer(item) {
        Some(Answer::Value(given)) => item.scale.points.iter().position(|point| point.value == given),
        Some(Answer::DoesNotApply) | None => None,
    };
    SignedAnswer { sign: person.sign.clone(), place, word: words::answer(person, item).to_owned() }
}

/// What the page of records over time says: what changed, the causes over the records, then a team's changes and what else is to be known.
fn runs(runs: &Runs, now: &Zoned) -> Vec<Block> {
    let table = over_time::table(runs, now);
    let mut page: Vec<Block> = over_time::moves(runs, now).map(Block::Title).into_iter().collect();
    page.push(Block::Runs { heads: over_time::months(runs, now), rows: over_time::runs_rows(runs) });
    if !table.changes.is_empty() {
        page.push(Block::Title(trend::CHANGES.to_owned()));
        page.extend(table.changes.into_iter().map(Block::Text));
    }
    let quiet = |note: String| if note == trend::NO_REASON { Block::Quiet(note) } else { Block::Text(note) };
    page.extend(table.notes.into_iter().map(quiet));
    page.extend(table.runs.into_iter().map(|(name, occasion)| entry(name, occasion)));
    page
}
