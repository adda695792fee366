//! Facts of a report that are easily lost: what is shared, what is left out, what there is not, and in which order.

use std::sync::Arc;

use rstest::rstest;
use serde_json::Value;
use undercurrent::testing::document::Format;
use undercurrent::testing::domain::{Action, ActionStatus, Head, Intent, Kind, Questionnaire, Record};

use crate::read::plain;
use crate::record::like;
use crate::samples::{
    LOUD, MIXED, QUIET, built_in, five_and_five, several, solo, three, twelve, two_rounds, withheld, written,
    written_of,
};

const READ: [Format; 3] = [Format::Text, Format::Markdown, Format::Html];

fn report(record: &Record, format: Format) -> String {
    seen(&written(record, format))
}

/// What is read of a report: of a page without its head and tags.
fn seen(report: &str) -> String {
    let Some((_, body)) = report.split_once("</head>") else { return plain(report) };
    let texts = body.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text));
    plain(&texts.collect::<Vec<_>>().join(" "))
}

fn data(record: &Record) -> Value {
    serde_json::from_str(&written(record, Format::Json)).unwrap()
}

/// The cells of a column of the table of several people, by cause and side.
fn cells(record: &Record, wanted: &str) -> Vec<(String, String, String)> {
    let text = written(record, Format::Csv);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let columns: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let at = |name: &str| columns.iter().position(|column| column == name).unwrap();
    let cell = |row: &csv::StringRecord, name: &str| row[at(name)].to_owned();
    let rows = reader.records().map(Result::unwrap);
    rows.map(|row| (cell(&row, "cause"), cell(&row, "side"), cell(&row, wanted))).collect()
}

#[test]
fn equal_figures_share_a_rank_in_every_form_and_the_next_rank_is_left_out() {
    let record = solo(&built_in(), &["4242", "5151", "4242", "4242", "1515", "1515", "3333", "1515", "1515"]);
    let text = report(&record, Format::Text);
    for row in [
        "1. System burden: 100 of 100, severe; 4 of 4",
        "2. Lead mismatch: 75 of 100, elevated, rank 2 shared; 4 of 4",
        "3. Disputed spend: 75 of 100, elevated, rank 2 shared; 4 of 4",
        "4. Strategy clash: 75 of 100, elevated, rank 2 shared; 4 of 4",
        "5. Selling unseen: 50 of 100, moderate; 4 of 4",
        "6. Who drives Sales: 0 of 100, low, rank 6 shared; 4 of 4",
    ] {
        assert!(text.contains(row), "{row}: {text}");
    }
    let ranks: Vec<u64> =
        data(&record)["causes"].as_array().unwrap().iter().filter_map(|one| one["rank"].as_u64()).collect();
    assert_eq!(ranks, [1, 2, 2, 2, 5, 6, 6, 6, 6]);
    for format in READ {
        let report = report(&record, format);
        let shared = |rank: u8| {
            report.matches(&format!("{rank}= ")).count() + report.matches(&format!("rank {rank} shared")).count()
        };
        assert!(shared(2) >= 3 && shared(6) >= 4, "{report}");
        assert_eq!([1, 3, 5, 7].map(shared), [0; 4], "{report}");
    }
}

/// A page in another language says which of its words are English, and marks none where all are.
#[test]
fn what_is_english_in_another_language_says_so() {
    let plain = built_in();
    let order: Vec<_> = plain.asked().map(|item| item.id.clone()).collect();
    let page = |language: &str| {
        let head = Head { language: language.to_owned(), ..plain.head().clone() };
        let questionnaire = Arc::new(Questionnaire::new(head, plain.causes().to_vec(), &order).unwrap());
        written(&solo(&questionnaire, &MIXED), Format::Html)
    };
    assert!(!page("en-GB").contains(" lang=\"en\""));
    let german = page("de");
    assert!(german.contains("<html lang=\"de\">"));
    for ours in [
        "<p class=\"summary\" lang=\"en\">Start with",
        "<h2 id=\"severity\" lang=\"en\">How severe",
        "<dt lang=\"en\">The article",
        "<p class=\"limits\" lang=\"en\">",
    ] {
        assert!(german.contains(ours), "{ours}");
    }
    for theirs in
        ["<p class=\"closing\">Which", "<dd>Follow ten leads", "<p class=\"hint\">A lead is", "<h3>Goals apart"]
    {
        assert!(german.contains(theirs), "{theirs}");
    }
}

#[test]
fn talk_first_names_the_causes_from_the_widest_gap_to_the_narrowest_in_every_form() {
    let order = ["Goals apart", "Lead mismatch", "System burden", "Disputed spend", "Selling unseen"];
    for format in READ {
        let report = report(&withheld(), format);
        let named = "Talk first about Goals apart, Lead mismatch, System burden, Disputed spend and Selling unseen: the \
                     sides see it differently.";
        assert!(report.contains(named), "{report}");
        let (_, entries) = report.split_once("The two sides see these differently.").unwrap();
        let gaps = ["86", "76", "53", "47", "45"].map(|gap| format!("Sales rates this {gap} points higher."));
        let places: Vec<usize> =
            gaps.iter().map(|gap| entries.find(gap).unwrap_or_else(|| panic!("{gap}: {report}"))).collect();
        assert!(places.is_sorted(), "{places:?} in {entries}");
        let heads: Vec<usize> = order.iter().map(|name| entries.find(name).unwrap()).collect();
        assert!(heads.is_sorted() && heads.iter().zip(&places).all(|(name, gap)| name < gap), "{entries}");
    }
    let data = data(&withheld());
    let first = data["causes"].as_array().unwrap().iter().filter(|one| one["talk_first"] == true);
    let mut first: Vec<&str> = first.map(|one| one["name"].as_str().unwrap()).collect();
    first.sort_unstable();
    let mut expected = order;
    expected.sort_unstable();
    assert_eq!(first, expected);
    let table =
        cells(&withheld(), "talk_first").into_iter().filter(|(_, side, cell)| side == "everyone" && cell == "true");
    assert_eq!(table.count(), 5);
}

/// A session that talked about two causes: nothing is to be done about the first, and the second is elevated.
fn discussed() -> Record {
    let record = like(&twelve()).kind(Kind::Workshop).build();
    let causes = ["strategy-people", "deliverables"].map(|name| name.parse().unwrap());
    record.with_discussed(causes.to_vec()).unwrap()
}

#[test]
fn what_a_room_talked_about_has_a_place_in_every_form_with_its_questions_and_without_a_remedy() {
    let (record, asked) = (discussed(), built_in());
    let (strategy, goals) = (&asked.causes()[3], &asked.causes()[5]);
    for format in READ {
        let report = report(&record, format);
        let (before, section) = report.split_once("Discussed in the session").unwrap_or_else(|| panic!("{report}"));
        let (section, _) = section.split_once("Cause by cause").unwrap();
        assert!(section.contains("The room talked about Strategy clash and Goals apart."), "{section}");
        assert!(section.contains(&strategy.prompts[0]) && section.contains("49"), "{section}");
        assert!(!report.contains(&strategy.remedy), "{report}");
        // What is to be done about the other stands further up, with its questions.
        assert!(before.contains(&goals.prompts[0]) && !section.contains(&goals.prompts[0]), "{report}");
        assert!(!seen(&written(&twelve(), format)).contains("Discussed"));
    }
    assert_eq!(data(&record)["discussed"], serde_json::json!(["strategy-people", "deliverables"]));
    let flagged = cells(&record, "discussed").into_iter().filter(|(.., cell)| cell == "true");
    let flagged: Vec<(String, String)> = flagged.map(|(cause, side, _)| (cause, side)).collect();
    assert_eq!(flagged, ["strategy-people", "deliverables"].map(|cause| (cause.to_owned(), "everyone".to_owned())));
}

#[test]
fn where_a_cause_counts_fewer_people_than_answered_every_form_says_why() {
    let why = "Of the 12 people, each cause counts those who answered at least half of its statements.";
    let few = like(&twelve()).each(|at, response| {
        if at == 7 {
            response.answers = response.answers.iter().take(1).map(|(item, answer)| (item.clone(), *answer)).collect();
        }
    });
    let few = few.build();
    for format in READ {
        assert!(report(&few, format).contains(why), "{}", report(&few, format));
        assert!(!report(&five_and_five(), format).contains("at least half of its statements"));
    }
}

#[test]
fn of_a_side_of_three_no_form_shows_a_figure_and_every_form_says_why() {
    for format in READ {
        let report = report(&withheld(), format);
        assert!(report.matches("fewer than 5 answered this part").count() >= 9, "{report}");
        let figure = |rest: &str| rest.trim_start_matches([':', ' ']).starts_with(|c: char| c.is_ascii_digit());
        let figures = report.split("Another team").skip(2).filter(|rest| figure(rest));
        assert_eq!(figures.count(), 0, "{report}");
        assert_eq!(report.matches("Many found this not applicable.").count(), 2, "{report}");
        assert!(report.contains("Withheld is not the same as no data: people did answer."), "{report}");
    }
    for (cause, side, why) in cells(&withheld(), "withheld") {
        assert!(side != "other" || why == "too_few", "{cause}");
        assert!(side != "everyone" || why.is_empty(), "{cause}: {why}");
    }
    for column in ["n", "mean", "low", "high", "band", "margin"] {
        let shown =
            cells(&withheld(), column).into_iter().filter(|(_, side, cell)| side == "other" && !cell.is_empty());
        assert_eq!(shown.count(), 0, "{column}");
    }
}

#[test]
fn of_three_people_no_form_shows_a_figure_or_counts_anybody_in() {
    for format in READ {
        let report = report(&three(), format);
        assert!(
            report.contains("Only 3 people have answered, so there is nothing to show: figures start at 5 people"),
            "{report}"
        );
        assert!(report.contains("Nothing can be shown: fewer than 5 people answered enough."), "{report}");
        for never in [" of 100, ", "give or take", "rank", "gap", "Talk first", "Where to start", " answered this part"]
        {
            assert!(!report.contains(never), "{never}: {report}");
        }
    }
    for column in ["n", "mean", "low", "high", "band", "margin", "rank", "left_out", "gap", "pairs", "verdict"] {
        let shown = cells(&three(), column).into_iter().filter(|(_, _, cell)| !cell.is_empty());
        assert_eq!(shown.count(), 0, "{column}");
    }
    assert!(cells(&three(), "withheld").iter().all(|(_, _, why)| why == "too_few"));
    for cause in data(&three())["causes"].as_array().unwrap() {
        assert_eq!(
            (&cause["rank"], &cause["gap"], &cause["talk_first"]),
            (&Value::Null, &Value::Null, &Value::Bool(false))
        );
    }
}

#[test]
fn a_second_round_says_of_what_it_did_not_ask_that_it_did_not() {
    let record = two_rounds(11);
    let asked: Vec<_> = record.questionnaire().causes().iter().take(2).flat_map(|cause| &cause.items).collect();
    let rounds = record.rounds().clone().with(2, asked.iter().map(|item| item.id.clone()).collect());
    let record = record.with_rounds(rounds).unwrap();
    for format in READ {
        let text = seen(&written_of(&record, 2, format));
        assert!(text.contains("7 were not asked in this round."), "{text}");
        assert!(!text.contains("nobody answered this part"), "{text}");
    }
}

#[rstest]
#[case::the_day_before("2026-11-30", ActionStatus::Open, "open, overdue")]
#[case::the_day_itself("2026-12-01", ActionStatus::Open, "open")]
#[case::the_day_after("2026-12-02", ActionStatus::Open, "open")]
#[case::done("2026-11-30", ActionStatus::Done("2026-11-29T09:00:00Z".parse().unwrap()), "done, 29 November 2026")]
#[case::dropped("2026-11-30", ActionStatus::Dropped("2026-11-29T09:00:00Z".parse().unwrap()), "dropped, 29 November 2026")]
fn a_step_is_overdue_from_the_day_after_its_day_and_never_once_it_is_settled(
    #[case] due: &str,
    #[case] became: ActionStatus,
    #[case] expected: &str,
) {
    let intent =
        Intent { cause: "bad-leads".parse().unwrap(), step: "Talk.", owner: "Kim", due: Some(due.parse().unwrap()) };
    let step = Action::new(intent, "2026-11-23T15:20:00Z".parse().unwrap()).unwrap().became(became);
    for letters in [&LOUD, &MIXED, &QUIET] {
        let record = solo(&built_in(), letters).with_actions(vec![step.clone()]).unwrap();
        for format in READ {
            let report = report(&record, format);
            assert!(report.contains(expected), "{expected}: {report}");
            assert_eq!(report.contains("overdue"), expected.contains("overdue"), "{report}");
        }
    }
}

#[test]
fn what_to_talk_about_first_goes_by_the_gap_and_not_by_the_severity() {
    let sales = ["5151", "5151", "3333", "3333", "3333", "3333", "3333", "3333", "3333"];
    let marketing = ["3333", "1515", "3333", "3333", "3333", "3333", "3333", "3333", "3333"];
    let record = several(&[("sales", 12, sales), ("marketing", 9, marketing)]);
    for format in READ {
        let report = report(&record, format);
        assert!(report.contains("Talk first about System burden and Lead mismatch"), "{report}");
        let (_, entries) = report.split_once("The two sides see these differently.").unwrap();
        assert!(entries.find("rates this 83 points") < entries.find("rates this 42 points"), "{entries}");
        let chart = report.split("How severe each cause is").nth(1).unwrap();
        assert!(chart.find("Lead mismatch") < chart.find("System burden"), "the chart goes by severity: {chart}");
    }
}
