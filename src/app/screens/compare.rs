//! A few people's answers, side by side: one page.

use std::sync::Arc;

use jiff::Zoned;

use crate::app::Scroll;
use crate::app::keys::Action;
use crate::app::pages::{Block, SignedAnswer, SignedFigure, entry};
use crate::app::screens::contexts::KeyContext;
use crate::app::screens::{Ctx, ScreenState, Transition, to_list};
use crate::domain::compare::{Apartness, Comparison, Person};
use crate::domain::questionnaire::{Cause, Item};
use crate::domain::response::Answer;
use crate::domain::severity::Score;
use crate::wording;
use crate::wording::compare as told;

/// A few people's answers, side by side.
#[derive(Debug, Clone)]
pub struct Compare {
    /// What they answered.
    pub comparison: Arc<Comparison>,
    /// How far the page is scrolled.
    pub scroll: Scroll,
}

impl Compare {
    /// Opens at the top of the page.
    pub fn new(comparison: Arc<Comparison>) -> Self {
        Self { comparison, scroll: Scroll::default() }
    }
}

impl ScreenState for Compare {
    fn place(&self) -> KeyContext {
        KeyContext::Comparing
    }

    fn update(&mut self, action: Action, _: &mut Ctx<'_>) -> Transition {
        if action == Action::Close {
            return to_list();
        }
        self.scroll.act(action);
        Transition::stay()
    }

    fn title(&self) -> Option<String> {
        Some(told::heading(&self.comparison))
    }

    fn page(&self, now: &Zoned) -> Option<Vec<Block>> {
        Some(compare(&self.comparison, now))
    }

    fn scroll(&self) -> Option<Scroll> {
        Some(self.scroll)
    }

    fn scroll_mut(&mut self) -> Option<&mut Scroll> {
        Some(&mut self.scroll)
    }
}

/// What the page says: who they are, what they see most differently, then every cause and item.
fn compare(comparison: &Comparison, now: &Zoned) -> Vec<Block> {
    let mut page: Vec<Block> =
        comparison.people().iter().map(|person| entry(person.sign.clone(), told::occasion(person, now))).collect();
    page.push(Block::Title(told::WIDEST.to_owned()));
    page.extend(widest(comparison));
    page.push(Block::Title(told::ALL.to_owned()));
    for (place, cause) in comparison.questionnaire().causes().iter().enumerate() {
        page.push(figures(comparison, place, cause));
        page.extend(cause.items.iter().map(|item| answers(comparison, item)));
    }
    page.push(Block::Title(wording::BEFORE_ACTING.to_owned()));
    page.push(Block::Text(comparison.questionnaire().head().closing.clone()));
    page.push(Block::Quiet(told::limits(comparison.questionnaire())));
    page
}

fn widest(comparison: &Comparison) -> Vec<Block> {
    let apart = comparison.widest();
    if apart.is_empty() {
        return vec![Block::Text(told::none_apart(comparison).to_owned())];
    }
    apart.iter().flat_map(talk).collect()
}

/// A cause that is seen differently, with a question to talk about.
fn talk(apart: &Apartness<'_>) -> Vec<Block> {
    let mut blocks = vec![Block::Text(format!("{}: {}.", apart.cause.name, told::range(apart)))];
    blocks.extend(apart.cause.prompts.first().map(|prompt| entry(wording::PROMPTS, prompt.clone())));
    blocks
}

fn figures(comparison: &Comparison, place: usize, cause: &Cause) -> Block {
    let rows = comparison.scores(place).map(|(person, score)| figure(person, score)).collect();
    Block::SignedFigures { name: cause.name.clone(), rows }
}

fn figure(person: &Person, score: Score) -> SignedFigure {
    let bands = &person.analysis.questionnaire().head().bands;
    let severity = score.severity.map(|severity| (severity, bands.of(severity.band()).to_owned()));
    SignedFigure { sign: person.sign.clone(), severity: severity.ok_or_else(|| wording::missing(score)) }
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
    SignedAnswer { sign: person.sign.clone(), place, word: told::answer(person, item).to_owned() }
}
