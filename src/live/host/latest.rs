//! The newest value and no queue behind it, for a reader that may be slow.

use std::sync::{Arc, Mutex, PoisonError};

/// Holds the newest value that was put in until it is taken out. Putting never waits for the reader.
#[derive(Debug)]
pub struct Latest<T>(Arc<Mutex<Option<T>>>);

impl<T> Latest<T> {
    /// An empty place.
    pub fn new() -> Self {
        Self(Arc::new(Mutex::new(None)))
    }

    /// Puts a value in, in place of one that was not taken. Returns whether the place was empty, which is when the
    /// reader should be woken: so a reader that stalls has one wake-up waiting at most.
    pub fn put(&self, value: T) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).replace(value).is_none()
    }

    /// Takes the newest value, if there is one.
    pub fn take(&self) -> Option<T> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl<T> Clone for Latest<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> Default for Latest<T> {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slow_reader_finds_the_newest_value_and_is_woken_once() {
        let latest = Latest::new();
        assert!(latest.put(1));
        assert!(!latest.put(2));
        assert_eq!(latest.take(), Some(2));
        assert_eq!(latest.take(), None);
        assert!(latest.put(3));
    }
}
