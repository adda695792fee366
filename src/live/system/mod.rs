//! What differs from one platform to another for a live session: the same names, whichever platform it is.
//!
//! ```text
//! widen, descriptors, heed_silence   the sockets of phones
//! private_file, sync_names           the ledger's file
//! Stream, Listener                   the console's connection, which only the same user of the same machine can have
//! ```

#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

#[cfg(unix)]
pub use unix::*;
#[cfg(windows)]
pub use windows::*;
