//! Who has been heard of lately.

use std::collections::{BTreeSet, HashMap};
use std::time::{Duration, Instant};

use crate::domain::id::Token;

/// After how long without a word a person counts as away.
const AWAY_AFTER: Duration = Duration::from_secs(60);

/// When each person was last heard of, and how many event streams they hold open.
#[derive(Debug, Default)]
pub struct Presence {
    people: HashMap<Token, Heard>,
}

#[derive(Debug, Clone, Copy)]
struct Heard {
    last: Instant,
    streams: usize,
}

impl Presence {
    /// Notes a word from a person.
    pub fn heard(&mut self, person: Token, now: Instant) {
        self.people.entry(person).or_insert(Heard { last: now, streams: 0 }).last = now;
    }

    /// Notes that a person's event stream was opened or has ended.
    pub fn stream(&mut self, person: Token, open: bool, now: Instant) {
        let heard = self.people.entry(person).or_insert(Heard { last: now, streams: 0 });
        heard.last = now;
        heard.streams = if open { heard.streams + 1 } else { heard.streams.saturating_sub(1) };
    }

    /// Forgets a person who gave up the seat.
    pub fn forget(&mut self, person: Token) {
        self.people.remove(&person);
    }

    /// Forgets everybody else.
    pub fn keep_only(&mut self, known: impl Fn(Token) -> bool) {
        self.people.retain(|&person, _| known(person));
    }

    /// Whether a person is there: an event stream is open, or they were heard of lately.
    pub fn is_here(&self, person: Token, now: Instant) -> bool {
        let here = |heard: &Heard| heard.streams > 0 || now.saturating_duration_since(heard.last) < AWAY_AFTER;
        self.people.get(&person).is_some_and(here)
    }

    /// Those of `people` who are not there.
    pub fn away(&self, people: impl Iterator<Item = Token>, now: Instant) -> BTreeSet<Token> {
        people.filter(|&person| !self.is_here(person, now)).collect()
    }
}

#[cfg(test)]
impl Presence {
    /// When a person was last heard of.
    pub fn last(&self, person: Token) -> Option<Instant> {
        self.people.get(&person).map(|heard| heard.last)
    }

    /// How many people are remembered.
    pub fn count(&self) -> usize {
        self.people.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PERSON: Token = Token::new(1);

    #[test]
    fn a_person_who_was_never_heard_of_is_away() {
        assert!(!Presence::default().is_here(PERSON, Instant::now()));
    }

    #[test]
    fn a_person_who_falls_silent_is_away_after_a_minute() {
        let (mut presence, start) = (Presence::default(), Instant::now());
        presence.heard(PERSON, start);
        assert!(presence.is_here(PERSON, start + Duration::from_secs(59)));
        assert!(!presence.is_here(PERSON, start + Duration::from_secs(60)));
    }

    #[test]
    fn a_person_with_an_open_stream_is_there_however_silent() {
        let (mut presence, start) = (Presence::default(), Instant::now());
        presence.stream(PERSON, true, start);
        let later = start + Duration::from_secs(3600);
        assert!(presence.is_here(PERSON, later));
        presence.stream(PERSON, false, later);
        assert!(!presence.is_here(PERSON, later + AWAY_AFTER));
    }

    #[test]
    fn a_person_who_closes_one_of_two_tabs_is_there_until_the_other_is_closed_too() {
        let (mut presence, start) = (Presence::default(), Instant::now());
        for open in [true, true, false] {
            presence.stream(PERSON, open, start);
        }
        assert!(presence.is_here(PERSON, start + AWAY_AFTER));
        presence.stream(PERSON, false, start);
        assert!(!presence.is_here(PERSON, start + AWAY_AFTER));
    }
}
