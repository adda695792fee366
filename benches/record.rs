//! How long it takes to save a record and to list many.
#![allow(clippy::unwrap_used, reason = "a benchmark stops where it fails")]

use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::sync::Arc;

use criterion::{Criterion, criterion_group, criterion_main};
use tempfile::TempDir;
use undercurrent::testing::definition::{BUILT_IN, convert};
use undercurrent::testing::domain::{Answer, Begin, Label, Record, Token};
use undercurrent::testing::storage::{Disk, LockedRecord, RealDisk, from_text, list, to_text};

/// A disk that does not wait: what remains is our own work.
struct Unsynced;

impl Disk for Unsynced {
    fn sync(&self, _file: &File) -> io::Result<()> {
        Ok(())
    }

    fn sync_folder(&self, _folder: &Path) -> io::Result<()> {
        Ok(())
    }
}

fn record(number: u128) -> Record {
    let questionnaire = Arc::new(convert(&toml::from_str(BUILT_IN).unwrap()).unwrap());
    let begin = Begin {
        id: Token::new(number << 96),
        response: Token::new(1),
        at: "2026-11-23T16:10:00Z".parse().unwrap(),
        label: Label::new("EMEA").unwrap(),
        side: "sales".parse().unwrap(),
    };
    let mut record = Record::begin(begin, Arc::clone(&questionnaire)).unwrap();
    for item in questionnaire.asked() {
        record.answer(&item.id, Answer::Value(3), "2026-11-23T16:12:00Z".parse().unwrap()).unwrap();
    }
    record
}

fn saving(c: &mut Criterion) {
    let folder = TempDir::new().unwrap();
    let record = record(7);
    let mut held = LockedRecord::begin(folder.path().join("record.toml")).unwrap();
    c.bench_function("save a record, without waiting for the disk", |b| {
        b.iter(|| held.save(&Unsynced, &record).unwrap());
    });
    c.bench_function("save a record", |b| b.iter(|| held.save(&RealDisk, &record).unwrap()));
    c.bench_function("the text of a record", |b| b.iter(|| to_text(&record).unwrap()));
    let text = to_text(&record).unwrap();
    c.bench_function("a record from its text", |b| b.iter(|| from_text(&text).unwrap()));
}

fn listing(c: &mut Criterion) {
    let folder = TempDir::new().unwrap();
    for number in 0..1000 {
        fs::write(folder.path().join(format!("{number}.toml")), to_text(&record(number)).unwrap()).unwrap();
    }
    c.bench_function("list 1,000 records", |b| b.iter(|| assert_eq!(list(folder.path()).unwrap().len(), 1000)));
}

criterion_group!(benches, saving, listing);
criterion_main!(benches);
