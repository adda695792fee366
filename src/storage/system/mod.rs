//! What differs from one platform to another on its disks: the same names, whichever platform it is. `unix.rs` says what each of
//! them is for.

#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

#[cfg(unix)]
pub use unix::*;
#[cfg(windows)]
pub use windows::*;

use std::path::PathBuf;

/// The rights that a file gets which takes the place of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rights {
    /// Those of the other.
    AsBefore,
    /// Those of the other, as far as they are this person's.
    MineAlone,
}

/// Why somebody else on this machine could change what is in a folder: it is a link to another place, it belongs to another
/// user, others may write to it, or everybody may write to the folder above, which is this.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(windows, allow(dead_code, reason = "rights there are no such numbers"))]
pub enum Exposure {
    Link,
    Foreign,
    Writable,
    Above(PathBuf),
}
