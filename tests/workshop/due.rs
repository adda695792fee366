//! No cause is named on a phone before the room talks about it.

use undercurrent::testing::domain::Cause;
use undercurrent::testing::workshop::Command;
use undercurrent::testing::workshop::ROUTES;

use crate::support::{LINK, Live, Phone, at_once, items, questionnaire};

/// Everything that a phone can be told by any route, but for the one that gives a terminal the whole text.
async fn everything(live: &Live, phone: &mut Phone) -> Vec<(String, String)> {
    let mut told = Vec::new();
    for (route, methods) in ROUTES.iter().filter(|(route, _)| *route != "/api/questionnaire") {
        for method in *methods {
            if *route == "/events" {
                let mut ear = Phone::new(live.address);
                ear.cookie.clone_from(&phone.cookie);
                told.push((route.to_string(), ear.listen().await.unwrap().1));
                continue;
            }
            for number in ["1", "36"] {
                let path = route.replace("{number}", number).replace("{link}", LINK);
                let (kind, body) = if route.starts_with("/api/") {
                    (
                        "application/json",
                        format!("{{\"item\":\"{}\",\"round\":9,\"seq\":1,\"answer\":\"9\"}}", items()[0]),
                    )
                } else {
                    ("application/x-www-form-urlencoded", "round=9&seq=1&answer=9".to_owned())
                };
                let name = phone.cookie.clone();
                let reply = phone.send(method, &path, &[("Content-Type", kind)], &body).await.unwrap();
                let head = |(name, value): &(String, String)| format!("{name}: {value}\n");
                let headers = reply.headers.iter().map(head).collect::<Vec<_>>().concat();
                // Leaving the phone takes the name away.
                phone.cookie = name;
                told.push((format!("{method} {path}"), format!("{headers}{}", reply.body)));
            }
        }
    }
    told
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
    for (path, told) in everything(live, phone).await {
        for cause in questionnaire().causes().iter().filter(|cause| Some(*cause) != due) {
            assert!(!names(&told, cause), "{phase:?}: {path} names {}: {told}", cause.id);
        }
    }
}

#[test]
fn no_cause_is_named_on_any_route_in_any_phase_before_the_room_talks_about_it() {
    let folder = tempfile::tempdir().unwrap();
    let live = Live::begin(folder.path());
    at_once(async {
        let mut phone = Phone::joined(live.address, "sales").await;
        assert_due(&live, &mut phone, None).await;
        live.command(Command::Start);
        phone.answer(&items()[0], 1, 4).await.unwrap();
        assert_due(&live, &mut phone, None).await;
        for command in [Command::Close, Command::Reveal] {
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
        live.command(Command::SecondRound(vec![questionnaire().causes()[3].id.clone()]));
        assert_due(&live, &mut phone, None).await;
        for command in [Command::Close, Command::Reveal] {
            live.command(command);
            assert_due(&live, &mut phone, None).await;
        }
        live.command(Command::Pin(Some(questionnaire().causes()[3].id.clone())));
        live.command(Command::End);
        assert_due(&live, &mut phone, None).await;
    });
    live.stop();
}
