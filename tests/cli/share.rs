//! The verb `share`: what is handed over is what was answered, and nothing else.

use std::fs;

use undercurrent::testing::domain::{Action, Intent, Note};
use undercurrent::testing::storage::{read, to_text};

use super::home::Home;

/// A record with a note and a step.
fn with_note_and_step(home: &Home) -> String {
    let id = home.record("EMEA");
    let file = fs::read_dir(home.records()).unwrap().map(|file| file.unwrap().path()).next().unwrap();
    let cause = "bad-leads".parse().unwrap();
    let step = Intent { cause, step: "Look at ten leads.", owner: "Kim", due: None };
    let step = Action::new(step, "2026-11-23T15:20:00Z".parse().unwrap()).unwrap();
    let record = read(&file).unwrap().with_actions(vec![step]).unwrap();
    let record = record.with_note(Note::new("for me alone").unwrap()).unwrap();
    fs::write(&file, to_text(&record).unwrap()).unwrap();
    id
}

#[test]
fn the_copy_has_the_answers_and_neither_note_nor_steps() {
    let home = Home::new();
    let id = with_note_and_step(&home);
    let run = home.run(&["share", &id, "--output", "mine.toml"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{}", run.err);
    assert_eq!(run.err, "The copy to hand over is in mine.toml, without note and steps.\n");
    let text = fs::read_to_string(home.path().join("mine.toml")).unwrap();
    assert!(!text.contains("for me alone") && !text.contains("Look at ten leads."), "{text}");
    let copy = read(&home.path().join("mine.toml")).unwrap();
    let own = fs::read_dir(home.records()).unwrap().map(|file| read(&file.unwrap().path()).unwrap()).next().unwrap();
    assert_eq!((copy.head(), copy.responses()), (own.head(), own.responses()));
    assert_eq!(copy.questionnaire(), own.questionnaire());
}

#[test]
fn of_several_people_it_is_said_that_every_single_answer_is_handed_over() {
    let home = Home::new();
    home.write("few.csv", "side,lead-fits\nsales,4\nmarketing,2\nsales,1\n");
    assert_eq!(home.run(&["score", "few.csv", "--output", "few.toml"]).code, 0);
    for output in ["theirs.toml", "-"] {
        let run = home.run(&["share", "few.toml", "--output", output]);
        assert!(run.code == 0 && run.err.starts_with("This record is of several people"), "{run:?}");
        assert!(run.err.contains("every single answer"), "{run:?}");
    }
    let own = home.record("EMEA");
    assert!(!home.run(&["share", &own, "--output", "mine.toml"]).err.contains("several people"));
}

#[test]
fn without_a_file_the_copy_gets_a_name_of_its_own_here() {
    let home = Home::new();
    let id = home.record("EMEA");
    for number in ["", "-2"] {
        let run = home.run(&["share", &id]);
        assert_eq!(run.code, 0, "{}", run.err);
        assert!(run.err.contains(&format!("{number}.toml, without note")), "{}", run.err);
    }
}

#[test]
fn a_file_that_is_there_stays_unless_it_is_to_be_replaced_and_a_record_always_does() {
    let home = Home::new();
    let id = home.record("EMEA");
    home.write("mine.toml", "mine");
    let refused = home.run(&["share", &id, "--output", "mine.toml"]);
    assert!(refused.code == 1 && refused.err.contains("mine.toml exists already: give --force"), "{}", refused.err);
    assert_eq!(home.run(&["share", &id, "--output", "mine.toml", "--force"]).code, 0);
    let again = home.run(&["share", &id, "--output", "mine.toml", "--force"]);
    assert!(again.code == 1 && again.err.contains("which nothing replaces"), "{}", again.err);
}
