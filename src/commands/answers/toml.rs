//! A file of answers in TOML.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::tree::{Entry, Placed, Value};
use crate::definition::{Problem, broken, unbroken};

/// What was typed, and the problems of the TOML itself. None of the former where nothing of it can be read.
pub fn entries(source: &str) -> (Option<Vec<Entry>>, Vec<Problem>) {
    let (parsed, errors) = DeTable::parse_recoverable(source);
    if errors.is_empty() {
        return (Some(of_table(parsed.get_ref())), Vec::new());
    }
    let mut problems = broken(source, &errors, &[]);
    let rest = unbroken(source, &mut problems, &[]);
    (rest.map(|rest| of_table(DeTable::parse_recoverable(&rest).0.get_ref())), problems)
}

/// TOML limits how deep tables nest, and so does this.
fn of_table(table: &DeTable<'_>) -> Vec<Entry> {
    let mut entries: Vec<Entry> = table.iter().map(|(key, value)| entry(key, value)).collect();
    entries.sort_by_key(|entry| entry.key.at.start);
    entries
}

fn entry(key: &Spanned<std::borrow::Cow<'_, str>>, value: &Spanned<DeValue<'_>>) -> Entry {
    Entry {
        key: Placed { value: key.get_ref().to_string(), at: key.span() },
        value: Placed { value: of_value(value.get_ref()), at: value.span() },
    }
}

fn of_value(value: &DeValue<'_>) -> Value {
    match value {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(number) => {
            i64::from_str_radix(number.as_str(), number.radix()).map_or(Value::Other("a huge number"), Value::Whole)
        }
        DeValue::Table(table) => Value::Table(of_table(table)),
        DeValue::Float(_) => Value::Other("a number with a fraction"),
        DeValue::Boolean(_) => Value::Other("true or false"),
        DeValue::Datetime(_) => Value::Other("a date or time"),
        DeValue::Array(_) => Value::Other("a list"),
    }
}
