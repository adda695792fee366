//! What the facilitator may see of a room, and what the number of people in it allows to be shown, said before anybody
//! answers.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Person, PersonView, Phase, Progress, Room, Setup, Showing};
use crate::domain::disclosure::{show, side_least, spread_least};
use crate::domain::everyone::RevealPreview;
use crate::domain::gap::p_floor;
use crate::domain::id::{Id, Token};
use crate::domain::questionnaire::{MARKETING, SALES};
use crate::domain::record::Record;
use crate::domain::response::Response;
use crate::domain::verdict::none_can_be_clear;

/// What the facilitator's screens draw from. It never holds an answer of a round that is open.
#[derive(Debug, Clone, PartialEq)]
pub struct RoomView {
    pub setup: Arc<Setup>,
    pub progress: Progress,
    /// People by side, in the order of the questionnaire.
    pub sides: Vec<SideCount>,
    /// What their number allows to be shown; empty once the round is over.
    pub prospects: Vec<DisclosurePreview>,
    /// What a reveal would show of the answers, while answering is stopped.
    pub preview: Option<RevealPreview>,
    pub showing: Showing,
    pub record: Option<Arc<Record>>,
    /// How many responses the record holds, by round, once it is there.
    pub kept: BTreeMap<u8, usize>,
    pub around: HostStatus,
}

impl RoomView {
    pub fn joined(&self) -> usize {
        self.sides.iter().map(|side| side.joined).sum()
    }

    pub fn finished(&self) -> usize {
        self.sides.iter().map(|side| side.finished).sum()
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SideCount {
    #[serde(rename = "id")]
    pub side: Id,
    pub joined: usize,
    pub begun: usize,
    /// How many answers they have given together in this round.
    #[serde(default)]
    pub answers: usize,
    /// How many have answered everything, or said that they have finished.
    pub finished: usize,
    pub away: usize,
    /// How many of those have answered nothing in this round, so that their places can be freed.
    #[serde(default)]
    pub idle: usize,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HostStatus {
    /// Whether another device got through to this one.
    pub reached: bool,
    #[serde(default)]
    pub clock: Option<Clock>,
    pub rude: Rejections,
    #[serde(default)]
    pub watching: usize,
    /// Why answers cannot be written down just now. They are refused until they can.
    pub not_saving: Option<String>,
    /// Why the result cannot be written down just now. The answers stay where they are until it can.
    pub not_kept: Option<String>,
}

/// How late it is, to the minute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    pub now: Timestamp,
    /// Whole minutes since the session was begun.
    pub session: i64,
    /// Whole minutes since the phase began, or since the session was gone on with in it.
    pub phase: i64,
}

impl Clock {
    pub fn at(now: Timestamp, session: Timestamp, phase: Timestamp) -> Self {
        let minutes = |since: Timestamp| ((now.as_second() - since.as_second()) / 60).max(0);
        let full = Timestamp::from_second(now.as_second().div_euclid(60) * 60).unwrap_or(now);
        Self { now: full, session: minutes(session), phase: minutes(phase) }
    }
}

impl HostStatus {
    pub const fn is_in_trouble(&self) -> bool {
        self.not_saving.is_some() || self.not_kept.is_some()
    }
}

/// How often clients misbehaved, by kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "[u64; 6]")]
pub struct Rejections {
    /// Connections dropped since they asked for nothing, too slowly, or were too many.
    pub connections: u64,
    /// Requests that were too large, too slow, or made no sense.
    pub requests: u64,
    /// Requests for another address, or from another site.
    pub strangers: u64,
    pub wrong_codes: u64,
    /// Attempts put off since too many came from one address.
    pub put_off: u64,
    /// Addresses of devices that try https, which is not spoken here, and have not got through since.
    pub secure: u64,
}

impl Rejections {
    pub const fn total(&self) -> u64 {
        self.connections + self.requests + self.strangers + self.wrong_codes + self.put_off
    }
}

impl From<Rejections> for [u64; 6] {
    fn from(rude: Rejections) -> Self {
        [rude.connections, rude.requests, rude.strangers, rude.wrong_codes, rude.put_off, rude.secure]
    }
}

impl Room {
    /// What the facilitator may see; the people named in `away` have not been heard of for a while.
    pub fn view(&self, around: &HostStatus, away: &BTreeSet<Token>) -> RoomView {
        let sides = self.side_counts(away);
        RoomView {
            setup: Arc::clone(&self.setup),
            progress: self.progress.clone(),
            prospects: self.prospects(&sides),
            preview: (self.progress.phase == Phase::Stopped).then(|| self.preview()),
            sides,
            showing: self.showing.clone(),
            record: self.record.clone().filter(|_| self.progress.phase.spec().shows_figures),
            kept: self.kept(),
            around: around.clone(),
        }
    }

    pub fn person_view(&self, person: Token) -> Option<PersonView> {
        let person = Arc::clone(self.people.get(&person)?);
        let shows = self.progress.phase.spec().shows_figures && self.progress.shown > 0;
        Some(PersonView {
            setup: Arc::clone(&self.setup),
            progress: self.progress.clone(),
            person,
            kept: self.kept(),
            record: self.record.clone().filter(|_| shows),
        })
    }

    /// How many people's answers the record holds, by round.
    pub fn kept(&self) -> BTreeMap<u8, usize> {
        let mut kept = BTreeMap::new();
        let responses = self.record.iter().flat_map(|record| record.responses());
        for response in responses.filter(|response| !response.answers.is_empty()) {
            *kept.entry(response.round).or_default() += 1;
        }
        kept
    }

    fn side_counts(&self, away: &BTreeSet<Token>) -> Vec<SideCount> {
        let items = self.asked().count();
        let mut counts: Vec<SideCount> =
            self.setup.questionnaire.head().sides.iter().map(|side| SideCount::none(side.id.clone())).collect();
        for (token, person) in &self.people {
            if let Some(count) = counts.iter_mut().find(|count| count.side == person.side) {
                let answered = person.answered(&self.setup.questionnaire);
                count.add(person, (answered, answered == items), away.contains(token));
            }
        }
        counts
    }

    fn preview(&self) -> RevealPreview {
        let asked = &self.setup.questionnaire;
        let responses: Vec<Response> =
            self.people.values().map(|person| person.response(self.progress.round, asked)).collect();
        let causes = asked.causes().iter().filter(|cause| self.progress.asks(&cause.id));
        let least = usize::try_from(self.progress.min_people).unwrap_or(usize::MAX);
        RevealPreview::of(causes, &asked.head().sides, &responses, least)
    }

    fn prospects(&self, sides: &[SideCount]) -> Vec<DisclosurePreview> {
        if !self.progress.phase.spec().lets_in {
            return Vec::new();
        }
        let counts = sides.iter().map(|count| (count.side.clone(), count.joined)).collect();
        let fewest = self.progress.least_shown(&self.setup.questionnaire);
        prospects(&counts, fewest, self.progress.causes_asked(&self.setup.questionnaire))
    }
}

impl SideCount {
    const fn none(side: Id) -> Self {
        Self { side, joined: 0, begun: 0, answers: 0, finished: 0, away: 0, idle: 0 }
    }

    /// A person who has answered so many statements, perhaps all of them. Who only guesses has answered none.
    fn add(&mut self, person: &Person, (answered, is_all): (usize, bool), away: bool) {
        self.joined += 1;
        self.begun += usize::from(answered > 0);
        self.answers += answered;
        self.finished += usize::from(is_all || person.finished);
        self.away += usize::from(away);
        self.idle += usize::from(away && person.marks.is_empty());
    }
}

/// One thing that the number of people allows or forbids.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum DisclosurePreview {
    /// Too few people for any figure; how many more are needed.
    Nothing(usize),
    Everyone,
    /// A side, Sales or Marketing, is too small to be shown beside another; how many more it needs.
    SideTooSmall(Id, usize),
    Sides,
    /// So many people from Sales and from Marketing can be shown, but no gap between them can be told from chance.
    NoClearGap(usize, usize),
    /// The answers of so many people would be left out of the figures, to protect them.
    Withheld(usize),
    /// Too few people for counts and for how far apart they are; how many more are needed.
    NoSpread(usize),
}

/// What `counts` people by side allow, where `fewest` are shown together and `causes` are asked.
fn prospects(counts: &BTreeMap<Id, usize>, fewest: usize, causes: usize) -> Vec<DisclosurePreview> {
    let total: usize = counts.values().sum();
    if total < fewest {
        return vec![DisclosurePreview::Nothing(fewest - total)];
    }
    let mut said = vec![DisclosurePreview::Everyone];
    said.extend(about_sides(counts, fewest, causes));
    let crowd = spread_least(fewest);
    if total < crowd {
        said.push(DisclosurePreview::NoSpread(crowd - total));
    }
    said
}

fn about_sides(counts: &BTreeMap<Id, usize>, fewest: usize, causes: usize) -> Vec<DisclosurePreview> {
    let (sales, marketing) = (of(counts, SALES), of(counts, MARKETING));
    let of_side = side_least(fewest);
    let small = |(id, count): (&Id, &usize)| {
        let counts_for_gap = id.as_str() == SALES || id.as_str() == MARKETING;
        (counts_for_gap && *count < of_side).then(|| DisclosurePreview::SideTooSmall(id.clone(), of_side - count))
    };
    let mut said: Vec<DisclosurePreview> = counts.iter().filter_map(small).collect();
    if said.is_empty() {
        said.push(DisclosurePreview::Sides);
        if none_can_be_clear(p_floor(sales, marketing), causes) {
            said.push(DisclosurePreview::NoClearGap(sales, marketing));
        }
    }
    // Those whom subtracting the shown sides from everyone would expose.
    let people = show(&counts.values().copied().collect::<Vec<_>>(), fewest).withheld;
    said.extend((people > 0).then_some(DisclosurePreview::Withheld(people)));
    said
}

fn of(counts: &BTreeMap<Id, usize>, side: &str) -> usize {
    counts.iter().find(|(id, _)| id.as_str() == side).map_or(0, |(_, count)| *count)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::DisclosurePreview::{Everyone, NoClearGap, NoSpread, Nothing, SideTooSmall, Sides, Withheld};
    use super::*;

    fn small(side: &str, missing: usize) -> DisclosurePreview {
        SideTooSmall(side.parse().unwrap(), missing)
    }

    #[rstest]
    #[case::fewer_than_five_people_allow_nothing([2, 1, 0], &[Nothing(2)])]
    #[case::one_more_from_marketing_before_the_sides_can_be_shown([6, 4, 0], &[Everyone, small(MARKETING, 1)])]
    #[case::with_five_and_five_no_gap_can_be_called_clear([5, 5, 0], &[Everyone, Sides, NoClearGap(5, 5)])]
    #[case::with_five_and_six_a_gap_can_be_called_clear([5, 6, 0], &[Everyone, Sides])]
    #[case::three_others_beside_two_shown_sides_would_be_withheld([12, 9, 3], &[Everyone, Sides, Withheld(3)])]
    #[case::three_others_are_not_withheld_where_no_sides_are_shown([12, 3, 2], &[Everyone, small(MARKETING, 2)])]
    #[case::fewer_than_ten_people_allow_no_counts(
        [3, 3, 0],
        &[Everyone, small(MARKETING, 2), small(SALES, 2), NoSpread(4)]
    )]
    fn the_number_of_people_says_what_may_be_shown(#[case] people: [usize; 3], #[case] expected: &[DisclosurePreview]) {
        let counts = [SALES, MARKETING, "other"].into_iter().zip(people);
        assert_eq!(prospects(&counts.map(|(id, count)| (id.parse().unwrap(), count)).collect(), 5, 9), expected);
    }
}
