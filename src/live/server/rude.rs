//! Counting those who misbehave.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use axum::http::StatusCode;

use super::shared::Shared;
use crate::live::room::Rejections;

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

/// Tells the room whenever a count has changed.
pub async fn report(shared: Arc<Shared>) {
    let mut told = Rejections::default();
    loop {
        tokio::time::sleep(TOLD_EVERY).await;
        let now = shared.counts.now();
        if now != told {
            shared.handle.rude(now);
            told = now;
        }
    }
}
