//! Real disks that are full or can only be read, also where the tests run as root.
//!
//! Such a test runs itself once more, in a mount namespace of its own where a small disk is mounted. Where the system
//! allows no such namespace it is skipped, and says so.
#![cfg(target_os = "linux")]
#![allow(clippy::print_stdout, reason = "a skipped test says so")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::mpsc::{self, Receiver};

use tempfile::TempDir;
use undercurrent::testing::domain::{Record, Token};
use undercurrent::testing::storage::{
    LockedRecord, RealDisk, RecordsPlace, Saver, StoreReply, StoreRequest, Target, read,
};

use crate::same::same;
use crate::samples::{data_folder, names, solo};

const INSIDE: &str = "UNDERCURRENT_TEST_DISK";

/// The small disk, inside; none outside, once the test `name` has passed inside.
fn small_disk(name: &str) -> Option<PathBuf> {
    if let Some(disk) = std::env::var_os(INSIDE) {
        return Some(PathBuf::from(disk));
    }
    let folder = TempDir::new().unwrap();
    if !in_namespace(folder.path(), &["true"]).status().is_ok_and(|status| status.success()) {
        println!("skipped: this system allows no mount namespace");
        return None;
    }
    let test = std::env::current_exe().unwrap();
    let inside = in_namespace(folder.path(), &[test.to_str().unwrap(), "--exact", name]).output().unwrap();
    let said = String::from_utf8_lossy(&inside.stdout);
    // A name that is no test's would pass, too.
    assert!(inside.status.success() && said.contains("1 passed"), "failed on the small disk: {said}");
    None
}

fn in_namespace(disk: &Path, command: &[&str]) -> Command {
    let mount = "mount -t tmpfs -o size=96k,mode=0700 none \"$UNDERCURRENT_TEST_DISK\" && exec \"$@\"";
    let mut unshare = Command::new("unshare");
    unshare.args(["--user", "--map-root-user", "--mount", "sh", "-c", mount, "sh"]).args(command).env(INSIDE, disk);
    unshare
}

#[test]
fn a_full_disk_is_reported_and_what_was_saved_before_stays() {
    let Some(disk) = small_disk("mounts::a_full_disk_is_reported_and_what_was_saved_before_stays") else { return };
    let mut held = LockedRecord::begin(disk.join("record.toml")).unwrap();
    held.save(&RealDisk, &solo(7, 3)).unwrap();
    fs::write(disk.join("filler"), vec![0; 1 << 20]).unwrap_err();
    let why = held.save(&RealDisk, &solo(7, 4)).unwrap_err().to_string();
    assert!(why.starts_with("the disk is full, so "), "{why}");
    same!(read(held.path()).unwrap(), solo(7, 3));
    assert_eq!(names(&disk), ["filler", "record.toml", "record.toml.lock"]);
    fs::remove_file(disk.join("filler")).unwrap();
    held.save(&RealDisk, &solo(7, 4)).unwrap();
    same!(read(held.path()).unwrap(), solo(7, 4));
}

#[test]
fn a_disk_that_can_only_be_read_is_reported() {
    let Some(disk) = small_disk("mounts::a_disk_that_can_only_be_read_is_reported") else { return };
    let mut held = LockedRecord::begin(disk.join("record.toml")).unwrap();
    held.save(&RealDisk, &solo(7, 3)).unwrap();
    drop(held);
    assert!(Command::new("mount").args(["-o", "remount,ro"]).arg(&disk).status().unwrap().success());
    let why = LockedRecord::claim(&disk.join("record.toml")).unwrap_err().to_string();
    assert!(why.starts_with("the disk can only be read, so nothing can be written beside "), "{why}");
    same!(read(&disk.join("record.toml")).unwrap(), solo(7, 3));
}

/// A record of the small disk that was deleted into a folder on another disk.
struct Deleted {
    record: Record,
    /// Where it was.
    file: PathBuf,
    saver: Saver,
    replies: Receiver<StoreReply>,
    _data: TempDir,
}

impl Deleted {
    fn from(disk: &Path) -> Self {
        let (data, file, record) = (TempDir::new().unwrap(), disk.join("record.toml"), solo(7, 3));
        LockedRecord::begin(file.clone()).unwrap().save(&RealDisk, &record).unwrap();
        let place = RecordsPlace { folder: Ok(data_folder(data.path())), home: None };
        let (sender, replies) = mpsc::channel();
        let saver = Saver::start(place, Box::new(RealDisk), move |reply| drop(sender.send(reply))).unwrap();
        let deleted = Self { record, file, saver, replies, _data: data };
        let target = Target { id: deleted.id(), file: Some(deleted.file.clone()) };
        let reply = deleted.ask(StoreRequest::Discard { target, finished_too: true });
        assert_eq!(reply, StoreReply::Discarded { id: deleted.id(), result: Ok(()) });
        deleted
    }

    const fn id(&self) -> Token {
        self.record.head().id
    }

    fn ask(&self, request: StoreRequest) -> StoreReply {
        self.saver.submit(request).unwrap();
        self.replies.recv().unwrap()
    }

    fn take_back(&self) -> Result<(), String> {
        match self.ask(StoreRequest::TakeBack(self.id())) {
            StoreReply::TakenBack { result, .. } => result,
            reply => panic!("{reply:?}"),
        }
    }
}

#[test]
fn a_record_deleted_from_another_disk_is_put_back_there() {
    let Some(disk) = small_disk("mounts::a_record_deleted_from_another_disk_is_put_back_there") else { return };
    let deleted = Deleted::from(&disk);
    assert_eq!(names(&disk), Vec::<String>::new());
    deleted.take_back().unwrap();
    assert_eq!(names(&disk), ["record.toml"]);
    same!(read(&deleted.file).unwrap(), deleted.record);
}

#[test]
fn a_record_that_another_disk_has_no_room_for_any_more_stays_deleted_whole() {
    let Some(disk) = small_disk("mounts::a_record_that_another_disk_has_no_room_for_any_more_stays_deleted_whole")
    else {
        return;
    };
    let deleted = Deleted::from(&disk);
    fs::write(disk.join("filler"), vec![0; 1 << 20]).unwrap_err();
    let why = deleted.take_back().unwrap_err();
    assert!(why.starts_with("the disk is full, so ") && why.ends_with("record.toml could not be put back"), "{why}");
    assert_eq!(names(&disk), ["filler"]);
    fs::remove_file(disk.join("filler")).unwrap();
    deleted.take_back().unwrap();
    same!(read(&deleted.file).unwrap(), deleted.record);
}
