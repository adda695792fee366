//! Reads records for the app, on a thread of its own: drawing never waits for the disk, nor for figures.

use std::cmp::Reverse;
use std::collections::VecDeque;
use std::path::{Path, PathBuf, absolute};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use std::{env, io, thread};

use anyhow::{Context, anyhow};
use jiff::civil::Date;

use super::compare::{beside, merged, over_time, with_counterpart};
use super::environment::now;
use super::output::{Contents, Exists, Readers, day_of, free_name, full, save};
use super::report::render;
use super::storage::{Files, choose_file};
use crate::app::Msg;
use crate::document::{self, Subject};
use crate::domain::action::{self, OpenAction, open_actions};
use crate::domain::analysis::{Analysis, CauseFigures, CauseResult, Outcome};
use crate::domain::compare::Comparison;
use crate::domain::id::Token;
use crate::domain::record::Record;
use crate::domain::runs::{Runs, is_alike};
use crate::domain::text::{Label, showable};
use crate::domain::trend::{asked_alike, threshold};
use crate::format::{Export, Format};
use crate::request::{
    Called, Exported, Glimpse, Listed, NotWritten, OpenStep, Opened, Preview, ReadReply, ReadRequest, Suggested,
    Target, Unfinished,
};
use crate::storage::deleted::left_behind;
use crate::storage::format::read;
use crate::storage::listing::{self, Entry, Summary, find_id, list, unfinished};
use crate::storage::location::{Wanted, typed_path};
use crate::storage::locked_record::Hold;
use crate::storage::outline::Who;
use crate::storage::shown;
use crate::wording::{self, commands as words, compare, forms, over_time};

/// Starts to read from the folder of records, if there is one, and from files whose place is known; `send` reaches the app.
/// The thread ends by itself once nobody can ask it any more.
pub fn start(
    folder: Option<PathBuf>,
    files: Files,
    send: impl Fn(Msg) + Send + 'static,
) -> io::Result<Sender<ReadRequest>> {
    let (asks, asked) = channel();
    let mut work = Work { folder, files, send, unread: VecDeque::new() };
    thread::Builder::new().name("reader".to_owned()).spawn(move || work.run(&asked))?;
    Ok(asks)
}

struct Work<T> {
    folder: Option<PathBuf>,
    files: Files,
    send: T,
    /// Listed records that were not read whole yet.
    unread: VecDeque<(Token, PathBuf)>,
}

impl<T: Fn(Msg)> Work<T> {
    /// Answers what is asked; in between, reads on for the list.
    fn run(&mut self, asked: &Receiver<ReadRequest>) {
        loop {
            let next = if self.unread.is_empty() {
                asked.recv().map_err(|_| TryRecvError::Disconnected)
            } else {
                asked.try_recv()
            };
            match next {
                Ok(request) => self.answer(request),
                Err(TryRecvError::Empty) => self.read_on(),
                Err(TryRecvError::Disconnected) => return,
            }
        }
    }

    fn answer(&mut self, request: ReadRequest) {
        let reply = match request {
            ReadRequest::List => self.list(),
            ReadRequest::Open(target) => ReadReply::Opened(self.read(target).map(opened).map_err(|why| showable(&why))),
            ReadRequest::Trend(target) => over_time_of(self.runs(target)),
            ReadRequest::Runs(files) => over_time_of(over_time(&files)),
            ReadRequest::TrendOf(called) => over_time_of(self.read_all(called).and_then(|files| over_time(&files))),
            ReadRequest::Compare(files) => compared(beside(&files)),
            ReadRequest::Beside(called) => compared(self.read_all(called).and_then(|files| beside(&files))),
            ReadRequest::Counterpart(target) => compared(self.counterpart(target)),
            ReadRequest::Merge(called) => {
                let files = self.read_all(called);
                ReadReply::Merged(files.and_then(|files| merged(&files, self.folder.as_deref())).map(Box::new))
            }
            ReadRequest::Earlier { label, awaited } => {
                ReadReply::Earlier { records: self.earlier_once(&label), awaited }
            }
            ReadRequest::Steps => {
                let (steps, unreadable) = self.open_steps();
                ReadReply::Steps { steps, unreadable }
            }
            ReadRequest::Suggest { what, form } => {
                ReadReply::Suggested(self.suggest(what, form).map_err(|why| showable(&format!("{why:#}"))))
            }
            ReadRequest::Write { what, form, file, replace } => {
                ReadReply::Written(self.write(what, form, (&file, replace)))
            }
        };
        (self.send)(Msg::Read(reply));
    }

    fn entries(&self) -> Vec<Entry> {
        self.folder.as_deref().and_then(|folder| list(folder).ok()).unwrap_or_default()
    }

    fn list(&mut self) -> ReadReply {
        let left = self.folder.as_deref().map(left_behind).unwrap_or_default();
        if !left.is_empty() {
            (self.send)(Msg::Read(ReadReply::LeftBehind(left.iter().map(listed).collect())));
        }
        let entries = self.entries();
        let (begun, broken) = unfinished(&entries);
        let readable: Vec<&Summary> = entries.iter().filter_map(Entry::readable).collect();
        self.unread = readable.iter().map(|summary| (summary.head.id, summary.path.clone())).collect();
        ReadReply::Listed {
            records: readable.iter().map(|summary| listed(summary)).collect(),
            unfinished: begun
                .into_iter()
                .map(|one| Unfinished { record: one.record, file: Some(one.path), holder: holder(&one.hold) })
                .collect(),
            unreadable: entries.len() - readable.len() + broken.len(),
        }
    }

    fn read_on(&mut self) {
        let Some((id, path)) = self.unread.pop_front() else { return };
        let preview =
            read(&path).map(|record| Box::new(preview(&record))).map_err(|error| showable(&error.to_string()));
        (self.send)(Msg::Read(ReadReply::Previewed { id, file: Some(path), preview }));
    }

    /// What waits in each record, of several files of one record in the one that was changed last; and how many files
    /// cannot be read.
    fn open_steps(&self) -> (Vec<OpenStep>, usize) {
        let entries = self.entries();
        let mut unreadable = entries.iter().filter(|entry| entry.readable().is_none()).count();
        let mut steps = Vec::new();
        for (summary, record) in listing::read_once(&entries) {
            match record {
                Ok(record) => {
                    let open = open_actions(&record).into_iter();
                    steps.extend(open.map(|open| OpenStep { open, file: Some(summary.path.clone()) }));
                }
                Err(_) => unreadable += 1,
            }
        }
        (steps, unreadable)
    }

    /// A name in the current folder that nothing there has.
    fn suggest(&self, what: Exported, form: Format) -> anyhow::Result<Suggested> {
        let folder = env::current_dir().context(words::NO_CURRENT_FOLDER)?;
        let (about, day) = self.about(what)?;
        let name = free_name(&about, day, &folder, form.extension()).ok_or_else(|| full(&folder))?;
        Ok(Suggested { folder: shown(&folder), name })
    }

    /// What is written is about, for the name of its file, and the day that it is of.
    fn about(&self, what: Exported) -> anyhow::Result<(String, Date)> {
        let today = now().date();
        Ok(match what {
            Exported::Record(target) => {
                let record = self.read(target).map_err(anyhow::Error::msg)?;
                (record.head().label.to_string(), day_of(&record))
            }
            Exported::People(comparison) => (forms::about(&compare::label(&comparison), Export::Comparison), today),
            Exported::Runs(runs) => (forms::about(&over_time::labels(&runs), Export::Trend), today),
            Exported::Steps => (forms::about("", Export::Steps), today),
        })
    }

    fn write(&self, what: Exported, form: Format, (typed, replace): (&str, bool)) -> Result<String, NotWritten> {
        let refused = |why: anyhow::Error| NotWritten::Refused(showable(&format!("{why:#}")));
        let (bytes, from) = self.render(what, form).map_err(refused)?;
        let path = typed_path(typed, env::home_dir().as_deref());
        if path.as_os_str() == "-" {
            return Err(refused(anyhow!(words::NAME_A_FILE)));
        }
        let wanted = Wanted { path: &path, inputs: &from, force: replace };
        let contents = Contents { bytes: &bytes, format: form, readers: Readers::AsUsual };
        save(&wanted, &contents)
            .map_err(|error| if error.is::<Exists>() { NotWritten::Taken } else { refused(error) })?;
        let whole = absolute(&path).unwrap_or(path);
        Ok(shown(&whole))
    }

    /// What goes into the file, and the files that it is made of.
    fn render(&self, what: Exported, form: Format) -> anyhow::Result<(Vec<u8>, Vec<PathBuf>)> {
        let write = |subject: Subject<'_>| document::write(&subject, form, &now());
        Ok(match what {
            Exported::Record(target) => {
                let from = self.find(target).map_err(anyhow::Error::msg)?;
                (render(&read(&from)?, form)?, vec![from])
            }
            Exported::People(comparison) => (write(Subject::People(&comparison))?, Vec::new()),
            Exported::Runs(runs) => (write(Subject::Runs(&runs))?, Vec::new()),
            Exported::Steps => {
                let mut steps: Vec<OpenAction> = self.open_steps().0.into_iter().map(|step| step.open).collect();
                action::sort(&mut steps);
                (write(Subject::Steps(&steps))?, Vec::new())
            }
        })
    }

    fn read_all(&self, called: Vec<Called>) -> Result<Vec<(String, Record)>, String> {
        let read = |one: Called| Ok((one.name, self.read(one.target).map_err(|why| showable(&why))?));
        called.into_iter().map(read).collect()
    }

    fn counterpart(&self, target: Target) -> Result<Comparison, String> {
        let path = self.find(target).map_err(|why| showable(&why))?;
        with_counterpart(&path, &self.entries()).and_then(|files| beside(&files))
    }

    fn read(&self, target: Target) -> Result<Record, String> {
        self.find(target).and_then(|path| read(&path).map_err(|error| error.to_string()))
    }

    fn find(&self, mut target: Target) -> Result<PathBuf, String> {
        choose_file(&self.files, &mut target);
        if let Some(path) = target.file {
            return Ok(path);
        }
        let folder: &Path = self.folder.as_deref().ok_or(words::NO_FOLDER)?;
        find_id(folder, target.id).map_err(|error| error.to_string())?.ok_or_else(|| words::RECORD_GONE.to_owned())
    }

    /// The runs of a record's label and form, or why there are none.
    fn runs(&self, target: Target) -> Result<Runs, String> {
        let id = target.id;
        let path = self.find(target)?;
        let chosen = read(&path).map_err(|error| error.to_string())?;
        let label = &chosen.head().label;
        if label.is_empty() {
            return Err(words::NAMELESS.to_owned());
        }
        let mut found = self.earlier(label);
        found.retain(|(_, record)| is_alike(record, &chosen));
        // Of copies that were changed at the same time the chosen one counts.
        found.sort_by_key(|(file, _)| *file != path);
        if found.iter().all(|(_, record)| record.head().id == id) {
            return Err(words::no_two(label));
        }
        over_time(&found.into_iter().map(|(file, record)| (listing::named(&file), record)).collect::<Vec<_>>())
    }

    /// The finished records of a label, the one that was finished last first. Where one has copies, the one that was
    /// changed last counts, and what follows is done with that one.
    fn earlier_once(&self, label: &Label) -> Vec<Record> {
        let entries = self.entries();
        let mut found = listing::once(&entries.iter().filter_map(Entry::readable).collect::<Vec<_>>());
        found.retain(|summary| is_run_of(summary, label));
        found.sort_by_key(|summary| Reverse((summary.head.finished, summary.head.created)));
        let mut records = Vec::new();
        for summary in found {
            if let Ok(record) = read(&summary.path) {
                choose_file(&self.files, &mut Target::new(summary.head.id, Some(&summary.path)));
                records.push(record);
            }
        }
        records
    }

    /// The finished records of a label with their files; of copies the one that was changed last comes first.
    fn earlier(&self, label: &Label) -> Vec<(PathBuf, Record)> {
        let entries = self.entries();
        let mut found: Vec<&Summary> = entries.iter().filter_map(Entry::readable).collect();
        found.retain(|summary| is_run_of(summary, label));
        listing::first_the_latest(&mut found);
        let read = |summary: &&Summary| Some((summary.path.clone(), read(&summary.path).ok()?));
        found.iter().filter_map(read).collect()
    }
}

fn is_run_of(summary: &Summary, label: &Label) -> bool {
    summary.head.finished.is_some() && summary.head.label.matches(label)
}

fn over_time_of(runs: Result<Runs, String>) -> ReadReply {
    ReadReply::Trend(runs.map(Arc::new).map_err(|why| showable(why.trim_end_matches('.'))))
}

fn compared(comparison: Result<Comparison, String>) -> ReadReply {
    ReadReply::Compared(comparison.map(Arc::new))
}

fn opened(record: Record) -> Opened {
    match Outcome::of(&record) {
        Outcome::One(_) => Opened::One(Box::new(record)),
        Outcome::Several(several) => Opened::Several(Arc::from(several)),
    }
}

fn listed(summary: &Summary) -> Listed {
    let (who, side, unfinished) = match &summary.who {
        Who::Several(people) => (wording::count(*people, "person", "people"), None, None),
        Who::One { side, answered } => (wording::capital(side.as_str()), Some(side.clone()), Some(*answered)),
    };
    Listed {
        id: summary.head.id,
        file: Some(summary.path.clone()),
        label: summary.head.label.clone(),
        who,
        side,
        begun: summary.head.created,
        when: wording::moment(summary.head.created, &now()),
        finished: summary.head.finished,
        unfinished: unfinished.filter(|_| summary.head.finished.is_none()),
    }
}

fn holder(hold: &Hold) -> Option<String> {
    match hold {
        Hold::Free => None,
        Hold::Held(holder) => Some(words::holder(holder.as_ref().map(|holder| holder.pid))),
    }
}

/// What is shown of a record beside the list. No cause is named while it is being answered.
pub fn preview(record: &Record) -> Preview {
    let answered = record.solo().map(|_| (record.answered(), record.questionnaire().len()));
    let (causes, sentence) = match Outcome::of(record) {
        _ if !record.is_finished() => (Vec::new(), String::new()),
        Outcome::One(analysis) => (glimpses(&analysis), wording::summary(&analysis)),
        Outcome::Several(several) => (glimpses(&several), wording::several::summary(&several)),
    };
    let is_pulse = record.questionnaire().is_pulse();
    let open_actions = open_actions(record);
    let mut preview =
        Preview { causes, answered, is_pulse, sentence, open_actions, first_step: None, prompts: Vec::new() };
    let worst = preview.worst().and_then(|worst| record.questionnaire().causes().iter().find(|one| one.id == worst.id));
    if let Some(cause) = worst {
        preview.first_step = record.solo().map(|_| cause.first_step.clone());
        preview.prompts.clone_from(&cause.prompts);
    }
    preview
}

fn glimpses<F: CauseFigures>(analysis: &Analysis<F>) -> Vec<Glimpse> {
    let bands = &analysis.questionnaire().head().bands;
    let glimpse = |result: CauseResult<'_, F>| Glimpse {
        id: result.cause.id.clone(),
        name: result.cause.name.clone(),
        severity: result.severity(),
        band: result.band().map_or_else(String::new, |band| bands.of(band).to_owned()),
        asked: asked_alike(result.cause),
        step: threshold(result.cause),
    };
    let places = 0..analysis.questionnaire().causes().len();
    places.filter_map(|place| analysis.cause(place)).map(glimpse).collect()
}
