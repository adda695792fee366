//! A day as people write it.

use jiff::ToSpan;
use jiff::civil::Date;
use proptest::prelude::*;
use rstest::rstest;
use undercurrent::testing::domain::{Reading, read_day as read};

/// A Saturday.
const TODAY: &str = "2026-11-28";

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn on(today: &str, typed: &str) -> Reading {
    read(typed, day(today))
}

#[rstest]
#[case("2026-12-15", "2026-12-15")]
#[case("2027-2-3", "2027-02-03")]
#[case("2027/01/31", "2027-01-31")]
#[case("15.12.", "2026-12-15")]
#[case("15.12", "2026-12-15")]
#[case(" 15. 12. ", "2026-12-15")]
#[case("1.2.", "2027-02-01")]
#[case("15.12.2026", "2026-12-15")]
#[case("15.12.27", "2027-12-15")]
#[case("15/12", "2026-12-15")]
#[case("12/15", "2026-12-15")]
#[case("4/4", "2027-04-04")]
#[case("15/12/2026", "2026-12-15")]
#[case("15-12-2026", "2026-12-15")]
#[case("15 Dec", "2026-12-15")]
#[case("15. dec.", "2026-12-15")]
#[case("15th of December", "2026-12-15")]
#[case("December 15th, 2027", "2027-12-15")]
#[case("Dec 15", "2026-12-15")]
#[case("3 MARCH", "2027-03-03")]
#[case("by 15 Dec", "2026-12-15")]
#[case("15th", "2026-12-15")]
#[case("the 28th", "2026-11-28")]
#[case("31.", "2026-12-31")]
#[case("29 Feb", "2028-02-29")]
#[case("today", "2026-11-28")]
#[case("Tomorrow", "2026-11-29")]
#[case("the day after tomorrow", "2026-11-30")]
#[case("in 3 days", "2026-12-01")]
#[case("in 2 weeks", "2026-12-12")]
#[case("in two weeks", "2026-12-12")]
#[case("in a week", "2026-12-05")]
#[case("2 weeks", "2026-12-12")]
#[case("2w", "2026-12-12")]
#[case("in a fortnight", "2026-12-12")]
#[case("in 3 months", "2027-02-28")]
#[case("next week", "2026-12-05")]
#[case("next month", "2026-12-28")]
#[case("fri", "2026-12-04")]
#[case("Friday", "2026-12-04")]
#[case("by friday", "2026-12-04")]
#[case("this mon", "2026-11-30")]
#[case("thurs", "2026-12-03")]
#[case("Tue 15 Dec", "2026-12-15")]
#[case("Fri, 4/12", "2026-12-04")]
#[case("end of month", "2026-11-30")]
#[case("end of next month", "2026-12-31")]
#[case("end of the quarter", "2026-12-31")]
#[case("end of next quarter", "2027-03-31")]
#[case("end of year", "2026-12-31")]
#[case("end of January", "2027-01-31")]
#[case("１５.１２.", "2026-12-15")]
fn a_day_is_understood_as_people_write_it(#[case] typed: &str, #[case] meant: &str) {
    assert_eq!(on(TODAY, typed), Reading::Day(day(meant)), "{typed}");
}

#[rstest]
#[case::day_or_month_first("3/4", "2027-04-03", "2027-03-04")]
#[case::the_same_with_a_year("3/4/2027", "2027-04-03", "2027-03-04")]
#[case::and_with_a_short_one("3-4-27", "2027-04-03", "2027-03-04")]
#[case::the_last_one_lies_nearer("1.11.", "2027-11-01", "2026-11-01")]
#[case::with_its_month_named("27 Nov", "2027-11-27", "2026-11-27")]
#[case::on_such_a_day_itself("sat", "2026-11-28", "2026-12-05")]
#[case::this_week_or_the_next("next friday", "2026-12-04", "2026-12-11")]
fn what_may_mean_two_days_is_given_as_both(#[case] typed: &str, #[case] one: &str, #[case] other: &str) {
    assert_eq!(on(TODAY, typed), Reading::Either([day(one), day(other)]), "{typed}");
}

#[rstest]
#[case("2026-11-27", "2026-11-27")]
#[case("15.12.2025", "2025-12-15")]
#[case("1 Jan 2026", "2026-01-01")]
#[case("yesterday", "2026-11-27")]
#[case("2 weeks ago", "2026-11-14")]
#[case("15/12/2025", "2025-12-15")]
fn a_day_that_is_over_is_told_apart(#[case] typed: &str, #[case] meant: &str) {
    assert_eq!(on(TODAY, typed), Reading::Past(day(meant)), "{typed}");
}

#[rstest]
#[case("31.11.")]
#[case("2026-02-29")]
#[case("30 Feb")]
#[case("0.5.")]
#[case("13/13")]
#[case("32/1")]
#[case("99999.1.")]
#[case("in 99999 years")]
#[case("Mon 15 Dec")]
fn a_day_that_the_calendar_does_not_have_is_told_apart(#[case] typed: &str) {
    assert_eq!(on(TODAY, typed), Reading::NoSuchDay, "{typed}");
}

#[rstest]
#[case("soon")]
#[case("15")]
#[case("2026")]
#[case("Dec")]
#[case("Dec 2026")]
#[case("15.12.2026 10:00")]
#[case("in weeks")]
#[case("1.2.3.4")]
#[case("3/4-2027")]
#[case("-")]
#[case("15 Mai")]
#[case("next")]
#[case("ma")]
fn anything_else_is_no_day(#[case] typed: &str) {
    assert_eq!(on(TODAY, typed), Reading::Unknown, "{typed}");
}

#[test]
fn nothing_typed_is_no_day_and_no_mistake() {
    assert_eq!([on(TODAY, ""), on(TODAY, "  ")], [Reading::Nothing; 2]);
}

#[rstest]
#[case("2026-01-31", "next month", "2026-02-28")]
#[case("2028-02-29", "next year", "2029-02-28")]
#[case("2026-12-31", "tomorrow", "2027-01-01")]
#[case("2026-12-20", "1 Jan", "2027-01-01")]
#[case("2026-12-04", "in a week", "2026-12-11")]
#[case("2026-12-04", "next fri", "2026-12-11")]
fn a_day_is_read_from_the_day_on_which_it_is_typed(#[case] today: &str, #[case] typed: &str, #[case] meant: &str) {
    assert_eq!(on(today, typed), Reading::Day(day(meant)), "{typed}");
}

/// Any day of two centuries.
fn any_day() -> impl Strategy<Value = Date> {
    (0..73_000_i32).prop_map(|days| day("1950-01-01").checked_add(days.days()).unwrap())
}

/// The readings of a text.
fn days(reading: Reading) -> Vec<Date> {
    match reading {
        Reading::Day(day) | Reading::Past(day) => vec![day],
        Reading::Either(both) => both.to_vec(),
        Reading::Nothing | Reading::NoSuchDay | Reading::Unknown => Vec::new(),
    }
}

proptest! {
    #[test]
    fn every_day_is_read_back_however_it_is_written(today in any_day(), meant in any_day()) {
        let expected = if meant < today { Reading::Past(meant) } else { Reading::Day(meant) };
        for form in ["%Y-%m-%d", "%d.%m.%Y", "%-d.%-m.%Y", "%-d %B %Y", "%b %-d, %Y", "%a %-d %b %Y", "%A, %d.%m.%Y"] {
            let typed = meant.strftime(form).to_string();
            prop_assert_eq!(read(&typed, today), expected, "{}", typed);
        }
    }

    #[test]
    fn with_slashes_the_day_is_among_the_readings_and_each_reading_has_the_same_two_numbers(
        today in any_day(),
        meant in any_day(),
    ) {
        for form in ["%d/%m/%Y", "%-m/%-d/%Y"] {
            let typed = meant.strftime(form).to_string();
            let found = days(read(&typed, today));
            prop_assert!(found.contains(&meant), "{} {:?}", typed, found);
            for one in found {
                let mut numbers = [i32::from(one.day()), i32::from(one.month())];
                let mut own = [i32::from(meant.day()), i32::from(meant.month())];
                numbers.sort_unstable();
                own.sort_unstable();
                prop_assert_eq!((one.year(), numbers), (meant.year(), own));
            }
        }
    }

    #[test]
    fn without_a_year_the_day_is_never_over_unless_both_are_asked_about(today in any_day(), meant in any_day()) {
        for form in ["%-d.%-m.", "%d %b", "%B %-d"] {
            let typed = meant.strftime(form).to_string();
            let reading = read(&typed, today);
            prop_assert!(matches!(reading, Reading::Day(_) | Reading::Either(_)), "{} {:?}", typed, reading);
            prop_assert!(days(reading)[0] >= today, "{} {:?}", typed, reading);
            for one in days(reading) {
                prop_assert_eq!((one.day(), one.month()), (meant.day(), meant.month()));
            }
        }
    }

    #[test]
    fn so_many_days_on_is_so_many_days_on(today in any_day(), number in 1..2_000_i32) {
        let on = |days: i32| Reading::Day(today.checked_add(days.days()).unwrap());
        prop_assert_eq!(read(&format!("in {number} days"), today), on(number));
        prop_assert_eq!(read(&format!("in {number} weeks"), today), on(7 * number));
    }

    #[test]
    fn no_text_is_too_much(typed in "\\PC{0,40}", today in any_day()) {
        read(&typed, today);
    }

    #[test]
    fn nor_is_any_heap_of_what_days_are_made_of(
        typed in prop::collection::vec(
            prop::sample::select(vec!["15", "3", "2026", "0", ".", "/", "-", ",", " ", "dec", "fri", "next", "in", "weeks",
                "end", "of", "month", "th", "ago", "9999", "99999999999"]),
            0..8,
        ),
        today in any_day(),
    ) {
        read(&typed.concat(), today);
        read(&typed.join(" "), today);
    }
}
