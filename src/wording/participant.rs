//! What somebody who takes part in a live session is told, on whichever device.

use std::fmt::Display;

use super::{actions, count, list, sentence, session, time};
use crate::domain::action::Action;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Device {
    /// A phone, or whatever has a browser.
    Phone,
    Terminal,
    /// The laptop that runs the session, which is passed round.
    Laptop,
}

/// What became of a session's answers, as far as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outcome {
    /// How many people answered in the round that was over last.
    pub answered: usize,
    pub kept: usize,
    pub least: usize,
    pub rehearsal: bool,
    pub shown: bool,
}

/// Opens what is said of confidence; never "anonymous", which it is not.
pub const CONFIDENTIAL: &str = "Your answers are confidential.";
pub const REHEARSAL: &str = "The people in it are made up. Nothing is kept.";
pub const NO_EVIDENCE: &str = "Answers describe what teams do. They are not evidence about anybody's work.";
/// Above the prompts of the cause that is pinned.
pub const FOR_BOTH_SIDES: &str = "For both sides to talk about";
/// Above what the author of the questionnaire asks at the end.
pub const TO_THINK_ABOUT: &str = "To think about, and to say aloud";
pub const DISCUSSED: &str = "The room is talking about this cause.";
pub const PUT_TOGETHER: &str = "The answers are being put together.";
pub const STOPPED: &str =
    "The facilitator has stopped answering, and may let you go on. You need not do anything for that.";
/// Where a cause would be told that may not be named yet.
pub const CAUSES_LATER: &str = "A cause is named when the room talks about it.";
/// Over what is read while there is nothing to answer.
pub const IN: &str = "You are in";
pub const HAS_STOPPED: &str = "Answering has stopped";
pub const IS_CLOSED: &str = "Answering is closed";
pub const BIG_SCREEN: &str = "Look at the big screen";
pub const IS_OVER: &str = "The session is over";
/// On a phone, where the screen is understood to be the other one.
pub const SCREEN: &str = "Look at the screen";
pub const WHICH_SIDE: &str = "Which side do you answer for?";

/// Said at the door to whoever holds answers which the session has not taken, as their place was given up.
pub fn held(device: Device) -> String {
    format!(
        "{} was not heard of for a while, and its place was given up. It still holds answers that are not saved: join \
         again, and they are sent.",
        sentence(device.name()).trim_end_matches('.')
    )
}

pub const DROP: &str = "They are not mine: throw them away";

/// What a tap on an answer does, where pages turn by themselves.
pub const TURNS: &str = "Tap an answer: once it is saved, the next statement comes by itself. Back undoes.";
/// Leads to pages that do not.
pub const BY_HAND: &str = "I would rather press Next";
/// What a tap does where they do not.
pub const STAYS: &str = "A statement stays until you press Next.";
/// Leads to pages that turn by themselves.
pub const BY_ITSELF: &str = "Let the next one come by itself";

/// How much there is to answer and, for Sales and Marketing, to guess: `36 statements and 9 guesses, about 7 minutes`.
pub fn length(statements: usize, guesses: usize) -> String {
    let asked = count(statements, "statement", "statements");
    let more = if guesses == 0 { String::new() } else { format!(" and {}", count(guesses, "guess", "guesses")) };
    format!("{asked}{more}, about {}", time(statements, guesses))
}

pub const CHOOSE_SIDE: &str = "Choose the side that you answer for.";
pub const WHICH_CODE: &str = "What is the code on the big screen?";
pub const WHICH_CODE_HELP: &str = "Six letters and digits, in whatever case. There is no O, 0, I, 1 or L.";
pub const TYPE_CODE: &str = "Type the code that stands on the big screen.";
/// Over what the door says.
pub const WHAT_IS_STORED: &str = "What is stored, and who sees what";
pub const WORDS: &str = "Words used here";

/// Where another side is chosen.
pub const ANSWERS_STAY: &str = "What you have answered stays as it is. You can change your side until answering stops.";
/// The same where Sales and Marketing guess each other.
pub const GUESSES_GO: &str = "If you guessed the other side already, you are asked to guess anew.";

pub const SKIP_ALL: &str = "Skip all";
pub const NO_GUESS: &str = "no guess yet";

/// What is asked after the last statement, and what becomes of it.
pub fn guessing(device: Device, side: &str, guesses: usize) -> [String; 2] {
    let each = match device {
        Device::Phone => count(guesses, "tap", "taps"),
        Device::Terminal | Device::Laptop => format!("{}, a key each", count(guesses, "guess", "guesses")),
    };
    [
        format!("You have said what you see. Now guess what {side} sees: {each}, and you may skip any."),
        format!("Nobody is shown what you guess, only what your side expects together, beside what {side} said."),
    ]
}

pub fn your_guesses(side: &str) -> String {
    format!("Your guesses: what {side} will say")
}

pub fn guessed(given: usize, of: usize) -> String {
    let are = if given == 1 { "is" } else { "are" };
    let open = if given < of { " You may leave any open." } else { "" };
    format!("{given} of {of} {are} guessed and saved.{open}")
}

pub const SECOND_ROUND: &str = "Second round";
pub const BEGIN: &str = "Begin";
pub const SHOWN: &str = "What the room was shown";
pub const SCALE: &str = "From 0 to 100; higher is worse. Everyone's average, most severe first.";
pub const EVERYONE: &str = "How everyone answered";
/// What finishing is called, and what it means with gaps.
pub const FINISH: &str = "I have finished";
pub const STAYS_OPEN: &str =
    "What stays open is left out of the figures. You can come back to it until answering stops.";
pub const OVER: &str = "Thank you. The session is over.";
pub const SAVE: &str = "Save this page";
pub const MAY_CLOSE: &str = "You can close this page.";

/// What the script of a page says, by the names that it has for it.
pub const SCRIPT: [(&str, &str); 11] = [
    ("unsaved", "Not saved yet"),
    ("open", "not saved yet"),
    ("stopped", "Not taken, answering has stopped. This phone keeps it, and sends it if answering goes on."),
    ("closed", "Not taken. Answering is closed."),
    ("refused", "Not taken. "),
    ("uncounted", "It does not count."),
    ("offline", "This phone has no network. Trying again…"),
    ("silent", "The laptop does not answer. Is this phone still on its Wi-Fi? Trying again…"),
    ("unstored", "The laptop could not save this. Trying again…"),
    ("elsewhere", "✓ Saved, as answered on another page"),
    ("over", "The session is over. You can close this page."),
];

/// What a second round asks and why: which causes, how many statements, and what becomes of the answers before.
pub fn again(causes: &[&str], statements: usize) -> [String; 3] {
    let these = if statements == 1 { "this statement".to_owned() } else { format!("these {statements} statements") };
    let are = if causes.len() == 1 { "is" } else { "are" };
    [
        format!("The room has talked. {} {are} asked once more.", list(causes, "and")),
        format!("Answer {these} again, as you see it now."),
        "Your first answers stay as they are.".to_owned(),
    ]
}

/// A step that was taken on, with who does it and by when: `Mark ten leads together. Anna, by 15 December 2026.`
pub fn step(step: &Action) -> String {
    format!("{} {}.", sentence(&actions::reads(step)), actions::whose(step))
}

/// What is stored, and who sees what, in one sentence.
pub fn stored(least: usize) -> String {
    format!(
        "The laptop that runs this session stores them with your side and without your name; the room sees only figures \
         for {least} or more people together."
    )
}

pub fn in_full(device: Device) -> Vec<String> {
    let mut texts = vec![
        "While people answer, the facilitator sees how many of each side are here, have begun and have finished, and no \
         answer."
            .to_owned(),
        format!(
            "Until the figures are revealed, or the session ends, the laptop keeps a random number that ties {} to its \
             answers, so that you can go back and change them. Then that tie is deleted. It is confidential, but until \
             then not secret from the laptop.",
            device.name()
        ),
        "From then on a file on the laptop holds one row per person: the side and the answers, in random order."
            .to_owned(),
        "If everybody on one side gives the same answers, the figure of that side tells what each of them said."
            .to_owned(),
    ];
    if device == Device::Phone {
        texts.push(
            "This phone keeps the same number for a day, in a cookie; nobody is in whose browser keeps none."
                .to_owned(),
        );
    }
    if device != Device::Laptop {
        texts.push("What you send is not encrypted. Whoever can listen in on this network could read it.".to_owned());
    }
    texts
}

/// In place of the name of the session, once the facilitator has announced it: in how many minutes answering stops.
pub fn stops(minutes: i64) -> String {
    match usize::try_from(minutes) {
        Ok(minutes @ 1..) => format!("Stops in {}", count(minutes, "minute", "minutes")),
        _ => "Stops any moment".to_owned(),
    }
}

pub fn answers_for(side: &str) -> String {
    format!("You answer for: {side}.")
}

pub fn waiting(items: usize) -> String {
    let there = if items == 1 { "There is" } else { "There are" };
    format!("{there} {} to answer. The facilitator starts in a moment.", count(items, "statement", "statements"))
}

pub fn saved(answered: usize, of: usize) -> String {
    format!("{answered} of {of} statements {} answered and saved.", if answered == 1 { "is" } else { "are" })
}

pub fn all_answered(items: usize) -> String {
    if items == 1 { "The statement is answered.".to_owned() } else { format!("All {items} statements are answered.") }
}

impl Device {
    const fn name(self) -> &'static str {
        match self {
            Self::Phone => "this phone",
            Self::Terminal => "this terminal",
            Self::Laptop => "a person",
        }
    }

    pub fn untied(self) -> String {
        format!("Deleted: what tied {} to its answers.", self.name())
    }
}

impl Outcome {
    pub fn result(&self) -> String {
        match self.answered {
            0 => session::NO_FIGURES.to_owned(),
            people if people < self.least => {
                format!("Fewer than {} people answered, so no figures are shown. {}", self.least, self.kept())
            }
            _ if self.shown => format!("{} people answered. The figures are shown on the screen.", self.answered),
            _ => format!("{} people answered. The facilitator shows the figures in a moment.", self.answered),
        }
    }

    pub fn kept(&self) -> String {
        match self.kept {
            0 => "Nothing was kept.".to_owned(),
            _ if self.rehearsal => "This was a rehearsal: nothing is kept.".to_owned(),
            1 => "Kept: a file on the facilitator's laptop with one person's side and answers, without a name."
                .to_owned(),
            kept => format!(
                "Kept: a file on the facilitator's laptop with the sides and answers of {kept} people, in random order \
                 and without names."
            ),
        }
    }
}

// At a terminal.

pub const JOIN: &str = "join a live session";
pub const LIVE: &str = "live session";
pub const NO_TERMINAL: &str =
    "taking part needs a terminal, and standard input or output is none: open the same address in a browser instead";
pub const TO_ANSWERS: &str = "back to my answers";
pub const TO_FACILITATOR: &str = "to the facilitator";
pub const ANSWER_FOR_SIDE: &str = "answer for this side";
pub const BACK: &str = "The session is back.";
pub const UNKNOWN: &str = "The session does not know you any more. Join it again.";
/// Why answers are not saved.
pub const NOT_ACKNOWLEDGED: &str = "the session has not acknowledged them";
pub const TOO_LATE: &str = "the session did not answer in time";
pub const THANKS: &str = "Thank you";
pub const OTHERS_FINISH: &str = "Now it is for the others to finish.";
pub const HAND_ON: &str = "Hand the laptop to the next person, or back to the facilitator. Nobody can come back to your answers from \
     here, you included.";
/// Where a page changes without anybody's doing.
pub const SCREEN_MOVES_ON: &str = "This screen moves on by itself.";
pub const NOTHING_MORE: &str = "There is nothing more to do here: q leaves.";

pub fn looking(address: &str) -> String {
    format!("Looking for the session at {address}")
}

pub fn not_kept(why: &impl Display) -> String {
    format!("Your place will not be kept: {why}.")
}

pub fn refused(why: &str) -> String {
    format!("Not taken: {why}. What you answered last does not count; what came before does.")
}

/// Everything is answered, or was left open, while others go on.
pub fn finished(answered: usize, of: usize) -> String {
    let done = if answered == of {
        all_answered(of)
    } else {
        format!("{answered} of {of} statements are answered, and you count as finished.")
    };
    format!("{done} You can go back and change your answers until answering stops.")
}

/// The same at a laptop that is passed round.
pub fn finished_at_laptop(answered: usize, of: usize) -> String {
    if answered == of {
        all_answered(of)
    } else {
        format!("{answered} of {of} statements are answered; the others stay open.")
    }
}

/// What becomes of answers and guesses where another side is chosen.
pub fn what_stays(guesses: bool) -> String {
    if guesses { format!("{ANSWERS_STAY} {GUESSES_GO}") } else { ANSWERS_STAY.to_owned() }
}
