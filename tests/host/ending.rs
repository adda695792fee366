//! How a session ends, and what is then there.

use std::fs;

use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use rstest::rstest;
use undercurrent::testing::storage::read;

use crate::home::Home;
use crate::room::HERE;
use crate::window::Window;

#[test]
fn the_end_writes_the_record_and_the_report_and_the_ledger_is_gone() {
    let home = Home::new();
    let mut hosted = home.host(&["--label", "EMEA", "--min-people", "3"]);
    hosted.start();
    let participants = hosted.everybody_answers(6);
    hosted.reveal();
    hosted.confirm("discuss", "E");
    hosted.window.wait_for("The report");
    hosted.window.wait_for("Leaving tells where they are.");
    let folder = home.path().file_name().unwrap().to_str().unwrap();
    assert!(!hosted.window.contents().contains(folder), "the room is shown whose laptop it is");
    hosted.window.send("q");
    assert_eq!(hosted.window.exit().code, Some(0));
    hosted.window.assert_as_before();
    for part in ["EMEA: the view of 6 people: Sales 3, Marketing 3.", "Saved in ", "The report is in "] {
        hosted.window.wait_for(part);
    }
    let record = read(&home.kept()[0]).unwrap();
    assert_eq!((record.responses().len(), record.head().min_people), (6, 3));
    let [report] = home.reports().try_into().unwrap();
    assert!(report.file_name().unwrap().to_str().unwrap().starts_with("undercurrent-emea-"));
    assert!(fs::read_to_string(report).unwrap().contains("Sales 3, Marketing 3"));
    assert!(home.ledgers().is_empty() && home.sockets().is_empty());
    drop(participants);
    let list = home.run(&["list"]).out;
    assert!(list.contains("6 people") && list.contains("EMEA"), "{list}");
    let mut window = home.window(&["host", "--resume"]);
    assert_eq!(window.exit().code, Some(1));
    window.wait_for("no session was interrupted");
}

/// One of the two is always on another day than UTC.
#[rstest]
#[case("Pacific/Pago_Pago")]
#[case("Pacific/Kiritimati")]
fn days_of_a_session_are_those_of_where_it_is_hosted(#[case] zone: &str) {
    let today = || Timestamp::now().to_zoned(TimeZone::get(zone).unwrap()).date();
    while !days_are_those_of(zone, today) {}
}

/// Whether that could be seen: it takes a session that begins and ends on one day.
fn days_are_those_of(zone: &str, today: impl Fn() -> jiff::civil::Date) -> bool {
    let (home, day) = (Home::new(), today());
    let mut command = home.in_terminal(&[&["host", "--label", "EMEA"], &HERE[..]].concat());
    command.env("TZ", zone);
    let mut hosted = home.hosted(Window::open(command));
    hosted.start();
    let participants = hosted.everybody_answers(6);
    hosted.reveal();
    hosted.press("discuss", "\r");
    hosted.press("a step", "a");
    hosted.press("what will you do first?", "\u{15}Listen.\r");
    hosted.press("Who takes it on?", "\r");
    hosted.press("By when?", &format!("{}\r", day.yesterday().unwrap()));
    if today() != day {
        return false;
    }
    hosted.window.wait_for("is past. Keep it?");
    hosted.window.answer("y");
    hosted.window.wait_for("Taken on.");
    hosted.press("a step", "a");
    hosted.press("what will you do first?", "\u{15}Talk.\r");
    hosted.press("Who takes it on?", "Kim\r");
    hosted.press("By when?", &format!("{day}\r"));
    hosted.window.wait_for("Taken on.");
    hosted.press("a step", "\u{1b}");
    hosted.confirm("discuss", "E");
    hosted.window.wait_for("Leaving tells where they are.");
    hosted.window.send("q");
    assert_eq!(hosted.window.exit().code, Some(0));
    drop(participants);
    let [report] = home.reports().try_into().unwrap();
    let text = fs::read_to_string(&report).unwrap();
    if today() != day {
        return false;
    }
    assert_eq!(report.file_name().unwrap().to_str().unwrap(), format!("undercurrent-emea-{day}.html"));
    assert_eq!(text.matches("open, overdue").count(), 1, "{text}");
    let record = read(&home.kept()[0]).unwrap();
    let due: Vec<_> = record.actions().iter().map(|action| action.due().unwrap()).collect();
    assert_eq!(due, [day.checked_sub(1.day()).unwrap(), day]);
    true
}

#[test]
fn where_no_report_can_be_written_that_is_told_and_the_record_is_there() {
    let home = Home::new();
    let folder = home.path().join("gone");
    fs::create_dir(&folder).unwrap();
    let mut hosted = home.host_from(&folder);
    hosted.start();
    let participants = hosted.everybody_answers(1);
    fs::remove_dir(&folder).unwrap();
    hosted.reveal();
    hosted.confirm("discuss", "E");
    hosted.window.wait_for("no report was written");
    hosted.window.send("q");
    assert_eq!(hosted.window.exit().code, Some(1));
    hosted.window.wait_for("Saved in ");
    hosted.window.wait_for("error: no report was written, since there is no current folder");
    assert_eq!((home.kept().len(), home.ledgers().len(), participants.len()), (1, 0, 1));
}

#[test]
fn a_stop_is_taken_back_a_kill_leaves_it_stopped_and_an_end_from_there_shows_no_figure() {
    let home = Home::new();
    let mut hosted = home.host(&["--label", "EMEA"]);
    hosted.start();
    let participants = hosted.everybody_answers(6);
    hosted.press("stop answering", "c");
    hosted.press("lets people answer again", "u");
    hosted.press("stop answering", "c");
    hosted.window.wait_for("6 of 6 people have answered: Sales 3, Marketing 3.");
    hosted.kill();
    let mut hosted = home.resume();
    hosted.window.wait_for("Answering is stopped.");
    assert!(home.kept().is_empty(), "nothing is final yet");
    hosted.end("for good");
    hosted.window.wait_for("The report is in ");
    assert!(!hosted.window.contents().contains("Start with") && !hosted.window.contents().contains("severe"));
    assert_eq!(read(&home.kept()[0]).unwrap().responses().len(), 6);
    assert!(home.ledgers().is_empty());
    drop(participants);
}

#[test]
fn an_end_before_anybody_answered_leaves_no_file_at_all() {
    let home = Home::new();
    let mut hosted = home.host(&[]);
    hosted.confirm("start", "E");
    hosted.window.wait_for("nothing was written");
    hosted.window.send("q");
    assert_eq!(hosted.window.exit().code, Some(0));
    hosted.window.wait_for("so there is no record");
    assert!(home.everything().is_empty(), "{:?}", home.everything());
}

#[test]
fn a_rehearsal_writes_nothing_from_beginning_to_end() {
    let home = Home::new();
    let mut hosted = home.host(&["--rehearse", "--pulse"]);
    hosted.window.wait_for("REHEARSAL");
    hosted.press("start", "\r");
    // 13, 11 and 5 people, one of whom is called away: there is something that could have been written.
    hosted.window.wait_for("28 of 29 have finished");
    assert!(home.ledgers().is_empty() && home.kept().is_empty(), "{:?}", home.everything());
    hosted.window.send("c");
    hosted.press("reveal", "\r");
    hosted.confirm("discuss", "E");
    hosted.window.wait_for("It was a rehearsal");
    hosted.window.send("q");
    assert_eq!(hosted.window.exit().code, Some(0));
    hosted.window.wait_for("That was a rehearsal. Nothing of it is saved.");
    assert!(home.everything().is_empty(), "{:?}", home.everything());
    assert!(!home.path().join("sessions").exists() && !home.path().join("records").exists());
}

#[test]
fn ctrl_z_does_not_stop_a_session_that_phones_depend_on() {
    let home = Home::new();
    let mut hosted = home.host(&[]);
    hosted.press("start", "\u{1a}");
    hosted.window.wait_for("Not stopped: phones could save nothing while it stands still.");
    let participant = hosted.somebody("sales");
    assert_eq!(participant.look().unwrap().round, 1);
    hosted.window.send("qq");
    assert_eq!(hosted.window.exit().code, Some(0));
}

#[test]
fn an_open_session_is_no_broken_file_among_the_records() {
    let home = Home::new();
    let mut hosted = home.host(&["--label", "EMEA"]);
    hosted.press("start", "qq");
    hosted.window.exit();
    let list = home.run(&["list"]);
    assert_eq!(list.code, 0);
    let said = list.err;
    assert!(said.starts_with("There is no record in ") && !said.contains("cannot be read"), "{said}");
}
