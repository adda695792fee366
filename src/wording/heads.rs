//! The heads of columns.

/// Over the names of causes.
pub const CAUSE: &str = "Cause";
/// Over statements.
pub const STATEMENT: &str = "Statement";
/// Over one person's answers.
pub const ANSWER: &str = "Answer";
/// Over how several people answered.
pub const ANSWERS: &str = "Answers";
/// Over how far apart people are.
pub const APART: &str = "Apart";
/// Over ranks.
pub const RANK: &str = "Rank";
/// Over the bars of a chart.
pub const SEVERITY: &str = "Severity";
/// Over whole numbers.
pub const OF_100: &str = "Of 100";
/// Over bands.
pub const BAND: &str = "Band";
/// Over how many people a figure of the chart rests on.
pub const PEOPLE_IN_CHART: &str = "people";
/// Over how much a figure of the chart rests on.
pub const ANSWERED_IN_CHART: &str = "answered";
/// Before how many people fall into each band.
pub const IN_BANDS: &str = "People in each band";

/// Over the chart of one person, as a table.
pub const CHART: [&str; 6] = ["", CAUSE, "0 to 100", SEVERITY, BAND, "Answered"];
/// Over the chart of several people, as a table.
pub const CHART_OF_SEVERAL: [&str; 8] = ["", CAUSE, "0 to 100", SEVERITY, BAND, "People", "Gap", "Verdict"];
/// Over one cause's figures of a few people.
pub const FIGURES: [&str; 4] = ["", "0 to 100", SEVERITY, BAND];

/// The sheets of a workbook.
pub const OVERVIEW: &str = "Overview";
/// The sheet of the causes.
pub const CAUSES: &str = "Causes";
/// The sheet of the statements.
pub const STATEMENTS: &str = "Statements";
/// The sheet of every single answer.
pub const PEOPLE: &str = "People";
/// Before what a record is called.
pub const NAME: &str = "Name";
/// Before whose view it is.
pub const VIEW: &str = "Whose view";
/// Before when it was answered.
pub const WHEN: &str = "When";
/// Before what was asked.
pub const ASKED: &str = "Questionnaire";
/// Before what it all comes to.
pub const CONCLUSION: &str = "Conclusion";
/// Before what no figure claims.
pub const LIMITS: &str = "What no figure claims";
