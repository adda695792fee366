//! Disks that fail, wait, or are looked at while they work.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender};
use std::sync::{Arc, Mutex};

use tempfile::NamedTempFile;
use undercurrent::testing::storage::{Disk, Overwrite, RealDisk, Step};

/// Every step of writing a file.
pub const STEPS: [Step; 6] = [Step::Folder, Step::Create, Step::Fill, Step::Sync, Step::Put, Step::SyncFolder];

/// What a disk did, step by step; shared, so that it can be asked once the disk is given away.
pub type Log = Arc<Mutex<Vec<Step>>>;

/// A disk that fails at one step as long as it is told to, and writes down its steps.
#[derive(Clone, Default)]
pub struct Failing {
    at: Arc<Mutex<Option<(Step, ErrorKind)>>>,
    /// The steps that were tried.
    pub log: Log,
}

impl Failing {
    /// A disk that fails at `step` from now on.
    pub fn at(step: Step, kind: ErrorKind) -> Self {
        let disk = Self::default();
        disk.fail(Some((step, kind)));
        disk
    }

    /// Fails at another step from now on, or nowhere.
    pub fn fail(&self, at: Option<(Step, ErrorKind)>) {
        *self.at.lock().unwrap() = at;
    }

    fn step(&self, step: Step) -> io::Result<()> {
        self.log.lock().unwrap().push(step);
        match *self.at.lock().unwrap() {
            Some((failing, kind)) if failing == step => Err(io::Error::from(kind)),
            _ => Ok(()),
        }
    }
}

impl Disk for Failing {
    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        self.step(Step::Folder)?;
        RealDisk.make_folder(folder)
    }

    fn create(&self, folder: &Path, prefix: &OsStr) -> io::Result<NamedTempFile> {
        self.step(Step::Create)?;
        RealDisk.create(folder, prefix)
    }

    fn fill(&self, file: &mut File, contents: &[u8]) -> io::Result<()> {
        // A full disk takes a part before it refuses.
        file.write_all(&contents[..contents.len() / 2])?;
        self.step(Step::Fill)?;
        file.write_all(&contents[contents.len() / 2..])
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        self.step(Step::Sync)?;
        RealDisk.sync(file)
    }

    fn put(&self, temporary: NamedTempFile, to: &Path, over: Overwrite) -> io::Result<()> {
        self.step(Step::Put)?;
        RealDisk.put(temporary, to, over)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.step(Step::SyncFolder)?;
        RealDisk.sync_folder(folder)
    }
}

/// The files of a folder at one moment: what would be there, were the program killed then.
pub type Photo = BTreeMap<String, Vec<u8>>;

/// A disk that takes a photo of a folder before, within and after each step.
#[derive(Clone)]
pub struct Photographer {
    folder: PathBuf,
    /// The photos so far.
    pub photos: Arc<Mutex<Vec<Photo>>>,
}

impl Photographer {
    /// Looks at `folder`.
    pub fn of(folder: &Path) -> Self {
        Self { folder: folder.to_path_buf(), photos: Arc::default() }
    }

    fn shoot<T>(&self, done: T) -> T {
        let files = fs::read_dir(&self.folder).unwrap().map(|entry| entry.unwrap());
        let photo = files.map(|file| (file.file_name().into_string().unwrap(), fs::read(file.path()).unwrap()));
        self.photos.lock().unwrap().push(photo.collect());
        done
    }
}

impl Disk for Photographer {
    fn create(&self, folder: &Path, prefix: &OsStr) -> io::Result<NamedTempFile> {
        self.shoot(());
        self.shoot(RealDisk.create(folder, prefix))
    }

    fn fill(&self, file: &mut File, contents: &[u8]) -> io::Result<()> {
        for part in contents.chunks(1 + contents.len() / 9) {
            file.write_all(part)?;
            self.shoot(());
        }
        Ok(())
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        self.shoot(RealDisk.sync(file))
    }

    fn put(&self, temporary: NamedTempFile, to: &Path, over: Overwrite) -> io::Result<()> {
        self.shoot(RealDisk.put(temporary, to, over))
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.shoot(RealDisk.sync_folder(folder))
    }
}

/// A disk that says when it starts on a file, and then waits to be let go on; once nobody can let it, it goes on.
pub struct Waiting {
    /// Told each time.
    pub started: Sender<()>,
    /// Waited for each time.
    pub go: Mutex<Receiver<()>>,
}

impl Disk for Waiting {
    fn create(&self, folder: &Path, prefix: &OsStr) -> io::Result<NamedTempFile> {
        self.started.send(()).ok();
        self.go.lock().unwrap().recv().ok();
        RealDisk.create(folder, prefix)
    }
}
