//! Why a session cannot be reached, hosted, kept on disk or gone on with: from a terminal that takes part, the second
//! terminal of the facilitator, and the host itself.

/// From a terminal that takes part.
pub const UNKNOWN: &str = "this session does not know you; join it again";
pub const ANOTHER: &str = "another session runs at that address just now";
pub const NOT_A_SESSION: &str = "what answers there is not a session that this version understands";
/// Why there is no reply.
pub const SILENT: &str = "nothing comes back; this machine or the one that runs it has lost the network";
pub const NO_WAY: &str = "this machine has no way there; has it lost the network?";
pub const NOBODY: &str = "nobody runs it at that address just now";
/// Why answers are held there.
pub const GIVEN_UP: &str = "your place was given up; join again";
/// Why they are given up.
pub const OF_ANOTHER: &str = "they are of another session";

pub fn no_address(typed: &str) -> String {
    format!("'{typed}' is no address of a session; it looks like http://192.168.1.20:7777")
}

pub fn for_browsers(typed: &str) -> String {
    format!(
        "'{typed}' is for browsers; a terminal needs the address that begins with http, such as http://192.168.1.20:7777"
    )
}

pub fn unreachable(why: &str) -> String {
    format!("the session cannot be reached: {why}")
}

/// The session gave no reason, only this status of HTTP.
pub fn answered_with(status: u16) -> String {
    format!("the session answered with {status}")
}

/// From the second terminal of the facilitator.
pub const OTHER_VERSION: &str = "the host is of another version";
pub const HOST_STOPPED: &str = "the host has stopped";

pub fn no_host(why: &str) -> String {
    format!("no session is being hosted on this machine: {why}")
}

/// Why its connection cannot be had.
pub const TAKEN: &str = "another host listens there";

#[allow(dead_code, reason = "the sockets of one platform alone have this trouble")]
pub fn open_folder(folder: &str) -> String {
    format!("the folder {folder} is open to others")
}

#[allow(dead_code, reason = "the sockets of one platform alone have this trouble")]
pub fn long_folder(folder: &str) -> String {
    format!("the path of {folder} is longer than the system takes for it: name a shorter folder with --data-dir")
}

/// Within the host itself.
pub const NOT_HOSTED: &str = "the session is not being hosted any more";
pub const UNHELD: &str = "the ledger cannot hold it";
pub const NO_CODE_FITS: &str = "the address is too long for a code to scan";

/// Why a ledger cannot be read or written.
pub const NOT_A_LEDGER: &str = "it is not the file of a session";
pub const IN_USE: &str = "another undercurrent is hosting this session";
pub const LARGE_NUMBER: &str = "a sequence number is too large";
pub const NOBODYS_ANSWER: &str = "an answer of nobody";

pub fn newer(format: i64) -> String {
    format!("it was written by a newer version of undercurrent (format {format})")
}

pub fn damaged(why: &str) -> String {
    format!("it is damaged: {why}")
}

pub fn broken_column(column: &str) -> String {
    format!("the {column} of a row")
}
