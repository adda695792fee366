//! What somebody sees who is about to take part in a live session.

use undercurrent::testing::app::JoinForm;
use undercurrent::testing::domain::{Device, Questionnaire};

/// The way into a session that asks this.
pub fn join_form(questionnaire: &Questionnaire) -> JoinForm {
    let head = questionnaire.head();
    JoinForm {
        title: head.title.clone(),
        label: "EMEA".to_owned(),
        intro: head.intro.clone(),
        sides: head.sides.iter().map(|side| (side.id.clone(), side.name.clone())).collect(),
        words: head.words.clone(),
        least: 5,
        rehearsal: false,
        device: Device::Terminal,
        code: Some(String::new()),
        address: Some("http://192.168.1.20:7777".to_owned()),
        statements: questionnaire.len(),
        guesses: questionnaire.guess_items().count(),
        shut: None,
        holds: false,
    }
}
