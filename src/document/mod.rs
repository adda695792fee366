//! A result in every form that leaves the program.
//!
//! ```text
//! blocks     a page as blocks in their running order, and what stands in them
//! report     the page of a record, report_several where several answered; beside, actions: of a few people or several
//!            records, of what still waits, that for calendars too
//! text       a page as sentences that fit 80 columns
//! markdown   the same for a forge or a wiki
//! html       the same with charts, which prints; the questionnaire on paper
//! svg        its chart as a picture
//! json       data with a schema version; what it looks like is in json_form, json_several and json_beside
//! tables     rows and columns, for xlsx; one table as text, for csv; tables_record has those of a record
//! xlsx       a workbook of tables
//! ```

pub(crate) mod actions;
mod beside;
mod blocks;
mod html;
mod json;
mod json_beside;
mod json_form;
mod json_several;
mod markdown;
mod report;
mod report_several;
mod svg;
mod tables;
mod tables_record;
mod text;
mod xlsx;

pub use html::sheets;
pub use json::{actions_schema, comparison_schema, escaped, schema, trend_schema};

use blocks::Document;
use jiff::Zoned;
use jiff::civil::Date;

use crate::domain::action::OpenAction;
use crate::domain::analysis::Outcome;
use crate::domain::compare::Comparison;
use crate::domain::disclosure::Hidden;
use crate::domain::everyone::Average;
use crate::domain::record::Record;
use crate::domain::runs::Runs;
use crate::domain::severity::{Interval, Limits, whole_difference};
use crate::domain::trend::{TeamTrend, of_rounds};
use crate::format::{Export, Format};
use crate::wording::forms;

#[derive(Debug, Clone, Copy)]
pub enum Subject<'a> {
    Record(&'a Report<'a>),
    People(&'a Comparison),
    Runs(&'a Runs),
    Steps(&'a [OpenAction]),
}

#[derive(Debug)]
pub struct Report<'a> {
    /// The figures, with what was taken on and the answer to the question at the end.
    outcome: Outcome,
    /// What the second round of a session changed, where there was one.
    rounds: Option<TeamTrend>,
    /// The record itself, where every single answer is to be written too.
    raw: Option<&'a Record>,
}

impl<'a> Report<'a> {
    /// Of a whole record: of several people the first round, with what the second one changed.
    pub fn of(record: &Record) -> Self {
        Self { outcome: Outcome::of(record), rounds: of_rounds(record), raw: None }
    }

    pub fn of_round(record: &Record, round: u8) -> Self {
        Self { outcome: Outcome::of_round(record, round), rounds: None, raw: None }
    }

    pub fn with_answers(self, record: &'a Record) -> Self {
        Self { raw: Some(record), ..self }
    }
}

impl Subject<'_> {
    pub const fn export(&self) -> Export {
        match self {
            Self::Record(_) => Export::Report,
            Self::People(_) => Export::Comparison,
            Self::Runs(_) => Export::Trend,
            Self::Steps(_) => Export::Steps,
        }
    }

    /// What people read of it, as it reads at `now`.
    fn document(&self, now: &Zoned) -> Document<'_> {
        match self {
            Self::Record(report) => report::document(report, now),
            Self::People(comparison) => beside::people(comparison, now),
            Self::Runs(runs) => beside::runs(runs, now),
            Self::Steps(open) => actions::document(open, now.date()),
        }
    }
}

/// Why something cannot be written. No subject is known that brings about any but the first.
#[derive(Debug, thiserror::Error)]
pub enum Unwritable {
    #[error("{}", forms::no_such_form(.0.extension()))]
    NoSuchForm(Format),
    #[error("{}: {}", forms::NO_PAGE, .0)]
    Page(#[from] minijinja::Error),
    #[error("{}: {}", forms::NO_TABLE, .0)]
    Table(#[from] csv::Error),
    #[error("{}: {}", forms::NO_WORKBOOK, .0)]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    #[error("{}: {}", forms::NO_DATA, .0)]
    Json(#[from] serde_json::Error),
}

/// Writes it as it reads at `now`, as the bytes of a file.
///
/// # Errors
/// When it has no such form, see [`Export::forms`]; no other is known.
pub fn write(subject: &Subject<'_>, format: Format, now: &Zoned) -> Result<Vec<u8>, Unwritable> {
    if !subject.export().forms().contains(&format) {
        return Err(Unwritable::NoSuchForm(format));
    }
    let document = || subject.document(now);
    let text = match (format, subject) {
        (Format::Text, _) => text::text(&document()),
        (Format::Markdown, _) => markdown::markdown(&document()),
        (Format::Html, _) => html::html(&document())?,
        (Format::Csv, _) => return Ok(tables::csv(subject, now)?),
        (Format::Json, _) => json::json(subject, now)?,
        (Format::Svg, _) => svg::svg(&document())?.ok_or(Unwritable::NoSuchForm(format))?,
        (Format::Xlsx, Subject::Record(report)) => return Ok(xlsx::xlsx(report, now)?),
        (Format::Ics, Subject::Steps(open)) => actions::ics(open),
        (Format::Xlsx | Format::Ics, _) => return Err(Unwritable::NoSuchForm(format)),
    };
    Ok(text.into_bytes())
}

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

pub fn whole_limits(limits: Limits) -> (i64, i64) {
    (whole_difference(limits.low), whole_difference(limits.high))
}

/// Why a figure is not shown, as the data in JSON says it.
pub const fn reason(hidden: Hidden) -> &'static str {
    match hidden {
        Hidden::NotAsked => "not_asked",
        Hidden::PerhapsNotAsked => "perhaps_not_asked",
        Hidden::NobodyAnswered => "nobody_answered",
        Hidden::TooFew(_) => "too_few",
        Hidden::ToProtect => "to_protect",
    }
}

/// A share or an index, to the hundredth. Adding zero turns a negative zero, which would be printed with its sign, into zero.
pub fn hundredth(figure: f64) -> f64 {
    (figure * 100.0).round() / 100.0 + 0.0
}

pub fn ten_thousandth(figure: f64) -> f64 {
    (figure * 10_000.0).round() / 10_000.0 + 0.0
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
