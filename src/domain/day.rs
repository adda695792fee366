//! A day as people write it, read against the day on which it is typed.
//!
//! What may mean two days is given as both, and it is for the person to say which.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::text::narrowed;

/// What was typed where a day is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    Nothing,
    Day(Date),
    Past(Date),
    /// One of these two days, the likelier first.
    Either([Date; 2]),
    /// A day that the calendar does not have.
    NoSuchDay,
    Unknown,
}

/// Reads a day: `2026-12-15`, `15.12.`, `15 Dec`, `in 2 weeks`, `fri`, `tomorrow`, `next month`. A day without its year
/// is the next one of that name, unless the last one lies nearer: then either may be meant.
pub fn read(typed: &str, today: Date) -> Reading {
    let words = words(typed);
    if words.is_empty() {
        return if typed.trim().is_empty() { Reading::Nothing } else { Reading::Unknown };
    }
    numbers(&words, today)
        .or_else(|| named(&words, today))
        .or_else(|| weekday_first(&words, today))
        .or_else(|| relative(&words, today))
        .unwrap_or(Reading::Unknown)
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Number(i32, usize),
    Word(String),
    Sign(char),
}

use Piece::{Number, Sign, Word};

/// What stands in front of a day and between its parts, and says nothing.
const FILLING: [&str; 8] = ["by", "on", "until", "till", "the", "of", "at", "due"];
const ORDINALS: [&str; 4] = ["st", "nd", "rd", "th"];
const DIGITS: usize = 4;

fn words(typed: &str) -> Vec<Piece> {
    let typed = narrowed(typed.trim()).to_lowercase();
    let mut pieces = Vec::new();
    let mut rest = typed.as_str();
    while let Some(first) = rest.chars().next() {
        let kind = |c: char| (c.is_ascii_digit(), c.is_alphabetic());
        let is_more = |c: char| kind(c) == kind(first) && kind(first) != (false, false);
        let end = rest.find(|c| !is_more(c)).unwrap_or(rest.len()).max(first.len_utf8());
        let (piece, after) = rest.split_at(end);
        pieces.extend(one(piece, first));
        rest = after;
    }
    let is_ordinal = |piece: &Piece| matches!(piece, Word(word) if ORDINALS.contains(&word.as_str()));
    let is_filling = |piece: &Piece| match piece {
        Word(word) => FILLING.contains(&word.as_str()),
        piece => *piece == Sign(','),
    };
    let follows = |at: usize| at > 0 && matches!(pieces[at - 1], Number(..));
    let kept = pieces.iter().enumerate().map(|(at, piece)| {
        // `15th` is `15.`, which no bare number is.
        if is_ordinal(piece) && follows(at) { Sign('.') } else { piece.clone() }
    });
    kept.filter(|piece| !is_filling(piece)).collect()
}

fn one(piece: &str, first: char) -> Option<Piece> {
    if first.is_whitespace() {
        None
    } else if first.is_ascii_digit() {
        // A number that is too long for any day stays one that no day has.
        let value = if piece.len() > DIGITS { i32::MAX } else { piece.parse().unwrap_or(i32::MAX) };
        Some(Number(value, piece.len()))
    } else if first.is_alphabetic() {
        Some(Word(piece.to_owned()))
    } else {
        Some(Sign(first))
    }
}

fn numbers(words: &[Piece], today: Date) -> Option<Reading> {
    let slashed = |sign: &char| matches!(sign, '/' | '-');
    match words {
        [Number(year, 4), Sign(one), Number(month, _), Sign(other), Number(day, _)] if one == other => {
            (slashed(one) || *one == '.').then(|| whole((*year, *month, *day), today))
        }
        [Number(day, _), Sign('.'), Number(month, _), Sign('.'), year @ ..]
        | [Number(day, _), Sign('.'), Number(month, _), year @ ..]
            if !matches!(year, [Sign(_), ..]) =>
        {
            Some(dated(*day, *month, year_of(year)?, today))
        }
        [Number(one, _), Sign(sign), Number(other, _), year @ ..] if slashed(sign) => {
            let year = match year {
                [] => Year::Open,
                [Sign(second), year @ ..] if second == sign && !year.is_empty() => year_of(year)?,
                _ => return None,
            };
            Some(either_way((*one, *other), year, today))
        }
        [Number(day, _), Sign('.')] => Some(day_of_a_month(*day, today)),
        _ => None,
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Year {
    Open,
    Of(i32),
}

/// The year at the end of a day, of two digits or four; open where there is none. None where something else stands there.
fn year_of(rest: &[Piece]) -> Option<Year> {
    match rest {
        [] | [Sign('.')] => Some(Year::Open),
        [Number(year, 2)] => Some(Year::Of(2000 + year)),
        [Number(year, 4)] => Some(Year::Of(*year)),
        _ => None,
    }
}

fn whole((year, month, day): (i32, i32, i32), today: Date) -> Reading {
    match date(year, month, day) {
        Some(day) => of(day, today),
        None => Reading::NoSuchDay,
    }
}

fn date(year: i32, month: i32, day: i32) -> Option<Date> {
    Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok()
}

fn of(day: Date, today: Date) -> Reading {
    if day < today { Reading::Past(day) } else { Reading::Day(day) }
}

fn dated(day: i32, month: i32, year: Year, today: Date) -> Reading {
    match year {
        Year::Of(year) => whole((year, month, day), today),
        Year::Open => match (next(day, month, today), last(day, month, today)) {
            (Some(next), Some(last)) if apart(last, today) < apart(today, next) => either(next, last),
            (Some(next), _) => Reading::Day(next),
            (None, _) => Reading::NoSuchDay,
        },
    }
}

/// In how many years a day comes round at the latest: 29 February is left out once in a hundred years.
const ROUND: i32 = 8;

fn next(day: i32, month: i32, today: Date) -> Option<Date> {
    let this = i32::from(today.year());
    (this..=this + ROUND).filter_map(|year| date(year, month, day)).find(|day| *day >= today)
}

fn last(day: i32, month: i32, today: Date) -> Option<Date> {
    let this = i32::from(today.year());
    (this - ROUND..=this).rev().filter_map(|year| date(year, month, day)).find(|day| *day < today)
}

fn apart(one: Date, other: Date) -> i32 {
    (other - one).get_days()
}

fn either(one: Date, other: Date) -> Reading {
    if one == other { Reading::Day(one) } else { Reading::Either([one, other]) }
}

/// Day and month, or month and day: `3/4` is one thing in London and another in New York.
fn either_way((one, other): (i32, i32), year: Year, today: Date) -> Reading {
    let reading = |day, month| match year {
        Year::Open => next(day, month, today),
        Year::Of(year) => date(year, month, day),
    };
    match (reading(one, other), reading(other, one)) {
        (Some(first), Some(second)) if first != second => Reading::Either([first, second]),
        (Some(_), _) => dated(one, other, year, today),
        (None, Some(_)) => dated(other, one, year, today),
        (None, None) => Reading::NoSuchDay,
    }
}

fn day_of_a_month(day: i32, today: Date) -> Reading {
    let (year, month) = (i32::from(today.year()), i32::from(today.month()));
    let months = (month..=month + 12).map(|month| (year + (month - 1) / 12, (month - 1) % 12 + 1));
    let mut days = months.filter_map(|(year, month)| date(year, month, day));
    days.find(|day| *day >= today).map_or(Reading::NoSuchDay, Reading::Day)
}

const MONTHS: [&str; 12] = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
];
const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
/// Names may be cut to this many letters.
const CUT: usize = 3;

fn is_cut_of(word: &str, name: &str) -> bool {
    word.len() >= CUT && name.starts_with(word)
}

fn month(word: &str) -> Option<i32> {
    (1..).zip(MONTHS).find(|(_, name)| is_cut_of(word, name)).map(|(month, _)| month)
}

fn weekday(word: &str) -> Option<Weekday> {
    let after_monday = (0..).zip(WEEKDAYS).find(|(_, name)| is_cut_of(word, name)).map(|(at, _)| at)?;
    Weekday::from_monday_zero_offset(after_monday).ok()
}

fn named(words: &[Piece], today: Date) -> Option<Reading> {
    let words: Vec<&Piece> = words.iter().filter(|piece| **piece != Sign('.')).collect();
    let ([Number(day, _), Word(named), year @ ..] | [Word(named), Number(day, 1 | 2), year @ ..]) = words.as_slice()
    else {
        return None;
    };
    let year: Vec<Piece> = year.iter().map(|piece| (*piece).clone()).collect();
    Some(dated(*day, month(named)?, year_of(&year)?, today))
}

/// A day of the week before a date, which has to be one.
fn weekday_first(words: &[Piece], today: Date) -> Option<Reading> {
    let [Word(first), rest @ ..] = words else { return None };
    let rest = rest.strip_prefix(&[Sign('.')]).unwrap_or(rest);
    let weekday = weekday(first)?;
    if rest.is_empty() {
        return Some(coming(weekday, today));
    }
    let is_it = |day: Date| day.weekday() == weekday;
    Some(match numbers(rest, today).or_else(|| named(rest, today))? {
        Reading::Day(day) | Reading::Past(day) if !is_it(day) => Reading::NoSuchDay,
        Reading::Either([one, other]) => match (is_it(one), is_it(other)) {
            (true, true) => Reading::Either([one, other]),
            (true, false) => of(one, today),
            (false, true) => of(other, today),
            (false, false) => Reading::NoSuchDay,
        },
        reading => reading,
    })
}

/// The day of that name that comes next; on such a day itself that one, or the one in a week.
fn coming(weekday: Weekday, today: Date) -> Reading {
    let ahead = i32::from(today.weekday().until(weekday));
    match (after(today, ahead), after(today, ahead + 7)) {
        (Some(day), Some(then)) if day == today => either(day, then),
        (Some(day), _) => Reading::Day(day),
        (None, _) => Reading::NoSuchDay,
    }
}

fn after(today: Date, days: i32) -> Option<Date> {
    today.checked_add(days.days()).ok()
}

fn relative(words: &[Piece], today: Date) -> Option<Reading> {
    let texts: Vec<String> = words
        .iter()
        .map(|piece| match piece {
            Number(value, _) => value.to_string(),
            Word(word) => word.clone(),
            Sign(sign) => sign.to_string(),
        })
        .collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let day = match texts.as_slice() {
        ["today" | "now"] => Some(today),
        ["tomorrow"] => after(today, 1),
        ["day", "after", "tomorrow"] => after(today, 2),
        ["yesterday"] => after(today, -1),
        ["next", "month"] => ahead(1, "month", today),
        ["next", "week"] => ahead(1, "week", today),
        ["next", "year"] => ahead(1, "year", today),
        ["this", named] => return weekday(named).map(|day| coming(day, today)),
        ["next", named] => return weekday(named).map(|day| next_one(day, today)),
        ["end", rest @ ..] => return end_of(rest, today),
        [number, unit, "ago"] => ahead(-count(number)?, known(unit)?, today),
        ["in", number, unit] | [number, unit] | [number, unit, "from", "now" | "today"] => {
            ahead(count(number)?, known(unit)?, today)
        }
        _ => return None,
    };
    Some(day.map_or(Reading::NoSuchDay, |day| of(day, today)))
}

/// `next Friday` is for one person the coming one, for another the one after that.
fn next_one(weekday: Weekday, today: Date) -> Reading {
    let ahead = i32::from(today.weekday().until(weekday));
    let coming = if ahead == 0 { 7 } else { ahead };
    let pair = after(today, coming).zip(after(today, ahead + 7));
    pair.map_or(Reading::NoSuchDay, |(day, then)| either(day, then))
}

/// The last day of a month, a quarter or a year.
fn end_of(rest: &[&str], today: Date) -> Option<Reading> {
    let (year, now) = (i32::from(today.year()), i32::from(today.month()));
    let (months, month) = match rest {
        ["month"] | ["this", "month"] => (0, now),
        ["next", "month"] => (1, now),
        ["quarter"] | ["this", "quarter"] => (0, (now + 2) / 3 * 3),
        ["next", "quarter"] => (3, (now + 2) / 3 * 3),
        ["year"] | ["this", "year"] => (0, 12),
        ["next", "year"] => (12, 12),
        [named] => (0, month(named)?),
        _ => return None,
    };
    let first = date(year, month, 1).and_then(|first| first.checked_add(months.months()).ok());
    let last = first.map(Date::last_of_month);
    let again = || date(year + 1, month, 1).map(Date::last_of_month);
    Some(last.filter(|last| *last >= today).or_else(again).map_or(Reading::NoSuchDay, Reading::Day))
}

const COUNTS: [&str; 12] =
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

fn count(word: &str) -> Option<i32> {
    match word {
        "a" | "an" => Some(1),
        word => {
            let named = || (1..).zip(COUNTS).find(|(_, name)| *name == word).map(|(count, _)| count);
            word.parse().ok().or_else(named)
        }
    }
}

fn known(word: &str) -> Option<&'static str> {
    match word {
        "day" | "days" | "d" => Some("day"),
        "week" | "weeks" | "w" | "wk" | "wks" => Some("week"),
        "fortnight" | "fortnights" => Some("fortnight"),
        "month" | "months" => Some("month"),
        "year" | "years" => Some("year"),
        _ => None,
    }
}

/// So many days, weeks, months or years on; of a month that is shorter its last day.
fn ahead(number: i32, unit: &str, today: Date) -> Option<Date> {
    // More than that is no day of the calendar, and the library does not count so far.
    let number = number.clamp(-5_000_000, 5_000_000);
    let span = match unit {
        "month" => jiff::Span::new().try_months(number),
        "year" => jiff::Span::new().try_years(number),
        "week" => jiff::Span::new().try_weeks(number),
        "fortnight" => jiff::Span::new().try_weeks(2 * number),
        _ => jiff::Span::new().try_days(number),
    };
    today.checked_add(span.ok()?).ok()
}
