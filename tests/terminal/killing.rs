//! Killed at any moment, it loses nothing that it had called saved.

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use std::{fs, thread};

use jiff::Timestamp;
use rustix::process::Signal;

use undercurrent::testing::definition::built_in;
use undercurrent::testing::domain::{Answer, Begin, Label, Record, Token};
use undercurrent::testing::storage::{LockedRecord, RealDisk};

use crate::home::Home;
use crate::program::answers;
use crate::window::Window;

/// How often it is killed, unless `KILLS` says otherwise.
const KILLS: u64 = 40;
/// How many at once: nearly all of the time they wait for somebody to read.
const AT_ONCE: u64 = 8;

#[test]
fn killed_at_any_moment_it_loses_nothing_that_it_had_called_saved() {
    let kills = std::env::var("KILLS").map_or(KILLS, |kills| kills.parse().unwrap());
    let chance = RandomState::new();
    thread::scope(|scope| {
        for first in 0..AT_ONCE {
            let chance = &chance;
            scope.spawn(move || {
                for kill in (0..kills).filter(|kill| kill % AT_ONCE == first) {
                    survive(chance.hash_one(kill));
                }
            });
        }
    });
}

/// How many items are answered before it is opened: so few are left that each kill takes no longer than a moment.
const BEFORE: usize = 32;

/// Goes on with what was left near the end, now in a hurry and now waiting for the answers to be saved; kills the
/// program at a moment that `chance` names; and looks at what it left.
fn survive(chance: u64) {
    let home = Home::new();
    let mut typed = begin(home.path());
    let mut window = Window::open(home.in_terminal(&[]));
    window.send("\r");
    window.wait_for("33 of 36");
    let mut promised = BEFORE;
    for item in 0..chance % 4 {
        let digit = i32::try_from(item).unwrap() + 1;
        typed.push(digit);
        window.answer(&digit.to_string());
        window.wait_for(&format!("{} of 36", typed.len() + 1));
        if chance >> item & 1 == 1 {
            window.wait_for(&format!("✓ {} answers", typed.len()));
            promised = typed.len();
        }
    }
    // The last answer is on its way to the disk, or just there.
    thread::sleep(Duration::from_micros(chance / 64 % 10_000));
    window.signal(Signal::KILL);
    window.exit();
    let promised = promised.max(shown_as_saved(&window.contents_to_the_last()));
    let kept = answers(home.path()).unwrap_or_default();
    assert!(kept.len() >= promised, "{promised} answers were called saved and {} are there", kept.len());
    assert_eq!(kept, typed[..kept.len()], "what is there is what was typed");
}

/// Saves a record of which the last few items are open; gives what was answered.
fn begin(folder: &Path) -> Vec<i32> {
    let (id, response, side) = (Token::new(1), Token::new(2), "sales".parse().unwrap());
    let begin = Begin { id, response, at: Timestamp::UNIX_EPOCH, label: Label::default(), side };
    let mut record = Record::begin(begin, Arc::new(built_in().unwrap())).unwrap();
    let items: Vec<_> = record.questionnaire().asked().take(BEFORE).map(|item| item.id.clone()).collect();
    let given: Vec<i32> = (1..=5).cycle().take(BEFORE).collect();
    for (item, value) in items.iter().zip(&given) {
        record.answer(item, Answer::Value(*value), Timestamp::UNIX_EPOCH).unwrap();
    }
    let records = folder.join("records");
    fs::create_dir(&records).unwrap();
    LockedRecord::begin(records.join("begun.toml")).unwrap().save(&RealDisk, &record).unwrap();
    given
}

/// How many answers the screen calls saved.
fn shown_as_saved(contents: &str) -> usize {
    let line = contents.lines().find_map(|line| line.trim().strip_prefix("✓ "));
    line.and_then(|line| line.split(' ').next()).map_or(0, |count| count.parse().unwrap())
}
