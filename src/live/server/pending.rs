//! People who were let in, and whose cookie has not come back yet. They take no seat, and nothing of them is stored.

use std::collections::{HashMap, VecDeque};
use std::time::{Duration, Instant};

use crate::domain::id::{Id, Token};

/// How many are waited for. Whoever floods the door pushes out the oldest, who have long come back.
const MOST: usize = 2000;
/// How long somebody is waited for. A browser comes back at once.
const TIMEOUT: Duration = Duration::from_secs(600);

/// People whose cookie has not come back yet.
#[derive(Debug, Default)]
pub struct Pending {
    order: VecDeque<Token>,
    people: HashMap<Token, (Id, Instant)>,
}

impl Pending {
    /// Waits for a person.
    pub fn wait_for(&mut self, person: Token, side: Id, now: Instant) {
        self.order.push_back(person);
        self.people.insert(person, (side, now));
        while self.order.len() > MOST {
            if let Some(oldest) = self.order.pop_front() {
                self.people.remove(&oldest);
            }
        }
    }

    /// The side of a person who is waited for.
    pub fn side(&self, person: Token, now: Instant) -> Option<Id> {
        let (side, since) = self.people.get(&person)?;
        (now.saturating_duration_since(*since) < TIMEOUT).then(|| side.clone())
    }

    /// A person is in.
    pub fn arrived(&mut self, person: Token) {
        self.people.remove(&person);
        self.order.retain(|other| *other != person);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sales() -> Id {
        "sales".parse().unwrap()
    }

    #[test]
    fn whoever_comes_back_in_time_is_known_and_waited_for_once() {
        let (mut pending, now) = (Pending::default(), Instant::now());
        pending.wait_for(Token::new(1), sales(), now);
        assert_eq!(pending.side(Token::new(1), now + Duration::from_secs(599)), Some(sales()));
        assert_eq!(pending.side(Token::new(1), now + TIMEOUT), None);
        assert_eq!(pending.side(Token::new(2), now), None);
        pending.arrived(Token::new(1));
        assert_eq!(pending.side(Token::new(1), now), None);
    }

    #[test]
    fn a_flood_pushes_out_the_oldest_and_fills_no_memory() {
        let (mut pending, now) = (Pending::default(), Instant::now());
        for person in 0..5000 {
            pending.wait_for(Token::new(person), sales(), now);
        }
        assert_eq!((pending.order.len(), pending.people.len()), (MOST, MOST));
        assert!(pending.side(Token::new(4999), now).is_some() && pending.side(Token::new(0), now).is_none());
    }
}
