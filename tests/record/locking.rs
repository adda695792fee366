//! One record, one writer.

use std::fs;

use tempfile::TempDir;
use undercurrent::testing::storage::RealDisk;
#[cfg(unix)]
use undercurrent::testing::storage::{ClaimError, Hold, Lock, LockError, LockedRecord, SaveError, hold_of, lock_path};

use crate::samples::{names, solo};

#[test]
fn the_second_is_told_who_holds_the_record() {
    let folder = TempDir::new().unwrap();
    let record = folder.path().join("record.toml");
    let _first = Lock::take(&record).unwrap();
    let refused = Lock::take(&record).unwrap_err();
    let LockError::Held { holder: Some(holder), .. } = &refused else { panic!("{refused}") };
    assert_eq!(holder.pid, std::process::id());
    let sentence = refused.to_string();
    let (start, end) = (format!("{} is open in another Undercurrent (process ", record.display()), " UTC)");
    assert!(sentence.starts_with(&start) && sentence.ends_with(end), "{sentence}");
    assert!(sentence.contains(&format!("since {} ", jiff::tz::TimeZone::UTC.to_datetime(holder.since).date())));
}

#[test]
fn once_the_first_lets_go_the_second_can_take_it() {
    let folder = TempDir::new().unwrap();
    let record = folder.path().join("record.toml");
    drop(Lock::take(&record).unwrap());
    assert_eq!(names(folder.path()), Vec::<String>::new());
    drop(Lock::take(&record).unwrap());
}

#[test]
fn a_lock_that_a_killed_program_left_is_no_obstacle() {
    let folder = TempDir::new().unwrap();
    let record = folder.path().join("record.toml");
    for left in ["pid = 1\nsince = 2020-01-01T00:00:00Z\n", "pid = ", "", "\0\0\0\0"] {
        fs::write(lock_path(&record), left).unwrap();
        assert_eq!(hold_of(&record), Hold::Free);
        let _lock = Lock::take(&record).unwrap();
        let Hold::Held(Some(holder)) = hold_of(&record) else { panic!("{left:?}") };
        assert_eq!(holder.pid, std::process::id());
    }
}

#[test]
fn a_file_of_others_with_the_name_of_a_lock_is_left_alone() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("Cargo.lock"), "version = 4\n").unwrap();
    let refused = Lock::take(&folder.path().join("Cargo")).unwrap_err();
    assert!(matches!(refused, LockError::NotALock { .. }), "{refused}");
    assert_eq!(fs::read_to_string(folder.path().join("Cargo.lock")).unwrap(), "version = 4\n");
}

#[cfg(unix)]
#[test]
fn a_link_with_the_name_of_a_lock_is_not_followed() {
    let folder = TempDir::new().unwrap();
    let victim = folder.path().join("victim");
    fs::write(&victim, "").unwrap();
    std::os::unix::fs::symlink(&victim, folder.path().join("record.toml.lock")).unwrap();
    let refused = Lock::take(&folder.path().join("record.toml")).unwrap_err();
    assert!(matches!(refused, LockError::Disk { .. }), "{refused}");
    assert_eq!(fs::read_to_string(&victim).unwrap(), "");
}

#[test]
fn looking_who_holds_a_record_creates_nothing_and_disturbs_nobody() {
    let folder = TempDir::new().unwrap();
    let record = folder.path().join("record.toml");
    assert_eq!(hold_of(&record), Hold::Free);
    assert_eq!(names(folder.path()), Vec::<String>::new());
    let lock = Lock::take(&record).unwrap();
    assert!(matches!(hold_of(&record), Hold::Held(Some(_))));
    assert!(lock.is_there());
}

#[test]
fn of_many_who_want_a_lock_at_once_only_one_has_it_at_a_time() {
    let folder = TempDir::new().unwrap();
    let record = folder.path().join("record.toml");
    let inside = std::sync::atomic::AtomicUsize::new(0);
    let order = std::sync::atomic::Ordering::SeqCst;
    std::thread::scope(|scope| {
        for _ in 0..6 {
            scope.spawn(|| {
                for _ in 0..300 {
                    if let Ok(lock) = Lock::take(&record) {
                        assert_eq!(inside.fetch_add(1, order), 0);
                        std::thread::yield_now();
                        inside.fetch_sub(1, order);
                        drop(lock);
                    }
                }
            });
        }
    });
    assert_eq!(names(folder.path()), Vec::<String>::new());
}

#[test]
fn a_lock_file_deleted_by_hand_is_taken_anew_at_the_next_save() {
    let folder = TempDir::new().unwrap();
    let mut held = LockedRecord::begin(folder.path().join("record.toml")).unwrap();
    held.save(&RealDisk, &solo(7, 1)).unwrap();
    fs::remove_file(lock_path(held.path())).unwrap();
    held.save(&RealDisk, &solo(7, 2)).unwrap();
    assert!(matches!(hold_of(held.path()), Hold::Held(Some(_))));
}

/// Windows keeps the name of a file that is open, so that nobody else can take it.
#[cfg(unix)]
#[test]
fn a_lock_file_deleted_by_hand_and_taken_by_another_stops_the_first() {
    let folder = TempDir::new().unwrap();
    let mut first = LockedRecord::begin(folder.path().join("record.toml")).unwrap();
    first.save(&RealDisk, &solo(7, 1)).unwrap();
    fs::remove_file(lock_path(first.path())).unwrap();
    let (mut second, _) = LockedRecord::claim(first.path()).unwrap();
    assert!(matches!(first.save(&RealDisk, &solo(7, 2)), Err(SaveError::Lock(_))));
    second.save(&RealDisk, &solo(7, 3)).unwrap();
}

#[cfg(unix)]
#[test]
fn a_record_reached_by_another_name_is_the_same_record() {
    let folder = TempDir::new().unwrap();
    let mut held = LockedRecord::begin(folder.path().join("record.toml")).unwrap();
    held.save(&RealDisk, &solo(7, 1)).unwrap();
    let link = folder.path().join("link.toml");
    std::os::unix::fs::symlink(held.path(), &link).unwrap();
    assert!(matches!(LockedRecord::claim(&link), Err(ClaimError::Lock(LockError::Held { .. }))));
    drop(held);
    let (mut held, _) = LockedRecord::claim(&link).unwrap();
    held.save(&RealDisk, &solo(7, 2)).unwrap();
    assert!(link.symlink_metadata().unwrap().is_symlink());
}

#[test]
fn claiming_what_is_not_there_leaves_no_lock_behind() {
    let folder = TempDir::new().unwrap();
    assert!(matches!(LockedRecord::claim(&folder.path().join("none.toml")), Err(ClaimError::Read(_))));
    assert_eq!(names(folder.path()), Vec::<String>::new());
}
