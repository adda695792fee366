//! A host in a process of its own, which can be killed like any other.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Write, stdin};
use std::net::{IpAddr, SocketAddr};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command as Process, Stdio};

use undercurrent::testing::domain::Label;
use undercurrent::testing::live::Command;

use super::Live;

/// Names the folder of a child, and the address that it serves.
const FOLDER: &str = "UNDERCURRENT_TEST_FOLDER";
const ADDRESS: &str = "UNDERCURRENT_TEST_ADDRESS";

/// A host in a process of its own.
pub struct HostProcess {
    child: Child,
    input: ChildStdin,
    pub address: SocketAddr,
    /// Where its ledger and its record are.
    pub folder: std::path::PathBuf,
    output: BufReader<ChildStdout>,
}

impl HostProcess {
    /// Begins a session in `folder`, or goes on with the one that is there.
    pub fn start(folder: &Path, ip: &str) -> Self {
        let variables = [(FOLDER, folder.as_os_str()), (ADDRESS, ip.as_ref())];
        let (mut child, mut output) = start("host_process", &variables, Stdio::piped());
        let input = child.stdin.take().unwrap();
        let address = said(&mut output, "serving").parse().unwrap();
        Self { child, input, address, folder: folder.to_owned(), output }
    }

    /// Tells the facilitator's terminal to do something, without waiting for it.
    pub fn tell(&mut self, command: &str) {
        // A child that was killed hears nothing, which is what the test wants.
        drop(writeln!(self.input, "{command}"));
    }

    /// Tells it, and waits until it is done; returns the phase it is in then.
    pub fn done(&mut self, command: &str) -> String {
        self.tell(command);
        said(&mut self.output, "phase")
    }

    /// The number that the system knows it by.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Kills it as `kill -9` does.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Lets it stop by itself.
    pub fn quit(mut self) {
        self.tell("quit");
        self.child.wait().unwrap();
    }
}

/// Starts one of the tests that are none in a process of its own, and gives what it says.
pub fn start(name: &str, variables: &[(&str, &OsStr)], input: Stdio) -> (Child, BufReader<ChildStdout>) {
    let mut child = Process::new(std::env::current_exe().unwrap())
        .args(["--exact", name, "--ignored", "--nocapture", "--quiet"])
        .envs(variables.iter().copied())
        .stdin(input)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let output = BufReader::new(child.stdout.take().unwrap());
    (child, output)
}

/// What follows a word in what a child says, once it says so.
pub fn said(output: &mut impl BufRead, word: &str) -> String {
    loop {
        let mut line = String::new();
        assert_ne!(output.read_line(&mut line).unwrap(), 0, "the host is gone");
        if let Some((_, rest)) = line.split_once(&format!("{word} ")) {
            return rest.trim().to_owned();
        }
    }
}

/// What the child does: hosts, and takes commands from its input until told to quit.
pub fn run() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let ip: IpAddr = std::env::var(ADDRESS).unwrap().parse().unwrap();
    let folder = Path::new(&folder);
    if folder.join("kiosk").exists() {
        return run_kiosk(folder);
    }
    let live = if folder.join("ledger").exists() { Live::resume(folder) } else { Live::begin_at(folder, ip) };
    say(&format!("serving {}", live.address));
    for said in stdin().lines() {
        let said = said.unwrap();
        if said == "quit" {
            break;
        }
        if let Some(command) = command(&said) {
            // A command out of turn is answered by the phase below.
            drop(live.handle().command_now(command).unwrap());
        }
        say(&format!("phase {:?} joined {}", live.view().progress.phase, joined(&live)));
    }
    live.stop();
}

/// A session on one laptop passed round: a host and no server.
fn run_kiosk(folder: &Path) {
    let host = Live::kiosk(folder);
    say("serving 0.0.0.0:0");
    stdin().lines().take_while(|line| line.as_ref().is_ok_and(|line| line != "quit")).for_each(drop);
    host.stop();
}

fn joined(live: &Live) -> usize {
    live.view().sides.iter().map(|side| side.joined).sum()
}

/// Says something to whoever started this process.
pub fn say(line: &str) {
    let mut output = std::io::stdout();
    writeln!(output, "{line}").unwrap();
    output.flush().unwrap();
}

fn command(line: &str) -> Option<Command> {
    match line.split_once(' ').unwrap_or((line, "")) {
        ("name", label) => Some(Command::Name(Label::new(label).unwrap())),
        ("start", _) => Some(Command::Start),
        ("soon", _) => Some(Command::StopsSoon(true)),
        ("stop", _) => Some(Command::Stop),
        ("go-on", _) => Some(Command::GoOn),
        ("reveal", _) => Some(Command::Reveal),
        ("pin", cause) => Some(Command::Pin(cause.parse().ok())),
        ("again", cause) => Some(Command::SecondRound(vec![cause.parse().unwrap()])),
        ("end", _) => Some(Command::End),
        _ => None,
    }
}
