//! Pipes that are closed, disks that are full, and no terminal.

use std::io::pipe;
use std::process::{Command, Stdio};

use rstest::rstest;

use super::home::{Home, PROGRAM};

#[rstest]
#[case(&["questions"])]
#[case(&["--help"])]
#[case(&["man"])]
#[case(&["list"])]
fn a_closed_pipe_ends_it_quietly(#[case] args: &[&str]) {
    let home = Home::new();
    home.record("EMEA");
    let (reader, writer) = pipe().unwrap();
    drop(reader);
    let mut command = Command::new(PROGRAM);
    command.args(args).env("UNDERCURRENT_DATA_DIR", home.path()).stdin(Stdio::null());
    let output = command.stdout(writer).stderr(Stdio::piped()).spawn().unwrap().wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(141));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[cfg(unix)]
#[cfg(target_os = "linux")]
#[rstest]
#[case(&["questions"])]
#[case(&["--version"])]
fn what_cannot_be_printed_is_a_failure(#[case] args: &[&str]) {
    let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
    let mut command = Command::new(PROGRAM);
    command.args(args).stdin(Stdio::null()).stdout(full).stderr(Stdio::piped());
    let output = command.spawn().unwrap().wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let err = String::from_utf8(output.stderr).unwrap();
    assert_eq!(err, "error: could not write to standard output: the disk is full\n");
}

#[rstest]
#[case(&[])]
#[case(&["--plain"])]
#[case(&["--questions", "q.toml"])]
fn without_a_terminal_it_names_what_to_use_and_asks_nothing(#[case] args: &[&str]) {
    let home = Home::new();
    home.write("q.toml", home.run(&["questions"]).out);
    let run = home.feed(args, "1\n1\nEMEA\n");
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    for way in ["undercurrent score FILE", "undercurrent results", "undercurrent list"] {
        assert!(run.err.contains(way), "{}", run.err);
    }
    assert!(!home.records().exists());
}

#[rstest]
#[case(&["--questions", "nope.toml"], "could not read nope.toml")]
#[case(&["--plain", "--questions", "nope.toml"], "could not read nope.toml")]
#[case(&["delete", "nope"], "there is no record 'nope'")]
#[case(&["results", "nope"], "there is no record 'nope'")]
#[case(&["compare", "nope", "no"], "there is no record 'nope'")]
#[case(&["trend", "nope", "no"], "there is no record 'nope'")]
fn what_an_option_or_argument_names_is_looked_for_before_a_terminal_is(#[case] args: &[&str], #[case] why: &str) {
    let run = Home::new().run(args);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(run.err.contains(why) && !run.err.contains("terminal"), "{}", run.err);
}

/// Whatever needs a terminal.
const AT_A_TERMINAL: [&[&str]; 5] = [&[], &["--plain"], &["host"], &["host", "--resume"], &["join", "127.0.0.1:7777"]];

#[test]
fn a_folder_for_records_that_cannot_be_one_is_told_before_a_terminal_is() {
    let home = Home::new();
    home.write("taken", "mine");
    for folder in ["taken", "taken/below"] {
        for args in AT_A_TERMINAL {
            let run = home.run(&[&["--data-dir", folder], args].concat());
            assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?}");
            let says_why = run.err.contains("taken is no folder, so no records can be kept in ");
            assert!(says_why && !run.err.contains("terminal"), "{}", run.err);
        }
        assert_eq!(home.run(&["list", "--data-dir", folder]).code, 2);
    }
    let named = home.command().env("UNDERCURRENT_DATA_DIR", home.path().join("taken")).arg("list").output().unwrap();
    let err = String::from_utf8(named.stderr).unwrap();
    assert!(named.status.code() == Some(1) && err.contains("taken is no folder"), "{err}");
}

#[test]
fn a_folder_for_records_is_nothing_to_commands_that_have_none() {
    let home = Home::new();
    home.write("taken", "mine");
    home.write("ours.toml", home.run(&["questions"]).out);
    let without: [&[&str]; 5] =
        [&["questions"], &["check", "ours.toml"], &["score", "--template"], &["completions", "bash"], &["man"]];
    for args in without {
        let run = home.run(&[&["--data-dir", "taken"], args].concat());
        assert_eq!((run.code, run.out), (0, home.run(args).out), "{args:?}: {}", run.err);
    }
}

#[test]
fn nothing_needs_a_home() {
    let home = Home::new();
    // Windows finds the libraries of its own by these.
    let path = if cfg!(windows) { &["PATH", "SYSTEMROOT"][..] } else { &[] };
    let needed = || path.iter().filter_map(|name| Some((name, std::env::var_os(name)?)));
    for args in [&["questions"][..], &["man"], &["--version"]] {
        let output = home.command().env_clear().envs(needed()).args(args).output().unwrap();
        assert!(output.status.success(), "{args:?}");
    }
    let mut scored = home.command();
    scored.env_clear().envs(needed()).args(["--answers", "-"]).write_stdin("side = \"sales\"\nanswers = {}\n");
    assert!(scored.output().unwrap().status.success());
}

#[test]
fn a_folder_that_is_a_file_is_named() {
    let home = Home::new();
    home.write("records", "");
    let run = home.run(&["list"]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(run.err.ends_with("records cannot be read: a part of the path is no folder\n"), "{}", run.err);
}

#[rstest]
#[case("https://pulse.example.com", "is for browsers")]
#[case("ftp://192.168.1.20", "is no address of a session; it looks like http://192.168.1.20:7777")]
#[case("foo:bar", "is no address of a session")]
#[case("192.168.1.20:77777", "is no address of a session")]
#[case("192.168.1.20:7777", "taking part needs a terminal")]
fn who_cannot_take_part_is_told_why(#[case] url: &str, #[case] why: &str) {
    let run = Home::new().run(&["join", url]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.contains(why), "{}", run.err);
}
