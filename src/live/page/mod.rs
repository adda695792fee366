//! What phones get: plain pages that work without scripts, and are kinder with them. The templates lie beside this file.

mod content;

use std::sync::LazyLock;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use minijinja::value::{Serde, Value};
use minijinja::{Environment, Error, context};
use serde::Serialize;

use super::protocol::stamp;
use super::room::{PersonView, Phase, Progress, Setup, Shown};
use crate::markup;
use crate::wording::participant;
use crate::wording::room;

pub use content::{CurrentPage, after, asked_at, guess_of, place_of};
use content::{again, all, discuss, guess, guessing, item, join, sides, wait, words};

pub const STYLE: &str = include_str!("page.css");
/// The script of every page. Everything works without it, and where a browser lacks what it needs it does nothing.
pub const SCRIPT: &str = include_str!("page.js");

/// The style sheet and the script of the big screen for people elsewhere.
pub const SCREEN_STYLE: &str = include_str!("screen.css");
pub const SCREEN_SCRIPT: &str = include_str!("screen.js");

const TEMPLATES: [(&str, &str); 16] = [
    ("base.html", include_str!("base.html")),
    ("join.html", include_str!("join.html")),
    ("arrived.html", include_str!("arrived.html")),
    ("wait.html", include_str!("wait.html")),
    ("shown.html", include_str!("shown.html")),
    ("kept.html", include_str!("kept.html")),
    ("again.html", include_str!("again.html")),
    ("guess.html", include_str!("guess.html")),
    ("item.html", include_str!("item.html")),
    ("all.html", include_str!("all.html")),
    ("discuss.html", include_str!("discuss.html")),
    ("side.html", include_str!("side.html")),
    ("leave.html", include_str!("leave.html")),
    ("left.html", include_str!("left.html")),
    ("problem.html", include_str!("problem.html")),
    ("screen.html", include_str!("screen.html")),
];

/// The script, with the sentences that it says; filled when the first phone asks for it.
pub fn script() -> &'static str {
    static FILLED: LazyLock<String> = LazyLock::new(|| {
        let words: serde_json::Map<_, _> =
            participant::SCRIPT.iter().map(|(name, said)| ((*name).to_owned(), (*said).into())).collect();
        SCRIPT.replace("{{ words }}", &serde_json::Value::from(words).to_string())
    });
    &FILLED
}

#[derive(Debug)]
pub struct Pages {
    templates: Environment<'static>,
}

impl Pages {
    pub fn new() -> Result<Self, Error> {
        Ok(Self { templates: markup::templates(&TEMPLATES)? })
    }

    /// The page on which a person says whom they answer for.
    pub fn join(&self, frame: &Frame, joining: &Joining<'_>) -> Result<String, Error> {
        self.fill("join.html", frame, join(joining))
    }

    /// The page between joining and the session, which shows nothing of anybody.
    pub fn arrived(&self, frame: &Frame) -> Result<String, Error> {
        self.fill("arrived.html", frame, context! {})
    }

    pub fn at(&self, place: CurrentPage, view: &PersonView, visit: Visit<'_>) -> Result<String, Error> {
        let frame = Frame::of_person(view);
        let (name, content) = match place {
            CurrentPage::Item(number) => ("item.html", item(view, number, visit)),
            CurrentPage::Guess(number) => ("item.html", guess(view, number, visit)),
            CurrentPage::Guessing => ("guess.html", guessing(view)),
            CurrentPage::All => ("all.html", all(view)),
            CurrentPage::Again => ("again.html", again(view)),
            CurrentPage::Discussing => ("discuss.html", discuss(view, visit)),
            CurrentPage::Waiting => {
                let kept = visit.shown.filter(|_| view.progress.phase == Phase::Ended);
                let kept = kept.map(|shown| self.kept(&frame, view, shown)).transpose()?;
                ("wait.html", wait(view, (visit.shown, kept)))
            }
        };
        self.fill(name, &frame, content)
    }

    /// The page on which a person says whom they answer for after all.
    pub fn side(&self, view: &PersonView) -> Result<String, Error> {
        let content = context! {
            sides => sides(&view.setup), chosen => view.person.side.as_str(), which_side => participant::WHICH_SIDE,
            guesses_go => (view.progress.guesses(&view.setup.questionnaire) > 0).then_some(participant::GUESSES_GO),
            joined => true,
        };
        self.fill("side.html", &Frame::of_person(view), content)
    }

    /// The page that says what leaving a phone does, before it is done.
    pub fn leave(&self, frame: &Frame) -> Result<String, Error> {
        self.fill("leave.html", frame, context! { joined => true })
    }

    /// The page of a phone that was left, which shows nothing of anybody.
    pub fn left(&self, frame: &Frame) -> Result<String, Error> {
        self.fill("left.html", frame, context! { left => true })
    }

    /// A page that says what went wrong and how to go on.
    pub fn problem(&self, frame: &Frame, heading: &str, text: &str, again: Option<&str>) -> Result<String, Error> {
        self.fill("problem.html", frame, context! { heading, text, again })
    }

    /// The big screen for people elsewhere: a drawing, and the place that is kept for whoever looks at it.
    pub fn screen(&self, place: u64, drawing: String) -> Result<String, Error> {
        let drawing = Value::from_safe_string(drawing);
        let content = context! { title => room::SCREEN_TITLE, lost => room::SCREEN_LOST, place, drawing };
        self.templates.get_template("screen.html")?.render(content)
    }

    /// The page that a phone keeps of the session, as an address that holds all of it: nobody has to be asked for it.
    fn kept(&self, frame: &Frame, view: &PersonView, shown: &Shown) -> Result<String, Error> {
        let day = view.setup.created.strftime("%-d %B %Y").to_string();
        let content = context! { shown => Value::from(Serde(shown)), words => words(), day };
        Ok(format!("data:text/html;charset=utf-8;base64,{}", STANDARD.encode(self.fill("kept.html", frame, content)?)))
    }

    fn fill(&self, name: &str, frame: &Frame, content: Value) -> Result<String, Error> {
        self.templates.get_template(name)?.render(context! { frame => Value::from(Serde(frame)), ..content })
    }
}

/// What stands on every page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Frame {
    title: String,
    label: String,
    language: String,
    rehearsal: bool,
    stamp: String,
    session: String,
    notice: Option<String>,
}

impl Frame {
    fn of_person(view: &PersonView) -> Self {
        Self {
            notice: view.progress.stops.map(|stops| participant::stops(stops.minutes)),
            ..Self::of(&view.setup, stamp(&view.progress, view.record.as_deref()))
        }
    }

    /// The frame of a session that stands where this stamp says.
    pub fn of(setup: &Setup, stamp: String) -> Self {
        let head = setup.questionnaire.head();
        Self {
            title: head.title.clone(),
            label: setup.label.as_str().to_owned(),
            language: head.language.clone(),
            rehearsal: setup.rehearsal,
            stamp,
            session: setup.id.short(),
            notice: None,
        }
    }
}

/// What else a page of a person who is in depends on.
#[derive(Debug, Clone, Copy, Default)]
pub struct Visit<'a> {
    pub note: Option<&'a str>,
    /// Whether a statement stays, once it is answered, until the person goes on.
    pub by_hand: bool,
    pub shown: Option<&'a Shown>,
}

/// What the page for joining needs.
#[derive(Debug, Clone, Copy)]
pub struct Joining<'a> {
    pub setup: &'a Setup,
    pub progress: &'a Progress,
    pub code: &'a str,
    /// The end of the link, when the person came by it; then no code is asked for.
    pub link: Option<&'a str>,
    pub side: Option<&'a str>,
    pub problem: Option<&'a str>,
    /// The field that it is to be mended in: `code` or `side`; of none where that does not help.
    pub mend: Option<&'a str>,
    /// Why nobody can come in just now.
    pub shut: Option<&'a str>,
    /// Whether a statement is to stay, once it is answered, until the person goes on.
    pub by_hand: bool,
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::sync::Arc;

    use super::*;
    use crate::domain::id::Token;
    use crate::domain::questionnaire::{Questionnaire, SALES};
    use crate::live::room::samples::{answer, answering, at, id, join, lobby, reveal, setup};
    use crate::live::room::{Command, Room, Setup};

    fn page_at(room: &Room, place: Option<CurrentPage>) -> String {
        let view = room.person_view(Token::new(1)).unwrap();
        Pages::new().unwrap().at(place.unwrap_or_else(|| place_of(&view)), &view, Visit::default()).unwrap()
    }

    fn page(room: &Room) -> String {
        page_at(room, None)
    }

    fn revealed() -> Room {
        let mut room = answering(6, 0);
        for person in 1..=6 {
            answer(&mut room, person, "leads-1", 1, 4).unwrap();
        }
        reveal(&mut room, 1);
        room
    }

    #[test]
    fn after_a_second_round_the_page_speaks_of_those_who_answered_that() {
        let mut room = revealed();
        room.command(Command::SecondRound(vec![id("money")]), at()).unwrap();
        answer(&mut room, 1, "money-1", 1, 4).unwrap();
        reveal(&mut room, 2);
        let page = page(&room);
        assert!(page.contains("Fewer than 5 people answered, so no figures are shown."), "{page}");
        assert!(page.contains("the sides and answers of 6 people"), "{page}");
    }

    #[test]
    fn a_round_of_one_statement_is_spoken_of_as_one() {
        let pulse = Arc::new(setup().questionnaire.pulse().unwrap());
        let mut room = Room::open(Setup { questionnaire: pulse, ..setup() }, 5);
        join(&mut room, 1, SALES).unwrap();
        room.command(Command::Start, at()).unwrap();
        reveal(&mut room, 1);
        room.command(Command::SecondRound(vec![id("money")]), at()).unwrap();
        answer(&mut room, 1, "money-1", 1, 4).unwrap();
        let page = page(&room);
        assert!(page.contains("✓ Your answer is saved. You can change it until"), "{page}");
    }

    #[test]
    fn an_item_is_a_group_of_real_radio_buttons_with_the_given_answer_chosen() {
        let mut room = answering(1, 0);
        answer(&mut room, 1, "leads-1", 3, 4).unwrap();
        let page = page_at(&room, Some(CurrentPage::Item(1)));
        assert_eq!(page.matches("<input type=\"radio\" name=\"answer\"").count(), 6);
        assert!(page.contains("value=\"4\" checked") && page.contains("✓ Saved"));
        assert!(
            page.contains("name=\"seq\" value=\"4\"")
                && page.contains("role=\"radiogroup\" aria-labelledby=")
                && page.contains("<html lang=\"en\">")
        );
    }

    #[test]
    fn the_page_can_be_zoomed_and_fetches_nothing_from_elsewhere() {
        let page = page(&answering(1, 0));
        assert!(!page.contains("user-scalable") && !page.contains("maximum-scale"));
        for text in [page.as_str(), STYLE, SCRIPT] {
            assert!(!text.contains("http:") && !text.contains("https:") && !text.contains("@import"));
        }
    }

    #[test]
    fn the_script_is_served_with_all_that_it_says() {
        let named: BTreeSet<&str> =
            SCRIPT.split("WORDS.").skip(1).filter_map(|rest| rest.split(|c: char| !c.is_alphabetic()).next()).collect();
        assert_eq!(named, participant::SCRIPT.iter().map(|(name, _)| *name).collect());
        assert!(script().contains("var WORDS = {\"closed\":\"Not taken. Answering is closed.\""));
    }

    #[test]
    fn what_plain_http_does_not_have_is_not_used() {
        for name in ["randomUUID", "clipboard", "serviceWorker", "crypto.subtle"] {
            assert!(!SCRIPT.contains(name), "{name}");
        }
    }

    /// The page of somebody who typed the address.
    fn door() -> String {
        let room = lobby();
        let frame = Frame::of(room.setup(), stamp(room.progress(), None));
        let joining = Joining {
            setup: room.setup(),
            progress: room.progress(),
            code: "",
            link: None,
            side: None,
            problem: None,
            mend: None,
            shut: None,
            by_hand: false,
        };
        Pages::new().unwrap().join(&frame, &joining).unwrap()
    }

    #[test]
    fn how_long_it_takes_stands_first_then_the_side_the_code_and_whose_view_it_is_before_joining() {
        let page = door();
        let parts = [
            "4 statements and 2 guesses, about a minute",
            "name=\"side\"",
            "name=\"code\"",
            "confidential",
            "Whose view this is.",
        ];
        let places = parts.into_iter().chain(["<button>Join</button>"]).map(|it| page.find(it)).collect::<Vec<_>>();
        assert!(places.is_sorted() && places.iter().all(Option::is_some), "{places:?}");
    }

    #[test]
    fn the_pages_say_confidential_and_never_anonymous() {
        let page = door();
        assert!(
            page.contains("confidential") && page.contains("Whose view this is.") && page.contains("5 or more people")
        );
        for (name, text) in TEMPLATES {
            assert!(!text.to_lowercase().contains("anonym"), "{name}");
        }
    }

    #[test]
    fn text_of_the_questionnaire_can_neither_act_nor_hide() {
        let mut hostile = setup().questionnaire.causes()[0].clone();
        hostile.items[0].text = "<script>alert(1)</script> \u{202e}sdrawkcab".to_owned();
        hostile.items.truncate(1);
        let order = [hostile.items[0].id.clone()];
        let head = setup().questionnaire.head().clone();
        let questionnaire = Arc::new(Questionnaire::new(head, vec![hostile], &order).unwrap());
        let mut room = Room::open(Setup { questionnaire, ..setup() }, 5);
        join(&mut room, 1, "sales").unwrap();
        room.command(Command::Start, at()).unwrap();
        let page = page(&room);
        assert!(page.contains("&lt;script&gt;alert(1)") && !page.contains("<script>alert"));
        assert!(page.contains("&lt;U+202E&gt;sdrawkcab") && !page.contains('\u{202e}'));
    }

    #[test]
    fn after_the_reveal_the_page_says_what_is_kept_and_what_is_deleted() {
        let mut room = answering(2, 0);
        answer(&mut room, 1, "leads-1", 1, 4).unwrap();
        reveal(&mut room, 1);
        let page = page(&room);
        assert!(page.contains("Fewer than 5 people answered, so no figures are shown."));
        assert!(page.contains("one person&#x27;s side and answers") && page.contains("Deleted: what tied this phone"));
    }

    #[test]
    fn a_pinned_cause_is_shown_with_whose_words_they_are_and_without_its_remedy() {
        let mut room = revealed();
        assert!(page(&room).contains("6 people answered."));
        room.command(Command::Pin(Some(id("money"))), at()).unwrap();
        let page = page(&room);
        for text in ["Heading in “A text”", "“A text” says", "What happens in money.", "What did you see?"] {
            assert!(page.contains(text), "{text}");
        }
        assert!(!page.contains("A remedy.") && !page.contains("he article"));
    }

    #[test]
    fn a_rehearsal_says_so_on_every_page() {
        let mut room = Room::open(Setup { rehearsal: true, ..setup() }, 5);
        join(&mut room, 1, "sales").unwrap();
        assert!(page(&room).contains("REHEARSAL"));
        room.command(Command::Start, at()).unwrap();
        assert!(page(&room).contains("REHEARSAL"));
    }

    #[test]
    fn that_answering_stops_soon_stands_in_place_of_the_name_of_the_session() {
        let mut room = answering(1, 0);
        let page = |room: &Room| page_at(room, Some(CurrentPage::Item(1)));
        assert!(!page(&room).contains("Stops in 2 minutes"));
        room.command(Command::StopsSoon(true), at()).unwrap();
        assert!(page(&room).contains("<strong>Stops in 2 minutes</strong>"), "{}", page(&room));
        for (now, sentence) in [("16:11:01", "Stops in 1 minute"), ("16:20:00", "Stops any moment")] {
            room.tick(format!("2026-11-23T{now}Z").parse().unwrap());
            assert!(page(&room).contains(&format!("<strong>{sentence}</strong>")), "{}", page(&room));
        }
    }
}
