//! An assessment on disk: whole or not at all, and never overwritten unread.
//!
//! ```text
//! location       where records live, what their files are called, where an export may go
//! format         a record as TOML text, there and back; one file read whole, or why not
//! outline        what a record says of itself without being read whole; its responses, read line by line
//! stored         the types that serde reads and writes
//! listing        many files, by their heads alone; one of them, by path or short id; copies
//! atomic_write   the steps of a disk; a file written whole or not at all; temporary files of a killed program
//! locked_record  who may change a record, and a record that is ours to change
//! system         what differs from one platform to another
//! deleted        what was deleted, kept aside until it is not wanted back
//! saver          the records that are held and what is done with them, on a thread, so that nothing waits for the disk
//! ```

pub(crate) mod atomic_write;
pub(crate) mod deleted;
pub(crate) mod format;
pub(crate) mod listing;
pub(crate) mod location;
pub(crate) mod locked_record;
pub(crate) mod outline;
pub(crate) mod saver;
mod stored;
pub(crate) mod system;

pub use crate::wording::storage::{reason, shown};
