//! Records to try things with.

use std::path::Path;
use std::sync::Arc;

pub use crate::answers::built_in;
use crate::record::like;
use undercurrent::testing::domain::{Answer, Begin, Kind, Label, Questionnaire, Record, Token};
use undercurrent::testing::storage::DataFolder;

/// A questionnaire of one cause and two items.
pub fn tiny() -> Arc<Questionnaire> {
    let whole = built_in();
    let mut cause = whole.causes()[0].clone();
    cause.items.truncate(2);
    let order: Vec<_> = cause.items.iter().map(|item| item.id.clone()).collect();
    Arc::new(Questionnaire::new(whole.head().clone(), vec![cause], &order).unwrap())
}

/// A record of one person with the first `answered` items answered. Records of different `number` have different ids.
pub fn solo(number: u128, answered: usize) -> Record {
    begun(number, answered, built_in())
}

/// The same with another questionnaire.
pub fn begun(number: u128, answered: usize, questionnaire: Arc<Questionnaire>) -> Record {
    let begin = Begin {
        id: Token::new(number << 96 | number),
        response: Token::new(number + 1),
        at: "2026-11-23T16:10:00Z".parse().unwrap(),
        label: Label::new("EMEA").unwrap(),
        side: "sales".parse().unwrap(),
    };
    let mut record = Record::begin(begin, questionnaire).unwrap();
    answer(&mut record, answered);
    record
}

/// A record of several people, made of the responses of others.
pub fn merged(number: u128, people: u128) -> Record {
    let responses = (0..people).map(|one| solo(one + 1, 36).responses()[0].clone());
    like(&finished(number)).kind(Kind::Merged).people(responses).build()
}

/// The same record, finished.
pub fn finished(number: u128) -> Record {
    let mut record = solo(number, 36);
    record.finish("2026-11-23T16:17:00Z".parse().unwrap());
    record
}

/// Answers the first `count` items.
pub fn answer(record: &mut Record, count: usize) {
    let items: Vec<_> = record.questionnaire().asked().take(count).map(|item| item.id.clone()).collect();
    for (at, item) in items.iter().enumerate() {
        let value = i32::try_from(1 + at % 5).unwrap();
        let answer = if at % 7 == 6 { Answer::DoesNotApply } else { Answer::Value(value) };
        record.answer(item, answer, "2026-11-23T16:12:00Z".parse().unwrap()).unwrap();
    }
}

/// The data folder at `path`.
pub fn data_folder(path: &Path) -> DataFolder {
    DataFolder::choose(Some(path), None, None).unwrap()
}

/// The names of everything in a folder, sorted.
pub fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}
