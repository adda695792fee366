//! The app in lines: what is typed, what is said, what is asked of the world.

#![expect(clippy::unwrap_used, reason = "a test stops where it fails")]

#[path = "support/answers.rs"]
mod answers;
#[path = "support/session.rs"]
mod session;

use std::cell::RefCell;
use std::sync::mpsc::channel;
use std::time::Duration;

use jiff::Zoned;
use undercurrent::testing::app::{
    App, Effect, Moment, Msg, ReadReply, ReadRequest, Setup, Store, StoreRequest, Target, Unfinished, claimed,
    discarded, not_claimed, not_saved, saved,
};
use undercurrent::testing::domain::{Answer, Begin, Label, Record, Token, first_unshowable};
use undercurrent::testing::live::Command;
use undercurrent::testing::plain::{self, Ending, Event, Output};
use unicode_width::UnicodeWidthStr;

use answers::built_in;
use session::Session;

fn now() -> Zoned {
    "2026-11-24T18:00:00+01:00[+01:00]".parse().unwrap()
}

fn setup() -> Setup {
    Setup::new(built_in(), Store::Folder("~/.local/share/undercurrent".to_owned()), now())
}

/// What came of a talk.
struct Talk {
    said: String,
    effects: Vec<Effect>,
    ending: Ending,
    app: App,
}

/// How the world answers to an effect.
type Answers<'a> = &'a dyn Fn(&Effect) -> Option<Msg>;

fn saves(effect: &Effect) -> Option<Msg> {
    match effect {
        Effect::Store(StoreRequest::Save { revision, .. } | StoreRequest::SaveElsewhere { revision, .. }) => {
            Some(saved(*revision))
        }
        _ => None,
    }
}

/// There are no other records.
fn nothing_found(effect: &Effect) -> Option<Msg> {
    match effect {
        Effect::Read(ReadRequest::Earlier { awaited, .. }) => {
            Some(Msg::Read(ReadReply::Earlier { records: Vec::new(), awaited: *awaited }))
        }
        Effect::Read(ReadRequest::List) => {
            Some(Msg::Read(ReadReply::Listed { records: Vec::new(), unfinished: Vec::new(), unreadable: 0 }))
        }
        _ => None,
    }
}

/// Talks to the app: types all lines ahead, at this width.
fn talk(mut app: App, lines: &str, width: usize, answers: Answers<'_>) -> Talk {
    let (sender, events) = channel();
    for line in lines.split_terminator('\n') {
        sender.send(Event::Line(line.to_owned())).unwrap();
    }
    sender.send(Event::End).unwrap();
    let (mut out, effects) = (Vec::new(), RefCell::new(Vec::new()));
    let mut handle = |effect: Effect| {
        if let Some(msg) = answers(&effect).or_else(|| nothing_found(&effect)) {
            sender.send(Event::Msg(msg)).unwrap();
        }
        effects.borrow_mut().push(effect);
    };
    let clock = || Moment { now: now(), chance: [1, 2], since: Duration::ZERO };
    let ending = {
        let mut world = plain::World { effects: &mut handle, clock: &clock };
        let mut voice = Output::new(&mut out, width);
        plain::run(&mut app, &events, &mut voice, &mut world)
    };
    Talk { said: String::from_utf8(out).unwrap(), effects: effects.into_inner(), ending, app }
}

fn talked(lines: &str) -> Talk {
    talk(App::new(setup(), Vec::new()), lines, 80, &saves)
}

const PULSE: &str = "2\n1\nEMEA\n5\n4\n3\n5\n1\nx\n2\n3\n4\nn\n";

#[test]
fn a_pulse_is_answered_and_read_in_lines() {
    insta::assert_snapshot!(talked(&format!("{PULSE}1\nb\nr\nb\nq\n")).said);
}

#[test]
fn a_day_that_is_past_is_asked_back_in_lines() {
    let talk = talked(&format!("{PULSE}1\na\nTalk.\n\n2020-01-01\nn\n2020-01-02\ny\nq\n"));
    assert!(talk.said.contains("1 January 2020 is past. Keep it?"), "{}", talk.said);
    let due = talk.app.record().unwrap().actions()[0].due();
    assert_eq!(due, Some("2020-01-02".parse().unwrap()));
}

fn unfinished(label: &str, answered: usize) -> Unfinished {
    let begin = Begin {
        id: Token::new(u128::from(label.as_bytes()[0]) << 96),
        response: Token::new(7),
        at: "2026-11-23T15:10:00Z".parse().unwrap(),
        label: Label::new(label).unwrap(),
        side: "sales".parse().unwrap(),
    };
    let mut record = Record::begin(begin, built_in()).unwrap();
    for place in 0..answered {
        let item = built_in().asked_at(place).unwrap().id.clone();
        record.answer(&item, Answer::Value(3), "2026-11-23T15:20:00Z".parse().unwrap()).unwrap();
    }
    Unfinished { record, file: None, holder: None }
}

fn finished() -> Record {
    let Unfinished { mut record, .. } = unfinished("EMEA", 36);
    record.finish("2026-11-23T15:30:00Z".parse().unwrap());
    record
}

/// Claims are granted and saves succeed.
fn grants(effect: &Effect) -> Option<Msg> {
    match effect {
        Effect::Store(StoreRequest::Claim(Target { id, .. })) => {
            let found = [("EMEA", 14), ("APAC", 20)].map(|(label, answered)| unfinished(label, answered).record);
            let record = found.into_iter().chain([finished()]).find(|record| record.head().id == *id).unwrap();
            Some(claimed(record))
        }
        Effect::Store(StoreRequest::Discard { target: Target { id, .. }, .. }) => Some(discarded(*id)),
        other => saves(other),
    }
}

fn with_unfinished(lines: &str) -> Talk {
    let app = App::new(setup(), vec![unfinished("EMEA", 14), unfinished("APAC", 20)]);
    talk(app, lines, 80, &grants)
}

fn on_results(lines: &str) -> Talk {
    let grant_finished = |effect: &Effect| match effect {
        Effect::Store(StoreRequest::Claim(_)) => Some(claimed(finished())),
        other => saves(other),
    };
    talk(App::results(setup(), finished()).unwrap(), lines, 80, &grant_finished)
}

/// Begins the full form and types these lines to its statements.
fn answering(lines: &str) -> Talk {
    talked(&format!("1\n2\n\n{lines}"))
}

fn last_saved(talk: &Talk) -> &Record {
    let mut records = talk.effects.iter().filter_map(|effect| match effect {
        Effect::Store(StoreRequest::Save { record, .. } | StoreRequest::SaveElsewhere { record, .. }) => Some(record),
        _ => None,
    });
    records.next_back().unwrap()
}

#[test]
fn a_question_begins_with_its_number() {
    let talk = answering("3\nx\n");
    for start in ["1 of 36. ", "2 of 36. ", "3 of 36. "] {
        assert_eq!(
            talk.said.matches(&format!("Name: {start}")).count()
                + talk.said.matches(&format!("Answer: {start}")).count(),
            1,
            "{start}"
        );
    }
}

#[test]
fn the_stem_the_hints_and_what_to_type_are_said_once() {
    let talk = answering("3\n3\n3\n3\n3\n3\n3\n3\n3\n3\n3\n");
    for once in ["In the last three months", "A lead is a possible buyer", "Type and press Enter: 1 to 5"] {
        assert_eq!(talk.said.matches(once).count(), 1, "{once}");
    }
}

#[test]
fn an_empty_line_says_all_of_it_again() {
    let talk = answering("3\n\n");
    assert_eq!(talk.said.matches("2 of 36. ").count(), 2);
    assert_eq!(talk.said.matches("In the last three months").count(), 2);
}

#[test]
fn every_answer_is_handed_over_at_once() {
    let talk = answering("5\nx\nn\n2\n");
    assert_eq!(talk.effects.len(), 3);
    let record = last_saved(&talk);
    let answers: Vec<Option<Answer>> =
        record.questionnaire().asked().take(4).map(|item| record.solo().unwrap().answer(item)).collect();
    assert_eq!(answers, [Some(Answer::Value(5)), Some(Answer::DoesNotApply), None, Some(Answer::Value(2))]);
}

#[test]
fn numbers_and_letters_mean_the_same_in_capitals_and_in_full_width() {
    let saved = |lines: &str| last_saved(&answering(lines)).clone();
    let plain = saved("5\nx\nn\n2\nb\n4\n");
    for lines in ["５\nX\nN\n２\nB\n4\n", "５\nｘ\nｎ\n　２\nＢ\n４\n"] {
        assert_eq!(saved(lines), plain, "{lines}");
    }
    assert!(talked("１\nｄ\n？\n").said.contains("Type and press Enter"));
}

#[test]
fn going_back_says_the_answer_so_far() {
    assert!(answering("4\nb\n").said.contains("Your answer so far: Often."));
}

#[test]
fn what_means_nothing_changes_nothing_and_says_how_to_find_out() {
    let talk = answering("6\nhello\n-1\n0\n99999999999999999999\n\u{1b}[A\n");
    assert_eq!(talk.said.matches("That means nothing here. Type ? for what does.").count(), 6);
    assert!(talk.effects.is_empty());
}

#[test]
fn a_question_mark_says_all_that_may_be_typed_and_the_words() {
    let talk = answering("?\n");
    for line in ["\nx: does not apply, or cannot say.\n", "\n/: all.\n", "\nq: leave.\n", "\nlead: A possible buyer"] {
        assert!(talk.said.contains(line), "{line}");
    }
}

#[test]
fn no_typed_line_is_missing_from_the_list_of_what_may_be_typed() {
    for typed in ["x", "b", "n", "/", "s", "q"] {
        let app = answering("").app;
        assert!(plain::choices(&app).iter().any(|offer| offer.typed == typed), "{typed}");
    }
}

#[test]
fn lines_that_are_pasted_count_one_after_the_other_and_none_is_dropped() {
    let lines = answering("3\r\n4\n\n5\n");
    let given = last_saved(&lines).solo().unwrap().answers.clone();
    let order: Vec<Option<&Answer>> = built_in().asked().take(4).map(|item| given.get(&item.id)).collect();
    assert_eq!(order, [Some(&Answer::Value(3)), Some(&Answer::Value(4)), Some(&Answer::Value(5)), None]);
}

#[test]
fn what_a_terminal_marks_as_pasted_answers_nothing_and_is_never_echoed() {
    let talk = answering("\u{1b}[200~3\u{1b}[201~\n\u{1b}[200~3\n4\u{1b}[201~\n2\n");
    assert_eq!(talk.said.matches("That means nothing here. Type ? for what does.").count(), 3);
    assert_eq!(last_saved(&talk).answered(), 1);
    assert!(talk.said.lines().all(|line| first_unshowable(line).is_none()));
}

#[test]
fn any_statement_is_reached_by_its_number() {
    let talk = answering("3\n/\n20\n");
    assert!(talk.said.contains("1. answered: Salespeople enter"));
    assert!(talk.said.contains("\n36. not answered: "));
    assert!(talk.said.contains("Choice: 20 of 36. "));
}

#[test]
fn the_review_names_what_is_open_and_finishes_when_told() {
    let skips = "n\n".repeat(35);
    let talk = answering(&format!("3\n{skips}f\nn\n"));
    assert!(talk.said.contains("35 statements are unanswered. You may finish all the same."), "{}", talk.said);
    assert!(talk.said.contains("2. not answered: "));
    assert!(last_saved(&talk).is_finished());
}

#[test]
fn from_the_review_an_open_statement_is_reached_and_the_next_open_one_follows() {
    let skips = "n\n".repeat(33);
    let talk = answering(&format!("3\nn\n3\n{skips}2\n5\n"));
    assert!(talk.said.contains("Choice: 2 of 36. "), "{}", talk.said);
    assert!(talk.said.contains("Answer: 4 of 36. "), "{}", talk.said);
}

#[test]
fn from_the_review_an_answered_statement_is_reached_as_well() {
    let skips = "n\n".repeat(35);
    let talk = answering(&format!("3\n{skips}1\n"));
    assert!(talk.said.ends_with("Your answer so far: Sometimes.\nAnswer: \n"), "{}", talk.said);
}

#[test]
fn an_unfinished_assessment_is_offered_first_and_resumed_by_its_number() {
    let talk = with_unfinished("2\n3\n");
    assert!(talk.said.contains("1. Resume EMEA (14 of 36, yesterday 16:10)."));
    assert!(talk.said.contains("2. Resume APAC (20 of 36, yesterday 16:10)."));
    assert!(talk.said.contains("3. All 36 statements, about 7 minutes, steadier figures."));
    assert!(talk.said.contains("21 of 36. "), "{}", talk.said);
}

#[test]
fn what_is_typed_ahead_of_a_resume_answers_the_statement_after_it() {
    let talk = with_unfinished("2\n5\n4\n");
    assert_eq!(last_saved(&talk).answered(), 22);
    assert_eq!(last_saved(&talk).head().label.as_str(), "APAC");
}

#[test]
fn discarding_names_which_one_and_asks() {
    let talk = with_unfinished("d 2\ny\n");
    assert!(talk.said.contains("Discard APAC, Sales, 20 of 36 answered, begun"));
    assert!(
        matches!(talk.effects.as_slice(), [Effect::Store(StoreRequest::Discard { target: Target { id, .. }, .. })] if *id == unfinished("APAC", 20).record.head().id)
    );
    assert!(with_unfinished("d 2\nn\n").effects.is_empty());
    assert!(with_unfinished("d\n").effects.is_empty());
    assert!(with_unfinished("d 3\n").effects.is_empty());
}

#[test]
fn a_record_that_somebody_else_holds_is_refused_with_the_reason() {
    let refuses = |_: &Effect| Some(not_claimed("it is open in another Undercurrent"));
    let app = App::new(setup(), vec![unfinished("EMEA", 14)]);
    let talk = talk(app, "1\n", 80, &refuses);
    assert!(talk.said.contains("Choice: it is open in another Undercurrent.\nChoice: "), "{}", talk.said);
}

#[test]
fn a_label_may_be_anything_and_a_slash_goes_back() {
    let talk = talked("2\n1\nb\n3\n");
    assert_eq!(last_saved(&talk).head().label.as_str(), "b");
    assert!(talked("1\n1\n/b\n").said.ends_with("3. Another team.\nChoice: \n"));
    assert!(talked("1\n1\n／Ｂ\n").said.ends_with("3. Another team.\nChoice: \n"));
    assert_eq!(last_saved(&talked("2\n1\nＢ１\n3\n")).head().label.as_str(), "Ｂ１");
    assert!(talked("1\n1\n/q\n").said.ends_with("/q: leave.\nName: "));
}

#[test]
fn the_word_list_tells_all_statements_where_one_is_asked() {
    assert_eq!(talked("1\n1\n\nlist\n").said, talked("1\n1\n\n/\n").said);
}

#[test]
fn a_label_that_could_act_on_a_terminal_is_never_echoed_raw() {
    let talk = talked("1\n1\n\u{1b}[31mEMEA\u{202e}\n2\n3\n");
    assert!(talk.said.lines().all(|line| first_unshowable(line).is_none()));
    assert_eq!(last_saved(&talk).head().label.as_str(), "[31mEMEA");
    assert!(talk.said.contains("Left out: U+001B and U+202E, which cannot be shown.\n"), "{}", talk.said);
}

#[test]
fn results_are_told_worst_first_and_a_cause_is_reached_by_its_number() {
    let talk = on_results("9\nn\nb\no\n");
    assert!(talk.said.contains("1. Lead mismatch: 50 of 100, moderate, rank 1 shared; 4 of 4 answered."));
    assert!(talk.said.contains("Choice: 9. Lack of respect: "));
    assert!(talk.said.contains("Choice: 1. Lead mismatch: "));
}

#[test]
fn an_answer_is_changed_from_the_page_of_its_cause() {
    let talk = on_results("1\nc\n5\n");
    assert!(talk.said.contains("Your answer so far: Sometimes."));
    let record = last_saved(&talk);
    assert!(record.head().changed.is_some());
    assert_eq!(record.solo().unwrap().answers[&"lead-unchecked".parse().unwrap()], Answer::Value(5));
}

#[test]
fn the_end_of_the_lines_leaves_with_everything_saved() {
    let talk = answering("3\n");
    assert!(matches!(talk.ending, Ending::Left));
    assert_eq!(last_saved(&talk).answered(), 1);
}

#[test]
fn a_signal_ends_it_with_its_number() {
    let (sender, events) = channel();
    sender.send(Event::Signal(2)).unwrap();
    let (mut app, mut out) = (App::new(setup(), Vec::new()), Vec::new());
    let clock = || Moment { now: now(), chance: [1, 2], since: Duration::ZERO };
    let mut world = plain::World { effects: &mut |_| {}, clock: &clock };
    let ending = plain::run(&mut app, &events, &mut Output::new(&mut out, 80), &mut world);
    assert!(matches!(ending, Ending::Signal(2)));
}

#[test]
fn a_save_that_fails_is_told_at_once_and_once() {
    let fails = |effect: &Effect| match effect {
        Effect::Store(StoreRequest::Save { revision, .. }) => Some(not_saved(*revision, "the disk is full")),
        _ => None,
    };
    let talk = talk(App::new(setup(), Vec::new()), "1\n2\n\n3\n3\n", 80, &fails);
    let said = talk.said.replace('\n', " ");
    assert_eq!(said.matches("Not saved: the disk is full. s saves in another file.").count(), 1, "{said}");
    assert_eq!(talk.effects.len(), 2);
}

#[test]
fn answers_that_cannot_be_saved_are_saved_in_a_file_that_is_named() {
    let fails = |effect: &Effect| match effect {
        Effect::Store(StoreRequest::Save { revision, .. }) => Some(not_saved(*revision, "the disk is full")),
        other => saves(other),
    };
    let nowhere = Setup::new(built_in(), Store::Nowhere("there is no home folder".to_owned()), now());
    let talk = talk(App::new(nowhere, Vec::new()), "1\n2\n\n1\n3\ns\n\ns\n/tmp/x.toml\n", 80, &fails);
    assert!(talk.said.starts_with("Not saved: there is no home folder."), "{}", talk.said);
    assert!(talk.said.contains("Where should your answers be saved?"));
    assert!(talk.effects.iter().any(
        |effect| matches!(effect, Effect::Store(StoreRequest::SaveElsewhere { path, .. }) if path == "/tmp/x.toml")
    ));
}

#[test]
fn at_40_columns_no_line_is_wider_and_none_draws_anything() {
    let app = App::new(setup(), vec![unfinished("EMEA", 14)]);
    let talk = talk(app, &format!("2\n{}1\nb\nr\nb\no\n", &PULSE[2..]), 40, &saves);
    for line in talk.said.lines() {
        // What stands in front of the cursor shares its line with what follows only here, where nobody presses Enter.
        let line =
            ["Choice: ", "Answer: ", "Name: "].iter().find_map(|prompt| line.strip_prefix(prompt)).unwrap_or(line);
        assert!(line.width() <= 40, "{line}");
        assert!(
            !line.chars().any(|c| matches!(c, '\u{2500}'..='\u{259F}' | '●' | '○' | '▸' | '✓' | '↑' | '↓')),
            "{line}"
        );
    }
}

/// A session of twelve people, as a facilitator hears it; the commands that were given.
fn hosting(session: &Session, lines: &str) -> (String, Vec<Command>) {
    let app = App::hosting(setup(), session::network(), session.seen());
    let talk = talk(app, lines, 80, &|_| None);
    let commands = talk.effects.into_iter().filter_map(|effect| match effect {
        Effect::Command(Command::Show(_)) => None,
        Effect::Command(command) => Some(command),
        _ => None,
    });
    (talk.said, commands.collect())
}

#[test]
fn a_session_is_told_and_driven_in_lines() {
    let lobby = Session::open(&built_in()).joined("sales", 6).joined("marketing", 6);
    let (said, commands) = hosting(&lobby, "l\ng\ne\nb\ne\ny\n");
    assert!(said.contains("code K7MQ2X") && said.contains("12 people: Sales 6, Marketing 6"), "{said}");
    assert!(said.contains("This is final") && !said.contains("close one level"), "{said}");
    assert_eq!(commands, [Command::Lock(true), Command::Start, Command::End]);
}

#[test]
fn a_revealed_session_is_told_and_driven_in_lines() {
    let revealed =
        Session::open(&built_in()).joined("sales", 6).joined("marketing", 6).started().answered(12).revealed();
    let (said, commands) = hosting(&revealed, "2\ns\n1\n3\ng\n");
    assert!(said.contains("2. System burden"), "{said}");
    let second = Command::SecondRound(vec![revealed.cause(0), revealed.cause(2)]);
    assert_eq!(commands, [Command::Pin(Some(revealed.cause(1))), second]);
    let (said, commands) = hosting(&revealed.pinned(0), "v\nx\nb\na\nListen\nKim\n\n");
    assert!(said.contains("Think of one lead") && said.contains("Dismiss"), "{said}");
    assert_eq!(commands[..2], [Command::Blank(true), Command::Pin(None)]);
    assert!(matches!(&commands[2], Command::TakeOn { step, owner, .. } if step == "Listen" && owner == "Kim"));
}

#[test]
fn of_a_session_that_goes_on_only_what_differs_is_said() {
    let lobby = Session::open(&built_in()).joined("sales", 6).joined("marketing", 5);
    let mut app = App::hosting(setup(), session::network(), lobby.seen());
    let (sender, events) = channel();
    sender.send(Event::Msg(Msg::Room(lobby.joined("marketing", 1).seen()))).unwrap();
    drop(sender);
    let mut out = Vec::new();
    let mut voice = Output::new(&mut out, 80);
    let clock = || Moment { now: now(), chance: [1, 2], since: Duration::ZERO };
    plain::run(&mut app, &events, &mut voice, &mut plain::World { effects: &mut |_| {}, clock: &clock });
    let said = String::from_utf8(out).unwrap();
    assert!(said.contains("11 people") && said.contains("12 people"), "{said}");
    assert_eq!(said.matches("Answers are confidential").count(), 1, "{said}");
}

/// The record as it was handed over last.
fn handed_over(talk: &Talk) -> Record {
    let saved = talk.effects.iter().rev().find_map(|effect| match effect {
        Effect::Store(StoreRequest::Save { record, .. }) => Some(Record::clone(record)),
        _ => None,
    });
    saved.unwrap()
}

#[test]
fn a_step_is_taken_on_ticked_off_changed_and_dropped_by_its_number() {
    let taken = "r\na 1\nTalk.\nKim\n3/4\n2\n";
    let talk = on_results(&format!("{taken}q\n"));
    assert!(talk.said.contains("1. Saturday 3 April 2027"), "{}", talk.said);
    assert!(talk.said.contains("To do: Talk. Kim, by 4 March 2027; in 14 weeks."), "{}", talk.said);
    let talk = on_results(&format!("{taken}x 1\nq\n"));
    assert!(handed_over(&talk).actions()[0].is_done(), "{}", talk.said);
    let talk = on_results(&format!("{taken}x 1\nx\ne 1\nListen.\n/e\n/e\nq\n"));
    let action = handed_over(&talk).actions()[0].clone();
    assert!(action.is_open() && action.due().is_none() && action.owner().is_empty(), "{action:?}");
    assert_eq!(action.step(), "Listen.");
    let talk = on_results(&format!("{taken}d 1\ny\nq\n"));
    assert!(handed_over(&talk).actions()[0].is_dropped(), "{}", talk.said);
}

#[test]
fn a_step_is_written_as_a_plan_and_the_note_is_kept_wherever_the_cursor_is() {
    let talk = on_results("r\na 1\n/w\nMonday comes\nwe talk\nKim\n\nw\nBonus plans.\nq\n");
    let record = handed_over(&talk);
    assert!(talk.said.contains("When Monday comes, we talk."), "{}", talk.said);
    assert_eq!(record.note().unwrap().as_str(), "Bonus plans.");
}
