//! What is said about a file: where, what is wrong, and how to mend it.
//!
//! Names and excerpts come from strangers. Whatever could act on a terminal is replaced before anything is laid out,
//! byte for byte in the excerpts, so that carets stay where they belong.

use std::fmt;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::domain::text::{showable, unshowable};
use crate::wording::count;

/// How many problems are shown in full; the rest is counted.
const SHOWN: usize = 100;
/// The longest stretch of a line that carets mark, in bytes.
const MARKED: usize = 60;
/// How wide an excerpt may be, in columns.
const WIDE: usize = 100;
/// The longest piece of somebody's text inside a sentence, in characters.
const QUOTED: usize = 40;

/// Something to say about a place in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    at: Range<usize>,
    what: String,
    help: Vec<String>,
    see: Option<(Range<usize>, &'static str)>,
}

impl Problem {
    /// A problem at a place in bytes, said in a sentence without capital or full stop.
    pub fn new(at: Range<usize>, what: impl AsRef<str>) -> Self {
        Self { at, what: showable(what.as_ref()), help: Vec::new(), see: None }
    }

    pub fn help(mut self, how: impl AsRef<str>) -> Self {
        self.help.push(showable(how.as_ref()));
        self
    }

    pub fn help_if(self, how: Option<String>) -> Self {
        match how {
            Some(how) => self.help(how),
            None => self,
        }
    }

    /// Adds another place that belongs to it.
    pub fn see(mut self, at: Range<usize>, label: &'static str) -> Self {
        self.see = Some((at, label));
        self
    }

    pub const fn start(&self) -> usize {
        self.at.start
    }
}

/// One thing that is said of a file, for those who lay it out themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told<'a> {
    pub grade: Grade,
    pub what: &'a str,
    pub help: &'a [String],
    /// Where it begins: line and column, both from 1, the latter in characters; and bytes before it.
    pub start: [usize; 3],
    /// Right behind its end.
    pub end: [usize; 3],
}

/// What a list of problems means for the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grade {
    /// The file cannot be used.
    Error,
    /// The file can be used; its author may want to know.
    Note,
}

/// All that is to be said about one file, in the order of its lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problems {
    name: String,
    source: String,
    list: Vec<(Grade, Problem)>,
}

impl Problems {
    /// Puts problems of one file into order.
    pub fn new(name: &str, source: &str, grade: Grade, list: Vec<Problem>) -> Self {
        let source = if list.is_empty() { String::new() } else { blanked(source) };
        Self { name: showable(name), source, list: Vec::new() }.and(grade, list)
    }

    /// Adds what else is to be said about the same file, each at its place.
    pub fn and(mut self, grade: Grade, more: Vec<Problem>) -> Self {
        self.list.extend(more.into_iter().map(|problem| (grade, problem)));
        self.list.sort_by_key(|(_, problem)| problem.start());
        self
    }

    pub fn each(&self) -> impl Iterator<Item = Told<'_>> {
        self.list.iter().map(|(grade, problem)| Told {
            grade: *grade,
            what: &problem.what,
            help: &problem.help,
            start: place(&self.source, problem.at.start),
            end: place(&self.source, problem.at.end),
        })
    }

    pub const fn len(&self) -> usize {
        self.list.len()
    }

    pub const fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Each with its line, a caret and how to mend it, in colour if `styled`; ends with a line break.
    pub fn render(&self, styled: bool) -> String {
        let renderer = if styled { Renderer::styled() } else { Renderer::plain() }.term_width(WIDE);
        let mut text = String::new();
        for (grade, problem) in self.list.iter().take(SHOWN) {
            text.push_str(&renderer.render(&[self.group(*grade, problem)]));
            text.push_str("\n\n");
        }
        if !self.is_empty() {
            text.push_str(&self.to_string());
            text.push('\n');
        }
        text
    }

    fn group<'a>(&'a self, grade: Grade, problem: &'a Problem) -> Group<'a> {
        let level = if grade == Grade::Error { Level::ERROR } else { Level::NOTE };
        let mark = AnnotationKind::Primary;
        let mut group = level.primary_title(&problem.what).element(self.snippet(&problem.at, mark, None));
        if let Some((at, label)) = &problem.see {
            group = group.element(self.snippet(at, AnnotationKind::Context, Some(label)));
        }
        group.elements(problem.help.iter().map(|how| Level::HELP.message(how)))
    }

    fn snippet<'a>(
        &'a self,
        at: &Range<usize>,
        kind: AnnotationKind,
        label: Option<&'static str>,
    ) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
        let line = Line::of(&self.source, at);
        Snippet::source(line.text)
            .path(&self.name)
            .line_start(line.number)
            .annotation(kind.span(line.marked).label(label))
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = |wanted: Grade| self.list.iter().filter(|(grade, _)| *grade == wanted).count();
        let counts = [(number(Grade::Error), "problem", "problems"), (number(Grade::Note), "note", "notes")];
        let counts = counts.into_iter().filter(|(number, ..)| *number > 0);
        let counts: Vec<String> = counts.map(|(number, one, many)| count(number, one, many)).collect();
        write!(f, "{} in {}", counts.join(" and "), self.name)?;
        if self.len() > SHOWN { write!(f, "; the first {SHOWN} are shown") } else { Ok(()) }
    }
}

impl std::error::Error for Problems {}

/// The line that a place begins on, and the part of it that is marked.
struct Line<'a> {
    number: usize,
    text: &'a str,
    marked: Range<usize>,
}

impl<'a> Line<'a> {
    fn of(source: &'a str, at: &Range<usize>) -> Self {
        let from = boundary(source, at.start);
        let (before, after) = source.split_at(from);
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let end = from + after.find(['\r', '\n']).unwrap_or(after.len());
        let text = &source[start..boundary(source, end.min(from + 2 * MARKED))];
        let marked = from - start..boundary(source, at.end.clamp(from, end.min(from + MARKED))) - start;
        Self { number: 1 + before.matches('\n').count(), text, marked }
    }
}

/// Line, column and byte of a place.
fn place(source: &str, at: usize) -> [usize; 3] {
    let at = boundary(source, at);
    let before = &source[..at];
    let line = before.rsplit('\n').next().unwrap_or_default();
    [1 + before.matches('\n').count(), 1 + line.chars().count(), at]
}

fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// The source with every character that must not reach a terminal blanked out, byte for byte.
fn blanked(source: &str) -> String {
    let mut blanked = String::with_capacity(source.len());
    let mut done = 0;
    for (at, c) in unshowable(source) {
        blanked.push_str(source.get(done..at).unwrap_or_default());
        done = at + c.len_utf8();
        match c {
            '\n' | '\r' => blanked.push(c),
            '\t' => blanked.push(' '),
            c => blanked.extend(std::iter::repeat_n('?', c.len_utf8())),
        }
    }
    blanked.push_str(source.get(done..).unwrap_or_default());
    blanked
}

/// Somebody's text inside a sentence: shortened and in quotation marks.
pub fn quoted(text: &str) -> String {
    let mut short: String = text.chars().take(QUOTED).collect();
    if short.len() < text.len() {
        short.push_str("...");
    }
    format!("'{short}'")
}
