//! The facilitator's own view in a second terminal.

use crate::home::Home;
use crate::room::FINAL;
use crate::window::Window;

#[test]
fn a_second_terminal_runs_the_session_and_hears_of_its_end() {
    let home = Home::new();
    let mut hosted = home.host(&["--label", "EMEA"]);
    let mut desk = home.window(&["host", "--console"]);
    desk.wait_for("start");
    desk.send("\r");
    hosted.window.wait_for("stop answering");
    desk.wait_for("stop answering");
    hosted.somebody("sales");
    desk.send("c");
    desk.wait_for("for good");
    hosted.press("reveal", "\r");
    desk.wait_for("discuss");
    desk.confirm("E", FINAL);
    hosted.window.wait_for("nothing was written");
    hosted.window.send("q");
    assert_eq!(hosted.window.exit().code, Some(0));
    assert_eq!(desk.exit().code, Some(0));
    desk.assert_as_before();
    desk.wait_for("The session is over.");
}

#[test]
fn a_host_that_is_gone_ends_the_second_view_with_a_sentence() {
    let home = Home::new();
    let mut hosted = home.host(&[]);
    let mut desk = home.window(&["host", "--console"]);
    desk.wait_for("start");
    hosted.press("start", "qq");
    hosted.window.exit();
    assert_eq!(desk.exit().code, Some(1));
    desk.assert_as_before();
    desk.wait_for("the host has stopped");
}

#[test]
fn a_second_view_that_is_left_leaves_the_session_alone() {
    let home = Home::new();
    let mut hosted = home.host(&[]);
    let mut desk = home.window(&["host", "--console"]);
    desk.wait_for("start");
    desk.send("qq");
    assert_eq!(desk.exit().code, Some(0));
    assert!(hosted.somebody("sales").look().is_ok());
    hosted.press("start", "qq");
    assert_eq!(hosted.window.exit().code, Some(0));
}

/// Types a line, once a window ends with this many tellings of something and a question.
fn line(window: &mut Window, (text, times): (&str, usize), typed: &str) {
    window.wait_until(text, |screen| {
        let said = screen.contents();
        said.matches(text).count() == times && said.trim_end().ends_with("Choice:")
    });
    window.send(&format!("{typed}\r"));
}

const SOON: &str = "Phones and terminals say that answering stops in 2 minutes; c stops it.";
const WELCOME: &str = "Whoever comes late is welcome until answering stops.";

#[test]
fn that_answering_stops_soon_is_announced_and_taken_back_where_the_session_is_told_in_lines() {
    let home = Home::new();
    let mut hosted = home.host(&["--plain", "--label", "EMEA"]);
    let mut desk = home.window(&["host", "--console", "--plain"]);
    for window in [&hosted.window, &desk] {
        window.resize(200, 80);
    }
    let participant = hosted.somebody("sales");
    let notice = || participant.look().unwrap().headline.unwrap().notice;
    line(&mut hosted.window, ("1 person: Sales 1", 1), "g");
    line(&mut hosted.window, ("t: stops in 2 minutes", 1), "t");
    line(&mut desk, (SOON, 1), "");
    hosted.window.wait_for(SOON);
    assert_eq!(notice().as_deref(), Some("Stops in 2 minutes"));
    line(&mut desk, (SOON, 2), "t");
    line(&mut desk, (WELCOME, 2), "");
    assert_eq!(notice(), None);
    hosted.window.wait_until("that it is taken back", |screen| screen.contents().matches(WELCOME).count() == 2);
    line(&mut desk, (WELCOME, 3), "t");
    hosted.window.wait_until("that it is announced", |screen| screen.contents().matches(SOON).count() == 2);
    assert_eq!(notice().as_deref(), Some("Stops in 2 minutes"));
    line(&mut hosted.window, (SOON, 2), "c");
    desk.wait_for("Answering is stopped");
    assert_eq!(notice(), None);
}
