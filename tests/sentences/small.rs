//! Shorter sentences: gaps, reasons, dates, offers.

use jiff::Zoned;
use rstest::rstest;
use undercurrent::testing::domain::{
    Analysis, Answer, Label, answered, changed, count, gaps, heading, left_open, list, missing, resume, wording,
};

use crate::answers::{built_in, finished, record};
use crate::made::{cause, rest, result};

fn now() -> Zoned {
    "2026-11-24T18:00:00+01:00[+01:00]".parse().unwrap()
}

#[rstest]
#[case::none(&[], "33..", "Every cause has enough.")]
#[case::one(&["3..."], "33..", "One of the 9 would get none.")]
#[case::some(&["3...", "nnn3"], "33..", "2 of the 9 would get none.")]
#[case::all(&["3..."], "....", "No cause has enough yet.")]
fn what_finishing_with_gaps_means_is_said_without_a_cause(
    #[case] letters: &[&'static str],
    #[case] others: &'static str,
    #[case] said: &str,
) {
    let text = gaps(&result(&rest(letters, others)));
    assert_eq!(text, format!("A cause gets a figure when at least half of its statements are answered. {said}"));
}

#[rstest]
#[case(0, "Every statement is answered.")]
#[case(1, "1 statement is unanswered. You may finish all the same.")]
#[case(2, "2 statements are unanswered. You may finish all the same.")]
fn the_unanswered_are_counted(#[case] number: usize, #[case] said: &str) {
    assert_eq!(left_open(number), said);
}

#[rstest]
#[case("....", "not answered", "0 of 4 answered")]
#[case("5...", "too few answers to score", "1 of 4 answered")]
#[case("5nn.", "too few answers to score", "1 of 4 answered, 2 marked as not applying")]
#[case("n...", "not answered", "0 of 4 answered, 1 marked as not applying")]
#[case("nnnn", "does not apply", "0 of 4 answered, 4 marked as not applying")]
fn why_there_is_no_figure_is_said(#[case] letters: &'static str, #[case] why: &str, #[case] how_much: &str) {
    let analysis = result(&rest(&[letters], "3333"));
    let score = *cause(&analysis, "Lead mismatch").figures;
    assert_eq!((missing(score), answered(score).as_str()), (why, how_much));
}

#[test]
fn whose_view_it_is_names_the_side() {
    assert_eq!(heading(&result(&["3333"; 9])), "as Sales sees it, 1 person");
}

#[test]
fn a_verdict_has_number_and_band() {
    let analysis = result(&["5142"; 9]);
    let severity = cause(&analysis, "Lead mismatch").severity().unwrap();
    assert_eq!(wording::verdict(&analysis, severity), "88 of 100, severe");
}

#[test]
fn a_change_after_finishing_is_dated_and_none_is_not_mentioned() {
    let mut record = finished(&built_in(), &["5142"; 9]);
    assert_eq!(changed(&Analysis::of(&record).unwrap(), &now()), None);
    record.answer(&"lead-fits".parse().unwrap(), Answer::Value(4), "2026-11-24T08:30:00Z".parse().unwrap()).unwrap();
    let said = changed(&Analysis::of(&record).unwrap(), &now()).unwrap();
    assert_eq!(said, "An answer was changed after finishing, today 09:30.");
}

#[test]
fn an_unfinished_assessment_is_offered_by_label_progress_and_time() {
    let mut begun = record(&built_in(), &["5142", "51n"]);
    assert_eq!(resume(&begun, None, &now()), "Resume EMEA (7 of 36, yesterday 16:10)");
    assert_eq!(
        resume(&begun, Some("another Undercurrent"), &now()),
        "Resume EMEA (7 of 36, yesterday 16:10, open in another Undercurrent)"
    );
    begun.relabel(Label::default());
    assert_eq!(resume(&begun, None, &now()), "Resume (7 of 36, yesterday 16:10)");
}

#[test]
fn counts_and_lists_read_as_people_say_them() {
    assert_eq!(
        (count(1, "answer", "answers"), count(0, "answer", "answers")),
        ("1 answer".to_owned(), "0 answers".to_owned())
    );
    assert_eq!(list(&[""; 0], "or"), "");
    assert_eq!(list(&["A"], "or"), "A");
    assert_eq!(list(&["A", "B"], "or"), "A or B");
    assert_eq!(list(&["A", "B", "C"], "and"), "A, B and C");
}
