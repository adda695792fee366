//! Every line of the README, of SECURITY.md and of docs/ that begins with `undercurrent` does what the text says, and
//! every link between these pages leads somewhere.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use portable_pty::CommandBuilder;
use regex::Regex;
use rustix::process::Signal;

use super::home::{Home, PROGRAM};
use super::window::Window;

/// The most lines that the README has: whoever reads it wants to begin.
const README_LINES: usize = 120;

/// What a line does, as its text says.
enum Does {
    /// It ends well, and this can be read: in a file of this name, else in what it prints.
    Ends(&'static str, Option<&'static str>),
    /// It opens in a terminal, and this can be read there.
    Opens(&'static str),
    /// It does so once a session is being hosted in another terminal.
    OpensBeside(&'static str),
    /// It does so once a session was interrupted.
    OpensAfter(&'static str),
}

use Does::{Ends, Opens, OpensAfter, OpensBeside};

/// Each line of these pages, what it becomes where it names something that is the reader's, and what it does.
const LINES: &[(&str, &str, Does)] = &[
    ("undercurrent", "undercurrent", Opens("your records")),
    ("undercurrent --plain", "undercurrent --plain", Opens("Choice:")),
    (
        "undercurrent --version",
        "undercurrent --version",
        Ends(concat!("undercurrent ", env!("CARGO_PKG_VERSION")), None),
    ),
    (
        "undercurrent completions bash > undercurrent.bash",
        "undercurrent completions bash > undercurrent.bash",
        Ends("_undercurrent", Some("undercurrent.bash")),
    ),
    (
        "undercurrent man --output man1",
        "mkdir man1; undercurrent man --output man1",
        Ends(".TH undercurrent-report 1", Some("man1/undercurrent-report.1")),
    ),
    (
        "undercurrent score answers.toml --format json",
        "undercurrent score answers.toml --format json",
        Ends("\"severity\": 81.25", None),
    ),
    (
        "undercurrent score --template > answers.toml",
        "undercurrent score --template > answers.toml",
        Ends("data-forgotten = \"\"", Some("answers.toml")),
    ),
    (
        "undercurrent import survey.csv --dry-run",
        "undercurrent import survey.csv --dry-run",
        Ends("one record of 2 people. Nothing was written.", None),
    ),
    (
        "undercurrent import survey.csv --label EMEA",
        "undercurrent import survey.csv --label EMEA",
        Ends("2 people: Sales 1, Marketing 1.", None),
    ),
    ("undercurrent list", "undercurrent list", Ends("EMEA", None)),
    ("undercurrent results", "undercurrent results", Ends("the view of 1 person", None)),
    ("undercurrent results [RECORD]", "undercurrent results", Ends("the view of 1 person", None)),
    ("undercurrent trend", "undercurrent trend --help", Ends("side by side", None)),
    ("undercurrent trend RECORD...", "undercurrent trend sales/1.toml sales/2.toml", Ends("2 records", None)),
    ("undercurrent trend RECORD RECORD", "undercurrent trend sales/1.toml sales/2.toml", Ends("2 records", None)),
    ("undercurrent actions", "undercurrent actions", Ends("No step waits", None)),
    ("undercurrent label RECORD TEXT", "undercurrent label sales/1.toml APAC", Ends("is named APAC now", None)),
    (
        "undercurrent share RECORD --output FILE",
        "undercurrent share sales/1.toml --output copy.toml",
        Ends("# A record of Undercurrent", Some("copy.toml")),
    ),
    (
        "undercurrent share RECORD --output sales/kim.toml",
        "undercurrent share sales/1.toml --output sales/kim.toml",
        Ends("# A record of Undercurrent", Some("sales/kim.toml")),
    ),
    (
        "undercurrent merge RECORD... --output FILE",
        "undercurrent merge sales/1.toml sales/2.toml --output both.toml",
        Ends("kind = \"merged\"", Some("both.toml")),
    ),
    (
        "undercurrent merge sales/*.toml marketing/*.toml --output emea.toml",
        "undercurrent merge sales/*.toml marketing/*.toml --output emea.toml",
        Ends("Merged 12 responses: Sales 6, Marketing 6.", None),
    ),
    ("undercurrent results emea.toml", "undercurrent results emea.toml", Ends("the view of 12 people", None)),
    (
        "undercurrent compare RECORD...",
        "undercurrent compare sales/1.toml marketing/1.toml",
        Ends("2 people, side by side", None),
    ),
    (
        "undercurrent compare sales-lead.toml marketing-lead.toml",
        "undercurrent compare sales-lead.toml marketing-lead.toml",
        Ends("2 people, side by side", None),
    ),
    ("undercurrent delete RECORD", "undercurrent delete sales/6.toml", Opens("Type yes")),
    (
        "undercurrent report RECORD --output report.html",
        "undercurrent report sales/1.toml --output report.html",
        Ends("<!DOCTYPE html>", Some("report.html")),
    ),
    ("undercurrent questions > ours.toml", "undercurrent questions > ours.toml", Ends("[[item]]", Some("ours.toml"))),
    ("undercurrent check ours.toml", "undercurrent check ours.toml", Ends("", None)),
    ("undercurrent --questions ours.toml", "undercurrent --questions ours.toml", Opens("your records")),
    (
        "undercurrent questions --format html > sheets.html",
        "undercurrent questions --format html > sheets.html",
        Ends("</html>", Some("sheets.html")),
    ),
    (
        "undercurrent questions --format html ours.toml > sheets.html",
        "undercurrent questions --format html ours.toml > sheets.html",
        Ends("</html>", Some("sheets.html")),
    ),
    (
        "undercurrent questions --schema > questions.schema.json",
        "undercurrent questions --schema > questions.schema.json",
        Ends("\"$schema\"", Some("questions.schema.json")),
    ),
    ("undercurrent host", "undercurrent host --address 127.0.0.1 --port 0", Opens("start")),
    (
        "undercurrent host --label \"Kick-off EMEA\"",
        "undercurrent host --label \"Kick-off EMEA\" --address 127.0.0.1 --port 0",
        Opens("Kick-off EMEA"),
    ),
    ("undercurrent host --no-guess", "undercurrent host --no-guess --address 127.0.0.1 --port 0", Opens("start")),
    ("undercurrent host --rehearse", "undercurrent host --rehearse --address 127.0.0.1 --port 0", Opens("REHEARSAL")),
    ("undercurrent host --resume", "undercurrent host --resume", OpensAfter("start")),
    ("undercurrent host --console", "undercurrent host --console", OpensBeside("start")),
    ("undercurrent host --kiosk", "undercurrent host --kiosk", Opens("start")),
    ("undercurrent host --plain", "undercurrent host --plain --address 127.0.0.1 --port 0", Opens("Choice:")),
    ("undercurrent join", "undercurrent join --help", Ends("Take part in a live session", None)),
    ("undercurrent join URL", "undercurrent join URL", OpensBeside("Which side")),
    ("undercurrent join URL --plain", "undercurrent join URL --plain", OpensBeside("Choice:")),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The pages whose lines are run.
fn pages() -> Vec<PathBuf> {
    let docs = fs::read_dir(root().join("docs")).unwrap().map(|entry| entry.unwrap().path());
    let pages = docs.filter(|path| path.extension().is_some_and(|ending| ending == "md"));
    ["README.md", "SECURITY.md"].map(|page| root().join(page)).into_iter().chain(pages).collect()
}

/// All pages that people are pointed to.
fn all_pages() -> Vec<PathBuf> {
    let more = ["ARCHITECTURE.md", "CHANGELOG.md", "CONTRIBUTING.md", "packaging/README.md"];
    pages().into_iter().chain(more.map(|page| root().join(page))).collect()
}

/// The lines, in code blocks and within sentences, each once.
fn lines() -> Vec<String> {
    let (mut lines, mut in_code) = (Vec::new(), false);
    let text: String = pages().iter().map(|page| fs::read_to_string(page).unwrap()).collect();
    for line in text.lines() {
        if line.starts_with("```") {
            in_code = !in_code;
        } else if in_code {
            lines.push(line.to_owned());
        } else {
            lines.extend(line.split('`').skip(1).step_by(2).map(str::to_owned));
        }
    }
    lines.retain(|line| line == "undercurrent" || line.starts_with("undercurrent "));
    lines.sort();
    lines.dedup();
    lines
}

/// The answers that the page about data has as an example.
fn answers() -> String {
    let page = fs::read_to_string(root().join("docs/data.md")).unwrap();
    page.split("```toml\n").nth(1).unwrap().split("```").next().unwrap().to_owned()
}

/// A folder of its own with everything that the lines name.
fn stage() -> Home {
    static STAGED: LazyLock<Home> = LazyLock::new(staged);
    let home = Home::new();
    let copied = Command::new("cp").arg("-R").args([STAGED.path().join("."), home.path().to_owned()]).status();
    assert!(copied.unwrap().success());
    home
}

fn staged() -> Home {
    let home = Home::new();
    fs::create_dir(home.path().join("bin")).unwrap();
    symlink(PROGRAM, home.path().join("bin/undercurrent")).unwrap();
    home.write("answers.toml", answers());
    home.record("EMEA");
    let survey =
        "Side,Leads passed to Sales match what the sales team can sell today.\nSales,Rarely\nMarketing,Often\n";
    home.write("survey.csv", survey);
    for (side, value) in [("sales", 4), ("marketing", 2)] {
        fs::create_dir(home.path().join(side)).unwrap();
        let ids = ["lead-unchecked", "lead-fits", "lead-blame", "lead-facts"];
        let answers: String = ids.map(|id| format!("{id} = {value}\n")).concat();
        let files = (1..=6).map(|at| format!("{side}/{at}.toml")).chain([format!("{side}-lead.toml")]);
        for file in files {
            let made = home.feed(
                &["--answers", "-", "--output", &file],
                format!("side = \"{side}\"\nlabel = \"EMEA\"\n[answers]\n{answers}"),
            );
            assert_eq!(made.code, 0, "{made:?}");
        }
    }
    home.write("ours.toml", home.run(&["questions"]).out);
    assert_eq!(shell(&home, "undercurrent merge sales/*.toml marketing/*.toml --output emea.toml").0, Some(0));
    home
}

fn path(home: &Home) -> String {
    format!("{}:{}", home.path().join("bin").display(), std::env::var("PATH").unwrap())
}

fn shell(home: &Home, line: &str) -> (Option<i32>, String) {
    let mut command = Command::new("sh");
    command.args(["-c", line]).current_dir(home.path()).env("HOME", home.path()).env("PATH", path(home));
    let output = command.env("UNDERCURRENT_DATA_DIR", home.path()).stdin(std::process::Stdio::null()).output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(said).unwrap())
}

fn window(home: &Home, line: &str) -> Window {
    let mut command = CommandBuilder::new("sh");
    command.args(["-c", &format!("exec {line}")]);
    command.cwd(home.path());
    command.env("HOME", home.path());
    command.env("PATH", path(home));
    command.env("UNDERCURRENT_DATA_DIR", home.path());
    Window::open(command)
}

fn opens(home: &Home, line: &str, expected: &str) -> Window {
    let window = window(home, line);
    window.wait_for(expected);
    window
}

fn leave(mut window: Window) {
    window.signal(Signal::TERM);
    window.exit();
}

fn hosted(home: &Home) -> (Window, String) {
    let window = opens(home, "undercurrent host --address 127.0.0.1 --port 0", "start");
    let url = window.contents().split("http://").nth(1).unwrap().split_whitespace().next().unwrap().to_owned();
    (window, url)
}

#[test]
fn every_line_of_the_pages_is_known_here() {
    let known: Vec<&str> = LINES.iter().map(|(line, ..)| *line).collect();
    for line in lines() {
        assert!(known.contains(&line.as_str()), "say in this file what '{line}' of README or docs does");
    }
    for line in known {
        assert!(lines().iter().any(|found| found == line), "'{line}' is in no page any more");
    }
}

#[test]
fn the_readme_is_short() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    assert!(readme.lines().count() <= README_LINES, "{} lines", readme.lines().count());
}

/// The test above finds a line within a sentence only where it is not broken.
#[test]
fn no_code_within_a_sentence_is_broken_over_two_lines() {
    for page in pages() {
        let text = fs::read_to_string(&page).unwrap();
        let outside = text.split("```").step_by(2);
        let broken = outside.flat_map(str::lines).find(|line| line.matches('`').count() % 2 == 1);
        assert_eq!(broken, None, "{}", page.display());
    }
}

#[test]
fn every_link_between_the_pages_leads_to_something() {
    let link = Regex::new(r"\]\(([^)\s]+)\)").unwrap();
    for page in all_pages() {
        let text = fs::read_to_string(&page).unwrap();
        for to in link.captures_iter(&text).map(|found| found[1].to_owned()).filter(|to| !to.contains("://")) {
            let (file, heading) = to.split_once('#').unwrap_or((&to, ""));
            let target = if file.is_empty() { page.clone() } else { page.parent().unwrap().join(file) };
            assert!(target.exists(), "{}: {to}", page.display());
            assert!(heading.is_empty() || anchors(&target).contains(&heading.to_owned()), "{}: {to}", page.display());
        }
    }
}

/// What the headings of a page are called in links.
fn anchors(page: &Path) -> Vec<String> {
    let text = fs::read_to_string(page).unwrap();
    let headings = text.lines().filter(|line| line.starts_with('#')).map(|line| line.trim_start_matches('#').trim());
    let kept = |c: &char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
    headings.map(|text| text.to_lowercase().chars().filter(kept).collect::<String>().replace(' ', "-")).collect()
}

#[test]
fn what_the_pages_have_in_lines_does_what_it_says() {
    for (line, run, does) in LINES {
        let Ends(expected, file) = does else { continue };
        let home = stage();
        if line.contains("--output") {
            drop(fs::remove_file(home.path().join("emea.toml")));
        }
        let (code, said) = shell(&home, run);
        assert_eq!(code, Some(0), "{line}: {said}");
        let read = file.map_or(said, |file| fs::read_to_string(home.path().join(file)).unwrap());
        assert!(read.contains(expected), "{line}: {read}");
    }
}

#[test]
fn what_the_pages_open_opens() {
    for (_, run, does) in LINES {
        let home = stage();
        match does {
            Ends(..) => {}
            Opens(expected) => leave(opens(&home, run, expected)),
            OpensBeside(expected) => {
                let (first, url) = hosted(&home);
                leave(opens(&home, &run.replace("URL", &url), expected));
                leave(first);
            }
            OpensAfter(expected) => {
                leave(hosted(&home).0);
                leave(opens(&home, run, expected));
            }
        }
    }
}

#[test]
fn the_schema_that_a_printed_questionnaire_names_is_what_the_pages_make() {
    let home = stage();
    for line in ["undercurrent questions > ours.toml", "undercurrent questions --schema > questions.schema.json"] {
        assert_eq!(shell(&home, line).0, Some(0));
    }
    let ours = fs::read_to_string(home.path().join("ours.toml")).unwrap();
    let named = ours.lines().next().unwrap().strip_prefix("#:schema ").unwrap();
    assert!(fs::read_to_string(home.path().join(named)).unwrap().starts_with('{'));
}
