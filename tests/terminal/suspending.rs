//! Ctrl-Z and `fg`, in a shell that controls jobs.

use std::path::Path;

use portable_pty::CommandBuilder;
use rustix::process::{Pid, Signal, getpgid, kill_process, kill_process_group};

use crate::fake::fake;
use crate::window::Window;

/// A shell that runs the fake program from a script, says when it was stopped, and calls it back at the next line.
fn shell(folder: &Path) -> Window {
    let script =
        r#"set -m; sh -c '"$@"; exit "$?"' sh "$@"; echo "stopped"; read -r line; fg >/dev/null; echo "done: $?""#;
    let fake = fake(&folder.join("saved"));
    let mut command = CommandBuilder::new("sh");
    command.args(["-c", script, "sh"]);
    command.args(fake.get_argv());
    for (name, value) in fake.iter_extra_env_as_str() {
        command.env(name, value);
    }
    let mut window = Window::open(command);
    window.wait_for("0 typed");
    window.send("abc");
    window.wait_for("3 typed, 3 saved");
    window
}

/// The process that the fake program shows.
fn process(window: &Window) -> Pid {
    let contents = window.contents();
    let number = contents.split_whitespace().nth(1).unwrap().parse().unwrap();
    Pid::from_raw(number).unwrap()
}

#[test]
fn ctrl_z_gives_the_terminal_back_and_fg_takes_it_again_at_its_new_size() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = shell(folder.path());
    window.send("\x1a");
    window.wait_for("stopped");
    window.assert_as_before();
    window.resize(60, 20);
    window.send("\n");
    window.wait_for("at 60x20");
    window.wait_for("3 typed, 3 saved");
    window.wait_until("the alternate screen", |screen| screen.alternate_screen() && screen.bracketed_paste());
    window.send("dq");
    window.wait_for("done: 0");
    window.assert_as_before();
    assert_eq!(window.exit().code, Some(0));
}

#[test]
fn a_signal_sent_while_it_is_stopped_ends_it_once_it_is_called_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = shell(folder.path());
    let process = process(&window);
    window.send("\x1a");
    window.wait_for("stopped");
    kill_process(process, Signal::TERM).unwrap();
    window.send("\n");
    window.wait_for("done: 143");
    window.assert_as_before();
}

#[test]
fn stopped_without_warning_it_takes_the_terminal_again_when_called_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = shell(folder.path());
    kill_process_group(getpgid(Some(process(&window))).unwrap(), Signal::STOP).unwrap();
    window.wait_for("stopped");
    window.send("\n");
    window.send("d");
    window.wait_for("4 typed, 4 saved");
    window.send("q");
    window.wait_for("done: 0");
    window.assert_as_before();
}
