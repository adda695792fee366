//! What leaves the program, and the forms that it is written in.

use clap::ValueEnum;

/// A form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, ValueEnum)]
pub enum Format {
    /// Sentences that fit 80 columns
    #[value(alias = "txt")]
    #[default]
    Text,
    /// For a forge or a wiki
    #[value(alias = "md")]
    Markdown,
    /// One page with charts, which prints
    Html,
    /// A table for a spreadsheet
    Csv,
    /// Data for programs, with a schema version
    Json,
    /// The chart of a report as a picture
    Svg,
    /// A report as a workbook
    Xlsx,
    /// What still waits, for a calendar
    Ics,
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
            Self::Svg => "svg",
            Self::Xlsx => "xlsx",
            Self::Ics => "ics",
        }
    }

    /// The form that a file's ending stands for.
    pub fn of_extension(extension: &str) -> Option<Self> {
        match extension.to_ascii_lowercase().as_str() {
            "htm" => Some(Self::Html),
            "ical" => Some(Self::Ics),
            named => Self::from_str(named, false).ok(),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Export {
    /// The result of a record.
    Report,
    /// A few people's answers, side by side.
    Comparison,
    /// Several records over time.
    Trend,
    /// What still waits, over several records.
    Steps,
}

impl Export {
    /// The forms that it is written in, as they are offered.
    pub const fn forms(self) -> &'static [Format] {
        use Format::{Csv, Html, Ics, Json, Markdown, Svg, Text, Xlsx};
        match self {
            Self::Report => &[Html, Markdown, Text, Csv, Json, Svg, Xlsx],
            Self::Comparison | Self::Trend => &[Html, Markdown, Text, Csv, Json],
            Self::Steps => &[Ics, Html, Markdown, Text, Csv, Json],
        }
    }
}
