//! Whether everything on a phone's pages can be read, in the dark and in the light.

use serde_json::json;

use super::saving::block;
use super::{come_in, here};
use crate::driver::Browser;
use crate::support::{LINK, Phone, at_once, items};

const FAINT: &str = include_str!("faint.js");

#[test]
fn every_text_of_every_page_stands_out_from_its_ground_in_the_dark_and_in_the_light() {
    here(true, |browser, mut host| {
        host.done("name Kick-off EMEA");
        at_the_door(browser);
        come_in(browser);
        reads(browser, "waiting");
        host.done("start");
        answering(browser);
        host.done("soon");
        browser.sees("Stops in 2 minutes");
        reads(browser, "stopping soon");
        let phones = at_once(async {
            let mut phones = Vec::new();
            for at in 0..12 {
                let mut phone = Phone::joined(host.address, if at < 6 { "sales" } else { "marketing" }).await;
                for item in items() {
                    phone.answer(&item, 1, if at < 6 { 5 } else { 2 }).await.unwrap();
                }
                phones.push(phone);
            }
            phones
        });
        for (command, page) in [
            ("stop", "stopped"),
            ("reveal", "revealed"),
            ("pin bad-leads", "discussing"),
            ("again bad-leads", "the second round"),
        ] {
            host.done(command);
            browser.go("/");
            reads(browser, page);
        }
        for command in ["stop", "reveal", "end"] {
            host.done(command);
        }
        browser.go("/");
        browser.sees("The session is over");
        reads(browser, "over");
        drop(phones);
        let kept = browser.ask("document.querySelector('a[download]').href");
        browser.ask(&format!(
            "document.open(), document.write(atob('{}')), document.close()",
            kept.as_str().unwrap().split_once(',').unwrap().1
        ));
        reads(browser, "kept");
        host.quit();
    });
}

fn at_the_door(browser: &Browser) {
    browser.go("/");
    reads(browser, "joining");
    browser.fill("#code", "WRONG1");
    browser.choose("sales");
    browser.click(".door button");
    browser.sees("That is not the code");
    reads(browser, "after a wrong code");
    browser.go("/");
    browser.ask("document.querySelectorAll('details').forEach(each => { each.open = true })");
    browser.ask("document.querySelector('.held').hidden = false");
    reads(browser, "with everything opened");
    browser.go(&format!("/j/{LINK}?turn=hand"));
}

fn answering(browser: &Browser) {
    browser.sees("1 of 36");
    browser.choose("4");
    browser.sees("✓ Saved");
    reads(browser, "a statement that is saved");
    block(browser, &["*/api/*", "*/events"]);
    browser.choose("2");
    browser.sees("Trying again");
    reads(browser, "a statement that cannot be saved");
    block(browser, &[]);
    browser.sees("✓ Saved");
    for path in ["/item/9", "/guess/1", "/all", "/side", "/leave", "/left", "/nothing"] {
        browser.go(path);
        reads(browser, path);
    }
    browser.go("/all");
    browser.click("button.second");
    browser.sees("One more minute");
    reads(browser, "before the guesses");
    browser.go("/");
}

fn reads(browser: &Browser, page: &str) {
    for scheme in ["light", "dark"] {
        let media = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        browser.devtools("Emulation.setEmulatedMedia", &media).unwrap();
        let found = browser.ask(&format!("(() => {{ {FAINT} }})()"));
        assert_eq!(found["faint"], json!([]), "{page} in the {scheme}");
        assert!(found["texts"].as_u64().unwrap() > 2, "{page} has texts: {found}");
    }
}
