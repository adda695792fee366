//! The forms that people read: what they say, and that it fits.

use std::sync::Arc;

use rstest::rstest;
use undercurrent::testing::document::Format;
use undercurrent::testing::domain::{
    ActionStatus, Answer, NO_REASON, Note, Outcome, Record, SECOND_ROUND, first_unshowable, wording,
};
use unicode_width::UnicodeWidthStr;

use crate::record::like;
use crate::same::same;
use crate::samples::{
    LOUD, MIXED, PULSE, QUIET, actions, built_in, five_and_five, solo, three, twelve, two_rounds, withheld, written,
};

/// The forms that people read.
const READ: [Format; 3] = [Format::Text, Format::Markdown, Format::Html];

/// A report without the marks of its form: on one line, entities and escapes undone.
pub fn plain(text: &str) -> String {
    let unescaped = text.replace("&#x27;", "'").replace("&#39;", "'").replace("&quot;", "\"").replace("&#x2f;", "/");
    let unescaped = unescaped.replace("&#8203;", "").replace('\\', "").replace("&amp;", "&");
    unescaped.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn mixed() -> Record {
    solo(&built_in(), &MIXED).with_actions(actions()).unwrap()
}

fn pulse() -> Record {
    solo(&Arc::new(built_in().pulse().unwrap()), &PULSE)
}

#[rstest]
#[case::loud("loud", solo(&built_in(), &LOUD))]
#[case::mixed("mixed", mixed())]
#[case::quiet("quiet", solo(&built_in(), &QUIET))]
#[case::pulse("pulse", pulse())]
#[case::twelve("twelve", twelve().with_actions(actions()).unwrap())]
#[case::withheld("withheld", withheld())]
#[case::three("three", three())]
fn a_report_reads_as_it_did(#[case] name: &str, #[case] record: Record) {
    insta::assert_snapshot!(format!("{name}-text"), written(&record, Format::Text));
    insta::assert_snapshot!(format!("{name}-markdown"), written(&record, Format::Markdown));
    insta::assert_snapshot!(format!("{name}-html"), without_style(&written(&record, Format::Html)));
    insta::assert_snapshot!(format!("{name}-csv"), written(&record, Format::Csv));
    insta::assert_snapshot!(format!("{name}-json"), written(&record, Format::Json));
}

/// A page without its style sheet, which is in a file of its own, and without that file's hash.
fn without_style(page: &str) -> String {
    let without = |page: &str, start: &str, end: &str| {
        let (before, rest) = page.split_once(start).unwrap();
        let (_, after) = rest.split_once(end).unwrap();
        format!("{before}{start}{end}{after}")
    };
    without(&without(page, "<style>", "</style>"), "'sha256-", "'")
}

#[test]
fn every_form_says_what_was_asked_of_how_many_on_which_sides_when_and_what_is_not_claimed() {
    for form in READ {
        let (one, several) = (plain(&written(&mixed(), form)), plain(&written(&twelve(), form)));
        assert!(one.contains("the view of 1 person, from Sales"), "{one}");
        assert!(several.contains("the view of 12 people: Sales 6, Marketing 6"), "{several}");
        assert!(
            one.contains(&wording::limits(&built_in())) && several.contains(&wording::several::limits(&built_in())),
            "{form:?}"
        );
        for report in [one, several] {
            assert!(report.contains("Answered on 23 November 2026."), "{report}");
            assert!(
                report.contains("The undercurrent between Sales and Marketing, version 2, 36 statements."),
                "{report}"
            );
            assert!(report.contains("Its causes come from \"Sales Vs Marketing\", 22 September 2019."), "{report}");
        }
    }
}

#[test]
fn a_remedy_is_never_told_without_whose_it_is_and_its_care_line() {
    for form in READ {
        let report = plain(&written(&solo(&built_in(), &LOUD), form));
        for cause in built_in().causes() {
            assert!(report.contains(&cause.remedy), "{}", cause.id);
            assert!(report.contains(cause.care.as_deref().unwrap_or_default()), "{}", cause.id);
        }
        assert_eq!(report.matches("The article's remedy").count(), 9, "{form:?}");
        assert_eq!(report.matches(wording::ONE_OPINION).count(), 9, "{form:?}");
    }
}

#[test]
fn a_quiet_result_suggests_no_remedy() {
    for form in READ {
        let report = plain(&written(&solo(&built_in(), &QUIET), form));
        assert!(report.contains("All nine are low, so there is no remedy to suggest."), "{report}");
        assert!(!report.contains("The article's remedy"), "{report}");
    }
}

#[test]
fn a_wide_gap_in_a_middling_mean_is_talked_about_and_has_no_remedy() {
    for form in READ {
        let report = plain(&written(&twelve(), form));
        assert!(report.contains(wording::several::TALK_FIRST_WHY), "{report}");
        assert!(report.contains("Talk first about Lead mismatch"), "{report}");
        assert!(report.contains("Think of one lead that became a sale"), "{report}");
        assert!(!report.contains("Dismiss any marketer"), "{report}");
    }
}

#[test]
fn actions_are_told_with_owner_day_and_what_became_of_them() {
    for form in READ {
        let report = plain(&written(&mixed(), form));
        assert!(report.contains("Mark the last ten leads together, and agree on two facts."), "{report}");
        assert!(report.contains("Kim, by 15 December 2026"), "{report}");
        assert!(report.contains("done, 30 November 2026"), "{report}");
    }
    let markdown = written(&mixed(), Format::Markdown);
    assert!(markdown.contains("\n- [ ] **Lead mismatch:** ") && markdown.contains("\n- [x] **System burden:** "));
}

#[test]
fn a_dropped_step_is_no_open_box_and_says_that_it_was_dropped() {
    let mut record = mixed();
    record.follow_up(0, ActionStatus::Dropped("2026-12-01T10:00:00Z".parse().unwrap()));
    for form in READ {
        assert!(plain(&written(&record, form)).contains("dropped, 1 December 2026"));
    }
    let markdown = written(&record, Format::Markdown);
    assert!(markdown.contains("\n- **Lead mismatch:** ") && !markdown.contains("[ ]"), "{markdown}");
    let html = written(&record, Format::Html);
    assert!(html.contains("–</span> <strong>Lead mismatch:") && !html.contains('☐'), "{html}");
    assert!(written(&record, Format::Json).contains(r#""state": "dropped""#));
}

#[test]
fn three_people_get_a_nearly_empty_report_that_says_why() {
    for form in READ {
        let report = plain(&written(&three(), form));
        assert!(report.contains("Only 3 people have answered, so there is nothing to show"), "{report}");
        assert!(!report.contains("answered this part"), "{report}");
        assert!(report.contains("Nothing can be shown: fewer than 5 people answered enough."), "{report}");
        assert!(!report.contains("of 100") && !report.contains("rect class"), "{report}");
    }
}

#[test]
fn what_is_withheld_is_counted_and_explained() {
    for form in READ {
        let report = plain(&written(&withheld(), form));
        assert!(report.contains("3 answers withheld, to protect the people who gave them."), "{report}");
        assert!(report.contains("Withheld is not the same as no data"), "{report}");
        assert!(report.contains("Another team: fewer than 5 answered this part."), "{report}");
    }
}

#[test]
fn five_against_five_are_told_that_no_gap_can_be_clear() {
    for form in READ {
        let report = plain(&written(&five_and_five(), form));
        assert!(report.contains("With 5 and 5 people no gap can be called clear."), "{report}");
        assert!(report.contains("5 people, give or take 27"), "{report}");
    }
}

#[test]
fn a_report_says_when_an_answer_was_changed_and_when_it_is_not_finished() {
    let at = "2026-11-25T08:00:00Z".parse().unwrap();
    let mut record = solo(&built_in(), &MIXED);
    record.answer(&"lead-fits".parse().unwrap(), Answer::Value(2), at).unwrap();
    let changed = written(&record, Format::Text);
    assert!(changed.contains("Answered on 23 November 2026; an answer was changed on 25 November 2026."), "{changed}");
    let open = written(&crate::samples::open(&MIXED), Format::Text);
    assert!(open.contains("Begun on 23 November 2026, not finished: 31 of 36 answered."), "{open}");
}

#[test]
fn a_report_of_several_says_when_they_answered_and_when_they_have_not_finished() {
    let of_several = |created: &str| like(&twelve()).created(created);
    for form in READ {
        let open = plain(&written(&of_several("2026-11-21T09:00:00Z").unfinished().build(), form));
        assert!(open.contains("Begun on 21 November 2026, not finished."), "{open}");
        let days = plain(&written(&of_several("2026-11-21T09:00:00Z").finished("2026-11-23T09:00:00Z").build(), form));
        assert!(days.contains("Answered from 21 November 2026 to 23 November 2026."), "{days}");
        let day = plain(&written(&of_several("2026-11-23T08:00:00Z").finished("2026-11-23T09:00:00Z").build(), form));
        assert!(day.contains("Answered on 23 November 2026."), "{day}");
    }
}

#[test]
fn every_line_of_text_fits_80_columns_and_none_acts_on_a_terminal() {
    for record in [solo(&built_in(), &LOUD), mixed(), pulse(), twelve(), withheld(), three()] {
        for line in written(&record, Format::Text).lines() {
            assert!(line.width() <= 80 && first_unshowable(line).is_none(), "{line:?}");
        }
    }
}

#[test]
fn the_charts_of_several_people_are_no_finer_than_whole_points() {
    let page = written(&twelve(), Format::Html);
    let (chart, _) = page.split_once("</table>").unwrap();
    for place in chart.split("x1=\"").skip(1).chain(chart.split("width=\"").skip(1)) {
        let number: f64 = place.split(['%', '"']).next().unwrap().parse().unwrap();
        assert!(number.fract() == 0.0, "{number}");
    }
}

#[test]
fn every_chart_has_a_text_in_its_place() {
    let page = written(&twelve(), Format::Html);
    let charts: Vec<&str> = page.split("<svg").skip(1).filter(|svg| !svg.contains("class=\"point\"")).collect();
    assert!(charts.len() > 50);
    let images = page.matches("role=\"img\" aria-labelledby=").count();
    assert_eq!(page.matches("<title id=").count(), images);
    assert_eq!(page.matches("<svg").count() - page.matches("class=\"point\"").count(), images);
}

#[test]
fn what_the_person_answered_to_the_question_at_the_end_stands_below_it() {
    let record = solo(&built_in(), &MIXED).with_note(Note::new("Pay, above all.").unwrap()).unwrap();
    for form in READ {
        let report = written(&record, form).replace("**", "").replace("</dt> <dd>", ": ");
        let report = plain(&report);
        let (_, end) = report.split_once("not among these nine").unwrap();
        assert!(end.contains("Answer: Pay, above all."), "{end}");
        assert!(!written(&solo(&built_in(), &MIXED), form).contains("Answer: "), "{form:?}");
    }
    assert!(written(&record, Format::Json).contains(r#""note": "Pay, above all.""#));
}

#[test]
fn an_outcome_can_be_of_any_round() {
    let Outcome::Several(several) = Outcome::of_round(&twelve(), 2) else { panic!("of several people") };
    assert_eq!(several.people(), 0);
}

#[rstest]
#[case(Format::Text)]
#[case(Format::Markdown)]
#[case(Format::Html)]
fn a_second_round_is_told_for_the_causes_that_were_asked_again(#[case] form: Format) {
    let report = written(&two_rounds(11), form);
    assert_eq!(report.matches(SECOND_ROUND).count(), 1, "{report}");
    let text = report.split_whitespace().collect::<Vec<_>>().join(" ").replace('\\', "");
    for part in ["12 people, then 11.", "System burden is ", "lower than in the first round (", NO_REASON] {
        assert!(text.contains(part), "{part} in {text}");
    }
    assert_eq!(text.matches("in the first round").count(), 2, "{text}");
}

#[rstest]
#[case(Format::Text)]
#[case(Format::Markdown)]
#[case(Format::Html)]
fn of_too_few_in_the_second_round_no_change_is_told(#[case] form: Format) {
    let report = written(&two_rounds(4), form);
    let text = report.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("System burden: no change is shown, round 2: fewer than 5 answered"), "{text}");
    assert!(!text.contains("than in the first round"), "{text}");
}

#[test]
fn without_a_second_round_nothing_is_said_of_one() {
    assert!(!written(&twelve(), Format::Text).contains(SECOND_ROUND));
}

#[test]
fn the_figures_of_the_report_are_those_of_the_first_round() {
    let chart = |report: &str| report.split("\n\n").take(4).collect::<String>();
    same!(chart(&written(&two_rounds(11), Format::Text)), chart(&written(&twelve(), Format::Text)));
}
