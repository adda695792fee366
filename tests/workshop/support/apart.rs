//! A namespace of its own for a test, which the test makes by itself.

use std::process::{Command, Stdio};

/// Tells a test that it runs inside.
const INSIDE: &str = "UNDERCURRENT_TEST_INSIDE";

/// What a test needs around it.
pub struct Apart<'a> {
    /// The test's own name, with its module.
    pub name: &'a str,
    /// What `unshare` sets apart.
    pub flag: &'a str,
    /// Shell commands that furnish it.
    pub setup: &'a str,
    /// Commands that must work on this machine.
    pub needs: &'a [&'a str],
}

impl Apart<'_> {
    /// Runs the steps inside; says what is missing where that cannot be done.
    pub fn run(&self, steps: fn()) -> Result<(), String> {
        if std::env::var_os(INSIDE).is_some() {
            steps();
            return Ok(());
        }
        for need in self.needs {
            works(Command::new("sh").args(["-c", need])).then_some(()).ok_or(format!("'{need}' does not work here"))?;
        }
        let furnished = works(self.shell(self.setup));
        furnished.then_some(()).ok_or(format!("no namespace ({}) can be made here", self.flag))?;
        let script = format!("{} && exec \"$0\" --exact {} --nocapture", self.setup, self.name);
        let done = self.shell(&script).arg(std::env::current_exe().unwrap()).env(INSIDE, "1").output().unwrap();
        let said = String::from_utf8_lossy(&done.stdout);
        // A name that is no test's would pass, too.
        let passed = done.status.success() && said.contains("1 passed");
        assert!(passed, "{said}{}", String::from_utf8_lossy(&done.stderr));
        Ok(())
    }

    fn shell(&self, script: &str) -> Command {
        let mut command = Command::new("unshare");
        command.args(["--map-root-user", self.flag, "sh", "-c", script]);
        command
    }
}

fn works(mut command: impl std::borrow::BorrowMut<Command>) -> bool {
    let run = command.borrow_mut().stdout(Stdio::null()).stderr(Stdio::null()).status();
    run.is_ok_and(|status| status.success())
}
