//! A live session in memory, whose facilitator, network and laptop the test plays.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use undercurrent::testing::app::{App, Effect, HostView, Msg, Setup, Store, Way};
use undercurrent::testing::commands::ParticipantWorker;
use undercurrent::testing::domain::{Answer, Id, Label, Token};
use undercurrent::testing::live::{
    ClientError, Command, Given, HostStatus, Mark, ParticipantView, Person, Receipt, Refused, Request, Room, Session,
    Setup as Of,
};
use undercurrent::testing::terminal::Ending;

use crate::answers::{BEGUN, built_in};
use crate::join_form::join_form;
use crate::stage::{Stage, today};

/// The code of the session.
pub const CODE: &str = "K7QM4F";

/// What the test may do to the session.
pub struct Hosted {
    pub room: Room,
    /// Nobody answers at its address.
    pub cut: bool,
    /// The laptop cannot save.
    pub full: bool,
    /// Whether the place is kept for whoever leaves.
    pub returns: bool,
    /// What arrived, in its order.
    pub arrived: Vec<Given>,
    /// Who came in last.
    pub person: Token,
}

impl Hosted {
    /// Who comes in now: somebody new at a laptop that is passed round.
    fn next(&mut self) -> Token {
        if self.room.setup().passed_round {
            self.person = Token::new(1 + self.room.people().len() as u128);
        }
        self.person
    }

    /// Does what the facilitator says; what leads into the record is brought there.
    fn carry_out(&mut self, command: Command) {
        let room = &mut self.room;
        room.command(command, BEGUN.parse().unwrap()).unwrap();
        if room.progress().phase.after_detach().is_some() {
            let names: Vec<Token> = (100..).map(Token::new).take(room.people().len()).collect();
            let record = room.to_record(&names, BEGUN.parse().unwrap()).unwrap();
            room.detached(record).unwrap();
        }
    }

    /// How the facilitator sees it.
    pub fn seen(&self) -> Arc<HostView> {
        let view = self.room.view(&HostStatus::default(), &BTreeSet::new());
        Arc::new(HostView { view, figures: None })
    }
}

#[derive(Clone)]
struct Fake(Arc<Mutex<Hosted>>);

impl Fake {
    fn person(&self) -> Token {
        self.0.lock().unwrap().person
    }

    fn ask(&self, request: Request) -> Result<Receipt, ClientError> {
        let mut hosted = self.0.lock().unwrap();
        if hosted.cut {
            return Err(ClientError::Unreachable("nobody runs it at that address just now".to_owned()));
        }
        if hosted.full {
            return Err(ClientError::Later("It could not be saved: the disk is full.".to_owned()));
        }
        hosted.room.ask(request).map(|(receipt, _)| receipt).map_err(|refusal| Refused::from(refusal).into())
    }
}

impl Session for Fake {
    fn join(&mut self, code: &str, side: &Id) -> Result<(), ClientError> {
        if code != CODE && !self.0.lock().unwrap().room.setup().passed_round {
            return Err(ClientError::Refused("That is not the code on the screen.".to_owned()));
        }
        let person = self.0.lock().unwrap().next();
        self.ask(Request::Join { person, side: side.clone() }).map(drop)
    }

    fn look(&mut self) -> Result<ParticipantView, ClientError> {
        let hosted = self.0.lock().unwrap();
        if hosted.cut {
            return Err(ClientError::Unreachable("nobody runs it at that address just now".to_owned()));
        }
        hosted.room.person_view(hosted.person).map(|view| ParticipantView::from(&view)).ok_or(ClientError::Unknown)
    }

    fn answer(&mut self, given: &Given) -> Result<Mark, ClientError> {
        let person = self.person();
        let Receipt::Stands { mark, .. } = self.ask(Request::Answer { person, given: given.clone() })? else {
            return Err(ClientError::NotASession);
        };
        self.0.lock().unwrap().arrived.push(given.clone());
        Ok(mark)
    }

    fn change_side(&mut self, side: &Id) -> Result<(), ClientError> {
        self.ask(Request::Side { person: self.person(), side: side.clone() }).map(drop)
    }

    fn finish(&mut self, round: u8) -> Result<(), ClientError> {
        self.ask(Request::Finish { person: self.person(), round }).map(drop)
    }

    fn returns(&self) -> bool {
        self.0.lock().unwrap().returns
    }

    fn which(&self) -> Option<String> {
        None
    }
}

/// A terminal in a session.
pub struct Joined {
    pub stage: Stage,
    pub hosted: Arc<Mutex<Hosted>>,
    line: Arc<Mutex<ParticipantWorker<Fake>>>,
}

/// A session that nobody has joined yet.
pub fn hosted() -> Arc<Mutex<Hosted>> {
    begin(false)
}

fn begin(passed_round: bool) -> Arc<Mutex<Hosted>> {
    let of = Of {
        id: Token::new(7),
        created: BEGUN.parse().unwrap(),
        label: Label::new("EMEA").unwrap(),
        questionnaire: built_in(),
        rehearsal: false,
        passed_round,
    };
    let room = Room::open(of, 5);
    Arc::new(Mutex::new(Hosted {
        room,
        cut: false,
        full: false,
        returns: true,
        arrived: Vec::new(),
        person: Token::new(1),
    }))
}

/// In front of the session; `seated` when the terminal comes back to its place.
pub fn at_the_door(hosted: &Arc<Mutex<Hosted>>, seated: bool) -> Joined {
    let line = Arc::new(Mutex::new(ParticipantWorker::new(Fake(Arc::clone(hosted)), seated)));
    let wired = Arc::clone(&line);
    let take = move |effect: Effect| carried_out(&wired, effect);
    let app = App::participant(Setup::new(built_in(), Store::Session, today()), Arc::new(join_form(&built_in())));
    let mut joined = Joined { stage: Stage::seated(app, Box::new(take)), hosted: Arc::clone(hosted), line };
    joined.time_passes();
    joined
}

/// A laptop that is passed round, with answering begun.
pub fn passed_round() -> Joined {
    let hosted = begin(true);
    hosted.lock().unwrap().room.command(Command::Start, BEGUN.parse().unwrap()).unwrap();
    let line = Arc::new(Mutex::new(ParticipantWorker::new(Fake(Arc::clone(&hosted)), false)));
    let (wired, room) = (Arc::clone(&line), Arc::clone(&hosted));
    let take = move |effect: Effect| {
        if let Effect::Command(command) = effect {
            room.lock().unwrap().carry_out(command);
            return vec![Msg::Command(Ok(())), Msg::Room(room.lock().unwrap().seen())];
        }
        let mut msgs = carried_out(&wired, effect);
        msgs.push(Msg::Room(room.lock().unwrap().seen()));
        msgs
    };
    let setup = Setup::new(built_in(), Store::Folder("~/records".to_owned()), today());
    let seen = hosted.lock().unwrap().seen();
    Joined { stage: Stage::seated(App::hosting(setup, Way::Kiosk, seen), Box::new(take)), hosted, line }
}

fn carried_out(line: &Mutex<ParticipantWorker<Fake>>, effect: Effect) -> Vec<Msg> {
    let mut msgs = Vec::new();
    let mut line = line.lock().unwrap();
    line.take(effect, &mut |msg| msgs.push(msg));
    line.deliver(&mut |msg| msgs.push(msg));
    msgs
}

/// In the lobby, from Marketing.
pub fn joined() -> Joined {
    let mut joined = at_the_door(&hosted(), false);
    joined.stage.slowly(&format!("2 text:{CODE} Enter"));
    joined
}

/// At the first statement.
pub fn begun() -> Joined {
    let mut joined = joined();
    joined.command(Command::Start);
    joined
}

impl Joined {
    /// A second goes by: it is looked how the session stands.
    pub fn time_passes(&mut self) -> Option<Ending> {
        let mut msgs: Vec<Msg> = Vec::new();
        self.line.lock().unwrap().look(&mut |msg| msgs.push(msg));
        self.stage.receives(msgs)
    }

    /// The facilitator says something, and the terminal has seen it.
    pub fn command(&mut self, command: Command) {
        self.commanded(command);
        self.time_passes();
    }

    /// The facilitator says something, and the terminal has not looked yet.
    pub fn commanded(&self, command: Command) {
        self.hosted.lock().unwrap().carry_out(command);
    }

    /// The person as the session knows them.
    pub fn person(&self) -> Arc<Person> {
        let hosted = self.hosted.lock().unwrap();
        Arc::clone(&hosted.room.people()[&hosted.person])
    }

    /// What the session holds of the answer to the statement at a place, counted from 1.
    pub fn answer(&self, number: usize) -> Option<Answer> {
        let questionnaire = built_in();
        let item = &questionnaire.asked_at(number - 1).unwrap().id;
        self.person().marks.get(item).map(|mark| mark.answer)
    }

    /// What the session holds of the guesses, in the order of asking; those that were skipped are left out.
    pub fn guesses(&self) -> Vec<i32> {
        let (questionnaire, person) = (built_in(), self.person());
        let marks = questionnaire.guess_items().filter_map(|guess| person.marks.get(&guess.cause.id));
        marks.filter_map(|mark| mark.answer.value()).collect()
    }
}
