//! A session that was interrupted goes on.

use std::fs;

use rusqlite::Connection;
use rustix::process::Signal;
use undercurrent::testing::domain::Answer;
use undercurrent::testing::live::Phase;
use undercurrent::testing::storage::read;

use crate::home::Home;
use crate::room::{answer, files, items};

#[test]
fn killed_while_people_answer_it_goes_on_with_the_same_address_code_and_answers() {
    let home = Home::new();
    let mut hosted = home.host(&["--label", "EMEA"]);
    hosted.press("start", "\r");
    let participant = hosted.somebody("sales");
    hosted.window.wait_for("stop answering");
    answer(&participant, &items()[0], 1, 4);
    answer(&participant, &items()[1], 2, 2);
    let door = hosted.door().clone();
    hosted.kill();

    let mut hosted = home.resume();
    let again = hosted.door();
    assert_eq!((&again.url, &again.code, &again.link), (&door.url, &door.code, &door.link));
    assert_eq!((&again.screen, again.screen.is_some()), (&door.screen, true), "whoever looks elsewhere goes on");
    let stand = participant.look().unwrap();
    assert_eq!((stand.phase, stand.answers.len()), (Phase::Answering, 2));
    assert_eq!(answer(&participant, &items()[0], 1, 1).answer, Answer::Value(4), "a replay undoes nothing");
    answer(&participant, &items()[2], 1, 5);
    hosted.reveal();
    hosted.end("discuss");
    let record = read(&home.kept()[0]).unwrap();
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
    let participants: Vec<_> = (0..5).map(|_| hosted.somebody("marketing")).collect();
    hosted.window.wait_for("stop answering");
    let asked: Vec<String> = participants[0].look().unwrap().items.iter().map(ToString::to_string).collect();
    assert_eq!(asked.len(), 9, "the short form");
    for participant in &participants {
        for item in &asked {
            answer(participant, item, 1, 3);
        }
    }
    hosted.reveal();
    hosted.window.wait_for("discuss");
    hosted.kill();
    assert_eq!(home.kept().len(), 1);

    let mut hosted = home.resume();
    hosted.end("discuss");
    assert_eq!((home.kept().len(), home.reports().len()), (1, 1));
    assert!(read(&home.kept()[0]).unwrap().questionnaire().is_pulse());
}

#[test]
fn another_name_given_from_the_second_terminal_outlives_a_kill_and_names_the_record_and_the_report() {
    let home = Home::new();
    let mut hosted = home.host(&["--label", "EMAE"]);
    let mut desk = home.window(&["host", "--console"]);
    desk.wait_for("start");
    desk.send(":");
    desk.wait_for("Give the session another name");
    desk.send("another name\r");
    desk.wait_for("Which name should this session have?");
    desk.send("\u{15}EMEA\r");
    desk.wait_for("The session has another name now.");
    hosted.window.wait_for("EMEA");
    hosted.start();
    let participant = hosted.somebody("sales");
    answer(&participant, &items()[0], 1, 4);
    hosted.kill();
    let mut hosted = home.resume();
    hosted.window.wait_for("EMEA");
    assert_eq!(participant.look().unwrap().headline.unwrap().label, "EMEA");
    hosted.reveal();
    hosted.end("discuss");
    assert_eq!(read(&home.kept()[0]).unwrap().head().label.as_str(), "EMEA");
    assert!(home.reports()[0].file_name().unwrap().to_str().unwrap().starts_with("undercurrent-emea-"));
}

#[test]
fn a_record_that_was_given_another_name_meanwhile_keeps_it_when_its_session_goes_on() {
    let home = Home::new();
    let mut hosted = home.host(&["--label", "EMEA"]);
    hosted.start();
    let participant = hosted.somebody("sales");
    answer(&participant, &items()[0], 1, 4);
    hosted.reveal();
    hosted.window.wait_for("discuss");
    hosted.kill();
    let record = home.kept().remove(0);
    assert_eq!(home.run(&["label", record.to_str().unwrap(), "APAC"]).code, 0);
    let mut hosted = home.resume();
    hosted.press("discuss", "2");
    hosted.press("Enter ask again", " \r");
    hosted.reveal();
    hosted.end("first round");
    hosted.window.wait_for("APAC: ");
    assert_eq!(read(&record).unwrap().head().label.as_str(), "APAC");
    assert!(home.reports()[0].file_name().unwrap().to_str().unwrap().starts_with("undercurrent-apac-"));
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

/// A session that somebody joined, and that was killed then; gives its code.
fn killed(home: &Home) -> String {
    let mut hosted = home.host(&["--label", "EMEA"]);
    hosted.start();
    let participants = [hosted.somebody("sales"), hosted.somebody("marketing")];
    answer(&participants[0], &items()[0], 1, 4);
    let code = hosted.door().code.clone();
    hosted.kill();
    code
}

const HOST: [&str; 5] = ["host", "--address", "127.0.0.1", "--port", "0"];

#[test]
fn before_another_session_is_begun_it_asks_whether_to_go_on_with_the_one_that_people_are_in() {
    let home = Home::new();
    let code = killed(&home);
    for (typed, goes_on) in [("2\r", false), ("what?\r1\r", true)] {
        let mut window = home.window(&HOST);
        window.wait_for("2 people, was interrupted: go on, or begin another?");
        assert!(!window.contents().contains("EMEA"), "everybody in the room may read this");
        window.send(typed);
        let mut hosted = home.hosted(window);
        assert_eq!(hosted.door().code == code, goes_on);
        hosted.window.wait_for("leave");
        hosted.window.confirm("q", "Leave?");
        hosted.window.exit();
    }
    assert_eq!(home.ledgers().len(), 2);
    let hosted = home.resume();
    assert_eq!(hosted.door().code, code, "rather than the newer one, which nobody joined");
}

#[test]
fn who_answers_neither_begins_nothing() {
    let home = Home::new();
    killed(&home);
    let mut window = home.window(&HOST);
    window.wait_for("q to leave: ");
    window.send("q\r");
    assert_eq!(window.exit().code, Some(0));
    assert_eq!(home.ledgers().len(), 1);
}

#[test]
fn without_a_terminal_it_names_the_session_that_was_interrupted() {
    let home = Home::new();
    killed(&home);
    let run = home.run(&["host"]);
    let said = run.err;
    assert_eq!(run.code, 2);
    assert!(said.contains("2 people, was interrupted: 'undercurrent host --resume "), "{said}");
}

#[test]
fn a_report_that_a_kill_at_the_end_left_unwritten_is_written_by_the_next_start_and_once() {
    let home = Home::new();
    for (args, in_lines) in [(&["--plain"][..], true), (&HOST[..], false)] {
        let mut hosted = home.host(&[]);
        hosted.start();
        let participants = hosted.everybody_answers(5);
        let [note] = files(&home.path().join("sessions"), "report").try_into().unwrap();
        let owed = fs::read(&note).unwrap();
        hosted.reveal();
        hosted.end("discuss");
        assert!(!note.exists() && participants.len() == 5);
        // As the kill would have left it: the ledger gone, the note there, no report yet.
        home.reports().iter().for_each(|report| fs::remove_file(report).unwrap());
        fs::write(&note, &owed).unwrap();
        let mut window = home.window(args);
        window.wait_for("The session of today ");
        assert_eq!(window.contents().contains(home.path().to_str().unwrap()), in_lines, "no folder to a room");
        if in_lines {
            window.send("q\r");
        } else {
            window.confirm("q", "Leave?");
        }
        window.exit();
        assert_eq!(home.reports().len(), 1);
        assert!(!note.exists());
        // Killed after it was written and before the note went: it is not written twice.
        let report = home.reports().remove(0);
        fs::write(&note, [&owed, &b"\0"[..], report.as_os_str().as_encoded_bytes()].concat()).unwrap();
        let mut window = home.window(&["--plain"]);
        window.wait_for("Choice:");
        window.send("q\r");
        window.exit();
        assert_eq!(home.reports(), std::slice::from_ref(&report));
        assert!(!note.exists());
        fs::remove_file(report).unwrap();
        home.ledgers().iter().for_each(|ledger| fs::remove_file(ledger).unwrap());
    }
}

/// A session that is over; gives the note that its report was owed by, and what stood in it.
fn over(home: &Home, label: &str) -> (std::path::PathBuf, Vec<u8>) {
    let mut hosted = home.host(&["--label", label]);
    hosted.start();
    let participant = hosted.somebody("sales");
    answer(&participant, &items()[0], 1, 4);
    let [note] = files(&home.path().join("sessions"), "report").try_into().unwrap();
    let owed = fs::read(&note).unwrap();
    hosted.reveal();
    hosted.end("discuss");
    (note, owed)
}

#[test]
fn of_several_sessions_that_were_killed_at_their_end_each_gets_its_report() {
    let home = Home::new();
    let sessions = [over(&home, "EMEA"), over(&home, "APAC"), over(&home, "LATAM")];
    let reports = home.reports();
    assert_eq!(reports.len(), 3);
    for ((note, owed), at) in sessions.iter().zip(0..) {
        // The second was killed when the name of its report was chosen, and before anything was written.
        let chosen = [&b"\0"[..], home.path().join("undercurrent-later.html").as_os_str().as_encoded_bytes()].concat();
        let chosen = if at == 1 { chosen } else { Vec::new() };
        fs::write(note, [owed.as_slice(), &chosen].concat()).unwrap();
    }
    for report in &reports {
        fs::remove_file(report).unwrap();
    }
    let mut window = home.window(&["--plain"]);
    window.wait_for("Choice:");
    assert_eq!(window.contents().matches("ended without its report").count(), 3, "{}", window.contents());
    window.send("q\r");
    window.exit();
    let names = |reports: Vec<std::path::PathBuf>| reports.into_iter().collect::<std::collections::BTreeSet<_>>();
    assert_eq!(names(home.reports()), names(reports));
    assert!(sessions.iter().all(|(note, _)| !note.exists()));
}

/// A session of twelve people as the first version left it, in the middle of their answers.
const EARLIER: &str = include_str!("../fixtures/format1/ledger-first-round.sql");

#[test]
fn after_an_upgrade_a_session_that_the_version_before_left_goes_on_to_its_end() {
    let home = Home::new();
    let sessions = home.path().join("sessions");
    fs::create_dir_all(&sessions).unwrap();
    let left = EARLIER.replace("192.168.1.20:7777", "127.0.0.1:0");
    Connection::open(sessions.join("2026-11-23-3f2a91c4.ledger")).unwrap().execute_batch(&left).unwrap();
    let mut hosted = home.resume();
    assert_eq!(hosted.door().code, "K7QM4F", "the code that stands in the room");
    hosted.reveal();
    hosted.end("discuss");
    assert_eq!(read(&home.kept()[0]).unwrap().responses().len(), 12);
    assert!(home.ledgers().is_empty());
}

#[test]
fn a_session_that_a_newer_version_left_is_refused_with_that_version_and_stays_as_it_is() {
    let home = Home::new();
    killed(&home);
    let ledger = home.ledgers().remove(0);
    Connection::open(&ledger).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let before = fs::read(&ledger).unwrap();
    let mut window = home.window(&["host", "--resume"]);
    assert_eq!(window.exit().code, Some(1));
    window.wait_for("cannot be resumed: it was written by");
    window.wait_for("(format 99)");
    assert_eq!(fs::read(&ledger).unwrap(), before);
}
