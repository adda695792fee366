//! A thread that saves, so that nothing else waits for the disk.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use super::atomic_write::Disk;
use super::location::{DataFolder, NoFolder};
use super::store::Store;
use crate::domain::id::Token;
use crate::request::{StoreReply, StoreRequest, Target};

// A saver that is dropped without `finish`, as in a panic, still gets this long to save.
const LAST_CHANCE: Duration = Duration::from_secs(1);

/// Where records are kept.
#[derive(Debug, Clone)]
pub struct Place {
    /// The data folder, or why there is none.
    pub folder: Result<DataFolder, NoFolder>,
    /// What a leading `~` in a typed path stands for.
    pub home: Option<PathBuf>,
}

/// The thread that saves. It holds every record that it saved or claimed until it ends.
#[derive(Debug)]
pub struct Saver {
    jobs: Option<Sender<StoreRequest>>,
    ended: Receiver<()>,
}

impl Saver {
    /// Starts the thread. It calls `report` for what becomes of each job.
    pub fn start(
        place: Place,
        disk: Box<dyn Disk>,
        mut report: impl FnMut(StoreReply) + Send + 'static,
    ) -> std::io::Result<Self> {
        let (jobs, inbox) = mpsc::channel();
        let (alive, ended) = mpsc::channel();
        thread::Builder::new().name("saver".to_owned()).spawn(move || {
            // Dropped when this thread ends, however it ends: that is how `finish` learns of it.
            let _alive: Sender<()> = alive;
            let mut store = Store::open(place, disk);
            let mut queue = Queue::new(inbox);
            while let Some(job) = queue.next() {
                report(store.answer(job));
            }
        })?;
        Ok(Self { jobs: Some(jobs), ended })
    }

    /// Hands over a job. Never waits for the disk.
    ///
    /// # Errors
    /// Gives the job back if the thread is gone, which only a panic in `report` can bring about.
    pub fn submit(&self, job: StoreRequest) -> Result<(), Box<StoreRequest>> {
        match &self.jobs {
            Some(jobs) => jobs.send(job).map_err(|refused| Box::new(refused.0)),
            None => Err(Box::new(job)),
        }
    }

    /// Waits until every job is done and reported, and every record is let go, but no longer than `within`. Says
    /// whether it came to that; a disk that hangs keeps nobody from leaving.
    pub fn finish(mut self, within: Duration) -> bool {
        self.end(within)
    }

    fn end(&mut self, within: Duration) -> bool {
        self.jobs = None;
        matches!(self.ended.recv_timeout(within), Err(RecvTimeoutError::Disconnected))
    }
}

impl Drop for Saver {
    fn drop(&mut self) {
        if self.jobs.is_some() {
            self.end(LAST_CHANCE);
        }
    }
}

/// The jobs that wait, in the order in which they came.
struct Queue {
    inbox: Receiver<StoreRequest>,
    waiting: VecDeque<StoreRequest>,
}

impl Queue {
    const fn new(inbox: Receiver<StoreRequest>) -> Self {
        Self { inbox, waiting: VecDeque::new() }
    }

    /// The next job to do; waits for one. None once nobody can send any more.
    fn next(&mut self) -> Option<StoreRequest> {
        if self.waiting.is_empty() {
            self.waiting.push_back(self.inbox.recv().ok()?);
        }
        self.waiting.extend(self.inbox.try_iter());
        while self.first_is_overtaken() {
            self.waiting.pop_front();
        }
        self.waiting.pop_front()
    }

    /// Whether the next thing to be done with the same record is to save a later state of it.
    fn first_is_overtaken(&self) -> bool {
        let Some(first @ StoreRequest::Save { .. }) = self.waiting.front() else { return false };
        let later = self.waiting.iter().skip(1).find(|job| job.record() == first.record());
        matches!(later, Some(StoreRequest::Save { .. }))
    }
}

impl StoreRequest {
    /// The record that it is about, if it is about one.
    fn record(&self) -> Option<Token> {
        match self {
            Self::Save { record, .. } | Self::SaveElsewhere { record, .. } => Some(record.head().id),
            Self::Add(record) => Some(record.head().id),
            Self::Claim(Target { id, .. })
            | Self::Discard { target: Target { id, .. }, .. }
            | Self::Rename { target: Target { id, .. }, .. }
            | Self::TakeBack(id) => Some(*id),
            Self::Settle { .. } | Self::Empty => None,
        }
    }
}
