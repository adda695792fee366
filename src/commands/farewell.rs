//! What the terminal shows after leaving.

use std::fmt::Write;

use super::storage::SaveOutcome;
use crate::app::App;
use crate::app::screens::Screen;
use crate::app::screens::seat::Seat;
use crate::domain::analysis::Analysis;
use crate::domain::record::Record;
use crate::domain::text::showable;
use crate::live::room::Phase;
use crate::wording;

/// The widest line.
const WIDTH: usize = 80;

/// A short plain summary and the path of the record; nothing where nothing was begun.
pub fn text(app: &App, kept: &SaveOutcome) -> String {
    let mut lines = match app.screen() {
        Screen::Home(_) | Screen::Welcome(_) | Screen::Begin(_) | Screen::Room(_) => Vec::new(),
        Screen::FollowingUp(following) => vec![progress(following.next().record(), kept)],
        Screen::Answering(answering) => vec![progress(answering.assessment.record(), kept)],
        Screen::Seat(seat) => self::seat(seat, kept),
        Screen::Results(results) => result(results.assessment.analysis()),
        Screen::TakingOn(taking) => result(taking.from.assessment.analysis()),
        Screen::Compare(compare) => vec![format!("{}.", wording::compare::heading(&compare.comparison))],
        Screen::Trend(trend) => vec![wording::sentence(&wording::trend::heading(&trend.runs))],
        Screen::Everyone(everyone) => vec![format!("{}.", wording::several::round(&everyone.analysis))],
    };
    if !lines.is_empty() && kept.trouble.is_none() {
        lines.extend(kept.path.as_ref().map(|path| format!("Saved in {}", showable(&path.display().to_string()))));
    }
    lines.iter().fold(String::new(), |mut text, line| {
        for part in textwrap::wrap(line, WIDTH) {
            let _ = writeln!(text, "{part}");
        }
        text
    })
}

fn seat(seat: &Seat, kept: &SaveOutcome) -> Vec<String> {
    let Some(taken) = seat.taken() else { return Vec::new() };
    let phase = taken.view.progress.phase;
    let mut lines: Vec<String> =
        taken.progress().map(|(answered, of)| so_far(answered, of, kept)).into_iter().collect();
    if phase == Phase::Ended {
        lines.push(taken.view.outcome().kept());
    } else if let (true, Some(address)) = (taken.returns, &seat.join_form.address) {
        lines.push(format!("Your place is kept. To come back: undercurrent join {address}"));
    }
    lines
}

fn so_far(answered: usize, of: usize, kept: &SaveOutcome) -> String {
    match (answered, &kept.trouble) {
        (0, _) => "Nothing is answered yet.".to_owned(),
        (_, None) => format!("{answered} of {of} answered and saved with the session."),
        (_, Some(_)) => format!("{answered} of {of} answered."),
    }
}

fn result(analysis: &Analysis) -> Vec<String> {
    let label = analysis.head().label.as_str();
    let about = if label.is_empty() { String::new() } else { format!("{label}: ") };
    vec![format!("{about}{}.", wording::heading(analysis)), wording::summary(analysis)]
}

fn progress(record: &Record, kept: &SaveOutcome) -> String {
    let (answered, of) = (record.answered(), record.questionnaire().len());
    match kept {
        _ if answered == 0 => "Nothing is answered yet.".to_owned(),
        SaveOutcome { trouble: Some(_), .. } => format!("{answered} of {of} answered."),
        SaveOutcome { is_found: true, .. } => format!("{answered} of {of} answered. 'undercurrent' goes on from here."),
        _ => format!("{answered} of {of} answered. 'undercurrent results FILE' goes on from here."),
    }
}
