//! What the sides see differently comes before any remedy, and what they see alike stands beside it.

use undercurrent::testing::domain::{Record, Several, common_ground, talk_before};

use crate::answers::built_in;
use crate::made::room;
use crate::said::{READ, in_lines, on_screen, reported, rows_on_screen};

/// The first words of a text, which no column of labels breaks up.
fn words_of(text: &str) -> &str {
    &text[..text.char_indices().nth(20).unwrap().0]
}

/// Everywhere that what to do is told, with its name.
fn everywhere(record: &Record) -> Vec<(String, String)> {
    let mut places = vec![("screen".to_owned(), rows_on_screen(record)), ("lines".to_owned(), in_lines(record, "r"))];
    places.extend(READ.map(|form| {
        let report = reported(record, form);
        let until = report.find("Cause by cause").unwrap_or(report.len());
        // The chart and its sentence stand above what to talk about.
        let from = report.find("The two sides see these differently").unwrap_or_default();
        (format!("{form:?}"), report[from..until].to_owned())
    }));
    places
}

#[test]
fn a_remedy_never_stands_above_an_open_disagreement() {
    // Sales 100 and Marketing 50 of the first cause, 100 and 75 of the second: both severe or elevated on average.
    let record = room(&[("sales", 8, &["5151", "5151"]), ("marketing", 8, &["3333", "4242"])]);
    let causes = built_in();
    for (place, text) in everywhere(&record) {
        let at = |part: &str| text.find(part).unwrap_or_else(|| panic!("{place}: no {part:?} in\n{text}"));
        for (cause, figures) in causes.causes().iter().zip(["100 and 50", "100 and 75"]) {
            let talk = at(&format!("Sales and Marketing see this differently ({figures}): talk before you act."));
            assert!(talk < at(words_of(&cause.remedy)), "{place}: {text}");
            for prompt in &cause.prompts {
                assert!(at(words_of(prompt)) < at(words_of(&cause.remedy)), "{place}: {text}");
            }
        }
        let last_question = at(words_of(&causes.causes()[1].prompts[1]));
        assert!(
            last_question < at(words_of(&causes.causes()[0].remedy)),
            "{place}: first all questions, then the remedies"
        );
        assert!(
            at(words_of(&causes.causes()[0].prompts[0])) < at(words_of(&causes.causes()[1].prompts[0])),
            "{place}: widest first"
        );
    }
}

#[test]
fn the_page_of_a_cause_asks_before_it_advises_where_the_sides_see_it_differently() {
    let record = room(&[("sales", 8, &["5151"]), ("marketing", 8, &["3333"])]);
    let cause = built_in().causes()[0].clone();
    for text in [on_screen(&record, "Enter"), in_lines(&record, "Enter")] {
        let at = |part: &str| text.find(part).unwrap();
        assert!(at("(100 and 50): talk before you act.") < at(words_of(&cause.remedy)), "{text}");
        assert!(at(words_of(&cause.prompts[1])) < at(words_of(&cause.remedy)), "{text}");
    }
}

#[test]
fn both_sides_figures_stand_under_talk_first() {
    let record = room(&[("sales", 8, &["5151"]), ("marketing", 8, &["3333"])]);
    for (place, text) in everywhere(&record) {
        for figure in ["Sales", "100", "Marketing", "50"] {
            let at = text.find(figure).unwrap_or_else(|| panic!("{place}: no {figure} in\n{text}"));
            assert!(at < text.find(words_of(&built_in().causes()[0].remedy)).unwrap(), "{place}: {text}");
        }
    }
}

#[test]
fn a_gap_that_is_clear_but_small_is_not_talked_about_first() {
    // Sales 81 throughout, Marketing 75 throughout: six points, and unlikely to be chance.
    let record = room(&[("sales", 20, &["4243"]), ("marketing", 20, &["4242"])]);
    let several = Several::of_round(&record, 1);
    let names = ["Lead mismatch"];
    assert!(several.talk_first().iter().all(|cause| !names.contains(&cause.cause.name.as_str())));
    assert_eq!(talk_before(&several, &several.cause(0).unwrap()), None);
    assert_eq!(several.common_band(&several.cause(0).unwrap()), None);
}

#[test]
fn what_both_sides_see_alike_is_common_ground_in_every_form() {
    let record = room(&[("sales", 8, &["5151", "4242"]), ("marketing", 8, &["3333", "4242"])]);
    let moderate = built_in().head().bands.mixed.clone();
    assert_eq!(common_ground(&Several::of_round(&record, 1))[0], "Both sides see System burden as elevated.");
    for (place, text) in everywhere(&record) {
        let at = |part: &str| text.find(part).unwrap_or_else(|| panic!("{place}: no {part:?} in\n{text}"));
        at("Both sides see System burden as elevated.");
        at("Selling unseen, Sales bypassed and Lack of respect as low.");
        at("That is the two averages, not that everybody agrees.");
        assert!(!text.contains("Both sides see Lead mismatch"), "{place}: {text}");
        assert!(!text.contains(&format!("as {moderate}.")), "{place}: {text}");
        assert!(at("Both sides see System burden") < at(words_of(&built_in().causes()[1].remedy)), "{place}: {text}");
    }
    assert!(in_lines(&record, "").contains("Both sides see System burden as elevated."));
}

#[test]
fn there_is_no_common_ground_across_a_band_or_half_a_step_or_where_a_side_is_hidden() {
    let ground = |groups: &[(&str, usize, &[&str])]| common_ground(&Several::of_round(&room(groups), 1)).join(" ");
    // 63 and 56: close, and in two bands.
    let text = ground(&[("sales", 6, &["4233"]), ("marketing", 5, &["4233"]), ("marketing", 1, &["1515"])]);
    assert!(!text.contains("Lead mismatch"), "{text}");
    let text = ground(&[("sales", 6, &["4242"]), ("marketing", 4, &["4242"])]);
    assert_eq!(text, "");
}
