//! What one request holds can refuse that request and nothing else.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use undercurrent::testing::live::{Code, Command, ROUTES};

use crate::same::same;
use crate::support::{CODE, Chance, LINK, Live, Phone, alias, at_once, items};

/// People who answer while others are hostile.
const HONEST: usize = 6;
/// Hostile requests between two honest ones.
const BETWEEN: usize = 12;
/// Numbers at the limits of everything that a number may be kept in.
const NUMBERS: [&str; 22] = [
    "0",
    "1",
    "-1",
    "255",
    "256",
    "2147483647",
    "2147483648",
    "4294967296",
    "9007199254740991",
    "9007199254740992",
    "9223372036854775807",
    "9223372036854775808",
    "18446744073709551615",
    "18446744073709551616",
    "-9223372036854775809",
    "1e400",
    "1.5",
    "4.0",
    "01",
    "null",
    "\"1\"",
    "[]",
];
/// Texts that are no id, no answer and no code.
const TEXTS: [&str; 12] = [
    "",
    "na",
    "-",
    "leads--1",
    "'; DROP TABLE answer; --",
    "\u{0}",
    "\u{202e}evil",
    "K7QM4F\u{301}",
    "\u{1f600}\u{fe0f}",
    "{{ frame }}",
    "<script>",
    "..%2f..",
];
/// Parts of a form as nobody's browser would send them.
const FORMS: [&str; 9] =
    ["%ff%fe", "%00", "%", "%zz", "a=b&a=b", "answer=4&answer=5", "round=1&round=1", "=&=&=", "seq[]=1"];
/// Words of whoever reads JSON, forms and paths, which say nothing to anybody.
const INNER_WORDS: [&str; 10] =
    ["line 1", "column", "field", "deserialize", "expected", "invalid type", "parse", "usize", "u64", "panicked"];

/// One hostile request.
struct Hostile {
    method: &'static str,
    path: String,
    kind: &'static str,
    body: String,
}

fn pick<'a>(chance: &mut Chance, all: &[&'a str]) -> &'a str {
    all[chance.below(all.len())]
}

/// A request to one of the routes, with something wrong in it, or with nothing wrong at all.
fn hostile(chance: &mut Chance) -> Hostile {
    let (route, methods, _) = ROUTES[chance.below(ROUTES.len())];
    let long = "7".repeat(chance.below(9000));
    let number = match chance.below(6) {
        0 => long.as_str(),
        _ => pick(chance, &NUMBERS),
    };
    let link = if chance.happens(50) { LINK } else { "%ff%00" };
    let path = route.replace("{number}", &number.replace('"', "%22")).replace("{link}", link);
    let method = if chance.happens(80) { methods[chance.below(methods.len())] } else { pick(chance, &["POST", "PUT"]) };
    let as_json = if chance.happens(90) { route.starts_with("/api/") } else { !route.starts_with("/api/") };
    let kind = match (chance.happens(90), as_json) {
        (false, _) => "text/plain",
        (_, true) => "application/json",
        (_, false) => "application/x-www-form-urlencoded",
    };
    let body = if as_json { json_body(chance) } else { form_body(chance) };
    Hostile { method, path, kind, body }
}

fn json_body(chance: &mut Chance) -> String {
    let text = |chance: &mut Chance| json!(pick(chance, &TEXTS)).to_string();
    let item = if chance.happens(60) { json!(alias(&items()[0])).to_string() } else { text(chance) };
    let answer = if chance.happens(60) { "\"4\"".to_owned() } else { text(chance) };
    let (round, seq) = (pick(chance, &["1", "1", "1", "2", "256", "-1"]), pick(chance, &NUMBERS));
    match chance.below(8) {
        0 => "[".repeat(4000),
        1 => format!("{{\"item\":{item},\"round\":{round}"),
        2 => format!("{{\"round\":1,\"round\":2,\"item\":{item},\"item\":{item},\"seq\":{seq},\"answer\":{answer}}}"),
        3 => format!("{{\"code\":\"{CODE}\",\"code\":\"x\",\"side\":{answer}}}"),
        4 => format!("{{\"code\":{seq},\"side\":{item},\"link\":{round}}}"),
        5 => format!("{{\"item\":{},\"round\":1,\"seq\":1,\"answer\":\"4\"}}", json!("x".repeat(7000))),
        _ => format!("{{\"item\":{item},\"round\":{round},\"seq\":{seq},\"answer\":{answer}}}"),
    }
}

fn form_body(chance: &mut Chance) -> String {
    let number = pick(chance, &NUMBERS);
    match chance.below(4) {
        0 => pick(chance, &FORMS).to_owned(),
        1 => format!("round=1&seq={number}&answer={}", pick(chance, &NUMBERS)),
        2 => format!("round={number}&seq=1&answer=4&side={}", pick(chance, &FORMS)),
        _ => format!("round=1&seq={number}&answer=4"),
    }
}

/// Sends it, and sees that it is answered as a request that makes no sense should be.
async fn send(live: &Live, hostile: &Hostile, cookie: Option<&String>) -> u16 {
    let mut phone = Phone::new(live.address);
    phone.cookie = cookie.cloned();
    let headers = [("Content-Type", hostile.kind)];
    // A server may hang up on what is too large before it has read all of it.
    let Ok(reply) = phone.send(hostile.method, &hostile.path, &headers, &hostile.body).await else { return 0 };
    let Hostile { method, path, kind, body } = hostile;
    let shown = || format!("{method} {path} {kind} {body}: {} {}", reply.status, reply.body);
    assert!(reply.status < 500, "{}", shown());
    if reply.status >= 400 && path.starts_with("/api/") && *method != "HEAD" {
        let problem: Value = serde_json::from_str(&reply.body).unwrap_or_else(|_| panic!("{}", shown()));
        assert!(serde_json::from_value::<Code>(problem["code"].clone()).is_ok(), "{}", shown());
        let why = problem["why"].as_str().unwrap();
        assert!(why.ends_with('.') && !INNER_WORDS.iter().any(|word| why.contains(word)), "{}", shown());
    }
    if reply.status >= 400 {
        let said = reply.body.split("<main").last().unwrap();
        assert!(
            !["line 1", "deserialize", "missing field", "invalid type"].iter().any(|w| said.contains(w)),
            "{}",
            shown()
        );
    }
    reply.status
}

#[test]
fn whatever_one_person_sends_everybody_elses_answers_are_stored() {
    let live = Live::here();
    let mut expected: Vec<BTreeMap<String, Option<i32>>> = vec![BTreeMap::new(); HONEST];
    at_once(async {
        let mut honest = Vec::new();
        for _ in 0..HONEST {
            let mut phone = Phone::joined(live.address, "marketing").await;
            phone.get("/api/state").await.unwrap();
            honest.push(phone);
        }
        let mut insider = Phone::joined(live.address, "sales").await;
        insider.get("/api/state").await.unwrap();
        live.command(Command::Start);
        let mut chance = Chance::new(8);
        let mut refused = 0;
        for (round, item) in items().iter().take(10).enumerate() {
            let attack: Vec<Hostile> = (0..BETWEEN * HONEST).map(|_| hostile(&mut chance)).collect();
            let hostile = attack.iter().enumerate().map(|(number, hostile)| {
                let cookie = (number % 3 > 0).then_some(insider.cookie.as_ref()).flatten();
                send(&live, hostile, cookie)
            });
            let value = i32::try_from(round % 5).unwrap() + 1;
            let answers = honest.iter_mut().map(|phone| phone.answer(item, 1, value));
            let (statuses, saved) =
                tokio::join!(futures_util::future::join_all(hostile), futures_util::future::join_all(answers));
            for (own, reply) in expected.iter_mut().zip(saved) {
                let reply = reply.unwrap();
                assert_eq!(reply.status, 200, "{}", reply.body);
                own.insert(item.clone(), Some(value));
            }
            refused += statuses.iter().filter(|status| (400..500).contains(*status)).count();
        }
        assert!(refused > 100, "{refused}");
    });
    live.until(|view| view.around.rude.requests > 50);
    assert_eq!((live.view().around.not_saving.clone(), live.view().around.not_kept.clone()), (None, None));
    live.command(Command::Stop);
    live.command(Command::Reveal);
    let mut found: Vec<_> =
        live.keeper.rows().into_iter().filter(|row| row.side == "marketing").map(|row| row.answers).collect();
    found.sort();
    expected.sort();
    assert_eq!(found, expected);
}

#[test]
fn a_number_that_nobody_counts_to_is_refused_by_form_and_by_script_and_counted() {
    let live = Live::here();
    at_once(async {
        let mut phone = Phone::joined(live.address, "sales").await;
        phone.get("/api/state").await.unwrap();
        live.command(Command::Start);
        let item = items()[0].clone();
        let alias = alias(&item);
        for seq in [0, (1 << 53), (1 << 63) - 1, 1 << 63, u64::MAX] {
            let reply = phone.answer(&item, seq, 4).await.unwrap();
            assert_eq!((reply.status, reply.json()["code"].as_str()), (422, Some("misnumbered")), "{seq}");
            let reply = phone.post_form("/item/1", &format!("round=1&seq={seq}&answer=4")).await.unwrap();
            assert_eq!(reply.status, 422, "{seq}");
        }
        let more =
            json!({ "item": alias, "round": 1, "seq": u64::MAX, "answer": "4" }).to_string().replace("615", "616");
        let reply = phone.send("POST", "/api/answer", &[("Content-Type", "application/json")], &more).await.unwrap();
        assert_eq!((reply.status, reply.json()["code"].as_str()), (422, Some("senseless")));
        assert_eq!(phone.answer(&item, (1 << 53) - 1, 4).await.unwrap().status, 200);
    });
    live.until(|view| view.around.rude.requests == 11);
    assert_eq!((live.view().around.not_saving.clone(), live.view().around.not_kept.clone()), (None, None));
}

#[test]
fn two_devices_that_answer_at_the_same_moment_hear_the_same_and_the_newest_answer_is_kept_once() {
    let live = Live::here();
    let cookie = at_once(async { Phone::joined(live.address, "sales").await.cookie });
    live.command(Command::Start);
    at_once(async {
        let [mut one, mut other] = [(); 2].map(|()| Phone::new(live.address));
        one.cookie.clone_from(&cookie);
        other.cookie.clone_from(&cookie);
        for item in items() {
            let (first, second) = tokio::join!(one.answer(&item, 1, 2), other.answer(&item, 1, 4));
            let (first, second) = (first.unwrap(), second.unwrap());
            assert_eq!((first.status, second.status), (200, 200), "{} {}", first.body, second.body);
            same!(first.json(), second.json(), "both hear which of two equally new answers stands");
            let (_, newer) = tokio::join!(one.answer(&item, 2, 1), other.answer(&item, 3, 5));
            assert_eq!(newer.unwrap().json()["answer"], "5");
        }
    });
    assert_eq!((live.view().sides[0].joined, live.view().sides[0].begun), (1, 1));
    live.command(Command::Stop);
    live.command(Command::Reveal);
    let [row] = live.keeper.rows().try_into().unwrap();
    assert!(row.answers.len() == items().len() && row.answers.values().all(|value| *value == Some(5)), "{row:?}");
}
