//! The last word of a run: how far somebody came, what is saved where, and how to come back.

/// What became of answers that are not finished.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// The latest are not saved.
    Not,
    WithTheSession,
    /// Where the next start finds them by itself.
    AmongRecords,
    Elsewhere,
}

/// How far somebody came, and how to go on: `9 of 36 answered. 'undercurrent' goes on from here.`
pub fn so_far(answered: usize, of: usize, kept: Kept) -> String {
    let then = match kept {
        _ if answered == 0 => return "Nothing is answered yet.".to_owned(),
        Kept::Not => "",
        Kept::WithTheSession => " and saved with the session",
        Kept::AmongRecords => ". 'undercurrent' goes on from here",
        Kept::Elsewhere => ". 'undercurrent results FILE' goes on from here",
    };
    format!("{answered} of {of} answered{then}.")
}

pub fn saved_in(file: &str) -> String {
    format!("Saved in {file}")
}

pub fn not_saved(why: &str) -> String {
    format!("your latest answers are not saved: {why}")
}

/// Said to a participant whose place in a live session is kept.
pub fn come_back(address: &str) -> String {
    format!("Your place is kept. To come back: undercurrent join {address}")
}

/// Why the latest answers are not saved.
pub const SAVER_STOPPED: &str = "the thread that saves has stopped";
pub const DISK_LATE: &str = "the disk did not answer in time";
