//! Records, built with only what a test is about: `a_record(&questionnaire).label("EMEA").people(responses).build()`.
#![allow(dead_code, reason = "every test takes what it needs")]

use std::sync::Arc;

use undercurrent::testing::domain::{Kind, Label, Questionnaire, Record, RecordHead, Response, Token};

/// A record in the making.
pub struct RecordBuilder {
    head: RecordHead,
    questionnaire: Arc<Questionnaire>,
    responses: Vec<Response>,
}

/// A finished record of one person about EMEA, without answers.
pub fn a_record(questionnaire: &Arc<Questionnaire>) -> RecordBuilder {
    let (id, begun) = (Token::new(0x3f2a_91c4 << 96), "2026-11-23T15:00:00Z".parse().unwrap());
    let head = RecordHead {
        finished: Some("2026-11-23T15:10:00Z".parse().unwrap()),
        label: Label::new("EMEA").unwrap(),
        ..RecordHead::begun(id, Kind::Solo, begun, questionnaire.head().min_people)
    };
    let responses = vec![Response::new(Token::new(7), "sales".parse().unwrap())];
    RecordBuilder { head, questionnaire: Arc::clone(questionnaire), responses }
}

/// The same record once more, to be changed; its actions are left out.
pub fn like(record: &Record) -> RecordBuilder {
    RecordBuilder {
        head: record.head().clone(),
        questionnaire: Arc::clone(record.questionnaire()),
        responses: record.responses().to_vec(),
    }
}

impl RecordBuilder {
    pub const fn id(mut self, id: Token) -> Self {
        self.head.id = id;
        self
    }

    pub const fn kind(mut self, kind: Kind) -> Self {
        self.head.kind = kind;
        self
    }

    /// Changes whatever else stands in the head.
    pub fn head(mut self, change: impl FnOnce(&mut RecordHead)) -> Self {
        change(&mut self.head);
        self
    }

    pub fn label(mut self, label: &str) -> Self {
        self.head.label = Label::new(label).unwrap();
        self
    }

    /// When it was begun.
    pub fn created(mut self, at: &str) -> Self {
        self.head.created = at.parse().unwrap();
        self
    }

    pub fn finished(mut self, at: &str) -> Self {
        self.head.finished = Some(at.parse().unwrap());
        self
    }

    pub const fn unfinished(mut self) -> Self {
        self.head.finished = None;
        self
    }

    /// The same answers to another questionnaire.
    pub fn asking(mut self, questionnaire: Arc<Questionnaire>) -> Self {
        self.questionnaire = questionnaire;
        self
    }

    pub fn people(mut self, responses: impl IntoIterator<Item = Response>) -> Self {
        self.responses = responses.into_iter().collect();
        self
    }

    /// Changes each response, which comes with its place from 0.
    pub fn each(mut self, change: impl Fn(u128, &mut Response)) -> Self {
        (0..).zip(&mut self.responses).for_each(|(at, response)| change(at, response));
        self
    }

    pub fn build(self) -> Record {
        Record::new(self.head, self.questionnaire, self.responses).unwrap()
    }
}
