//! A terminal is sent the colours that it has, and no others: as bytes, the way they reach it.

use std::io::{Read, Write};

use portable_pty::{PtySize, native_pty_system};
use rstest::rstest;

use super::home::{Home, Run};

/// Everything that the chart of a result writes to a terminal with these variables, until it is left.
#[cfg(unix)]
fn written(variables: &[(&str, &str)], args: &[&str]) -> String {
    let home = Home::new();
    home.record("EMEA");
    let mut command = home.in_terminal(args);
    command.env_remove("COLORTERM");
    command.env("LANG", "C.UTF-8");
    for (name, value) in variables {
        command.env(name, value);
    }
    let pair = native_pty_system().openpty(PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 }).unwrap();
    let mut child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    let (mut reader, mut writer) = (pair.master.try_clone_reader().unwrap(), pair.master.take_writer().unwrap());
    let (mut bytes, mut chunk, mut left) = (Vec::new(), [0; 4096], false);
    // A terminal that is closed at the far end reads as an error on some systems.
    while let Ok(read @ 1..) = reader.read(&mut chunk) {
        bytes.extend_from_slice(&chunk[..read]);
        if !left && String::from_utf8_lossy(&bytes).contains("severe") {
            writer.write_all(b"q").unwrap();
            left = true;
        }
    }
    child.wait().unwrap();
    String::from_utf8(bytes).unwrap()
}

/// What sets the colour of letters or of their ground, in the order in which it was written.
#[cfg(unix)]
fn colours(written: &str) -> Vec<String> {
    let sequences = written.split("\u{1b}[").skip(1);
    let rendition = sequences.filter_map(|rest| rest.split_once(|c: char| !c.is_ascii_digit() && c != ';'));
    let ends: Vec<&str> = rendition.map(|(numbers, _)| numbers).collect();
    let ours =
        written.split("\u{1b}[").skip(1).zip(ends).filter(|(rest, numbers)| rest[numbers.len()..].starts_with('m'));
    let is_colour = |number: &str| matches!(number.parse(), Ok(30..=38 | 40..=48 | 90..=107));
    ours.map(|(_, numbers)| numbers).filter(|numbers| numbers.split(';').any(is_colour)).map(str::to_owned).collect()
}

#[cfg(unix)]
#[rstest]
#[case::dec(&[("TERM", "vt100")])]
#[case::dec_that_claims_more(&[("TERM", "vt220"), ("COLORTERM", "truecolor")])]
#[case::mono(&[("TERM", "xterm-mono")])]
#[case::unknown(&[("TERM", "wyse60")])]
#[case::unwanted(&[("TERM", "xterm-256color"), ("COLORTERM", "truecolor"), ("NO_COLOR", "1")])]
fn a_terminal_without_colours_is_sent_none(#[case] variables: &[(&str, &str)]) {
    let written = written(variables, &["results"]);
    assert_eq!(colours(&written), [""; 0]);
    assert!(!written.contains("\u{1b}[39") && !written.contains("\u{1b}[49"), "nor sequences that take them back");
    assert!(written.contains("\u{1b}[1m"), "bold is no colour");
}

#[cfg(unix)]
#[rstest]
#[case("xterm")]
#[case("linux")]
#[case("screen")]
fn a_terminal_with_sixteen_colours_is_sent_their_own_numbers(#[case] term: &str) {
    let colours = colours(&written(&[("TERM", term)], &["results"]));
    assert!(!colours.is_empty());
    for numbers in colours {
        assert!(!numbers.contains("38;") && !numbers.contains("48;"), "{numbers}");
    }
}

#[cfg(unix)]
#[rstest]
#[case(&[("TERM", "xterm-256color")], "38;5;")]
#[case(&[("TERM", "xterm-256color"), ("COLORTERM", "truecolor")], "38;2;")]
fn a_terminal_with_more_is_sent_more(#[case] variables: &[(&str, &str)], #[case] start: &str) {
    let colours = colours(&written(variables, &["results"]));
    assert!(colours.iter().any(|numbers| numbers.contains(start)), "{colours:?}");
}

#[cfg(unix)]
#[rstest]
#[case("vt100", false)]
#[case("xterm", true)]
fn problems_are_in_colour_only_where_there_are_colours(#[case] term: &str, #[case] expected: bool) {
    let home = Home::new();
    let file = home.write("ours.toml", "title = \"severe\"\n");
    let seen = written(&[("TERM", term)], &["check", file.to_str().unwrap()]);
    assert_eq!(!colours(&seen).is_empty(), expected, "{seen}");
}

/// What is wrong with a questionnaire, printed into a pipe under these variables.
fn checked(variables: &[(&str, &str)], args: &[&str]) -> Run {
    let home = Home::new();
    home.write("q.toml", "schema = 1\n");
    let mut command = home.command();
    command.env("TERM", "xterm-256color").envs(variables.iter().copied()).args(args);
    Run::of(&mut command)
}

#[rstest]
#[case::into_a_pipe(&[], &["check", "q.toml"], false)]
#[case(&[], &["check", "q.toml", "--color", "always"], true)]
#[case(&[], &["--color=always", "check", "q.toml"], true)]
#[case(&[], &["check", "q.toml", "--colour", "always"], true)]
#[case(&[("CLICOLOR_FORCE", "1")], &["check", "q.toml"], true)]
#[case(&[("CLICOLOR_FORCE", "0")], &["check", "q.toml"], false)]
#[case(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], &["check", "q.toml"], false)]
#[case::the_option_goes_first(&[("NO_COLOR", "1")], &["check", "q.toml", "--color", "always"], true)]
#[case::the_option_goes_first(&[("CLICOLOR_FORCE", "1")], &["check", "q.toml", "--color", "never"], false)]
#[case(&[("CLICOLOR_FORCE", "1")], &["--help"], true)]
#[case(&[("CLICOLOR_FORCE", "1")], &["--help", "--color", "never"], false)]
#[case(&[("CLICOLOR_FORCE", "0")], &["--help"], false)]
#[case(&[], &["--color", "always", "--help"], true)]
fn what_is_printed_has_colours_where_they_are_asked_for(
    #[case] variables: &[(&str, &str)],
    #[case] args: &[&str],
    #[case] coloured: bool,
) {
    let run = checked(variables, args);
    assert_eq!(run.out.contains("\u{1b}["), coloured, "{run:?}");
}

#[rstest]
#[case(&[], &["lst"], false)]
#[case(&[], &["lst", "--color", "always"], true)]
#[case(&[], &["--color=always", "list", "--formt", "json"], true)]
#[case(&[("CLICOLOR_FORCE", "1")], &["report"], true)]
#[case(&[("CLICOLOR_FORCE", "0")], &["report"], false)]
#[case(&[("CLICOLOR_FORCE", "1")], &["--color", "never", "report"], false)]
fn arguments_that_do_not_fit_are_told_in_colour_where_it_is_asked_for(
    #[case] variables: &[(&str, &str)],
    #[case] args: &[&str],
    #[case] coloured: bool,
) {
    let run = checked(variables, args);
    assert_eq!((run.code, run.err.contains("\u{1b}[")), (2, coloured), "{run:?}");
}

#[rstest]
#[case(&[], &["report", "missing.toml"], false)]
#[case(&[], &["report", "missing.toml", "--color", "always"], true)]
#[case(&[("CLICOLOR_FORCE", "1")], &["check", "missing.toml"], true)]
#[case(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], &["check", "missing.toml"], false)]
fn what_went_wrong_is_told_in_colour_where_it_is_asked_for(
    #[case] variables: &[(&str, &str)],
    #[case] args: &[&str],
    #[case] coloured: bool,
) {
    let run = checked(variables, args);
    let head = if coloured { "\u{1b}[1m\u{1b}[31merror:\u{1b}[0m " } else { "error: " };
    assert!(run.code != 0 && run.err.starts_with(head), "{run:?}");
}

#[test]
fn what_was_typed_acts_on_no_terminal_in_colour_either() {
    let run = checked(&[], &["--color", "always", "list", "--form\u{1b}[31mt"]);
    assert!(run.code == 2 && !run.err.contains("\u{1b}[31mt"), "{run:?}");
    let run = checked(&[], &["--color", "always", "check", "no\u{1b}[32mfile"]);
    assert!(run.code != 0 && !run.err.contains("\u{1b}[32m"), "{run:?}");
}

#[cfg(unix)]
#[rstest]
#[case(&[("TERM", "xterm-256color")], &["results", "--color", "never"], false)]
#[case(&[("TERM", "xterm-256color"), ("CLICOLOR", "0")], &["results"], false)]
#[case(&[("TERM", "vt100")], &["results", "--color", "always"], true)]
#[case(&[("TERM", "vt100"), ("CLICOLOR_FORCE", "1")], &["results"], true)]
#[case(&[("TERM", "xterm"), ("NO_COLOR", "1")], &["results", "--color", "always"], true)]
fn the_screen_has_colours_where_they_are_asked_for(
    #[case] variables: &[(&str, &str)],
    #[case] args: &[&str],
    #[case] coloured: bool,
) {
    assert_eq!(!colours(&written(variables, args)).is_empty(), coloured);
}
