//! The thread that saves.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use rstest::rstest;
use tempfile::TempDir;
use undercurrent::testing::app::Revision;
use undercurrent::testing::domain::Record;
use undercurrent::testing::storage::{
    Disk, Hold, LockedRecord, NoFolder, RealDisk, RecordsPlace, Saver, StoreReply, StoreRequest, Target, file_name,
    hold_of, lock_path, read, to_text,
};

use crate::disks::{Failing, STEPS, Waiting};
use crate::same::same;
use crate::samples::{data_folder, finished, names, solo};

const LONG: Duration = Duration::from_secs(60);

/// A saver at work in a data folder of its own, and what it reported.
struct Work {
    saver: Saver,
    reports: Receiver<StoreReply>,
}

impl Work {
    fn at(data: &Path) -> Self {
        Self::with(data, Box::new(RealDisk))
    }

    fn with(data: &Path, disk: Box<dyn Disk>) -> Self {
        Self::open(RecordsPlace { folder: Ok(data_folder(data)), home: Some(data.join("home")) }, disk)
    }

    fn open(place: RecordsPlace, disk: Box<dyn Disk>) -> Self {
        let (sender, reports) = mpsc::channel();
        let saver = Saver::start(place, disk, move |report| drop(sender.send(report))).unwrap();
        Self { saver, reports }
    }

    fn answer(&self, job: StoreRequest) -> StoreReply {
        self.saver.submit(job).unwrap();
        self.reports.recv().unwrap()
    }

    fn save(&self, revision: u64, record: Record) -> StoreReply {
        self.answer(save(revision, record))
    }

    fn why_not(&self, job: StoreRequest) -> String {
        match self.answer(job) {
            StoreReply::Saved { result: Err(why), .. }
            | StoreReply::Claimed { result: Err(why), .. }
            | StoreReply::Discarded { result: Err(why), .. } => why,
            done => panic!("{done:?}"),
        }
    }
}

fn save(revision: u64, record: Record) -> StoreRequest {
    StoreRequest::Save { revision: Revision(revision), record: Arc::new(record) }
}

fn elsewhere(revision: u64, record: Record, path: &Path) -> StoreRequest {
    StoreRequest::SaveElsewhere {
        revision: Revision(revision),
        record: Arc::new(record),
        path: path.display().to_string(),
    }
}

fn claim(record: &Record) -> StoreRequest {
    StoreRequest::Claim(record.head().id.into())
}

fn discard(record: &Record) -> StoreRequest {
    StoreRequest::Discard { target: record.head().id.into(), finished_too: false }
}

fn file(data: &Path, record: &Record) -> PathBuf {
    data.join("records").join(file_name(record.head()))
}

#[test]
fn what_is_reported_as_saved_is_in_the_file() {
    let data = TempDir::new().unwrap();
    let work = Work::at(&data.path().join("new/data"));
    let path = file(&data.path().join("new/data"), &solo(7, 1));
    for revision in 1..=5 {
        let record = solo(7, usize::try_from(revision).unwrap());
        assert_eq!(
            work.save(revision, record.clone()),
            StoreReply::Saved { id: record.head().id, revision: Revision(revision), result: Ok(Some(path.clone())) }
        );
        same!(read(&path).unwrap(), record);
    }
}

#[test]
fn nothing_is_created_before_something_is_saved() {
    let data = TempDir::new().unwrap();
    let work = Work::at(&data.path().join("data"));
    work.why_not(claim(&solo(7, 0)));
    assert!(work.saver.finish(LONG));
    assert_eq!(names(data.path()), Vec::<String>::new());
}

#[test]
fn a_record_is_held_from_its_first_save_until_the_saver_ends() {
    let data = TempDir::new().unwrap();
    let work = Work::at(data.path());
    work.save(1, solo(7, 1));
    let path = file(data.path(), &solo(7, 1));
    assert!(matches!(hold_of(&path), Hold::Held(_)));
    assert!(work.saver.finish(LONG));
    assert_eq!(hold_of(&path), Hold::Free);
    assert!(!lock_path(&path).exists());
}

#[test]
fn states_that_come_while_the_disk_is_busy_are_covered_by_the_newest() {
    let data = TempDir::new().unwrap();
    let (disk, started, go) = waiting();
    let work = Work::with(data.path(), Box::new(disk));
    work.saver.submit(save(1, solo(7, 1))).unwrap();
    started.recv().unwrap();
    for revision in 2..=30 {
        work.saver.submit(save(revision, solo(7, usize::try_from(revision).unwrap()))).unwrap();
    }
    drop(go);
    assert!(work.saver.finish(LONG));
    let revisions: Vec<_> = work.reports.iter().map(|report| revision_of(&report)).collect();
    assert_eq!(revisions, [1, 30]);
    same!(read(&file(data.path(), &solo(7, 1))).unwrap(), solo(7, 30));
}

#[test]
fn a_state_is_never_skipped_for_the_sake_of_another_record() {
    let data = TempDir::new().unwrap();
    let (disk, started, go) = waiting();
    let work = Work::with(data.path(), Box::new(disk));
    work.saver.submit(save(1, solo(7, 1))).unwrap();
    started.recv().unwrap();
    for (revision, number) in [(2, 7), (3, 8), (4, 7)] {
        work.saver.submit(save(revision, solo(number, usize::try_from(revision).unwrap()))).unwrap();
    }
    drop(go);
    assert!(work.saver.finish(LONG));
    let revisions: Vec<_> = work.reports.iter().map(|report| revision_of(&report)).collect();
    assert_eq!(revisions, [1, 3, 4]);
}

fn waiting() -> (Waiting, Receiver<()>, Sender<()>) {
    let (started, receiver) = mpsc::channel();
    let (go, gone) = mpsc::channel();
    (Waiting { started, go: Mutex::new(gone) }, receiver, go)
}

fn revision_of(report: &StoreReply) -> u64 {
    match report {
        StoreReply::Saved { revision, result: Ok(_), .. } => revision.0,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_disk_that_hangs_keeps_nobody_from_leaving() {
    let data = TempDir::new().unwrap();
    let (disk, started, go) = waiting();
    let work = Work::with(data.path(), Box::new(disk));
    work.saver.submit(save(1, solo(7, 1))).unwrap();
    started.recv().unwrap();
    assert!(!work.saver.finish(Duration::from_millis(1)));
    drop(go);
    assert!(matches!(work.reports.recv(), Ok(StoreReply::Saved { result: Ok(_), .. })));
}

#[test]
fn a_saver_that_is_only_dropped_still_does_what_it_was_given() {
    let data = TempDir::new().unwrap();
    let work = Work::at(data.path());
    for revision in 1..=20 {
        work.saver.submit(save(revision, solo(7, usize::try_from(revision).unwrap()))).unwrap();
    }
    drop(work.saver);
    assert_eq!(work.reports.try_iter().last().map(|report| revision_of(&report)), Some(20));
}

#[test]
fn a_failure_at_any_step_is_reported_and_the_next_save_starts_from_scratch() {
    for step in STEPS {
        let data = TempDir::new().unwrap();
        let disk = Failing::at(step, ErrorKind::StorageFull);
        let work = Work::with(&data.path().join("data"), Box::new(disk.clone()));
        let why = work.why_not(save(1, solo(7, 1)));
        assert!(why.starts_with("the disk is full, so "), "{why}");
        disk.fail(None);
        assert!(
            matches!(work.save(2, solo(7, 2)), StoreReply::Saved { revision: Revision(2), result: Ok(_), .. }),
            "{step:?}"
        );
        same!(read(&file(&data.path().join("data"), &solo(7, 2))).unwrap(), solo(7, 2));
    }
}

#[test]
fn without_a_data_folder_every_save_says_so_and_can_go_elsewhere() {
    let folder = TempDir::new().unwrap();
    let work = Work::open(RecordsPlace { folder: Err(NoFolder::NoHome), home: None }, Box::new(RealDisk));
    for revision in 1..=2 {
        assert_eq!(work.why_not(save(revision, solo(7, 1))), NoFolder::NoHome.to_string());
    }
    let path = folder.path().join("mine.toml");
    assert!(matches!(
        work.answer(elsewhere(3, solo(7, 2), &path)),
        StoreReply::Saved { revision: Revision(3), result: Ok(_), .. }
    ));
    assert!(matches!(work.save(4, solo(7, 3)), StoreReply::Saved { revision: Revision(4), result: Ok(_), .. }));
    same!(read(&path).unwrap(), solo(7, 3));
    assert!(matches!(hold_of(&path), Hold::Held(_)));
}

#[test]
fn a_data_folder_that_is_a_file_is_named_and_left() {
    let folder = TempDir::new().unwrap();
    let data = folder.path().join("data");
    fs::write(&data, "mine").unwrap();
    let why = Work::at(&data).why_not(save(1, solo(7, 1)));
    assert!(why.starts_with("a part of the path is no folder, so the folder of "), "{why}");
    assert_eq!(fs::read_to_string(&data).unwrap(), "mine");
}

/// Windows lets no folder vanish in which a file is open.
#[cfg(unix)]
#[test]
fn a_data_folder_that_vanishes_is_made_again() {
    let folder = TempDir::new().unwrap();
    let data = folder.path().join("data");
    let work = Work::at(&data);
    work.save(1, solo(7, 1));
    fs::remove_dir_all(&data).unwrap();
    assert!(matches!(work.save(2, solo(7, 2)), StoreReply::Saved { result: Ok(_), .. }));
    same!(read(&file(&data, &solo(7, 2))).unwrap(), solo(7, 2));
}

#[test]
fn saving_elsewhere_never_takes_the_place_of_a_file() {
    let data = TempDir::new().unwrap();
    let work = Work::at(data.path());
    let path = data.path().join("theirs.toml");
    for theirs in ["mine", &to_text(&solo(7, 1)).unwrap()] {
        fs::write(&path, theirs).unwrap();
        let why = work.why_not(elsewhere(1, solo(7, 1), &path));
        assert!(why.ends_with("theirs.toml is already there; it was left as it is"), "{why}");
        assert_eq!(fs::read_to_string(&path).unwrap(), theirs);
    }
}

#[test]
fn saving_elsewhere_where_the_record_is_already_kept_is_refused_too() {
    let data = TempDir::new().unwrap();
    let work = Work::at(data.path());
    work.save(1, solo(7, 1));
    let why = work.why_not(elsewhere(2, solo(7, 2), &file(data.path(), &solo(7, 1))));
    assert!(why.ends_with("is already there; it was left as it is"), "{why}");
}

#[test]
fn a_place_that_failed_can_be_typed_again() {
    let data = TempDir::new().unwrap();
    let disk = Failing::at(STEPS[2], ErrorKind::StorageFull);
    let work = Work::with(data.path(), Box::new(disk.clone()));
    work.why_not(save(1, solo(7, 1)));
    disk.fail(None);
    let path = file(data.path(), &solo(7, 1));
    assert_eq!(
        work.answer(elsewhere(2, solo(7, 2), &path)),
        StoreReply::Saved { id: solo(7, 2).head().id, revision: Revision(2), result: Ok(Some(path)) }
    );
}

#[test]
fn a_record_that_could_not_go_elsewhere_stays_where_it_was() {
    let data = TempDir::new().unwrap();
    let work = Work::at(data.path());
    work.save(1, solo(7, 1));
    let nowhere = std::path::absolute("/no/such/folder").unwrap();
    let why = work.why_not(elsewhere(2, solo(7, 2), &nowhere.join("x.toml")));
    assert_eq!(why, format!("there is no folder {}", nowhere.display()));
    work.save(3, solo(7, 3));
    same!(read(&file(data.path(), &solo(7, 3))).unwrap(), solo(7, 3));
}

#[test]
fn once_saved_elsewhere_a_record_is_held_there_and_the_older_state_stays() {
    let data = TempDir::new().unwrap();
    let work = Work::at(data.path());
    work.save(1, solo(7, 1));
    let path = data.path().join("mine.toml");
    work.answer(elsewhere(2, solo(7, 2), &path));
    let old = file(data.path(), &solo(7, 1));
    assert_eq!((hold_of(&old), read(&old).unwrap()), (Hold::Free, solo(7, 1)));
    same!(read(&path).unwrap(), solo(7, 2));
}

#[test]
fn a_tilde_and_a_folder_are_understood() {
    let data = TempDir::new().unwrap();
    fs::create_dir_all(data.path().join("home/sub")).unwrap();
    let work = Work::at(data.path());
    work.answer(elsewhere(1, solo(7, 1), Path::new("~/mine.toml")));
    same!(read(&data.path().join("home/mine.toml")).unwrap(), solo(7, 1));
    work.answer(elsewhere(2, solo(7, 2), Path::new("~/sub")));
    assert_eq!(read(&data.path().join("home/sub").join(file_name(solo(7, 2).head()))).unwrap(), solo(7, 2));
}

#[rstest]
#[case("", "no file was named")]
#[case("  ", "no file was named")]
#[case("~/a\u{1b}[2J.toml", "the name of the file holds U+001B, which cannot be shown")]
#[case("~/\u{202e}lmot", "the name of the file holds U+202E, which cannot be shown")]
fn a_name_that_is_none_or_hostile_is_refused(#[case] typed: &str, #[case] sentence: &str) {
    let data = TempDir::new().unwrap();
    let job =
        StoreRequest::SaveElsewhere { revision: Revision(1), record: Arc::new(solo(7, 1)), path: typed.to_owned() };
    assert_eq!(Work::at(data.path()).why_not(job), sentence);
}

#[test]
fn a_claimed_record_comes_as_it_stands_on_the_disk_and_can_be_gone_on_with() {
    let data = TempDir::new().unwrap();
    assert!({
        let work = Work::at(data.path());
        work.save(1, solo(7, 14));
        work.saver.finish(LONG)
    });
    let work = Work::at(data.path());
    let path = file(data.path(), &solo(7, 14));
    let expected = StoreReply::Claimed { id: solo(7, 14).head().id, result: Ok((Box::new(solo(7, 14)), path.clone())) };
    assert_eq!(work.answer(claim(&solo(7, 0))), expected);
    assert_eq!(work.answer(claim(&solo(7, 0))), expected);
    work.save(1, solo(7, 15));
    same!(read(&path).unwrap(), solo(7, 15));
}

#[test]
fn a_record_outside_the_data_folder_is_claimed_by_its_path() {
    let data = TempDir::new().unwrap();
    let path = data.path().join("theirs.toml");
    fs::write(&path, to_text(&solo(7, 3)).unwrap()).unwrap();
    let work = Work::at(data.path());
    let job = |record: &Record| StoreRequest::Claim(Target::new(record.head().id, Some(&path)));
    assert_eq!(work.why_not(job(&solo(8, 0))), "the file holds another record now");
    assert!(matches!(work.answer(job(&solo(7, 0))), StoreReply::Claimed { result: Ok(_), .. }));
}

#[test]
fn a_record_that_is_open_elsewhere_is_neither_claimed_nor_saved_nor_discarded() {
    let data = TempDir::new().unwrap();
    let first = Work::at(data.path());
    first.save(1, solo(7, 3));
    let second = Work::at(data.path());
    for job in [claim(&solo(7, 0)), save(1, solo(7, 9)), discard(&solo(7, 0))] {
        let why = second.why_not(job);
        assert!(why.contains("is open in another Undercurrent (process "), "{why}");
    }
    same!(read(&file(data.path(), &solo(7, 3))).unwrap(), solo(7, 3));
}

#[test]
fn a_record_that_was_not_claimed_is_not_written_over() {
    let data = TempDir::new().unwrap();
    assert!({
        let work = Work::at(data.path());
        work.save(1, solo(7, 14));
        work.saver.finish(LONG)
    });
    let why = Work::at(data.path()).why_not(save(1, solo(7, 1)));
    assert!(why.contains("is already there"), "{why}");
    same!(read(&file(data.path(), &solo(7, 14))).unwrap(), solo(7, 14));
}

#[test]
fn a_broken_record_is_refused_with_its_reason_and_left() {
    let data = TempDir::new().unwrap();
    let path = file(data.path(), &solo(7, 1));
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let text = to_text(&solo(7, 1)).unwrap();
    fs::write(&path, &text[..900]).unwrap();
    let work = Work::at(data.path());
    for job in [claim(&solo(7, 1)), discard(&solo(7, 1))] {
        let why = work.why_not(job);
        assert!(why.contains("it is cut short") && why.ends_with("it was left as it is"), "{why}");
    }
    work.why_not(save(1, solo(7, 1)));
    assert_eq!(fs::read_to_string(&path).unwrap(), text[..900]);
}

#[test]
fn a_discarded_record_is_gone_and_its_lock_too() {
    let data = TempDir::new().unwrap();
    let work = Work::at(data.path());
    work.save(1, solo(7, 3));
    assert_eq!(work.answer(discard(&solo(7, 3))), StoreReply::Discarded { id: solo(7, 3).head().id, result: Ok(()) });
    assert_eq!(names(&data.path().join("records")), [".deleted"]);
    assert_eq!(work.answer(discard(&solo(7, 3))), StoreReply::Discarded { id: solo(7, 3).head().id, result: Ok(()) });
}

#[test]
fn a_record_that_never_reached_the_disk_can_be_discarded() {
    let data = TempDir::new().unwrap();
    let disk = Failing::at(STEPS[2], ErrorKind::StorageFull);
    let work = Work::with(data.path(), Box::new(disk));
    work.why_not(save(1, solo(7, 3)));
    assert_eq!(work.answer(discard(&solo(7, 3))), StoreReply::Discarded { id: solo(7, 3).head().id, result: Ok(()) });
    assert_eq!(names(&data.path().join("records")), Vec::<String>::new());
}

#[test]
fn a_finished_record_is_not_discarded_as_if_it_were_unfinished() {
    let data = TempDir::new().unwrap();
    let path = file(data.path(), &finished(7));
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    drop(LockedRecord::begin(path.clone()).map(|mut held| held.save(&RealDisk, &finished(7))).unwrap());
    let work = Work::at(data.path());
    work.why_not(discard(&finished(7)));
    assert_eq!((read(&path).unwrap(), hold_of(&path)), (finished(7), Hold::Free));
}

#[test]
fn what_a_killed_program_left_is_cleared_away_at_the_start() {
    let data = TempDir::new().unwrap();
    let records = data.path().join("records");
    fs::create_dir(&records).unwrap();
    fs::write(records.join(".undercurrent-2026-11-23-00000007.toml-aB3dE6.tmp"), "half").unwrap();
    fs::write(records.join("2026-11-23-00000007.toml.lock"), "pid = 1\n").unwrap();
    assert!(Work::at(data.path()).saver.finish(LONG));
    assert_eq!(names(&records), Vec::<String>::new());
}
