//! What may be typed, from the key table, and what a typed line means.

use std::iter::repeat_n;

use super::{commands, records};
use crate::app::keys::{Action, Binding, Trigger};
use crate::app::screens::contexts::KeyContext;
use crate::app::screens::room::Stage;
use crate::app::screens::{Screen, answering, results};
use crate::app::{App, Assessment, Key, Msg, pages};
use crate::domain::text::narrowed;

/// Something that may be typed, and what it does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// A letter, or a range of numbers.
    pub typed: String,
    /// In a word or two.
    pub does: String,
    /// The key it stands for; none for numbers.
    pub key: Option<Key>,
}

/// What may be typed now, most used first. Keys that only move a cursor are left out: here rows are named by number.
pub fn choices(app: &App) -> Vec<Choice> {
    let mut offers: Vec<Choice> = numbers(app).into_iter().collect();
    if app.place() == KeyContext::Review {
        let does = if app.screen().seat().is_some() { "I have finished" } else { "finish and see the results" };
        offers.push(Choice { typed: "f".to_owned(), does: does.to_owned(), key: None });
    }
    for binding in app.bindings(app.place()) {
        let Some(mut offer) = letter(app.place(), binding) else { continue };
        let rows = taking(app, binding.action);
        if rows.as_ref().is_some_and(|rows| rows.len() > 1) {
            offer.typed.push_str(" and its number");
        }
        let is_new = offers.iter().all(|before| before.typed != offer.typed);
        let numbers = records::numbers_after(app, binding.action);
        offer.typed.push_str(numbers.unwrap_or_default());
        let holds = rows.map_or_else(|| holds(app, binding), |rows| !rows.is_empty());
        if is_new && (numbers.is_some() || holds) && !is_idle(app, binding.action) {
            offers.push(offer);
        }
    }
    offers
}

/// The letter for a key: the one it has, or one for those keys that a line cannot hold.
fn letter(place: KeyContext, binding: &Binding) -> Option<Choice> {
    let Trigger::Keys(keys) = binding.trigger else { return None };
    let own = keys.iter().find_map(|key| match key {
        Key::Char(c) if !matches!(c, 'h' | 'l' | ' ') => Some(*c),
        _ => None,
    });
    let typed = match binding.action {
        // Rows are named by number here, and a code is no use in lines.
        Action::Up | Action::Down | Action::PageUp | Action::PageDown | Action::First | Action::Last | Action::Scan => {
            None
        }
        Action::Toggle => (place != KeyContext::RoomChoosing).then_some('x'),
        Action::Drop => Some('d'),
        Action::Confirm
            if matches!(
                place,
                KeyContext::RoomLobby
                    | KeyContext::RoomStopped
                    | KeyContext::RoomClosed
                    | KeyContext::RoomChoosing
                    | KeyContext::GuessAhead
            ) =>
        {
            Some('g')
        }
        Action::Palette => Some('.'),
        Action::Article => Some('r'),
        Action::Next if place == KeyContext::RoomCause => Some('n'),
        Action::Previous if place == KeyContext::RoomCause => Some('p'),
        Action::Lock => Some('l'),
        Action::Blank => Some('x'),
        Action::SecondRound => Some('s'),
        Action::EndSession => Some('e'),
        Action::Back => Some('b'),
        // q leaves the program in every place, since a line is no slip of a finger.
        Action::Close => own.filter(|c| c.is_ascii_alphabetic() && *c != 'q').or(Some('b')),
        Action::Skip => Some('n'),
        Action::Leave | Action::LeaveUnsaved => own.or(Some('q')),
        _ => own,
    }?;
    Some(Choice { typed: typed.to_string(), does: binding.does.to_owned(), key: keys.first().copied() })
}

/// Whether an action would change nothing just now.
fn is_idle(app: &App, action: Action) -> bool {
    match (action, app.place()) {
        (Action::Discard, KeyContext::Restoring) => false,
        // What is told in lines is there to be copied.
        (Action::Copy, _) => true,
        (Action::Close, place) => is_bottom(place),
        (
            Action::Discard | Action::Trend | Action::Compare | Action::Rename | Action::Export | Action::Merge,
            KeyContext::Home,
        )
        | (Action::Discard, _) => unfinished(app) == 0,
        _ => false,
    }
}

/// Whether there is nothing to go back to.
const fn is_bottom(place: KeyContext) -> bool {
    matches!(
        place,
        KeyContext::Welcome
            | KeyContext::Asking
            | KeyContext::Home
            | KeyContext::Entering
            | KeyContext::Seated
            | KeyContext::Announced
            | KeyContext::Handed
            | KeyContext::RoomLobby
            | KeyContext::RoomAnswering
            | KeyContext::RoomStopped
            | KeyContext::RoomClosing
            | KeyContext::RoomClosed
            | KeyContext::RoomChart
            | KeyContext::RoomUnshown
            | KeyContext::RoomEnded
    )
}

/// Whether a binding does something just now; on the plan whichever row the cursor is on, which lines do not show.
fn holds(app: &App, binding: &Binding) -> bool {
    match (app.place(), app.screen(), binding.action) {
        (KeyContext::Plan, Screen::Plan(plan), Action::Offers | Action::Note) => plan.offers(binding.action),
        _ => pages::holds(app, binding),
    }
}

/// The rows that an action on a step, or on a cause without one, does something with; none where it is for one row alone.
fn taking(app: &App, action: Action) -> Option<Vec<usize>> {
    if !matches!(action, Action::Toggle | Action::Edit | Action::Drop | Action::TakeOn) {
        return None;
    }
    match (app.place(), app.screen()) {
        (KeyContext::Plan, Screen::Plan(plan)) => Some(plan.taking(action)),
        (KeyContext::Steps, Screen::Steps(steps)) => Some(steps.taking(action)),
        _ => None,
    }
}

/// What is done with a row by its letter and its number: `x 2`; the number may be left out where there is one such row.
fn with_row(app: &App, line: &str) -> Option<Vec<Key>> {
    let letters = [
        ('x', Action::Toggle, Key::Char(' ')),
        ('e', Action::Edit, Key::Char('e')),
        ('d', Action::Drop, Key::Char('D')),
        ('a', Action::TakeOn, Key::Char('a')),
    ];
    let cursor = match app.screen() {
        Screen::Plan(plan) => plan.cursor,
        Screen::Steps(steps) => steps.cursor,
        _ => return None,
    };
    letters.into_iter().find_map(|(letter, action, key)| {
        let number = line.strip_prefix(letter)?.trim();
        let rows = taking(app, action)?;
        let row = match (number.is_empty(), rows.as_slice()) {
            (true, [only]) => *only,
            _ => number.parse::<usize>().ok()?.checked_sub(1)?,
        };
        rows.contains(&row).then(|| steps(Some(cursor), row, key))
    })
}

/// How many there are to discard, or to choose among.
pub(super) fn unfinished(app: &App) -> usize {
    match app.screen() {
        Screen::Home(home) => home.shown(),
        Screen::Welcome(welcome) => welcome.unfinished.len(),
        _ => 0,
    }
}

/// The numbers that may be typed.
fn numbers(app: &App) -> Option<Choice> {
    let does = match app.place() {
        KeyContext::Welcome | KeyContext::Choosing | KeyContext::Entering | KeyContext::OtherSide => "choose",
        KeyContext::Home => "open",
        KeyContext::Plan => "read",
        KeyContext::Steps => "open its plan",
        KeyContext::WhichDay => "this day",
        KeyContext::Asking | KeyContext::Changing | KeyContext::FollowingUp => "answer",
        KeyContext::Guessing => "guess",
        KeyContext::Items | KeyContext::Review => "go to that statement",
        KeyContext::Chart | KeyContext::EveryoneChart => "why",
        KeyContext::RoomChart => "discuss",
        KeyContext::RoomChoosing => "mark, or take the mark away",
        _ => return None,
    };
    let last = last_number(app)?;
    let typed = if last == 1 { "1".to_owned() } else { format!("1 to {last}") };
    Some(Choice { typed, does: does.to_owned(), key: None })
}

/// The largest number that may be typed.
pub(super) fn last_number(app: &App) -> Option<usize> {
    if let Some(answering) = app.screen().answering() {
        return match answering.view {
            answering::View::Item(asked) => points(&answering.assessment, asked),
            _ => Some(answering.assessment.questionnaire().len()),
        };
    }
    match app.screen() {
        Screen::Welcome(_)
        | Screen::Reporting(_)
        | Screen::Begin(_)
        | Screen::Seat(_)
        | Screen::FollowingUp(_)
        | Screen::TakingOn(_) => Some(app.screen().options()),
        Screen::Guessing(_) => Some(app.screen().options()).filter(|&points| points > 0),
        Screen::Home(home) => Some(home.shown()).filter(|&count| count > 0),
        Screen::Everyone(everyone) => Some(everyone.causes().len()),
        Screen::Plan(plan) => Some(plan.rows().len()).filter(|&count| count > 0),
        Screen::Steps(steps) => steps.rows.as_ref().map(Vec::len).filter(|&count| count > 0),
        Screen::Room(room) => Some(room.causes.listed(&room.seen).len()),
        Screen::Results(results) => match results.view {
            results::View::Changing { asked, .. } => points(&results.assessment, asked),
            _ => Some(results.causes().len()),
        },
        _ => None,
    }
}

fn points(assessment: &Assessment, asked: answering::Asked) -> Option<usize> {
    assessment.item(asked.place).map(|(item, _)| item.scale.points.len())
}

/// What a typed line means.
#[derive(Debug, Clone, PartialEq)]
pub enum Parsed {
    /// Tell the app this.
    Do(Vec<Msg>),
    /// Say once more what is shown.
    Again,
    /// Say all that may be typed.
    Help,
    /// It means nothing here.
    Nothing,
}

/// Parses one line. In a text field the line is the text; anywhere else it is a number or a letter.
pub fn parse_line(app: &App, line: &str) -> Parsed {
    let line = line.trim();
    match app.place() {
        KeyContext::Label | KeyContext::Filtering | KeyContext::Code => return label(line),
        KeyContext::StepForm | KeyContext::Noting => return form(app.place(), line),
        KeyContext::Elsewhere => return file(line),
        KeyContext::Palette => return commands::parse(app, line),
        _ => {}
    }
    let line = narrowed(line);
    let line = line.trim();
    if line.is_empty() {
        return Parsed::Again;
    }
    if matches!(line, "?" | "help") {
        return Parsed::Help;
    }
    if line == "list" && app.place() == KeyContext::Home {
        return Parsed::Again;
    }
    if let Some(msgs) = records::parse(app, line) {
        return Parsed::Do(msgs);
    }
    let keys = match line.parse() {
        Ok(number) => numbered(app, number),
        Err(_) => lettered(app, line),
    };
    keys.map_or(Parsed::Nothing, |keys| Parsed::Do(keys.into_iter().map(Msg::Key).collect()))
}

/// The label; a slash before a letter means the letter.
fn label(line: &str) -> Parsed {
    match narrowed(line).to_ascii_lowercase().as_str() {
        "/b" => Parsed::Do(vec![Msg::Key(Key::Esc)]),
        "/q" => Parsed::Do(vec![Msg::Key(Key::Ctrl('c'))]),
        "?" => Parsed::Help,
        "" => Parsed::Do(vec![Msg::Key(Key::Enter)]),
        _ => typed(line),
    }
}

/// A line of a form, which may be emptied; a step may be written as a plan.
fn form(place: KeyContext, line: &str) -> Parsed {
    match narrowed(line).to_ascii_lowercase().as_str() {
        "/w" if place == KeyContext::StepForm => Parsed::Do(vec![Msg::Key(Key::Tab)]),
        "/e" => Parsed::Do(vec![Msg::Key(Key::Ctrl('u')), Msg::Key(Key::Enter)]),
        _ => label(line),
    }
}

/// The name of a file; nothing goes back.
fn file(line: &str) -> Parsed {
    if line.is_empty() { Parsed::Do(vec![Msg::Key(Key::Esc)]) } else { typed(line) }
}

fn typed(text: &str) -> Parsed {
    Parsed::Do(vec![Msg::Key(Key::Ctrl('u')), Msg::Pasted(text.to_owned()), Msg::Key(Key::Enter)])
}

/// A letter, or the word for it; a letter and a number where there are several to discard.
fn lettered(app: &App, line: &str) -> Option<Vec<Key>> {
    let line = line.to_lowercase();
    if let (KeyContext::Welcome, Screen::Welcome(welcome)) = (app.place(), app.screen())
        && let Some(number) = line.strip_prefix('d')
    {
        let rows = welcome.unfinished.len();
        let row = if number.is_empty() && rows == 1 { 1 } else { number.trim().parse().ok()? };
        return (1..=rows).contains(&row).then(|| steps(Some(welcome.cursor), row - 1, Key::Char('d')));
    }
    if let Some(keys) = with_row(app, &line) {
        return Some(keys);
    }
    if line == "list" {
        return to_the_list(app.place());
    }
    let letter = match line.as_str() {
        "back" => "b",
        ":" | "more" => ".",
        "quit" | "exit" => "q",
        other => other,
    };
    let offers = choices(app);
    let is_meant = |offer: &&Choice| offer.typed == letter || offer.does.to_lowercase() == line;
    let offer = offers.iter().find(is_meant).or_else(|| {
        // Where the way back has a letter of its own, "back" is that.
        offers.iter().find(|offer| line == "back" && offer.key == Some(Key::Esc))
    })?;
    offer.key.map(|key| vec![key]).or_else(|| finish(app.screen().answering()?))
}

/// The keys to the list of records, from wherever it can be gone to.
fn to_the_list(place: KeyContext) -> Option<Vec<Key>> {
    match place {
        KeyContext::Welcome
        | KeyContext::Chart
        | KeyContext::EveryoneChart
        | KeyContext::Reading
        | KeyContext::Steps => Some(vec![Key::Esc]),
        KeyContext::Cause | KeyContext::EveryoneCause => Some(vec![Key::Esc; 2]),
        // It may have been opened from the page of a cause, which lies one further from the list.
        KeyContext::Plan => Some(vec![Key::Esc; 3]),
        KeyContext::PlanPage => Some(vec![Key::Esc; 4]),
        _ => None,
    }
}

fn finish(answering: &answering::Answering) -> Option<Vec<Key>> {
    let answering::View::Review { cursor } = answering.view else { return None };
    Some(steps(Some(cursor), answering.assessment.unanswered().len(), Key::Enter))
}

fn numbered(app: &App, number: usize) -> Option<Vec<Key>> {
    let row = number.checked_sub(1)?;
    if last_number(app).is_none_or(|last| row >= last) {
        return None;
    }
    match (app.place(), app.screen()) {
        (KeyContext::Choosing, Screen::Begin(begin)) => Some(steps(begin.choices().1, row, Key::Enter)),
        (KeyContext::Choosing, Screen::Reporting(reporting)) => Some(steps(Some(reporting.chosen()), row, Key::Enter)),
        (KeyContext::Choosing, Screen::TakingOn(taking)) => Some(steps(Some(taking.cause), row, Key::Enter)),
        (KeyContext::Home, Screen::Home(home)) => Some(steps(Some(home.cursor), row, Key::Enter)),
        (KeyContext::Plan, Screen::Plan(plan)) => Some(steps(Some(plan.cursor), row, Key::Enter)),
        (KeyContext::Steps, Screen::Steps(all)) => Some(steps(Some(all.cursor), row, Key::Enter)),
        (
            KeyContext::Asking
            | KeyContext::Changing
            | KeyContext::FollowingUp
            | KeyContext::Entering
            | KeyContext::OtherSide
            | KeyContext::WhichDay
            | KeyContext::Guessing,
            _,
        ) => digit(number),
        (KeyContext::Welcome, Screen::Welcome(welcome)) => Some(steps(Some(welcome.cursor), row, Key::Enter)),
        (KeyContext::Chart, Screen::Results(results)) => Some(steps(Some(results.row), row, Key::Enter)),
        (KeyContext::EveryoneChart, Screen::Everyone(everyone)) => Some(steps(Some(everyone.row), row, Key::Enter)),
        (KeyContext::RoomChart, Screen::Room(room)) => Some(steps(Some(room.causes.row()), row, Key::Enter)),
        (KeyContext::RoomChoosing, Screen::Room(room)) => match room.stage() {
            Stage::Choosing(choosing) => Some(steps(Some(choosing.cursor), row, Key::Char(' '))),
            _ => None,
        },
        (KeyContext::Items | KeyContext::Review, screen) => statement(screen.answering()?, row),
        _ => None,
    }
}

fn digit(number: usize) -> Option<Vec<Key>> {
    let digit = u32::try_from(number).ok().and_then(|number| char::from_digit(number, 10))?;
    Some(vec![Key::Char(digit)])
}

/// Goes to a statement, from the list of all or from the review.
fn statement(answering: &answering::Answering, place: usize) -> Option<Vec<Key>> {
    match answering.view {
        answering::View::Items { cursor, .. } => Some(steps(Some(cursor), place, Key::Enter)),
        answering::View::Review { cursor } => {
            let gap = answering.assessment.unanswered().iter().position(|&gap| gap == place);
            Some(gap.map_or_else(|| through_the_list(place), |row| steps(Some(cursor), row, Key::Enter)))
        }
        answering::View::Item(_) => None,
    }
}

/// From the review to a statement that is answered already.
fn through_the_list(place: usize) -> Vec<Key> {
    let mut keys = vec![Key::Char('/')];
    keys.extend(steps(Some(0), place, Key::Enter));
    keys
}

/// The keys from one row to another, and the one that then takes it. From no row, the first step down is to the first.
pub(super) fn steps(from: Option<usize>, to: usize, take: Key) -> Vec<Key> {
    let moves = match from {
        None => repeat_n(Key::Down, to + 1),
        Some(from) if from <= to => repeat_n(Key::Down, to - from),
        Some(from) => repeat_n(Key::Up, from - to),
    };
    moves.chain([take]).collect()
}
