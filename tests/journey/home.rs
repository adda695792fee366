//! The list of records, and runs side by side.

use undercurrent::testing::app::{Effect, ReadRequest, StoreRequest};
use undercurrent::testing::domain::Record;
use undercurrent::testing::domain::Token;
use undercurrent::testing::terminal::Ending;

use crate::answers::{built_in, finished, record};
use crate::record::like;
use crate::stage::{Shared, Stage, disk};

const LOUD: [&str; 9] = ["5142", "4233", "3333", "5nnn", "1515", "5151", "33.3", "2424", "4242"];
const MILD: [&str; 9] = ["3333"; 9];

/// The same answers as a record of its own, finished on this day of November.
fn on_day(record: &Record, day: u8, label: &str) -> Record {
    let at = |hour: u8| format!("2026-11-{day:02}T{hour:02}:00:00Z");
    let own = like(record).id(Token::new(u128::from(day) << 96)).created(&at(9)).label(label);
    let own = own.each(|_, response| response.id = Token::new(day.into()));
    if record.is_finished() { own.finished(&at(10)).build() } else { own.build() }
}

fn holding(records: Vec<Record>) -> Shared {
    let disk = disk();
    disk.lock().unwrap().records.extend(records.into_iter().map(|record| (record.head().id, record)));
    disk
}

/// EMEA on the first and the second, APAC on the third.
fn three() -> Shared {
    let loud = finished(&built_in(), &LOUD);
    let mild = finished(&built_in(), &MILD);
    holding(vec![on_day(&loud, 1, "EMEA"), on_day(&mild, 2, "EMEA"), on_day(&mild, 3, "APAC")])
}

#[test]
fn a_record_is_opened_from_the_list_and_left_for_the_list() {
    let mut stage = Stage::at_home(&three());
    stage.shows("your records");
    stage.shows("EMEA");
    stage.shows("APAC");
    stage.slowly("Down Enter");
    stage.shows("your view, from Sales, 1 person");
    stage.slowly("Esc");
    stage.shows("your records");
    assert_eq!(stage.slowly("q"), Some(Ending::Left));
}

#[test]
fn the_list_is_filtered_while_typing_and_shown_whole_again() {
    let mut stage = Stage::at_home(&three());
    stage.slowly("/ text:apa");
    stage.shows("APAC");
    stage.hides("EMEA");
    stage.slowly("Enter");
    stage.shows("Filtered by “apa”. Esc shows all.");
    stage.slowly("Esc");
    stage.shows("EMEA");
    stage.slowly("/ text:nothing");
    stage.shows("No record to show.");
    stage.slowly("Esc");
    stage.shows("APAC");
}

#[test]
fn deleting_a_record_asks_first() {
    let disk = three();
    let mut stage = Stage::at_home(&disk);
    stage.slowly("d");
    stage.shows("Delete EMEA, Sales, today 16:10? u takes it back until you leave.");
    stage.resize(40, 12);
    stage.shows("Delete EMEA, Sales, today 16:10? u takes it back until you leave.");
    stage.slowly("n");
    assert_eq!(disk.lock().unwrap().records.len(), 3);
    stage.slowly("End d y");
    stage.shows("Deleted: APAC");
    assert_eq!(disk.lock().unwrap().records.len(), 2);
}

#[test]
fn what_was_deleted_is_named_and_can_be_taken_back_one_after_the_other() {
    let disk = three();
    let mut stage = Stage::at_home(&disk);
    stage.hides("u undo");
    stage.slowly("u");
    stage.shows("Nothing was deleted since Undercurrent was opened.");
    stage.slowly("End d y");
    stage.shows("Deleted: APAC, Sales, today 16:10. u takes it back until you leave.");
    stage.shows("u undo");
    stage.slowly("d y");
    assert_eq!(disk.lock().unwrap().records.len(), 1);
    stage.slowly("Enter Esc u");
    stage.shows("Back again: EMEA, Sales, today 16:10.");
    stage.slowly("u");
    stage.shows("Back again: APAC, Sales, today 16:10.");
    assert_eq!(disk.lock().unwrap().records.len(), 3);
    stage.hides("u undo");
}

#[test]
fn what_a_run_left_behind_that_was_cut_short_is_asked_about_before_the_list() {
    for (key, left) in [("y", 3), ("n", 2)] {
        let disk = three();
        let (id, record) = disk.lock().unwrap().records.pop_last().unwrap();
        disk.lock().unwrap().left.push(record);
        let mut stage = Stage::at_home(&disk);
        stage.shows("1 deleted record is still here. Restore it?");
        stage.shows("APAC, Sales, today 16:10");
        stage.hides("No record to show");
        stage.burst(key);
        stage.shows("Not taken: this question has only just come up.");
        stage.slowly(key);
        stage.shows("your records");
        if key == "y" {
            stage.shows("1 record is back.");
        } else {
            stage.hides("back.");
        }
        assert_eq!(disk.lock().unwrap().records.len(), left, "{key}");
        assert_eq!(disk.lock().unwrap().records.contains_key(&id), key == "y");
        assert!(disk.lock().unwrap().left.is_empty());
    }
}

#[test]
fn what_was_left_behind_is_asked_about_later_where_nobody_decides() {
    for later in ["Esc", "q"] {
        let disk = three();
        let (_, record) = disk.lock().unwrap().records.pop_last().unwrap();
        disk.lock().unwrap().left.push(record);
        let mut stage = Stage::at_home(&disk);
        assert_eq!(stage.slowly(later), None);
        stage.shows("your records");
        stage.hides("APAC");
        assert_eq!(stage.slowly("q"), Some(Ending::Left));
        Stage::at_home(&disk).shows("Restore it?");
    }
}

#[test]
fn q_says_no_where_a_record_is_about_to_be_deleted() {
    let disk = three();
    let mut stage = Stage::at_home(&disk);
    stage.slowly("End d");
    stage.shows("Delete APAC");
    assert_eq!(stage.slowly("q"), None);
    stage.hides("Delete APAC");
    assert_eq!(disk.lock().unwrap().records.len(), 3);
    assert_eq!(stage.slowly("q"), Some(Ending::Left));
}

#[test]
fn a_new_assessment_begins_from_the_list_and_goes_back_to_it() {
    let mut stage = Stage::at_home(&three());
    stage.slowly("n Esc");
    stage.shows("your records");
    stage.slowly("n Enter");
    stage.shows("Which side do you answer for?");
}

#[test]
fn what_was_left_unfinished_is_offered_before_the_list() {
    let disk = holding(vec![on_day(&record(&built_in(), &["51"]), 1, "EMEA")]);
    let mut stage = Stage::at_home(&disk);
    stage.shows("Resume EMEA (2 of 36");
    stage.slowly("Esc");
    stage.shows("your records");
    stage.shows("Resume, 2 answers");
    stage.slowly("Enter");
    stage.shows("of 36");
}

#[test]
fn the_runs_of_a_label_are_set_side_by_side_from_the_list() {
    let mut stage = Stage::at_home(&three());
    stage.slowly("t");
    stage.shows("2 runs of one person, from Sales");
    stage.shows("1 Nov 2026 2 Nov 2026 Change");
    stage.shows("within the usual wobble");
    stage.hides("APAC");
    stage.resize(40, 12);
    stage.slowly("End");
    stage.shows("They do not say why.");
    stage.slowly("Esc");
    stage.shows("your records");
}

#[test]
fn a_run_alone_stays_on_the_list_with_a_reason() {
    let mut stage = Stage::at_home(&three());
    stage.slowly("End t");
    stage.shows("your records");
    stage.shows("two finished runs");
}

#[test]
fn runs_named_by_hand_are_set_side_by_side_once_the_screen_is_there_and_keys_wait_for_it() {
    let disk = three();
    let named = |record: &Record| (record.head().id.to_string(), record.clone());
    let runs = disk.lock().unwrap().records.values().take(2).map(named).collect();
    disk.lock().unwrap().slow = true;
    let mut stage = Stage::opening(&disk, Effect::Read(ReadRequest::Runs(runs)));
    stage.shows("Reading");
    stage.slowly("Esc");
    stage.shows("Reading");
    stage.settle();
    stage.shows("your records");
    stage.shows("APAC");
}

#[test]
fn answers_of_a_few_people_are_set_side_by_side_once_the_screen_is_there() {
    let disk = three();
    let named = |record: &Record| (record.head().id.to_string(), record.clone());
    let files = disk.lock().unwrap().records.values().take(2).map(named).collect();
    let mut stage = Stage::opening(&disk, Effect::Read(ReadRequest::Compare(files)));
    stage.shows("2 people, side by side");
    stage.slowly("Esc");
    stage.shows("your records");
}

#[test]
fn what_cannot_be_opened_is_told_above_the_list() {
    let disk = holding(vec![on_day(&record(&built_in(), &["51"]), 1, "EMEA")]);
    let id = disk.lock().unwrap().only().head().id;
    let first = Stage::opening(&disk, Effect::Store(StoreRequest::Claim(id.into())));
    first.shows("In the last three months");
    let second = Stage::opening(&disk, Effect::Store(StoreRequest::Claim(id.into())));
    second.shows("open in another");
    second.shows("Resume, 2 answers");
    second.hides("Reading");
}

/// One name as two keyboards and an input method write it.
const CAFE: [&str; 3] = ["Caf\u{e9}", "cafe\u{301}", "ＣＡＦＥ\u{301}"];

#[test]
fn runs_of_one_name_are_set_side_by_side_however_it_was_written() {
    let loud = finished(&built_in(), &LOUD);
    let disk = holding((1..=3).zip(CAFE).map(|(day, name)| on_day(&loud, day, name)).collect());
    let mut stage = Stage::at_home(&disk);
    stage.slowly("t");
    stage.shows("3 runs of one person, from Sales");
    stage.hides("CAFE");
    stage.hides("ＣＡＦＥ");
}

#[test]
fn the_filter_finds_a_name_however_it_is_written() {
    let loud = finished(&built_in(), &LOUD);
    let disk = holding(vec![on_day(&loud, 1, CAFE[0]), on_day(&loud, 2, "Straße １２"), on_day(&loud, 3, "APAC")]);
    for (typed, found) in [(CAFE[1], "Café"), ("CAFÉ", "Café"), ("strasse", "Straße"), ("12", "Straße")] {
        let mut stage = Stage::at_home(&disk);
        stage.slowly(&format!("/ text:{typed} Enter"));
        stage.shows(found);
        stage.hides("APAC");
    }
}
