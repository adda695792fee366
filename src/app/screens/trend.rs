//! Two or more runs side by side: severities in columns, and what may be said of the last two.

use std::sync::Arc;

use jiff::Zoned;

use crate::app::Scroll;
use crate::app::keys::Action;
use crate::app::pages::{Block, entry};
use crate::app::screens::contexts::KeyContext;
use crate::app::screens::{Ctx, Screen, ScreenState, Transition, back};
use crate::domain::id::Token;
use crate::domain::runs::Runs;
use crate::request::Exported;
use crate::wording::over_time;
use crate::wording::trend as words;
use crate::wording::trend::{CHANGES, NO_REASON, table};

/// Two or more runs side by side.
#[derive(Debug, Clone)]
pub struct Trend {
    /// Everything that may be shown.
    pub runs: Arc<Runs>,
    /// How far the page is scrolled.
    pub scroll: Scroll,
    /// Where the person came from.
    from: Box<Screen>,
}

impl Trend {
    /// Opens on the top of the page.
    pub fn new(runs: Arc<Runs>, from: Screen) -> Self {
        Self { runs, scroll: Scroll::default(), from: Box::new(from) }
    }
}

impl ScreenState for Trend {
    fn place(&self) -> KeyContext {
        KeyContext::Trend
    }

    fn update(&mut self, action: Action, _: &mut Ctx<'_>) -> Transition {
        if action == Action::Close {
            return back(&mut self.from);
        }
        self.scroll.act(action);
        Transition::stay()
    }

    fn exported(&self) -> Option<Exported> {
        Some(Exported::Runs(Arc::clone(&self.runs)))
    }

    fn left(&self) -> Option<Token> {
        self.runs.columns.last().map(|column| column.head.id)
    }

    fn title(&self) -> Option<String> {
        Some(words::heading(&self.runs))
    }

    fn label(&self) -> String {
        words::labels(&self.runs)
    }

    fn page(&self, now: &Zoned) -> Option<Vec<Block>> {
        Some(trend(&self.runs, now))
    }

    fn scroll(&self) -> Option<Scroll> {
        Some(self.scroll)
    }

    fn scroll_mut(&mut self) -> Option<&mut Scroll> {
        Some(&mut self.scroll)
    }
}

/// What the page says: what changed, the causes over the records, then a team's changes and what else is to be known.
fn trend(runs: &Runs, now: &Zoned) -> Vec<Block> {
    let told = table(runs, now);
    let mut page: Vec<Block> = over_time::moves(runs, now).map(Block::Title).into_iter().collect();
    page.push(Block::Runs { heads: over_time::months(runs, now), rows: over_time::runs_rows(runs) });
    if !told.changes.is_empty() {
        page.push(Block::Title(CHANGES.to_owned()));
        page.extend(told.changes.into_iter().map(Block::Text));
    }
    let quiet = |note: String| if note == NO_REASON { Block::Quiet(note) } else { Block::Text(note) };
    page.extend(told.notes.into_iter().map(quiet));
    page.extend(told.runs.into_iter().map(|(name, occasion)| entry(name, occasion)));
    page
}
