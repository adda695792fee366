//! Leaving: with everything saved, with a slow disk, with a disk that takes nothing.

use undercurrent::testing::terminal::Ending;

use crate::stage::{Shared, Stage, disk};
use crate::whole::TO_THE_FIRST;

/// At the first statement.
fn begun(disk: &Shared) -> Stage {
    let mut stage = Stage::open(disk);
    stage.slowly(TO_THE_FIRST);
    stage
}

/// At the first statement, with a disk that is full from now on.
fn full(disk: &Shared) -> Stage {
    let stage = begun(disk);
    disk.lock().unwrap().refuses = Some("the disk is full");
    stage
}

/// At the first statement, with a disk that takes its time from now on.
fn slow(disk: &Shared) -> Stage {
    let stage = begun(disk);
    disk.lock().unwrap().slow = true;
    stage
}

#[test]
fn q_leaves_without_a_question_once_everything_is_saved() {
    let mut stage = begun(&disk());
    stage.slowly("3 4");
    stage.shows("leave (saved)");
    assert_eq!(stage.slowly("q"), Some(Ending::Left));
    assert_eq!(stage.saved().answered(), 2);
}

#[test]
fn control_c_leaves_likewise_and_says_that_it_was_control_c() {
    for script in ["3 C-c", "3 ? C-c", "3 / C-c", "36*Tab C-c", "36*3 Tab Enter C-c"] {
        let mut stage = begun(&disk());
        assert_eq!(stage.slowly(script), Some(Ending::Interrupted), "{script}");
    }
    assert_eq!(Stage::open(&disk()).slowly("C-c"), Some(Ending::Interrupted));
    assert_eq!(Stage::open(&disk()).slowly("1 1 text:qqq C-c"), Some(Ending::Interrupted));
}

#[test]
fn while_the_disk_is_slow_leaving_waits_for_it() {
    for (key, ending) in [("q", Ending::Left), ("C-c", Ending::Interrupted)] {
        let mut stage = slow(&disk());
        assert_eq!(stage.slowly(&format!("3 4 {key}")), None);
        stage.shows("Saving the last answers…");
        stage.hides("saved");
        assert_eq!(stage.settle(), Some(ending));
        assert_eq!(stage.saved().answered(), 2);
    }
}

#[test]
fn one_can_go_on_answering_instead_of_waiting() {
    let mut stage = slow(&disk());
    stage.slowly("3 q Esc 4 4");
    stage.shows("4 of 36");
    assert_eq!(stage.settle(), None);
    stage.shows("✓ 3 answers saved");
}

#[test]
fn control_c_leaves_a_disk_that_never_answers() {
    let mut stage = slow(&disk());
    assert_eq!(stage.slowly("3 q C-c"), Some(Ending::Interrupted));
}

#[test]
fn what_is_not_saved_is_said_at_once_and_asked_about_before_leaving() {
    let mut stage = full(&disk());
    stage.slowly("3");
    stage.shows("! Not saved: the disk is full");
    stage.hides("leave (saved)");
    assert_eq!(stage.slowly("q"), None);
    stage.shows("Your latest answers are not saved. Leave all the same?");
    stage.shows("the disk is full");
    stage.slowly("Esc");
    stage.shows("2 of 36");
    assert_eq!(stage.slowly("q q"), Some(Ending::Left));
}

#[test]
fn a_disk_that_fails_while_leaving_waits_is_asked_about() {
    let disk = disk();
    let mut stage = slow(&disk);
    disk.lock().unwrap().refuses = Some("the disk is full");
    stage.slowly("3 q");
    stage.shows("Saving the last answers…");
    assert_eq!(stage.settle(), None);
    stage.shows("Your latest answers are not saved. Leave all the same?");
}

#[test]
fn answers_that_the_disk_refused_are_saved_elsewhere_and_so_is_all_after_them() {
    let disk = disk();
    let mut stage = full(&disk);
    stage.slowly("3 4 q s text:/media/stick/emea.toml Enter");
    stage.shows("✓ 2 answers saved");
    stage.slowly("5");
    stage.shows("✓ 3 answers saved");
    assert_eq!(stage.slowly("q"), Some(Ending::Left));
    assert_eq!(disk.lock().unwrap().elsewhere["/media/stick/emea.toml"].answered(), 3);
    assert!(disk.lock().unwrap().records.is_empty());
}

#[test]
fn a_file_that_is_there_already_is_never_written_over() {
    let disk = disk();
    let other = crate::answers::record(&crate::answers::built_in(), &["5142"]);
    disk.lock().unwrap().elsewhere.insert("/a".to_owned(), other.clone());
    let mut stage = full(&disk);
    stage.slowly("3 s text:/a Enter");
    stage.shows("there is already a file of that name");
    assert_eq!(disk.lock().unwrap().elsewhere["/a"], other);
    stage.slowly("s text:/b Enter");
    stage.shows("✓ 1 answer saved");
}

#[test]
fn pasted_text_goes_into_the_name_of_the_file() {
    let disk = disk();
    let mut stage = full(&disk);
    stage.slowly("3 s");
    stage.paste("/media/stick/q\n");
    stage.slowly("Enter");
    assert!(disk.lock().unwrap().elsewhere.contains_key("/media/stick/q"));
}

#[test]
fn a_disk_that_recovers_takes_everything_that_was_kept_in_memory() {
    let disk = disk();
    let mut stage = full(&disk);
    stage.slowly("3 4");
    disk.lock().unwrap().refuses = None;
    stage.slowly("5");
    stage.shows("✓ 3 answers saved");
    assert_eq!(stage.slowly("q"), Some(Ending::Left));
    assert_eq!(stage.saved().answered(), 3);
}

#[test]
fn a_question_before_leaving_goes_once_it_is_answered_by_the_disk() {
    let disk = disk();
    let mut stage = slow(&disk);
    disk.lock().unwrap().refuses = Some("the disk is full");
    stage.slowly("3");
    disk.lock().unwrap().refuses = None;
    stage.slowly("4 q");
    assert_eq!(stage.settle(), Some(Ending::Left), "the later answer took the earlier one with it");
    assert_eq!(stage.saved().answered(), 2);
}

#[test]
fn with_nowhere_to_save_the_assessment_goes_on_in_memory_and_says_so() {
    let disk = disk();
    disk.lock().unwrap().refuses = Some("there is no home folder");
    let mut stage = Stage::open(&disk);
    stage.shows("Answers cannot be saved: there is no home folder.");
    stage.slowly(TO_THE_FIRST);
    stage.slowly("36*3 Tab");
    stage.shows("as Sales sees it");
    stage.shows("! Not saved: there is no home folder");
    stage.slowly("s text:/a Enter");
    stage.shows("✓ 36 answers saved");
    assert!(disk.lock().unwrap().elsewhere["/a"].is_finished());
}

#[test]
fn closing_the_results_loses_nothing_that_is_not_saved() {
    let disk = disk();
    let mut stage = full(&disk);
    stage.slowly("36*3 Tab Esc Esc");
    stage.shows("as Sales sees it");
    stage.shows("The latest change is not saved and would be lost.");
    stage.slowly("s text:/a Enter Esc");
    stage.hides("1 person");
    assert!(disk.lock().unwrap().elsewhere["/a"].is_finished());
}

#[test]
fn closing_the_results_waits_for_a_slow_disk() {
    let mut stage = slow(&disk());
    stage.slowly("36*3 Tab Esc");
    stage.shows("as Sales sees it");
    stage.shows("The latest change is still being saved.");
    assert_eq!(stage.settle(), None);
    stage.slowly("Esc");
    stage.hides("sees it");
}

#[test]
fn where_nothing_was_answered_leaving_asks_nothing() {
    let disk = disk();
    disk.lock().unwrap().refuses = Some("there is no home folder");
    assert_eq!(Stage::open(&disk).slowly("q"), Some(Ending::Left));
    let mut stage = Stage::open(&disk);
    let ended = stage.slowly("1 1 Enter q");
    assert_eq!(ended, Some(Ending::Left), "{}", stage.text);
}
