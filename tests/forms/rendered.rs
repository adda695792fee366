//! One record in each form: the files, the screens and the lines.

use std::io::Cursor;
use std::sync::Arc;

use calamine::{Data, Range, Reader, Xlsx, open_workbook_from_rs};
use undercurrent::testing::app::{App, Effect, Msg, Opened, ReadReply, ReadRequest, Screen};
use undercurrent::testing::document::{self, Format, Report, Subject};
use undercurrent::testing::domain::{Record, Several, Token};
use undercurrent::testing::plain;
use undercurrent::testing::ui::Look;

use crate::live;
use crate::picture::{picture, text};
use crate::samples::now;
use crate::sitting::{Sitting, setup};

/// How a form writes one round of a record.
pub type Form = fn(&Record, u8) -> String;

/// Every form that shows figures, raw answers aside, and all that a live session sends. A form that comes later joins
/// here.
pub const FORMS: [(&str, Form); 13] = [
    ("text", |record, round| file(record, round, Format::Text)),
    ("Markdown", |record, round| file(record, round, Format::Markdown)),
    ("HTML", |record, round| file(record, round, Format::Html)),
    ("CSV", |record, round| file(record, round, Format::Csv)),
    ("JSON", |record, round| file(record, round, Format::Json)),
    ("the picture", |record, round| file(record, round, Format::Svg)),
    ("the workbook", workbook),
    ("screen", |record, round| pages(record, round, screen).join("\n")),
    ("lines", |record, round| pages(record, round, lines).join("\n")),
    ("the big screen", |record, _| live::big_screen(record, screen).join("\n")),
    ("the big screen in lines", |record, _| live::big_screen(record, lines).join("\n")),
    ("the second view", |record, _| live::second_view(record).join("\n")),
    ("phones", |record, _| live::phones(record).join("\n")),
];

/// A file.
pub fn file(record: &Record, round: u8, format: Format) -> String {
    let report = if round == 1 { Report::of(record) } else { Report::of_round(record, round) };
    document::text(&Subject::Record(&report), format, &now()).unwrap()
}

/// Every cell of every sheet of the workbook, numbers to their last digit.
fn workbook(record: &Record, round: u8) -> String {
    let report = if round == 1 { Report::of(record) } else { Report::of_round(record, round) };
    let bytes = document::write(&Subject::Record(&report), Format::Xlsx, &now()).unwrap();
    let mut book: Xlsx<Cursor<Vec<u8>>> = open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    let rows = |sheet: Range<Data>| sheet.rows().map(|row| format!("{row:?}")).collect::<Vec<_>>().join("\n");
    book.worksheets().into_iter().map(|(name, sheet)| format!("{name}\n{}", rows(sheet))).collect::<Vec<_>>().join("\n")
}

/// The chart first, then what to do, then the page of each cause in the order of severity.
pub fn pages(record: &Record, round: u8, shown: fn(&Sitting) -> String) -> Vec<String> {
    let chart = opened(record, round);
    let causes = record.questionnaire().causes().len();
    let page = |at: usize| shown(&chart.clone().press(&format!("Home {at}*Down Enter")));
    let first = shown(&chart.clone().press("Home Enter"));
    let rest = (1..causes).map(page);
    [shown(&chart), shown(&chart.clone().press("r")), first].into_iter().chain(rest).collect()
}

/// The results of a record, by severity.
fn opened(record: &Record, round: u8) -> Sitting {
    if record.solo().is_some() {
        return Sitting::at_results(record.clone());
    }
    let several = Arc::new(Several::of_round(record, round));
    let opening =
        Sitting::at(App::opening(setup(record.questionnaire()), Effect::Read(ReadRequest::Open(Token::new(1).into()))));
    let mut chart = opening.receives(Msg::Read(ReadReply::Opened(Ok(Opened::Several(Arc::clone(&several))))));
    while !several.has_too_few() && !lines(&chart).contains("Causes by severity.") {
        chart = chart.press("o");
    }
    chart
}

/// What a tall screen shows: of several people one thing at a time, of one person the page beside the chart.
pub fn screen(sitting: &Sitting) -> String {
    let is_beside = !matches!(sitting.app.screen(), Screen::Everyone(_));
    text(&picture(&sitting.app, Look::default(), (if is_beside { 110 } else { 100 }, 150)))
}

/// What is said in lines.
pub fn lines(sitting: &Sitting) -> String {
    plain::tell(&sitting.app).into_iter().map(|line| line.text).collect::<Vec<_>>().join("\n")
}
