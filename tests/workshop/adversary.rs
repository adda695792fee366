//! After the reveal, nothing in any file links answers or guesses to a device, a person or an order.
//!
//! The adversary has the whole data folder and knows everything that can be known about who is who: each person's
//! random name, side, place in the order of joining and in the order of answering. Every way of matching people with
//! responses that the files allow must do no better than chance.
//!
//! The large run: `PEOPLE=2000 SEEDS=20 cargo test --release --test workshop adversary::large -- --ignored --nocapture`

use std::collections::BTreeMap;
use std::path::Path;

use undercurrent::testing::domain::{Answer, Token};
use undercurrent::testing::live::{Command, Given, Ledger, Request};

use crate::support::{Chance, Live, items, questionnaire};

/// What the adversary knows about one person, and what it wants to know: the answers, which name the person.
struct Known {
    token: Token,
    side: &'static str,
    answers: BTreeMap<String, Option<i32>>,
}

#[test]
fn small() {
    hunt(50, 5);
}

#[test]
#[ignore = "the large run, minutes long"]
fn large() {
    let number = |name: &str, default: usize| std::env::var(name).map_or(default, |text| text.parse().unwrap());
    hunt(number("PEOPLE", 500), number("SEEDS", 20));
}

fn hunt(people: usize, seeds: usize) {
    let mut tries = 0;
    let mut hits: BTreeMap<&str, usize> = BTreeMap::new();
    for seed in 0..seeds {
        let folder = tempfile::tempdir().unwrap();
        let known = session(folder.path(), people, seed as u64);
        tries += people;
        for (way, count) in match_up(folder.path(), &known) {
            *hits.entry(way).or_default() += count;
        }
        search(folder.path(), &known);
    }
    // Matching side by side at random, two hits a session are to be expected.
    let chance = 2.0 / (tries / seeds) as f64;
    for (way, hits) in &hits {
        let p = at_least(*hits, tries, chance);
        println!("{way}: {hits} of {tries}, p = {p:.3}");
        assert!(p > 0.001, "{way} finds {hits} of {tries}");
    }
}

/// What everybody in it answers, and which causes everybody guesses: half of what tells people apart is in either.
fn asked() -> Vec<String> {
    let causes = questionnaire().causes().iter().map(|cause| cause.id.to_string()).collect::<Vec<_>>();
    let items = items();
    [&items[0], &causes[0], &items[1], &causes[1], &items[2], &causes[2]].map(String::clone).into()
}

/// The answer, or the guess of the other side.
fn given(of: &str, side: &str, value: i32) -> Given {
    let other = if side == "sales" { "marketing" } else { "sales" };
    if items().iter().any(|item| item == of) {
        Given::new(1, of.parse().unwrap(), 1, Answer::Value(value))
    } else {
        Given::guess(of.parse().unwrap(), other.parse().unwrap(), 1, value)
    }
}

/// A session in which everybody answers and guesses in a way of their own, in an order of its own.
fn session(folder: &Path, people: usize, seed: u64) -> Vec<Known> {
    let live = Live::begin(folder);
    let handle = live.handle();
    let mut known: Vec<Known> = (0..people)
        .map(|number| {
            let side = if number % 2 == 0 { "sales" } else { "marketing" };
            let token = handle.join_now(side.parse().unwrap()).unwrap().unwrap();
            Known { token, side, answers: fingerprint(number) }
        })
        .collect();
    live.command(Command::Start);
    let mut order: Vec<usize> = (0..people).collect();
    Chance::new(seed).shuffle(&mut order);
    for item in asked() {
        for &person in &order {
            if let Some(Some(value)) = known[person].answers.get(&item) {
                let given = given(&item, known[person].side, *value);
                // Waited for at the stop, which comes after all of them.
                handle.ask(Request::Answer { person: known[person].token, given }, |done| assert!(done.is_ok()));
            }
        }
    }
    live.command(Command::Stop);
    live.command(Command::Reveal);
    assert_eq!(live.keeper.rows().len(), people);
    live.stop();
    let mut by_answering = Vec::with_capacity(people);
    for person in order {
        by_answering.push(Known {
            token: known[person].token,
            side: known[person].side,
            answers: std::mem::take(&mut known[person].answers),
        });
    }
    by_answering
}

/// Answers that nobody else gives: the person's number in base five.
fn fingerprint(number: usize) -> BTreeMap<String, Option<i32>> {
    let digit = |place: u32| i32::try_from(number / 5_usize.pow(place) % 5).unwrap() + 1;
    asked().into_iter().enumerate().map(|(at, item)| (item, Some(digit(u32::try_from(at).unwrap())))).collect()
}

/// Matches people and responses of each side in every order that the files have, and counts what is right.
fn match_up(folder: &Path, known: &[Known]) -> Vec<(&'static str, usize)> {
    let (_, stored) = Ledger::open(&folder.join("ledger")).unwrap();
    let rows = crate::support::File::new(folder).rows();
    let in_file = |side: &str| rows.iter().filter(|row| row.side == side).collect::<Vec<_>>();
    let count = |order: &[&Known]| -> usize {
        ["sales", "marketing"]
            .iter()
            .map(|side| {
                let people = order.iter().filter(|person| person.side == *side);
                people.zip(in_file(side)).filter(|(person, row)| person.answers == row.answers).count()
            })
            .sum()
    };
    let by_answering: Vec<&Known> = known.iter().collect();
    let mut by_joining = by_answering.clone();
    by_joining.sort_by_key(|person| number_of(&person.answers));
    let mut by_name = by_answering.clone();
    by_name.sort_by_key(|person| person.token);
    assert!(stored.people.values().all(|person| person.marks.is_empty()));
    vec![
        ("the order of answering", count(&by_answering)),
        ("the order of joining", count(&by_joining)),
        ("the order of names", count(&by_name)),
    ]
}

fn number_of(answers: &BTreeMap<String, Option<i32>>) -> usize {
    let digit = |item: &String| usize::try_from(answers[item].unwrap() - 1).unwrap();
    asked().iter().enumerate().map(|(place, item)| digit(item) * 5_usize.pow(u32::try_from(place).unwrap())).sum()
}

/// No file but the record names what was answered or guessed, and none names a response beside a person.
fn search(folder: &Path, known: &[Known]) {
    let rows = crate::support::File::new(folder).rows();
    let (ledger, stored) = Ledger::open(&folder.join("ledger")).unwrap();
    drop(ledger);
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        if path.ends_with("record.toml") {
            assert!(!known.iter().any(|person| text.contains(&person.token.to_string())), "the record names a person");
        } else {
            assert!(!rows.iter().any(|row| text.contains(&row.id)), "{} names a response", path.display());
            // The questionnaire names each item and cause, and nothing else does.
            let named = |text: &str, asked: &String| text.matches(asked.as_str()).count();
            let more =
                asked().into_iter().find(|asked| named(&text, asked) > named(&stored.session.questionnaire, asked));
            assert_eq!(more, None, "{} still holds answers", path.display());
        }
    }
}

/// The probability of at least `hits` in `tries` by chance.
fn at_least(hits: usize, tries: usize, chance: f64) -> f64 {
    let mut term = (1.0 - chance).powi(i32::try_from(tries).unwrap());
    let mut below = 0.0;
    for k in 0..hits {
        below += term;
        term *= (tries - k) as f64 / (k + 1) as f64 * chance / (1.0 - chance);
    }
    1.0 - below
}
