//! A session that was interrupted goes on.

use rustix::process::Signal;
use undercurrent::domain::response::Answer;
use undercurrent::record::reading::read;
use undercurrent::workshop::room::Phase;

use crate::room::{Home, answer, items};

#[test]
fn killed_while_people_answer_it_goes_on_with_the_same_address_code_and_answers() {
    let home = Home::new();
    let mut hosted = home.host(&["--label", "EMEA"]);
    hosted.press("start", "\r");
    let seat = hosted.somebody("sales");
    hosted.window.wait_for("close");
    answer(&seat, &items()[0], 1, 4);
    answer(&seat, &items()[1], 2, 2);
    let door = hosted.door().clone();
    hosted.window.signal(Signal::KILL);
    hosted.window.exit();

    let mut hosted = home.resume();
    let again = hosted.door();
    assert_eq!((&again.url, &again.code, &again.link), (&door.url, &door.code, &door.link));
    let stand = seat.look().unwrap();
    assert_eq!((stand.phase, stand.marks.len()), (Phase::Answering, 2));
    assert_eq!(answer(&seat, &items()[0], 1, 1).answer, Answer::Value(4), "a replay undoes nothing");
    answer(&seat, &items()[2], 1, 5);
    hosted.confirm("close", "c");
    hosted.press("reveal", "\r");
    hosted.confirm("discuss", "E");
    hosted.window.wait_for("The report");
    hosted.window.send("q");
    assert_eq!(hosted.window.exit().code, Some(0));
    let record = read(&home.records()[0]).unwrap();
    assert_eq!((record.responses().len(), record.responses()[0].answers.len()), (1, 3));
    assert_eq!(record.head().label.as_str(), "EMEA");
    assert!(home.ledgers().is_empty());
}

#[test]
fn left_or_ended_by_a_signal_it_stays_and_says_how_to_go_on() {
    let home = Home::new();
    let mut hosted = home.host(&[]);
    let code = hosted.door().code.clone();
    hosted.press("start", "qq");
    assert_eq!(hosted.window.exit().code, Some(0));
    hosted.window.assert_as_before();
    hosted.window.wait_for("undercurrent host --resume");
    for (signal, expected) in [(Signal::INT, 130), (Signal::TERM, 143), (Signal::HUP, 129)] {
        let mut hosted = home.resume();
        assert_eq!(hosted.door().code, code);
        hosted.window.wait_for("start");
        hosted.window.signal(signal);
        assert_eq!(hosted.window.exit().code, Some(expected));
        hosted.window.assert_as_before();
        assert!(home.sockets().is_empty(), "its socket goes with it");
    }
    assert_eq!(home.ledgers().len(), 1);
}

#[test]
fn killed_after_the_reveal_it_comes_back_with_its_record() {
    let home = Home::new();
    let mut hosted = home.host(&["--pulse"]);
    hosted.press("start", "\r");
    let seats: Vec<_> = (0..5).map(|_| hosted.somebody("marketing")).collect();
    hosted.window.wait_for("close");
    let asked: Vec<String> = seats[0].look().unwrap().items.iter().map(ToString::to_string).collect();
    assert_eq!(asked.len(), 9, "the short form");
    for seat in &seats {
        for item in &asked {
            answer(seat, item, 1, 3);
        }
    }
    hosted.confirm("close", "c");
    hosted.press("reveal", "\r");
    hosted.window.wait_for("discuss");
    hosted.window.signal(Signal::KILL);
    hosted.window.exit();
    assert_eq!(home.records().len(), 1);

    let mut hosted = home.resume();
    hosted.confirm("discuss", "E");
    hosted.window.wait_for("The report");
    hosted.window.send("q");
    assert_eq!(hosted.window.exit().code, Some(0));
    assert_eq!((home.records().len(), home.reports().len()), (1, 1));
    assert!(read(&home.records()[0]).unwrap().questionnaire().is_pulse());
}

#[test]
fn a_session_that_another_process_hosts_is_not_gone_on_with_and_an_interrupted_one_is_told_of() {
    let home = Home::new();
    let first = home.host(&["--label", "EMEA"]);
    let mut window = home.window(&["host", "--resume"]);
    assert_eq!(window.exit().code, Some(1));
    window.wait_for("another undercurrent is hosting the session");
    drop(first);
    let mut hosted = home.host(&["--label", "APAC"]);
    hosted.window.wait_for("Another session, begun today");
    assert!(!hosted.window.contents().contains("EMEA"), "everybody in the room may read this");
    let code = hosted.door().code.clone();
    hosted.window.send("qq");
    hosted.window.exit();
    assert_eq!(home.ledgers().len(), 2);
    let mut hosted = home.resume();
    let door = hosted.door();
    assert_eq!(door.code, code, "the newest of the two");
    let note = door.notes.iter().find(|note| note.contains("Another session, begun today")).unwrap();
    let older = note.split("--resume ").nth(1).unwrap()[..8].to_owned();
    hosted.window.send("qq");
    hosted.window.exit();
    let mut window = home.window(&["host", "--resume", "ffffffff"]);
    assert_eq!(window.exit().code, Some(1));
    window.wait_for("no interrupted session is called ffffffff");
    assert_ne!(home.host(&["--resume", &older]).door().code, code, "the older of the two");
}
