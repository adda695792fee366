//! A session from the lobby to its end, over the network.

use base64::Engine;
use tempfile::TempDir;

use crate::support::{CODE, LINK, Live, Phone, alias, at_once, guesses, items, some_of, soon};
use undercurrent::testing::domain::{Id, Label, Plan};
use undercurrent::testing::live::Command;
use undercurrent::testing::storage::from_text;

fn field<'a>(page: &'a str, name: &str) -> &'a str {
    let at = page.find(&format!("name=\"{name}\" value=\"")).unwrap_or_else(|| panic!("no {name} in {page}"));
    page[at..].split('"').nth(3).unwrap()
}

/// A session in which people answer, with the folder that it is kept in.
fn begun() -> (TempDir, Live) {
    let folder = tempfile::tempdir().unwrap();
    let live = Live::begin(folder.path());
    live.command(Command::Start);
    (folder, live)
}

#[test]
fn a_person_without_scripts_answers_from_the_first_page_to_the_last() {
    let live = Live::here();
    at_once(async {
        let mut phone = Phone::new(live.address);
        assert!(phone.get("/").await.unwrap().body.contains("The code on the screen"));
        let joined = phone.post_form("/join", &format!("code={CODE}&side=sales")).await.unwrap();
        assert_eq!((joined.status, joined.header("location")), (303, Some("/in")));
        assert_eq!(phone.get("/in").await.unwrap().header("refresh"), Some("0; url=/"));
        assert!(phone.get("/").await.unwrap().body.contains("You are in"));
        assert!(!live.view().around.reached, "this machine is no phone");
        live.command(Command::Start);
        assert_eq!(phone.get("/").await.unwrap().header("location"), Some("/item/1"));
        for number in 1..=36 {
            let page = phone.get(&format!("/item/{number}")).await.unwrap().body;
            let form = format!("round={}&seq={}&answer=4", field(&page, "round"), field(&page, "seq"));
            assert_eq!(phone.post_form(&format!("/item/{number}"), &form).await.unwrap().status, 303);
        }
        assert_eq!(phone.get("/").await.unwrap().header("location"), Some("/guess"));
        assert!(phone.get("/guess").await.unwrap().body.contains("Now guess what Marketing sees"));
        for number in 1..=9 {
            let page = phone.get(&format!("/guess/{number}")).await.unwrap().body;
            let form = ["round", "of", "seq"].map(|name| format!("{name}={}", field(&page, name))).join("&");
            // The fifth is skipped.
            let form = if number == 5 { form } else { format!("{form}&answer=2") };
            let on = if number < 9 { format!("/guess/{}", number + 1) } else { "/all".to_owned() };
            let reply = phone.post_form(&format!("/guess/{number}"), &form).await.unwrap();
            assert_eq!((reply.status, reply.header("location")), (303, Some(on.as_str())));
        }
        assert_eq!(phone.get("/").await.unwrap().header("location"), Some("/all"));
        let all = phone.get("/all").await.unwrap().body;
        assert!(all.contains("All 36 answers are saved") && all.contains("8 of 9 are guessed and saved"), "{all}");
        assert!(all.contains("href=\"/guess/5\""));
        live.command(Command::Stop);
        live.command(Command::Reveal);
        assert!(phone.get("/").await.unwrap().body.contains("Look at the screen"));
    });
    assert_eq!(live.keeper.rows()[0].answers.len(), 36 + 8);
}

#[test]
fn people_of_other_teams_and_those_asked_again_are_asked_for_no_guess() {
    let live = Live::here();
    at_once(async {
        let mut other = Phone::joined(live.address, "other").await;
        let mut sales = Phone::joined(live.address, "sales").await;
        live.command(Command::Start);
        let gone = async |phone: &mut Phone, path: &str| phone.get(path).await.unwrap().header("location") == Some("/");
        for path in ["/guess", "/guess/1"] {
            assert!(gone(&mut other, path).await, "{path}");
        }
        assert!(gone(&mut sales, "/guess/10").await && gone(&mut sales, "/guess/0").await);
        assert_eq!(sales.get("/guess").await.unwrap().header("location"), Some("/all"), "statements come first");
        assert_eq!(other.post_form("/finish", "round=1").await.unwrap().header("location"), Some("/all"));
        assert_eq!(sales.post_form("/finish", "round=1").await.unwrap().header("location"), Some("/guess"));
        assert_eq!(sales.post_form("/finish", "round=1").await.unwrap().header("location"), Some("/all"));
        assert!(!other.get("/all").await.unwrap().body.contains("guess"));
        sales.answer(&items()[0], 1, 4).await.unwrap();
        live.command(Command::Stop);
        live.command(Command::Reveal);
        let cause = live.view().setup.questionnaire.causes()[0].id.clone();
        live.command(Command::SecondRound(vec![cause]));
        assert!(gone(&mut sales, "/guess/1").await && !sales.get("/all").await.unwrap().body.contains("guess"));
    });
}

#[test]
fn a_phone_hears_of_another_name_and_that_answering_stops_soon_and_finds_both_after_a_resume() {
    let (folder, live) = begun();
    let mut phone = at_once(Phone::joined(live.address, "sales"));
    at_once(async {
        let mut ear = Phone::new(live.address);
        ear.cookie.clone_from(&phone.cookie);
        let (mut stream, mut received) = ear.listen().await.unwrap();
        live.command(Command::Name(Label::new("APAC <b>").unwrap()));
        live.command(Command::StopsSoon(true));
        while !received.contains("Stops in 2 minutes") {
            received += &some_of(&mut stream).await.unwrap();
        }
        assert!(received.contains("event: head\ndata: {\"label\":\"APAC <b>\""), "{received}");
        assert_eq!(received.matches("event: stamp").count(), 1, "no page moves on for that: {received}");
    });
    live.stop();
    let live = Live::resume(folder.path());
    phone.hang_up();
    at_once(async {
        let page = phone.get("/item/1").await.unwrap().body;
        assert!(page.contains("<strong>Stops in 2 minutes</strong>"), "{page}");
        let state = phone.get("/api/state").await.unwrap().json();
        assert_eq!(state["headline"], serde_json::json!({ "label": "APAC <b>", "notice": "Stops in 2 minutes" }));
        live.command(Command::StopsSoon(false));
        assert!(phone.get("/item/1").await.unwrap().body.contains(">APAC &lt;b&gt;</span>"));
    });
}

#[test]
fn who_scans_the_code_is_not_asked_for_it() {
    let live = Live::here();
    at_once(async {
        let mut phone = Phone::new(live.address);
        let page = phone.get(&format!("/j/{LINK}")).await.unwrap().body;
        assert!(!page.contains("The code on the screen"));
        let form = format!("link={}&side=marketing", field(&page, "link"));
        assert_eq!(phone.post_form("/join", &form).await.unwrap().status, 303);
        assert_eq!(phone.get(&format!("/j/{LINK}")).await.unwrap().header("location"), Some("/"));
    });
    assert_eq!(live.view().sides[1].joined, 1);
}

#[test]
fn a_code_is_read_however_it_is_typed_and_a_wrong_one_is_refused() {
    let live = Live::here();
    at_once(async {
        let mut phone = Phone::new(live.address);
        let entry = serde_json::json!({ "code": "AAAAAA", "side": "sales" });
        assert_eq!(phone.post_json("/api/join", &entry).await.unwrap().status, 401);
        let entry = serde_json::json!({ "code": CODE, "side": "nowhere" });
        assert_eq!(phone.post_json("/api/join", &entry).await.unwrap().status, 409);
        assert_eq!(phone.post_form("/join", "code=k7q-m4f&side=sales").await.unwrap().status, 303);
        let wide: String = "Ｋ７ｑ－Ｍ４ｆ".bytes().fold(String::new(), |form, byte| form + &format!("%{byte:02X}"));
        let mut other = Phone::new(live.address);
        assert_eq!(other.post_form("/join", &format!("code={wide}&side=sales")).await.unwrap().status, 303);
        let mut terminal = Phone::new(live.address);
        let entry = serde_json::json!({ "code": "　Ｋ７ＱＭ４Ｆ", "side": "marketing" });
        assert_eq!(terminal.post_json("/api/join", &entry).await.unwrap().status, 204);
    });
}

#[test]
fn what_is_wrong_on_the_first_page_stands_at_its_field_after_a_redirect_and_what_was_filled_in_stays() {
    let live = Live::here();
    at_once(async {
        let mut phone = Phone::new(live.address);
        let posted = phone.post_form("/join", "code=AAAAAA&side=sales").await.unwrap();
        assert_eq!((posted.status, posted.header("set-cookie")), (303, None));
        let page = phone.get(posted.header("location").unwrap()).await.unwrap();
        let (field, said) = (page.body.find("id=\"code\"").unwrap(), page.body.find("That is not the code").unwrap());
        assert!(page.status == 200 && said < field && page.body[said..].contains("aria-describedby=\"problem\""));
        assert!(page.body.contains("value=\"AAAAAA\"") && page.body.contains("value=\"sales\" required checked"));
        let posted = phone.post_form("/join", &format!("link={LINK}&side=nowhere&turn=hand")).await.unwrap();
        let led = posted.header("location").unwrap();
        assert!(posted.status == 303 && led.starts_with(&format!("/j/{LINK}?")), "{led}");
        let page = phone.get(led).await.unwrap().body;
        assert!(page.contains("Choose the side that you answer for.") && page.contains("name=\"turn\" value=\"hand\""));
        let hostile = phone.get("/?mend=code&code=%22%3E%3Cscript%3E&side=%ff&turn=%00&x=y").await.unwrap();
        assert!(hostile.status == 200 && !hostile.body.contains("\"><script>"), "{}", hostile.body);
    });
}

#[test]
fn a_page_for_joining_says_that_nobody_comes_in_before_anything_is_filled_in() {
    let live = Live::here();
    at_once(async {
        let mut phone = Phone::new(live.address);
        for path in ["/".to_owned(), format!("/j/{LINK}")] {
            live.command(Command::Lock(true));
            let shut = phone.get(&path).await.unwrap().body;
            assert!(shut.contains("Joining is locked; ask the facilitator.") && !shut.contains("<form"), "{shut}");
            live.command(Command::Lock(false));
            assert!(phone.get(&path).await.unwrap().body.contains("<form"));
        }
        live.command(Command::Start);
        live.command(Command::Stop);
        live.command(Command::Reveal);
        let shut = phone.get("/").await.unwrap().body;
        assert!(shut.contains("Answering is closed.") && !shut.contains("<form"), "{shut}");
    });
}

#[test]
fn an_answer_by_form_that_comes_after_the_end_of_answering_is_told_not_to_be_taken() {
    let live = Live::here();
    at_once(async {
        let mut phone = Phone::joined(live.address, "sales").await;
        live.command(Command::Start);
        phone.post_form("/item/1", "round=1&seq=1&answer=4").await.unwrap();
        live.command(Command::Stop);
        live.command(Command::Reveal);
        let late = phone.post_form("/item/2", "round=1&seq=1&answer=4").await.unwrap();
        assert!(late.status == 409 && late.body.contains("Not taken") && late.body.contains("Those saved before do."));
        let nothing = phone.post_form("/item/2", "round=1&seq=1").await.unwrap();
        assert_eq!(nothing.status, 303, "where nothing was chosen nothing was lost");
    });
    assert_eq!(live.keeper.rows()[0].answers.len(), 1);
}

#[test]
fn how_pages_turn_is_kept_in_the_cookie_that_tells_people_apart() {
    let (_folder, live) = begun();
    at_once(async {
        for (turn, turns) in [("", true), ("&turn=hand", false), ("&turn=sideways", true)] {
            let mut phone = Phone::new(live.address);
            assert_eq!(phone.post_form("/join", &format!("code={CODE}&side=sales{turn}")).await.unwrap().status, 303);
            let page = phone.get("/item/1").await.unwrap();
            assert_eq!((page.status, page.body.contains("data-turns")), (200, turns), "{turn}");
            assert_eq!(phone.get("/api/state").await.unwrap().status, 200);
        }
    });
}

#[test]
fn a_page_that_is_older_than_the_answer_says_so_and_changes_nothing() {
    let live = Live::here();
    at_once(async {
        let mut phone = Phone::joined(live.address, "sales").await;
        live.command(Command::Start);
        phone.post_form("/item/1", "round=1&seq=1&answer=4").await.unwrap();
        let stale = phone.post_form("/item/1", "round=1&seq=1&answer=2").await.unwrap();
        assert!(stale.body.contains("older than your latest answer"));
        let same = phone.post_form("/item/1", "round=1&seq=1&answer=4").await.unwrap();
        assert_eq!(same.header("location"), Some("/item/2"));
        let stand = phone.get("/api/state").await.unwrap().json();
        assert_eq!(stand["answers"][alias(&items()[0])]["answer"], "4");
    });
}

#[test]
fn phones_hear_of_a_new_phase_and_streams_end_with_the_server() {
    let live = Live::here();
    at_once(async {
        let mut phone = Phone::joined(live.address, "sales").await;
        let (mut stream, first) = phone.listen().await.unwrap();
        assert!(first.contains("data: lobby.1"), "{first}");
        live.command(Command::Start);
        let mut received = String::new();
        soon(async {
            while !received.contains("data: answering.1") {
                received += &some_of(&mut stream).await.unwrap();
            }
        })
        .await;
        live.stop();
        soon(async { while some_of(&mut stream).await.is_ok() {} }).await;
    });
}

#[test]
fn of_too_many_streams_of_one_phone_the_oldest_ends() {
    let live = Live::here();
    at_once(async {
        let mut phone = Phone::joined(live.address, "sales").await;
        let mut oldest = phone.listen().await.unwrap().0;
        let mut newer = Vec::new();
        for _ in 0..12 {
            newer.push(phone.listen().await.unwrap().0);
        }
        let mut received = String::new();
        while !received.ends_with("0\r\n\r\n") {
            received += &soon(some_of(&mut oldest)).await.unwrap();
        }
        live.command(Command::Start);
        for stream in &mut newer {
            assert!(some_of(stream).await.is_ok());
        }
    });
}

#[test]
fn phones_show_the_pinned_cause_and_never_its_remedy() {
    let live = Live::here();
    at_once(async {
        let mut phone = Phone::joined(live.address, "sales").await;
        for command in [Command::Start, Command::Stop, Command::Reveal] {
            live.command(command);
        }
        assert!(phone.get("/").await.unwrap().body.contains("Look at the screen"));
        let view = live.view();
        let cause = &view.setup.questionnaire.causes()[0];
        live.command(Command::Pin(Some(cause.id.clone())));
        let page = phone.get("/").await.unwrap().body;
        assert!(page.contains(&cause.name) && page.contains("For both sides to talk about"));
        assert!(!page.contains(&cause.remedy[..20]));
    });
}

#[test]
fn after_the_host_was_stopped_the_same_phone_goes_on_with_its_answers() {
    let folder = tempfile::tempdir().unwrap();
    let live = Live::begin(folder.path());
    live.command(Command::Start);
    at_once(async {
        let mut phone = Phone::joined(live.address, "sales").await;
        phone.answer(&items()[0], 1, 4).await.unwrap();
        live.stop();
        let live = Live::resume(folder.path());
        let mut again = Phone::new(live.address);
        again.cookie = phone.cookie.clone();
        assert_eq!(again.get("/").await.unwrap().header("location"), Some("/item/2"));
        assert_eq!(Phone::joined(live.address, "marketing").await.get("/").await.unwrap().status, 303);
        live.stop();
    });
}

#[test]
fn whoever_is_on_the_wrong_side_changes_it_by_a_plain_form_and_keeps_the_answers() {
    let live = Live::here();
    at_once(async {
        let mut phone = Phone::joined(live.address, "sales").await;
        assert!(phone.get("/").await.unwrap().body.contains("href=\"/side\""), "in the lobby already");
        live.command(Command::Start);
        phone.answer(&items()[0], 1, 4).await.unwrap();
        assert!(phone.get("/all").await.unwrap().body.contains("I am on the wrong side"));
        let page = phone.get("/side").await.unwrap().body;
        assert!(
            page.contains("value=\"sales\" required checked") && page.contains("What you have answered stays"),
            "{page}"
        );
        assert!(page.contains("you are asked to guess anew"), "{page}");
        phone.guess(&guesses()[0], 1, 4).await.unwrap();
        let old = phone.get("/guess/1").await.unwrap().body;
        let changed = phone.post_form("/side", "side=marketing").await.unwrap();
        assert_eq!((changed.status, changed.header("location")), (303, Some("/")));
        let stand = phone.get("/api/state").await.unwrap().json();
        assert_eq!((stand["side"].as_str(), stand["answers"].as_object().unwrap().len()), (Some("marketing"), 1));
        // A page from before, of the side that the person belongs to now.
        let form = ["round", "of", "seq"].map(|name| format!("{name}={}", field(&old, name))).join("&");
        let late = phone.post_form("/guess/1", &format!("{form}&answer=5")).await.unwrap();
        assert!(late.status == 422 && late.body.contains("That answer was not taken"), "{}", late.body);
        assert!(phone.get("/guess/1").await.unwrap().body.contains("How often will people in Sales say:"));
        assert_eq!(phone.post_json("/api/side", &serde_json::json!({ "side": "sales" })).await.unwrap().status, 204);
        assert_eq!(live.view().sides[0].begun, 1);
        live.command(Command::Stop);
        let late = phone.post_form("/side", "side=marketing").await.unwrap();
        assert!(late.body.contains("Your side was not changed"), "{}", late.body);
        assert_eq!(phone.get("/side").await.unwrap().header("location"), Some("/"));
    });
}

#[test]
fn a_join_whose_cookie_holds_a_seat_gives_that_seat() {
    let live = Live::here();
    at_once(async {
        let mut phone = Phone::joined(live.address, "sales").await;
        let name = phone.cookie.clone();
        let entry = serde_json::json!({ "code": CODE, "side": "marketing" });
        assert_eq!(phone.post_json("/api/join", &entry).await.unwrap().status, 204);
        assert_eq!(phone.cookie, name, "it is the same seat");
        phone.post_form("/join", &format!("code={CODE}&side=marketing")).await.unwrap();
        assert_eq!(phone.cookie, name);
        assert_eq!(phone.get("/api/state").await.unwrap().json()["side"], "sales");
    });
    assert_eq!(live.view().sides.iter().map(|side| side.joined).sum::<usize>(), 1);
}

#[test]
fn while_answering_is_stopped_an_answer_is_refused_with_a_code_of_its_own_and_taken_once_it_goes_on() {
    let live = Live::here();
    at_once(async {
        let mut phone = Phone::joined(live.address, "sales").await;
        live.command(Command::Start);
        phone.answer(&items()[0], 1, 4).await.unwrap();
        live.command(Command::Stop);
        let refused = phone.answer(&items()[1], 1, 2).await.unwrap();
        assert_eq!((refused.status, refused.json()["code"].as_str()), (503, Some("stopped")));
        assert_eq!(refused.json()["why"], "Not taken, answering has stopped.");
        assert_eq!(phone.answer(&items()[0], 1, 4).await.unwrap().status, 200, "what is stored is acknowledged");
        let form = phone.post_form("/item/2", "round=1&seq=1&answer=2").await.unwrap();
        assert!(form.body.contains("Not taken: answering has stopped"), "{}", form.body);
        let page = phone.get("/").await.unwrap().body;
        assert!(page.contains("1 of 36 statements is answered and saved."), "{page}");
        assert_eq!(phone.get("/api/state").await.unwrap().json()["phase"], "stopped");
        live.command(Command::GoOn);
        assert_eq!(phone.answer(&items()[1], 1, 2).await.unwrap().status, 200);
        live.command(Command::Stop);
        live.command(Command::Reveal);
        let late = phone.post_form("/item/3", "round=1&seq=1&answer=2").await.unwrap();
        assert!(
            late.status == 409 && late.body.contains("Answering was closed before"),
            "without a script, too: {}",
            late.body
        );
    });
    assert_eq!(live.keeper.rows()[0].answers.len(), 2);
}

#[test]
fn at_the_end_phones_say_what_was_kept() {
    let folder = tempfile::tempdir().unwrap();
    let live = Live::begin(folder.path());
    at_once(async {
        let mut phone = Phone::joined(live.address, "sales").await;
        live.command(Command::Start);
        phone.answer(&items()[0], 1, 4).await.unwrap();
        for command in [Command::Stop, Command::Reveal, Command::End] {
            live.command(command);
        }
        let page = phone.get("/").await.unwrap().body;
        assert!(page.contains("The session is over") && page.contains("one person&#x27;s side and answers"), "{page}");
    });
    live.stop();
    let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["record.toml"]);
}

/// Six people of each side who see it differently.
pub async fn twelve(live: &Live, round: u8) -> Vec<Phone> {
    let mut phones = Vec::new();
    for at in 0..12 {
        let (side, value) = if at < 6 { ("sales", 5) } else { ("marketing", 2) };
        let mut phone = Phone::joined(live.address, side).await;
        for item in items().iter().take(18) {
            phone.post_json("/api/answer", &answer_in(round, item, value)).await.unwrap();
        }
        phones.push(phone);
    }
    phones
}

fn answer_in(round: u8, item: &str, value: i32) -> serde_json::Value {
    serde_json::json!({ "item": alias(item), "round": round, "seq": 1, "answer": value.to_string() })
}

#[test]
fn phones_show_and_keep_what_the_room_was_shown_and_nothing_before() {
    let (_folder, live) = begun();
    at_once(async {
        let phones = twelve(&live, 1).await;
        let mut phone = phones.into_iter().next().unwrap();
        let figures = |body: &str| body.contains("What the room was shown");
        live.command(Command::Stop);
        let closed = phone.get("/").await.unwrap().body;
        assert!(!figures(&closed) && phone.get("/api/state").await.unwrap().json()["shown"].is_null(), "{closed}");
        live.command(Command::Reveal);
        let shown = phone.get("/").await.unwrap().body;
        assert!(figures(&shown) && shown.matches("<li><span class=\"row\">").count() == 9, "{shown}");
        let state = phone.get("/api/state").await.unwrap().json();
        let causes = state["shown"]["causes"].as_array().unwrap().clone();
        assert!(causes.len() == 9 && causes.iter().all(|cause| cause["severity"].is_i64()), "{causes:?}");
        let cause = live.view().setup.questionnaire.causes()[0].id.clone();
        let step = "Mark ten leads together".to_owned();
        let take_on = Command::TakeOn { cause: cause.clone(), step, owner: "Anna".to_owned(), due: None, plan: None };
        live.command(take_on);
        let (step, plan) = ("Listen".to_owned(), Plan::new("a call is lost", "we ask why").ok());
        live.command(Command::TakeOn { cause, step, owner: "Bo".to_owned(), due: None, plan });
        live.command(Command::End);
        let over = phone.get("/").await.unwrap().body;
        assert!(figures(&over) && over.contains("Mark ten leads together. Anna, no date."), "{over}");
        assert!(over.contains("When a call is lost, we ask why. Bo, no date."), "{over}");
        assert!(over.contains("You can close this page.") && !over.contains("<script>"));
        let kept = saved(&over);
        assert!(kept.contains("Mark ten leads together. Anna, no date.") && kept.contains("EMEA"), "{kept}");
        assert_eq!(kept.matches("<li><span class=\"row\">").count(), 9);
        assert!(!kept.contains("<script") && !kept.contains("href"), "it needs nothing else: {kept}");
    });
}

#[test]
fn phones_hear_of_each_step_that_is_taken_on_at_once_and_their_pages_name_it() {
    let (_folder, live) = begun();
    at_once(async {
        let mut phone = twelve(&live, 1).await.into_iter().next().unwrap();
        live.command(Command::Stop);
        live.command(Command::Reveal);
        let (mut stream, mut received) = phone.listen().await.unwrap();
        assert!(received.contains("data: revealed.1\n"), "{received}");
        let cause = live.view().setup.questionnaire.causes()[0].id.clone();
        for (stamp, step) in [("revealed.1+1", "Mark ten leads together"), ("revealed.1+2", "Sit in on a call")] {
            let (cause, owner) = (cause.clone(), "Anna".to_owned());
            live.command(Command::TakeOn { cause, step: step.to_owned(), owner, due: None, plan: None });
            soon(async {
                while !received.contains(&format!("data: {stamp}\n")) {
                    received += &some_of(&mut stream).await.unwrap();
                }
            })
            .await;
            let page = phone.get("/").await.unwrap().body;
            assert!(page.contains(step) && page.contains(&format!("data-stamp=\"{stamp}\"")), "{page}");
            assert_eq!(phone.get("/api/state").await.unwrap().json()["stamp"], stamp);
        }
        let nowhere = phone.get("/nowhere").await.unwrap().body;
        assert!(nowhere.contains("data-stamp=\"revealed.1+2\""), "a page of no place is not out of date: {nowhere}");
    });
}

/// What the link on a page saves, which holds all of it.
fn saved(page: &str) -> String {
    let link = &page[page.find("download=\"undercurrent-").unwrap()..];
    let text = link.split("base64,").nth(1).unwrap().split('"').next().unwrap();
    let text = text.replace("&#x2f;", "/").replace("&#61;", "=");
    String::from_utf8(base64::engine::general_purpose::STANDARD.decode(text).unwrap()).unwrap()
}

#[test]
fn a_session_that_ends_before_the_reveal_leaves_phones_no_figure() {
    let (_folder, live) = begun();
    at_once(async {
        let mut phone = twelve(&live, 1).await.into_iter().next().unwrap();
        live.command(Command::Stop);
        live.command(Command::End);
        let over = phone.get("/").await.unwrap().body;
        assert!(over.contains("The session is over") && !over.contains("What the room was shown"), "{over}");
        assert!(!over.contains("download="));
        assert!(phone.get("/api/state").await.unwrap().json()["shown"].is_null());
    });
}

#[test]
fn a_second_round_is_announced_with_its_causes_before_its_first_statement() {
    let (_folder, live) = begun();
    at_once(async {
        let mut phone = Phone::joined(live.address, "sales").await;
        phone.answer(&items()[0], 1, 4).await.unwrap();
        live.command(Command::Stop);
        live.command(Command::Reveal);
        let causes = live.view().setup.questionnaire.causes().to_vec();
        live.command(Command::SecondRound(vec![causes[0].id.clone(), causes[2].id.clone()]));
        let page = phone.get("/").await.unwrap();
        let sentence = format!("{} and {} are asked once more.", causes[0].name, causes[2].name);
        assert!(
            page.status == 200 && page.body.contains("Second round") && page.body.contains(&sentence),
            "{}",
            page.body
        );
        for part in [
            "Answer these 8 statements again, as you see it now.",
            "Your first answers stay as they are.",
            "href=\"/item/1\"",
        ] {
            assert!(page.body.contains(part), "{part}");
        }
        assert!(!page.body.contains("What the room was shown"), "the figures lead nobody's second answers");
        let again = phone.get("/api/state").await.unwrap().json()["again"].clone();
        assert_eq!(again, serde_json::json!([causes[0].name, causes[2].name]));
        let first = live.view().progress.asked(&live.view().setup.questionnaire).next().unwrap().id.clone();
        phone.post_json("/api/answer", &answer_in(2, first.as_str(), 3)).await.unwrap();
        assert_eq!(phone.get("/").await.unwrap().header("location"), Some("/item/2"), "it is announced once");
    });
}

#[test]
fn the_record_of_a_session_holds_what_each_round_asked_and_no_other_round() {
    let folder = tempfile::tempdir().unwrap();
    let live = Live::begin(folder.path());
    let record = || from_text(&std::fs::read_to_string(folder.path().join("record.toml")).unwrap()).unwrap();
    at_once(async {
        let mut phone = Phone::joined(live.address, "sales").await;
        live.command(Command::Start);
        phone.answer(&items()[0], 1, 4).await.unwrap();
        live.command(Command::Stop);
        live.command(Command::Reveal);
    });
    let asked = |round: u8| record().rounds().items(round).map(<[Id]>::len);
    assert_eq!([1, 2, 3].map(asked), [Some(36), None, None]);
    let chosen: Id = "bad-leads".parse().unwrap();
    for command in [Command::SecondRound(vec![chosen.clone()]), Command::Stop, Command::Reveal] {
        live.command(command);
    }
    assert_eq!([1, 2, 3].map(asked), [Some(36), Some(4), None]);
    assert_eq!(live.refused(Command::SecondRound(vec![chosen.clone()])), "a session has 2 rounds");
    let record = record();
    let cause = record.questionnaire().causes().iter().find(|cause| cause.id == chosen).unwrap();
    assert!(cause.items.iter().all(|item| record.rounds().items(2).unwrap().contains(&item.id)));
}

#[test]
fn the_fewest_people_shown_together_are_fixed_once_somebody_has_joined() {
    let live = Live::here();
    live.command(Command::MinPeople(6));
    let _phone = at_once(Phone::joined(live.address, "sales"));
    for fewest in [3, 5, 6, 7] {
        let why = live.refused(Command::MinPeople(fewest));
        assert_eq!(why, "the fewest people shown together is fixed once somebody has joined");
    }
    assert_eq!(live.view().progress.min_people, 6);
}

#[test]
fn every_page_together_weighs_less_than_fifty_kilobytes() {
    let live = Live::here();
    let weight = at_once(async {
        let mut phone = Phone::new(live.address);
        let mut weight = 0;
        for path in ["/", "/page.css", "/page.js"] {
            weight += phone.get(path).await.unwrap().body.len();
        }
        let mut phone = Phone::joined(live.address, "sales").await;
        live.command(Command::Start);
        weight += phone.get("/item/1").await.unwrap().body.len();
        weight + phone.get("/all").await.unwrap().body.len()
    });
    assert!(weight < 50_000, "{weight}");
}

#[test]
fn whoever_leaves_a_phone_is_a_stranger_to_it_and_stays_in_the_session() {
    let (_folder, live) = begun();
    at_once(async {
        let mut phone = Phone::joined(live.address, "sales").await;
        phone.answer(&items()[0], 1, 4).await.unwrap();
        assert!(phone.get("/all").await.unwrap().body.contains("href=\"/leave\""));
        let asked = phone.get("/leave").await.unwrap().body;
        assert!(asked.contains("Answers that are saved stay in the session and count."), "{asked}");
        let mut other_tab = Phone::new(live.address);
        other_tab.cookie.clone_from(&phone.cookie);
        let (mut stream, _) = other_tab.listen().await.unwrap();
        let left = phone.post_form("/leave", "").await.unwrap();
        assert_eq!(
            (left.status, left.header("location"), left.header("cache-control")),
            (303, Some("/left"), Some("no-store"))
        );
        let set = left.header("set-cookie").unwrap();
        assert!(set.contains("=; ") && set.contains("Max-Age=0"), "{set}");
        // The last piece of a reply that came in pieces.
        soon(async { while !some_of(&mut stream).await.unwrap().ends_with("0\r\n\r\n") {} }).await;
        assert!(phone.get("/left").await.unwrap().body.contains("You have left"));
        assert_eq!(phone.get("/leave").await.unwrap().header("location"), Some("/"));
        for path in ["/", "/item/1", "/all"] {
            let page = phone.get(path).await.unwrap();
            assert!(page.status != 200 || page.body.contains("The code on the screen"), "{path}: {}", page.body);
        }
        let mut next = Phone::joined(live.address, "sales").await;
        assert!(!next.get("/item/1").await.unwrap().body.contains("checked"));
    });
    live.command(Command::Stop);
    live.command(Command::Reveal);
    assert_eq!(live.keeper.rows().len(), 1);
}
