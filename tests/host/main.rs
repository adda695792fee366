//! A live session through the program itself: in a terminal, with people who take part over the network.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops where it fails")]

#[path = "../workshop/support/apart.rs"]
mod apart;
mod beginning;
mod console;
#[path = "../support/browser.rs"]
mod driver;
mod elsewhere;
mod ending;
mod evening;
#[path = "../workshop/support/filler.rs"]
mod filler;
mod full;
#[path = "../support/home.rs"]
mod home;
mod kiosk;
mod privacy;
mod resuming;
mod room;
mod stalling;
#[path = "../terminal/window.rs"]
#[expect(dead_code, reason = "not everything that a window can do is needed here")]
mod window;
