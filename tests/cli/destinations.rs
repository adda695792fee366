//! What a person names to be written into: nothing that is there is ever destroyed.

use std::fs;
#[cfg(unix)]
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

use rstest::rstest;

use super::home::{Home, PROGRAM, Run};
#[cfg(unix)]
use super::window::Window;

/// Each command that writes what it is told to, as its arguments without the file.
const REPORT: &str = "report 0.toml --format text --force --output";
const COMPARE: &str = "compare 0.toml 1.toml --format text --force --output";
const MERGE: &str = "merge 0.toml 1.toml --output";
const ANSWERS: &str = "--answers answers.toml --output";

/// A folder with the records of three people, and a file of answers.
fn home() -> Home {
    let home = Home::new();
    home.write("answers.toml", "side = \"sales\"\n[answers]\nlead-unchecked = 5\nlead-fits = 1\n");
    for file in ["0.toml", "1.toml", "2.toml"] {
        assert_eq!(home.run(&["--answers", "answers.toml", "--output", file]).code, 0);
    }
    home
}

fn write(home: &Home, command: &str, file: &str) -> Run {
    home.run(&command.split(' ').chain([file]).collect::<Vec<_>>())
}

/// Every name in a folder, with its contents, its target where it is a link, and its rights.
#[cfg(unix)]
fn state(folder: &Path) -> Vec<String> {
    let mut all: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let about = fs::symlink_metadata(&path).unwrap();
            let target = fs::read_link(&path).ok();
            let contents = about.is_file().then(|| fs::read(&path).unwrap().escape_ascii().to_string());
            format!("{} {target:?} {:o} {contents:?}", path.display(), about.mode())
        })
        .collect();
    all.sort();
    all
}

/// Refused with one sentence that holds `why`, and everything is as it was.
#[cfg(unix)]
fn assert_refused(home: &Home, command: &str, file: &str, why: &str) {
    let before = state(home.path());
    let run = write(home, command, file);
    assert_eq!((run.code, run.out.as_str()), (1, ""), "{run:?}");
    assert!(run.err.contains(why) && run.err.lines().count() == 1, "{why}: {}", run.err);
    assert_eq!(state(home.path()), before);
}

#[cfg(unix)]
#[rstest]
fn what_is_read_is_never_written_over_by_whatever_name(
    #[values(REPORT, COMPARE, MERGE)] command: &str,
    #[values("0.toml", "./0.toml", "folder/../0.toml", "link.md", "linked-link.md", "hard.md")] name: &str,
) {
    let home = home();
    fs::create_dir(home.path().join("folder")).unwrap();
    symlink("0.toml", home.path().join("link.md")).unwrap();
    symlink(home.path().join("link.md"), home.path().join("linked-link.md")).unwrap();
    fs::hard_link(home.path().join("0.toml"), home.path().join("hard.md")).unwrap();
    assert_refused(&home, command, name, &format!("{name} is the same file as 0.toml, which is read for it"));
}

#[cfg(unix)]
#[test]
fn the_last_of_several_records_is_guarded_like_the_first() {
    assert_refused(&home(), COMPARE, "1.toml", "1.toml is the same file as 1.toml, which is read for it");
    assert_refused(&home(), ANSWERS, "answers.toml", "answers.toml is the same file as answers.toml");
}

#[cfg(unix)]
#[rstest]
fn a_record_is_replaced_by_nothing_be_it_whole_or_damaged(
    #[values(REPORT, COMPARE, MERGE, ANSWERS)] command: &str,
    #[values("2.toml", "link.txt", "cut.txt", "bare.txt", "marked.txt", "merged.txt", "tail.txt", "wide.txt")]
    name: &str,
) {
    let home = home();
    let text = fs::read_to_string(home.path().join("2.toml")).unwrap();
    symlink("2.toml", home.path().join("link.txt")).unwrap();
    home.write("cut.txt", &text[..300]);
    home.write("bare.txt", text.lines().skip(2).collect::<Vec<_>>().join("\n"));
    home.write("marked.txt", format!("\u{feff}{text}"));
    home.write("merged.txt", format!("<<<<<<< here\n{text}=======\n{text}>>>>>>> there\n"));
    home.write("tail.txt", &text[text.len() - 300..]);
    let wide: Vec<u8> = format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    home.write("wide.txt", wide);
    assert_refused(&home, command, name, &format!("{name} holds a record of Undercurrent, which nothing replaces"));
}

#[cfg(unix)]
#[rstest]
fn a_link_that_leads_nowhere_stays_and_nothing_is_made_at_its_end(
    #[values(REPORT, COMPARE, MERGE, ANSWERS)] command: &str,
) {
    let home = home();
    symlink("nowhere.txt", home.path().join("link.txt")).unwrap();
    assert_refused(&home, command, "link.txt", "link.txt is a link to nowhere.txt, and nothing is there");
    symlink("round.txt", home.path().join("round.txt")).unwrap();
    assert_refused(&home, command, "round.txt", "so round.txt could not be written");
}

#[cfg(unix)]
#[rstest]
fn a_folder_and_a_socket_are_no_files(
    #[values(REPORT, COMPARE, MERGE, ANSWERS)] command: &str,
    #[values("folder", "folder/", "socket", "link")] name: &str,
) {
    let home = home();
    fs::create_dir(home.path().join("folder")).unwrap();
    symlink("folder", home.path().join("link")).unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(home.path().join("socket")).unwrap();
    assert_refused(&home, command, name, &format!("{name} is no file that could be replaced"));
}

/// Every command that writes a file, as its arguments without the file.
const WRITERS: [&str; 9] = [
    REPORT,
    COMPARE,
    MERGE,
    ANSWERS,
    "score answers.toml --output",
    "share 0.toml --output",
    "trend 0.toml 1.toml --format text --output",
    "actions --format text --output",
    "import form.csv --output",
];

#[rstest]
#[case("nowhere/out.txt", "error: there is no folder nowhere, so nowhere/out.txt could not be written\n")]
#[case("0.toml/out.txt", "error: 0.toml is no folder, so 0.toml/out.txt could not be written\n")]
#[case("con.txt", "error: no file can be called 'con.txt' on Windows, where it may come to: give another name\n")]
#[case("out.", "error: no file can be called 'out.' on Windows, where it may come to: give another name\n")]
#[case("out ", "error: no file can be called 'out ' on Windows, where it may come to: give another name\n")]
#[cfg_attr(
    target_os = "linux",
    case("/proc/out.txt", "error: there is no such file or folder, so the folder of /proc/out.txt takes no file\n")
)]
fn a_place_that_takes_no_file_is_told_by_every_command_in_the_same_words(#[case] name: &str, #[case] why: &str) {
    let home = home();
    home.write("form.csv", "side,lead-fits\nsales,4\n");
    for command in WRITERS {
        let run = write(&home, command, name);
        assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (1, "", why), "{command}");
    }
    let pages = Path::new(name).with_extension("");
    let run = home.run(&["man", "--output", pages.to_str().unwrap()]);
    assert!(run.code == 1 && run.err.lines().count() == 1 && !run.err.contains("os error"), "{}", run.err);
}

#[test]
fn merge_writes_no_record_under_an_ending_that_stands_for_something_else() {
    let home = home();
    let run = write(&home, MERGE, "out.pdf");
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.err.starts_with("error: the ending of 'out.pdf' stands for no form of report: "), "{}", run.err);
    assert!(run.err.ends_with("; a record ends in .toml\n") && !home.path().join("out.pdf").exists(), "{}", run.err);
    for name in ["out.toml", "out"] {
        assert_eq!(write(&home, MERGE, name).code, 0, "{name}");
        assert!(fs::read_to_string(home.path().join(name)).unwrap().starts_with("# A record of Undercurrent"));
    }
}

#[cfg(unix)]
#[rstest]
fn a_pipe_takes_it_all_and_stays_a_pipe_behind_its_link(
    #[values(REPORT, COMPARE, MERGE, ANSWERS)] command: &str,
    #[values("pipe", "link.txt")] name: &str,
) {
    let home = home();
    let pipe = home.path().join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    symlink("pipe", home.path().join("link.txt")).unwrap();
    let before = fs::symlink_metadata(home.path().join(name)).unwrap().file_type();
    let read = thread::spawn(move || fs::read_to_string(pipe).unwrap());
    let run = write(&home, command, name);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(!run.err.contains(" is in "), "{}", run.err);
    let read = read.join().unwrap();
    // An ending says which form is meant; a merged record has none of its own.
    let is_report = [REPORT, COMPARE].contains(&command) || command == MERGE && name.contains('.');
    let start = if is_report { "Undercurrent: " } else { "# A record of Undercurrent" };
    assert!(read.starts_with(start), "{read}");
    assert_eq!(fs::symlink_metadata(home.path().join(name)).unwrap().file_type(), before);
}

#[cfg(unix)]
#[rstest]
fn a_device_behind_a_link_takes_it_or_says_why_not(#[values(REPORT, COMPARE, MERGE, ANSWERS)] command: &str) {
    let home = home();
    symlink("/dev/null", home.path().join("null")).unwrap();
    symlink("/dev/full", home.path().join("full")).unwrap();
    let before = state(home.path());
    assert_eq!(write(&home, command, "null").code, 0);
    assert_eq!(state(home.path()), before);
    if cfg!(target_os = "linux") {
        assert_refused(&home, command, "full", "the disk is full, so full could not be written");
    }
}

/// Runs the program in a shell, which arranges its streams.
#[cfg(unix)]
fn in_shell(home: &Home, script: &str) -> Run {
    let mut shell = Command::new("sh");
    shell.args(["-c", script, PROGRAM]).current_dir(home.path()).env("HOME", home.path());
    let output = shell.env("UNDERCURRENT_DATA_DIR", home.path()).stdin(Stdio::null()).output().unwrap();
    Run {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

#[cfg(unix)]
#[rstest]
fn standard_output_under_another_name_is_written_through(
    #[values(REPORT, COMPARE, MERGE)] command: &str,
    #[values("/dev/stdout", "/dev/fd/1", "link")] name: &str,
) {
    let home = home();
    symlink("/dev/fd/1", home.path().join("link")).unwrap();
    let before = state(home.path());
    let run = in_shell(&home, &format!("\"$0\" {command} {name} | cat"));
    let start = if command == MERGE { "# A record of Undercurrent" } else { "Undercurrent: " };
    assert!(run.out.starts_with(start) && !run.err.contains(name), "{run:?}");
    assert_eq!(state(home.path()), before);
}

#[cfg(unix)]
#[test]
fn a_log_that_standard_output_goes_on_in_keeps_what_it_holds() {
    let home = home();
    let log = home.write("log.txt", "before\n");
    let run = in_shell(&home, &format!("\"$0\" {REPORT} /dev/stdout >> log.txt"));
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let log = fs::read_to_string(log).unwrap();
    assert!(log.starts_with("before\nUndercurrent: "), "{log}");
}

#[cfg(unix)]
#[test]
fn a_third_stream_takes_a_report_too() {
    let home = home();
    let run = in_shell(&home, &format!("{{ \"$0\" {REPORT} /dev/fd/3 3>&1 >&2 | cat; }}"));
    assert!(run.out.starts_with("Undercurrent: ") && run.err == "The report went to /dev/fd/3.\n", "{run:?}");
}

#[cfg(unix)]
#[rstest]
#[case::report(REPORT)]
#[case::compare(COMPARE)]
#[case::merge(MERGE)]
fn a_pipe_whose_reader_went_away_ends_it_quietly(#[case] command: &str) {
    let gone = "exec <&-; echo > gone";
    let writes = format!("read _ < gone; \"$0\" {command} /dev/stdout; echo $? >&2");
    let run = in_shell(&home(), &format!("mkfifo gone; {{ {writes}; }} | {{ {gone}; }}"));
    assert_eq!(run.err.lines().last(), Some("141"), "{run:?}");
}

#[cfg(unix)]
#[test]
fn a_result_and_its_record_do_not_share_standard_output() {
    let home = home();
    for name in ["-", "/dev/stdout"] {
        let run = write(&home, ANSWERS, name);
        assert_eq!((run.code, run.out.as_str()), (2, ""));
        assert!(run.err.contains("the record cannot go there as well: name a file"), "{}", run.err);
    }
    let merged = write(&home, MERGE, "-");
    assert!(merged.code == 0 && merged.out.starts_with("# A record of Undercurrent"), "{merged:?}");
    assert!(!home.path().join("-").exists());
}

#[cfg(unix)]
#[rstest]
#[case("report 0.toml")]
#[case("report 0.toml --output -")]
#[case("report 0.toml --format text --output /dev/stdout")]
#[case("results 0.toml")]
#[case("compare 0.toml 1.toml")]
#[case("trend 0.toml 1.toml")]
#[case("merge 0.toml 1.toml --output /dev/stdout")]
fn nothing_is_printed_behind_the_record_that_it_comes_from(#[case] command: &str) {
    let home = home();
    let before = state(home.path());
    let run = in_shell(&home, &format!("\"$0\" {command} >> 0.toml"));
    assert!(run.code == 1 && run.err.contains("left as it is") && run.err.contains("0.toml"), "{run:?}");
    assert_eq!(state(home.path()), before);
}

#[cfg(unix)]
#[cfg(target_os = "linux")]
#[test]
fn a_standard_output_that_takes_nothing_is_a_failure() {
    let run = in_shell(&home(), "\"$0\" report 0.toml 1< /dev/null");
    assert!(run.code == 1 && run.err.contains("could not write to standard output"), "{run:?}");
}

#[cfg(unix)]
#[rstest]
fn a_file_that_is_replaced_keeps_its_rights_and_its_owner(#[values(REPORT, COMPARE)] command: &str) {
    let home = home();
    let file = home.write("out.txt", "mine");
    symlink("out.txt", home.path().join("link.txt")).unwrap();
    fs::set_permissions(&file, PermissionsExt::from_mode(0o604)).unwrap();
    // Only root may give a file away; for others the owner is the same before and after.
    drop(std::os::unix::fs::chown(&file, Some(12345), Some(54321)));
    let owner = |about: fs::Metadata| (about.uid(), about.gid(), about.permissions().mode() & 0o777);
    let before = owner(fs::metadata(&file).unwrap());
    assert_eq!(write(&home, command, "link.txt").code, 0);
    assert_eq!(owner(fs::metadata(&file).unwrap()), before);
    assert!(fs::read_to_string(&file).unwrap().starts_with("Undercurrent: "));
    assert!(fs::symlink_metadata(home.path().join("link.txt")).unwrap().is_symlink());
}

#[cfg(unix)]
#[test]
fn raw_answers_are_for_nobody_else_even_in_the_place_of_a_file_that_was_open() {
    let home = home();
    let file = home.write("raw.csv", "mine");
    fs::set_permissions(&file, PermissionsExt::from_mode(0o644)).unwrap();
    assert_eq!(home.run(&["report", "0.toml", "--raw", "--output", "raw.csv", "--force"]).code, 0);
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
}

#[cfg(unix)]
#[test]
fn a_record_that_is_labelled_keeps_its_rights_and_its_owner() {
    let home = home();
    let file = home.path().join("0.toml");
    fs::set_permissions(&file, PermissionsExt::from_mode(0o640)).unwrap();
    drop(std::os::unix::fs::chown(&file, Some(12345), Some(54321)));
    let owner = |about: fs::Metadata| (about.uid(), about.gid(), about.permissions().mode() & 0o777);
    let before = owner(fs::metadata(&file).unwrap());
    assert_eq!(home.run(&["label", "0.toml", "EMEA"]).code, 0);
    assert_eq!(owner(fs::metadata(&file).unwrap()), before);
}

#[test]
fn the_ledger_of_a_session_is_replaced_by_nothing() {
    let home = home();
    home.write("sessions/2026-11-23-0ae15f9a.ledger", "SQLite format 3\0 and the rest");
    let name = "sessions/2026-11-23-0ae15f9a.ledger";
    let run = write(&home, REPORT, name);
    assert!(run.code == 1 && run.err.contains("keeps a live session"), "{run:?}");
    assert_eq!(fs::read_to_string(home.path().join(name)).unwrap(), "SQLite format 3\0 and the rest");
}

#[cfg(unix)]
#[rstest]
#[case("taken.svg", 1, "exists already: give another name")]
#[case("0.toml", 1, "holds a record of Undercurrent")]
#[case("link.svg", 1, "is a link to nowhere.svg, and nothing is there")]
#[case("folder", 1, "folder is no file that could be replaced")]
#[case("ours.toml", 1, "ours.toml is the same file as ours.toml, which is read for it")]
#[case("-", 2, "standard output is the screen")]
#[case("/dev/stdout", 2, "standard output is the screen")]
fn the_picture_of_the_code_replaces_nothing(#[case] name: &str, #[case] code: u32, #[case] why: &str) {
    let home = home();
    home.write("ours.toml", home.run(&["questions"]).out);
    home.write("taken.svg", "mine");
    symlink("nowhere.svg", home.path().join("link.svg")).unwrap();
    fs::create_dir(home.path().join("folder")).unwrap();
    let before = state(home.path());
    let args = ["host", "--address", "127.0.0.1", "--port", "0", "--questions", "ours.toml", "--qr", name];
    let mut window = Window::open(home.in_terminal(&args));
    window.wait_for(why);
    assert_eq!(window.exit().code, Some(code));
    let after: Vec<String> = state(home.path())
        .into_iter()
        .filter(|file| !file.contains("/sessions ") && !file.contains("/records "))
        .collect();
    assert_eq!(after, before);
}
