//! A folder of its own for each test, and the program run in it.
#![allow(dead_code, reason = "every test takes what it needs")]

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use assert_cmd::Command;
#[cfg(unix)]
use portable_pty::CommandBuilder;
use tempfile::TempDir;

/// The program as it was built.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_undercurrent");
/// Long after anything should have ended, even on a busy machine.
const LONG: Duration = Duration::from_secs(60);
/// Variables of whoever runs the tests, which would change what is seen.
const FOREIGN: [&str; 7] = ["ACCESSIBLE", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "TERM", "XDG_DATA_HOME"];

/// A folder for records and other files.
pub struct Home(TempDir);

/// What came of running the program.
#[derive(Debug)]
pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Home {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// The same below a folder that is there.
    pub fn below(folder: &Path) -> Self {
        Self(tempfile::tempdir_in(folder).unwrap())
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// The folder of the records.
    pub fn records(&self) -> PathBuf {
        self.path().join("records")
    }

    /// The program, about to be run without a terminal.
    pub fn command(&self) -> Command {
        let mut command = Command::new(PROGRAM);
        for name in FOREIGN {
            command.env_remove(name);
        }
        command.current_dir(self.path()).env("HOME", self.path()).env("UNDERCURRENT_DATA_DIR", self.path());
        command.timeout(LONG);
        command
    }

    /// The program, about to be run in a terminal.
    #[cfg(unix)]
    pub fn in_terminal(&self, args: &[&str]) -> CommandBuilder {
        self.inside(&[PROGRAM], args)
    }

    /// Another program that starts one in turn, about to be run in a terminal.
    #[cfg(unix)]
    pub fn inside(&self, outer: &[&str], inner: &[&str]) -> CommandBuilder {
        let mut command = CommandBuilder::new(outer[0]);
        command.env_clear();
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.args(outer[1..].iter().chain(inner));
        command.cwd(self.path());
        command.env("HOME", self.path());
        command.env("UNDERCURRENT_DATA_DIR", self.path());
        command
    }

    pub fn run<S: AsRef<OsStr>>(&self, args: &[S]) -> Run {
        run(self.command().args(args))
    }

    /// Runs the program with something on its standard input.
    pub fn feed(&self, args: &[&str], input: impl Into<Vec<u8>>) -> Run {
        run(self.command().args(args).write_stdin(input))
    }

    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path
    }

    /// A finished record of three answers under this label; gives the short id that `list` prints.
    pub fn record(&self, label: &str) -> String {
        fs::create_dir_all(self.records()).unwrap();
        let number = fs::read_dir(self.records()).unwrap().count();
        let file = self.records().join(format!("{number}.toml"));
        let answers = format!(
            "side = \"sales\"\nlabel = \"{label}\"\n[answers]\nlead-unchecked = 5\nlead-fits = 1\nlead-blame = \"na\"\n"
        );
        let made = self.feed(&["--answers", "-", "--output", file.to_str().unwrap(), "--format", "json"], answers);
        assert_eq!(made.code, 0, "{made:?}");
        let data: serde_json::Value = serde_json::from_str(&made.out).unwrap();
        data["record"]["id"].as_str().unwrap()[..8].to_owned()
    }
}

fn run(command: &mut Command) -> Run {
    let output = command.output().unwrap();
    Run {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

impl Run {
    /// What comes of a command.
    pub fn of(command: &mut Command) -> Self {
        run(command)
    }

    /// Whether something on standard output or error could act on a terminal.
    pub fn is_tame(&self) -> bool {
        let harmless = |c: char| c == '\n' || !undercurrent::testing::domain::is_unshowable(c);
        self.out.chars().chain(self.err.chars()).all(harmless)
    }
}
