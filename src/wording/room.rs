//! What a facilitator reads of a live session; and what is said of the big screen to people elsewhere.

use super::{by_side, count, list, participant};
use crate::domain::disclosure::{side_least, spread_least};
use crate::domain::everyone::RevealPreview;

pub const WILL_SHOW: &str = "The reveal will show";
pub const WILL_NOT_SHOW: &str = "It will not show";
pub const FOR_GOOD: &str = "Enter reveals, for good: then nothing ties an answer to a phone any more.";
pub const GO_ON: &str = "u lets people answer again.";

pub const NAME: &str = "Which name should this session have?";
pub const NAME_HELP: &str = "Which Sales and which Marketing it is about, such as EMEA, without a date. Everybody in the session sees it, and \
     the record has it.";
pub const NAMED: &str = "The session has another name now.";

/// What participants are told since the facilitator has announced the end of answering.
pub fn announced(minutes: i64) -> String {
    let stops = participant::stops(minutes).to_lowercase();
    format!("Phones and terminals say that answering {stops}; c stops it.")
}

/// How late it is, the minutes since the session and its phase began, and when a script of sixty minutes goes on:
/// `14:32, minute 14 of 60. This has taken 6 minutes; the script goes on at minute 17.`
pub fn clock(time: &str, (session, phase): (i64, i64), until: i64) -> String {
    let minutes = |number: i64| count(usize::try_from(number).unwrap_or_default(), "minute", "minutes");
    let script = match session - until {
        late @ 1.. => format!("you are {} behind the script", minutes(late)),
        _ => format!("the script goes on at minute {until}"),
    };
    format!("{time}, minute {session} of 60. This has taken {}; {script}.", minutes(phase))
}

/// About how much of what is asked the people of a side have answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    twelfths: u8,
}

impl Share {
    /// The rough share of so many answers of so many; finer words would tell single taps.
    pub const fn of(answers: usize, of: usize) -> Self {
        let twelfths = match (answers, of) {
            (0, _) | (_, 0) => 0,
            _ if answers >= of => 12,
            _ => match 24 * answers / of {
                ..3 => 1,
                3..7 => 3,
                7..10 => 4,
                10..14 => 6,
                14..17 => 8,
                17..21 => 9,
                _ => 11,
            },
        };
        Self { twelfths }
    }

    pub fn of_bar(self, cells: usize) -> usize {
        cells * usize::from(self.twelfths) / 12
    }

    pub const fn words(self) -> &'static str {
        match self.twelfths {
            0 => "nothing answered yet",
            1 => "just begun",
            3 => "a quarter answered",
            4 => "a third answered",
            6 => "half answered",
            8 => "2 of 3 answered",
            9 => "3 of 4 answered",
            11 => "nearly all answered",
            _ => "all answered",
        }
    }
}

pub const DISCUSSED: &str = "discussed";

/// The people of a side who have answered something.
pub struct SideAnswers<'a> {
    pub name: &'a str,
    pub answered: usize,
    /// Whether its figures would stand beside the other side's.
    pub is_of_gap: bool,
}

/// What is there while answering is stopped.
pub struct Stopped<'a> {
    pub sides: &'a [SideAnswers<'a>],
    pub joined: usize,
    pub least: usize,
    pub preview: &'a RevealPreview,
}

impl Stopped<'_> {
    fn answered(&self) -> usize {
        self.sides.iter().map(|side| side.answered).sum()
    }

    /// The one sentence that says it all, where the reveal would show nothing.
    pub fn warning(&self) -> Option<String> {
        let few = match (self.preview.everyone, self.answered()) {
            (1.., _) => return None,
            (0, 0) => "Nobody has answered".to_owned(),
            (0, people) if people < self.least => format!("Only {} answered", count(people, "person", "people")),
            (0, _) => format!("Fewer than {} people answered half of any cause", self.least),
        };
        Some(format!("{few}: the reveal will show nothing. {GO_ON}"))
    }

    pub fn people(&self) -> String {
        let answered = self.answered();
        let have = if answered == 1 { "has" } else { "have" };
        let of = count(self.joined, "person", "people");
        if answered == 0 {
            format!("0 of {of} have answered.")
        } else {
            let sides = by_side(self.sides.iter().map(|side| (side.name, side.answered)));
            format!("{answered} of {of} {have} answered: {sides}.")
        }
    }

    /// How many have answered nothing; none where that is everybody.
    pub fn silent(&self) -> Option<String> {
        match self.joined - self.answered() {
            _ if self.answered() == 0 => None,
            0 => Some("Everybody in the room has answered.".to_owned()),
            1 => Some("One person has answered nothing, and is not counted.".to_owned()),
            silent => Some(format!("{silent} people have answered nothing, and are not counted.")),
        }
    }

    pub fn shows(&self) -> String {
        let RevealPreview { everyone, sides, spread, .. } = *self.preview;
        if everyone == 0 {
            return "nothing".to_owned();
        }
        let all = [everyone, sides, spread].iter().all(|&causes| causes == 0 || causes == self.preview.asked);
        let of = |causes: usize| if all { String::new() } else { format!(" for {causes}") };
        let asked = if all { String::new() } else { format!(" of {} causes", self.preview.asked) };
        let mut parts = vec![format!("everyone together{}{asked}", of(everyone))];
        parts.extend((sides > 0).then(|| format!("both sides beside each other{}", of(sides))));
        parts.extend((spread > 0).then(|| format!("how far apart people are{}", of(spread))));
        list(&parts, "and")
    }

    /// What it will not show, and why, a sentence each without its full stop.
    pub fn hides(&self) -> Vec<String> {
        let preview = self.preview;
        if preview.everyone == 0 {
            return Vec::new();
        }
        let mut sentences: Vec<String> = Vec::new();
        sentences.extend((preview.everyone < preview.asked).then(|| {
            let rest = preview.asked - preview.everyone;
            format!("{}: too few answered half of the statements", count(rest, "cause", "causes"))
        }));
        sentences.extend(self.no_sides());
        sentences.extend((preview.spread < preview.everyone).then(|| self.no_spread()));
        let small = preview.sides > 0 && preview.spread > 0 && preview.side_spread == 0;
        let crowd = spread_least(self.least);
        sentences.extend(small.then(|| {
            let bands = if preview.bands == 0 { ", and people in four bands" } else { "" };
            format!("the intervals of the two sides{bands} (a side is below {})", number(crowd))
        }));
        sentences.extend(
            (preview.withheld > 0)
                .then(|| "the answers of those who are few beside the two sides, to protect them".to_owned()),
        );
        sentences
    }

    fn no_sides(&self) -> Option<String> {
        let preview = self.preview;
        if preview.sides == preview.everyone {
            return None;
        }
        let least = side_least(self.least);
        let few: Vec<String> = self
            .sides
            .iter()
            .filter(|side| side.is_of_gap && side.answered < least)
            .map(|side| format!("{} has {}, {} are needed", side.name, side.answered, least))
            .collect();
        let why = if few.is_empty() {
            format!("fewer than {least} of a side answered half of the statements")
        } else {
            list(&few, "and")
        };
        let rest = preview.everyone - preview.sides;
        Some(format!("both sides beside each other{} ({why})", self.of(rest)))
    }

    fn no_spread(&self) -> String {
        let crowd = spread_least(self.least);
        let why = if self.answered() < crowd {
            format!("fewer than {} people answered", number(crowd))
        } else {
            "a side is small, and so few statements would give answers away".to_owned()
        };
        let rest = self.preview.everyone - self.preview.spread;
        format!("how far apart people are{} ({why})", self.of(rest))
    }

    fn of(&self, causes: usize) -> String {
        if causes == self.preview.asked {
            String::new()
        } else {
            format!(" for {causes} of {} causes", self.preview.asked)
        }
    }
}

fn number(number: usize) -> String {
    if number == 10 { "ten".to_owned() } else { number.to_string() }
}

// The big screen, to people who look at it from elsewhere and to the facilitator of them.

pub const SCREEN_TITLE: &str = "Undercurrent: the big screen";
/// Said over the picture where nothing comes any more.
pub const SCREEN_LOST: &str = "The laptop does not answer just now. What you see may be old; it is tried again.";
pub const SCREEN_FULL_TITLE: &str = "All places are taken";
pub const SCREEN_FULL: &str =
    "50 people look at the big screen from elsewhere, and it is shown to no more. Try again once somebody has left.";
pub const NO_SCREEN: &str = "This session is told in lines, so there is no big screen to show.";

pub const COPY_LINK: &str = "Copy the link to the big screen, for people elsewhere";

/// Told to the facilitator on a view of their own.
pub fn screen_link(link: &str) -> String {
    format!("{link} shows the big screen to people who are not in the room, 50 at most. Send it to them alone.")
}

/// How many look just now, told to the facilitator alone.
pub fn watching(people: usize) -> Option<String> {
    match people {
        0 => None,
        1 => Some("1 person looks just now.".to_owned()),
        many => Some(format!("{many} people look just now.")),
    }
}

/// Said once the link was copied where only the facilitator reads.
pub fn link_copied(link: &str) -> String {
    format!("{link} is copied, where your terminal allows it.")
}

/// Said once the link was copied where everybody may read: it is not told there.
pub const LINK_COPIED: &str =
    "The link is copied, where your terminal allows it. 'undercurrent host --console' shows it, to you alone.";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_told_in_rough_words_and_never_as_all_before_it_is() {
        let words = |answers| Share::of(answers, 360).words();
        assert_eq!(words(0), "nothing answered yet");
        assert_eq!(words(1), "just begun");
        assert_eq!(
            [90, 120, 180, 240, 270].map(words),
            ["a quarter answered", "a third answered", "half answered", "2 of 3 answered", "3 of 4 answered",]
        );
        assert_eq!([359, 360].map(words), ["nearly all answered", "all answered"]);
        assert_eq!(Share::of(0, 0).words(), "nothing answered yet");
    }

    #[test]
    fn the_clock_tells_when_the_script_goes_on_and_how_far_it_is_ahead() {
        assert_eq!(
            clock("14:32", (14, 6), 17),
            "14:32, minute 14 of 60. This has taken 6 minutes; the script goes on at minute 17."
        );
        assert_eq!(
            clock("14:39", (21, 1), 17),
            "14:39, minute 21 of 60. This has taken 1 minute; you are 4 minutes behind the script."
        );
    }

    #[test]
    fn a_share_never_falls_as_answers_come_in() {
        let shares: Vec<u8> = (0..=100).map(|answers| Share::of(answers, 100).twelfths).collect();
        assert!(shares.is_sorted());
    }
}
