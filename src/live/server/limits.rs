//! Putting off those who try too often, and counting those who misbehave.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use axum::http::StatusCode;

use super::shared::Shared;
use crate::live::room::Rejections;

/// How many addresses are remembered.
const ADDRESSES_MAX: usize = 10_000;

/// How often one address may try.
#[derive(Debug)]
pub struct Limits {
    /// Wrong codes: thirty in a row, then one every two seconds. With 480 million codes that is no way in, and who
    /// came by the link is not asked for a code.
    pub guesses: Bucket,
    /// Joining: a whole room at once behind one address, and a fifth of it a second time; then a room in a minute.
    pub joins: Bucket,
}

impl Default for Limits {
    fn default() -> Self {
        Self { guesses: Bucket::new(30.0, 0.5), joins: Bucket::new(2_400.0, 40.0) }
    }
}

/// What counts as one address: in IPv6 everybody has 2^64 of them, so there it is the network that was handed out.
pub fn network(from: IpAddr) -> IpAddr {
    match from.to_canonical() {
        IpAddr::V6(ip) => IpAddr::V6(std::net::Ipv6Addr::from_bits(ip.to_bits() & (u128::MAX << 64))),
        canonical @ IpAddr::V4(_) => canonical,
    }
}

/// Tries that are used up and come back with time, one store for each address.
#[derive(Debug)]
pub struct Bucket {
    most: f64,
    per_second: f64,
    left: HashMap<IpAddr, (f64, Instant)>,
}

impl Bucket {
    fn new(most: f64, per_second: f64) -> Self {
        Self { most, per_second, left: HashMap::new() }
    }

    /// Whether an address has a try left.
    pub fn has(&self, from: IpAddr, now: Instant) -> bool {
        let from = network(from);
        let (left, last) = self.left.get(&from).copied().unwrap_or((self.most, now));
        self.refilled(left, now.saturating_duration_since(last)) >= 1.0
    }

    /// Uses up one try of an address; says whether there was one.
    pub fn take(&mut self, from: IpAddr, now: Instant) -> bool {
        self.forget_full(now);
        let from = network(from);
        let (left, last) = self.left.get(&from).copied().unwrap_or((self.most, now));
        let left = self.refilled(left, now.saturating_duration_since(last));
        let granted = left >= 1.0;
        self.left.insert(from, (if granted { left - 1.0 } else { left }, now));
        granted
    }

    fn refilled(&self, left: f64, passed: Duration) -> f64 {
        passed.as_secs_f64().mul_add(self.per_second, left).min(self.most)
    }

    /// Keeps the store small: an address that has all its tries back need not be remembered.
    fn forget_full(&mut self, now: Instant) {
        if self.left.len() < ADDRESSES_MAX {
            return;
        }
        let (most, per_second) = (self.most, self.per_second);
        let still_short = |left: f64, last: Instant| {
            now.saturating_duration_since(last).as_secs_f64().mul_add(per_second, left) < most
        };
        self.left.retain(|_, (left, last)| still_short(*left, *last));
        if self.left.len() >= ADDRESSES_MAX {
            self.left.clear();
        }
    }
}

/// How often the room is told.
const TOLD_EVERY: Duration = Duration::from_millis(500);

/// How often clients misbehaved so far, by kind.
#[derive(Debug, Default)]
pub struct Counts {
    pub connections: AtomicU64,
    pub requests: AtomicU64,
    pub strangers: AtomicU64,
    pub wrong_codes: AtomicU64,
    pub put_off: AtomicU64,
    /// Not a count that only rises: addresses that tried https and have not got through since.
    pub secure: AtomicU64,
}

impl Counts {
    /// Counts one more.
    pub fn add(count: &AtomicU64) {
        count.fetch_add(1, Ordering::Relaxed);
    }

    /// Counts an answer that says that the request was no good.
    pub fn note(&self, status: StatusCode) {
        match status {
            StatusCode::MISDIRECTED_REQUEST | StatusCode::FORBIDDEN => Self::add(&self.strangers),
            StatusCode::TOO_MANY_REQUESTS => Self::add(&self.put_off),
            StatusCode::BAD_REQUEST
            | StatusCode::METHOD_NOT_ALLOWED
            | StatusCode::REQUEST_TIMEOUT
            | StatusCode::PAYLOAD_TOO_LARGE
            | StatusCode::UNSUPPORTED_MEDIA_TYPE
            | StatusCode::UNPROCESSABLE_ENTITY => Self::add(&self.requests),
            _ => {}
        }
    }

    fn now(&self) -> Rejections {
        let read = |count: &AtomicU64| count.load(Ordering::Relaxed);
        Rejections {
            connections: read(&self.connections),
            requests: read(&self.requests),
            strangers: read(&self.strangers),
            wrong_codes: read(&self.wrong_codes),
            put_off: read(&self.put_off),
            secure: read(&self.secure),
        }
    }
}

/// Tells the room whenever a count has changed, and how many look at the big screen from elsewhere.
pub async fn report(shared: Arc<Shared>) {
    let (mut told, mut looked) = (Rejections::default(), 0);
    loop {
        tokio::time::sleep(TOLD_EVERY).await;
        let now = shared.counts.now();
        if now != told {
            shared.handle.rude(now);
            told = now;
        }
        let look = shared.viewers().count(Instant::now());
        if look != looked {
            shared.handle.watched(look);
            looked = look;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::live::room::SEATS;

    const HERE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 168, 1, 7));
    const THERE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 168, 1, 8));

    #[test]
    fn tries_run_out_and_come_back_with_time() {
        let (mut bucket, start) = (Bucket::new(3.0, 0.5), Instant::now());
        assert_eq!([(); 4].map(|()| bucket.take(HERE, start)), [true, true, true, false]);
        assert!(!bucket.take(HERE, start + Duration::from_secs(1)));
        assert!(bucket.take(HERE, start + Duration::from_secs(2)));
    }

    #[test]
    fn one_address_does_not_use_up_the_tries_of_another() {
        let (mut bucket, start) = (Bucket::new(1.0, 0.5), Instant::now());
        assert!(bucket.take(HERE, start));
        assert!(bucket.take(THERE, start));
    }

    #[test]
    fn all_addresses_of_one_network_of_ipv6_share_their_tries_and_mapped_ones_are_of_ipv4() {
        let (mut bucket, now) = (Bucket::new(2.0, 0.5), Instant::now());
        let mut take = |ip: &str| bucket.take(ip.parse().unwrap(), now);
        assert_eq!(["2001:db8::1", "2001:db8::ffff:1", "2001:db8:0:0:7::1"].map(&mut take), [true, true, false]);
        assert!(take("2001:db8:0:1::1"), "another network");
        assert_eq!(["192.168.1.7", "::ffff:192.168.1.7", "192.168.1.7"].map(&mut take), [true, true, false]);
        assert!(take("::ffff:192.168.1.8"));
    }

    #[test]
    fn a_whole_room_behind_one_address_may_join_at_once() {
        let (mut limits, now) = (Limits::default(), Instant::now());
        assert!((0..SEATS).all(|_| limits.joins.take(HERE, now)));
    }

    #[test]
    fn the_store_stays_small_however_many_addresses_there_are() {
        let (mut bucket, now) = (Bucket::new(3.0, 0.5), Instant::now());
        for n in 0..=u32::try_from(ADDRESSES_MAX).unwrap() {
            bucket.take(IpAddr::V4(n.into()), now);
        }
        assert!(bucket.left.len() <= ADDRESSES_MAX);
    }
}
