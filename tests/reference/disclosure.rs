//! What may be shown.

use std::collections::BTreeMap;

use serde::Deserialize;
use undercurrent::testing::domain::{
    BandCounts, Counts, Covers, Item, Open, OpenAsked as Asked, PartCounts, Show, Side, open, show,
};

use crate::check::{cases, whole_file};
use crate::support::{Shape, id, items};

/// The sides of the reference figures, in order.
pub const SIDES: [&str; 3] = ["sales", "marketing", "other"];

#[derive(Deserialize)]
struct Policies {
    policy: Vec<PolicyCase>,
}

#[derive(Deserialize)]
struct PolicyCase {
    counts: BTreeMap<String, usize>,
    min_group: usize,
    expect: ShowExpect,
}

/// What may be shown, as the reference figures write it.
#[derive(Deserialize)]
pub struct ShowExpect {
    total: String,
    total_n: usize,
    roles: Vec<String>,
    withheld: usize,
}

impl ShowExpect {
    #[track_caller]
    pub fn check(&self, what: &str, got: &Show) {
        let total = match got.covers {
            Covers::Nobody => "none",
            Covers::Everyone => "all",
            Covers::ShownSides => "shown_roles",
        };
        let sides: Vec<&str> = got.sides.iter().map(|&side| SIDES[side]).collect();
        assert_eq!((total, got.people, got.withheld), (self.total.as_str(), self.total_n, self.withheld), "{what}");
        assert_eq!(sides, self.roles, "{what}");
    }
}

#[test]
fn what_may_be_shown_is_what_the_reference_shows() {
    let policies: Policies = whole_file("show_policy.json");
    assert_eq!(policies.policy.len(), 256);
    for case in policies.policy {
        let counts = SIDES.map(|side| case.counts[side]);
        case.expect.check(&format!("{counts:?}, from {}", case.min_group), &show(&counts, case.min_group));
    }
}

/// What may be shown beside mean and band, as the reference figures write it.
#[derive(Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a key of its own in the figures")]
pub struct OpenExpect {
    total_n: usize,
    roles: Vec<String>,
    pub spread: bool,
    bands: usize,
    pub quartiles: bool,
    pub role_interval: bool,
    pub gap_spread: bool,
}

impl OpenExpect {
    #[track_caller]
    pub fn check(&self, what: &str, (shown, got): (&Show, Open)) {
        let sides: Vec<&str> = shown.sides.iter().map(|&side| SIDES[side]).collect();
        assert_eq!((shown.people, sides), (self.total_n, self.roles.iter().map(String::as_str).collect()), "{what}");
        let bands = match got.bands {
            BandCounts::None => 0,
            BandCounts::Two => 2,
            BandCounts::Four => 4,
        };
        assert_eq!(bands, self.bands, "bands of {what}");
        let opened = [got.spread, got.quartiles, got.side_intervals, got.gap_spread];
        assert_eq!(opened, [self.spread, self.quartiles, self.role_interval, self.gap_spread], "{what}");
    }

    /// In how many numbers people are counted by band.
    pub const fn bands(&self) -> usize {
        self.bands
    }
}

/// What may be shown of a cause with these items, by counts in the order of [`SIDES`].
pub fn opened(scored: &[usize], parts: &[Vec<usize>], items: &[Item], least: usize) -> (Show, Open) {
    let asked = Asked::of(items);
    let shown = show(scored, asked.least(least));
    let sides = SIDES.map(|name| Side { id: id(name), name: name.to_owned() });
    let parts: Vec<PartCounts> = parts.iter().map(|part| PartCounts { scored: part.clone(), least }).collect();
    let open = open(&shown, Counts { sides: &sides, scored, parts: Some(&parts) }, least, asked);
    (shown, open)
}

#[derive(Deserialize)]
struct OpenCase {
    counts: BTreeMap<String, usize>,
    items: Vec<PlainItem>,
    min_group: usize,
    #[serde(default)]
    parts: Vec<BTreeMap<String, usize>>,
    expect: OpenExpect,
}

#[derive(Deserialize)]
struct PlainItem {
    points: i32,
    weight: f64,
}

#[test]
fn the_figures_that_are_open_are_those_that_the_reference_opens() {
    let all: Vec<OpenCase> = cases("open_figures.json");
    assert_eq!(all.len(), 451);
    for case in all {
        let by_side =
            |counts: &BTreeMap<String, usize>| SIDES.map(|side| counts.get(side).copied().unwrap_or(0)).to_vec();
        let shape = |item: &PlainItem| Shape { min: 1, max: item.points, reverse: false, weight: item.weight };
        let items = items("c", &case.items.iter().map(shape).collect::<Vec<_>>());
        let parts: Vec<Vec<usize>> = case.parts.iter().map(by_side).collect();
        let (shown, open) = opened(&by_side(&case.counts), &parts, &items, case.min_group);
        let what = format!("{:?} in {:?}, {} items, from {}", case.counts, case.parts, items.len(), case.min_group);
        case.expect.check(&what, (&shown, open));
    }
}
