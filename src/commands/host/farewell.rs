//! What the terminal shows after a session was left.

use std::fmt::Write as _;

use super::ended::Wrote;
use super::watch::Last;
use crate::app::hosting::HostView;
use crate::live::room::{Phase, RoomView};
use crate::storage::wording::shown;
use crate::wording::several;

/// The widest line.
const WIDTH: usize = 80;

/// A short summary and the paths of what was written; or how to go on.
pub fn text(last: &Last<Wrote>) -> String {
    let view = &last.seen.view;
    let lines = match &last.ended {
        _ if view.setup.rehearsal => vec![REHEARSED.to_owned()],
        Some(wrote) => over(&last.seen, wrote),
        None if view.progress.phase == Phase::Ended => Vec::new(),
        None => vec![go_on(view)],
    };
    wrapped(&lines)
}

fn over(seen: &HostView, wrote: &Wrote) -> Vec<String> {
    let first = seen.figures.as_ref().and_then(|figures| figures.first.as_ref());
    let Some(first) = first else { return vec![NOBODY.to_owned()] };
    let label = seen.view.setup.label.as_str();
    let about = if label.is_empty() { String::new() } else { format!("{label}: ") };
    let mut lines = vec![format!("{about}{}.", several::heading(first)), several::summary(first)];
    lines.extend(wrote.record.as_deref().map(|path| format!("Saved in {}", shown(path))));
    lines.extend(wrote.report.as_deref().map(|path| format!("The report is in {}", shown(path))));
    lines
}

/// How to go on with what is not over.
fn go_on(view: &RoomView) -> String {
    let id = view.setup.id.short();
    format!(
        "The session is not over. 'undercurrent host --resume {id}' goes on with it, with every answer that was given. \
         Phones that joined come back by themselves."
    )
}

/// Lines that fit; a path is never broken.
fn wrapped(lines: &[String]) -> String {
    let options = textwrap::Options::new(WIDTH).break_words(false);
    lines.iter().flat_map(|line| textwrap::wrap(line, &options)).fold(String::new(), |mut text, line| {
        let _ = writeln!(text, "{line}");
        text
    })
}

const REHEARSED: &str = "That was a rehearsal. Nothing of it is saved.";
const NOBODY: &str = "The session is over. Nobody answered, so there is no record.";
