//! Two or more runs side by side.

use std::sync::Arc;

use jiff::Zoned;
use rstest::rstest;
use serde_json::{Value, json};
use undercurrent::testing::document::{self, Format, Subject};
use undercurrent::testing::domain::{
    Cell, Compared, Kind, Questionnaire, Record, Runs, RunsApart as Apart, Token, TrendTable, is_alike, trend_table,
};

use super::trend::{as_before, asked, room};
use crate::support::record::like;
use crate::support::{id, solo};

/// A run: which day of March 2026 it was finished on, and under which label.
fn run(record: &Record, day: u8, label: &str) -> Record {
    let name = u128::from(day);
    let at = |hour: u8| format!("2026-03-{day:02}T{hour:02}:00:00Z");
    let run = like(record).id(Token::new(name << 96)).created(&at(9)).finished(&at(10)).label(label);
    run.each(|number, response| response.id = Token::new(name * 1000 + number)).build()
}

/// One person who answers both causes alike throughout.
fn person(questionnaire: &Arc<Questionnaire>, values: [i32; 2], day: u8) -> Record {
    let answers: Vec<Value> = values.iter().flat_map(|value| [json!(value), json!(value)]).collect();
    run(&solo(questionnaire, &answers), day, "EMEA")
}

fn team(answers: &[(i32, usize)], day: u8) -> Record {
    run(&room(&asked(as_before), answers), day, "EMEA")
}

fn table(runs: &Runs) -> TrendTable {
    trend_table(runs, &"2026-04-01T12:00:00+02:00[+02:00]".parse::<Zoned>().unwrap())
}

fn text(runs: &Runs) -> String {
    document::text(&Subject::Runs(runs), Format::Text, &"2026-04-01T12:00:00+02:00[+02:00]".parse().unwrap()).unwrap()
}

fn row<'a>(table: &'a TrendTable, name: &str) -> (Vec<&'a str>, &'a str) {
    let row = table.rows.iter().find(|row| row.name == name).unwrap();
    (row.cells.iter().map(String::as_str).collect(), row.change.as_str())
}

#[test]
fn runs_stand_by_their_dates_however_they_are_named() {
    let questionnaire = asked(as_before);
    let records = [(5, [3, 1]), (1, [1, 1]), (9, [4, 2])].map(|(day, values)| person(&questionnaire, values, day));
    let table = table(&Runs::of(&records).unwrap());
    let one = "first to last: +75, higher; last step: +25, higher";
    assert_eq!(row(&table, "Cause one"), (vec!["0", "50", "75"], one));
    let two = "first to last: +25, higher; last step: +25, higher";
    assert_eq!(row(&table, "Cause two"), (vec!["0", "0", "25"], two));
    assert_eq!(table.heads, ["Record 1", "Record 2", "Record 3"]);
    assert_eq!(table.runs[2], ("Record 3".to_owned(), "9 March 2026, EMEA".to_owned()));
}

#[test]
fn two_runs_are_named_by_their_days_unless_both_fall_on_one() {
    let questionnaire = asked(as_before);
    let mut runs = Runs::of(&[1, 5].map(|day| person(&questionnaire, [3, 1], day))).unwrap();
    assert_eq!(table(&runs).heads, ["1 Mar 2026", "5 Mar 2026"]);
    runs.columns[1].head.finished = runs.columns[0].head.finished;
    assert_eq!(table(&runs).heads, ["Record 1", "Record 2"]);
}

#[test]
fn causes_are_listed_by_their_severity_in_the_last_run() {
    let questionnaire = asked(as_before);
    let runs = Runs::of(&[person(&questionnaire, [5, 1], 1), person(&questionnaire, [2, 4], 2)]).unwrap();
    let names: Vec<&str> = runs.rows.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names, ["Cause two", "Cause one"]);
}

#[test]
fn under_one_persons_table_stands_what_chance_can_do() {
    let questionnaire = asked(as_before);
    let text = text(&Runs::of(&[person(&questionnaire, [3, 1], 1), person(&questionnaire, [4, 1], 2)]).unwrap());
    assert!(text.contains("about one of nine causes may still pass by chance"), "{text}");
    assert!(text.contains("+25, higher") && text.contains("0, within the usual wobble"), "{text}");
}

#[test]
fn a_teams_change_is_told_with_its_interval_and_the_number_of_people_in_both_runs() {
    let runs = Runs::of(&[team(&[(5, 8), (4, 4)], 1), team(&[(2, 6), (3, 3)], 5)]).unwrap();
    let text = text(&runs);
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flat.contains("12 people") && flat.contains("9 people"), "{text}");
    assert!(flat.contains("12 people, then 9: not the same people."), "{text}");
    assert!(flat.contains("Cause one is 58 points lower than on 1 March 2026. Unlikely"), "{text}");
    let crowds = Runs::of(&[team(&[(5, 8), (4, 4)], 1), team(&[(2, 7), (3, 3)], 5)]).unwrap();
    let of_crowds = self::text(&crowds).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(of_crowds.contains("lower than on 1 March 2026 (between "), "{of_crowds}");
    assert!(flat.contains("Unlikely to be chance.") && flat.contains("−58, clear"), "{text}");
    assert!(!flat.contains("by chance"), "what chance does to one person is not said of a team");
}

#[test]
fn too_few_people_stay_hidden_in_every_run() {
    let runs = Runs::of(&[team(&[(5, 4)], 1), team(&[(2, 8)], 5)]).unwrap();
    assert_eq!(row(&table(&runs), "Cause one"), (vec!["–", "25"], "record 1: fewer than 5 answered this part"));
    assert_eq!(table(&runs).changes, Vec::<String>::new());
    let both = table(&Runs::of(&[team(&[(5, 4)], 1), team(&[(2, 3)], 5)]).unwrap());
    assert_eq!(row(&both, "Cause one"), (vec!["–", "–"], "fewer than 5 answered this part"));
}

#[test]
fn causes_whose_items_changed_are_left_out_and_named() {
    let reworded = asked(|causes| causes[0].1[0].text = "Another statement.".to_owned());
    let runs = Runs::of(&[person(&asked(as_before), [3, 1], 1), person(&reworded, [3, 1], 2)]).unwrap();
    let table = table(&runs);
    assert_eq!(table.rows.iter().map(|row| row.name.as_str()).collect::<Vec<_>>(), ["Cause two"]);
    assert!(
        table.notes.iter().any(|note| note.starts_with("Left out, since Cause one was not asked")),
        "{:?}",
        table.notes
    );
}

#[test]
fn an_early_run_that_asked_differently_has_no_figure_and_says_so() {
    let reworded = asked(|causes| causes[0].1[0].text = "Another statement.".to_owned());
    let records =
        [person(&reworded, [5, 1], 1), person(&asked(as_before), [3, 1], 2), person(&asked(as_before), [3, 1], 3)];
    let runs = Runs::of(&records).unwrap();
    assert_eq!(runs.rows[0].cells[0], Cell::Differently);
    let table = table(&runs);
    let moved = "first to last: asked in another way; last step: 0, within the usual wobble";
    assert_eq!(row(&table, "Cause one"), (vec!["–", "50", "50"], moved));
    let note = "Record 1 did not ask about Cause one in the same way: no figure there.".to_owned();
    assert!(table.notes.contains(&note), "{:?}", table.notes);
}

#[test]
fn one_persons_pulses_stand_side_by_side_without_a_word_of_change() {
    let pulse = asked(|causes| causes.iter_mut().for_each(|(_, items)| items[0].pulse = true)).pulse().unwrap();
    let pulse = Arc::new(pulse);
    let [first, second] =
        [(1, 1), (5, 2)].map(|(value, day)| run(&solo(&pulse, &[json!(value), json!(value)]), day, ""));
    let table = table(&Runs::of(&[first, second]).unwrap());
    assert_eq!(row(&table, "Cause one").1, "+100");
    assert!(table.notes.iter().any(|note| note.starts_with("In a pulse")), "{:?}", table.notes);
    assert!(!table.notes.iter().any(|note| note.contains("one of nine")), "{:?}", table.notes);
}

#[test]
fn runs_of_different_names_are_no_trend() {
    let questionnaire = asked(as_before);
    let of = |day, label: &str| run(&person(&questionnaire, [3, 1], day), day, label);
    let refused = |labels: [&str; 3]| {
        let records: Vec<Record> = (1..).zip(labels).map(|(day, label)| of(day, label)).collect();
        Runs::of(&records).err().map(|why| why.to_string()).unwrap_or_default()
    };
    let why = refused(["EMEA", "EMEA", "APAC"]);
    assert!(why.contains("00000001 (EMEA) and 00000003 (APAC) have different names"), "{why}");
    assert!(why.contains("a trend follows one name"), "{why}");
    assert!(refused(["EMEA", "", "EMEA"]).contains("00000002 (without a name)"));
    assert_eq!(refused(["EMEA", "emea", " EMEA "]), "", "what differs by case alone is one name");
    assert_eq!(refused(["", "", ""]), "");
}

#[test]
fn three_steps_that_are_each_a_wobble_may_be_a_change_from_first_to_last() {
    // Sixteen statements: one answer moved by one step is 1.6 points.
    let shape = crate::support::Shape { min: 1, max: 5, reverse: false, weight: 1.0 };
    let long = crate::support::questionnaire(&[("c".to_owned(), crate::support::items("c", &vec![shape; 16]))], 5);
    let at = |points: usize, day| {
        let answers: Vec<Value> = (0..16).map(|item| json!(1 + (points * 16 / 25 + 15 - item) / 16)).collect();
        run(&solo(&long, &answers), day, "EMEA")
    };
    let runs: Vec<Record> = [(44, 1), (56, 2), (69, 3), (82, 4)].map(|(points, day)| at(points, day)).to_vec();
    let table = table(&Runs::of(&runs).unwrap());
    let (cells, change) = row(&table, "Cause c");
    assert_eq!(cells, ["44", "55", "69", "81"]);
    assert_eq!(change, "first to last: +38, higher; last step: +13, within the usual wobble");
    let note =
        "With two comparisons, one or two of nine causes pass by chance; looked at again after every record, more.";
    assert!(table.notes.contains(&note.to_owned()), "{:?}", table.notes);
    assert!(!table.notes.iter().any(|note| note.contains("about one of nine")), "{:?}", table.notes);
}

#[test]
fn a_cause_that_was_asked_differently_in_between_is_told_first_to_last_alone() {
    let reworded = asked(|causes| causes[0].1[0].text = "Another statement.".to_owned());
    let (as_now, between) = (asked(as_before), reworded);
    let runs = [person(&as_now, [1, 1], 1), person(&between, [5, 1], 2), person(&as_now, [3, 1], 3)];
    let table = table(&Runs::of(&runs).unwrap());
    let moved = "first to last: +50, higher; last step: asked in another way";
    assert_eq!(row(&table, "Cause one"), (vec!["0", "–", "50"], moved));
}

#[test]
fn a_teams_two_comparisons_are_judged_together() {
    let exports = |runs: &[(i32, u8)]| {
        let all: Vec<Record> = runs.iter().map(|&(value, day)| team(&[(value, 9), (value - 1, 1)], day)).collect();
        let Compared::Team(trend) = Runs::of(&all).unwrap().whole else { panic!("a team") };
        trend.causes[0].export.unwrap()
    };
    let (two, three) = (exports(&[(2, 1), (5, 3)]), exports(&[(2, 1), (4, 2), (5, 3)]));
    assert!((two.p - three.p).abs() < 1e-12, "alone, the comparison is the same");
    assert!((two.p_holm - 2.0 * two.p).abs() < 1e-12, "two causes, one comparison");
    assert!(three.p_holm > 3.0 * three.p, "two causes, two comparisons");
}

#[test]
fn a_teams_two_comparisons_are_each_told_with_both_numbers_of_people() {
    let runs = Runs::of(&[team(&[(5, 8), (4, 4)], 1), team(&[(4, 9)], 2), team(&[(2, 6), (3, 6)], 5)]).unwrap();
    let table = table(&runs);
    assert!(table.changes[0].contains("than on 1 March 2026"), "{:?}", table.changes);
    assert!(table.changes[1].contains("than on 2 March 2026"), "{:?}", table.changes);
    assert!(table.notes.contains(&"First to last: 12 people, then 12.".to_owned()), "{:?}", table.notes);
    let step = "Last step: 9 people, then 12: not the same people.";
    assert!(table.notes.contains(&step.to_owned()), "{:?}", table.notes);
}

#[test]
fn a_second_copy_is_left_out_and_named() {
    let questionnaire = asked(as_before);
    let (first, second) = (person(&questionnaire, [3, 1], 1), person(&questionnaire, [4, 1], 2));
    let runs = Runs::of(&[second.clone(), first.clone(), second.clone(), second]).unwrap();
    let table = table(&runs);
    assert_eq!(row(&table, "Cause one"), (vec!["50", "75"], "+25, higher"));
    let note = "Left out, since it has the same id: another copy of 00000002.";
    assert!(table.notes.contains(&note.to_owned()), "{:?}", table.notes);
}

fn unfinished(record: &Record) -> Record {
    like(record).unfinished().build()
}

fn for_marketing(record: &Record) -> Record {
    like(record).each(|_, response| response.side = id("marketing")).build()
}

#[rstest]
#[case::one_alone(|one: Record| vec![one], "a trend needs two finished records or more")]
#[case::unfinished(|one: Record| vec![person(one.questionnaire(), [3, 1], 2), unfinished(&one)], "00000001 is not finished yet")]
#[case::a_team(|one: Record| vec![one, team(&[(5, 8)], 2)], "holds one person's answers and")]
#[case::another_side(|one: Record| vec![for_marketing(&person(one.questionnaire(), [3, 1], 2)), one], "one person on one side")]
#[case::itself(|one: Record| vec![one.clone(), one], "never set beside itself")]
fn what_is_not_of_one_kind_is_refused(#[case] records: fn(Record) -> Vec<Record>, #[case] expected: &str) {
    let why = Runs::of(&records(person(&asked(as_before), [3, 1], 1))).unwrap_err().to_string();
    assert!(why.contains(expected), "{why}");
}

#[test]
fn a_pulse_beside_a_full_run_is_refused() {
    let full = asked(|causes| causes.iter_mut().for_each(|(_, items)| items[0].pulse = true));
    let pulse = run(&solo(&Arc::new(full.pulse().unwrap()), &[json!(3), json!(3)]), 1, "EMEA");
    let full = person(&full, [3, 1], 2);
    assert!(!is_alike(&pulse, &full));
    assert!(matches!(Runs::of(&[pulse, full]), Err(Apart::Pulse(_))));
}

#[test]
fn a_team_that_holds_answers_of_the_other_run_is_refused() {
    let first = team(&[(5, 6), (1, 6)], 1);
    let mut responses = team(&[(2, 9)], 2).responses().to_vec();
    responses.push(first.responses()[0].clone());
    let second = like(&team(&[(2, 9)], 2)).kind(Kind::Merged).people(responses).build();
    assert!(matches!(Runs::of(&[first, second]), Err(Apart::Twice(_, _))));
}

#[test]
fn nothing_is_ever_said_to_be_the_reason() {
    let questionnaire = asked(as_before);
    let texts = [
        text(&Runs::of(&[person(&questionnaire, [5, 1], 1), person(&questionnaire, [1, 5], 2)]).unwrap()),
        text(&Runs::of(&[team(&[(5, 9)], 1), team(&[(1, 9)], 2)]).unwrap()),
    ];
    for text in texts {
        for word in ["improve", "because", "better", "worse", "thanks", "trend is"] {
            assert!(!text.to_lowercase().contains(word), "{word}: {text}");
        }
        assert!(text.contains("They do not say why."));
        assert!(text.lines().all(|line| unicode_width::UnicodeWidthStr::width(line) <= 80), "{text}");
    }
}
