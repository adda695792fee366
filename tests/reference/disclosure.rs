//! What may be shown, and shown again.

use std::collections::BTreeMap;

use serde::Deserialize;
use undercurrent::domain::disclosure::{Covers, Published, Show, may_refresh, show};

use crate::check::whole_file;

/// The sides of the reference figures, in order.
pub const SIDES: [&str; 3] = ["sales", "marketing", "other"];

#[derive(Deserialize)]
struct Policies {
    policy: Vec<PolicyCase>,
    refresh: Vec<RefreshCase>,
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

#[derive(Deserialize)]
struct RefreshCase {
    note: String,
    published: BTreeMap<String, usize>,
    now: BTreeMap<String, usize>,
    min_group: usize,
    expect: bool,
}

fn published(counts: &BTreeMap<String, usize>) -> Published {
    let sides = SIDES.iter().enumerate().filter_map(|(at, &side)| counts.get(side).map(|&count| (at, count)));
    Published { total: counts.get("total").copied().unwrap_or(0), sides: sides.collect() }
}

#[test]
fn figures_are_replaced_only_where_the_reference_replaces_them() {
    let policies: Policies = whole_file("show_policy.json");
    assert_eq!(policies.refresh.len(), 6);
    for case in policies.refresh {
        let got = may_refresh(&published(&case.published), &published(&case.now), case.min_group);
        assert_eq!(got, case.expect, "{}", case.note);
    }
}
