//! A result in every form that leaves the program.
//!
//! ```text
//! content    what is said, in its running order: for the three forms that people read
//! text       sentences that fit 80 columns, and the page they stand on
//! markdown   the same for a forge or a wiki
//! html       one page with charts, which prints
//! json       data with a schema version
//! csv        tables
//! compare    a few people's answers, side by side, in the three forms that people read
//! actions    what still waits, over several records
//! trend      two or more runs side by side
//! ```

pub(crate) mod actions;
pub(crate) mod compare;
mod content;
mod csv;
mod html;
mod json;
mod markdown;
mod text;
pub(crate) mod trend;

pub use csv::{RAW_REVEALS, TableError, raw};
pub use json::{escaped, schema};

use jiff::Zoned;
use jiff::civil::Date;

use crate::domain::action::Action;
use crate::domain::analysis::Outcome;
use crate::domain::everyone::Average;
use crate::domain::severity::whole_difference;
use crate::domain::stats::{Interval, Limits};
use crate::domain::trend::TeamTrend;

/// What a report is about.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The figures.
    pub outcome: &'a Outcome,
    /// What was taken on, in its order.
    pub actions: &'a [Action],
    /// What the second round of a session changed, where there was one.
    pub rounds: Option<&'a TeamTrend>,
}

/// A form of report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Sentences that fit 80 columns.
    Text,
    /// For a forge or a wiki.
    Markdown,
    /// One page with charts.
    Html,
    /// Tables.
    Csv,
    /// Data with a schema version.
    Json,
}

impl Format {
    /// How the names of its files end.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }

    /// The form that a file's ending stands for.
    pub fn of_extension(extension: &str) -> Option<Self> {
        Some(match extension.to_ascii_lowercase().as_str() {
            "txt" | "text" => Self::Text,
            "md" | "markdown" => Self::Markdown,
            "html" | "htm" => Self::Html,
            "csv" => Self::Csv,
            "json" => Self::Json,
            _ => return None,
        })
    }
}

/// Why a report cannot be written. No subject is known that brings this about.
#[derive(Debug, thiserror::Error)]
pub enum Unwritable {
    /// The page could not be filled.
    #[error("the page cannot be filled: {0}")]
    Html(#[from] minijinja::Error),
    /// The table could not be written.
    #[error(transparent)]
    Csv(#[from] TableError),
    /// The data could not be put into JSON.
    #[error("the data cannot be put into JSON: {0}")]
    Json(#[from] serde_json::Error),
}

/// Writes a report as it reads at `now`.
///
/// # Errors
/// None that is known: every analysis can be written in every form.
pub fn write(subject: &Subject<'_>, format: Format, now: &Zoned) -> Result<String, Unwritable> {
    let content = || content::content(subject, now);
    Ok(match format {
        Format::Text => text::text(&content()),
        Format::Markdown => markdown::markdown(&content()),
        Format::Html => html::html(&content())?,
        Format::Csv => csv::csv(subject, now)?,
        Format::Json => json::json(subject)?,
    })
}

/// The most characters of a label that a name takes over.
const MOST: usize = 40;

/// Names for a report's file, the best first: `undercurrent-emea-2026-11-23.html`, then the same with `-2`, `-3` and
/// so on, for where that name is taken.
///
/// Only letters and digits of the label are taken over, so that no label can lead out of a folder.
pub fn file_names(label: &str, day: Date, extension: &str) -> impl Iterator<Item = String> {
    let slug = slug(label);
    let stem = if slug.is_empty() { format!("undercurrent-{day}") } else { format!("undercurrent-{slug}-{day}") };
    let first = format!("{stem}.{extension}");
    let extension = extension.to_owned();
    std::iter::once(first).chain((2..=u32::MAX).map(move |number| format!("{stem}-{number}.{extension}")))
}

fn slug(label: &str) -> String {
    let words = label.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let slug = words.collect::<Vec<_>>().join("-").to_lowercase();
    slug.chars().take(MOST).collect::<String>().trim_end_matches('-').to_owned()
}

/// The ends of a mean's interval in whole points, not cut; none where there is no interval.
pub fn ends(average: &Average) -> Option<(i64, i64)> {
    match average.interval {
        Interval::Within(limits) => Some(whole_limits(limits)),
        Interval::None | Interval::AllIdentical => None,
    }
}

/// Both ends in whole points.
pub fn whole_limits(limits: Limits) -> (i64, i64) {
    (whole_difference(limits.low), whole_difference(limits.high))
}

/// A share or an index, to the hundredth.
pub fn hundredth(figure: f64) -> f64 {
    positive_zero((figure * 100.0).round() / 100.0)
}

/// A p value, to the ten-thousandth.
pub fn ten_thousandth(figure: f64) -> f64 {
    positive_zero((figure * 10_000.0).round() / 10_000.0)
}

/// Adding zero turns a negative zero, which would be printed with its sign, into zero.
fn positive_zero(figure: f64) -> f64 {
    figure + 0.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn name(label: &str) -> String {
        file_names(label, "2026-11-23".parse().unwrap(), "html").next().unwrap()
    }

    #[rstest]
    #[case("EMEA", "undercurrent-emea-2026-11-23.html")]
    #[case("Sales & Marketing, EMEA", "undercurrent-sales-marketing-emea-2026-11-23.html")]
    #[case("東京 Île", "undercurrent-東京-île-2026-11-23.html")]
    #[case("", "undercurrent-2026-11-23.html")]
    #[case("../../etc/passwd", "undercurrent-etc-passwd-2026-11-23.html")]
    #[case("..", "undercurrent-2026-11-23.html")]
    #[case("a\\b:c*d", "undercurrent-a-b-c-d-2026-11-23.html")]
    #[case("CON", "undercurrent-con-2026-11-23.html")]
    fn a_label_is_part_of_the_name_and_never_of_the_path(#[case] label: &str, #[case] expected: &str) {
        assert_eq!(name(label), expected);
    }

    #[test]
    fn a_long_label_is_cut() {
        assert!(name(&"ab ".repeat(20)).len() <= "undercurrent--2026-11-23.html".len() + MOST);
    }

    #[test]
    fn a_name_that_is_taken_is_followed_by_others() {
        let names: Vec<String> = file_names("EMEA", "2026-11-23".parse().unwrap(), "csv").take(3).collect();
        assert_eq!(
            names,
            [
                "undercurrent-emea-2026-11-23.csv",
                "undercurrent-emea-2026-11-23-2.csv",
                "undercurrent-emea-2026-11-23-3.csv"
            ]
        );
    }
}
