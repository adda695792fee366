//! The arrows of the house: which folder of `src` may use which; and the page that shows them.
//!
//! Every path in `src`, tests included, is held against [`ARROWS`]. Arrows are transitive: what an arrow reaches may
//! be used, nothing else may.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops where it fails")]

#[path = "layers/paths.rs"]
mod paths;
#[path = "layers/platforms.rs"]
mod platforms;
#[path = "layers/sentences.rs"]
mod sentences;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use paths::uses;
use platforms::tells_platforms_apart;
use sentences::sentences;

/// Each part of the house, and the parts that it may use itself.
const ARROWS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("format", &[]),
    ("request", &["domain", "format"]),
    ("wording", &["domain", "format"]),
    ("definition", &["wording"]),
    ("storage", &["definition", "request"]),
    ("markup", &["domain"]),
    ("document", &["markup", "wording"]),
    ("live::room", &["wording"]),
    ("live::invite", &["wording"]),
    ("live::screen", &[]),
    ("live::protocol", &["live::room"]),
    ("live::system", &["wording"]),
    ("live::ledger", &["live::protocol", "live::system"]),
    ("live::host", &["live::ledger"]),
    ("live::page", &["markup", "live::protocol"]),
    ("live::server", &["live::host", "live::page", "live::invite", "live::screen", "live::system"]),
    ("live::client", &["live::protocol"]),
    ("live::sync", &["live::client"]),
    ("live::console", &["live::host", "live::system"]),
    ("live::rehearsal", &["live::host"]),
    ("live::qr", &[]),
    ("app", &["live::room", "live::qr", "live::invite", "wording", "request"]),
    ("ui", &["app"]),
    ("plain", &["app"]),
    ("terminal", &["ui"]),
    ("cli", &["domain", "format"]),
    (
        "commands",
        &[
            "cli", "storage", "document", "plain", "terminal", "live::server", "live::client", "live::console",
            "live::sync", "live::rehearsal", "live::invite", "live::qr", "live::screen",
        ],
    ),
    // What lib.rs offers: to `main`, and to tests and benchmarks.
    ("run", &["commands"]),
    ("main", &["run"]),
    ("testing", &["commands"]),
];

/// Where stands what differs from one platform to another.
const SYSTEMS: [&str; 3] = ["terminal/system", "storage/system", "live/system.rs"];

/// The parts that may say a sentence: the words, the help, and what is said of a faulty questionnaire beside its rule.
const SPEAKING: &[&str] = &["wording", "cli", "cli.rs", "definition"];

/// The parts that get time, chance and files as data.
const PURE: &[&str] = &["domain", "wording", "app", "ui", "live::room"];

#[test]
fn every_path_follows_an_arrow() {
    let broken: Vec<String> = sources().iter().flat_map(|(path, text)| violations(path, text)).collect();
    assert!(broken.is_empty(), "these paths go against the arrows:\n{}", broken.join("\n"));
}

#[test]
fn every_arrow_leads_down() {
    for (at, (part, below)) in ARROWS.iter().enumerate() {
        for used in *below {
            let place = ARROWS.iter().position(|(name, _)| name == used);
            assert!(place.is_some_and(|place| place < at), "'{part}' stands above '{used}'");
        }
    }
}

#[test]
fn no_two_screens_need_each_other() {
    let mut left: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (path, text) in sources() {
        let Some(screen) = screen(&names_of(&path)) else { continue };
        let paths = uses(&path, &text);
        let used = paths.iter().filter_map(|names| self::screen(names)).filter(|used| *used != screen);
        left.entry(screen.clone()).or_default().extend(used);
    }
    assert!(left.len() > 10, "the screens stand elsewhere");
    // What uses nothing that is left goes, until nothing more can.
    while let Some((free, _)) = left.iter().find(|(_, used)| used.iter().all(|one| !left.contains_key(one))) {
        let free = free.clone();
        left.remove(&free);
    }
    assert!(left.is_empty(), "these screens use each other: {left:?}");
}

/// The screen that a path from the root leads to, by its file or folder.
fn screen(names: &[String]) -> Option<String> {
    match names {
        [app, screens, name, ..] if app == "app" && screens == "screens" => {
            // The list of records takes more than one file.
            let whole = if name.starts_with("home_") { "home" } else { name };
            (name != "contexts" && name.starts_with(char::is_lowercase) && !name.starts_with("to_"))
                .then(|| whole.to_owned())
        }
        _ => None,
    }
}

#[test]
fn every_folder_is_on_the_map_and_in_the_house() {
    let map = fs::read_to_string(src().join("lib.rs")).unwrap();
    let drawn: BTreeSet<&str> = map
        .lines()
        .filter_map(|line| line.strip_prefix("//! ")?.split_once("  "))
        .map(|(part, _)| part.split("::").next().unwrap())
        .collect();
    for part in
        sources().iter().map(|(path, _)| part_of(path)).filter(|part| !["main", "live"].contains(&part.as_str()))
    {
        let folder = part.split("::").next().unwrap();
        assert!(drawn.contains(folder), "the map in src/lib.rs misses '{folder}'");
        assert!(ARROWS.iter().any(|(name, _)| *name == part), "tests/layers.rs has no arrows for '{part}'");
    }
}

#[test]
fn every_file_that_the_architecture_names_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(root.join("ARCHITECTURE.md")).unwrap();
    let named: Vec<&str> = text.split('`').skip(1).step_by(2).filter(|name| is_path(name)).collect();
    assert!(named.len() > 50, "the pages name files in another way");
    let missing: Vec<&&str> =
        named.iter().filter(|name| ![src().join(name), root.join(name)].iter().any(|path| path.exists())).collect();
    assert!(missing.is_empty(), "ARCHITECTURE.md names what is not there: {missing:?}");
}

#[test]
fn the_map_of_a_folder_has_its_files_and_no_others() {
    for folder in ["app", "commands", "definition", "document", "domain", "live", "plain", "storage", "wording"] {
        let head = fs::read_to_string(src().join(folder).join("mod.rs")).unwrap();
        let map = head.split("//! ```text").nth(1).and_then(|rest| rest.split("//! ```").next()).unwrap();
        let there: BTreeSet<String> = fs::read_dir(src().join(folder))
            .unwrap()
            .map(|entry| entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned())
            .filter(|name| name != "mod")
            .collect();
        let is_word = |c: char| !c.is_ascii_alphanumeric() && c != '_';
        let words: BTreeSet<&str> = map.split(is_word).collect();
        let missing: Vec<&String> = there.iter().filter(|name| !words.contains(name.as_str())).collect();
        assert!(missing.is_empty(), "the map of src/{folder} misses {missing:?}");
        let named = map.lines().filter_map(|line| line.strip_prefix("//! ")?.split_once("  "));
        let named = named.flat_map(|(names, _)| names.split(", ")).map(|name| name.trim_end_matches('/'));
        let gone: Vec<&str> = named.filter(|name| !name.is_empty() && !there.contains(*name)).collect();
        assert!(gone.is_empty(), "the map of src/{folder} has {gone:?}, which are not there");
    }
}

/// Whether a word names a file or a folder by its path, rather than a file beside the one named before.
fn is_path(name: &str) -> bool {
    name.contains('/') && name.chars().all(|c| c.is_ascii_alphanumeric() || "_-./".contains(c))
}

#[test]
fn what_is_pure_denies_the_methods_of_the_edge() {
    for part in PURE {
        let path = src().join(part.replace("::", "/"));
        let root = [path.join("mod.rs"), path.with_extension("rs")].into_iter().find(|file| file.exists());
        // A part that is not built yet has nothing to deny.
        let Some(root) = root else { continue };
        let text = fs::read_to_string(&root).unwrap();
        assert!(text.contains("#![deny(clippy::disallowed_methods)]"), "{} does not deny them", root.display());
    }
}

#[test]
fn nothing_pure_lifts_the_ban() {
    for (path, text) in sources().iter().filter(|(path, _)| PURE.contains(&part_of(path).as_str())) {
        for word in ["allow(clippy::disallowed_methods", "expect(clippy::disallowed_methods"] {
            assert!(!text.contains(word), "{} lifts the ban", path.display());
        }
    }
}

#[test]
fn platforms_are_told_apart_in_three_places_alone() {
    let edge = |path: &Path| SYSTEMS.iter().any(|folder| path.starts_with(folder));
    let flaw = |(path, text): &(PathBuf, String)| (!edge(path)).then(|| tells_platforms_apart(text)).flatten();
    let broken: Vec<String> =
        sources().iter().filter_map(|source| Some(format!("src/{}: {}", source.0.display(), flaw(source)?))).collect();
    assert!(broken.is_empty(), "what differs by platform belongs into {SYSTEMS:?}:\n{}", broken.join("\n"));
}

#[test]
fn the_check_sees_what_tells_platforms_apart() {
    let cases = [
        "#[cfg(unix)] fn f() {}",
        "#[cfg(not(windows))] fn f() {}",
        "#[cfg(all(test, target_os = \"linux\"))] mod tests {}",
        "#[cfg_attr(target_env = \"musl\", inline)] fn f() {}",
        "fn f() -> bool { cfg!(windows) }",
        "mod tests { fn f() { let _ = std::os::unix::fs::symlink; } }",
        "use std::{fs, os::fd::AsFd};",
        "use rustix::stdio::stdin;",
        "fn f() { interprocess::f() }",
    ];
    for text in cases {
        assert!(tells_platforms_apart(text).is_some(), "{text}");
    }
    for text in ["#[cfg(test)] mod tests {}", "fn f() { let unix = \"cfg(unix)\"; } // rustix", "let fd = os;"] {
        assert_eq!(tells_platforms_apart(text), None, "{text}");
    }
}

#[test]
fn every_sentence_stands_with_the_words() {
    let (sources, tests) = (sources(), test_files());
    let silent = sources
        .into_iter()
        .filter(|(path, _)| !SPEAKING.iter().any(|part| path.starts_with(part)) && !tests.contains(path));
    let said: Vec<String> = silent
        .flat_map(|(path, text)| sentences(&text).into_iter().map(move |said| format!("{}: {said}", path.display())))
        .collect();
    assert!(said.is_empty(), "these belong into wording/:\n{}", said.join("\n"));
}

#[test]
fn the_check_sees_a_sentence() {
    for text in [
        "const A: &str = \"It is over.\";",
        "fn f() { g(&format!(\"{} of the room\", 1)) }",
        "#[error(\"it is over\")] struct A;",
    ] {
        assert_eq!(sentences(text).len(), 1, "{text}");
    }
    for text in [
        "#[expect(dead_code, reason = \"it is to come\")] fn f() {}",
        "/// It is over.\nconst A: &str = \"join code {}\";",
        "mod tests { const A: &str = \"It is over.\"; }",
        "const A: &str = \"DELETE FROM answer WHERE person = ''\";",
        "const A: &str = \"<rect fill=''/><path fill='' d=''/>\";",
    ] {
        assert_eq!(sentences(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn the_check_sees_a_path_against_an_arrow() {
    let cases = [
        ("domain/id.rs", "use crate::storage::format;", "storage"),
        ("ui/chart.rs", "use crate::{app::App, definition::convert};", "definition"),
        ("app/mod.rs", "fn f() { crate::document::text(); }", "document"),
        ("app/mod.rs", "use super::storage::saver;", "storage"),
        ("app/welcome.rs", "use super::super::storage;", "storage"),
        ("app/mod.rs", "mod tests { mod deep { use super::super::super::ui; } }", "ui"),
        ("document/text.rs", "#[cfg(test)] mod tests { use crate::definition::BUILT_IN; }", "definition"),
        ("ui/a.rs", "type T = Vec<crate::terminal::Loop>;", "terminal"),
        ("ui/a.rs", "macro_rules! m { () => { $crate::plain::tell() } }", "plain"),
        ("app/a.rs", "use crate::live::server::Server;", "live::server"),
        ("app/a.rs", "use crate::live::{room::Room, ledger};", "live::ledger"),
        ("live/room/view.rs", "use super::super::ledger;", "live::ledger"),
        ("live/server.rs", "use super::client::Client;", "live::client"),
        ("domain/a.rs", "use crate::nowhere;", "nowhere"),
        ("domain/a.rs", "use crate::*;", "*"),
    ];
    for (path, text, why) in cases {
        assert_eq!(violations(Path::new(path), text).len(), 1, "{path}: {text} ({why})");
    }
}

#[test]
fn the_check_leaves_what_is_allowed() {
    let cases = [
        ("storage/mod.rs", "use crate::definition; use crate::domain::{id::Id, record::Record};"),
        ("terminal/mod.rs", "use crate::app::Msg;"),
        (
            "domain/id.rs",
            "// crate::storage\n/// [`crate::storage`]\nconst A: &str = \"crate::storage\"; use super::text;",
        ),
        ("domain/a/b.rs", "use super::super::text; mod tests { use super::super::super::text; }"),
        ("app/a.rs", "use crate::live::room::{self, Room};"),
        ("live/server.rs", "use super::room::Room; use crate::domain::{self, id::Id};"),
        ("main.rs", "fn main() { undercurrent::run(); }"),
    ];
    for (path, text) in cases {
        assert_eq!(violations(Path::new(path), text), Vec::<String>::new(), "{path}: {text}");
    }
}

/// The paths in one file that follow no arrow.
fn violations(path: &Path, text: &str) -> Vec<String> {
    let from = part_of(path);
    let allowed = reach(&from);
    uses(path, text)
        .iter()
        .map(|names| part(names))
        .filter(|to| *to != from && !allowed.contains(to.as_str()))
        .map(|to| format!("src/{}: '{from}' uses '{to}'", path.display()))
        .collect()
}

/// Everything that a part may use.
fn reach(part: &str) -> BTreeSet<&'static str> {
    let below = ARROWS.iter().find(|(name, _)| *name == part).map_or(&[][..], |(_, below)| below);
    below.iter().flat_map(|name| reach(name).into_iter().chain([*name])).collect()
}

/// The part of the house that a file belongs to.
fn part_of(path: &Path) -> String {
    part(&names_of(path))
}

fn names_of(path: &Path) -> Vec<String> {
    let own = path.with_extension("");
    own.iter().map(|name| name.to_str().unwrap().to_owned()).filter(|name| name != "mod").collect()
}

/// The part that a path from the root leads to: the first name, and of a live session the second too.
fn part(names: &[String]) -> String {
    match names {
        [live, part, ..] if live == "live" => format!("{live}::{part}"),
        [part, ..] => part.clone(),
        [] => String::new(),
    }
}

fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The files of `src` that are compiled into its tests alone.
fn test_files() -> BTreeSet<PathBuf> {
    let mut found = BTreeSet::new();
    for (path, text) in sources() {
        let (own, folder) = (path.with_extension(""), path.parent().unwrap_or(Path::new("")));
        let folder = if path.ends_with("mod.rs") { folder.to_owned() } else { own };
        let lines: Vec<&str> = text.lines().collect();
        let named = lines.windows(2).filter(|two| two[0] == "#[cfg(test)]").filter_map(|two| {
            let (_, name) = two[1].strip_suffix(';')?.split_once("mod ")?;
            Some(folder.join(name).with_extension("rs"))
        });
        found.extend(named);
    }
    found
}

/// Every Rust file of `src` but its root, with the path below `src`.
fn sources() -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![src()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push((path.strip_prefix(src()).unwrap().to_path_buf(), fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found.retain(|(path, _)| path != Path::new("lib.rs"));
    found
}
