//! What the plan says: its parts, the form of a step, what is asked back; and the nudges.

use jiff::civil::Date;

use super::actions::{day, day_and_distance, distance, reads, wait, whose};
use super::{sentence, voices};
use crate::domain::action::{ACTIONS_MAX, Action, ActionStatus, taken_on};
use crate::domain::day::Reading;
use crate::domain::id::Id;
use crate::domain::questionnaire::Questionnaire;
use crate::domain::text::folded;

pub const PLAN: &str = "plan";
pub const DO_THESE: &str = "Do these";
pub const WITHOUT_A_STEP: &str = "Still without a step";
pub const AT_THE_END: &str = "One more question";
/// Over the remedies, beside the causes: whose they are.
pub fn remedy(questionnaire: &Questionnaire) -> String {
    voices(questionnaire).remedy.into_owned()
}

pub const READ_ON: &str = "… Enter shows all of it";
pub const WORTH_A_QUESTION: &str = "Worth a question to each other";
pub const OWNER: &str = "owner";
pub const BY_WHEN: &str = "by";
pub const FIRST_STEP: &str = "First step";
pub const NOTE: &str = "Your answer";
pub const NO_NOTE: &str = "Nothing is written down yet. w writes your answer.";
/// Where the answer to the question at the end stands.
pub const NOTE_STAYS: &str =
    "It stays in this record and stands in your own report. It is in no record of several people.";
pub const NOT_EVERY_DIFFERENCE: &str = "Not every difference has to go. Two teams with different work see different \
     things, and some of that is useful. Act on what gets in the way.";

pub fn progress(actions: &[Action]) -> String {
    format!("{} of {ACTIONS_MAX} taken on", taken_on(actions))
}

/// How much room is left: `one more may be taken on`; none where there is none, or all.
pub fn room(actions: &[Action]) -> Option<&'static str> {
    match (taken_on(actions), ACTIONS_MAX.saturating_sub(taken_on(actions))) {
        (0, _) | (_, 0) => None,
        (_, 1) => Some("one more may be taken on"),
        _ => Some("two more may be taken on, if there is time for them"),
    }
}

pub fn enough() -> String {
    format!("{ACTIONS_MAX} steps are taken on already, and more are seldom done. D drops one.")
}

/// Where all steps that are taken on fall to one of two sides.
pub fn one_sided(actions: &[Action], questionnaire: &Questionnaire) -> Option<String> {
    let taken: Vec<&Action> = actions.iter().filter(|action| !action.is_dropped()).collect();
    if taken.len() < 2 {
        return None;
    }
    let falls_to = |action: &Action| {
        let owner = folded(action.owner());
        let named = |name: &str| owner.split(|c: char| !c.is_alphanumeric()).any(|word| word == folded(name));
        let mut sides = questionnaire.head().sides.iter().filter(|side| named(&side.name) || named(side.id.as_str()));
        sides.next().filter(|_| sides.next().is_none())
    };
    let side = falls_to(taken.first()?)?;
    taken.iter().all(|action| falls_to(action) == Some(side)).then(|| {
        format!(
            "Every step falls to {}. A plan holds better when each side does something: is there one for the other?",
            side.name
        )
    })
}

/// The side whose record could be set beside this one, said before anybody acts.
pub fn counterpart(own: &str, other: &str) -> String {
    format!(
        "This is the view from {own} only. Ask somebody from {other} to answer too, and compare before you act. To hand \
         yours over, 'undercurrent share' makes a copy without note and steps."
    )
}

pub fn own_view(one: &str, other: &str) -> String {
    format!(
        "This is one person's view. Ask somebody from {one} and somebody from {other} to answer too, and compare before you act."
    )
}

pub const CHOOSE_A_STEP: &str = "Choose a step that was taken on first.";
/// The same on the page of a cause.
pub const NO_STEP_HERE: &str = "No step is taken on for this cause yet. a takes one on.";
/// Said where several people's record is to take a note.
pub const NO_NOTE_OF_SEVERAL: &str = "A note is one person's own, and this record is of several people.";
/// Said where somebody would leave before the last change is on the disk.
pub const STILL_SAVING: &str = "The latest change is still being saved.";
/// Said where somebody would leave what is in memory alone.
pub const WOULD_BE_LOST: &str = "The latest change is not saved and would be lost. s saves it elsewhere.";

/// The sentence over a plan with steps that wait: what comes next.
pub fn next(step: &str, stands: &str, late: usize) -> String {
    match late {
        0 => format!("Next: {step} ({stands})"),
        1 => format!("1 step is overdue: {step} ({stands})"),
        late => format!("{late} steps are overdue, the first: {step} ({stands})"),
    }
}

/// The same where none waits any more.
pub const ALL_SETTLED: &str = "No step waits any more. Answer again in three months to see what has moved.";

/// The same where nothing is taken on.
pub fn start_with(cause: &str) -> String {
    format!("Start with one step for {cause}.")
}

/// The same where the sides see a cause differently.
pub fn talk_first(cause: &str) -> String {
    format!("Talk about {cause} first: the two sides see it differently.")
}

pub const FROM: &str = "From";
pub const TO_DO: &str = "To do";
pub const NOT_TO_DO: &str = "Settled";
pub const NO_FIGURE: &str = "no figure";

pub fn tension(text: &str) -> String {
    format!("⇄ {text}")
}

pub fn marked(step: &Action) -> String {
    format!("{} {} ({})", mark(step), reads(step), whose(step))
}

/// The steps that were taken on for a cause and not dropped, for the page of that cause.
pub fn taken_on_for(steps: &[Action], cause: &Id) -> impl Iterator<Item = String> {
    steps.iter().filter(move |step| step.cause() == cause && !step.is_dropped()).map(marked)
}

pub const fn mark(step: &Action) -> &'static str {
    if step.is_done() {
        "☑"
    } else if step.is_dropped() {
        "–"
    } else {
        "☐"
    }
}

// Taking a step on.

/// What the form is called.
pub const TAKE_ONE_ON: &str = "take on a first step";
pub const CHANGE_A_STEP: &str = "change a step";
/// Said once the first step went to the clipboard. Whether the terminal took it, no terminal says.
pub const COPIED: &str = "The first step is copied, where your terminal allows it.";

pub const TAKEN: &str = "Taken on. r shows the plan.";
/// The same on the plan itself.
pub const TAKEN_HERE: &str = "Taken on.";
pub const CHANGED: &str = "Changed.";
pub const GONE: &str = "That step is not in the record any more.";
pub const fn became(status: ActionStatus) -> &'static str {
    match status {
        ActionStatus::Done(_) => "Done. The same key takes that back.",
        ActionStatus::Open | ActionStatus::Going(_) => "Open again.",
        ActionStatus::Dropped(_) => "Dropped. Ticking it off takes that back.",
    }
}

pub const NOTHING_RAISED: &str = "No cause is elevated or severe. A cause's own page takes on its first step too.";
pub const ALL_HAVE_ONE: &str =
    "Every cause that is elevated or severe has a step. A cause's own page takes on another.";
pub const WHICH_CAUSE: &str = "Which cause do you want to act on?";
pub const ONE_AT_A_TIME: &str = "One step at a time; at most three.";
pub fn drop(step: &str) -> String {
    format!("Drop this step? {step}")
}
pub const DROP_HELP: &str =
    "It stays in the record as dropped, until another takes its place. Ticking it off takes that back.";
pub const NOTED: &str = "Written down.";
pub const NOT_NOTED: &str = "Nothing is written down any more.";

// The form of a step.

pub const WHAT: &str = "what will you do first?";
pub const WHEN: &str = "When does it begin? Finish the sentence: When …";
pub const WHEN_HELP: &str = "A moment that comes by itself, such as “the Monday meeting begins”. It may stay empty.";
pub const WE: &str = "And then? Finish the sentence: … we …";
pub const WE_HELP: &str = "One thing that takes half an hour at most, such as “mark ten leads together”.";
pub const WHO: &str = "Who takes it on?";
pub const WHO_HELP: &str = "A name, perhaps with the team: “Anna, Sales”. Two may do it together. It may stay empty.";
pub const BY: &str = "By when?";
pub const BY_HELP: &str = "15.12., 15 Dec, fri, tomorrow, in 2 weeks or 2026-12-15. It may stay empty.";
pub const PAST_HELP: &str = "A step whose day is past is overdue at once.";
pub const WHICH_HELP: &str = "It can be read in two ways.";
pub const LABELS: [&str; 5] = ["Step", "When", "we", "Who", "By"];
pub const MAY_STAY_EMPTY: &str = "may stay empty";

pub const fn what_help(is_anew: bool, is_suggestion_taken: bool) -> &'static str {
    match (is_anew, is_suggestion_taken) {
        (true, _) => "As it was taken on. Change what you like.",
        (false, true) => "The suggested step is taken on already, and still waits. Type another one.",
        (false, false) => "A suggestion stands here. Put it into your own words.",
    }
}

pub fn keep_past(past: Date) -> String {
    format!("{} is past. Keep it?", day(past))
}

pub fn which_day(typed: &str) -> String {
    format!("Which day is {}?", typed.trim())
}

pub fn day_read(reading: Reading, today: Date) -> String {
    match reading {
        Reading::Nothing => MAY_STAY_EMPTY.to_owned(),
        Reading::Day(day) | Reading::Past(day) => day_and_distance(day, today),
        Reading::Either([one, other]) => format!("{} or {}?", day(one), day(other)),
        Reading::NoSuchDay => "no such day".to_owned(),
        Reading::Unknown => "…".to_owned(),
    }
}

pub const NO_STEP: &str = "Say what to do first.";
pub const TWICE: &str = "That step is taken on already, and still waits. Type another one.";
pub const HALF_A_PLAN: &str = "Say both: when, and what you do then. Or leave both empty.";
pub const NO_DAY: &str =
    "That is no date. Write it as 15.12., 15 Dec, fri, tomorrow, in 2 weeks or 2026-12-15, or leave it empty.";
pub const NO_SUCH_DAY: &str = "There is no such day in the calendar. Write another one, or leave it empty.";
pub const CHOOSE_A_DAY: &str = "Choose 1 or 2.";

pub fn not_kept(why: &dyn std::fmt::Display) -> String {
    sentence(&format!("that cannot be kept: {why}"))
}

// All steps of all records.

pub const STEPS: &str = "steps of all records";
pub const READING: &str = "Reading the steps of your records…";
pub const NO_STEPS: &str = "No step waits. In a record, a on a cause or on the plan takes one on.";

pub fn origin(cause: &str, label: &str) -> String {
    if label.is_empty() { cause.to_owned() } else { format!("{cause}; {label}") }
}

/// The sentence over the list: `4 steps wait; 1 is overdue, since 1 October.`
pub fn waiting(open: usize, late: &[Date], today: Date) -> String {
    let since = late.iter().min().map(|first| format!(", the first {}", distance(*first, today)));
    wait(open, late.len(), &since.unwrap_or_default())
}
