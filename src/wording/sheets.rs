//! What stands on the printed sheets of a questionnaire.

/// How they are filled in.
pub const HOW: &str = "Tick one box in each row. Leave a row empty to skip it.";
/// What becomes of them.
pub const BACK: &str = "Give the sheets to whoever leads the session: somebody types them in at a laptop, and then they are \
     torn up. No name belongs on them.";
/// Over the guesses.
pub const GUESS: &str = "You have said what you see. Now guess what the other side sees; people of other teams leave this \
     out.";
