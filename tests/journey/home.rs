//! The list of records, and runs side by side.

use rstest::rstest;
use undercurrent::testing::app::{Effect, ReadRequest, StoreRequest};
use undercurrent::testing::domain::{Record, Token};
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
    stage.shows("as Sales sees it");
    stage.slowly("Esc");
    stage.shows("your records");
    assert_eq!(stage.slowly("q"), Some(Ending::Left));
}

#[test]
fn the_list_is_filtered_while_typing_and_shown_whole_again() {
    let mut stage = Stage::at_home(&three());
    stage.slowly("/ text:apac");
    stage.shows("APAC");
    stage.hides("EMEA");
    stage.slowly("Enter");
    stage.shows("Filtered by “apac”. Esc shows all.");
    stage.slowly("Esc");
    stage.shows("EMEA");
    stage.slowly("/ text:nothing");
    stage.shows("No record matches “nothing”. Esc shows all 3.");
    stage.slowly("Esc");
    stage.shows("APAC");
}

#[test]
fn a_filter_that_is_kept_leaves_the_cursor_on_the_record_that_was_chosen_in_it() {
    let disk = three();
    let mut stage = Stage::at_home(&disk);
    stage.slowly("/ text:a Down Enter");
    let marked = |stage: &Stage| stage.text.lines().find(|line| line.contains('▌')).map(str::to_owned);
    let chosen = marked(&stage);
    stage.slowly("/ Enter");
    assert_eq!(marked(&stage), chosen);
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
        stage.hides("no record");
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
    stage.shows("2 of 36 resume");
    stage.slowly("Enter");
    stage.shows("of 36");
}

#[test]
fn the_runs_of_a_label_are_set_side_by_side_from_the_list() {
    let mut stage = Stage::at_home(&three());
    stage.slowly("t");
    stage.shows("2 records of one person, from Sales");
    stage.shows("1 Nov 2 Nov first to last");
    stage.shows("Since 1 Nov Lead mismatch, Goals apart and Lack of respect are lower");
    stage.hides("APAC");
    stage.resize(40, 12);
    stage.slowly("End");
    stage.shows("of");
    stage.slowly("Esc");
    stage.shows("your records");
}

#[test]
fn a_run_alone_stays_on_the_list_with_a_reason() {
    let mut stage = Stage::at_home(&three());
    stage.slowly("End t");
    stage.shows("your records");
    stage.shows("two finished records");
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
    second.shows("2 of 36 resume");
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
    stage.shows("3 records of one person, from Sales");
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

/// EMEA from Sales and from Marketing, and DACH from both, a person each.
fn both_sides() -> Shared {
    let loud = finished(&built_in(), &LOUD);
    let mild = finished(&built_in(), &MILD);
    let of = |side: &'static str, record: Record| {
        like(&record).each(|_, response| response.side = side.parse().unwrap()).build()
    };
    holding(vec![
        on_day(&of("sales", loud.clone()), 1, "EMEA"),
        on_day(&of("marketing", mild.clone()), 2, "EMEA"),
        on_day(&of("sales", mild), 3, "DACH"),
        on_day(&of("sales", loud), 4, "EMEA"),
    ])
}

#[test]
fn the_list_says_how_many_there_are_and_what_the_chosen_one_holds() {
    let mut stage = Stage::at_home(&both_sides());
    stage.shows("4 records");
    stage.shows("name side when causes worst");
    stage.shows("EMEA Sales 1 Nov");
    stage.shows("Start with Goals apart");
    stage.shows("1 Nov ▇ 100 4 Nov ▇ 100");
    stage.shows("marketing 2 Nov: sees ");
    stage.resize(120, 40);
    stage.shows("Over time, Goals apart");
    stage.shows("The other side");
    stage.resize(80, 24);
    stage.slowly("Down Down");
    stage.shows("nobody from Marketing has finished one of this name");
}

#[test]
fn a_list_that_does_not_fit_says_which_part_is_in_sight_and_a_page_key_moves_a_page() {
    let loud = finished(&built_in(), &LOUD);
    let mut stage = Stage::at_home(&holding((1..=28).map(|day| on_day(&loud, day, "EMEA")).collect()));
    stage.shows("28 records 1–14 ↓");
    stage.slowly("PgDn");
    stage.shows("28 records 8–21 ↑↓");
    stage.slowly("End");
    stage.shows("28 records 15–28 ↑");
    stage.resize(40, 12);
    stage.shows("28 records 21–28 ↑");
}

#[test]
fn marked_records_are_compared_and_the_one_in_hand_with_the_other_side() {
    let mut stage = Stage::at_home(&both_sides());
    stage.slowly("Space Space");
    stage.shows("2 marked 4 records");
    stage.slowly("c");
    stage.shows("2 people, side by side");
    stage.slowly("Esc c");
    stage.shows("2 people, side by side");
    stage.slowly("Esc Down Down c");
    stage.shows("There is no finished record from Marketing yet");
}

#[test]
fn marks_are_taken_away_one_by_one_or_all_at_once() {
    let mut stage = Stage::at_home(&both_sides());
    stage.slowly("Space Space Up Space");
    stage.shows("1 marked");
    stage.slowly("Space Esc");
    stage.hides("marked");
}

#[test]
fn marked_records_are_set_side_by_side_over_time_or_it_is_said_why_not() {
    let mut stage = Stage::at_home(&both_sides());
    stage.slowly("Space End Space t");
    stage.shows("1 Nov 4 Nov first to last");
    stage.slowly("Esc Home Space Down Space t");
    stage.shows("different names");
}

#[test]
fn marked_records_are_merged_under_a_name_and_the_new_one_is_in_the_list() {
    let disk = both_sides();
    let mut stage = Stage::at_home(&disk);
    stage.slowly("m");
    stage.shows("Mark the records to merge with Space, two or more");
    stage.slowly("Space Space m");
    stage.shows("Which name should the merged record have?");
    stage.shows("2 responses: Sales 1, Marketing 1.");
    assert!(!stage.text.contains("Merged"), "nothing is merged yet");
    stage.slowly("C-u text:Both Enter");
    stage.shows("Merged 2 responses: Sales 1, Marketing 1.");
    stage.shows("5 records");
    stage.shows("▌ Both");
    assert_eq!(disk.lock().unwrap().records.len(), 5);
}

#[test]
fn a_record_gets_another_name_and_the_cursor_stays_on_it() {
    let disk = both_sides();
    let mut stage = Stage::at_home(&disk);
    stage.slowly("Down Down r C-u text:Vienna Enter");
    stage.shows("▌ Vienna");
    stage.hides("DACH");
    stage.slowly("r Esc");
    stage.shows("your records");
}

#[test]
fn whoever_comes_back_to_the_list_finds_the_record_there_that_was_read() {
    let mut stage = Stage::at_home(&both_sides());
    stage.slowly("Down Down Enter Esc");
    stage.shows("▌ DACH");
}

#[test]
fn a_report_is_written_in_a_form_and_a_file_that_are_asked_and_replaces_nothing_unasked() {
    let disk = both_sides();
    disk.lock().unwrap().files.push("EMEA.html".to_owned());
    for from in ["", "Enter "] {
        let mut stage = Stage::at_home(&disk);
        stage.slowly(&format!("{from}e"));
        stage.shows("In which form?");
        stage.slowly("Enter");
        stage.shows("In /work, unless a folder is named.");
        stage.slowly("Enter");
        stage.shows("EMEA.html is there already. Replace it?");
        stage.slowly("n C-u text:new.html Enter");
        stage.shows("The report is in /work/new.html");
        stage.slowly("e Enter Enter y");
        stage.shows("The report is in /work/EMEA.html");
        stage.slowly("e Esc");
        stage.hides("In which form?");
    }
}

#[rstest]
#[case::people("c", "people.html", "The comparison is in /work/people.html", "2 people, side by side")]
#[case::over_time("t", "runs.html", "The trend is in /work/runs.html", "2 records of one person")]
fn what_stands_side_by_side_is_written_in_the_forms_that_it_has(
    #[case] key: &str,
    #[case] file: &str,
    #[case] written: &str,
    #[case] after: &str,
) {
    let mut stage = Stage::at_home(&both_sides());
    stage.slowly(&format!("{key} e"));
    stage.shows("1 A page for a browser");
    stage.hides("workbook");
    stage.slowly("Enter");
    stage.shows(file);
    stage.slowly("Enter");
    stage.shows(written);
    stage.shows(after);
}

#[test]
fn everything_that_can_be_done_is_found_by_typing_and_done_with_enter() {
    let mut stage = Stage::at_home(&both_sides());
    stage.slowly(":");
    stage.shows("Delete this record d");
    stage.slowly("text:tre");
    stage.shows("Trend of the marked records");
    stage.hides("Delete this record");
    stage.slowly("Enter");
    stage.shows("2 records of one person");
    stage.slowly(": text:name Enter");
    stage.shows("your records");
    stage.slowly("text:dach Enter");
    stage.shows("1 of 4 records");
}

#[test]
fn what_has_no_key_of_its_own_is_among_all_that_can_be_done() {
    let mut stage = Stage::at_home(&both_sides());
    stage.slowly("Enter : text:csv Enter");
    stage.shows("Into which file?");
}

#[test]
fn a_comparison_begins_with_what_is_seen_most_differently_and_a_track_for_each_cause() {
    let mut stage = Stage::at_home(&both_sides());
    stage.slowly("c");
    stage.shows("Talk about Who drives Sales and Goals apart first: seen most differently.");
    stage.shows("● Sales, EMEA ◆ Marketing, EMEA");
    stage.shows("0 50 50");
    stage.shows("1–19 of");
    stage.slowly("End");
    stage.shows("↑");
}
