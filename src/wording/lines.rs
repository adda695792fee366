//! What the app in lines says beside the words that it shares with the screens: what may be typed, what a number does, and
//! what a drawing shows without words.

/// What finishing is called alone, and in a session.
pub const FINISH: &str = "finish and see the chart";

/// What is to be typed after a letter.
pub const ITS_NUMBER: &str = " and its number";
pub const OR_SEVERAL: &str = " and its number, or several";
pub const THE_NUMBERS: &str = " and the numbers";

/// What a number does.
pub const OPENS_PLAN: &str = "open its plan";
pub const GOES_TO: &str = "go to that statement";
pub const MARKS: &str = "mark, or take the mark away";

/// The choices, each with what it does.
pub fn choices(choices: &str) -> String {
    format!("Type and press Enter: {choices}; nothing: say it again.")
}

/// What may be typed where a text is; `alone` says what Enter alone does, after a semicolon.
pub fn field(alone: &str) -> String {
    format!("Type it and press Enter{alone}. /b: back; /q: leave.")
}

pub const LEAVES_EMPTY: &str = "; Enter alone leaves it empty";
pub const KEEPS: &str = "; Enter alone keeps what stands there";
pub const EMPTIES: &str = "; /e: empty it";
pub const AS_PLAN: &str = "; /w: write it as When …, we …";

/// The names that records have already.
pub fn names(names: &str) -> String {
    format!(" Names so far: {names}.")
}

pub const FILTER: &str = "Type a part of a name and press Enter. /b: show all; /q: leave.";
pub const GOES_BACK: &str = "Enter alone goes back.";
pub const COMMAND: &str = "Type a number to do it, or a word to find it by; Enter alone goes back. /q: leave.";
pub const NOTHING: &str = "That means nothing here. Type ? for what does.";
/// The same in the list of all that can be done.
pub const NOT_CALLED: &str = "Nothing here is called that.";

/// Why answers are not saved, and why the session is out of reach.
pub fn not_saved(why: &str) -> String {
    format!("Not saved: {why}.")
}

pub fn lost(why: &str) -> String {
    format!("Trying again: {why}.")
}

/// The way out of that, where there is one.
pub const ELSEWHERE: &str = " s saves in another file.";

/// Which of several copies of a record it is.
pub fn copy(name: &str) -> String {
    format!(" This is the copy in {name}.")
}

/// The record that commands are about.
pub fn this_record(name: &str) -> String {
    format!("This record: {name}.")
}

pub fn answer(words: &str) -> String {
    format!("Your answer so far: {words}.")
}

pub fn bands(bands: &str) -> String {
    format!("Persons per band: {bands}.")
}

/// After an answer to a statement whose high answers are good news.
pub const TURNED: &str = ", where often is good news";
/// After a raised cause.
pub const NO_STEP: &str = "; no step yet";
pub const REHEARSAL: &str = "REHEARSAL: everybody in it is made up.";
pub const BLANK: &str = "The big screen is blank.";

pub fn join(how: &str) -> String {
    format!("People join at {how}.")
}
