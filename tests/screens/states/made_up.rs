//! Questionnaires that an author might make.

use std::sync::Arc;

use undercurrent::testing::domain::{Cause, Head, Id, Point, Questionnaire, Scale};

use crate::answers::built_in;

/// The built-in questionnaire with other answers to choose from.
pub fn scaled(labels: &[&str]) -> Arc<Questionnaire> {
    let points = (1..).zip(labels).map(|(value, label)| Point { value, label: (*label).to_owned() }).collect();
    let na = "Does not apply, or I cannot say".to_owned();
    let scale = Scale { id: id("made-up"), stem: "How much do you agree?".to_owned(), points, na };
    changed(|cause| asked_on(cause, &scale))
}

/// The built-in questionnaire with every text of a statement as long as it may be.
pub fn worded(word: &str) -> Arc<Questionnaire> {
    let long = |most: usize| word.repeat(most).chars().take(most).collect::<String>();
    let points = (1..=9).map(|value| Point { value, label: format!("{value} {}", long(28)) }).collect();
    let scale = Scale { id: id("made-up"), stem: long(100), points, na: long(50) };
    changed(|cause| {
        asked_on(cause, &scale);
        for item in &mut cause.items {
            item.text = long(110);
            item.hint = Some(long(100));
        }
    })
}

/// The built-in questionnaire with characters in its texts that act on a terminal or hide.
pub fn hostile() -> Arc<Questionnaire> {
    let bad = |text: &mut String| *text = format!("a\u{1b}[2J\u{202e}\u{200b}{text}\u{e0041}\u{7}");
    let plain = changed(|cause| {
        let texts =
            [&mut cause.name, &mut cause.heading, &mut cause.situation, &mut cause.remedy, &mut cause.first_step];
        texts.into_iter().for_each(bad);
        cause.prompts.iter_mut().chain(&mut cause.care).chain(&mut cause.experience).for_each(bad);
        for item in &mut cause.items {
            bad(&mut item.text);
            item.hint.iter_mut().for_each(bad);
            let mut scale = Scale::clone(&item.scale);
            scale.points.iter_mut().map(|point| &mut point.label).for_each(bad);
            bad(&mut scale.stem);
            bad(&mut scale.na);
            item.scale = Arc::new(scale);
        }
    });
    let mut head = plain.head().clone();
    [&mut head.title, &mut head.intro, &mut head.closing].into_iter().for_each(bad);
    head.words.iter_mut().flat_map(|word| [&mut word.term, &mut word.text]).for_each(bad);
    head.tensions.iter_mut().map(|tension| &mut tension.text).for_each(bad);
    head.sides.iter_mut().map(|side| &mut side.name).for_each(bad);
    [&mut head.bands.low, &mut head.bands.mixed, &mut head.bands.elevated, &mut head.bands.severe]
        .into_iter()
        .for_each(bad);
    rebuilt(head, plain.causes().to_vec())
}

fn asked_on(cause: &mut Cause, scale: &Scale) {
    for item in &mut cause.items {
        item.scale = Arc::new(scale.clone());
    }
}

fn changed(mut change: impl FnMut(&mut Cause)) -> Arc<Questionnaire> {
    let mut causes = built_in().causes().to_vec();
    causes.iter_mut().for_each(&mut change);
    rebuilt(built_in().head().clone(), causes)
}

fn rebuilt(head: Head, causes: Vec<Cause>) -> Arc<Questionnaire> {
    let order: Vec<Id> = built_in().asked().map(|item| item.id.clone()).collect();
    Arc::new(Questionnaire::new(head, causes, &order).unwrap())
}

fn id(text: &str) -> Id {
    text.parse().unwrap()
}
