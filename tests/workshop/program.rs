//! The program itself at a terminal, taking part.

use std::collections::BTreeMap;
use std::net::TcpListener;

use rusqlite::Connection;
use undercurrent::testing::live::Command;

use crate::home::Home;
use crate::support::{CODE, LINK, Live, questionnaire};
use crate::window::Window;

/// Joins in lines.
fn join(home: &Home, args: &[&str]) -> Window {
    Window::open(home.in_terminal(&[&["--plain", "join"], args].concat()))
}

/// Types lines, each once its question is there.
fn talk(window: &mut Window, talk: &[(&str, &str)]) {
    for (question, line) in talk {
        window.wait_for(question);
        window.send(&format!("{line}\r"));
    }
}

#[test]
fn whoever_joins_in_lines_answers_leaves_and_comes_back() {
    let home = Home::new();
    let live = Live::begin(home.path());
    let mut window = join(&home, &[&format!("http://{}/j/{LINK}", live.address)]);
    talk(&mut window, &[("3. Another team.", "2")]);
    window.wait_for("You answer for: Marketing.");
    live.command(Command::Start);
    talk(&mut window, &[("1 of 36. ", "4"), ("2 of 36. ", "x"), ("3 of 36. ", "q")]);
    window.wait_for("2 of 36 answered and saved with the session.");
    window.wait_for("To come back: undercurrent join http://127.0.0.1:");
    assert_eq!(window.exit().code, Some(0));
    let mut window = join(&home, &[&live.address.to_string()]);
    window.wait_for("3 of 36. ");
    live.command(Command::Stop);
    window.wait_for("Answering has stopped");
    live.command(Command::Reveal);
    window.wait_for("Look at the big screen");
    live.command(Command::End);
    talk(&mut window, &[("The session is over", "q")]);
    assert_eq!(window.exit().code, Some(0));
    assert_eq!(live.keeper.rows()[0].answers.len(), 2);
}

#[test]
fn a_terminal_is_told_the_cause_that_the_room_talks_about_and_asked_again_only_what_the_room_asks_again() {
    let home = Home::new();
    let live = Live::begin(home.path());
    let asked = questionnaire();
    let cause = &asked.causes()[3];
    let mut window = join(&home, &[&format!("http://{}/j/{LINK}", live.address)]);
    talk(&mut window, &[("3. Another team.", "1")]);
    window.wait_for("You answer for: Sales.");
    live.command(Command::Start);
    talk(&mut window, &[("1 of 36. ", "4")]);
    window.wait_for("2 of 36. ");
    live.command(Command::Stop);
    live.command(Command::Reveal);
    window.wait_for("Look at the big screen");
    live.command(Command::Pin(Some(cause.id.clone())));
    for said in [&cause.name, &cause.heading] {
        window.wait_for(said);
    }
    window.wait_for(cause.prompts[0].split_whitespace().next().unwrap());
    live.command(Command::SecondRound(vec![cause.id.clone()]));
    talk(&mut window, &[("Answer these 4 statements again, as you see it now.", "b")]);
    for place in 1..=cause.items.len() {
        talk(&mut window, &[(&format!("{place} of {}. ", cause.items.len()), "5")]);
    }
    live.until(|view| view.sides[0].finished == 1);
    live.command(Command::Stop);
    live.command(Command::Reveal);
    let own = cause.items.iter().map(|item| (item.id.to_string(), Some(5))).collect();
    assert_eq!(live.keeper.rows().into_iter().map(|row| row.answers).max_by_key(BTreeMap::len), Some(own));
}

#[test]
fn a_code_may_be_given_or_typed() {
    let home = Home::new();
    let live = Live::begin(home.path());
    let url = live.address.to_string();
    let mut given = join(&home, &[&url, CODE]);
    talk(&mut given, &[("3. Another team.", "1")]);
    given.wait_for("You are in");
    let other = Home::new();
    let mut typed = join(&other, &[&url]);
    talk(&mut typed, &[("3. Another team.", "1"), ("Code:", "AAAAAA"), ("That is not the code on the screen.", CODE)]);
    typed.wait_for("You are in");
    assert_eq!(live.view().sides[0].joined, 2);
}

#[test]
fn where_nobody_hosts_a_session_that_is_said_and_nothing_begins() {
    let home = Home::new();
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let mut window = join(&home, &[&free.to_string()]);
    window.wait_for("the session cannot be reached: nobody runs it at that address just now");
    assert_eq!(window.exit().code, Some(1));
}

#[test]
fn whoever_joins_in_lines_is_asked_to_guess_and_may_skip() {
    let home = Home::new();
    let live = Live::begin(home.path());
    let mut window = join(&home, &[&format!("http://{}/j/{LINK}", live.address)]);
    talk(&mut window, &[("3. Another team.", "1")]);
    window.wait_for("You answer for: Sales.");
    live.command(Command::Start);
    for place in 1..=36 {
        talk(&mut window, &[(&format!("{place} of 36. "), "4")]);
    }
    talk(&mut window, &[("Now guess what Marketing sees", "g")]);
    talk(&mut window, &[("Guess 1 of 9", "2"), ("Guess 2 of 9", "n"), ("Guess 3 of 9", "5")]);
    window.wait_for("Guess 4 of 9");
    // Whoever leaves waits until the last of it has arrived.
    talk(&mut window, &[("Guess: ", "q")]);
    window.exit();
    live.command(Command::Stop);
    live.command(Command::Reveal);
    let asked = live.view().setup.questionnaire.clone();
    let guessed: Vec<_> = [0, 1, 2].map(|at| asked.causes()[at].id.to_string()).into();
    let answers = live.keeper.rows()[0].answers.clone();
    assert_eq!(answers.len(), 38);
    assert_eq!(
        guessed.iter().map(|cause| answers.get(cause).copied()).collect::<Vec<_>>(),
        [Some(Some(2)), None, Some(Some(5))]
    );
}

#[test]
fn whoever_joins_in_lines_and_loses_the_place_loses_no_answer() {
    let home = Home::new();
    let live = Live::begin(home.path());
    let mut window = join(&home, &[&live.address.to_string(), CODE]);
    talk(&mut window, &[("3. Another team.", "1")]);
    window.wait_for("You answer for: Sales.");
    live.command(Command::Start);
    window.wait_for("1 of 36. ");
    live.stop();
    talk(&mut window, &[("Answer: ", "4"), ("2 of 36. ", "2")]);
    window.wait_for("Not saved");
    assert_eq!(Connection::open(home.path().join("ledger")).unwrap().execute("DELETE FROM person", []).unwrap(), 1);
    let live = Live::resume(home.path());
    window.wait_for("holds answers that are not saved: join again");
    talk(&mut window, &[("Which side do you answer for?", "1")]);
    window.wait_for("3 of 36. ");
    live.until(|view| view.sides[0].answers == 2);
    live.command(Command::Stop);
    live.command(Command::Reveal);
    assert_eq!(live.keeper.rows()[0].answers.len(), 2);
}
