//! The console's side of the socket.

use std::io::{self, BufRead, BufReader, Write};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::sync::Arc;

use super::lines::{Door, FromConsole, FromHost, Hello};
use crate::domain::questionnaire::Questionnaire;
use crate::live::room::{Command, RoomView, Setup};

/// Why a console does not work.
#[derive(Debug, thiserror::Error)]
pub enum ConsoleError {
    /// No session is being hosted there.
    #[error("no session is being hosted on this machine: {0}")]
    NoHost(io::Error),
    /// What was said makes no sense.
    #[error("the host is of another version")]
    Version,
    /// The host is gone.
    #[error("the host has stopped")]
    Gone,
}

/// A connection to the host.
#[derive(Debug)]
pub struct Console {
    input: BufReader<UnixStream>,
    output: UnixStream,
    hello: Hello,
}

/// Something that the host said.
#[derive(Debug, Clone, PartialEq)]
pub enum Heard {
    /// How the room stands, without figures.
    View(Box<RoomView>),
    /// The last command was done.
    Done,
    /// The last command was not done, and why.
    Not(String),
}

impl Console {
    /// Connects to the host that listens on a socket file.
    ///
    /// # Errors
    /// When nobody listens there, or it is another version.
    pub fn connect(path: &Path) -> Result<Self, ConsoleError> {
        let output = UnixStream::connect(path).map_err(ConsoleError::NoHost)?;
        let mut input = BufReader::new(output.try_clone().map_err(ConsoleError::NoHost)?);
        match read(&mut input)? {
            FromHost::Hello(hello) => Ok(Self { input, output, hello }),
            _ => Err(ConsoleError::Version),
        }
    }

    /// The questionnaire as text.
    pub fn questionnaire(&self) -> &str {
        &self.hello.questionnaire
    }

    /// How people find the session; none where one laptop is passed round.
    pub const fn door(&self) -> Option<&Door> {
        self.hello.door.as_ref()
    }

    /// When the session was begun, as the host wrote it.
    pub fn created(&self) -> &str {
        &self.hello.created
    }

    /// What the session started from, with its questionnaire as read from the text.
    ///
    /// # Errors
    /// When the host is of another version.
    pub fn setup(&self, questionnaire: Arc<Questionnaire>) -> Result<Arc<Setup>, ConsoleError> {
        self.hello.setup(questionnaire).map(Arc::new).ok_or(ConsoleError::Version)
    }

    /// Waits for the host to say something.
    ///
    /// # Errors
    /// When the host is gone, or of another version.
    pub fn hear(&mut self, setup: &Arc<Setup>) -> Result<Heard, ConsoleError> {
        match read(&mut self.input)? {
            FromHost::Hello(_) => Err(ConsoleError::Version),
            FromHost::View(view) => Ok(Heard::View(Box::new(view.read(setup).ok_or(ConsoleError::Version)?))),
            FromHost::Done => Ok(Heard::Done),
            FromHost::Not(why) => Ok(Heard::Not(why)),
        }
    }

    /// A second hold on the connection, for the thread that sends commands.
    ///
    /// # Errors
    /// When the host is gone.
    pub fn sender(&self) -> Result<ConsoleSender, ConsoleError> {
        self.output.try_clone().map(ConsoleSender).map_err(|_| ConsoleError::Gone)
    }
}

/// Sends commands to the host.
#[derive(Debug)]
pub struct ConsoleSender(UnixStream);

impl ConsoleSender {
    /// Sends a command; what comes of it is [heard](Console::hear).
    ///
    /// # Errors
    /// When the host is gone.
    pub fn send(&mut self, command: &Command) -> Result<(), ConsoleError> {
        let line = serde_json::to_string(&FromConsole::of(command)).map_err(|_| ConsoleError::Version)?;
        self.0.write_all((line + "\n").as_bytes()).map_err(|_| ConsoleError::Gone)
    }
}

fn read(input: &mut impl BufRead) -> Result<FromHost, ConsoleError> {
    let mut line = String::new();
    match input.read_line(&mut line) {
        Ok(1..) => serde_json::from_str(&line).map_err(|_| ConsoleError::Version),
        _ => Err(ConsoleError::Gone),
    }
}
