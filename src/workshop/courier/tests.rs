use super::*;
use crate::domain::id::Token;
use crate::domain::response::Answer::{DoesNotApply, Value};
use crate::workshop::room::samples::{answering, at, close, id};
use crate::workshop::room::{Command, Receipt, Refusal, Request, Room};

/// A session in memory, whose connection the test cuts.
struct Fake {
    room: Room,
    person: Token,
    cut: bool,
    /// The next reply is lost: the session does what it is asked, and the asker does not hear of it.
    loses_reply: bool,
    full: bool,
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
        done.map_err(|refusal| match refusal {
            Refusal::Unknown => ClientError::Unknown,
            other => ClientError::Refused(other.to_string()),
        })
    }
}

impl Session for Fake {
    fn join(&mut self, _: &str, side: &Id) -> Result<(), ClientError> {
        self.ask(Request::Join { person: self.person, side: side.clone() }).map(drop)
    }

    fn look(&mut self) -> Result<SeatView, ClientError> {
        if self.cut {
            return Err(ClientError::Unreachable("no answer".to_owned()));
        }
        self.room.person_view(self.person).map(|view| SeatView::from(&view)).ok_or(ClientError::Unknown)
    }

    fn answer(&mut self, given: &Given) -> Result<Mark, ClientError> {
        match self.ask(Request::Answer { person: self.person, given: given.clone() })? {
            Receipt::Stands { mark, .. } => Ok(mark),
            _ => Err(ClientError::NotASession),
        }
    }

    fn finish(&mut self, round: u8) -> Result<(), ClientError> {
        self.ask(Request::Finish { person: self.person, round }).map(drop)
    }

    fn returns(&self) -> bool {
        false
    }
}

/// A courier of the only person in a room that is being answered.
fn courier() -> Courier<Fake> {
    let room = answering(1, 0);
    let fake = Fake { room, person: Token::new(1), cut: false, loses_reply: false, full: false };
    let mut courier = Courier::new(fake, true);
    assert!(matches!(*looked(&mut courier), [News::Stands(_)]));
    courier
}

fn answers(given: &[(&str, Answer)]) -> BTreeMap<Id, Answer> {
    given.iter().map(|&(item, answer)| (id(item), answer)).collect()
}

fn sent(courier: &mut Courier<Fake>, given: &[(&str, Answer)]) -> Vec<News> {
    courier.wants(1, &answers(given));
    delivered(courier)
}

fn delivered(courier: &mut Courier<Fake>) -> Vec<News> {
    let mut news = Vec::new();
    courier.deliver(&mut |one| news.push(one));
    news
}

fn looked(courier: &mut Courier<Fake>) -> Vec<News> {
    let mut news = Vec::new();
    courier.look(&mut |one| news.push(one));
    news
}

/// The marks that the session holds.
fn held(courier: &Courier<Fake>) -> Vec<(u64, Answer)> {
    let person = courier.session.room.people()[&Token::new(1)].clone();
    person.marks.values().map(|mark| (mark.seq, mark.answer)).collect()
}

#[test]
fn only_what_is_new_is_sent_and_each_change_has_the_next_number() {
    let mut courier = courier();
    assert_eq!(sent(&mut courier, &[("leads-1", Value(4))]), [News::Delivered]);
    sent(&mut courier, &[("leads-1", Value(2)), ("money-1", DoesNotApply)]);
    assert_eq!(held(&courier), [(2, Value(2)), (1, DoesNotApply)]);
}

#[test]
fn what_could_not_be_sent_is_kept_and_the_newest_of_each_item_arrives() {
    let mut courier = courier();
    courier.session.cut = true;
    let news = sent(&mut courier, &[("leads-1", Value(4))]);
    assert!(matches!(&news[..], [News::Lost(_), News::Undelivered(why)] if why.contains("cannot be reached")));
    assert!(matches!(sent(&mut courier, &[("leads-1", Value(5))])[..], [News::Undelivered(_)]), "told of it once");
    courier.session.cut = false;
    assert_eq!(delivered(&mut courier), [News::Back, News::Delivered]);
    assert_eq!(held(&courier), [(2, Value(5))]);
}

#[test]
fn after_a_lost_reply_the_same_is_sent_again_and_stored_once() {
    let mut courier = courier();
    courier.session.loses_reply = true;
    sent(&mut courier, &[("leads-1", Value(4))]);
    assert_eq!(delivered(&mut courier), [News::Back, News::Delivered]);
    assert_eq!(held(&courier), [(1, Value(4))]);
}

#[test]
fn after_a_lost_reply_a_change_of_mind_is_what_counts() {
    let mut courier = courier();
    courier.session.loses_reply = true;
    sent(&mut courier, &[("leads-1", Value(4))]);
    assert_eq!(sent(&mut courier, &[("leads-1", Value(2))]), [News::Back, News::Delivered]);
    assert_eq!(held(&courier).last().map(|mark| mark.1), Some(Value(2)));
}

#[test]
fn a_session_that_cannot_save_is_not_called_lost() {
    let mut courier = courier();
    courier.session.full = true;
    let why = "It could not be saved: the disk is full.".to_owned();
    assert_eq!(sent(&mut courier, &[("leads-1", Value(4))]), [News::Undelivered(why)]);
    courier.session.full = false;
    assert_eq!(delivered(&mut courier), [News::Delivered]);
}

#[test]
fn what_comes_after_the_close_is_given_up_and_told() {
    let mut courier = courier();
    close(&mut courier.session.room, 1);
    let news = sent(&mut courier, &[("leads-1", Value(4))]);
    assert_eq!(news, [News::Refused("answering is closed".to_owned())]);
    assert!(!courier.has_unsent());
}

#[test]
fn finishing_waits_for_the_answers_before_it() {
    let mut courier = courier();
    courier.session.cut = true;
    courier.wants_to_finish();
    sent(&mut courier, &[("leads-1", Value(4))]);
    courier.session.cut = false;
    assert_eq!(delivered(&mut courier), [News::Back, News::Delivered]);
    assert!(courier.session.room.people()[&Token::new(1)].finished);
    assert_eq!(held(&courier).len(), 1);
}

#[test]
fn a_second_round_begins_with_nothing_answered() {
    let mut courier = courier();
    sent(&mut courier, &[("leads-1", Value(4))]);
    close(&mut courier.session.room, 1);
    for command in [Command::Reveal, Command::SecondRound(vec![id("leads")])] {
        courier.session.room.command(command, at()).unwrap();
    }
    assert!(matches!(&looked(&mut courier)[..], [News::Stands(view)] if view.asked().count() == 2));
    courier.wants(2, &answers(&[("leads-1", Value(4))]));
    assert_eq!(delivered(&mut courier), [News::Delivered]);
    assert_eq!(held(&courier), [(1, Value(4))]);
}

#[test]
fn a_person_whom_the_session_does_not_know_is_told_so() {
    let mut courier = courier();
    courier.session.person = Token::new(9);
    assert_eq!(looked(&mut courier), [News::Unknown]);
    assert_eq!(looked(&mut courier), [], "nobody looks for a place that is gone");
}

#[test]
fn how_it_stands_is_told_only_where_it_has_changed() {
    let mut courier = courier();
    assert_eq!(looked(&mut courier), []);
    courier.session.room.command(Command::Close, at()).unwrap();
    assert!(matches!(looked(&mut courier)[..], [News::Stands(_)]));
}
