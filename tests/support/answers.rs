//! Records whose answers are written as letters, cause by cause.

use std::sync::{Arc, LazyLock};

use undercurrent::testing::definition;
use undercurrent::testing::domain::{Answer, Begin, Label, Questionnaire, Record, Token};

/// When records are begun.
pub const BEGUN: &str = "2026-11-23T15:10:00Z";

/// The built-in questionnaire.
pub fn built_in() -> Arc<Questionnaire> {
    static BUILT_IN: LazyLock<Arc<Questionnaire>> = LazyLock::new(|| Arc::new(definition::built_in().unwrap()));
    Arc::clone(&BUILT_IN)
}

/// Each cause answered by its letters, item by item: a digit picks by position, `n` does not apply, `.` is skipped.
pub fn record(questionnaire: &Arc<Questionnaire>, letters: &[&str]) -> Record {
    let begin = Begin {
        id: Token::new(0x3f2a_91c4 << 96),
        response: Token::new(7),
        at: BEGUN.parse().unwrap(),
        label: Label::new("EMEA").unwrap(),
        side: "sales".parse().unwrap(),
    };
    let mut record = Record::begin(begin, Arc::clone(questionnaire)).unwrap();
    for (cause, letters) in questionnaire.causes().iter().zip(letters) {
        for (item, letter) in cause.items.iter().zip(letters.chars()).filter(|(_, letter)| *letter != '.') {
            let picked = letter.to_digit(10).map(|digit| item.scale.points[digit as usize - 1].value);
            record
                .answer(&item.id, picked.map_or(Answer::DoesNotApply, Answer::Value), BEGUN.parse().unwrap())
                .unwrap();
        }
    }
    record
}

/// The same, finished ten minutes after it was begun.
pub fn finished(questionnaire: &Arc<Questionnaire>, letters: &[&str]) -> Record {
    let mut record = record(questionnaire, letters);
    record.finish("2026-11-23T15:20:00Z".parse().unwrap());
    record
}
