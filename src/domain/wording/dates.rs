//! Dates and times as people say them.

use jiff::{Timestamp, Zoned};

/// A day, such as `23 November 2026`, in the time zone of `now`.
#[must_use]
pub fn day(at: Timestamp, now: &Zoned) -> String {
    at.to_zoned(now.time_zone().clone()).strftime("%-d %B %Y").to_string()
}

/// A day in little room, such as `23 Nov 2026`, in the time zone of `now`.
#[must_use]
pub fn short_day(at: Timestamp, now: &Zoned) -> String {
    at.to_zoned(now.time_zone().clone()).strftime("%-d %b %Y").to_string()
}

/// A moment as seen from `now`: `today 16:10`, `yesterday 16:10` or `21 November 2026 16:10`.
#[must_use]
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
    fn a_moment_is_told_in_the_readers_time_zone(#[case] at: &str, #[case] told: &str) {
        let now: Zoned = "2026-11-23T18:00:00+01:00[+01:00]".parse().unwrap();
        assert_eq!(moment(at.parse().unwrap(), &now), told);
    }
}
