//! The app at a terminal, over a real network.

use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;
use undercurrent::testing::app::{App, Effect, JoinForm, Key, Moment, Msg, SaveState, Setup, Store};
use undercurrent::testing::commands::{ParticipantWorker, Pass, Remote, join_form};
use undercurrent::testing::domain::Label;
use undercurrent::testing::live::{Command, Phase, SEATS, SessionAddress};
use undercurrent::testing::plain;

use crate::support::{CODE, LINK, Live, at_once, questionnaire, random};

/// Somebody at a terminal, without the loop and the thread around it: nothing happens but what the test says.
struct Terminal {
    app: App,
    line: ParticipantWorker<Remote>,
}

impl Terminal {
    /// In front of the session at an address, or at the place that a pass in the folder stands for.
    fn at(url: &str, folder: &Path) -> Self {
        let door = SessionAddress::at(url).unwrap();
        let welcome = door.welcome().unwrap();
        let outside: JoinForm = join_form(&door, &welcome, Some(CODE)).unwrap();
        let remote = Remote::new(door.clone(), &welcome, Pass::find(Some(folder), (door.base(), &welcome.session)));
        let seated = remote.is_seated();
        let opened = "2026-11-23T17:00:00+01:00[+01:00]".parse().unwrap();
        let app = App::participant(Setup::new(questionnaire(), Store::Session, opened), outside.into());
        let mut terminal = Self { app, line: ParticipantWorker::new(remote, seated) };
        terminal.look();
        terminal
    }

    fn press(&mut self, key: Key) {
        self.tell(vec![Msg::Key(key)]);
    }

    fn type_in(&mut self, text: &str) {
        text.chars().for_each(|letter| self.press(Key::Char(letter)));
    }

    /// A second goes by.
    fn look(&mut self) {
        let mut msgs = Vec::new();
        self.line.look(&mut |msg| msgs.push(msg));
        self.tell(msgs);
    }

    fn tell(&mut self, msgs: Vec<Msg>) {
        for msg in msgs {
            let moment =
                Moment { now: self.app.setup().opened.clone(), chance: [random(), random()], since: Duration::ZERO };
            if let Some(effect) = self.app.update(msg, &moment) {
                self.carry_out(effect);
            }
        }
    }

    fn carry_out(&mut self, effect: Effect) {
        let mut msgs = Vec::new();
        self.line.take(effect, &mut |msg| msgs.push(msg));
        self.line.deliver(&mut |msg| msgs.push(msg));
        self.tell(msgs);
    }

    fn phase(&self) -> Option<Phase> {
        Some(self.app.screen().participant()?.taken()?.view.progress.phase)
    }
}

#[test]
fn answers_come_through_exactly_once_though_the_host_was_stopped_in_the_middle() {
    let folder = tempfile::tempdir().unwrap();
    let live = Live::begin(folder.path());
    let mut terminal = Terminal::at(&format!("http://{}/j/{LINK}", live.address), &folder.path().join("seats"));
    terminal.type_in("2");
    assert_eq!(terminal.phase(), Some(Phase::Lobby));
    live.command(Command::Start);
    terminal.look();
    terminal.type_in("123");
    assert_eq!(terminal.app.kept(), SaveState::Saved);
    live.stop();
    terminal.type_in("45");
    assert!(matches!(terminal.app.kept(), SaveState::NotSaved(why) if why.contains("cannot be reached")));
    assert!(terminal.app.lost().is_some());
    let live = Live::resume(folder.path());
    terminal.look();
    assert_eq!((terminal.app.kept(), terminal.app.lost()), (SaveState::Saved, None));
    terminal.type_in("1");
    live.command(Command::Stop);
    live.command(Command::Reveal);
    terminal.look();
    assert_eq!(terminal.phase(), Some(Phase::Revealed));
    let rows = live.keeper.rows();
    let asked = questionnaire();
    let given: Vec<_> = asked.asked().map(|item| rows[0].answers.get(item.id.as_str()).copied().flatten()).collect();
    assert_eq!((rows.len(), rows[0].side.as_str(), rows[0].answers.len()), (1, "marketing", 6));
    assert_eq!(given[..6], [1, 2, 3, 4, 5, 1].map(Some));
}

#[test]
fn whoever_leaves_comes_back_to_the_same_place_until_the_session_ends() {
    let folder = tempfile::tempdir().unwrap();
    let passes = folder.path().join("seats");
    let live = Live::begin(folder.path());
    let url = live.address.to_string();
    let mut first = Terminal::at(&url, &passes);
    first.type_in("1");
    live.command(Command::Start);
    first.look();
    first.type_in("44");
    drop(first);
    let mut again = Terminal::at(&url, &passes);
    assert_eq!(again.app.record().map(undercurrent::testing::domain::Record::answered), Some(2));
    again.type_in("4");
    assert_eq!(live.view().sides[0].joined, 1);
    for command in [Command::Stop, Command::Reveal, Command::End] {
        live.command(command);
    }
    again.look();
    assert_eq!(again.phase(), Some(Phase::Ended));
    assert_eq!(std::fs::read_dir(&passes).unwrap().count(), 0, "the pass is gone with the session");
    assert_eq!(live.keeper.rows().len(), 1);
}

#[test]
fn a_session_in_between_at_the_same_address_costs_nobody_their_place_or_an_answer() {
    let [folder, between] = [(); 2].map(|()| tempfile::tempdir().unwrap());
    let passes = folder.path().join("seats");
    let live = Live::begin(folder.path());
    let (address, url) = (live.address, live.address.to_string());
    let mut terminal = Terminal::at(&url, &passes);
    terminal.type_in("2");
    live.command(Command::Start);
    terminal.look();
    terminal.type_in("1");
    live.stop();
    let other = Live::begin_where(between.path(), address);
    terminal.look();
    terminal.type_in("5");
    assert!(terminal.app.lost().is_some_and(|why| why.contains("another session runs at that address")));
    assert!(matches!(terminal.app.kept(), SaveState::NotSaved(_)));
    let newcomer = Terminal::at(&url, &passes);
    assert!(newcomer.phase().is_none() && newcomer.app.notice().is_none(), "nobody is known there");
    drop(newcomer);
    other.stop();
    let live = Live::resume(folder.path());
    terminal.look();
    assert_eq!((terminal.app.kept(), terminal.app.lost()), (SaveState::Saved, None));
    drop(terminal);
    let again = Terminal::at(&url, &passes);
    assert_eq!(again.app.record().map(undercurrent::testing::domain::Record::answered), Some(2));
    assert_eq!(live.view().sides[1].joined, 1);
}

#[test]
fn a_wrong_code_a_locked_door_a_full_room_and_a_closed_round_are_told_in_the_words_of_the_session() {
    let folder = tempfile::tempdir().unwrap();
    let live = Live::begin(folder.path());
    let mut terminal = Terminal::at(&live.address.to_string(), &folder.path().join("seats"));
    let refused = |terminal: &mut Terminal, why: &str| {
        terminal.press(Key::Enter);
        assert!(terminal.app.notice().is_some_and(|notice| notice.contains(why)), "{:?}", terminal.app.notice());
    };
    terminal.type_in("1");
    assert_eq!(terminal.phase(), Some(Phase::Lobby), "the code was given");
    let mut terminal = Terminal::at(&live.address.to_string(), &folder.path().join("others"));
    live.command(Command::Lock(true));
    terminal.type_in("1");
    refused(&mut terminal, "Joining is locked; ask the facilitator.");
    terminal.type_in("X");
    refused(&mut terminal, "That is not the code on the screen.");
    terminal.press(Key::Backspace);
    live.command(Command::Lock(false));
    for _ in 1..SEATS {
        live.handle().join("sales".parse().unwrap(), |_| {});
    }
    refused(&mut terminal, "The session is full: it admits 2000 people.");
    for command in [Command::Start, Command::Stop, Command::Reveal] {
        live.command(command);
    }
    refused(&mut terminal, "Answering is closed.");
}

impl Terminal {
    /// What it says, in lines.
    fn says(&self) -> String {
        plain::tell(&self.app).into_iter().map(|line| line.text).collect::<Vec<_>>().join("\n")
    }

    fn shows(&self, text: &str) {
        assert!(self.says().contains(text), "no '{text}' in:\n{}", self.says());
    }
}

#[test]
fn a_terminal_is_told_how_long_it_takes_and_that_joining_is_locked_before_anything_is_filled_in() {
    let folder = tempfile::tempdir().unwrap();
    let live = Live::begin(folder.path());
    let door = || Terminal::at(&live.address.to_string(), &folder.path().join("seats"));
    door().shows("36 statements and 9 guesses, about 7 minutes");
    assert!(!door().says().contains("locked"));
    live.command(Command::Lock(true));
    door().shows("Joining is locked; ask the facilitator.");
}

#[test]
fn a_terminal_reads_the_figures_hears_of_the_second_round_and_ends_with_what_the_room_was_shown() {
    let folder = tempfile::tempdir().unwrap();
    let live = Live::begin(folder.path());
    let mut terminal = Terminal::at(&live.address.to_string(), &folder.path().join("seats"));
    terminal.type_in("1");
    live.command(Command::Start);
    at_once(crate::flow::twelve(&live, 1));
    reveal(&live);
    terminal.look();
    terminal.shows("What the room was shown");
    terminal.shows("of 100, ");
    let cause = live.view().setup.questionnaire.causes()[0].clone();
    live.command(Command::Pin(Some(cause.id.clone())));
    terminal.look();
    let says = terminal.says();
    let order = [cause.prompts[0].as_str(), "How everyone answered", "The article says"].map(|text| says.find(text));
    assert!(order.is_sorted() && order.iter().all(Option::is_some), "{order:?} in {says}");
    live.command(Command::SecondRound(vec![cause.id.clone()]));
    terminal.look();
    terminal.shows("Second round");
    terminal.shows(&format!("{} is asked once more.", cause.name));
    terminal.shows("Answer these 4 statements again, as you see it now.");
    terminal.press(Key::Enter);
    terminal.shows("1 of 4");
    terminal.type_in("4");
    let step = "Mark ten leads together".to_owned();
    reveal(&live);
    live.command(Command::TakeOn { cause: cause.id, step, owner: "Anna".to_owned(), due: None, plan: None });
    live.command(Command::End);
    terminal.look();
    for text in ["The session is over", "What the room was shown", "Mark ten leads together. Anna, no date."] {
        terminal.shows(text);
    }
}

#[test]
fn a_terminal_has_the_name_that_the_session_has_by_now_and_is_told_that_answering_stops_soon() {
    let folder = tempfile::tempdir().unwrap();
    let live = Live::begin(folder.path());
    let mut terminal = Terminal::at(&format!("http://{}/j/{LINK}", live.address), &folder.path().join("seats"));
    terminal.type_in("1");
    live.command(Command::Start);
    live.command(Command::Name(Label::new("APAC").unwrap()));
    terminal.look();
    assert_eq!(terminal.app.screen().label(), "APAC");
    terminal.type_in("4");
    live.command(Command::StopsSoon(true));
    live.stop();
    let live = Live::resume(folder.path());
    terminal.look();
    terminal.shows("Stops in 2 minutes.");
    terminal.shows("2 of 36");
    assert_eq!(terminal.app.screen().label(), "Stops in 2 minutes");
    live.command(Command::Stop);
    terminal.look();
    assert_eq!(terminal.app.screen().label(), "APAC");
}

fn reveal(live: &Live) {
    for command in [Command::Stop, Command::Reveal] {
        live.command(command);
    }
}

#[test]
fn a_second_session_at_the_same_address_does_not_know_who_was_in_the_first() {
    let folder = tempfile::tempdir().unwrap();
    let passes = folder.path().join("seats");
    let live = Live::begin(folder.path());
    let address = live.address;
    Terminal::at(&address.to_string(), &passes).type_in("1");
    live.stop();
    let other = tempfile::tempdir().unwrap();
    let _another = Live::begin_where(other.path(), address);
    let terminal = Terminal::at(&address.to_string(), &passes);
    assert_eq!(terminal.phase(), None);
    assert_eq!(terminal.app.notice(), None, "it never knew them");
}

/// Somebody at a terminal answers two statements while nobody hosts, and has no place any more when somebody does.
fn freed(folder: &Path, live: Live) -> (Terminal, Live) {
    let mut terminal = Terminal::at(&live.address.to_string(), &folder.join("seats"));
    terminal.type_in("2");
    live.command(Command::Start);
    terminal.look();
    live.stop();
    terminal.type_in("4x");
    // A place is freed by the same; it takes a minute of silence first.
    assert_eq!(Connection::open(folder.join("ledger")).unwrap().execute("DELETE FROM person", []).unwrap(), 1);
    (terminal, Live::resume(folder))
}

const HELD: &str = "This terminal was not heard of for a while, and its place was given up. It still holds answers that \
                    are not saved: join again, and they are sent.";

#[test]
fn a_terminal_whose_place_was_freed_holds_what_it_could_not_send_and_sends_it_once_it_has_joined_again() {
    let folder = tempfile::tempdir().unwrap();
    let live = Live::begin(folder.path());
    let (mut terminal, live) = freed(folder.path(), live);
    terminal.look();
    terminal.shows(HELD);
    assert!(matches!(terminal.app.kept(), SaveState::NotSaved(why) if why.contains("join again")));
    terminal.type_in("q");
    terminal.shows("not saved");
    terminal.press(Key::Esc);
    terminal.type_in("2");
    terminal.shows("3 of 36");
    assert_eq!(terminal.app.kept(), SaveState::Saved);
    reveal(&live);
    let rows = live.keeper.rows();
    assert_eq!((rows.len(), rows[0].side.as_str(), rows[0].answers.len()), (1, "marketing", 2));
}

#[test]
fn a_terminal_whose_place_was_freed_is_told_that_nothing_was_taken_where_answering_is_closed_by_then() {
    let folder = tempfile::tempdir().unwrap();
    let live = Live::begin(folder.path());
    let (mut terminal, live) = freed(folder.path(), live);
    reveal(&live);
    terminal.look();
    terminal.type_in("2");
    assert_eq!(terminal.app.notice(), Some("Not taken: Answering is closed."));
    assert!(!terminal.says().contains("It still holds answers"));
    assert_eq!(terminal.app.kept(), SaveState::Nothing);
}
