//! A disk in memory: what it holds, who has it open, and whether it takes anything.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use undercurrent::testing::app::{
    Called, Effect, Exported, Listed, Merging, Msg, NotWritten, OpenStep, Opened, ReadReply, ReadRequest, Restored,
    StoreReply, StoreRequest, Suggested, Target, Unfinished,
};
use undercurrent::testing::commands::preview;
use undercurrent::testing::domain::wording::compare as words;
use undercurrent::testing::domain::{
    Comparison, Label, Named, Record, Runs, Several, Token, is_alike, merge, open_actions,
};

/// Which of several programs at one disk.
pub type Process = u32;

/// The disk, as the programs see it.
#[derive(Debug, Default)]
pub struct Disk {
    /// The records in the folder.
    pub records: BTreeMap<Token, Record>,
    /// The records that were deleted by programs that are open.
    deleted: Vec<Record>,
    /// The records that were deleted by programs that were cut short.
    pub left: Vec<Record>,
    /// The records in files of other names.
    pub elsewhere: BTreeMap<String, Record>,
    /// The files that are there already, where reports go.
    pub files: Vec<String>,
    /// Why the folder takes nothing, if it does not.
    pub refuses: Option<&'static str>,
    /// Answers wait until [`Disk::settle`].
    pub slow: bool,
    late: Vec<(Process, Msg)>,
    processes: Process,
    holders: BTreeMap<Token, Process>,
    /// Where each program saves a record, if not in the folder.
    moved: BTreeMap<(Process, Token), String>,
}

impl Disk {
    /// The only record in the folder.
    pub fn only(&self) -> Record {
        assert_eq!(self.records.len(), 1);
        self.records.values().next().unwrap().clone()
    }

    /// Gives a program its number, from 1.
    pub fn open(&mut self) -> Process {
        self.processes += 1;
        self.processes
    }

    /// Is slow no more; gives the answers that a program waits for.
    pub fn settle(&mut self, process: Process) -> Vec<Msg> {
        self.slow = false;
        let (ours, others) = self.late.drain(..).partition(|(waiting, _)| *waiting == process);
        self.late = others;
        let ours: Vec<(Process, Msg)> = ours;
        ours.into_iter().map(|(_, answer)| answer).collect()
    }

    /// What was begun and not finished, as the first screen offers it.
    pub fn unfinished(&self) -> Vec<Unfinished> {
        let open = self.records.values().filter(|record| !record.is_finished());
        open.map(|record| Unfinished { record: record.clone(), file: None, holder: self.holder(record.head().id) })
            .collect()
    }

    fn holder(&self, id: Token) -> Option<String> {
        self.holders.get(&id).map(|process| format!("another Undercurrent, process {process}"))
    }

    /// Gives up all that a program has open.
    pub fn close(&mut self, process: Process) {
        self.holders.retain(|_, holder| *holder != process);
    }

    /// Does what a program asks for, and answers unless it is slow.
    pub fn take(&mut self, effect: Effect, process: Process) -> Option<Msg> {
        let answer = self.done(effect, process)?;
        if self.slow {
            self.late.push((process, answer));
            return None;
        }
        Some(answer)
    }

    /// What is told before the list where programs were cut short.
    pub fn left_behind(&self, effect: &Effect) -> Option<Msg> {
        let is_any = *effect == Effect::Read(ReadRequest::List) && !self.left.is_empty();
        is_any.then(|| Msg::Read(ReadReply::LeftBehind(self.left.iter().map(listed).collect())))
    }

    fn done(&mut self, effect: Effect, process: Process) -> Option<Msg> {
        match effect {
            Effect::Store(request) => Some(Msg::Store(self.store(request, process))),
            Effect::Read(request) => Some(Msg::Read(self.read(request))),
            Effect::Command(_) | Effect::Copy(_) | Effect::Participant(_) | Effect::Quit => None,
        }
    }

    fn store(&mut self, request: StoreRequest, process: Process) -> StoreReply {
        match request {
            StoreRequest::Save { revision, record } => {
                let id = record.head().id;
                let result = self.save(Arc::unwrap_or_clone(record), process).map(|()| None);
                StoreReply::Saved { id, revision, result }
            }
            StoreRequest::SaveElsewhere { revision, record, path } => {
                let id = record.head().id;
                let result = self.save_elsewhere(Arc::unwrap_or_clone(record), path, process).map(|()| None);
                StoreReply::Saved { id, revision, result }
            }
            StoreRequest::Claim(Target { id, .. }) => {
                let result = self.claim(id, process).map(|record| (Box::new(record), PathBuf::new()));
                StoreReply::Claimed { id, result }
            }
            StoreRequest::Discard { target: Target { id, .. }, .. } => {
                let result = self.claim(id, process).map(|_| {
                    self.holders.remove(&id);
                    self.deleted.extend(self.records.remove(&id));
                });
                StoreReply::Discarded { id, result }
            }
            StoreRequest::Rename { target: Target { id, .. }, label } => {
                let result = self.claim(id, process).map(|mut record| {
                    record.relabel(label);
                    self.records.insert(id, record);
                });
                StoreReply::Renamed { id, result }
            }
            StoreRequest::Add(record) => {
                let id = record.head().id;
                self.records.insert(id, *record);
                StoreReply::Added { id, result: Ok(()) }
            }
            StoreRequest::TakeBack(id) => {
                let place = self.deleted.iter().position(|record| record.head().id == id);
                let result = place.ok_or_else(|| "The record is gone".to_owned()).map(|place| {
                    let record = self.deleted.remove(place);
                    self.records.insert(id, record);
                });
                StoreReply::TakenBack { id, result }
            }
            StoreRequest::Settle { restore } => {
                let left = std::mem::take(&mut self.left);
                let restored = Restored { records: if restore { left.len() } else { 0 }, elsewhere: Vec::new() };
                if restore {
                    self.records.extend(left.into_iter().map(|record| (record.head().id, record)));
                }
                StoreReply::Settled(Ok(restored))
            }
            StoreRequest::Empty => StoreReply::Settled(Ok(Restored::default())),
        }
    }

    fn read(&self, request: ReadRequest) -> ReadReply {
        match request {
            ReadRequest::List => ReadReply::Listed {
                records: self.records.values().map(listed).collect(),
                unfinished: self.unfinished(),
                unreadable: 0,
            },
            ReadRequest::Open(Target { id, .. }) => {
                let found = self.records.get(&id).ok_or_else(|| "The record is gone".to_owned());
                ReadReply::Opened(found.map(|record| match record.solo() {
                    Some(_) => Opened::One(Box::new(record.clone())),
                    None => Opened::Several(Arc::new(Several::of_round(record, 1))),
                }))
            }
            ReadRequest::Steps => {
                let steps = self.records.values().flat_map(open_actions);
                let steps = steps.map(|open| OpenStep { open, file: None }).collect();
                ReadReply::Steps { steps, unreadable: 0 }
            }
            ReadRequest::Suggest { what, form } => ReadReply::Suggested(
                self.stem(&what)
                    .map(|stem| Suggested { folder: "/work".to_owned(), name: format!("{stem}.{}", form.extension()) }),
            ),
            ReadRequest::Write { file, replace, .. } => ReadReply::Written(if self.files.contains(&file) && !replace {
                Err(NotWritten::Taken)
            } else {
                Ok(format!("/work/{file}"))
            }),
            ReadRequest::Beside(called) => ReadReply::Compared(self.all(&called).and_then(|files| compared(&files))),
            ReadRequest::TrendOf(called) => ReadReply::Trend(self.all(&called).and_then(|files| trend(&files))),
            ReadRequest::Counterpart(target) => ReadReply::Compared(self.counterpart(target.id)),
            ReadRequest::Merge(called) => ReadReply::Merged(self.all(&called).and_then(|files| merged(&files))),
            ReadRequest::Trend(Target { id, .. }) => ReadReply::Trend(self.runs(id).map(Arc::new)),
            ReadRequest::Runs(files) => ReadReply::Trend(trend(&files)),
            ReadRequest::Compare(files) => ReadReply::Compared(compared(&files)),
            ReadRequest::Earlier { label, awaited } => ReadReply::Earlier { records: self.earlier(&label), awaited },
        }
    }

    fn get(&self, id: Token) -> Result<&Record, String> {
        self.records.get(&id).ok_or_else(|| "The record is gone".to_owned())
    }

    fn stem(&self, what: &Exported) -> Result<String, String> {
        Ok(match what {
            Exported::Record(target) => self.get(target.id)?.head().label.to_string(),
            Exported::People(_) => "people".to_owned(),
            Exported::Runs(_) => "runs".to_owned(),
            Exported::Steps => "steps".to_owned(),
        })
    }

    fn all(&self, called: &[Called]) -> Result<Vec<(String, Record)>, String> {
        called.iter().map(|one| Ok((one.name.clone(), self.get(one.target.id)?.clone()))).collect()
    }

    fn counterpart(&self, id: Token) -> Result<Arc<Comparison>, String> {
        let own = self.get(id)?;
        let side = |record: &Record| record.solo().map(|one| one.side.clone());
        let label = &own.head().label;
        let other = self.records.values().find(|one| one.head().label.matches(label) && side(one) != side(own));
        let other = other.ok_or("There is no finished record from Marketing yet")?;
        compared(&[("own".to_owned(), own.clone()), ("other".to_owned(), other.clone())])
    }

    /// What a program reads of each listed record after the list.
    pub fn previews(&self) -> Vec<Msg> {
        let previewed = |record: &Record| {
            let preview = Ok(Box::new(preview(record)));
            Msg::Read(ReadReply::Previewed { id: record.head().id, file: None, preview })
        };
        self.records.values().map(previewed).collect()
    }

    fn earlier(&self, label: &Label) -> Vec<Record> {
        let mut found: Vec<Record> = self.records.values().cloned().collect();
        found.retain(|record| record.is_finished() && record.head().label.matches(label));
        found.sort_by_key(|record| std::cmp::Reverse(record.head().created));
        found
    }

    fn runs(&self, id: Token) -> Result<Runs, String> {
        let chosen = self.records.get(&id).ok_or("The record is gone")?;
        let mut records = self.earlier(&chosen.head().label);
        records.retain(|record| is_alike(record, chosen));
        Runs::of(&records).map_err(|why| why.to_string())
    }

    fn save(&mut self, record: Record, process: Process) -> Result<(), String> {
        if let Some(path) = self.moved.get(&(process, record.head().id)) {
            self.elsewhere.insert(path.clone(), record);
            return Ok(());
        }
        if let Some(why) = self.refuses {
            return Err(why.to_owned());
        }
        self.holders.insert(record.head().id, process);
        self.records.insert(record.head().id, record);
        Ok(())
    }

    fn save_elsewhere(&mut self, record: Record, path: String, process: Process) -> Result<(), String> {
        if self.elsewhere.contains_key(&path) {
            return Err(format!("{path}: there is already a file of that name"));
        }
        self.moved.insert((process, record.head().id), path.clone());
        self.elsewhere.insert(path, record);
        Ok(())
    }

    fn claim(&mut self, id: Token, process: Process) -> Result<Record, String> {
        match self.holders.get(&id) {
            Some(holder) if *holder != process => {
                Err(format!("This record is open in another Undercurrent, process {holder}"))
            }
            _ => {
                self.holders.insert(id, process);
                self.records.get(&id).cloned().ok_or_else(|| "The record is gone".to_owned())
            }
        }
    }
}

fn named(files: &[(String, Record)]) -> Vec<Named<'_>> {
    files.iter().map(|(name, record)| Named { name, record }).collect()
}

fn compared(files: &[(String, Record)]) -> Result<Arc<Comparison>, String> {
    Comparison::of(&named(files)).map(Arc::new).map_err(|why| why.to_string())
}

fn trend(files: &[(String, Record)]) -> Result<Arc<Runs>, String> {
    Runs::of_files(&named(files)).map(Arc::new).map_err(|why| why.to_string())
}

fn merged(files: &[(String, Record)]) -> Result<Box<Merging>, String> {
    let merged = merge(&named(files), Token::new(99 << 96)).map_err(|why| why.to_string())?;
    let warnings = merged.exposing.iter().map(|one| format!("{} stands too near.", one.name)).collect();
    Ok(Box::new(Merging {
        people: words::people(&merged.record),
        notes: words::merge_notes(&merged),
        record: merged.record,
        warnings,
    }))
}

/// What the head of a record tells.
fn listed(record: &Record) -> Listed {
    Listed {
        id: record.head().id,
        file: None,
        label: record.head().label.clone(),
        who: record.solo().map_or("3 people".to_owned(), |one| match one.side.as_str() {
            "sales" => "Sales".to_owned(),
            other => other.to_owned(),
        }),
        side: record.solo().map(|one| one.side.clone()),
        begun: record.head().created,
        when: "today 16:10".to_owned(),
        finished: record.head().finished,
        unfinished: (!record.is_finished()).then(|| record.answered()),
    }
}
