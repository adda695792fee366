//! What came back of what was deleted.

use super::count;

/// How many records are back, and where those are that no list shows: `2 records are back, 1 of them in /home/kim/r.toml.`
pub fn restored(records: usize, elsewhere: &[String]) -> String {
    let are = if records == 1 { "is" } else { "are" };
    let back = format!("{} {are} back", count(records, "record", "records"));
    let files = elsewhere.join(", ");
    match elsewhere.len() {
        0 => format!("{back}."),
        _ if records == 1 => format!("{back}, in {files}."),
        some => format!("{back}, {some} of them in {files}."),
    }
}
