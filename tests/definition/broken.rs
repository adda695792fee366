//! What is said about files that are no questionnaire.

use std::fs;
use std::path::{Path, PathBuf};

use undercurrent::testing::definition;
use undercurrent::testing::domain::is_unshowable;

use super::{SMALL, said};
use crate::same::same_text;

/// The broken files: each says in its first line what is wrong with it.
fn broken_files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/broken");
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    files.filter(|path| path.extension().is_some_and(|extension| extension == "toml")).collect()
}

#[test]
fn every_broken_file_is_told_what_is_wrong_with_it() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../broken");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for path in broken_files() {
        let name = path.file_stem().unwrap().to_str().unwrap();
        settings.bind(|| insta::assert_snapshot!(name, said("ours.toml", &fs::read(&path).unwrap())));
    }
}

#[test]
fn a_broken_file_is_never_used_and_one_with_notes_is() {
    for path in broken_files() {
        let noted = path.file_name().unwrap().to_str().unwrap().starts_with("note-");
        let read = definition::read("ours.toml", &fs::read(&path).unwrap());
        assert_eq!(read.is_ok(), noted, "{}", path.display());
    }
}

#[test]
fn the_place_of_a_problem_is_the_same_in_a_file_from_windows() {
    let broken = SMALL.replace("weight = 2", "wieght = 2");
    let windows = format!("\u{feff}{}", broken.replace('\n', "\r\n"));
    same_text!(said("small.toml", windows.as_bytes()), said("small.toml", broken.as_bytes()));
}

#[test]
fn a_file_of_more_than_a_mebibyte_is_refused_before_it_is_read() {
    let mut bytes = SMALL.as_bytes().to_vec();
    bytes.resize(definition::SIZE_MAX, b'\n');
    assert!(definition::read("large.toml", &bytes).is_ok());
    bytes.push(b'\n');
    let said = said("large.toml", &bytes);
    assert!(
        said.starts_with("error: the file has 1048577 bytes; a questionnaire has at most 1048576\n --> large.toml:1:1")
    );
}

#[test]
fn a_long_line_is_shown_in_part() {
    let text = format!("{SMALL}\n# {}\nwieght = \"{}\"\n", "word ".repeat(2000), "long ".repeat(20_000));
    assert!(said("long.toml", text.as_bytes()).lines().all(|line| line.len() < 200));
}

#[test]
fn a_hundred_problems_are_shown_and_the_others_counted() {
    let strange: Vec<String> = (0..250).map(|n| format!("strange-{n} = 1\n")).collect();
    let text = format!("{SMALL}\n{}", strange.concat());
    let said = said("strange.toml", text.as_bytes());
    assert_eq!(said.matches("error: ").count(), 100);
    assert!(said.ends_with("250 problems in strange.toml; the first 100 are shown\n"), "{said}");
}

#[test]
fn problems_come_in_the_order_of_the_file() {
    let said = said("ours.toml", include_bytes!("../broken/many.toml"));
    let places = said.lines().filter_map(|line| line.trim_start().strip_prefix("--> ours.toml:"));
    let lines: Vec<u32> = places.map(|place| place.split(':').next().unwrap().parse().unwrap()).collect();
    assert!(lines.len() > 15 && lines.is_sorted(), "{lines:?}");
}

#[test]
fn nothing_of_a_file_or_its_name_reaches_a_terminal_raw() {
    let hostile = "\u{1b}[2J\u{9b}\u{7}\u{202e}\u{200b}\u{feff}";
    let file = |text: String| said(&format!("na{hostile}me.toml"), text.as_bytes());
    let everywhere = [
        format!("{SMALL}# {hostile}\n{hostile} = 1\n"),
        SMALL.replace("Drink it", hostile),
        SMALL.replace("cold-late", hostile),
        SMALL.replace("weight", &format!("\"{hostile}\"")),
        SMALL.replace("weight = 2", &format!("{hostile}[[[")),
        SMALL.replace("weight", "\"\\u001b\\u202e\\u200b\""),
        SMALL.replace("cold-late", "\\u001b\\u202e\\u200b"),
        SMALL.replace("id = \"cold-late", "id = \"cold\u{200b}-late"),
        SMALL.replace("id = \"frequency", "id = \"frequ\\u001bency"),
    ];
    for said in everywhere.map(file) {
        assert!(!said.is_empty());
        let raw = said.chars().find(|&c| c != '\n' && is_unshowable(c));
        assert_eq!(raw, None, "{said:?}");
    }
}

#[test]
fn colour_is_used_where_it_is_wanted_and_says_nothing_else() {
    let problems = definition::read("ours.toml", include_bytes!("../broken/many.toml")).unwrap_err();
    let styled = problems.render(true);
    assert!(styled.contains("\u{1b}["));
    assert_eq!(anstream::adapter::strip_str(&styled).to_string(), problems.render(false));
}
