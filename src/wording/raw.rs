//! What is said about raw answers.

/// What handing raw answers on means. Said whenever they are written.
pub const REVEALS: &str = "These are raw answers: a row for each statement and person, with the side the person \
     answered for. Nothing is withheld in them. They name nobody, but whoever knows the people can often tell who \
     gave which answers. Hand them only to somebody to whom everybody who answered would hand them.";
/// What handing over the record of several people means. Said whenever a copy of one is written.
pub const HANDED_OVER: &str = "This record is of several people, and its copy holds every single answer of each of \
     them, with the side the person answered for. Nothing is withheld in it. It names nobody, but whoever knows the \
     people can often tell who gave which answers. Hand it only to somebody to whom everybody who answered would hand \
     it; for all others there is 'undercurrent report'.";
/// Said where another form was asked for.
pub const NOT_SO: &str = "--raw writes a table: use it with --format csv or xlsx";
