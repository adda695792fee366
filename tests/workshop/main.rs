//! Live sessions over a real network, with phones that are kind, rude, or gone.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops where it fails")]
#![expect(clippy::print_stdout, reason = "large runs print their figures")]
#![expect(clippy::cast_precision_loss, reason = "counts are far below 2^53")]

mod adversary;
mod browser;
#[cfg(unix)]
mod console;
mod crash;
#[cfg(target_os = "linux")]
mod disk;
mod door;
#[path = "../support/browser.rs"]
mod driver;
mod due;
mod flow;
#[cfg(unix)]
#[path = "../support/home.rs"]
mod home;
mod hostile;
mod load;
mod mixed;
mod participant;
#[cfg(unix)]
mod program;
mod promise;
mod rude;
#[path = "../support/same.rs"]
mod same;
mod screen;
mod shut;
mod support;
mod terminal;
#[cfg(unix)]
#[path = "../terminal/window.rs"]
#[expect(dead_code, reason = "not everything that a window can do is needed here")]
mod window;

/// Not a test: what the tests start as a host in a process of its own.
#[test]
#[ignore = "started by other tests"]
fn host_process() {
    support::host_until_told();
}

/// Not a test: a bare socket in a process of its own, to hold a host's speed against.
#[test]
#[ignore = "started by other tests"]
fn floor_process() {
    support::answer_until_killed();
}
