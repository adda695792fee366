//! Many records, and one among them.

use std::fs;
use std::path::Path;

use rstest::rstest;
use tempfile::TempDir;
use undercurrent::testing::domain::{Record, Response, Token};
use undercurrent::testing::storage::{
    Entry, FindError, Hold, Lock, LockedRecord, Malformed, RealDisk, Unreadable, Who, file_name, find, find_id, list,
    newest_finished, read, to_text, unfinished,
};

use crate::record::like;
use crate::same::same;
use crate::samples::{begun, finished, merged, names, solo, tiny};

fn put(folder: &Path, record: &Record) {
    LockedRecord::begin(folder.join(file_name(record.head()))).unwrap().save(&RealDisk, record).unwrap();
}

fn begun_on(number: u128, day: &str) -> Record {
    like(&solo(number, 5)).created(&format!("{day}T09:00:00Z")).build()
}

#[test]
fn records_are_listed_newest_first() {
    let folder = TempDir::new().unwrap();
    for (number, day) in [(1, "2026-03-01"), (2, "2027-01-05"), (3, "2026-11-23")] {
        put(folder.path(), &begun_on(number, day));
    }
    let entries = list(folder.path()).unwrap();
    let ids: Vec<_> = entries.iter().map(|entry| entry.readable().unwrap().head.id.short()).collect();
    assert_eq!(ids, ["00000002", "00000003", "00000001"]);
}

#[test]
fn a_list_says_of_one_person_the_side_and_how_much_is_answered() {
    let folder = TempDir::new().unwrap();
    put(folder.path(), &solo(7, 14));
    let entries = list(folder.path()).unwrap();
    let summary = entries[0].readable().unwrap();
    assert_eq!(summary.who, Who::One { side: "sales".parse().unwrap(), answered: 14 });
    assert_eq!(summary.head, *solo(7, 14).head());
}

#[test]
fn a_list_says_of_several_people_how_many() {
    let folder = TempDir::new().unwrap();
    put(folder.path(), &merged(7, 12));
    put(folder.path(), &merged(8, 1));
    let entries = list(folder.path()).unwrap();
    let mut who: Vec<_> = entries.iter().map(|entry| entry.readable().unwrap().who.clone()).collect();
    who.sort_by_key(|who| matches!(who, Who::Several(12)));
    assert_eq!(who, [Who::Several(1), Who::Several(12)]);
}

#[test]
fn whoever_answered_in_two_rounds_is_listed_once() {
    let folder = TempDir::new().unwrap();
    let once = merged(7, 12);
    let again = once.responses().iter().zip(100..).map(|(response, id)| Response {
        id: Token::new(id),
        round: 2,
        ..response.clone()
    });
    let twice = like(&once).people(once.responses().iter().cloned().chain(again)).build();
    put(folder.path(), &twice);
    assert_eq!(list(folder.path()).unwrap()[0].readable().unwrap().who, Who::Several(12));
    assert_eq!((twice.people(), twice.responses().len()), (12, 24));
}

#[test]
fn what_cannot_be_read_is_named_at_the_end_and_left() {
    let folder = TempDir::new().unwrap();
    put(folder.path(), &solo(7, 14));
    let whole = to_text(&finished(8)).unwrap();
    let broken = [
        ("a.toml", &whole[..whole.len() / 2]),
        ("b.toml", "format = 3\n"),
        ("c.toml", "colour = \"blue\"\n"),
        ("d.toml", ""),
        ("e.toml", "not a record"),
    ];
    for (name, text) in broken {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let entries = list(folder.path()).unwrap();
    assert!(entries[0].readable().is_some());
    let whys: Vec<_> = entries[1..].iter().map(why).collect();
    assert!(
        matches!(
            whys.as_slice(),
            [
                Malformed::CutShort,
                Malformed::Foreign(3),
                Malformed::NotOurs,
                Malformed::Empty,
                Malformed::NotToml { .. }
            ]
        ),
        "{whys:?}"
    );
    for (name, text) in broken {
        assert_eq!(fs::read_to_string(folder.path().join(name)).unwrap(), text);
    }
}

fn why(entry: &Entry) -> &Malformed {
    match entry {
        Entry::Unreadable(error) => match &error.why {
            Unreadable::Malformed(why) => why,
            other => panic!("{other}"),
        },
        Entry::Readable(summary) => panic!("{summary:?}"),
    }
}

#[test]
fn an_unreadable_file_is_named_in_a_sentence_that_says_it_was_left() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("x.toml");
    fs::write(&path, [0xff, 0xfe, b'a']).unwrap();
    let sentence = read(&path).unwrap_err().to_string();
    let expected = format!("{} cannot be read: it is not text in UTF-8; it was left as it is", path.display());
    assert_eq!(sentence, expected);
}

#[test]
fn a_record_cut_in_the_middle_of_a_character_is_cut_short() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("x.toml");
    let text = to_text(&begun(7, 1, tiny())).unwrap().replace("EMEA", "Île");
    fs::write(&path, &text.as_bytes()[..=text.find('Î').unwrap()]).unwrap();
    assert!(matches!(read(&path).unwrap_err().why, Unreadable::Malformed(Malformed::CutShort)));
}

#[test]
fn a_file_larger_than_any_record_is_not_read() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("x.toml");
    fs::File::create(&path).unwrap().set_len((64 << 20) + 1).unwrap();
    assert!(matches!(read(&path).unwrap_err().why, Unreadable::TooBig));
}

#[cfg(unix)]
#[test]
fn a_pipe_is_never_waited_for() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("x.toml");
    assert!(std::process::Command::new("mkfifo").arg(&path).status().unwrap().success());
    assert!(matches!(read(&path).unwrap_err().why, Unreadable::NotAFile));
    assert!(list(folder.path()).unwrap()[0].readable().is_none());
}

#[test]
fn a_record_cut_short_anywhere_is_neither_read_nor_listed_nor_claimed_and_stays_as_it_is() {
    let folder = TempDir::new().unwrap();
    let whole = to_text(&finished(7)).unwrap();
    let path = folder.path().join("cut.toml");
    for end in (0..whole.len() - 1).step_by(331).chain([whole.len() - 2]) {
        fs::write(&path, &whole[..end]).unwrap();
        assert!(read(&path).is_err(), "{end}");
        assert!(list(folder.path()).unwrap()[0].readable().is_none(), "{end}");
        assert!(LockedRecord::claim(&path).is_err(), "{end}");
        let mut held = LockedRecord::begin(path.clone()).unwrap();
        assert!(held.save(&RealDisk, &finished(7)).is_err(), "{end}");
        assert_eq!(fs::read_to_string(&path).unwrap(), whole[..end]);
    }
}

#[test]
fn a_list_says_the_same_as_the_whole_record_wherever_a_person_moved_its_parts() {
    let folder = TempDir::new().unwrap();
    let text = to_text(&solo(7, 5)).unwrap();
    let (responses, questionnaire) = (text.find("[[responses]]").unwrap(), text.find("[questionnaire]").unwrap());
    let end = text.find("# The record ends here.").unwrap();
    let moved = [&text[..responses], &text[questionnaire..end], &text[responses..questionnaire], &text[end..]].concat();
    fs::write(folder.path().join("moved.toml"), moved).unwrap();
    let entries = list(folder.path()).unwrap();
    assert_eq!(entries[0].readable().unwrap().who, Who::One { side: "sales".parse().unwrap(), answered: 5 });
}

#[test]
fn what_is_no_record_by_its_name_is_not_listed() {
    let folder = TempDir::new().unwrap();
    for name in [".undercurrent-a.toml-aB3dE6.tmp", "a.toml.lock", "notes.txt", ".hidden.toml"] {
        fs::write(folder.path().join(name), "x").unwrap();
    }
    fs::create_dir(folder.path().join("folder.toml")).unwrap();
    assert!(list(folder.path()).unwrap().is_empty());
}

#[test]
fn a_folder_that_is_not_there_holds_no_records_and_is_not_created() {
    let folder = TempDir::new().unwrap();
    assert!(list(&folder.path().join("records")).unwrap().is_empty());
    assert_eq!(names(folder.path()), Vec::<String>::new());
}

#[test]
fn a_folder_that_cannot_be_read_is_an_error_and_not_empty() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("records"), "a file").unwrap();
    let sentence = list(&folder.path().join("records")).unwrap_err().to_string();
    assert!(sentence.ends_with("records cannot be read: a part of the path is no folder"), "{sentence}");
}

#[test]
fn the_newest_finished_record_is_found() {
    let folder = TempDir::new().unwrap();
    assert!(newest_finished(&list(folder.path()).unwrap()).is_none());
    let mut later = solo(2, 36);
    later.finish("2026-11-25T10:00:00Z".parse().unwrap());
    for record in [&finished(1), &later, &begun_on(3, "2026-12-01")] {
        put(folder.path(), record);
    }
    assert_eq!(newest_finished(&list(folder.path()).unwrap()).unwrap().head, *later.head());
}

#[test]
fn unfinished_records_of_one_person_come_whole_and_say_whether_somebody_is_at_them() {
    let folder = TempDir::new().unwrap();
    for record in [&solo(1, 3), &solo(2, 4), &finished(3), &merged(4, 2)] {
        put(folder.path(), record);
    }
    let _lock = Lock::take(&folder.path().join(file_name(solo(2, 0).head()))).unwrap();
    let (records, unreadable) = unfinished(&list(folder.path()).unwrap());
    assert!(unreadable.is_empty());
    let held: Vec<_> = records.iter().map(|one| (one.record.answered(), one.hold != Hold::Free)).collect();
    assert_eq!(held, [(3, false), (4, true)]);
    same!(records[0].record, solo(1, 3));
}

#[rstest]
#[case("00000007")]
#[case("0000000700")]
#[case("00000007000000000000000000000007")]
fn a_record_is_found_by_the_start_of_its_id(#[case] wanted: &str) {
    let folder = TempDir::new().unwrap();
    put(folder.path(), &solo(7, 3));
    put(folder.path(), &solo(8, 3));
    let found = find(folder.path(), wanted).unwrap();
    same!(read(&found).unwrap(), solo(7, 3));
}

#[test]
fn an_id_in_capitals_is_the_same_id() {
    let folder = TempDir::new().unwrap();
    put(folder.path(), &solo(0xabcd_0007, 3));
    assert!(find(folder.path(), "ABCD0007").is_ok());
}

#[test]
fn an_id_that_fits_several_records_lists_them() {
    let folder = TempDir::new().unwrap();
    put(folder.path(), &solo(7, 3));
    put(folder.path(), &solo(8, 3));
    let error = find(folder.path(), "0000").unwrap_err();
    assert!(matches!(&error, FindError::Ambiguous { found, .. } if found.len() == 2));
    let sentence = error.to_string();
    assert!(sentence.contains("2026-11-23-00000007.toml") && sentence.contains("2026-11-23-00000008.toml"));
}

#[test]
fn two_copies_of_one_record_are_never_chosen_between() {
    let folder = TempDir::new().unwrap();
    put(folder.path(), &solo(7, 3));
    fs::copy(folder.path().join(file_name(solo(7, 3).head())), folder.path().join("copy.toml")).unwrap();
    assert!(matches!(find_id(folder.path(), solo(7, 3).head().id), Err(FindError::Ambiguous { .. })));
}

#[test]
fn an_id_whose_file_is_broken_says_what_is_the_matter_with_the_file() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("2026-11-23-00000007.toml"), "format = 2\n").unwrap();
    for wanted in ["00000007", "0000", "00000007000000000000000000000007"] {
        let error = find(folder.path(), wanted).unwrap_err();
        assert!(matches!(&error, FindError::Unreadable(_)), "{error}");
    }
}

#[test]
fn a_path_is_found_as_it_is_even_where_it_looks_like_an_id() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("00000007");
    fs::write(&path, "x").unwrap();
    assert_eq!(find(folder.path(), path.to_str().unwrap()).unwrap(), path);
}

#[rstest]
#[case("")]
#[case("7")]
#[case("deadbeef")]
#[case("no/such/file.toml")]
fn what_is_neither_id_nor_file_is_not_found(#[case] wanted: &str) {
    let folder = TempDir::new().unwrap();
    put(folder.path(), &solo(7, 3));
    assert!(matches!(find(folder.path(), wanted), Err(FindError::Nothing(_))));
}

#[test]
fn a_hostile_name_is_shown_as_text_only() {
    let folder = TempDir::new().unwrap();
    let hostile = "\u{1b}[2J\u{202e}gpj.toml";
    assert!(!find(folder.path(), hostile).unwrap_err().to_string().contains(['\u{1b}', '\u{202e}']));
    // Windows has no such names.
    if cfg!(windows) {
        return;
    }
    fs::write(folder.path().join(hostile), "x").unwrap();
    let Entry::Unreadable(error) = &list(folder.path()).unwrap()[0] else { panic!() };
    assert!(error.to_string().contains("<U+001B>[2J<U+202E>gpj.toml"));
}

#[test]
fn a_record_that_an_editor_of_windows_saved_in_its_own_encoding_is_read_listed_and_changed() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("x.toml");
    let text = to_text(&finished(7)).unwrap();
    for of in [u16::to_le_bytes, u16::to_be_bytes] {
        let wide: Vec<u8> = format!("\u{feff}{text}").replace('\n', "\r\n").encode_utf16().flat_map(of).collect();
        fs::write(&path, &wide).unwrap();
        assert_eq!(list(folder.path()).unwrap()[0].readable().unwrap().head, *finished(7).head());
        let (mut locked, record) = LockedRecord::claim(&path).unwrap();
        same!(record, finished(7));
        assert_eq!(fs::read(&path).unwrap(), wide, "who only reads it changes nothing");
        locked.save(&RealDisk, &record).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), text);
    }
}
