//! Records whose answers are written as letters, cause by cause.
#![allow(dead_code, reason = "every test takes what it needs")]

use std::sync::{Arc, LazyLock};

use undercurrent::testing::definition;
use undercurrent::testing::domain::{Answer, Begin, Item, Label, Questionnaire, Record, Token};

/// When records are begun.
pub const BEGUN: &str = "2026-11-23T15:10:00Z";

/// The built-in questionnaire.
pub fn built_in() -> Arc<Questionnaire> {
    static BUILT_IN: LazyLock<Arc<Questionnaire>> = LazyLock::new(|| Arc::new(definition::built_in().unwrap()));
    Arc::clone(&BUILT_IN)
}

/// What letters answer, cause by cause and item by item: a digit picks by position, `n` does not apply, `.` is skipped.
pub fn given<'a>(questionnaire: &'a Questionnaire, letters: &'a [&str]) -> impl Iterator<Item = (&'a Item, Answer)> {
    let causes = questionnaire.causes().iter().zip(letters);
    let items = causes.flat_map(|(cause, letters)| cause.items.iter().zip(letters.chars()));
    items.filter(|(_, letter)| *letter != '.').map(|(item, letter)| {
        let picked = letter.to_digit(10).map(|digit| item.scale.points[digit as usize - 1].value);
        (item, picked.map_or(Answer::DoesNotApply, Answer::Value))
    })
}

/// A record of one person who answers so, begun and not finished.
pub fn record(questionnaire: &Arc<Questionnaire>, letters: &[&str]) -> Record {
    let begin = Begin {
        id: Token::new(0x3f2a_91c4 << 96),
        response: Token::new(7),
        at: BEGUN.parse().unwrap(),
        label: Label::new("EMEA").unwrap(),
        side: "sales".parse().unwrap(),
    };
    let mut record = Record::begin(begin, Arc::clone(questionnaire)).unwrap();
    for (item, answer) in given(questionnaire, letters) {
        record.answer(&item.id, answer, BEGUN.parse().unwrap()).unwrap();
    }
    record
}

/// The same, finished ten minutes after it was begun.
pub fn finished(questionnaire: &Arc<Questionnaire>, letters: &[&str]) -> Record {
    let mut record = record(questionnaire, letters);
    record.finish("2026-11-23T15:20:00Z".parse().unwrap());
    record
}
