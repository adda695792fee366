//! What is said about raw answers.

/// What handing raw answers on means. Said whenever they are written.
pub const REVEALS: &str = "These are raw answers: a row for each statement and person, with the side the person \
     answered for. Nothing is withheld in them. They name nobody, but whoever knows the people can often tell who \
     gave which answers. Hand them only to somebody to whom everybody who answered would hand them.";
/// Said where another form was asked for.
pub const NOT_SO: &str = "--raw writes a table: use it with --format csv or xlsx";
