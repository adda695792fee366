//! What a live session refuses: to whoever takes part, whatever with, and to its facilitator.

/// To whoever takes part.
pub const UNKNOWN: &str = "This session does not know you any more. Join again.";
pub const NO_ANSWER: &str = "That is no answer to a statement of this session.";
pub const WRONG_CODE: &str = "That is not the code on the screen. Letters and digits only; there is no O, 0, I, 1 or L, \
                              and S, Z and B are 5, 2 and 8.";
pub const TOO_MANY_CODES: &str =
    "Too many wrong codes came from this network. Scan the code on the screen, or wait a little.";
pub const TOO_MANY_JOINS: &str = "Very many people are joining from this network. Try again in a few seconds.";
pub const SENSELESS: &str = "This session can make no sense of that.";
pub const TOO_LARGE: &str = "That is more than this session takes at once.";
pub const TOO_SLOW: &str = "That took too long to arrive. Try again.";
pub const NOT_HERE: &str = "This address is not served here.";
pub const OTHER_SITE: &str = "That came from the page of another site.";
pub const NOWHERE: &str = "There is no such page here.";
pub const OTHER_METHOD: &str = "This page is there for something else.";
pub const NOT_HOSTED: &str = "The session is not being hosted at the moment. Try again soon.";
pub const BROKEN: &str = "Something went wrong on the laptop that runs this session. Try again.";

/// The same as clauses, as a room says them.
pub const NOBODY: &str = "nobody of that name is in this session";
pub const NO_SUCH_SIDE: &str = "there is no such side in this session";
pub const LOCKED: &str = "joining is locked; ask the facilitator";
pub const NOT_YET: &str = "answering has not begun yet";
pub const STOPPED: &str = "not taken, answering has stopped";
pub const CLOSED: &str = "answering is closed";
pub const UNSTORABLE: &str = "that cannot be stored";
pub const UNCOUNTED: &str = "nobody counts so many answers";

pub fn full(participants: usize) -> String {
    format!("the session is full: it admits {participants} people")
}

pub fn misnumbered(most: u64) -> String {
    format!("the number of an answer goes from 1 to {most}")
}

pub fn not_saved(why: &str) -> String {
    format!("it could not be saved: {why}")
}

/// To the facilitator.
pub const NOT_NOW: &str = "that cannot be done at this point of the session";
pub const NO_PLACE: &str = "there is no place to free: whoever has not been heard of has answered something";
pub const FIXED: &str = "the fewest people shown together is fixed once somebody has joined";
pub const NO_CAUSE: &str = "there is no such cause in this questionnaire";
pub const NO_CAUSES: &str = "choose at least one cause for a second round";
pub const BEGUN: &str = "somebody has answered in this round already: c stops it";
pub const NO_RECORD: &str = "nobody answered, so there is nothing to act on";
pub const NO_COMMAND: &str = "that is no command of this version";

pub fn too_few(least: u32) -> String {
    format!("the fewest people shown together must be at least {least}")
}

pub fn no_more_rounds(rounds: u8) -> String {
    format!("a session has {rounds} rounds")
}

/// Why the answers of a round are not put into the record.
pub const NOT_ON_THE_WAY: &str = "the answers are not on their way into the record";
pub const NO_CHANCE: &str = "more random names are needed: one for each person";

/// On pages: what went wrong, and how to go on.
pub const NO_COOKIES: &str = "This browser keeps no cookies";
pub const NO_COOKIES_HELP: &str = "You are not in yet: the session tells people apart by a cookie, and this browser did \
                                   not send it back. Allow cookies for this address, leave private browsing, or use \
                                   another browser. Then join again.";
pub const NOT_UNDERSTOOD: &str = "That was not understood";
pub const NO_PAGE: &str = "There is no such page";
pub const NO_PAGE_HELP: &str = "Check the address, or scan the code on the screen again.";
pub const UNMADE: &str = "This page could not be made.";
pub const OUTDATED: &str =
    "That page was older than your latest answer, which is the one below. Choose again to change it.";
pub const SIDE_UNCHANGED: &str = "Your side was not changed";
pub const NOT_TAKEN: &str = "That answer was not taken";
pub const NOT_TAKEN_STOPPED: &str = "Not taken: answering has stopped";
pub const NOT_TAKEN_STOPPED_HELP: &str = "The answer that you just sent is not taken; those saved before are. If the \
                                          facilitator lets people answer again, give it once more.";
pub const NOT_TAKEN_CLOSED_HELP: &str =
    "Answering was closed before this answer came, so it does not count. Those saved before do.";

pub fn not_saved_help(why: &str) -> String {
    format!("The laptop could not save your answer: {why}. Tell the facilitator, and try again.")
}
