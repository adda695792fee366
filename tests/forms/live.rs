//! What a live session shows from the reveal on: the big screen, the second view, and every phone.

use undercurrent::testing::app::App;
use undercurrent::testing::domain::Record;

use undercurrent::testing::live::{Command, CurrentPage, Pages, Phase, Shown, Standing, Visit};

use crate::rendered::screen;
use crate::session::{Session, network};
use crate::sitting::{Sitting, setup};

/// The session of a record at every step after the reveal: the chart, each cause that is talked about, and the end.
fn steps(record: &Record) -> Vec<Session> {
    let revealed = Session::of(record).revealed();
    let causes = record.questionnaire().causes().len();
    let talked: Vec<Session> = (0..causes).map(|place| revealed.clone().pinned(place)).collect();
    let ended = revealed.clone().receives(Command::End);
    [revealed].into_iter().chain(talked).chain([ended]).collect()
}

/// The big screen: the chart, then every cause that is talked about, with its remedy.
pub fn big_screen(record: &Record, shown: fn(&Sitting) -> String) -> Vec<String> {
    let steps = steps(record);
    let figures = steps[0].figures();
    let seen = |session: &Session| session.seen_with(figures.clone());
    let hosting =
        |session: &Session| Sitting::at(App::hosting(setup(record.questionnaire()), network(), seen(session)));
    let keys = |session: &Session| session.room().progress().discussed().map_or("", |_| "v");
    steps.iter().map(|session| shown(&hosting(session).press(keys(session)))).collect()
}

/// The facilitator's own view, which has no figures: of the chart, of a cause, and of the end.
pub fn second_view(record: &Record) -> Vec<String> {
    let of = |session: &Session| App::console(setup(record.questionnaire()), network(), session.seen_from_the_desk());
    let steps = steps(record);
    [&steps[0], &steps[1], &steps[steps.len() - 1]].map(|session| screen(&Sitting::at(of(session)))).to_vec()
}

/// Everything that the phone of one person of each side is sent: every page that it may ask for, and the same as data.
pub fn phones(record: &Record) -> Vec<String> {
    let pages = Pages::new().unwrap();
    let mut sent = Vec::new();
    for session in steps(record) {
        let room = session.room();
        assert!(matches!(room.progress().phase, Phase::Revealed | Phase::Ended));
        for side in ["sales", "marketing"] {
            let person = room.people().iter().find(|(_, person)| person.side.as_str() == side).unwrap().0;
            let view = room.person_view(*person).unwrap();
            let discussing = room.progress().discussed().map(|_| CurrentPage::Discussing);
            let at = [CurrentPage::Waiting, CurrentPage::All, CurrentPage::Item(1)].into_iter().chain(discussing);
            let shown = view.record.as_ref().and_then(|record| Shown::of(record, view.progress.shown));
            let visit = Visit { shown: shown.as_ref(), ..Visit::default() };
            sent.extend(at.map(|place| pages.at(place, &view, visit).unwrap()));
            sent.push(serde_json::to_string(&Standing::of(&view, shown.as_ref())).unwrap());
        }
    }
    sent
}

/// Nothing of anybody's answers reaches a phone, nor any figure that the room is not shown.
#[test]
fn where_nothing_may_be_shown_a_phone_is_sent_the_same_whatever_was_answered() {
    use crate::samples::{LOUD, QUIET, several};
    let one = phones(&several(&[("sales", 2, LOUD), ("marketing", 2, QUIET)]));
    let other = phones(&several(&[("sales", 2, QUIET), ("marketing", 2, LOUD)]));
    let apart = one.iter().zip(&other).find(|(one, other)| one != other);
    assert_eq!((apart, one.len()), (None, other.len()));
}

/// The big screen does carry the figures, so that looking at it as an attacker would is worth something.
#[test]
fn the_big_screen_tells_other_answers_apart() {
    use crate::samples::{LOUD, MIXED, several};
    let [one, other] = [MIXED, LOUD].map(|sales| several(&[("sales", 6, sales), ("marketing", 5, LOUD)]));
    let shown = |record: &Record| big_screen(record, screen);
    let apart = shown(&one).iter().zip(&shown(&other)).filter(|(one, other)| one != other).count();
    assert!(apart > 8, "{apart}");
}

/// A host and a terminal may be of two versions: each key stays what it is, and is only ever joined by others.
#[test]
fn what_phones_and_terminals_read_of_a_session_keeps_its_keys() {
    use std::collections::BTreeSet;

    use crate::samples::{MIXED, QUIET, several};

    fn keys(value: &serde_json::Value, path: &str, found: &mut BTreeSet<String>) {
        match value {
            serde_json::Value::Object(fields) => fields.iter().for_each(|(key, value)| {
                let path = format!("{path}.{key}");
                keys(value, &path, found);
                found.insert(path);
            }),
            serde_json::Value::Array(items) => items.iter().for_each(|item| keys(item, path, found)),
            _ => {}
        }
    }

    let record = several(&[("sales", 6, MIXED), ("marketing", 6, QUIET)]);
    let mut found = BTreeSet::new();
    for sent in phones(&record).iter().filter(|sent| sent.starts_with('{')) {
        keys(&serde_json::from_str(sent).unwrap(), "", &mut found);
    }
    insta::assert_snapshot!(found.into_iter().collect::<Vec<_>>().join("\n"));
}
