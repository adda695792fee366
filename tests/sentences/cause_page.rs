//! The page of one cause.

use undercurrent::testing::app::{Block, pages};
use undercurrent::testing::domain::{Analysis, wording};

use crate::answers::built_in;
use crate::made::{cause, rest, result, result_on, scale, with_first};

fn page(analysis: &Analysis, name: &str) -> Vec<Block> {
    pages::cause(analysis, &cause(analysis, name))
}

/// The labels of a page in their order, with the notes under them.
fn labels(page: &[Block]) -> Vec<(&str, Option<&str>)> {
    let mut labels = Vec::new();
    for block in page {
        if let Block::Entry { label, note, .. } = block {
            labels.push((label.as_str(), *note));
        }
    }
    labels
}

fn answers(page: &[Block]) -> Vec<(String, String, bool)> {
    let answer = |block: &Block| match block {
        Block::Answer { value, word, turned, .. } => Some((value.clone(), word.clone(), *turned)),
        _ => None,
    };
    page.iter().filter_map(answer).collect()
}

#[test]
fn a_page_tells_every_passage_in_the_voice_it_is_in() {
    let analysis = result(&["5142"; 9]);
    let expected = [
        ("The article's heading", None),
        ("The article says", None),
        ("As the article says Sales sees it", None),
        ("The article's remedy", Some("one author's opinion")),
        ("Mind", None),
        ("To ask each other", None),
        ("", None),
    ];
    let page = page(&analysis, "Lead mismatch");
    assert_eq!(labels(&page), expected);
    assert_eq!(page[0], Block::Title("First step, suggested by Undercurrent".to_owned()));
}

#[test]
fn the_cause_without_an_experience_says_that_the_article_breaks_off() {
    let analysis = result(&["5142"; 9]);
    let page = page(&analysis, "Strategy clash");
    assert_eq!(labels(&page)[2], ("Our note", None));
    assert!(labels(&page).iter().all(|(label, _)| !label.contains("Sales sees it")));
}

#[test]
fn a_care_line_stands_right_behind_the_remedy_it_is_about() {
    let analysis = result(&["5142"; 9]);
    for built in built_in().causes() {
        let page = page(&analysis, &built.name);
        let labels = labels(&page);
        let remedy = labels.iter().position(|(label, _)| *label == "The article's remedy").unwrap();
        assert_eq!(labels[remedy].1, Some("one author's opinion"), "{}", built.name);
        assert_eq!(labels[remedy + 1].0 == wording::CARE, built.care.is_some(), "{}", built.name);
    }
}

#[test]
fn the_heading_alone_is_a_quotation() {
    let analysis = result(&["5142"; 9]);
    let page = page(&analysis, "Lead mismatch");
    let quoted = page.iter().filter(|block| matches!(block, Block::Entry { text, .. } if text.starts_with('“')));
    assert_eq!(quoted.count(), 1);
}

#[test]
fn answers_are_shown_as_given_and_turned_ones_are_marked() {
    let analysis = result(&rest(&["51n."], "3333"));
    let answered = |value: &str, word: &str, turned| (value.to_owned(), word.to_owned(), turned);
    let expected = [
        answered("5", "Almost always", false),
        answered("1", "Almost never", true),
        answered("x", "Does not apply, or I cannot say", false),
        answered("–", "not answered", true),
    ];
    assert_eq!(answers(&page(&analysis, "Lead mismatch")), expected);
}

#[test]
fn a_value_of_another_scale_is_shown_as_the_author_wrote_it() {
    let analysis = result_on(&with_first(|cause| scale(&mut cause.items[0], -4, 4)), &rest(&["1333"], "3333"));
    assert_eq!(answers(&page(&analysis, "Lead mismatch"))[0], ("-4".to_owned(), "point -4".to_owned(), false));
}

#[test]
fn under_the_answers_stands_how_the_number_came_about_or_why_there_is_none() {
    let analysis = result(&rest(&["5142", "5nn."], "3333"));
    let sums = |block: &Block| matches!(block, Block::Quiet(_));
    let end = |name| page(&analysis, name).into_iter().find(sums).unwrap();
    let sum = "100 + 100 ↺ + 75 + 75 ↺, mean 88 of 100 (↺: often is good news)";
    assert_eq!(end("Lead mismatch"), Block::Quiet(sum.to_owned()));
    let none = "No figure: 1 of 4 answered, 2 marked as not applying, too few answers to score.";
    assert_eq!(end("System burden"), Block::Quiet(none.to_owned()));
}
