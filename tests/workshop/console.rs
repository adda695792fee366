//! The facilitator's own view, and a crowd of made-up people.

use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::sync::Arc;

use undercurrent::testing::definition;
use undercurrent::testing::domain::{Answer, Label, Order, Several};
use undercurrent::testing::live::{
    Command, Console, ConsoleDoor as Door, ConsoleError, ConsoleServer, Crowd, Given, Hello, HostMessage, Phase,
    Request, RoomView, Setup, Showing, SideCount,
};
use undercurrent::testing::storage::{from_text, to_text};

use crate::support::{Live, questionnaire};

struct Desk {
    live: Live,
    server: ConsoleServer,
    console: Console,
    setup: Arc<Setup>,
}

impl Desk {
    fn new(folder: &std::path::Path) -> Self {
        std::fs::set_permissions(folder, PermissionsExt::from_mode(0o700)).unwrap();
        let live = Live::begin(folder);
        let socket = folder.join("console");
        let door = Door {
            url: "http://10.0.0.2:7777".to_owned(),
            code: "K7QM4F".to_owned(),
            link: "http://10.0.0.2:7777/j/0123456789abcdef".to_owned(),
            screen: None,
            notes: vec!["Mind the gap.".to_owned()],
        };
        let setup = &live.view().setup;
        let hello = Hello::of(setup, definition::BUILT_IN, Some(door));
        let server = ConsoleServer::start(&socket, hello, live.handle(), |record| to_text(record).ok()).unwrap();
        let console = Console::connect(&socket).unwrap();
        let setup = console.setup(questionnaire());
        Self { live, server, console, setup }
    }

    fn receive(&mut self) -> HostMessage {
        self.console.receive(&self.setup).unwrap()
    }

    fn view(&mut self) -> RoomView {
        loop {
            if let HostMessage::View(view) = self.receive() {
                return *view;
            }
        }
    }

    /// Sends a command and waits for what comes of it.
    fn send(&mut self, command: &Command) -> HostMessage {
        self.console.sender().unwrap().send(command).unwrap();
        loop {
            match self.receive() {
                HostMessage::View(_) | HostMessage::Record(_) => {}
                reply => return reply,
            }
        }
    }

    fn stop(self) {
        self.server.stop();
        self.live.stop();
    }
}

#[test]
fn a_console_sees_the_room_as_the_first_terminal_does_but_for_the_figures() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = Desk::new(folder.path());
    assert_eq!(desk.console.questionnaire(), definition::BUILT_IN);
    let door = desk.console.door().unwrap();
    assert_eq!((door.code.as_str(), door.notes.as_slice()), ("K7QM4F", &["Mind the gap.".to_owned()][..]));
    assert_eq!(desk.view(), *desk.live.view());
    desk.live.handle().join_now("sales".parse().unwrap()).unwrap().unwrap();
    desk.live.handle().join_now("marketing".parse().unwrap()).unwrap().unwrap();
    while desk.view() != *desk.live.view() {}
    desk.stop();
}

#[test]
fn a_console_runs_the_session_and_hears_why_not() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = Desk::new(folder.path());
    assert_eq!(desk.send(&Command::Start), HostMessage::Done);
    assert_eq!(desk.send(&Command::Lock(true)), HostMessage::Done);
    assert!(matches!(desk.send(&Command::Pin(None)), HostMessage::Not(_)));
    assert_eq!(desk.live.view().progress.phase, Phase::Answering);
    desk.stop();
}

#[test]
fn a_console_hears_of_another_name_and_can_give_one() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = Desk::new(folder.path());
    let label = Label::new("APAC").unwrap();
    assert_eq!(desk.send(&Command::Name(label.clone())), HostMessage::Done);
    assert_eq!(desk.live.view().setup.label, label);
    let mut other = Console::connect(&folder.path().join("console")).unwrap();
    let setup = other.setup(questionnaire());
    assert!(matches!(other.receive(&setup).unwrap(), HostMessage::View(view) if view.setup.label == label));
    desk.stop();
}

#[test]
fn two_consoles_see_the_same_record_order_and_cursor_and_either_can_turn_them() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = Desk::new(folder.path());
    let person = desk.live.handle().join_now("sales".parse().unwrap()).unwrap().unwrap();
    desk.live.command(Command::Start);
    let item = questionnaire().asked_at(0).unwrap().id.clone();
    let given = Given::new(1, item, 1, Answer::Value(4));
    desk.live.handle().ask_now(Request::Answer { person, given }).unwrap().unwrap();
    let mut other = Console::connect(&folder.path().join("console")).unwrap();
    assert!(
        matches!(desk.send(&Command::Show(Showing::default())), HostMessage::Not(_)),
        "there is nothing to show yet"
    );
    for command in [Command::Stop, Command::Reveal] {
        assert_eq!(desk.send(&command), HostMessage::Done);
    }
    let cursor = Some(questionnaire().causes()[3].id.clone());
    let showing = Showing { order: Some(Order::Article), cursor, question: 1, ..Showing::default() };
    assert_eq!(desk.send(&Command::Show(showing.clone())), HostMessage::Done);
    let mut record = None;
    let seen = loop {
        match other.receive(&desk.setup).unwrap() {
            HostMessage::Record(text) => record = text,
            HostMessage::View(view) if view.showing == showing => break view,
            _ => {}
        }
    };
    assert_eq!(seen.progress.phase, Phase::Revealed);
    let read = from_text(&record.unwrap()).unwrap();
    assert_eq!(read.responses(), desk.live.view().record.as_ref().unwrap().responses());
    desk.stop();
}

#[test]
fn only_its_owner_may_open_the_socket_and_it_goes_with_the_host() {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::new(folder.path());
    let socket = folder.path().join("console");
    assert_eq!(std::fs::metadata(&socket).unwrap().mode() & 0o777, 0o600);
    desk.stop();
    assert!(!socket.exists());
    assert!(matches!(Console::connect(&socket), Err(ConsoleError::NoHost(_))));
}

#[test]
fn no_socket_is_made_in_a_folder_that_is_open_to_others() {
    let folder = tempfile::tempdir().unwrap();
    let live = Live::begin(folder.path());
    std::fs::set_permissions(folder.path(), PermissionsExt::from_mode(0o755)).unwrap();
    let socket = folder.path().join("console");
    let hello = Hello::of(&live.view().setup, "", None);
    let refused = ConsoleServer::start(&socket, hello, live.handle(), |_| None).unwrap_err();
    assert_eq!(refused.kind(), std::io::ErrorKind::PermissionDenied);
}

#[test]
fn made_up_people_differ_by_side_clearly_and_in_a_crowd_one_comes_late_and_one_stops_half_way() {
    let live = Live::here();
    let people = [("sales".parse().unwrap(), 7), ("marketing".parse().unwrap(), 6)];
    let crowd = Crowd::start(live.handle(), &people, 7).unwrap();
    let all = |view: &RoomView, of: fn(&SideCount) -> usize| view.sides.iter().map(of).sum::<usize>();
    live.until(|view| all(view, |side| side.joined) == 12);
    live.command(Command::Start);
    live.until(|view| all(view, |side| side.finished) == 12);
    assert_eq!(all(&live.view(), |side| side.begun), 13, "one has come late, and one has stopped half-way");
    for command in [Command::Stop, Command::Reveal] {
        live.command(command);
    }
    crowd.stop();
    let shown = Several::of_round(live.view().record.as_ref().unwrap(), 1);
    let gaps: Vec<f64> = (0..9).map(|at| shown.cause(at).unwrap().figures.gap.as_ref().unwrap().difference).collect();
    assert!(gaps.iter().any(|gap| *gap > 30.0) && gaps.iter().any(|gap| *gap < -10.0), "{gaps:?}");
}

#[test]
fn a_made_up_crowd_joins_and_answers_every_item() {
    let live = Live::here();
    let people = [("sales".parse().unwrap(), 2), ("marketing".parse().unwrap(), 1)];
    let crowd = Crowd::start(live.handle(), &people, 7).unwrap();
    live.command(Command::Start);
    live.until(|view| view.sides.iter().map(|side| side.finished).sum::<usize>() == 3);
    crowd.stop();
}
