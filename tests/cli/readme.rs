//! Every line of the README that begins with `undercurrent` does what the text says.

use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;

use portable_pty::CommandBuilder;
use rustix::process::Signal;

use super::home::{Home, PROGRAM};
use super::window::Window;

const README: &str = include_str!("../../README.md");

/// What a line does, as its text says.
enum Does {
    /// It ends well, and this can be read: in a file of this name, else in what it prints.
    Ends(&'static str, Option<&'static str>),
    /// It opens in a terminal, and this can be read there.
    Opens(&'static str),
    /// It does so once a session is being hosted in another terminal.
    OpensBeside(&'static str),
    /// It does so once a session was interrupted.
    OpensAfter(&'static str),
}

use Does::{Ends, Opens, OpensAfter, OpensBeside};

/// Each line of the README, what it becomes where it names something that is the reader's, and what it does.
const LINES: &[(&str, &str, Does)] = &[
    ("undercurrent", "undercurrent", Opens("your records")),
    ("undercurrent --plain", "undercurrent --plain", Opens("Choice:")),
    (
        "undercurrent score answers.toml --format json",
        "undercurrent score answers.toml --format json",
        Ends("\"severity\": 81.25", None),
    ),
    (
        "undercurrent score --template > answers.toml",
        "undercurrent score --template > answers.toml",
        Ends("data-forgotten = \"\"", Some("answers.toml")),
    ),
    ("undercurrent list", "undercurrent list", Ends("EMEA", None)),
    ("undercurrent results [RECORD]", "undercurrent results", Ends("the view of 1 person", None)),
    ("undercurrent trend RECORD...", "undercurrent trend sales/1.toml sales/2.toml", Ends("2 records", None)),
    ("undercurrent trend RECORD RECORD", "undercurrent trend sales/1.toml sales/2.toml", Ends("2 records", None)),
    ("undercurrent actions", "undercurrent actions", Ends("No action waits", None)),
    ("undercurrent label RECORD TEXT", "undercurrent label sales/1.toml APAC", Ends("is labelled APAC now", None)),
    (
        "undercurrent share RECORD --output FILE",
        "undercurrent share sales/1.toml --output copy.toml",
        Ends("# A record of Undercurrent", Some("copy.toml")),
    ),
    (
        "undercurrent share RECORD --output sales/kim.toml",
        "undercurrent share sales/1.toml --output sales/kim.toml",
        Ends("# A record of Undercurrent", Some("sales/kim.toml")),
    ),
    (
        "undercurrent merge RECORD... --output FILE",
        "undercurrent merge sales/1.toml sales/2.toml --output both.toml",
        Ends("kind = \"merged\"", Some("both.toml")),
    ),
    (
        "undercurrent merge sales/*.toml marketing/*.toml --output emea.toml",
        "undercurrent merge sales/*.toml marketing/*.toml --output emea.toml",
        Ends("Merged 12 responses: Sales 6, Marketing 6.", None),
    ),
    ("undercurrent results emea.toml", "undercurrent results emea.toml", Ends("the view of 12 people", None)),
    (
        "undercurrent compare RECORD...",
        "undercurrent compare sales/1.toml marketing/1.toml",
        Ends("2 people, side by side", None),
    ),
    (
        "undercurrent compare sales-lead.toml marketing-lead.toml",
        "undercurrent compare sales-lead.toml marketing-lead.toml",
        Ends("2 people, side by side", None),
    ),
    ("undercurrent delete RECORD", "undercurrent delete sales/6.toml", Opens("Type yes")),
    (
        "undercurrent report RECORD --output report.html",
        "undercurrent report sales/1.toml --output report.html",
        Ends("<!DOCTYPE html>", Some("report.html")),
    ),
    ("undercurrent questions > ours.toml", "undercurrent questions > ours.toml", Ends("[[item]]", Some("ours.toml"))),
    ("undercurrent check ours.toml", "undercurrent check ours.toml", Ends("", None)),
    ("undercurrent --questions ours.toml", "undercurrent --questions ours.toml", Opens("your records")),
    (
        "undercurrent questions --schema > questions.schema.json",
        "undercurrent questions --schema > questions.schema.json",
        Ends("\"$schema\"", Some("questions.schema.json")),
    ),
    ("undercurrent host", "undercurrent host --address 127.0.0.1 --port 0", Opens("start")),
    (
        "undercurrent host --label \"Kick-off EMEA\"",
        "undercurrent host --label \"Kick-off EMEA\" --address 127.0.0.1 --port 0",
        Opens("Kick-off EMEA"),
    ),
    ("undercurrent host --rehearse", "undercurrent host --rehearse --address 127.0.0.1 --port 0", Opens("REHEARSAL")),
    ("undercurrent host --resume", "undercurrent host --resume", OpensAfter("start")),
    ("undercurrent host --console", "undercurrent host --console", OpensBeside("start")),
    ("undercurrent host --kiosk", "undercurrent host --kiosk", Opens("start")),
    ("undercurrent join URL", "undercurrent join URL", OpensBeside("Which side")),
];

/// The lines, in code blocks and within sentences, each once.
fn lines() -> Vec<String> {
    let (mut lines, mut in_code) = (Vec::new(), false);
    for line in README.lines() {
        if line.starts_with("```") {
            in_code = !in_code;
        } else if in_code {
            lines.push(line.to_owned());
        } else {
            lines.extend(line.split('`').skip(1).step_by(2).map(str::to_owned));
        }
    }
    lines.retain(|line| line == "undercurrent" || line.starts_with("undercurrent "));
    lines.sort();
    lines.dedup();
    lines
}

/// The first code block after `before`.
fn block(before: &str) -> &'static str {
    let after = &README[README.find(before).unwrap()..];
    after.split("```").nth(1).unwrap().split_once('\n').unwrap().1
}

/// A folder with everything that the lines name.
fn stage() -> Home {
    let home = Home::new();
    fs::create_dir(home.path().join("bin")).unwrap();
    symlink(PROGRAM, home.path().join("bin/undercurrent")).unwrap();
    home.write("answers.toml", block("```toml"));
    home.record("EMEA");
    for (side, value) in [("sales", 4), ("marketing", 2)] {
        fs::create_dir(home.path().join(side)).unwrap();
        let ids = ["lead-unchecked", "lead-fits", "lead-blame", "lead-facts"];
        let answers: String = ids.map(|id| format!("{id} = {value}\n")).concat();
        let files = (1..=6).map(|at| format!("{side}/{at}.toml")).chain([format!("{side}-lead.toml")]);
        for file in files {
            let made = home.feed(
                &["--answers", "-", "--output", &file],
                format!("side = \"{side}\"\nlabel = \"EMEA\"\n[answers]\n{answers}"),
            );
            assert_eq!(made.code, 0, "{made:?}");
        }
    }
    home.write("ours.toml", home.run(&["questions"]).out);
    assert_eq!(shell(&home, "undercurrent merge sales/*.toml marketing/*.toml --output emea.toml").0, Some(0));
    home
}

fn path(home: &Home) -> String {
    format!("{}:{}", home.path().join("bin").display(), std::env::var("PATH").unwrap())
}

fn shell(home: &Home, line: &str) -> (Option<i32>, String) {
    let mut command = Command::new("sh");
    command.args(["-c", line]).current_dir(home.path()).env("HOME", home.path()).env("PATH", path(home));
    let output = command.env("UNDERCURRENT_DATA_DIR", home.path()).stdin(std::process::Stdio::null()).output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(said).unwrap())
}

fn window(home: &Home, line: &str) -> Window {
    let mut command = CommandBuilder::new("sh");
    command.args(["-c", &format!("exec {line}")]);
    command.cwd(home.path());
    command.env("HOME", home.path());
    command.env("PATH", path(home));
    command.env("UNDERCURRENT_DATA_DIR", home.path());
    Window::open(command)
}

fn opens(home: &Home, line: &str, expected: &str) -> Window {
    let window = window(home, line);
    window.wait_for(expected);
    window
}

fn leave(mut window: Window) {
    window.signal(Signal::TERM);
    window.exit();
}

fn hosted(home: &Home) -> (Window, String) {
    let window = opens(home, "undercurrent host --address 127.0.0.1 --port 0", "start");
    let url = window.contents().split("http://").nth(1).unwrap().split_whitespace().next().unwrap().to_owned();
    (window, url)
}

#[test]
fn every_line_of_the_readme_is_known_here() {
    let known: Vec<&str> = LINES.iter().map(|(line, ..)| *line).collect();
    for line in lines() {
        assert!(known.contains(&line.as_str()), "say in this file what '{line}' of the README does");
    }
    for line in known {
        assert!(lines().iter().any(|found| found == line), "'{line}' is not in the README any more");
    }
}

#[test]
fn what_the_readme_has_in_lines_does_what_it_says() {
    for (line, run, does) in LINES {
        let Ends(expected, file) = does else { continue };
        let home = stage();
        if line.contains("--output") {
            drop(fs::remove_file(home.path().join("emea.toml")));
        }
        let (code, said) = shell(&home, run);
        assert_eq!(code, Some(0), "{line}: {said}");
        let read = file.map_or(said, |file| fs::read_to_string(home.path().join(file)).unwrap());
        assert!(read.contains(expected), "{line}: {read}");
    }
}

#[test]
fn what_the_readme_opens_opens() {
    for (_, run, does) in LINES {
        let home = stage();
        match does {
            Ends(..) => {}
            Opens(expected) => leave(opens(&home, run, expected)),
            OpensBeside(expected) => {
                let (first, url) = hosted(&home);
                leave(opens(&home, &run.replace("URL", &url), expected));
                leave(first);
            }
            OpensAfter(expected) => {
                leave(hosted(&home).0);
                leave(opens(&home, run, expected));
            }
        }
    }
}

#[test]
fn the_schema_that_a_printed_questionnaire_names_is_what_the_readme_makes() {
    let home = stage();
    for line in ["undercurrent questions > ours.toml", "undercurrent questions --schema > questions.schema.json"] {
        assert_eq!(shell(&home, line).0, Some(0));
    }
    let ours = fs::read_to_string(home.path().join("ours.toml")).unwrap();
    let named = ours.lines().next().unwrap().strip_prefix("#:schema ").unwrap();
    assert!(fs::read_to_string(home.path().join(named)).unwrap().starts_with('{'));
}
