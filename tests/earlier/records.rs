//! Records of format 1.

use std::path::{Path, PathBuf};

use rstest::rstest;
use undercurrent::testing::domain::{ActionStatus, Answer, Cause, Kind, Record, WasAsked};
use undercurrent::testing::storage::{from_text, read, to_text};

use crate::home::Home;
use crate::path;
use crate::same::same;

fn record(name: &str) -> Record {
    read(&path(&format!("{name}.toml"))).unwrap()
}

/// How many values, how many "does not apply", and the sum of the values, over all responses.
fn answers(record: &Record) -> (usize, usize, i32) {
    let all: Vec<Answer> = record.responses().iter().flat_map(|one| one.answers.values().copied()).collect();
    let values: Vec<i32> =
        all.iter().filter_map(|a| if let Answer::Value(value) = a { Some(*value) } else { None }).collect();
    (values.len(), all.len() - values.len(), values.iter().sum())
}

#[rstest]
#[case("solo-unfinished", Kind::Solo, 1, (17, 2, 54))]
#[case("solo-finished", Kind::Solo, 1, (31, 3, 151))]
#[case("pulse", Kind::Solo, 1, (8, 1, 27))]
#[case("merged", Kind::Merged, 12, (383, 25, 1295))]
#[case("workshop-one-round", Kind::Workshop, 12, (406, 26, 1342))]
#[case("workshop", Kind::Workshop, 24, (499, 29, 1639))]
fn a_record_of_format_1_is_read_with_every_answer(
    #[case] name: &str,
    #[case] kind: Kind,
    #[case] responses: usize,
    #[case] expected: (usize, usize, i32),
) {
    let record = record(name);
    assert_eq!((record.head().kind, record.responses().len()), (kind, responses));
    assert_eq!(answers(&record), expected);
    assert_eq!((record.head().label.as_str(), record.head().min_people), ("EMEA", 5));
    assert_eq!(record.questionnaire().head().version, "1");
}

#[test]
fn an_unfinished_one_stands_where_it_stood() {
    let record = record("solo-unfinished");
    assert!(!record.is_finished());
    assert_eq!(record.answered(), 19);
}

#[test]
fn times_of_a_changed_one_are_what_they_were() {
    let head = record("solo-finished").head().clone();
    assert_eq!(head.created.to_string(), "2026-10-05T08:00:00Z");
    assert_eq!(head.finished.unwrap().to_string(), "2026-10-05T08:10:00Z");
    assert_eq!(head.changed.unwrap().to_string(), "2026-10-06T08:00:00Z");
}

#[test]
fn steps_are_what_they_were() {
    let record = record("solo-finished");
    let steps: Vec<_> = record.actions().iter().map(|one| (one.cause().as_str(), one.step(), one.owner())).collect();
    let expected = [
        ("bad-leads", "Take the last ten leads.", "Kim"),
        ("forced-it", "Go through the fields.", ""),
        ("deliverables", "Follow ten leads.", "Ann"),
    ];
    assert_eq!(steps, expected);
    let due: Vec<_> = record.actions().iter().map(|one| one.due().map(|day| day.to_string())).collect();
    assert_eq!(due, [Some("2026-11-01".to_owned()), None, Some("2026-10-20".to_owned())]);
    let said = "2026-10-30T08:00:00Z".parse().unwrap();
    let states: Vec<_> = record.actions().iter().map(undercurrent::testing::domain::Action::state).collect();
    assert_eq!(states, [ActionStatus::Done(said), ActionStatus::Going(said), ActionStatus::Open]);
}

#[test]
fn both_rounds_of_a_session_are_there() {
    let record = record("workshop");
    let of = |round| record.responses().iter().filter(|one| one.round == round).count();
    assert_eq!((of(1), of(2), record.people()), (12, 12, 12));
    assert!(record.responses().iter().filter(|one| one.round == 2).all(|one| one.answers.len() == 8));
}

#[rstest]
#[case("solo-unfinished")]
#[case("solo-finished")]
#[case("pulse")]
#[case("merged")]
#[case("workshop")]
fn the_program_reports_it(#[case] name: &str) {
    let record = path(&format!("{name}.toml"));
    assert_eq!(Home::new().run(&["report", record.to_str().unwrap()]).code, 0);
}

#[test]
fn what_format_1_did_not_say_is_not_known_and_what_is_certain_is() {
    let record = record("workshop");
    assert_eq!(record.rounds().items(1).unwrap().len(), 36);
    assert_eq!(record.rounds().items(2), None);
    let asked: Vec<WasAsked> = record.questionnaire().causes().iter().map(|cause| record.asked(2, cause)).collect();
    assert_eq!(asked.iter().filter(|asked| **asked == WasAsked::Yes).count(), 2);
    assert_eq!(asked.iter().filter(|asked| **asked == WasAsked::Unknown).count(), 7);
    assert_eq!(self::record("merged").parts(), None);
    assert_eq!(record.parts(), Some([].as_slice()));
}

#[rstest]
#[case("solo-unfinished")]
#[case("solo-finished")]
#[case("pulse")]
#[case("merged")]
#[case("workshop-one-round")]
#[case("workshop")]
fn written_again_it_is_of_format_2_and_says_the_same(#[case] name: &str) {
    let record = record(name);
    let text = to_text(&record).unwrap();
    assert!(text.contains("\nformat = 2\n"));
    same!(from_text(&text), Ok(record));
}

/// What the program says to these arguments.
fn run(args: &[&str]) -> String {
    let run = Home::new().run(args);
    assert_eq!(run.code, 0, "{args:?}: {run:?}");
    // Lines are broken wherever they are full.
    (run.out + &run.err).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A finished record of today's questionnaire, by an answers file.
fn of_today(folder: &Path) -> PathBuf {
    let (answers, record) = (folder.join("answers.toml"), folder.join("today.toml"));
    let text = "side = \"marketing\"\nlabel = \"EMEA\"\n[answers]\nlead-unchecked = 3\nlead-fits = 3\n";
    std::fs::write(&answers, text).unwrap();
    run(&["--answers", answers.to_str().unwrap(), "--output", record.to_str().unwrap()]);
    record
}

#[test]
fn a_record_of_then_goes_together_with_one_of_today() {
    let folder = tempfile::tempdir().unwrap();
    let (then, today) = (path("solo-finished.toml"), of_today(folder.path()));
    let (then, today) = (then.to_str().unwrap(), today.to_str().unwrap());
    let team = folder.path().join("team.toml");
    run(&["merge", then, today, "--output", team.to_str().unwrap()]);
    let merged = read(&team).unwrap();
    assert_eq!(merged.questionnaire().head().bands.mixed, "moderate");
    assert!(run(&["compare", then, today]).contains("moderate"));
    let trend = run(&["trend", then, today]);
    assert!(trend.contains("Lead mismatch") && !trend.contains("asked differently"), "{trend}");
}

#[rstest]
#[case("text")]
#[case("markdown")]
#[case("html")]
#[case("csv")]
#[case("json")]
fn the_second_round_of_a_session_of_then_says_what_is_certain_of_causes_without_answers(#[case] form: &str) {
    let record = path("workshop.toml");
    let report = run(&["report", record.to_str().unwrap(), "--round", "2", "--format", form]);
    let expected = if ["csv", "json"].contains(&form) { "perhaps_not_asked" } else { "the record does not say" };
    assert!(report.matches(expected).count() >= 7, "{report}");
    assert!(!report.contains("nobody answered this part") && !report.contains("nobody_answered"), "{report}");
}

#[rstest]
#[case("text")]
#[case("markdown")]
#[case("html")]
#[case("csv")]
#[case("json")]
fn a_second_round_tells_the_causes_that_it_did_not_ask(#[case] form: &str) {
    let folder = tempfile::tempdir().unwrap();
    let then = record("workshop");
    let asked = |cause: &&Cause| then.asked(2, cause) == WasAsked::Yes;
    let items = then.questionnaire().causes().iter().filter(asked).flat_map(|cause| &cause.items);
    let rounds = then.rounds().clone().with(2, items.map(|item| item.id.clone()).collect());
    let file = folder.path().join("today.toml");
    std::fs::write(&file, to_text(&then.with_rounds(rounds).unwrap()).unwrap()).unwrap();
    let report = run(&["report", file.to_str().unwrap(), "--round", "2", "--format", form]);
    let expected = if ["csv", "json"].contains(&form) { "not_asked" } else { "not asked in this round" };
    assert!(report.matches(expected).count() >= 7, "{report}");
    let is_read = !["csv", "json"].contains(&form);
    assert!(!is_read || report.contains("7 were not asked in this round."), "{report}");
    assert!(!report.contains("Withheld is not the same"), "{report}");
    let wrong = ["nobody answered", "nobody_answered", "does not say", "perhaps", "many found"];
    assert!(wrong.iter().all(|wrong| !report.contains(wrong)), "{report}");
}
