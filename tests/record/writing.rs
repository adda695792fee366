//! A record is written whole or not at all.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use tempfile::{NamedTempFile, TempDir};
use undercurrent::testing::domain::Record;
use undercurrent::testing::storage::{
    Disk, LockedRecord, Overwrite, RealDisk, SaveError, Step, list, read, record_of, sweep, to_text,
};

use crate::disks::{Failing, Photographer, STEPS};
use crate::same::same;
#[cfg(unix)]
use crate::samples::{finished, names, solo};

fn kept(folder: &Path, record: &Record) -> LockedRecord {
    let mut held = LockedRecord::begin(folder.join("record.toml")).unwrap();
    held.save(&RealDisk, record).unwrap();
    held
}

#[test]
fn a_saved_record_is_there_and_nothing_else_is() {
    let folder = TempDir::new().unwrap();
    drop(kept(folder.path(), &solo(7, 3)));
    assert_eq!(names(folder.path()), ["record.toml"]);
    same!(read(&folder.path().join("record.toml")).unwrap(), solo(7, 3));
}

#[test]
fn each_step_comes_after_the_one_that_it_relies_on() {
    let folder = TempDir::new().unwrap();
    let disk = Failing::default();
    LockedRecord::begin(folder.path().join("record.toml")).unwrap().save(&disk, &solo(7, 3)).unwrap();
    assert_eq!(*disk.log.lock().unwrap(), STEPS[1..]);
}

#[test]
fn a_program_killed_at_any_moment_of_the_first_save_leaves_no_half_record() {
    let folder = TempDir::new().unwrap();
    let disk = Photographer::of(folder.path());
    LockedRecord::begin(folder.path().join("record.toml")).unwrap().save(&disk, &solo(7, 3)).unwrap();
    check_photos(&disk, &[None, Some(solo(7, 3))]);
}

#[test]
fn a_program_killed_at_any_moment_of_a_later_save_leaves_the_old_state_or_the_new_one_whole() {
    let folder = TempDir::new().unwrap();
    let mut held = kept(folder.path(), &solo(7, 3));
    let disk = Photographer::of(folder.path());
    held.save(&disk, &solo(7, 4)).unwrap();
    check_photos(&disk, &[Some(solo(7, 3)), Some(solo(7, 4))]);
}

/// In every photo the record is in one of these states, and what else there is goes when the program starts again.
fn check_photos(disk: &Photographer, allowed: &[Option<Record>]) {
    let photos = disk.photos.lock().unwrap();
    assert!(photos.len() > 10);
    for photo in &*photos {
        let after = TempDir::new().unwrap();
        for (name, contents) in photo {
            fs::write(after.path().join(name), contents).unwrap();
        }
        let state = photo.contains_key("record.toml").then(|| read(&after.path().join("record.toml")).unwrap());
        assert!(allowed.contains(&state));
        assert_eq!(list(after.path()).unwrap().len(), usize::from(state.is_some()));
        sweep(after.path());
        assert!(names(after.path()).iter().all(|name| name.starts_with("record.toml")), "{:?}", names(after.path()));
    }
}

#[test]
fn a_failure_at_any_step_is_reported_and_the_old_state_stays_until_the_new_one_is_in_place() {
    for step in &STEPS[1..] {
        let folder = TempDir::new().unwrap();
        let mut held = kept(folder.path(), &solo(7, 3));
        let failed = held.save(&Failing::at(*step, ErrorKind::StorageFull), &solo(7, 4)).unwrap_err();
        assert!(matches!(&failed, SaveError::Write(error) if error.step == *step), "{failed}");
        assert!(failed.to_string().starts_with("the disk is full, so "), "{failed}");
        let expected = if *step == Step::SyncFolder { solo(7, 4) } else { solo(7, 3) };
        same!(read(held.path()).unwrap(), expected, "{step:?}");
        assert_eq!(names(folder.path()), ["record.toml", "record.toml.lock"], "{step:?}");
    }
}

#[test]
fn after_a_failed_sync_everything_is_done_anew() {
    let folder = TempDir::new().unwrap();
    let mut held = kept(folder.path(), &solo(7, 3));
    for failing in &STEPS[1..] {
        let disk = Failing::at(*failing, ErrorKind::Other);
        assert!(held.save(&disk, &solo(7, 4)).is_err());
        disk.fail(None);
        disk.log.lock().unwrap().clear();
        held.save(&disk, &solo(7, 5)).unwrap();
        assert_eq!(*disk.log.lock().unwrap(), STEPS[1..], "after a failure of {failing:?}");
        same!(read(held.path()).unwrap(), solo(7, 5));
    }
}

#[test]
fn a_new_record_never_takes_the_place_of_a_file_that_is_there() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("record.toml"), "mine").unwrap();
    let refused =
        LockedRecord::begin(folder.path().join("record.toml")).unwrap().save(&RealDisk, &solo(7, 3)).unwrap_err();
    assert!(matches!(refused, SaveError::Exists(_)), "{refused}");
    assert_eq!(fs::read_to_string(folder.path().join("record.toml")).unwrap(), "mine");
    assert_eq!(names(folder.path()), ["record.toml"]);
}

#[test]
fn a_file_that_appears_at_the_last_moment_is_not_overwritten_either() {
    struct Late;
    impl Disk for Late {
        fn put(&self, temporary: NamedTempFile, to: &Path, over: Overwrite) -> io::Result<()> {
            fs::write(to, "mine").unwrap();
            RealDisk.put(temporary, to, over)
        }
    }
    let folder = TempDir::new().unwrap();
    assert!(LockedRecord::begin(folder.path().join("record.toml")).unwrap().save(&Late, &solo(7, 3)).is_err());
    assert_eq!(fs::read_to_string(folder.path().join("record.toml")).unwrap(), "mine");
}

#[test]
fn what_another_program_wrote_meanwhile_is_not_overwritten() {
    let folder = TempDir::new().unwrap();
    let mut held = kept(folder.path(), &solo(7, 3));
    let theirs = to_text(&solo(7, 9)).unwrap();
    fs::write(held.path(), &theirs).unwrap();
    let refused = held.save(&RealDisk, &solo(7, 4)).unwrap_err();
    assert!(matches!(refused, SaveError::Changed(_)), "{refused}");
    assert_eq!(fs::read_to_string(held.path()).unwrap(), theirs);
    held.reread().unwrap();
    held.save(&RealDisk, &solo(7, 10)).unwrap();
}

#[test]
fn a_record_that_was_deleted_by_hand_is_written_again() {
    let folder = TempDir::new().unwrap();
    let mut held = kept(folder.path(), &solo(7, 3));
    fs::remove_file(held.path()).unwrap();
    held.save(&RealDisk, &solo(7, 4)).unwrap();
    same!(read(held.path()).unwrap(), solo(7, 4));
}

#[test]
fn leftovers_of_a_record_that_somebody_holds_stay() {
    let folder = TempDir::new().unwrap();
    let held = kept(folder.path(), &solo(7, 3));
    let leftover = folder.path().join(".undercurrent-record.toml-aB3dE6.tmp");
    fs::write(&leftover, "half").unwrap();
    sweep(folder.path());
    assert!(leftover.exists());
    drop(held);
    sweep(folder.path());
    assert_eq!(names(folder.path()), ["record.toml"]);
}

#[test]
fn files_of_others_stay_whatever_their_name() {
    let folder = TempDir::new().unwrap();
    let others = [".hidden.tmp", ".undercurrent-notes.tmp", "record.tmp", ".record.toml.swp"];
    for other in others {
        assert_eq!(record_of(other.as_ref()), None);
        fs::write(folder.path().join(other), "mine").unwrap();
    }
    sweep(folder.path());
    assert_eq!(names(folder.path()).len(), others.len());
}

#[cfg(unix)]
#[test]
fn nobody_else_can_look_into_a_record() {
    use std::os::unix::fs::PermissionsExt;
    let folder = TempDir::new().unwrap();
    let records = folder.path().join("data/records");
    RealDisk.make_folder(&records).unwrap();
    let held = kept(&records, &finished(7));
    let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&records), 0o700);
    assert_eq!(mode(&folder.path().join("data")), 0o700);
    assert_eq!(mode(held.path()), 0o600);
    assert_eq!(mode(&records.join("record.toml.lock")), 0o600);
}
