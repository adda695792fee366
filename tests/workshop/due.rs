//! No cause is named on a phone before the room talks about it.

use serde_json::json;
use undercurrent::testing::definition;
use undercurrent::testing::domain::Cause;
use undercurrent::testing::live::{Command, ROUTES};

use crate::support::{LINK, Live, Phone, alias, at_once, guesses, items, questionnaire};

/// Everything that a phone or a terminal can be told by any route.
async fn everything(live: &Live, phone: &mut Phone) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for (route, methods, _) in &ROUTES {
        for method in *methods {
            if *route == "/events" {
                let mut ear = Phone::new(live.address);
                ear.cookie.clone_from(&phone.cookie);
                all.push((route.to_string(), ear.listen().await.unwrap().1));
                continue;
            }
            for number in ["1", "36"] {
                let path = route.replace("{number}", number).replace("{link}", LINK);
                let (kind, body) = if route.starts_with("/api/") {
                    let round = if number == "1" { 1 } else { 9 };
                    let answer = if number == "1" {
                        json!({ "item": alias(&items()[0]), "round": round, "seq": 1, "answer": "9" })
                    } else {
                        json!({ "item": "guess-3", "of": "marketing", "round": 1, "seq": 1, "answer": "9" })
                    };
                    ("application/json", answer.to_string())
                } else {
                    ("application/x-www-form-urlencoded", "round=9&seq=1&answer=9".to_owned())
                };
                let name = phone.cookie.clone();
                let reply = phone.send(method, &path, &[("Content-Type", kind)], &body).await.unwrap();
                let head = |(name, value): &(String, String)| format!("{name}: {value}\n");
                let headers = reply.headers.iter().map(head).collect::<Vec<_>>().concat();
                // Leaving the phone takes the name away.
                phone.cookie = name;
                all.push((format!("{method} {path}"), format!("{headers}{}", reply.body)));
            }
        }
    }
    all
}

/// Whether a text names a cause: by its name, its id, or what the article says of it.
fn names(text: &str, cause: &Cause) -> bool {
    let stands_alone = |word: &str| {
        let part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '-');
        text.match_indices(word)
            .any(|(at, _)| !part(text[..at].chars().next_back()) && !part(text[at + word.len()..].chars().next()))
    };
    stands_alone(cause.id.as_str())
        || [&cause.name, &cause.heading, &cause.situation].iter().any(|part| text.contains(*part))
}

async fn assert_due(live: &Live, phone: &mut Phone, due: Option<&Cause>) {
    let phase = live.view().progress.phase;
    for (path, received) in everything(live, phone).await {
        for cause in questionnaire().causes().iter().filter(|cause| Some(*cause) != due) {
            assert!(!names(&received, cause), "{phase:?}: {path} names {}: {received}", cause.id);
        }
    }
}

#[test]
fn no_cause_is_named_on_any_route_in_any_phase_before_the_room_talks_about_it_or_is_asked_again() {
    let live = Live::here();
    at_once(async {
        let mut phone = Phone::joined(live.address, "sales").await;
        assert_due(&live, &mut phone, None).await;
        live.command(Command::Start);
        phone.answer(&items()[0], 1, 4).await.unwrap();
        phone.guess(&guesses()[2], 1, 4).await.unwrap();
        assert_due(&live, &mut phone, None).await;
        for command in [Command::Stop, Command::Reveal] {
            live.command(command);
            assert_due(&live, &mut phone, None).await;
        }
        for cause in questionnaire().causes() {
            live.command(Command::Pin(Some(cause.id.clone())));
            assert_due(&live, &mut phone, Some(cause)).await;
            assert!(names(&phone.get("/").await.unwrap().body, cause));
        }
        live.command(Command::Pin(None));
        assert_due(&live, &mut phone, None).await;
        // Whoever is asked again is told what about.
        let questionnaire = questionnaire();
        let again = &questionnaire.causes()[3];
        live.command(Command::SecondRound(vec![again.id.clone()]));
        assert_due(&live, &mut phone, Some(again)).await;
        assert!(phone.get("/").await.unwrap().body.contains(&again.name));
        for command in [Command::Stop, Command::Reveal] {
            live.command(command);
            assert_due(&live, &mut phone, Some(again)).await;
        }
        live.command(Command::Pin(Some(again.id.clone())));
        live.command(Command::End);
        assert_due(&live, &mut phone, Some(again)).await;
    });
}

/// The built-in questionnaire as an author would have it who calls statements and answers after their causes.
fn telling() -> String {
    let mut text = definition::BUILT_IN.replace("\"frequency\"", "\"bad-leads-answers\"");
    for cause in questionnaire().causes() {
        for (number, item) in cause.items.iter().enumerate() {
            text = text.replace(&format!("\"{}\"", item.id), &format!("\"{}-{}\"", cause.id, number + 1));
        }
    }
    text
}

#[test]
fn an_author_who_calls_statements_after_their_causes_gives_none_away() {
    let folder = tempfile::tempdir().unwrap();
    let live = Live::begin_with(folder.path(), &telling());
    let asked = live.view().setup.questionnaire.clone();
    assert!(
        asked.asked().all(|item| asked.causes().iter().any(|cause| item.id.as_str().starts_with(cause.id.as_str())))
    );
    at_once(async {
        let mut phone = Phone::joined(live.address, "sales").await;
        live.command(Command::Start);
        assert_eq!(phone.answer(&items()[0], 1, 4).await.unwrap().status, 200);
        assert_eq!(phone.get("/api/state").await.unwrap().json()["answers"]["statement-1"]["answer"], "4");
        // Its own name for a statement is none here, and what does not fit is not called by it.
        let own = asked.asked_at(0).unwrap().id.to_string();
        for (item, answer) in
            [(own.as_str(), "4"), ("statement-1", "9"), ("statement-37", "4"), ("statement-01", "4"), ("guess-1", "4")]
        {
            let sent = json!({ "item": item, "round": 1, "seq": 2, "answer": answer });
            let reply = phone.post_json("/api/answer", &sent).await.unwrap();
            assert_eq!((reply.status, reply.json()["code"].as_str()), (422, Some("no-answer")), "{item} {answer}");
        }
        let chosen = asked.causes()[3].id.clone();
        let commands =
            [Command::Stop, Command::Reveal, Command::SecondRound(vec![chosen]), Command::Stop, Command::Reveal];
        for command in std::iter::once(None).chain(commands.map(Some)) {
            if let Some(command) = command {
                live.command(command);
            }
            for (path, received) in everything(&live, &mut phone).await {
                let named = |id: &str| received.contains(&format!("{id}\"")) || received.contains(&format!("{id}'"));
                let item = asked.asked().find(|item| named(item.id.as_str()));
                assert!(item.is_none() && !received.contains("bad-leads"), "{path}: {received}");
            }
        }
    });
    live.command(Command::End);
    assert_eq!(live.keeper.rows()[0].answers[asked.asked_at(0).unwrap().id.as_str()], Some(4));
}
