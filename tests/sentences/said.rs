//! What somebody reads of a record, on the screen, in lines and in every form of a report.

use std::sync::Arc;
use std::time::Duration;

use jiff::Zoned;
use undercurrent::testing::app::{
    App, Effect, Moment, Msg, Opened, ReadReply, ReadRequest, Screen, Setup, Store, StoreRequest, claimed,
};
use undercurrent::testing::document::{self, Format, Report, Subject};
use undercurrent::testing::domain::{Comparison, Record, Several};
use undercurrent::testing::plain;
use undercurrent::testing::ui::Look;

use crate::keys::keys;
use crate::picture::{picture, text};

/// The forms of a report that people read.
pub const READ: [Format; 3] = [Format::Text, Format::Markdown, Format::Html];

pub fn now() -> Zoned {
    "2026-11-24T18:00:00+01:00[+01:00]".parse().unwrap()
}

/// A text on one line, less the marks of its form.
pub fn words(text: &str) -> String {
    let unescaped = text.replace("&#x27;", "'").replace("&#x2f;", "/").replace("&quot;", "\"").replace("&amp;", "&");
    unescaped.replace('\\', "").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The app at a record's results, behind the keys of a script.
pub fn app(record: &Record, script: &str) -> App {
    let store = Store::Folder("~/records".to_owned());
    let setup = Setup::new(Arc::clone(record.questionnaire()), store, now());
    let moment = Moment { now: now(), chance: [1, 2], since: Duration::ZERO };
    let mut app = match record.solo() {
        Some(_) => App::results(setup, record.clone()).unwrap(),
        None => App::opening(setup, Effect::Read(ReadRequest::Open(record.head().id.into()))),
    };
    if record.solo().is_none() {
        app.update(Msg::Read(ReadReply::Opened(Ok(Opened::Several(Arc::new(Several::of_round(record, 1)))))), &moment);
    }
    for key in keys(script) {
        if let Some(Effect::Store(StoreRequest::Claim(_))) = app.update(Msg::Key(key), &moment) {
            app.update(claimed(record.clone()), &moment);
        }
    }
    app
}

/// What stands on the screen behind the keys of a script, in a window as tall as it takes.
pub fn on_screen(record: &Record, script: &str) -> String {
    words(&text(&picture(&app(record, script), Look::default(), (100, 250))))
}

/// What stands on a screen of 80 by 24.
pub fn on_small_screen(record: &Record, script: &str) -> String {
    words(&text(&picture(&app(record, script), Look::default(), (80, 24))))
}

/// What the plan says on the screen: the list, and each of its rows in full.
pub fn plan_on_screen(record: &Record) -> String {
    format!("{} {}", on_screen(record, "r"), rows_on_screen(record))
}

/// Each row of the plan in full, in their order.
pub fn rows_on_screen(record: &Record) -> String {
    let Screen::Plan(plan) = app(record, "r").screen().clone() else { return String::new() };
    let row = |row| on_screen(record, &format!("r {row}*Down Enter"));
    (0..plan.rows().len()).map(row).collect::<Vec<_>>().join(" ")
}

/// What is said in lines behind the keys of a script.
pub fn in_lines(record: &Record, script: &str) -> String {
    let lines: Vec<String> = plain::tell(&app(record, script)).into_iter().map(|line| line.text).collect();
    words(&lines.join("\n"))
}

/// A report of a record.
pub fn reported(record: &Record, format: Format) -> String {
    words(&document::text(&Subject::Record(&Report::of(record)), format, &now()).unwrap())
}

/// The chart in every place that it is told in: with the name of the place.
pub fn charts(record: &Record) -> Vec<(String, String)> {
    let mut places = vec![
        ("screen".to_owned(), on_screen(record, "")),
        ("80x24".to_owned(), on_small_screen(record, "")),
        ("lines".to_owned(), in_lines(record, "")),
    ];
    places.extend(reports(record));
    places
}

/// What to do in every place that it is told in; a report holds more beside it.
pub fn what_to_do(record: &Record) -> Vec<(String, String)> {
    let mut places = vec![("screen".to_owned(), plan_on_screen(record)), ("lines".to_owned(), in_lines(record, "r"))];
    places.extend(READ.map(|form| {
        let report = reported(record, form);
        let (_, from) = report.split_once("What to do").unwrap();
        // Behind it, each cause is told with its answers.
        let until = from.find("Cause by cause").unwrap_or(from.len());
        (format!("{form:?}"), from[..until].to_owned())
    }));
    places
}

pub fn reports(record: &Record) -> Vec<(String, String)> {
    READ.iter().chain([&Format::Json]).map(|form| (format!("{form:?}"), reported(record, *form))).collect()
}

fn side_by_side(comparison: &Comparison, format: Format) -> String {
    document::text(&Subject::People(comparison), format, &now()).unwrap()
}

/// A comparison in every place that it is told in.
pub fn compared(comparison: &Comparison) -> Vec<String> {
    let setup = Setup::new(Arc::clone(comparison.questionnaire()), Store::Folder("~/records".to_owned()), now());
    let mut app = App::opening(setup, Effect::Read(ReadRequest::Compare(Vec::new())));
    app.update(
        Msg::Read(ReadReply::Compared(Ok(Arc::new(comparison.clone())))),
        &Moment { now: now(), chance: [1, 2], since: Duration::ZERO },
    );
    let lines: Vec<String> = plain::tell(&app).into_iter().map(|line| line.text).collect();
    vec![
        words(&text(&picture(&app, Look::default(), (100, 250)))),
        words(&lines.join("\n")),
        words(&side_by_side(comparison, Format::Text)),
        words(&side_by_side(comparison, Format::Markdown)),
        words(&side_by_side(comparison, Format::Html)),
    ]
}
