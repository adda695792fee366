//! How long the program runs, by the clock that only goes forward.

use std::sync::LazyLock;
use std::time::{Duration, Instant};

/// When the program first asked.
static START: LazyLock<Instant> = LazyLock::new(Instant::now);

/// How long it is since this was first asked. Every thread gets the same reckoning.
pub fn since() -> Duration {
    START.elapsed()
}
