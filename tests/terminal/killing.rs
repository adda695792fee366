//! Killed at any moment, it loses nothing that it had called saved.

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::thread;
use std::time::Duration;

use rustix::process::Signal;

use crate::program::{TO_FIRST_ITEM, answers, undercurrent};
use crate::window::Window;

/// How often it is killed, unless `KILLS` says otherwise.
const KILLS: u64 = 40;

#[test]
fn killed_at_any_moment_it_loses_nothing_that_it_had_called_saved() {
    let kills = std::env::var("KILLS").map_or(KILLS, |kills| kills.parse().unwrap());
    let chance = RandomState::new();
    thread::scope(|scope| {
        for half in 0..2 {
            let chance = &chance;
            scope.spawn(move || {
                for kill in (half..kills).step_by(2) {
                    survive(chance.hash_one(kill));
                }
            });
        }
    });
}

/// Answers some items, now in a hurry and now waiting for them to be saved; kills the program at a moment that
/// `chance` names; and looks at what it left.
fn survive(chance: u64) {
    let folder = tempfile::tempdir().unwrap();
    let mut window = Window::open(undercurrent(folder.path()));
    window.send(TO_FIRST_ITEM);
    window.wait_for("item 1 of 36");
    let answered = usize::try_from(chance % 36).unwrap();
    let typed: Vec<i32> = (0..answered).map(|item| i32::try_from(item % 5).unwrap() + 1).collect();
    let mut promised = 0;
    for (digit, count) in typed.iter().zip(1..) {
        window.send(&digit.to_string());
        window.wait_for(&format!("item {} of 36", count + 1));
        if chance >> count & 1 == 1 {
            window.wait_for(&format!("✓ {count} answer"));
            promised = count;
        }
    }
    // The last answer is on its way to the disk, or just there.
    thread::sleep(Duration::from_micros(chance / 36 % 10_000));
    window.signal(Signal::KILL);
    window.exit();
    let promised = promised.max(shown_as_saved(&window.contents_to_the_last()));
    let kept = answers(folder.path()).unwrap_or_default();
    assert!(kept.len() >= promised, "{promised} answers were called saved and {} are there", kept.len());
    assert_eq!(kept, typed[..kept.len()], "what is there is what was typed");
}

/// How many answers the screen calls saved.
fn shown_as_saved(contents: &str) -> usize {
    let told = contents.lines().find_map(|line| line.trim().strip_prefix("✓ "));
    told.and_then(|told| told.split(' ').next()).map_or(0, |count| count.parse().unwrap())
}
