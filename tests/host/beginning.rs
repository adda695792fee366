//! How a session begins, and when it does not.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use rstest::rstest;
use rustix::process::Pid;

use crate::home::{Home, PROGRAM};
use crate::room::Hosted;
use crate::window::Window;

/// How many sockets of a process listen for connections.
fn listening(process: Pid) -> usize {
    let process = process.as_raw_nonzero();
    let sockets: Vec<String> = fs::read_dir(format!("/proc/{process}/fd"))
        .unwrap()
        .filter_map(|entry| fs::read_link(entry.unwrap().path()).ok())
        .filter_map(|link| Some(link.to_str()?.strip_prefix("socket:[")?.trim_end_matches(']').to_owned()))
        .collect();
    let tables = ["tcp", "tcp6", "udp", "udp6"]
        .map(|table| fs::read_to_string(format!("/proc/{process}/net/{table}")).unwrap_or_default());
    let listens = |line: &&str| {
        let fields: Vec<&str> = line.split_whitespace().collect();
        matches!(fields.get(3), Some(&("0A" | "07")))
            && fields.get(9).is_some_and(|inode| sockets.iter().any(|own| own == inode))
    };
    tables.iter().flat_map(|table| table.lines()).filter(listens).count()
}

fn leave(mut hosted: Hosted) {
    hosted.window.send("qq");
    assert_eq!(hosted.window.exit().code, Some(0));
}

#[test]
fn a_session_has_one_listener_one_laptop_passed_round_has_none_and_nor_has_anything_else() {
    let home = Home::new();
    let hosted = home.host(&[]);
    assert_eq!(listening(hosted.window.id()), 1);
    leave(hosted);
    let kiosk = Home::new();
    let hosted = kiosk.kiosk(&[]);
    assert_eq!(listening(hosted.window.id()), 0);
    leave(hosted);
    let window = home.window(&[]);
    window.wait_for("a chart of nine causes");
    assert_eq!(listening(window.id()), 0);
}

#[rstest]
#[case(&["host"])]
#[case(&["host", "--console"])]
#[case(&["host", "--kiosk"])]
#[case(&["host", "--rehearse"])]
fn without_a_terminal_no_session_is_hosted(#[case] args: &[&str]) {
    let home = Home::new();
    let run = home.run(args);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("is run from a terminal"));
    assert_eq!(home.everything(), Vec::<std::path::PathBuf>::new());
}

#[rstest]
#[case(&["--address", "192.0.2.1"], "is no address that phones could reach this machine by", 2)]
#[case(&["--address", "laptop"], "'laptop' is no IP address", 2)]
#[case(&["--public-url", "pulse.example.com"], "give the address of a reverse proxy", 2)]
#[case(&["--min-people", "2"], "it goes from 3 to 2000", 2)]
#[case(&["--questions", "missing.toml"], "could not read missing.toml", 1)]
#[case(&["--console"], "no session is being hosted on this machine", 1)]
fn what_cannot_be_hosted_is_told_and_leaves_nothing(#[case] args: &[&str], #[case] why: &str, #[case] code: u32) {
    let home = Home::new();
    let args: Vec<&str> = ["host"].into_iter().chain(args.iter().copied()).collect();
    let mut window = home.window(&args);
    assert_eq!(window.exit().code, Some(code));
    window.wait_until(why, |screen| screen.contents().replace('\n', "").contains(why));
    assert_eq!(home.ledgers(), Vec::<std::path::PathBuf>::new());
}

#[rstest]
#[case(&["--questions", "nope.toml"], "could not read nope.toml", 1)]
#[case(&["--address", "foo"], "'foo' is no IP address", 2)]
#[case(&["--resume", "--address", "foo"], "'foo' is no IP address", 2)]
#[case(&["--min-people", "2"], "it goes from 3 to 2000", 2)]
#[case(&["--public-url", "foo"], "give the address of a reverse proxy", 2)]
#[case(&["--label", "a\u{202e}b"], "that name cannot be used", 2)]
#[case(&["--qr", "/dev/stdout"], "standard output is the screen of the session", 2)]
#[case(&["--qr", "nowhere/code.svg"], "there is no folder nowhere, so nowhere/code.svg could not be written", 1)]
#[case(&["--qr", "."], ". is no file that could be replaced", 1)]
#[case(&["--resume", "3f2a91c4"], "no session was interrupted", 1)]
#[case(&["--resume"], "no session was interrupted", 1)]
#[case(&["--port", "70000"], "for '--port <NUMBER>': it is too large", 2)]
#[case(&["--kiosk", "--questions", "nope.toml"], "could not read nope.toml", 1)]
fn an_option_that_does_not_fit_is_told_before_a_missing_terminal(
    #[case] args: &[&str],
    #[case] why: &str,
    #[case] code: i32,
) {
    let home = Home::new();
    let run = home.run(&[&["host"], args].concat());
    let said = run.err;
    assert_eq!(run.code, code, "{said}");
    assert!(said.contains(why) && !said.contains("terminal,"), "{said}");
    assert_eq!(home.everything(), Vec::<std::path::PathBuf>::new());
}

#[rstest]
#[case("records")]
#[case("sessions")]
fn where_answers_cannot_be_kept_nothing_is_hosted(#[case] in_the_way: &str) {
    let home = Home::new();
    fs::write(home.path().join(in_the_way), "mine").unwrap();
    let mut window = home.window(&["host", "--address", "127.0.0.1"]);
    assert_eq!(window.exit().code, Some(1));
    window.wait_for("--data-dir");
    assert_eq!(fs::read_to_string(home.path().join(in_the_way)).unwrap(), "mine");
    assert!(home.ledgers().is_empty());
}

#[test]
fn where_the_data_folder_can_only_be_read_nothing_is_hosted() {
    let home = Home::new();
    let mount = "mount -t tmpfs -o ro none \"$UNDERCURRENT_DATA_DIR\" && exec \"$@\"";
    let apart =
        |program: &[&str]| home.inside(&["unshare", "--map-root-user", "--mount", "sh", "-c", mount, "sh"], program);
    let mut possible = Window::open(apart(&["true"]));
    if possible.exit().code != Some(0) {
        println!("SKIPPED: no namespace can be made here");
        return;
    }
    let mut window = Window::open(apart(&[PROGRAM, "host", "--address", "127.0.0.1"]));
    assert_eq!(window.exit().code, Some(1));
    window.wait_for("the disk can only be read");
    window.wait_for("--data-dir");
}

#[test]
fn the_files_of_a_session_are_for_its_owner_alone() {
    let home = Home::new();
    let folder = home.path().join("sessions");
    fs::create_dir_all(&folder).unwrap();
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
    let hosted = home.host(&["--label", "EMEA"]);
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&folder), 0o700, "even if it was open before");
    assert_eq!((mode(&home.ledgers()[0]), mode(&home.sockets()[0])), (0o600, 0o600));
    for file in fs::read_dir(&folder).unwrap() {
        assert_eq!(mode(&file.unwrap().path()) & 0o077, 0);
    }
    leave(hosted);
}

#[test]
fn the_code_to_scan_is_saved_as_a_picture_and_never_over_another_file() {
    let home = Home::new();
    leave(home.host(&["--qr", "code.svg"]));
    let picture = fs::read_to_string(home.path().join("code.svg")).unwrap();
    assert!(picture.starts_with("<svg"));
    fs::write(home.path().join("mine.svg"), "mine").unwrap();
    let mut window = home.window(&["host", "--address", "127.0.0.1", "--port", "0", "--qr", "mine.svg"]);
    assert_eq!(window.exit().code, Some(1));
    window.wait_for("mine.svg exists already");
    assert_eq!(fs::read_to_string(home.path().join("mine.svg")).unwrap(), "mine");
    assert_eq!(home.ledgers().len(), 1, "only the session before");
}

#[test]
fn a_port_that_is_taken_is_refused_where_it_was_asked_for() {
    let home = Home::new();
    let held = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = held.local_addr().unwrap().port().to_string();
    let mut window = home.window(&["host", "--address", "127.0.0.1", "--port", &port]);
    assert_eq!(window.exit().code, Some(1));
    window.wait_for("another program has that port");
    assert!(home.ledgers().is_empty());
}

#[test]
fn a_sessions_folder_that_others_may_write_to_is_refused_with_the_way_out() {
    for args in [&["host"][..], &["host", "--resume"], &["host", "--console"], &["host", "--kiosk"]] {
        let home = Home::new();
        let folder = home.path().join("sessions");
        fs::create_dir_all(&folder).unwrap();
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o770)).unwrap();
        let mut window = home.window(args);
        assert_eq!(window.exit().code, Some(1), "{args:?}");
        window.wait_for("other users may write to");
        window.wait_for("chmod 700");
        assert!(home.ledgers().is_empty());
    }
}
