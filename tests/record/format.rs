//! The text of a record.

use proptest::prelude::*;
use rstest::rstest;
use undercurrent::testing::domain::{
    ActionStatus, Answer, Intent, Invalid, Kind, Note, Part, Plan, Record, Response, Token,
};
use undercurrent::testing::storage::{Malformed, QuestionnaireText, from_text, to_text};

use crate::random;
use crate::record::like;
use crate::same::{same, same_text};
use crate::samples::{begun, finished, merged, solo, tiny};

fn text() -> String {
    to_text(&finished(7)).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]
    #[test]
    fn any_record_reads_back_as_it_was_written(record in random::record()) {
        same!(from_text(&to_text(&record).unwrap()), Ok(record));
    }
}

#[test]
fn a_text_kept_from_one_record_never_gets_into_one_of_another_questionnaire() {
    let mut asked = QuestionnaireText::default();
    for record in [finished(7), begun(7, 2, tiny()), finished(8), finished(7)] {
        same_text!(asked.to_text(&record).unwrap(), to_text(&record).unwrap());
    }
}

#[test]
fn a_record_of_many_reads_back_as_it_was_written() {
    let record = merged(3, 40);
    same!(from_text(&to_text(&record).unwrap()), Ok(record));
}

#[test]
fn a_person_who_opens_the_file_sees_what_it_is_and_then_the_answers() {
    let text = text();
    let places = [
        "undercurrent results FILE",
        "format = 2",
        "label = \"EMEA\"",
        "[[responses]]",
        "side = \"sales\"",
        "data-forgotten = 1",
        "effort-easy = 5",
        "strategy-directs = \"na\"",
        "[questionnaire]",
        "[[questionnaire.item]]",
    ]
    .map(|part| text.find(part).unwrap_or_else(|| panic!("{part}")));
    assert!(places.is_sorted(), "{places:?}");
}

#[test]
fn a_record_cut_short_at_any_byte_is_never_read() {
    let text = to_text(&begun(7, 2, tiny())).unwrap();
    for end in 0..text.len() - 1 {
        let expected = if end == 0 { Malformed::Empty } else { Malformed::CutShort };
        assert_eq!(from_text(&text[..end]), Err(expected), "{end} of {}", text.len());
    }
}

#[test]
fn a_record_that_an_editor_saved_with_other_line_ends_is_read() {
    same!(from_text(&text().replace('\n', "\r\n")), Ok(finished(7)));
    same!(from_text(text().trim_end()), Ok(finished(7)));
}

#[rstest]
#[case("format = 3\nnew = [1, 2]\n")]
#[case("format = 3\n[[answers]]\nitem = 1\n# The record ends here.\n")]
fn a_record_in_another_format_is_named_as_such(#[case] text: &str) {
    let error = from_text(text).unwrap_err();
    assert_eq!(error, Malformed::Foreign(3));
    assert!(error.to_string().ends_with("reads formats 1 to 2"), "{error}");
}

#[rstest]
#[case("[questionnaire]", "[[moods]]\nowner = \"Ann\"\n\n[questionnaire]")]
#[case("label =", "mood = \"fine\"\nlabel =")]
#[case("kind = \"solo\"", "kind = \"panel\"")]
#[case("round = 1", "round = 1\nweight = 2")]
#[case("[questionnaire.bands]", "[questionnaire.bands]\nnone = \"none\"")]
fn what_only_a_newer_version_knows_is_refused_and_never_dropped(#[case] here: &str, #[case] instead: &str) {
    let read = from_text(&text().replacen(here, instead, 1));
    assert!(matches!(read, Err(Malformed::Newer { .. })), "{read:?}");
}

#[test]
fn the_line_of_what_is_unknown_is_told() {
    let text = text().replacen("round = 1", "round = 1\nmood = 2", 1);
    let error = from_text(&text).unwrap_err().to_string();
    assert_eq!(error, "it was written by a newer version of Undercurrent: line 16: unknown field `mood`");
}

#[rstest]
#[case("title = \"a questionnaire\"\n")]
#[case("[package]\nname = \"something else\"\n")]
#[case("# only a comment\n")]
fn toml_of_others_is_not_taken_for_a_record(#[case] text: &str) {
    assert_eq!(from_text(text), Err(Malformed::NotOurs));
}

#[rstest]
#[case("Dear Ann,\nthese are the figures.\n")]
#[case("{\"format\": 1}")]
#[case("<html>")]
fn what_is_not_toml_is_named_as_such(#[case] text: &str) {
    let read = from_text(text);
    assert!(matches!(read, Err(Malformed::NotToml { line: 1, .. })), "{read:?}");
}

#[rstest]
#[case("side = \"sales\"", "side = \"finance\"", "there is no side 'finance'")]
#[case("data-forgotten = 1", "data-forgotten = 9", "9 is no answer to 'data-forgotten'")]
#[case("data-forgotten = 1", "data-lost = 1", "there is no item 'data-lost'")]
#[case("finished = 2026", "finished = 1926", "it was finished before it was begun")]
#[case("min_people = 5", "min_people = 2", "min_people must be at least 3")]
fn contradictions_are_told(#[case] here: &str, #[case] instead: &str, #[case] sentence: &str) {
    let error = from_text(&text().replacen(here, instead, 1)).unwrap_err().to_string();
    assert!(error.starts_with("it contradicts itself") && error.contains(sentence), "{error}");
}

#[test]
fn a_solo_record_of_two_people_contradicts_itself() {
    let two = to_text(&merged(3, 2)).unwrap().replace("kind = \"merged\"", "kind = \"solo\"");
    assert_eq!(from_text(&two), Err(Malformed::Contradiction(Invalid::NotSolo(2))));
}

#[rstest]
#[case("data-forgotten = 1", "data-forgotten = 1.5")]
#[case("data-forgotten = 1", "data-forgotten = \"NA\"")]
#[case("data-forgotten = 1", "data-forgotten = 99999999999")]
#[case("data-forgotten = 1", "\"\\u001b[2J\" = 1")]
#[case("label = \"EMEA\"", "label = \"\\u001b[2J\"")]
#[case("label = \"EMEA\"", "label = \"\\u202Egpj\"")]
#[case("id = \"00000007000000000000000000000007\"", "id = \"../../passwd\"")]
#[case("created = 2026-11-23T16:10:00Z", "created = 2026-11-23T16:10:00")]
#[case("created = 2026-11-23T16:10:00Z", "created = 2026-11-23")]
#[case("side = \"sales\"", "side = \"\\u001b]0;owned\\u0007\"")]
#[case("name = \"Sales\"", "name = \"Sales\\u001b[31m\"")]
#[case("format = 2", "format = 2\n\"\\u001b[2J\" = 1")]
fn a_hostile_or_wrong_value_is_refused_and_shown_as_text_only(#[case] here: &str, #[case] instead: &str) {
    let text = text();
    assert!(text.contains(here), "{here}");
    let error = from_text(&text.replacen(here, instead, 1)).unwrap_err().to_string();
    assert!(!error.contains(|c: char| c.is_control() || c == '\u{202e}'), "{error:?}");
}

#[test]
fn deeply_nested_text_is_refused_in_peace() {
    let deep = format!("format = 1\nx = {}{}\n# The record ends here.\n", "[".repeat(100_000), "]".repeat(100_000));
    assert!(from_text(&deep).is_err());
}

#[test]
fn an_answer_changed_after_finishing_is_kept_with_its_date() {
    let mut record: Record = finished(7);
    let later = "2027-01-01T00:00:00.000000001Z".parse().unwrap();
    record.answer(&"data-forgotten".parse().unwrap(), Answer::Value(2), later).unwrap();
    let read = from_text(&to_text(&record).unwrap()).unwrap();
    assert_eq!(read.head().changed, Some(later));
    assert_eq!(read, record);
}

#[test]
fn a_time_before_the_year_0_cannot_be_written_and_says_so() {
    let old = like(&solo(7, 0)).created("-000001-01-01T00:00:00Z").build();
    assert!(to_text(&old).unwrap_err().to_string().contains("too long ago"));
}

#[test]
fn actions_stand_before_the_questionnaire_as_a_person_would_write_them() {
    let mut record = finished(7);
    let intent = Intent {
        cause: "bad-leads".parse().unwrap(),
        step: "Look at ten leads",
        owner: "Kim",
        due: Some("2026-12-01".parse().unwrap()),
    };
    record.take_on(intent, None, "2026-11-23T16:20:00Z".parse().unwrap()).unwrap();
    record.follow_up(0, ActionStatus::Done("2026-12-02T09:00:00Z".parse().unwrap()));
    let text = to_text(&record).unwrap();
    let action = "\n[[actions]]\ncause = \"bad-leads\"\nstep = \"Look at ten leads\"\nowner = \"Kim\"\ndue = 2026-12-01\n\
                  taken = 2026-11-23T16:20:00Z\nbecame = \"done\"\nsaid = 2026-12-02T09:00:00Z\n";
    assert!(text.find(action).unwrap() < text.find("[questionnaire]").unwrap(), "{text}");
    same!(from_text(&text), Ok(record));
}

#[rstest]
#[case("")]
#[case("cause = \"no-such-cause\"\nstep = \"x\"\ntaken = 2026-11-23T16:20:00Z")]
#[case("cause = \"bad-leads\"\nstep = \" \"\ntaken = 2026-11-23T16:20:00Z")]
#[case("cause = \"bad-leads\"\nstep = \"\\u001b[2J\"\ntaken = 2026-11-23T16:20:00Z")]
#[case("cause = \"bad-leads\"\nstep = \"x\"\ntaken = 2026-11-23T16:20:00Z\nbecame = \"done\"")]
#[case("cause = \"bad-leads\"\nstep = \"x\"\ntaken = 2026-11-23T16:20:00Z\nsaid = 2026-11-24T16:20:00Z")]
#[case("cause = \"bad-leads\"\nstep = \"x\"\ntaken = 2026-11-23T16:20:00Z\ndue = 2026-11-24T16:20:00Z")]
fn an_action_that_makes_no_sense_is_refused_and_never_dropped(#[case] action: &str) {
    let read = from_text(&text().replacen("[questionnaire]", &format!("[[actions]]\n{action}\n\n[questionnaire]"), 1));
    assert!(
        matches!(read, Err(Malformed::Key { .. } | Malformed::Value { .. } | Malformed::Contradiction(_))),
        "{read:?}"
    );
}

/// The text of a finished record, with something written into it.
fn with(here: &str, instead: &str) -> String {
    let text = text();
    assert!(text.contains(here), "{here}");
    text.replacen(here, instead, 1)
}

#[rstest]
#[case("label =", "note = \"Pay.\"\nlabel =", "note")]
#[case("[questionnaire]", "[[rounds]]\nround = 2\nitems = [\"lead-fits\"]\n\n[questionnaire]", "rounds")]
#[case("label =", "discussed = [\"bad-leads\"]\nlabel =", "discussed")]
#[case("[[responses]]", "[[parts]]\nrecord = \"1\"\nmin_people = 5\nresponses = []\n\n[[responses]]", "parts")]
#[case("[responses.answers]", "[responses.guesses]\nbad-leads = 3\n\n[responses.answers]", "responses.guesses")]
fn what_came_with_format_2_is_not_taken_for_format_1(#[case] here: &str, #[case] instead: &str, #[case] key: &str) {
    let (head, rounds) = (with("format = 2", "format = 1"), "[[rounds]]");
    let start = head.find(rounds).unwrap();
    let end = head.find("[questionnaire]").unwrap();
    let format_1 = format!("{}{}", &head[..start], &head[end..]);
    same!(from_text(&format_1), Ok(finished(7)));
    let error = from_text(&format_1.replacen(here, instead, 1)).unwrap_err();
    assert_eq!(error.to_string(), format!("it says format = 1, and '{key}' came with format 2"));
}

#[test]
fn a_note_a_plan_and_a_guess_are_kept() {
    let mut record = finished(7);
    let intent = Intent { cause: "bad-leads".parse().unwrap(), step: "Look", owner: "", due: None };
    record.take_on(intent, None, "2026-11-23T16:20:00Z".parse().unwrap()).unwrap();
    let plan = Plan::new("the month ends", "look at ten leads").unwrap();
    let actions = vec![record.actions()[0].clone().planned(Some(plan))];
    let guessed = |_, response: &mut Response| {
        response.guesses.insert("bad-leads".parse().unwrap(), 4);
    };
    let record = like(&record).each(guessed).build();
    let record = record.with_actions(actions).unwrap().with_note(Note::new("Pay, above all.").unwrap()).unwrap();
    let text = to_text(&record).unwrap();
    for part in [
        "note = \"Pay, above all.\"",
        "when = \"the month ends\"\nwe = \"look at ten leads\"",
        "[responses.guesses]\nbad-leads = 4",
    ] {
        assert!(text.find(part).unwrap() < text.find("[questionnaire]").unwrap(), "{part}");
    }
    same!(from_text(&text), Ok(record));
}

#[rstest]
#[case(
    "[[responses]]",
    "[[actions]]\ncause = \"bad-leads\"\nstep = \"x\"\nwhen = \"now\"\n\
        taken = 2026-11-23T16:20:00Z\n\n[[responses]]",
    "a plan says when, and what we do then"
)]
#[case(
    "[responses.answers]",
    "[responses.guesses]\nbad-leads = 6\n\n[responses.answers]",
    "6 is no answer to 'bad-leads': its scale runs from 1 to 5"
)]
#[case(
    "[responses.answers]",
    "[responses.guesses]\nlead-fits = 3\n\n[responses.answers]",
    "there is no cause 'lead-fits'"
)]
#[case("\"lead-fits\",", "", "'lead-fits' was answered in round 1, which did not ask it")]
#[case("\"lead-fits\",", "\"lead-fits\", \"lead-fits\",", "round 1 cannot have asked 'lead-fits'")]
#[case("\"lead-fits\",", "\"lead-fits\", \"lead-odd\",", "round 1 cannot have asked 'lead-odd'")]
#[case("[questionnaire]", "[[rounds]]\nround = 2\nitems = []\n\n[questionnaire]", "round 2 asked nothing")]
#[case(
    "[questionnaire]",
    "[[parts]]\nrecord = \"00000007000000000000000000000007\"\nmin_people = 5\n\
        responses = [\"00000007000000000000000000000007\"]\n\n[questionnaire]",
    "only a merged record has parts"
)]
fn what_contradicts_itself_in_format_2_is_told(#[case] here: &str, #[case] instead: &str, #[case] sentence: &str) {
    let error = from_text(&with(here, instead)).unwrap_err().to_string();
    assert!(error.starts_with("it contradicts itself") && error.contains(sentence), "{error}");
}

#[test]
fn what_a_room_talked_about_is_kept_of_live_sessions_alone() {
    let discussed = vec!["bad-leads".parse().unwrap()];
    let session = like(&merged(3, 2)).kind(Kind::Workshop).build().with_discussed(discussed.clone()).unwrap();
    same!(from_text(&to_text(&session).unwrap()), Ok(session));
    let with = |named: &str| {
        let text = to_text(&like(&merged(3, 2)).kind(Kind::Workshop).build()).unwrap();
        from_text(&text.replacen("label =", &format!("discussed = {named}\nlabel ="), 1)).unwrap_err()
    };
    let twice = Invalid::DiscussedTwice("bad-leads".parse().unwrap());
    assert_eq!(with("[\"bad-leads\", \"bad-leads\"]"), Malformed::Contradiction(twice));
    assert_eq!(with("[\"tea\"]"), Malformed::Contradiction(Invalid::NoCause("tea".parse().unwrap())));
    assert_eq!(merged(3, 2).with_discussed(discussed), Err(Invalid::NoRoom));
}

#[test]
fn only_the_record_of_one_person_has_a_note() {
    let text = to_text(&merged(3, 2)).unwrap().replacen("label =", "note = \"Pay.\"\nlabel =", 1);
    assert_eq!(from_text(&text), Err(Malformed::Contradiction(Invalid::NoteOfSeveral)));
}

#[rstest]
#[case("")]
#[case("\\u202e")]
#[case("\\u001b[2J")]
fn a_note_that_cannot_be_kept_is_refused(#[case] note: &str) {
    let error = from_text(&with("label =", &format!("note = \"{note}\"\nlabel ="))).unwrap_err();
    assert!(matches!(error, Malformed::Value { key: "note", .. }), "{error:?}");
}

#[test]
fn a_merged_record_says_which_part_its_responses_came_with_or_that_it_is_not_known() {
    let record = merged(3, 12);
    let first: Vec<_> = record.responses().iter().take(5).map(|response| response.id).collect();
    let part = Part { record: Token::new(9), min_people: 3, responses: first.into_iter().collect() };
    let known = record.clone().with_parts(Some(vec![part.clone()])).unwrap();
    let read = from_text(&to_text(&known).unwrap()).unwrap();
    assert_eq!(read.parts(), Some([part].as_slice()));
    let came_with = |part: &Part| read.responses().iter().filter(|response| part.holds(response)).count();
    assert_eq!(came_with(&read.parts().unwrap()[0]), 5);
    assert_eq!(from_text(&to_text(&record).unwrap()).unwrap().parts(), Some([].as_slice()));
    let unknown = record.with_parts(None).unwrap();
    assert_eq!(from_text(&to_text(&unknown).unwrap()).unwrap().parts(), None);
}

#[test]
fn a_part_of_strangers_contradicts_the_record() {
    let part = Part { record: Token::new(9), min_people: 3, responses: [Token::new(4711)].into() };
    assert_eq!(merged(3, 12).with_parts(Some(vec![part])), Err(Invalid::Part(Token::new(9))));
}
