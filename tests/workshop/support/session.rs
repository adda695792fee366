//! A hosted session with its server, in a folder that goes away with it.

use std::net::{IpAddr, SocketAddr, TcpListener};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc;

use jiff::Timestamp;
use tempfile::TempDir;
use undercurrent::testing::definition;
use undercurrent::testing::domain::{Label, Questionnaire, Token};
use undercurrent::testing::live::{
    Command, Handle, Host, Ledger, LedgerSession as Session, Mirror, Room, RoomView, Server, Setup, Site, World,
    mirror, raise,
};

use super::keeper::RecordKeeper;
use super::{File, questionnaire};

pub const CODE: &str = "K7QM4F";
pub const LINK: &str = "0123456789abcdef";
/// What the link to the big screen ends with.
pub const SCREEN: &str = "00112233445566778899aabbccddeeff";

/// A session that is being hosted and served.
pub struct Live {
    handle: Handle,
    /// None once it was stopped.
    running: Option<(Host, Server)>,
    pub address: SocketAddr,
    pub keeper: File,
    /// The big screen of the session, which people elsewhere look at.
    pub mirror: Mirror,
    /// The folder that goes away with it.
    own: Option<TempDir>,
}

impl Live {
    /// Begins a session in a folder of its own, on a free port of this machine.
    pub fn here() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut live = Self::begin(folder.path());
        live.own = Some(folder);
        live
    }

    /// Begins a session in a folder, on a free port of this machine.
    pub fn begin(folder: &Path) -> Self {
        Self::begin_at(folder, IpAddr::from([127, 0, 0, 1]))
    }

    /// Begins a session on a free port of one address.
    pub fn begin_at(folder: &Path, ip: IpAddr) -> Self {
        Self::begin_where(folder, SocketAddr::new(ip, 0))
    }

    /// Begins a session at one address and port.
    pub fn begin_where(folder: &Path, address: SocketAddr) -> Self {
        Self::asking(folder, address, definition::BUILT_IN)
    }

    /// Begins a session that asks another questionnaire.
    pub fn begin_with(folder: &Path, questionnaire: &str) -> Self {
        Self::asking(folder, SocketAddr::from(([127, 0, 0, 1], 0)), questionnaire)
    }

    fn asking(folder: &Path, address: SocketAddr, questionnaire: &str) -> Self {
        let listener = TcpListener::bind(address).unwrap();
        let session = Session { questionnaire: questionnaire.to_owned(), ..session(listener.local_addr().unwrap()) };
        let room = Room::open(setup(&session), 5);
        let ledger = Ledger::create(&folder.join("ledger"), &session, room.progress()).unwrap();
        Self::go(folder, listener, &session, (room, ledger))
    }

    /// Hosts a session without a server.
    pub fn kiosk(folder: &Path) -> Host {
        let session = session(SocketAddr::from(([0, 0, 0, 0], 0)));
        let room = Room::open(setup(&session), 5);
        let ledger = Ledger::create(&folder.join("ledger"), &session, room.progress()).unwrap();
        Host::start(room, ledger, world(folder)).unwrap()
    }

    /// Goes on with a session that was stopped or killed, at the same address.
    pub fn resume(folder: &Path) -> Self {
        let (ledger, stored) = Ledger::open(&folder.join("ledger")).unwrap();
        let listener = TcpListener::bind(&stored.session.address).unwrap();
        let room = Room::restore(setup(&stored.session), stored.progress, stored.people, File::new(folder).read());
        Self::go(folder, listener, &stored.session, (room, ledger))
    }

    fn go(folder: &Path, listener: TcpListener, session: &Session, (room, ledger): (Room, Ledger)) -> Self {
        let address = listener.local_addr().unwrap();
        let host = Host::start(room, ledger, world(folder)).unwrap();
        let (mirror, feed) = mirror();
        let site = Site {
            authorities: vec![address.to_string()],
            public_url: session.public_url.clone(),
            code: session.code.clone(),
            link: session.link.clone(),
            screen: session.screen.clone(),
            feed,
            questionnaire: definition::text_without_causes(&asked(session)).unwrap(),
            own: Vec::new(),
            capacity: raise(),
        };
        let server = Server::start(listener, site, host.handle()).unwrap();
        let (handle, running) = (host.handle(), Some((host, server)));
        Self { handle, running, address, keeper: File::new(folder), mirror, own: None }
    }

    pub fn handle(&self) -> Handle {
        self.handle.clone()
    }

    /// Does what the facilitator says; a close is at its end when this returns.
    pub fn command(&self, command: Command) {
        self.handle().command_now(command).unwrap().unwrap();
        drop(self.view());
    }

    /// What is said to the facilitator who wants what cannot be done now.
    pub fn refused(&self, command: Command) -> String {
        self.handle().command_now(command).unwrap().unwrap_err().to_string()
    }

    /// How the facilitator sees the room.
    pub fn view(&self) -> Arc<RoomView> {
        let (sender, receiver) = mpsc::channel();
        self.handle().listen(move |view| {
            // The test has seen enough after the first word.
            drop(sender.send(Arc::clone(view)));
            false
        });
        receiver.recv().unwrap()
    }

    /// Waits until the facilitator sees something.
    pub fn until(&self, seen: impl Fn(&RoomView) -> bool) {
        let (sender, receiver) = mpsc::channel();
        self.handle().listen(move |view| sender.send(Arc::clone(view)).is_ok());
        while !seen(&receiver.recv().unwrap()) {}
    }

    /// Stops it before the test ends.
    pub fn stop(self) {
        drop(self);
    }
}

impl Drop for Live {
    fn drop(&mut self) {
        if let Some((host, server)) = self.running.take().filter(|_| !std::thread::panicking()) {
            server.stop();
            host.stop();
        }
    }
}

fn world(folder: &Path) -> World {
    World { keeper: Box::new(RecordKeeper::new(folder)), chance: Box::new(random), now: Timestamp::now }
}

/// 128 bits that nobody else has.
pub fn random() -> u128 {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).unwrap();
    u128::from_ne_bytes(bytes)
}

fn session(address: SocketAddr) -> Session {
    Session {
        id: Token::new(random()),
        created: "2026-11-23T16:10:00Z".parse().unwrap(),
        label: Label::new("EMEA").unwrap(),
        rehearsal: false,
        questionnaire: definition::BUILT_IN.to_owned(),
        code: CODE.to_owned(),
        link: LINK.to_owned(),
        screen: SCREEN.to_owned(),
        address: address.to_string(),
        public_url: None,
    }
}

/// What a session asks.
fn asked(session: &Session) -> Arc<Questionnaire> {
    if session.questionnaire == definition::BUILT_IN {
        return questionnaire();
    }
    Arc::new(definition::read("questions.toml", session.questionnaire.as_bytes()).unwrap().questionnaire)
}

fn setup(session: &Session) -> Setup {
    Setup {
        id: session.id,
        created: session.created,
        label: session.label.clone(),
        questionnaire: asked(session),
        rehearsal: session.rehearsal,
        passed_round: false,
    }
}

/// Runs what phones do, on one thread.
pub fn at_once<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(work)
}
