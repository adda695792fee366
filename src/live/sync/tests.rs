use super::*;
use crate::domain::id::Token;
use crate::domain::response::Answer::{DoesNotApply, Value};
use crate::live::protocol::Refused;
use crate::live::room::samples::{answering, at, id, reveal};
use crate::live::room::{Command, Receipt, Request, Room};

/// A session in memory, whose connection the test cuts.
struct Fake {
    room: Room,
    person: Token,
    cut: bool,
    /// The next reply is lost: the session does what it is asked, and the asker does not hear of it.
    loses_reply: bool,
    full: bool,
    name: Option<&'static str>,
}

impl Fake {
    fn ask(&mut self, request: Request) -> Result<Receipt, ClientError> {
        if self.cut {
            return Err(ClientError::Unreachable("no answer".to_owned()));
        }
        if self.full {
            return Err(ClientError::Later("It could not be saved: the disk is full.".to_owned()));
        }
        let done = self.room.ask(request).map(|(receipt, _)| receipt);
        if std::mem::take(&mut self.loses_reply) {
            return Err(ClientError::Unreachable("no answer".to_owned()));
        }
        done.map_err(|refusal| Refused::from(refusal).into())
    }
}

impl Session for Fake {
    fn join(&mut self, _: &str, side: &Id) -> Result<(), ClientError> {
        self.ask(Request::Join { person: self.person, side: side.clone() }).map(drop)
    }

    fn look(&mut self) -> Result<ParticipantView, ClientError> {
        if self.cut {
            return Err(ClientError::Unreachable("no answer".to_owned()));
        }
        self.room.person_view(self.person).map(|view| ParticipantView::from(&view)).ok_or(ClientError::Unknown)
    }

    fn answer(&mut self, given: &Given) -> Result<Mark, ClientError> {
        match self.ask(Request::Answer { person: self.person, given: given.clone() })? {
            Receipt::Stands { mark, .. } => Ok(mark),
            _ => Err(ClientError::NotASession),
        }
    }

    fn change_side(&mut self, side: &Id) -> Result<(), ClientError> {
        self.ask(Request::Side { person: self.person, side: side.clone() }).map(drop)
    }

    fn finish(&mut self, round: u8) -> Result<(), ClientError> {
        self.ask(Request::Finish { person: self.person, round }).map(drop)
    }

    fn returns(&self) -> bool {
        false
    }

    fn which(&self) -> Option<String> {
        self.name.map(str::to_owned)
    }
}

/// A sync of the only person in a room that is being answered.
fn sync() -> AnswerSync<Fake> {
    let room = answering(1, 0);
    let fake = Fake { room, person: Token::new(1), cut: false, loses_reply: false, full: false, name: Some("one") };
    let mut sync = AnswerSync::new(fake, true);
    assert!(matches!(*looked(&mut sync), [SyncEvent::Stands(_)]));
    sync
}

fn answers(given: &[(&str, Answer)]) -> Response {
    let answers = given.iter().map(|&(item, answer)| (id(item), answer)).collect();
    Response { answers, ..Response::new(Token::new(9), id("sales")) }
}

fn sent(sync: &mut AnswerSync<Fake>, given: &[(&str, Answer)]) -> Vec<SyncEvent> {
    sync.wants(&answers(given), None);
    delivered(sync)
}

/// What comes of it.
fn news(sync: &mut AnswerSync<Fake>, act: impl FnOnce(&mut AnswerSync<Fake>, SendEvent<'_>)) -> Vec<SyncEvent> {
    let mut news = Vec::new();
    act(sync, &mut |one| news.push(one));
    news
}

fn delivered(sync: &mut AnswerSync<Fake>) -> Vec<SyncEvent> {
    news(sync, |sync, send| sync.deliver(send))
}

fn looked(sync: &mut AnswerSync<Fake>) -> Vec<SyncEvent> {
    news(sync, |sync, send| sync.look(send))
}

/// The marks that the session holds.
fn held(sync: &AnswerSync<Fake>) -> Vec<(u64, Answer)> {
    let person = sync.session.room.people()[&sync.session.person].clone();
    person.marks.values().map(|mark| (mark.seq, mark.answer)).collect()
}

#[test]
fn only_what_is_new_is_sent_and_each_change_has_the_next_number() {
    let mut sync = sync();
    assert_eq!(sent(&mut sync, &[("leads-1", Value(4))]), [SyncEvent::Delivered]);
    sent(&mut sync, &[("leads-1", Value(2)), ("money-1", DoesNotApply)]);
    assert_eq!(held(&sync), [(2, Value(2)), (1, DoesNotApply)]);
}

#[test]
fn what_could_not_be_sent_is_kept_and_the_newest_of_each_item_arrives() {
    let mut sync = sync();
    sync.session.cut = true;
    let news = sent(&mut sync, &[("leads-1", Value(4))]);
    assert!(
        matches!(&news[..], [SyncEvent::Lost(_), SyncEvent::Undelivered(why)] if why.contains("cannot be reached"))
    );
    assert!(matches!(sent(&mut sync, &[("leads-1", Value(5))])[..], [SyncEvent::Undelivered(_)]), "told of it once");
    sync.session.cut = false;
    assert_eq!(delivered(&mut sync), [SyncEvent::Back, SyncEvent::Delivered]);
    assert_eq!(held(&sync), [(2, Value(5))]);
}

#[test]
fn after_a_lost_reply_the_same_is_sent_again_and_stored_once() {
    let mut sync = sync();
    sync.session.loses_reply = true;
    sent(&mut sync, &[("leads-1", Value(4))]);
    assert_eq!(delivered(&mut sync), [SyncEvent::Back, SyncEvent::Delivered]);
    assert_eq!(held(&sync), [(1, Value(4))]);
}

#[test]
fn after_a_lost_reply_a_change_of_mind_is_what_counts() {
    let mut sync = sync();
    sync.session.loses_reply = true;
    sent(&mut sync, &[("leads-1", Value(4))]);
    assert_eq!(sent(&mut sync, &[("leads-1", Value(2))]), [SyncEvent::Back, SyncEvent::Delivered]);
    assert_eq!(held(&sync).last().map(|mark| mark.1), Some(Value(2)));
}

#[test]
fn a_session_that_cannot_save_is_not_called_lost() {
    let mut sync = sync();
    sync.session.full = true;
    let why = "It could not be saved: the disk is full.".to_owned();
    assert_eq!(sent(&mut sync, &[("leads-1", Value(4))]), [SyncEvent::Undelivered(why)]);
    sync.session.full = false;
    assert_eq!(delivered(&mut sync), [SyncEvent::Delivered]);
}

#[test]
fn what_comes_after_the_reveal_is_given_up_and_told() {
    let mut sync = sync();
    reveal(&mut sync.session.room, 1);
    let news = sent(&mut sync, &[("leads-1", Value(4))]);
    assert_eq!(news, [SyncEvent::Refused("Answering is closed.".to_owned())]);
    assert!(!sync.has_unsent());
}

#[test]
fn what_is_not_taken_while_answering_is_stopped_is_kept_and_sent_once_it_goes_on() {
    let mut sync = sync();
    sync.session.room.command(Command::Stop, at()).unwrap();
    let why = "Not taken, answering has stopped.".to_owned();
    assert_eq!(sent(&mut sync, &[("leads-1", Value(4))]), [SyncEvent::Undelivered(why)]);
    assert!(matches!(looked(&mut sync)[..], [SyncEvent::Stands(_)]) && held(&sync).is_empty());
    sync.session.room.command(Command::GoOn, at()).unwrap();
    assert_eq!(delivered(&mut sync), [SyncEvent::Delivered]);
    assert_eq!(held(&sync), [(1, Value(4))]);
}

#[test]
fn finishing_waits_for_the_answers_before_it() {
    let mut sync = sync();
    sync.session.cut = true;
    sync.wants_to_finish();
    sent(&mut sync, &[("leads-1", Value(4))]);
    sync.session.cut = false;
    assert_eq!(delivered(&mut sync), [SyncEvent::Back, SyncEvent::Delivered]);
    assert!(sync.session.room.people()[&Token::new(1)].finished);
    assert_eq!(held(&sync).len(), 1);
}

#[test]
fn whoever_sits_down_next_has_not_finished_because_the_one_before_wanted_to() {
    let mut sync = sync();
    sync.session.cut = true;
    sync.wants_to_finish();
    assert!(matches!(*delivered(&mut sync), [SyncEvent::Lost(_), SyncEvent::Undelivered(_)]));
    sync.vacate();
    (sync.session.cut, sync.session.person) = (false, Token::new(2));
    sync.join("", &id("sales"), &mut drop);
    sent(&mut sync, &[("leads-1", Value(4))]);
    let next = &sync.session.room.people()[&Token::new(2)];
    assert_eq!((next.marks.len(), next.finished), (1, false));
}

#[test]
fn a_second_round_begins_with_nothing_answered() {
    let mut sync = sync();
    sent(&mut sync, &[("leads-1", Value(4))]);
    reveal(&mut sync.session.room, 1);
    sync.session.room.command(Command::SecondRound(vec![id("leads")]), at()).unwrap();
    assert!(matches!(&looked(&mut sync)[..], [SyncEvent::Stands(view)] if view.asked().count() == 2));
    sync.wants(&Response { round: 2, ..answers(&[("leads-1", Value(4))]) }, None);
    assert_eq!(delivered(&mut sync), [SyncEvent::Delivered]);
    assert_eq!(held(&sync), [(1, Value(4))]);
}

#[test]
fn a_guess_is_kept_and_sent_as_an_answer_is_and_asked_anew_from_another_side() {
    let mut sync = sync();
    let guessed =
        |of: &str, value| Response { guesses: [(id("leads"), value)].into(), ..Response::new(Token::new(9), id(of)) };
    sync.session.cut = true;
    sync.wants(&guessed("sales", 4), Some(&id("marketing")));
    assert!(matches!(*delivered(&mut sync), [SyncEvent::Lost(_), SyncEvent::Undelivered(_)]));
    sync.session.cut = false;
    // It goes first, since it is of the side before.
    let changed = news(&mut sync, |sync, send| sync.change_side(&id("marketing"), send));
    assert!(matches!(*changed, [SyncEvent::Back, SyncEvent::Stands(_)]));
    assert!(held(&sync).is_empty() && !sync.has_unsent());
    // The same guess, of the other side, is another.
    sync.wants(&guessed("marketing", 4), Some(&id("sales")));
    assert_eq!(delivered(&mut sync), [SyncEvent::Delivered]);
    assert_eq!(held(&sync), [(1, Value(4))]);
}

#[test]
fn a_person_whom_the_session_does_not_know_is_told_so() {
    let mut sync = sync();
    sync.session.person = Token::new(9);
    assert_eq!(looked(&mut sync), [SyncEvent::Unknown { held: false }]);
    assert_eq!(looked(&mut sync), [], "nobody looks for a place that is gone");
}

#[test]
fn how_it_stands_is_told_only_where_it_has_changed() {
    let mut sync = sync();
    assert_eq!(looked(&mut sync), []);
    sync.session.room.command(Command::Stop, at()).unwrap();
    assert!(matches!(looked(&mut sync)[..], [SyncEvent::Stands(_)]));
}

/// Answers two statements where nothing gets through, and has no place any more when it does.
fn freed(sync: &mut AnswerSync<Fake>) -> Vec<SyncEvent> {
    sync.session.cut = true;
    sent(sync, &[("leads-1", Value(4)), ("money-1", DoesNotApply)]);
    (sync.session.cut, sync.session.person) = (false, Token::new(9));
    delivered(sync)
}

/// Joins again, as another person for the session.
fn joined(sync: &mut AnswerSync<Fake>, side: &str) -> Vec<SyncEvent> {
    sync.session.person = Token::new(5);
    news(sync, |sync, send| sync.join("", &id(side), send))
}

#[test]
fn what_a_place_that_was_given_up_could_not_send_is_held_and_sent_once_the_person_has_joined_again() {
    let mut sync = sync();
    let news = freed(&mut sync);
    assert!(
        matches!(&news[..], [SyncEvent::Back, SyncEvent::Unknown { held: true }, SyncEvent::Undelivered(why)] if why.contains("join")),
        "{news:?}"
    );
    assert_eq!(delivered(&mut sync), [], "nothing is tried before");
    let news = joined(&mut sync, "sales");
    let [SyncEvent::Delivered, SyncEvent::Stands(view)] = &news[..] else { panic!("{news:?}") };
    assert_eq!(view.person.marks.len(), 2, "what was brought along is not asked again");
    assert_eq!(held(&sync), [(1, Value(4)), (1, DoesNotApply)]);
}

#[test]
fn what_is_held_waits_while_answering_is_stopped() {
    let mut sync = sync();
    freed(&mut sync);
    sync.session.room.command(Command::Stop, at()).unwrap();
    let news = joined(&mut sync, "sales");
    assert!(
        matches!(&news[..], [SyncEvent::Undelivered(_), SyncEvent::Stands(view)] if view.person.marks.is_empty()),
        "{news:?}"
    );
    sync.session.room.command(Command::GoOn, at()).unwrap();
    assert_eq!(delivered(&mut sync), [SyncEvent::Delivered]);
    assert!(matches!(&looked(&mut sync)[..], [SyncEvent::Stands(view)] if view.person.marks.len() == 2));
    assert_eq!(held(&sync).len(), 2);
}

#[test]
fn what_is_held_is_given_up_where_answering_is_closed_by_then() {
    let mut sync = sync();
    freed(&mut sync);
    reveal(&mut sync.session.room, 1);
    sync.session.person = Token::new(8);
    let news = news(&mut sync, |sync, send| sync.join("", &id("sales"), send));
    let closed = "Answering is closed.".to_owned();
    assert_eq!(news, [SyncEvent::NotIn(closed.clone()), SyncEvent::Refused(closed)]);
    assert!(!sync.has_unsent());
}

#[test]
fn what_is_held_goes_into_no_other_session() {
    let mut sync = sync();
    freed(&mut sync);
    (sync.session.room, sync.session.name) = (answering(1, 0), Some("other"));
    let news = joined(&mut sync, "marketing");
    assert!(news.contains(&SyncEvent::Refused("they are of another session".to_owned())), "{news:?}");
    assert!(held(&sync).is_empty() && !sync.has_unsent());
}

#[test]
fn where_the_next_is_somebody_else_nothing_is_held() {
    let mut sync = sync();
    sync.session.name = None;
    assert_eq!(freed(&mut sync), [SyncEvent::Back, SyncEvent::Unknown { held: false }]);
    assert!(!sync.has_unsent());
}

#[test]
fn a_guess_that_is_held_is_of_nobody_where_the_person_joins_its_side() {
    let mut sync = sync();
    sync.session.cut = true;
    let guesses = [(id("leads"), 4)].into();
    sync.wants(&Response { guesses, ..answers(&[("leads-1", Value(4))]) }, Some(&id("marketing")));
    delivered(&mut sync);
    (sync.session.cut, sync.session.person) = (false, Token::new(9));
    delivered(&mut sync);
    assert!(joined(&mut sync, "marketing").contains(&SyncEvent::Delivered));
    assert_eq!(held(&sync), [(1, Value(4))]);
}
