//! What a participant of a live session reads: before joining, and whenever there is nothing to answer.

use super::cause::passages;
use super::{Block, Question, entry};
use crate::app::screens::seat::{Entering, JoinForm, Seat, Stage, Taken};
use crate::live::room::Phase;
use crate::wording::Part;
use crate::wording::seat as told;

/// Said while a page will change without anybody's doing.
const BY_ITSELF: &str = "This screen moves on by itself.";

/// What stands above the sides to choose from.
pub fn join_form(join_form: &JoinForm) -> Vec<Block> {
    let mut page = vec![Block::Title(title(join_form))];
    page.extend(join_form.rehearsal.then(|| Block::Text(format!("REHEARSAL. {}", told::REHEARSAL))));
    page.push(Block::Text(join_form.intro.clone()));
    page.push(Block::Text(format!("{} {}", told::CONFIDENTIAL, told::stored(join_form.min_people))));
    page.push(Block::Title("What is stored, and who sees what".to_owned()));
    page.extend(told::in_full(join_form.device).into_iter().map(Block::Text));
    if !join_form.words.is_empty() {
        page.push(Block::Title("Words used here".to_owned()));
        page.extend(join_form.words.iter().map(|word| entry(word.term.clone(), word.text.clone())));
    }
    page
}

fn title(join_form: &JoinForm) -> String {
    match join_form.label.as_str() {
        "" => join_form.title.clone(),
        label => format!("{} · {label}", join_form.title),
    }
}

/// The question for the code.
pub fn code(entering: &Entering) -> Question<'_> {
    Question {
        text: "What is the code on the big screen?".to_owned(),
        help: "Six letters and digits, in whatever case. There is no O, 0, I, 1 or L.".to_owned(),
        options: Vec::new(),
        chosen: None,
        field: Some(&entering.code),
    }
}

/// What there is to read in the session while nothing is to be answered.
pub fn seat(seat: &Seat) -> Vec<Block> {
    let Stage::In(taken) = &seat.stage else { return join_form(&seat.join_form) };
    let mut page = match taken.progress() {
        Some(progress) if seat.is_kiosk() => handed_back(progress),
        Some(progress) => handed(taken, progress),
        None => waiting(taken, &seat.join_form),
    };
    let refused = taken.refused.as_ref().map(|why| {
        Block::Text(format!("Not taken: {why}. What you answered last does not count; what came before does."))
    });
    let at = page.len().min(1);
    page.splice(at..at, refused);
    page
}

/// Everything is answered, or was left open, while others go on.
fn handed(taken: &Taken, (answered, of): (usize, usize)) -> Vec<Block> {
    let change = "You can go back and change your answers until the facilitator closes answering.";
    let done = if answered == of {
        format!("{} {change}", told::all_answered(of))
    } else {
        format!("{answered} of {of} statements are answered, and you count as finished. {change}")
    };
    let mut page = vec![Block::Title("Thank you".to_owned()), Block::Text(done)];
    page.push(Block::Text("Now it is for the others to finish.".to_owned()));
    let closing = &taken.view.questionnaire.head().closing;
    if !closing.is_empty() {
        page.extend([Block::Title(told::TO_THINK_ABOUT.to_owned()), Block::Text(closing.clone())]);
    }
    page.push(Block::Quiet(BY_ITSELF.to_owned()));
    page
}

/// At a laptop that is passed round: nothing of the answers is left on the screen.
fn handed_back((answered, of): (usize, usize)) -> Vec<Block> {
    let done = if answered == of {
        told::all_answered(of)
    } else {
        format!("{answered} of {of} statements are answered; the others stay open.")
    };
    let on = "Hand the laptop to the next person, or back to the facilitator. Nobody can come back to your answers from \
              here, you included.";
    vec![Block::Title("Thank you".to_owned()), Block::Text(done), Block::Text(on.to_owned())]
}

fn waiting(taken: &Taken, join_form: &JoinForm) -> Vec<Block> {
    let view = &taken.view;
    let (result, untied) = (view.outcome().result(), join_form.device.untied());
    let (heading, lines) = match view.progress.phase {
        Phase::Lobby | Phase::Answering => {
            ("You are in", vec![told::answers_for(view.side()), told::waiting(view.asked().count())])
        }
        Phase::Closing => ("Answering is closed", vec![told::PUT_TOGETHER.to_owned()]),
        Phase::Closed => ("Answering is closed", vec![result, untied]),
        Phase::Revealed if view.pinned().is_some() => return discussed(taken),
        Phase::Revealed => ("Look at the big screen", vec![result, untied]),
        Phase::Ended => ("The session is over", vec![view.outcome().kept(), untied]),
    };
    let mut page = vec![Block::Title(heading.to_owned())];
    page.extend(lines.into_iter().map(Block::Text));
    page.push(Block::Quiet(match view.progress.phase {
        Phase::Ended => "There is nothing more to do here: q leaves.".to_owned(),
        _ => BY_ITSELF.to_owned(),
    }));
    page
}

/// The pinned cause, without its remedy: that is for the big screen.
fn discussed(taken: &Taken) -> Vec<Block> {
    let Some(cause) = taken.view.pinned() else { return Vec::new() };
    let is_told =
        |part: Part| matches!(part, Part::Heading | Part::Situation | Part::Experience | Part::ExperienceNote);
    let mut page = vec![Block::Title(cause.name.clone()), Block::Quiet(told::DISCUSSED.to_owned())];
    page.extend(passages(&taken.view.questionnaire, cause, is_told));
    if !cause.prompts.is_empty() {
        page.push(Block::Title(told::FOR_BOTH_SIDES.to_owned()));
        page.extend(cause.prompts.iter().cloned().map(Block::Text));
    }
    page.push(Block::Quiet(told::NO_EVIDENCE.to_owned()));
    page
}
