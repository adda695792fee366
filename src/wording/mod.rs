//! Every sentence that a person reads, and every formatted figure. `tests/layers.rs` refuses a sentence elsewhere, but in
//! the help of the command line and in what is said of a faulty questionnaire.
//!
//! ```text
//! person, several     the results of one person, and of several
//! figures             averages, how people spread around them, why a figure is not shown; gaps between the sides
//! summary             the sentence under a chart, and what is said where there is no remedy
//! guess               what the sides expected of each other
//! trend, over_time    what changed, by whom and between two rounds; records of one name over time
//! cause               the page of one cause: whose voice each passage is in, and the person's own answers
//! compare             records that are set side by side or put together
//! forms               what is written in which form, what handing it on means, and the heads of columns
//! invalid             why something is not taken: what the errors of domain say
//! answers             what is wrong with a file of answers
//! import              the table that a form tool exports, and what it becomes
//! lines               what the app in lines says beside that
//! actions             what was taken on, and a figure then and now
//! plan                the plan, and the form of a step
//! home                the list of records, what comes before the first statement, and names that are typed
//! keys                what keys do, and what is said of one that is not taken
//! participant         what somebody who takes part in a live session reads
//! hosting             hosting one from the command line: what it needs, how phones find it, what comes of it
//! refused             what it refuses, to whoever takes part and to its facilitator
//! connecting          why it cannot be reached, hosted or kept on disk
//! room                what its facilitator reads, and whoever sees the big screen from elsewhere
//! session             what its screens say, phase by phase
//! commands            what commands say of files and records
//! window              what stands around a screen and over it: what is saved, what is wrong, leaving, deleting
//! storage             what is said of files, and why one is not read, written, held or found
//! ```
#![deny(clippy::disallowed_methods)]

use std::ops::Range;

use jiff::{Timestamp, Zoned};

pub(crate) mod actions;
pub(crate) mod answers;
pub(crate) mod cause;
pub(crate) mod commands;
pub(crate) mod compare;
pub(crate) mod connecting;
pub(crate) mod figures;
pub(crate) mod forms;
pub(crate) mod guess;
pub(crate) mod home;
pub(crate) mod hosting;
pub(crate) mod import;
mod invalid;
pub(crate) mod keys;
pub(crate) mod lines;
pub(crate) mod over_time;
pub(crate) mod participant;
pub(crate) mod person;
pub(crate) mod plan;
pub(crate) mod refused;
pub(crate) mod room;
pub(crate) mod session;
pub(crate) mod several;
pub(crate) mod storage;
pub(crate) mod summary;
pub(crate) mod trend;
pub(crate) mod window;

pub use cause::{CARE, FIRST_STEP, ONE_OPINION, PROMPTS, Part, Passage, passages, same_answers, voices, why, workings};
pub use home::restored;
pub use person::{
    ANSWER_AS, BEFORE_ACTING, CAUSE_BY_CAUSE, CHART, CLOSING_ANSWER, FINISH, HOW_ANSWERS_READ, NAME, SKIPPED,
    WHAT_TO_DO, answered, ask, band_range, begun, changed, changing, gaps, heading, last, left_open, legend, limits,
    mark, missing, no_figure, occasion, progress, questionnaire, rank, resume, row, seen_by, share_answered,
    single_answer, source, tally, time, verdict, view,
};
pub use summary::{headline, no_advice, overview, promise, summary, unknown};

/// `1 answer`, `2 answers`: a count with its noun.
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// Names in a row: `A`, `A and B`, `A, B and C`.
pub fn list<S: AsRef<str>>(names: &[S], last: &str) -> String {
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    match names.as_slice() {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [before @ .., end] => format!("{} {last} {end}", before.join(", ")),
    }
}

/// People by side: `Sales 6, Marketing 5`.
fn by_side<'a>(sides: impl IntoIterator<Item = (&'a str, usize)>) -> String {
    let sides: Vec<String> = sides.into_iter().map(|(side, people)| format!("{side} {people}")).collect();
    sides.join(", ")
}

/// Which of a list are in sight, where not all are: `4–9 of 12 ↑↓`.
pub fn in_sight(seen: &Range<usize>, of: usize) -> Option<String> {
    let arrows = arrows(seen.start > 0, seen.end < of);
    (!arrows.is_empty()).then(|| format!("{}–{} of {of} {arrows}", seen.start + 1, seen.end))
}

pub const fn arrows(before: bool, after: bool) -> &'static str {
    match (before, after) {
        (false, false) => "",
        (true, false) => "↑",
        (false, true) => "↓",
        (true, true) => "↑↓",
    }
}

/// A clause as a sentence: with a capital letter and a full stop.
pub fn sentence(clause: &str) -> String {
    if clause.is_empty() { String::new() } else { format!("{}.", capital(clause.trim_end_matches('.'))) }
}

/// A text with a capital letter: the id of a side, where its name is not at hand.
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| format!("{}{}", first.to_uppercase(), chars.as_str())).unwrap_or_default()
}

pub fn full_stop(clause: String) -> String {
    clause + "."
}

pub fn titled(view: &str) -> String {
    format!("Undercurrent: {view}")
}

pub fn hint(hint: &str) -> String {
    format!("Hint: {hint}")
}

/// A day, such as `23 November 2026`, in the time zone of `now`.
pub fn day(at: Timestamp, now: &Zoned) -> String {
    at.to_zoned(now.time_zone().clone()).strftime("%-d %B %Y").to_string()
}

/// A day in little room, such as `23 Nov 2026`, in the time zone of `now`.
pub fn short_day(at: Timestamp, now: &Zoned) -> String {
    at.to_zoned(now.time_zone().clone()).strftime("%-d %b %Y").to_string()
}

/// A day in a column, as seen from `now`: `today`, `yesterday`, `19 Nov`, and with its year where that is another.
pub fn near_day(at: Timestamp, now: &Zoned) -> String {
    let then = at.to_zoned(now.time_zone().clone()).date();
    if then == now.date() {
        "today".to_owned()
    } else if Some(then) == now.date().yesterday().ok() {
        "yesterday".to_owned()
    } else if then.year() == now.year() {
        then.strftime("%-d %b").to_string()
    } else {
        then.strftime("%-d %b %Y").to_string()
    }
}

/// A moment as seen from `now`: `today 16:10`, `yesterday 16:10` or `21 November 2026 16:10`.
pub fn moment(at: Timestamp, now: &Zoned) -> String {
    let then = at.to_zoned(now.time_zone().clone());
    let time = then.strftime("%H:%M");
    let yesterday = now.date().yesterday().ok();
    if then.date() == now.date() {
        format!("today {time}")
    } else if Some(then.date()) == yesterday {
        format!("yesterday {time}")
    } else {
        format!("{} {time}", day(at, now))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("2026-11-23T15:10:00Z", "today 16:10")]
    #[case("2026-11-22T15:10:00Z", "yesterday 16:10")]
    #[case("2026-11-22T23:30:00Z", "today 00:30")]
    #[case("2026-11-02T08:05:00Z", "2 November 2026 09:05")]
    fn a_moment_is_told_in_the_readers_time_zone(#[case] at: &str, #[case] expected: &str) {
        let now: Zoned = "2026-11-23T18:00:00+01:00[+01:00]".parse().unwrap();
        assert_eq!(moment(at.parse().unwrap(), &now), expected);
    }

    #[rstest]
    #[case("2026-11-23T15:10:00Z", "today")]
    #[case("2026-11-22T15:10:00Z", "yesterday")]
    #[case("2026-11-22T23:30:00Z", "today")]
    #[case("2026-11-02T08:05:00Z", "2 Nov")]
    #[case("2026-01-01T08:05:00Z", "1 Jan")]
    #[case("2025-12-31T22:30:00Z", "31 Dec 2025")]
    #[case("2027-01-02T08:05:00Z", "2 Jan 2027")]
    fn a_day_in_a_column_has_its_year_only_where_that_is_another(#[case] at: &str, #[case] expected: &str) {
        let now: Zoned = "2026-11-23T18:00:00+01:00[+01:00]".parse().unwrap();
        assert_eq!(near_day(at.parse().unwrap(), &now), expected);
    }

    #[rstest]
    #[case::midnight_is_none("2026-09-06T09:00:00-03:00[America/Santiago]", "2026-09-06T04:00:00Z", "today 01:00")]
    #[case::before_it("2026-09-06T09:00:00-03:00[America/Santiago]", "2026-09-06T03:59:59Z", "yesterday 23:59")]
    #[case::a_day_of_23_hours("2026-09-07T00:00:00-03:00[America/Santiago]", "2026-09-06T04:00:00Z", "yesterday 01:00")]
    #[case::two_days_before(
        "2026-09-07T00:00:00-03:00[America/Santiago]",
        "2026-09-06T03:59:59Z",
        "5 September 2026 23:59"
    )]
    #[case::a_day_of_25_hours("2026-10-25T23:59:59+01:00[Europe/Berlin]", "2026-10-24T22:00:00Z", "today 00:00")]
    #[case::the_second_half_past_two(
        "2026-10-26T00:00:00+01:00[Europe/Berlin]",
        "2026-10-25T01:30:00Z",
        "yesterday 02:30"
    )]
    #[case::across_the_change(
        "2026-10-26T00:00:00+01:00[Europe/Berlin]",
        "2026-10-24T21:59:59Z",
        "24 October 2026 23:59"
    )]
    #[case::far_east("2026-11-24T00:30:00+14:00[Pacific/Kiritimati]", "2026-11-23T09:59:59Z", "yesterday 23:59")]
    #[case::far_west("2026-11-22T23:30:00-11:00[Pacific/Pago_Pago]", "2026-11-22T11:00:00Z", "today 00:00")]
    fn today_and_yesterday_are_days_of_the_calendar_however_long_they_are(
        #[case] now: &str,
        #[case] at: &str,
        #[case] sentence: &str,
    ) {
        assert_eq!(moment(at.parse().unwrap(), &now.parse().unwrap()), sentence);
    }
}
