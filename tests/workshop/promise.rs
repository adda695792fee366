//! From how many people on figures are shown, wherever somebody is told so: never fewer than are needed.

use std::path::Path;

use tempfile::TempDir;
use undercurrent::testing::app::JoinForm;
use undercurrent::testing::commands::join_form;
use undercurrent::testing::definition::raw_of;
use undercurrent::testing::live::{Command, ParticipantView, SessionAddress};

use crate::support::{CODE, Live, Phone, at_once, questionnaire};

/// A session that asks one statement of each cause, and whose facilitator wants figures from three people on.
fn pulse(folder: &Path) -> Live {
    let pulse = questionnaire().pulse().unwrap();
    let live = Live::begin_with(folder, &toml::to_string(&raw_of(&pulse)).unwrap());
    live.command(Command::MinPeople(3));
    live
}

fn door(live: &Live) -> JoinForm {
    let door = SessionAddress::at(&live.address.to_string()).unwrap();
    join_form(&door, &door.welcome().unwrap(), Some(CODE)).unwrap()
}

/// Four people who have answered everything.
async fn four(live: &Live) -> Vec<Phone> {
    let mut phones = Vec::new();
    for _ in 0..4 {
        let mut phone = Phone::joined(live.address, "sales").await;
        for place in 1..=9 {
            let given =
                serde_json::json!({ "item": format!("statement-{place}"), "round": 1, "seq": 1, "answer": "4" });
            assert_eq!(phone.post_json("/api/answer", &given).await.unwrap().status, 200);
        }
        phones.push(phone);
    }
    phones
}

#[test]
fn phones_and_terminals_are_promised_what_one_statement_a_cause_allows() {
    let folder: TempDir = tempfile::tempdir().unwrap();
    let live = pulse(folder.path());
    assert_eq!(door(&live).least, 5);
    at_once(async {
        let page = Phone::new(live.address).get("/").await.unwrap().body;
        assert!(page.contains("the room sees only figures for 5 or more people together"), "{page}");
        live.command(Command::Start);
        let mut phones = four(&live).await;
        live.command(Command::Stop);
        live.command(Command::Reveal);
        let page = phones[0].get("/").await.unwrap().body;
        assert!(page.contains("Fewer than 5 people answered, so no figures are shown."), "{page}");
        let stands = SessionAddress::at(&live.address.to_string())
            .unwrap()
            .participant(phones[0].cookie.clone().unwrap())
            .look()
            .unwrap();
        let seen: ParticipantView = stands.seen(&questionnaire(), (&live.view().setup.label, false));
        assert!(seen.outcome().result().starts_with("Fewer than 5 people answered"), "{}", seen.outcome().result());
    });
}

#[test]
fn four_statements_a_cause_are_promised_from_three_people_on() {
    let live = Live::here();
    live.command(Command::MinPeople(3));
    assert_eq!(door(&live).least, 3);
    let page = at_once(async { Phone::new(live.address).get("/").await.unwrap().body });
    assert!(page.contains("the room sees only figures for 3 or more people together"), "{page}");
}
