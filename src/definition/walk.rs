//! Goes through a file beside its schema: every key, every value.
//!
//! What is wrong is reported and taken out, so that the rest can still be read and checked.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeArray, DeString, DeTable, DeValue};

use super::diagnostic::{Problem, quoted};
use super::tables::{self, FirstHeader, Kind, Lost, Node};
use super::texts::{self, nearest};

type Key<'i> = Spanned<DeString<'i>>;
type Value<'i> = Spanned<DeValue<'i>>;

/// A table in the file, as a reader would call it.
pub struct Owner {
    /// The key that holds it; empty for the questionnaire itself.
    pub key: String,
    /// Such as "the item 'lead-fits'".
    pub name: String,
    pub at: Range<usize>,
}

/// What the walk is about, and what it has found.
pub struct Walk<'a> {
    pub source: &'a str,
    /// What could not be read, and so is not missing.
    pub lost: Lost,
    /// The line where the first table begins, if there is one.
    pub first: Option<FirstHeader>,
    pub problems: Vec<Problem>,
}

pub struct Place<'a> {
    pub node: Node<'a>,
    /// The key that holds it, or holds the list that holds it.
    pub key: &'a str,
    pub owner: &'a Owner,
}

impl Walk<'_> {
    /// Checks a table and all that is in it.
    pub fn table(&mut self, node: Node<'_>, owner: &Owner, table: &mut DeTable<'_>) {
        self.problems.extend(unknown_keys(node, owner, table));
        let line = self.source.get(..owner.at.start).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
        let lost = |key: &str| self.lost.may_have_had(line, key);
        self.problems.extend(missing_keys((node, self.first), owner, |key| table.contains_key(key) || lost(key)));
        let entries = std::mem::replace(table, DeTable::new()).into_iter();
        *table = entries.filter_map(|(key, value)| self.entry(node, owner, key, value)).collect();
    }

    fn entry<'i>(
        &mut self,
        node: Node<'_>,
        owner: &Owner,
        key: Key<'i>,
        mut value: Value<'i>,
    ) -> Option<(Key<'i>, Value<'i>)> {
        let name = key.get_ref().as_ref();
        let place = Place { node: node.key(name)?, key: name, owner };
        self.value(&place, &mut value).then_some((key, value))
    }

    /// Checks a value; false where it is of the wrong kind.
    fn value(&mut self, place: &Place<'_>, value: &mut Value<'_>) -> bool {
        let span = value.span();
        match (place.node.kind(), value.get_mut()) {
            (Kind::Text, DeValue::String(text)) => {
                self.problems.extend(texts::problems(place, &span, text, self.source));
            }
            (Kind::Whole | Kind::Number, number) if readable(place.node.kind(), number) => {
                self.problems.extend(out_of_range(place, &span, number));
            }
            (Kind::Date, DeValue::Datetime(date)) if date.time.is_none() => {}
            (Kind::Truth, DeValue::Boolean(_)) => {}
            (Kind::List, DeValue::Array(list)) => self.list(place, &span, list),
            (Kind::Table, DeValue::Table(table)) => self.table(place.node, &owner(place, table, span), table),
            (Kind::List, DeValue::Table(_)) if place.node.entry().kind() == Kind::Table => {
                self.problems.push(wrong_kind(place, &span, value.get_ref()));
                tables::as_list(value);
                return self.value(place, value);
            }
            (Kind::Table, DeValue::Array(list)) if matches!(only(list), Some(DeValue::Table(_))) => {
                self.problems.push(wrong_kind(place, &span, value.get_ref()));
                tables::alone(value);
                return self.value(place, value);
            }
            (Kind::Truth, other) => {
                self.problems.push(wrong_kind(place, &span, other));
                *other = DeValue::Boolean(truth(other));
            }
            (_, other) => {
                self.lost.add(&place.owner.key, place.key);
                self.problems.push(wrong_kind(place, &span, other));
                return false;
            }
        }
        true
    }

    fn list(&mut self, place: &Place<'_>, span: &Range<usize>, list: &mut DeArray<'_>) {
        if let Some(problem) = too_few_or_many(place, span, list.len()) {
            self.lost.add(&place.owner.key, place.key);
            self.problems.push(problem);
        }
        if let Some(problem) = all_of_wrong_kind(place, span, list) {
            self.lost.add(&place.owner.key, place.key);
            self.problems.push(problem);
            *list = DeArray::new();
            return;
        }
        let most = place.node.count("maxItems").unwrap_or(usize::MAX);
        let entry = Place { node: place.node.entry(), ..*place };
        let entries = std::mem::replace(list, DeArray::new()).into_iter().take(most);
        *list = entries.filter_map(|mut value| self.value(&entry, &mut value).then_some(value)).collect();
    }
}

fn only<'a>(list: &'a DeArray<'_>) -> Option<&'a DeValue<'a>> {
    list.iter().next().map(Spanned::get_ref).filter(|_| list.len() == 1)
}

fn owner(place: &Place<'_>, table: &DeTable<'_>, at: Range<usize>) -> Owner {
    let id = table.get("id").and_then(|id| id.get_ref().as_str());
    let name = id.map_or_else(|| place.node.name(), |id| place.node.name_with(id));
    Owner { key: place.key.to_owned(), name, at }
}

pub fn wrong_kind(place: &Place<'_>, span: &Range<usize>, value: &DeValue<'_>) -> Problem {
    let (key, owner) = (place.key, &place.owner.name);
    match (place.node.kind(), value) {
        (Kind::Number, DeValue::Integer(_) | DeValue::Float(_)) | (Kind::Whole, DeValue::Integer(_)) => {
            let what = format!("'{key}' of {owner} holds {}, which is too large to reckon with", found_kind(value));
            Problem::new(span.clone(), what).help("write a smaller one")
        }
        _ => {
            let what = format!(
                "'{key}' of {owner} holds {} where {} belongs",
                found_kind(value),
                expected_kind(place.node, key)
            );
            Problem::new(span.clone(), what).help(mend(place, value))
        }
    }
}

/// A list whose entries are all texts or numbers where tables belong: said once.
pub fn all_of_wrong_kind(place: &Place<'_>, span: &Range<usize>, list: &DeArray<'_>) -> Option<Problem> {
    let texts: Vec<&str> = list.iter().map(|entry| entry.get_ref().as_str()).collect::<Option<_>>()?;
    let (first, rest) = texts.split_first()?;
    if rest.is_empty() || place.node.entry().kind() != Kind::Table {
        return None;
    }
    let what = format!("'{}' of {} lists texts where tables belong", place.key, place.owner.name);
    let keys: Vec<String> = place.node.entry().required().map(|key| example(place.node.entry(), key, first)).collect();
    Some(Problem::new(span.clone(), what).help(format!("write each as a table, such as {{ {} }}", keys.join(", "))))
}

fn example(node: Node<'_>, key: &str, text: &str) -> String {
    match node.key(key).map(|node| node.kind()) {
        Some(Kind::Whole | Kind::Number) => format!("{key} = 1"),
        _ => format!("{key} = \"{}\"", text.chars().take(30).collect::<String>()),
    }
}

pub fn fits(node: Node<'_>, value: &DeValue<'_>) -> bool {
    matches!(
        (node.kind(), value),
        (Kind::Text, DeValue::String(_))
            | (Kind::Date, DeValue::Datetime(_))
            | (Kind::Whole | Kind::Number, DeValue::Integer(_) | DeValue::Float(_))
            | (Kind::Truth, DeValue::Boolean(_))
            | (Kind::List, DeValue::Array(_))
    )
}

/// What an author most likely meant by a value where true or false belongs.
pub fn truth(value: &DeValue<'_>) -> bool {
    let text = value.as_str().unwrap_or_default().to_lowercase();
    !["false", "no", "off", "n"].contains(&text.as_str())
}

fn found_kind(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) => format!("the text {}", quoted(text)),
        DeValue::Integer(number) => format!("the number {}", quoted(number.as_str())),
        DeValue::Float(number) => format!("the number {}", quoted(number.as_str())),
        DeValue::Boolean(truth) => truth.to_string(),
        DeValue::Datetime(date) => format!("the date or time {date}"),
        DeValue::Array(_) => "a list".to_owned(),
        DeValue::Table(_) => "a table".to_owned(),
    }
}

fn expected_kind(node: Node<'_>, key: &str) -> String {
    match node.kind() {
        Kind::Text => "text".to_owned(),
        Kind::Date => "a date".to_owned(),
        Kind::Whole => "a whole number".to_owned(),
        Kind::Number => "a number".to_owned(),
        Kind::Truth => "true or false".to_owned(),
        Kind::List if node.entry().kind() == Kind::Table => format!("a list of tables such as [[{key}]]"),
        Kind::List => "a list of texts".to_owned(),
        Kind::Table => "a table".to_owned(),
    }
}

fn mend(place: &Place<'_>, value: &DeValue<'_>) -> String {
    let key = place.key;
    match (place.node.kind(), value) {
        (Kind::Text, DeValue::Table(_) | DeValue::Array(_)) => "write one text in double quotes".to_owned(),
        (Kind::Text, _) => "put it in double quotes".to_owned(),
        (Kind::Date, _) => "write year, month and day without quotation marks, such as 2019-09-22".to_owned(),
        (Kind::Whole, _) => "write digits alone, without quotation marks".to_owned(),
        (Kind::Number, _) => "write a number such as 1.5, without quotation marks".to_owned(),
        (Kind::Truth, _) => "write true or false, without quotation marks".to_owned(),
        (Kind::List, DeValue::Table(_)) => format!("head it [[{key}]], with two pairs of brackets"),
        (Kind::List, _) if place.node.entry().kind() == Kind::Table => {
            format!("start each entry with a line [[{key}]]")
        }
        (Kind::List, _) => format!("put it in brackets: {key} = [\"...\"]"),
        (Kind::Table, DeValue::Array(_)) => format!("head it [{key}], with one pair of brackets"),
        (Kind::Table, _) => "write a table, with a key and a value for each part".to_owned(),
    }
}

/// Whether a value is a number of the kind that belongs here, and no larger than a computer holds.
pub fn readable(kind: Kind, value: &DeValue<'_>) -> bool {
    match value {
        DeValue::Integer(_) => figure(value).is_some(),
        DeValue::Float(_) => kind == Kind::Number && figure(value).is_some(),
        _ => false,
    }
}

pub fn out_of_range(place: &Place<'_>, span: &Range<usize>, value: &DeValue<'_>) -> Option<Problem> {
    let number = figure(value)?;
    if allowed(place.node, number) {
        return None;
    }
    let (key, owner) = (place.key, &place.owner.name);
    let what = format!("'{key}' of {owner} is {number}, which is out of range");
    Some(Problem::new(span.clone(), what).help(format!("choose {}", limits(place.node))))
}

fn allowed(node: Node<'_>, number: f64) -> bool {
    number.is_finite()
        && node.limit("minimum").is_none_or(|least| number >= least)
        && node.limit("exclusiveMinimum").is_none_or(|bound| number > bound)
        && node.limit("maximum").is_none_or(|most| number <= most)
}

fn limits(node: Node<'_>) -> String {
    match (node.limit("minimum"), node.limit("exclusiveMinimum"), node.limit("maximum")) {
        (Some(least), _, Some(most)) => format!("a number from {least} to {most}"),
        (_, Some(bound), Some(most)) => format!("a number above {bound} and no more than {most}"),
        (_, Some(bound), None) => format!("a finite number above {bound}"),
        (Some(least), _, None) => format!("{least} or more"),
        (None, None, _) => "a finite number".to_owned(),
    }
}

#[expect(clippy::cast_precision_loss, reason = "only compared with small limits")]
fn figure(value: &DeValue<'_>) -> Option<f64> {
    match value {
        DeValue::Integer(digits) => i64::from_str_radix(digits.as_str(), digits.radix()).ok().map(|whole| whole as f64),
        DeValue::Float(digits) => {
            let number = digits.as_str().parse::<f64>().ok()?;
            (number.is_finite() || !digits.as_str().contains(|c: char| c.is_ascii_digit())).then_some(number)
        }
        _ => None,
    }
}

/// A key that there is not. Where it was meant for one that is absent, it is read as that one from here on.
pub fn unknown_keys(node: Node<'_>, owner: &Owner, table: &mut DeTable<'_>) -> Vec<Problem> {
    let strange = table.keys().filter(|key| node.key(key.get_ref()).is_none()).cloned().collect::<Vec<_>>();
    let mut problems = Vec::new();
    for key in strange {
        let meant = nearest(key.get_ref(), node.keys());
        let known = || format!("its keys are {}", node.keys().collect::<Vec<_>>().join(", "));
        let problem = Problem::new(key.span(), format!("{} is not a key of {}", quoted(key.get_ref()), owner.name));
        problems.push(problem.help(meant.map_or_else(known, |meant| format!("did you mean '{meant}'?"))));
        if let (Some(value), Some(meant)) = (table.remove(key.get_ref().as_ref()), meant) {
            read_as(table, Spanned::new(key.span(), meant.to_owned().into()), value);
        }
    }
    problems
}

fn read_as<'i>(table: &mut DeTable<'i>, key: Spanned<std::borrow::Cow<'i, str>>, value: Spanned<DeValue<'i>>) {
    match (table.get_mut(key.get_ref().as_ref()).map(Spanned::get_mut), value.get_ref()) {
        (None, _) => {
            table.insert(key, value);
        }
        (Some(DeValue::Array(list)), DeValue::Array(more)) => more.iter().for_each(|entry| list.push(entry.clone())),
        _ => {}
    }
}

/// A key that there must be and is not. The first table of the file matters for where the questionnaire's own belong.
pub fn missing_keys(
    (node, first): (Node<'_>, Option<FirstHeader>),
    owner: &Owner,
    is_there: impl Fn(&str) -> bool,
) -> Vec<Problem> {
    let first = first.filter(|_| owner.key.is_empty());
    let absent = node.required().filter(|key| !is_there(key));
    absent
        .map(|key| {
            let what = format!("'{key}' is missing in {}", owner.name);
            let add = node.key(key).map_or_else(String::new, |node| pattern(node, key, first));
            Problem::new(owner.at.clone(), what).help(add)
        })
        .collect()
}

pub fn too_few_or_many(place: &Place<'_>, span: &Range<usize>, count: usize) -> Option<Problem> {
    let least = place.node.count("minItems").unwrap_or(0);
    let most = place.node.count("maxItems").unwrap_or(usize::MAX);
    if (least..=most).contains(&count) {
        return None;
    }
    let amount = if count < least { "few" } else { "many" };
    let what = format!("'{}' of {} has too {amount} entries: {count}", place.key, place.owner.name);
    Some(Problem::new(span.clone(), what).help(format!("give it {least} to {most}")))
}

/// The line that an author would add, where it belongs, and what it is for.
fn pattern(node: Node<'_>, key: &str, first: Option<FirstHeader>) -> String {
    let line = match node.kind() {
        Kind::Text => format!("{key} = \"...\""),
        Kind::Date => format!("{key} = 2019-09-22"),
        Kind::Whole | Kind::Number => format!("{key} = {}", node.limit("minimum").unwrap_or(1.0).max(1.0)),
        Kind::Truth => format!("{key} = true"),
        Kind::List if node.entry().kind() == Kind::Table => format!("[[{key}]]"),
        Kind::List => format!("{key} = [\"...\"]"),
        Kind::Table => format!("[{key}]"),
    };
    let place = match first {
        Some(_) if line.starts_with('[') => " at the end of the file".to_owned(),
        Some(first) => format!(" above line {}, where the first table begins", first.line),
        None => String::new(),
    };
    format!("add {line}{place} ({})", node.description())
}
