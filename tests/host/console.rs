//! The facilitator's own view in a second terminal.

use crate::room::FINAL;
use crate::room::Home;

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
