//! Taking part from a terminal.

use undercurrent::testing::definition;
use undercurrent::testing::domain::{Answer, Questionnaire};
use undercurrent::testing::live::{ClientError, Command, Given, Mark, Phase, SessionAddress};

use crate::same::same;
use crate::support::{CODE, LINK, Live, alias, items, questionnaire};

#[test]
fn a_terminal_joins_answers_and_sees_where_it_stands() {
    let live = Live::here();
    let door = SessionAddress::at(&live.address.to_string()).unwrap();
    let welcome = door.welcome().unwrap();
    assert_eq!((welcome.label.as_str(), welcome.sides[0].0.as_str(), welcome.min_people), ("EMEA", "sales", 5));
    let participant = door.join(CODE, &"marketing".parse().unwrap()).unwrap();
    let read = definition::read("the session", participant.questionnaire().unwrap().as_bytes()).unwrap().questionnaire;
    let statements = |all: &Questionnaire| -> Vec<_> {
        all.asked()
            .map(|item| (item.text.clone(), item.hint.clone(), item.scale.stem.clone(), item.scale.points.clone()))
            .collect()
    };
    same!(statements(&read), statements(&questionnaire()), "a terminal is asked what everybody is asked");
    // One for each guess, and one for the other statements.
    assert_eq!((read.causes().len(), read.head().title.as_str()), (10, questionnaire().head().title.as_str()));
    let given = Given::new(1, alias(&items()[0]).parse().unwrap(), 1, Answer::DoesNotApply);
    assert_eq!(participant.answer(&given), Err(ClientError::Refused("Answering has not begun yet.".to_owned())));
    live.command(Command::Start);
    assert_eq!(participant.answer(&given), Ok(Mark { seq: 1, answer: Answer::DoesNotApply }));
    participant.finish(1).unwrap();
    let stand = participant.look().unwrap();
    assert_eq!((stand.phase, stand.items.len(), stand.answers.len(), stand.finished), (Phase::Answering, 36, 1, true));
    let guess = |of: &str| Given::guess("guess-2".parse().unwrap(), of.parse().unwrap(), 1, 5);
    assert!(matches!(participant.answer(&guess("marketing")), Err(ClientError::Refused(_))), "Marketing guesses Sales");
    assert_eq!(participant.answer(&guess("sales")), Ok(Mark { seq: 1, answer: Answer::Value(5) }));
    assert_eq!(participant.look().unwrap().answers.len(), 2);
    live.command(Command::Stop);
    live.command(Command::Reveal);
    assert_eq!(participant.answer(&given), Err(ClientError::Closed("Answering is closed.".to_owned())));
}

#[test]
fn a_terminal_that_was_given_the_link_needs_no_code_and_a_wrong_code_is_refused() {
    let live = Live::here();
    let sales = "sales".parse().unwrap();
    let linked = SessionAddress::at(&format!("http://{}/j/{LINK}", live.address)).unwrap();
    assert!(linked.has_link() && linked.join("", &sales).is_ok());
    let typed = SessionAddress::at(&live.address.to_string()).unwrap();
    assert!(matches!(typed.join("WRONG1", &sales), Err(ClientError::Refused(why)) if why.contains("not the code")));
}

#[test]
fn after_the_host_was_resumed_a_terminal_goes_on_and_a_replay_undoes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let live = Live::begin(folder.path());
    live.command(Command::Start);
    let participant =
        SessionAddress::at(&live.address.to_string()).unwrap().join(CODE, &"sales".parse().unwrap()).unwrap();
    let item = alias(&items()[0]).parse().unwrap();
    let given = |seq, value| Given::new(1, Clone::clone(&item), seq, Answer::Value(value));
    participant.answer(&given(2, 4)).unwrap();
    live.stop();
    assert!(matches!(participant.look(), Err(ClientError::Unreachable(_))));
    let _again = Live::resume(folder.path());
    assert_eq!(participant.answer(&given(1, 1)), Ok(Mark { seq: 2, answer: Answer::Value(4) }));
}
