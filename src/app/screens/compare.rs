//! A few people's answers, side by side: one page.

use std::cmp::Reverse;
use std::sync::Arc;

use jiff::Zoned;

use crate::app::Scroll;
use crate::app::keys::Action;
use crate::app::pages::{Block, SignedAnswer, Track, entry};
use crate::app::screens::contexts::KeyContext;
use crate::app::screens::{Ctx, Screen, ScreenState, Transition, back};
use crate::domain::compare::{Comparison, Person};
use crate::domain::id::Token;
use crate::domain::questionnaire::{Cause, Item};
use crate::domain::response::Answer;
use crate::domain::severity::{Severity, whole_difference};
use crate::request::Exported;
use crate::wording;
use crate::wording::compare as told;
use crate::wording::guess;

/// A few people's answers, side by side.
#[derive(Debug, Clone)]
pub struct Compare {
    /// What they answered.
    pub comparison: Arc<Comparison>,
    /// How far the page is scrolled.
    pub scroll: Scroll,
    /// Where the person came from.
    from: Box<Screen>,
}

impl Compare {
    /// Opens at the top of the page.
    pub fn new(comparison: Arc<Comparison>, from: Screen) -> Self {
        Self { comparison, scroll: Scroll::default(), from: Box::new(from) }
    }
}

impl ScreenState for Compare {
    fn place(&self) -> KeyContext {
        KeyContext::Comparing
    }

    fn update(&mut self, action: Action, _: &mut Ctx<'_>) -> Transition {
        if action == Action::Close {
            return back(&mut self.from);
        }
        self.scroll.act(action);
        Transition::stay()
    }

    fn exported(&self) -> Option<Exported> {
        Some(Exported::People(Arc::clone(&self.comparison)))
    }

    fn left(&self) -> Option<Token> {
        self.comparison.people().first().map(|person| person.analysis.head().id)
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

/// What the page says: what they see most differently, every cause with a mark of each, the statements of the widest,
/// then those of all others.
fn compare(comparison: &Comparison, now: &Zoned) -> Vec<Block> {
    let widest = comparison.widest();
    let mut page = vec![Block::Title(told::sentence(comparison, &widest))];
    page.push(Block::Tracks { signs: signs(comparison), rows: tracks(comparison) });
    let guesses = guess::of_people(comparison);
    page.extend((!guesses.is_empty()).then(|| Block::Title(guess::OF_PEOPLE.to_owned())));
    page.extend(guesses.into_iter().map(|(cause, told)| entry(cause.unwrap_or_default(), told)));
    for apart in &widest {
        page.push(Block::Title(format!("{}: {}", apart.cause.name, told::range(apart))));
        page.extend(apart.cause.items.iter().map(|item| answers(comparison, item)));
        page.extend(apart.cause.prompts.first().map(|prompt| entry(wording::PROMPTS, prompt.clone())));
    }
    let is_told = |cause: &Cause| widest.iter().any(|apart| apart.cause.id == cause.id);
    for cause in comparison.questionnaire().causes().iter().filter(|cause| !is_told(cause)) {
        page.push(Block::Title(cause.name.clone()));
        page.extend(cause.items.iter().map(|item| answers(comparison, item)));
    }
    page.push(Block::Title(told::WHO.to_owned()));
    page.extend(comparison.people().iter().map(|person| entry(person.sign.clone(), told::occasion(person, now))));
    page.push(Block::Title(wording::BEFORE_ACTING.to_owned()));
    page.push(Block::Text(comparison.questionnaire().head().closing.clone()));
    page.push(Block::Quiet(told::limits(comparison.questionnaire())));
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
    SignedAnswer { sign: person.sign.clone(), place, word: told::answer(person, item).to_owned() }
}
