//! How many connections this machine can hold.

/// How many connections may be open at once, at best.
const WANTED: u64 = 8_000;
/// File descriptors left for everything else.
const SPARE: u64 = 64;

/// How many connections may be open at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Capacity(pub usize);

impl Capacity {
    /// How many phones that is sure to be enough for: each may hold one event stream and two more connections.
    pub const fn phones(self) -> usize {
        self.0 / 3
    }
}

/// Raises the limit on open files as far as this process may, and says how many connections that leaves.
#[cfg(unix)]
pub fn raise() -> Capacity {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let limit = getrlimit(Resource::Nofile);
    let wanted = WANTED + SPARE;
    let reach = limit.maximum.map_or(wanted, |most| most.min(wanted));
    let current = limit.current.unwrap_or(u64::MAX);
    if current < reach {
        // Where the system says no, the smaller number below is the honest one.
        let _unchanged = setrlimit(Resource::Nofile, Rlimit { current: Some(reach), maximum: limit.maximum });
    }
    let granted = getrlimit(Resource::Nofile).current.unwrap_or(u64::MAX);
    Capacity(usize::try_from(granted.saturating_sub(SPARE).min(WANTED)).unwrap_or(usize::MAX))
}

/// Says how many connections this process may hold.
#[cfg(not(unix))]
pub fn raise() -> Capacity {
    Capacity(usize::try_from(WANTED).unwrap_or(usize::MAX))
}
