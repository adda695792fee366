//! The plan: ticking steps off, changing and dropping them, the note at the end, the steps of all records.

use undercurrent::testing::app::{Effect, ReadRequest};
use undercurrent::testing::domain::{Action, ActionStatus, Intent, Kind, Record, Response, Token};

use crate::answers::{built_in, finished};
use crate::record::like;
use crate::stage::{Shared, Stage, disk, today};

const LOUD: [&str; 9] = ["5142", "4233", "3333", "5nnn", "1515", "5151", "33.3", "2424", "4242"];

/// A finished record with steps for these causes, each with its day.
fn with_steps(steps: &[(&str, &str, Option<&str>)]) -> Record {
    let mut record = finished(&built_in(), &LOUD);
    for (at, (cause, step, due)) in steps.iter().enumerate() {
        let due = due.map(|due| due.parse().unwrap());
        let taken = format!("2026-11-0{}T10:00:00Z", at + 1).parse().unwrap();
        record.take_on(Intent { cause: cause.parse().unwrap(), step, owner: "Kim", due }, None, taken).unwrap();
    }
    record
}

fn two_steps() -> Record {
    with_steps(&[("bad-leads", "Talk.", Some("2026-12-10")), ("deliverables", "Count.", None)])
}

/// At the results of a record that lies on the disk.
fn at(record: &Record) -> (Stage, Shared) {
    let disk = disk();
    put(&disk, record);
    (Stage::at_results(&disk, record.clone(), today()), disk)
}

fn put(disk: &Shared, record: &Record) {
    disk.lock().unwrap().records.insert(record.head().id, record.clone());
}

fn states(record: &Record) -> Vec<&'static str> {
    let state = |action: &Action| match action.state() {
        ActionStatus::Open => "open",
        ActionStatus::Done(_) => "done",
        ActionStatus::Going(_) => "going",
        ActionStatus::Dropped(_) => "dropped",
    };
    record.actions().iter().map(state).collect()
}

#[test]
fn space_ticks_a_step_off_and_takes_that_back() {
    let (mut stage, _disk) = at(&two_steps());
    stage.slowly("r");
    stage.shows("☐ Talk. Kim 10 Dec");
    stage.shows("in 17 days");
    stage.slowly("Space");
    stage.shows("☑ Talk.");
    stage.shows("done 23 November 2026");
    assert_eq!(states(&stage.saved()), ["done", "open"]);
    stage.slowly("Space");
    stage.shows("Open again.");
    assert_eq!(states(&stage.saved()), ["open", "open"]);
}

#[test]
fn a_step_is_ticked_off_changed_and_dropped_on_the_page_of_its_cause_too() {
    let (mut stage, _disk) = at(&two_steps());
    stage.slowly("Down Enter");
    stage.shows("☐ Talk. (Kim, by 10 December 2026)");
    stage.slowly("Space");
    stage.shows("☑ Talk. (Kim, by 10 December 2026)");
    assert_eq!(states(&stage.saved()), ["done", "open"]);
    stage.slowly("e C-u text:Listen. Enter Enter Enter");
    stage.shows("☑ Listen.");
    stage.slowly("D");
    stage.shows("Drop this step? Listen.");
    stage.slowly("Esc");
    stage.shows("☑ Listen.");
    stage.slowly("D y");
    stage.hides("Listen.");
    stage.shows("as Sales sees it");
    assert_eq!(states(&stage.saved()), ["dropped", "open"]);
}

#[test]
fn on_the_page_of_a_cause_without_a_step_space_reads_on_and_the_keys_of_a_step_say_so() {
    let (mut stage, _disk) = at(&finished(&built_in(), &LOUD));
    stage.slowly("Enter Space");
    stage.hides("First step, suggested by Undercurrent");
    stage.slowly("e");
    stage.shows("No step is taken on for this cause yet. a takes one on.");
}

#[test]
fn a_step_is_changed_with_its_owner_and_its_day_and_written_as_a_plan() {
    let (mut stage, _disk) = at(&two_steps());
    stage.slowly("r e");
    stage.shows("As it was taken on. Change what you like.");
    stage.slowly("Tab text:Monday Tab text:talk Enter C-u text:Ann Enter C-u");
    stage.paste("in 2 weeks");
    stage.shows("Monday 7 December 2026, in 14 days");
    stage.slowly("Enter");
    stage.shows("When Monday, we talk. Ann 7 Dec");
    let saved = stage.saved();
    let action = &saved.actions()[0];
    assert_eq!((action.step(), action.owner()), ("Talk.", "Ann"));
    assert_eq!(action.plan().map(|plan| (plan.when(), plan.we())), Some(("Monday", "talk")));
    assert_eq!(action.due(), Some("2026-12-07".parse().unwrap()));
    assert_eq!(action.taken(), "2026-11-01T10:00:00Z".parse().unwrap(), "it was taken on when it was");
}

#[test]
fn half_a_plan_is_asked_back_and_kept_on_the_screen() {
    let (mut stage, _disk) = at(&finished(&built_in(), &LOUD));
    stage.slowly("r a Tab text:Monday Enter Enter");
    stage.shows("Say both: when, and what you do then.");
    stage.slowly("text:talk Enter Enter Enter");
    stage.shows("When Monday, we talk.");
}

#[test]
fn a_day_with_slashes_is_asked_back_with_both_readings_and_one_that_is_past_too() {
    let (mut stage, _disk) = at(&finished(&built_in(), &LOUD));
    stage.slowly("r a Enter Enter text:3/4 Enter");
    stage.shows("Which day is 3/4?");
    stage.shows("1 Saturday 3 April 2027");
    stage.shows("2 Thursday 4 March 2027");
    stage.slowly("Esc");
    stage.shows("By when?");
    stage.slowly("Enter 2");
    assert_eq!(stage.saved().actions()[0].due(), Some("2027-03-04".parse().unwrap()));
    stage.slowly("e Enter Enter C-u text:31.11. Enter");
    stage.shows("There is no such day in the calendar.");
    stage.slowly("C-u text:yesterday Enter");
    stage.shows("22 November 2026 is past. Keep it?");
}

#[test]
fn a_day_that_is_past_already_is_not_asked_about_when_something_else_is_changed() {
    let record = with_steps(&[("bad-leads", "Talk.", Some("2026-11-10"))]);
    let (mut stage, _disk) = at(&record);
    stage.slowly("r");
    stage.shows("1 step is overdue: Talk.");
    stage.slowly("e Enter text:my Enter Enter");
    stage.shows("Changed.");
    assert_eq!(stage.saved().actions()[0].owner(), "Kimmy");
}

#[test]
fn a_dropped_step_can_be_had_back_and_gives_its_place_to_a_fourth() {
    let record =
        with_steps(&[("bad-leads", "One.", None), ("deliverables", "Two.", None), ("forced-it", "Three.", None)]);
    let (mut stage, _disk) = at(&record);
    stage.slowly("r a");
    stage.shows("3 steps are taken on already");
    stage.slowly("D y");
    stage.shows("2 of 3 taken on");
    stage.shows("– One.");
    stage.slowly("Space");
    assert_eq!(states(&stage.saved()), ["open"; 3]);
    stage.slowly("D y End a 1 Enter text:Four. Enter Enter Enter");
    let saved = stage.saved();
    let steps: Vec<&str> = saved.actions().iter().map(Action::step).collect();
    assert!(steps.len() == 3 && !steps.contains(&"One."), "{steps:?}");
}

#[test]
fn a_tick_that_could_not_be_saved_is_said_and_saved_elsewhere() {
    let (mut stage, disk) = at(&two_steps());
    stage.slowly("r");
    disk.lock().unwrap().refuses = Some("the disk is full");
    stage.slowly("Space");
    stage.shows("☑ Talk.");
    stage.slowly("Down");
    stage.shows("! Not saved: the disk is full");
    assert_eq!(states(&stage.saved()), ["open", "open"]);
    stage.slowly("Esc Esc");
    stage.shows("The latest change is not saved and would be lost.");
    stage.slowly("s text:/tmp/plan.toml Enter");
    let elsewhere = disk.lock().unwrap().elsewhere["/tmp/plan.toml"].clone();
    assert_eq!(states(&elsewhere), ["done", "open"]);
}

#[test]
fn a_record_that_is_open_elsewhere_takes_no_tick_and_says_so() {
    let (mut other, disk) = at(&two_steps());
    other.slowly("r Space");
    let mut stage = Stage::at_results(&disk, two_steps(), today());
    for keys in ["r Space", "e", "D y", "w text:x Enter", "a"] {
        stage.slowly(keys);
        stage.shows("open in another Undercurrent");
        stage.shows("☐ Talk.");
    }
    assert_eq!(states(&stage.saved()), ["done", "open"]);
}

#[test]
fn a_tick_is_written_into_the_record_as_it_stands_on_the_disk() {
    let (mut stage, disk) = at(&two_steps());
    stage.slowly("r Down");
    let mut changed = two_steps();
    changed.follow_up(0, ActionStatus::Going("2026-11-20T10:00:00Z".parse().unwrap()));
    put(&disk, &changed);
    stage.slowly("Space");
    assert_eq!(states(&stage.saved()), ["going", "done"]);
}

#[test]
fn one_step_is_offered_first_and_two_more_behind_a_key() {
    let (mut stage, _disk) = at(&finished(&built_in(), &["5151"; 9]));
    stage.slowly("r");
    assert_eq!(stage.text.matches("First step  ").count(), 1, "{}", stage.text);
    stage.slowly("m");
    assert_eq!(stage.text.matches("First step  ").count(), 3, "{}", stage.text);
    stage.slowly("m");
    assert_eq!(stage.text.matches("First step  ").count(), 1, "{}", stage.text);
}

#[test]
fn the_note_is_kept_in_the_record_and_written_anew_or_taken_away() {
    let (mut stage, _disk) = at(&finished(&built_in(), &LOUD));
    stage.slowly("r w");
    stage.shows("not among these nine");
    stage.paste("Bonus plans.");
    stage.slowly("Enter");
    stage.shows("Written down.");
    assert_eq!(stage.saved().note().unwrap().as_str(), "Bonus plans.");
    stage.slowly("End Up");
    stage.shows("Your answer Bonus plans.");
    stage.slowly("w C-u Enter");
    stage.shows("Nothing is written down any more.");
    assert_eq!(stage.saved().note(), None);
    stage.slowly("w text:x Esc");
    assert_eq!(stage.saved().note(), None);
}

#[test]
fn steps_that_all_fall_to_one_side_are_pointed_out_and_others_are_not() {
    const NUDGE: &str = "Every step falls to Marketing.";
    let (mut stage, _disk) = at(&finished(&built_in(), &LOUD));
    stage.slowly("r a Enter text:Marketing Enter Enter");
    stage.hides(NUDGE);
    stage.slowly("Down a Enter text:Bo,marketing Enter Enter");
    stage.shows(NUDGE);
    stage.slowly("e Enter C-u text:Ann,Sales Enter Enter");
    stage.hides(NUDGE);
}

/// A record of several people of both sides.
fn team() -> Record {
    let answers = finished(&built_in(), &LOUD).responses()[0].answers.clone();
    let people = (0..12).map(|at: u128| Response {
        answers: answers.clone(),
        ..Response::new(Token::new(100 + at), if at < 6 { "sales" } else { "marketing" }.parse().unwrap())
    });
    like(&finished(&built_in(), &LOUD)).kind(Kind::Workshop).people(people).build()
}

#[test]
fn the_record_of_several_people_takes_steps_too() {
    let disk = disk();
    put(&disk, &team());
    let open = || Effect::Read(ReadRequest::Open(team().head().id.into()));
    let mut stage = Stage::opening(&disk, open());
    stage.slowly("r a");
    stage.shows("what will you do first?");
    stage.slowly("Enter text:Kim Enter text:fri Enter");
    stage.shows("1 of 3 taken on");
    stage.shows("in 4 days");
    assert_eq!(stage.saved().actions()[0].due(), Some("2026-11-27".parse().unwrap()));
    assert_eq!(stage.saved().people(), 12);
    stage.slowly("w");
    stage.shows("A note is one person's own");
    stage.slowly("Space Esc Enter");
    assert_eq!(states(&stage.saved()), ["done"]);
    stage.slowly("q");
    let mut stage = Stage::opening(&disk, open());
    stage.slowly("r");
    stage.shows("☑ ");
    stage.slowly("Space Esc");
    assert_eq!(states(&stage.saved()), ["open"]);
    disk.lock().unwrap().refuses = Some("the disk is full");
    stage.slowly("r Space Esc Esc");
    stage.shows("The latest change is not saved and would be lost.");
}

/// The list of records, of which two have steps.
fn at_home() -> (Stage, Shared) {
    let disk = disk();
    put(&disk, &two_steps());
    let late = with_steps(&[("bad-leads", "Late.", Some("2026-11-10"))]);
    let late = like(&late).id(Token::new(5)).label("DACH").build().with_actions(late.actions().to_vec()).unwrap();
    put(&disk, &late);
    (Stage::at_home(&disk), disk)
}

#[test]
fn the_steps_of_all_records_stand_in_one_list_with_what_is_overdue_first() {
    let (mut stage, _disk) = at_home();
    stage.slowly("A");
    stage.shows("3 steps wait; 1 is overdue.");
    stage.shows("Lead mismatch; DACH overdue since 10 November 2026");
    let at = |text: &str| stage.text.find(text).unwrap();
    assert!(at("Late.") < at("Talk.") && at("Talk.") < at("Count."), "{}", stage.text);
    stage.slowly("Esc");
    stage.shows("your records");
}

#[test]
fn they_are_written_for_a_calendar_from_what_can_be_done_there() {
    let (mut stage, _disk) = at_home();
    stage.slowly("A : text:calendar Enter");
    stage.shows("steps.ics");
    stage.slowly("Enter");
    stage.shows("The list of steps is in /work/steps.ics");
    stage.shows("3 steps wait; 1 is overdue.");
}

#[test]
fn each_of_them_is_ticked_off_changed_and_dropped_in_its_own_record() {
    let (mut stage, disk) = at_home();
    let record = |id: Token| disk.lock().unwrap().records[&id].clone();
    let own = two_steps().head().id;
    stage.slowly("A Space");
    stage.shows("☑ Late.");
    stage.shows("2 steps wait; none is overdue.");
    assert_eq!(states(&record(Token::new(5))), ["done"]);
    stage.slowly("Down e C-u text:Listen. Enter Enter Enter");
    stage.shows("☐ Listen.");
    stage.slowly("Down D");
    stage.shows("Drop this step? Count.");
    stage.slowly("y");
    assert_eq!(states(&record(own)), ["open", "dropped"]);
    assert_eq!(record(own).actions()[0].step(), "Listen.");
    stage.slowly("Space Home Space");
    assert_eq!((states(&record(own)), states(&record(Token::new(5)))), (vec!["open", "open"], vec!["open"]));
}

#[test]
fn enter_opens_the_plan_that_a_step_stands_in() {
    let (mut stage, _disk) = at_home();
    stage.slowly("A End Enter");
    stage.shows("2 of 3 taken on");
    stage.slowly("Space");
    stage.shows("☑ Count.");
}

#[test]
fn what_one_of_them_could_not_save_is_not_lost_over_the_next() {
    let (mut stage, disk) = at_home();
    stage.slowly("A Down");
    disk.lock().unwrap().refuses = Some("the disk is full");
    stage.slowly("Space");
    disk.lock().unwrap().refuses = None;
    stage.slowly("Down Space");
    assert_eq!(states(&disk.lock().unwrap().records[&two_steps().head().id]), ["done", "done"]);
    disk.lock().unwrap().refuses = Some("the disk is full");
    stage.slowly("Space Esc");
    stage.shows("The latest change is not saved and would be lost.");
}

#[test]
fn a_step_of_a_record_that_is_open_elsewhere_stays_as_it_is() {
    let (mut stage, disk) = at_home();
    let mut other = Stage::at_results(&disk, two_steps(), today());
    other.slowly("r Space Space");
    stage.slowly("A Down Space");
    stage.shows("open in another Undercurrent");
    stage.shows("☐ Talk.");
}

#[test]
fn without_any_step_the_list_says_how_one_is_taken_on() {
    let disk = disk();
    put(&disk, &finished(&built_in(), &LOUD));
    let mut stage = Stage::at_home(&disk);
    stage.slowly("A");
    stage.shows("No step waits.");
    stage.slowly("Space Enter e D Esc");
    stage.shows("your records");
}
