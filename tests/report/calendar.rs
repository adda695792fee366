//! What still waits, for a calendar: read back as a calendar reads it.

use icalendar::{Calendar, CalendarComponent, Component};
use jiff::civil::Date;
use undercurrent::testing::document::{self, Format, Subject};
use undercurrent::testing::domain::{Action, Intent, OpenAction, open_actions};

use crate::payloads::PAYLOADS;
use crate::samples::{MIXED, built_in, now, solo};

fn step(text: &str, due: Option<&str>) -> Action {
    let due = due.map(|day| day.parse::<Date>().unwrap());
    let intent = Intent { cause: "bad-leads".parse().unwrap(), step: text, owner: "Kim", due };
    Action::new(intent, "2026-11-23T15:20:00Z".parse().unwrap()).unwrap()
}

fn waits(steps: Vec<Action>) -> Vec<OpenAction> {
    open_actions(&solo(&built_in(), &MIXED).with_actions(steps).unwrap())
}

fn written(all: &[OpenAction]) -> String {
    document::text(&Subject::Steps(all), Format::Ics, &now()).unwrap()
}

fn read(text: &str) -> Calendar {
    text.parse().unwrap()
}

/// The kind of each component, what it says, and a property of it.
fn parts(calendar: &Calendar, name: &str) -> Vec<(String, String, String)> {
    let part = |one: &CalendarComponent| {
        let (kind, summary, value) = match one {
            CalendarComponent::Todo(todo) => ("todo", todo.get_summary(), todo.property_value(name)),
            CalendarComponent::Event(event) => ("event", event.get_summary(), event.property_value(name)),
            other => panic!("{other:?}"),
        };
        (kind.to_owned(), summary.unwrap().to_owned(), value.unwrap_or_default().to_owned())
    };
    calendar.components.iter().map(part).collect()
}

#[test]
fn a_step_is_a_to_do_with_its_day_and_an_event_on_the_day_to_look_again() {
    let calendar = read(&written(&waits(vec![step("Mark ten leads, together; then talk.", Some("2026-12-15"))])));
    let owned = |parts: [&str; 3]| (parts[0].to_owned(), parts[1].to_owned(), parts[2].to_owned());
    let (text, again) = ("Mark ten leads, together; then talk.", "Look again: Mark ten leads, together; then talk.");
    assert_eq!(parts(&calendar, "DUE"), [owned(["todo", text, "20261215"]), owned(["event", again, ""])]);
    assert_eq!(parts(&calendar, "DTSTART")[1].2, "20261215");
    assert_eq!(parts(&calendar, "DTEND")[1].2, "20261216");
    assert_eq!(parts(&calendar, "STATUS")[0].2, "NEEDS-ACTION");
    assert!(parts(&calendar, "DESCRIPTION")[0].2.starts_with("Kim, by 15 December 2026. Lead mismatch; EMEA; "));
}

#[test]
fn a_step_without_a_day_is_a_to_do_alone() {
    let calendar = read(&written(&waits(vec![step("Sometime.", None)])));
    assert_eq!(parts(&calendar, "DUE"), [("todo".to_owned(), "Sometime.".to_owned(), String::new())]);
}

#[test]
fn names_stay_and_are_different_and_times_are_those_of_the_record() {
    let all = waits(vec![step("One.", Some("2026-12-15")), step("Two.", Some("2026-12-16"))]);
    let later = "2027-03-01T12:00:00+01:00[+01:00]".parse().unwrap();
    assert_eq!(document::text(&Subject::Steps(&all), Format::Ics, &later).unwrap(), written(&all));
    let names: Vec<String> = parts(&read(&written(&all)), "UID").into_iter().map(|(_, _, name)| name).collect();
    let mut distinct = names.clone();
    distinct.sort_unstable();
    distinct.dedup();
    assert_eq!((names.len(), distinct.len()), (4, 4), "{names:?}");
    assert!(parts(&read(&written(&all)), "DTSTAMP").iter().all(|(_, _, at)| at == "20261123T152000Z"));
}

#[test]
fn lines_are_folded_and_end_as_they_should() {
    let text = written(&waits(vec![step(&"Zwölf Übergaben prüfen, 東京. ".repeat(12), Some("2026-12-15"))]));
    assert!(text.ends_with("END:VCALENDAR\r\n"), "{text}");
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
    assert!(parts(&read(&text), "UID")[0].1.contains("prüfen, 東京. Zwölf"));
}

#[test]
fn hostile_text_adds_no_property_and_no_component() {
    for payload in PAYLOADS.iter().copied().chain(["a\\nEND:VTODO\\nBEGIN:VALARM", "x;y,z\\"]) {
        let intent = || Intent { cause: "bad-leads".parse().unwrap(), step: payload, owner: "", due: None };
        let Ok(action) = Action::new(intent(), "2026-11-23T15:20:00Z".parse().unwrap()) else { continue };
        let text = written(&waits(vec![action.clone()]));
        let calendar = read(&text);
        assert_eq!(parts(&calendar, "UID").len(), 1, "{payload:?}");
        assert_eq!(parts(&calendar, "UID")[0].1, undercurrent::testing::domain::showable(action.step()), "{payload:?}");
        assert_eq!(text.matches("\r\nBEGIN:").count(), 1, "{payload:?}");
    }
}
