//! What there is to read in a session while nothing is to be answered.

use crate::app::pages::{Block, passages};
use crate::live::room::{Phase, SeatView, Shown, ShownCause};
use crate::wording::seat::Device;
use crate::wording::{Part, actions, guess, seat as words, sentence, trend};

/// Said while a page will change without anybody's doing.
const BY_ITSELF: &str = "This screen moves on by itself.";

/// What a second round asks, before its first statement.
pub(super) fn announced(view: &SeatView, statements: usize) -> Vec<Block> {
    let causes: Vec<&str> = view.again.iter().map(String::as_str).collect();
    let told = words::again(&causes, statements).map(Block::Text);
    [Block::Title(words::SECOND_ROUND.to_owned())].into_iter().chain(told).collect()
}

/// What the room was shown, for whoever wants to read or copy it.
fn shown(shown: &Shown) -> Vec<Block> {
    let mut page = vec![Block::Title(words::SHOWN.to_owned()), Block::Text(shown.summary.clone())];
    page.extend(shown.causes.iter().map(|cause| Block::Text(cause.told.clone())));
    if !shown.causes.is_empty() {
        page.push(Block::Quiet(format!("{}. {}", shown.people, words::SCALE)));
    }
    page.extend(part(guess::EXPECTED, &shown.guesses));
    page.extend(part(trend::SECOND_ROUND, &shown.second));
    page.extend(part(actions::TAKEN_ON, &shown.steps));
    page
}

fn part(title: &str, lines: &[String]) -> Vec<Block> {
    let title = (!lines.is_empty()).then(|| Block::Title(title.to_owned()));
    title.into_iter().chain(lines.iter().cloned().map(Block::Text)).collect()
}

/// Everything is answered, or was left open, while others go on.
pub(super) fn handed(view: &SeatView, (answered, of): (usize, usize)) -> Vec<Block> {
    let change = "You can go back and change your answers until answering stops.";
    let done = if answered == of {
        format!("{} {change}", words::all_answered(of))
    } else {
        format!("{answered} of {of} statements are answered, and you count as finished. {change}")
    };
    let mut page = vec![Block::Title("Thank you".to_owned()), Block::Text(done)];
    page.push(Block::Text("Now it is for the others to finish.".to_owned()));
    let closing = &view.questionnaire.head().closing;
    if !closing.is_empty() {
        page.extend([Block::Title(words::TO_THINK_ABOUT.to_owned()), Block::Text(closing.clone())]);
    }
    page.push(Block::Quiet(BY_ITSELF.to_owned()));
    page
}

/// At a laptop that is passed round: nothing of the answers is left on the screen.
pub(super) fn handed_back((answered, of): (usize, usize)) -> Vec<Block> {
    let done = if answered == of {
        words::all_answered(of)
    } else {
        format!("{answered} of {of} statements are answered; the others stay open.")
    };
    let on = "Hand the laptop to the next person, or back to the facilitator. Nobody can come back to your answers from \
              here, you included.";
    vec![Block::Title("Thank you".to_owned()), Block::Text(done), Block::Text(on.to_owned())]
}

pub(super) fn waiting(view: &SeatView, device: Device) -> Vec<Block> {
    if view.progress.phase == Phase::Revealed && view.pinned().is_some() {
        return discussed(view);
    }
    let (heading, lines) = view.waiting(device);
    let mut page = vec![Block::Title(heading.to_owned())];
    page.extend(lines.into_iter().map(Block::Text));
    page.extend(view.shown.iter().flat_map(|told| shown(told)));
    page.push(Block::Quiet(match view.progress.phase {
        Phase::Ended => "There is nothing more to do here: q leaves.".to_owned(),
        _ => BY_ITSELF.to_owned(),
    }));
    page
}

/// The pinned cause, without its remedy: that is for the big screen.
fn discussed(view: &SeatView) -> Vec<Block> {
    let Some(cause) = view.pinned() else { return Vec::new() };
    let is_told =
        |part: Part| matches!(part, Part::Heading | Part::Situation | Part::Experience | Part::ExperienceNote);
    let mut page = vec![Block::Title(cause.name.clone()), Block::Quiet(words::DISCUSSED.to_owned())];
    page.extend(part(words::FOR_BOTH_SIDES, &cause.prompts));
    page.extend(view.shown.as_ref().and_then(|shown| shown.cause(&cause.id)).map(figures).unwrap_or_default());
    page.extend(passages(&view.questionnaire, cause, is_told));
    page.push(Block::Quiet(words::NO_EVIDENCE.to_owned()));
    page
}

/// How everyone answered the pinned cause, as the room was shown it.
fn figures(cause: &ShownCause) -> Vec<Block> {
    let severity = cause.severity.map(|points| format!("{points} of 100, ")).unwrap_or_default();
    let sides = cause.sides.iter().chain(&cause.gap).cloned().map(Block::Text);
    let figure = Block::Text(sentence(&format!("{severity}{}", cause.band)));
    [Block::Title(words::EVERYONE.to_owned()), figure].into_iter().chain(sides).collect()
}
