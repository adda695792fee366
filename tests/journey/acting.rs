//! Taking first steps on, and saying later what became of them.

use rstest::rstest;
use undercurrent::testing::domain::{Action, ActionStatus, Intent, Label, Record, Token};

use undercurrent::testing::terminal::Ending;

use crate::answers::{built_in, finished};
use crate::record::like;
use crate::stage::{Shared, Stage, disk, today};
use crate::whole::TO_THE_FIRST;

const LOUD: [&str; 9] = ["5142", "4233", "3333", "5nnn", "1515", "5151", "33.3", "2424", "4242"];
const QUIET: [&str; 9] = ["1515"; 9];

/// At the results of a record that lies on the disk.
fn at_results(letters: &[&str]) -> (Stage, Shared) {
    let disk = disk();
    let record = finished(&built_in(), letters);
    disk.lock().unwrap().records.insert(record.head().id, record.clone());
    (Stage::at_results(&disk, record, today()), disk)
}

/// The earlier record with one action, as it lies on the disk.
fn with_one_action() -> Shared {
    let (mut stage, disk) = at_results(&LOUD);
    assert_eq!(stage.slowly("Enter a C-u text:Talk. Enter text:Kim Enter Enter q"), Some(Ending::Left));
    disk
}

fn earlier(disk: &Shared) -> Record {
    let id = finished(&built_in(), &LOUD).head().id;
    disk.lock().unwrap().records[&id].clone()
}

#[test]
fn a_first_step_is_taken_on_from_the_page_of_a_cause_and_kept_in_the_record() {
    let (mut stage, _disk) = at_results(&LOUD);
    stage.slowly("Enter a");
    stage.shows("what will you do first?");
    stage.slowly("C-u text:Talk. Enter text:Kim Enter text:2026-12-15 Enter");
    stage.shows("as Sales sees it");
    stage.shows("Taken on. r shows the plan.");
    let record = stage.saved();
    let [action] = record.actions() else { panic!("{:?}", record.actions()) };
    assert_eq!((action.step(), action.owner(), action.state()), ("Talk.", "Kim", ActionStatus::Open));
    assert_eq!(action.due(), Some("2026-12-15".parse().unwrap()));
    stage.slowly("Esc r");
    stage.shows("☐ Talk. Kim 15 Dec");
    stage.shows("in 22 days");
}

#[rstest]
#[case(80, 24)]
#[case(80, 14)]
#[case(120, 24)]
#[case(40, 12)]
fn a_page_down_on_the_page_of_a_cause_leaves_no_line_unread(#[case] columns: u16, #[case] lines: u16) {
    let (mut stage, _disk) = at_results(&LOUD);
    stage.resize(columns, lines);
    stage.slowly("Enter");
    let last = stage.text.lines().rev().skip(2).map(words_of).find(|line| !line.is_empty()).unwrap();
    stage.slowly("PgDn");
    assert!(stage.text.lines().map(words_of).any(|line| line == last), "{last:?} is gone:\n{}", stage.text);
}

/// The last of what stands side by side on a line.
fn words_of(line: &str) -> String {
    line.split('│').next_back().unwrap_or_default().replace('↓', "").trim().to_owned()
}

#[test]
fn the_step_is_suggested_from_the_causes_first_step_and_never_from_the_articles_remedy() {
    for down in 0..9 {
        let (mut stage, disk) = at_results(&LOUD);
        stage.slowly(&format!("{down}*Down Enter a 3*Enter"));
        let record = disk.lock().unwrap().only();
        let action = &record.actions()[0];
        let cause = built_in().causes().iter().find(|cause| &cause.id == action.cause()).unwrap().clone();
        assert_eq!(action.step(), cause.first_step);
        assert_ne!(action.step(), cause.remedy);
    }
}

#[test]
fn the_same_step_is_not_taken_on_twice_however_often_enter_is_pressed() {
    let (mut stage, disk) = at_results(&LOUD);
    stage.burst("Enter a");
    stage.burst("9*Enter");
    stage.burst("a");
    stage.shows("The suggested step is taken on already, and still waits. Type another one.");
    stage.burst("9*Enter");
    stage.shows("Say what to do first.");
    stage.slowly("text:Talk. Enter Enter Enter a text:talk Enter");
    stage.shows("That step is taken on already, and still waits.");
    assert_eq!(disk.lock().unwrap().only().actions().len(), 2);
}

#[test]
fn a_day_that_is_past_is_asked_back() {
    let (mut stage, _disk) = at_results(&LOUD);
    stage.slowly("Enter a Enter Enter text:2026-11-22 Enter");
    stage.shows("22 November 2026 is past. Keep it?");
    stage.slowly("Esc");
    stage.shows("By when?");
    stage.burst("Enter y");
    stage.shows("Not taken: this question has only just come up.");
    stage.slowly("y");
    stage.shows("Taken on. r shows the plan.");
    assert_eq!(stage.saved().actions()[0].due(), Some("2026-11-22".parse().unwrap()));
    stage.slowly("a text:Talk. Enter Enter text:2026-11-23 Enter");
    stage.shows("Taken on. r shows the plan.");
}

#[test]
fn from_the_plan_a_step_is_taken_on_for_the_chosen_cause_or_for_one_that_is_asked_for() {
    let (mut stage, _disk) = at_results(&LOUD);
    stage.slowly("r Down a");
    stage.shows("Lead mismatch: what will you do first?");
    stage.slowly("3*Enter");
    stage.shows("1 of 3 taken on");
    stage.slowly("Home a");
    stage.shows("Which cause do you want to act on?");
    stage.slowly("2 3*Enter");
    let saved = stage.saved();
    let causes: Vec<&str> = saved.actions().iter().map(|action| action.cause().as_str()).collect();
    assert_eq!(causes, ["bad-leads", "looking-down"]);
}

#[test]
fn where_nothing_is_raised_the_page_of_a_cause_is_pointed_to() {
    let (mut stage, _disk) = at_results(&QUIET);
    stage.slowly("r a");
    stage.shows("A cause's own page takes on its first step too.");
}

#[test]
fn an_empty_step_and_a_date_that_is_none_are_refused_and_nothing_is_lost() {
    let (mut stage, _disk) = at_results(&LOUD);
    stage.slowly("Enter a C-u Enter");
    stage.shows("Say what to do first.");
    stage.slowly("text:Talk. Enter text:Kim Enter text:soon Enter");
    stage.shows("That is no date.");
    stage.shows("soon");
    assert!(stage.saved().actions().is_empty());
    stage.slowly("Esc");
    stage.shows("Kim");
    stage.slowly("Enter C-u Enter");
    assert_eq!(stage.saved().actions()[0].owner(), "Kim");
}

#[test]
fn three_are_taken_on_and_no_more() {
    let (mut stage, _disk) = at_results(&LOUD);
    stage.slowly("Enter a 3*Enter a text:One. 3*Enter a text:Two. 3*Enter");
    assert_eq!(stage.saved().actions().len(), 3);
    stage.slowly("a");
    stage.shows("3 steps are taken on already");
}

#[test]
fn the_next_run_with_the_label_asks_first_what_became_of_them() {
    for (key, became) in [("1", "done"), ("2", "going"), ("3", "dropped")] {
        let disk = with_one_action();
        let mut stage = Stage::open(&disk);
        stage.slowly("1 1 text:emea Enter");
        stage.shows("Talk. What became of this first step? Taken on 23 November 2026: Kim, no date.");
        stage.hides("Goals apart");
        stage.slowly(key);
        stage.shows("1 of 36");
        let status = match earlier(&disk).actions()[0].state() {
            ActionStatus::Open => "open",
            ActionStatus::Done(_) => "done",
            ActionStatus::Going(_) => "going",
            ActionStatus::Dropped(_) => "dropped",
        };
        assert_eq!(status, became);
    }
}

#[test]
fn what_became_of_it_is_written_to_the_older_record_as_it_stands_on_the_disk() {
    let disk = with_one_action();
    let mut stage = Stage::open(&disk);
    stage.slowly(TO_THE_FIRST);
    let mut changed = earlier(&disk);
    changed.relabel(Label::new("EMEA and more").unwrap());
    disk.lock().unwrap().records.insert(changed.head().id, changed);
    stage.slowly("1");
    let record = earlier(&disk);
    assert!(matches!(record.actions()[0].state(), ActionStatus::Done(_)));
    assert_eq!(record.head().label.as_str(), "EMEA and more", "the change in between is kept");
}

#[test]
fn later_leaves_it_open_and_another_label_asks_nothing() {
    let disk = with_one_action();
    let mut stage = Stage::open(&disk);
    stage.slowly(TO_THE_FIRST);
    stage.slowly("Tab");
    stage.shows("1 of 36");
    assert_eq!(earlier(&disk).actions()[0].state(), ActionStatus::Open);
    drop(stage);
    for label in ["text:APAC", ""] {
        let mut stage = Stage::open(&with_one_action());
        stage.slowly(&format!("Enter 1 {label} Enter"));
        stage.shows("1 of 36");
    }
}

#[test]
fn a_record_that_is_open_elsewhere_is_not_written_and_the_question_stays() {
    let disk = with_one_action();
    let record = earlier(&disk);
    let mut other = Stage::at_results(&disk, record, today());
    other.slowly("Enter c 5 Esc");
    let mut stage = Stage::open(&disk);
    stage.slowly(TO_THE_FIRST);
    stage.slowly("1");
    stage.shows("open in another Undercurrent");
    stage.shows("What became of this first step?");
    assert_eq!(earlier(&disk).actions()[0].state(), ActionStatus::Open);
    stage.slowly("Tab");
    stage.shows("1 of 36");
}

#[test]
fn then_and_now_stand_beside_each_action() {
    let disk = with_one_action();
    let mut stage = Stage::open(&disk);
    stage.slowly(TO_THE_FIRST);
    stage.slowly("1 36*3 Tab r");
    stage.resize(80, 150);
    stage.shows("Taken on in earlier records");
    stage.shows("Talk. (Kim, no date; done, 23 November 2026)");
    stage.shows("now 50: ");
    stage.shows("A change says nothing about why.");
}

#[test]
fn a_figure_of_another_side_is_not_called_a_change() {
    let disk = with_one_action();
    let mut stage = Stage::open(&disk);
    stage.slowly("Enter 2 text:emea Enter");
    stage.slowly("1 36*3 Tab r");
    stage.resize(80, 150);
    stage.shows("now 50, from another side: two views, and no change.");
    stage.hides("lower");
}

#[test]
fn every_earlier_run_that_was_asked_about_is_told_and_what_was_settled_before_is_not() {
    let disk = disk();
    let at = |created: &str| created.parse::<jiff::Timestamp>().unwrap();
    for (number, step, settled) in
        [(1, "Talk.", None), (2, "Listen.", None), (3, "Wait.", Some("2026-11-20T10:00:00Z"))]
    {
        let earlier = finished(&built_in(), &LOUD);
        let intent = Intent { cause: "bad-leads".parse().unwrap(), step, owner: "", due: None };
        let became = settled.map_or(ActionStatus::Open, |day| ActionStatus::Done(at(day)));
        let action = Action::new(intent, at("2026-11-01T11:00:00Z")).unwrap().became(became);
        let record = like(&earlier).id(Token::new(number)).created("2026-11-01T10:00:00Z").build();
        disk.lock().unwrap().records.insert(Token::new(number), record.with_actions(vec![action]).unwrap());
    }
    let mut stage = Stage::at_results(&disk, finished(&built_in(), &QUIET), today());
    stage.slowly("r");
    stage.resize(80, 60);
    stage.shows("Talk. (nobody named, no date; open)");
    stage.shows("Listen. (nobody named, no date; open)");
    stage.hides("Wait.");
}

#[test]
fn what_became_of_it_is_what_is_saved_elsewhere_where_the_older_record_takes_nothing() {
    let disk = with_one_action();
    let mut stage = Stage::open(&disk);
    stage.slowly(TO_THE_FIRST);
    disk.lock().unwrap().refuses = Some("the disk is full");
    stage.slowly("1");
    stage.shows("! Not saved: the disk is full");
    stage.slowly("s");
    stage.shows("Where should the earlier record be saved? What became of its steps is in memory only");
    stage.slowly("text:/tmp/older.toml Enter");
    let older = disk.lock().unwrap().elsewhere["/tmp/older.toml"].clone();
    assert_eq!(older.head().id, earlier(&disk).head().id);
    assert!(matches!(older.actions()[0].state(), ActionStatus::Done(_)));
    stage.hides("Not saved");
    stage.slowly("3 s");
    stage.shows("Where should your answers be saved?");
    stage.slowly("text:/tmp/newer.toml Enter");
    assert_eq!(disk.lock().unwrap().elsewhere["/tmp/newer.toml"].answered(), 1);
}

#[test]
fn what_became_of_one_is_not_lost_over_the_next_where_the_disk_took_nothing_in_between() {
    let (mut stage, disk) = at_results(&LOUD);
    stage.slowly("Enter a 3*Enter a text:Another. 3*Enter q");
    let mut stage = Stage::open(&disk);
    stage.slowly(TO_THE_FIRST);
    disk.lock().unwrap().refuses = Some("the disk is full");
    stage.slowly("1");
    disk.lock().unwrap().refuses = None;
    stage.slowly("2");
    let record = earlier(&disk);
    let [first, second] = record.actions() else { panic!("{:?}", record.actions()) };
    assert!(matches!((first.state(), second.state()), (ActionStatus::Done(_), ActionStatus::Going(_))), "{record:?}");
}

#[test]
fn looking_for_earlier_records_keeps_no_key_from_the_results() {
    let disk = disk();
    let mut record = finished(&built_in(), &LOUD);
    record.relabel(Label::new("EMEA").unwrap());
    disk.lock().unwrap().slow = true;
    let mut stage = Stage::at_results(&disk, record, today());
    stage.slowly("Enter");
    stage.shows("n next");
}

#[test]
fn the_next_run_with_the_name_in_other_letters_asks_what_became_of_them() {
    for name in ["ＥＭＥＡ", "eMeA", "\u{ff25}MEA"] {
        let disk = with_one_action();
        let mut stage = Stage::open(&disk);
        stage.slowly(&format!("1 1 text:{name} Enter"));
        stage.shows("What became of this first step?");
    }
}

#[test]
fn a_day_may_be_typed_in_full_width_and_an_owner_is_kept_as_is_usual() {
    let (mut stage, _disk) = at_results(&LOUD);
    stage.slowly("Enter a Enter text:Rene\u{301} Enter text:２０２６-１２-31 Enter");
    let saved = stage.saved();
    let action = &saved.actions()[0];
    assert_eq!(action.due(), Some("2026-12-31".parse().unwrap()));
    assert_eq!(action.owner(), "Ren\u{e9}");
}
