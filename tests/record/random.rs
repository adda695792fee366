//! Records at random.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select, subsequence};
use undercurrent::testing::domain::{
    Action, ActionStatus, Answer, BandNames, Cause, Head as Asked, Id, Intent, Item, Kind, Label, Note, Part, Plan,
    Point, Questionnaire, Record, RecordHead as Head, Response, Scale, Side, Source, Tension, Token, Word,
    is_unshowable, kept,
};

/// Any record at all.
pub fn record() -> impl Strategy<Value = Record> {
    (questionnaire(), head()).prop_flat_map(|(questionnaire, head)| {
        let people = if head.kind == Kind::Solo { 1..=1 } else { 1..=4 };
        let questionnaire = Arc::new(questionnaire);
        let responses = vec(response(&questionnaire), people);
        let actions = vec(action(&questionnaire), 0..=3);
        let more = (any::<[Index; 4]>(), option::of(text()), any::<bool>());
        (Just(questionnaire), Just(head), responses, actions, more).prop_map(
            |(questionnaire, head, mut responses, actions, more)| {
                for (at, response) in (0..).zip(&mut responses) {
                    response.id = Token::new(at);
                }
                let record = Record::new(head, questionnaire, responses).unwrap().with_actions(actions).unwrap();
                with_more(record, &more)
            },
        )
    })
}

/// The same with a note, with what some of its rounds asked, and with parts, as its kind allows.
fn with_more(record: Record, (chosen, note, is_known): &([Index; 4], Option<String>, bool)) -> Record {
    let all: Vec<Id> = record.questionnaire().asked().map(|item| item.id.clone()).collect();
    let responses = record.responses().to_vec();
    let asked = |index: &Index| (index.get(&responses).round, all.clone());
    let rounds =
        chosen.iter().take(2).map(asked).fold(record.rounds().clone(), |all, (round, items)| all.with(round, items));
    let part = |index: &Index| Part {
        record: Token::new(7),
        min_people: 5,
        responses: [index.get(&responses).id, responses[0].id].into(),
    };
    let (is_solo, is_merged) = (record.head().kind == Kind::Solo, record.head().kind == Kind::Merged);
    let parts = (*is_known || !is_merged).then(|| chosen.iter().skip(2).filter(|_| is_merged).map(part).collect());
    let note = note.as_ref().filter(|_| is_solo).and_then(|note| Note::new(note).unwrap());
    record.with_rounds(rounds).unwrap().with_parts(parts).unwrap().with_note(note).unwrap()
}

// What could be taken for a part of the file around it.
const TREACHEROUS: [&str; 9] =
    ["\"\"\"", "'''", "[questionnaire]", "[[responses]]", "# The record ends here.", "\\u0000", "a = 1", "{", " "];

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => vec(any::<char>(), 0..12).prop_map(|text| text.into_iter().filter(|c| !is_unshowable(*c)).collect::<String>())
            .prop_map(|text| kept(&text)),
        1 => select(&TREACHEROUS[..]).prop_map(str::to_owned),
    ]
}

fn time() -> impl Strategy<Value = Timestamp> {
    let years = -62_135_596_800_i64..253_402_207_200;
    (years, prop_oneof![Just(0), 0..1_000_000_000]).prop_map(|(s, ns)| Timestamp::new(s, ns.min(999_999_999)).unwrap())
}

fn head() -> impl Strategy<Value = Head> {
    let label = text().prop_map(|text| Label::new(&text.chars().take(60).collect::<String>()).unwrap());
    let kind = prop_oneof![Just(Kind::Solo), Just(Kind::Merged), Just(Kind::Workshop)];
    let times = (time(), option::of(time()), option::of(time()));
    (any::<u128>(), kind, times, label, 3..u32::MAX).prop_map(|(id, kind, (one, other, changed), label, min_people)| {
        let created = other.map_or(one, |other| one.min(other));
        let finished = other.map(|other| one.max(other));
        Head { finished, label, changed, ..Head::begun(Token::new(id), kind, created, min_people) }
    })
}

fn response(questionnaire: &Questionnaire) -> impl Strategy<Value = Response> + use<> {
    let sides: Vec<Id> = questionnaire.head().sides.iter().map(|side| side.id.clone()).collect();
    let items: Vec<Item> = questionnaire.asked().cloned().collect();
    let answers = subsequence(items.clone(), 0..=items.len());
    let causes: Vec<Id> = questionnaire.causes().iter().map(|cause| cause.id.clone()).collect();
    let guesses = vec((select(causes), any::<Index>()), 0..3);
    let asked = questionnaire.clone();
    let random = (any::<Index>(), any::<u8>(), answers, any::<[Index; 16]>(), guesses);
    random.prop_map(move |(side, round, items, chosen, guesses)| Response {
        id: Token::new(0),
        side: side.get(&sides).clone(),
        round,
        answers: items.iter().zip(chosen).map(|(item, chosen)| (item.id.clone(), answer(item, chosen))).collect(),
        guesses: guesses.iter().map(|(cause, chosen)| (cause.clone(), guess(cause, *chosen, &asked))).collect(),
    })
}

fn guess(cause: &Id, chosen: Index, questionnaire: &Questionnaire) -> i32 {
    chosen.get(&questionnaire.guess_scale(cause).unwrap().points).value
}

fn action(questionnaire: &Questionnaire) -> impl Strategy<Value = Action> + use<> {
    let causes: Vec<Id> = questionnaire.causes().iter().map(|cause| cause.id.clone()).collect();
    let became = prop_oneof![
        Just(ActionStatus::Open),
        time().prop_map(ActionStatus::Done),
        time().prop_map(ActionStatus::Going),
        time().prop_map(ActionStatus::Dropped),
    ];
    let plan =
        option::of((text(), text()).prop_map(|(when, we)| Plan::new(&format!("a{when}"), &format!("a{we}")).unwrap()));
    (any::<Index>(), text(), text(), option::of(date()), time(), (became, plan)).prop_map(
        move |(cause, step, owner, due, taken, (became, plan))| {
            let intent = Intent { cause: cause.get(&causes).clone(), step: &format!("a{step}"), owner: &owner, due };
            Action::new(intent, taken).unwrap().planned(plan).became(became)
        },
    )
}

fn date() -> impl Strategy<Value = Date> {
    (1_i16..=9999, 1_i8..=12, 1_i8..=28).prop_map(|(y, m, d)| Date::new(y, m, d).unwrap())
}

fn answer(item: &Item, chosen: Index) -> Answer {
    let points = &item.scale.points;
    points.get(chosen.index(points.len() + 1)).map_or(Answer::DoesNotApply, |point| Answer::Value(point.value))
}

fn questionnaire() -> impl Strategy<Value = Questionnaire> {
    (asked(), vec(scale(), 2), vec((cause(), vec(item(), 1..4)), 1..4)).prop_flat_map(|(head, scales, causes)| {
        let causes = with_items(&scales, causes);
        let items: Vec<Id> = causes.iter().flat_map(|cause| &cause.items).map(|item| item.id.clone()).collect();
        (Just(head), Just(causes), Just(items).prop_shuffle())
            .prop_map(|(head, causes, order)| Questionnaire::new(head, causes, &order).unwrap())
    })
}

fn with_items(scales: &[Scale], causes: Vec<(Cause, Vec<(Item, Index)>)>) -> Vec<Cause> {
    let named = |(at, scale): (usize, &Scale)| Arc::new(Scale { id: id("scale", at), ..scale.clone() });
    let scales: Vec<Arc<Scale>> = scales.iter().enumerate().map(named).collect();
    let mut count = 0;
    let mut placed = |(item, scale): (Item, Index)| {
        count += 1;
        Item { id: id("item", count), scale: scale.get(&scales).clone(), ..item }
    };
    let whole = |(at, (cause, items)): (usize, (Cause, Vec<_>))| Cause {
        id: id("cause", at),
        items: items.into_iter().map(&mut placed).collect(),
        ..cause
    };
    causes.into_iter().enumerate().map(whole).collect()
}

fn id(kind: &str, at: usize) -> Id {
    format!("{kind}-{at}").parse().unwrap()
}

fn asked() -> impl Strategy<Value = Asked> {
    let words = vec((text(), text()).prop_map(|(term, text)| Word { term, text }), 0..3);
    let tensions = vec(text().prop_map(|text| Tension { causes: vec![id("cause", 0), id("cause", 1)], text }), 0..2);
    (vec(text(), 12), date(), words, tensions, 3..u32::MAX).prop_map(|(texts, date, words, tensions, min_people)| {
        let [version, title, language, intro, closing, source, low, mixed, elevated, severe, one, other] =
            texts.try_into().unwrap();
        Asked {
            id: id("ours", 1),
            version,
            title,
            language,
            intro,
            closing,
            guess_stem: Some("{side}".to_owned()),
            source: Source { title: source, date },
            words,
            tensions,
            bands: BandNames { low, mixed, elevated, severe },
            sides: vec![
                Side { id: "sales".parse().unwrap(), name: one },
                Side { id: "marketing".parse().unwrap(), name: other },
            ],
            min_people,
        }
    })
}

fn scale() -> impl Strategy<Value = Scale> {
    (-100_i32..100, vec(text(), 2..=9), text(), text()).prop_map(|(lowest, labels, stem, na)| Scale {
        id: id("scale", 0),
        stem,
        points: (lowest..).zip(labels).map(|(value, label)| Point { value, label }).collect(),
        na,
    })
}

fn cause() -> impl Strategy<Value = Cause> {
    let text_or_none = || option::of(text());
    let optional = (text_or_none(), text_or_none(), text_or_none(), text_or_none(), option::of(0.01..100.0));
    (vec(text(), 5), optional, vec(text(), 0..3)).prop_map(
        |(texts, (experience, experience_note, care, guess, sem), prompts)| {
            let [name, heading, situation, remedy, first_step] = texts.try_into().unwrap();
            let id = id("cause", 0);
            let items = Vec::new();
            Cause {
                id,
                name,
                heading,
                situation,
                experience,
                experience_note,
                remedy,
                first_step,
                care,
                prompts,
                guess,
                sem,
                items,
            }
        },
    )
}

fn item() -> impl Strategy<Value = (Item, Index)> {
    let weight = prop_oneof![Just(1.0), f64::MIN_POSITIVE..f64::MAX, 0.0001..10.0];
    let scale = Scale { id: id("scale", 0), stem: String::new(), points: Vec::new(), na: String::new() };
    (text(), option::of(text()), any::<(bool, bool)>(), weight, any::<Index>()).prop_map(
        move |(text, hint, (reverse, pulse), weight, chosen)| {
            let scale = Arc::new(scale.clone());
            (Item { id: id("item", 0), text, hint, scale, reverse, pulse, weight }, chosen)
        },
    )
}
