//! Ranks, ties and which causes lead.

use undercurrent::testing::domain::{Analysis, Band, Order, band_range, mark, rank, tally};

use crate::made::{cause, rest, result};

/// Rank and name of every row, most severe first.
fn rows(analysis: &Analysis) -> Vec<String> {
    let row =
        |result: undercurrent::testing::domain::CauseResult<'_>| format!("{} {}", rank(result.rank), result.cause.name);
    analysis.causes(Order::Severity).into_iter().map(row).collect()
}

#[test]
fn equal_figures_share_a_rank_and_the_next_rank_is_left_out() {
    let analysis = result(&["3333", "4242", "5151", "4242", "....", "1515", "1515", "1515", "nnnn"]);
    let expected = [
        "1 Disputed spend",
        "2= System burden",
        "2= Strategy clash",
        "4 Lead mismatch",
        "5= Goals apart",
        "5= Selling unseen",
        "5= Sales bypassed",
        "– Who drives Sales",
        "– Lack of respect",
    ];
    assert_eq!(rows(&analysis), expected);
}

#[test]
fn all_alike_are_all_first_in_the_order_of_the_article() {
    let analysis = result(&["3333"; 9]);
    assert!(rows(&analysis).iter().all(|row| row.starts_with("1= ")));
    let in_order = |order| analysis.causes(order).iter().map(|result| result.place).collect::<Vec<_>>();
    assert_eq!(in_order(Order::Severity), in_order(Order::Article));
}

#[test]
fn the_order_of_the_article_keeps_the_ranks() {
    let analysis = result(&rest(&["1515", "5151"], "3333"));
    let first = analysis.causes(Order::Article)[0];
    assert_eq!((first.cause.name.as_str(), rank(first.rank)), ("Lead mismatch", "9".to_owned()));
}

#[test]
fn a_tie_across_the_third_place_leads_as_a_whole() {
    let analysis = result(&["5151", "5151", "4242", "4242", "4242", "1515", "1515", "1515", "1515"]);
    assert_eq!(analysis.causes(Order::Severity).iter().filter(|result| result.is_top()).count(), 5);
}

#[test]
fn nothing_below_elevated_leads() {
    let analysis = result(&rest(&["5151"], "3333"));
    assert_eq!(analysis.causes(Order::Severity).iter().filter(|result| result.is_top()).count(), 1);
    assert!(!cause(&analysis, "System burden").is_top());
}

#[test]
fn marks_and_ranges_of_the_bands_fit_together() {
    let bands: Vec<String> = Band::ALL.map(|band| format!("{} {}", mark(band), band_range(band))).to_vec();
    assert_eq!(bands, ["●○○○ 0–37", "●●○○ 38–62", "●●●○ 63–87", "●●●● 88–100"]);
}

#[test]
fn the_tally_counts_values_and_nothing_else() {
    let analysis = result(&["51n.", "nnnn"]);
    assert_eq!(tally(*cause(&analysis, "Lead mismatch").figures), "2/4");
    assert_eq!(tally(*cause(&analysis, "System burden").figures), "0/4");
}
