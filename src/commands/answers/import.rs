//! `undercurrent import FILE`: records of the table that a form tool exports, which `sheet` reads.
//!
//! A record holds side and answers and nothing else of a row: neither address nor hour, and no place in the file. So
//! whether people were imported before is known by what they answered.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{anyhow, bail};
use unicode_width::UnicodeWidthStr;

use super::one_of;
use super::rules::Given;
use super::sheet::{self, Holds, Sheet, Side};
use crate::cli;
use crate::commands::Misuse;
use crate::commands::environment::{self, Environment, chance};
use crate::commands::output::{self, Instead, Went, save_record};
use crate::commands::records::cut;
use crate::definition::quoted;
use crate::domain::compare::Named;
use crate::domain::id::{Id, Token};
use crate::domain::merge::merge;
use crate::domain::questionnaire::Questionnaire;
use crate::domain::record::{Kind, PEOPLE_MAX, Record};
use crate::domain::response::Answer;
use crate::domain::text::{Label, showable};
use crate::storage::atomic_write::{Disk, RealDisk};
use crate::storage::format::read;
use crate::storage::listing::{Entry, list};
use crate::storage::location::{Wanted, file_name};
use crate::storage::locked_record::LockedRecord;
use crate::storage::{reason, shown};
use crate::wording::{answers, compare, import as words};

/// Makes records of a table, or says what it would make.
pub fn import(asked: &cli::Import, environment: &Environment) -> anyhow::Result<()> {
    let questionnaire = Arc::new(environment::questionnaire(asked.questions.as_deref())?);
    let side = side(asked, &questionnaire)?;
    let label = label(asked)?;
    let (name, bytes) = environment::read_file(&asked.file)?;
    let sheet = sheet::read((&name, &bytes), (&side, &label), &questionnaire)?;
    if sheet.people.len() > PEOPLE_MAX {
        bail!(words::too_many(&showable(&name), sheet.people.len(), PEOPLE_MAX));
    }
    let wanted = Sought { people: &sheet.people, label: &label, each: asked.each || sheet.people.len() == 1 };
    let there = environment.records().ok().map_or_else(|| Ok(Vec::new()), |folder| there(wanted, &folder))?;
    if asked.dry_run {
        return output::print(dry(&sheet, &questionnaire, wanted.each, &there).as_bytes());
    }
    if !there.is_empty() && !asked.force {
        bail!("{} {}", there.join(" "), words::NOT_IMPORTED);
    }
    let records = records(&sheet.people, wanted.each, &questionnaire)?;
    let went = write(asked, &records, environment)?;
    let least = records.first().map_or(0, Record::least_shown);
    summary(&sheet, &questionnaire).iter().chain(&there).for_each(|sentence| output::note(sentence));
    if !wanted.each && sheet.people.len() < least {
        output::note(&compare::show_none(sheet.people.len(), least));
    }
    output::note(&went);
    Ok(())
}

fn side(asked: &cli::Import, questionnaire: &Questionnaire) -> Result<Side, Misuse> {
    let sides = &questionnaire.head().sides;
    let Some(typed) = &asked.side else { return Ok(asked.side_column.clone().map_or(Side::Usual, Side::In)) };
    let known = sheet::side_of(typed, sides).cloned();
    known
        .map(Side::Of)
        .ok_or_else(|| Misuse(format!("{}: {}", words::unknown_side(&quoted(typed)), words::sides(sides))))
}

fn label(asked: &cli::Import) -> Result<Label, Misuse> {
    let typed = asked.label.as_deref().unwrap_or_default();
    Label::new(typed).map_err(|error| Misuse(answers::unusable_name(&error.to_string())))
}

/// What the table was taken for, column by column; what is there already; and what would come of it.
fn dry(sheet: &Sheet<'_>, questionnaire: &Questionnaire, each: bool, there: &[String]) -> String {
    let heads: Vec<String> = sheet.columns.iter().map(|(head, _)| cut(&showable(head), HEAD)).collect();
    let wide = heads.iter().map(|head| head.width()).chain([words::HEADS[0].len()]).max().unwrap_or(0);
    let line = |head: &str, is: &str| format!("{head}{}   {is}\n", " ".repeat(wide - head.width()));
    let holds = |holds: &Holds<'_>| match holds {
        Holds::Side => words::IS_SIDE.to_owned(),
        Holds::Answers(item) => item.id.to_string(),
        Holds::Other => words::IS_OTHER.to_owned(),
    };
    let mut text = line(words::HEADS[0], words::HEADS[1]);
    for (head, (_, holding)) in heads.iter().zip(&sheet.columns) {
        text.push_str(&line(head, &holds(holding)));
    }
    let people = sheet.people.len();
    let would = words::would(if each { people } else { 1 }, people);
    let sentences = summary(sheet, questionnaire);
    let all: Vec<&str> = sentences.iter().chain(there).map(String::as_str).chain([would.as_str()]).collect();
    format!("{text}\n{}\n", all.join("\n"))
}

/// The cells that are left for a head, so that the longest id fits beside it in 80.
pub const HEAD: usize = 50;

fn summary(sheet: &Sheet<'_>, questionnaire: &Questionnaire) -> Vec<String> {
    let statement = |(_, holds): &(String, Holds<'_>)| match holds {
        Holds::Answers(item) => Some(item.id.clone()),
        Holds::Side | Holds::Other => None,
    };
    let matched: Vec<Id> = sheet.columns.iter().filter_map(statement).collect();
    let asked = || questionnaire.asked().map(|item| &item.id);
    let lacking: Vec<&str> = asked().filter(|id| !matched.contains(id)).map(Id::as_str).collect();
    let others = sheet.columns.iter().filter(|(head, holds)| *holds == Holds::Other && !head.is_empty());
    let left_out: Vec<String> = others.map(|(head, _)| cut(&showable(head), HEAD)).collect();
    let given = || sheet.people.iter().flat_map(|person| person.answers.values());
    let apart = given().filter(|answer| answer.value().is_none()).count();
    let skipped = matched.len() * sheet.people.len() - given().count();
    let of_side = |side: &Id| sheet.people.iter().filter(|person| person.side == *side).count();
    let sides = questionnaire.head().sides.iter().map(|side| (side.name.as_str(), of_side(&side.id)));
    let sides: Vec<(&str, usize)> = sides.filter(|(_, people)| *people > 0).collect();
    let mut sentences = vec![
        words::people(sheet.people.len(), &sides),
        words::matched(matched.len(), asked().count()),
        words::tally(given().count() - apart, apart, skipped),
    ];
    sentences.extend(words::lacking(&lacking));
    sentences.extend(words::left_out(&left_out));
    sentences.extend(words::blank(sheet.blank));
    sentences
}

/// A record of each, or one of all.
fn records(people: &[Given], each: bool, questionnaire: &Arc<Questionnaire>) -> anyhow::Result<Vec<Record>> {
    let mut records =
        people.iter().map(|given| one_of(given.clone(), questionnaire)).collect::<Result<Vec<Record>, _>>()?;
    // By their random names: nobody's place says in which row they stood.
    records.sort_by_key(|record| record.responses().first().map(|response| response.id));
    if each {
        return Ok(records);
    }
    let named: Vec<Named<'_>> = records.iter().map(|record| Named { name: "", record }).collect();
    let [id, _] = chance()?;
    Ok(vec![merge(&named, Token::new(id))?.record])
}

fn write(asked: &cli::Import, records: &[Record], environment: &Environment) -> anyhow::Result<String> {
    if let (Some(path), [record]) = (&asked.output, records) {
        let wanted = Wanted { path, inputs: std::slice::from_ref(&asked.file), force: asked.force };
        let went = save_record(&wanted, record, Instead::Force)?;
        return Ok(if went == Went::File { words::in_file(&shown(path)) } else { String::new() });
    }
    all_or_none(records, &environment.records()?)?;
    Ok(match records {
        [record] => words::in_folder(&record.head().id.short()),
        _ => words::in_records(records.len()),
    })
}

fn all_or_none(records: &[Record], folder: &Path) -> anyhow::Result<()> {
    let failed = |why| anyhow!(words::no_folder(&shown(folder), &reason(&why)));
    RealDisk.make_folder(folder).map_err(failed)?;
    let mut written = Vec::new();
    for record in records {
        let path = folder.join(file_name(record.head()));
        if let Err(error) = add(record, path.clone()) {
            for path in written {
                drop(fs::remove_file(path));
            }
            return Err(error.context(words::NOT_ALL));
        }
        written.push(path);
    }
    Ok(())
}

fn add(record: &Record, path: PathBuf) -> anyhow::Result<()> {
    Ok(LockedRecord::begin(path)?.save(&RealDisk, record)?)
}

/// The people who are to be imported under a name, in a record each or in one.
#[derive(Clone, Copy)]
struct Sought<'a> {
    people: &'a [Given],
    label: &'a Label,
    each: bool,
}

/// What is there already of these people, in sentences. A record that cannot be read holds nobody.
fn there(wanted: Sought<'_>, folder: &Path) -> anyhow::Result<Vec<String>> {
    let entries = list(folder)?;
    let finished = entries.iter().filter_map(Entry::readable).filter(|one| one.head.finished.is_some());
    let records = finished.filter_map(|one| read(&one.path).ok());
    let (solo, mut several): (Vec<Record>, Vec<Record>) = records.partition(|one| one.head().kind == Kind::Solo);
    // A table of one person never became part of a record of several, where somebody may have answered alike.
    several.retain(|_| wanted.people.len() > 1);
    Ok(in_one(wanted, several).into_iter().chain(alone(wanted, solo)).collect())
}

/// How many people there are of each side and answers, which are put as a text to compare.
type Many = HashMap<String, usize>;

fn many<'a>(people: impl Iterator<Item = (&'a Id, &'a BTreeMap<Id, Answer>)>) -> Many {
    let mut many = Many::new();
    for (side, answers) in people {
        let answers = answers.iter().map(|(id, answer)| format!("{id}={},", String::from(*answer)));
        *many.entry(format!("{side}:{}", answers.collect::<String>())).or_default() += 1;
    }
    many
}

fn wanted_people(people: &[Given]) -> Many {
    many(people.iter().map(|one| (&one.side, &one.answers)))
}

fn people_of(record: &Record) -> Many {
    let first = record.responses().iter().filter(|one| one.round == 1);
    many(first.map(|one| (&one.side, &one.answers)))
}

/// Records of several people that hold all or most of them.
fn in_one(wanted: Sought<'_>, records: Vec<Record>) -> Vec<String> {
    let (ours, people) = (wanted_people(wanted.people), wanted.people.len());
    let sentence = |record: Record| {
        let theirs = people_of(&record);
        let found: usize = ours.iter().map(|(key, many)| *many.min(theirs.get(key).unwrap_or(&0))).sum();
        let id = record.head().id.short();
        match found {
            _ if found == people && found == record.people() => Some(words::there_already(&id)),
            _ if found * 2 > people.min(record.people()) => Some(words::nearly_there(&id, found, people)),
            _ => None,
        }
    };
    records.into_iter().filter_map(sentence).collect()
}

const NAMED: usize = 5;

/// Records of one person each, of the same name, that hold one of them, or most of those who would get into one record.
fn alone(wanted: Sought<'_>, records: Vec<Record>) -> Vec<String> {
    let mut ours = wanted_people(wanted.people);
    let is_named = |record: &Record| {
        let label = &record.head().label;
        label.matches(wanted.label) || label.is_empty() && wanted.label.is_empty()
    };
    let mut ids: Vec<String> = Vec::new();
    for record in records.into_iter().filter(is_named) {
        let taken = people_of(&record).into_keys().next().and_then(|key| ours.get_mut(&key).filter(|left| **left > 0));
        if let Some(left) = taken {
            *left -= 1;
            ids.push(record.head().id.short());
        }
    }
    let (found, people) = (ids.len(), wanted.people.len());
    if found == 0 || !wanted.each && found * 2 <= people {
        return Vec::new();
    }
    if found > NAMED {
        ids.truncate(NAMED);
        ids.push(words::more(found - NAMED));
    }
    vec![words::some_there(found, people, &ids)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::definition::built_in;

    #[test]
    fn where_one_record_cannot_be_written_none_is() {
        let questionnaire = Arc::new(built_in().unwrap());
        let side: Id = "sales".parse().unwrap();
        let person = Given { side, label: Label::default(), answers: BTreeMap::new() };
        let mut all = records(&vec![person; 3], true, &questionnaire).unwrap();
        let folder = tempfile::tempdir().unwrap();
        // A record that is there already cannot be written once more.
        all.push(all[0].clone());
        let why = format!("{:#}", all_or_none(&all, folder.path()).unwrap_err());
        assert!(why.starts_with("nothing was imported: ") && why.contains("is already there"), "{why}");
        let left = fs::read_dir(folder.path())
            .unwrap()
            .filter(|entry| entry.as_ref().unwrap().path().extension().is_some_and(|ending| ending == "toml"));
        assert_eq!(left.count(), 0);
        all.pop();
        all_or_none(&all, folder.path()).unwrap();
    }
}
