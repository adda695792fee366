//! An assessment on disk: whole or not at all, and never overwritten unread.
//!
//! ```text
//! location       where records live and what their files are called
//! format         a record as TOML text, there and back
//! reading        one file, read whole, or why not
//! listing        many files, by their heads alone
//! copies         several files of one record
//! lookup         one file, by path or short id
//! destination    what stands where something is to be written
//! disk, atomic_write  a file written whole or not at all
//! stale_tmp      temporary files of a program that was killed
//! locking        who may change a record
//! locked_record  a record that is ours to change
//! deleted        what was deleted, kept aside until it is not wanted back
//! wording        how paths and the disk's refusals read
//! saver          a thread that saves, so that nothing waits for the disk
//! ```

pub(crate) mod atomic_write;
pub(crate) mod copies;
pub(crate) mod deleted;
pub(crate) mod destination;
pub(crate) mod disk;
pub(crate) mod format;
pub(crate) mod listing;
pub(crate) mod location;
pub(crate) mod locked_record;
pub(crate) mod locking;
pub(crate) mod lookup;
pub(crate) mod reading;
pub(crate) mod saver;
pub(crate) mod stale_tmp;
pub(crate) mod wording;
