//! What a reveal would show of the answers that are there so far: how many causes of each figure, and no figure.

use serde::{Deserialize, Serialize};

use super::disclosure::{BandCounts, CauseShape, Counts, Open, Show, open, show};
use super::questionnaire::{Cause, MARKETING, SALES, Side};
use super::response::Response;
use super::severity::score;

/// Of how many causes a reveal would show what.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RevealPreview {
    /// How many causes were asked.
    pub asked: usize,
    /// Everyone together.
    pub everyone: usize,
    /// Sales and Marketing beside each other.
    pub sides: usize,
    /// Everyone's interval, the answers to each statement, and how close people are.
    pub spread: usize,
    /// People counted by band, in four numbers.
    pub bands: usize,
    /// The interval of the difference between the sides, and of each side.
    pub side_spread: usize,
    /// Causes in which somebody's answers would be in no figure, to protect them.
    pub withheld: usize,
}

impl RevealPreview {
    /// What would be shown of these causes, where `least` is the minimum of people.
    pub fn of<'a>(
        causes: impl IntoIterator<Item = &'a Cause>,
        sides: &[Side],
        responses: &[Response],
        least: usize,
    ) -> Self {
        let mut preview = Self::default();
        for cause in causes {
            let (show, open) = shown(cause, sides, (responses, least));
            preview.add(&show, open, sides);
        }
        preview
    }

    fn add(&mut self, show: &Show, open: Open, sides: &[Side]) {
        let has = |id: &str| show.sides.iter().any(|&side| sides.get(side).is_some_and(|one| one.id.as_str() == id));
        let both = has(SALES) && has(MARKETING);
        self.asked += 1;
        self.everyone += usize::from(show.people > 0);
        self.sides += usize::from(both);
        self.spread += usize::from(open.spread);
        self.bands += usize::from(open.bands == BandCounts::Four);
        self.side_spread += usize::from(both && open.gap_spread);
        self.withheld += usize::from(show.people > 0 && show.withheld > 0);
    }
}

/// What may be shown of one cause.
fn shown(cause: &Cause, sides: &[Side], (responses, least): (&[Response], usize)) -> (Show, Open) {
    let mut scored = vec![0; sides.len()];
    for response in responses {
        let side = sides.iter().position(|side| side.id == response.side);
        if let Some(side) = side.filter(|_| score(&cause.items, response).severity.is_some()) {
            scored[side] += 1;
        }
    }
    let asked = CauseShape::of(&cause.items);
    let show = show(&scored, asked.least(least));
    let open = open(&show, Counts { sides, scored: &scored, parts: Some(&[]) }, least, asked);
    (show, open)
}
